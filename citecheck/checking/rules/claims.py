"""Findings from the checks of claims and quotations.

A finding is made only where the check is sure, and only from the union of a citation's references. An inherited
scope never makes more than a note. A claim whose quotation is found wrong is not reported a second time for the
same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citecheck.checking.rules.codes import Rules
from claims.model import Claim, Document, Reference
from reports.model import Band, Check, Finding, Outcome, QuoteCheck, QuoteOutcome, Severity

LONG_QUOTE = 8
"""Words from which on a quotation that is nowhere in its sources is an error; shorter ones stay a doubt."""


def claim_findings(
    document: Document,
    claim: Claim,
    check: Check,
    references: dict[str, Reference],
    rules: Rules,
) -> Iterator[Finding]:
    """Yield the findings of one check, those of its quotations first."""
    maker = _Maker(document, claim, check, references, rules)
    told = False
    for quote in check.quotes:
        finding = maker.quote(quote)
        if finding is not None:
            told = told or finding.severity is not Severity.NOTE
            yield finding
    if check.drifted:
        drifted = maker.make(
            "source-drifted", "the live page no longer says this; the copy nearest to the access date does"
        )
        if drifted is not None:
            yield drifted
        return
    if told:
        return
    finding = maker.claim_itself()
    if finding is not None:
        yield finding


class _Maker:
    """Words and places the findings of one check."""

    def __init__(
        self, document: Document, claim: Claim, check: Check, references: dict[str, Reference], rules: Rules
    ) -> None:
        self._document = document
        self._claim = claim
        self._check = check
        self._references = references
        self._rules = rules

    def make(
        self, code: str, what: str, *, about: str = "", reference: str | None = None, quote: QuoteCheck | None = None
    ) -> Finding | None:
        """Return a finding on the claim, said of the citation's labels."""
        keys = self._check.references
        primary = reference or (keys[0] if keys else None)
        words = quote.text if quote is not None else self._document.prose(self._claim.span)
        return self._rules.finding(
            code,
            f"“{_shorten(words)}” {self._labels()}: {what}",
            claim=self._claim.key,
            reference=primary,
            span=(quote.span if quote is not None else None) or self._claim.span,
            at_most=Severity.NOTE if self._check.inherited else None,
            related=tuple(key for key in keys if key != primary),
            about=about,
            rule=quote.rule if quote is not None else self._check.rule,
        )

    def quote(self, quote: QuoteCheck) -> Finding | None:
        """Return the finding that a quotation's outcome makes, if any."""
        words = len(quote.text.split())
        about = " ".join(quote.text.casefold().split())
        outcome = quote.outcome
        if outcome.changes_meaning:
            return self.make("quote-meaning-changed", quote.reason or outcome.value, about=about, quote=quote)
        if outcome is QuoteOutcome.ALTERED and not quote.short:
            return self.make("quote-altered", quote.reason or "words were changed", about=about, quote=quote)
        if outcome is QuoteOutcome.PARTIAL and not quote.short:
            return self.make("quote-partial", quote.reason or "only part of it is there", about=about, quote=quote)
        if outcome is not QuoteOutcome.NOT_FOUND or words < LONG_QUOTE or _is_title(quote.text):
            return None
        if quote.passage is not None and quote.passage.reference not in self._check.references:
            other = self._references.get(quote.passage.reference)
            label = f"[{other.label}]" if other is not None else "another reference"
            return self.make(
                "quote-misattributed",
                f"not in the source that is cited, but word for word in {label}",
                about=about,
                quote=quote,
            )
        return self.make(
            "quote-not-found",
            "in no copy of the cited source, all of which were read in full",
            about=about,
            quote=quote,
        )

    def claim_itself(self) -> Finding | None:
        """Return the finding that the check's outcome makes, if any."""
        check = self._check
        if check.outcome is Outcome.CONTRADICTED and check.band is Band.CONFIDENT:
            return self.make("claim-contradicted", check.reason)
        if check.outcome is Outcome.UNSUPPORTED and check.band is Band.CONFIDENT:
            return self.make("claim-unsupported", check.reason)
        if check.outcome is Outcome.PARTIAL and check.band is Band.CONFIDENT:
            return self.make("claim-partly-supported", check.reason)
        return None

    def _labels(self) -> str:
        known = (self._references[key].label for key in self._check.references if key in self._references)
        return "".join(f"[{label}]" for label in known)


def _is_title(text: str) -> bool:
    """Whether the words read as a title (of a book, a song, a case), which people put between quotation marks too.

    Most of its longer words begin with a capital, and it does not end as a sentence does.
    """
    longer = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    capital = sum(1 for word in longer if word[0].isupper())
    return len(longer) >= 2 and capital >= 0.7 * len(longer) and not re.search(r"[.!]\W*$", text)


def _shorten(text: str, limit: int = 140) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
