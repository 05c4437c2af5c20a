"""The features of a page that decide on the status of a link: titles, headings, words, mark-up."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from citecheck.model import Fetched, SourceText
from citecheck.pages import PageSignals
from citecheck.web.signs import pattern

_BETWEEN = re.compile(r"\s+[|–—·•»«>:/\\-]+\s+|\s*[|–—·•»«]+\s*|:\s+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_UNSPACED = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]"
)  # scripts without spaces between words
_SAID = frozenset({"body", "list", "quote", "caption", "table"})
_NAME = 300  # characters of a title or heading that are used
_SAID_AT_MOST = 20_000  # characters of a text that are compared and searched
_SENTENCE = 12  # words; a block with as many is prose
_MARKUP = 300_000  # characters of mark-up that are searched for signatures; such pages are small

_STORY = 3  # sentences that speak to nobody, from which a page tells of something
_SENTENCE_WORDS = 7
_LONG_SENTENCE = 60  # words of one that does as well; text without full stops has such
_SENTENCES = re.compile(r"(?<=[.!?。！？])\s*|\n")


@dataclass(frozen=True)
class PageView:
    """One page: what was fetched, and its text."""

    fetched: Fetched
    text: SourceText

    @cached_property
    def signals(self) -> PageSignals:
        """The title, anchors, refresh and other signals of the mark-up."""
        return PageSignals(self.fetched.body, self.fetched.headers.get("content-type", ""))

    @cached_property
    def markup(self) -> str:
        """The beginning of the mark-up, in lower case."""
        return self.signals.markup[:_MARKUP].lower()

    @cached_property
    def words(self) -> int:
        """The number of words, without navigation and headings."""
        return sum(count_words(piece) for kind, piece in self._pieces() if kind in _SAID)

    @cached_property
    def prose(self) -> int:
        """The number of words in blocks of at least 12 words; shorter blocks are headlines and labels."""
        counts = (count_words(piece) for kind, piece in self._pieces() if kind in ("body", "quote"))
        return sum(count for count in counts if count >= _SENTENCE)

    @cached_property
    def tells_a_story(self) -> bool:
        """Whether several sentences of the page speak to nobody: a wall or a notice has little else than its reader."""
        impersonal: list[int] = []
        for kind, piece in self._pieces():
            if kind not in ("body", "quote"):  # a list of headlines tells nothing
                continue
            for sentence in _SENTENCES.split(piece[:_SAID_AT_MOST]):
                words = count_words(sentence)
                if words >= _SENTENCE_WORDS and not pattern("reader", "words").search(sentence):
                    impersonal.append(words)
        return len(impersonal) >= _STORY or max(impersonal, default=0) >= _LONG_SENTENCE

    @cached_property
    def said(self) -> str:
        """The visible words with headings, in lower case, on one line; the first 20,000 characters."""
        pieces = (piece for kind, piece in self._pieces() if kind in _SAID or kind == "heading")
        return " ".join(" ".join(pieces).split()).lower()[:_SAID_AT_MOST]

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The titles of the page: its title element, and the title that it declares."""
        return tuple(dict.fromkeys(name[:_NAME] for name in (self.signals.title, self.text.title or "") if name))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The first three headings."""
        return tuple(" ".join(piece.split())[:_NAME] for kind, piece in self._pieces() if kind == "heading")[:3]

    @cached_property
    def fingerprint(self) -> frozenset[int]:
        """The shingles of the page; two pages of one template share most of them."""
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
    """Return the parts of a title that separators divide: "Not found", "The Daily" for "Not found | The Daily"."""
    return [piece for piece in (part.strip(" .!…\"'“”") for part in _BETWEEN.split(name)) if piece]


def shingles(text: str) -> frozenset[int]:
    """Return hashes of every three consecutive words (Broder 1997). Tokens with digits are left out: pages repeat
    the requested address.
    """
    words = [word for word in _WORD.findall(text) if not any(char.isdigit() for char in word)]
    if _UNSPACED.search(text):
        words = [char for char in text if _UNSPACED.match(char)]
    if len(words) < 3:
        return frozenset({_hash(" ".join(words))})
    return frozenset(_hash(" ".join(words[i : i + 3])) for i in range(len(words) - 2))


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the Jaccard index of two fingerprints, from 0 to 1; 1 if both are empty."""
    union = len(one | other)
    return len(one & other) / union if union else 1.0


def path_of(url: str) -> str:
    """Return the path of an address, without a slash at its end."""
    return urlsplit(url).path.rstrip("/")


def _hash(words: str) -> int:
    return zlib.crc32(words.encode())  # `hash` differs between runs; a replay must decide the same


__all__ = ["PageView", "count_words", "likeness", "path_of", "segments", "shingles"]
