"""Find what a paragraph of a Word document is by its style: a heading, a list item, a quotation, a caption."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from claims.model import BlockKind
from claims.readers.docx.package import W

_HEADING = re.compile(r"heading (\d)")
_KINDS = {
    "quote": BlockKind.QUOTE,
    "intense quote": BlockKind.QUOTE,
    "block text": BlockKind.QUOTE,
    "caption": BlockKind.CAPTION,
}
_BULLET = "bullet"
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
        for style in styles.iter(W + "style") if styles is not None else ():
            own = style.get(W + "styleId") or ""
            self._names[own] = _value(style, "name").lower()
            self._based[own] = _value(style, "basedOn")
            outline = _value(style, "pPr/outlineLvl")
            if outline.isdecimal() and int(outline) < 9:
                self._levels[own] = int(outline) + 1
            self._raised[own] = _is_raised(style)
        self._formats = _number_formats(numbering)
        self._counts: dict[tuple[str, str], int] = {}

    def of(self, paragraph: etree._Element, *, count: bool = True) -> ParagraphStyle:
        """Return what `paragraph` is; a numbered one is counted, once, unless `count` is False."""
        own = _value(paragraph, "pPr/pStyle")
        outline = _value(paragraph, "pPr/outlineLvl")
        if outline.isdecimal() and int(outline) < 9:
            return ParagraphStyle(level=int(outline) + 1)
        listed = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        number = self._number(paragraph, listed.get(W + "val") or "") if count and listed is not None else None
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
            if name.startswith("list") or listed is not None:
                return ParagraphStyle(kind=BlockKind.LIST_ITEM, number=number)
            style = self._based.get(style, "")
            if not style:
                break
        return ParagraphStyle(number=number)

    def is_raised(self, run: etree._Element) -> bool:
        """Return whether a run is raised, by its own properties or else by those of its style."""
        raised = _is_raised(run)
        style = _value(run, "rPr/rStyle")
        for _ in range(_DEEPEST):
            if raised is not None or not style:
                break
            raised = self._raised.get(style)
            style = self._based.get(style, "")
        return bool(raised)

    def _number(self, paragraph: etree._Element, numbering: str) -> str | None:
        """Return the number that Word shows before an item of the first level of a numbered list."""
        level = _value(paragraph, "pPr/numPr/ilvl") or "0"
        if level != "0" or self._formats.get(numbering, _BULLET) == _BULLET:
            return None
        self._counts[numbering, level] = self._counts.get((numbering, level), 0) + 1
        return str(self._counts[numbering, level])


def _is_raised(element: etree._Element) -> bool | None:
    """Return whether the properties of a run or a style raise it; None where they do not say."""
    position = _value(element, "rPr/position")
    aligned = _value(element, "rPr/vertAlign")
    if aligned:
        return aligned == "superscript"
    return not position.startswith("-") and position != "0" if position else None


def _value(element: etree._Element, path: str) -> str:
    found = element.find("/".join(W + step for step in path.split("/")))
    return "" if found is None else found.get(W + "val") or ""


def _number_formats(numbering: etree._Element | None) -> dict[str, str]:
    """Return the format of the first level of each list."""
    if numbering is None:
        return {}
    abstract = {
        one.get(W + "abstractNumId") or "": _value(level, "numFmt")
        for one in numbering.iter(W + "abstractNum")
        for level in one.findall(W + "lvl")[:1]
    }
    return {
        one.get(W + "numId") or "": abstract.get(_value(one, "abstractNumId"), _BULLET)
        for one in numbering.iter(W + "num")
    }
