"""The reading order of a page: its columns, and the rows of each, from pieces of lines."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from claims.readers.pdf.model import PdfPage, TextLine

_LEVEL = 0.3  # of the size, by which baselines of one row may differ
_FEWEST = 4  # lines that a column has at least
_CROSSING = 0.3  # share of the lines of a page that may cross the gap between its columns: titles, figures
_MIDDLE = (0.2, 0.8)  # of the width of the text, between which the gap is looked for
_WIDE = 0.15  # of the width of the text, that a line of a column has at least
_STEP = 2.0  # points
_LIKE = 20.0  # points, within which the gaps of two pages are one
_RAISED_AT_MOST = 0.9
_SMALLER = 0.85
_BLANK = 0.15  # of the size, from which on a gap is a blank
_LEVEL_OF_TEXT = 0.12  # of the size, above which a small piece is raised
_SHORT = 6  # characters of the number of a note before its words


def put_in_reading_order(pages: Sequence[PdfPage]) -> None:
    """Put the lines of `pages` in the order in which they are read: across where a line spans the page, else by column.

    Pieces that stand in one row of a column become one line. A page with few lines has the columns of the others.
    """
    gutters = [_gutter(page.lines) for page in pages]
    often = Counter(round(gutter / _LIKE) for gutter in gutters if gutter is not None).most_common(1)
    usual = next((one for one in gutters if one is not None and often and round(one / _LIKE) == often[0][0]), None)
    for page, own in zip(pages, gutters, strict=True):
        gutter = usual if own is None and usual is not None and _is_parted(page.lines, usual) else own
        page.lines = list(_rows(page.lines, 0)) if gutter is None else _by_columns(page.lines, gutter)


def _is_parted(lines: Sequence[TextLine], gutter: float) -> bool:
    """Return whether lines stand on both sides of a gap, and none across."""
    left = [line.right - line.left for line in lines if line.right <= gutter]
    right = [line.right - line.left for line in lines if line.left >= gutter]
    if len(left) + len(right) < len(lines) or min(len(left), len(right)) < 2:
        return False
    return min(max(left), max(right)) > _WIDE * (max(line.right for line in lines) - min(line.left for line in lines))


def _by_columns(lines: Sequence[TextLine], gutter: float) -> list[TextLine]:
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
    if not lines:
        return None
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
    heights = sorted(line.baseline for line in wide if line.right <= gutter)
    beside = sum(1 for line in wide if line.left >= gutter and _has_neighbour(line, heights))
    return gutter if beside >= _FEWEST else None


def _has_neighbour(line: TextLine, heights: Sequence[float]) -> bool:
    """Return whether one of the baselines `heights`, sorted, is near that of a line."""
    return bisect_left(heights, line.baseline - 2 * line.size) < bisect_right(heights, line.baseline + 2 * line.size)


def _rows(lines: Sequence[TextLine], column: int) -> Iterator[TextLine]:
    """Yield the rows of a column from the top down, the pieces of each joined."""
    row: list[TextLine] = []
    level: TextLine | None = None  # the longest piece of the row
    for line in sorted(lines, key=lambda one: (-one.baseline, one.left)):
        if level is not None and not _is_same_row(level, line):
            yield _joined(row, column)
            row, level = [], None
        row.append(line)
        level = line if level is None or len(line.text) > len(level.text) else level
    if row:
        yield _joined(row, column)


def _is_same_row(level: TextLine, line: TextLine) -> bool:
    """Return whether a piece stands in a row: on its line, or below a small number that is raised before it."""
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
    texts, lefts, raised = list[str](), array("f"), list[int]()
    right = pieces[0].left
    for piece in pieces:
        if texts and piece.left - right > _BLANK * main.size and not texts[-1].endswith(" "):
            texts.append(" ")
            lefts.append(right)
        is_raised = piece.size <= _SMALLER * main.size and piece.baseline > main.baseline + _LEVEL_OF_TEXT * main.size
        offsets = range(len(piece.text)) if is_raised else piece.raised
        raised += [len(lefts) + offset for offset in offsets]
        texts.append(piece.text)
        lefts.extend(piece.lefts)
        right = max(right, piece.right)
    return TextLine(
        page=main.page,
        text="".join(texts),
        lefts=lefts,
        left=pieces[0].left,
        right=right,
        baseline=main.baseline,
        size=main.size,
        is_bold=main.is_bold,
        raised=raised,
        column=column,
    )


__all__ = ["put_in_reading_order"]
