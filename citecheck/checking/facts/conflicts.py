"""Find conflicts: a source gives another value for the same thing.

A source has many figures, and most differ from the claim's for good reasons. One is a rival only if the words
around both are the same. How much so is put into a few numbers (`features`), which a small logistic model for each kind
of fact weighs (weights/conflicts.json). The strength that it gives is compared with two thresholds by `CONFLICT_RULES`:
from the lower one a conflict is likely, from the upper one it is sure. Below both the fact is merely missing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from citecheck.checking.facts.comparison import compare, same_word
from citecheck.checking.facts.model import Date, Fact, FactComparison, Name, Number, Relation
from citecheck.checking.facts.reading import facts
from citecheck.checking.passages.model import PreparedText, Query, SourceSentence
from citecheck.checking.passages.terms import normalize_token, related, stem, stop_words, term_weight, tokens
from citecheck.checking.weights.models import ConflictModel, load_conflicts
from citecheck.rules import RuleTable
from reports.model import FactKind

_SHORT = 12  # sentences up to which every sentence of a text is near (judgement)
_REACH = 6  # content words on each side of a fact that are its context (judgement)

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
    """A fact of a claim and the words around it.

    `known_words` is the share of the words of a claimed name that the source has somewhere. `others_missing` and
    `others_found` count the claim's other facts that the source lacks and has.
    """

    claim: Query
    fact: Fact
    passages: Sequence[SourceSentence]
    known_words: float = 0.0
    others_missing: int = 0
    others_found: int = 0
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

    def coverage(self, sentence: SourceSentence | None) -> float:
        """Return the share (0..1) of the claim's other words that `sentence` has; None: all passages together."""
        key = -1 if sentence is None else sentence.index
        if key not in self._shares:
            terms = sentence.terms if sentence is not None else frozenset().union(*(s.terms for s in self.passages))
            total = sum(self.rest.values()) or 1.0
            self._shares[key] = sum(weight for term, weight in self.rest.items() if _holds(terms, term)) / total
        return self._shares[key]


@dataclass(frozen=True, slots=True, eq=False)
class Rival:
    """The strongest rival of a claimed fact: its place, and the probability (0..1) that it is about the same thing."""

    slot: Slot
    sentence: SourceSentence
    other: Fact
    strength: float


def find_conflict(slot: Slot, text: PreparedText, claimed: Sequence[Fact]) -> FactComparison | None:
    """Return the conflict of the claimed fact of `slot` with its strongest rival in `text`; None: no conflict.

    `claimed` are all facts of the claim.
    """
    found = candidates(slot, claimed, text)
    if not found:
        return None
    rows = []
    for sentence, other in found:
        rivals = sum(1 for standing, _ in found if standing is sentence)
        rows.append(features(slot, text, sentence, other, rivals))
    strengths = _model(slot.fact.kind).probability(rows)
    at = max(range(len(rows)), key=lambda index: (strengths[index], index))
    rival = Rival(slot, *found[at], strength=strengths[at])
    for rule, applies in CONFLICT_RULES.rows:
        sure = applies(rival)
        if sure is not None:
            return FactComparison(
                slot.fact, Relation.DIFFERS, rule, rival.other.text, rival.sentence, near=True, sure=sure
            )
    return None


def candidates(slot: Slot, claimed: Sequence[Fact], text: PreparedText) -> list[tuple[SourceSentence, Fact]]:
    """Return the facts of `text` that could replace the fact of `slot`.

    They are of its kind, near its words, and not among the facts `claimed`.
    """
    return [
        (sentence, other)
        for sentence in _around(text, slot.passages)
        for other in sentence_facts(text, sentence)
        if same_kind(slot.fact, other) and not any(_is_claimed_too(mine, other) for mine in claimed)
    ]


def _around(text: PreparedText, passages: Sequence[SourceSentence]) -> Sequence[SourceSentence]:
    """Return the passages and the sentences next to them; of a short text, all sentences."""
    if len(text.sentences) <= _SHORT:
        return text.sentences
    indices = {s.index + step for s in passages for step in (-1, 0, 1)}
    return [text.sentences[index] for index in sorted(indices) if 0 <= index < len(text.sentences)]


def _is_claimed_too(mine: Fact, other: Fact) -> bool:
    """Whether the claim gives a source's fact too, so that it is not a rival of another fact."""
    relation = compare(mine, other)
    if isinstance(mine, Name) and isinstance(other, Name) and relation is Relation.COMPATIBLE:
        return mine.words[0] != other.words[0]  # "Gareth Smith" and "Gareth Paisey" may be rivals
    return relation is Relation.AGREES


def sentence_facts(text: PreparedText, sentence: SourceSentence) -> tuple[Fact, ...]:
    """Return the facts of `sentence`, read once for each `text`."""
    read: dict[int, tuple[Fact, ...]] = text.memory.setdefault("facts", {})
    if sentence.index not in read:
        read[sentence.index] = facts(text.source.text[sentence.start : sentence.end])
    return read[sentence.index]


def _is_likely(rival: Rival) -> bool:
    return rival.strength >= _model(rival.slot.fact.kind).named


def _subject(rival: Rival) -> bool | None:
    """A source may call the subject of a claim by another name, or by a pronoun."""
    return False if rival.slot.is_subject and isinstance(rival.slot.fact, Name) and _is_likely(rival) else None


def _one_side_negated(rival: Rival) -> bool | None:
    """Where only one of claim and sentence is negated, they need not exclude each other."""
    return False if rival.sentence.negated != rival.slot.claim.negated and _is_likely(rival) else None


