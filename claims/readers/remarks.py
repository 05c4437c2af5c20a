"""Tell the prose of a section called "Notes" or "Sources" from the entries of a list of references."""

from __future__ import annotations

import re

from claims.linking.clauses import has_verb
from claims.patterns import lazy_regex

_ADDRESS = lazy_regex(r"(?:https?|ftp)://\S*[^\s.,;:!?)\]>]", re.IGNORECASE)
_ENTRY = lazy_regex(  # what entries have and sentences lack
    r"(?:[(,;.:]\s?|\b(?!In |Im |En |Since )[A-ZÀ-Þ]\w+\s)(?:1[5-9]|20)\d\d\b|\b(?:doi|DOI)\b"
    r"|^\W*[\"“„«]|^[\^↑]|\bISBN\b"
    r"|\bpp?\.\s?\d|^\W*[A-ZÀ-Þ][\w’'-]+,\s[A-ZÀ-Þ]\.|^\W*(?:[\[(]?\d{1,3}[\]).]|[a-z][.)])\s"
)
_FEWEST = 5  # words of a sentence, at least; judgement
_ENDED = lazy_regex(r"[.!?…][\"”’»)\]]*$")


def is_remark(words: str) -> bool:
    """Return whether a paragraph below "Notes" or "Sources" states something, and is no entry of a list.

    `words` is the paragraph; its addresses count for nothing.
    """
    words = _ADDRESS.sub(" ", words).strip()
    if len(words.split()) < _FEWEST or not _ENDED.search(words):
        return False
    return has_verb(words) and not names_work(words)


def names_work(words: str) -> bool:
    """Return whether words have the form of an entry: a year that stands by itself, a title in marks, an identifier."""
    return _ENTRY.search(words) is not None


__all__ = ["is_remark", "names_work"]
