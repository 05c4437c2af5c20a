"""What a document says: the data types of the package `claims`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol

_CLOSE_UP = frozenset(".,;:!?)]}”’'»…。、！？।॥؟،؛")


class Span(NamedTuple):
    """A half-open range of Unicode code points in `Document.text`."""

    start: int
    end: int


class SourceRange(NamedTuple):
    """Where a span stands in the file as it was given: lines and columns count from 1, the end is exclusive.

    `file` is the name of the file, relative to the document's folder, if that is another one than the document itself,
    such as a chapter that it includes; empty otherwise.

    In a PDF, `page` is the page, counted from 1, on which the lines count, and `box` where the words stand on it: left,
    bottom, right and top in points from its lower left corner. Elsewhere they are 0 and None.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    file: str = ""
    page: int = 0
    box: tuple[float, float, float, float] | None = None


class Origins(Protocol):
    """Finds the place of a document's characters in the file that it was read from."""

    def locate(self, span: Span) -> SourceRange | None:
        """Return the place of `span` in the file; None if it has no place there."""
        ...


class DocumentFormat(StrEnum):
    """The kinds of document that can be read."""

    PLAINTEXT = "plaintext"
    HTML = "html"
    WIKITEXT = "wikitext"
    MARKDOWN = "markdown"
    DOCX = "docx"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"
    RIS = "ris"
    ENDNOTE = "endnote"
    LATEX = "latex"
    PDF = "pdf"
    RST = "rst"
    JATS = "jats"
    TEI = "tei"
    EPUB = "epub"
    ODT = "odt"
    ASCIIDOC = "asciidoc"
    ORG = "org"
    TYPST = "typst"


class BlockKind(StrEnum):
    """What a block of a document's text is; only some kinds make claims."""

    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    CAPTION = "caption"
    TABLE_CELL = "table-cell"
    TABLE_ROW = "table-row"  # the cells of a row, of which a citation covers some
    QUOTE = "quote"
    FACTS = "facts"  # an infobox, or the lines that remain of one; not prose
    HEADING = "heading"
    CODE = "code"
    HATNOTE = "hatnote"
    NAVIGATION = "navigation"
    REFERENCES = "references"


class UrlStatus(StrEnum):
    """What the document itself says of a reference's address (the field's `url-status`)."""

    LIVE = "live"
    DEAD = "dead"
    USURPED = "usurped"
    DEVIATED = "deviated"


class UrlAccess(StrEnum):
    """What the document itself says of access to a reference's address (the field's `url-access`)."""

    FREE = "free"
    REGISTRATION = "registration"
    SUBSCRIPTION = "subscription"


