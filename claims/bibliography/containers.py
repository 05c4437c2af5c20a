"""What a work appeared in or with, read from the words behind its title: a journal, a site, a publisher."""

from __future__ import annotations

import re

from claims.bibliography.stated_dates import without_dates

_NUMBERING = re.compile(
    r"\(?(?:pp?|vol|no|nos|nr|issue|isbn|issn|oclc|s2cid|bibcode|doi|pmid|pmc|jstor|arxiv|archived|retrieved|via|edn|ed"
    r"|bd|band|heft|aufl|s\.\s\d|с\.\s\d|№)\b",
    re.IGNORECASE,
)
_HOLE = re.compile(r"\s+,.*")  # "Beck, München , S": what stands behind the year that was taken out
# Behind the name: its volume, number and pages
_VOLUME = re.compile(
    r"(?<!\s)(?:\s*+(?:[;:]\s*+\d|,\s*+\(?\d|,\s++(?:[Nn]os?\b|[Nn]r\b|v\b|n[°º]|pp?\b|S\.\s)|\(\d)|(?:\s*+,)?\s++"
    r"(?:\(?\d+\w?\)?\s*+(?=[,;:(–-])|[Vv]ol(?:ume|s|\.)?\b|[Ii]ss(?:ue)?\b|(?:Band|Bd|Heft|H)\b\.?\s\d|№)|\s++T\.\s\d).*",
    re.DOTALL,
)
_PRESS = re.compile(r"\((?P<place>[A-ZÀ-Þ][^():]{1,40}):\s(?P<name>[^():]{2,70}?)(?:,\s*[^(),]*\d{4}[^(),]*)?,?\s*\)")
_PLACE = re.compile(
    r"(?P<place>[A-ZÀ-Þ][^\s,.:;]*+(?:\s[A-ZÀ-Þ][^\s,.:;]*+){0,2}(?:,\s[A-Z.]{2,5})?)\s?:\s(?=[A-ZÀ-Þ])"
)
# Abbreviated words of the names of journals (ISO 4): a full stop behind one is not the end of the name
_SHORT = re.compile(
    r"(?:^|[\s.])(?:J|Am|Trans|Proc|Int|Phys|Chem|Rev|Lett|Ann|Ber|Acad|Sci|Soc|Natl|Nat|Eur|Br|Brit|Med|Eng|Appl|Arch"
    r"|Biol|Clin|Comput|Math|Mech|Mater|Environ|Geol|Geophys|Hum|Genet|Univ|St|Astron|Astrophys|Mon|Not|R|Z|Zh|Bull"
    r"|Can|Org|Inorg|Anal|Adv|Exp|Res|Inst|Assoc|Nucl|Opt|Mol|Dev|Psychol|Econ|Hist|Stud|Q|Conf|Symp|Comm|Commun|U|S"
    r"|Crit|Lit|Theor|Electron|Gesch|Vjschr|Jb|Mitt|Pharm|Surg|Dr|Mt)$"
)
_FAR = 120  # characters behind a title in which "(Place: Publisher)" may follow: translators, editors, editions
_EDITION = re.compile(
    r"^[\s.,(]*(?:\d+(?:st|nd|rd|th|\.|e|ª|\.ª)?|[Rr]ev(?:ised|\.)?|[Ss]econd|[Tt]hird)\s"
    r"(?:(?:rev|enl|überarb|verb|erw|ampl)\.\s)?(?:ed(?:n|ition|ición|ição)?|[ÉéEe]d|Aufl(?:age)?|изд|utg|uppl)\b\.?\)?,?"
)
_AFTER_SHORT = re.compile(r"\.\s[A-Z][a-z]{1,5}$")
_WORD = re.compile(r"[^\W\d_]{2}")


def publisher_behind(rest: str) -> str:
    """Return the journal, site or publisher that the words behind a title name first, without volume and pages."""
    rest = _EDITION.sub("", rest, count=1)
    if press := _PRESS.search(rest, 0, _FAR):
        return press["name"].strip(" ,")
    for part in _parts(without_dates(rest)):
        name = _VOLUME.sub("", " " + _HOLE.sub("", part)).strip(" .,;:")
        if len(name) > 1 and _WORD.search(name) and not _NUMBERING.match(name):
            place = _PLACE.match(name)
            return name[place.end() :] if place else name
    return ""


def _parts(rest: str) -> list[str]:
    """Return the parts of `rest` between full stops; those of abbreviations in the names of journals divide nothing."""
    parts: list[str] = []
    for piece in re.split(r"\.(?=\s|$)", rest):
        short = parts and (_SHORT.search(parts[-1]) or _AFTER_SHORT.search(parts[-1]))
        if short and re.match(r"\s[A-ZÀ-Þ]", piece):
            parts[-1] += "." + piece
        else:
            parts.append(piece)
    return [part.strip(" .,;:") for part in parts]
