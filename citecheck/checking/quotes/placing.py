"""Where the pieces of a quotation stand in a page: one after the other, no further apart than its marks allow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from citecheck.checking.alignment import align
from citecheck.checking.quotes.page import PreparedPage
from citecheck.checking.quotes.parsing import Cut, ParsedQuote, Piece

ELLIPSIS_REACH = 4_000  # characters that an ellipsis may leave out
BRACKET_REACH = 90  # characters of the source that a bracket may stand for
_LITTLE = 40  # characters between two pieces that nothing parts
_CANDIDATES = 5
_GOOD = 0.97  # a placement as good as this ends the search
_POOR = 0.38  # of a piece's characters; below, the piece is not there
_LIKELY = 0.6  # the same for a piece that is looked for near another
_EXACT_TRIES = 24


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a piece stands (a span of the folded page), how well it agrees, and whether to the letter."""

    start: int
    end: int
    score: float
    exact: bool


@dataclass(frozen=True, slots=True)
class Placement:
    """Where each piece stands, None for those that are not there; `score` is the share of characters that agree."""

    pieces: tuple[Placed | None, ...]
    score: float

    @property
    def length(self) -> int:
        """Characters of the folded page from the first piece to the last."""
        there = [placed for placed in self.pieces if placed is not None]
        return there[-1].end - there[0].start if there else 0


def place(quote: ParsedQuote, page: PreparedPage) -> Placement | None:
    """Return the best placement of all pieces in order, or None where not even the longest is there."""
    lengths = [len(piece.folded) for piece in quote.pieces]
    anchor = max(range(len(lengths)), key=lengths.__getitem__)
    best: Placement | None = None
    for placed in _anchors(quote.pieces[anchor], page):
        found: list[Placed | None] = [None] * len(lengths)
        found[anchor] = placed
        _extend_right(quote, page, found, anchor)
        _extend_left(quote, page, found, anchor)
        agreed = sum(item.score * length for item, length in zip(found, lengths, strict=True) if item is not None)
        placement = Placement(tuple(found), agreed / sum(lengths))
        if best is None or (placement.score, -placement.length) > (best.score, -best.length):
            best = placement
        if best.score >= _GOOD and len(lengths) == 1:
            break
    return best


def _anchors(piece: Piece, page: PreparedPage) -> Iterator[Placed]:
    tries = 0
    for start, end in page.occurrences(piece.folded):
        yield Placed(start, end, 1.0, True)
        tries += 1
        if tries >= _EXACT_TRIES:
            return
    if tries:
        return
    yield from _similar(piece, page, 0, None, _CANDIDATES)


def _similar(piece: Piece, page: PreparedPage, low: int, high: int | None, limit: int) -> Iterator[Placed]:
    """Yield places that are like the piece, the best first."""
    needle = piece.folded.squeezed
    found: list[Placed] = []
    for first, last in page.index.candidates(needle, limit, low, high):
        aligned = align(needle, page.folded.squeezed, max(low, first), last if high is None else min(high, last))
        if aligned is not None and aligned.score >= _POOR:
            start, end = page.snapped(aligned.start, aligned.end)
            if end > start:
                found.append(Placed(start, end, aligned.score, False))
                if aligned.score > 0.9:
                    break
    yield from sorted(found, key=lambda item: -item.score)


def _reach(cut: Cut) -> int:
    return {Cut.ELLIPSIS: ELLIPSIS_REACH, Cut.BRACKET: BRACKET_REACH}.get(cut, _LITTLE)


def _extend_right(quote: ParsedQuote, page: PreparedPage, found: list[Placed | None], anchor: int) -> None:
    edge = _end_of(found[anchor])
    reach = 0
    for index in range(anchor + 1, len(quote.pieces)):
        piece = quote.pieces[index]
        reach = max(reach, _reach(quote.gaps[index].cut))
        placed = _after(piece, page, edge, reach)
        found[index] = placed
        if placed is not None:
            edge, reach = placed.end, 0


def _extend_left(quote: ParsedQuote, page: PreparedPage, found: list[Placed | None], anchor: int) -> None:
    first = found[anchor]
    edge = first.start if first is not None else 0
    reach = 0
    for index in range(anchor - 1, -1, -1):
        piece = quote.pieces[index]
        reach = max(reach, _reach(quote.gaps[index + 1].cut))
        placed = _before(piece, page, edge, reach)
        found[index] = placed
        if placed is not None:
            edge, reach = placed.start, 0


def _end_of(placed: Placed | None) -> int:
    return placed.end if placed is not None else 0


def _after(piece: Piece, page: PreparedPage, edge: int, reach: int) -> Placed | None:
    """Find a piece behind `edge`, the nearest exact place first."""
    size = len(piece.folded)
    high = min(len(page.folded), edge + reach + size)
    for start, end in page.occurrences(piece.folded, edge, high):
        if _distance(page, edge, start) <= reach:
            return Placed(start, end, 1.0, True)
        break
    return _closest(piece, page, edge, min(len(page.folded), high + size // 3))


def _before(piece: Piece, page: PreparedPage, edge: int, reach: int) -> Placed | None:
    size = len(piece.folded)
    low = max(0, edge - reach - size)
    last = None
    for start, end in page.occurrences(piece.folded, low, edge):
        last = (start, end)
    if last is not None and _distance(page, last[1], edge) <= reach:
        return Placed(last[0], last[1], 1.0, True)
    return _closest(piece, page, max(0, low - size // 3), edge)


def _closest(piece: Piece, page: PreparedPage, low: int, high: int) -> Placed | None:
    size = len(piece.folded)
    similar = next(_similar(piece, page, low, high, 3), None)
    if similar is not None and similar.score < _LIKELY:
        similar = None
    if similar is not None or high - low > 4 * size + 200:
        return similar
    aligned = align(piece.folded.squeezed, page.folded.squeezed, low, high)
    if aligned is None or aligned.score < _LIKELY:
        return None
    start, end = page.snapped(aligned.start, aligned.end)
    return Placed(start, end, aligned.score, False) if low <= start < end <= high else None


def _distance(page: PreparedPage, start: int, end: int) -> int:
    """Return how many characters of the text lie between two folded positions."""
    if end <= start:
        return 0
    offsets = page.folded.offsets
    first = int(offsets[start - 1]) + 1 if start else 0
    return int(offsets[end]) - first if end < len(offsets) else len(page.source.text) - first
