"""Rows of tables as claims: a row whose citation covers some of its cells says them under their headings.

A mark in a cell covers that cell; a mark in the first cell, or in a column called "Source" or "Reference", covers the
row; a mark in the heading of a column covers the cells below that have no mark of their own. The scope holds the row's
first cell, and the headings of each covered cell before the cell itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from claims.layout import Block, Cell, Layout
from claims.linking.units import Covering
from claims.model import Span
from claims.patterns import lazy_regex

_SOURCE = lazy_regex(
    r"(?:sources?|references?|refs?\.?|citations?|cited|notes?|quellen?|quellenangaben?|beleg(?:e|stelle)?|einzelnachweise?|nachweise?"
    r"|réf(?:\.|érences?)?|fuentes?|referencias?|fontes?|referências?|font[ei]|riferiment[oi]|bronn?en|bron|källor|källa|kilder?"
    r"|źródł[oa]|zdroj(?:e)?|источник(?:и)?|примечания?|ссылк[аи]|来源|參考|参考|出典|脚注|출처)\W*",
    re.IGNORECASE,
)
_WORD = lazy_regex(r"[^\W_]")
_STOPPED = lazy_regex(r"[.!?。][\"”»’)]?\s*(?:\[[^\[\]]{1,20}\]\s*){0,9}$")
_SENTENCE = 6  # words of a cell that ends with a full stop, so that it is a sentence; judgement
_DEEPEST = 4  # rows of headings at the top of a table; judgement


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is one claim: where it stands, the starts of its blocks, and the marks that cover it.

    `heads` are the starts of the headings whose marks cover it. `covered` counts marks among all runs of the document.
    """

    span: Span
    blocks: frozenset[int]
    heads: frozenset[int]
    covered: tuple[Covering, ...]


@dataclass(slots=True)
class _Content:
    """A cell with its words, without marks, and the numbers of its marks."""

    cell: Cell
    words: Span | None
    marks: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def find_rows(layout: Layout, marks: Sequence[Span]) -> dict[int, Row]:
    """Return the rows that are claims, by the start of their first block; `marks` are all runs of the document."""
    tables: dict[int, dict[tuple[int, int], _Content]] = {}
    starts = [mark.start for mark in marks]
    for block in layout.blocks:
        if block.cell is not None:
            place = (block.cell.row, block.cell.column)
            content = tables.setdefault(block.cell.table, {}).setdefault(place, _Content(block.cell, None))
            content.blocks.append(block)
            low, high = bisect_left(starts, block.span.start), bisect_left(starts, block.span.end)
            content.marks += range(low, high)
            words = _words(layout.text, block.span, marks[low:high])
            content.words = content.words or words
    rows: dict[int, Row] = {}
    for cells in tables.values():
        if any(content.marks for content in cells.values()):
            rows.update((row.span.start, row) for row in _Table(layout.text, cells).rows())
    return rows


def find_prose(layout: Layout) -> frozenset[int]:
    """Return the starts of the cells of `layout` that hold sentences in tables of one row or one column."""
    tables: dict[int, list[Block]] = {}
    for block in layout.blocks:
        if block.cell is not None:
            tables.setdefault(block.cell.table, []).append(block)
    found: list[int] = []
    for blocks in tables.values():
        cells = [block.cell for block in blocks if block.cell is not None]
        line = len({cell.row for cell in cells}) == 1 or len({cell.column for cell in cells}) == 1
        if line and not any(cell.header for cell in cells):
            found += [
                span.start for span in (block.span for block in blocks) if _is_sentence(layout.text[slice(*span)])
            ]
    return frozenset(found)


def _is_sentence(words: str) -> bool:
    return _STOPPED.search(words[-200:]) is not None and len(words.split(maxsplit=_SENTENCE)) >= _SENTENCE


def is_source_heading(words: str) -> bool:
    """Return whether the heading of a column says that its cells name sources."""
    return _SOURCE.fullmatch(words.strip()) is not None


