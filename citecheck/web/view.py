"""A page as a judge of links looks at it: its names, how much it says, what its mark-up carries."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from citecheck.model import Fetched, SourceText
from citecheck.pages import PageSignals

_BETWEEN = re.compile(r"\s+[|–—·•»«>:/\\-]+\s+|\s*[|–—·•»«]+\s*|:\s+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")  # scripts that put no spaces
_SAID = frozenset({"body", "list", "quote", "caption", "table"})
_NAME = 300  # characters of a title or heading that are looked at
_SAID_AT_MOST = 20_000  # characters of a text that are compared and searched
_SENTENCE = 12  # words from which a block is prose
_MARKUP = 300_000  # bytes of mark-up that are searched for signatures; what they sign is small


@dataclass(frozen=True)
class PageView:
    """One answered page: what was fetched, and its text."""

    fetched: Fetched
    text: SourceText

    @cached_property
    def signals(self) -> PageSignals:
        """What the mark-up shows."""
        return PageSignals(self.fetched.body, self.fetched.headers.get("content-type", ""))

    @cached_property
    def markup(self) -> str:
        """The beginning of the mark-up, in lower case."""
        return self.signals.markup[:_MARKUP].lower()

    @cached_property
    def words(self) -> int:
        """How many words the page says, navigation and headings apart."""
        return sum(count_words(piece) for kind, piece in self._pieces() if kind in _SAID)

    @cached_property
    def prose(self) -> int:
        """How many of them stand in sentences: lists of headlines and labels are no text of the page's own."""
        counts = (count_words(piece) for kind, piece in self._pieces() if kind in ("body", "quote"))
        return sum(count for count in counts if count >= _SENTENCE)

    @cached_property
    def said(self) -> str:
        """The visible words, headings included, in lower case, on one line; of a long page the beginning."""
        pieces = (piece for kind, piece in self._pieces() if kind in _SAID or kind == "heading")
        return " ".join(" ".join(pieces).split()).lower()[:_SAID_AT_MOST]

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """What the page calls itself: the window's title and what it declares."""
        return tuple(dict.fromkeys(name[:_NAME] for name in (self.signals.title, self.text.title or "") if name))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Its first headings."""
        return tuple(" ".join(piece.split())[:_NAME] for kind, piece in self._pieces() if kind == "heading")[:3]

    @cached_property
    def fingerprint(self) -> frozenset[int]:
        """Hashes of every three words in a row: what two pages made by one template share."""
        return shingles(self.said)

    def _pieces(self) -> Iterable[tuple[str, str]]:
        whole = self.text.text
        return ((place.kind, whole[place.start : place.end]) for place in self.text.places)


def count_words(text: str) -> int:
    """Count the words of `text`; a character of a script without spaces is half a word."""
    dense = len(_UNSPACED.findall(text))
    if dense:
        text = _UNSPACED.sub(" ", text)
    return len(_WORD.findall(text)) + dense // 2


def segments(name: str) -> list[str]:
    """Take a title apart where sites put their own name: "Not found | The Daily"."""
    return [piece for piece in (part.strip(" .!…\"'“”") for part in _BETWEEN.split(name)) if piece]


def shingles(text: str) -> frozenset[int]:
    """Hash every three words in a row; numbers and long mixed tokens are left out, for pages repeat addresses."""
    words = [word for word in _WORD.findall(text) if not any(char.isdigit() for char in word)]
    if _UNSPACED.search(text):
        words = [char for char in text if _UNSPACED.match(char)]
    if len(words) < 3:
        return frozenset({_hash(" ".join(words))})
    return frozenset(_hash(" ".join(words[i : i + 3])) for i in range(len(words) - 2))


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Return how much two fingerprints share, 0..1 (Jaccard)."""
    union = len(one | other)
    return len(one & other) / union if union else 1.0


def path_of(url: str) -> str:
    """Return the path of an address, without a slash at its end."""
    return urlsplit(url).path.rstrip("/")


def _hash(words: str) -> int:
    return zlib.crc32(words.encode())  # not `hash`, which differs from run to run: a replay must decide the same


__all__ = ["PageView", "count_words", "likeness", "path_of", "segments", "shingles"]
