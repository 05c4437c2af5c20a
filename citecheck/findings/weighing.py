"""How much a finding on a claim weighs for people: how it fails, in which part of the sentence, where, about whom.

Each answer comes from the check and the document alone. What the document does not tell is None.
"""

from __future__ import annotations

from citecheck.findings.sides import SideDetails
from claims.model import Claim, Document, Span
from reports.model import Check, ClaimPart, Failing, Outcome, QuoteCheck, QuoteOutcome, Weight
from reports.summary import CLAIM_FAILED

_REVERSED = frozenset({"roles", "negation", "exception", "change", "opposite"})
"""The relations whose difference is the reverse of the claim; the others give something else in its place."""
_REVERSED_RULES = frozenset(f"support.relation.{kind}" for kind in _REVERSED)
_OTHER_RULES = frozenset(
    {
        *(f"support.relation.{kind}" for kind in ("speaker", "certainty", "quantity", "code")),
        *("support.contradicted.other-value", "support.contradicted.likely-value", "support.row.changed"),
        "support.partial.other-value",
    }
)
_QUOTES = {
    QuoteOutcome.NEGATION_CHANGED: Failing.REVERSED,
    QuoteOutcome.NOT_FOUND: Failing.ABSENT,
    QuoteOutcome.PARTIAL: Failing.ABSENT,
}
"""How a quotation fails by its outcome; every other outcome that makes a finding is another wording."""


_MOST_FACTS = 40  # facts of a claim that are looked for in its text


class Weigher:
    """Weighs the findings on the claims of one document."""

    def __init__(self, document: Document) -> None:
        """Look at `document` once: at its headings and its language."""
        self._document = document
        self._lead = _lead(document)
        self._english = document.language in (None, "en")

    def of_claim(self, claim: Claim, check: Check) -> Weight:
        """Return the weight of a finding on `claim`, whose check is `check`."""
        failing = _failing(check)
        spans = self._failing_words(claim, check, failing)
        return self._weight(claim, failing, spans, whole=failing is Failing.REVERSED or _is_whole(check))

    def of_quotation(self, claim: Claim, quote: QuoteCheck) -> Weight:
        """Return the weight of a finding on the quotation `quote` of `claim`."""
        failing = _QUOTES.get(quote.outcome, Failing.OTHER_VALUE)
        spans = (quote.span,) if quote.span is not None else ()
        return self._weight(claim, failing, spans, whole=False)

    def _weight(self, claim: Claim, failing: Failing | None, spans: tuple[Span, ...], *, whole: bool) -> Weight:
        return Weight(
            failing=failing,
            part=self._part(claim, spans, whole=whole) if failing is not None else None,
            in_lead=None if self._lead is None else claim.section == self._lead,
            living=self._document.living,
            spans=spans,
        )

    def _part(self, claim: Claim, spans: tuple[Span, ...], *, whole: bool) -> ClaimPart | None:
        """Return which part of the sentence `spans` are; `whole` says that without spans all of it fails."""
        if not spans:
            return ClaimPart.MAIN if whole else None
        sides = SideDetails(claim.text, english=self._english)
        start = claim.span.start
        if all(sides.holds(span.start - start, span.end - start) for span in spans):
            return ClaimPart.SIDE
        return ClaimPart.MAIN if self._english else None

    def _failing_words(self, claim: Claim, check: Check, failing: Failing | None) -> tuple[Span, ...]:
        """Return the words of `claim` that fail: the values that differ, or what no passage supports."""
        if failing is Failing.OTHER_VALUE:
            text, (start, end) = self._document.text, claim.span
            places = (
                (text.find(fact.claimed, start, end), len(fact.claimed))
                for fact in check.facts[:_MOST_FACTS]
                if fact.agrees is False and fact.claimed
            )
            values = tuple(Span(at, at + length) for at, length in places if at >= 0)
            if values:
                return values
        return () if failing is Failing.REVERSED else check.missing


def _failing(check: Check) -> Failing | None:
    """Return how the claim of `check` fails; None where nothing was established (the program itself failed)."""
    rule = check.rule or ""
    if rule == CLAIM_FAILED:
        return None
    if check.drifted:
        return Failing.ABSENT
    if rule in _REVERSED_RULES or rule.startswith("support.contrary."):
        return Failing.REVERSED
    if rule in _OTHER_RULES or check.outcome is Outcome.CONTRADICTED:
        return Failing.OTHER_VALUE
    return Failing.ABSENT


def _is_whole(check: Check) -> bool:
    """Whether all of the claim fails: no passage carries it, or the page no longer says it."""
    return check.outcome is Outcome.UNSUPPORTED or check.drifted


def _lead(document: Document) -> tuple[str, ...] | None:
    """Return the headings above the claims of the lead: none, or the title alone. None: there is no lead.

    A document whose claims all stand under one heading, or none, is not divided into a lead and the rest.
    """
    sections = {claim.section for claim in document.claims}
    if len(sections) < 2:
        return None
    if () in sections:
        return ()
    title = min(sections, key=len)
    return title if len(title) == 1 and all(section[:1] == title for section in sections) else ("",)


__all__ = ["Weigher"]
