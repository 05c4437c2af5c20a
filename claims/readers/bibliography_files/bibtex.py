"""BibTeX and BibLaTeX: entries, with what they inherit, to works."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from claims.identifiers import find_identifiers
from claims.readers.bibliography_files.bibtex_blocks import RawEntry, read_blocks
from claims.readers.bibliography_files.bibtex_names import read_names
from claims.readers.bibliography_files.filling import (
    add_address,
    add_identifier,
    add_note,
    iso_date,
    page_range,
    set_date,
    set_publisher,
)
from claims.readers.bibliography_files.inheriting import Inheritance
from claims.readers.bibliography_files.kinds import BIBTEX_KINDS
from claims.readers.bibliography_files.latex_words import plain
from claims.readers.bibliography_files.model import Bibliography, Work

_NO_WORKS = frozenset({"xdata", "set", "control", "ieeetranbstctl", "bibnote", "customlist"})
_ADDRESS = re.compile(r"\\(?:url|href|path)\s*\{\s*([^{}\s]+)\s*\}")
_KEYS = re.compile(r"[^\s,]+")
_OF_CORR = re.compile(r"\s*abs/(\S+)")
_TOLD = 20  # entries without anything to read that are named
_ISSUERS = ("publisher", "school", "institution", "organization")
_VENUES = (
    ("journaltitle", "journalsubtitle"),
    ("journal", "journalsubtitle"),
    ("booktitle", "booksubtitle"),
    ("maintitle", "mainsubtitle"),
    ("eventtitle", ""),
)


def read_bibtex(source: str) -> Bibliography:
    """Return the works of `source`, a file of BibTeX or BibLaTeX. Broken entries are among them and say so."""
    entries = list(read_blocks(source))
    inheritance = Inheritance(entries, len(source))
    works: list[Work] = []
    sets: dict[str, list[str]] = {}
    first: dict[str, int] = {}
    lost: list[RawEntry] = []
    ends = [place for place, sign in enumerate(source) if sign == "\n"]
    for entry in entries:
        if entry.faults and not entry.fields:
            lost.append(entry)
            continue
        if entry.kind == "set" and entry.key:
            sets[entry.key] = _KEYS.findall(entry.fields.get("entryset", ""))
        if entry.kind in _NO_WORKS:
            continue
        fields = inheritance.of(entry)
        work = _work(entry, fields)
        if entry.key and first.setdefault(entry.key, entry.start) != entry.start:
            line = bisect(ends, first[entry.key]) + 1
            work.faults.append(f"its key is that of the entry in line {line}, which counts")
        work.fields.markup = source[entry.start : entry.end]
        works.append(work)
    return Bibliography(source, works, MappingProxyType(sets), tuple(_lost(source, lost)))


def _lost(source: str, entries: Sequence[RawEntry]) -> Iterator[tuple[int, str]]:
    """Yield what to tell of entries of which nothing could be read."""
    for entry in entries[:_TOLD]:
        line = source.count("\n", 0, entry.start) + 1
        yield entry.start, f"of the entry in line {line} ({entry.key or 'without a key'}) no field can be read"
    if len(entries) > _TOLD:
        yield entries[_TOLD].start, f"of {len(entries) - _TOLD} more entries no field can be read"


def _work(entry: RawEntry, raw: Mapping[str, str]) -> Work:
    work = Work(entry.key, start=entry.start, end=entry.end, faults=list(entry.faults))
    work.aliases = tuple(_KEYS.findall(raw.get("ids", "")))
    fields = work.fields
    fields.kind = BIBTEX_KINDS.get(entry.kind)
    fields.title = _joined(raw, "title", "subtitle") or None
    fields.authors, work.has_more_authors = read_names(raw.get("author", ""))
    work.editors, _ = read_names(raw.get("editor", ""))
    fields.venue = next(filter(None, (_joined(raw, *names) for names in _VENUES)), None)
    work.issuer = next(filter(None, (plain(raw.get(name, "")) for name in _ISSUERS)), "")
    journal = _joined(raw, "journaltitle", "") or _joined(raw, "journal", "")
    set_publisher(work)
    work.place = plain(raw.get("location") or raw.get("address", ""))
    work.volume = plain(raw.get("volume", ""))
    work.issue = plain(raw.get("number") or raw.get("issue", ""))
    fields.page_range = page_range(plain(raw.get("pages", "")))
    fields.language = None
    _add_date(work, raw)
    _add_locators(work, raw, journal)
    return work


def _joined(raw: Mapping[str, str], name: str, below: str) -> str:
    """Return a title with its subtitle."""
    title, subtitle = plain(raw.get(name, "")), plain(raw.get(below, ""))
    return f"{title}: {subtitle}" if title and subtitle else title


def _add_date(work: Work, raw: Mapping[str, str]) -> None:
    date, year = plain(raw.get("date", "")), plain(raw.get("year", ""))
    month = plain(raw.get("month", ""))
    if date:
        set_date(work, date)
    elif year:
        parts = [plain(raw.get("day", "")), month, year] if month else [year]
        set_date(work, " ".join(part for part in parts if part))
        if month.isdecimal():
            set_date(work, f"{year}-{month.zfill(2)}")
    work.fields.accessed = iso_date(plain(raw.get("urldate", ""))) if raw.get("urldate") else None


def _add_locators(work: Work, raw: Mapping[str, str], journal: str) -> None:
    for name in ("doi", "pmid", "pmcid", "isbn"):
        add_identifier(work, name, plain(raw.get(name, "")))
    eprint = plain(raw.get("eprint") or raw.get("arxivid") or raw.get("arxiv", ""))
    archive = plain(raw.get("eprinttype") or raw.get("archiveprefix", "")).casefold()
    if eprint and archive in ("", "arxiv"):
        add_identifier(work, "arxiv", eprint)
    elif eprint and archive in ("pubmed", "pmid", "pmcid"):
        add_identifier(work, "pmcid" if archive == "pmcid" else "pmid", eprint)
    for name in ("url", "link", "howpublished", "note", "ee", "addendum"):
        value = raw.get(name, "")
        if not value:
            continue
        written = _ADDRESS.findall(value)
        for address in written:
            add_address(work, _unescaped(address))
        if name in ("url", "link", "ee"):
            add_address(work, _unescaped(value.strip(" {}"))) if not written else None
        elif not written or len(value) > len(written[0]) + 10:
            add_note(work, plain(value))
    if journal == "CoRR" and (number := _OF_CORR.match(raw.get("volume", ""))):
        add_identifier(work, "arxiv", number[1])
    if "arxiv" in journal.casefold() or "arxiv" in plain(raw.get("volume", "")).casefold():
        told = find_identifiers(f"{journal} {raw.get('volume', '')}")
        add_identifier(work, "arxiv", told.get("arxiv", ""))


def _unescaped(address: str) -> str:
    """Return an address without the backslashes that LaTeX needs before its signs."""
    return re.sub(r"\\([%#_&~$^{}])", r"\1", address).replace(r"\textasciitilde", "~").replace("{}", "").strip()


__all__ = ["read_bibtex"]
