"""What passes between the parts of an audit: fetched bodies, captures, texts of sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from claims.model import BlockKind, Reference
from reports.model import Attempt, Evidence, Extent, LinkStatus, Origin, SourceCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The end of one chain of exchanges: every attempt on the way, and the last answer, if one came.

    `body` is decoded as to transfer and compression, not as to characters. `headers` have lower-case names.
    `status` is None where no answer came, and `failure` then names the link status that explains it, with `reason`
    in words; beside a status, it says why a body that came is not used (too large, of no kind that is read).
    `redirects` lists (status, target) in order. `evidence` is the record of the last answer.
    `memento` is the capture that was read in the end, where the origin is an archive.
    """

    url: str
    final_url: str
    origin: Origin
    retrieved: str
    attempts: tuple[Attempt, ...]
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    failure: LinkStatus | None = None
    reason: str = ""
    redirects: tuple[tuple[int, str], ...] = ()
    truncated: bool = False
    not_modified: bool = False
    evidence: Evidence | None = None
    memento: Memento | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Memento:
    """One capture in a web archive (RFC 7089): the page's own address, when it was captured, where it is read."""

    original: str
    captured: str  # RFC 3339 UTC
    url: str  # for people: the archive's page
    raw_url: str  # for programs: the bytes as captured
    archive: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of a source's text and what it is.

    `kind`: body, heading, list, quote, caption, table, navigation, comment, related, references, description,
    metadata. `page` counts from 1 in paged sources.
    """

    start: int
    end: int
    kind: str = "body"
    page: int | None = None


class Unread(StrEnum):
    """Why no text could be read from a body."""

    SCRIPTS = "scripts"
    """Only a browser that runs its scripts would fill the page."""
    FAILED = "failed"
    """Reading failed, which is no fault of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """The text of one copy of a source. `text` is what is searched, `extent` how much of the source it is.

    `places` are in order, do not overlap and cover all of `text` but the separators between blocks. `published` is
    the page's own date (ISO 8601), `title`, `authors` and `site` are what the page says of itself.
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
    reason: str = ""  # why the extent is not full, in words
    unread: Unread | None = None  # why there is no text, where a rule depends on it

    def place_at(self, offset: int) -> Place | None:
        """Return the place that holds `offset`, or None between blocks."""
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
    """One reference's source as far as it was read.

    `check` is what the report keeps. `text(copy_id)` loads the text of one of `check.copies`: texts are not held
    in memory. `complete` says that every copy that could be read has been (so that a doubt may become a finding).
    """

    reference: Reference
    check: SourceCheck
    text: Callable[[str], SourceText]
    complete: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveAnswer:
    """What an archive says of an address. Three outcomes, never two.

    Captures to try, in order (`mementos`); none (`known` True and no captures: a well-formed answer said so); or
    unknown (`known` False), with the reason in words. `attempts` are the look-ups that were made.
    """

    mementos: tuple[Memento, ...] = ()
    known: bool = True
    reason: str = ""
    attempts: tuple[Attempt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedSource:
    """One text to judge a claim by, and which reference and copy it is of."""

    reference: str
    copy: str
    text: SourceText


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimContext:
    """What a claim's words need to be understood: the document's title and language, the headings above, the
    sentence before, the quotations within it, and the kind of block that it stands in.
    """

    title: str | None = None
    section: tuple[str, ...] = ()
    before: str = ""
    language: str | None = None
    quotes: tuple[str, ...] = ()
    kind: BlockKind = BlockKind.PARAGRAPH


__all__ = [
    "ArchiveAnswer",
    "ClaimContext",
    "Fetched",
    "JudgedSource",
    "Memento",
    "Place",
    "Source",
    "SourceText",
    "Unread",
]
