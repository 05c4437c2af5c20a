"""Find the place of a quotation in a page: exact, then similar, then interrupted.

The pieces must follow each other, no further apart than the marks between them allow. A similar place is a candidate of
the page's index that is aligned character by character (rapidfuzz): the stretch whose agreements outweigh its gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from citecheck.checking.quotes.model import NOTHING, Cut, ParsedQuote, Piece, Placed, Placement
from citecheck.checking.quotes.place_rules import is_attribution
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
_SPEECH = re.compile('["”’»“\']\\s?[,.]?\\s[^"”“„«»]{1,140}?\\s{0,3}["“„«‘\']')
"""The end of a speech, and the beginning of the next one."""

_INSERTED = 0.6  # what a character that only the page has costs, in characters that agree


def place(quote: ParsedQuote, page: PreparedPage) -> Placement | None:
    """Return the best placement of all pieces of `quote` in `page`, in order; None: the longest piece is not there."""
    lengths = [len(piece.folded.squeezed) for piece in quote.pieces]
    anchor = max(range(len(lengths)), key=lengths.__getitem__)
    best: Placement | None = None
    for placed in _anchors(quote.pieces[anchor], page):
        found: list[Placed | None] = [None] * len(lengths)
        found[anchor] = placed
        _extend_right(quote, page, found, anchor, placed.end)
        _extend_left(quote, page, found, anchor, placed.start)
        agreed = sum(item.score * length for item, length in zip(found, lengths, strict=True) if item is not None)
        placement = Placement(tuple(found), agreed / sum(lengths))
        if best is None or (placement.score, -_length(placement)) > (best.score, -_length(best)):
            best = placement
        if best.score >= _GOOD and len(lengths) == 1:
            break
    return best


def _length(placement: Placement) -> int:
    """Return the characters of the folded page from the first piece to the last."""
    there = [placed for placed in placement.pieces if placed is not None]
    return there[-1].end - there[0].start if there else 0


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


def _extend_right(quote: ParsedQuote, page: PreparedPage, found: list[Placed | None], anchor: int, edge: int) -> None:
    """Find the pieces behind `anchor`, which ends at `edge`."""
    reach = 0
    for index in range(anchor + 1, len(quote.pieces)):
        piece = quote.pieces[index]
        reach = max(reach, _reach(quote.gaps[index].cut))
        placed = _after(piece, page, edge, reach)
        found[index] = placed
        if placed is not None:
            edge, reach = placed.end, 0


def _extend_left(quote: ParsedQuote, page: PreparedPage, found: list[Placed | None], anchor: int, edge: int) -> None:
    """Find the pieces before `anchor`, which begins at `edge`."""
    reach = 0
    for index in range(anchor - 1, -1, -1):
        piece = quote.pieces[index]
        reach = max(reach, _reach(quote.gaps[index + 1].cut))
        placed = _before(piece, page, edge, reach)
        found[index] = placed
        if placed is not None:
            edge, reach = placed.start, 0


def _after(piece: Piece, page: PreparedPage, edge: int, reach: int) -> Placed | None:
    """Find a piece after `edge`, the nearest exact place first."""
    size = len(piece.folded.squeezed)
    high = min(len(page.folded.squeezed), edge + reach + size)
    for start, end in page.occurrences(piece.folded, edge, high):
        if _distance(page, edge, start) <= reach:
            return Placed(start, end, 1.0, True)
        break
    return _closest(piece, page, edge, min(len(page.folded.squeezed), high + size // 3))


def _before(piece: Piece, page: PreparedPage, edge: int, reach: int) -> Placed | None:
    size = len(piece.folded.squeezed)
    low = max(0, edge - reach - size)
    last = None
    for start, end in page.occurrences(piece.folded, low, edge):
        last = (start, end)
    if last is not None and _distance(page, last[1], edge) <= reach:
        return Placed(last[0], last[1], 1.0, True)
    return _closest(piece, page, max(0, low - size // 3), edge)


def _closest(piece: Piece, page: PreparedPage, low: int, high: int) -> Placed | None:
    size = len(piece.folded.squeezed)
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

    A part may have fewer than `_PART_WORDS` words where only the speaker's name is between the two. None: there is no
    such place. The comparison decides about the words between the parts.
    """
    if len(quote.pieces) != 1:
        return None
    parts = _two_parts(quote.pieces[0], page, _PART_WORDS)
    found = next(_both(parts, page), None) if parts else None
    if found is None and _SPEECH.search(page.source.text):
        parts = _two_parts(quote.pieces[0], page, 1)
        spoken = _both(parts, page) if parts else ()
        found = next((two for two in spoken if is_attribution(page, two[0].end, two[1].start)), None)
    if found is None or parts is None:
        return None
    gaps = (NOTHING, NOTHING, NOTHING)
    return ParsedQuote(quote.text, parts, gaps, quote.has_notes, quote.has_notes), Placement(found, 1.0)


