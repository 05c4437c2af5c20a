"""Compare a placed quotation with its source, word by word: what is equal, what differs, what its marks announce."""

from __future__ import annotations

from citecheck.checking.quotes.boundaries import cut_numbers, lacking, settled_ends, widened
from citecheck.checking.quotes.diff import in_place, word_diff
from citecheck.checking.quotes.gap_rules import CutCase, cut_step, edge_step, gap_step
from citecheck.checking.quotes.model import (
    ALIKE,
    Cut,
    EditStep,
    Kind,
    ParsedQuote,
    Piece,
    Placed,
    Placement,
    QuoteComparison,
)
from citecheck.checking.quotes.prepared import PreparedPage, Stretch

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
        steps.extend(cut_step(CutCase(gap, inner[0], page, left, first)))
        steps.extend(inner)
        steps.extend(cut_step(CutCase(quote.gaps[index + 1], inner[-1], page, stop, right)))
        end = stop
    if quote.gaps[-1].cut is Cut.BRACKET:
        steps.append(edge_step(quote.gaps[-1], page, end, leading=False))
    return QuoteComparison(tuple(steps), start, end, tuple(missing))


def _absent(piece: Piece) -> EditStep:
    return EditStep(Kind.WORDS, _ABSENT, piece.text, "", len(piece.folded), 0, len(piece.folded.starts), 0, 0.0)


def _piece_steps(piece: Piece, placed: Placed, page: PreparedPage) -> tuple[list[EditStep], int, int]:
    """Return the steps of one piece and the folded span that they cover."""
    size = len(piece.folded)
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
    theirs = page.stretch(placed.start, placed.end)
    changes = in_place(word_diff(ours, theirs, language=page.language), ours, theirs, piece=piece)
    wider = widened(page, placed.start, placed.end, lacking(changes[0]), lacking(changes[-1]))
    if wider != (placed.start, placed.end):
        theirs = page.stretch(*wider)
        changes = in_place(word_diff(ours, theirs, language=page.language), ours, theirs, piece=piece)
    changes = settled_ends(changes, ours, theirs, page.language)
    if not any(change.likeness >= ALIKE for change in changes):
        return [_absent(piece)], placed.start, placed.end
    changes = in_place(changes, ours, theirs, page=page)
    steps = [
        EditStep(
            change.kind,
            change.rule,
            ours.written(change.quote),
            theirs.written(change.source),
            len(ours.letters(change.quote)),
            len(theirs.letters(change.source)),
            change.quote[1] - change.quote[0],
            change.source[1] - change.source[0],
            change.likeness,
        )
        for change in changes
    ]
    return steps, theirs.edges[changes[0].source[0]], theirs.edges[changes[-1].source[1]]


def _inner(text: str, piece: Piece) -> str:
    start, end = piece.folded.span(0, len(piece.folded))
    return text[start:end]
