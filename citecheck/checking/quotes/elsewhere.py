"""A quotation among several texts: the best of them, or the one that it was really taken from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from citecheck.checking.quotes.matcher import match_quote
from citecheck.model import JudgedSource
from reports.model import QuoteCheck, QuoteOutcome

_WORD = re.compile(r"[^\W_]{4,}")
_RARE = 6  # of a quotation's words are looked for: its longest, which few texts share
_ENOUGH = 4

RANKS = {
    outcome: rank
    for rank, outcome in enumerate(
        (
            QuoteOutcome.VERBATIM,
            QuoteOutcome.TYPOGRAPHIC,
            QuoteOutcome.EDITORIAL,
            QuoteOutcome.ALTERED,
            QuoteOutcome.NAME_CHANGED,
            QuoteOutcome.NUMBER_CHANGED,
            QuoteOutcome.NEGATION_CHANGED,
            QuoteOutcome.PARTIAL,
            QuoteOutcome.OTHER_LANGUAGE,
            QuoteOutcome.NOT_FOUND,
        )
    )
}
"""Outcomes from the best to the worst: of several searches for one quotation, the first counts."""


def best_of(quote: str, texts: Iterable[JudgedSource]) -> QuoteCheck | None:
    """Search `quote` in each of `texts` and return the best outcome, its passage naming reference and copy.

    Ends at the first text that has it faithfully. None where there are no texts.
    """
    best: QuoteCheck | None = None
    for source in texts:
        found = match_quote(quote, source.text)
        if found.passage is not None:
            found = replace(found, passage=replace(found.passage, reference=source.reference, copy=source.copy))
        if best is None or (RANKS[found.outcome], -found.score) < (RANKS[best.outcome], -best.score):
            best = found
        if best.outcome.is_faithful:
            break
    return best


def find_elsewhere(quote: str, texts: Iterable[JudgedSource]) -> JudgedSource | None:
    """Return the first of `texts` that has `quote` faithfully, or None.

    Only texts that hold most of its rarest words are searched, so that many texts cost little.
    """
    words = sorted({word.casefold() for word in _WORD.findall(quote)}, key=lambda word: (-len(word), word))[:_RARE]
    enough = min(_ENOUGH, max(1, len(words) - 1)) if words else 0
    for source in texts:
        text = source.text.text.casefold()
        if sum(word in text for word in words) >= enough and match_quote(quote, source.text).outcome.is_faithful:
            return source
    return None
