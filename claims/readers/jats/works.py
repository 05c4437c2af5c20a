"""The fields that the elements of a reference in JATS give to a work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.readers.bibliography_files.filling import (
    add_address,
    add_identifier,
    add_note,
    iso_date,
    page_range,
    set_date,
    set_publisher,
)
from claims.readers.bibliography_files.model import Work
from claims.readers.xmltext.tree import Node

CITATIONS = ("element-citation", "mixed-citation", "nlm-citation", "citation", "product")
"""The elements that hold what a reference says."""
_KINDS = {
    "journal": "article-journal",
    "article": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "confproc": "paper-conference",
    "conference": "paper-conference",
    "conf-proc": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "gov": "report",
    "web": "webpage",
    "website": "webpage",
    "webpage": "webpage",
    "newspaper": "article-newspaper",
    "magazine": "article-magazine",
    "patent": "patent",
    "data": "dataset",
    "database": "dataset",
    "software": "software",
    "preprint": "article",
    "standard": "standard",
}
_TITLES = ("article-title", "chapter-title", "data-title", "part-title")
_IDENTIFIERS = {"doi": "doi", "pmid": "pmid", "pmcid": "pmcid", "pmc": "pmcid", "arxiv": "arxiv", "isbn": "isbn"}
_MONTHS = re.compile(r"\d{1,2}$")


def work_of(reference: Node, label: str) -> Work:
    """Return what a `ref` says, whose label is `label`; of several citations in it, the first one."""
    cited = next(reference.all(*CITATIONS), reference)
    work = Work(label, start=reference.start, end=reference.end)
    fields = work.fields
    fields.kind = _KINDS.get((cited.get("publication-type") or cited.get("citation-type")).lower())
    titles = [words for name in _TITLES for node in cited.all(name) if (words := node.words())]
    source = _said(cited, "source")
    fields.title = (titles[0] if titles else source).rstrip(".") or None
    fields.venue = source if titles and source else None
    if fields.kind == "book" and fields.venue:
        fields.kind = "chapter"
    fields.authors = tuple(_people(cited, "author"))
    work.editors = tuple(_people(cited, "editor"))
    work.has_more_authors = next(cited.all("etal"), None) is not None
    work.issuer, work.place = _said(cited, "publisher-name"), _said(cited, "publisher-loc")
    work.volume, work.issue = _said(cited, "volume"), _said(cited, "issue")
    first, last = _said(cited, "fpage"), _said(cited, "lpage")
    pages = f"{first}–{last}" if first and last and first != last else first or _said(cited, "page-range")
    fields.page_range = page_range(pages or _said(cited, "elocation-id"))
    date = _date(cited)
    if date:
        set_date(work, date)
    accessed = next((node for node in cited.all("date-in-citation", "access-date")), None)
    if accessed is not None:
        fields.accessed = iso_date(accessed.get("iso-8601-date") or accessed.words())
    set_publisher(work)
    _add_identifiers(work, cited)
    for comment in cited.all("comment", "annotation"):
        add_note(work, comment.words())
    return work


def _said(cited: Node, name: str) -> str:
    node = next(cited.all(name), None)
    return node.words().strip(" ,;") if node is not None else ""


def _people(cited: Node, role: str) -> Iterator[str]:
    """Yield the people of a role: "Lee, Ann". Those outside of groups are authors."""
    groups = list(cited.all("person-group"))
    wanted = [group for group in groups if (group.get("person-group-type") or "author").startswith(role)]
    if not groups and role == "author":
        wanted = [cited]
    seen: set[int] = set()
    for group in wanted:
        for node in group.all("name", "string-name", "collab", "institution"):
            if id(node.parent) in seen:
                continue  # the people of a group of authors, and the institution of one
            seen.add(id(node))
            family = next(node.all("surname"), None)
            given = next(node.all("given-names"), None)
            names = [part.words().strip(" ,;") for part in (family, given) if part is not None]
            said = ", ".join(filter(None, names)) if family is not None else node.words().strip(" ,;")
            if said:
                yield said


def _date(cited: Node) -> str:
    """Return the date in ISO 8601 as precise as it is; empty: there is none."""
    year = next(cited.all("year"), None)
    if year is None:
        return next((node.get("iso-8601-date") or node.words() for node in cited.all("date", "conf-date")), "")
    stated = year.get("iso-8601-date")
    if stated:
        return stated
    written = year.words().strip(" ().,;")
    month, day = _said(cited, "month"), _said(cited, "day")
    if not month:
        return written[:4] if re.fullmatch(r"\d{4}[a-z]", written) else written
    if _MONTHS.match(month):
        return "-".join([written, month.zfill(2), *([day.zfill(2)] if day.isdecimal() else [])])
    return " ".join(filter(None, (day, month, written)))


def _add_identifiers(work: Work, cited: Node) -> None:
    for node in cited.all("pub-id", "object-id", "article-id"):
        kind = _IDENTIFIERS.get(node.get("pub-id-type").lower())
        if kind is not None:
            add_identifier(work, kind, node.words())
    for node in cited.all("isbn"):
        add_identifier(work, "isbn", node.words())
    for node in cited.all("ext-link", "uri", "self-uri", "pub-id", "article-title", "source"):
        add_address(work, node.get("href") or (node.words() if node.name in ("ext-link", "uri") else ""))


__all__ = ["CITATIONS", "work_of"]
