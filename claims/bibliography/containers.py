"""What a work appeared in or with, read from the words behind its title: a journal, a site, a publisher."""

from __future__ import annotations

import re

from claims.bibliography.stated_dates import without_dates
from claims.patterns import lazy_regex

_YEAR = r"(?:1[5-9]|20)\d\d"
CITY = (
    r"(?:Amsterdam|Athens|Barcelona|Basel|Berlin|Bern|Bologna|Boston|Bruxelles|Brussels|Budapest|Buenos\sAires|Cambridge|Chicago"
    r"|Dordrecht|Firenze|Frankfurt(?:\sam\sMain|\sa\.\s?M\.)?|Genève|Göttingen|Hamburg|Heidelberg|Hildesheim|Köln|Leiden|Leipzig"
    r"|Leuven|Lisboa|London|Londres|Lyon|Madrid|Milano|Montréal|München|New\sYork|Oslo|Oxford|Paris|Praha|Princeton|Roma|Rome"
    r"|Stuttgart|Stockholm|Tokyo|Toronto|Torino|Tübingen|Venezia|Warszawa|Wien|Wiesbaden|Zürich)"
)  # seats of publishers; elsewhere a year or a colon must tell that a name is a place
_NUMBERING = lazy_regex(
    r"\(?(?:pp?|pages|vol|no|nos|nr|issue|isbn|issn|oclc|s2cid|bibcode|doi|pmid|pmc|jstor|arxiv|archived|retrieved|via|edn|ed"
    r"|bd|band|heft|aufl|trans|translated|eds|edited|introduction|s\.\s\d|с\.\s\d|№)\b",
    re.IGNORECASE,
)
_HOLE = lazy_regex(r"\s+,.*")  # "Beck, München , S": what stands behind the year that was taken out
# Behind the name: its volume, number and pages
_VOLUME = lazy_regex(
    r"(?<!\s)\s*(?:[;:]\s*\d|,?\s+\(?\d+\w?\)?\s*(?=[,;:(–-])|,\s*\(?\d|,?\s+[Vv]ol(?:ume|s|\.)?\b|,\s+[Nn]os?\b|,\s+[Nn]r\b|,\s+v\b"
    r"|,?\s+[Ii]ss(?:ue)?\b|,?\s+(?:Band|Bd|Heft|H)\b\.?\s\d|,\s+n[°º]|,?\s+№|,?\s+pp\b|,\s+p\b|,?\s+pages\b|,\s+S\.\s"
    r"|\s+T\.\s\d|\s*\(\d|,?\s+\(?(?:[Vv]ol|pp?)\b|\s+\d+(?:\.\d+)?$|,?\s+[IVXLC]+(?:$|\s\()"
    r"|,\s(?:in press|to appear|forthcoming|[Aa]head of print)|\s\d{1,2}\s[A-Z][a-z]+$).*",
    re.DOTALL,
)
_PRESS = lazy_regex(r"\((?P<place>[A-ZÀ-Þ][^():]{1,40}):\s(?P<name>[^():]{2,70}?)(?:,\s*[^(),]*\d{4}[^(),]*)?,?\s*\)")
# "Ice; Fjord: Oslo, 2004; pp 1–9" (ACS), not "Macmillan; New York: Fjord, 2004"
PUBLISHER_FIRST = lazy_regex(
    rf";\s(?!{CITY}:)(?P<name>[A-ZÀ-Þ][^;:\d]{{2,60}}):\s(?:{CITY}|[A-ZÀ-Þ][^;:,\d]{{1,30}},\s[A-Z]{{2,3}}),\s{_YEAR}(?=[;.]|$)"
)
_REGION = (
    r"(?:,\s(?:[A-Z][a-z]{1,9}\.|[A-Z.]{2,6}|[A-ZÀ-Þ][^\W\d_]+(?:\s[A-ZÀ-Þ][^\W\d_]+)?)){0,2}"  # ", Mass.", ", Brazil"
)
_PLACE = lazy_regex(
    r"(?P<place>[A-ZÀ-Þ][^\s,.:;]*+(?:(?:[\s/-]|\s(?:and|et|und|&|de|am|sur)\s)[A-ZÀ-Þ][^\s,.:;]*){0,3}"
    rf"{_REGION})\s?:\s(?=[A-ZÀ-Þ])"
)
# The name of a journal before its volume: "Syst. Bot. 25: 479", "Cold: Skates, Vol. 11", "Acc. Chem. Res. 1995, 38"
_PART_OF_NAME = r"(?:[A-ZÀ-Þ][^\s,.;:()]*[.:]?|of|the|and|&|for|in|on|de|du|des|et|la|le|der|für|und|d[’'][^\s,.;:]+)"
_JOURNAL = lazy_regex(
    rf"(?P<name>[A-ZÀ-Þ][^\s,.;:()]*[.:]?(?:\s{_PART_OF_NAME}){{0,12}}?)[,;]?\s*"
    rf"(?:(?:{_YEAR}[,;]\s?)?\(?(?!{_YEAR})\d{{1,4}}(?:\.\d+)?\)?\s?[,:;(\d]|[Vv]ol\.?\s?\d)"
)
# Abbreviated words of the names of journals (ISO 4): a full stop behind one is not the end of the name
SHORT = lazy_regex(
    r"(?:^|[\s.])(?:J|Am|Trans|Proc|Int|Phys|Chem|Rev|Lett|Ann|Ber|Acad|Sci|Soc|Natl|Nat|Eur|Br|Brit|Med|Eng|Appl|Arch"
    r"|Biol|Clin|Comput|Math|Mech|Mater|Environ|Geol|Geophys|Hum|Genet|Univ|St|Astron|Astrophys|Mon|Not|R|Z|Zh|Bull"
    r"|Can|Org|Inorg|Anal|Adv|Exp|Res|Inst|Assoc|Nucl|Opt|Mol|Dev|Psychol|Econ|Hist|Stud|Q|Conf|Symp|Comm|Commun|U|S"
    r"|Crit|Lit|Theor|Electron|Gesch|Vjschr|Jb|Mitt|Pharm|Surg|Dr|Mt|Acc|Magn|Curr|Opin|Surv|Syst)$"
)
_FAR = 120  # characters behind a title in which "(Place: Publisher)" may follow: translators, editors, editions
_EDITION = lazy_regex(
    r"^[\s.,(]*(?:\d+(?:st|nd|rd|th|\.|e|ª|\.ª)?|[Rr]ev(?:ised|\.)?|[Ss]econd|[Tt]hird)\s"
    r"(?:(?:rev|enl|überarb|verb|erw|ampl)\.\s)?(?:ed(?:n|ition|ición|ição)?|[ÉéEe]d|Aufl(?:age)?|изд|utg|uppl)\b\.?\)?,?"
)
# What kind of work it is: "Ph.D. dissertation", "(Unpublished doctoral dissertation)", "(abstract)"
_KIND = lazy_regex(
    r"^[\s.,]*(?:\(abstract\)|\(?(?:unpublished\s)?(?:Ph\.?\s?D\.?|M\.?[AS]c?\.?|doctoral|master[’']?s?|bachelor[’']?s?|diploma)"
    r"\s(?:dissertation|diss\b\.?|thesis)\)?)(?=[.,\s]|$)[.,]*",
    re.IGNORECASE,
)
_EDITED = r"(?:\(?[Ee]ds?\.?\)?|\([Hh]rsg\.?\)|\([Hh]g\.?\)|\(dir\.\)|\(org\.\)|[Ee]dited by)"
# "In K. Baynes & C. Roe (Eds.), After philosophy", "In Tales, edited by I. Moen", "In Carl Roe, ed., Tales"
_CHAPTER = lazy_regex(
    r"^[\s.,;”\"]*(?:In|in|IN|Dans|Em):?\s"
    r"(?:[^()\d]{3,160}?[,\s]\(?(?:[Ee]ds?|[Hh]rsg|[Hh]g|dir|org)\.?\)?[,:]?\s(?=[A-ZÀ-Þ]))?"
)
_CHAPTER_ENDS = lazy_regex(
    rf"\s\((?:pp?\b|[Vv]ol|\d|S\.)|,\s(?:{_EDITED})|,?\s(?:pp?\.|pages|[Vv]ol\.)\s?\d|,\s\d|\s\d{{1,4}}\s?[(,;:]|,\s{_PART_OF_NAME}$"
)
_CAPITALS = r"[A-ZÀ-Þ][\w.’'-]*(?:\s[A-ZÀ-Þ][\w.’'-]*){0,3}"
_LAST_PLACE = lazy_regex(
    r"(?P<name>[^,]+(?:,\s(?:Inc|Ltd|Co|LLC)\b\.?)?),\s(?!(?:Inc|Ltd|Co|LLC)\b)"
    + rf"{_CAPITALS}(?:,\s{_CAPITALS}){{0,2}}"
)  # "Fjord, Inc., Oslo, Norway"
# "(M. Roe & I. Moen, Eds.)", "trans. Ida Moen.", "n.d."
_ROLES = lazy_regex(
    r"^[\s.,]*\([^()]{3,80}[,\s](?:[Ee]ds?|[Tt]rans|[Hh]rsg|[Üü]bers)\.?\)"
    r"|^[\s.,]*(?:Edited|Translated)\sby\s[A-ZÀ-Þ][^.,:()\d]{2,60},(?=\s[A-ZÀ-Þ])"
    r"|[,.]\s(?:[Tt]rans|tr)\.\s[A-ZÀ-Þ][^.,:()\d]{2,60}(?=[.,]\s)|,\s[ns]\.\s?d\b\.?"
)
_AFTER_SHORT = lazy_regex(r"\.\s[A-Z][a-z]{1,5}$")
_INITIAL = lazy_regex(r"(?:^|[\s.])[A-ZÀ-Þ]$")
_WORD = lazy_regex(r"[^\W\d_]{2}")


