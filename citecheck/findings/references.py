"""Findings about references: what registries of works say about their existence, their fields and their standing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from citecheck.findings.maker import FindingMaker
from citecheck.rules import RuleTable
from claims.model import Reference
from reports.model import Finding, Severity
from reports.records import Answered, Existence, Notice, NoticeKind, ReferenceCheck

_CODES: Mapping[Existence, str] = {
    Existence.NOT_FOUND: "reference-not-found",
    Existence.OTHER_WORK: "reference-mismatch",
    Existence.DIFFERS: "reference-differs",
}
_PUBLISHED = "published"


def _is(kind: str, code: str) -> Callable[[str], str | None]:
    """Return a rule for what is known of one kind; the finding has the code `code`."""
    return lambda known: code if known == kind else None


NOTICE_RULES: RuleTable[str, str] = RuleTable(
    "which finding a notice about a work makes",
    (
        ("reference.standing.retraction", _is(NoticeKind.RETRACTION, "source-retracted")),
        ("reference.standing.concern", _is(NoticeKind.CONCERN, "source-concern")),
        ("reference.standing.correction", _is(NoticeKind.CORRECTION, "source-corrected")),
        ("reference.standing.published", _is(_PUBLISHED, "preprint-published")),
    ),
)
"""Which finding a notice of a kind makes; "published" is the published form of a preprint."""
_WORDS: Mapping[NoticeKind, str] = {
    NoticeKind.RETRACTION: "was retracted",
    NoticeKind.CONCERN: "has an expression of concern",
    NoticeKind.CORRECTION: "was corrected",
}
STANDING_CODES = frozenset({"source-retracted", "source-concern", "source-corrected"})
"""The codes of findings about notices."""
REGISTRY_CODES = STANDING_CODES | {"reference-not-found", "reference-differs", "preprint-published"}
"""The codes of findings that only registries lead to."""
_NO_ANSWER = "reference.no-answer"
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


def silence(checks: Sequence[ReferenceCheck]) -> tuple[str, ...]:
    """Return a message about the references of `checks` that were not judged because a registry was silent."""
    left = [check for check in checks if check.rule == _NO_ANSWER]
    silent = {answer.registry for check in checks for answer in check.answers if answer.outcome is Answered.UNKNOWN}
    if not left:
        return ()
    names = ", ".join(sorted(silent)) or "a registry that is switched off"
    return (f"{len(left)} of {len(checks)} references could not be looked up, because of {names}",)


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
    told = {
        kind: f"{words}: {'; '.join(_told(notice) for notice in check.notices if notice.kind is kind)}"
        for kind, words in _WORDS.items()
        if any(notice.kind is kind for notice in check.notices)
    }
    published = {_PUBLISHED: f"is a preprint that was published since: {check.published_as}"}
    for kind, words in (told | published if check.published_as else told).items():
        decided = NOTICE_RULES.decide(kind)
        if decided is not None:
            yield maker.make(
                decided.verdict,
                f"{_name(reference)} {words}",
                reference=reference.key,
                span=reference.span,
                rule=decided.rule,
            )


def _told(notice: Notice) -> str:
    """Return a notice in words: its date, its address, and who says so."""
    return " ".join(filter(None, (notice.date, notice.address, f"({notice.said_by})")))


def _name(reference: Reference) -> str:
    title = reference.title or reference.text or reference.pointer
    short = title if len(title) <= _LONGEST else title[: _LONGEST - 3].rstrip() + "…"
    return short or f"[{reference.label}]"


__all__ = ["REGISTRY_CODES", "STANDING_CODES", "reference_findings", "silence"]
