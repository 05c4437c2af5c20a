"""Quotations in print that a machine misread so badly that few words are left whole.

What agrees by letters alone says little, so three things must hold: one stretch of the page agrees much better than any
other; the disagreement is spread evenly, as misreading is (half a true sentence with another half put on is not); and
most words are misread, not put in another order.
"""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from citecheck.checking.quotes.page import PreparedPage
from citecheck.checking.quotes.parsing import ParsedQuote
from citecheck.checking.quotes.placing import Placed, Placement

_MAX_PAGE = 60_000  # folded characters of a page, and of a quotation, for which it is worth the time
_MAX_QUOTE = 1_200
_MIN_QUOTE = 28
_MIN_WORDS = 6
_LETTERS = 0.66  # likeness that no stretch of another text was seen to reach
_LESS = 0.55  # likeness that suffices where the next best stretch is further off
_AHEAD = 0.14
_CLEARLY = 0.08
_PARTS = 3  # of the quotation, each of which must agree by `_EVENLY`
_EVENLY = 0.45
_WHOLE = 0.45  # share of the letters that may stand in one unbroken stretch


def find_misread(quote: ParsedQuote, page: PreparedPage) -> Placement | None:
    """Return where a quotation of one piece stands in badly misread print; None where nothing stands out."""
    if len(quote.pieces) != 1 or len(page.folded) > _MAX_PAGE:
        return None
    needle, text = quote.pieces[0].folded.squeezed, page.folded.squeezed
    if not _MIN_QUOTE <= len(needle) <= min(_MAX_QUOTE, len(text) - 1):
        return None
    if len(quote.pieces[0].folded.starts) < _MIN_WORDS:
        return None
    best = fuzz.partial_ratio_alignment(needle, text, score_cutoff=100 * _LESS)
    if best is None:
        return None
    rest = max(fuzz.partial_ratio(needle, text[: best.dest_start]), fuzz.partial_ratio(needle, text[best.dest_end :]))
    ahead = (best.score - rest) / 100
    if ahead < (_CLEARLY if best.score >= 100 * _LETTERS else _AHEAD):
        return None
    if not _is_even(needle, text[best.dest_start : best.dest_end]):
        return None
    start, end = page.snapped(best.dest_start, best.dest_end)
    return Placement((Placed(start, end, best.score / 100, False),), best.score / 100)


def _is_even(needle: str, found: str) -> bool:
    agreed = [0] * _PARTS
    longest = 0
    for operation in Indel.opcodes(needle, found):
        if operation.tag == "equal":
            longest = max(longest, operation.src_end - operation.src_start)
            for position in range(operation.src_start, operation.src_end):
                agreed[position * _PARTS // len(needle)] += 1
    return longest <= _WHOLE * len(needle) and min(agreed) >= _EVENLY * len(needle) / _PARTS
