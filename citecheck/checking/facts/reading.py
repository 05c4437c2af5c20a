"""Read the facts of a text: its dates, its other numbers, and its proper names outside those."""

from __future__ import annotations

import re
from functools import lru_cache

from citecheck.checking.facts.dates import dates
from citecheck.checking.facts.model import Date, Fact, Name, Number
from citecheck.checking.facts.quantities import numbers
from citecheck.checking.passages.terms import normalize_token, stem, stop_words, term_weight, word_set

_WORD = re.compile(r"(?:[^\W\d_]\.){1,4}|[^\W\d_]+(?:['’-][^\W\d_]+)*(?:-?\d+(?:[a-z]{2,4}(?!\w))?)?|\d+[^\W\d_]*")
_PARTICLES = word_set("of the de del della di da dos von van der den al el la le bin ibn ben and & for e y und et du")
_TITLES = word_set(
    "mr mrs ms miss dr prof professor sir dame lord lady president minister senator sen rep representative general gen "
    "colonel col captain capt lieutenant lt sergeant sgt major king queen prince princess pope bishop archbishop judge "
    "justice chairman chairwoman director ceo secretary governor gov mayor ambassador sheikh imam ayatollah saint"
)
_CALENDAR = word_set(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec ad bc bce ce am pm i"
)
_SENTENCE_END = re.compile(r"[.!?:;•\n]['\"”’)\]]*\s+[\"'“‘(\[]*$|^[\s\"'“‘(\[]*$")
_PLAIN = str.maketrans("ſıİ\u212a", "siIK")  # the long s, the dotless i, the dotted I, the sign of kelvin
_RARE = 8.0  # weight from which a word that begins a sentence is a name: one in about 3,000 sentences has it (e^8)


@lru_cache(maxsize=4_096)
def facts(text: str) -> tuple[Fact, ...]:
    """Return the facts of `text` in order; they do not overlap.

    The last results are held, because copies of one page share most of their sentences.
    """
    read = values(text)
    taken = [(found.start, found.end) for found in read]
    called = [name for name in names(text) if all(name.end <= start or name.start >= end for start, end in taken)]
    return tuple(sorted([*read, *called], key=lambda fact: (fact.start, fact.end)))


@lru_cache(maxsize=4_096)
def values(text: str) -> tuple[Number | Date, ...]:
    """Return the dates and the numbers of `text` in order; they do not overlap."""
    when = days(text)
    counted = numbers(_in_plain_letters(text), [(found.start, found.end) for found in when])
    return tuple(sorted([*when, *counted], key=lambda fact: (fact.start, fact.end)))


@lru_cache(maxsize=4_096)
def days(text: str) -> tuple[Date, ...]:
    """Return the dates of `text` in order."""
    return tuple(dates(_in_plain_letters(text)))


def _in_plain_letters(text: str) -> str:
    """Return `text` with "Auguſt" as "August": without regard to case, an expression takes one letter for the other."""
    return text if text.isascii() else text.translate(_PLAIN)


def names(text: str) -> list[Name]:
    """Return the proper names of `text` in order: runs of capitalised words, with the particles between them."""
    words = list(_WORD.finditer(text))
    found: list[Name] = []
    position = 0
    while position < len(words):
        if not _is_capital(words[position].group()):
            position += 1
            continue
        last = position
        ahead = position + 1
        while ahead < len(words):
            gap = text[words[ahead - 1].end() : words[ahead].start()]
            if gap.strip(" \u00a0&") or len(gap) > 3:
                break
            word = words[ahead].group()
            if _is_capital(word):
                last = ahead
            elif (
                normalize_token(word) not in _PARTICLES
                or ahead - last > 2
                or (normalize_token(word) == "the" and ahead - last == 2)
            ):
                break
            ahead += 1
        name = _name(text, words[position : last + 1])
        if name is not None:
            found.append(name)
        position = last + 1
    return found


def _is_capital(word: str) -> bool:
    return word[0].isupper() and normalize_token(word) not in _CALENDAR


def _name(text: str, run: list[re.Match[str]]) -> Name | None:
    """Return a run of words as a name, without function words at its beginning; None if nothing is left."""
    stops = stop_words("en")
    initial = bool(_SENTENCE_END.search(text, max(0, run[0].start() - 6), run[0].start()))
    while run and normalize_token(run[0].group()) in stops and not run[0].group().isupper():
        run = run[1:]
        initial = False
    if not run:
        return None
    if initial and len(run) == 1:
        word = run[0].group()
        # A word that begins a sentence is a name only if it is not an ordinary word of the language.
        if not word.isupper() and term_weight(stem(word)) < _RARE:
            return None
    words_left = [normalize_token(match.group()) for match in run if normalize_token(match.group()) not in _PARTICLES]
    words = tuple(word for word in words_left if word not in _TITLES) or tuple(words_left)
    if not words or all(len(word) < 2 for word in words):
        return None
    start, end = run[0].start(), run[-1].end()
    whole = text[start:end]
    return Name(text=whole, start=start, end=end, words=words, acronym=len(run) == 1 and _is_acronym(run[0].group()))


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()


__all__ = ["days", "facts", "names", "values"]
