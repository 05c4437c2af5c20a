"""Check one claim against the references of one citation, taken together.

First the first copies are read: the live page, and the copy that the reference names. If they leave a doubt, every
further copy is read before anything is called wrong. Where only an archived copy supports the claim, the source has
drifted. The rules that change a judge's verdict are in `check_rules`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from citecheck._log import LOGGER, log_failure
from citecheck.checking.check_rules import (
    COPY_RULES,
    DRIFT_RULES,
    FAILURE_RULES,
    HOLE_RULES,
    QUOTATION_RULES,
    SOURCES_RULES,
    UNREAD_RULES,
    CopyCase,
    DriftCase,
    HoleCase,
    PluginFailure,
    SourcesCase,
    UnreadCase,
    read_in_full,
    with_holes_said,
)
from citecheck.checking.circular import Circularity
from citecheck.checking.quotation_check import QuotationCheck
from citecheck.checking.rows import row_joints, row_of
from citecheck.deadline import within
from citecheck.in_order import in_order
from citecheck.interfaces import Gathering, Judge, Matcher
from citecheck.model import ClaimContext, JudgedSource, Source
from citecheck.plugins import returned
from citecheck.rules import RuleTable
from citecheck.run_times import RunPart, spent_on
from claims.errors import CitecheckError
from claims.model import BlockKind, Citation, Cited, Claim, Document, Span
from reports.model import Band, Check, Extent, Origin, Outcome, QuoteCheck, QuoteOutcome

_Case = TypeVar("_Case")


class ClaimChecker:
    """Checks the claims of one document against its gathered sources."""

    def __init__(
        self,
        document: Document,
        gathering: Gathering,
        *,
        matcher: Matcher,
        judge: Judge,
        circularity: Circularity | None = None,
        seconds_left: Callable[[], float | None] = lambda: None,
        at_once: Callable[[int], int] = lambda _: 1,
    ) -> None:
        """`document` holds the claims, `gathering` their sources. `matcher` finds quotations, `judge` judges claims.

        `circularity` recognises sources that are the document itself; None: this is not checked. `seconds_left` says
        how many seconds the run still has; None: it has no limit. A claim that takes longer is left open. `at_once`
        says how many of so many claims are checked at the same time, in threads; 1: one after another, in this thread.
        """
        self.circular: dict[str, str] = {}
        """Why a copy (by its id) proves nothing, "" if it may, as far as known."""
        self._circularity = circularity
        self._document = document
        self._gathering = gathering
        self._quotations = QuotationCheck(document, matcher)
        self._judge = judge
        self._seconds_left = seconds_left
        self._at_once = at_once

    def check(self, claim: Claim, cited: Cited, citation: Citation) -> Check:
        """Return the check of `claim` by `citation`, one of its citations. See `check_all`."""
        return next(self.check_all([(claim, cited, citation)]))[1]

    def check_all(self, pairs: Sequence[tuple[Claim, Cited, Citation]]) -> Iterator[tuple[Claim, Check]]:
        """Yield each claim with its check by one of its citations, in the order of `pairs`.

        A check for which further copies must be read is finished last, so that archives are asked for many
        sources at the same time. A judge or a matcher that raises makes a check `unverifiable`, with the exception as
        its reason, and so does an error of this program. Errors below `CitecheckError` (a store that cannot be used)
        are raised.
        """
        waiting: deque[_Begun] = deque()
        for begun in self._begun(pairs):
            waiting.append(begun)
            if not begun.is_done:
                self._gathering.widen_soon(begun.citation.references)
            while waiting and waiting[0].is_done:
                yield _told(waiting.popleft())
        for begun in waiting:
            if not begun.is_done:
                begun.check = self._guarded(begun, self._finish)
            yield _told(begun)

    def _begun(self, pairs: Sequence[tuple[Claim, Cited, Citation]]) -> Iterator[_Begun]:
        """Yield each claim of `pairs` checked by the first copies, in their order."""
        all_begun = (_Begun(claim, cited, citation) for claim, cited, citation in pairs)
        threads = self._at_once(len(pairs))

        def begin(begun: _Begun) -> _Begun:
            begun.check = self._guarded(begun, self._begin)
            return begun

        yield from map(begin, all_begun) if threads <= 1 else in_order(begin, all_begun, threads)

    def _guarded(self, begun: _Begun, step: Callable[[_Begun], Check]) -> Check:
        """Return the result of `step`; if a plug-in or the step itself raises, a final unverifiable check."""
        try:
            if self._gathering.out_of_time():
                raise PluginFailure("time", "the run", TimeoutError())
            return within(self._seconds_left(), lambda: step(begun))
        except CitecheckError:
            raise
        except PluginFailure as failed:
            failure = failed
        except TimeoutError as error:
            over = self._gathering.out_of_time()
            failure = PluginFailure("time" if over else "check", "the run" if over else "citecheck", error)
        except Exception as error:  # one claim must not end the audit
            failure = PluginFailure("check", "citecheck", error)
        decided = FAILURE_RULES.decide(failure)
        if decided is None:
            raise failure.error from None
        if failure.part == "check":
            log_failure(f"claim {begun.claim.key}", failure.error)
        elif failure.part != "time":
            LOGGER.warning("%s", decided.verdict, exc_info=failure.error)
        begun.is_done = True
        return self._unverifiable(begun.cited, begun.citation, begun.claim, decided.rule, decided.verdict)

    def _begin(self, begun: _Begun) -> Check:
        """Check a claim by the first copies."""
        begun.first = [self._gathering.source(key) for key in begun.citation.references]
        check = self._attempt(begun.claim, begun.cited, begun.citation, begun.first)
        begun.is_done = _is_settled(check, begun.first)
        return check

    def _finish(self, begun: _Begun) -> Check:
        """Check a claim again with every copy, if the first check would make a finding."""
        claim, cited, citation, first, check = begun.claim, begun.cited, begun.citation, begun.first, begun.check
        assert check is not None
        every = [self._gathering.widened(key) for key in citation.references]
        if sum(len(source.check.copies) for source in every) > sum(len(source.check.copies) for source in first):
            check = _with_drift(check, self._attempt(claim, cited, citation, every), first)
        others = [entry.key for entry in self._document.references if entry.key not in citation.references]
        check = self._quotations.with_elsewhere(
            check, lambda: self._texts(self._gathering.source(key) for key in others)
        )
        if every and not all(read_in_full(source) for source in every):
            check = replace(check, quotes=tuple(_refutable(check)))
        return _ruled(SOURCES_RULES, SourcesCase(check, every), check)

    def _attempt(self, claim: Claim, cited: Cited, citation: Citation, sources: Sequence[Source]) -> Check:
        texts = list(self._texts(sources))
        if not texts:
            decided = UNREAD_RULES.decide(UnreadCase(sources, self.circular))
            assert decided is not None, "the last rule always answers"
            return self._unverifiable(cited, citation, claim, decided.rule, decided.verdict)
        within = [quote for quote in claim.quotes if _within(quote.span, cited.scope)]
        quotes = tuple(filter(None, (self._quotations.check(quote, claim, texts) for quote in within)))
        joints = row_joints(claim, cited) if claim.kind is BlockKind.TABLE_ROW else ()
        words, shift = _scope_words(self._document, cited.scope, joints)
        context = ClaimContext(
            title=self._document.title,
            section=claim.section,
            before=claim.before,
            language=self._document.language,
            quotes=tuple(quote.text for quote in claim.quotes),
            kind=claim.kind,
            row=row_of(self._document, claim, cited) if claim.kind is BlockKind.TABLE_ROW else None,
        )
        try:
            with spent_on(RunPart.JUDGING):
                check = returned(self._judge.judge(words, texts, context=context), Check)
        except CitecheckError:
            raise
        except Exception as error:
            raise PluginFailure("judge", self._judge.name, error) from error
        check = replace(
            check,
            claim=claim.key,
            citation=citation.key,
            references=citation.references,
            quotes=quotes,
            missing=tuple(shift(span) for span in check.missing),
            inherited=cited.inherited,
        )
        check = _ruled(QUOTATION_RULES, check, check)
        check = _ruled(HOLE_RULES, HoleCase(check, claim.unread), check)
        return with_holes_said(check, claim.unread, whole=len(quotes) == len(within))

    def _texts(self, sources: Iterable[Source]) -> Iterator[JudgedSource]:
        """Yield the texts of sources, without those of the document itself and of its mirrors."""
        for source in sources:
            for copy in source.check.copies:
                if copy.extent is Extent.NONE:
                    continue
                text = source.text(copy.id)
                if self._circularity is not None and copy.id not in self.circular:
                    decided = COPY_RULES.decide(CopyCase(copy, text, self._circularity))
                    self.circular[copy.id] = decided.verdict if decided is not None else ""
                if not self.circular.get(copy.id):
                    yield JudgedSource(reference=source.reference.key, copy=copy.id, text=text)

    def _unverifiable(self, cited: Cited, citation: Citation, claim: Claim, rule: str, reason: str) -> Check:
        """Return the check of a claim that could not be judged for a reason outside the claim."""
        return Check(
            claim=claim.key,
            citation=citation.key,
            references=citation.references,
            outcome=Outcome.UNVERIFIABLE,
            reason=reason,
            judge=self._judge.name,
            inherited=cited.inherited,
            rule=rule,
        )


def _ruled(table: RuleTable[_Case, Check], case: _Case, check: Check) -> Check:
    """Return the check as the first applicable rule of the table changes it; unchanged if no rule applies."""
    decided = table.decide(case)
    return check if decided is None else replace(decided.verdict, rule=decided.rule)


@dataclass(slots=True)
class _Begun:
    """A claim that was checked by the first copies, and whether more are needed."""

    claim: Claim
    cited: Cited
    citation: Citation
    first: list[Source] = field(default_factory=list)
    check: Check | None = None
    is_done: bool = False


def _told(begun: _Begun) -> tuple[Claim, Check]:
    assert begun.check is not None
    return begun.claim, begun.check


def _is_settled(check: Check, sources: Sequence[Source]) -> bool:
    """Whether no further copy is needed: the check cannot get better, or nothing is said against the document.

    A doubt makes no finding, so no archive is asked about a page that was read in full.
    """
    if any(not quote.outcome.is_faithful and not quote.short for quote in check.quotes):
        return False
    if check.outcome is Outcome.SUPPORTED:
        return True
    in_full = all(any(copy.extent is Extent.FULL for copy in source.check.copies) for source in sources)
    return bool(sources) and in_full and check.band is not Band.CONFIDENT


def _with_drift(first: Check, again: Check, sources: Sequence[Source]) -> Check:
    """Return the check against all copies, marked as drifted if the full live page lacks text that a copy has.

    A check that is drifted and supported names the rule of the drift, as nothing else is to be said of it.
    """
    live = any(
        copy.origin is Origin.LIVE and copy.extent is Extent.FULL for source in sources for copy in source.check.copies
    )
    if not live:
        return again
    again = replace(again, drifted=False)
    drifted = _ruled(DRIFT_RULES, DriftCase(first, again), again)
    return drifted if again.outcome is Outcome.SUPPORTED else replace(drifted, rule=again.rule)


def _refutable(check: Check) -> Iterator[QuoteCheck]:
    """Yield the quotations that can be checked although a source was not read in full.

    A quotation that was not found may be in the unread rest, even if another reference has it too.
    """
    for quote in check.quotes:
        if quote.outcome is not QuoteOutcome.NOT_FOUND:
            yield quote


def _within(span: Span, scope: Sequence[Span]) -> bool:
    return any(part.start <= span.start and span.end <= part.end for part in scope)


def _scope_words(
    document: Document, scope: Sequence[Span], joints: Sequence[str] = ()
) -> tuple[str, Callable[[Span], Span]]:
    """Return the words of a scope without its marks, and what leads a span of them back to the document's text.

    `joints` stand between its parts; without them, a space does.
    """
    pieces: list[str] = []
    starts: list[tuple[int, int]] = []  # the start of a piece in the words, and in the document's text
    length = 0
    for number, part in enumerate(scope):
        if pieces:
            joint = joints[number - 1] if joints else " "
            pieces.append(joint)
            length += len(joint)
        for span in document.unmarked(part):
            starts.append((length, span.start))
            pieces.append(document.text[span.start : span.end])
            length += span.end - span.start

    def shift(span: Span) -> Span:
        return Span(_original(span.start), _original(max(span.start, span.end - 1)) + 1)

    def _original(offset: int) -> int:
        begin, original = max((pair for pair in starts if pair[0] <= offset), default=(0, 0))
        return original + offset - begin

    return "".join(pieces), shift
