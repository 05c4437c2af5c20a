"""Names of authors as references list them."""

from __future__ import annotations

import re

_AND = re.compile(r"\s*(?:,\s*|;\s*)?(?:\band\b|&|\bund\b|\bet\b(?!\s+al)|\by\b|\be\b|\bи\b)\s+", re.IGNORECASE)


def split_authors(text: str) -> tuple[str, ...]:
    """Split a list of names: "Frank Jordans and Lara Jakes", "Smith, J., & Doe, A." """
    text = text.strip(" .,;:-–—")
    if not text:
        return ()
    names: list[str] = []
    for part in _AND.split(text):
        names += [piece.strip() for piece in (part.split(";") if ";" in part else [part])]
    return tuple(name for name in names if name)
