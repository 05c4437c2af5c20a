"""Compare what stands around a preposition: "born in Bergen", "140 people in winter", "£2.60 for pensioners"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citecheck.checking.relations.clauses import SentenceReading
from citecheck.checking.relations.kinds import is_name, is_value, same_form
from citecheck.checking.relations.model import AGREES, Compared, Difference
from citecheck.checking.relations.sentence import Word, once

PLACING = frozenset(("in", "on", "at", "among", "for", "with", "of", "by", "during", "from", "to", "under", "over"))
"""Prepositions of phrases that say where, when, for whom or by whom."""
_LISTING = frozenset(("and", "or", "as", "well", "again", "also", "then"))
"""Words between the values of one list."""
_REACH = (
    3  # words before a preposition among which its value stands, and behind it among which its noun does (judgement)
)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two words around a preposition: the nearest word or the value before it, and the first word of its phrase."""

    left: Word
    preposition: str
    right: Word

    @property
    def stems(self) -> tuple[str, str, str]:
        return self.left.stem, self.preposition, self.right.stem


def neighbours(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare the words around each preposition of `claim` with those in `source`, a sentence of the source.

    None where both have no word in common there.
    """
    if "respect" in source.stems or "respectively" in {word.folded for word in source.words}:
        return None
    theirs = _pairs(source)
    known = {pair.stems for pair in theirs}
    agreed: Compared = None
    for mine in _pairs(claim):
        if mine.stems in known:
            agreed = AGREES
            continue
        if not is_value(mine.left) and _is_left_out(source, mine.right, theirs):
            continue  # "one wing was built in 1700 and the other wing in 1720"
        if is_value(mine.left) and not any(_starts_alike(one, mine) for one in theirs):
            continue  # "one scored 70 on the test and the other 86"
        other = next((one for one in theirs if _excludes(claim, mine, source, one)), None)
        if other is not None:
            said, meant = (" ".join((one.left.text, one.preposition, one.right.text)) for one in (other, mine))
            return Difference("exchange", f"the source has “{said}” where the claim has “{meant}”", sure=True)
    return agreed


def _starts_alike(one: _Pair, other: _Pair) -> bool:
    return one.left.stem == other.left.stem and one.preposition == other.preposition


def _excludes(claim: SentenceReading, mine: _Pair, source: SentenceReading, other: _Pair) -> bool:
    """Whether one side is the same, the other is another name or value, and the source has the claim's elsewhere."""
    if mine.preposition != other.preposition or mine.preposition in ("of", "with"):
        return False
    if mine.left.stem == other.left.stem and not is_value(mine.left):
        one, two = mine.right, other.right
        alike = (is_value(one) and is_value(two) and same_form(one, two)) or (
            is_name(claim, one) and is_name(source, two) and two.stem in claim.stems
        )
    elif mine.right.stem == other.right.stem and not mine.right.text[:1].isdigit():
        one, two = mine.left, other.left
        alike = is_value(one) and is_value(two) and same_form(one, two)
    else:
        return False
    if is_value(one) and _behind(claim, one) != _behind(source, two):
        return False  # "six months" and "24 weeks"
    if is_value(one) and _are_listed(source, one, two):
        return False  # "gold in Brussels in 2012 and 2019"
    return alike and one.stem != two.stem and one.stem in source.stems


def _are_listed(source: SentenceReading, one: Word, other: Word) -> bool:
    """Whether a list of values in the source has both, so that what stands around one stands around the other too."""
    places = [at for at, word in enumerate(source.words) if word.stem == one.stem]
    here = source.words.index(other)
    return any(
        all(is_value(word) or word.folded in _LISTING for word in source.words[min(here, at) : max(here, at) + 1])
        for at in places
    )


def _is_left_out(source: SentenceReading, right: Word, pairs: Sequence[_Pair]) -> bool:
    """Whether a value stands behind its preposition without its verb."""
    here = [one for one in pairs if is_value(one.right) and one.right.stem == right.stem]
    return any(not _is_verb(source, one.left) for one in here)


def _is_verb(sentence: SentenceReading, word: Word) -> bool:
    return sentence.is_act(sentence.words.index(word))


def _behind(sentence: SentenceReading, word: Word) -> str:
    """Return the stem of the content word right behind a value; empty if there is none."""
    at = sentence.words.index(word)
    behind = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    return behind.stem if behind is not None and behind.is_content and not behind.parted else ""


@once
def _pairs(sentence: SentenceReading) -> tuple[_Pair, ...]:
    return tuple(_found(sentence))


def _found(sentence: SentenceReading) -> Iterator[_Pair]:
    for at, word in enumerate(sentence.words):
        if word.folded not in PLACING or not at or word.parted:
            continue
        right = next((one for one in sentence.words[at + 1 : at + 1 + _REACH] if one.is_content), None)
        if right is None or right.parted:
            continue
        before = sentence.words[max(0, at - _REACH) : at]
        lefts = [one for one in before if is_value(one)][-1:]
        if before[-1].is_content and before[-1] not in lefts:
            lefts.append(before[-1])
        yield from (_Pair(left, word.folded, right) for left in lefts)


__all__ = ["PLACING", "neighbours"]
