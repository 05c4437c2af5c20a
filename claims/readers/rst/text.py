"""The blocks of a reStructuredText document: sections, paragraphs, lists, quotations, notes, directives."""

from __future__ import annotations

import re

from claims.model import BlockKind
from claims.readers.markup.lines import SourceLine, lines_of
from claims.readers.markup.model import (
    Inline,
    LineEnd,
    Marked,
    MarkupBlock,
    MarkupHeading,
    Part,
    Table,
    TableCell,
    Words,
    words_of,
)
from claims.readers.rst.inline import RstInline
from claims.readers.rst.names import names_of
from claims.readers.rst.tables import GRID, SIMPLE, CellText, grid_rows, simple_rows

_ADORNED = re.compile(r"([!-/:-@\[-`{-~])\1{1,}\s*")
EXPLICIT = re.compile(r"\.\.(?:\s+|$)")
_BULLET = re.compile(r"[*+\-•‣⁃](?:\s+|$)")
_NUMBERED = re.compile(r"(?:\((?P<in>\d{1,6}|[a-z]|#)\)|(?P<out>\d{1,6}|[a-z]|#)[.)])(?:\s+|$)")
_FIELD = re.compile(r":(?P<name>(?:[^:\\\n`]|\\.|:(?=\S)){1,100}):(?:\s+|$)")
_DOCINFO = frozenset(
    {
        *("author", "authors", "organization", "organisation", "contact", "address", "version", "status", "date"),
        *("copyright", "revision", "id", "tocdepth", "orphan", "nocomments", "nosearch", "keywords", "license"),
    }
)
_DEEPEST = 40  # levels of indentation that are told apart


