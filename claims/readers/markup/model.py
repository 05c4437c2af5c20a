"""A marked-up document in parts: blocks of words, links and marks, with notes and entries; not yet one text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.model import BlockKind, Problem
from claims.readers.bibliography_files.model import Work
from claims.readers.citation_groups import Cite

Place = tuple[int, int] | None
"""The offsets in the source between which something stands; None: it has no place there."""


@dataclass(frozen=True, slots=True)
class Words:
    """Text. `at` is the offset in the source where it stands as it is; with `until`, it was made from all between.

    In `code` nothing is a mark; `raised` says that it is set above the line.
    """

    text: str
    at: int | None = None
    until: int | None = None
    code: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """A link to `url` with its words; none: a picture, or an address that is shown as it is."""

    url: str
    inside: Sequence[Inline] = ()
    place: Place = None


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of the note with this key."""

    key: str
    place: Place = None


@dataclass(frozen=True, slots=True)
class EntryMark:
    """A mark of entries of the document's own list: what it shows, and the keys of the entries ("" for none).

    `said` are the words that it replaces, where these may be a part of the sentence.
    """

    labels: tuple[str, ...]
    targets: tuple[str, ...]
    pages: str | None = None
    place: Place = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class WorkMark:
    """A citation of works by their keys. `in_text`: it is a part of the sentence, "Lee [lee]".

    `shown` says what stands before the mark in place of the authors: "year", "title", or nothing in particular ("").
    """

    cites: Sequence[Cite]
    in_text: bool = False
    shown: str = ""
    place: Place = None


@dataclass(frozen=True, slots=True)
class LineEnd:
    """The end of a line within a block."""


@dataclass(frozen=True, slots=True)
class MarkupHole:
    """The place of something that could not be read, with its name."""

    name: str


Inline = Words | Linked | NoteMark | EntryMark | WorkMark | LineEnd | MarkupHole


@dataclass(frozen=True, slots=True)
class MarkupBlock:
    """A block of text of this kind; `number` is what a list shows before it."""

    inside: Sequence[Inline]
    kind: BlockKind = BlockKind.PARAGRAPH
    number: str | None = None


@dataclass(frozen=True, slots=True)
class MarkupHeading:
    """A heading of `level`, from 1; `is_title`: it is the title of the document."""

    inside: Sequence[Inline]
    level: int
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table with its blocks, and the rows and columns that it covers."""

    blocks: Sequence[Part]
    header: bool = False
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table, row by row."""

    rows: Sequence[Sequence[TableCell]]


Part = MarkupBlock | MarkupHeading | Table


@dataclass(slots=True)
class Note:
    """A footnote. `label` is what its mark shows, if the document itself says it ("" : it is numbered)."""

    key: str
    blocks: Sequence[Part]
    label: str = ""
    place: Place = None


@dataclass(slots=True)
class Entry:
    """An entry of the document's own list of references: its words, or a `work` whose fields the markup gives."""

    key: str
    label: str
    inside: Sequence[Inline] = ()
    work: Work | None = None
    place: Place = None


@dataclass(slots=True)
class Marked:
    """A document in parts. `notes` are by key, `entries` in the order of the list.

    `named` are the bibliography files that it names, `listed` the keys that it lists without citing them ("*": all).
    `has_keys` says that it has citations by key of works that it does not list itself.
    """

    source: str = ""
    blocks: list[Part] = field(default_factory=list)
    notes: dict[str, Note] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    title: str | None = None
    language: str | None = None
    problems: list[Problem] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    has_keys: bool = False


def words_of(inside: Sequence[Inline]) -> str:
    """Return the text of words and of the words of links."""
    return "".join(
        one.text if isinstance(one, Words) else words_of(one.inside) if isinstance(one, Linked) else ""
        for one in inside
    )


__all__ = [
    "Entry",
    "EntryMark",
    "Inline",
    "LineEnd",
    "Linked",
    "Marked",
    "MarkupBlock",
    "MarkupHeading",
    "MarkupHole",
    "Note",
    "NoteMark",
    "Part",
    "Place",
    "Table",
    "TableCell",
    "Words",
    "WorkMark",
    "words_of",
]
