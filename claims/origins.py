"""Where the characters of a document's text stand in the file that it was read from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from claims.model import Origins, SourceRange, Span

_LINE_END = re.compile(r"\r\n|\n|\r")


class OriginPiece(NamedTuple):
    """A stretch of a document's text, and the stretch of the source that it was made from.

    `start` and `end` are offsets into the document's text, `at` and `until` offsets into the source. Where both
    stretches are of one length, characters correspond one by one; otherwise the whole corresponds to the whole.
    """

    start: int
    end: int
    at: int
    until: int

    def source_of(self, offset: int) -> int:
        """Return the source offset at which the character at `offset` of the document's text begins."""
        if self.end - self.start == self.until - self.at:
            return self.at + (offset - self.start)
        return self.at

    def source_after(self, offset: int) -> int:
        """Return the source offset at which the character at `offset` of the document's text ends."""
        if self.end - self.start == self.until - self.at:
            return self.at + (offset - self.start) + 1
        return self.until


class LineIndex:
    """Turns offsets into a text to lines and columns, which both count from 1."""

    def __init__(self, source: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(source))]

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of the character at `offset`."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class MappedOrigins:
    """Origins kept as pieces in the order of the text; no line is counted before the first question.

    `source` is the decoded file. `pieces` come in the order of the document's text and never overlap.
    """

    def __init__(self, source: str, pieces: Sequence[OriginPiece]) -> None:
        self._source = source
        self._pieces = pieces

    @cached_property
    def _lines(self) -> LineIndex:
        return LineIndex(self._source)

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self._pieces]

    def offsets(self, span: Span) -> tuple[int, int] | None:
        """Return the range of source offsets that `span` was made from, or None where it was made from none."""
        start, end = span.start, max(span.end, span.start + 1)
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_right(self._starts, end - 1)
        touched = [piece for piece in self._pieces[first:last] if piece.start < end and piece.end > start]
        if not touched:
            return None
        begin = min(piece.source_of(max(start, piece.start)) for piece in touched)
        until = max(piece.source_after(min(end, piece.end) - 1) for piece in touched)
        return begin, max(begin, until)

    def locate(self, span: Span) -> SourceRange | None:
        """Return the place of `span` in the file, or None where it has none."""
        offsets = self.offsets(span)
        if offsets is None:
            return None
        return SourceRange(*self._lines.place(offsets[0]), *self._lines.place(offsets[1]))


@dataclass(frozen=True, eq=False)
class LazyOrigins:
    """Origins whose making costs a pass over the file, so they are made when the first question comes."""

    make: Callable[[], Origins]

    @cached_property
    def _made(self) -> Origins:
        return self.make()

    def locate(self, span: Span) -> SourceRange | None:
        """Return the place of `span` in the file, or None where it has none."""
        return self._made.locate(span)
