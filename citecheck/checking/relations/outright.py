"""What a passage must say outright before a claim is confirmed by it: speakers, comparisons, causes, values and codes.

Each check returns a doubt where no passage says it, and None where one does or where the claim has no such thing. A
doubt refutes nothing. English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from citecheck.checking.number_words import TENS, UNITS
from citecheck.checking.relations import words as lists
from citecheck.checking.relations.clauses import SentenceReading, read_sentence
from citecheck.checking.relations.model import Difference
from citecheck.checking.relations.sentence import Word
from citecheck.checking.relations.speakers import speaker_of

Doubt = Difference | None

_FRONT = re.compile(r"^(?:In|At|On|From|During|After|Before|Throughout)\s+(?:[a-z’'-]+\s+){1,4}(?=[A-Z])")
_NUMBER_WORDS = "|".join(sorted((*UNITS, *TENS, "hundred", "thousand", "dozen", "half"), key=len, reverse=True))
_THAN = re.compile(rf"\bthan\s+(?!(?:an?\s+)?(?:\d|[$£€]|(?:{_NUMBER_WORDS}|third|quarter)\b))", re.IGNORECASE)
_CAUSES = re.compile(
    r"\b(?:caus(?:e|es|ed|ing)|because|due\s+to(?!\s+be\b)|owing\s+to|thanks\s+to|l(?:ed|eads?|eading)\s+to"
    r"|result(?:s|ed|ing)?\s+(?:in|from)|prevent(?:s|ed|ing)?|brought\s+about|responsible\s+for"
    r"|trigger(?:s|ed|ing)?|started\s+by)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:whether|if|cannot|can't|not|no|never|unclear|unknown|may|might|could|possibly|ruled\s+out|rejected|dismissed"
    r"|denied|refuted|disproved)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"\b(?=[A-Za-z-]*\d)(?=[\d-]*[A-Z])[A-Za-z\d]+(?:-[A-Za-z\d]+)*\b")
_JOINTS = re.compile(r"[\s\u2010-\u2015-]+")
_VALUE = re.compile(r"\b(?=[\w.,-]*\d)[\w-]+(?:[.,]\d+)*\b")
_YEAR = re.compile(r"1\d{3}s?|20\d\ds?|\d0s")
_CUT = re.compile(r"[;:()–—]|,(?!\d)|\b(?:and|but|while|whereas|which|who|where|when)\b", re.IGNORECASE)


def code(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Doubt:
    """Return that a code of `claim`, of letters and digits, is in none of `sources` as it is written; else None."""
    said = _joined(" ".join(source.text for source in sources))
    lost = next((code for code in _CODE.findall(claim.text) if _joined(code) not in said), None)
    return Difference("code", f"the passages do not say “{lost}”", sure=False) if lost is not None else None


def _joined(text: str) -> str:
    return _JOINTS.sub("", text).casefold()


def speaker(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Doubt:
    """Return that `claim` says who says it, and that none of `sources` is said by them; else None."""
    mine = speaker_of(claim) or speaker_of(read_sentence(_FRONT.sub("", claim.text)))
    if mine is None or any(word in lists.AUXILIARIES for word in mine.text.lower().split()):
        return None
    for source in sources:
        theirs = speaker_of(source)
        if _says_by_pronoun(source):
            return None
        if theirs is not None and (mine.names or mine.stems) & theirs.stems:
            return None
    return Difference("speaker", f"no passage shows that “{mine.text}” said it", sure=False)


def _says_by_pronoun(sentence: SentenceReading) -> bool:
    """Whether a pronoun says it, so that the sentence before names the speaker: "It found that"."""
    words = sentence.words
    return any(
        one.folded in lists.PRONOUNS and not one.is_acronym and other.stem in lists.CLAIMING and not other.parted
        for one, other in pairwise(words)
    )


def comparison(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Doubt:
    """Return that `claim` sets one thing above another, and that none of `sources` does so; else None."""
    found = _THAN.search(claim.text)
    if found is None:
        return None
    mine = _sides(claim, found.start())
    for source in sources:
        for one in _THAN.finditer(source.text):
            theirs = _sides(source, one.start())
            if mine[0] & theirs[0] and mine[1] & theirs[1]:
                return None
    return Difference("quantity", "no passage compares the two as the claim does", sure=False)


def _sides(sentence: SentenceReading, place: int) -> tuple[frozenset[str], frozenset[str]]:
    """Return the content stems before and behind a place."""
    before = frozenset(word.stem for word in sentence.words if word.is_content and word.end <= place)
    behind = frozenset(word.stem for word in sentence.words if word.is_content and word.start > place)
    return before - behind, behind - before


def cause(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Doubt:
    """Return that `claim` gives a cause, and that none of `sources` gives one outright; else None."""
    found = _CAUSES.search(claim.text)
    if found is None or _OPEN.search(claim.text):
        return None
    if any(_CAUSES.search(source.text) and not _OPEN.search(source.text) for source in sources):
        return None
    return Difference("certainty", f"no passage says outright that it is a cause (“{found[0]}”)", sure=False)


def value(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Doubt:
    """Return that a number of `claim` stands, in `sources`, only in clauses without another word of it; else None."""
    others = _beside(claim)
    for value in _VALUE.findall(claim.text):
        clauses = [] if _YEAR.fullmatch(value) else [part for source in sources for part in _clauses(source, value)]
        if clauses and not any(others & part for part in clauses):
            return Difference("exchange", f"the source has “{value}” in another connection", sure=False)
    return None


def _beside(claim: SentenceReading) -> frozenset[str]:
    """Return the content stems of a claim without its values, and without the words right before them: "line U6"."""
    found = set()
    for word, behind in zip_longest(claim.words, claim.words[1:]):
        is_part = behind is not None and not behind.parted and _is_of_a_value(claim.text, behind)
        if word.is_content and not is_part and not any(char.isdigit() for char in word.text):
            found.add(word.stem)
    return frozenset(found)


def _is_of_a_value(text: str, word: Word) -> bool:
    return word.text[:1].isdigit() or _VALUE.match(text, word.start) is not None


def _clauses(source: SentenceReading, value: str) -> list[frozenset[str]]:
    """Return the content stems of each clause of a sentence that has a value as it is written."""
    cuts = [0, *(found.start() for found in _CUT.finditer(source.text)), len(source.text)]
    held = []
    for start, end in pairwise(cuts):
        if re.search(rf"(?<![\w.,-]){re.escape(value)}(?![\w-])", source.text[start:end]):
            held.append(frozenset(word.stem for word in source.words if start <= word.start < end and word.is_content))
    return held


__all__ = ["Doubt", "cause", "code", "comparison", "speaker", "value"]
