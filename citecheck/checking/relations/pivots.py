"""Compare what stands on either side of a word that may be a verb, where no list of verbs has it."""

from __future__ import annotations

from citecheck.checking.relations import words as lists
from citecheck.checking.relations.clauses import SentenceReading
from citecheck.checking.relations.model import Difference
from citecheck.checking.relations.sentence import OWNERS

_TURNING = frozenset(("by", "which", "that", "who", "whom", "whose", "and", "or", "but", "as", "than", "like"))
"""Words near a verb with which its sides may stand the other way round."""
_REACH = 6  # words on either side of the verb that are compared (judgement)


def turned_round(claim: SentenceReading, source: SentenceReading) -> Difference | None:
    """Return that the words on either side of a word of `claim` stand on its other sides in `source`, a sentence.

    None where nothing shows it: the word is a noun in one of them, or their verbs are in another voice.
    """
    for at, word in enumerate(claim.words):
        if not _may_be_verb(claim, at) or word.stem in lists.SYMMETRIC:
            continue
        left, right = _near(claim, at, -1), _near(claim, at, 1)
        for there in source.places(word.stem):
            if not _may_be_verb(source, there) or claim.is_passive(at) or source.is_passive(there):
                continue
            other_left, other_right = _near(source, there, -1), _near(source, there, 1)
            crossed = left & other_right and right & other_left
            if crossed and not left & other_left and not right & other_right:
                return Difference("roles", f"the source has the two sides of “{word.text}” exchanged", sure=False)
    return None


def _may_be_verb(sentence: SentenceReading, at: int) -> bool:
    word = sentence.words[at]
    inner = 0 < at < len(sentence.words) - 1
    if not inner or not word.is_content or word.text[:1].isupper() or word.text[:1].isdigit():
        return False
    return sentence.words[at - 1].folded not in (lists.PREPOSITIONS - {"to"}) | OWNERS


def _near(sentence: SentenceReading, at: int, step: int) -> frozenset[str]:
    """Return the content stems on one side of the place `at`, up to a mark or a word that may turn the sides."""
    found: set[str] = set()
    index = at + step
    while 0 <= index < len(sentence.words) and abs(index - at) <= _REACH:
        word = sentence.words[index]
        if (word.parted and step > 0) or word.folded in _TURNING:
            return frozenset(found) if word.parted else frozenset()
        if word.is_content:
            found.add(word.stem)
        if word.parted:
            break
        index += step
    return frozenset(found)


__all__ = ["turned_round"]
