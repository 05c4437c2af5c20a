"""Whether two names are those of one person, however they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from citecheck.registries.comparing.words import name_key, without_markup
from claims.patterns import lazy_regex

_ALIKE = 85  # of 100: spellings of one surname ("Abdoulaye", "Abdulaye"); two of one length that differ reach about 80
_MIN_LONG = 5  # letters; a shorter surname that differs in one is another
_SUFFIX = lazy_regex(r"(?:,?\s+|^)(?:jr|sr|ii|iii|iv|phd|md)\.?$", re.IGNORECASE)
_NUMBER = lazy_regex(r"\s+\d{4}$")  # DBLP sets a number behind names that several people have
_PARTICLE_WORDS = "de del della di da dos du der den van von vom zu zur ter ten te la le los el al bin ibn"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_GROUP = lazy_regex(
    r"\b(?:collaboration|consortium|group|team|society|organi[sz]ation|network|committee|association|institute|university"
    r"|agency|ministry|project|initiative|foundation|council|commission|department|investigators|contributors)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as it is compared: the keys of its family names and of its given names, and its initials."""

    family: tuple[str, ...]
    given: tuple[str, ...]

    @property
    def initials(self) -> frozenset[str]:
        """The first letters of the given names; those of "JR" or "J-R" are two."""
        return frozenset(word[0] for word in self.given if word)

    @property
    def every(self) -> frozenset[str]:
        """All words, without those of one letter."""
        return frozenset(word for word in (*self.family, *self.given) if len(word) > 1)


@lru_cache(maxsize=8192)
def read_name(written: str) -> PersonName:
    """Read the name `written` in any of its forms: "Lind, Ana M.", "Ana M. Lind", "Lind AM", "van der Berg, J."."""
    text = _SUFFIX.sub("", _NUMBER.sub("", without_markup(written).strip()))
    family, comma, given = text.partition(",")
    if comma:
        return PersonName(_keys(family), _given(given))
    words = text.replace("\u00a0", " ").split()
    if len(words) > 1 and _is_initials(words[-1]) and not _is_initials(words[0]):
        return PersonName(_keys(" ".join(words[:-1])), _given(words[-1]))  # "Lind AM", as in medicine
    start = next((place for place, word in enumerate(words[1:-1], 1) if word.lower() in _PARTICLES), len(words) - 1)
    return PersonName(_keys(" ".join(words[start:])), _given(" ".join(words[:start])))


def same_person(one: str, other: str) -> bool:
    """Return whether the names `one` and `other` can be those of one person."""
    if _GROUP.search(one) or _GROUP.search(other):
        return fuzz.token_set_ratio(name_key_of(one), name_key_of(other)) >= _ALIKE
    first, second = read_name(one), read_name(other)
    if _same_family(first, second) and _same_given(first, second):
        return True
    return _same_words(first, second)


def name_key_of(written: str) -> str:
    """Return all words of the name `written`, in the form in which they are compared."""
    return " ".join(_keys(written.replace(",", " ")))


def _same_family(one: PersonName, other: PersonName) -> bool:
    """Return whether the family names agree: wholly, in one of two, or in their spelling."""
    first, second = [set(name.family) - _PARTICLES for name in (one, other)]
    if not first or not second:
        return False
    if first <= second or second <= first or "".join(one.family) == "".join(other.family):
        return True
    joined, against = "".join(one.family), "".join(other.family)
    long = min(len(joined), len(against)) >= _MIN_LONG
    return long and joined[0] == against[0] and fuzz.ratio(joined, against) >= _ALIKE


def _same_given(one: PersonName, other: PersonName) -> bool:
    """Return whether the given names can be those of one person: unknown, or with an initial in common."""
    if not one.given or not other.given:
        return True
    return bool(one.initials & other.initials)


def _same_words(one: PersonName, other: PersonName) -> bool:
    """Return whether both have the same words in another order ("Zhang Wei", "Wei Zhang")."""
    first, second = one.every, other.every
    if len(first) > 1 and len(second) > 1 and (first <= second or second <= first):
        return True
    letters = ["".join(sorted("".join((*name.family, *name.given)))) for name in (one, other)]
    return len(letters[0]) > _MIN_LONG and letters[0] == letters[1] and bool(first & second)


def _keys(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (name_key(word) for word in re.split(r"[\s\-‐‑–.]+", text))))


def _given(text: str) -> tuple[str, ...]:
    words = [word for word in re.split(r"[\s.\-‐‑–]+", text) if word]
    letters: list[str] = []
    for word in words:
        letters += list(word) if _is_initials(word) and len(word) > 1 else [word]
    return tuple(filter(None, (name_key(word) for word in letters if word.lower() not in _PARTICLES)))


def _is_initials(word: str) -> bool:
    bare = re.sub(r"[.\-‐‑]", "", word)
    return 0 < len(bare) <= 3 and bare.isupper()


__all__ = ["PersonName", "name_key_of", "read_name", "same_person"]
