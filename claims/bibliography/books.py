"""Entries that give a book by its title, place, year and ISBN, and no full stop between them."""

from __future__ import annotations

import re

_ISBN = re.compile(r"[\s,.;:]*[(\[]?\b(?:e-?)?ISBN(?:-1[03])?\b:?\s*(?:97[89][\s–-]?)?\d[\d\s–-]{7,14}[\dXx]\b[)\]]?")
_PLACED = re.compile(
    r"\s*(?P<title>[^,.:;“”„\"«»]{2,200}),\s+(?P<place>[A-ZÀ-ÞА-Я][^\W\d_]+(?:(?:\s|/|-|\s?&\s?)[A-ZÀ-ÞА-Я][^\W\d_]+){0,3})"
    r",?\s+\(?(?:1[5-9]|20)\d\d\)?\s*"
)


def without_isbn(words: str) -> str:
    """Return `words` without the ISBN that they state and the punctuation before it; a full stop behind it stays."""
    return _ISBN.sub("", words)


def placed_title(words: str) -> str | None:
    """Return the title of "A Book, London 2019", which has no authors, or None where a text says it another way."""
    match = _PLACED.fullmatch(words.rstrip(" ."))
    return match["title"].strip() if match else None