def publisher_behind(rest: str) -> str:
    """Return the journal, site or publisher that the words behind a title name first, without volume and pages.

    Of a chapter it is the publisher of the book; where none is named, the book or the proceedings.
    """
    rest = _KIND.sub("", _EDITION.sub("", _ROLES.sub("", rest), count=1), count=1)
    if publisher := PUBLISHER_FIRST.search(rest):
        return publisher["name"]
    if press := _PRESS.search(rest, 0, _FAR):
        return press["name"].strip(" ,")
    if chapter := _CHAPTER.match(rest):
        return _of_chapter(rest[chapter.end() :])
    journal = _JOURNAL.match(rest.lstrip(' .,;:”"'))
    if journal and not _NUMBERING.match(journal["name"]):
        return journal["name"].strip(" .,;:")
    for part in _parts(without_dates(rest)):
        name = _VOLUME.sub("", " " + _HOLE.sub("", part)).strip(" .,;:")
        if len(name) > 1 and _WORD.search(name) and not _NUMBERING.match(name) and not re.fullmatch(CITY, name):
            return _without_place(name)
    return ""


def _of_chapter(book: str) -> str:
    """Return the publisher of a chapter's book, or the book itself."""
    for part in _parts(without_dates(book))[1:]:
        if place := _PLACE.match(part):
            return _VOLUME.sub("", part[place.end() :]).strip(" .,;:")
    book = next(iter(_parts(book)), "")
    ends = _CHAPTER_ENDS.search(book)
    return _without_place(without_dates(book[: ends.start()] if ends else book))


def _without_place(name: str) -> str:
    """Return a publisher without its place: "Oslo: Fjord", "Paris, Seuil", "Fjord, Oslo, Norway"."""
    if place := _PLACE.match(name):
        name = name[place.end() :]
    first, comma, rest = name.partition(", ")
    if comma and re.fullmatch(CITY, first):
        return rest
    last = _LAST_PLACE.fullmatch(name)
    return last["name"].strip(" .") if last else name


def _parts(rest: str) -> list[str]:
    """Return the parts of `rest` between full stops; those of abbreviations and initials divide nothing."""
    parts: list[str] = []
    for piece in re.split(r"\.(?=\s|:|$)", rest):
        short = parts and (SHORT.search(parts[-1]) or _AFTER_SHORT.search(parts[-1]) or _INITIAL.search(parts[-1]))
        if parts and (piece.startswith(":") or (short and re.match(r"\s[A-ZÀ-Þ]", piece))):
            parts[-1] += "." + piece
        else:
            parts.append(piece)
    return [part.strip(" .,;:") for part in parts]
