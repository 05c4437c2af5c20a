"""The blocks of HTML of a Markdown document: their words, lists, tables and links, as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import NamedTuple

from lxml import etree

from claims.htmltext import HtmlBlock, Skip, html_text, parse_html
from claims.model import BlockKind
from claims.readers.composing import Composer
from claims.readers.html.grid import Grid
from claims.readers.html.kinds import Kinds
from claims.readers.html.raised import raised_number

_LOWEST = 6  # the level of headings that no other stands below
_WEB = re.compile(r"\s*https?://\S+\s*$", re.IGNORECASE)
_WORD = re.compile(r"\w")
_LINE_OF_ENTRY = re.compile(r"\n(?=[ \t]{0,3}(?:\[\d{1,3}\]:?|\d{1,3}[.)]) +[^\s<])")
_PARTS = re.compile(r"\s+|\S+")
_QUOTING = re.compile(r"<(?P<end>/)?blockquote\b", re.IGNORECASE)
_NOTE = re.compile(r"\[\^([^\s\[\]]{1,60})\]")

Place = Callable[[str], "tuple[int, int] | None"]
"""Returns where a piece of text stands in the source, or where the block does that holds it."""


class _Link(NamedTuple):
    """A link: where its words begin and end, its address and its title."""

    start: int
    end: int
    url: str
    title: str


@dataclass(slots=True)
class _Links:
    """Takes part in the walk: writes raised numbers in raised letters, and notes where links begin and end."""

    found: list[_Link] = field(default_factory=list)

    def enter(self, element: etree._Element) -> Skip | str | None:
        return raised_number(element)

    def leave(self, element: etree._Element, start: int, end: int) -> None:
        if element.tag == "a" and element.get("href"):
            self.found.append(_Link(start, end, element.get("href") or "", element.get("title") or ""))
        elif element.tag in ("blockquote", "q") and _WEB.match(element.get("cite") or "") and start < end:
            self.found.append(_Link(end - 1, end, (element.get("cite") or "").strip(), ""))


@dataclass(slots=True)
class HtmlBlocks:
    """Writes blocks of HTML to `composer`.

    A quotation may begin in one block and end in a later one, with Markdown between them: `quoting` says whether one
    is open. `write_note` writes the mark of a footnote by its label, and returns whether there is such a note.
    """

    composer: Composer
    write_note: Callable[[str, int | None, int | None], bool]
    seen: set[str]  # the addresses of all links so far
    pointed: frozenset[str]  # the ids to which links of the document point
    quoting: int = 0

    def write(self, markup: str, place: Place) -> None:
        """Write the blocks of `markup`; `place` finds its words in the source."""
        kinds, grid, links = Kinds(), Grid(self.composer.tables), _Links()
        text = html_text(parse_html(_LINE_OF_ENTRY.sub("\n<br>", markup)), visitor=links)
        found = sorted(links.found, reverse=True)
        is_quoted = self.quoting > 0
        for block in text.blocks:
            self._pictures(found, block.start, place)
            self._begin(block, kinds, grid, is_quoted=is_quoted)
            if _WORD.search(text.text, block.start, block.end):
                self._write_words(text.text, block, _taken(found, block.end), place)
            if block.element.tag == "summary" or kinds.of(block)[0] is BlockKind.HEADING:
                self.composer.end_heading()
        self._pictures(found, len(text.text) + 1, place)
        if "</details" in markup.lower():
            self.composer.heading(_LOWEST)  # an empty one, which ends the section
            self.composer.end_heading()
        self.composer.tables.place(None)
        self.composer.begin(BlockKind.PARAGRAPH)
        for quotation in _QUOTING.finditer(markup):
            self.quoting = max(0, self.quoting - 1 if quotation["end"] else self.quoting + 1)

    def _begin(self, block: HtmlBlock, kinds: Kinds, grid: Grid, *, is_quoted: bool) -> None:
        kind, level = kinds.of(block)
        if kind is BlockKind.HEADING or block.element.tag == "summary":
            self.composer.heading(level or _LOWEST)
            return
        number = kinds.number_of(block) if kind is BlockKind.LIST_ITEM else None
        if is_quoted and kind is BlockKind.PARAGRAPH:
            kind = BlockKind.QUOTE
        self.composer.begin(kind, number=number)
        if self._is_pointed(block.element):
            self.composer.target()
        self.composer.tables.place(grid.cell_of(block.element) if kind is BlockKind.TABLE_CELL else None)

    def _is_pointed(self, element: etree._Element) -> bool:
        """Return whether links of the document point to a block, or to what it begins with."""
        first = [element, *islice(element.iterdescendants("a", "span", "sup"), 2)]
        return any((one.get("id") or one.get("name")) in self.pointed for one in first)

    def _write_words(self, text: str, block: HtmlBlock, links: list[_Link], place: Place) -> None:
        edges = sorted(
            {block.start, block.end, *(min(edge, block.end) for link in links for edge in (link.start, link.end))}
        )
        lengths = {block.start: self.composer.length}
        for start, end in pairwise(edges):
            self._write_lines(text[start:end], place)
            lengths[end] = self.composer.length
        for start, end, url, title in links:
            self.seen.add(url)
            self.composer.link(url, start=lengths[start], end=lengths[min(end, block.end)], title=title)

    def _write_lines(self, text: str, place: Place) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                self.composer.line_break()
            written = 0
            for note in _NOTE.finditer(line):
                self._write(line[written : note.start()], place)
                where = place(note[0]) or (None, None)
                if not self.write_note(note[1], *where):
                    self._write(note[0], place)
                written = note.end()
            self._write(line[written:], place)

    def _write(self, words: str, place: Place) -> None:
        """Write words with their places, one by one where tags or line breaks part them in the source."""
        if not words:
            return
        where = place(words)
        if where is not None and where[1] - where[0] == len(words):
            self.composer.write(words, where[0])
        elif len(parts := _PARTS.findall(words)) > 1:
            for part in parts:
                self._write(part, place)
        else:
            self.composer.write(words, *(where or (None, None)))

    def _pictures(self, links: list[_Link], end: int, place: Place) -> None:
        """Record the links before `end`, which have no words, as links of the document."""
        for _, _, url, title in _taken(links, end):
            self.seen.add(url)
            self.composer.begin(BlockKind.NAVIGATION)
            self.composer.link(url, start=0, title=title, source=place(url))


def _taken(links: list[_Link], end: int) -> list[_Link]:
    """Take the links that begin before `end` from the end of `links`, which are in reverse order."""
    taken = []
    while links and links[-1].start < end:
        taken.append(links.pop())
    return taken
