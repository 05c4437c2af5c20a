"""Findings about sources: dead, lost, rescued, moved and blocked links.

A one-off audit has no history. It calls dead what answers as dead (`LinkStatus.is_dead`), and confirms
it only if one look is enough (410, parked). It calls any other failure unstable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from citecheck.findings.maker import FindingMaker
from citecheck.findings.problems import problem_rule
from claims.model import Reference, UrlAccess
from reports.model import Check, Extent, Finding, LinkStatus, Origin, Outcome, SourceCheck
from reports.summary import CLAIM_FAILED, SOURCE_FAILED, was_read

_Refused = dict[str, dict[tuple[str, str | None], dict[str, None]]]
"""For each reference, the reasons and rules for which claims could not be judged by it, with these claims."""

_RECOVER = "`citecheck recover` searches the address"
"""What helps where a copy lost an address."""

_CLOSED = frozenset({LinkStatus.BLOCKED, LinkStatus.PAYWALLED, LinkStatus.SCRIPT_ONLY, LinkStatus.DISALLOWED})
"""Statuses of pages that a reader may still be able to open."""

_NOT_READ = frozenset(
    {
        LinkStatus.USURPED,
        LinkStatus.REFUSED_ADDRESS,
        LinkStatus.INVALID_URL,
        LinkStatus.UNSUPPORTED_SCHEME,
        LinkStatus.TOO_LARGE,
        LinkStatus.UNSUPPORTED_TYPE,
    }
)
"""Statuses of addresses that were not visited, or whose answer was not read. The link itself may be fine."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One source, with its entry in the document and the claims that need it."""

    reference: Reference
    source: SourceCheck
    waiting: tuple[str, ...]
    flawed: bool  # a problem of the document already describes the entry

    @property
    def name(self) -> str:
        """What to call the reference in a message."""
        if self.reference.is_link:
            return self.reference.pointer
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
    def way_out(self) -> str:
        """How to supply a page that only people can read; empty if no claim needs it."""
        if not self.waiting:
            return ""
        label = self.reference.label
        return f"; a page saved by hand is read with --source {label}=FILE, or as sources/{label}.html"

    @property
    def named_copy(self) -> str | None:
        """The address of the archived copy that the entry names, or that was found with its address, if it was read."""
        wanted = self.reference.archive_url
        read = (copy for copy in self.source.copies if copy.origin is Origin.ARCHIVE and copy.extent is not Extent.NONE)
        if self.source.found is not None and not wanted:
            return next((copy.url for copy in read), None)
        return next((copy.url for copy in read if wanted and wanted in (copy.url, copy.final_url)), None)

    @property
    def other_copy(self) -> str | None:
        """Another address of the entry (its DOI, a second link, a given file) that could be read."""
        read = (copy for copy in self.source.copies if copy.extent is not Extent.NONE)
        return next((copy.url for copy in read if copy.origin is not Origin.ARCHIVE), None)

    @property
    def failure(self) -> str:
        """What failed and why, as the beginning of a message."""
        return f"{self.name}: {self.source.reason or self.source.status.value}"

    @property
    def is_final(self) -> bool:
        """Whether one look is enough to call the link dead: the domain is parked, or the page answers 410."""
        answers = [attempt.status for attempt in self.source.attempts if attempt.origin is Origin.LIVE]
        return self.source.status is LinkStatus.PARKED or (self.source.status is LinkStatus.GONE and 410 in answers)

    @property
    def was_read(self) -> bool:
        """Whether any copy gave text."""
        return was_read(self.source)


def source_findings(
    references: Sequence[Reference],
    sources: Mapping[str, SourceCheck],
    checks: Sequence[Check],
    maker: FindingMaker,
    *,
    flawed: frozenset[str] = frozenset(),
) -> Iterator[Finding]:
    """Yield the findings about sources, made by `maker`, in the order of `references`.

    `sources` maps reference keys to their sources, `checks` show which claims need a source that could not be read,
    `flawed` holds the keys of entries that are empty or placeholders.
    """
    waiting = _waiting(checks, sources)
    refused = _refused(checks, sources)
    for reference in references:
        source = sources.get(reference.key)
        if source is None:
            continue
        case = _Case(reference, source, waiting.get(reference.key, ()), reference.key in flawed)
        found = [_link_finding(case, maker), *_problem_findings(case, maker), *_refusals(case, refused, maker)]
        yield from (finding for finding in found if finding is not None)


def _waiting(checks: Sequence[Check], sources: Mapping[str, SourceCheck]) -> dict[str, tuple[str, ...]]:
    """Return, for each reference without readable text, the claims that could not be checked without it."""
    waiting: dict[str, dict[str, None]] = {}
    for check in checks:
        if check.outcome is not Outcome.UNVERIFIABLE:
            continue
        for key in check.references:
            source = sources.get(key)
            if source is not None and not was_read(source):
                waiting.setdefault(key, {})[check.claim] = None
    return {key: tuple(claims) for key, claims in waiting.items()}


def _refused(checks: Sequence[Check], sources: Mapping[str, SourceCheck]) -> _Refused:
    """Return, for each reference that was read, the reasons for which claims could not be judged by it."""
    refused: _Refused = {}
    for check in checks:
        read = [key for key in check.references if key in sources and _could_tell(sources[key])]
        if check.outcome is Outcome.UNVERIFIABLE and read and check.rule != CLAIM_FAILED:
            refused.setdefault(read[0], {}).setdefault((check.reason, check.rule), {})[check.claim] = None
    return refused


