"""Quotations whose parts are all there, but not as they are quoted: interrupted, out of order, far apart."""

from __future__ import annotations

from itertools import pairwise

from citecheck.checking.quotes.page import PreparedPage
from citecheck.checking.quotes.parsing import NOTHING, ParsedQuote, Piece
from citecheck.checking.quotes.placing import Placed, Placement
from claims.folding import fold

_REACH = 1_500  # characters that may lie between the two parts of an interrupted quotation
_MIN_WORDS = 4  # of each part


def find_interrupted(quote: ParsedQuote, page: PreparedPage) -> tuple[ParsedQuote, Placement] | None:
    """Find a quotation in two parts that stand near each other: its longest beginning that the page has, and the rest.

    None where there is no such place. What stands between the parts is for the comparison to judge.
    """
    if len(quote.pieces) != 1:
        return None
    piece = quote.pieces[0]
    starts = piece.folded.starts.tolist()
    if len(starts) < 2 * _MIN_WORDS or piece.folded.squeezed[: starts[_MIN_WORDS]] not in page.folded.squeezed:
        return None
    low, high = _MIN_WORDS, len(starts) - _MIN_WORDS
    while low < high:
        middle = (low + high + 1) // 2
        if piece.folded.squeezed[: starts[middle]] in page.folded.squeezed:
            low = middle
        else:
            high = middle - 1
    cut = piece.folded.span(starts[low], starts[low] + 1)[0]
    parts = tuple(_part(text) for text in (piece.folded.source[:cut], piece.folded.source[cut:]))
    for start, end in page.occurrences(parts[0].folded):
        for first, last in page.occurrences(
            parts[1].folded, end, min(len(page.folded), end + _REACH + len(parts[1].folded))
        ):
            pieces = (Placed(start, end, 1.0, True), Placed(first, last, 1.0, True))
            return ParsedQuote(quote.text, parts, (NOTHING, NOTHING, NOTHING), quote.has_notes), Placement(pieces, 1.0)
    return None


def why_scattered(quote: ParsedQuote, placement: Placement, page: PreparedPage) -> str | None:
    """Say how the parts stand where each is there, though not in order or not near; None where one is missing."""
    places: list[int] = []
    for piece, placed in zip(quote.pieces, placement.pieces, strict=True):
        if placed is not None:
            places.append(int(page.folded.offsets[placed.start]))
            continue
        if len(piece.folded.starts) < 3:
            return None
        first = next(page.occurrences(piece.folded), None)
        if first is None:
            return None
        places.append(int(page.folded.offsets[first[0]]))
    if places != sorted(places):
        return "The parts stand in another order in the source"
    apart = max(after - before for before, after in pairwise(places))
    return f"The parts stand about {apart:,} characters apart in the source, further than an ellipsis reaches"


def _part(text: str) -> Piece:
    return Piece(text.strip(), fold(text), {})
