"""One check: one claim against the union of one citation's references.

First against the copies at hand (the live page, the copy that the reference names). Where those leave a doubt, every
further copy is read before anything is called wrong; where only an archived copy then carries the claim, the source
has drifted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from citecheck.checking.circular import Circularity
from citecheck.checking.quotes import RANKS, find_elsewhere
from citecheck.interfaces import Gathering, Judge, Matcher
from citecheck.model import ClaimContext, JudgedSource, Source
from claims.model import Citation, Cited, Claim, Document, Quote, Span
from reports.model import Band, Check, Extent, Origin, Outcome, QuoteCheck, QuoteOutcome


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
    ) -> None:
        """`circularity` tells sources that prove nothing; None: none is looked for."""
        self.circular: dict[str, str] = {}
        """Why a copy (by its id) proves nothing, "" where it may: what was found out so far."""
        self._circularity = circularity
        self._document = document
        self._gathering = gathering
        self._matcher = matcher
        self._judge = judge

    def check(self, claim: Claim, cited: Cited, citation: Citation) -> Check:
        """Return the check of `claim` by `citation`, one of its own."""
        sources = [self._gathering.source(key) for key in citation.references]
        check = self._attempt(claim, cited, citation, sources)
        if _is_settled(check):
            return check
        wider = [self._gathering.widened(key) for key in citation.references]
        if sum(len(source.check.copies) for source in wider) > sum(len(source.check.copies) for source in sources):
            again = self._attempt(claim, cited, citation, wider)
            check = _with_drift(check, again, sources)
        check = self._elsewhere(check, citation)
        return _held_back(check, wider)

    def _attempt(self, claim: Claim, cited: Cited, citation: Citation, sources: Sequence[Source]) -> Check:
        texts = list(self._texts(sources))
        if not texts:
            return self._unread(claim, cited, citation, sources)
        quotes = tuple(self._best_quote(quote, texts) for quote in claim.quotes if _within(quote.span, cited.scope))
        words, shift = _scope_words(self._document, cited.scope)
        context = ClaimContext(
            title=self._document.title,
            section=claim.section,
            before=claim.before,
            language=self._document.language,
            quotes=tuple(quote.text for quote in claim.quotes),
            kind=claim.kind,
        )
        check = self._judge.judge(words, texts, context=context)
        return replace(
            _weigh_quotes(check, quotes),
            claim=claim.key,
            citation=citation.key,
            references=citation.references,
            quotes=quotes,
            missing=tuple(shift(span) for span in check.missing),
            inherited=cited.inherited,
        )

    def _texts(self, sources: Iterable[Source]) -> Iterator[JudgedSource]:
        """Yield the texts of sources, without those of the document itself and of its mirrors."""
        for source in sources:
            for copy in source.check.copies:
                if copy.extent is Extent.NONE:
                    continue
                text = source.text(copy.id)
                if self._circularity is not None and copy.id not in self.circular:
                    self.circular[copy.id] = self._circularity.reason(text, copy.url, copy.final_url)
                if not self.circular.get(copy.id):
                    yield JudgedSource(reference=source.reference.key, copy=copy.id, text=text)

    def _unread(self, claim: Claim, cited: Cited, citation: Citation, sources: Sequence[Source]) -> Check:
        """Return the check of a claim none of whose sources could be read, which is no fault of the claim."""
        return Check(
            claim=claim.key,
            citation=citation.key,
            references=citation.references,
            outcome=Outcome.UNVERIFIABLE,
            reason=_why_unread(sources, self.circular),
            judge=self._judge.name,
            inherited=cited.inherited,
        )

    def _best_quote(self, quote: Quote, texts: Sequence[JudgedSource]) -> QuoteCheck:
        """Return the best of the quotation's outcomes in the texts."""
        words = self._document.prose(quote.span)
        best: QuoteCheck | None = None
        for source in texts:
            found = self._matcher.match(words, source.text)
            if found.passage is not None:
                found = replace(found, passage=replace(found.passage, reference=source.reference, copy=source.copy))
            if best is None or _rank(found) < _rank(best):
                best = found
            if best.outcome.is_faithful:
                break
        assert best is not None
        return replace(best, text=words, span=quote.span)

    def _elsewhere(self, check: Check, citation: Citation) -> Check:
        """Look for a quotation that is in none of the cited sources among the document's other sources."""
        lost = [quote for quote in check.quotes if quote.outcome is QuoteOutcome.NOT_FOUND and not quote.short]
        if not lost:
            return check
        others = [entry.key for entry in self._document.references if entry.key not in citation.references]
        found: dict[str, QuoteCheck] = {}
        for quote in lost:
            texts = self._texts(self._gathering.source(key) for key in others)
            source = find_elsewhere(quote.text, texts)
            if source is None:
                continue
            match = self._matcher.match(quote.text, source.text)
            if match.outcome.is_faithful and match.passage is not None:
                passage = replace(match.passage, reference=source.reference, copy=source.copy)
                found[quote.text] = replace(quote, passage=passage)
        return replace(check, quotes=tuple(found.get(quote.text, quote) for quote in check.quotes)) if found else check


