"""Find the kind of a block by the elements around it."""

from __future__ import annotations

import re

from lxml import etree

from claims.htmltext import HtmlBlock
from claims.model import BlockKind
from claims.readers.html.numbers import ItemNumbers
from claims.readers.html.plan import classes_of, quotes

_TAGS = {
    "li": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "td": BlockKind.TABLE_CELL,
    "th": BlockKind.TABLE_CELL,
    "caption": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
    "blockquote": BlockKind.QUOTE,
    "pre": BlockKind.CODE,
    "nav": BlockKind.NAVIGATION,
}
_CLASSES = {
    **dict.fromkeys(("hatnote", "dablink", "rellink", "shortdescription", "notice"), BlockKind.HATNOTE),
    **dict.fromkeys(
        ("thumbcaption", "gallerytext", "gallerycaption", "wp-caption-text", "lightbox-caption"), BlockKind.CAPTION
    ),
    **dict.fromkeys(("quotebox", "templatequote", "cquote", "pullquote", "quotebox-quote"), BlockKind.QUOTE),
    **dict.fromkeys(("reflist", "references", "mw-references-wrap", "refbegin"), BlockKind.REFERENCES),
    **dict.fromkeys(("navbox", "toc", "breadcrumb", "breadcrumbs"), BlockKind.NAVIGATION),
}
_FACTS = re.compile(
    r"(?:^|[\s_-])infobox|portable-infobox|pi-item|taxobox|biota(?:\s|$)|sidebar(?:\s|$)", re.IGNORECASE
)
# Kinds that a block keeps whatever elements are inside it.
_FINAL = frozenset(
    {
        BlockKind.FACTS,
        BlockKind.HATNOTE,
        BlockKind.NAVIGATION,
        BlockKind.REFERENCES,
        BlockKind.CAPTION,
        BlockKind.QUOTE,
        BlockKind.CODE,
    }
)


# Places of a page that are not part of its article.
_ASIDE = frozenset({"navigation", "comment", "related", "metadata", "description"})


class Kinds:
    """Finds the kinds of the blocks of one tree, looking at each element once.

    With `by_place`, navigation, comments and similar places do not belong to the article; pages of wikis have
    their article in one element, and names of their own.
    """

    def __init__(self, *, by_place: bool = False) -> None:
        self._by_place = by_place
        self._known: dict[etree._Element, tuple[BlockKind, int]] = {}
        self._numbers = ItemNumbers()
        self._numbered: set[etree._Element] = set()

    def number_of(self, block: HtmlBlock) -> str | None:
        """Return what a numbered list shows before the item that `block` begins; None where it shows nothing."""
        for element in [block.element, *block.element.iterancestors()]:
            if element.tag in ("dd", "dt", "td", "th", "body"):
                return None
            if element.tag != "li":
                continue
            if element in self._numbered:
                return None  # its further blocks have no number
            self._numbered.add(element)
            return self._numbers.of(element) or None
        return None

    def of(self, block: HtmlBlock) -> tuple[BlockKind, int]:
        """Return the kind of a block, and a heading's level."""
        if self._by_place and block.place in _ASIDE and not _quotes(block.element):
            return BlockKind.NAVIGATION, 0
        path: list[etree._Element] = []
        node: etree._Element | None = block.element
        while node is not None and node not in self._known:
            path.append(node)
            node = node.getparent()
        kind = self._known[node] if node is not None else (BlockKind.PARAGRAPH, 0)
        for one in reversed(path):
            kind = self._known[one] = _within(one, kind)
        return kind


def _quotes(element: etree._Element) -> bool:
    return quotes(element) or any(map(quotes, element.iterancestors("footer")))


def _within(element: etree._Element, outer: tuple[BlockKind, int]) -> tuple[BlockKind, int]:
    tag = element.tag
    if outer[0] in _FINAL:
        return outer
    if tag in ("table", "aside", "div", "td") and _FACTS.search(f"{element.get('class')} {element.get('id')}"):
        return BlockKind.FACTS, 0
    if element.get("class"):
        for name in classes_of(element):
            if name in _CLASSES:
                return _CLASSES[name], 0
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return BlockKind.HEADING, int(str(tag)[1])
    own = _TAGS.get(str(tag))
    return (own, 0) if own is not None else outer
