"""What a reader gives to linking: one text in blocks, with the marks and entries that its format declares.

A reader knows its format and nothing of sentences or scope; `linking` knows those and nothing of formats.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.model import BlockKind, DocumentFormat, Origins, Problem, Reference, Span


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a cell in a document: its table, row and column, from 0, and how many rows and columns it covers.

    `header` says that the format marks it as a heading of rows or columns.
    """

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of text that is a unit of its own; blocks are in order and never overlap.

    `cell` is the cell of a table that it stands in; a cell may hold several blocks.
    """

    span: Span
    kind: BlockKind
    section: tuple[str, ...] = ()
    cell: Cell | None = None


SEVERAL = "?"
"""A target of a mark whose label several entries answer, so that nobody knows which of them it means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One citation mark in the text.

    `span` covers the mark's own characters, page included ("[3]", "[3]:23"). `targets` are the keys of the entries it
    points to, one for each label, "" if a label has none; where the format does not say (plain text), they are empty
    and linking resolves `labels` by the entries' labels. `labels` is the expanded list of what the mark shows:
    ("2", "5", "6", "7") for "[2, 5-7]". `named_from` is where the sentence names the authors of the work, right before
    the mark, as in "Lee (2019) found": such a mark covers what follows. It is None where the mark itself names them.
    """

    span: Span
    labels: tuple[str, ...]
    targets: tuple[str, ...] = ()
    pages: str | None = None
    named_from: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a page says about its subject outside its text, as the page of a wiki does.

    `categories` are their names without the namespace, `description` is the short description of the page. `born` and
    `died` are what its infobox gives for the birth and the death of a person. All are empty where the page has none.
    """

    categories: tuple[str, ...] = ()
    description: str = ""
    born: str = ""
    died: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A document as its reader understood it.

    Native marks are written into `text` in one canonical form, "[label]", whatever the format, so that the same
    article gives the same text in every form. `entries` have keys that are unique within this layout only;
    linking gives them their lasting keys. `unused_allowed` are keys of entries that no mark needs to cite
    (Further reading and the like). `uncited` holds spans of [citation needed] notes; they are no marks and no text
    of a claim. `holes` are the places in the text where something stood that could not be read, with its name.
    `subject` is what the page says about its subject outside its text.
    """

    name: str
    format: DocumentFormat
    text: str
    sha256: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...] = ()
    entries: tuple[Reference, ...] = ()
    url: str | None = None
    language: str | None = None
    title: str | None = None
    problems: tuple[Problem, ...] = ()
    unused_allowed: frozenset[str] = frozenset()
    uncited: tuple[Span, ...] = ()
    holes: tuple[tuple[int, str], ...] = ()
    origins: Origins | None = None
    subject: Subject = Subject()
