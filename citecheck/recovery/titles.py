"""An address from a registry: the record of the work that an entry names by its title and its authors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from citecheck.recovery.model import FoundAddress, Route
from citecheck.recovery.original import Search
from citecheck.registries.asking import Asker
from citecheck.registries.cited import cited_work
from citecheck.registries.matching import Match, in_words, is_the_work, match
from citecheck.registries.model import Answered, Record, Registry
from claims.identifiers import addresses
from claims.model import Reference

_ORDER = ("doi", "arxiv", "pmid", "isbn")  # the work's own page first, catalogues last


class TitleFinder:
    """Searches entries in `registries` by title; see `citecheck.recovery.recovering.Finder`.

    `registries` are the registries by their keys in the settings, `mode` is `registries.enabled`, `this_year` the
    present year.
    """

    def __init__(
        self, registries: Mapping[str, Registry], mode: Literal["auto", "always", "never"], *, this_year: int
    ) -> None:
        self._asker = Asker(registries, mode)
        self._this_year = this_year

    def find(self, reference: Reference, search: Search) -> tuple[FoundAddress | None, tuple[str, ...]]:
        """Return the address of the record that is the work of `reference`, and the doubts; `search` is told."""
        cited = cited_work(reference)

        def compared(record: Record) -> Match:
            return match(cited, record, this_year=self._this_year)

        searched = self._asker.search(cited, is_work=lambda record: is_the_work(compared(record), cited))
        for lookup in searched.lookups:
            search.attempts += lookup.attempts
            search.answered = search.answered or lookup.outcome is not Answered.UNKNOWN
        if searched.unasked:
            return None, (f"registries: {searched.unasked}",)
        found = [compared(record) for lookup in searched.lookups for record in lookup.records]
        works = sorted((one for one in found if is_the_work(one, cited)), key=lambda one: one.cost)
        best = next((one for one in works if _address_of(one.record)), None)
        if best is None:
            return None, tuple(
                f"{lookup.registry}: {lookup.reason}" if lookup.outcome is Answered.UNKNOWN else _none(lookup.registry)
                for lookup in searched.lookups
            )
        return _found(best), tuple(_doubts(best, works, bool(reference.authors)))


def _none(registry: str) -> str:
    return f"{registry} has no such work"


def _found(best: Match) -> FoundAddress:
    record = best.record
    agreeing = [name for name, agreement, _ in best.agreements if agreement.value == "same"]
    evidence = [f"the same {name}" for name in agreeing]
    evidence += [f"the record gives another {in_words(difference)}" for difference in best.differences]
    return FoundAddress(url=_address_of(record), route=Route.REGISTRY, where=record.registry, evidence=tuple(evidence))


def _doubts(best: Match, works: list[Match], has_authors: bool) -> Iterator[str]:
    """Yield why the record may be another work."""
    if best.differences:
        yield f"the record differs: {'; '.join(in_words(difference) for difference in best.differences)}"
    agreeing = {name for name, agreement, _ in best.agreements if agreement.value == "same"}
    if not has_authors and not agreeing & {"authors", "year", "venue"}:
        yield "only the title agrees"
    rivals = [one for one in works if one.cost == best.cost and not _is_one_work(one.record, best.record)]
    if rivals:
        yield f"another record fits as well ({_address_of(rivals[0].record) or rivals[0].record.title})"


def _is_one_work(one: Record, other: Record) -> bool:
    """Return whether two records are of one work: they share an identifier or their address."""
    shared = any(other.identifiers.get(kind) == value for kind, value in one.identifiers.items())
    return one is other or shared or _address_of(one) == _address_of(other)


def _address_of(record: Record) -> str:
    for kind in _ORDER:
        if kind in record.identifiers:
            return addresses(kind, record.identifiers[kind])
    return record.address or record.open_copy or ""


__all__ = ["TitleFinder"]
