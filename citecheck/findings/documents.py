"""Findings from a document's own problems: what its readers and its list of references show without a source."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from citecheck.findings.maker import FindingMaker
from citecheck.findings.problems import problem_rule
from claims.model import Document, Problem, Reference
from reports.model import Finding

_CUT_OFF = 5
"""Marks beyond the end of the list from which on the list counts as cut off, and not each mark as wrong (judgement)."""


_RECOVER = "`citecheck recover` searches its address on the page that the text was copied from."
"""What helps where a copy lost all of an entry."""


def document_findings(document: Document, maker: FindingMaker) -> Iterator[Finding]:
    """Yield the findings about problems of `document`, made by `maker`.

    Unused entries are one finding together, and so are the marks beyond the end of a list that was cut off.
    """
    claims = _Claims(document)
    unused = [problem for problem in document.problems if problem.code == "reference-unused"]
    beyond = _beyond_the_end(document)
    if beyond:
        yield from filter(None, [_cut_off(document, beyond, claims, maker)])
    grouped = {id(problem) for problem in (*unused, *beyond)}
    for problem in document.problems:
        if problem.code == "citations-missing":
            yield from filter(None, [_uncited_list(problem, maker)])
            continue
        rule = problem_rule(problem.code)
        if id(problem) in grouped or rule is None:
            continue
        finding = maker.make(
            problem.code,
            f"{problem.message} {_RECOVER}" if problem.code == "reference-empty" else problem.message,
            claim=claims.at(problem),
            reference=problem.reference,
            span=problem.span,
            about="" if problem.reference or problem.span is None else _words(document, problem),
            rule=rule,
        )
        if finding is not None:
            yield finding
    if unused:
        finding = _unused(document, unused, maker)
        if finding is not None:
            yield finding


def _uncited_list(problem: Problem, maker: FindingMaker) -> Finding | None:
    """Return the finding on a list that no mark cites: one for the document, whatever its words are."""
    rule = problem_rule(problem.code)
    return maker.make(problem.code, problem.message, span=problem.span, rule=rule) if rule is not None else None


def _unused(document: Document, problems: list[Problem], maker: FindingMaker) -> Finding | None:
    rule = problem_rule("reference-unused")
    if rule is None:
        return None
    if len(problems) == 1:
        only = problems[0]
        return maker.make("reference-unused", only.message, reference=only.reference, span=only.span, rule=rule)
    keys = tuple(problem.reference for problem in problems if problem.reference)
    entries: dict[str, Reference] = {entry.key: entry for entry in document.references}
    labels = ", ".join(f"[{entries[key].label}]" for key in keys if key in entries)
    message = f"{len(problems)} entries are cited by no mark: {labels or 'see the list of references'}"
    return maker.make("reference-unused", message, span=problems[0].span, related=keys, rule=rule)


def _beyond_the_end(document: Document) -> list[Problem]:
    """Return the dangling marks, if there are many and all have higher numbers than the last entry."""
    dangling = [problem for problem in document.problems if problem.code == "citation-dangling" and problem.span]
    entries = [entry for entry in document.references if not entry.is_link]
    last = max((int(entry.label) for entry in entries if entry.label.isdecimal()), default=None)
    if last is None or len(dangling) < _CUT_OFF or problem_rule("", is_cut_off=True) is None:
        return []
    numbers = [
        int(number)
        for problem in dangling
        if problem.span is not None
        for number in re.findall(r"\d+", document.text[problem.span.start : problem.span.end])[:1]
    ]
    return dangling if len(numbers) == len(dangling) and min(numbers) > last else []


def _cut_off(document: Document, beyond: list[Problem], claims: _Claims, maker: FindingMaker) -> Finding | None:
    last = [entry for entry in document.references if not entry.is_link][-1].label
    concerned = dict.fromkeys(key for key in map(claims.at, beyond) if key is not None)
    return maker.make(
        "citation-dangling",
        f"{len(beyond)} marks point beyond the end of the list of references, which ends at [{last}]: "
        "the list seems to be cut off",
        span=beyond[0].span,
        related=tuple(concerned),
        about="cut off",
        rule=problem_rule("citation-dangling", is_cut_off=True),
    )


def _words(document: Document, problem: Problem) -> str:
    """Return words before the problem's place, which stay the same when marks are renumbered."""
    assert problem.span is not None
    from_ = max(0, problem.span.start - 60)
    return " ".join(document.text[from_ : problem.span.start].split()[-6:])


class _Claims:
    """Finds the claim at a place."""

    def __init__(self, document: Document) -> None:
        self._marks = {citation.key: citation.span for citation in document.citations}
        self._claims = sorted(document.claims, key=lambda claim: claim.span.start)
        self._starts = [claim.span.start for claim in self._claims]

    def at(self, problem: Problem) -> str | None:
        """Return the key of the claim whose text or mark holds the start of the problem's span."""
        if problem.span is None or problem.reference is not None:
            return None
        place = problem.span.start
        index = bisect.bisect_right(self._starts, place) - 1
        if index < 0:
            return None
        claim = self._claims[index]
        marks = (self._marks[cited.key] for cited in claim.citations if not cited.inherited)
        if place < claim.span.end or any(start <= place < end for start, end in marks):
            return claim.key
        return None
