"""Compare a placed quotation with its source, word by word: what is equal, what differs, what its marks announce."""

from __future__ import annotations

from itertools import pairwise

from citecheck.checking.quotes.diff import BORROWED, settled_ends, word_diff
from citecheck.checking.quotes.gap_rules import CutCase, cut_step, edge_step, gap_step
from citecheck.checking.quotes.identity_rules import QuoteComparison
from citecheck.checking.quotes.model import ALIKE, Change, Cut, EditStep, Kind, ParsedQuote, Piece, Placed, Placement
from citecheck.checking.quotes.numbers import number_places_in
from citecheck.checking.quotes.place_rules import in_place
from citecheck.checking.quotes.prepared import PreparedPage
from citecheck.checking.quotes.words import Stretch

_EXACT = "edit.equal.same-words"
_ABSENT = "edit.words.differ"


def compare(quote: ParsedQuote, placement: Placement, page: PreparedPage) -> QuoteComparison | None:
    """Compare each piece of `quote` with the words of `page` at its `placement`, and each mark with the omitted words.

    None: no piece has a place.
    """
    present = [placed for placed in placement.pieces if placed is not None]
    if not present:
        return None
    steps: list[EditStep] = []
    missing: list[Piece] = []
    start = end = -1
    for index, (piece, placed) in enumerate(zip(quote.pieces, placement.pieces, strict=True)):
        gap = quote.gaps[index]
        if placed is None:
            missing.append(piece)
            steps.append(_absent(piece))
            continue
        inner, first, stop = _piece_steps(piece, placed, page)
        if start < 0:
            start = first
            if gap.cut is Cut.BRACKET:
                steps.append(edge_step(gap, page, first, leading=True))
        elif first > end or gap.cut is not Cut.NONE:
            steps.append(gap_step(gap, page, end, first))
        left, right = cut_numbers(page, first, stop)
        if left < first:
            steps.extend(cut_step(CutCase(gap, inner[0], page, left, first)))
        steps.extend(inner)
        if right > stop:
            steps.extend(cut_step(CutCase(quote.gaps[index + 1], inner[-1], page, stop, right)))
        end = stop
    if quote.gaps[-1].cut is Cut.BRACKET:
        steps.append(edge_step(quote.gaps[-1], page, end, leading=False))
    return QuoteComparison(tuple(steps), start, end, tuple(missing))


def _absent(piece: Piece) -> EditStep:
    return EditStep(
        Kind.WORDS, _ABSENT, piece.text, "", len(piece.folded.squeezed), 0, len(piece.folded.starts), 0, 0.0
    )


def _piece_steps(piece: Piece, placed: Placed, page: PreparedPage) -> tuple[list[EditStep], int, int]:
    """Return the steps of one piece and the folded span that they cover."""
    size = len(piece.folded.squeezed)
    words = len(piece.folded.starts)
    if placed.exact:
        source = page.original(placed.start, placed.end)
        step = EditStep(
            Kind.EQUAL,
            _EXACT,
            _inner(piece.folded.source, piece),
            source,
            size,
            placed.end - placed.start,
            words,
            words,
        )
        return [step], placed.start, placed.end
    ours = Stretch(piece.folded, 0, size)
    theirs, changes = _compared(ours, piece, page, placed.start, placed.end)
    wider = widened(page, placed.start, placed.end, lacking(changes[0]), lacking(changes[-1]))
    if wider != (placed.start, placed.end):
        theirs, changes = _compared(ours, piece, page, *wider)
    if changes[0].kind is not Kind.EQUAL or changes[-1].kind is not Kind.EQUAL:
        changes = settled_ends(changes, ours, theirs, page.language)
    if not any(change.likeness >= ALIKE for change in changes):
        return [_absent(piece)], placed.start, placed.end
    if any(change.quote[0] == change.quote[1] for change in changes):
        changes = in_place(changes, ours, theirs, page=page)
    return _steps(changes, ours, theirs), theirs.edges[changes[0].source[0]], theirs.edges[changes[-1].source[1]]


def _compared(ours: Stretch, piece: Piece, page: PreparedPage, start: int, end: int) -> tuple[Stretch, list[Change]]:
    """Return the words of the folded span `start`..`end` of a page, and the changes from those of the piece to them."""
    theirs = Stretch(page.folded, start, end)
    changes = word_diff(ours, theirs, language=page.language)
    return theirs, in_place(changes, ours, theirs, piece=piece) if piece.stems else changes


