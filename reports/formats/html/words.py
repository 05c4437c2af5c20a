"""What the page calls things: a glyph and a label for each outcome and status, and how sure a check is, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from reports.model import Band, Check, LinkStatus, Outcome, QuoteOutcome, Severity

UNSURE = "unsure"
"""What the page calls support without confidence: it gets no tick, and is counted apart, as in the headline."""

VERDICTS: Mapping[str, tuple[str, str]] = {
    Outcome.SUPPORTED.value: ("✓", "Confirmed"),
    UNSURE: ("≈", "Likely supported, not sure"),
    Outcome.PARTIAL.value: ("◐", "Partly supported"),
    Outcome.CONTRADICTED.value: ("≠", "Contradicted"),
    Outcome.UNSUPPORTED.value: ("✗", "Not supported"),
    Outcome.UNVERIFIABLE.value: ("?", "Could not be checked"),
}
"""Glyph and label of what a check is shown as."""

# A claim that one source confirms is confirmed, whatever could not be read besides: as the headline counts it.
_SHOWN_BY = (
    Outcome.CONTRADICTED,
    Outcome.UNSUPPORTED,
    Outcome.PARTIAL,
    Outcome.SUPPORTED,
    Outcome.UNVERIFIABLE,
)

QUOTES: Mapping[QuoteOutcome, str] = {
    QuoteOutcome.VERBATIM: "Word for word",
    QuoteOutcome.TYPOGRAPHIC: "Word for word, except typography",
    QuoteOutcome.EDITORIAL: "Faithful, with marked editing",
    QuoteOutcome.CONDITION_CUT: "Cut before its condition",
    QuoteOutcome.ALTERED: "Words changed",
    QuoteOutcome.NUMBER_CHANGED: "Number changed",
    QuoteOutcome.NEGATION_CHANGED: "Negation changed",
    QuoteOutcome.NAME_CHANGED: "Name changed",
    QuoteOutcome.PARTIAL: "Only part was found",
    QuoteOutcome.NOT_FOUND: "Not found",
    QuoteOutcome.OTHER_LANGUAGE: "Source in another language",
}
"""The outcome of a quotation, in two or three words."""

SEVERITIES: Mapping[Severity, tuple[str, str, str]] = {
    Severity.ERROR: ("✖", "Error", "To fix: wrong"),
    Severity.WARNING: ("▲", "Warning", "To fix: probably wrong"),
    Severity.NOTE: ("●", "Note", "Good to know"),
}
"""Glyph, label and heading of each severity."""

FAMILIES: Mapping[str, tuple[str, str]] = {
    "works": ("✓", "Works"),
    "dead": ("✗", "Dead"),
    "failing": ("!", "Failing"),
    "unread": ("⊘", "Not open to programs"),
    "untried": ("–", "Not tried"),
}
"""Glyph and label of each family of link statuses."""

_UNREAD = frozenset(
    {
        LinkStatus.BLOCKED,
        LinkStatus.PAYWALLED,
        LinkStatus.SCRIPT_ONLY,
        LinkStatus.DISALLOWED,
        LinkStatus.TOO_LARGE,
        LinkStatus.UNSUPPORTED_TYPE,
    }
)


def family(status: LinkStatus) -> str:
    """Return the family of the link status `status`: a key of `FAMILIES`."""
    if status in (LinkStatus.ALIVE, LinkStatus.MOVED):
        return "works"
    if status.is_dead:
        return "dead"
    if status.is_failing:
        return "failing"
    return "unread" if status in _UNREAD else "untried"


def sureness(check: Check) -> str:
    """Say how sure `check` is; empty: nothing was judged, or a quotation decided instead of the score.

    >>> from reports.model import Band, Check, Outcome
    >>> sureness(Check(claim="c", citation="m", references=(), outcome=Outcome.SUPPORTED, reason="", judge="rules",
    ...                probability=0.97, band=Band.CONFIDENT))
    'Sure: of 100 claims that score like this one, about 97 are fully supported.'
    """
    if check.probability is None or any(not quote.outcome.is_faithful for quote in check.quotes):
        return ""
    sure = "Sure" if check.band is Band.CONFIDENT else "Not sure"
    if check.outcome is Outcome.CONTRADICTED:  # decided by the fact that differs, not by the score
        return f"{sure}: the source has another value for the same thing, and the claimed one nowhere near."
    likely = round(check.probability * 100)
    if likely <= 0:
        amount = "fewer than one is"
    elif likely >= 100:
        amount = "nearly all are"
    else:
        amount = f"about {likely} {'is' if likely == 1 else 'are'}"
    return f"{sure}: of 100 claims that score like this one, {amount} fully supported."


def verdict_of(outcome: Outcome, *, confirmed: bool) -> str:
    """Return what a check with `outcome` is shown as; `confirmed` says whether it confirms its claim."""
    return UNSURE if outcome is Outcome.SUPPORTED and not confirmed else outcome.value


def shown_by(outcomes: Collection[Outcome]) -> Outcome | None:
    """Return the one of `outcomes` that a claim with several checks is shown by; None: it has no check."""
    return next((outcome for outcome in _SHOWN_BY if outcome in outcomes), None)
