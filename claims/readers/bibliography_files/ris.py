"""RIS: lines of a tag and a value, "TY  - JOUR" to "ER  -".

rispy reads it too, and drops a record whose end is missing, cuts addresses at ";" and gives no lines; so these few
rules are ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from claims.readers.bibliography_files.filling import (
    add_address,
    add_identifier,
    add_note,
    iso_date,
    page_range,
    set_date,
    set_publisher,
)
from claims.readers.bibliography_files.kinds import RIS_KINDS
from claims.readers.bibliography_files.model import Bibliography, Work

_LINE = re.compile(r"[^\n]*\n?")
_TAGGED = re.compile(r"\s{0,3}([A-Z][A-Z0-9])  ?-(?: |$)\s*")
_DATE = re.compile(r"(\d{4})(?:/(\d{0,2}))?(?:/(\d{0,2}))?(?:/.*)?")
_WHITE = re.compile(r"\s+")
Fields = Mapping[str, list[str]]


def read_ris(source: str) -> Bibliography:
    """Return the works of `source`. One that begins without its type, or is not closed, is read and says so."""
    works: list[Work] = []
    faults: list[tuple[int, str]] = []
    for fields, start, end in _records(source):
        if set(fields) <= {"TY"} and not fields.get("TY", [""])[0]:
            continue
        work = _work(fields, len(works) + 1)
        work.start, work.end = start, end
        work.fields.markup = source[start:end]
        if "TY" not in fields:
            work.faults.append("it begins without its type (TY)")
        if "ER" not in fields:
            work.faults.append("its end (ER) is missing")
        works.append(work)
    if not works:
        faults.append((0, "no record was found in it"))
    return Bibliography(source, works, faults=tuple(faults))


def _records(source: str) -> Iterator[tuple[dict[str, list[str]], int, int]]:
    """Yield the records with their offsets."""
    fields: dict[str, list[str]] = {}
    start = end = 0
    last = ""
    for line in _LINE.finditer(source):
        words = line[0].rstrip()
        tagged = _TAGGED.match(words)
        if tagged is None:
            if last and words.strip():
                fields[last][-1] += " " + words.strip()
                end = line.start() + len(words)
            continue
        tag = tagged[1]
        if tag == "TY" and fields:
            yield fields, start, end
            fields = {}
        if not fields:
            start = line.start()
        fields.setdefault(tag, []).append(words[tagged.end() :])
        end, last = line.start() + len(words), tag
        if tag == "ER":
            if len(fields) > 1:
                yield fields, start, end
            fields, last = {}, ""
    if fields:
        yield fields, start, end


def _work(fields: Fields, number: int) -> Work:
    def first(*tags: str) -> str:
        found = (_WHITE.sub(" ", value).strip() for tag in tags for value in fields.get(tag, ()))
        return next(filter(None, found), "")

    work = Work(first("ID") or str(number))
    made = work.fields
    made.kind = RIS_KINDS.get(first("TY").upper())
    made.title = first("TI", "T1", "CT") or (first("BT") if made.kind == "book" else "") or None
    people = [name.strip().strip(",") for tag in ("AU", "A1") for name in fields.get(tag, ())]
    made.authors = tuple(dict.fromkeys(name for name in people if name))
    work.editors = tuple(name.strip() for tag in ("ED", "A2") for name in fields.get(tag, ()) if name.strip())
    made.venue = first("JO", "JF", "T2", "BT", "J2", "JA", "T3") or None
    if made.venue == made.title:
        made.venue = None
    work.issuer = first("PB")
    set_publisher(work)
    work.place, work.volume, work.issue = first("CY", "PP"), first("VL"), first("IS")
    begin, until = first("SP"), first("EP")
    made.page_range = page_range(f"{begin}–{until}" if begin and until and until not in begin else begin)
    _add_dates(work, first("DA"), first("PY", "Y1"), first("Y2"))
    add_identifier(work, "doi", first("DO", "DI"))
    serial = first("SN")
    if made.kind in ("book", "chapter", "paper-conference") and len(re.sub(r"[^\dXx]", "", serial)) >= 10:
        add_identifier(work, "isbn", serial)
    for tag in ("UR", "L1", "L2", "LK", "M2"):
        for value in fields.get(tag, ()):
            add_address(work, value)
    for tag in ("N1", "M3", "AN", "C7", "M1"):
        for value in fields.get(tag, ())[:5]:
            add_note(work, value)
    return work


def _add_dates(work: Work, date: str, year: str, accessed: str) -> None:
    exact, rough = _iso(date), _iso(year)
    if exact and (not rough or exact.startswith(rough[:4])):
        set_date(work, exact)
    elif year or date:
        set_date(work, rough or year or date)
    work.fields.accessed = (_iso(accessed) or iso_date(accessed)) if accessed else None


def _iso(text: str) -> str:
    """Return "2001-09-01" of "2001/09/01/"; empty for what is no such date."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return text.strip() if re.fullmatch(r"\d{4}-\d{2}(?:-\d{2})?", text.strip()) else ""
    parts = [match[1]]
    for part in (match[2], match[3]):
        if not part or not part.strip("0"):
            break
        parts.append(part.zfill(2))
    return "-".join(parts)


__all__ = ["read_ris"]
