"""The tables of reStructuredText: drawn with lines, or with rows of "=" signs, to the stretches of their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from claims.readers.markup.lines import SourceLine

GRID = re.compile(r"\+(?:[-=]+\+)+\s*")
SIMPLE = re.compile(r"=+(?:[ ]+=+)+\s*|=+\s*")
_COLUMN = re.compile(r"=+|-+")


class CellText(NamedTuple):
    """A cell: the stretches of the source that its lines are, whether it is a heading, and the columns it covers."""

    pieces: list[tuple[int, int]]
    header: bool
    columns: int = 1


def grid_rows(source: str, lines: Sequence[SourceLine]) -> list[list[CellText]]:
    """Return the rows of a table that is drawn with "+", "-" and "|". A cell over two rows is in both."""
    rows: list[list[CellText]] = []
    current: list[CellText] = []
    heads = 0
    for line in lines:
        text = source[line.first : line.end]
        if GRID.fullmatch(text):
            if any(cell.pieces for cell in current):
                rows.append(current)
            current = []
            if "=" in text:
                heads = len(rows)
            continue
        edges = [place for place, sign in enumerate(text) if sign in "|+"]
        for number, (left, right) in enumerate(pairwise(edges)):
            if len(current) <= number:
                current.append(CellText([], False))
            _add(current[number], source, line.first + left + 1, line.first + right)
    if any(cell.pieces for cell in current):
        rows.append(current)
    return [[cell._replace(header=number < heads) for cell in row] for number, row in enumerate(rows)]


def simple_rows(source: str, lines: Sequence[SourceLine]) -> list[list[CellText]]:
    """Return the rows of a table whose columns are marked by "==== ====" above and below."""
    columns = [match.span() for match in _COLUMN.finditer(source[lines[0].first : lines[0].end])]
    edge = lines[0].indent
    rows: list[list[CellText]] = []
    heads = 0
    for line in lines[1:]:
        text = source[line.first : line.end]
        if SIMPLE.fullmatch(text):
            heads = heads or len(rows)
            continue
        if line.is_blank or set(text) <= {"-", " "}:
            continue
        base = line.start + edge
        row = [CellText([], False) for _ in columns]
        for number, (left, right) in enumerate(columns):
            last = number == len(columns) - 1
            _add(row[number], source, base + left, line.end if last else min(base + right, line.end))
        if not row[0].pieces and rows:  # the first column is empty: the row above goes on
            for cell, more in zip(rows[-1], row, strict=True):
                cell.pieces.extend(more.pieces)
        else:
            rows.append(row)
    heads = heads if heads < len(rows) else 0
    return [[cell._replace(header=number < heads) for cell in row] for number, row in enumerate(rows)]


def _add(cell: CellText, source: str, start: int, end: int) -> None:
    text = source[start:end] if start < end else ""
    words = text.strip()
    if words:
        first = start + text.index(words[0])
        cell.pieces.append((first, first + len(words)))


__all__ = ["GRID", "SIMPLE", "CellText", "grid_rows", "simple_rows"]
