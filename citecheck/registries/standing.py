"""Whether works still stand: retractions, expressions of concern, corrections, and the published forms of preprints.

Many works are asked about by one request, so that this can be done anew every night.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from citecheck.registries.building import Registries
from citecheck.registries.fields import ARXIV_DOI
from citecheck.registries.model import Lookup
from reports.records import Notice, NoticeKind

_AT_ONCE = 80
"""Identifiers in one request: OpenAlex takes at most 100, and servers take addresses of 8,000 characters."""
_SEPARATORS = frozenset(",|")  # characters that divide the values of a filter, and cannot be written in one
_ORDER = (NoticeKind.RETRACTION, NoticeKind.CONCERN, NoticeKind.CORRECTION)


@dataclass(slots=True)
class WorkStanding:
    """What registries say about the standing of works.

    `notices` are those of each work, and `published` the published form of each preprint, both by "doi …" or "pmid …".
    `lookups` are all answers.
    """

    notices: dict[str, list[Notice]] = field(default_factory=lambda: defaultdict(list))
    published: dict[str, str] = field(default_factory=dict)
    lookups: list[Lookup] = field(default_factory=list)

    def of(self, identifiers: Mapping[str, str]) -> tuple[Notice, ...]:
        """Return the notices about the work with these `identifiers`."""
        return tuple(
            notice for kind, value in identifiers.items() for notice in self.notices.get(f"{kind} {value}", ())
        )

    def published_form(self, identifiers: Mapping[str, str]) -> str | None:
        """Return the published form of the preprint with these `identifiers`; None: none is known."""
        found = (self.published.get(f"{kind} {value}") for kind, value in identifiers.items())
        return next((address for address in found if address), None)


def ask_standing(works: Iterable[Mapping[str, str]], registries: Registries) -> WorkStanding:
    """Ask `registries` about `works`, each given by its identifiers (by kind), as few times as possible."""
    standing = WorkStanding()
    listed = list(works)
    dois = sorted({work["doi"] for work in listed if "doi" in work and not work["doi"].startswith(ARXIV_DOI)})
    pmids = sorted({work["pmid"] for work in listed if "pmid" in work})
    plain = [doi for doi in dois if not _SEPARATORS & set(doi)]
    _ask_crossref(plain, [doi for doi in dois if _SEPARATORS & set(doi)], registries, standing)
    _ask_openalex(plain, [doi for doi in dois if _SEPARATORS & set(doi)], registries, standing)
    if registries.pubmed is not None:
        for some in _batches(pmids):
            _note(registries.pubmed.by_pmids(some), standing)
    return standing


def _ask_crossref(plain: Sequence[str], odd: Sequence[str], registries: Registries, standing: WorkStanding) -> None:
    """Ask Crossref both ways: what the records of the works say, and what the records of notices say about them."""
    if registries.crossref is None:
        return
    for some in _batches(plain):
        _note(registries.crossref.by_dois(some), standing)
        found, lookup = registries.crossref.notices_about(some)
        standing.lookups.append(lookup)
        for doi, notices in found.items():
            standing.notices[f"doi {doi}"] += notices
    for doi in odd:
        _note(registries.crossref.by_identifier("doi", doi), standing)


def _ask_openalex(plain: Sequence[str], odd: Sequence[str], registries: Registries, standing: WorkStanding) -> None:
    if registries.openalex is None:
        return
    for some in _batches(plain):
        _note(registries.openalex.by_dois(some), standing)
    for doi in odd:
        _note(registries.openalex.by_identifier("doi", doi), standing)


def _batches(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]


def _note(lookup: Lookup, standing: WorkStanding) -> None:
    standing.lookups.append(lookup)
    for record in lookup.records:
        for kind, value in record.identifiers.items():
            key = f"{kind} {value}"
            standing.notices[key] += record.notices
            if record.published_as:
                standing.published.setdefault(key, record.published_as)


def union(*sources: Iterable[Notice]) -> tuple[Notice, ...]:
    """Return the notices of several `sources`, each once: the worst kinds first, then by date.

    Two notices with one address are one. A notice without date and address only repeats one of its kind that has them.
    Retractions and concerns before a reinstatement no longer hold.
    """
    found: dict[tuple[NoticeKind, str], Notice] = {}
    every = _in_force([notice for source in sources for notice in source])
    for notice in sorted(every, key=lambda one: (one.date is None, one.date or "")):
        key = (notice.kind, (notice.address or "").casefold())
        known = [one for kind, one in ((kind, one) for (kind, _), one in found.items()) if kind is notice.kind]
        if key in found or (known and (notice.address is None or _same_day(notice, known))):
            continue
        found[key] = notice
    return tuple(sorted(found.values(), key=lambda one: (_ORDER.index(one.kind), one.date or "9999")))


def _in_force(notices: Sequence[Notice]) -> list[Notice]:
    """Return the notices that hold: a work that was reinstated stands, whatever was said of it before."""
    reinstated = [notice.date or "9999" for notice in notices if notice.kind is NoticeKind.REINSTATEMENT]
    last = max(reinstated, default="")
    return [
        notice
        for notice in notices
        if notice.kind is NoticeKind.CORRECTION
        or (notice.kind is not NoticeKind.REINSTATEMENT and (not last or (notice.date or "") > last))
    ]


def _same_day(notice: Notice, known: Sequence[Notice]) -> bool:
    """Return whether a known notice of the kind has the same day: two registries name it by two addresses."""
    return notice.date is not None and any((one.date or "")[:10] == notice.date[:10] for one in known)


__all__ = ["WorkStanding", "ask_standing", "union"]
