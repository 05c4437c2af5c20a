"""Prepare a source's text for search, and find the sentences in it that support a claim.

What is not the source's own statement is left out when the text is prepared, so that nothing later can quote it: its
list of references, its navigation, readers' comments, links to other articles.

Sentences are ranked by BM25 (Robertson & Zaragoza 2009, https://doi.org/10.1561/1500000019). A greedy cover then takes
the sentence that adds most, and continues while each adds enough: two sentences that say half each are found
together, and a third that repeats them is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from itertools import compress

from citecheck.checking.passages.cutting import OWN_KINDS, sentences_of
from citecheck.checking.passages.model import ContentWord, Coverage, Hits, PreparedText, Query, SourceSentence
from citecheck.checking.passages.ranking import best_sentences
from citecheck.checking.passages.terms import (
    UNSPACED,
    is_negation,
    normalize_token,
    related,
    spaced_words,
    stem,
    stop_words,
    term_weight,
    tokens,
    words,
)
from citecheck.model import SourceText
from claims.language import detect
from reports.model import Passage

# Chosen on WiCE's dev half; `benchmarks.accuracy.support_wice` prints the F1 of evidence sentences that these figures
# give.
_SATURATION = 0.9  # BM25's k1: a word that is repeated says little more
_LENGTH = 0.4  # BM25's b: long sentences pay a little
_RELATED = 0.65  # what a word of the same root counts, against 1 for the word itself
_PAGE = 0.6  # part that a word's rarity on the page plays, beside its rarity in the language
_CANDIDATES = 40  # best-ranked sentences that are compared; more cost time and add nothing
_BEST = 0.5  # what the best-ranked sentence is worth in the choice of the first, as a share of the claim
_NEXT = 0.25  # share of the first sentence's gain that a second one must add
_STRICTER = 0.2  # by how much that share grows with every further sentence
_NEIGHBOUR = 0.03  # what a place next to a chosen sentence is worth in the choice, as a share of the claim
_NEIGHBOUR_GAIN = 0.1  # what it is worth in the decision to stop, as a share of the first gain
_MOST_READINGS = 65_536  # words of one language whose readings are remembered, about 15 MB
_CONTEXT = 160  # characters that the report shows before and after a passage


def prepare(source: SourceText) -> PreparedText:
    """Return `source` cut into sentences, with an index of their words."""
    text = source.text
    # The language that a page declares is often that of its template: the words are tried first.
    language = detect(text) or (source.language or "").split("-")[0].lower() or None
    sentences: list[SourceSentence] = []
    postings: dict[str, list[int]] = {}
    read = _readings(language).__getitem__
    unspaced = UNSPACED.search(text) is not None
    total = 0
    for start, end, place in sentences_of(source, language):
        found = words(text[start:end]) if unspaced else spaced_words(text[start:end])
        if not found:
            continue
        stems, are_content, negate = zip(*map(read, found), strict=True)
        terms = frozenset(compress(stems, are_content))
        index = len(sentences)
        sentences.append(
            SourceSentence(
                index=index,
                start=start,
                end=end,
                kind=place.kind,
                page=place.page,
                words=tuple(found),
                stems=stems,
                terms=terms,
                negated=True in negate,
            )
        )
        total += len(found)
        for term in terms:
            postings.setdefault(term, []).append(index)
    return PreparedText(
        source=source,
        language=language,
        sentences=tuple(sentences),
        postings=postings,
        title_terms=_title_terms(source.title or "", language),
        mean_length=total / len(sentences) if sentences else 1.0,
        words=total,
    )


_Reading = tuple[str, bool, bool]
"""The stem of a word, whether it is a content word, and whether it is a negation."""


class _Readings(dict[str, _Reading]):
    """The readings of words in one language, each made once. All are forgotten when there are too many."""

    def __init__(self, language: str | None) -> None:
        self._stops = stop_words(language)

    def __missing__(self, word: str) -> _Reading:
        if len(self) >= _MOST_READINGS:
            self.clear()
        found = self[word] = (stem(word), word.lower() not in self._stops, is_negation(normalize_token(word)))
        return found


@lru_cache(maxsize=8)
def _readings(language: str | None) -> _Readings:
    return _Readings(language)


def _title_terms(title: str, language: str | None) -> frozenset[str]:
    readings = _readings(language)
    return frozenset(term for term, is_content, _ in (readings[word] for word in words(title)) if is_content)


def query(claim: str, language: str | None = "en") -> Query:
    """Return `claim` ready to be searched for. `language` is an ISO 639-1 code; None is read as English."""
    stops = stop_words(language)
    words: list[ContentWord] = []
    stems: list[str] = []
    negated = False
    for text, start, end in tokens(claim):
        term = stem(text)
        stems.append(term)
        negated = negated or is_negation(normalize_token(text))
        if text.lower() not in stops:
            words.append(ContentWord(text, start, end, term, term_weight(term)))
    weights = {word.stem: word.weight for word in words}
    return Query(claim, tuple(words), tuple(stems), weights, sum(weights.values()), negated)


def find_terms(claim: Query, text: PreparedText) -> Hits:
    """Return the places in `text` of each content stem of `claim`, or of a word with the same root."""
    known: Hits = text.memory.setdefault("hits", {})
    for term in claim.weights:
        if term not in known:
            known[term] = _find_term(term, text)
    return {term: known[term] for term in claim.weights}


def _find_term(term: str, text: PreparedText) -> dict[int, float]:
    hits = dict.fromkeys(text.postings.get(term, ()), 1.0)
    if len(term) >= 5 and not term[0].isdigit():
        for other in _by_beginning(text).get(term[:4], ()):
            if other != term and related(term, other):
                for index in text.postings[other]:
                    hits.setdefault(index, _RELATED)
    return hits


def _by_beginning(text: PreparedText) -> dict[str, list[str]]:
    """Return the longer stems of a text by their first four letters."""
    beginnings: dict[str, list[str]] | None = text.memory.get("beginnings")
    if beginnings is None:
        beginnings = {}
        for term in text.postings:
            if len(term) >= 5:
                beginnings.setdefault(term[:4], []).append(term)
        text.memory["beginnings"] = beginnings
    return beginnings


def rank(weights: dict[str, float], text: PreparedText, found: Hits) -> dict[int, float]:
    """Return the best sentences of `text` for the terms of `found`, the best first, with their BM25 scores.

    `weights` are those of the terms: each is the same for every claim on `text`.
    """

    def gain(term: str, index: int, quality: float) -> float:
        length = len(text.sentences[index].words) / text.mean_length
        saturated = quality + _SATURATION * (1 - _LENGTH + _LENGTH * length)
        return weights[term] * quality * (_SATURATION + 1) / saturated

    return best_sentences(text, found, gain, _CANDIDATES, name="bm25")


def cover(claim: Query, text: PreparedText, *, most: int = 5, found: Hits | None = None) -> Coverage:
    """Return the sentences of `text`, at most `most`, that together cover most of `claim`.

    `found` is the result of `find_terms` for the two; None: it is computed.
    """
    found = find_terms(claim, text) if found is None else found
    weights = _on_this_page(claim, text, found)
    scores = rank(weights, text, found)
    chosen, covered = _choose(weights, scores, found, most)
    total = claim.total or 1.0
    return Coverage(
        sentences=tuple(text.sentences[index] for index in chosen),
        scores=tuple(min(1.0, sum(claim.weights[t] * q for t, q in _held(found, i).items()) / total) for i in chosen),
        terms=covered,
        share=min(1.0, sum(claim.weights[t] * q for t, q in covered.items()) / total),
    )


def _on_this_page(claim: Query, text: PreparedText, found: Hits) -> dict[str, float]:
    """Blend a word's rarity in the language with its rarity on this page.

    Most sentences of a page have the words of its subject, so these words do not show which sentence is meant.
    """
    size = len(text.sentences) + 1
    scale = math.log(size) or 1.0
    weights = {}
    for term, hits in found.items():
        if not hits:
            continue
        here = math.log(size / (len(hits) + 0.5)) / scale
        weights[term] = claim.weights[term] * (1.0 - _PAGE + _PAGE * here)
    return weights


def _choose(
    weights: dict[str, float], scores: dict[int, float], found: Hits, most: int
) -> tuple[list[int], dict[str, float]]:
    """Take sentences one by one, each time the one that adds most, until what it adds is too little.

    `scores` are those of the best-ranked sentences, the best first.
    """
    candidates = list(scores)
    chosen: list[int] = []
    covered: dict[str, float] = {}
    if not candidates:
        return chosen, covered
    holds = {index: _held(found, index) for index in candidates}
    total, top = sum(weights.values()), scores[candidates[0]]
    first = 0.0
    while len(chosen) < most:
        best, best_gain, best_value = -1, 0.0, 0.0
        for index in candidates:
            if index in chosen:
                continue
            gain = _gain(weights, holds[index], covered)
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
            covered[term] = max(covered.get(term, 0.0), quality)
    return chosen, covered


def _held(found: Hits, index: int) -> dict[str, float]:
    """Return the terms of `found` that a sentence holds, and how well."""
    return {term: hits[index] for term, hits in found.items() if index in hits}


def _gain(weights: dict[str, float], held: dict[str, float], covered: dict[str, float]) -> float:
    """Return the weight that a sentence covers beyond what is covered already."""
    gain = 0.0
    for term, quality in held.items():
        before = covered.get(term, 0.0)
        if quality > before:
            gain += weights[term] * (quality - before)
    return gain


def _is_neighbour(index: int, chosen: list[int]) -> bool:
    return any(abs(index - other) == 1 for other in chosen)


def passage(text: PreparedText, sentence: SourceSentence, *, reference: str, copy: str, score: float) -> Passage:
    """Return `sentence` of `text` as a passage of the report, with some of the text around it.

    `reference` and `copy` are the keys of its source, `score` is the share of the claim that it covers (0..1).
    """
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


def coverage(claim: Query, found: Hits, indices: Iterable[int]) -> float:
    """Return the share (0..1) of the weight of `claim` that the sentences `indices` cover; `found` holds its terms."""
    chosen = tuple(indices)
    covered = 0.0
    for term, hits in found.items():
        covered += claim.weights[term] * max([hits.get(index, 0.0) for index in chosen], default=0.0)
    return covered / claim.total if claim.total else 0.0


def coverages(claim: Query, found: Hits, stretches: Iterable[Iterable[int]]) -> list[float]:
    """Return `coverage` of `claim`, whose terms are `found`, by each of `stretches`: the indices of sentences."""
    return [coverage(claim, found, indices) for indices in stretches]


__all__ = ["OWN_KINDS", "cover", "coverage", "coverages", "find_terms", "passage", "prepare", "query", "rank"]
