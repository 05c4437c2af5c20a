"""Compare which value, or which name, goes with which words: "140 people in winter but only 30 in summer".

A sentence is cut into clauses. Where words of the claim stand in another clause than its value or its name, beside
another value or name that the claim does not have, they belong to that one. English, and without a grammar: what a
clause may share with the one before it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citecheck.checking.passages.terms import is_irregular
from citecheck.checking.relations import words as lists
from citecheck.checking.relations.clauses import SentenceReading
from citecheck.checking.relations.kinds import is_name, is_value, key_of, same_form
from citecheck.checking.relations.model import Difference
from citecheck.checking.relations.neighbours import PLACING
from citecheck.checking.relations.sentence import Word, once

_CLAUSE = re.compile(
    r"[;:()–—]|,\s(?!\d)|\b(?:and|but|while|whereas|which|who|that|where|when|because|although|before|after)\b"
)
_LETTERS = re.compile(r"(?:[^\W\d_]+-?)?$")
_LISTED = 3  # words up to which a clause with a code is an item of a list: "Egr2 and Egr3 regulate" (judgement)
_REACH = 3  # words before a word among which the preposition of its phrase stands (judgement)


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of one clause, the number of its sentence, and whether another clause of it comes before."""

    words: tuple[Word, ...]
    sentence: int
    place: int

    keys: frozenset[str]
    """The keys of its words (`key_of`)."""

    def has(self, term: str) -> bool:
        """Return whether a word of the clause has the key `term`."""
        return term in self.keys


def exchanged(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Difference | None:
    """Return that a value or a name of `claim` goes with other words in `sources`, sentences of the source.

    None where it may go with the claim's.
    """
    clauses = [clause for number, one in enumerate(sources) for clause in _numbered(one, number)]
    named = {key_of(word) for word in claim.words}
    for anchor in claim.words:
        counts = is_value(anchor)
        if not (counts or is_name(claim, anchor)):
            continue
        own = [clause for clause in clauses if clause.has(key_of(anchor))]
        if not own:
            continue
        if counts and (planned := _planned(claim, anchor, own)) is not None:
            return planned
        for word in claim.words:
            found = _bound_elsewhere(claim, sources, anchor, word, clauses, own, named) if word is not anchor else None
            if found is not None:
                return Difference(
                    "exchange", f"the source has “{word.text}” with “{found}”, not with “{anchor.text}”", sure=False
                )
    return None


def _letters_before(sentence: SentenceReading, word: Word) -> str:
    """Return the letters of the name that a figure belongs to, as in "Brd4" and "SARS-CoV-2"; empty if it is none."""
    found = _LETTERS.search(sentence.text[max(0, word.start - 12) : word.start])
    return found[0].lower() if found is not None else ""


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
    if not word.is_content or is_value(word) or (not is_value(anchor) and is_name(claim, word)):
        return None
    if any(clause.has(key_of(word)) for clause in own):
        return None
    holding = [clause for clause in clauses if clause.has(key_of(word))]
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
    at = next(index for index, one in enumerate(clause.words) if key_of(one) == key_of(word))
    if is_value(anchor):
        rivals = [one for one in clause.words if is_value(one) and key_of(one) not in named and same_form(anchor, one)]
        family = _letters_before(claim, anchor)
        rivals = [one for one in rivals if _letters_before(sources[clause.sentence], one) == family]
        if not rivals or (family and any(len(one.words) <= _LISTED for one in own)):
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
    at = next(index for index, one in enumerate(source.words) if one.start == _place(clause, word))
    here = next(index for index, one in enumerate(claim.words) if one is word)
    if anchor.stem not in claim.subject(here) or not source.is_act(at) or "by" in (one.folded for one in source.words):
        return None
    if not _is_verb(clause, next(index for index, one in enumerate(clause.words) if key_of(one) == key_of(word))):
        return None
    subject = source.subject(at)
    if anchor.stem in subject:
        return None
    rivals = [one for one in source.words if one.stem in subject and one.text[:1].isupper()]
    rivals = [one for one in rivals if one.stem not in named and one.is_content]
    return rivals[-1].text if rivals else None


def _place(clause: Clause, word: Word) -> int:
    return next(one.start for one in clause.words if key_of(one) == key_of(word))


def _led_by(sentence: SentenceReading, name: Word) -> str | None:
    """Return the preposition right before a name; None if another word is there."""
    before = [one for one in sentence.words if one.end <= name.start]
    return before[-1].folded if before and before[-1].folded in PLACING else None


def _has_own_phrase(later: Clause, clause: Clause, at: int, named: set[str]) -> bool:
    """Whether the later clause has a phrase in place of that of the word: "in summer" for "in winter"."""
    led = next((one.folded for one in reversed(clause.words[max(0, at - _REACH) : at]) if one.folded in PLACING), None)
    if led is None:
        return False
    for index, one in enumerate(later.words):
        if one.folded == led:
            behind = [word for word in later.words[index + 1 : index + 1 + _REACH] if word.is_content]
            if behind and not any(word.stem in named and not clause.has(key_of(word)) for word in behind):
                return any(word.stem not in named for word in behind)
    return False


@once
def _numbered(sentence: SentenceReading, number: int) -> tuple[Clause, ...]:
    """Return the clauses of the sentence `number`."""
    return tuple(_clauses(sentence, number))


def _clauses(sentence: SentenceReading, number: int) -> Iterator[Clause]:
    start = place = 0
    for end in (*(found.start() for found in _CLAUSE.finditer(sentence.text)), len(sentence.text)):
        words = tuple(word for word in sentence.words if start <= word.start < end)
        if words:
            yield Clause(words, number, place, frozenset(map(key_of, words)))
            place += 1
        start = end


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
