"""Markdown to tokens, with the texts of the footnotes taken out of the stream."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from claims.readers.citation_groups import Cite
from claims.readers.markdown.block_scanning import LinearBlock
from claims.readers.markdown.citing import GROUP, citing_plugin
from claims.readers.markdown.pandoc import pandoc_plugin
from claims.readers.markdown.scanning import LinearInline

_ADDRESS = re.compile(r"(?:https?|ftp)://|\bdoi:\s?10\.", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEW = 4  # words from which on a note says something: "see also", "for a review" do not
_POINTING = re.compile(r"(?:\]\(\s?<?|href\s?=\s?[\"']?)#([^\s\"'()<>]{1,100})", re.IGNORECASE)
_ONE_PAGE = re.compile(
    r"\[[\[\\^]{0,4}(?P<number>\d{1,3})[\]\\]{0,4}\]\((?P<page>https?://[^\s()#]{1,500})#(?P<fragment>[^\s()]{1,100})"
)
NUMBER = re.compile(r"\[?\^?(\d{1,3})\]?")


@dataclass(slots=True)
class MarkdownNote:
    """A footnote: its own label, the number that its marks show, and the tokens of its text."""

    key: str
    label: str = ""
    tokens: list[Token] = field(default_factory=list)

    @property
    def cites(self) -> list[list[Cite]]:
        """The citations by key in its text, each group apart."""
        inside = (child for token in self.tokens for child in token.children or ())
        return [child.meta["cites"] for child in inside if child.type == GROUP]

    @property
    def is_remark(self) -> bool:
        """Whether it names no source of its own: it cites works by their keys, or it has no address."""
        return bool(self.cites) or not any(
            child.type in ("link_open", "autolink") or _ADDRESS.search(child.content)
            for token in self.tokens
            for child in token.children or ()
        )

    @property
    def says_something(self) -> bool:
        """Whether it has words beside its citations."""
        texts = (child.content for token in self.tokens for child in token.children or () if child.type == "text")
        return len(_WORD.findall(" ".join(texts))) >= _FEW


class Definition(NamedTuple):
    """A definition of a link, "[label]: https://…", with its lines."""

    url: str
    title: str
    lines: Sequence[int]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document's tokens without its footnotes, and these: by their labels, or by a number where they have none.

    `definitions` are those of links, used or not; `pointed` the ids to which links of the document point.
    `own_pages` are the addresses of the page that it was copied from: their links lead to notes and back.
    """

    tokens: list[Token]
    notes: dict[int | str, MarkdownNote]
    definitions: list[Definition] = field(default_factory=list)
    pointed: frozenset[str] = frozenset()
    own_pages: frozenset[str] = frozenset()

    @property
    def numbered(self) -> bool:
        """Whether all footnotes have numbers for labels, which their marks then show."""
        return all(note.key.isdecimal() for note in self.notes.values())


def parse(source: str, *, citing: bool = False) -> Parsed:
    """Parse a document as CommonMark with tables, strikethrough, footnotes, front matter and what pandoc writes.

    `citing`: "@key" cites a work of a bibliography.
    """
    parser = MarkdownIt("commonmark", {"store_labels": True}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(front_matter_plugin).use(pandoc_plugin)
    if citing:
        parser.use(citing_plugin)
    # The tail would order the notes and drop those that no mark uses, which are what we are asked about.
    parser.core.ruler.disable("footnote_tail")
    parser.core.ruler.disable("text_join")  # an escaped bracket is to be told from one that begins a mark
    LinearInline(parser)
    LinearBlock(parser)
    environment: dict[str, Any] = {}
    kept: list[Token] = []
    notes: dict[int | str, MarkdownNote] = {}
    taking: list[list[Token]] = [kept]  # the text, and within it the notes whose definitions stand in one another
    empty: list[Token] = []
    below = -1  # the line below a definition without words, which holds them
    for token in parser.parse(source, environment):
        if token.type == "footnote_reference_open":
            label = str(token.meta["label"])
            known = label in notes
            note = notes.setdefault(label, MarkdownNote(key=label))
            taking.append([] if known else note.tokens)  # of two definitions the first counts
            below = token.map[0] + 1 if token.map else -1
        elif token.type == "footnote_reference_close":
            empty = taking.pop()
            below = -1 if empty else below
        elif token.type == "paragraph_open" and token.map and token.map[0] == below and not token.level:
            taking.append(empty)
            empty.append(token)
        elif token.type == "paragraph_close" and taking[-1] is empty and empty and not token.level:
            taking.pop().append(token)
        else:
            taking[-1].append(token)
    for number, listed in environment.get("footnotes", {}).get("list", {}).items():
        if "tokens" in listed:  # a note that is written where it is cited
            inside = Token("inline", "", 0, children=listed["tokens"], content=listed.get("content", ""))
            notes[number] = MarkdownNote(key=f"inline-{number}", tokens=[inside])
    definitions = [
        Definition(str(defined["href"]), str(defined.get("title") or ""), defined.get("map") or (0, 0))
        for defined in environment.get("references", {}).values()
    ]
    return Parsed(kept, notes, definitions, frozenset(_POINTING.findall(source)), _own_pages(source))


def _own_pages(source: str) -> frozenset[str]:
    """Return the addresses whose links show one number for two fragments: a note, and the place that cites it."""
    fragments: dict[tuple[str, str], set[str]] = {}
    for match in _ONE_PAGE.finditer(source):
        fragments.setdefault((match["page"], match["number"]), set()).add(match["fragment"])
    return frozenset(page for (page, _), found in fragments.items() if len(found) > 1)


def words_of_link(children: list[Token], place: int) -> str:
    """Return the text of the link that opens at `place` among the children of an inline token."""
    words: list[str] = []
    for later in range(place + 1, len(children)):
        if children[later].type == "link_close":
            break
        words.append(children[later].content)
    return "".join(words)
