"""OpenAlex: works of all kinds by DOI, PMID or title, their open copies, and whether they were retracted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from citecheck.registries.answers import Unusable, read_reply
from citecheck.registries.fields import identifiers, iso_date, label_of, plain, texts, unlabelled, years_in
from citecheck.registries.model import Lookup, Record, WorkKind
from citecheck.registries.service_registry import ServiceRegistry, escaped, searched
from reports.records import Notice, NoticeKind

_ROWS = 8
_MOST_AUTHORS = 100  # OpenAlex lists at most 100 authors in a list of works
_KINDS: Mapping[str, WorkKind] = {
    "article": WorkKind.ARTICLE,
    "review": WorkKind.ARTICLE,
    "letter": WorkKind.ARTICLE,
    "editorial": WorkKind.ARTICLE,
    "preprint": WorkKind.PREPRINT,
    "book": WorkKind.BOOK,
    "book-chapter": WorkKind.CHAPTER,
    "dissertation": WorkKind.THESIS,
    "report": WorkKind.REPORT,
    "dataset": WorkKind.DATASET,
    "software": WorkKind.SOFTWARE,
}
_PATHS = {"doi": "doi", "pmid": "pmid", "pmcid": "pmcid"}


class OpenAlex(ServiceRegistry):
    """The works of OpenAlex; see `citecheck.registries.model.Registry`.

    Its names are mixed from many sources, so its records say less about authors than those of an agency.
    """

    name = "OpenAlex"
    identifiers = frozenset(_PATHS)
    kinds = frozenset({WorkKind.ARTICLE, WorkKind.PAPER, WorkKind.CHAPTER, WorkKind.PREPRINT, WorkKind.BOOK})

    def by_identifier(self, kind: str, value: str) -> Lookup:
        """Look up a DOI, PMID or PMCID; see `Registry.by_identifier`."""
        if kind not in _PATHS:
            return super().by_identifier(kind, value)
        reply = self.client.get(self.service, f"/works/{_PATHS[kind]}:{escaped(value)}")
        return read_reply(self.question(f"{kind} {value}"), reply, lambda data: [_record(data)], page_says_absent=True)

    def by_title(self, title: str, authors: Sequence[str] = (), year: int | None = None) -> Lookup:
        """Search by title; see `Registry.by_title`."""
        words = searched(title)
        reply = self.client.get(self.service, f"/works?filter=title.search:{escaped(words)}&per-page={_ROWS}")
        return read_reply(self.question(f"title {words}"), reply, _results, absent=frozenset())

    def by_dois(self, dois: Sequence[str]) -> Lookup:
        """Look up several `dois` by one request; a DOI with a comma or an upright bar cannot be among them."""
        wanted = escaped("|".join(dois))
        reply = self.client.get(self.service, f"/works?filter=doi:{wanted}&per-page={len(dois)}")
        return read_reply(self.question(f"{len(dois)} DOIs"), reply, _results, absent=frozenset())


def _results(data: Any) -> list[Record]:
    return [_record(item) for item in data["results"] if isinstance(item, Mapping)]


def _record(work: Any) -> Record:
    if not isinstance(work, Mapping) or not (work.get("title") or work.get("display_name") or work.get("doi")):
        raise Unusable("a work without a title")
    title = plain(work.get("title") or work.get("display_name"))
    ids = work.get("ids") or {}
    year = work.get("publication_year")
    date = iso_date(work.get("publication_date"))
    biblio = work.get("biblio") or {}
    pages = "–".join(filter(None, (plain(biblio.get("first_page")), plain(biblio.get("last_page")))))
    people = [_person(one) for one in work.get("authorships") or ()]
    labelled = bool(label_of(title))
    return Record(
        registry=OpenAlex.name,
        kind=_kind(work),
        titles=tuple(filter(None, (unlabelled(title),))),
        authors=tuple(filter(None, people)),
        more_authors=len(people) >= _MOST_AUTHORS,
        published=date or (str(year) if year else None),
        years=years_in([str(year) if year else None, date]),
        venues=_venues(work),
        volume=plain(biblio.get("volume")) or None,
        issue=plain(biblio.get("issue")) or None,
        pages=pages or None,
        identifiers=identifiers(
            {
                "doi": work.get("doi") or ids.get("doi"),
                "pmid": _last(ids.get("pmid")),
                "pmcid": _last(ids.get("pmcid")),
            }
        ),
        address=plain(work.get("doi")) or plain(work.get("id")) or None,
        open_copy=_open_copy(work),
        notices=(Notice(kind=NoticeKind.RETRACTION, said_by=OpenAlex.name),)
        if work.get("is_retracted") is True or labelled
        else (),
    )


def _kind(work: Mapping[str, Any]) -> WorkKind:
    if work.get("type_crossref") == "proceedings-article":
        return WorkKind.PAPER
    return _KINDS.get(str(work.get("type")), WorkKind.OTHER)


def _venues(work: Mapping[str, Any]) -> tuple[str, ...]:
    found = []
    for location in (work.get("primary_location"), *(work.get("locations") or ())):
        source = location.get("source") if isinstance(location, Mapping) else None
        if isinstance(source, Mapping):
            found += [source.get("display_name"), location.get("raw_source_name") if location else None]
    return texts(found)


def _open_copy(work: Mapping[str, Any]) -> str | None:
    best = work.get("best_oa_location")
    for place in (best if isinstance(best, Mapping) else {}, work.get("open_access") or {}):
        for key in ("pdf_url", "oa_url", "landing_page_url"):
            if isinstance(place.get(key), str):
                return str(place[key])
    return None


def _person(authorship: Any) -> str:
    if not isinstance(authorship, Mapping):
        return ""
    author = authorship.get("author") or {}
    return plain(authorship.get("raw_author_name")) or plain(author.get("display_name"))


def _last(address: Any) -> str | None:
    return address.rstrip("/").rpartition("/")[2] if isinstance(address, str) else None


__all__ = ["OpenAlex"]
