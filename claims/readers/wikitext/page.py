"""Write the nodes of a page of wikitext in order, block by block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import mwparserfromhell
from mwparserfromhell.nodes import Heading, HTMLEntity, Node, Text
from mwparserfromhell.wikicode import Wikicode

from claims.model import BlockKind, Problem
from claims.readers.composing import Composer, Draft
from claims.readers.fields import Fields
from claims.readers.raising import in_raised_letters
from claims.readers.wikitext.anchors import anchor_name, likely_anchor
from claims.readers.wikitext.masking import LITERALS, NOTHING, TAG, MaskedTag, mask, raw
from claims.readers.wikitext.numbering import Register, WikiNote

_TOKEN = re.compile(
    rf"(?P<paragraph>\n[ \t{NOTHING}]*\n[\s{NOTHING}]*)|(?P<line>\n)|(?P<tag>{TAG}{NOTHING}*)|(?P<nothing>{NOTHING}+)"
    rf"|(?P<literal>[{''.join(LITERALS)}])|(?P<style>'{{2,}})|(?P<switch>__[A-Z]+__)|(?P<variant>-\{{(?:[^{{}}|\n]{{1,20}}\|)?|\}}-)"
)
_PLAIN = re.compile(r"[^\n'_\ufdd0-\ufdd4{}]*")


@dataclass(slots=True)
class OpenEntry:
    """The current entry of the list: its fields so far, and the anchors of the works that it names in short form."""

    fields: Fields = field(default_factory=Fields)
    anchors: list[list[str]] = field(default_factory=list)
    templated: bool = False


@dataclass(slots=True)
class ReadEntry:
    """An entry that is written, before the works that it refers to in short form are looked up."""

    draft: Draft
    note: WikiNote
    entry: OpenEntry
    text: str


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

    `anchors` has the fields of full references by the anchor that shortened footnotes point to, `likely` by those that
    may mean them (None where several works may be meant). `entry` is what is known of the current entry, None in the
    running text. `has_foreign_notes` says that a template of the page defines notes which the page does not hold.
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
        self.anchors: dict[str, Fields] = {}
        self.likely: dict[str, Fields | None] = {}
        self.has_foreign_notes = False
        self.ahead: dict[tuple[int, int], WikiNote | None] = {}
        self.counting_ahead = False
        self.base = BlockKind.PARAGRAPH
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
            if isinstance(node, Text):
                self.text(str(node.value), at)
            elif isinstance(node, HTMLEntity):
                self.composer.write(_character(node), at, at + width)
            elif isinstance(node, Heading):
                with self.block(BlockKind.PARAGRAPH):
                    self.composer.heading(node.level)
                    self.walk(node.title, at + node.level)
                    self.composer.end_heading()
            elif type(node) in self._handlers.nodes:
                self._handlers.nodes[type(node)](self, node, at, at + width)
            at += width

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

    def plain(self, code: Wikicode, at: int, *, in_prose: bool = False) -> str:
        """Return what `code` shows, as one line of text without marks.

        With `in_prose`, it is a part of the page's own text, where what cannot be read leaves a hole; otherwise of a
        reference, where a template of an unknown kind is written by its name.
        """
        nodes = code.nodes
        if not nodes:
            return ""
        if len(nodes) == 1 and isinstance(nodes[0], Text) and _PLAIN.fullmatch(str(nodes[0].value)):
            return " ".join(str(nodes[0].value).split())
        return self.apart(lambda: self.walk(code, at), in_prose=in_prose and self.entry is None)

    def apart(self, write: Callable[[], None], *, in_prose: bool = False) -> str:
        """Return what `write` writes, as one line of text without marks, and leave the page as it is."""
        composer, base, entry = self.composer, self.base, self.entry
        self.composer, self.base, self.entry = Composer(), BlockKind.PARAGRAPH, None if in_prose else OpenEntry()
        try:
            write()
            made, holes = self.composer.compose(), self.composer.holes
        finally:
            self.composer, self.base, self.entry = composer, base, entry
        if in_prose:
            for hole in holes:
                self.composer.hole(hole)
        text = made.text
        for mark in reversed(made.marks):
            text = text[: mark.span.start] + text[mark.span.end :]
        return " ".join(text.split())

    def marks_of(self, code: Wikicode, at: int) -> None:
        """Write the marks in `code`, and nothing else of it."""
        position = at
        for node in code.nodes:
            text = str(node.value) if isinstance(node, Text) else ""
            for token in re.finditer(TAG, text):
                tag = self._tags[position + token.start()]
                if tag.name == "ref":
                    self._handlers.tag(self, tag)
            position += len(str(node))

    def work(self, parts: Sequence[str]) -> Fields | None:
        """Return the work that a short note means by names and year; None where it is unknown or not the only one."""
        return self.anchors.get(anchor_name(parts)) or self.likely.get(likely_anchor(parts))

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


def _character(node: HTMLEntity) -> str:
    try:
        return str(node.normalize())
    except (ValueError, OverflowError):
        return unescape(str(node))
