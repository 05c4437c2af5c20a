"""Find what a paragraph of a Word document is by its style: a heading, a list item, a quotation, a caption."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from claims.model import BlockKind
from claims.readers.docx.numbering import Numbering, value
from claims.readers.docx.package import W

_HEADING = re.compile(r"heading (\d)")
_KINDS = {
    "quote": BlockKind.QUOTE,
    "intense quote": BlockKind.QUOTE,
    "block text": BlockKind.QUOTE,
    "caption": BlockKind.CAPTION,
}
_NO_LIST = "0"  # the list of a paragraph that leaves the list of its style
_DEEPEST = 10  # levels of styles based on other styles; judgement


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph is: the level of a heading (0: none), the title of the document, the kind of its block."""

    level: int = 0
    title: bool = False
    kind: BlockKind | None = None
    number: str | None = None


class Styles:
    """The styles of one document. Word writes their names in English in every language; their ids differ."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._names: dict[str, str] = {}
        self._based: dict[str, str] = {}
        self._levels: dict[str, int] = {}
        self._raised: dict[str, bool | None] = {}
        self._lists: dict[str, tuple[str, str]] = {}
        for style in styles.iter(W + "style") if styles is not None else ():
            own = style.get(W + "styleId") or ""
            self._names[own] = value(style, "name").lower()
            self._based[own] = value(style, "basedOn")
            outline = value(style, "pPr/outlineLvl")
            if outline.isdecimal() and int(outline) < 9:
                self._levels[own] = int(outline) + 1
            self._raised[own] = _is_raised(style)
            self._lists[own] = (value(style, "pPr/numPr/numId"), value(style, "pPr/numPr/ilvl"))
        self._numbering = Numbering(numbering)

    def of(self, paragraph: etree._Element, *, count: bool = True) -> ParagraphStyle:
        """Return what `paragraph` is; a numbered one is counted, once, unless `count` is False."""
        own = value(paragraph, "pPr/pStyle")
        outline = value(paragraph, "pPr/outlineLvl")
        if outline.isdecimal() and int(outline) < 9:
            return ParagraphStyle(level=int(outline) + 1)
        listed, place = self._list_of(paragraph)
        number = self._numbering.count(listed, place) if count and listed else None
        style = own
        for _ in range(_DEEPEST):
            name = self._names.get(style, style.lower())
            heading = _HEADING.fullmatch(name)
            if heading is not None or style in self._levels:
                return ParagraphStyle(level=int(heading[1]) if heading is not None else self._levels[style])
            if name == "title":
                return ParagraphStyle(level=1, title=True)
            if name in _KINDS:
                return ParagraphStyle(kind=_KINDS[name], number=number)
            if name.startswith("list") or listed:
                return ParagraphStyle(kind=BlockKind.LIST_ITEM, number=number)
            style = self._based.get(style, "")
            if not style:
                break
        return ParagraphStyle(number=number)

    def is_raised(self, run: etree._Element) -> bool:
        """Return whether a run is raised, by its own properties or else by those of its style."""
        raised = _is_raised(run)
        style = value(run, "rPr/rStyle")
        for _ in range(_DEEPEST):
            if raised is not None or not style:
                break
            raised = self._raised.get(style)
            style = self._based.get(style, "")
        return bool(raised)

    def _list_of(self, paragraph: etree._Element) -> tuple[str, str]:
        """Return the list that a paragraph belongs to, itself or by its style, and its level; ("", "") for none."""
        style = value(paragraph, "pPr/pStyle")
        own = value(paragraph, "pPr/numPr/numId")
        level = value(paragraph, "pPr/numPr/ilvl")
        for _ in range(_DEEPEST):
            if own or not style:
                break
            own, stated = self._lists.get(style, ("", ""))
            level = level or stated
            style = self._based.get(style, "")
        return (own, level) if own != _NO_LIST else ("", "")


def _is_raised(element: etree._Element) -> bool | None:
    """Return whether the properties of a run or a style raise it; None where they do not say."""
    position = value(element, "rPr/position")
    aligned = value(element, "rPr/vertAlign")
    if aligned:
        return aligned == "superscript"
    return not position.startswith("-") and position != "0" if position else None
