"""Finding the sentences that carry a claim.

Sentences are ranked by BM25 (Robertson & Zaragoza 2009, https://doi.org/10.1561/1500000019); out of them a greedy
cover takes the one that adds most, then the next, for as long as each adds enough: two half-carrying sentences are
found together, and a third that says the same again is not.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from citecheck.checking.passages.preparing import PreparedText, Sentence
from citecheck.checking.passages.terms import fold, is_negation, rarity, related, stem, stop_words, tokens
from reports.model import Passage

_SATURATION = 0.9  # BM25's k1: a word that is repeated says little more
_LENGTH = 0.4  # BM25's b: long sentences pay a little
_RELATED = 0.65  # what a word of the same root counts, against the word itself
_PAGE = 0.6  # part that a word's rarity on the page plays, beside its rarity in the language
_CANDIDATES = 40  # best-ranked sentences that are looked at
_BEST = 0.5  # what the best-ranked sentence is worth in the choice of the first, as a share of the claim
_NEXT = 0.25  # share of the first sentence's gain that a second one must add
_STRICTER = 0.2  # by how much that share grows with every further sentence
_NEIGHBOUR = 0.03  # what standing next to a chosen sentence is worth in the choice, as a share of the claim
_NEIGHBOUR_GAIN = 0.1  # and what it is worth where it must be decided to stop, as a share of the first gain
_CONTEXT = 160  # characters shown before and after a passage


Found = dict[str, dict[int, float]]
"""For each term of a claim the sentences that hold it, by index, and how well: 1 for the word, less for its root."""


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One word of a claim that says something: as written, where, its stem, and how much it says."""

    text: str
    start: int
    end: int
    stem: str
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """A claim made ready: its telling words, and all its stems in order."""

    text: str
    words: tuple[Word, ...]
    stems: tuple[str, ...]
    weights: dict[str, float]
    total: float
    negated: bool


@dataclass(frozen=True, slots=True, eq=False)
class Carried:
    """The sentences that carry a claim, best first, and how much of each of the claim's terms they carry (0..1)."""

    sentences: tuple[Sentence, ...]
    scores: tuple[float, ...]  # for each sentence, the share of the claim's weight that it carries by itself
    terms: dict[str, float]
    share: float


def query(claim: str, language: str | None = "en") -> Query:
    """Make `claim` ready to be searched for."""
    stops = stop_words(language)
    rare = rarity()
    words: list[Word] = []
    stems: list[str] = []
    negated = False
    for text, start, end in tokens(claim):
        term = stem(text)
        stems.append(term)
        negated = negated or is_negation(fold(text))
        if text.lower() not in stops:
            words.append(Word(text, start, end, term, rare.weight(term)))
    weights = {word.stem: word.weight for word in words}
    return Query(claim, tuple(words), tuple(stems), weights, sum(weights.values()), negated)


def matches(wanted: Query, text: PreparedText) -> Found:
    """Return where each term of the claim stands, itself or a word of its root."""
    found: Found = {}
    vocabulary: dict[str, list[str]] | None = None
    for term in wanted.weights:
        hits = {index: 1.0 for index in text.postings.get(term, ())}
        if len(term) >= 5 and not term[0].isdigit():
            if vocabulary is None:
                vocabulary = _by_beginning(text)
            for other in vocabulary.get(term[:4], ()):
                if other != term and related(term, other):
                    for index in text.postings[other]:
                        hits.setdefault(index, _RELATED)
        found[term] = hits
    return found


def _by_beginning(text: PreparedText) -> dict[str, list[str]]:
    kept = text.memory.get("beginnings")
    if isinstance(kept, dict):
        return kept
    made: dict[str, list[str]] = {}
    for term in text.postings:
        if len(term) >= 5:
            made.setdefault(term[:4], []).append(term)
    text.memory["beginnings"] = made
    return made


def rank(weights: dict[str, float], text: PreparedText, found: Found) -> dict[int, float]:
    """Return the BM25 score of every sentence that holds a term of the claim."""
    scores: dict[int, float] = {}
    for term, hits in found.items():
        weight = weights.get(term, 0.0)
        for index, quality in hits.items():
            length = len(text.sentences[index].words) / text.mean_length
            gain = weight * quality * (_SATURATION + 1) / (quality + _SATURATION * (1 - _LENGTH + _LENGTH * length))
            scores[index] = scores.get(index, 0.0) + gain
    return scores


