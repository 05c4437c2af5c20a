"""The fields that the elements of a bibliography in TEI give to a work."""

from __future__ import annotations

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

_IDENTIFIERS = {"doi": "doi", "pmid": "pmid", "pmcid": "pmcid", "arxiv": "arxiv", "isbn": "isbn"}
_KINDS = {"a": "article-journal", "m": "book", "j": "article-journal"}


def work_of(node: Node) -> Work:
    """Return what a `biblStruct` or a `bibl` says."""
    work = Work("", start=node.start, end=node.end)
    fields = work.fields
    titles = {title.get("level"): title for title in reversed(list(node.all("title"))) if title.words()}
    main = titles.get("a") or titles.get("m") or titles.get("u") or titles.get("") or titles.get("j")
    fields.title = main.words().rstrip(".") if main is not None else None
    venue = titles.get("j") or titles.get("m") or titles.get("s")
    fields.venue = venue.words() if venue is not None and venue is not main else None
    level = main.get("level") if main is not None else ""
    fields.kind = "chapter" if level == "a" and "j" not in titles and "m" in titles else _KINDS.get(level)
    analytic = node.first("analytic")
    fields.authors = tuple(_people(analytic, "author")) if analytic is not None else ()
    fields.authors = fields.authors or tuple(_people(node, "author"))
    work.editors = tuple(_people(node, "editor"))
    work.issuer, work.place = _said(node, "publisher"), _said(node, "pubPlace")
    for scope in node.all("biblScope"):
        _add_scope(work, scope)
    for date in node.all("date"):
        if date.get("type") in ("access", "accessed"):
            fields.accessed = iso_date(date.get("when") or date.words())
        elif not work.date:
            set_date(work, date.get("when") or date.get("from") or date.words())
    set_publisher(work)
    for number in node.all("idno"):
        kind = _IDENTIFIERS.get(number.get("type").lower())
        if kind is not None:
            add_identifier(work, kind, number.words())
        elif number.get("type").lower() in ("url", "uri"):
            add_address(work, number.words())
    for link in node.all("ptr", "ref"):
        add_address(work, link.get("target") if "://" in link.get("target") else "")
    for note in node.all("note"):
        add_note(work, note.words())
    return work


def _said(node: Node, name: str) -> str:
    found = next(node.all(name), None)
    return found.words().strip(" ,;") if found is not None else ""


def _people(node: Node, role: str) -> Iterator[str]:
    for person in node.all(role):
        family = " ".join(part.words() for part in person.all("surname"))
        given = " ".join(part.words() for part in person.all("forename", "genName", "nameLink"))
        name = f"{family}, {given}" if family and given else family or person.words().strip(" ,;")
        if name:
            yield name


def _add_scope(work: Work, scope: Node) -> None:
    unit = scope.get("unit") or scope.get("type")
    first, last = scope.get("from"), scope.get("to")
    said = f"{first}–{last}" if first and last and first != last else first or scope.words()
    if unit in ("volume", "vol"):
        work.volume = said
    elif unit in ("issue", "number"):
        work.issue = said
    elif unit in ("page", "pp", "pages"):
        work.fields.page_range = page_range(said)


__all__ = ["work_of"]
