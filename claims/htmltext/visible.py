"""Return the visible text of a tree, in one walk without recursion, in time linear in the page.

Words are cut where a reader sees them cut: blocks are parted by a blank line ("\\n\\n"), a `br` is one line break
within its block, inline tags part nothing. Two `br` in a row make two blocks, as they look.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple, Protocol, cast

from lxml import etree

from claims.htmltext.places import BLOCK_TAGS, PLACED_TAGS, UNSEEN_TAGS, place_of

_SPACE = " \t\n\r\f"  # what HTML collapses; a no-break space is a character like others
_SPACES = re.compile(r"[ \t\n\r\f]+")
_WORD = re.compile(r"\w")
_BREAKS = re.compile(r"(\n)")
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item|table)", re.IGNORECASE)
_NEVER_HIDDEN = frozenset({"html", "body", "main", "article"})  # hidden in mark-up only until a script shows them
# From the attributes to their elements: three times as fast as a condition on each element.
_STYLED = etree.XPath("descendant-or-self::*/@style/..")
_HIDDEN = etree.XPath("descendant-or-self::*/@hidden/..|descendant-or-self::dialog[not(@open)]")
_SILENT = etree.XPath("descendant-or-self::*/@aria-hidden[.='true']/..")


class Skip(Enum):
    """What a visitor returns for an element that is not text, with everything inside it."""

    SKIP = "skip"


SKIP: Final = Skip.SKIP


class Visitor(Protocol):
    """Takes part in the walk: `enter` may replace or leave out an element, `leave` gets the span of its text."""

    def enter(self, element: etree._Element) -> Skip | str | None:
        """Return None to go on as usual, SKIP to leave the element out, or the text to write in its place."""
        ...

    def leave(self, element: etree._Element, start: int, end: int) -> None:
        """Take the span of `element` in the text, without the white space around it; empty if it shows no text.

        Called, in the order of closing tags, for each element for which `enter` answered None or a text.
        """
        ...


class HtmlBlock(NamedTuple):
    """One block of text: its span, its place, and the block element (with its tag) that it is in."""

    start: int
    end: int
    place: str
    tag: str
    element: etree._Element


@dataclass(frozen=True, slots=True)
class HtmlText:
    """The visible text of a page and its blocks, in order; a blank line separates two blocks."""

    text: str
    blocks: tuple[HtmlBlock, ...]


Trace = Callable[[etree._Element, bool, int, int], None]


def html_text(root: etree._Element, *, visitor: Visitor | None = None, trace: Trace | None = None) -> HtmlText:
    """Return the text that a person sees on the page.

    Left out: what is hidden (`hidden`, `display:none`, `visibility:hidden`, `aria-hidden` where it is a symbol or a
    dialog), scripts, styles, templates, `noscript` and other fallbacks, form fields, comments. `q` is written with
    its quotation marks. The walk does not change the tree, and `root` itself is never left out.

    `trace` hears where the characters of the tree went: the element whose text they are, whether they are its tail,
    and the span that they have in the text, without the white space around them.
    """
    hidden, blocks = _marked(root)
    first_within, first_behind = _comments(root)
    writer = _Writer(root, visitor, trace)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            tag = element.tag
            if (tag in UNSEEN_TAGS or element in hidden) and element is not root:
                walk.skip_subtree()
                writer.shut(element)
                continue
            answer = visitor.enter(element) if visitor is not None else None
            if answer is not None:
                walk.skip_subtree()
                if isinstance(answer, str):
                    writer.replace(element, answer, tag in BLOCK_TAGS or element in blocks)
                else:
                    writer.shut(element)
                continue
            writer.open(element, tag, tag in BLOCK_TAGS or element in blocks)
            if first_within:
                writer.write_behind_comments(first_within.get(element))
            continue
        writer.close(element)
        if element is root:
            continue
        if tail := element.tail:
            writer.write(tail, element, tail=True)
        if first_behind:
            writer.write_behind_comments(first_behind.get(element))
    return writer.result()


_Comments = dict["etree._Element", "etree._Element"]


def _comments(root: etree._Element) -> tuple[_Comments, _Comments]:
    """Return the first comment of each element that begins with one, and the one that stands behind an element."""
    within: _Comments = {}
    behind: _Comments = {}
    for comment in root.iter(etree.Comment):
        before, parent = comment.getprevious(), comment.getparent()
        if before is not None and not isinstance(before, etree._Comment):
            behind[before] = comment
        elif before is None and parent is not None:
            within[parent] = comment
    return within, behind


def _marked(root: etree._Element) -> tuple[set[etree._Element], set[etree._Element]]:
    """Return the elements that attributes hide, and those that a style makes blocks."""
    hidden = {element for element in _found(_HIDDEN, root) if element.get("hidden") != "until-found"}
    hidden.update(element for element in _found(_SILENT, root) if _is_decoration(element))
    blocks: set[etree._Element] = set()
    for element in _found(_STYLED, root):
        style = element.get("style") or ""
        if _HIDING_STYLE.search(style):
            hidden.add(element)
        elif _BLOCK_STYLE.search(style):
            blocks.add(element)
    return {element for element in hidden if element.tag not in _NEVER_HIDDEN}, blocks


def _found(path: etree.XPath, root: etree._Element) -> list[etree._Element]:
    return cast("list[etree._Element]", path(root))


def _is_decoration(element: etree._Element) -> bool:
    """Return whether something hidden from screen readers is not text for anybody: an icon, a closed dialog."""
    names = (element.get("class") or "").lower()
    if element.get("role") in ("dialog", "alertdialog", "menu") or "modal" in names or "icon" in names:
        return True
    if element.tag in UNSEEN_TAGS or element.tag == "svg":
        return True
    return not any(_WORD.search(str(piece)) for piece in element.itertext())


class _Writer:
    """Collects the text. White space is written only when a word follows it."""

    def __init__(self, root: etree._Element, visitor: Visitor | None, trace: Trace | None) -> None:
        self._visitor = visitor
        self._trace = trace
        self._first = -1  # where the words of the text node under way begin, -1 while it has shown none
        self._pieces: list[str] = []
        self._length = 0
        self._gap = ""  # " " or "\n" that the next word will be parted by
        self._block_start: int | None = None
        self._blocks: list[HtmlBlock] = []
        self._frames: list[tuple[etree._Element, str, str]] = [(root, "html", "body")]  # open blocks, tags, places
        self._open: list[bool] = []  # for each open element: whether it is a block
        self._shut: etree._Element | None = None  # an element that is left out, until its end
        self._preformatted = 0
        self._starts: list[int] = []  # for each open element: where its text begins, -1 while it has none
        self._waiting: list[int] = []  # which of these have none yet

    def open(self, element: etree._Element, tag: str, block: bool) -> None:
        """Begin an element."""
        if block:
            self._break()
            place = self._frames[-1][2]
            name, key, role = element.get("class"), element.get("id"), element.get("role")
            if name or key or role or tag in PLACED_TAGS:
                place = place_of(tag, f"{name or ''} {key or ''}".strip(), role, place)
            self._frames.append((element, tag, place))
            if tag == "pre":
                self._preformatted += 1
        elif tag == "br":
            self._line_break()
        self._open.append(block)
        if self._visitor is not None:
            self._waiting.append(len(self._starts))
            self._starts.append(-1)
        if tag == "q":
            self._put("“")
        if text := element.text:
            self.write(text, element)

    def close(self, element: etree._Element) -> None:
        """End the element; of one that was skipped, only the tail follows."""
        if self._shut is element:
            self._shut = None
            return
        block = self._open.pop()
        tag = self._frames[-1][1] if block else element.tag
        if tag == "q":
            self._gap = ""
            self._put("”")
        if self._visitor is not None:
            self._report(element)
        if block:
            self._break()
            self._frames.pop()
            if tag == "pre":
                self._preformatted -= 1

    def shut(self, element: etree._Element) -> None:
        """Leave the element out."""
        self._shut = element

    def replace(self, element: etree._Element, text: str, block: bool) -> None:
        """Write `text` in place of the element."""
        if block:
            self._break()
        if self._visitor is not None:
            self._waiting.append(len(self._starts))
            self._starts.append(-1)
        self.write(text)
        if self._visitor is not None:
            self._report(element)
        if block:
            self._break()
        self._shut = element

    def write_behind_comments(self, node: etree._Element | None) -> None:
        """Write the text behind `node` and the comments that follow it at once, if `node` is a comment.

        A walk that stops at comments takes the square of their number (lxml 6).
        """
        while isinstance(node, etree._Comment):
            if node.tail:
                self.write(node.tail, node, tail=True)
            node = node.getnext()

    def write(self, text: str, element: etree._Element | None = None, *, tail: bool = False) -> None:
        """Write characters as HTML collapses them; `element` is whose text, or whose `tail`, they are."""
        if self._trace is None and not self._preformatted:
            self._flow(text)
            return
        self._first = -1
        if self._preformatted:
            for line in _BREAKS.split(text.replace("\r\n", "\n")):
                if line == "\n":
                    self._line_break(force=False)
                elif line:
                    self._flow(line)
        else:
            self._flow(text)
        if self._trace is not None and element is not None and self._first >= 0:
            self._trace(element, tail, self._first, self._length)

    def _flow(self, text: str) -> None:
        words = text.strip(_SPACE)
        if not words:
            self._gap = self._gap or " "
            return
        if text[0] in _SPACE:
            self._gap = self._gap or " "
        if not words.isprintable() or "  " in words:
            words = _SPACES.sub(" ", words)
        self._put(words)
        if text[-1] in _SPACE:
            self._gap = " "

    def _put(self, words: str) -> None:
        if self._block_start is None:
            if self._length:
                self._pieces.append("\n\n")
                self._length += 2
            self._block_start = self._length
        elif self._gap:
            self._pieces.append(self._gap)
            self._length += 1
        self._gap = ""
        if self._waiting:
            for index in self._waiting:
                self._starts[index] = self._length
            self._waiting.clear()
        if self._first < 0:
            self._first = self._length
        self._pieces.append(words)
        self._length += len(words)

    def _line_break(self, *, force: bool = True) -> None:
        if self._block_start is None:
            return
        if self._gap.startswith("\n") and force:
            self._break()
        else:
            self._gap = "\n"

    def _break(self) -> None:
        self._gap = ""
        if self._block_start is None:
            return
        element, tag, place = self._frames[-1]
        self._blocks.append(HtmlBlock(self._block_start, self._length, place, tag, element))
        self._block_start = None

    def _report(self, element: etree._Element) -> None:
        assert self._visitor is not None
        start = self._starts.pop()
        if start < 0:
            if self._waiting and self._waiting[-1] == len(self._starts):
                self._waiting.pop()
            start = self._length
        self._visitor.leave(element, start, self._length)

    def result(self) -> HtmlText:
        """Return what was written."""
        self._break()
        return HtmlText("".join(self._pieces), tuple(self._blocks))
