"""What the parts of the LaTeX reader use of one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from claims.model import BlockKind
from claims.readers.citation_groups import Cite
from claims.readers.citation_writing import CitationWriter
from claims.readers.composing import Composer
from claims.readers.latex.citing import CitesFound
from claims.readers.latex.project import Project
from claims.readers.latex.scanning import Stream, TexToken


class EntryKeeper(Protocol):
    """Keeps the footnotes and the entries of a document."""

    @property
    def in_entry(self) -> bool:
        """Whether an entry is being written."""
        ...

    def link(self, address: str, start: int) -> None:
        """Record a link to `address` whose words begin at `start` of the current block."""
        ...

    def begin_item(self, key: str) -> None:
        """Begin the entry of `key`, and end the one before."""
        ...

    def end_item(self) -> None:
        """End the entry that is being written, if any."""
        ...


class TexWalk(Protocol):
    """The walk over a document, which writes to `composer` what `stream` has next. `in_body`: it is text."""

    composer: Composer
    project: Project
    stream: Stream
    citations: CitationWriter
    base: list[BlockKind]
    in_body: bool

    @property
    def notes(self) -> EntryKeeper:
        """The footnotes and entries."""
        ...

    def write(self, text: str, token: TexToken) -> None:
        """Write words that were made of `token`."""
        ...

    def write_space(self) -> None:
        """Write a space in the place of what is left out."""
        ...

    def write_cites(self, name: str, cites: CitesFound, token: TexToken) -> None:
        """Write what the command `name` cites; `token` is where it begins."""
        ...

    def walk_tokens(self, tokens: Sequence[TexToken]) -> None:
        """Write `tokens`, an argument, before what follows."""
        ...

    def cites_in(self, tokens: Sequence[TexToken]) -> list[Cite]:
        """Return the citations among `tokens`, without writing anything."""
        ...

    def enter_file(self, name: str) -> None:
        """Read the file `name` of the project next."""
        ...

    def new_block(self) -> None:
        """Begin a new paragraph, or what is in its place."""
        ...

    def skip(self, number: int) -> None:
        """Leave out the optional arguments that come next, and `number` others."""
        ...


__all__ = ["EntryKeeper", "TexWalk"]
