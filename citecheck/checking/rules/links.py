"""Findings from what became of the sources: dead, lost, rescued, moved, blocked links, and what they are not.

A one-off audit has no history. It calls dead what answers as dead (`LinkStatus.is_dead`), without confirmation but
where one look is enough (410, parked), and any other failure unstable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from citecheck.checking.rules.codes import Rules
from citecheck.checking.rules.problems import problem_rule
from claims.model import Reference, UrlAccess
from reports.model import Check, Extent, Finding, LinkStatus, Origin, Outcome, SourceCheck

_Refused = dict[str, dict[tuple[str, str | None], dict[str, None]]]
"""For each reference, the reasons and rules for which claims could not be judged by it, with these claims."""

_UNREADABLE = frozenset({LinkStatus.BLOCKED, LinkStatus.PAYWALLED, LinkStatus.SCRIPT_ONLY, LinkStatus.DISALLOWED})


@dataclass(frozen=True, slots=True)
class _Case:
    """One source, with what the document says of it and which claims wait for it."""

    reference: Reference
    source: SourceCheck
    waiting: tuple[str, ...]
    flawed: bool  # the document's own problems already say what is wrong with the entry

    @property
    def name(self) -> str:
        """What to call the reference in a message."""
        title = self.reference.title or self.source.url or self.reference.text
        short = title if len(title) <= 80 else title[:77].rstrip() + "…"
        return short or f"[{self.reference.label}]"

    @property
    def waits(self) -> str:
        """How many claims wait for the source, as the end of a sentence."""
        if not self.waiting:
            return ""
        return f"; {len(self.waiting)} claim{'s wait' if len(self.waiting) > 1 else ' waits'} for it"

    @property
    def named_copy(self) -> str | None:
        """The address of the archived copy that the entry itself names, where that copy could be read."""
        wanted = self.reference.archive_url
        read = (copy for copy in self.source.copies if copy.origin is Origin.ARCHIVE and copy.extent is not Extent.NONE)
        return next((copy.url for copy in read if wanted and wanted in (copy.url, copy.final_url)), None)

    @property
    def other_copy(self) -> str | None:
        """Another address of the entry (its DOI, a second link, a given file) that could be read."""
        read = (copy for copy in self.source.copies if copy.extent is not Extent.NONE)
        return next((copy.url for copy in read if copy.origin is not Origin.ARCHIVE), None)

    @property
    def was_read(self) -> bool:
        """Whether any copy gave text."""
        return _has_text(self.source)


def source_findings(
    references: Sequence[Reference],
    sources: Mapping[str, SourceCheck],
    checks: Sequence[Check],
    rules: Rules,
    *,
    flawed: frozenset[str] = frozenset(),
) -> Iterator[Finding]:
    """Yield the findings about sources, in the order of the references.

    `sources` maps reference keys to what became of them, `checks` tell which claims wait for a source that could
    not be read, `flawed` holds the keys of entries that are empty or placeholders.
    """
    waiting = _waiting(checks, sources)
    refused = _refused(checks, sources)
    for reference in references:
        source = sources.get(reference.key)
        if source is None:
            continue
        case = _Case(reference, source, waiting.get(reference.key, ()), reference.key in flawed)
        found = [_link_finding(case, rules), *_problem_findings(case, rules), *_refusals(case, refused, rules)]
        yield from (finding for finding in found if finding is not None)


def _waiting(checks: Sequence[Check], sources: Mapping[str, SourceCheck]) -> dict[str, tuple[str, ...]]:
    """Return, for each reference without readable text, the claims that could not be checked for want of it."""
    waiting: dict[str, dict[str, None]] = {}
    for check in checks:
        if check.outcome is not Outcome.UNVERIFIABLE:
            continue
        for key in check.references:
            source = sources.get(key)
            if source is not None and not _has_text(source):
                waiting.setdefault(key, {})[check.claim] = None
    return {key: tuple(claims) for key, claims in waiting.items()}


def _refused(checks: Sequence[Check], sources: Mapping[str, SourceCheck]) -> _Refused:
    """Return, for each reference that was read, the reasons for which claims could not be judged by it."""
    refused: _Refused = {}
    for check in checks:
        read = [key for key in check.references if key in sources and _could_tell(sources[key])]
        if check.outcome is Outcome.UNVERIFIABLE and read:
            refused.setdefault(read[0], {}).setdefault((check.reason, check.rule), {})[check.claim] = None
    return refused


def _refusals(case: _Case, refused: _Refused, rules: Rules) -> Iterator[Finding | None]:
    """Yield one finding for each reason, with the claims that it concerns."""
    for (reason, rule), claims in refused.get(case.reference.key, {}).items():
        count = f"{len(claims)} claim{'s' if len(claims) > 1 else ''}"
        yield rules.finding(
            "claim-unverifiable",
            f"{case.name} was read, but {count} could not be checked against it: {reason}",
            reference=case.reference.key,
            span=case.reference.span,
            related=tuple(claims),
            about=reason,
            rule=rule,
        )


def _could_tell(source: SourceCheck) -> bool:
    """Whether a source was read and is no mirror of the document, which has a finding of its own."""
    return _has_text(source) and all(problem.code != "reference-circular" for problem in source.problems)


def _has_text(source: SourceCheck) -> bool:
    return any(copy.extent is not Extent.NONE for copy in source.copies)


def _link_finding(case: _Case, rules: Rules) -> Finding | None:
    status, source = case.source.status, case.source
    if status.is_failing:
        return _failing(case, rules)
    if status is LinkStatus.MOVED:
        target = f" to {source.moved_to}" if source.moved_to else ""
        return _finding(case, rules, "link-moved", f"{case.name} has moved{target}")
    if status in _UNREADABLE:
        announced = case.reference.url_access in (UrlAccess.SUBSCRIPTION, UrlAccess.REGISTRATION)
        if (status is LinkStatus.PAYWALLED and announced) or (case.was_read and not case.waiting):
            return None
        message = f"{case.name} could not be read by a program ({source.reason}){case.waits}"
        return _finding(case, rules, "link-blocked", message)
    if status is LinkStatus.NO_LOCATOR:
        if case.flawed:
            return None
        message = f"{case.name} has no address and no identifier: nothing to fetch{case.waits}"
        return _finding(case, rules, "reference-no-locator", message)
    if status is LinkStatus.ALIVE:
        if source.archived is False:
            return _finding(case, rules, "link-unarchived", f"{case.name} is alive and in no archive that was asked")
        return None
    if status is LinkStatus.NOT_CHECKED or case.was_read or not case.waiting:
        return None
    return _finding(case, rules, "claim-unverifiable", f"{case.name} was not read ({source.reason}){case.waits}")


def _failing(case: _Case, rules: Rules) -> Finding | None:
    source = case.source
    what = f"{case.name}: {source.reason or source.status.value}"
    if case.named_copy is not None:
        return _finding(case, rules, "link-rescued", f"{what}; the archived copy that the entry names works")
    if case.other_copy is not None:
        return _finding(case, rules, "link-rescued", f"{what}; another address of the entry works: {case.other_copy}")
    if not source.status.is_dead:
        return _finding(case, rules, "link-unstable", f"{what}; failing, not yet called dead{case.waits}")
    answers = [attempt.status for attempt in source.attempts if attempt.origin is Origin.LIVE]
    confirmed = source.status is LinkStatus.PARKED or (source.status is LinkStatus.GONE and 410 in answers)
    if source.archived is False:
        message = f"{what}; no archive has a capture{case.waits}"
        return _finding(case, rules, "link-lost", message, confirmed=confirmed)
    offer = f"; a capture works: {source.capture}" if source.capture else ""
    return _finding(case, rules, "link-dead", f"{what}{offer}{case.waits}", confirmed=confirmed)


def _problem_findings(case: _Case, rules: Rules) -> Iterator[Finding | None]:
    for problem in case.source.problems:
        rule = problem_rule(problem.code)
        if rule is not None:
            yield _finding(case, rules, problem.code, f"{case.name}: {problem.message}", rule=rule)


def _finding(
    case: _Case, rules: Rules, code: str, message: str, *, confirmed: bool = True, rule: str | None = None
) -> Finding | None:
    return rules.finding(
        code,
        message,
        reference=case.reference.key,
        span=case.reference.span,
        confirmed=confirmed,
        related=case.waiting,
        rule=rule or case.source.rule,
    )