def _two_parts(piece: Piece, page: PreparedPage, least: int) -> tuple[Piece, Piece] | None:
    """Cut a piece behind its longest beginning in the page, which leaves `least` words on either side at least."""
    starts = piece.folded.starts.tolist()
    if len(starts) < 2 * least or piece.folded.squeezed[: starts[least]] not in page.folded.squeezed:
        return None
    low, high = least, len(starts) - least
    while low < high:
        middle = (low + high + 1) // 2
        if piece.folded.squeezed[: starts[middle]] in page.folded.squeezed:
            low = middle
        else:
            high = middle - 1
    cut = piece.folded.span(starts[low], starts[low] + 1)[0]
    texts = piece.folded.source[:cut], piece.folded.source[cut:]
    first, second = map(fold, texts)
    return Piece(texts[0].strip(), first, {}), Piece(texts[1].strip(), second, {})


def _both(parts: tuple[Piece, Piece], page: PreparedPage) -> Iterator[tuple[Placed, Placed]]:
    """Yield the places of two parts, each first part with the nearest second part behind it."""
    for start, end in page.occurrences(parts[0].folded):
        high = min(len(page.folded.squeezed), end + _INTERRUPTED_REACH + len(parts[1].folded.squeezed))
        for first, last in page.occurrences(parts[1].folded, end, high):
            yield Placed(start, end, 1.0, True), Placed(first, last, 1.0, True)
            break


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


@dataclass(frozen=True, slots=True)
class Aligned:
    """A stretch `start`..`end` of a page and how much of the needle it has: `matched` characters, `score` 0..1."""

    start: int
    end: int
    matched: int
    score: float


def align(needle: str, page: str, low: int, high: int) -> Aligned | None:
    """Align `needle` with `page[low:high]` and return the most similar stretch; None: nothing agrees."""
    low, high = max(0, low), min(len(page), high)
    window = page[low:high]
    best_gain, best_first, best_last = 0.0, -1, -1
    gain, first = 0.0, 0
    operations = Levenshtein.opcodes(needle, window)
    steps = [(o.tag == "equal", o.src_end - o.src_start, o.dest_start, o.dest_end) for o in operations]
    for index, (equal, _, start, end) in enumerate(steps):
        if equal:
            if gain <= 0:
                gain, first = 0.0, index
            gain += end - start
            if gain > best_gain:
                best_gain, best_first, best_last = gain, first, index
        else:
            gain -= (end - start) * _INSERTED
    if best_first < 0:
        return None
    inside = steps[best_first : best_last + 1]
    matched = sum(size for equal, size, _, _ in inside if equal)
    start, end = inside[0][2], inside[-1][3]
    extra = max(0, (end - start) - matched)
    missing = len(needle) - matched
    score = max(0.0, 1.0 - (missing + 0.5 * max(0, extra - missing)) / len(needle))
    return Aligned(low + start, low + end, matched, score)
