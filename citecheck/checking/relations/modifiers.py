"""Compare the words that say which one it is: "the Swedish line", "deputy director" (modifiers.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Iterator, Mapping
from functools import cache
from importlib.resources import files

from citecheck.checking.relations.clauses import SentenceReading, read_sentence
from citecheck.checking.relations.model import AGREES, Compared, Difference
from citecheck.checking.relations.sentence import Word

_REACH = 2  # words between such a word and its noun: "the Danish shipping line" (judgement)
_NAME = 5  # words on each side of a name among which such a word is about it (judgement)


def modifiers(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare the peoples, parties and offices that `claim` and `source`, a sentence of the source, give for a noun.

    None where `claim` gives none, or `source` does not have the noun or the name.
    """
    agreed: Compared = None
    for compare in (_rank, _office_of_the_name):
        found = compare(claim, source)
        if isinstance(found, Difference):
            return found
        agreed = agreed or found
    for at, word in enumerate(claim.words):
        for name, lines in _tables().items():
            if word.folded not in lines:
                continue
            if word.stem in source.stems:
                agreed = AGREES
                continue
            other = _other_of_the_noun(claim, at, source, lines, name) or _other_of_the_name(
                claim, at, source, lines, name
            )
            if other is not None:
                reason = f"the source says “{other}” where the claim has “{word.text}”"
                return Difference("modifier", reason, sure=True)
    return agreed


def peoples_and_parties(claim: str) -> list[str]:
    """Return the words of `claim` that name a people or a party before a noun or a name, as written."""
    known = _tables()["peoples"].keys() | _tables()["parties"].keys()
    words = read_sentence(claim).words
    return [word.text for word in words[:-1] if word.text[:1].isupper() and word.folded in known]


def _other_of_the_noun(
    claim: SentenceReading, at: int, source: SentenceReading, lines: Mapping[str, frozenset[int]], table: str
) -> str | None:
    """Return another word of one table before the noun that follows in the claim."""
    for noun in claim.words[at + 1 : at + 2 + _REACH]:
        if noun.parted or not noun.is_content:
            break
        if table == "offices" and noun.folded not in _lists().heads:
            continue
        for there in source.places(noun.stem):
            for one in source.words[max(0, there - 1 - _REACH) : there]:
                if _excludes(claim.words[at], one, lines):
                    return one.text
    return None


def _other_of_the_name(
    claim: SentenceReading, at: int, source: SentenceReading, lines: Mapping[str, frozenset[int]], table: str
) -> str | None:
    """Return another word of one table beside the name that follows in the claim."""
    if table == "offices":
        return None
    for name in claim.words[at + 1 : at + 1 + _NAME]:
        if name.parted or name.folded in lines:
            break
        if not name.text[:1].isupper():
            continue
        for there in source.places(name.stem):
            near = source.words[max(0, there - _NAME) : there + _NAME]
            found = next((one.text for one in near if _excludes(claim.words[at], one, lines)), None)
            if found is not None:
                return found
    return None


def _excludes(mine: Word, other: Word, lines: Mapping[str, frozenset[int]]) -> bool:
    return other.folded in lines and not lines[mine.folded] & lines[other.folded]


def _rank(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare "director" and "deputy director", "the former mayor" and "the mayor"."""
    ranks, heads = _lists().ranks, _lists().heads
    for at, word in enumerate(claim.words):
        if word.folded not in heads or not _shares_a_name(claim, source):
            continue
        office = set(_among_before(claim, at, _tables()["offices"]))
        places = [
            one for one in source.places(word.stem) if set(_among_before(source, one, _tables()["offices"])) == office
        ]
        if not places:
            continue
        mine = set(_among_before(claim, at, ranks))
        theirs = [set(_among_before(source, there, ranks)) for there in places]
        if any(mine == one for one in theirs):
            return AGREES
        if _FORMERLY.search(claim.text) or _FORMERLY.search(source.text):
            return None  # "Orlik, who had been chief executive"
        shown = " ".join(sorted(theirs[0] or mine))
        side = "source" if theirs[0] else "claim"
        return Difference(
            "modifier", f"the {side} says “{shown} {word.folded}”, the other does not", sure=bool(theirs[0])
        )
    return None


_FORMERLY = re.compile(r"\b(?:had\s+been|once|used\s+to|until|formerly|until\s+then)\b", re.IGNORECASE)


def _among_before(sentence: SentenceReading, at: int, known: Container[str]) -> Iterator[str]:
    for word in sentence.words[max(0, at - 2) : at]:
        if word.folded in known:
            yield word.folded


def _shares_a_name(claim: SentenceReading, source: SentenceReading) -> bool:
    return any(word.text[:1].isupper() and word.start and word.stem in source.stems for word in claim.words)


def _office_of_the_name(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare the offices right before a name: "Chief executive Mette Krogh", "chief financial officer Mette Krogh"."""
    for at, word in enumerate(claim.words):
        mine = _office_before(claim, at) if word.text[:1].isupper() else frozenset()
        if not mine:
            continue
        theirs = [one for there in source.places(word.stem) if (one := _office_before(source, there))]
        if any(one <= mine or mine <= one for one in theirs):
            return AGREES
        if theirs:
            shown = " ".join(sorted(theirs[0]))
            return Difference("modifier", f"the source has another office (“{shown}”) of “{word.text}”", sure=True)
    return None


def _office_before(sentence: SentenceReading, at: int) -> frozenset[str]:
    """Return the words of the office that stands right before the name at `at`."""
    known = _lists().heads | _lists().ranks | frozenset(_tables()["offices"])
    found: list[str] = []
    for word in reversed(sentence.words[max(0, at - 4) : at]):
        if word.folded not in known:
            break
        found.append(word.folded)
    return frozenset(found) if any(word in _lists().heads or word == "executive" for word in found) else frozenset()


class _Lists:
    def __init__(self) -> None:
        table = tomllib.loads(files(__package__).joinpath("modifiers.toml").read_text(encoding="utf-8"))
        self.tables = {name: _lines(table[name]) for name in ("peoples", "parties", "offices")}
        self.ranks = frozenset(table["ranks"].split())
        self.heads = frozenset(table["heads"].split())


def _lines(text: str) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for number, line in enumerate(text.strip().splitlines()):
        for word in line.split():
            found[word] = found.get(word, frozenset()) | {number}
    return found


@cache
def _lists() -> _Lists:
    return _Lists()


def _tables() -> Mapping[str, Mapping[str, frozenset[int]]]:
    return _lists().tables


__all__ = ["modifiers", "peoples_and_parties"]
