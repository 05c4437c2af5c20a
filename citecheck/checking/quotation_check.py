"""Check the quotations of a claim: in the cited sources, in the light of the claim's own words, and elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from citecheck.checking.check_rules import PluginFailure
from citecheck.checking.quotes import find_misattributed
from citecheck.checking.quotes.limits import is_said_around
from citecheck.checking.quotes.rules import CUT_OFF, as_faithful
from citecheck.interfaces import Matcher
from citecheck.model import JudgedSource, SourceText
from citecheck.plugins import returned
from citecheck.run_times import RunPart, spent_on
from claims.errors import CitecheckError
from claims.model import Claim, Document, Quote, Span
from reports.model import Check, QuoteCheck, QuoteOutcome


class QuotationCheck:
    """Checks the quotations of the claims of `document` with `matcher`."""

    def __init__(self, document: Document, matcher: Matcher) -> None:
        self._document = document
        self._matcher = matcher

    def check(self, quote: Quote, claim: Claim, texts: Sequence[JudgedSource]) -> QuoteCheck | None:
        """Return the best of the outcomes of `quote` in `texts`, which are at least one.

        `claim` is the claim that the quotation is in: it may say itself what the quotation was cut off from.
        None if it differs from all of them and lacks what could not be read in it, such as a template's words.
        Raises `PluginFailure` if the matcher raises.
        """
        words = self._document.prose(quote.span)
        best: QuoteCheck | None = None
        for source in texts:
            found = self._match(words, source.text)
            if found.passage is not None:
                found = replace(found, passage=replace(found.passage, reference=source.reference, copy=source.copy))
            if best is None or _rank(found) < _rank(best):
                best = found
            if best.outcome.is_faithful:
                break
        assert best is not None
        if quote.unread and not best.outcome.is_faithful:
            return None
        return self._in_its_claim(replace(best, text=words, span=quote.span), claim)

    def with_elsewhere(self, check: Check, others: Callable[[], Iterable[JudgedSource]]) -> Check:
        """Return `check` with the passages of quotations that are in none of the cited sources, but in `others`.

        `others` gives the texts of the document's other sources; it is called only if a quotation is missing. Raises
        `PluginFailure` where the matcher raises.
        """
        absent = [quote for quote in check.quotes if quote.outcome is QuoteOutcome.NOT_FOUND and not quote.short]
        found: dict[str, QuoteCheck] = {}
        for quote in absent:
            elsewhere = find_misattributed(quote.text, others(), self._match)
            if elsewhere is None:
                continue
            source, match = elsewhere
            if match.passage is not None:
                passage = replace(match.passage, reference=source.reference, copy=source.copy)
                found[quote.text] = replace(quote, passage=passage)
        return replace(check, quotes=tuple(found.get(quote.text, quote) for quote in check.quotes)) if found else check

    def _in_its_claim(self, found: QuoteCheck, claim: Claim) -> QuoteCheck:
        """Return the quotation as faithful if the claim itself says what it was cut off from."""
        if found.rule not in CUT_OFF or found.span is None:
            return found
        parts = Span(claim.span.start, found.span.start), Span(found.span.end, claim.span.end)
        around = " ".join(self._document.prose(part) for part in parts if part.start < part.end)
        if not is_said_around(around, self._document.language):
            return found
        faithful = as_faithful(found)
        cut_off = found.reason[:1].lower() + found.reason[1:]
        return replace(faithful, reason=f"{faithful.reason}; {cut_off}, which the claim says too")

    def _match(self, words: str, text: SourceText) -> QuoteCheck:
        try:
            with spent_on(RunPart.QUOTATIONS):
                return returned(self._matcher.match(words, text), QuoteCheck)
        except CitecheckError:
            raise
        except Exception as error:
            raise PluginFailure("matcher", type(self._matcher).__name__, error) from error


def _rank(quote: QuoteCheck) -> tuple[int, float]:
    return quote.outcome.rank, -quote.score


__all__ = ["QuotationCheck"]