class ReferenceRole(StrEnum):
    """The role of a source in the document."""

    ENTRY = "entry"  # an entry of a list of references, or a note
    LINK = "link"  # a link in the text itself: a citation if a claim has it, else a link of the document


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One source of a document: an entry of its list of references, or a link of its text.

    `key` is unique in the document and made from what the entry says, so it survives renumbering; `label` is what
    the marks show ("7", "a", "note 1"). `text` is the entry without its number and back-links, and equals
    `document.text[span]`. Dates are ISO 8601, as precise as known ("2011-04-14", "2011-04", "2011"). `urls` holds the
    address to check first, then the others. `identifiers` maps "doi", "pmid", "pmcid", "arxiv", "isbn" to their
    normal forms. `pages` is the page or page range that a shortened footnote names. `markup` is
    the entry as the file writes it, None if the reader does not give it: repairs are made there.

    Entries of a bibliography file say more: `venue` is the journal, the proceedings or the book that the work is a part
    of, `page_range` its pages there ("45–67"), and `kind` its type in the words of CSL 1.0.2 ("article-journal",
    "book", "chapter", "thesis", "webpage"). They are None where the reader does not give them.

    `role` tells entries from links. The `text` and `span` of a link are its words in the running text, which may be
    empty (a picture that is a link). A link that no citation names is a link of the document: it is
    checked as a link and has no claim.
    """

    key: str
    label: str
    text: str
    span: Span
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    accessed: str | None = None
    urls: tuple[str, ...] = ()
    archive_url: str | None = None
    archived: str | None = None
    url_status: UrlStatus | None = None
    url_access: UrlAccess | None = None
    language: str | None = None
    identifiers: Mapping[str, str] = field(default_factory=dict, hash=False)
    pages: str | None = None
    markup: str | None = field(default=None, compare=False)
    role: ReferenceRole = ReferenceRole.ENTRY
    venue: str | None = None
    page_range: str | None = None
    kind: str | None = None

    @property
    def is_link(self) -> bool:
        """Whether this is a link of the text, not an entry of a list."""
        return self.role is ReferenceRole.LINK

    @property
    def pointer(self) -> str:
        """How messages point to it: "[7]" for an entry, the address for a link of the text or an entry without a label.

        Empty for an entry that has neither.
        """
        if self.urls and (self.is_link or not self.label):
            return self.urls[0]
        return f"[{self.label}]" if self.label else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One mark, or one run of adjacent marks: "[2, 5-7]", "[1][2]".

    `labels` are what is written, in order; `references` the keys of the entries they resolve to (a label that
    dangles has none); `pages` the page that the mark itself names ("[1]:23").
    """

    key: str
    labels: tuple[str, ...]
    references: tuple[str, ...]
    span: Span
    pages: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The part of a claim that a citation covers: `scope` lists the covered spans of the document's text.

    `inherited` is True if the mark comes later in the paragraph and may or may not cover this sentence too.
    """

    key: str
    scope: tuple[Span, ...]
    inherited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quotation: the words between quotation marks, without the marks; `text` equals `document.text[span]`.

    `unread` names what stood in it and could not be read, as in `Claim`.
    """

    text: str
    span: Span
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence, list item, caption, table cell or block quotation, cited or not.

    `text` equals `document.text[span]`: marks inside the sentence are part of it, those that follow it are not
    (`Document.prose(span)` gives the words alone). `section` is the path of headings above it, `before` the prose
    sentence before it in the same paragraph ("" at a paragraph's start). `key` is made from its words, so it
    survives edits elsewhere. `unread` names what stood in the sentence and could not be read, such as a template of
    a wiki ("{{name}}"): words or a figure may be missing there.
    """

    key: str
    text: str
    span: Span
    section: tuple[str, ...] = ()
    citations: tuple[Cited, ...] = ()
    quotes: tuple[Quote, ...] = ()
    kind: BlockKind = BlockKind.PARAGRAPH
    before: str = ""
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A problem of the document's structure. `code` is that of a finding; `citecheck` decides its severity."""

    code: str
    message: str
    span: Span | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document as it was read. Spans are half-open ranges of code points of `text`; tuples are in text order.

    `references` holds the entries of lists first, then the links of the text. `living` says whether the document is
    about one person who is alive, as far as the document itself tells; None: it does not tell.
    """

    name: str
    format: DocumentFormat
    text: str
    sha256: str
    url: str | None = None
    language: str | None = None
    title: str | None = None
    references: tuple[Reference, ...] = ()
    citations: tuple[Citation, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
    living: bool | None = None
    origins: Origins | None = field(default=None, repr=False, compare=False)

    def origin(self, span: Span) -> SourceRange | None:
        """Return the lines and columns of `span` in the file; None in a DOCX file, and where it has no place there."""
        return None if self.origins is None else self.origins.locate(span)

    def unmarked(self, span: Span) -> tuple[Span, ...]:
        """Return `span` without the citation marks in it: the spans that are left, in order."""
        pieces: list[Span] = []
        start = span.start
        first = bisect_right(self.citations, span.start, key=lambda citation: citation.span.end)
        for place in range(first, len(self.citations)):
            mark = self.citations[place].span
            if mark.start >= span.end:
                break
            end = mark.start
            following = self.text[mark.end : mark.end + 1] if mark.end < span.end else " "
            while end > start and self.text[end - 1].isspace() and (following.isspace() or following in _CLOSE_UP):
                end -= 1  # "burned [1]." is "burned."
            if end > start:
                pieces.append(Span(start, end))
            start = max(start, mark.end)
            if start < span.end and self.text[start].isspace() and self.text[start + 1 : start + 2] in _CLOSE_UP:
                start += 1  # "burned [1] ." is "burned."
        if start < span.end:
            pieces.append(Span(start, span.end))
        return tuple(pieces)

    def prose(self, span: Span) -> str:
        """Return the text of `span` without the citation marks in it."""
        return "".join(self.text[piece.start : piece.end] for piece in self.unmarked(span))
