"""Proper names in running text, and whether two of them can be the same: initials, last names, acronyms, spellings."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from citecheck.checking.facts.model import Name, Relation
from citecheck.checking.passages.terms import fold, rarity, related, stem, stop_words, word_set

_WORD = re.compile(r"(?:[^\W\d_]\.){1,4}|[^\W\d_]+(?:['’-][^\W\d_]+)*(?:-?\d+)?|\d+[^\W\d_]*")
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
_INITIAL = re.compile(r"^(?:[^\W\d_]\.)+$|^[^\W\d_]$")
_SENTENCE_END = re.compile(r"[.!?:;•\n]['\"”’)\]]*\s+[\"'“‘(\[]*$|^[\s\"'“‘(\[]*$")
_SPELLING = 85.0  # likeness (0..100) from which two long words are one name in two transliterations


def names(text: str) -> list[Name]:
    """Return the proper names of `text`: runs of capitalised words, with the particles between them."""
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
            elif fold(word) not in _PARTICLES or ahead - last > 2 or (fold(word) == "the" and ahead - last == 2):
                break
            ahead += 1
        name = _name(text, words[position : last + 1])
        if name is not None:
            found.append(name)
        position = last + 1
    return found


def _is_capital(word: str) -> bool:
    return word[0].isupper() and fold(word) not in _CALENDAR


def _name(text: str, run: list[re.Match[str]]) -> Name | None:
    """Make a name of a run of words, short of what only begins a sentence; None where nothing is left."""
    stops = stop_words("en")
    initial = bool(_SENTENCE_END.search(text, max(0, run[0].start() - 6), run[0].start()))
    while run and fold(run[0].group()) in stops and not run[0].group().isupper():
        run = run[1:]
        initial = False
    if not run:
        return None
    if initial and len(run) == 1:
        word = run[0].group()
        # A word that begins a sentence is a name only if it is not one of the language's own.
        if not word.isupper() and rarity().weight(stem(word)) < 8.0:
            return None
    kept = [fold(match.group()) for match in run if fold(match.group()) not in _PARTICLES]
    words = tuple(word for word in kept if word not in _TITLES) or tuple(kept)
    if not words or all(len(word) < 2 for word in words):
        return None
    start, end = run[0].start(), run[-1].end()
    whole = text[start:end]
    return Name(text=whole, start=start, end=end, words=words, acronym=len(run) == 1 and _is_acronym(run[0].group()))


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()


def compare(claimed: Name, found: Name) -> Relation:
    """Say whether `found` names what `claimed` names."""
    if claimed.acronym != found.acronym:
        short, long = (claimed, found) if claimed.acronym else (found, claimed)
        if len(long.words) > 1 and "".join(word[0] for word in long.words) == short.words[0]:
            return Relation.AGREES
    if all(any(same_word(word, other) for other in found.words) for word in claimed.words):
        return Relation.AGREES
    if same_word(claimed.words[-1], found.words[-1]):
        return _given_names(claimed.words[:-1], found.words[:-1])
    if any(same_word(word, other) for word in claimed.words for other in found.words if len(word) > 2):
        return Relation.COMPATIBLE
    return Relation.DIFFERS


def _given_names(claimed: tuple[str, ...], found: tuple[str, ...]) -> Relation:
    """Compare what stands before a shared last name: nothing, an initial, or another name altogether."""
    if not claimed or not found:
        return Relation.AGREES
    if any(same_word(one, other) for one in claimed for other in found):
        return Relation.AGREES
    if any(_INITIAL.match(word) for word in (claimed[0], found[0])) and claimed[0][0] == found[0][0]:
        return Relation.AGREES
    return Relation.COMPATIBLE


def same_word(one: str, other: str) -> bool:
    """Whether two words of names (folded) can be one: the same, of one root, or two spellings of one sound."""
    if one == other or one.removesuffix("s") == other.removesuffix("s"):
        return True
    if min(len(one), len(other)) < 5 or one[0] != other[0]:
        return False
    return related(one, other) or fuzz.ratio(one, other) >= _SPELLING


__all__ = ["compare", "names", "same_word"]
