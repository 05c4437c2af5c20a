"""Reports for repairs: a document that was read, with what an audit would have found of its addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claims.model import Document, Reference
from reports.model import (
    Band,
    Check,
    Extent,
    LinkStatus,
    Origin,
    Outcome,
    Passage,
    Report,
    SourceCheck,
    SourceCopy,
    SourceProblem,
    Tool,
)
from reports.records import Existence, FieldDifference, ReferenceCheck, WorkRecord

NIGHT = "2026-11-20T03:00:00Z"


@dataclass(frozen=True, kw_only=True)
class Fate:
    """What became of an address: its status, where it moved, its capture, and whether that was read and carries."""

    status: LinkStatus = LinkStatus.ALIVE
    moved_to: str | None = None
    capture: str | None = None
    carries: bool = False
    archived: bool | None = None
    problem: SourceProblem | None = None


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a registry knows of a reference: the DOI of its record, and the fields that differ (name: cited, record)."""

    doi: str | None = None
    differs: Mapping[str, tuple[str, str]] | None = None


def moved(to: str) -> Fate:
    """Return the fate of an address that redirects to `to` for good."""
    return Fate(status=LinkStatus.MOVED, moved_to=to)


def dead(capture: str | None = None, *, carries: bool = False) -> Fate:
    """Return the fate of an address that is gone; `capture` is its archived copy, which `carries` the claim or not."""
    return Fate(status=LinkStatus.GONE, capture=capture, carries=carries, archived=capture is not None)


def report_of(document: Document, fates: Mapping[str, Fate], known: Mapping[str, Known] | None = None) -> Report:
    """Return the report of `document`: `fates` by address (others are alive), `known` by the label of the reference."""
    known = known or {}
    sources = tuple(_source(reference, fates) for reference in document.references)
    carried = [reference for reference in document.references if reference.urls and _fate(reference, fates).carries]
    existence = tuple(
        _looked_up(reference, known[reference.label]) for reference in document.references if reference.label in known
    )
    return Report(
        tool=Tool(version="0", settings_sha256="0"),
        document=document,
        started=NIGHT,
        finished=NIGHT,
        sources=sources,
        checks=tuple(_check(reference) for reference in carried),
        existence=existence,
    )


def _fate(reference: Reference, fates: Mapping[str, Fate]) -> Fate:
    return fates.get(reference.urls[0], Fate()) if reference.urls else Fate(status=LinkStatus.NO_LOCATOR)


def _source(reference: Reference, fates: Mapping[str, Fate]) -> SourceCheck:
    fate = _fate(reference, fates)
    copies: tuple[SourceCopy, ...] = ()
    if fate.capture is not None and fate.carries:
        copies = (_copy(reference, fate.capture),)
    return SourceCheck(
        reference=reference.key,
        label=reference.label,
        status=fate.status,
        reason="",
        url=reference.urls[0] if reference.urls else None,
        moved_to=fate.moved_to,
        capture=fate.capture,
        archived=fate.archived,
        copies=copies,
        problems=(fate.problem,) if fate.problem is not None else (),
    )


def _copy(reference: Reference, capture: str) -> SourceCopy:
    return SourceCopy(
        id=f"copy-{reference.key}",
        url=capture,
        final_url=capture,
        origin=Origin.ARCHIVE,
        status=200,
        media_type="text/html",
        extent=Extent.FULL,
        retrieved=NIGHT,
        sha256="1",
        text_sha256="1",
        size=1,
    )


def _check(reference: Reference) -> Check:
    passage = Passage(reference=reference.key, copy=f"copy-{reference.key}", exact="words", start=0, end=5)
    return Check(
        claim="c",
        citation="n",
        references=(reference.key,),
        outcome=Outcome.SUPPORTED,
        reason="",
        judge="test",
        band=Band.CONFIDENT,
        passages=(passage,),
    )


def _looked_up(reference: Reference, known: Known) -> ReferenceCheck:
    differs = known.differs or {}
    recorded = {field: there for field, (_, there) in differs.items()}
    record = WorkRecord(
        registry="crossref",
        titles=(recorded["title"],) if "title" in recorded else (),
        venues=(recorded["venue"],) if "venue" in recorded else (),
        years=(int(recorded["year"]),) if "year" in recorded else (),
        identifiers={"doi": known.doi} if known.doi else {},
    )
    return ReferenceCheck(
        reference=reference.key,
        label=reference.label,
        verdict=Existence.DIFFERS if differs else Existence.VERIFIED,
        reason="",
        record=record,
        differences=tuple(
            FieldDifference(field=field, cited=cited, recorded=there, serious=False)
            for field, (cited, there) in differs.items()
        ),
    )


__all__ = ["NIGHT", "Fate", "Known", "dead", "moved", "report_of"]
