"""DataCite (REST API): data sets, software, preprints and reports by DOI or title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from citecheck.registries.answers import Unusable, read_reply
from citecheck.registries.fields import arxiv_of_doi, identifiers, iso_date, name, plain, texts, years_in
from citecheck.registries.model import Lookup, Record, WorkKind
from citecheck.registries.service_registry import ServiceRegistry, escaped, searched
from claims.identifiers import normalise

_ROWS = 8
_KINDS: Mapping[str, WorkKind] = {
    "dataset": WorkKind.DATASET,
    "software": WorkKind.SOFTWARE,
    "computationalnotebook": WorkKind.SOFTWARE,
    "preprint": WorkKind.PREPRINT,
    "journalarticle": WorkKind.ARTICLE,
    "conferencepaper": WorkKind.PAPER,
    "book": WorkKind.BOOK,
    "bookchapter": WorkKind.CHAPTER,
    "dissertation": WorkKind.THESIS,
    "report": WorkKind.REPORT,
}


class DataCite(ServiceRegistry):
    """The works of DataCite; see `citecheck.registries.model.Registry`."""

    name = "DataCite"
    identifiers = frozenset({"doi"})
    kinds = frozenset({WorkKind.DATASET})

    def by_identifier(self, kind: str, value: str) -> Lookup:
        """Look up a DOI; see `Registry.by_identifier`."""
        if kind != "doi":
            return super().by_identifier(kind, value)
        reply = self.client.get(self.service, f"/dois/{escaped(value)}")
        return read_reply(self.question(f"doi {value}"), reply, lambda data: [_record(data["data"])])

    def by_title(self, title: str, authors: Sequence[str] = (), year: int | None = None) -> Lookup:
        """Search by title; see `Registry.by_title`."""
        words = searched(title)
        wanted = escaped(f"titles.title:({words})")
        reply = self.client.get(self.service, f"/dois?query={wanted}&page%5Bsize%5D={_ROWS}")
        return read_reply(
            self.question(f"title {words}"),
            reply,
            lambda data: [_record(item) for item in data["data"]],
            absent=frozenset(),
        )


def _record(item: Any) -> Record:
    work = item["attributes"]
    doi = work.get("doi") or item.get("id")
    if not isinstance(doi, str) or not doi:
        raise Unusable("a work without a DOI")
    types = work.get("types") or {}
    container = work.get("container") or {}
    dates = [iso_date(one.get("date")) for one in work.get("dates") or () if isinstance(one, Mapping)]
    year = work.get("publicationYear")
    issued = [date for date in dates if date] + ([str(year)] if year else [])
    doi = normalise("doi", doi)
    publisher = work.get("publisher")
    return Record(
        registry=DataCite.name,
        kind=_kind(types, doi),
        titles=texts([one.get("title") for one in work.get("titles") or () if isinstance(one, Mapping)]),
        authors=tuple(filter(None, (_person(one) for one in work.get("creators") or ()))),
        published=min(issued) if issued else None,
        years=tuple(sorted({*years_in([str(year) if year else None]), *years_in(issued)}, key=lambda one: one != year)),
        venues=texts(container.get("title")) if isinstance(container, Mapping) else (),
        publisher=plain(publisher.get("name") if isinstance(publisher, Mapping) else publisher) or None,
        identifiers=identifiers({"doi": doi, "arxiv": arxiv_of_doi(doi)}),
        address=f"https://doi.org/{doi}",
        published_as=_published(work.get("relatedIdentifiers") or ()),
    )


def _kind(types: Mapping[str, Any], doi: str) -> WorkKind:
    if arxiv_of_doi(doi):
        return WorkKind.PREPRINT
    for key in ("resourceTypeGeneral", "resourceType"):
        found = _KINDS.get(plain(types.get(key)).replace(" ", "").lower())
        if found is not None:
            return found
    return WorkKind.OTHER


def _person(creator: Any) -> str:
    if not isinstance(creator, Mapping):
        return ""
    return name(creator.get("familyName"), creator.get("givenName")) or plain(creator.get("name"))


def _published(related: Sequence[Any]) -> str | None:
    """Return the address of the published form of a preprint (`IsPreprintOf`, or `IsVersionOf` a DOI of a journal)."""
    for one in related:
        if not isinstance(one, Mapping) or one.get("relatedIdentifierType") != "DOI":
            continue
        if one.get("relationType") == "IsPreprintOf" and isinstance(one.get("relatedIdentifier"), str):
            return f"https://doi.org/{normalise('doi', one['relatedIdentifier'])}"
    return None


__all__ = ["DataCite"]
