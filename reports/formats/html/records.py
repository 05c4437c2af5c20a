"""What the page shows of registries: whether a reference is what it says, and whether the work still stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.formats.html.links import safe_url
from reports.records import Answered, Existence, FieldDifference, NoticeKind, ReferenceCheck, WorkRecord

_VERDICTS: Mapping[Existence, tuple[str, str, str]] = {
    Existence.VERIFIED: ("✓", "Verified", "works"),
    Existence.DIFFERS: ("≠", "Differs from its record", "failing"),
    Existence.OTHER_WORK: ("✗", "Its identifier is that of another work", "dead"),
    Existence.NOT_FOUND: ("?", "Not found", "failing"),
    Existence.CANNOT_TELL: ("–", "Cannot tell", "untried"),
}
"""Glyph, label and tone of each verdict."""

_NOTICES: Mapping[NoticeKind, str] = {
    NoticeKind.RETRACTION: "Retracted",
    NoticeKind.CONCERN: "Expression of concern",
    NoticeKind.CORRECTION: "Corrected",
    NoticeKind.REINSTATEMENT: "Reinstated",
}
_ANSWERS: Mapping[Answered, str] = {
    Answered.RECORD: "a record",
    Answered.NONE: "no record",
    Answered.UNKNOWN: "no usable answer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """A notice about the work, with the address at which it can be read (None: not known, or not linked)."""

    label: str
    said_by: str
    date: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """What registries say about one reference.

    `record` is the best record in one line (empty: there is none) and `href` its page. `answers` are all questions: the
    registry, what was asked, the outcome with its reason, and the time.
    """

    glyph: str
    label: str
    tone: str
    reason: str
    rule: str
    record: str
    href: str | None
    differences: tuple[FieldDifference, ...]
    notices: tuple[NoticeView, ...]
    published_as: str | None
    published_href: str | None
    answers: tuple[tuple[str, str, str, str], ...]


def record_view(check: ReferenceCheck) -> RecordView:
    """Return what registries say about a reference, which `check` holds, as the page shows it."""
    glyph, label, tone = _VERDICTS[check.verdict]
    published = check.published_as
    return RecordView(
        glyph=glyph,
        label=label,
        tone=tone,
        reason=check.reason,
        rule=check.rule or "",
        record=_line(check.record) if check.record is not None else "",
        href=safe_url(_page(check.record)) if check.record is not None else None,
        differences=check.differences,
        notices=tuple(
            NoticeView(
                label=_NOTICES[notice.kind],
                said_by=notice.said_by,
                date=notice.date or "",
                href=safe_url(notice.address),
            )
            for notice in check.notices
        ),
        published_as=published,
        published_href=safe_url(
            f"https://doi.org/{published}" if published and published.startswith("10.") else published
        ),
        answers=tuple(
            (
                answer.registry,
                answer.asked,
                f"{_ANSWERS[answer.outcome]}{f' ({answer.reason})' if answer.reason else ''}",
                answer.at,
            )
            for answer in check.answers
        ),
    )


def _line(record: WorkRecord) -> str:
    """Write a record in one line: authors, year, title, venue, and who says so."""
    authors = "; ".join(record.authors[:4]) + ("; …" if len(record.authors) > 4 or record.more_authors else "")
    year = f"({record.published or record.year})" if record.published or record.year else ""
    venue = record.venues[0] if record.venues else record.publisher or ""
    parts = (" ".join(part for part in (authors, year) if part), record.title or "", venue)
    return f"{'. '.join(part for part in parts if part)} [{record.registry}]"


def _page(record: WorkRecord) -> str | None:
    return _address(record.identifiers.get("doi")) or record.address


def _address(identifier: str | None) -> str | None:
    """Return the address of a DOI; an address stays as it is."""
    return f"https://doi.org/{identifier}" if identifier and identifier.startswith("10.") else identifier


__all__ = ["NoticeView", "RecordView", "record_view"]
