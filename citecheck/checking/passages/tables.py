"""The rows of a source's tables, by the words of each of their cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citecheck.checking.passages.model import PreparedText
from citecheck.model import Place, SourceText

TableRow = tuple[tuple[str, str], ...]
"""A row of a table: for each cell, its heading and its words."""

_ROWS = "table-rows"  # where a text remembers its rows
_HEADS = 4  # rows of headings at the top of a table that are read; judgement


def rows_with(words: str, text: PreparedText) -> list[TableRow]:
    """Return the rows of the tables of `text` that have a cell of `words`; empty if there is none.

    The words are compared as `plain` writes them. `text` remembers its rows.
    """
    known: dict[str, list[TableRow]] | None = text.memory.get(_ROWS)
    if known is None:
        known = text.memory[_ROWS] = _rows_by_words(text.source)
    return known.get(plain(words), [])


def _rows_by_words(source: SourceText) -> dict[str, list[TableRow]]:
    found: dict[str, list[TableRow]] = {}
    for row in _rows(source):
        for words in dict.fromkeys(plain(words) for _, words in row):
            found.setdefault(words, []).append(row)
    return found


def plain(words: str) -> str:
    """Return `words`, those of a cell, in the form in which cells are compared.

    Case, white space, and dots, colons and asterisks at the ends do not count.
    """
    return " ".join(words.casefold().split()).strip(" .:*")


def _rows(source: SourceText) -> Iterator[TableRow]:
    """Yield the rows of all tables, those of headings included: for each cell, its heading and its words."""
    tables: dict[int, dict[int, list[Place]]] = {}
    for place in source.places:
        if place.cell is not None:
            tables.setdefault(place.cell.table, {}).setdefault(place.cell.row, []).append(place)
    for table in tables.values():
        heads: dict[int, str] = {}
        heading = True
        for number, row in sorted(table.items()):
            heading = heading and number < _HEADS and _is_heading(row, first=number == min(table))
            if heading:
                _add_heads(heads, row, source)
            yield tuple(
                (heads.get(one.cell.column, ""), source.text[one.start : one.end])
                for one in row
                if one.cell is not None
            )


def _is_heading(row: Sequence[Place], *, first: bool) -> bool:
    """Return whether a row heads the columns: the first one does, and those below it of heading cells alone."""
    return first or all(one.cell is not None and one.cell.header for one in row)


def _add_heads(heads: dict[int, str], row: Sequence[Place], source: SourceText) -> None:
    for one in row:
        if one.cell is not None:
            for column in range(one.cell.column, one.cell.column + one.cell.columns):
                heads[column] = f"{heads.get(column, '')} {source.text[one.start : one.end]}".strip()
