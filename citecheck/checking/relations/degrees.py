"""Compare the two sides of a comparison: "deeper than", "more timber to Denmark than to Norway"."""

from __future__ import annotations

from collections.abc import Iterator

from citecheck.checking.contraries import are_opposite
from citecheck.checking.passages.terms import stem
from citecheck.checking.relations.clauses import SentenceReading
from citecheck.checking.relations.model import AGREES, Compared, Difference
from citecheck.checking.relations.sentence import ARTICLES, Word, content


def degrees(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare the two sides of "deeper than" in `claim` and in `source`; None where one of them compares nothing."""
    here, there = (_than(one) for one in (claim, source))
    if here is None or there is None:
        return None
    turned = are_opposite(here[0], there[0])
    if not turned and stem(here[0]) != stem(there[0]):
        return None
    (_, left, right), (_, other_left, other_right) = here, there
    if turned:
        other_left, other_right = other_right, other_left
    only_left, only_other = left - other_left, other_left - left
    if not only_left or not only_other:
        return AGREES
    if only_left <= other_right and only_other <= right:
        return Difference("roles", "the source has the two sides of the comparison exchanged", sure=True)
    return None


def rank(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare "the largest town" in `claim` with "the second-largest town" in `source`, a sentence of the source.

    None where they do not have one superlative in common.
    """
    mine, theirs = dict(_superlatives(claim)), dict(_superlatives(source))
    for word in mine.keys() & theirs.keys():
        if mine[word] == theirs[word]:
            return AGREES
        said = " ".join(filter(None, (theirs[word], word)))
        return Difference("opposite", f"the source says “{said}”", sure=True)
    return None


def _superlatives(sentence: SentenceReading) -> Iterator[tuple[str, str]]:
    """Yield each superlative, and the ordinal before it; empty if there is none."""
    for at, word in enumerate(sentence.words):
        if at and len(word.folded) > _SHORTEST and word.folded.endswith("est"):
            before = sentence.words[at - 1].folded
            if before in _RANKS or before in ARTICLES:
                yield word.folded, before if before in _RANKS else ""


_SHORTEST = 5  # letters of "west" and "best", with one more
_RANKS = frozenset(("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"))


def _than(sentence: SentenceReading) -> tuple[str, frozenset[str], frozenset[str]] | None:
    """Return a comparative before "than", and the content stems before and behind; None where there is none."""
    for at, word in enumerate(sentence.words):
        if word.folded != "than" or not at:
            continue
        degree = next(
            (index for index in range(at - 1, max(-1, at - 5), -1) if _is_degree(sentence.words[index])), None
        )
        if degree is None:
            return None
        return sentence.words[degree].folded, _side(sentence, degree, at), content(sentence.words[at + 1 :])
    return None


def _is_degree(word: Word) -> bool:
    return word.folded in ("more", "less", "fewer", "better", "worse") or (
        word.folded.endswith("er") and len(word.folded) > 4
    )


def _side(sentence: SentenceReading, degree: int, than: int) -> frozenset[str]:
    """Return the content stems before "than", without the comparative: "wider at Orlen than"."""
    return content(sentence.words[:degree]) | content(sentence.words[degree + 1 : than])


__all__ = ["degrees", "rank"]
