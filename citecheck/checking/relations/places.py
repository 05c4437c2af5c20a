"""Compare which thing stands in which place: "from Tarn to Orlen", "assigned to the widow", "chosen over oak"."""

from __future__ import annotations

from itertools import combinations

from citecheck.checking.relations import words as lists
from citecheck.checking.relations.clauses import SentenceReading
from citecheck.checking.relations.model import AGREES, Compared, Difference

_PLACES = frozenset(["from", "to", "into", "over", "against", "onto", "of"])
"""Prepositions whose phrases cannot be exchanged with each other or with the subject."""
_JOINED = frozenset(("because", "out", "instead", "ahead", "due", "owing", "thanks", "led", "next", "close"))
"""Words with which such a word is one preposition: "because of", "due to"."""
_SUBJECT = ""
_BOTH_WAYS = frozenset(["back", "between", "return", "forth", "round", "vice", "both", "each"])
"""Words that say that it holds both ways."""


def places(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare the phrases behind "from", "to", "over" and the like in `claim` and in `source`.

    None where the two do not have two of them in common.
    """
    if any(word.folded in _BOTH_WAYS for word in (*claim.words, *source.words)):
        return None
    mine, theirs = _phrases(claim), _phrases(source)
    if any(word.stem in lists.SYMMETRIC and word.folded != "closed" for word in (*claim.words, *source.words)):
        mine = {place: phrase for place, phrase in mine.items() if place in (_SUBJECT, "of")}
    for one, other in combinations(sorted(mine.keys() & theirs.keys()), 2):
        own, others = mine[one], mine[other]
        if own == theirs[one] and others == theirs[other]:
            return AGREES
        if own and others and own == theirs[other] and others == theirs[one]:
            names = " and ".join(f"“{place}”" if place else "the subject" for place in (one, other))
            return Difference("roles", f"the source has the phrases of {names} exchanged", sure=True)
    return _turned(claim, source, mine, theirs)


def _turned(
    claim: SentenceReading,
    source: SentenceReading,
    mine: dict[str, frozenset[str]],
    theirs: dict[str, frozenset[str]],
) -> Compared:
    """Compare one phrase that both have: "from the yard" in one, where the yard acts in the other."""
    acts = {word.stem for at, word in enumerate(claim.words) if claim.is_act(at)}
    if not any(source.is_act(there) for term in acts for there in source.places(term)):
        return None
    for place in sorted((mine.keys() & theirs.keys()) - {_SUBJECT, "of"}):
        own, others = mine[place], theirs[place]
        is_named = _has_name(claim, own) and _has_name(source, others)
        if not own or not others or own & others or not is_named:
            continue
        met = others & (claim.stems - own)
        names = frozenset(word.stem for word in claim.words if word.stem in own and word.text[:1].isupper())
        if names <= source.stems - others and 2 * len(met) >= len(others):
            return Difference("roles", f"the source has another one behind “{place}”", sure=True)
    return None


def _has_name(sentence: SentenceReading, stems: frozenset[str]) -> bool:
    return any(word.stem in stems and word.text[:1].isupper() for word in sentence.words)


def _phrases(sentence: SentenceReading) -> dict[str, frozenset[str]]:
    """Return the content stems of the subject, and of the phrase behind each such preposition that occurs once."""
    found: dict[str, frozenset[str]] = {_SUBJECT: _subject(sentence)}
    twice: set[str] = set()
    for at, word in enumerate(sentence.words[:-1]):
        if word.folded in _PLACES and not (at and sentence.words[at - 1].folded in _JOINED):
            if word.folded in found:
                twice.add(word.folded)
            found[word.folded] = _phrase(sentence, at + 1)
    return {name: stems for name, stems in found.items() if name not in twice}


def phrase_behind(sentence: SentenceReading, preposition: str) -> frozenset[str]:
    """Return the content stems of the phrase behind the first `preposition` of `sentence`; empty where it has none."""
    at = next((at for at, word in enumerate(sentence.words) if word.folded == preposition), None)
    return _phrase(sentence, at + 1) if at is not None else frozenset()


def _subject(sentence: SentenceReading) -> frozenset[str]:
    """Return the content stems before the first verb of the sentence; empty where something else comes first."""
    stems: set[str] = set()
    for at, word in enumerate(sentence.words):
        if word.folded in lists.AUXILIARIES or sentence.is_act(at):
            return frozenset(stems)
        if word.parted or word.folded in lists.PREPOSITIONS:
            break
        if word.is_content:
            stems.add(word.stem)
    return frozenset()


def _phrase(sentence: SentenceReading, start: int) -> frozenset[str]:
    stems: set[str] = set()
    for at in range(start, len(sentence.words)):
        word = sentence.words[at]
        if at > start and (word.parted or word.folded in lists.PREPOSITIONS or word.folded in ("and", "or")):
            break
        if word.is_content:
            stems.add(word.stem)
    return frozenset(stems)


__all__ = ["phrase_behind", "places"]
