"""The templates that make notes or list them, by their names on each wiki, with the group that they are in."""

from __future__ import annotations


def _names(listed: str) -> frozenset[str]:
    return frozenset(name.strip() for name in listed.replace("\n", "|").split("|") if name.strip())


# Templates of lists of notes, with the group that they list by default.
LISTS = _names(
    """
    appendix|bronnen, noten en/of referenties|efn list|einzelnachweise|groupe de notes|kaynakça|lijst voetnoten
    lista de notas|listaref|mwref|notas|note|note list|notefoot|notelist|notelist small|notelist-la|notelist-lg
    notelist-lr|notelist-ua|notelist-ur|notes|notes et références|noteslist|opmerkingen|poznámky|przypisy
    ref-list|referanser|reference|reference group|reference list|references|referencias|referenser|referències
    reflist|reflist-talk|reflist/|reflist2|refliste|reflisto|refs|références|références nombreuses|verwysings
    viitteet|примечания|примітки|脚注リスト|주석|notelist2|notelist/
    脚注|각주|출처|הערות שוליים|ביאורים|مراجع|ثبت المراجع
    پانویس|پانویس‌ها|یادداشت‌ها|یادداشت|przypisy-lista|uwagi|noter|fotnoter|notlista|note strette|dipnot listesi
    dipnotlar|tham khảo
    """
)
LIST_GROUPS = {
    "notelist": "lower-alpha",
    "notelist-ua": "upper-alpha",
    "notelist-la": "lower-alpha",
    "notelist-lr": "lower-roman",
    "notelist-ur": "upper-roman",
    "notelist-lg": "lower-greek",
    "notefoot": "note",
    "note list": "note",
    "efn list": "lower-alpha",
    "notelist small": "lower-alpha",
    "notelist2": "注釈",
    "ביאורים": "ביאור",
    "یادداشت‌ها": "یادداشت",
    "uwagi": "uwaga",
}
# Templates that make a note, with the group that it is in by default.
NOTE_GROUPS = {
    "efn": "lower-alpha",
    "efn-ua": "upper-alpha",
    "efn-la": "lower-alpha",
    "efn-lr": "lower-roman",
    "efn-ur": "upper-roman",
    "efn-lg": "lower-greek",
    "efn-num": "",
    "notetag": "note",
    "refn": "",
    "#tag:ref": "",
    "note-ref": "",
    "footnote": "",
    "notera": "note",
    "refnote": "",
    "explanatory footnote": "lower-alpha",
    "hanote": "",
    "note label": "note",
    "cref2": "",
    "efn2": "注釈",
    "refnest": "",
    "הערה": "",
    "ביאור": "ביאור",
    "nota de rodapé": "",
    "یاد": "یادداشت",
    "uwaga": "uwaga",
}


def defines_notes(name: str) -> bool:
    """Return whether a box of this name is known to define notes that a page uses by their names."""
    return name.startswith(("divisione amministrativa", "infobox gemeinde in", "infobox commune de", "info/município"))
