"""Crossref (REST API): articles, papers, books, chapters and preprints by DOI or title, and their notices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from citecheck.registries.answers import Unusable, read_reply
from citecheck.registries.fields import (
    date_parts,
    identifiers,
    iso_date,
    label_of,
    name,
    plain,
    texts,
    unlabelled,
    years_in,
)
from citecheck.registries.model import Lookup, Record, WorkKind
from citecheck.registries.service_registry import ServiceRegistry, escaped, searched, surname
from claims.identifiers import normalise
from claims.urls import parts_of
from reports.records import Notice, NoticeKind

_ROWS = 8  # candidates of a search by title; the work itself is nearly always among the first five
_MOST_NOTICES = 200  # notices about one batch of works
_DATES = ("published-print", "published-online", "published", "issued", "posted")
_KINDS: Mapping[str, WorkKind] = {
    "journal-article": WorkKind.ARTICLE,
    "proceedings-article": WorkKind.PAPER,
    "posted-content": WorkKind.PREPRINT,
    "book": WorkKind.BOOK,
    "monograph": WorkKind.BOOK,
    "edited-book": WorkKind.BOOK,
    "reference-book": WorkKind.BOOK,
    "book-chapter": WorkKind.CHAPTER,
    "book-part": WorkKind.CHAPTER,
    "book-section": WorkKind.CHAPTER,
    "reference-entry": WorkKind.CHAPTER,
    "dissertation": WorkKind.THESIS,
    "report": WorkKind.REPORT,
    "dataset": WorkKind.DATASET,
}
_NOTICES: Mapping[str, NoticeKind] = {
    "retraction": NoticeKind.RETRACTION,
    "partial_retraction": NoticeKind.CORRECTION,
    "withdrawal": NoticeKind.RETRACTION,
    "removal": NoticeKind.RETRACTION,
    "expression_of_concern": NoticeKind.CONCERN,
    "correction": NoticeKind.CORRECTION,
    "corrigendum": NoticeKind.CORRECTION,
    "erratum": NoticeKind.CORRECTION,
    "addendum": NoticeKind.CORRECTION,
    "clarification": NoticeKind.CORRECTION,
    "reinstatement": NoticeKind.REINSTATEMENT,
}
"""Crossref's types of updates (and Retraction Watch's). A new edition or version is no notice."""


class Crossref(ServiceRegistry):
    """The works of Crossref; see `citecheck.registries.model.Registry`."""

    name = "Crossref"
    identifiers = frozenset({"doi"})
    kinds = frozenset({WorkKind.ARTICLE, WorkKind.PAPER, WorkKind.CHAPTER})

    def by_identifier(self, kind: str, value: str) -> Lookup:
        """Look up a DOI; see `Registry.by_identifier`."""
        if kind != "doi":
            return super().by_identifier(kind, value)
        reply = self.client.get(self.service, f"/works/{escaped(value)}")
        return read_reply(self.question(f"doi {value}"), reply, lambda data: [crossref_record(_message(data))])

    def by_title(self, title: str, authors: Sequence[str] = (), year: int | None = None) -> Lookup:
        """Search by title and first author; see `Registry.by_title`."""
        words = searched(title)
        wanted = f"{words} {searched(surname(authors[0]))}".strip() if authors else words
        reply = self.client.get(self.service, f"/works?query.bibliographic={escaped(wanted)}&rows={_ROWS}")
        return read_reply(self.question(f"title {words}"), reply, _items, absent=frozenset())

    def by_address(self, url: str) -> Lookup:
        """Look up the DOI that an address of doi.org has; see `Registry.by_address`."""
        host = (parts_of(url).hostname or "").removeprefix("dx.").removeprefix("www.")
        if host != "doi.org":
            return super().by_address(url)
        return self.by_identifier("doi", normalise("doi", url))

    def by_dois(self, dois: Sequence[str]) -> Lookup:
        """Look up several `dois` by one request; a DOI with a comma cannot be among them.

        Those that Crossref does not know are missing from the records.
        """
        wanted = escaped(",".join(f"doi:{doi}" for doi in dois))
        reply = self.client.get(self.service, f"/works?filter={wanted}&rows={len(dois)}")
        return read_reply(self.question(f"{len(dois)} DOIs"), reply, _items, absent=frozenset())

    def notices_about(self, dois: Sequence[str]) -> tuple[dict[str, list[Notice]], Lookup]:
        """Return the notices about several works (`update-to` of the notices), by DOI, and the answer itself.

        A DOI with a comma cannot be among `dois`.
        """
        wanted = escaped(",".join(f"updates:{doi}" for doi in dois))
        reply = self.client.get(self.service, f"/works?filter={wanted}&rows={_MOST_NOTICES}")
        found: dict[str, list[Notice]] = {}

        def read(data: Any) -> list[Record]:
            for item in _message(data)["items"]:
                for doi, notice in notices_made_by(item).items():
                    found.setdefault(doi, []).append(notice)
            return []

        return found, read_reply(self.question(f"notices about {len(dois)} DOIs"), reply, read, absent=frozenset())


def crossref_record(work: Mapping[str, Any]) -> Record:
    """Return the record of `work`, an object of Crossref. Raises `Unusable` if it has no DOI."""
    doi = work.get("DOI")
    if not isinstance(doi, str) or not doi:
        raise Unusable("a work without a DOI")
    kind = _KINDS.get(str(work.get("type")), WorkKind.OTHER)
    dates = [date for date in (date_parts(work.get(key)) for key in _DATES) if date]
    people = work.get("author") or work.get("editor") or ()
    relation = work.get("relation") or {}
    isbn = texts(work.get("ISBN") or [])
    published = _related(relation, "is-preprint-of")
    return Record(
        registry=Crossref.name,
        kind=kind,
        titles=tuple(unlabelled(title) for title in _titles(work)),
        authors=tuple(filter(None, map(_person, people))),
        published=min(dates) if dates else None,
        years=years_in(dates),
        venues=_venues(work, kind),
        publisher=plain(work.get("publisher")) or None,
        volume=plain(work.get("volume")) or None,
        issue=plain(work.get("issue")) or None,
        pages=plain(work.get("page")) or plain(work.get("article-number")) or None,
        identifiers=identifiers({"doi": doi, "isbn": isbn[0].rpartition("/")[2] if isbn else None}),
        address=f"https://doi.org/{doi}",
        notices=tuple(_notices(work)),
        published_as=f"https://doi.org/{published}" if published else None,
    )


def _message(data: Any) -> Mapping[str, Any]:
    message = data["message"]
    if not isinstance(message, Mapping):
        raise Unusable("no message")
    return message


def _items(data: Any) -> list[Record]:
    items = _message(data)["items"]
    return [crossref_record(item) for item in items if isinstance(item, Mapping) and item.get("DOI")]


def _titles(work: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the title, the title with its subtitle, and those in other languages or forms."""
    titles = texts(work.get("title") or [])
    subtitles = texts(work.get("subtitle") or [])
    whole = [f"{title}: {subtitle}" for title in titles[:1] for subtitle in subtitles]
    return tuple(dict.fromkeys((*titles, *whole, *texts(work.get("original-title")), *texts(work.get("short-title")))))


