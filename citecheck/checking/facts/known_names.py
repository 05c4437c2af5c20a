"""Names that mean the same, and names that texts leave out (known_names.toml). The lists are English."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from citecheck.checking.passages.terms import normalize_token, tokens


def is_wide_place(words: str) -> bool:
    """Return whether `words`, normalised, name a country, a state or a part of the world."""
    return words in _lists().wide_places


def is_whole(words: str) -> bool:
    """Return whether `words`, normalised, name a part of the world, or a union of named states."""
    return words in _lists().wholes


def is_vague(words: tuple[str, ...]) -> bool:
    """Return whether a name of `words`, normalised, is one that texts put otherwise: a country, people or office."""
    lists = _lists()
    if " ".join(words) in lists.wide_places or any(word in lists.offices for word in words):
        return True
    return all(word in lists.wide_places or word.endswith(lists.adjective_endings) for word in words)


@lru_cache(maxsize=4_096)
def is_of_a_people(word: str) -> bool:
    """Return whether `word`, normalised, has the form of an adjective of a people: "italian", "swiss"."""
    return word.endswith(_lists().adjective_endings)


def other_names(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Return other names, as normalised words, of what the name `words` names; empty where none is known."""
    return _lists().alike.get(words, frozenset())


def are_opposed(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Return whether two names, of the normalised `words` and `others`, differ in one word that names another thing.

    So are "Nieuwe Kerk" and "Oude Kerk", "Upper Harwood" and "Lower Harwood".
    """
    if len(words) != len(others) or len(words) < 2:
        return False
    differ = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return len(differ) == 1 and any({*differ[0]} <= group for group in _lists().opposed)


class _Lists:
    def __init__(self) -> None:
        table = tomllib.loads(files(__package__).joinpath("known_names.toml").read_text(encoding="utf-8"))
        self.wide_places = frozenset(" ".join(name.split()) for name in table["wide_places"].split(","))
        self.wholes = frozenset(" ".join(name.split()) for name in table["wholes"].split(","))
        self.adjective_endings = tuple(table["adjective_endings"])
        self.offices = frozenset(name.strip() for name in table["offices"].split(","))
        self.opposed = [frozenset(line.split()) for line in table["opposed"].strip().splitlines()]
        self.alike: dict[tuple[str, ...], frozenset[tuple[str, ...]]] = {}
        for line in table["alike"].strip().splitlines():
            group = [_words(name) for name in line.split("=")]
            for name in group:
                self.alike[name] = self.alike.get(name, frozenset()) | {other for other in group if other != name}


def _words(name: str) -> tuple[str, ...]:
    return tuple(normalize_token(word) for word, _, _ in tokens(name) if word not in ("of", "the", "de", "and"))


@cache
def _lists() -> _Lists:
    return _Lists()


__all__ = ["are_opposed", "is_of_a_people", "is_vague", "is_whole", "is_wide_place", "other_names"]
