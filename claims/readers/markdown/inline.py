"""The words of a block of Markdown: text, code, marks of footnotes, links."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape

from markdown_it.token import Token

from claims.htmltext.places import BLOCK_TAGS
from claims.markers.raised import CIRCLED
from claims.readers.citation_writing import CitationWriter
from claims.readers.composing import Composer
from claims.readers.fields import Fields
from claims.readers.markdown.citing import GROUP
from claims.readers.markdown.parsing import NUMBER, MarkdownNote, Parsed, words_of_link
from claims.readers.markdown.places import Places
from claims.readers.plaintext.headings import is_references
from claims.readers.raising import in_raised_letters, named_number, raised_signs

_UNDEFINED = re.compile(  # footnotes, and works that pandoc cites by keys of another file: [@able90; @roe14, p. 3]
    r"\[\^(?P<note>[^\s\[\]]{1,60})\]|\[(?P<keys>(?:[\w .,]{1,20} )?-?@[A-Za-z_][^\[\]\n]{1,200})\]"
)
_KEY = re.compile(r"(?<![\w.])@([A-Za-z_][\w:.#$%&+?~/-]*\w)")
_DIGIT = re.compile(r"\d")
_CALLOUT = re.compile(r"\[![A-Za-z][\w-]*\][+-]?")
_TASK = re.compile(r"\[[ xX]\]\s")
_ENTRY_LINE = re.compile(
    r"[\[(（]?(?:※|注|註)\d{1,3}[\])）:：.\s]|\[[A-Za-z]{0,6}[_ -]?\d{1,3}\][.:]?\s|\s*(?:https?|ftp)://\S+\s*$",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"#\d{1,3}[.:)]?\s|\d{1,3}(?:\s[-–—]|:)?\s+(?=[A-ZÀ-ÞА-Я\"“]|https?:)|(?i:ref(?:erence)?\.?|source)\s#?\d{1,3}[.:)]\s"
    rf"|<\d{{1,3}}>\s?|[a-z][.)]\s+(?=[A-ZÀ-Þ\"“]|https?:)|(?:\(?\d{{1,3}}[.)、．]|[［【〔（]\d{{1,3}}[］】〕）]|[⁰¹²³⁴-⁹]+|[{CIRCLED}])\s?\S"
)
_TAG_LINK = re.compile(
    r"<a\s(?:[^<>]{0,500}?\s)?href\s*=\s*[\"']?(?P<url>(?<=[\"'])[^\"'<>]{1,2000}|[^\s\"'<>]{1,2000})", re.IGNORECASE
)
_ID = re.compile(r"\s(?:id|name)\s*=\s*[\"']?([^\s\"'<>]{1,100})", re.IGNORECASE)
_WEB = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_RAISING = re.compile(r"<(?P<end>/)?sup\b[^<>]*>", re.IGNORECASE)


def _line_at(children: list[Token], place: int) -> str:
    """Return the text of the line that begins at a token, as far as a heading of a list may reach."""
    words: list[str] = []
    for child in children[place : place + 6]:
        if child.type in ("softbreak", "hardbreak"):
            break
        words.append(child.content)
    return "".join(words)


def _words_at(children: list[Token], place: int) -> str:
    """Return the text of the tokens from `place` on, as far as the number of an entry may reach."""
    words: list[str] = []
    raised = False
    for child in children[place : place + 4]:
        raising = _RAISING.match(child.content) if child.type == "html_inline" else None
        if raising or child.type in ("sup_open", "sup_close"):
            raised = child.type == "sup_open" or (raising is not None and not raising["end"])
        else:
            words.append(in_raised_letters(child.content) if raised else child.content)
    return "".join(words)


@dataclass(slots=True)
class CitedLink:
    """A link whose words are a number: what its mark shows, its address, the title that it says, and its place."""

    key: str
    label: str
    url: str
    title: str
    source: tuple[int, int] | None


class InlineWriter:
    """Writes inline tokens to a composer.

    `order` collects the footnotes in the order of their first marks, `links` the links that are marks. While
    `fields` is set, an entry of the list is being written: its links are its addresses, in `urls`.
    """

    def __init__(
        self, composer: Composer, places: Places, parsed: Parsed, citations: CitationWriter | None = None
    ) -> None:
        self.order: list[MarkdownNote] = []
        self.remarks: list[MarkdownNote] = []  # notes that are no sources, in a document that cites by key
        self.links: dict[tuple[str, str], CitedLink] = {}
        self.fields: Fields | None = None
        self.urls: list[str] = []
        self.seen: set[str] = set()  # the addresses of all links so far
        self._raised = False
        self._bracketed = False  # behind "[" without its "]"
        self._in_list = False  # among the keys of "(@lee, @roe)"
        self._tag: tuple[str, int] | None = None  # the open link that is written in HTML, and where it begins
        self._composer = composer
        self._places = places
        self._parsed = parsed
        self._numbered = parsed.numbered
        self._citations = citations

    def write(self, children: list[Token]) -> None:
        """Write the children of an inline token."""
        self._raised = self._bracketed = False
        link: Token | None = None
        words = ""
        start = 0
        first = _words_at(children, 0)
        listed = _ENTRY.match(first) is not None or is_references(_line_at(children, 0))
        for place, token in enumerate(children):
            kind = token.type
            if kind == "link_open":
                link, words, start = token, words_of_link(children, place), self._composer.length
            elif kind == "link_close" and link is not None:
                self._end_link(link, words, start)
                link = None
            elif kind == "footnote_ref":
                self._write_mark(token)
            elif kind == "softbreak":
                # One source a line is how people write a list without making it one.
                following = _words_at(children, place + 1)
                heading = is_references(_line_at(children, place + 1))
                listed = listed or heading
                if heading or _ENTRY_LINE.match(following) or (listed and _ENTRY.match(following)):
                    self._composer.line_break()
                else:
                    self._write_text("\n")
            elif kind == "hardbreak":
                self._composer.line_break()
            elif link is not None and NUMBER.fullmatch(words):
                continue  # the link is a mark, which its end writes
            elif kind == "text":
                self._write_text(token.content)
            elif kind == "text_special":
                self._write_escaped(token, _words_at(children, place + 1))
            elif kind in ("sup_open", "sup_close"):
                self._raised = kind == "sup_open"
            elif kind == "html_inline":
                self._read_tag(token.content)
            elif kind == GROUP and self._citations is not None:
                self._write_citation(token, self._citations)
            elif kind == "code_inline":
                self._as_code(token.content, self._places.find(token.content), None)

    def number(self, note: MarkdownNote) -> None:
        """Give a note the label that its marks show, in the order in which this is asked."""
        if not note.label:
            self.order.append(note)
            note.label = note.key if self._numbered else str(len(self.order))

    def write_note(self, label: str, at: int | None, until: int | None) -> bool:
        """Write the mark of the footnote with this label of its own, and return whether there is one."""
        note = self._parsed.notes.get(label)
        if note is not None:
            self.number(note)
            self._composer.mark([note.label], [note.key], None, at, until)
        return note is not None

    def _write_mark(self, token: Token) -> None:
        label = token.meta.get("label")
        note = self._parsed.notes.get(token.meta["id"] if label is None else str(label))
        if note is None:
            return
        at = self._places.find("^[" if label is None else f"[^{label}]")
        until = None if at is None else at + (2 if label is None else len(str(label)) + 3)
        if self._citations is not None and note.is_remark:
            self.remarks.append(note)
            for cites in note.cites:
                self._citations.write_group([replace(cite, prefix="", suffix="") for cite in cites], (at, until))
            return
        self.number(note)
        self._composer.mark([note.label], [note.key], None, at, until)

    def _write_citation(self, token: Token, citations: CitationWriter) -> None:
        at = self._places.find(token.content)
        source = (at, None if at is None else at + len(token.content))
        cites = token.meta["cites"]
        if not any(citations.is_citation(cite.key, linked=token.meta["linked"]) for cite in cites):
            self._write_text(token.content) if at is None else self._composer.write(token.content, *source)
        elif token.meta["in_text"]:
            # "(@lee, @roe)" is a list of citations, whose authors are no part of a sentence
            listed = token.meta["before"].endswith("(") or (token.meta["before"] == ", " and self._in_list)
            self._in_list = listed
            citations.write_in_text(cites, source, with_names=not listed)
        else:
            citations.write_group(cites, source)

    def _write_text(self, text: str) -> None:
        if not self._composer.length and "[" in text:
            text = _TASK.sub("", _CALLOUT.sub("", text, count=1), count=1)
        at = self._places.find(text)
        self._see_brackets(text)
        if self._raised:
            if named := named_number(text):
                self._composer.write(named, at, None if at is None else at + len(text))
                return
            text = raised_signs(text, self._composer.last) if self.fields is None else in_raised_letters(text)

        if "[" not in text:
            self._composer.write(text, at)
            return

        def place(offset: int) -> int | None:
            return None if at is None else at + offset

        position = 0
        for undefined in _UNDEFINED.finditer(text):
            keys = [undefined["note"]] if undefined["note"] else _KEY.findall(undefined["keys"])
            if undefined["note"] is None and not any(map(_DIGIT.search, keys)):
                continue  # "[@able]" names a person
            self._composer.write(text[position : undefined.start()], place(position))
            self._composer.mark(keys, [], None, place(undefined.start()), place(undefined.end()))
            position = undefined.end()
        self._composer.write(text[position:], place(position))

    def _see_brackets(self, text: str) -> None:
        if "[" not in text and "]" not in text:
            return
        opened, closed = text.rfind("["), text.rfind("]")
        if opened != closed:
            self._bracketed = opened > closed

    def _write_escaped(self, token: Token, following: str) -> None:
        """Write an escaped sign. Converters escape the brackets of "[1]", so that these may be those of a mark."""
        at = self._places.find(token.markup)
        until = None if at is None else at + len(token.markup)
        self._see_brackets(token.content)
        numbered = following[:1].isdecimal() or (token.content == "(" and following[:1] == "^")
        if (
            token.content == token.markup
            or token.info == "entity"
            or token.content in "])"
            or (token.content in "[(" and numbered)
        ):
            self._composer.write(token.content, at, until)
        else:
            self._as_code(token.content, at, until)

    def _as_code(self, text: str, at: int | None, until: int | None) -> None:
        """Write text in which nothing is a mark."""
        start = self._composer.length
        self._composer.write(text, at, until)
        self._composer.code_from(start)

    def _end_link(self, link: Token, words: str, start: int) -> None:
        url = str(link.attrs.get("href", ""))
        page, _, fragment = url.partition("#")
        if fragment and page in self._parsed.own_pages:
            url = f"#{fragment}"
        number = NUMBER.fullmatch(words)
        self.seen.add(url)
        title = str(link.attrs.get("title") or "")
        source = self._places.peek(url)
        self._composer.link(url, start=start, title=title, source=source if self._composer.length == start else None)
        if not _WEB.match(url):
            if number is not None:
                shown = words if self._bracketed and not words.startswith("[") else f"[{number[1]}]"
                self._composer.write(shown)
                self._see_brackets(shown)
            return
        number = number or NUMBER.fullmatch(str(link.meta.get("label", "")))
        if self.fields is not None:
            self.urls.append(url)
            if self.fields.title is None and number is None and not _WEB.match(words):
                self.fields.title = words.strip(' "“”') or None
        elif number is not None:
            self._cite(url, number[1], title, source)

    def _read_tag(self, tag: str) -> None:
        """Read a tag of HTML: where a link or something raised begins or ends."""
        if raising := _RAISING.match(tag):
            self._raised = not raising["end"]
        own = _ID.search(tag)
        if own is not None and not self._composer.length and own[1] in self._parsed.pointed and self.fields is None:
            self._composer.target()
        if (named := _TAG_NAME.match(tag)) and (named[1].lower() in BLOCK_TAGS or named[1].lower() == "br"):
            self._composer.line_break()
        opened = _TAG_LINK.match(tag)
        if opened is not None:
            self._tag = (opened["url"], self._composer.length)
        elif tag.lower().startswith("</a") and self._tag is not None:
            url, start = self._tag
            self._tag = None
            source = self._places.peek(url) if self._composer.length == start else None
            self._composer.link(unescape(url), start=start, source=source)
            if self.fields is not None and _WEB.match(url):
                self.urls.append(unescape(url))

    def _cite(self, url: str, number: str, title: str, source: tuple[int, int] | None) -> None:
        known = self.links.get((number, url))
        if known is None:
            known = self.links[number, url] = CitedLink(f"link-{len(self.links) + 1}", number, url, title, source)
        self._composer.mark([known.label], [known.key], None, None, None)
