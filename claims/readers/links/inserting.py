"""Write marks into a text that is already composed: everything behind them moves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from claims.layout import Mark
from claims.model import Span
from claims.readers.composition import Composition, LinkPlace
from claims.source_map import OriginPiece


class Insertions:
    """Texts to write into another one, each at its offset there; the offsets are in order."""

    def __init__(self, texts: Sequence[tuple[int, str]]) -> None:
        self._places = [place for place, _ in texts]
        self._texts = [text for _, text in texts]
        self._moved = [0, *accumulate(len(text) for text in self._texts)]

    def start(self, offset: int) -> int:
        """Return where a stretch begins that began at `offset`: behind what was written there."""
        return offset + self._moved[bisect_right(self._places, offset)]

    def end(self, offset: int) -> int:
        """Return where a stretch ends that ended at `offset`: before what was written there."""
        return offset + self._moved[bisect_left(self._places, offset)]

    def span(self, span: Span) -> Span:
        """Return where a span is afterwards, without what was written at its ends."""
        start = self.start(span.start) if span.start < span.end else self.end(span.start)
        return Span(start, max(start, self.end(span.end)))

    def whole(self, span: Span) -> Span:
        """Return where a span is afterwards, with what was written at its end."""
        return Span(self.start(span.start), self.start(span.end))

    def written(self, number: int) -> Span:
        """Return the place of the text with the number `number`, which counts from 0."""
        start = self._places[number] + self._moved[number]
        return Span(start, start + len(self._texts[number]))

    def text(self, text: str) -> str:
        """Return `text` with all that is written into it."""
        starts, ends = [0, *self._places], [*self._places, len(text)]
        texts = [*self._texts, ""]
        return "".join(text[start:end] + new for start, end, new in zip(starts, ends, texts, strict=True))

    def pieces(self, pieces: Sequence[OriginPiece]) -> Iterator[OriginPiece]:
        """Yield the pieces of a source map, cut where something was written into them."""
        for piece in pieces:
            if piece.start == piece.end:
                yield piece._replace(start=self.end(piece.start), end=self.end(piece.start))
                continue
            low, high = bisect_right(self._places, piece.start), bisect_left(self._places, piece.end)
            cuts = [piece.start, *dict.fromkeys(self._places[low:high]), piece.end]
            exact = not piece.whole and piece.end - piece.start == piece.until - piece.at
            for start, end in pairwise(cuts):
                at, until = (piece.source_of(start), piece.source_after(end - 1)) if exact else (piece.at, piece.until)
                whole = piece.whole or (not exact and len(cuts) > 2)
                yield OriginPiece(self.start(start), self.end(end), at, until, whole)


def with_texts(made: Composition, insertions: Insertions) -> Composition:
    """Return a composition with the texts written into its blocks."""

    def moved(anchor: LinkPlace) -> LinkPlace:
        start, end = insertions.span(Span(anchor.start, anchor.end))
        return anchor._replace(start=start, end=end)

    def marked(mark: Mark) -> Mark:
        return replace(mark, span=insertions.span(mark.span))

    return replace(
        made,
        text=insertions.text(made.text),
        blocks=tuple(replace(block, span=insertions.whole(block.span)) for block in made.blocks),
        marks=tuple(map(marked, made.marks)),
        entries=tuple(replace(entry, span=insertions.span(entry.span)) for entry in made.entries),
        uncited=tuple(map(insertions.span, made.uncited)),
        pieces=tuple(insertions.pieces(made.pieces)),
        links=tuple((insertions.end(place), url) for place, url in made.links),
        numbers={insertions.start(place): number for place, number in made.numbers.items()},
        code=tuple(map(insertions.span, made.code)),
        holes=tuple((insertions.end(place), name) for place, name in made.holes),
        anchors=tuple(moved(anchor) for anchor in made.anchors),
    )
