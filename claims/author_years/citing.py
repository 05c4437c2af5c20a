"""Give a layout the marks by author and year that its list of references answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.author_years.lists import citable_entries, in_cited_lists
from claims.layout import Block, Layout
from claims.model import BlockKind, Span

if TYPE_CHECKING:
    from claims.author_years.entries import EntryIndex
    from claims.author_years.marks import MarksFound

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.TABLE_CELL, BlockKind.CAPTION})


def with_author_years(layout: Layout) -> Layout:
    """Return `layout` with its citations by author and year as marks, and with labels for the entries that they cite.

    Nothing changes where no entry answers one, and lists that other marks cite, by number or by key, are left alone.
    """
    entries = citable_entries(layout)
    if not entries:
        return layout
    # Imported here, because numbers cite most lists.
    from claims.author_years.entries import EntryIndex
    from claims.author_years.marks import find_author_year_marks

    index = EntryIndex(entries)
    listed = {entry.span.start for entry in layout.entries}
    prose = [block for block in layout.blocks if block.kind in _PROSE and block.span.start not in listed]
    taken = sorted(mark.span for mark in layout.marks)
    found = find_author_year_marks(layout.text, list(_spans(prose)), index, taken=taken)
    if not found.marks:
        return layout
    return _completed(layout, index, found)


def _spans(blocks: Sequence[Block]) -> Iterator[Span]:
    for block in blocks:
        yield block.span


def _completed(layout: Layout, index: EntryIndex, found: MarksFound) -> Layout:
    labels = {entry.key: entry.label for entry in index.entries}
    reached = found.cited | found.uncertain
    due = in_cited_lists(layout, reached)
    entries = tuple(
        replace(entry, label=labels[entry.key]) if not entry.label and entry.key in labels else entry
        for entry in layout.entries
    )
    marks = sorted((*layout.marks, *found.marks), key=lambda mark: mark.span)
    return replace(
        layout,
        entries=entries,
        marks=tuple(marks),
        problems=(*layout.problems, *found.problems),
        unused_allowed=(layout.unused_allowed - due) | found.uncertain,
    )


__all__ = ["with_author_years"]
