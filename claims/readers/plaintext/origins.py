"""Where the characters of a document's text stand in the file that it was read from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from claims.model import SourceRange, Span


class LineOrigins:
    """Origins of a text whose characters are a file's own, some of them left out.

    `pieces` pairs, in order, places in the text with the places in the file where they come from; characters
    between two of them follow one another in both. Without pieces the text is the file.
    """

    __slots__ = ("_lines", "_sources", "_starts")

    def __init__(self, source: str, pieces: Sequence[tuple[int, int]] = ((0, 0),)) -> None:
        self._lines = [0, *(match.end() for match in re.finditer("\n", source))]
        self._starts = [start for start, _ in pieces]
        self._sources = [place for _, place in pieces]

    def locate(self, span: Span) -> SourceRange | None:
        """Return the place of `span` in the file."""
        start = self._in_source(span.start)
        end = self._in_source(span.end - 1) + 1 if span.end > span.start else start
        line, column = self._line_and_column(start)
        return SourceRange(line, column, *self._line_and_column(end))

    def _in_source(self, place: int) -> int:
        piece = bisect_right(self._starts, place) - 1
        return self._sources[piece] + place - self._starts[piece]

    def _line_and_column(self, place: int) -> tuple[int, int]:
        line = bisect_right(self._lines, place)
        return line, place - self._lines[line - 1] + 1
