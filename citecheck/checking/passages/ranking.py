"""Rank the sentences of a text by the words of a claim that they hold.

In a table or a long list most rows have the words of its subject. The sentences that have only such words are ranked
once for all claims that have the same ones, so a claim costs what its rarer words cost.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from citecheck.checking.passages.model import Hits, PreparedText

Addend = Callable[[str, int, float], float]
"""What a term adds to the score of a sentence: it gets the stem, the sentence's index and how well it holds the stem.

For one text it depends on nothing else, so that scores may be held."""
_COMMON = 200  # sentences from which on a word is common (judgement)
_HELD = 16  # sets of common words whose ranking is held for a text


def best_sentences(
    text: PreparedText, found: Hits, addend: Addend, most: int, *, name: str, by_term: bool = False
) -> dict[int, float]:
    """Return the `most` best sentences of `text`, the best first, each with its score.

    `found` are the hits of a claim's terms in `text`. The score is the sum of what `addend` gives for each of them.
    `name` tells this addend from others. Of two sentences alike the earlier one is better; with `by_term` the one that
    holds the earlier term of `found`.
    """
    common = {term: hits for term, hits in found.items() if len(hits) > _COMMON}
    if not common:
        scores = _scores(found, addend)
        return _first(scores, most, scores.__getitem__ if by_term else None)
    own = {index for hits in found.values() if len(hits) <= _COMMON for index in hits}
    scores = {index: _score(found, index, addend) for index in own}
    shared = _shared(text, common, addend, name, by_term=by_term)
    scores.update(islice(((index, score) for index, score in shared if index not in own), most))
    ranked = sorted(scores, key=lambda index: (-scores[index], _place(found, index, by_term=by_term)))
    return {index: scores[index] for index in ranked[:most]}


def _first(scores: Mapping[int, float], most: int, worth: Callable[[int], float] | None) -> dict[int, float]:
    """Return the `most` best sentences: by `worth`, in the order of `scores` where it is the same; None: by index."""
    if worth is not None:
        chosen = heapq.nlargest(most, scores, key=worth)
    else:
        chosen = heapq.nsmallest(most, scores, key=lambda index: (-scores[index], index))
    return {index: scores[index] for index in chosen}


def _place(found: Hits, index: int, *, by_term: bool) -> tuple[float, ...]:
    """Return what decides between two sentences of one score."""
    if not by_term:
        return (index,)
    return next((number, -hits[index], index) for number, hits in enumerate(found.values()) if index in hits)


def _scores(found: Hits, addend: Addend) -> dict[int, float]:
    """Return the score of each sentence with a term of `found`."""
    scores: dict[int, float] = {}
    for term, hits in found.items():
        for index, quality in hits.items():
            scores[index] = scores.get(index, 0.0) + addend(term, index, quality)
    return scores


def _score(found: Hits, index: int, addend: Addend) -> float:
    total = 0.0
    for term, hits in found.items():
        if index in hits:
            total += addend(term, index, hits[index])
    return total


def _shared(
    text: PreparedText, common: Hits, addend: Addend, name: str, *, by_term: bool
) -> Sequence[tuple[int, float]]:
    """Return the sentences with common words and their scores by these words alone, the best first."""
    held: dict[tuple[str, ...], list[tuple[int, float]]] = text.memory.setdefault(f"ranking-{name}", {})
    key = tuple(common)
    if key not in held:
        if len(held) >= _HELD:
            held.clear()
        scores = _scores(common, addend)
        ranked = sorted(scores, key=lambda index: (-scores[index], _place(common, index, by_term=by_term)))
        held[key] = [(index, scores[index]) for index in ranked]
    return held[key]


__all__ = ["Addend", "best_sentences"]
