"""Whether two facts fill one slot: the same kind of thing, said of the same thing in the same words.

A source has many figures; that one of them differs from the claim's says nothing. It is a rival only where the words
around both are the same. How much so is put into a few numbers, weighed by a small logistic model for each kind of fact
(weights/conflicts.json) with two thresholds: from the lower one the conflict is named, from the upper one it is sure.
Below both the fact is merely missing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from citecheck.checking.facts.model import Date, Fact, Name, Number
from citecheck.checking.facts.names import same_word
from citecheck.checking.passages.preparing import PreparedText, Sentence
from citecheck.checking.passages.retrieval import Query
from citecheck.checking.passages.terms import fold, is_negation, rarity, related, stem, stop_words, tokens

_REACH = 6  # telling words each side of a fact that are its context

COMMON = (
    *("sentence", "passages", "context", "left", "right", "left_word", "right_word", "rivals", "order"),
    *("chosen", "punctuation", "frequent", "claim_words", "others_missing", "others_found", "subject"),
)
OWN = {
    "number": ("same_noun", "other_noun", "measured", "ratio", "same_length"),
    "date": ("same_parts", "other_parts", "near_year", "year_only", "dateline"),
    "name": ("same_size", "shared_word", "known_words", "person", "rarity"),
}
"""The names of the features, those of every kind first."""


@dataclass(slots=True, eq=False)
class Slot:
    """A fact of a claim and the words around it."""

    claim: Query
    fact: Fact
    passages: Sequence[Sentence]
    known_words: float = 0.0
    """Share of the words of a claimed name that the source has somewhere."""
    others_missing: int = 0
    others_found: int = 0
    """How many of the claim's other facts the source lacks, and has."""
    is_subject: bool = field(init=False)
    """Whether the claim begins with the fact: a source may call its subject by another name, or by a pronoun."""
    around: dict[str, float] = field(init=False)
    rest: dict[str, float] = field(init=False)
    _shares: dict[int, float] = field(init=False, default_factory=dict)
    before: list[str] = field(init=False)
    after: list[str] = field(init=False)

    def __post_init__(self) -> None:
        """Read the words around the fact."""
        words = self.claim.words
        left = [word for word in words if word.end <= self.fact.start]
        right = [word for word in words if word.start >= self.fact.end]
        self.rest = {word.stem: word.weight for word in (*left, *right)}
        self.around = {}
        for side in (list(reversed(left))[:_REACH], right[:_REACH]):
            for distance, word in enumerate(side):
                weight = word.weight / (1.0 + 0.25 * distance)
                self.around[word.stem] = max(self.around.get(word.stem, 0.0), weight)
        stops = stop_words(None)
        found = tokens(self.claim.text)
        self.is_subject = all(word.lower() in stops for word, _, end in found if end <= self.fact.start)
        self.before = [stem(word) for word, _, end in found if end <= self.fact.start]
        self.after = [stem(word) for word, start, _ in found if start >= self.fact.end]

    def carried_by(self, sentence: Sentence | None) -> float:
        """Return what share of the claim's other words a sentence carries, or all passages together (None)."""
        key = -1 if sentence is None else sentence.index
        if key not in self._shares:
            terms = sentence.terms if sentence is not None else frozenset().union(*(s.terms for s in self.passages))
            total = sum(self.rest.values()) or 1.0
            self._shares[key] = _carried(self.rest, terms) / total
        return self._shares[key]


def rivalry(slot: Slot, text: PreparedText, sentence: Sentence, other: Fact, rivals: int) -> float:
    """Return how surely (0..1) a sentence's fact stands for the claim's with another value."""
    if not same_kind(slot.fact, other):
        return 0.0
    model = _models()[slot.fact.kind.value]
    return model.probability(features(slot, text, sentence, other, rivals))


def named_from(fact: Fact) -> float:
    """Return the rivalry from which a conflict is named."""
    return _models()[fact.kind.value].named


def is_sure(slot: Slot, sentence: Sentence, strength: float) -> bool:
    """Whether a conflict is sure enough to be called a contradiction.

    One about the name that a claim begins with never is (a source may use another name), nor is one where only one of
    claim and sentence is negated.
    """
    if slot.is_subject and isinstance(slot.fact, Name):
        return False
    negated = any(is_negation(fold(word)) for word in sentence.words)
    return strength >= _models()[slot.fact.kind.value].sure and negated == slot.claim.negated


@dataclass(frozen=True, slots=True)
class _Model:
    intercept: float
    weights: tuple[float, ...]
    named: float
    sure: float

    def probability(self, values: Sequence[float]) -> float:
        return 1.0 / (1.0 + math.exp(-self.intercept - sum(w * v for w, v in zip(self.weights, values, strict=True))))


@cache
def _models() -> dict[str, _Model]:
    raw = json.loads(
        resources.files("citecheck.checking.weights").joinpath("conflicts.json").read_text(encoding="utf-8")
    )
    return {
        kind: _Model(
            raw[kind]["intercept"],
            tuple(raw[kind]["weights"][name] for name in (*COMMON, *OWN[kind])),
            raw[kind]["named"],
            raw[kind]["sure"],
        )
        for kind in OWN
    }


