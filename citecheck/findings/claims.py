"""Findings from the checks of claims and quotations.

A finding is made only if the check is confident, and only from the union of a citation's references. An inherited
scope never makes more than a note. A claim whose quotation is found wrong is not reported a second time for the
same words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from citecheck.checking.quotes.parsing import looks_like_title
from citecheck.findings.maker import FindingMaker
from citecheck.findings.weighing import Weigher
from claims.model import Claim, Document, Reference, Span
from reports.model import Band, Check, Finding, Outcome, QuoteCheck, QuoteOutcome, SecondOpinion, Severity, Weight
from reports.summary import CLAIM_FAILED

SHORT_QUOTE = 3
"""The least number of words of a quotation whose absence from its sources makes a note."""
LONG_QUOTE = 8
"""Words from which on a quotation that is in none of its sources is an error; a shorter one: a note (judgement)."""


def claim_findings(
    document: Document,
    claim: Claim,
    check: Check,
    references: dict[str, Reference],
    maker: FindingMaker,
    weigher: Weigher | None = None,
) -> Iterator[Finding]:
    """Yield the findings of `check`, which belongs to `claim` of `document`. Findings of quotations come first.

    `references` are the document's references by key, `maker` makes the findings, `weigher` weighs them (one for all
    claims of a document; None: a new one). A claim whose quotation has an error or a warning gets no other finding.
    """
    made = _CheckFindings(document, claim, check, references, maker, weigher or Weigher(document))
    is_reported = False
    for quote in check.quotes:
        finding = made.on_quotation(quote)
        if finding is not None:
            is_reported = is_reported or finding.severity > Severity.NOTE
            yield finding
    if not is_reported or check.drifted:
        finding = made.on_claim()
        if finding is not None:
            yield finding


class _CheckFindings:
    """Makes the findings of one check, with their words and places."""

    def __init__(
        self,
        document: Document,
        claim: Claim,
        check: Check,
        references: dict[str, Reference],
        maker: FindingMaker,
        weigher: Weigher,
    ) -> None:
        self._document = document
        self._claim = claim
        self._check = check
        self._references = references
        self._maker = maker
        self._weigher = weigher

    def on_quotation(self, quote: QuoteCheck) -> Finding | None:
        """Return the finding that a quotation's outcome makes, if any."""
        case = _QuoteCase(quote, self._check.references, self._references)
        for code, message_of in _QUOTE_FINDINGS:
            message = message_of(case)
            if message is not None:
                about = " ".join(quote.text.casefold().split())
                span = quote.span or self._claim.span
                at_most = Severity.NOTE if case.is_short_and_missing else None
                weight = self._weigher.of_quotation(self._claim, quote)
                return self._make(
                    *(code, message, weight), words=quote.text, span=span, rule=quote.rule, about=about, at_most=at_most
                )
        return None

    def on_claim(self) -> Finding | None:
        """Return the finding that the check's outcome makes, if any."""
        found = claim_code(self._check)
        if found is None:
            return None
        code, message = found
        words = self._document.prose(self._claim.span)
        weight = self._weigher.of_claim(self._claim, self._check)
        opinion = self._check.opinion
        disputed = opinion is not None and opinion.disputed
        at_most = Severity.WARNING if disputed else None
        message = f"{message}{_other_side(opinion)}" if opinion is not None and disputed else message
        return self._make(
            code, message, weight, words=words, span=self._claim.span, rule=self._check.rule, at_most=at_most
        )

    def _make(
        self,
        code: str,
        message: str,
        weight: Weight,
        *,
        words: str,
        span: Span,
        rule: str | None,
        about: str = "",
        at_most: Severity | None = None,
    ) -> Finding | None:
        keys = self._check.references
        first = keys[0] if keys else None
        known = [self._references[key] for key in keys if key in self._references]
        separator = " " if any(reference.is_link for reference in known) else ""
        labels = separator.join(reference.pointer for reference in known)
        return self._maker.make(
            code,
            f"“{_shorten(words)}” {labels}: {message}",
            claim=self._claim.key,
            reference=first,
            span=span,
            at_most=Severity.NOTE if self._check.inherited else at_most,
            related=tuple(key for key in keys if key != first),
            about=about,
            rule=rule,
            weight=weight,
        )


