"""Compare which value, or which name, goes with which words: "140 people in winter but only 30 in summer".

A sentence is cut into clauses. Where words of the claim stand in another clause than its value or its name, beside
another value or name that the claim does not have, they belong to that one. English, and without a grammar: what a
clause may share with the one before it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citecheck.checking.number_words import ORDINALS, TENS, UNITS
from citecheck.checking.passages.terms import is_irregular
from citecheck.checking.relations import words as lists
from citecheck.checking.relations.clauses import SentenceReading, Word
from citecheck.checking.relations.model import Difference

_CLAUSE = re.compile(
    r"[;:()–—]|,\s(?!\d)|\b(?:and|but|while|whereas|which|who|that|where|when|because|although|before|after)\b"
)
_FIGURE = re.compile(r"\d[\d.,]*")
_VALUES = frozenset((*UNITS, *TENS, *ORDINALS, "hundred", "thousand", "half")) - {"zero", "one"}
_REACH = 3  # words before a word among which the preposition of its phrase stands (judgement)


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of one clause, the number of its sentence, and whether another clause of it comes before."""

    words: tuple[Word, ...]
    sentence: int
    place: int

    def has(self, term: str) -> bool:
        """Return whether a word of the clause has the stem `term`."""
        return any(word.stem == term for word in self.words)


