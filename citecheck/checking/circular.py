"""Sources that are the document itself, or a mirror of it: they prove nothing.

A mirror repeats most of the document's prose and says so, or carries its citation marks along. A source that merely
shares much text (a press release that the document copies) is no mirror: then the document is the copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citecheck.model import SourceText
from claims.model import Document
from claims.urls import canonical_key

SHINGLE = 8
"""Words of a shingle: long enough that two texts share none by chance."""

MOSTLY = 0.6
"""Share of the document's shingles from which on a source repeats it. A quotation-rich article repeats far less."""

_FEWEST = 100  # shingles of a document under which nothing is said of mirrors
_WORD = re.compile(r"\w+")
_ATTRIBUTION = re.compile(
    r"\b(?:from|uses? material from|based on|mirror of|copied from|content from|retrieved from)\b.{0,60}"
    r"\b(?:wikipedia|wikimedia|wiki|fandom)\b|\bCC[ -]BY[ -]SA\b|\bcreative commons attribution",
    re.IGNORECASE | re.DOTALL,
)


class Circularity:
    """Tells whether a source is the document or a mirror of it; made once for a document."""

    def __init__(self, document: Document) -> None:
        self._url = canonical_key(document.url) if document.url else None
        self._shingles = frozenset(_shingles("\n".join(document.prose(claim.span) for claim in document.claims)))
        self._marks = [f"[{label}]" for citation in document.citations for label in citation.labels]

    def reason(self, text: SourceText, *addresses: str) -> str:
        """Return why the source proves nothing, or "" where it may.

        `addresses` are the source's: as cited, as answered.
        """
        known = [*addresses, *([text.canonical] if text.canonical else [])]
        if self._url is not None and self._url in (canonical_key(address) for address in known):
            return "the source is this very page"
        if len(self._shingles) < _FEWEST:
            return ""
        shared = len(self._shingles.intersection(_shingles(text.text))) / len(self._shingles)
        if shared >= MOSTLY and (self._carries_marks(text.text) or _ATTRIBUTION.search(text.text)):
            return f"the source is a mirror of this document: it repeats {shared:.0%} of its text"
        return ""

    def _carries_marks(self, text: str) -> bool:
        """Whether most of the document's citation marks stand in the source too."""
        if len(self._marks) < 5:
            return False
        return sum(1 for mark in self._marks if mark in text) >= 0.7 * len(self._marks)


def _shingles(text: str) -> Iterator[int]:
    words = [match[0] for match in _WORD.finditer(text.casefold())]
    for start in range(len(words) - SHINGLE + 1):
        yield hash(tuple(words[start : start + SHINGLE]))