def cover(wanted: Query, text: PreparedText, *, most: int = 5, found: Found | None = None) -> Carried:
    """Return the few sentences of `text` that together carry most of the claim, at most `most`."""
    found = matches(wanted, text) if found is None else found
    weights = _on_this_page(wanted, text, found)
    scores = rank(weights, text, found)
    holds: dict[int, dict[str, float]] = {}
    for term, hits in found.items():
        for index, quality in hits.items():
            holds.setdefault(index, {})[term] = quality
    chosen, carried = _choose(weights, scores, holds, most)
    total = wanted.total or 1.0
    return Carried(
        sentences=tuple(text.sentences[index] for index in chosen),
        scores=tuple(min(1.0, sum(wanted.weights[t] * q for t, q in holds[i].items()) / total) for i in chosen),
        terms=carried,
        share=min(1.0, sum(wanted.weights[t] * q for t, q in carried.items()) / total),
    )


def _on_this_page(wanted: Query, text: PreparedText, found: Found) -> dict[str, float]:
    """Blend a word's rarity in the language with its rarity on this page: what a page is about tells its sentences
    less apart.
    """
    size = len(text.sentences) + 1
    scale = math.log(size) or 1.0
    weights = {}
    for term, hits in found.items():
        if not hits:
            continue
        here = math.log(size / (len(hits) + 0.5)) / scale
        weights[term] = wanted.weights[term] * (1.0 - _PAGE + _PAGE * here)
    return weights


def _choose(
    weights: dict[str, float], scores: dict[int, float], holds: dict[int, dict[str, float]], most: int
) -> tuple[list[int], dict[str, float]]:
    """Take sentences one by one, each time the one that adds most, until what it adds is too little."""
    candidates = sorted(scores, key=lambda index: (-scores[index], index))[:_CANDIDATES]
    chosen: list[int] = []
    carried: dict[str, float] = {}
    if not candidates:
        return chosen, carried
    total, top = sum(weights.values()), scores[candidates[0]]
    first = 0.0
    while len(chosen) < most:
        best, best_gain, best_value = -1, 0.0, 0.0
        for index in candidates:
            if index in chosen:
                continue
            gain = _gain(weights, holds[index], carried)
            if not chosen:
                value = gain + _BEST * total * scores[index] / top
            else:
                value = gain + (_NEIGHBOUR * total if _is_neighbour(index, chosen) else 0.0)
            if value > best_value:
                best, best_gain, best_value = index, gain, value
        if best < 0:
            break
        if chosen:
            bonus = _NEIGHBOUR_GAIN * first if _is_neighbour(best, chosen) else 0.0
            if best_gain + bonus < _NEXT * first * (1.0 + _STRICTER * (len(chosen) - 1)):
                break
        else:
            first = best_gain
        chosen.append(best)
        for term, quality in holds[best].items():
            carried[term] = max(carried.get(term, 0.0), quality)
    return chosen, carried


def _gain(weights: dict[str, float], held: dict[str, float], carried: dict[str, float]) -> float:
    """Return the weight that a sentence carries beyond what is carried already."""
    gain = 0.0
    for term, quality in held.items():
        before = carried.get(term, 0.0)
        if quality > before:
            gain += weights[term] * (quality - before)
    return gain


def _is_neighbour(index: int, chosen: list[int]) -> bool:
    return any(abs(index - other) == 1 for other in chosen)


def passage(text: PreparedText, sentence: Sentence, *, reference: str, copy: str, score: float) -> Passage:
    """Return a sentence as a passage of the report, with a little of what stands around it."""
    whole = text.source.text
    before = max(0, sentence.start - _CONTEXT)
    return Passage(
        reference=reference,
        copy=copy,
        exact=whole[sentence.start : sentence.end],
        start=sentence.start,
        end=sentence.end,
        prefix=whole[before : sentence.start],
        suffix=whole[sentence.end : sentence.end + _CONTEXT],
        score=round(score, 4),
        page=sentence.page,
        place=sentence.kind,
    )


def coverage(wanted: Query, found: Found, indices: Iterable[int]) -> float:
    """Return the share of the claim's weight that the given sentences carry together."""
    chosen = set(indices)
    carried = 0.0
    for term, hits in found.items():
        quality = max((q for index, q in hits.items() if index in chosen), default=0.0)
        carried += wanted.weights[term] * quality
    return carried / wanted.total if wanted.total else 0.0


__all__ = ["Carried", "Found", "Query", "Word", "cover", "coverage", "matches", "passage", "query", "rank"]