class _Table:
    """A table with marks: its cells by row, and those that head its columns."""

    def __init__(self, text: str, cells: Mapping[tuple[int, int], _Content]) -> None:
        self._text = text
        self._by_row: dict[int, list[_Content]] = {}
        for content in cells.values():
            self._by_row.setdefault(content.cell.row, []).append(content)
        self._heads = self._read_heads()
        self._marked_heads = [content for content in self._heads if content.marks and not self._is_source(content)]
        self._columns = {
            column
            for content in self._heads
            if self._is_source(content)
            for column in range(content.cell.column, content.cell.column + min(content.cell.columns, 50))
        }

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the headings that have covered cells.

        A table without headings has none, since it may be one of layout.
        """
        if not self._heads and not self._has_row_heads():
            return
        below = max((content.cell.row for content in self._heads), default=-1)
        covering: dict[int, _Content] = {}  # by column: the cells from rows above
        for number in sorted(self._by_row):
            if number <= below:
                continue
            covering = {at: one for at, one in covering.items() if one.cell.row + one.cell.rows > number}
            row = self._row(sorted(self._by_row[number], key=lambda one: one.cell.column), list(covering.values()))
            if row is not None:
                yield row
            covering.update((one.cell.column, one) for one in self._by_row[number] if one.cell.rows > 1)

    def _read_heads(self) -> list[_Content]:
        """Return the cells of the rows of headings at the top; the first row, where the format marks none."""
        heads: list[_Content] = []
        for number in sorted(self._by_row)[:_DEEPEST]:
            row = self._by_row[number]
            if not all(content.cell.header for content in row):
                break
            heads += row
        if not heads and self._by_row:
            first = self._by_row[min(self._by_row)]
            heads = first if any(self._is_source(content) for content in first) else []
        return heads

    def _has_row_heads(self) -> bool:
        """Return whether each row begins with a heading and goes on with other cells: "Capital | Orlen[1]"."""
        rows = [sorted(row, key=lambda one: one.cell.column) for row in self._by_row.values()]
        return all(row[0].cell.header and not any(one.cell.header for one in row[1:]) for row in rows)

    def _row(self, cells: Sequence[_Content], above: Sequence[_Content]) -> Row | None:
        every = sorted([*above, *cells], key=lambda one: one.cell.column)
        first = every[0]
        label = first if first.words is not None and first.cell.column == 0 and 0 not in self._columns else None
        values = [one for one in cells if one is not label and one.words is not None and not self._in_source(one)]
        if not values and label is not None and label.words is not None and self._states(label.words):
            label, values = None, [first]  # "Pumps sold, 2024 | Source": the first cell is the value
        if not values:
            return None
        covered: dict[int, list[_Content]] = {mark: [one] for one in values for mark in one.marks}
        for one in every:
            if one is label or self._in_source(one):
                covered.update((mark, values) for mark in one.marks)
        heads = self._covering_heads(values, label)
        for head, below in heads:
            covered.update((mark, below) for mark in head.marks)
        if not covered:
            return None
        own = [one for one in cells if one is label or one in values]
        blocks = [block for one in cells for block in one.blocks]
        spans = [one.words for one in own if one.words is not None]
        return Row(
            Span(min(span.start for span in spans), max(span.end for span in spans)),
            frozenset(block.span.start for block in blocks),
            frozenset(block.span.start for head, _ in heads for block in head.blocks),
            tuple(Covering(mark, self._scope(label, covered[mark])) for mark in sorted(covered)),
        )

    def _states(self, words: Span) -> bool:
        """Return whether a cell holds a figure."""
        return any(map(str.isdigit, self._text[words.start : words.end]))

    def _covering_heads(
        self, values: Sequence[_Content], label: _Content | None
    ) -> list[tuple[_Content, list[_Content]]]:
        """Return the headings with marks, each with the cells of a row that it covers."""
        covering = []
        for head in self._marked_heads:
            below = [one for one in values if not one.marks and _is_over(head.cell, one.cell)]
            if below and not (label is not None and _is_over(head.cell, label.cell)):
                covering.append((head, below))
        return covering

    def _scope(self, label: _Content | None, values: Sequence[_Content]) -> tuple[Span, ...]:
        spans = [label.words] if label is not None else []
        for one in values:
            spans += [head.words for head in self._heads if _is_over(head.cell, one.cell)]
            spans.append(one.words)
        return tuple(span for span in spans if span is not None)

    def _is_source(self, content: _Content) -> bool:
        words = content.words
        return words is not None and is_source_heading(self._text[words.start : words.end])

    def _in_source(self, content: _Content) -> bool:
        return content.cell.column in self._columns


def _is_over(head: Cell, cell: Cell) -> bool:
    return head.column < cell.column + cell.columns and cell.column < head.column + head.columns


def _words(text: str, span: Span, marks: Sequence[Span]) -> Span | None:
    """Return the stretch of a block without the marks at its ends; None if no word is left."""
    start, end = span.start, span.end
    for mark in marks:
        if not text[start : mark.start].strip(" ,;"):
            start = mark.end
    for mark in reversed(marks):
        if not text[mark.end : end].strip(" ,;") and mark.start >= start:
            end = mark.start
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if _WORD.search(text, start, end) else None
