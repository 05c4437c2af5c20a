"""The lines of a PDF, with their places on its pages. Lengths are in points, from the lower left corner of a page."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import NamedTuple


class PageBox(NamedTuple):
    """A box on a page."""

    left: float
    bottom: float
    right: float
    top: float

    def joined(self, other: PageBox) -> PageBox:
        """Return the smallest box that holds both."""
        return PageBox(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


@dataclass(slots=True)
class TextLine:
    """A line, or a part of one that stands alone.

    `lefts` has the left edge of each character of `text`; `raised` the offsets of those that are smaller and higher
    than the line. `size` is the height of its characters, `baseline` where they stand. `is_bold` is what its font says.
    `page` counts from 0, `column` from 0 on each page. `at` is the offset of the line in the text of all lines.
    """

    page: int
    text: str
    lefts: array[float]
    left: float
    right: float
    baseline: float
    size: float
    is_bold: bool = False
    raised: list[int] = field(default_factory=list)
    column: int = 0
    at: int = 0

    @property
    def box(self) -> PageBox:
        """Where it stands on its page."""
        return PageBox(self.left, self.baseline - 0.25 * self.size, self.right, self.baseline + 0.75 * self.size)


@dataclass(slots=True)
class PdfPage:
    """A page: its size, and its lines in reading order."""

    number: int
    width: float
    height: float
    lines: list[TextLine] = field(default_factory=list)


__all__ = ["PageBox", "PdfPage", "TextLine"]
