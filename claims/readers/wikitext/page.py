"""Write the nodes of a page of wikitext in order, block by block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import mwparserfromhell
from mwparserfromhell.nodes import Heading, HTMLEntity, Node, Text
from mwparserfromhell.wikicode import Wikicode

from claims.model import BlockKind, Problem
from claims.readers.composing import Composer, Draft
from claims.readers.composition import Composition
from claims.readers.fields import Fields
from claims.readers.links import with_links
from claims.readers.raising import in_raised_letters
from claims.readers.textual import with_textual_notes
from claims.readers.wikitext.anchors import Works
from claims.readers.wikitext.masking import LITERALS, NOTHING, TAG, MaskedTag, mask, raw
from claims.readers.wikitext.numbering import Register, WikiNote

_TOKEN = re.compile(
    rf"(?P<paragraph>\n[ \t{NOTHING}]*\n[\s{NOTHING}]*)|(?P<line>\n)|(?P<tag>{TAG}{NOTHING}*)|(?P<nothing>{NOTHING}+)"
    rf"|(?P<literal>[{''.join(LITERALS)}])|(?P<style>'{{2,}})|(?P<switch>__[A-Z]+__)|(?P<variant>-\{{(?:[^{{}}|\n]{{1,20}}\|)?|\}}-)"
)
_PLAIN = re.compile(r"[^\n'_\ufdd0-\ufdd4{}]*")


@dataclass(slots=True)
class OpenEntry:
    """The current entry of the list: its fields so far, and the anchors of the works that it names in short form.

    `links` are the anchors that it links to, which may be works. `asides` are words of it that say nothing of the work,
    such as "Archived 7 June 2015". A `quiet` one collects what the values of a cite template say of their source; those
    words are no part of the value.
    """

    fields: Fields = field(default_factory=Fields)
    anchors: list[list[str]] = field(default_factory=list)
    templated: bool = False
    quiet: bool = False
    asides: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ReadEntry:
    """An entry that is written, before the works that it refers to in short form are looked up."""

    draft: Draft
    note: WikiNote
    entry: OpenEntry
    text: str


@dataclass(frozen=True, slots=True)
class ReadWords:
    """What an argument shows, what it says of a source besides, and the names of what could not be read in it."""

    text: str
    beside: Fields
    holes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handlers:
    """What writes the parts of a page that `WikiPage` itself does not know.

    `nodes` maps a kind of node to the function that writes it, given the page, the node, and where it begins and ends
    in the source. `tag` writes a masked tag, `entry` an entry of a list of notes, and `complete` completes the entries
    when the whole page is read.
    """

    nodes: Mapping[type[Node], Callable[[WikiPage, Any, int, int], None]]
    tag: Callable[[WikiPage, MaskedTag], None]
    entry: Callable[[WikiPage, WikiNote], None]
    complete: Callable[[WikiPage], None]


class WikiPage:
    """Walks a page and writes it to a composer.

    `works` finds the full references that shortened footnotes point to. `entry` is what is known of the current entry,
    None in the running text. `old_notes` has the places of notes by templates, None until they are looked for;
    `skipped` is a range of the source that is left out of the running text. `unknown_template` is the name of a
    template that may define notes which the page does not hold, None where the page has none.
    """

    def __init__(self, source: str, handlers: Handlers, *, language: str | None = None) -> None:
        """`language` is that of the wiki (ISO 639-1), None where it is unknown: names of templates depend on it."""
        self.source = source
        self.language = language
        self._handlers = handlers
        self.composer = Composer()
        self.register = Register()
        self.entry: OpenEntry | None = None
        self.entries: list[ReadEntry] = []
        self.problems: list[Problem] = []
        self.works = Works()
        self.ahead: dict[tuple[int, int], WikiNote | None] = {}
        self.counting_ahead = False
        self.base = BlockKind.PARAGRAPH
        self.old_notes: dict[str, tuple[int, int]] | None = None
        self.skipped = (0, 0)
        self.unknown_template: str | None = None
        self._words: dict[tuple[int, bool], ReadWords] = {}
        self.raised = False  # within a superscript
        self.counted = 0  # the number of the last item of a numbered list
        self._tags: dict[int, MaskedTag] = {}

    def walk_source(self, start: int, end: int) -> None:
        """Read a stretch of the source: the page itself, or the content of a tag."""
        if self.entry is not None and self.entry.fields.markup is None:
            self.entry.fields.markup = raw(self.source[start:end]).strip()
        masked = mask(self.source, start, end)
        self._tags.update(masked.tags)
        self.walk(mwparserfromhell.parse(masked.text, skip_style_tags=True), start)

    def walk(self, code: Wikicode, at: int) -> None:
        """Write the nodes of `code`, which begins at offset `at` of the source."""
        nodes: list[Node] = code.nodes
        for node in nodes:
            width = len(str(node))
            if self.entry is None and self.skipped[0] <= at < self.skipped[1]:
                if isinstance(node, Text) and at + width > self.skipped[1]:
                    self.text(str(node.value)[self.skipped[1] - at :], self.skipped[1])
            elif isinstance(node, Text):
                self.text(str(node.value), at)
            elif isinstance(node, HTMLEntity):
                self.composer.write(_character(node), at, at + width)
            elif isinstance(node, Heading):
                with self.block(BlockKind.PARAGRAPH):
                    self.composer.heading(node.level)
                    self.walk(node.title, at + node.level)
                    self.composer.end_heading()
            else:
                self.write_node(node, at, at + width)
            at += width

    def write_node(self, node: Node, at: int, until: int) -> None:
        """Write a link, a template or a tag, which stands at `at`..`until` of the source."""
        if type(node) in self._handlers.nodes:
            self._handlers.nodes[type(node)](self, node, at, until)

    def text(self, text: str, at: int) -> None:
        """Write a stretch of text, with the tags that were masked in it."""
        position = 0
        for token in _TOKEN.finditer(text):
            if token.start() > position:
                self._write(text[position : token.start()], at + position)
            position = token.end()
            kind = token.lastgroup
            if kind == "tag":
                self._handlers.tag(self, self._tags[at + token.start()])
            elif kind == "literal":
                self.composer.write(LITERALS[token[0]], at + token.start())
            elif kind == "paragraph" or (kind == "line" and self.in_line):
                self.raised = False
                self.new_block()
            elif kind == "line":
                self.composer.write("\n", at + token.start())
            elif kind == "style" and len(token[0]) == 4:
                self.composer.write("'", at + token.start())
        self._write(text[position:], at + position)

    def _write(self, words: str, at: int) -> None:
        self.composer.write(in_raised_letters(words) if self.raised else words, at)

    @property
    def in_line(self) -> bool:
        """Whether the end of the line ends the block: in a list, or after a heading."""
        return self.composer.kind is BlockKind.LIST_ITEM and self.base is not BlockKind.LIST_ITEM

    def new_block(self) -> None:
        """Begin a new block of the current default kind; in an entry of the list, a new line."""
        if self.entry is not None:
            self.composer.line_break()
        else:
            self.composer.begin(self.base)

    def begin(self, kind: BlockKind, *, number: str | None = None) -> None:
        """Begin a block of `kind`, an item with this `number`; in an entry of the list, a new line."""
        if self.entry is not None:
            self.composer.line_break()
        else:
            self.composer.begin(kind, number=number)

    @contextmanager
    def block(self, kind: BlockKind) -> Iterator[None]:
        """Write blocks of `kind` while the context lasts, and then of the kind before."""
        before = self.base
        self.base = kind
        self.begin(kind)
        try:
            yield
        finally:
            self.base = before
            self.begin(before)

    def tag_at(self, place: int) -> MaskedTag:
        """Return the masked tag at an offset of the source."""
        return self._tags[place]

    def plain(self, code: Wikicode, at: int, entry: OpenEntry | None = None) -> str:
        """Return what `code` shows in a reference, as one line of text without marks; see `apart` for `entry`."""
        nodes = code.nodes
        if not nodes:
            return ""
        if len(nodes) == 1 and isinstance(nodes[0], Text) and _PLAIN.fullmatch(str(nodes[0].value)):
            return " ".join(str(nodes[0].value).split())
        return self.apart(lambda: self.walk(code, at), entry)

    def words(self, code: Wikicode, at: int) -> ReadWords:
        """Return what an argument at offset `at` shows in a reference, and what it says of a source besides.

        Each argument is read once: templates within templates would be read twice as often at each level.
        """
        if (at, False) not in self._words:
            inner = OpenEntry(quiet=True)
            self._words[at, False] = ReadWords(self.plain(code, at, inner), inner.fields)
        return self._words[at, False]

    def prose(self, code: Wikicode, at: int) -> str:
        """Return what an argument at offset `at` shows in the running text, where what cannot be read leaves a hole."""
        if self.entry is not None:
            return self.words(code, at).text
        if (at, True) not in self._words:
            text, holes = self._apart(lambda: self.walk(code, at), None)
            self._words[at, True] = ReadWords(text, Fields(), holes)
        read = self._words[at, True]
        for hole in read.holes:
            self.composer.hole(hole)
        return read.text

    def apart(self, write: Callable[[], None], entry: OpenEntry | None = None) -> str:
        """Return what `write` writes in a reference, as one line of text without marks, and leave the page as it is.

        What it says of a source goes into `entry`; with None it is dropped.
        """
        return self._apart(write, entry or OpenEntry())[0]

    def _apart(self, write: Callable[[], None], entry: OpenEntry | None) -> tuple[str, tuple[str, ...]]:
        """Return what `write` writes in `entry` (in the running text with None), and the holes in it."""
        composer, base, outer = self.composer, self.base, self.entry
        self.composer, self.base, self.entry = Composer(), BlockKind.PARAGRAPH, entry
        try:
            write()
            made, holes = self.composer.compose(), self.composer.holes
        finally:
            self.composer, self.base, self.entry = composer, base, outer
        text = made.text
        for mark in reversed(made.marks):
            text = text[: mark.span.start] + text[mark.span.end :]
        return " ".join(text.split()), holes

    @contextmanager
    def numbering_ahead(self) -> Iterator[None]:
        """Number the notes in what is read while the context lasts; their marks are written when it is read again."""
        was, self.counting_ahead = self.counting_ahead, True
        try:
            yield
        finally:
            self.counting_ahead = was

    def write_list(self, group: str) -> None:
        """Write the entries of a group's list."""
        for note in self.register.take(group):
            self._handlers.entry(self, note)

    def finish(self) -> None:
        """Write the lists that have no place on the page, and complete the entries in short form."""
        for _ in range(3):  # notes may be nested; three levels are enough in practice
            for group in self.register.left():
                self.write_list(group)
        self._handlers.complete(self)

    def compose(self, url: str | None) -> Composition:
        """Return what the page says, with the list that it writes as text and its links; `url` is its address."""
        made = with_textual_notes(self.composer.compose(), language=self.language, only_with_marks=True)
        return with_links(made, url=url)


def _character(node: HTMLEntity) -> str:
    try:
        return str(node.normalize())
    except (ValueError, OverflowError):
        return unescape(str(node))