def features(slot: Slot, text: PreparedText, sentence: Sentence, other: Fact, rivals: int) -> list[float]:
    """Return the features of a pair of facts, in the order of `COMMON` and `OWN`."""
    words = tokens(text.text_of(sentence))
    before = [stem(word) for word, _, end in words if end <= other.start]
    after = [stem(word) for word, start, _ in words if start >= other.end]
    close = {*before[-2 * _REACH :], *after[: 2 * _REACH]}
    context = sum(weight for term, weight in slot.around.items() if _holds(close, term))
    position = slot.fact.start / max(1, len(slot.claim.text))
    common = [
        slot.carried_by(sentence),
        slot.carried_by(None),
        context / (sum(slot.around.values()) or 1.0),
        float(any(_telling(slot, term) and term in before[-3:] for term in slot.before[-2:])),
        float(any(_telling(slot, term) and term in after[:3] for term in slot.after[:2])),
        float(bool(before and slot.before) and before[-1] == slot.before[-1]),
        float(bool(after and slot.after) and after[0] == slot.after[0]),
        math.log(rivals),
        1.0 - abs(position - other.start / max(1, sentence.end - sentence.start)),
        float(any(sentence is passage for passage in slot.passages)),
        float(_follows(slot.claim.text, slot.fact) == _follows(text.text_of(sentence), other)),
        _frequency(text, other),
        math.log(1 + len(slot.rest)),
        math.log(1 + slot.others_missing),
        math.log(1 + slot.others_found),
        float(slot.is_subject),
    ]
    return common + _own(slot, sentence, other)


def _follows(text: str, fact: Fact) -> str:
    """Return the punctuation mark that follows a fact, if one does."""
    mark = text[fact.end : fact.end + 1]
    return mark if mark in ",.;:)" else ""


def _frequency(text: PreparedText, other: Fact) -> float:
    """Return in what share of the source's sentences a fact's last word stands: what a page is about is no rival."""
    words = tokens(other.text)
    held = text.postings.get(stem(words[-1][0]), ()) if words else ()
    return len(held) / max(1, len(text.sentences))


def _telling(slot: Slot, term: str) -> bool:
    return term in slot.rest


def _carried(rest: dict[str, float], terms: frozenset[str] | set[str]) -> float:
    return sum(weight for term, weight in rest.items() if _holds(terms, term))


def _holds(terms: frozenset[str] | set[str], term: str) -> bool:
    if term in terms:
        return True
    begins = term[:4]
    return len(term) > 4 and any(other.startswith(begins) and related(term, other) for other in terms)


def _own(slot: Slot, sentence: Sentence, other: Fact) -> list[float]:
    mine = slot.fact
    if isinstance(mine, Number) and isinstance(other, Number):
        nouns = bool(mine.noun and other.noun)
        same = nouns and (mine.noun == other.noun or related(mine.noun, other.noun))
        ratio = abs(math.log((mine.value + 1.0) / (other.value + 1.0))) if min(mine.value, other.value) >= 0 else 5.0
        return [
            float(same),
            float(nouns and not same),
            float(mine.unit != "" and mine.unit == other.unit),
            min(ratio, 5.0),
            float(len(mine.text) == len(other.text)),
        ]
    if isinstance(mine, Date) and isinstance(other, Date):
        parts = [
            (one, two)
            for one, two in ((mine.year, other.year), (mine.month, other.month), (mine.day, other.day))
            if one is not None and two is not None
        ]
        years = mine.year is not None and other.year is not None
        return [
            float(sum(one == two for one, two in parts)),
            float(sum(one != two for one, two in parts)),
            float(years and 0 < abs((mine.year or 0) - (other.year or 0)) <= 5),
            float(years and len(parts) == 1),
            float(len(sentence.words) <= 10 and other.day is not None),
        ]
    if isinstance(mine, Name) and isinstance(other, Name):
        return [
            float(len(mine.words) == len(other.words)),
            float(any(same_word(one, two) for one in mine.words for two in other.words)),
            slot.known_words,
            float(len(mine.words) in (2, 3) and len(other.words) in (2, 3)),
            sum(rarity().weight(stem(word)) for word in mine.words) / len(mine.words),
        ]
    return []


def same_kind(mine: Fact, other: Fact) -> bool:
    """Whether both are values of one kind that exclude each other."""
    if isinstance(mine, Number) and isinstance(other, Number):
        return mine.unit == other.unit or (
            {mine.unit, other.unit} == {"", "age"} and max(mine.value, other.value) < 120
        )
    if isinstance(mine, Date) and isinstance(other, Date):
        return _same_precision(mine, other)
    if isinstance(mine, Name) and isinstance(other, Name):
        one, two = set(mine.words), {fold(word) for word in other.words}
        return mine.acronym == other.acronym and not (one <= two or two <= one) and _is_plain(mine) and _is_plain(other)
    return False


def _is_plain(name: Name) -> bool:
    """Whether a name is words: formulas, codes of genes and models have too many spellings to be told apart."""
    return all(word.isalpha() or "'" in word or "-" in word for word in name.words) and not any(
        character.isdigit() for character in name.text
    )


def _same_precision(mine: Date, other: Date) -> bool:
    """Dates exclude each other where both give the part that differs: years two years, days two days."""
    if mine.year is not None and other.year is not None and mine.year != other.year:
        return True
    if mine.day is not None and other.day is not None:
        return (mine.month, mine.day) != (other.month, other.day)
    if mine.month is not None and other.month is not None and mine.month != other.month:
        return True
    return mine.weekday is not None and other.weekday is not None and mine.month is None and other.month is None


__all__ = ["COMMON", "OWN", "Slot", "features", "is_sure", "named_from", "rivalry", "same_kind"]
