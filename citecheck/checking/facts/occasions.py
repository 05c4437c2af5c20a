"""Numbers of another occasion: the source gives its number for another year, another act or another thing of the kind.

"In 1950 the town had 9,000 inhabitants" says nothing against "The town has 12,000 inhabitants", and "lends 2,000 maps"
nothing against "holds 9,000 maps". English, and by plain words: where they do not show it, the occasion is the same.
"""

from __future__ import annotations

import re

from citecheck.checking.passages.terms import normalize_token, stem, tokens

_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d]|[.,]\d)")
_NOW = re.compile(r"\b(?:today|nowadays|currently|at present|now|these days)\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:has|have|is|are|holds?|employs?|carries|carry|contains?|houses|owns?|keeps?|seats|serves?|covers?|measures?"
    r"|stands|counts|comprises?|includes?|lends|sells|produces|publishes|offers|receives|attracts)\b"
)
_STATES = frozenset(map(stem, "hold own have contain house keep possess store comprise include employ seat".split()))  # noqa: SIM905 # a table of words
_DEALS = frozenset(
    map(stem, "lend loan sell buy acquire lose receive give donate add destroy remove return borrow exhibit".split())  # noqa: SIM905 # a table of words
)
"""Verbs of having, and verbs of what is done with a part of it in a time."""
_OTHERS = frozenset(
    ["older", "former", "previous", "earlier", "old", "second", "other", "another", "first", "original"]
)
"""Words before a noun by which it is another one than the noun alone."""


def is_other_occasion(claim: str, source: str) -> bool:
    """Return whether `source`, a sentence with another number, is about another occasion than the sentence `claim`."""
    return _is_other_time(claim, source) or _is_other_act(claim, source) or _is_other_thing(claim, source)


def _is_other_time(claim: str, source: str) -> bool:
    """Whether one of them is about now and the other about a year, or both are about years of their own."""
    mine, theirs = set(_YEAR.findall(claim)), set(_YEAR.findall(source))
    if mine & theirs:
        return False
    if theirs and not mine:
        return bool(_NOW.search(claim) or _is_present(claim)) and not _is_present(source)
    if mine and not theirs:
        return bool(_NOW.search(source)) and not _NOW.search(claim)
    return False


def _is_present(text: str) -> bool:
    return _PRESENT.search(text) is not None


def _is_other_act(claim: str, source: str) -> bool:
    """Whether one has a verb of having and the other a verb of dealing, and neither has both."""
    mine, theirs = _stems(claim), _stems(source)
    if not mine & theirs:
        return False
    own = bool(mine & _STATES), bool(mine & _DEALS)
    others = bool(theirs & _STATES), bool(theirs & _DEALS)
    return own != others and sum(own) == 1 and sum(others) == 1


def _is_other_thing(claim: str, source: str) -> bool:
    """Whether the source puts "older" or its like before the noun with which the claim begins."""
    words = [normalize_token(word) for word, _, _ in tokens(claim)]
    noun = next((word for word in words if word not in ("the", "a", "an", "its", "their", "his", "her")), "")
    if noun in _OTHERS:
        return False
    before = [normalize_token(word) for word, _, _ in tokens(source)]
    places = [at for at, word in enumerate(before) if word == noun]
    return bool(places) and all(at and before[at - 1] in _OTHERS for at in places)


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word, _, _ in tokens(text))


__all__ = ["is_other_occasion"]
