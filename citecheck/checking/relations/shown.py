"""Whether passages have every word of a claim, perhaps in words that say the same, before it is confirmed. English.

Each word of the claim must be in a passage, or say what a word of a passage says (`wording`). Words that state nothing
are ignored. A first name may be missing before a last name, and a name may be given by its initials.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from citecheck.checking.passages.terms import related
from citecheck.checking.relations import words as lists
from citecheck.checking.relations.clauses import SentenceReading
from citecheck.checking.relations.converses import converses, is_sided
from citecheck.checking.relations.directions import direction, is_move
from citecheck.checking.relations.model import AGREES
from citecheck.checking.relations.sentence import Word
from citecheck.checking.relations.wording import fillers, kinds

_COMPARED = lists.OUTSIDE | lists.NEVER | {"more", "less", "fewer", "least", "most"}
"""Words of exceptions, denials and limits, which have comparisons of their own."""
_OF_PERSONS = ("ian", "ist")  # endings by which a word for a person differs from that of a thing: music, musician
_INITIALS = 2  # letters of an abbreviation at least


@dataclass(frozen=True, slots=True)
class ShownWords:
    """What passages say: their sentences, and the stems of the values and names that they are known to have."""

    sources: Sequence[SentenceReading]
    said: frozenset[str]
    text: Collection[str]
    """The stems of the content words of the whole text."""


def missing_words(claim: SentenceReading, shown: ShownWords) -> list[Word]:
    """Return the words of `claim` that the passages of `shown` do not say, in any of the words for them."""
    known = shown.said.union(*(source.stems for source in shown.sources))
    if any(AGREES in (converses(claim, source), direction(claim, source)) for source in shown.sources):
        known |= frozenset(word.stem for word in claim.words if is_sided(word) or is_move(word))
    return [
        word
        for at, word in enumerate(claim.words)
        if _must_be_said(claim, at) and not _is_said(claim, at, known, shown)
    ]


def _must_be_said(claim: SentenceReading, at: int) -> bool:
    word = claim.words[at]
    if not word.is_content or word.text[:1].isdigit() or word.is_adverb or word.folded in _COMPARED:
        return False
    if word.stem in lists.CLAIMING or (word.folded in fillers() and not (at and word.text[:1].isupper())):
        return False
    return not (claim.is_act(at) and not claim.is_passive(at) and not _has_object(claim, at))


def _has_object(sentence: SentenceReading, at: int) -> bool:
    """Whether something other than a phrase with a preposition is right behind the verb at `at`."""
    behind = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    return behind is not None and not behind.parted and not behind.is_adverb and behind.folded not in lists.PREPOSITIONS


def _is_said(claim: SentenceReading, at: int, known: frozenset[str], shown: ShownWords) -> bool:
    word = claim.words[at]
    if is_known(word, known) or _is_inflected(word, shown.sources) or kinds(word.stem) & known:
        return True
    return word.text[:1].isupper() and (
        _is_first_name(claim, at, shown) or any(is_shortened(claim, at, source) for source in shown.sources)
    )


def is_known(word: Word, known: frozenset[str]) -> bool:
    """Return whether one of the stems `known` is that of `word`, or has its root: "music" is not "musician"."""
    if word.stem in known:
        return True
    if word.folded.endswith(_OF_PERSONS):
        return False
    return any(related(word.stem, other) for other in known)


def _is_inflected(word: Word, sources: Sequence[SentenceReading]) -> bool:
    """Whether a passage has another form of `word` that its stem does not show: "lives" and "live"."""
    mine = word.folded.removesuffix("s").removesuffix("d")
    return any(other.folded.removesuffix("s").removesuffix("d") == mine for one in sources for other in one.words)


def _is_first_name(claim: SentenceReading, at: int, shown: ShownWords) -> bool:
    """Whether the word at `at` stands before a last name that a passage has, after no other first name."""
    last = at
    while last + 1 < len(claim.words) and _is_name(claim.words[last + 1]) and not claim.words[last + 1].parted:
        last += 1
    if last == at:
        return False
    term, mine = claim.words[last].stem, {word.folded for word in claim.words[at:last]}
    held = [(source, there) for source in shown.sources for there in source.places(term)]
    if not held:
        return False
    if claim.words[at].stem in shown.text:
        return True
    return all(
        not there
        or source.words[there].parted
        or not _is_name(source.words[there - 1])
        or source.words[there - 1].folded in mine
        for source, there in held
    )


def _is_name(word: Word) -> bool:
    return word.text[:1].isupper() and word.is_content


def is_shortened(claim: SentenceReading, at: int, source: SentenceReading) -> bool:
    """Return whether `source` has the words of which the word at `at` of `claim` has the initials, or its initials."""
    word = claim.words[at]
    if word.is_acronym:
        return word.text.isalpha() and word.text in _initials(source)
    return any(
        other.is_acronym and len(other.text) > _INITIALS and other.text in _initials(claim, at)
        for other in source.words
    )


def _initials(sentence: SentenceReading, held: int | None = None) -> str:
    """Return the first letters of the names of a sentence, a space between two; with `held` those around that place."""
    found = ""
    for at, word in enumerate(sentence.words):
        if not _is_name(word) or word.parted:
            found += " "
        if _is_name(word):
            found += word.text[0]
        if held is not None and at > held and found.endswith(" "):
            break
        if held is not None and at < held and found.endswith(" "):
            found = ""
    return found


__all__ = ["ShownWords", "is_known", "is_shortened", "missing_words"]