def _venues(work: Mapping[str, Any], kind: WorkKind) -> tuple[str, ...]:
    event = work.get("event")
    event_names = texts([event.get("name"), event.get("acronym")]) if isinstance(event, Mapping) else ()
    series = texts(work.get("container-title") or []) + texts(work.get("short-container-title") or [])
    if kind is WorkKind.PREPRINT:
        institutions = [one.get("name") for one in work.get("institution") or () if isinstance(one, Mapping)]
        series += texts([*institutions, work.get("group-title")])
    return tuple(dict.fromkeys((*series, *event_names)))


def _person(author: Any) -> str:
    if not isinstance(author, Mapping):
        return ""
    return name(author.get("family"), author.get("given")) or plain(author.get("name"))


def _related(relation: Any, kind: str) -> str | None:
    found = relation.get(kind) if isinstance(relation, Mapping) else None
    for one in found if isinstance(found, list) else ():
        if isinstance(one, Mapping) and one.get("id-type") == "doi" and isinstance(one.get("id"), str):
            return normalise("doi", one["id"])
    return None


def _notices(work: Mapping[str, Any]) -> Iterable[Notice]:
    """Yield the notices about this work: `updated-by` of the work itself, and the label of its title.

    `update-to` of a record says what that record is a notice *of*: another work.
    """
    found = []
    for update in work.get("updated-by") or ():
        kind = _NOTICES.get(_type(update)) if isinstance(update, Mapping) else None
        if kind is not None:
            doi = update.get("DOI")
            address = f"https://doi.org/{doi}" if isinstance(doi, str) and doi else None
            found.append(Notice(kind=kind, said_by=Crossref.name, date=_day(update), address=address))
    if not found and any(label_of(title) for title in texts(work.get("title") or [])):
        found.append(Notice(kind=NoticeKind.RETRACTION, said_by=Crossref.name))
    return found


def _type(update: Mapping[str, Any]) -> str:
    return str(update.get("type", "")).lower().replace("-", "_").replace(" ", "_")


def _day(update: Mapping[str, Any]) -> str | None:
    at = update.get("updated")
    return date_parts(at) or (iso_date(at.get("date-time")) if isinstance(at, Mapping) else None)


def notices_made_by(work: Mapping[str, Any]) -> dict[str, Notice]:
    """Return the notices that `work` makes about other works (`update-to`), by the DOI of each, in normal form."""
    found = {}
    own = normalise("doi", str(work.get("DOI", "")))
    for update in work.get("update-to") or ():
        kind, about = _NOTICES.get(_type(update)), update.get("DOI")
        if kind is None or not isinstance(about, str):
            continue
        date = _day(update) or date_parts(work.get("issued"))
        notice = Notice(kind=kind, said_by=Crossref.name, date=date, address=f"https://doi.org/{own}")
        found[normalise("doi", about)] = notice
    return found


__all__ = ["Crossref", "crossref_record", "notices_made_by"]
