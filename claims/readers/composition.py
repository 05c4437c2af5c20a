"""What a composer makes: a text in blocks, with everything that has a place in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.layout import Block, Cell, Mark
from claims.model import BlockKind, Reference, Span
from claims.source_map import OriginPiece


class LinkPlace(NamedTuple):
    """A link: where its words begin and end in the text (at one place for a picture), its address, and its title.

    `source` is where its address stands in the source, None where the reader does not know.
    """

    start: int
    end: int
    url: str
    title: str = ""
    source: tuple[int, int] | None = None


@dataclass(slots=True, eq=False)
class Draft:
    """The current block, which may be an entry of the list of references; its offsets count from its own start."""

    kind: BlockKind
    section: tuple[str, ...]
    parts: list[str] = field(default_factory=list)
    length: int = 0
    last: str = "\n"
    marks: list[Mark] = field(default_factory=list)
    uncited: list[Span] = field(default_factory=list)
    pieces: list[OriginPiece] = field(default_factory=list)
    links: list[LinkPlace] = field(default_factory=list)
    code: list[Span] = field(default_factory=list)
    holes: list[tuple[int, str]] = field(default_factory=list)
    number: str | None = None
    is_target: bool = False
    entry: Reference | None = None
    cell: Cell | None = None

    def put(self, text: str, at: int | None, until: int | None) -> None:
        """Append `text` unchanged; `at`..`until` is its range in the source file."""
        if not text:
            return
        if at is not None and until is not None:
            self.pieces.append(OriginPiece(self.length, self.length + len(text), at, until))
        self.parts.append(text)
        self.length += len(text)
        self.last = text[-1]


@dataclass(frozen=True, slots=True)
class Composition:
    """What a composer made: the text, and everything that has a place in it, in order.

    `links` are the addresses of links with the offset in the text where each ends, `anchors` the same links with
    all that is known of them; `numbers` what a list shows before its items, by the start of their blocks; `code` the
    spans of code within prose, in which nothing is a mark; `holes` the places where something could not be read, with
    its name; `targets` the starts of the blocks that links of the document point to.
    """

    text: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...]
    entries: tuple[Reference, ...]
    uncited: tuple[Span, ...]
    pieces: tuple[OriginPiece, ...]
    links: tuple[tuple[int, str], ...] = ()
    numbers: Mapping[int, str] = field(default_factory=dict)
    code: tuple[Span, ...] = ()
    holes: tuple[tuple[int, str], ...] = ()
    anchors: tuple[LinkPlace, ...] = ()
    targets: frozenset[int] = frozenset()
