"""Where the words of a PDF stand: the page and the box on it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from claims.model import SourceRange, Span
from claims.readers.pdf.model import PageBox, TextLine
from claims.source_map import MappedOrigins, OriginPiece


class PdfOrigins:
    """Origins of a document whose text was made from `lines`, in the order of their offsets, piece by piece."""

    def __init__(self, lines: Sequence[TextLine], pieces: Sequence[OriginPiece]) -> None:
        self._lines = lines
        self._pieces = MappedOrigins("", pieces)
        self._starts = [line.at for line in lines]
        self._first: dict[int, int] = {}  # the number of the first line of each page
        for number, line in enumerate(lines):
            self._first.setdefault(line.page, number)

    def locate(self, span: Span) -> SourceRange | None:
        """Return the page of `span` and its box there; of words that go on over several pages, on the first of them.

        Lines count from 1 on each page, in the order in which they are read.
        """
        offsets = self._pieces.offsets(span)
        if offsets is None:
            return None
        begin, end = offsets[0], max(offsets[1], offsets[0] + 1)
        first, last = self._number(begin), self._number(end - 1)
        page = self._lines[first].page
        while self._lines[last].page != page:
            last -= 1
        box: PageBox | None = None
        for line in self._lines[first : last + 1]:
            part = _part(line, begin, end)
            box = part if box is None else box.joined(part)
        start, final = self._lines[first], self._lines[last]
        above = self._first[page] - 1
        return SourceRange(
            line=first - above,
            column=begin - start.at + 1,
            end_line=last - above,
            end_column=min(end - final.at, len(final.text)) + 1,
            page=page + 1,
            box=None if box is None else (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)),
        )

    def _number(self, offset: int) -> int:
        return max(bisect_right(self._starts, offset) - 1, 0)


def _part(line: TextLine, begin: int, end: int) -> PageBox:
    """Return the box of the characters of a line between two offsets."""
    low, high = max(begin - line.at, 0), end - line.at
    left = line.lefts[low] if low < len(line.lefts) else line.right
    right = line.lefts[high] if high < len(line.lefts) else line.right
    return PageBox(left, line.box.bottom, max(left, right), line.box.top)


__all__ = ["PdfOrigins"]
