"""Find the place of a quotation in a page: exact, then similar, then interrupted, then with OCR errors.

The pieces must follow each other, no further apart than the marks between them allow.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from citecheck.checking.quotes.alignment import align
from citecheck.checking.quotes.model import NOTHING, Cut, ParsedQuote, Piece, Placed, Placement
from citecheck.checking.quotes.prepared import PreparedPage
from claims.folding import fold

# Judgement: no sweep is recorded for these; the floors of `web_quotes` hold them.
ELLIPSIS_REACH = 4_000  # characters that an ellipsis may leave out
BRACKET_REACH = 90  # characters of the source that a bracket may replace
_LITTLE = 40  # characters between two pieces that nothing parts
_CANDIDATES = 5
_GOOD = 0.97  # a placement as good as this ends the search
_POOR = 0.38  # of a piece's characters; below, the piece is not there
_LIKELY = 0.6  # the same for a piece that is searched near another
_EXACT_TRIES = 24
_INTERRUPTED_REACH = 1_500  # characters that may lie between the two parts of an interrupted quotation
_PART_WORDS = 4  # of each part

# OCR errors. Likeness of letters alone proves little, so three things must hold: one stretch of the page agrees
# much better than any other; the disagreement is spread evenly, as OCR errors are (half of a true sentence with another
# half added is not even); and most words are misread rather than reordered. From the sweep of `ocr_quotes`.
_MAX_PAGE = 60_000  # folded characters of a page, and of a quotation, for which it is worth the time
_MAX_QUOTE = 1_200
_MIN_QUOTE = 28
_MIN_WORDS = 6
_LETTERS = 0.66  # likeness that no stretch of another text was seen to reach
_LESS = 0.55  # likeness that suffices if the next best stretch is less like it
_AHEAD = 0.14
_CLEARLY = 0.08
_PARTS = 3  # of the quotation, each of which must agree by `_EVENLY`
_EVENLY = 0.45
_WHOLE = 0.45  # share of the letters that may be in one unbroken stretch


def place(quote: ParsedQuote, page: PreparedPage) -> Placement | None:
    """Return the best placement of all pieces of `quote` in `page`, in order; None: the longest piece is not there."""
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
    """Find a piece after `edge`, the nearest exact place first."""
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


def find_interrupted(quote: ParsedQuote, page: PreparedPage) -> tuple[ParsedQuote, Placement] | None:
    """Find a quotation in two parts that are near each other: its longest beginning in `page`, and the rest of `quote`.

    None: there is no such place. The comparison decides about the words between the parts.
    """
    if len(quote.pieces) != 1:
        return None
    piece = quote.pieces[0]
    starts = piece.folded.starts.tolist()
    if len(starts) < 2 * _PART_WORDS or piece.folded.squeezed[: starts[_PART_WORDS]] not in page.folded.squeezed:
        return None
    low, high = _PART_WORDS, len(starts) - _PART_WORDS
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
            parts[1].folded, end, min(len(page.folded), end + _INTERRUPTED_REACH + len(parts[1].folded))
        ):
            pieces = (Placed(start, end, 1.0, True), Placed(first, last, 1.0, True))
            return ParsedQuote(quote.text, parts, (NOTHING, NOTHING, NOTHING), quote.has_notes), Placement(pieces, 1.0)
    return None


def why_scattered(quote: ParsedQuote, placement: Placement, page: PreparedPage) -> str | None:
    """Say how the parts of `quote` are scattered in `page`: in another order, or far apart; None: a part is missing.

    `placement` is the best one that was found.
    """
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
        return "The source has the parts in another order"
    apart = max(after - before for before, after in pairwise(places))
    return f"The parts are about {apart:,} characters apart in the source, more than an ellipsis may leave out"


def _part(text: str) -> Piece:
    return Piece(text.strip(), fold(text), {})


def find_misread(quote: ParsedQuote, page: PreparedPage) -> Placement | None:
    """Return the place of `quote` (one piece) in a `page` with many OCR errors; None: no place is clearly best."""
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
