"""Two columns of a PDF that were drawn row by row, and would be read across.

Told from a table by their lines, which are long, and from columns that were drawn one after the other by the order of
drawing, in which left and right take turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

_MIN_ROWS = 8  # of two long lines side by side, from which on a page has columns
_WIDE = 0.28  # of a page's width that a line of a column takes up
_SAME_ROW = 3.0  # points by which the tops of one row's lines may differ
_TOUCHING = 8.0  # points between two stretches of one line
_SHARE = 0.6  # of the rows between the first and the last pair that must be pairs


class Box(NamedTuple):
    """A stretch of text on a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


class Bounded(Protocol):
    """A page that gives the text within a box."""

    def get_text_bounded(self, left: float, bottom: float, right: float, top: float) -> str:
        """Return the text whose characters lie in the box."""
        ...


def column_text(page: Bounded, boxes: Sequence[Box], width: float, height: float) -> str | None:
    """Return the text of a page column by column, or None where it has no columns that were drawn across."""
    rows = _rows(boxes)
    pairs = [row for row in rows if len(row) == 2 and min(box.right - box.left for box in row) >= _WIDE * width]
    if len(pairs) < _MIN_ROWS:
        return None
    gutter = (max(row[0].right for row in pairs) + min(row[1].left for row in pairs)) / 2
    if max(row[0].right for row in pairs) > min(row[1].left for row in pairs):
        return None
    top, bottom = max(box.top for box in pairs[0]), min(box.bottom for box in pairs[-1])
    between = [row for row in rows if row[0].top <= top and row[0].bottom >= bottom]
    if len(pairs) < _SHARE * len(between):
        return None
    parts = (
        page.get_text_bounded(0, top + 0.1, width, height),
        page.get_text_bounded(0, bottom, gutter, top),
        page.get_text_bounded(gutter, bottom, width, top),
        page.get_text_bounded(0, 0, width, bottom - 0.1),
    )
    return "\n".join(part.strip() for part in parts if part.strip())


def _rows(boxes: Sequence[Box]) -> list[list[Box]]:
    """Put boxes that were drawn one after the other on one line into a row; touching ones are one box."""
    rows: list[list[Box]] = []
    for box in boxes:
        if rows and abs(rows[-1][-1].top - box.top) <= _SAME_ROW and box.left >= rows[-1][-1].left:
            last = rows[-1][-1]
            if box.left - last.right <= _TOUCHING:
                rows[-1][-1] = Box(last.left, min(last.bottom, box.bottom), box.right, max(last.top, box.top))
            else:
                rows[-1].append(box)
        else:
            rows.append([box])
    return rows
