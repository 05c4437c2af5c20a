"""The reading order of a page: its columns, and the rows of each, from pieces of lines."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from claims.readers.pdf.model import TextLine

_LEVEL = 0.3  # of the size, by which baselines of one row may differ
_FEWEST = 4  # lines that a column has at least
_CROSSING = 0.3  # share of the lines of a page that may cross the gap between its columns: titles, figures
_MIDDLE = (0.2, 0.8)  # of the width of the text, between which the gap is looked for
_WIDE = 0.15  # of the width of the text, that a line of a column has at least
_STEP = 2.0  # points
_RAISED_AT_MOST = 0.9
_SMALLER = 0.85
_SHORT = 6  # characters of the number of a note before its words


def in_reading_order(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines of a page as they are read: across where a line spans the page, else column by column.

    Pieces that stand in one row of a column become one line.
    """
    if not lines:
        return []
    gutter = _gutter(lines)
    if gutter is None:
        return list(_rows(lines, 0))
    ordered: list[TextLine] = []
    band: list[TextLine] = []
    for line in sorted(lines, key=lambda one: -one.baseline):
        if line.left < gutter < line.right and _spans(line, gutter):
            ordered += _columns(band, gutter)
            band = []
            ordered += _rows([line], 0)
        else:
            band.append(line)
    return [*ordered, *_columns(band, gutter)]


def _spans(line: TextLine, gutter: float) -> bool:
    return min(gutter - line.left, line.right - gutter) > line.size


def _columns(band: Sequence[TextLine], gutter: float) -> Iterator[TextLine]:
    left = [line for line in band if (line.left + line.right) / 2 <= gutter]
    right = [line for line in band if (line.left + line.right) / 2 > gutter]
    yield from _rows(left, 0)
    yield from _rows(right, 1)


def _gutter(lines: Sequence[TextLine]) -> float | None:
    """Return where the gap between two columns is; None where a page has one column."""
    low, high = min(line.left for line in lines), max(line.right for line in lines)
    width = high - low
    wide = [line for line in lines if line.right - line.left > _WIDE * width]
    if len(wide) < 2 * _FEWEST:
        return None
    best: tuple[int, float] | None = None
    place = low + _MIDDLE[0] * width
    while place <= low + _MIDDLE[1] * width:
        crossing = sum(1 for line in wide if line.left < place < line.right)
        distance = abs(place - (low + high) / 2)
        if best is None or (crossing, distance) < best:
            best = (crossing, distance)
            gutter = place
        place += _STEP
    assert best is not None
    left = sum(1 for line in wide if line.right <= gutter)
    right = sum(1 for line in wide if line.left >= gutter)
    if best[0] > _CROSSING * len(wide) or min(left, right) < _FEWEST:
        return None
    beside = sum(1 for line in wide if line.left >= gutter and _has_neighbour(line, wide, gutter))
    return gutter if beside >= _FEWEST else None


def _has_neighbour(line: TextLine, lines: Sequence[TextLine], gutter: float) -> bool:
    return any(other.right <= gutter and abs(other.baseline - line.baseline) < 2 * line.size for other in lines)


def _rows(lines: Sequence[TextLine], column: int) -> Iterator[TextLine]:
    """Yield the rows of a column from the top down, the pieces of each joined."""
    row: list[TextLine] = []
    for line in sorted(lines, key=lambda one: (-one.baseline, one.left)):
        if row and not _is_same_row(row, line):
            yield _joined(row, column)
            row = []
        row.append(line)
    if row:
        yield _joined(row, column)


def _is_same_row(row: Sequence[TextLine], line: TextLine) -> bool:
    """Return whether a piece stands in a row: on its line, or below a small number that is raised before it."""
    level = max(row, key=lambda one: len(one.text))
    size = max(level.size, line.size)
    drop = level.baseline - line.baseline
    if drop <= _LEVEL * size:
        return True
    small = level.size <= _SMALLER * line.size and len(level.text) <= _SHORT
    return small and drop <= _RAISED_AT_MOST * line.size and level.right <= line.left + 0.3 * line.size


def _joined(row: Sequence[TextLine], column: int) -> TextLine:
    if len(row) == 1:
        row[0].column = column
        return row[0]
    pieces = sorted(row, key=lambda one: one.left)
    main = max(pieces, key=lambda one: len(one.text))
    text, lefts, raised = "", array("f"), list[int]()
    right = pieces[0].left
    for piece in pieces:
        if text and piece.left - right > 0.15 * main.size and not text.endswith(" "):
            text += " "
            lefts.append(right)
        is_raised = piece.size <= _SMALLER * main.size and piece.baseline > main.baseline + 0.12 * main.size
        offsets = range(len(piece.text)) if is_raised else piece.raised
        raised += [len(text) + offset for offset in offsets]
        text += piece.text
        lefts.extend(piece.lefts)
        right = max(right, piece.right)
    return TextLine(
        page=main.page,
        text=text,
        lefts=lefts,
        left=pieces[0].left,
        right=right,
        baseline=main.baseline,
        size=main.size,
        is_bold=main.is_bold,
        raised=raised,
        column=column,
    )


__all__ = ["in_reading_order"]
