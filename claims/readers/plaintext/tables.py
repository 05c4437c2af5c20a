"""Tables of a plain text whose cells stand in columns, with tabs or wide gaps between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from claims.layout import Block, Cell
from claims.linking.rows import is_source_heading
from claims.model import BlockKind, Span
from claims.patterns import lazy_regex
from claims.readers.plaintext.drawn_tables import EMPTY
from claims.readers.plaintext.lines import Line

_GAP = lazy_regex(r"[ \u00a0]{2,}+")
_TABS = lazy_regex(r"(?<![ \u00a0])[ \u00a0]*+\t[ \u00a0]*+")
_RULE = lazy_regex(r"[-=_─━═+ \t]+")
_SENTENCE = lazy_regex(r"[^\W\d_]{3}[.!?]$")
_NUMBER_ALONE = lazy_regex(r"[\[(]?\d{1,3}[\])]?[.:)]?|[-*•–]")
_LONGEST = 60  # characters of a cell; judgement: longer ones are lines of prose
_COLUMNS = 3  # of a table whose headings name no source; judgement
_ROWS = 2  # below the headings of such a table
_SENTENCES = 0.25  # share of the cells that may end as sentences do; judgement


class _Piece(NamedTuple):
    """The words of a cell: where they stand in the text, and in which column of signs they begin and end."""

    span: Span
    start: int
    end: int


def find_tables(lines: Sequence[Line], closed: set[int]) -> Mapping[int, Sequence[Block]]:
    """Return the blocks of the lines of tables, by the numbers of the lines; lines in `closed` stand in no table.

    The cells of a line are its blocks. The line between headings and rows is one that makes no claim.
    """
    found: dict[int, Sequence[Block]] = {}
    run: list[int] = []
    table = 0
    for number in range(len(lines) + 1):
        line = lines[number] if number < len(lines) else None
        is_row = line is not None and line.text and number not in closed
        if is_row and line is not None and (_RULE.fullmatch(line.text) or len(_pieces(line)) > 1):
            run.append(number)
            continue
        blocks = _table(lines, run, table)
        table += bool(blocks)
        found.update(blocks)
        run = []
    return found


def _table(lines: Sequence[Line], run: Sequence[int], table: int) -> dict[int, Sequence[Block]]:
    """Return the blocks of the lines of `run`, which all have several cells; none where these make no table."""
    rules = {number for number in run if _RULE.fullmatch(lines[number].text)}
    rows = [(number, _pieces(lines[number])) for number in run if number not in rules]
    if len(rows) < 2 or (run[0] in rules and run[1] in rules):
        return {}
    heads = rows[0][1]
    named = [is_source_heading(_words(lines[rows[0][0]], piece)) for piece in heads]
    if not _is_table(lines, rows, has_sources=any(named)):
        return {}
    ruled = rows[0][0] + 1 in rules
    blocks: dict[int, Sequence[Block]] = {
        number: [Block(span=lines[number].span, kind=BlockKind.NAVIGATION)] for number in rules
    }
    place = -1
    for number, pieces in rows:
        columns = _columns(pieces, heads)
        continues = place > 0 and columns[0] > 0 and lines[number].text[:1] != EMPTY and len(pieces) < len(heads)
        place += not continues
        header = place == 0 and (ruled or any(named) or not any(map(_has_digit, _texts(lines[number], pieces))))
        blocks[number] = [
            Block(span=piece.span, kind=BlockKind.TABLE_CELL, cell=Cell(table, place, column, header=header))
            for piece, column in zip(pieces, columns, strict=True)
            if _words(lines[number], piece) != EMPTY
        ]
    return blocks


def _is_table(lines: Sequence[Line], rows: Sequence[tuple[int, Sequence[_Piece]]], *, has_sources: bool) -> bool:
    """Return whether rows are those of one table: as wide as its headings, with short cells that are no sentences."""
    width = len(rows[0][1])
    if not has_sources and (width < _COLUMNS or len(rows) <= _ROWS):
        return False
    if any(len(pieces) > width or pieces[-1].end - pieces[-1].start < 1 for _, pieces in rows):
        return False
    if sum(1 for _, pieces in rows if len(pieces) == width) < 0.6 * len(rows):
        return False
    if all(_NUMBER_ALONE.fullmatch(_words(lines[number], pieces[0])) and width == 2 for number, pieces in rows):
        return False  # a list: "1.  Able"
    texts = [words for number, pieces in rows for words in _texts(lines[number], pieces)]
    stopped = sum(1 for words in texts if _SENTENCE.search(words))
    longest = max(map(len, texts))
    tabbed = all("\t" in lines[number].text for number, _ in rows)
    return stopped <= _SENTENCES * len(texts) and (longest <= _LONGEST or tabbed)


def _pieces(line: Line) -> list[_Piece]:
    """Return the cells of a line: parted by tabs where it has any, else by two spaces or more."""
    gap = _TABS if "\t" in line.text else _GAP
    pieces: list[_Piece] = []
    place = 0
    for end, after in (*((match.start(), match.end()) for match in gap.finditer(line.text)), (len(line.text), 0)):
        span = Span(line.start + place, line.start + end)
        pieces.append(_Piece(span, line.indent + place, line.indent + end))
        place = after
    return pieces


def _columns(pieces: Sequence[_Piece], heads: Sequence[_Piece]) -> list[int]:
    """Return the columns of the cells of a row: one after the other, or those of the headings that they stand below."""
    if len(pieces) == len(heads):
        return list(range(len(heads)))
    columns: list[int] = []
    for left, piece in zip(range(len(pieces), 0, -1), pieces, strict=True):
        low = columns[-1] + 1 if columns else 0
        near = range(low, len(heads) - left + 1)
        columns.append(min(near, key=lambda at: _distance(piece, heads[at])))
    return columns


def _distance(piece: _Piece, head: _Piece) -> int:
    return min(abs(piece.start - head.start), abs(piece.end - head.end))


def _words(line: Line, piece: _Piece) -> str:
    return line.text[piece.span.start - line.start : piece.span.end - line.start]


def _texts(line: Line, pieces: Sequence[_Piece]) -> Iterator[str]:
    return (_words(line, piece) for piece in pieces)


def _has_digit(words: str) -> bool:
    return re.search(r"\d", words) is not None


__all__ = ["find_tables"]
