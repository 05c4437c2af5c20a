"""Whether a word of a sentence is a value (a figure or a word for a number) or a part of a name."""

from __future__ import annotations

import re
from functools import lru_cache

from citecheck.checking.number_words import ORDINALS, TENS, UNITS
from citecheck.checking.relations.clauses import SentenceReading
from citecheck.checking.relations.sentence import Word, once

_FIGURE = re.compile(r"\d[\d.,]*")
_VALUES = frozenset((*UNITS, *TENS, *ORDINALS, "hundred", "thousand")) - {"zero", "one"}


def is_value(word: Word) -> bool:
    """Return whether `word` is a number, in figures or in words."""
    return _is_value(word.text, word.folded)


@lru_cache(maxsize=16_384)
def _is_value(text: str, folded: str) -> bool:
    return _FIGURE.match(text) is not None or folded in _VALUES


def same_form(one: Word, other: Word) -> bool:
    """Return whether the values `one` and `other` may both be years, or both ordinals, or both something else."""
    return (_is_year(one), one.folded in ORDINALS) == (_is_year(other), other.folded in ORDINALS)


def _is_year(word: Word) -> bool:
    return len(word.text) == 4 and word.text.isdecimal() and word.text[0] in "12"


@once
def is_name(sentence: SentenceReading, word: Word) -> bool:
    """Return whether `word` of `sentence` is a part of a name, as far as its capital shows."""
    if not word.text[:1].isupper() or not word.is_content:
        return False
    behind = next((one for one in sentence.words if one.start > word.start), None)
    return bool(word.start) or (behind is not None and behind.text[:1].isupper()) or any(map(str.isdigit, word.text))


def key_of(word: Word) -> str:
    """Return what makes `word` the same as another: its stem, or its value in figures for "ten" and "1,000"."""
    return _key(word.folded, word.stem)


@lru_cache(maxsize=16_384)
def _key(folded: str, term: str) -> str:
    value = UNITS.get(folded, TENS.get(folded))
    return str(value) if value is not None else term.replace(",", "")


__all__ = ["is_name", "is_value", "key_of", "same_form"]