def _is_settled(check: Check) -> bool:
    """Whether no further copy could make the check better."""
    return check.outcome is Outcome.SUPPORTED and all(
        quote.outcome.is_faithful or quote.short for quote in check.quotes
    )


def _with_drift(first: Check, again: Check, sources: Sequence[Source]) -> Check:
    """Return the wider check; drifted where it carries, sure, what the live page in full was found to lack."""
    live = any(
        copy.origin is Origin.LIVE and copy.extent is Extent.FULL for source in sources for copy in source.check.copies
    )
    if not live:
        return again
    carried = again.outcome is Outcome.SUPPORTED and again.band is Band.CONFIDENT
    claim_drifted = carried and first.outcome is Outcome.UNSUPPORTED and first.band is Band.CONFIDENT
    former = {quote.span: quote.outcome for quote in first.quotes}
    quote_drifted = any(
        quote.outcome.is_faithful and not quote.short and former.get(quote.span) is QuoteOutcome.NOT_FOUND
        for quote in again.quotes
    )
    return replace(again, drifted=claim_drifted or quote_drifted)


def _held_back(check: Check, sources: Sequence[Source]) -> Check:
    """Refuse to refute by what was not read in full: a doubt about a source is never a fault of the claim."""
    whole = all(_read_in_full(source) for source in sources)
    if whole or not sources:
        return check
    reason = _why_not_full(sources)
    quotes = tuple(
        quote
        for quote in check.quotes
        if quote.outcome is not QuoteOutcome.NOT_FOUND
        or (quote.passage is not None and quote.passage.reference not in check.references)
    )
    if check.outcome in (Outcome.UNSUPPORTED, Outcome.PARTIAL):
        return replace(check, outcome=Outcome.UNVERIFIABLE, band=Band.UNCERTAIN, reason=reason, quotes=quotes)
    return replace(check, quotes=quotes)


def _read_in_full(source: Source) -> bool:
    return source.complete and any(copy.extent is Extent.FULL for copy in source.check.copies)


def _why_not_full(sources: Sequence[Source]) -> str:
    for source in sources:
        if not _read_in_full(source):
            extents = [copy.extent for copy in source.check.copies if copy.extent is not Extent.NONE]
            what = f"only its {extents[0].value} was read" if extents and extents[0] is not Extent.FULL else ""
            what = what or source.check.reason or source.check.status.value
            return f"[{source.check.label}] was not read in full ({what}), so nothing can be said against the claim"
    return "not every source was read in full"


def _why_unread(sources: Sequence[Source], circular: Mapping[str, str]) -> str:
    if not sources:
        return "the citation leads to no entry of the list of references"
    said = []
    for source in sources:
        mirrors = [circular[copy.id] for copy in source.check.copies if circular.get(copy.id)]
        why = mirrors[0] if mirrors else source.check.reason or source.check.status.value
        said.append(f"[{source.check.label}]: {why}")
    return "no source could be read: " + "; ".join(said)


def _weigh_quotes(check: Check, quotes: Sequence[QuoteCheck]) -> Check:
    """Let what became of the quotations temper the judge's word: a claim is not carried whose quotation is wrong."""
    bad = [quote for quote in quotes if quote.outcome.changes_meaning]
    if bad and check.outcome in (Outcome.SUPPORTED, Outcome.PARTIAL):
        return replace(check, outcome=Outcome.PARTIAL, band=Band.UNCERTAIN, reason=bad[0].reason or check.reason)
    long_and_faithful = any(quote.outcome.is_faithful and not quote.short for quote in quotes)
    if long_and_faithful and check.outcome is Outcome.SUPPORTED:
        return replace(check, band=Band.CONFIDENT)
    if long_and_faithful and check.outcome is Outcome.UNSUPPORTED:
        reason = f"the quotation is in the source; the words around it were not found: {check.reason}"
        return replace(check, outcome=Outcome.PARTIAL, band=Band.UNCERTAIN, reason=reason)
    return check


def _rank(quote: QuoteCheck) -> tuple[int, float]:
    return RANKS[quote.outcome], -quote.score


def _within(span: Span, scope: Sequence[Span]) -> bool:
    return any(part.start <= span.start and span.end <= part.end for part in scope)


def _scope_words(document: Document, scope: Sequence[Span]) -> tuple[str, Callable[[Span], Span]]:
    """Return the words of a scope without its marks, and what leads a span of them back to the document's text."""
    pieces: list[str] = []
    starts: list[tuple[int, int]] = []  # where a piece begins in the words, and in the document's text
    length = 0
    for part in scope:
        if pieces:
            pieces.append(" ")
            length += 1
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
