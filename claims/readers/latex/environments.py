"""Environments of LaTeX: lists, quotations, tables, formulas, code, and the list of references."""

from __future__ import annotations

from collections.abc import Sequence

from claims.model import BlockKind
from claims.readers.latex.citing import CitesFound, read_cites
from claims.readers.latex.commands import ENVIRONMENT_ARGUMENTS, LISTS, MATH, QUOTES, RAW, TABLES
from claims.readers.latex.interfaces import TexWalk
from claims.readers.latex.scanning import TexToken, words_of


class Environments:
    """Keeps which environments are open, for a `walker`."""

    def __init__(self, walker: TexWalk) -> None:
        self._walker = walker
        self._open: list[str] = []
        self._tables = 0
        # What stands behind the words of the quotation that is open: its citation, which is written before it.
        self._behind: tuple[str, Sequence[TexToken], CitesFound, TexToken] | None = None

    def begin(self, token: TexToken) -> None:
        """Begin an environment."""
        walker = self._walker
        name = words_of(walker.stream.argument()).strip()
        if name == "document":
            walker.in_body = True
            walker.new_block()
            return
        if name in RAW or name in MATH:
            self._pass_over(name)
            return
        if name == "displaycquote":
            self._behind = (name, [], read_cites("cite", walker.stream), token)
        options = [walker.stream.optional() for _ in range(2)]
        if name != "displaycquote" and name in QUOTES and options[0]:
            self._behind = (name, options[0], CitesFound(), token)
        for _ in range(ENVIRONMENT_ARGUMENTS.get(name, 0)):
            walker.stream.argument()
            walker.stream.optional()
        if not walker.in_body:
            return
        self._open.append(name)
        if name in LISTS:
            walker.base.append(BlockKind.LIST_ITEM)
        elif name in QUOTES:
            walker.base.append(BlockKind.QUOTE)
        elif name in TABLES:
            self._tables += 1
            walker.base.append(BlockKind.TABLE_CELL)
            walker.composer.tables.begin_table()
            walker.composer.tables.begin_row()
            walker.composer.tables.begin_cell(header=False)
        elif name == "thebibliography":
            walker.notes.end_item()
        if name != "thebibliography" and name not in ("abstract",):
            walker.new_block()
        elif name == "abstract":
            walker.composer.begin(BlockKind.PARAGRAPH)

    def end(self, token: TexToken) -> None:
        """End the innermost environment of that name, and those within it."""
        walker = self._walker
        name = words_of(walker.stream.argument()).strip()
        if name == "document":
            walker.notes.end_item()
            walker.in_body = False
            return
        if name not in self._open:
            return
        while self._open:
            ended = self._open.pop()
            self._close(ended)
            if ended == name:
                break
        walker.new_block()

    def _close(self, name: str) -> None:
        walker = self._walker
        if self._behind is not None and self._behind[0] == name:
            _, words, cites, token = self._behind
            self._behind = None
            walker.walk_tokens(words)
            walker.write_cites("cite", cites, token)
        if name in TABLES:
            self._tables -= 1
            walker.composer.tables.end_cell()
            walker.composer.tables.end_table()
        if (name in LISTS or name in QUOTES or name in TABLES) and len(walker.base) > 1:
            walker.base.pop()
        if name == "thebibliography":
            walker.notes.end_item()

    def item(self, token: TexToken) -> None:
        """Begin an item of a list; its own label is a part of its words."""
        label = self._walker.stream.optional()
        self._walker.new_block()
        if label:
            self._walker.walk_tokens(label)
            self._walker.write(" ", token)

    def bibitem(self, token: TexToken) -> None:
        """Begin an entry of the list of references."""
        self._walker.stream.optional()
        key = words_of(self._walker.stream.argument()).strip()
        if self._walker.in_body:
            self._walker.notes.begin_item(key)

    def next_cell(self) -> None:
        """Go on to the next cell of the table; elsewhere "&" is nothing."""
        walker = self._walker
        if self._tables and walker.in_body:
            walker.composer.tables.end_cell()
            walker.composer.tables.begin_cell(header=False)
            walker.composer.begin(BlockKind.TABLE_CELL)

    def next_row(self) -> None:
        """Go on to the next row of the table; elsewhere a line ends."""
        walker = self._walker
        if not walker.in_body:
            return
        if self._tables:
            walker.composer.tables.end_cell()
            walker.composer.tables.begin_row()
            walker.composer.tables.begin_cell(header=False)
            walker.composer.begin(BlockKind.TABLE_CELL)
        else:
            walker.composer.write(" ")

    def _pass_over(self, name: str) -> None:
        """Leave out what an environment holds: code, drawings, formulas that stand apart."""
        stream = self._walker.stream
        if stream.raw_until(f"\\end{{{name}}}") is not None:
            self._walker.write_space()
            return
        while (token := stream.next()) is not None:
            if token.kind == "command" and token.text == "end" and words_of(stream.argument()).strip() == name:
                break


__all__ = ["Environments"]
