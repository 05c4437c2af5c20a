"""The XML that EndNote exports: `record` elements below `records`."""

from __future__ import annotations

import re

from lxml import etree

from claims.readers.bibliography_files.filling import (
    add_address,
    add_identifier,
    add_note,
    iso_date,
    page_range,
    set_date,
    set_publisher,
)
from claims.readers.bibliography_files.kinds import ENDNOTE_KINDS
from claims.readers.bibliography_files.model import Bibliography, Work

_RECORD = re.compile(r"<record\b")
_CLOSED = "</record>"
_VENUES = ("periodical/full-title", "titles/secondary-title", "periodical/abbr-1", "alt-periodical/full-title")
_WHITE = re.compile(r"\s+")
_MOST_FAULTS = 20  # errors of the XML that are told
_DECLARED = re.compile(r"\s*<\?xml[^>]{0,200}\?>")


def read_endnote(source: str) -> Bibliography:
    """Return the works of `source`. XML that is not well-formed is read as far as it goes, and told."""
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(_DECLARED.sub("", source, count=1).encode("utf-8", "replace"), parser)
    errors = list(parser.error_log)[:_MOST_FAULTS]
    faults = [(_offset(source, error.line), f"line {error.line}: {error.message}") for error in errors]
    if root is None:
        return Bibliography(source, (), faults=tuple(faults))
    works = [work_of_record(record, number) for number, record in enumerate(root.iter("record"), start=1)]
    starts = [match.start() for match in _RECORD.finditer(source)]
    for number, work in enumerate(works):
        if len(starts) == len(works):
            closed = source.find(_CLOSED, starts[number], (*starts, len(source))[number + 1])
            work.start = starts[number]
            work.end = closed + len(_CLOSED) if closed >= 0 else work.start + len("<record")
            work.fields.markup = source[work.start : work.end]
    return Bibliography(source, works, faults=tuple(faults))


def _offset(source: str, line: int) -> int:
    """Return where a line begins, counted from 1."""
    place = 0
    for _ in range(min(line, 1_000_000) - 1):
        following = source.find("\n", place)
        if following < 0:
            break
        place = following + 1
    return place


def work_of_record(record: etree._Element, number: int) -> Work:
    """Return the work of a `record` of EndNote. `number` is its key if it has none."""

    def first(*paths: str) -> str:
        return next(filter(None, (_words(one) for path in paths for one in record.iterfind(path))), "")

    work = Work(first("label") or first("rec-number") or str(number))
    fields = work.fields
    kind = record.find("ref-type")
    fields.kind = ENDNOTE_KINDS.get((kind.get("name") or "").casefold()) if kind is not None else None
    fields.title = first("titles/title") or None
    fields.authors = tuple(filter(None, map(_words, record.iterfind("contributors/authors/author"))))
    work.editors = tuple(filter(None, map(_words, record.iterfind("contributors/secondary-authors/author"))))
    fields.venue = first(*_VENUES) or None
    work.issuer, work.place = first("publisher"), first("pub-location")
    set_publisher(work)
    work.volume, work.issue = first("volume"), first("number", "issue")
    fields.page_range = page_range(first("pages"))
    year, day = first("dates/year"), first("dates/pub-dates/date")
    exact = iso_date(f"{day} {year}") if day and year else None
    if year or day:
        set_date(work, exact if exact and exact.startswith(year[:4]) else year or day)
    fields.accessed = iso_date(first("access-date")) if first("access-date") else None
    add_identifier(work, "doi", first("electronic-resource-num"))
    if fields.kind in ("book", "chapter", "paper-conference"):
        serial = first("isbn")
        add_identifier(work, "isbn", serial if len(re.sub(r"[^\dXx]", "", serial)) >= 10 else "")
    accession = first("accession-num")
    pmcid = first("custom2")
    if pmcid.startswith("PMC") or "pubmed" in first("remote-database-name", "remote-database-provider").casefold():
        add_identifier(work, "pmid", accession if accession.isdecimal() else "")
        add_identifier(work, "pmcid", pmcid if pmcid.startswith("PMC") else "")
    for path in ("urls/web-urls/url", "urls/related-urls/url"):
        for url in record.iterfind(path):
            add_address(work, _words(url))
    add_note(work, first("notes"))
    return work


def _words(element: etree._Element) -> str:
    return _WHITE.sub(" ", "".join(map(str, element.itertext()))).strip()


__all__ = ["read_endnote", "work_of_record"]