class RstText:
    """Reads the blocks of `source` into `marked`; what begins with ".." is for a subclass."""

    def __init__(self, source: str) -> None:
        self.marked = Marked(source=source)
        self._source = source
        self._lines = lines_of(source)
        self.inline = RstInline(source, names_of(source))
        self._out: list[Part] = self.marked.blocks
        self._adornments: list[tuple[str, bool]] = []
        self._depth = 0

    def read(self) -> Marked:
        """Read all blocks, and number the notes as docutils does."""
        self._blocks(0, len(self._lines), 0, BlockKind.PARAGRAPH)
        self._number_notes()
        headings = [part for part in self.marked.blocks if isinstance(part, MarkupHeading)]
        first = self.marked.blocks[0] if self.marked.blocks else None
        if isinstance(first, MarkupHeading) and sum(one.level == 1 for one in headings) == 1:
            self.marked.title = words_of(first.inside).strip() or None
            self.marked.blocks[0] = MarkupHeading(first.inside, 1, is_title=True)
        return self.marked

    def _number_notes(self) -> None:
        taken = {note.label for note in self.marked.notes.values()}
        number = 0
        for note in self.marked.notes.values():
            if note.label == "#":
                number += 1
                while str(number) in taken:
                    number += 1
                note.label = str(number)

    def _text(self, line: SourceLine) -> str:
        return self._source[line.first : line.end]

    def _blocks(self, place: int, end: int, indent: int, kind: BlockKind) -> None:
        """Read the lines from `place` to `end`, whose text stands at the column `indent`, as blocks of `kind`."""
        self._depth += 1
        while place < end:
            line = self._lines[place]
            if line.is_blank:
                place += 1
            elif line.indent > indent and self._depth < _DEEPEST:
                place = self._quote(place, end, indent, kind)
            else:
                place = self._block(place, end, min(line.indent, indent) if line.indent < indent else indent, kind)
        self._depth -= 1

    def _quote(self, place: int, end: int, indent: int, kind: BlockKind) -> int:
        until = self._extent(place, end, indent)
        inner = min(line.indent for line in self._lines[place:until] if not line.is_blank)
        self._blocks(place, until, inner, BlockKind.QUOTE if kind is BlockKind.PARAGRAPH else kind)
        return until

    def _extent(self, place: int, end: int, indent: int) -> int:
        """Return the line behind those from `place` on that are blank or stand further to the right than `indent`."""
        last = place
        while place < end and (self._lines[place].is_blank or self._lines[place].indent > indent):
            last = place + 1 if not self._lines[place].is_blank else last
            place += 1
        return last

    def _block(self, place: int, end: int, indent: int, kind: BlockKind) -> int:
        line = self._lines[place]
        text = self._text(line)
        if EXPLICIT.match(text):
            return self._explicit(place, end, indent, kind)
        if text.startswith("__ "):
            return place + 1
        if (found := self._heading(place, end)) is not None:
            return found
        if GRID.fullmatch(text):
            return self._table(place, self._until_blank(place, end), simple=False)
        if SIMPLE.fullmatch(text) and " " in text.strip():
            return self._table(place, self._simple_end(place, end), simple=True)
        if _ADORNED.fullmatch(text) and len(text.strip()) >= 4:
            return place + 1
        if text.startswith(">>> "):
            return self._code(place, self._until_blank(place, end))
        if text.startswith("| ") or text == "|":
            return self._line_block(place, end, kind)
        for marker in (_BULLET, _NUMBERED, _FIELD):
            match = marker.match(text)
            if match is not None and self._depth < _DEEPEST and self._is_item(place, end, indent, match):
                return self._item(place, end, indent, kind, match)
        return self._paragraph(place, end, indent, kind)

    def _heading(self, place: int, end: int) -> int | None:
        """Read a title with the line below it, or with lines above and below; None: there is none."""
        line = self._lines[place]
        if self._depth > 1 or place + 1 >= end:
            return None
        text, below = self._text(line), self._text(self._lines[place + 1])
        over = _ADORNED.fullmatch(text)
        if over is not None and place + 2 < end and self._text(self._lines[place + 2]).strip() == text.strip():
            title, sign = self._lines[place + 1], (text[0], True)
            if title.is_blank:
                return None
        elif over is None and _ADORNED.fullmatch(below) and (len(below) >= 4 or len(below) >= len(text)):
            if self._lines[place + 1].indent or line.indent:
                return None
            title, sign = line, (below[0], False)
        else:
            return None
        if sign not in self._adornments:
            self._adornments.append(sign)
        self._out.append(MarkupHeading(self.inline.read(title.first, title.end), self._adornments.index(sign) + 1))
        return place + (3 if sign[1] else 2)

    def _until_blank(self, place: int, end: int) -> int:
        while place < end and not self._lines[place].is_blank:
            place += 1
        return place

    def _simple_end(self, place: int, end: int) -> int:
        """Return the line behind a table of "==" signs: its last border is followed by an empty line."""
        borders = 0
        for number in range(place, end):
            text = self._text(self._lines[number])
            borders += bool(SIMPLE.fullmatch(text))
            if borders >= 2 and SIMPLE.fullmatch(text) and (number + 1 >= end or self._lines[number + 1].is_blank):
                return number + 1
        return self._until_blank(place, end)

    def _table(self, place: int, until: int, *, simple: bool) -> int:
        lines = self._lines[place:until]
        rows = (simple_rows if simple else grid_rows)(self._source, lines)
        self._out.append(Table([[self._cell(cell) for cell in row] for row in rows]))
        return until

    def _cell(self, cell: CellText) -> TableCell:
        inside: list[Inline] = []
        for start, end in cell.pieces:
            inside += [*([LineEnd()] if inside else []), *self.inline.read(start, end)]
        return TableCell([MarkupBlock(inside, BlockKind.TABLE_CELL)], cell.header, columns=cell.columns)

    def _code(self, place: int, until: int) -> int:
        lines = self._lines[place:until]
        if lines:
            text = self._source[lines[0].first : lines[-1].end]
            self._out.append(MarkupBlock([Words(text, lines[0].first)], BlockKind.CODE))
        return until

    def _line_block(self, place: int, end: int, kind: BlockKind) -> int:
        inside: list[Inline] = []
        while place < end and self._text(self._lines[place])[:1] == "|":
            line = self._lines[place]
            inside += [*([LineEnd()] if inside else []), *self.inline.read(min(line.first + 2, line.end), line.end)]
            place += 1
        self._out.append(MarkupBlock(inside, kind))
        return place

    def _is_item(self, place: int, end: int, indent: int, match: re.Match[str]) -> bool:
        """Return whether a paragraph that begins with a number or a sign is an item: its lines go on below its text."""
        following = self._lines[place + 1] if place + 1 < end else None
        if match.re is _FIELD or following is None or following.is_blank or following.indent > indent:
            return True
        return following.indent < indent or match.re.match(self._text(following)) is not None

    def _item(self, place: int, end: int, indent: int, kind: BlockKind, match: re.Match[str]) -> int:
        until = max(self._extent(place + 1, end, indent), place + 1)
        if match.re is _FIELD and match["name"].lower() in _DOCINFO:
            return until
        number = None
        if match.re is _NUMBERED:
            number = match["in"] or match["out"]
            number = number if number.isdecimal() else None
        inner = BlockKind.LIST_ITEM if kind is BlockKind.PARAGRAPH else kind
        self._body(place, until, match.end(), inner, number=number)
        return until

    def _body(self, place: int, until: int, skipped: int, kind: BlockKind, *, number: str | None = None) -> None:
        """Read a block whose first line begins behind `skipped` characters, and the lines below it up to `until`."""
        line = self._lines[place]
        below = [one.indent for one in self._lines[place + 1 : until] if not one.is_blank]
        inner = min(below, default=line.indent + skipped)
        before = len(self._out)
        if line.first + skipped < line.end:
            self._lines[place] = SourceLine(line.start, line.first + skipped, line.end, inner)
            if number is None:
                self._blocks(place, until, inner, kind)
            else:
                rest = self._paragraph(place, until, inner, kind)
                self._blocks(rest, until, inner, kind)
            self._lines[place] = line
        else:
            self._blocks(place + 1, until, inner, kind)
        first = self._out[before] if len(self._out) > before else None
        if number is not None and isinstance(first, MarkupBlock):
            self._out[before] = MarkupBlock(first.inside, first.kind, number)

    def _paragraph(self, place: int, end: int, indent: int, kind: BlockKind) -> int:
        start = self._lines[place].first
        until = place + 1
        while until < end and not self._lines[until].is_blank and self._lines[until].indent == indent:
            until += 1
        last = self._lines[until - 1]
        is_term = until == place + 1 and until < end and self._lines[until].indent > indent
        text = self._source[start : last.end]
        shows_code = text.endswith("::")
        stop = last.end - (2 if text in ("::",) or text.endswith((" ::", "\n::")) else 1) if shows_code else last.end
        if stop > start and self._source[start:stop].strip():
            own = BlockKind.LIST_ITEM if is_term and kind is BlockKind.PARAGRAPH and not shows_code else kind
            self._out.append(MarkupBlock(self.inline.read(start, stop), own))
        if shows_code:
            first = until
            while first < end and self._lines[first].is_blank:
                first += 1
            return self._code(first, max(first, self._extent(first, end, indent)))
        if is_term and self._depth < _DEEPEST:
            below = self._extent(until, end, indent)
            inner = min((line.indent for line in self._lines[until:below] if not line.is_blank), default=0)
            self._blocks(until, below, inner, BlockKind.LIST_ITEM if kind is BlockKind.PARAGRAPH else kind)
            return below
        return until

    def _explicit(self, place: int, end: int, indent: int, kind: BlockKind) -> int:
        """Read what begins with "..", and return the line behind it."""
        raise NotImplementedError


__all__ = ["EXPLICIT", "RstText"]
