"""Links to notes together in one pair of brackets: [2, 6–8], ( 2 ), [1, p. 3]."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from citecheck.extractors.notes import flow
from citecheck.extractors.notes.marks import DASH

_PAIRS = {"[": "]", "(": ")"}
_OPEN = re.compile(r"[ \u00a0]?([\[(])\s*$")
_BETWEEN = re.compile(rf"\s*(?:[,;{DASH}]|\]\s?[,;{DASH}]?\s?\[|and|&)?\s*")
_CLOSE = re.compile(r"\s*+(?:[,:]\s?(?:(?:pp?|S|p[áa]gs?|ch|sec)\.?\s?)?\d[\d\s,;–-]{0,12}\s*)?([\])])")


@dataclass(frozen=True, slots=True)
class Group:
    """The links of one pair of brackets, and the strings with the brackets and the text between the links."""

    elements: tuple[etree._Element, ...]
    opening: flow.Strand
    bracket: str

    def take_brackets(self) -> None:
        """Take out the brackets, the commas between the links and the page that is named."""
        self.opening.put(_OPEN.sub(lambda found: " " if found[0][0] in " \u00a0" else "", self.opening.get()))
        for element in self.elements[:-1]:
            element.tail = ""
        last = self.elements[-1]
        last.tail = _CLOSE.sub("", last.tail or "", count=1)


def enclosed_group(element: etree._Element) -> Group | None:
    """Return the links that share a pair of brackets of which `element` is the first; None if none does."""
    preceding = next((piece for piece in flow.pieces_before(element) if piece.get().strip()), None)
    found = _OPEN.search(preceding.get()) if preceding is not None else None
    if preceding is None or found is None:
        return None
    members = [element]
    while True:
        tail = members[-1].tail or ""
        closing = _CLOSE.match(tail)
        following = members[-1].getnext()
        between = _BETWEEN.fullmatch(tail)
        if closing and not (between and following is not None and following.tag == element.tag):
            return (
                Group(tuple(members), preceding, found.group(1)) if closing.group(1) == _PAIRS[found.group(1)] else None
            )
        if between is None or following is None or following.tag != element.tag:
            return None
        members.append(following)
