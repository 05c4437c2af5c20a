"""What a style of an OpenDocument text says: a title, a quotation, a caption, code, raised letters."""

from __future__ import annotations

import re

from claims.model import BlockKind
from claims.readers.xmltext.tree import Node

_KINDS = {
    "quotations": BlockKind.QUOTE,
    "quote": BlockKind.QUOTE,
    "block text": BlockKind.QUOTE,
    "caption": BlockKind.CAPTION,
    "illustration": BlockKind.CAPTION,
    "figure": BlockKind.CAPTION,
    "table": BlockKind.CAPTION,
    "preformatted text": BlockKind.CODE,
    "source text": BlockKind.CODE,
}
_DEEPEST = 10  # styles based on other styles; judgement
_ENCODED = re.compile(r"_([0-9a-f]{2})_")


class OdtStyles:
    """The styles of a document, from its styles and its content."""

    def __init__(self, *roots: Node | None) -> None:
        self._parents: dict[str, str] = {}
        self._raised: set[str] = set()
        for root in roots:
            for style in root.all("style") if root is not None else ():
                own = style.get("name")
                self._parents[own] = style.get("parent-style-name")
                position = next((node.get("text-position") for node in style.all("text-properties")), "")
                if position.startswith("super") or (position.split("%")[0].isdecimal() and position != "0% 100%"):
                    self._raised.add(own)

    def names(self, style: str) -> list[str]:
        """Return the names of a style and of those that it is based on, in small letters and words."""
        found = []
        for _ in range(_DEEPEST):
            if not style:
                break
            found.append(_ENCODED.sub(lambda match: chr(int(match[1], 16)), style).lower())
            style = self._parents.get(style, "")
        return found

    def kind(self, style: str) -> BlockKind | None:
        """Return what a paragraph of this style is; None: the style does not say."""
        return next((_KINDS[name] for name in self.names(style) if name in _KINDS), None)

    def is_title(self, style: str) -> bool:
        """Return whether a paragraph of this style is the title of the document."""
        return "title" in self.names(style)

    def is_raised(self, style: str) -> bool:
        """Return whether words of this style are raised."""
        for _ in range(_DEEPEST):
            if style in self._raised:
                return True
            style = self._parents.get(style, "")
        return False


__all__ = ["OdtStyles"]
