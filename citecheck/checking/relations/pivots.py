"""Compare what stands on either side of a word that may be a verb, where no list of verbs has it."""

from __future__ import annotations

from citecheck.checking.relations import words as lists
from citecheck.checking.relations.clauses import SentenceReading
from citecheck.checking.relations.model import Difference
from citecheck.checking.relations.sentence import OWNERS, once, once_a_pair

_TURNING = frozenset(("by", "which", "that", "who", "whom", "whose", "and", "or", "but", "as", "than", "like"))
"""Words near a verb with which its sides may stand the other way round."""
_REACH = 6  # words on either side of the verb that are compared (judgement)


@once_a_pair
def turned_round(claim: SentenceReading, source: SentenceReading) -> Difference | None:
    """Return that the words on either side of a word of `claim` stand on its other sides in `source`, a sentence.

    None where nothing shows it: the word is a noun in one of them, or their verbs are in another voice.
    """
    for at, word in enumerate(claim.words):
        together = claim.folded(at + 1, at + 2) == ["with"]  # "Tomas danced with Klara"
        if not _may_be_verb(claim, at) or word.stem in lists.SYMMETRIC or together:
            continue
        left, right = _sides(claim, at)
        for there in source.places(word.stem):
            if not _may_be_verb(source, there) or claim.is_passive(at) or source.is_passive(there):
                continue
            other_left, other_right = _sides(source, there)
            crossed = left & other_right and right & other_left
            if crossed and not left & other_left and (right - other_right) & other_left:
                sure = claim.is_act(at) and source.is_act(there) and _are_names(claim, left | right)
                return Difference("roles", f"the source has the two sides of “{word.text}” exchanged", sure=sure)
    return None


@once
def _sides(sentence: SentenceReading, at: int) -> tuple[frozenset[str], frozenset[str]]:
    """Return the subject of a word and what it acts on; where they do not show, the words near it."""
    start = at + 2 if sentence.folded(at + 1, at + 2) in _PARTICLES else at + 1
    has_object = start < len(sentence.words) and not sentence.words[start].parted
    right = sentence.phrase(start) if has_object else frozenset[str]()
    return sentence.subject(at) or _near(sentence, at, -1), right | _near(sentence, at, 1)


_PARTICLES = [[particle] for particle in ("out", "off", "up", "down", "over", "away", "back", "in")]


def _are_names(sentence: SentenceReading, stems: frozenset[str]) -> bool:
    """Whether at least two of `stems` are those of names in `sentence`."""
    return len({word.stem for word in sentence.words if word.stem in stems and word.text[:1].isupper()}) > 1


@once
def _may_be_verb(sentence: SentenceReading, at: int) -> bool:
    word = sentence.words[at]
    inner = 0 < at < len(sentence.words) - 1 and len(word.text) > 1
    if not inner or not word.is_content or word.text[:1].isupper() or word.text[:1].isdigit():
        return False
    return sentence.words[at - 1].folded not in (lists.PREPOSITIONS - {"to"}) | OWNERS


@once
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
