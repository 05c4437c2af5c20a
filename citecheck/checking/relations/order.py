"""Compare what came first: "the bank failed a year after the governor resigned" and the other way round. English."""

from __future__ import annotations

from citecheck.checking.number_words import UNITS
from citecheck.checking.relations.clauses import SentenceReading
from citecheck.checking.relations.model import AGREES, Compared, Difference
from citecheck.checking.relations.sentence import once_a_pair

_JOINTS = frozenset(("after", "before"))
_TIMES = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "shortly", "soon"))
_NO_TIME = frozenset(("named", "called", "modelled", "modeled", "look", "looked", "looks", "asked", "sought", "titled"))
"""Words before "after" with which it says nothing of time: "named after"."""
_BREAKS = frozenset(("and", "but", "while", "whereas", "which", "who"))


@once_a_pair
def order(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare what comes first in `claim` with what does in `source`, a sentence of the source.

    None where one of them has no "after" and no "before", or where they speak of other things. One word for the other
    is left to the comparison of opposites.
    """
    mine, theirs = _sides(claim), _sides(source)
    if mine is None or theirs is None:
        return None
    (first, later), (other_first, other_later) = _apart(mine), _apart(theirs)
    if first & other_first and later & other_later:
        return AGREES
    if first & other_later and later & other_first and _joint(claim) == _joint(source):
        said = " ".join(word.text for word in source.words if word.stem in other_first)
        return Difference("opposite", f"the source has it in another order: first “{said}”", sure=True)
    return None


def _sides(sentence: SentenceReading) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the content stems of what comes first and of what follows; None if no word says it, or two do."""
    places = [
        at
        for at, word in enumerate(sentence.words)
        if word.folded in _JOINTS and not (at and sentence.words[at - 1].folded in _NO_TIME)
    ]
    if len(places) != 1:
        return None
    at = places[0]
    if at:
        left, right = _clause(sentence, range(at - 1, -1, -1)), _clause(sentence, range(at + 1, len(sentence.words)))
    else:  # "After the bank failed, the governor resigned"
        cut = next((index for index, word in enumerate(sentence.words) if index and word.parted), None)
        if cut is None:
            return None
        left, right = _clause(sentence, range(cut, len(sentence.words))), _clause(sentence, range(1, cut))
    if not left or not right:
        return None
    return (right, left) if sentence.words[at].folded == "after" else (left, right)


def _apart(sides: tuple[frozenset[str], frozenset[str]]) -> tuple[frozenset[str], frozenset[str]]:
    """Return two sides without the stems that they share."""
    return sides[0] - sides[1], sides[1] - sides[0]


def _joint(sentence: SentenceReading) -> str:
    return next(word.folded for word in sentence.words if word.folded in _JOINTS)


def _clause(sentence: SentenceReading, places: range) -> frozenset[str]:
    """Return the content stems at `places` up to the end of the clause, without words of time."""
    found: set[str] = set()
    for count, at in enumerate(places):
        word = sentence.words[at]
        if (places.step > 0 and count and word.parted) or word.folded in _BREAKS:
            break
        is_time = word.stem in _TIMES or word.folded in UNITS or word.text[:1].isdigit()
        if word.is_content and not is_time and not word.is_adverb:
            found.add(word.stem)
        if places.step < 0 and word.parted:
            break
    return frozenset(found)


__all__ = ["order"]
