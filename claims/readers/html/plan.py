"""The plan of a page: which elements are marks, entries, notes of the editors, or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

_AROUND = frozenset({"nav", "header", "footer", "aside"})
_ROLES_AROUND = frozenset({"navigation", "banner", "contentinfo", "complementary", "menu", "menubar", "search"})
_STREAMED = re.compile(r"S:[0-9a-f]{1,4}")


@dataclass(frozen=True, slots=True)
class MarkPlan:
    """A mark: the labels that it shows, and the keys of the entries that it points to (empty where it dangles)."""

    labels: tuple[str, ...]
    targets: tuple[str, ...] = ()


@dataclass(slots=True)
class EntryPlan:
    """An entry of a list of references. `parts` are the elements with its text, in order."""

    key: str
    label: str
    parts: list[etree._Element]
    head: etree._Element  # the element that marks point to, or its list item
    error: bool = False
    url: str | None = None  # where the mark itself is the link to the source


@dataclass(slots=True)
class Plan:
    """What the reader does with the elements of a page."""

    marks: dict[etree._Element, MarkPlan] = field(default_factory=dict)
    pages: dict[etree._Element, str] = field(default_factory=dict)  # a page that stands after its mark
    entries: list[EntryPlan] = field(default_factory=list)
    editorial: dict[etree._Element, str] = field(default_factory=dict)
    shown: dict[etree._Element, str] = field(default_factory=dict)  # other words for what an element shows
    skipped: set[etree._Element] = field(default_factory=set)
    of_wiki: bool = False  # links without the class "external" lead to other articles


@dataclass(frozen=True, slots=True)
class Index:
    """An index of a tree: elements by id, links within the page, and the order of elements."""

    root: etree._Element
    ids: dict[str, etree._Element]
    links: list[tuple[etree._Element, str]]
    order: dict[etree._Element, int]


def index_tree(root: etree._Element) -> Index:
    """Return the index of a tree. Of several elements with the same id the first counts, as in browsers."""
    ids: dict[str, etree._Element] = {}
    links: list[tuple[etree._Element, str]] = []
    order: dict[etree._Element, int] = {}
    for number, element in enumerate(elements(root)):
        order[element] = number
        if element.get("hidden") is not None and _STREAMED.fullmatch(element.get("id") or ""):
            del element.attrib["hidden"]  # sent late, and moved into its place by a script that does not run here
        own = element.get("id")
        if own:
            ids.setdefault(own, element)
        if element.tag == "a":
            name = element.get("name")
            if name:
                ids.setdefault(name, element)
            fragment = fragment_of(element)
            if fragment:
                links.append((element, fragment))
    return Index(root, ids, links, order)


def elements(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements of a tree in document order, without comments."""
    yield from root.iter(etree.Element)


def fragment_of(link: etree._Element) -> str:
    """Return the decoded fragment of a link's address; "" where it has none."""
    return unquote((link.get("href") or "").partition("#")[2])


def words_of(element: etree._Element) -> str:
    """Return all text of an element, white space collapsed."""
    return " ".join("".join(str(piece) for piece in element.itertext("*")).split())


def short_words(element: etree._Element, limit: int = 80) -> str:
    """Return all text of an element, white space collapsed; "" where it is longer than `limit` characters.

    Reads no further than needed, so that asking it of an element and of all its ancestors is cheap.
    """
    if not len(element):
        alone = " ".join((element.text or "").split())
        return alone if len(alone) <= limit else ""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext("*"):
        pieces.append(str(piece))
        length += len(str(piece).strip())
        if length > limit:
            return ""
    return " ".join("".join(pieces).split())


def classes_of(element: etree._Element) -> frozenset[str]:
    """Return the classes of an element."""
    return frozenset((element.get("class") or "").split())


def is_navigation(element: etree._Element) -> bool:
    """Return whether an element holds what belongs to the site around a text, such as its menus."""
    if quotes(element):
        return False
    return element.tag in _AROUND or (element.get("role") or "") in _ROLES_AROUND


def quotes(element: etree._Element) -> bool:
    """Return whether an element is the foot of a block quotation, which names its source."""
    parent = element.getparent()
    return element.tag == "footer" and parent is not None and parent.tag == "blockquote"


def ancestors(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the parents of an element, from the nearest."""
    parent = element.getparent()
    while parent is not None:
        yield parent
        parent = parent.getparent()