def _steps(changes: list[Change], ours: Stretch, theirs: Stretch) -> list[EditStep]:
    """Return changes as steps, with the words as they are written."""
    mine = ours.written_in([change.quote for change in changes])
    found = theirs.written_in([change.source for change in changes])
    return [
        EditStep(
            change.kind,
            change.rule,
            quote,
            source,
            ours.edges[change.quote[1]] - ours.edges[change.quote[0]],
            theirs.edges[change.source[1]] - theirs.edges[change.source[0]],
            change.quote[1] - change.quote[0],
            change.source[1] - change.source[0],
            change.likeness,
        )
        for change, quote, source in zip(changes, mine, found, strict=True)
    ]


def _inner(text: str, piece: Piece) -> str:
    start, end = piece.folded.span(0, len(piece.folded.squeezed))
    return text[start:end]


def lacking(change: Change) -> int:
    """Return how many words to add to a span whose end is `change`, because the piece and the span end differently."""
    if change.kind is Kind.EQUAL:
        return 0
    if change.kind is Kind.NUMBER:  # the same number may be more words: "53", "fifty-three"
        return BORROWED
    return min(BORROWED, 1 + max(0, (change.quote[1] - change.quote[0]) - (change.source[1] - change.source[0])))


def widened(page: PreparedPage, start: int, end: int, before: int, after: int) -> tuple[int, int]:
    """Widen the span `start`..`end` of `page` by up to `before` and `after` words, within its paragraph.

    The diff decides which of them belong to it.
    """
    starts = page.folded.starts
    first, last = int(starts.searchsorted(start, "left")), int(starts.searchsorted(end, "left"))
    for _ in range(before):
        if first == 0 or _parted(page, int(starts[first]) - 1, int(starts[first])):
            break
        first -= 1
    for _ in range(after):
        if last >= len(starts) or _parted(page, int(starts[last]) - 1, int(starts[last])):
            break
        last += 1
    size = len(page.folded.squeezed)
    return (int(starts[first]) if first < len(starts) else size), (int(starts[last]) if last < len(starts) else size)


def cut_numbers(page: PreparedPage, start: int, end: int) -> tuple[int, int]:
    """Widen the folded span `start`..`end` of `page` by the rest of a number that it cuts: "three" of "fifty-three".

    Only a space or a hyphen may be between the words of the number.
    """
    starts = page.folded.starts
    first, last = int(starts.searchsorted(start, "left")), int(starts.searchsorted(end, "left"))
    if last <= first:
        return start, end
    near = [(max(0, first - BORROWED), min(first + BORROWED, last + 1)), (max(0, last - BORROWED), last + 1)]
    heads, tails = number_places_in([_words(page, low, min(len(starts), high)) for low, high in near])
    for index, length in heads:
        begins = near[0][0] + index
        if begins < first < begins + length and _joined(page, begins, first):
            start = int(starts[begins])
    for index, length in tails:
        begins, stops = near[1][0] + index, near[1][0] + index + length
        if begins < last < stops and _joined(page, last - 1, stops - 1):
            end = int(starts[stops]) if stops < len(starts) else len(page.folded.squeezed)
    return start, end


def _words(page: PreparedPage, low: int, high: int) -> list[str]:
    """Return the folded words `low`..`high` of a page, counted from its beginning."""
    text = page.folded.squeezed
    edges = [*page.folded.starts[low : high + 1].tolist(), len(text)]
    return [text[begins:ends] for begins, ends in pairwise(edges[: high - low + 1])]


def _joined(page: PreparedPage, first: int, last: int) -> bool:
    """Whether only spaces and hyphens are between the words `first`..`last` of a page."""
    for index in range(first + 1, last + 1):
        at = int(page.folded.starts[index])
        between = page.source.text[page.folded.span(at - 1, at)[1] : page.folded.span(at, at + 1)[0]]
        if between.strip(" \u00a0\u202f\u2009-\u2010\u2011"):
            return False
    return True


def _parted(page: PreparedPage, left: int, right: int) -> bool:
    """Whether a paragraph ends between two folded positions."""
    offsets = page.folded.offsets
    return "\n\n" in page.source.text[int(offsets[left]) : int(offsets[right])]


__all__ = ["compare", "cut_numbers", "lacking", "widened"]
