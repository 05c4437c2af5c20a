"""Findings about references: what registries of works say about their existence, their fields and their standing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citecheck.findings.maker import FindingMaker
from claims.model import Reference
from reports.model import Finding, Severity
from reports.records import Existence, Notice, NoticeKind, ReferenceCheck

_CODES: Mapping[Existence, str] = {
    Existence.NOT_FOUND: "reference-not-found",
    Existence.OTHER_WORK: "reference-mismatch",
    Existence.DIFFERS: "reference-differs",
}
_NOTICES: Mapping[NoticeKind, tuple[str, str]] = {
    NoticeKind.RETRACTION: ("source-retracted", "was retracted"),
    NoticeKind.CONCERN: ("source-concern", "has an expression of concern"),
    NoticeKind.CORRECTION: ("source-corrected", "was corrected"),
}
STANDING_CODES = frozenset(code for code, _ in _NOTICES.values())
"""The codes of findings about the standing of works."""
REGISTRY_CODES = STANDING_CODES | {"reference-not-found", "reference-differs", "preprint-published"}
"""The codes of findings that only registries lead to."""
_LONGEST = 80  # characters of a title in a message


def reference_findings(
    references: Sequence[Reference], checks: Sequence[ReferenceCheck], maker: FindingMaker
) -> Iterator[Finding]:
    """Yield the findings that `maker` makes of what registries say (`checks`) about `references`, in their order."""
    by_key = {reference.key: reference for reference in references}
    for check in checks:
        reference = by_key.get(check.reference)
        if reference is not None:
            yield from filter(None, (_of_existence(reference, check, maker), *_of_standing(reference, check, maker)))


def _of_existence(reference: Reference, check: ReferenceCheck, maker: FindingMaker) -> Finding | None:
    code = _CODES.get(check.verdict)
    if code is None:
        return None
    mild = check.verdict is Existence.DIFFERS and not any(one.serious for one in check.differences)
    return maker.make(
        code,
        f"{_name(reference)}: {check.reason}",
        reference=reference.key,
        span=reference.span,
        at_most=Severity.NOTE if mild else None,
        rule=check.rule,
    )


def _of_standing(reference: Reference, check: ReferenceCheck, maker: FindingMaker) -> Iterator[Finding | None]:
    for kind, (code, words) in _NOTICES.items():
        notices = [notice for notice in check.notices if notice.kind is kind]
        if notices:
            yield maker.make(
                code,
                f"{_name(reference)} {words}: {'; '.join(map(_told, notices))}",
                reference=reference.key,
                span=reference.span,
                rule=f"reference.standing.{kind.value}",
            )
    if check.published_as:
        yield maker.make(
            "preprint-published",
            f"{_name(reference)} is a preprint that was published since: {check.published_as}",
            reference=reference.key,
            span=reference.span,
            rule="reference.standing.published",
        )


def _told(notice: Notice) -> str:
    """Return a notice in words: its date, its address, and who says so."""
    return " ".join(filter(None, (notice.date, notice.address, f"({notice.said_by})")))


def _name(reference: Reference) -> str:
    title = reference.title or reference.text or reference.pointer
    short = title if len(title) <= _LONGEST else title[: _LONGEST - 3].rstrip() + "…"
    return short or f"[{reference.label}]"


__all__ = ["REGISTRY_CODES", "STANDING_CODES", "reference_findings"]
