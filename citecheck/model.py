"""What passes between the parts of an audit: fetched bodies, captures, texts of sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from claims.layout import Cell
from claims.model import BlockKind, Reference
from reports.model import Attempt, Evidence, Extent, LinkStatus, Origin, SourceCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The result of fetching one address: every attempt, redirects included, and the last answer, if there was one.

    `status` is the HTTP status of the last answer; None: no answer came. `failure` is the link status that explains why
    no answer came, or why the body is not used (too large, a type that is not read). `reason` says the same in words.
    `barrier` is what kept the program out and would let a browser through. `body` has transfer and content codings
    removed; its characters are not decoded. `headers` have lower-case names. `redirects` lists (status, target) in
    order. `truncated`: `body` is only the beginning. `broken_off` says how the transfer ended too early; empty: the
    body is complete. `not_modified`: the server answered 304. `retrieved` is RFC 3339 in UTC. `evidence` is the record
    of the last answer in the recording, `memento` the capture that was read; None: there is no record, or no capture.
    """

    url: str
    final_url: str
    origin: Origin
    retrieved: str
    attempts: tuple[Attempt, ...]
    status: int | None = None
    barrier: Barrier | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    failure: LinkStatus | None = None
    reason: str = ""
    redirects: tuple[tuple[int, str], ...] = ()
    truncated: bool = False
    broken_off: str = ""
    not_modified: bool = False
    evidence: Evidence | None = None
    memento: Memento | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Memento:
    """One capture in a web archive (RFC 7089): the page's own address, when it was captured, where to read it."""

    original: str
    captured: str  # RFC 3339 UTC
    url: str  # for people: the archive's page
    raw_url: str  # for programs: the bytes as captured
    archive: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A half-open range of a source's text (code points), and what kind of text it is.

    `kind`: body, heading, list, quote, caption, table, navigation, comment, related, references, description,
    metadata. `page` counts from 1 in paged sources. `cell` is the cell of a table that it stands in.
    """

    start: int
    end: int
    kind: str = "body"
    page: int | None = None
    cell: Cell | None = None


class Barrier(StrEnum):
    """What kept a program from an answer that a browser would get."""

    HTTP2_ONLY = "http2-only"
    """The server speaks only HTTP/2 or later; citecheck speaks HTTP/1.1."""
    INCOMPLETE_CHAIN = "incomplete-chain"
    """The server leaves out a certificate that browsers know from elsewhere, or fetch."""
    ASKED_TO_WAIT = "asked-to-wait"
    """The server asked for a longer pause than a run waits."""


class Unread(StrEnum):
    """Why no text could be read from a body."""

    SCRIPTS = "scripts"
    """Only a browser that runs its scripts would fill the page."""
    FAILED = "failed"
    """Reading failed, and the page is not to blame."""
    BINARY = "binary"
    """The body is a kind of file that is not read, such as an office document or an archive of files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """The text of one copy of a source. `text` is what is searched, `extent` how much of the source it is.

    `places` are in order, do not overlap and cover all of `text` except the separators between blocks. `published` is
    the page's own date (ISO 8601), `title`, `authors` and `site` are what the page says about itself. `marks` are the
    marks of its own notes ("1", "[2, 3]", "†"), which are not in `text`.
    """

    text: str
    extent: Extent
    places: tuple[Place, ...] = ()
    media_type: str = "text/html"
    title: str | None = None
    authors: tuple[str, ...] = ()
    site: str | None = None
    published: str | None = None
    language: str | None = None
    canonical: str | None = None
    identifiers: Mapping[str, str] = field(default_factory=dict, hash=False)
    marks: tuple[str, ...] = ()
    reason: str = ""  # why the extent is not full, in words
    unread: Unread | None = None  # why there is no text, if a rule depends on it

    def place_at(self, offset: int) -> Place | None:
        """Return the place that holds `offset` (code points of `text`); None: it is between blocks."""
        low, high = 0, len(self.places)
        while low < high:
            middle = (low + high) // 2
            if self.places[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.places) and self.places[low].start <= offset:
            return self.places[low]
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The source of one reference, as far as it has been read.

    `check` is the part that goes into the report. `text(copy_id)` loads the text of one of `check.copies` from disk.
    `complete` is True when every copy that can be read has been read; only then a claim may be refuted.
    """

    reference: Reference
    check: SourceCheck
    text: Callable[[str], SourceText]
    complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveAnswer:
    """An archive's answer about an address: it has captures, it has no capture, or the answer is unknown.

    `mementos` are the captures to try, in order. With `known` True and no captures, a well-formed answer said that
    there is no capture. With `known` False the archive refused or failed, and `reason` says why. `attempts` are the
    requests.
    """

    mementos: tuple[Memento, ...] = ()
    known: bool = True
    reason: str = ""
    attempts: tuple[Attempt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedSource:
    """One text to judge a claim by, with the key of its reference and the id of its copy."""

    reference: str
    copy: str
    text: SourceText


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim that is a row of a table: its first cell, and its covered cells, each behind its heading.

    `label` is "" if the row has none, and so is a heading.
    """

    label: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimContext:
    """The context that makes a claim understandable.

    `title` and `language` (ISO 639-1) are those of the document, None if unknown; `section` are the headings above,
    outermost first; `before` is the sentence before; `quotes` are the quotations in the claim, `kind` its block;
    `row` has the cells of a claim that is a row of a table.
    """

    title: str | None = None
    section: tuple[str, ...] = ()
    before: str = ""
    language: str | None = None
    quotes: tuple[str, ...] = ()
    kind: BlockKind = BlockKind.PARAGRAPH
    row: ClaimRow | None = None


__all__ = [
    "ArchiveAnswer",
    "Barrier",
    "ClaimContext",
    "ClaimRow",
    "Fetched",
    "JudgedSource",
    "Memento",
    "Place",
    "Source",
    "SourceText",
    "Unread",
]
