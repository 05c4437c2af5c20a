"""Words and phrases that say the same: "bought", "acquired" and "took over" have one sense. Data is in `wording.toml`.

English. The sense of a word without a group is its stem.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources

from citecheck.checking.passages.terms import normalize_token, stem

Token = tuple[str, int, int]

_NO_PHRASE = frozenset(("from", "as"))
"""Words behind a phrase with which it says something else: "took over from Lee as director"."""


@cache
def _data() -> dict[str, str]:
    read = resources.files("citecheck.checking.relations").joinpath("wording.toml").read_text(encoding="utf-8")
    return tomllib.loads(read)


@cache
def _table() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Return the sense of each stem that has one, and the phrases: the word behind each first stem, and their sense."""
    data = _data()
    senses: dict[str, str] = {}
    for group in data["same"].split(";"):
        forms = group.split()
        senses.update((stem(form), stem(forms[0])) for form in forms)
    phrases: dict[str, dict[str, str]] = {}
    for line in data["phrases"].split(";"):
        name, _, said = line.partition(":")
        for phrase in said.split(","):
            first, behind = phrase.split()
            phrases.setdefault(stem(first), {})[behind] = senses.get(stem(name.strip()), stem(name.strip()))
    return senses, phrases


@lru_cache(maxsize=65_536)
def sense(word: str) -> str:
    """Return what all forms of an English word, or of a phrase of two words, share with those that say the same.

    `word` is as written; with a capital it is a name, and only its forms are joined. The result is compared, and never
    shown.
    """
    senses, phrases = _table()
    first, _, behind = word.partition(" ")
    if behind:
        return phrases[stem(first)][normalize_token(behind)]
    term = stem(word)
    return term if word[:1].isupper() else senses.get(term, term)


def joined(found: Sequence[Token]) -> list[Token]:
    """Return the words `found` (each with its start and end) with every phrase of the table as one word.

    The text between the two words of a phrase is given as one space.
    """
    phrases = _table()[1]
    result: list[Token] = []
    at = 0
    while at < len(found):
        word, start, _ = found[at]
        behind = [normalize_token(one) for one, _, _ in found[at + 1 : at + 3]]
        is_phrase = bool(behind) and behind[0] in phrases.get(stem(word), ())
        if is_phrase and found[at + 1][1] == found[at][2] + 1 and not _NO_PHRASE & set(behind[1:]):
            result.append((f"{word} {found[at + 1][0]}", start, found[at + 1][2]))
            at += 2
            continue
        result.append(found[at])
        at += 1
    return result


@cache
def fillers() -> frozenset[str]:
    """Return the folded words of a claim that state nothing a source would have to say: "however", "namely"."""
    return frozenset(_data()["fillers"].split())


@cache
def _kinds() -> dict[str, frozenset[str]]:
    rows = (line.partition("|") for line in _data()["kinds"].split(";"))
    return {sense(name.strip()): frozenset(sense(one) for one in members.split()) for name, _, members in rows}


def kinds(term: str) -> frozenset[str]:
    """Return the senses from which the sense `term` follows: of "artist" those of "rapper" and "painter"."""
    return _kinds().get(term, frozenset())


__all__ = ["fillers", "joined", "kinds", "sense"]
