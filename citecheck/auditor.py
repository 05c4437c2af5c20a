"""The audit: a document in, checks and findings out, in document order. It knows the interfaces only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self

from citecheck import clock as clocks
from citecheck._version import __version__
from citecheck.checking.circular import Circularity
from citecheck.checking.claimcheck import ClaimChecker
from citecheck.findings import (
    REGISTRY_CODES,
    FindingMaker,
    Weigher,
    claim_findings,
    document_findings,
    reference_findings,
    silence,
    source_findings,
)
from citecheck.http.redaction import without_secrets
from citecheck.interfaces import Clock, Gathering, Judge, Matcher, Observer, ReferenceChecks, Sources
from citecheck.judges.interfaces import Adviser
from citecheck.judges.use import model_use, unanswered
from citecheck.observers import for_document
from claims.model import Citation, Cited, Claim, Document
from reports.model import Check, Finding, ReferenceCheck, Report, SourceCheck, SourceProblem, Tool
from reports.placing import placed
from reports.summary import DOCUMENT_FAILED, sorted_findings

_FLAWED = frozenset({"reference-empty", "reference-placeholder"})


@dataclass(slots=True)
class _Established:
    """What a run has established so far."""

    checks: list[Check] = field(default_factory=list)
    sources: dict[str, SourceCheck] = field(default_factory=dict)
    existence: tuple[ReferenceCheck, ...] = ()
    notices: tuple[str, ...] = ()


class Auditor:
    """Audits documents with the parts that it is given. `citecheck.build_auditor` makes one from settings.

    A context manager: leaving it closes connections and finishes the recording.
    """

    def __init__(
        self,
        *,
        sources: Sources,
        matcher: Matcher,
        judge: Judge,
        maker: FindingMaker,
        settings_sha256: str,
        clock: Clock,
        observer: Observer,
        references: ReferenceChecks | None = None,
        circular: bool = True,
        seconds_left: Callable[[], float | None] = lambda: None,
        on_close: Callable[[bool], None] = lambda _: None,
        adviser: Adviser | None = None,
        at_once: Callable[[int], int] = lambda _: 1,
    ) -> None:
        """Take the parts of an audit.

        `sources` reads references, `matcher` finds quotations, `judge` judges claims, `maker` makes findings, `clock`
        gives the time and `observer` is notified of progress (see `citecheck.interfaces`). `references` looks
        references up in registries; None: none is asked. `settings_sha256` is the fingerprint of the settings, for the
        report. With `circular` False, a source that is the document itself counts
        like any other source. `seconds_left` says how many seconds the run still has; None: it has no limit. `close`
        calls `on_close` with whether the run was interrupted. `adviser` is the model that the judge asks for a second
        opinion; None: it asks none. `at_once` says how many of so many claims are checked at the same time.
        """
        self._at_once = at_once
        self._adviser = adviser
        self._circular = circular
        self._references = references
        self._seconds_left = seconds_left
        self._on_close = on_close
        self._sources = sources
        self._matcher = matcher
        self._judge = judge
        self._maker = maker
        self._settings_sha256 = settings_sha256
        self._clock = clock
        self._observer = observer

    def findings(self, document: Document) -> Iterator[Finding]:
        """Yield the findings of `document` as they are made.

        Its own come first, then those of its claims and its sources.
        """
        yield from self._run(document, _Established())

    def audit(self, document: Document) -> Report:
        """Return the report of `document`: the findings of `findings`, worst first, and every check."""
        started = self._clock.now()
        established = _Established()
        findings = tuple(self._run(document, established))
        report = Report(
            tool=Tool(version=__version__, settings_sha256=self._settings_sha256),
            document=document,
            started=clocks.timestamp(started),
            finished=clocks.timestamp(self._clock.now()),
            sources=tuple(established.sources.values()),
            checks=tuple(established.checks),
            findings=findings,
            notices=(*established.notices, *silence(established.existence), *unanswered(established.checks)),
            existence=established.existence,
            model=model_use(established.checks, self._adviser),
        )
        return without_secrets(placed(replace(report, findings=sorted_findings(report))))

    def references(self, document: Document, *, standing_only: bool = False) -> Report:
        """Return a report of what registries say about the references of `document`; nothing else is checked.

        With `standing_only`, only retractions, concerns and corrections are asked for. Without registries, the report
        has a notice that says so.
        """
        started = self._clock.now()
        checks: tuple[ReferenceCheck, ...] = ()
        notices = () if self._references is not None else ("no registry was asked: they are switched off, or offline",)
        if self._references is not None:
            ask = self._references.check_standing if standing_only else self._references.check
            checks = ask(document)
        own = () if standing_only else document_findings(document, self._maker)
        report = Report(
            tool=Tool(version=__version__, settings_sha256=self._settings_sha256),
            document=document,
            started=clocks.timestamp(started),
            finished=clocks.timestamp(self._clock.now()),
            findings=(*own, *reference_findings(document.references, checks, self._maker)),
            notices=(*notices, *silence(checks)),
            existence=checks,
        )
        return without_secrets(placed(replace(report, findings=sorted_findings(report))))

    def renewed(self, report: Report) -> Report:
        """Return `report`, made on an earlier night, with what registries say tonight about its references."""
        if self._references is None:
            return report
        checks = without_secrets(self._references.check(report.document))
        others = tuple(finding for finding in report.findings if not _is_of_registries(finding))
        found = without_secrets(tuple(reference_findings(report.document.references, checks, self._maker)))
        known = {finding.key for finding in others}
        findings = (*others, *(finding for finding in found if finding.key not in known))
        renewed = replace(report, existence=checks, findings=findings)
        return placed(replace(renewed, findings=sorted_findings(renewed)))

    def failed(self, document: Document, error: Exception) -> Report:
        """Return the report of `document`, at which this program failed by `error`: one finding that says so."""
        at = clocks.timestamp(self._clock.now())
        finding = self._maker.make(DOCUMENT_FAILED, f"citecheck failed at this document ({type(error).__name__})")
        failure = Report(
            tool=Tool(version=__version__, settings_sha256=self._settings_sha256),
            document=without_secrets(document),
            started=at,
            finished=at,
            findings=(finding,) if finding is not None else (),
            notices=("citecheck failed at this document: nothing of it was checked",),
        )
        return placed(failure)

    def _run(self, document: Document, established: _Established) -> Iterator[Finding]:
        """Audit one document: yield each finding once, and put what was established into `established`."""
        seen: set[str] = set()
        for finding in self._found(document, established):
            if finding.key not in seen:
                seen.add(finding.key)
                yield finding

    def _found(self, document: Document, established: _Established) -> Iterator[Finding]:
        """Yield the findings of one document, repeats included."""
        references = {entry.key: entry for entry in document.references}
        yield from document_findings(document, self._maker)
        with self._sources.gather(document, document.references) as gathering:
            if self._references is not None:
                established.existence = self._references.check(document)  # while the sources are being read
            circularity = Circularity(document) if self._circular else None
            checker = ClaimChecker(
                document,
                gathering,
                matcher=self._matcher,
                judge=self._judge,
                circularity=circularity,
                seconds_left=self._seconds_left,
                at_once=self._at_once,
            )
            weigher = Weigher(document)
            for claim, check in self._checks(document, checker):
                established.checks.append(check)
                yield from claim_findings(document, claim, check, references, self._maker, weigher)
            established.sources = _sources(document, gathering, checker)
            flawed = frozenset(
                problem.reference for problem in document.problems if problem.code in _FLAWED and problem.reference
            )
            yield from source_findings(
                document.references, established.sources, established.checks, self._maker, flawed=flawed
            )
            yield from reference_findings(document.references, established.existence, self._maker)
            established.notices = gathering.notices()

    def close(self) -> None:
        """Close connections, remove temporary texts and finish the recording of this run."""
        self._on_close(False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._on_close(kind is not None)

    def _checks(self, document: Document, checker: ClaimChecker) -> Iterator[tuple[Claim, Check]]:
        """Yield one check for each claim and citation, in document order."""
        pairs = list(_pairs(document))
        observer = for_document(self._observer, document.name)
        observer.begin("claims", len(pairs))
        for claim, check in checker.check_all(pairs):
            yield claim, check
            observer.advance("claims")
        observer.end("claims")


def _is_of_registries(finding: Finding) -> bool:
    """Return whether registries led to a finding."""
    return finding.code in REGISTRY_CODES or (finding.rule or "").startswith("reference.")


def _sources(document: Document, gathering: Gathering, checker: ClaimChecker) -> dict[str, SourceCheck]:
    """Return the check of each reference's source, by key, in the order of the list."""
    sources: dict[str, SourceCheck] = {}
    for entry in document.references:
        check = gathering.source(entry.key).check
        mirrors = [checker.circular[copy.id] for copy in check.copies if checker.circular.get(copy.id)]
        if mirrors:
            problem = SourceProblem(code="reference-circular", message=mirrors[0])
            check = replace(check, problems=(*check.problems, problem))
        sources[entry.key] = check
    return sources


def _pairs(document: Document) -> Iterator[tuple[Claim, Cited, Citation]]:
    """Yield each claim with each of its citations. A citation without an entry is a problem of the document instead."""
    citations = {citation.key: citation for citation in document.citations}
    for claim in document.claims:
        for cited in claim.citations:
            citation = citations[cited.key]
            if citation.references:
                yield claim, cited, citation
