"""Links in the cells of tables: those in a column of sources cite their row, those beside a figure cite it."""

from __future__ import annotations

from collections.abc import Sequence

from claims.layout import Block
from claims.linking.rows import is_source_heading
from claims.model import Span
from claims.patterns import lazy_regex

_FIGURE = lazy_regex(r"\d")


def source_columns(text: str, blocks: Sequence[Block]) -> frozenset[tuple[int, int]]:
    """Return the columns headed "Source", "Reference" or the like, each by its table and its number."""
    return frozenset(
        (block.cell.table, block.cell.column)
        for block in blocks
        if block.cell is not None
        and (block.cell.header or block.cell.row == 0)
        and is_source_heading(text[block.span.start : block.span.end])
    )


def in_source_column(block: Block, columns: frozenset[tuple[int, int]]) -> bool:
    """Return whether a block stands in one of `columns`."""
    return block.cell is not None and (block.cell.table, block.cell.column) in columns


def states_figure(text: str, block: Block, labels: Sequence[Span]) -> bool:
    """Return whether a cell has a figure beside the words of its links, which are `labels`."""
    if block.cell is None:
        return False
    place = block.span.start
    for label in [*labels, Span(block.span.end, block.span.end)]:
        if _FIGURE.search(text, place, max(place, label.start)):
            return True
        place = label.end
    return False