def _refusals(case: _Case, refused: _Refused, maker: FindingMaker) -> Iterator[Finding | None]:
    """Yield one finding for each reason, with the claims that it concerns."""
    for (reason, rule), claims in refused.get(case.reference.key, {}).items():
        count = f"{len(claims)} claim{'s' if len(claims) > 1 else ''}"
        yield maker.make(
            "claim-unverifiable",
            f"{case.name} was read, but {count} could not be checked against it: {reason}",
            reference=case.reference.key,
            span=case.reference.span,
            related=tuple(claims),
            about=reason,
            rule=rule,
        )


def _could_tell(source: SourceCheck) -> bool:
    """Whether a source was read and is not a mirror of the document. A mirror has another finding."""
    return was_read(source) and all(problem.code != "reference-circular" for problem in source.problems)


def _failed_inside(case: _Case) -> str | None:
    return f"{case.failure}{case.waits}" if case.source.rule == SOURCE_FAILED else None


def _is_rescued(case: _Case) -> str | None:
    if not case.source.status.is_failing:
        return None
    if case.named_copy is not None:
        named = "that the entry names" if case.source.found is None else "of the address that was found"
        return f"{case.failure}; the archived copy {named} works"
    if case.other_copy is not None:
        return f"{case.failure}; another address of the entry works: {case.other_copy}"
    return None


def _fails_for_now(case: _Case) -> str | None:
    if not case.source.status.is_failing or case.source.status.is_dead:
        return None
    return f"{case.failure}; failing, not yet called dead{case.waits}"


def _is_lost(case: _Case) -> str | None:
    if not case.source.status.is_dead or case.source.archived is not False:
        return None
    return f"{case.failure}; no archive has a capture{case.waits}"


def _is_dead(case: _Case) -> str | None:
    if not case.source.status.is_dead:
        return None
    offer = f"; a capture works: {case.source.capture}" if case.source.capture else ""
    return f"{case.failure}{offer}{case.waits}"


def _has_moved(case: _Case) -> str | None:
    if case.source.status is not LinkStatus.MOVED:
        return None
    target = f" to {case.source.moved_to}" if case.source.moved_to else ""
    return f"{case.name} has moved{target}"


def _is_closed_to_programs(case: _Case) -> str | None:
    status = case.source.status
    announced = case.reference.url_access in (UrlAccess.SUBSCRIPTION, UrlAccess.REGISTRATION)
    if status not in _CLOSED or (status is LinkStatus.PAYWALLED and announced):
        return None
    if case.was_read and not case.waiting:
        return None
    return f"{case.name} could not be read by a program ({case.source.reason}){case.waits}{case.way_out}"


def _has_no_locator(case: _Case) -> str | None:
    if case.source.status is not LinkStatus.NO_LOCATOR or case.flawed:
        return None
    return f"{case.name} has no address and no identifier: nothing to fetch{case.waits}; {_RECOVER}"


def _is_in_no_archive(case: _Case) -> str | None:
    if case.source.status is not LinkStatus.ALIVE or case.source.archived is not False:
        return None
    return f"{case.name} is alive and in no archive that was asked"


def _was_not_read(case: _Case) -> str | None:
    if case.was_read or not case.waiting:
        return None
    if case.source.status is LinkStatus.ALIVE:
        return f"{case.name} has no text that could be read{case.waits}"
    if case.source.status not in _NOT_READ:
        return None
    return f"{case.name} was not read ({case.source.reason}){case.waits}"


_LINK_FINDINGS: tuple[tuple[str, Callable[[_Case], str | None]], ...] = (
    ("internal-error", _failed_inside),
    ("link-rescued", _is_rescued),
    ("link-unstable", _fails_for_now),
    ("link-lost", _is_lost),
    ("link-dead", _is_dead),
    ("link-moved", _has_moved),
    ("link-blocked", _is_closed_to_programs),
    ("reference-no-locator", _has_no_locator),
    ("link-unarchived", _is_in_no_archive),
    ("claim-unverifiable", _was_not_read),
)
"""The codes of findings on links, each with the function that returns its message. The first message decides."""

_NEEDS_NIGHTS = frozenset({"link-lost", "link-dead"})
"""The codes that one look confirms only if the answer is final."""


def _link_finding(case: _Case, maker: FindingMaker) -> Finding | None:
    for code, message_of in _LINK_FINDINGS:
        message = message_of(case)
        if message is not None:
            return _finding(case, maker, code, message, confirmed=code not in _NEEDS_NIGHTS or case.is_final)
    return None


def _problem_findings(case: _Case, maker: FindingMaker) -> Iterator[Finding | None]:
    for problem in case.source.problems:
        rule = problem_rule(problem.code)
        if rule is not None:
            yield _finding(case, maker, problem.code, f"{case.name}: {problem.message}", rule=rule)


def _finding(
    case: _Case, maker: FindingMaker, code: str, message: str, *, confirmed: bool = True, rule: str | None = None
) -> Finding | None:
    return maker.make(
        code,
        message,
        reference=case.reference.key,
        span=case.reference.span,
        confirmed=confirmed,
        related=case.waiting,
        rule=rule or case.source.rule,
    )
