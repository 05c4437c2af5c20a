"""The walk over a Markdown document's blocks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from markdown_it.token import Token

from claims.companions import Companions
from claims.decoding import decode, normal_newlines
from claims.file_origins import FileOrigins
from claims.language import detect
from claims.layout import Layout
from claims.model import BlockKind, DocumentFormat
from claims.readers.bibliography_files.cited import CitedWorks
from claims.readers.citation_writing import CitationWriter
from claims.readers.composing import Composer
from claims.readers.fields import Fields
from claims.readers.links import with_links
from claims.readers.markdown.bibliography import find_works
from claims.readers.markdown.citing import is_cross_reference
from claims.readers.markdown.front_matter import front_matter, language_of, title_of
from claims.readers.markdown.html_blocks import HtmlBlocks
from claims.readers.markdown.inline import CitedLink, InlineWriter
from claims.readers.markdown.numbers import item_numbers
from claims.readers.markdown.parsing import MarkdownNote, parse
from claims.readers.markdown.places import Places
from claims.readers.markdown.source_lists import find_source_lists
from claims.readers.textual import with_editors_notes, with_textual_notes
from claims.source_map import MappedOrigins

_ATTRIBUTES = re.compile(r"\s*(?:\{[^{}]*\})?\s*")
_ALONE = Companions()
_LOWEST = 6  # the level of headings that no other stands below
_NEAR = 2_000  # characters of tags between two words of HTML; judgement
_SAMPLE = 20_000  # characters of prose that tell the language


def read(
    body: bytes,
    *,
    name: str,
    url: str | None = None,
    encoding: str | None = None,
    companions: Companions = _ALONE,
) -> Layout:
    """Read a Markdown document; see `claims.interfaces.Reader`. `companions` has its bibliography."""
    source = normal_newlines(decode(body, name=name, encoding=encoding))
    front = front_matter(source)
    found = find_works(source, front, companions)
    page = _Page(source, found.works)
    page.write()
    made = page.composer.compose()
    language = page.language or language_of(front) or detect(made.text[:_SAMPLE])
    made = with_textual_notes(made, language=language) if found.works is None else with_editors_notes(made)
    made = with_links(made, url=url)
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
        problems=(*found.problems, *(found.works.problems() if found.works is not None else ())),
        unused_allowed=found.works.listed_alone() if found.works is not None else frozenset(),
        origins=MappedOrigins(source, made.pieces)
        if found.works is None
        else FileOrigins([("", source), *found.works.sources], made.pieces),
    )


class _Page:
    def __init__(self, source: str, works: CitedWorks | None) -> None:
        self.composer = Composer()
        self.title: str | None = None
        self.language: str | None = None
        self._works = works
        self._length = len(source) + 1
        self._parsed = parse(source, citing=works is not None)
        self._places = Places(source)
        citations = CitationWriter(self.composer, works, _is_key) if works is not None else None
        self._inline = InlineWriter(self.composer, self._places, self._parsed, citations)
        self._html = HtmlBlocks(self.composer, self._inline.write_note, self._inline.seen, self._parsed.pointed)
        self._numbered = False
        self._base = [BlockKind.PARAGRAPH]

    def write(self) -> None:
        """Write the text, then the entries: footnotes in the order of their first marks, those without any, links."""
        self._walk(self._parsed.tokens)
        if self._works is not None:
            self._write_remarks()
            self._works.write(self.composer, after=self._length)
        written = 0
        while written < len(self._inline.order):  # a note's own text may hold the first mark of another
            self._write_note(self._inline.order[written])
            written += 1
        for note in self._parsed.notes.values():
            if not note.label and note not in self._inline.remarks:
                self._inline.number(note)
                self._write_note(note)
        for link in list(self._inline.links.values()):
            self._write_link(link)
        self._add_unused()

    def _write_remarks(self) -> None:
        """Write the notes that are no sources as paragraphs below the text."""
        self.composer.heading(1)  # an empty one, which ends the section
        self.composer.end_heading()
        notes = [*self._inline.remarks, *(note for note in self._parsed.notes.values() if note.is_remark)]
        self._inline.remarks[:] = list({id(note): note for note in notes}.values())
        for note in list(self._inline.remarks):
            if note.says_something:
                self.composer.begin(BlockKind.PARAGRAPH)
                self._walk(note.tokens)

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
                caption = self._caption(token)
                if caption is not None:
                    self.composer.begin(BlockKind.CAPTION)
                self._inline.write(caption if caption is not None else token.children or [])
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

    def _caption(self, token: Token) -> list[Token] | None:
        """Return the words of a picture that is a paragraph of its own, which pandoc shows as its caption, or None."""
        if self._works is None:
            return None
        children = [child for child in token.children or () if child.type != "softbreak"]
        pictures = [child for child in children if child.type == "image"]
        others = "".join(child.content for child in children if child.type != "image")
        if len(pictures) != 1 or not _ATTRIBUTES.fullmatch(others):
            return None
        return pictures[0].children or []

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
        self.title, self.language = title_of(content), language_of(content)

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


def _is_key(key: str) -> bool:
    """Return whether a key that no bibliography has is a citation: it names no figure, table or section."""
    return not is_cross_reference(key)
