"""The walk over a Markdown document's tokens."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from claims.decoding import decode, normal_newlines
from claims.language import detect
from claims.layout import Layout
from claims.model import BlockKind, DocumentFormat
from claims.origins import MappedOrigins
from claims.readers.composing import Composer, Draft
from claims.readers.fields import Fields
from claims.readers.markdown.places import Places
from claims.readers.plaintext.headings import is_further, is_references
from claims.readers.textual import with_textual_notes

_NUMBER = re.compile(r"\[?\^?(\d{1,3})\]?")
_UNDEFINED = re.compile(r"\[\^([^\s\[\]]{1,60})\]")
_CALLOUT = re.compile(r"\[![A-Za-z][\w-]*\][+-]?")
_TASK = re.compile(r"\[[ xX]\]\s")
_ENTRY_LINE = re.compile(r"\[\d{1,3}\]\s")
_TEXTUAL = re.compile(r"(?:^|[^\w\]])\[\d{1,3}\]|[a-z.,;!?)\"”][\[]\d{1,3}\]")
_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_LANGUAGE = re.compile(r"^lang(?:uage)?:\s*[\"']?([A-Za-z]{2,3})\b", re.MULTILINE)
_WEB = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)


def read(body: bytes, *, name: str, url: str | None = None, encoding: str | None = None) -> Layout:
    """Read a Markdown document; see `claims.interfaces.Reader`."""
    source = normal_newlines(decode(body, name=name, encoding=encoding))
    page = _Page(source)
    page.walk(page.tokens)
    page.write_notes()
    made = page.composer.compose()
    language = page.language or detect(made.text[:20_000])
    made = with_textual_notes(made, language=language)
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


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"store_labels": True}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(front_matter_plugin)
    # The tail would order the notes and drop those that no mark uses, which are what we are asked about.
    parser.core.ruler.disable("footnote_tail")
    parser.core.ruler.disable("text_join")  # an escaped bracket is to be told from one that begins a mark
    return parser


@dataclass(slots=True)
class _Note:
    """A footnote: its own label, the number that its marks show, and the tokens of its text."""

    key: str
    label: str = ""
    tokens: list[Token] = field(default_factory=list)
    inline: bool = False


class _Page:
    def __init__(self, source: str) -> None:
        environment: dict[str, Any] = {}
        tokens = _parser().parse(source, environment)
        self.composer = Composer()
        self.places = Places(source)
        self.title: str | None = None
        self.language: str | None = None
        self._definitions: dict[str, dict[str, Any]] = environment.get("references", {})
        self._notes: dict[int | str, _Note] = {}
        self._order: list[_Note] = []
        self.tokens = self._without_notes(tokens, environment)
        self._numeric = all(note.key.isdecimal() for note in self._notes.values())
        # Links are citations where a document has no other kind of marks, and outside of its lists of works and links.
        self._has_notes = bool(self._notes) or any(_has_number(token) for token in self.tokens)
        self._in_list = False
        self._links: dict[str, _Link] = {}
        self._entries: list[tuple[Draft, Fields, str, str]] = []
        self._fields: Fields | None = None
        self._urls: list[str] = []  # of the entry under way
        self._numbered = False
        self._base = [BlockKind.PARAGRAPH]

    # -- notes -----------------------------------------------------------------------------------------------------

    def _without_notes(self, tokens: list[Token], environment: dict[str, Any]) -> list[Token]:
        """Take the footnotes' texts out of the stream, by their labels; return what is left."""
        kept: list[Token] = []
        note: _Note | None = None
        for token in tokens:
            if token.type == "footnote_reference_open":
                label = str(token.meta["label"])
                note = self._notes.setdefault(label, _Note(key=label))
            elif token.type == "footnote_reference_close":
                note = None
            elif note is not None:
                note.tokens.append(token)
            else:
                kept.append(token)
        for number, listed in environment.get("footnotes", {}).get("list", {}).items():
            if "tokens" in listed:
                inside = Token("inline", "", 0, children=listed["tokens"], content=listed.get("content", ""))
                self._notes[number] = _Note(key=f"inline-{number}", tokens=[inside], inline=True)
        return kept

    def _mark_note(self, token: Token) -> None:
        label = token.meta.get("label")
        note = self._notes.get(token.meta["id"] if label is None else str(label))
        if note is None:
            return
        if not note.label:
            self._order.append(note)
            note.label = note.key if self._numeric else str(len(self._order))
        at = self.places.find("^[" if label is None else f"[^{label}]")
        until = None if at is None else at + (2 if label is None else len(str(label)) + 3)
        self.composer.mark([note.label], [note.key], None, at, until)

    def write_notes(self) -> None:
        """Write the entries: footnotes in the order of their first marks, then those without; link definitions."""
        written = 0
        while written < len(self._order):  # a note's own text may hold the first mark of another
            self._write_note(self._order[written])
            written += 1
        for note in self._notes.values():
            if not note.label:
                note.label = note.key if self._numeric else str(len(self._order) + 1)
                self._order.append(note)
                self._write_note(note)
        for link in self._links.values():
            self._begin_entry(link.key, link.label)
            if link.title and link.title.strip("\"'") != link.url:
                self.composer.write(link.title)
                self.composer.write(" ")
            self.composer.write(link.url)
            assert self._fields is not None
            self._fields.add_url(link.url)
            self._fields.title = link.title or None
            self._end_entry()
        for draft, fields, key, label in self._entries:
            draft.entry = fields.reference(key, label)

    def _write_note(self, note: _Note) -> None:
        self._begin_entry(note.key, note.label)
        self.walk(note.tokens)
        self._end_entry()

    def _begin_entry(self, key: str, label: str) -> None:
        fields = Fields()
        draft = self.composer.begin_entry(fields.reference(key, label))
        self._fields = fields
        self._entries.append((draft, fields, key, label))

    def _end_entry(self) -> None:
        assert self._fields is not None
        self._fields.add_links(self._urls)
        self._urls.clear()
        self._fields.read_text(self.composer.written().strip())
        self._fields = None
        self.composer.end_entry()

    # -- blocks ----------------------------------------------------------------------------------------------------

    def walk(self, tokens: Sequence[Token]) -> None:
        """Write block tokens."""
        numbers: list[int | None] = []
        for token in tokens:
            kind = token.type
            if kind == "front_matter":
                self._read_front_matter(token.content)
            elif kind == "inline":
                self.places.enter(token.map)
                self._inline(token.children or [])
            elif kind in ("fence", "code_block"):
                if self._fields is None:
                    self.composer.begin(BlockKind.CODE)
                else:
                    self.composer.line_break()
                self.places.enter(token.map)
                self.composer.write(token.content, self.places.find(token.content))
            elif kind == "heading_open":
                self._heading(int(token.tag[1]))
            elif kind == "heading_close":
                self._end_heading(int(token.tag[1]))
            elif kind.endswith("_open"):
                self._open(token, numbers)
            elif kind.endswith("_close"):
                self._close(token, numbers)

    def _open(self, token: Token, numbers: list[int | None]) -> None:
        kind = token.type
        if kind == "blockquote_open":
            self._base.append(BlockKind.QUOTE)
        elif kind in ("ordered_list_open", "bullet_list_open"):
            start = int(token.attrs.get("start", 1)) if kind == "ordered_list_open" else None
            numbers.append(start)
        elif kind == "list_item_open":
            self._base.append(BlockKind.LIST_ITEM)
            if self._fields is None and numbers and numbers[-1] is not None and len(numbers) == 1:
                self.composer.begin(BlockKind.LIST_ITEM, number=str(numbers[-1]))
                self._numbered = True
                numbers[-1] += 1
                return
        elif kind in ("td_open", "th_open"):
            self._base.append(BlockKind.TABLE_CELL)
        if kind in ("paragraph_open", "td_open", "th_open", "list_item_open"):
            self._new_block()

    def _close(self, token: Token, numbers: list[int | None]) -> None:
        kind = token.type
        if kind in ("ordered_list_close", "bullet_list_close"):
            numbers.pop()
        elif kind in ("blockquote_close", "list_item_close", "td_close", "th_close"):
            self._base.pop()
            self._new_block()

    def _new_block(self) -> None:
        if self._fields is not None:
            self.composer.line_break()
        elif not self._numbered:
            self.composer.begin(self._base[-1])
        self._numbered = False  # the paragraph within a numbered item is the item

    def _read_front_matter(self, content: str) -> None:
        title, language = _TITLE.search(content), _LANGUAGE.search(content)
        self.title = title[1] if title else None
        self.language = language[1].lower() if language else None

    def _heading(self, level: int) -> None:
        if self._fields is None:
            self.composer.heading(level)

    def _end_heading(self, level: int) -> None:
        if self._fields is not None:
            return
        text = self.composer.written().strip()
        is_title = self.title is None and level == 1
        if is_title:
            self.title = text or None
        self._in_list = is_references(text) or is_further(text)
        self.composer.end_heading(in_path=not is_title)

    # -- inline ----------------------------------------------------------------------------------------------------

    def _inline(self, children: Sequence[Token]) -> None:
        link: Token | None = None
        shown: list[str] = []
        for place, token in enumerate(children):
            kind = token.type
            if kind == "link_open":
                link, shown = token, []
                if not self._is_number(children, place):
                    continue
            elif kind == "link_close" and link is not None:
                self._close_link(link, "".join(shown))
                link = None
            elif kind == "footnote_ref":
                self._mark_note(token)
            elif kind == "softbreak":
                following = children[place + 1].content if place + 1 < len(children) else ""
                # One source a line is how people write a list without making it one.
                self.composer.line_break() if _ENTRY_LINE.match(following) else self._text("\n")
            elif kind == "hardbreak":
                self.composer.line_break()
            elif kind == "text_special":
                shown.append(token.content)
                at = self.places.find(token.markup)
                start = self.composer.length
                self.composer.write(token.content, at, None if at is None else at + len(token.markup))
                self.composer.code_from(start)
            elif kind in ("text", "code_inline"):
                shown.append(token.content)
                if link is None or not _NUMBER.fullmatch(token.content):
                    start = self.composer.length
                    self._text(token.content, code=kind == "code_inline")
                    if kind == "code_inline":
                        self.composer.code_from(start)

    def _is_number(self, children: Sequence[Token], place: int) -> bool:
        return place + 1 < len(children) and _NUMBER.fullmatch(children[place + 1].content) is not None

    def _text(self, text: str, *, code: bool = False) -> None:
        if not code and not self.composer.length:
            text = _TASK.sub("", _CALLOUT.sub("", text, count=1), count=1)
        at = self.places.find(text)
        position = 0
        for undefined in _UNDEFINED.finditer(text) if not code else ():
            self._plain(text[position : undefined.start()], at, position)
            start = None if at is None else at + undefined.start()
            self.composer.mark([undefined[1]], [], None, start, None if start is None else start + len(undefined[0]))
            position = undefined.end()
        self._plain(text[position:], at, position)

    def _plain(self, text: str, at: int | None, position: int) -> None:
        self.composer.write(text, None if at is None else at + position)

    def _close_link(self, link: Token, shown: str) -> None:
        url = str(link.attrs.get("href", ""))
        if not _WEB.match(url):
            if _NUMBER.fullmatch(shown):
                self.composer.write(f"[{shown.strip('[]')}]")
            return
        self.composer.link(url)
        number = _NUMBER.fullmatch(shown) or _NUMBER.fullmatch(str(link.meta.get("label", "")))
        if self._fields is not None:
            self._urls.append(url)
            if self._fields.title is None and not _WEB.match(shown) and shown.strip("[]0123456789 "):
                self._fields.title = shown.strip(' "“”')
            return
        if number is None and (self._has_notes or self._in_list):
            return
        known = self._links.get(url if number is None else number[1])
        if known is None:
            label = number[1] if number else str(len(self._links) + 1)
            title = str(link.attrs.get("title") or ("" if number else shown))
            known = self._links[url if number is None else number[1]] = _Link(f"link-{label}", label, url, title)
        self.composer.mark([known.label], [known.key], None, None, None)


def _has_number(token: Token) -> bool:
    """Whether an inline token has a mark that is a number in brackets: as text, or as a link with a definition."""
    children = token.children or []
    for place, child in enumerate(children):
        if child.type == "link_open" and place + 1 < len(children) and _NUMBER.fullmatch(children[place + 1].content):
            return True
        if child.type == "text" and _TEXTUAL.search(child.content):
            return True
    return False


@dataclass(slots=True)
class _Link:
    key: str
    label: str
    url: str
    title: str
