"""The words of a page: how many there are, and how much two pages have in common."""

from __future__ import annotations

import re
import zlib

_BETWEEN = re.compile(r"\s+[|–—·•»«>:/\\-]+\s+|\s*[|–—·•»«]+\s*|:\s+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_UNSPACED = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]"
)  # scripts without spaces between words


def count_words(text: str) -> int:
    """Count the words of `text`; a character of a script without spaces is half a word."""
    dense = 0 if text.isascii() else len(_UNSPACED.findall(text))
    if dense:
        text = _UNSPACED.sub(" ", text)
    return len(_WORD.findall(text)) + dense // 2


def segments(name: str) -> list[str]:
    """Return the parts of the title `name` between separators: "Not found", "The Daily" for "Not found | The Daily"."""
    return [piece for piece in (part.strip(" .!…\"'“”") for part in _BETWEEN.split(name)) if piece]


def shingles(text: str) -> frozenset[int]:
    """Return hashes of every three consecutive words of `text` (shingles: Broder 1997).

    Tokens with digits are left out: pages repeat the requested address.
    """
    words = [word for word in _WORD.findall(text) if not any(char.isdigit() for char in word)]
    if _UNSPACED.search(text):
        words = [char for char in text if _UNSPACED.match(char)]
    if len(words) < 3:
        return frozenset({_hash(" ".join(words))})
    return frozenset(_hash(" ".join(words[i : i + 3])) for i in range(len(words) - 2))


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the Jaccard index of the fingerprints `one` and `other`, from 0 to 1; 1 if both are empty."""
    union = len(one | other)
    return len(one & other) / union if union else 1.0


def _hash(words: str) -> int:
    return zlib.crc32(words.encode())  # `hash` differs between runs; a replay must decide the same


__all__ = ["count_words", "likeness", "segments", "shingles"]
