"""What is to be repaired of a reference, from what an audit found, whatever the format of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from citecheck.fixing.model import FixKind
from claims.model import Reference, UrlStatus
from reports.model import Check, LinkStatus, Origin, Outcome, Report, SourceCheck
from reports.records import Existence, FieldDifference, ReferenceCheck
from reports.repair.choosing import best_capture, day_of_capture, is_found, missing_doi, told_status
from reports.repair.dates import in_style_of
from reports.repair.parts import is_web

_DOUBTS = frozenset({"reference-mismatch", "source-unconfirmed", "identifier-invalid", "reference-circular"})
"""Problems of a source that leave open whether it is the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One thing to repair of `reference`: what changes (`message`), and whether the audit shows that it is right.

    `old` is the address that the repair is about, "" for none. `value` is what is new: the address, the DOI, the value
    of `field`, or the month of a dead-link template. `day` is that of an archived copy, written as the entry writes its
    dates. `status` is what becomes of the original address.
    """

    kind: FixKind
    reference: Reference
    safe: bool
    why: str
    message: str
    old: str = ""
    value: str = ""
    day: str = ""
    field: str = ""
    status: UrlStatus | None = None


def wishes_of(report: Report) -> Iterator[Wish]:
    """Yield what can be repaired of the references of `report`, reference by reference."""
    sources = {source.reference: source for source in report.sources}
    looked_up = {check.reference: check for check in report.existence}
    checks: dict[str, list[Check]] = {}
    for check in report.checks:
        for key in check.references:
            checks.setdefault(key, []).append(check)
    month = report.finished[:7]
    language = report.document.language
    for reference in report.document.references:
        source = sources.get(reference.key)
        if source is not None:
            yield from _of_addresses(reference, source)
            yield from _of_copies(reference, source, checks.get(reference.key, ()), month, language)
        yield from _of_records(reference, looked_up.get(reference.key))


def _of_addresses(reference: Reference, source: SourceCheck) -> Iterator[Wish]:
    old = address_of(reference, source)
    if source.status is LinkStatus.MOVED and old and source.moved_to and is_web(source.moved_to):
        doubt = next((problem.message for problem in source.problems if problem.code in _DOUBTS), None)
        why = "a permanent redirect leads to the same work" if doubt is None else f"the redirect is in doubt: {doubt}"
        yield Wish(
            kind=FixKind.MOVED_ADDRESS,
            reference=reference,
            safe=doubt is None,
            why=why,
            message=f"{old} has moved to {source.moved_to}",
            old=old,
            value=source.moved_to,
        )
    if source.url is not None and is_found(reference, source):
        yield Wish(
            kind=FixKind.FOUND_ADDRESS,
            reference=reference,
            safe=False,
            why=f"the entry has no address; this one was found: {source.found}",
            message=f"the address that was found: {source.url}",
            value=source.url,
        )


def _of_copies(
    reference: Reference, source: SourceCheck, checks: list[Check] | tuple[()], month: str, language: str | None
) -> Iterator[Wish]:
    """Yield the archived copy, or else what the reference should say of its link."""
    old = address_of(reference, source)
    capture = best_capture(source)
    if not old or reference.url_status in (UrlStatus.USURPED, UrlStatus.DEVIATED):
        return
    if capture is not None and reference.archive_url is None:
        yield _archived(reference, source, checks, old, capture, language)
        return
    works = source.status in (LinkStatus.ALIVE, LinkStatus.MOVED)
    if reference.archive_url is not None:
        told = told_status(source.status)
        if source.status.is_dead and reference.url_status is UrlStatus.LIVE and told is UrlStatus.DEAD:
            yield _status(reference, old, UrlStatus.DEAD, "one look cannot show for certain that a link is dead")
    elif source.status.is_dead and reference.url_status is not UrlStatus.DEAD:
        yield Wish(
            kind=FixKind.DEAD_LINK_ADDED,
            reference=reference,
            safe=False,
            why="one look cannot show for certain that a link is dead",
            message=f"{old} is dead, and no archived copy is known",
            old=old,
            value=month,
        )
    if works and reference.url_status is UrlStatus.DEAD:
        if reference.archive_url is not None:
            yield _status(reference, old, UrlStatus.LIVE, "the link works; whether it shows the same page is not known")
            return
        yield Wish(
            kind=FixKind.DEAD_LINK_REMOVED,
            reference=reference,
            safe=False,
            why="the link works; whether it shows the same page is not known",
            message=f"{old} works, and the document calls it dead",
            old=old,
        )


def _status(reference: Reference, old: str, status: UrlStatus, why: str) -> Wish:
    return Wish(
        kind=FixKind.URL_STATUS,
        reference=reference,
        safe=False,
        why=why,
        message=f"{old} is {status.value}",
        old=old,
        status=status,
    )


def _archived(
    reference: Reference,
    source: SourceCheck,
    checks: list[Check] | tuple[()],
    old: str,
    capture: str,
    language: str | None,
) -> Wish:
    read = {copy.id for copy in source.copies if copy.final_url == capture and copy.origin is Origin.ARCHIVE}
    carries = any(check.outcome is Outcome.SUPPORTED and _copies_of(check) & read for check in checks)
    if carries:
        why = "the archived copy was read, and it carries the claim"
    elif read:
        why = "the archived copy was read, and no claim is known to rest on it"
    else:
        why = "the archived copy was not read"
    day = day_of_capture(capture, source)
    words = reference.markup or reference.text
    when = in_style_of(words, day, like=reference.accessed, language=language) if day is not None else ""
    return Wish(
        kind=FixKind.ARCHIVED_COPY,
        reference=reference,
        safe=carries,
        why=why,
        message=f"the archived copy{f' of {when}' if when else ''}: {capture}",
        old=old,
        value=capture,
        day=when,
        status=told_status(source.status),
    )


def _copies_of(check: Check) -> set[str]:
    """Return the ids of the copies of sources in which the passages of a check stand."""
    quoted = {quote.passage.copy for quote in check.quotes if quote.passage is not None}
    return quoted | {passage.copy for passage in check.passages}


def _of_records(reference: Reference, looked_up: ReferenceCheck | None) -> Iterator[Wish]:
    doi = missing_doi(reference, looked_up)
    if doi is not None:
        yield Wish(
            kind=FixKind.DOI,
            reference=reference,
            safe=False,
            why="a registry has a record with the same title, people and year",
            message=f"the DOI of its record: {doi}",
            value=doi,
        )
    if looked_up is None or looked_up.verdict is not Existence.DIFFERS or looked_up.record is None:
        return
    for difference in looked_up.differences:
        value = _recorded(difference, looked_up)
        if value and "\n" not in value:
            yield Wish(
                kind=FixKind.RECORD_FIELD,
                reference=reference,
                safe=False,
                why=f"the record of {looked_up.record.registry} has another {difference.field}",
                message=f"{difference.field}: {difference.cited!r} becomes {value!r}",
                old=difference.cited,
                value=value,
                field=difference.field,
            )


def _recorded(difference: FieldDifference, looked_up: ReferenceCheck) -> str:
    """Return the value of a field in the record; "" where the record has it only in part."""
    record = looked_up.record
    assert record is not None  # the caller looked
    whole: Mapping[str, str | None] = {
        "title": record.title,
        "year": str(record.year) if record.year else None,
        "venue": record.venues[0] if record.venues else None,
        "authors": None if record.more_authors else " and ".join(record.authors),
        **record.identifiers,
    }
    return whole.get(difference.field) or ""


def address_of(reference: Reference, source: SourceCheck) -> str:
    """Return the address of `reference` that was visited for its `source`; "" if the entry has none of its own."""
    if not reference.urls:
        return ""
    return source.url if source.url in reference.urls else reference.urls[0]


__all__ = ["Wish", "address_of", "wishes_of"]
