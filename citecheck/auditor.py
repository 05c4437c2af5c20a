"""The audit itself: a document in, checks and findings out, in document order. It knows interfaces alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from types import TracebackType
from typing import Self

from citecheck import clock as clocks
from citecheck._version import __version__
from citecheck.checking.circular import Circularity
from citecheck.checking.claimcheck import ClaimChecker
from citecheck.checking.rules import Rules, claim_findings, document_findings, source_findings
from citecheck.interfaces import Clock, Gathering, Judge, Matcher, Observer, Sources
from claims.model import Citation, Cited, Claim, Document
from reports.model import Check, Finding, Report, SourceCheck, SourceProblem, Tool
from reports.summary import sorted_findings

_FLAWED = frozenset({"reference-empty", "reference-placeholder"})


class Auditor:
    """Audits documents with the organs that it is given. `citecheck.build_auditor` makes one from settings."""

    def __init__(
        self,
        *,
        sources: Sources,
        matcher: Matcher,
        judge: Judge,
        rules: Rules,
        settings_sha256: str,
        clock: Clock,
        observer: Observer,
        circular: bool = True,
        on_close: Callable[[], None] = lambda: None,
    ) -> None:
        """`circular`: look for sources that are the document itself or a mirror of it."""
        self._circular = circular
        self._on_close = on_close
        self._sources = sources
        self._matcher = matcher
        self._judge = judge
        self._rules = rules
        self._settings_sha256 = settings_sha256
        self._clock = clock
        self._observer = observer

    def findings(self, document: Document) -> Iterator[Finding]:
        """Yield findings as they are made: the document's own first, its claims' in order, its sources' last."""
        run = _Run(document, self._rules)
        yield from run.document()
        with self._gathered(document) as gathering:
            checker = self._checker(document, gathering)
            for claim, check in self._checks(document, checker):
                yield from run.claim(claim, check)
            yield from run.sources(_sources(document, gathering, checker))

    def audit(self, document: Document) -> Report:
        """Return the report of one document: what `findings` yields, worst first, with every check behind it."""
        started = self._clock.now()
        run = _Run(document, self._rules)
        findings = list(run.document())
        with self._gathered(document) as gathering:
            checker = self._checker(document, gathering)
            for claim, check in self._checks(document, checker):
                findings.extend(run.claim(claim, check))
            sources = _sources(document, gathering, checker)
            findings.extend(run.sources(sources))
            notices = gathering.notices()
        report = Report(
            tool=Tool(version=__version__, settings_sha256=self._settings_sha256),
            document=document,
            started=clocks.timestamp(started),
            finished=clocks.timestamp(self._clock.now()),
            sources=tuple(sources.values()),
            checks=tuple(run.checks),
            findings=tuple(findings),
            notices=notices,
        )
        return replace(report, findings=sorted_findings(report))

    def close(self) -> None:
        """Let go of what the auditor holds: connections, temporary texts, the recording of this run."""
        self._on_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _gathered(self, document: Document) -> AbstractContextManager[Gathering]:
        return self._sources.gather(document, document.references)

    def _checker(self, document: Document, gathering: Gathering) -> ClaimChecker:
        circularity = Circularity(document) if self._circular else None
        return ClaimChecker(document, gathering, matcher=self._matcher, judge=self._judge, circularity=circularity)

    def _checks(self, document: Document, checker: ClaimChecker) -> Iterator[tuple[Claim, Check]]:
        """Yield one check for each claim and citation, in document order."""
        pairs = list(_pairs(document))
        self._observer.begin("claims", len(pairs))
        for claim, cited, citation in pairs:
            yield claim, checker.check(claim, cited, citation)
            self._observer.advance("claims")
        self._observer.end("claims")


def _sources(document: Document, gathering: Gathering, checker: ClaimChecker) -> dict[str, SourceCheck]:
    """Return what became of each reference's source, by key, in the order of the list."""
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
    """Yield what there is to check; a citation that leads to no entry is a problem of the document, no check."""
    citations = {citation.key: citation for citation in document.citations}
    for claim in document.claims:
        for cited in claim.citations:
            citation = citations[cited.key]
            if citation.references:
                yield claim, cited, citation


class _Run:
    """The findings of one document as they come, without repeats, and the checks that they were made from."""

    def __init__(self, document: Document, rules: Rules) -> None:
        self._document = document
        self._rules = rules
        self._references = {entry.key: entry for entry in document.references}
        self._seen: set[str] = set()
        self.checks: list[Check] = []

    def document(self) -> Iterator[Finding]:
        yield from self._fresh(document_findings(self._document, self._rules))

    def claim(self, claim: Claim, check: Check) -> Iterator[Finding]:
        self.checks.append(check)
        yield from self._fresh(claim_findings(self._document, claim, check, self._references, self._rules))

    def sources(self, sources: dict[str, SourceCheck]) -> Iterator[Finding]:
        flawed = frozenset(
            problem.reference for problem in self._document.problems if problem.code in _FLAWED and problem.reference
        )
        references = self._document.references
        yield from self._fresh(source_findings(references, sources, self.checks, self._rules, flawed=flawed))

    def _fresh(self, findings: Iterator[Finding]) -> Iterator[Finding]:
        for finding in findings:
            if finding.key not in self._seen:
                self._seen.add(finding.key)
                yield finding
