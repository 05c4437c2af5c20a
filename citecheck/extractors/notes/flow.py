"""The text around an element of a tree, within its block, and how an element is taken out without losing a word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Literal, NamedTuple

from lxml import etree

from citecheck.extractors.notes.marks import tidied
from claims.htmltext.places import BLOCK_TAGS, UNSEEN_TAGS

_REACH = 40  # characters of context
_STEPS = 120  # strings that are looked at for it; more stand only between empty elements
_BLANKS = " \t\n\r\f\u00a0\u2009\u202f\u2060\ufeff"
_STOPS = ".,;:!?)]…»”’"


class Strand(NamedTuple):
    """A string of a tree: the text or the tail of an element."""

    element: etree._Element
    part: Literal["text", "tail"]

    def get(self) -> str:
        """Return the string, "" if there is none."""
        return (self.element.text if self.part == "text" else self.element.tail) or ""

    def put(self, words: str) -> None:
        """Write the string."""
        if self.part == "text":
            self.element.text = words
        else:
            self.element.tail = words


def before(element: etree._Element) -> str:
    """Return up to 40 characters before an element in its block."""
    found = ""
    for piece in pieces_before(element):
        found = piece.get() + found
        if len(found) >= _REACH:
            break
    return " ".join(f"{found[-_REACH:]}|".split())[:-1] if found.strip() else ""


def after(element: etree._Element) -> str:
    """Return up to 40 characters after an element in its block."""
    found = ""
    for piece in pieces_after(element):
        found += piece.get()
        if len(found) >= _REACH:
            break
    return found[:_REACH]


def pieces_before(element: etree._Element) -> Iterator[Strand]:
    """Yield the strings before an element in its block, the nearest first; a bounded number of them."""
    return islice(_strands_before(element), _STEPS)


def pieces_after(element: etree._Element) -> Iterator[Strand]:
    """Yield the strings after an element in its block, the nearest first; a bounded number of them."""
    return islice(_strands_after(element), _STEPS)


def words_of(element: etree._Element, limit: int) -> str:
    """Return the text of an element in one line, or "" if it is longer than `limit` characters."""
    found = ""
    for piece in element.itertext():
        found += str(piece)
        if len(found) > 4 * limit:
            return ""
    words = tidied(found)
    return words if len(words) <= limit else ""


def _strands_before(element: etree._Element) -> Iterator[Strand]:
    node = element
    while True:
        previous = node.getprevious()
        if previous is not None:
            yield Strand(previous, "tail")
            if _ends_flow(previous):
                return
            yield from _backwards(previous)
            node = previous
            continue
        parent = node.getparent()
        if parent is None:
            return
        yield Strand(parent, "text")
        if _ends_flow(parent):
            return
        node = parent


def _strands_after(element: etree._Element) -> Iterator[Strand]:
    node = element
    while True:
        yield Strand(node, "tail")
        following = node.getnext()
        while following is not None:
            if _ends_flow(following):
                return
            if isinstance(following.tag, str) and following.tag not in UNSEEN_TAGS:
                for event, inner in etree.iterwalk(following, events=("start", "end")):
                    if event == "start" or inner is not following:
                        yield Strand(inner, "text" if event == "start" else "tail")
            yield Strand(following, "tail")
            following = following.getnext()
        parent = node.getparent()
        if parent is None or _ends_flow(parent):
            return
        node = parent


def _backwards(element: etree._Element) -> Iterator[Strand]:
    """Yield the strings inside an element from its end; without recursion, for pages nest deeply."""
    if not isinstance(element.tag, str) or element.tag in UNSEEN_TAGS:
        return
    open_elements = [(element, element.iterchildren(reversed=True))]
    while open_elements:
        parent, children = open_elements[-1]
        child = next(children, None)
        if child is None:
            yield Strand(parent, "text")
            open_elements.pop()
            continue
        yield Strand(child, "tail")
        if isinstance(child.tag, str) and child.tag not in UNSEEN_TAGS:
            open_elements.append((child, child.iterchildren(reversed=True)))


def _ends_flow(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and (element.tag in BLOCK_TAGS or element.tag == "br")


def empty(element: etree._Element, words: str = "") -> None:
    """Write `words` in place of all that an element holds."""
    for child in list(element):
        element.remove(child)
    element.text = words


def close_up(element: etree._Element) -> None:
    """Mend the blanks around an element that was emptied: none before a stop, one between two words."""
    preceding = next((piece for piece in pieces_before(element) if piece.get()), None)
    following = next((piece for piece in pieces_after(element) if piece.get()), None)
    left = preceding.get() if preceding is not None else ""
    right = following.get() if following is not None else ""
    if preceding is not None and left[-1:] in tuple(_BLANKS):
        if not right or right[0] in _BLANKS or right[0] in _STOPS:
            preceding.put(left.rstrip(_BLANKS))
    elif left[-1:] and right[:1].isalnum() and (left[-1:].isalnum() or left[-1:] in tuple(_STOPS)):
        element.text = " "