def exchanged(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Difference | None:
    """Return that a value or a name of `claim` goes with other words in `sources`, sentences of the source.

    None where it may go with the claim's.
    """
    clauses = [clause for number, one in enumerate(sources) for clause in _clauses(one, number)]
    named = {word.stem for word in claim.words}
    for anchor in claim.words:
        is_value = _is_value(anchor)
        if not is_value and not _is_name(claim, anchor):
            continue
        own = [clause for clause in clauses if clause.has(anchor.stem)]
        if not own:
            continue
        if is_value and (planned := _planned(claim, anchor, own)) is not None:
            return planned
        for word in claim.words:
            found = _bound_elsewhere(claim, sources, anchor, word, clauses, own, named) if word is not anchor else None
            if found is not None:
                return Difference(
                    "exchange", f"the source has “{word.text}” with “{found}”, not with “{anchor.text}”", sure=False
                )
    return None


def _planned(claim: SentenceReading, anchor: Word, own: Sequence[Clause]) -> Difference | None:
    """The source has the value only as one that was planned, wished or expected, and the claim states it."""
    if any(_is_plan(word) for word in claim.words):
        return None
    found = [
        next((word for word in clause.words if _is_plan(word) and word.start < _place(clause, anchor)), None)
        for clause in own
    ]
    if not found or None in found or found[0] is None:
        return None
    return Difference("exchange", f"the source has “{anchor.text}” only behind “{found[0].text}”", sure=False)


def _is_plan(word: Word) -> bool:
    return word.stem in lists.PLANS or word.folded in ("forecast", "predicted", "predicts", "sought", "would", "target")


def _bound_elsewhere(
    claim: SentenceReading,
    sources: Sequence[SentenceReading],
    anchor: Word,
    word: Word,
    clauses: Sequence[Clause],
    own: Sequence[Clause],
    named: set[str],
) -> str | None:
    """Return the value or name that `word` of the claim stands with in place of `anchor`; None if it may be with it."""
    if not word.is_content or _is_value(word) or (not _is_value(anchor) and _is_name(claim, word)):
        return None
    if any(clause.has(word.stem) for clause in own):
        return None
    holding = [clause for clause in clauses if clause.has(word.stem)]
    sentences = {clause.sentence for clause in own}
    holding = [clause for clause in holding if clause.sentence in sentences] or holding
    found = [_rival(claim, sources, anchor, word, clause, own, named) for clause in holding]
    return found[0] if found and all(found) else None


def _rival(
    claim: SentenceReading,
    sources: Sequence[SentenceReading],
    anchor: Word,
    word: Word,
    clause: Clause,
    own: Sequence[Clause],
    named: set[str],
) -> str | None:
    at = next(index for index, one in enumerate(clause.words) if one.stem == word.stem)
    if _is_value(anchor):
        rivals = [one for one in clause.words if _is_value(one) and one.stem not in named and _same_form(anchor, one)]
        if not rivals:
            return None
        later = [one for one in own if one.sentence == clause.sentence and one.place > clause.place]
        if later and not any(_has_own_phrase(one, clause, at, named) for one in later):
            return None
        other_sentence = all(one.sentence != clause.sentence for one in own)
        return None if other_sentence and not _is_verb(clause, at) else rivals[0].text
    return _other_name(claim, anchor, word, clause, sources[clause.sentence], named)


def _other_name(
    claim: SentenceReading, anchor: Word, word: Word, clause: Clause, source: SentenceReading, named: set[str]
) -> str | None:
    """Return the other name that is the subject of a verb of the claim, or that stands behind the same preposition."""
    led = _led_by(claim, anchor)
    if led is not None:
        for index, one in enumerate(clause.words[:-1]):
            behind = clause.words[index + 1]
            if one.folded == led and behind.text[:1].isupper() and behind.stem not in named and behind.is_content:
                return behind.text
        return None
    at = next(index for index, one in enumerate(source.words) if one is word or one.start == _place(clause, word))
    if not _is_verb(clause, next(index for index, one in enumerate(clause.words) if one.stem == word.stem)):
        return None
    subject = source.subject(at)
    if anchor.stem in subject:
        return None
    agents = _agent_behind(clause.words)
    rivals = [one for one in source.words if one.stem in subject and one.text[:1].isupper()] + agents
    rivals = [one for one in rivals if one.stem not in named and one.is_content]
    return rivals[-1].text if rivals else None


def _place(clause: Clause, word: Word) -> int:
    return next(one.start for one in clause.words if one.stem == word.stem)


def _led_by(sentence: SentenceReading, name: Word) -> str | None:
    """Return the preposition right before a name; None if another word is there."""
    before = [one for one in sentence.words if one.end <= name.start]
    return before[-1].folded if before and before[-1].folded in _PLACING else None


def _agent_behind(words: Sequence[Word]) -> list[Word]:
    by = next((index for index, one in enumerate(words) if one.folded == "by"), None)
    return [] if by is None else [one for one in words[by + 1 : by + 4] if one.text[:1].isupper()]


def _has_own_phrase(later: Clause, clause: Clause, at: int, named: set[str]) -> bool:
    """Whether the later clause has a phrase in place of that of the word: "in summer" for "in winter"."""
    led = next((one.folded for one in reversed(clause.words[max(0, at - _REACH) : at]) if one.folded in _PLACING), None)
    if led is None:
        return False
    for index, one in enumerate(later.words):
        if one.folded == led:
            behind = [word for word in later.words[index + 1 : index + 1 + _REACH] if word.is_content]
            if behind and not any(word.stem in named and not clause.has(word.stem) for word in behind):
                return any(word.stem not in named for word in behind)
    return False


_PLACING = frozenset(("in", "on", "at", "among", "for", "with", "of", "by", "during", "from", "to", "under", "over"))


def _clauses(sentence: SentenceReading, number: int) -> Iterator[Clause]:
    start = place = 0
    for end in (*(found.start() for found in _CLAUSE.finditer(sentence.text)), len(sentence.text)):
        words = tuple(word for word in sentence.words if start <= word.start < end)
        if words:
            yield Clause(words, number, place)
            place += 1
        start = end


def _is_value(word: Word) -> bool:
    return _FIGURE.match(word.text) is not None or word.folded in _VALUES


def _same_form(one: Word, other: Word) -> bool:
    """Whether both may be years, or neither."""
    return _is_year(one) == _is_year(other)


def _is_year(word: Word) -> bool:
    return len(word.text) == 4 and word.text.isdecimal() and word.text[0] in "12"


def _is_name(sentence: SentenceReading, word: Word) -> bool:
    if not word.text[:1].isupper() or not word.is_content:
        return False
    behind = next((one for one in sentence.words if one.start > word.start), None)
    return bool(word.start) or (behind is not None and behind.text[:1].isupper()) or any(map(str.isdigit, word.text))


def _is_verb(clause: Clause, at: int) -> bool:
    word = clause.words[at]
    before = clause.words[at - 1].folded if at else ""
    return (
        word.folded.endswith("ed")
        or word.stem in lists.ACTS
        or word.folded in lists.PAST
        or before in lists.AUXILIARIES
        or is_irregular(word.folded)
    )


__all__ = ["exchanged"]