@dataclass(frozen=True, slots=True)
class _QuoteCase:
    """A quotation, the keys of the references that are cited for it, and all references by key."""

    quote: QuoteCheck
    cited: tuple[str, ...]
    references: dict[str, Reference]

    @property
    def is_missing(self) -> bool:
        """Whether a quotation that is long enough, and no title, is in no cited source."""
        quote = self.quote
        long = len(quote.text.split()) >= LONG_QUOTE
        return quote.outcome is QuoteOutcome.NOT_FOUND and long and not looks_like_title(quote.text)

    @property
    def is_short_and_missing(self) -> bool:
        """Whether a quotation of a few words, and no title, is in no cited source: it may be a manner of speech."""
        words = len(self.quote.text.split())
        absent = self.quote.outcome is QuoteOutcome.NOT_FOUND and SHORT_QUOTE <= words < LONG_QUOTE
        return absent and not looks_like_title(self.quote.text)

    @property
    def elsewhere(self) -> str | None:
        """The key of the reference that has the words and is not cited for them."""
        passage = self.quote.passage
        return passage.reference if passage is not None and passage.reference not in self.cited else None


def _meaning_changed(case: _QuoteCase) -> str | None:
    return case.quote.reason or case.quote.outcome.value if case.quote.outcome.changes_meaning else None


def _condition_cut(case: _QuoteCase) -> str | None:
    return case.quote.reason if case.quote.outcome is QuoteOutcome.CONDITION_CUT else None


def _altered(case: _QuoteCase) -> str | None:
    if case.quote.outcome is not QuoteOutcome.ALTERED or case.quote.short:
        return None
    return case.quote.reason or "words were changed"


def _partial(case: _QuoteCase) -> str | None:
    if case.quote.outcome is not QuoteOutcome.PARTIAL or case.quote.short:
        return None
    return case.quote.reason or "only part of it is there"


def _misattributed(case: _QuoteCase) -> str | None:
    if not case.is_missing or case.elsewhere is None:
        return None
    other = case.references.get(case.elsewhere)
    label = other.pointer if other is not None else "another reference"
    return f"not in the source that is cited, but word for word in {label}"


def _not_found(case: _QuoteCase) -> str | None:
    told = case.is_missing or case.is_short_and_missing
    return "in no copy of the cited source, all of which were read in full" if told else None


_QUOTE_FINDINGS: tuple[tuple[str, Callable[[_QuoteCase], str | None]], ...] = (
    ("quote-meaning-changed", _meaning_changed),
    ("quote-condition-cut", _condition_cut),
    ("quote-altered", _altered),
    ("quote-partial", _partial),
    ("quote-misattributed", _misattributed),
    ("quote-not-found", _not_found),
)
"""The codes of findings on quotations, each with the function that returns its message. The first answer decides."""


def _drifted(check: Check) -> str | None:
    return "the live page no longer says this; the copy nearest to the access date does" if check.drifted else None


def _has(outcome: Outcome) -> Callable[[Check], str | None]:
    """Return a function that gives the reason of a check which is sure of this outcome."""

    def reason_of(check: Check) -> str | None:
        return check.reason if check.outcome is outcome and check.band is Band.CONFIDENT else None

    return reason_of


def _decided_by(rule: str) -> Callable[[Check], str | None]:
    """Return a function that gives the reason of a check which this rule decided."""

    def reason_of(check: Check) -> str | None:
        return check.reason if check.rule == rule else None

    return reason_of


_CLAIM_FINDINGS: tuple[tuple[str, Callable[[Check], str | None]], ...] = (
    ("internal-error", _decided_by(CLAIM_FAILED)),
    ("source-drifted", _drifted),
    ("claim-contradicted", _has(Outcome.CONTRADICTED)),
    ("claim-fact-differs", _decided_by("support.contradicted.likely-value")),
    ("claim-fact-missing", _decided_by("support.partial.fact-absent")),
    ("claim-unsupported", _has(Outcome.UNSUPPORTED)),
    ("claim-partly-supported", _has(Outcome.PARTIAL)),
    ("claim-partly-supported", _decided_by("support.partial.fact-not-given")),
)
"""The codes of findings on claims, each with the function that returns its message. The first answer decides."""


def claim_code(check: Check) -> tuple[str, str] | None:
    """Return the code and the message of the finding that the outcome of `check` makes; None: it makes none."""
    for code, message_of in _CLAIM_FINDINGS:
        message = message_of(check)
        if message is not None:
            return code, message
    return None


def _other_side(opinion: SecondOpinion) -> str:
    """Return what the second opinion that disagrees rests on, in words."""
    passage = next(iter(opinion.passages), None)
    words = f", by “{_shorten(passage.exact)}”" if passage is not None else ""
    return f" ({opinion.judge}: {opinion.outcome}{words})"


def _shorten(text: str, limit: int = 140) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
