"""The walk over a Markdown document's blocks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from markdown_it.token import Token

from claims.decoding import decode, normal_newlines
from claims.language import detect
from claims.layout import Layout
from claims.model import BlockKind, DocumentFormat
from claims.readers.composing import Composer
from claims.readers.fields import Fields
from claims.readers.links import with_links
from claims.readers.markdown.html_blocks import HtmlBlocks
from claims.readers.markdown.inline import CitedLink, InlineWriter
from claims.readers.markdown.numbers import item_numbers
from claims.readers.markdown.parsing import MarkdownNote, parse
from claims.readers.markdown.places import Places
from claims.readers.markdown.source_lists import find_source_lists
from claims.readers.textual import with_textual_notes
from claims.source_map import MappedOrigins

_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_LANGUAGE = re.compile(r"^lang(?:uage)?:\s*[\"']?([A-Za-z]{2,3})\b", re.MULTILINE)
_LOWEST = 6  # the level of headings that no other stands below
_NEAR = 2_000  # characters of tags between two words of HTML; judgement
_SAMPLE = 20_000  # characters of prose that tell the language


def read(body: bytes, *, name: str, url: str | None = None, encoding: str | None = None) -> Layout:
    """Read a Markdown document; see `claims.interfaces.Reader`."""
    source = normal_newlines(decode(body, name=name, encoding=encoding))
    page = _Page(source)
    page.write()
    made = page.composer.compose()
    language = page.language or detect(made.text[:_SAMPLE])
    made = with_links(with_textual_notes(made, language=language), url=url)
    return Layout(
        name=name,
        format=DocumentFormat.MARKDOWN,
        text=made.text,
        sha256=hashlib.sha256(body).hexdigest(),
        blocks=made.blocks,
        marks=made.marks,
        entries=made.entries,
        url=url,
        language=language,
        title=page.title,
        uncited=made.uncited,
        origins=MappedOrigins(source, made.pieces),
    )


class _Page:
    def __init__(self, source: str) -> None:
        self.composer = Composer()
        self.title: str | None = None
        self.language: str | None = None
        self._parsed = parse(source)
        self._places = Places(source)
        self._inline = InlineWriter(self.composer, self._places, self._parsed)
        self._html = HtmlBlocks(self.composer, self._inline.write_note, self._inline.seen)
        self._numbered = False
        self._base = [BlockKind.PARAGRAPH]

    def write(self) -> None:
        """Write the text, then the entries: footnotes in the order of their first marks, those without any, links."""
        self._walk(self._parsed.tokens)
        written = 0
        while written < len(self._inline.order):  # a note's own text may hold the first mark of another
            self._write_note(self._inline.order[written])
            written += 1
        for note in self._parsed.notes.values():
            if not note.label:
                self._inline.number(note)
                self._write_note(note)
        for link in list(self._inline.links.values()):
            self._write_link(link)
        self._add_unused()

    def _add_unused(self) -> None:
        """Record the links that are defined and stand nowhere in the text."""
        self.composer.begin(BlockKind.NAVIGATION)
        for defined in self._parsed.definitions:
            if defined.url not in self._inline.seen:
                self._places.enter(defined.lines)
                source = self._places.peek(defined.url)
                self.composer.link(defined.url, start=0, title=defined.title, source=source)

    def _write_note(self, note: MarkdownNote) -> None:
        fields = self._inline.fields = Fields(
            markup="\n\n".join(token.content for token in note.tokens if token.type == "inline")
        )
        draft = self.composer.begin_entry(fields.reference(note.key, note.label))
        self._walk(note.tokens)
        fields.add_links(self._inline.urls)
        fields.read_text(self.composer.written().strip())
        draft.entry = fields.reference(note.key, note.label)
        self.composer.end_entry()
        self._inline.urls.clear()
        self._inline.fields = None

    def _write_link(self, link: CitedLink) -> None:
        fields = Fields(title=link.title or None)
        fields.add_url(link.url)
        draft = self.composer.begin_entry(fields.reference(link.key, link.label))
        self.composer.write(f"{link.title} " if link.title and link.title != link.url else "")
        self.composer.write(link.url, *(link.source or ()))
        fields.read_text(self.composer.written().strip())
        draft.entry = fields.reference(link.key, link.label)
        self.composer.end_entry()

    @property
    def _in_entry(self) -> bool:
        return self._inline.fields is not None

    def _walk(self, tokens: Sequence[Token]) -> None:
        numbers = {} if self._in_entry else item_numbers(tokens)
        sources = {} if self._in_entry else find_source_lists(tokens)
        ends = set(sources.values())
        for place, token in enumerate(tokens):
            kind = token.type
            if place in sources:
                self.composer.heading(_LOWEST)
            elif place - 2 in sources:
                self.composer.end_heading()
            elif place in ends:
                self._close(token)
                self.composer.heading(_LOWEST)  # an empty one, which ends the section
                self.composer.end_heading()
            elif kind == "front_matter":
                self._read_front_matter(token.content)
            elif kind == "inline":
                self._places.enter(token.map)
                self._inline.write(token.children or [])
            elif kind in ("fence", "code_block"):
                if not self._in_entry:
                    self.composer.begin(BlockKind.CODE)
                else:
                    self.composer.line_break()
                self._places.enter(token.map)
                self.composer.write(token.content, self._places.find(token.content))
            elif kind == "html_block":
                self._write_html(token)
            elif kind == "heading_open":
                self._heading(int(token.tag[1]))
            elif kind == "heading_close":
                self._end_heading(int(token.tag[1]))
            elif kind.endswith("_open"):
                self._open(token, numbers.get(place))
            elif kind.endswith("_close"):
                self._close(token)

    def _write_html(self, token: Token) -> None:
        """Write a block of HTML as a browser shows it."""
        self._places.enter(token.map)
        if self._in_entry:
            return
        whole = self._places.peek(token.content)

        def place(words: str) -> tuple[int, int] | None:
            at = self._places.find(words, within=_NEAR)
            return whole if at is None else (at, at + len(words))

        self._html.write(token.content, place)

    def _open(self, token: Token, number: str | None) -> None:
        kind = token.type
        if kind == "blockquote_open":
            self._base.append(BlockKind.QUOTE)
        elif kind == "list_item_open":
            self._base.append(BlockKind.LIST_ITEM)
            if number is not None:
                self.composer.begin(BlockKind.LIST_ITEM, number=number)
                self._numbered = True
                return
        elif kind in ("table_open", "tr_open"):
            (self.composer.tables.begin_table if kind == "table_open" else self.composer.tables.begin_row)()
        elif kind in ("td_open", "th_open"):
            self._base.append(BlockKind.TABLE_CELL)
            self.composer.tables.begin_cell(header=kind == "th_open")
        if kind in ("paragraph_open", "td_open", "th_open", "list_item_open"):
            self._new_block()

    def _close(self, token: Token) -> None:
        kind = token.type
        if kind == "table_close":
            self.composer.tables.end_table()
        elif kind in ("blockquote_close", "list_item_close", "td_close", "th_close"):
            if kind in ("td_close", "th_close"):
                self.composer.tables.end_cell()
            self._base.pop()
            self._new_block()

    def _new_block(self) -> None:
        if self._in_entry:
            self.composer.line_break()
        elif not self._numbered:
            quoted = self._html.quoting and self._base[-1] is BlockKind.PARAGRAPH
            self.composer.begin(BlockKind.QUOTE if quoted else self._base[-1])
        self._numbered = False  # the paragraph within a numbered item is the item

    def _read_front_matter(self, content: str) -> None:
        title, language = _TITLE.search(content), _LANGUAGE.search(content)
        self.title = title[1] if title else None
        self.language = language[1].lower() if language else None

    def _heading(self, level: int) -> None:
        if not self._in_entry:
            self.composer.heading(level)

    def _end_heading(self, level: int) -> None:
        if self._in_entry:
            return
        text = self.composer.written().strip()
        is_title = level == 1 and self.title in (None, text)
        if is_title:
            self.title = text or None
        self.composer.end_heading(in_path=not is_title)
