"""What the page shows about a source: its status, every attempt, every copy, and its links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claims.model import Document, Reference
from reports.formats.html.links import may_be_linked, safe_url, title_search
from reports.formats.html.records import RecordView, record_view
from reports.formats.html.words import FAMILIES, family
from reports.model import Attempt, Evidence, LinkStatus, Origin, Report, SourceCheck, SourceCopy
from reports.records import ReferenceCheck
from reports.repair import Repair, repaired
from reports.wording import EXTENT_SENTENCES, STATUS_SENTENCES

_ORIGINS = {Origin.LIVE: "live page", Origin.ARCHIVE: "archive", Origin.FILE: "local file"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptView:
    """One row of the table of attempts; `href` is None if the address is not linked."""

    at: str
    origin: str
    url: str
    href: str | None
    status: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """One copy that was read: where, when, how much of it, and where its bytes are stored."""

    id: str
    origin: str
    url: str
    href: str | None
    extent: str
    retrieved: str
    captured: str | None
    media_type: str
    size: str
    sha256: str
    evidence: Evidence | None
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """One reference's source. `number` counts from 1 in the order of the list and makes the place in the page.

    `search` is the address that searches the web for the title of a source without address; None: it has an address,
    or no title. `registries` is what registries of works say; None: it was not looked up.
    """

    number: int
    key: str
    label: str
    title: str
    text: str
    status: LinkStatus
    family: str
    glyph: str
    family_label: str
    sentence: str
    reason: str
    url: str | None
    href: str | None
    found: str | None
    moved_to: str | None
    moved_href: str | None
    capture: str | None
    capture_href: str | None
    archived: bool | None
    accessed: str | None
    published: str | None
    problems: tuple[str, ...]
    attempts: tuple[AttemptView, ...]
    copies: tuple[CopyView, ...]
    repair: Repair | None
    search: str | None
    registries: RecordView | None


def source_views(report: Report) -> dict[str, SourceView]:
    """Return the views of the sources of `report` by their reference's key, in the order of the list of references.

    A reference whose source was not checked has a view too, and so has a source without a reference.
    """
    checks = {source.reference: source for source in report.sources}
    looked_up = {one.reference: one for one in report.existence}
    references: Mapping[str, Reference] = {reference.key: reference for reference in report.document.references}
    keys = [*references, *(key for key in checks if key not in references)]
    return {
        key: _source(number, key, references.get(key), checks.get(key), report.document, looked_up.get(key))
        for number, key in enumerate(keys, start=1)
    }


def capture_of(source: SourceCheck | None, reference: Reference | None) -> str | None:
    """Return the best known archived copy of `source` or `reference` (None: unknown).

    The copy that the audit offers comes first, then the one that it read, then the one that the document names. None:
    no copy is known.
    """
    if source is not None:
        if source.capture:
            return source.capture
        for copy in source.copies:
            if copy.origin is Origin.ARCHIVE:
                return copy.final_url
    return reference.archive_url if reference is not None else None


def size_in_words(size: int) -> str:
    """Write `size` (bytes) with a suitable unit."""
    if size < 1_000:
        return f"{size} bytes"
    return f"{size / 1_000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def _source(
    number: int,
    key: str,
    reference: Reference | None,
    check: SourceCheck | None,
    document: Document,
    looked_up: ReferenceCheck | None,
) -> SourceView:
    status = check.status if check is not None else LinkStatus.NOT_CHECKED
    group = family(status)
    linked = may_be_linked(status)
    url = (check.url if check is not None else None) or (reference.urls[0] if reference and reference.urls else None)
    capture = capture_of(check, reference)
    moved = check.moved_to if check is not None else None
    text = reference.text if reference is not None else ""
    return SourceView(
        number=number,
        key=key,
        label=reference.label if reference is not None else (check.label if check is not None else "?"),
        title=_title(reference, text, url),
        text=text,
        status=status,
        family=group,
        glyph=FAMILIES[group][0],
        family_label=FAMILIES[group][1],
        sentence=STATUS_SENTENCES[status],
        reason=check.reason if check is not None else "",
        url=url,
        href=safe_url(url) if linked else None,
        moved_to=moved,
        moved_href=safe_url(moved) if linked else None,
        capture=capture,
        capture_href=safe_url(capture),
        archived=check.archived if check is not None else None,
        accessed=reference.accessed if reference is not None else None,
        published=reference.published if reference is not None else None,
        found=check.found if check is not None else None,
        problems=tuple(problem.message for problem in check.problems) if check is not None else (),
        attempts=tuple(_attempt(attempt, linked) for attempt in check.attempts) if check is not None else (),
        copies=tuple(_copy(copy, linked) for copy in check.copies) if check is not None else (),
        repair=repaired(reference, check, document.format, language=document.language, looked_up=looked_up)
        if reference
        else None,
        registries=record_view(looked_up) if looked_up is not None else None,
        search=title_search(reference) if status is LinkStatus.NO_LOCATOR and reference is not None else None,
    )


def _title(reference: Reference | None, text: str, url: str | None) -> str:
    """Return what to call a source; an entry that has only its number has no words for that."""
    if reference is not None and (reference.title or reference.is_link):
        return reference.title or url or text
    words = text if reference is None or text.strip("[]. ") != reference.label else ""
    return words or url or "An entry without text"


def _attempt(attempt: Attempt, linked: bool) -> AttemptView:
    return AttemptView(
        at=attempt.at,
        origin=_ORIGINS[attempt.origin],
        url=attempt.url,
        href=safe_url(attempt.url) if linked or attempt.origin is Origin.ARCHIVE else None,
        status=str(attempt.status) if attempt.status is not None else "no answer",
        note="; ".join(part for part in (attempt.failure, attempt.note) if part),
    )


def _copy(copy: SourceCopy, linked: bool) -> CopyView:
    return CopyView(
        id=copy.id,
        origin=_ORIGINS[copy.origin],
        url=copy.final_url,
        href=safe_url(copy.final_url) if linked or copy.origin is Origin.ARCHIVE else None,
        extent=EXTENT_SENTENCES[copy.extent],
        retrieved=copy.retrieved,
        captured=copy.captured,
        media_type=copy.media_type,
        size=size_in_words(copy.size),
        sha256=copy.sha256,
        evidence=copy.evidence,
        title=copy.title,
    )
