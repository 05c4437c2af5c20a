"""Which registries are asked about a work, in which order: identifiers first, then the title."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from citecheck.registries.arxiv import Arxiv
from citecheck.registries.comparing.model import ReferencedWork
from citecheck.registries.crossref import Crossref
from citecheck.registries.datacite import DataCite
from citecheck.registries.fields import ARXIV_DOI, bare_arxiv
from citecheck.registries.model import Answered, Lookup, Record, Registry, WorkKind
from citecheck.registries.open_library import OpenLibrary
from citecheck.registries.openalex import OpenAlex
from citecheck.registries.service_registry import ServiceRegistry
from citecheck.registries.software import repository

_MIN_TITLE = 2  # words; a shorter title finds everything
_BY_TITLE = frozenset(
    {WorkKind.ARTICLE, WorkKind.PAPER, WorkKind.CHAPTER, WorkKind.PREPRINT, WorkKind.BOOK, WorkKind.DATASET}
)
"""Kinds that some registry aims to hold completely, so that its silence about a title means something."""
_SEARCHED: Mapping[WorkKind | None, tuple[str, ...]] = {
    WorkKind.ARTICLE: ("local", "crossref", "openalex"),
    WorkKind.PAPER: ("local", "crossref", "openalex"),
    WorkKind.CHAPTER: ("local", "crossref", "openalex"),
    WorkKind.PREPRINT: ("local", "arxiv", "openalex", "crossref"),
    WorkKind.BOOK: ("local", "open_library", "openalex", "crossref"),
    WorkKind.DATASET: ("local", "datacite"),
}
_SERVICES: tuple[type[ServiceRegistry], ...] = (Crossref, OpenAlex, Arxiv, OpenLibrary, DataCite)
_ANY = ("local", "crossref", "openalex", "open_library")
_ID_ORDER = ("doi", "arxiv", "pmid", "pmcid", "isbn", "swhid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """What the registries say about one identifier of a reference.

    `outcome` is that of all `lookups` together: `none` only if a registry that knows every such identifier said so.
    `record` is the best record; None: there is none. `agency` is the registration agency of a DOI without a record
    there; empty: not known.
    """

    kind: str
    value: str
    outcome: Answered
    lookups: tuple[Lookup, ...]
    record: Record | None = None
    agency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What the registries say about a title.

    `lookups` are the answers. `required` are the names of the registries that could know this kind of work, asked or
    not; empty: there are none, or the title was not searched, for the reason `unasked`.
    """

    lookups: tuple[Lookup, ...] = ()
    required: frozenset[str] = field(default_factory=frozenset)
    unasked: str = ""