def _sure(kind: FactKind, rival: Rival) -> bool | None:
    model = _model(kind)
    return True if rival.slot.fact.kind is kind and rival.strength >= max(model.sure, model.named) else None


def _likely(kind: FactKind, rival: Rival) -> bool | None:
    return False if rival.slot.fact.kind is kind and _is_likely(rival) else None


CONFLICT_RULES: RuleTable[Rival, bool] = RuleTable(
    "another value in the source: True for a sure conflict, False for a likely one",
    [
        ("fact.conflict.subject-name", _subject),
        ("fact.conflict.one-side-negated", _one_side_negated),
        ("fact.conflict.number", partial(_sure, FactKind.NUMBER)),
        ("fact.conflict.date", partial(_sure, FactKind.DATE)),
        ("fact.conflict.name", partial(_sure, FactKind.NAME)),
        ("fact.conflict.likely-number", partial(_likely, FactKind.NUMBER)),
        ("fact.conflict.likely-date", partial(_likely, FactKind.DATE)),
        ("fact.conflict.likely-name", partial(_likely, FactKind.NAME)),
    ],
)


def _model(kind: FactKind) -> ConflictModel:
    return load_conflicts(kind.value, (*COMMON, *OWN[kind.value]))


def features(slot: Slot, text: PreparedText, sentence: SourceSentence, other: Fact, rivals: int) -> list[float]:
    """Return the features of a pair of facts, in the order of `COMMON` and `OWN`.

    The pair is the fact of `slot` and `other`, which is in `sentence` of `text`. `rivals` is the number of candidates.
    """
    standing = text.source.text[sentence.start : sentence.end]
    words = tokens(standing)
    before = [stem(word) for word, _, end in words if end <= other.start]
    after = [stem(word) for word, start, _ in words if start >= other.end]
    close = {*before[-2 * _REACH :], *after[: 2 * _REACH]}
    context = sum(weight for term, weight in slot.around.items() if _holds(close, term))
    position = slot.fact.start / max(1, len(slot.claim.text))
    common = [
        slot.coverage(sentence),
        slot.coverage(None),
        context / (sum(slot.around.values()) or 1.0),
        float(any(term in slot.rest and term in before[-3:] for term in slot.before[-2:])),
        float(any(term in slot.rest and term in after[:3] for term in slot.after[:2])),
        float(bool(before and slot.before) and before[-1] == slot.before[-1]),
        float(bool(after and slot.after) and after[0] == slot.after[0]),
        math.log(rivals),
        1.0 - abs(position - other.start / max(1, sentence.end - sentence.start)),
        float(any(sentence is passage for passage in slot.passages)),
        float(_follows(slot.claim.text, slot.fact) == _follows(standing, other)),
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
    """Return the share of the source's sentences that hold a fact's last word: a page's subject is a weak rival."""
    words = tokens(other.text)
    held = text.postings.get(stem(words[-1][0]), ()) if words else ()
    return len(held) / max(1, len(text.sentences))


def _holds(terms: frozenset[str] | set[str], term: str) -> bool:
    if term in terms:
        return True
    begins = term[:4]
    return len(term) > 4 and any(other.startswith(begins) and related(term, other) for other in terms)


_FAR = 700.0  # the logarithm of the largest number


def _distance(one: float, other: float) -> float:
    """Return how many times, as a logarithm, one value is the other; figures of hundreds of digits are infinite."""
    if min(one, other) < 0:
        return 5.0
    if math.isinf(one) or math.isinf(other):
        return 0.0 if one == other else _FAR
    return abs(math.log((one + 1.0) / (other + 1.0)))


def _own(slot: Slot, sentence: SourceSentence, other: Fact) -> list[float]:
    mine = slot.fact
    if isinstance(mine, Number) and isinstance(other, Number):
        nouns = bool(mine.noun and other.noun)
        same = nouns and (mine.noun == other.noun or related(mine.noun, other.noun))
        ratio = _distance(mine.value, other.value)
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
            sum(term_weight(stem(word)) for word in mine.words) / len(mine.words),
        ]
    return []


def same_kind(mine: Fact, other: Fact) -> bool:
    """Return whether `mine` and `other` are values of one kind that exclude each other."""
    if isinstance(mine, Number) and isinstance(other, Number):
        return mine.unit == other.unit or (
            {mine.unit, other.unit} == {"", "age"} and max(mine.value, other.value) < 120
        )
    if isinstance(mine, Date) and isinstance(other, Date):
        return _same_precision(mine, other)
    if isinstance(mine, Name) and isinstance(other, Name):
        one, two = set(mine.words), {normalize_token(word) for word in other.words}
        return mine.acronym == other.acronym and not (one <= two or two <= one) and _is_plain(mine) and _is_plain(other)
    return False


def _is_plain(name: Name) -> bool:
    """Whether a name consists of words: formulas and codes of genes and models have too many spellings to compare."""
    return all(word.isalpha() or "'" in word or "-" in word for word in name.words) and not any(
        character.isdigit() for character in name.text
    )


def _same_precision(mine: Date, other: Date) -> bool:
    """Dates exclude each other if both give the part that differs: two different years, two different days."""
    if mine.year is not None and other.year is not None and mine.year != other.year:
        return True
    if mine.day is not None and other.day is not None:
        return (mine.month, mine.day) != (other.month, other.day)
    if mine.month is not None and other.month is not None and mine.month != other.month:
        return True
    return mine.weekday is not None and other.weekday is not None and mine.month is None and other.month is None


__all__ = [
    "COMMON",
    "CONFLICT_RULES",
    "OWN",
    "Rival",
    "Slot",
    "candidates",
    "features",
    "find_conflict",
    "same_kind",
    "sentence_facts",
]
