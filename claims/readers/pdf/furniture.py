"""What is printed on each page and belongs to no paragraph: running heads and feet, page numbers, line numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from claims.patterns import lazy_regex
from claims.readers.pdf.model import PdfPage, TextLine

_NUMBER = lazy_regex(
    r"[\[(–—-]?\s?(?:(?:page|seite|p\.|pág\.|стр\.)\s?)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s?(?:of|/|von|de)\s?\d{1,4})?\s?[\])–—-]?",
    re.IGNORECASE,
)
_EDGE = 3  # rows at the top and at the bottom of a page that may be printed on each
_MARGIN = 0.1  # of the height of the page, within which a number alone is that of the page
_LINE_NUMBER = lazy_regex(r"\d{1,4}")
_TRAILING = lazy_regex(r" \d{1,4}$")
_FEWEST_NUMBERED = 8  # numbers at a margin; fewer may be a table
_ALIGNED = 1.5  # points
_DOWN = 0.35  # of the height of a page
_STEP = 5  # the most that is between the numbers of two lines
_RISING = 0.8  # share of the numbers that count on
_PROSE = 40  # characters of a line that is text
_ACROSS = 0.05  # share of the lines that may reach over the numbers: tables
_NEAR = 3.0  # of the size, between the number of a note and its words
_SMALL = 0.92  # of the size of the text of its page
_FAR = 2.0  # of the size of the text
_LINE = 6  # points, in which the places of rows are counted
_APART = 1.5  # of the size of the text, from the printed rows to it
_LONGEST = 200  # characters of a running head


def without_furniture(pages: Sequence[PdfPage]) -> None:
    """Take the running heads and feet, the page numbers and the line numbers out of `pages`, whose lines are drawn
    pieces in any order.
    """
    _without_line_numbers(pages)
    sides = [(page, _rows(page, sign)) for page in pages for sign in (-1, 1)]
    often = Counter(key for _, rows in sides for key in {_key(row) for row in rows[:_EDGE]})
    for page, rows in sides:
        out = {id(line) for row in _printed(rows, page, often) for line in row}
        page.lines = [line for line in page.lines if id(line) not in out]


def _rows(page: PdfPage, sign: int) -> list[list[TextLine]]:
    """Return the rows at the top of a page (`sign` is -1) or at its bottom (1), the outermost first."""
    rows: list[list[TextLine]] = []
    for line in sorted(page.lines, key=lambda one: sign * one.baseline):
        if not rows or abs(line.baseline - rows[-1][0].baseline) > 0.4 * line.size:
            if len(rows) > _EDGE:
                break
            rows.append([])
        rows[-1].append(line)
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _key(row: Sequence[TextLine]) -> tuple[str, int]:
    text = " ".join(line.text for line in row).casefold()
    words = re.sub(r"\b[ivxlc]+\b", "0", re.sub(r"\d+", "0", text))
    return re.sub(r"\W+", " ", words).strip(), round(row[0].baseline / _LINE)


def _printed(
    rows: Sequence[list[TextLine]], page: PdfPage, often: Counter[tuple[str, int]]
) -> Sequence[list[TextLine]]:
    """Return those of the outermost rows that are printed on each page: a gap parts them from the text."""
    taken = 0
    for number, row in enumerate(rows[:_EDGE]):
        inner = rows[number + 1] if number + 1 < len(rows) else None
        if not _is_printed(row, inner, page, often):
            break
        apart = inner is None or abs(row[0].baseline - inner[0].baseline) > _APART * max(line.size for line in inner)
        if apart or _is_number(row):
            taken = number + 1
    return rows[:taken]


def _is_number(row: Sequence[TextLine]) -> bool:
    return len(row) == 1 and _NUMBER.fullmatch(row[0].text.strip()) is not None


def _is_printed(
    row: Sequence[TextLine], inner: Sequence[TextLine] | None, page: PdfPage, often: Counter[tuple[str, int]]
) -> bool:
    if sum(len(line.text) for line in row) > _LONGEST:
        return False
    words, place = _key(row)
    times = sum(often[words, near] for near in (place - 1, place, place + 1))
    at_margin = row[0].baseline < _MARGIN * page.height or row[0].baseline > (1 - _MARGIN) * page.height
    if _is_number(row):
        return (at_margin or times > 1) and not _has_words_behind(row[0], page)
    return bool(words) and (times > 1 or (at_margin and inner is not None and _stands_apart(row, inner, page)))


def _stands_apart(row: Sequence[TextLine], inner: Sequence[TextLine], page: PdfPage) -> bool:
    """Return whether a row at the edge of a page is smaller than the text and far from it, as a running head is."""
    usual = Counter(round(line.size * 2) / 2 for line in page.lines for _ in line.text).most_common(1)[0][0]
    is_small = max(line.size for line in row) < _SMALL * usual
    return is_small and abs(row[0].baseline - inner[0].baseline) > _FAR * usual


def _has_words_behind(line: TextLine, page: PdfPage) -> bool:
    """Return whether words stand right behind a number: it is that of a note."""
    return any(
        -1 < other.left - line.right < _NEAR * other.size and abs(other.baseline - line.baseline) < 0.9 * other.size
        for other in page.lines
        if other is not line and not _NUMBER.fullmatch(other.text.strip())
    )


def _without_line_numbers(pages: Sequence[PdfPage]) -> None:
    """Take out the numbers of lines at the margin, which stand below each other and count on over the pages."""
    edge = _number_edge(pages)
    if edge is None:
        return
    for page in pages:
        kept = []
        for line in page.lines:
            if _is_line_number(line) and abs(line.right - edge) <= _ALIGNED:
                continue
            found = _TRAILING.search(line.text) if abs(line.right - edge) <= _ALIGNED else None
            kept.append(_cut(line, found.start()) if found is not None else line)
        page.lines = kept


def _is_line_number(line: TextLine) -> bool:
    return _LINE_NUMBER.fullmatch(line.text.strip()) is not None


def _number_edge(pages: Sequence[PdfPage]) -> float | None:
    """Return the right edge of the numbers of lines; None where lines have no numbers."""
    numbers = [(line, page) for page in pages for line in page.lines if _is_line_number(line)]
    if len(numbers) < _FEWEST_NUMBERED:
        return None
    edges = Counter(round(line.right) for line, _ in numbers)
    edge = edges.most_common(1)[0][0]
    aligned = [line for line, _ in numbers if abs(line.right - edge) <= _ALIGNED]
    others = [line for page in pages for line in page.lines if not _is_line_number(line) and len(line.text) > _PROSE]
    aligned.sort(key=lambda one: (one.page, -one.baseline))
    values = [int(line.text) for line in aligned]
    rising = sum(1 for one, two in pairwise(values) if 0 < two - one <= _STEP)
    across = sum(1 for one in others if one.left < edge - _ALIGNED < one.right - _ALIGNED)
    if not _is_down_the_page(aligned, pages):
        return None  # the numbers of notes
    if len(aligned) < _FEWEST_NUMBERED or rising < _RISING * (len(aligned) - 1) or across > _ACROSS * len(others):
        return None
    return float(edge)


def _is_down_the_page(numbers: Sequence[TextLine], pages: Sequence[PdfPage]) -> bool:
    """Return whether numbers go down most of a page, on most of the pages that have several."""
    heights = {page.number: page.height for page in pages}
    places: dict[int, list[float]] = {}
    for line in numbers:
        places.setdefault(line.page, []).append(line.baseline / heights[line.page])
    spans = [max(found) - min(found) for found in places.values() if len(found) > 1]
    return bool(spans) and median(spans) >= _DOWN


def _cut(line: TextLine, end: int) -> TextLine:
    """Return a line without what stands from `end` on."""
    return replace(
        line,
        text=line.text[:end],
        lefts=line.lefts[:end],
        right=line.lefts[end],
        raised=[offset for offset in line.raised if offset < end],
    )


__all__ = ["without_furniture"]