class Asker:
    """Asks `registries` (by their keys in the settings) about cited works. `mode` is `registries.enabled`.

    Safe to share between threads.
    """

    def __init__(self, registries: Mapping[str, Registry], mode: Literal["auto", "always", "never"]) -> None:
        self._registries = registries
        self._mode = mode

    def identify(self, cited: ReferencedWork) -> Iterator[Identified]:
        """Yield what is known of each identifier of `cited`, and of the address of software, in a fixed order."""
        for kind in _ID_ORDER:
            value = cited.identifiers.get(kind)
            if value is not None:
                yield self._identified(kind, value)
        if cited.kind is WorkKind.SOFTWARE:
            address = next((url for url in cited.urls if repository(url)), None)
            if address is not None:
                yield self._asked(
                    "address", address, ("github", "software_heritage"), lambda one: one.by_address(address)
                )

    def search(self, cited: ReferencedWork, *, is_work: Callable[[Record], bool]) -> Searched:
        """Search the title of `cited`, until a record `is_work`, or every registry that could know it has answered."""
        title = cited.title or ""
        if len(title.split()) < _MIN_TITLE:
            return Searched(
                unasked="the entry gives no title" if not title else "the title is too short to be searched for"
            )
        if self._mode != "always" and cited.kind not in _BY_TITLE:
            return Searched(unasked=_no_index(cited.kind))
        lookups: list[Lookup] = []
        for key in _SEARCHED.get(cited.kind, _ANY):
            registry = self._registries.get(key)
            if registry is None:
                continue
            lookups.append(registry.by_title(title, cited.authors, cited.year))
            if any(is_work(record) for record in lookups[-1].records):
                break
        return Searched(lookups=tuple(lookups), required=self._required(cited.kind))

    def _required(self, kind: WorkKind | None) -> frozenset[str]:
        """Return the names of the registries that aim at all works of `kind`, those that are switched off included."""
        if kind not in _BY_TITLE:
            return frozenset()
        return frozenset(one.name for one in _SERVICES if kind in one.kinds)

    def _identified(self, kind: str, value: str) -> Identified:
        local = self._registries.get("local")
        if local is not None and kind in local.identifiers:
            lookup = local.by_identifier(kind, value)
            if lookup.outcome is Answered.RECORD:
                return _as_identified(kind, value, [lookup])
        if kind == "doi":
            return self._doi(value)
        if kind == "arxiv":
            return self._arxiv(value)
        keys = {"pmid": ("pubmed",), "pmcid": ("openalex",), "isbn": ("open_library",)}
        found = self._asked(
            kind, value, keys.get(kind, ("software_heritage",)), lambda one: one.by_identifier(kind, value)
        )
        if kind in ("pmcid", "isbn") and found.outcome is Answered.NONE:
            # These registries do not hold every such number, so their silence proves nothing.
            return Identified(kind=kind, value=value, outcome=Answered.UNKNOWN, lookups=found.lookups)
        return found

    def _doi(self, doi: str) -> Identified:
        """Look up a DOI: at Crossref, else at the agency that registered it, else at OpenAlex."""
        lookups: list[Lookup] = []
        crossref = self._registries.get("crossref") if not doi.startswith(_NOT_CROSSREF) else None
        if crossref is not None:
            lookups.append(crossref.by_identifier("doi", doi))
            if lookups[-1].outcome is Answered.RECORD:
                return _as_identified("doi", doi, lookups)
        register = self._registries.get("doi")
        known = register.by_identifier("doi", doi) if register is not None else None
        if known is not None:
            lookups.append(known)
            if known.outcome is Answered.NONE:
                return Identified(kind="doi", value=doi, outcome=Answered.NONE, lookups=tuple(lookups))
        agency = (known.records[0].publisher or "") if known is not None and known.records else ""
        if agency in ("DataCite", "") and "datacite" in self._registries:
            lookups.append(self._registries["datacite"].by_identifier("doi", doi))
        recorded = any(lookup.records for lookup in lookups if lookup is not known)
        if not recorded and "openalex" in self._registries:
            lookups.append(self._registries["openalex"].by_identifier("doi", doi))
        answers = [lookup for lookup in lookups if lookup is not known]
        records = [record for lookup in answers for record in lookup.records]
        registered = known is not None and known.outcome is Answered.RECORD
        outcome = Answered.RECORD if records or registered else Answered.UNKNOWN
        return Identified(
            kind="doi",
            value=doi,
            outcome=outcome,
            lookups=tuple(lookups),
            record=records[0] if records else None,
            agency=agency,
        )

    def _arxiv(self, number: str) -> Identified:
        """Look up a preprint at arXiv, and if it has none or does not answer, by its DOI. Every preprint has one."""
        doi = f"{ARXIV_DOI}{bare_arxiv(number)}"
        arxiv = self._registries.get("arxiv")
        own = [arxiv.by_identifier("arxiv", number)] if arxiv is not None else []
        if any(lookup.outcome is Answered.RECORD for lookup in own):
            return _as_identified("arxiv", number, own)
        register = self._registries.get("doi")
        known = register.by_identifier("doi", doi) if register is not None else None
        if known is not None and known.outcome is Answered.NONE:
            return _as_identified("arxiv", number, [*own, known])
        indexes = [self._registries[key] for key in ("datacite", "openalex") if key in self._registries]
        rest = [index.by_identifier("doi", doi) for index in indexes]
        records = [record for lookup in rest for record in lookup.records]
        registered = known is not None and known.outcome is Answered.RECORD
        return Identified(
            kind="arxiv",
            value=number,
            outcome=Answered.RECORD if records or registered else Answered.UNKNOWN,
            lookups=(*own, *([known] if known is not None else []), *rest),
            record=records[0] if records else None,
            agency="DataCite" if registered else "",
        )

    def _asked(self, kind: str, value: str, keys: tuple[str, ...], ask: Callable[[Registry], Lookup]) -> Identified:
        """Ask the registries `keys` in turn, until one has a record."""
        lookups: list[Lookup] = []
        for key in keys:
            registry = self._registries.get(key)
            if registry is not None:
                lookups.append(ask(registry))
                if lookups[-1].outcome is Answered.RECORD:
                    break
        if len(lookups) < len(keys) and not any(lookup.records for lookup in lookups):
            return Identified(kind=kind, value=value, outcome=Answered.UNKNOWN, lookups=tuple(lookups))
        return _as_identified(kind, value, lookups)


_NOT_CROSSREF = ("10.5281/zenodo", "10.6084/m9.figshare", "10.5061/dryad")
"""Prefixes of DOIs that belong to DataCite, so that Crossref need not be asked."""


def _as_identified(kind: str, value: str, lookups: list[Lookup]) -> Identified:
    records = [record for lookup in lookups for record in lookup.records]
    outcomes = {lookup.outcome for lookup in lookups}
    silent = Answered.NONE if outcomes == {Answered.NONE} else Answered.UNKNOWN
    return Identified(
        kind=kind,
        value=value,
        outcome=Answered.RECORD if records else silent,
        lookups=tuple(lookups),
        record=records[0] if records else None,
    )


def _no_index(kind: WorkKind | None) -> str:
    if kind is None:
        return "the entry does not say what kind of work this is, so its title was not searched for"
    return f"no index holds all works of this kind ({kind.value})"


__all__ = ["Asker", "Identified", "Searched"]
