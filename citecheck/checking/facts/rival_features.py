"""What speaks for a rival: the words around it and around the claimed fact, put into numbers for `conflicts`."""

from __future__ import annotations

import math
from collections.abc import Sequence

from citecheck.checking.facts.comparison import compare, same_word
from citecheck.checking.facts.model import Date, Fact, Name, Number, Relation
from citecheck.checking.facts.rivals import REACH, Slot, sentence_facts
from citecheck.checking.passages.model import PreparedText, SourceSentence
from citecheck.checking.passages.terms import related, stem, term_weight, tokens

COMMON = (
    *("sentence", "passages", "context", "left", "right", "left_word", "right_word", "rivals", "order"),
    *("chosen", "punctuation", "frequent", "claim_words", "others_missing", "others_found", "subject"),
    *("left_aligned", "right_aligned", "left_near", "right_near", "best_sentence", "relative"),
    *("preposition", "other_preposition", "found_here", "share_found_here", "of_its_kind", "length"),
)
OWN = {
    "number": ("same_noun", "other_noun", "measured", "ratio"),
    "date": ("same_parts", "year_only", "dateline"),
    "name": ("same_size", "shared_word", "known_words", "person", "rarity", "acronym"),
}
"""The names of the features, those of every kind first."""

PREPOSITIONS = {
    word: number
    for number, words in enumerate(
        ("in on at during", "since from", "after", "until till to by", "before", "for", "of", "with", "about around")
    )
    for word in words.split()
}
"""Prepositions before a fact, by number: those with one number have one meaning here."""
_WIDE = 10  # words on each side of a rival in which the context of a claimed fact is looked for (judgement)
_DECAY = 3.0  # words over which the weight of a context word falls by 1/e (judgement)


def features(
    slot: Slot, text: PreparedText, sentence: SourceSentence, other: Fact, rivals: int, best: float
) -> list[float]:
    """Return the features of a pair of facts, in the order of `COMMON` and `OWN`.

    The pair is the fact of `slot` and `other`, which is in `sentence` of `text`. `rivals` is the number of candidates
    in that sentence, `best` the largest share (0..1) of the claim's other words that a sentence with a candidate has.
    """
    standing = text.text_of(sentence)
    words = tokens(standing)
    led = [word for word, _, end in words if end <= other.start]
    before = [stem(word) for word in led]
    after = [stem(word) for word, start, _ in words if start >= other.end]
    mine, theirs = PREPOSITIONS.get(slot.last_word), PREPOSITIONS.get(led[-1].lower() if led else "")
    close = {*before[-2 * REACH :], *after[: 2 * REACH]}
    context = slot.nearness(close)
    position = slot.fact.start / max(1, len(slot.claim.text))
    share = slot.coverage(sentence)
    common = [
        share,
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
        _aligned(slot.before[::-1], before[::-1], slot.rest),
        _aligned(slot.after, after, slot.rest),
        _is_near(slot.before[::-1], before[::-1], slot.rest),
        _is_near(slot.after, after, slot.rest),
        float(share >= best),
        share / best if best else 0.0,
        float(mine is not None and mine == theirs),
        float(None not in (mine, theirs) and mine != theirs),
        *_others_here(slot, text, sentence),
        float(sum(fact.kind is slot.fact.kind for fact in slot.facts)),
        math.log(1 + len(standing)),
    ]
    return common + _own(slot, sentence, other)


def _aligned(mine: Sequence[str], theirs: Sequence[str], content: dict[str, float]) -> float:
    """Return the share (0..1) of the nearest words on one side that stand as near to the rival; -1 if there is none."""
    places: dict[str, int] = {}
    for distance, term in enumerate(theirs[:_WIDE]):
        places.setdefault(term, distance)
    whole = held = 0.0
    for distance, term in enumerate(mine[: REACH + 1]):
        if term in content:
            weight = content[term] * math.exp(-distance / _DECAY)
            whole += weight
            if term in places:
                held += weight * math.exp(-max(0, abs(places[term] - distance) - 1) / _DECAY)
    return held / whole if whole else -1.0


def _is_near(mine: Sequence[str], theirs: Sequence[str], content: dict[str, float]) -> float:
    """Return 1 if the nearest content word on one side is among the four words on that side of the rival."""
    nearest = next((term for term in mine if term in content), None)
    return float(nearest is not None and nearest in theirs[:4])


def _others_here(slot: Slot, text: PreparedText, sentence: SourceSentence) -> tuple[float, float]:
    """Return how many other facts of the claim a sentence has, and their share; -1 if the claim has no other."""
    if sentence.index not in slot.met:
        slot.met[sentence.index] = _count_others(slot, sentence_facts(text, sentence))
    return slot.met[sentence.index]


def _count_others(slot: Slot, here: Sequence[Fact]) -> tuple[float, float]:
    others = [fact for fact in slot.facts if fact is not slot.fact]
    met = sum(any(compare(fact, there) is Relation.AGREES for there in here) for fact in others)
    return float(met), met / len(others) if others else -1.0


def _follows(text: str, fact: Fact) -> str:
    """Return the punctuation mark that follows a fact, if one does."""
    mark = text[fact.end : fact.end + 1]
    return mark if mark in ",.;:)" else ""


def _frequency(text: PreparedText, other: Fact) -> float:
    """Return the share of the source's sentences that hold a fact's last word: a page's subject is a weak rival."""
    words = tokens(other.text)
    held = text.postings.get(stem(words[-1][0]), ()) if words else ()
    return len(held) / max(1, len(text.sentences))


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
            float(mine.acronym),
        ]
    return []


__all__ = ["COMMON", "OWN", "PREPOSITIONS", "features"]
