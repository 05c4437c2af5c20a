"""Recognise sources that prove nothing, because they are the document itself or a mirror of it.

A mirror repeats most of the document's prose, and either says so or has the document's citation marks. A source that
only shares much text, such as a press release that the document copies, is not a mirror: the document is the copy.
"""

from __future__ import annotations

import re
from itertools import repeat

import numpy as np

from citecheck.model import SourceText
from claims.markers.labels import expand_labels
from claims.model import Document
from claims.urls import canonical_key

SHINGLE = 8
"""Words of a shingle: so many that two texts share one only if one was copied (judgement)."""

MOSTLY = 0.6
"""Share of the document's shingles from which a source repeats it (judgement); a quotation shares far less."""

_FEWEST = 100  # shingles below which a document is too short to recognise mirrors (judgement)
_LEAST_STEP = 2  # characters by which a shingle starts behind the one before it: a letter and a space
_FEWEST_MARKS = 5  # citation marks below which nothing follows from them (judgement)
_MOST_MARKS = 0.7  # share of the marks that a mirror has; some are lost when a page is rendered again (judgement)
_WORD = re.compile(r"\w+")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # 2**64 divided by the golden ratio: it spreads small numbers (Knuth)
_ATTRIBUTION = re.compile(
    r"\b(?:from|uses? material from|based on|mirror of|copied from|content from|retrieved from)\b.{0,60}"
    r"\b(?:wikipedia|wikimedia|wiki|fandom)\b|\bCC[ -]BY[ -]SA\b|\bcreative commons attribution",
    re.IGNORECASE | re.DOTALL,
)


class Circularity:
    """Recognises `document` and its mirrors among its sources; made once for a document."""

    def __init__(self, document: Document) -> None:
        self._url = canonical_key(document.url) if document.url else None
        words = _words("\n".join(document.prose(claim.span) for claim in document.claims))
        self._numbers = {word: number for number, word in enumerate(dict.fromkeys(words), start=1)}
        self._shingles = frozenset(self._shingles_of(words))
        self._marks = [f"[{label}]" for citation in document.citations for label in citation.labels]

    def reason(self, text: SourceText, *addresses: str) -> str:
        """Return why the source proves nothing, "" if it may prove something.

        `text` is the source's text, `addresses` are its addresses: as cited, and as answered.
        """
        known = [*addresses, *([text.canonical] if text.canonical else [])]
        if self._url is not None and self._url in (canonical_key(address) for address in known):
            return "the source is this page itself"
        if len(self._shingles) < _FEWEST:
            return ""
        if len(text.text) < MOSTLY * len(self._shingles) * _LEAST_STEP:
            return ""
        shared = len(self._shingles.intersection(self._shingles_of(_words(text.text)))) / len(self._shingles)
        if shared >= MOSTLY and (self._has_marks(text) or _ATTRIBUTION.search(text.text)):
            return f"the source is a mirror of this document: it repeats {shared:.0%} of its text"
        return ""

    def _shingles_of(self, words: list[str]) -> list[int]:
        """Return a number for each shingle of `words`; two that differ share one with odds of one in 2**60.

        All words that the document lacks count as one, which is in none of its shingles.
        """
        numbers = np.fromiter(map(self._numbers.get, words, repeat(0)), dtype=np.uint64, count=len(words))
        size = len(numbers) - SHINGLE + 1
        if size <= 0:
            return []
        codes = numbers[:size].copy()
        for index in range(1, SHINGLE):
            codes *= _FACTOR
            codes += numbers[index : index + size]
        found: list[int] = codes.tolist()
        return found

    def _has_marks(self, text: SourceText) -> bool:
        """Whether the source has most of the document's citation marks too."""
        if len(self._marks) < _FEWEST_MARKS:
            return False
        read = (expand_labels(mark.strip("[]() ")) for mark in text.marks)
        taken_out = {f"[{label}]" for found in read if found is not None for label in found.labels}
        shared = sum(1 for mark in self._marks if mark in taken_out or mark in text.text)
        return shared >= _MOST_MARKS * len(self._marks)


def _words(text: str) -> list[str]:
    found: list[str] = _WORD.findall(text.casefold())
    return found
