"""The list of references that biber makes for biblatex (.bbl): its entries as those of BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.readers.bibliography_files.bibtex import read_bibtex
from claims.readers.bibliography_files.model import Bibliography

_ENTRY = re.compile(r"\\entry\{(?P<key>[^{}\n]{1,300})\}\{(?P<type>[A-Za-z]{1,40})\}")
_END = "\\endentry"
_FIELD = re.compile(r"\\field\{(?P<name>[a-z]{1,40})\}\{")
_VERB = re.compile(r"\\verb\{(?P<name>[a-z]{1,40})\}\s*\\verb (?P<value>[^\n]{1,3000}?)\s*\\endverb")
_LIST = re.compile(
    r"\\list(?:\[[^\[\]]{0,200}\])?\{(?P<name>publisher|institution|organization|location|language)\}\{\d+\}\{"
)
_NAMES = re.compile(r"\\name(?:\[[^\[\]]{0,200}\])?\{(?P<role>author|editor)\}\{\d+\}\{[^{}]{0,500}\}\{")
_PART = re.compile(r"(?<![a-z])(?P<part>family|given|prefix|suffix)=\{")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_FAR = 200_000  # characters of one entry
_WANTED = frozenset(
    {
        *(
            "title",
            "subtitle",
            "year",
            "month",
            "day",
            "journaltitle",
            "booktitle",
            "volume",
            "number",
            "series",
            "isbn",
        ),
        *(
            "issn",
            "note",
            "howpublished",
            "edition",
            "type",
            "urlyear",
            "urlmonth",
            "urlday",
            "eventtitle",
            "eprinttype",
        ),
        *("maintitle", "pages"),
    }
)


def is_bbl(text: str) -> bool:
    """Return whether a text is the list of references of biblatex."""
    return _ENTRY.search(text) is not None


def read_bbl(source: str) -> Bibliography:
    """Return the works of `source`. What is not closed is left out."""
    entries = []
    places: dict[str, tuple[int, int]] = {}
    for match in _ENTRY.finditer(source):
        closed = source.find(_END, match.end(), match.end() + _FAR)
        if closed < 0 or match["key"] in places:
            continue
        places[match["key"]] = (match.start(), closed + len(_END))
        fields = dict(_fields(source, match.end(), closed))
        inside = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        entries.append(f"@{match['type']}{{{match['key']},\n{inside}}}\n")
    made = read_bibtex("\n".join(entries))
    for work in made.works:
        work.start, work.end = places.get(work.key, (0, 0))
        work.fields.markup = source[work.start : work.end]
    return Bibliography(source, made.works)


def _fields(source: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    dates: dict[str, str] = {}
    for match in _FIELD.finditer(source, start, end):
        closed = _closing(source, match.end() - 1, end)
        if closed < 0 or match["name"] not in _WANTED:
            continue
        value = source[match.end() : closed]
        if match["name"].startswith("url"):
            dates[match["name"]] = value
        else:
            yield match["name"], value.replace("\\bibrangedash", "--").replace("\\bibrangessep", ", ")
    if "urlyear" in dates:
        parts = [dates["urlyear"], *(dates[name].zfill(2) for name in ("urlmonth", "urlday") if name in dates)]
        yield "urldate", "-".join(parts)
    for match in _VERB.finditer(source, start, end):
        if match["name"] in ("doi", "url", "eprint"):
            yield match["name"], match["value"]
    for match in _LIST.finditer(source, start, end):
        closed = _closing(source, match.end() - 1, end)
        if closed > 0:
            yield match["name"], source[match.end() : closed].strip().strip("{}%\n ")
    for match in _NAMES.finditer(source, start, end):
        closed = _closing(source, match.end() - 1, end)
        people = list(_people(source, match.end(), closed)) if closed > 0 else []
        if people:
            yield match["role"], " and ".join(people)


def _people(source: str, start: int, end: int) -> Iterator[str]:
    """Yield the names between two offsets, "Lee, Ann": each stands in braces of its own."""
    place = start
    while (place := source.find("{", place, end)) >= 0:
        closed = _closing(source, place, end)
        if closed < 0:
            return
        parts: dict[str, str] = {}
        for match in _PART.finditer(source, place, closed):
            until = _closing(source, match.end() - 1, closed)
            if until > 0:
                parts.setdefault(match["part"], source[match.end() : until])
        family = " ".join(filter(None, (parts.get("prefix", ""), parts.get("family", ""))))
        given = parts.get("given", "").replace("\\bibnamedelima", "").replace("\\bibnamedelimb", "")
        if family and given:
            yield f"{family}, {' '.join(given.split())}"
        elif family:
            yield f"{{{family}}}"
        place = closed + 1


def _closing(source: str, start: int, end: int) -> int:
    depth = 0
    for match in _BRACES.finditer(source, start, end):
        depth += (match[0] == "{") - (match[0] == "}")
        if depth == 0:
            return match.start()
    return -1


__all__ = ["is_bbl", "read_bbl"]
