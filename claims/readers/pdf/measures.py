"""The measures of a document: the size of its text, the edges of its columns, the distance of its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from claims.readers.pdf.model import PdfPage, TextLine

_ROUND = 2  # sizes are counted in halves of a point


class Measures:
    """What is usual in a document."""

    def __init__(self, pages: Sequence[PdfPage]) -> None:
        sizes: Counter[float] = Counter()
        bold = total = 0
        for page in pages:
            for line in page.lines:
                sizes[round(line.size * _ROUND) / _ROUND] += len(line.text)
                total += len(line.text)
                bold += len(line.text) if line.is_bold else 0
        self.size: float = sizes.most_common(1)[0][0] if sizes else 10.0
        self.is_bold = bold > total / 2
        self._edges = {
            (page.number, column): _edges([line for line in page.lines if line.column == column])
            for page in pages
            for column in {line.column for line in page.lines}
        }
        drops = [
            above.baseline - below.baseline
            for page in pages
            for above, below in zip(page.lines, page.lines[1:], strict=False)
            if above.column == below.column
            and abs(below.size - self.size) < 1
            and 0 < above.baseline - below.baseline < 4 * self.size
        ]
        self.leading: float = median(drops) if drops else 1.4 * self.size

    def edges(self, line: TextLine) -> tuple[float, float]:
        """Return the left and the right edge of the column of a line."""
        return self._edges.get((line.page, line.column), (line.left, line.right))


def _edges(lines: Sequence[TextLine]) -> tuple[float, float]:
    lefts = Counter(round(line.left) for line in lines for _ in range(1 + (len(line.text) > 20)))
    rights = sorted(line.right for line in lines)
    often = [left for left, times in lefts.items() if times >= 0.15 * lefts.total()]
    left = min(often) if often else min(lefts)
    return float(left), rights[-1 - len(rights) // 20]


__all__ = ["Measures"]
