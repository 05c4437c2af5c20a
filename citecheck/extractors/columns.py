"""Recognises two columns of a PDF page that were drawn row by row, and so would be read across.

Unlike the cells of a table, their lines are long. Unlike in columns that were drawn one after the other, left and right
lines alternate.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

_MIN_ROWS = 8  # rows of two long lines that a page with columns has at least
_WIDE = 0.28  # share of the page's width that a line of a column has at least
_SAME_ROW = 3.0  # points by which the tops of lines in one row may differ
_TOUCHING = 8.0  # points; boxes that are nearer belong to one line
_SHARE = 0.6  # share of rows between the first and the last pair that must be pairs


class Box(NamedTuple):
    """The box of a piece of text on a page, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


class Bounded(Protocol):
    """A page that can return the text within a box."""

    def get_text_bounded(self, left: float, bottom: float, right: float, top: float) -> str:
        """Return the text whose characters lie in the box."""
        ...


def column_text(page: Bounded, boxes: Sequence[Box], width: float, height: float) -> str | None:
    """Return the text of a page column by column; None if it has no two columns that were drawn row by row.

    `width` and `height` are those of the page in points.
    """
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
    """Return the rows: consecutive boxes on one line. Boxes that touch become one."""
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
