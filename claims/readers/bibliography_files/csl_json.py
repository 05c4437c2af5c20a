"""CSL-JSON: the works of Zotero, of citeproc, and of the registries Crossref and DataCite."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from claims.readers.bibliography_files.filling import (
    add_address,
    add_identifier,
    add_note,
    iso_date,
    page_range,
    set_date,
    set_publisher,
)
from claims.readers.bibliography_files.kinds import CSL_KINDS
from claims.readers.bibliography_files.model import Bibliography, Work

_TAG = re.compile(r"</?(?:i|b|em|strong|sc|sub|sup|span|scp|italic|bold|p|mml:\w+)\b[^<>]*>", re.IGNORECASE)
_WHITE = re.compile(r"\s+")
_SPACE = re.compile(r"[\s,]*")
_NEXT = re.compile(r"\}\s*,\s*(?=\{)")
_INSIDE = re.compile(r'"(?:items|references|message)"\s*:\s*(?=[\[{])')
_MOST_FAULTS = 100  # broken works after which the rest is given up
_NOTED = (("PMID", "pmid"), ("PMCID", "pmcid"), ("DOI", "doi"), ("ISBN", "isbn"))
_DECODER = json.JSONDecoder()
Item = Mapping[str, Any]


def read_csl_json(source: str) -> Bibliography:
    """Return the works of `source`: a list of them, one work, or either within "items", "references" or "message"."""
    works: list[Work] = []
    faults: list[tuple[int, str]] = []
    for found, start, end in _items(source):
        if isinstance(found, str):
            faults.append((start, found))
        elif isinstance(found, Mapping):
            work = work_of(found, len(works) + 1)
            work.start, work.end = start, end
            work.fields.markup = source[start:end]
            works.append(work)
        else:
            faults.append((start, "the list has a member that is no work"))
    return Bibliography(source, works, faults=tuple(faults))


def looks_like_csl(source: str) -> bool:
    """Return whether a text of JSON is a bibliography: its first work has a type of CSL, and a title or a DOI."""
    first = next(_items(source), None)
    if first is None or not isinstance(first[0], Mapping):
        return False
    item = first[0]
    kind = item.get("type")
    is_kind = isinstance(kind, str) and (kind in CSL_KINDS or (kind == "journal-article" and "DOI" in item))
    return is_kind and any(name in item for name in ("title", "DOI", "URL", "author", "issued"))


def _items(source: str) -> Iterator[tuple[Any, int, int]]:
    """Yield the members of the list with their offsets; in place of one that cannot be read, what is wrong."""
    place = _SPACE.match(source).end()  # type: ignore[union-attr]  # it matches everywhere
    while source[place : place + 1] == "{":
        inside = _INSIDE.search(source, place, place + 2_000)
        if inside is None or '"title"' in source[place : inside.start()]:
            break
        place = inside.end()
    if source[place : place + 1] == "[":
        place += 1
    failed = 0
    while True:
        place = _SPACE.match(source, place).end()  # type: ignore[union-attr]  # it matches everywhere
        if place >= len(source) or source[place] in "]}":
            return
        try:
            item, end = _DECODER.raw_decode(source, place)
        except (ValueError, RecursionError) as error:
            failed += 1
            at = max(getattr(error, "pos", place), place)
            line = source.count("\n", 0, at) + 1
            yield f"a work cannot be read (line {line}: {getattr(error, 'msg', 'it is nested too deeply')})", place, at
            following = _NEXT.search(source, at)
            if following is None or failed >= _MOST_FAULTS:
                return
            place = following.end()
        else:
            yield item, place, end
            place = end


def work_of(item: Item, number: int) -> Work:
    """Return the work of one item of CSL-JSON. `number` is its key if it has none."""
    work = Work(_text(item.get("id")) or _text(item.get("citation-key")) or str(number))
    fields = work.fields
    kind = _text(item.get("type"))
    fields.kind = kind if kind in CSL_KINDS else "article-journal" if kind == "journal-article" else None
    fields.title = _text(item.get("title")) or None
    fields.authors = _people(item.get("author"))
    work.editors = _people(item.get("editor"))
    fields.venue = _text(item.get("container-title")) or _text(item.get("event-title")) or None
    work.issuer = _text(item.get("publisher"))
    set_publisher(work)
    work.place = _text(item.get("publisher-place"))
    work.volume, work.issue = _text(item.get("volume")), _text(item.get("issue"))
    fields.page_range = page_range(_text(item.get("page")))
    language = _text(item.get("language"))
    fields.language = language[:2].lower() if re.match(r"[A-Za-z]{2}(?:-|$)", language) else None
    date = next((found for name in ("issued", "published", "original-date") if (found := _date(item.get(name)))), "")
    if date:
        set_date(work, date)
    fields.accessed = iso_date(_date(item.get("accessed"))) if item.get("accessed") else None
    for name, identifier in (("DOI", "doi"), ("PMID", "pmid"), ("PMCID", "pmcid"), ("ISBN", "isbn")):
        add_identifier(work, identifier, _text(item.get(name)))
    add_address(work, _text(item.get("URL")))
    add_address(work, _text(item.get("archive_location")))
    note = item.get("note")
    if isinstance(note, str):
        for name, identifier in _NOTED:
            if match := re.search(rf"^{name}:\s*(\S+)", note[:5_000], re.MULTILINE):
                add_identifier(work, identifier, match[1])
        add_note(work, note)
    return work


def _text(value: object) -> str:
    """Return a value as plain text: a number, a text with the markup that CSL allows, the first of several."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return _WHITE.sub(" ", unescape(_TAG.sub("", str(value)))).strip()


def _people(value: object) -> tuple[str, ...]:
    names = []
    for person in value if isinstance(value, list) else ():
        if not isinstance(person, Mapping):
            continue
        family = _parts(person, "non-dropping-particle", "family", "suffix")
        given = _parts(person, "given", "dropping-particle")
        whole = _text(person.get("literal")) or _text(person.get("name"))
        names.append(f"{family}, {given}" if family and given else family or given or whole)
    return tuple(name for name in names if name)


def _parts(person: Item, *names: str) -> str:
    return " ".join(filter(None, (_text(person.get(name)) for name in names)))


def _date(value: object) -> str:
    """Return a date as text: "2004-05-06" of its parts, or what it says in words."""
    if isinstance(value, str | int):
        return str(value)
    if not isinstance(value, Mapping):
        return ""
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts:
        first = parts[0] if isinstance(parts[0], list) else parts
        numbers = [str(part).strip() for part in first[:3] if isinstance(part, str | int)]
        if numbers and all(number.isdecimal() for number in numbers) and len(numbers[0]) == 4:
            return "-".join([numbers[0], *(number.zfill(2) for number in numbers[1:])])
    return _text(value.get("raw")) or _text(value.get("literal"))


__all__ = ["looks_like_csl", "read_csl_json", "work_of"]
