"""Finding the sentences that carry a claim.

Sentences are ranked by BM25 (Robertson & Zaragoza 2009, https://doi.org/10.1561/1500000019); out of them a greedy
cover takes the one that adds most, then the next, for as long as each adds enough: two half-carrying sentences are
found together, and a third that says the same again is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from citecheck.checking.passages.preparing import PreparedText, Sentence
from citecheck.checking.passages.terms import fold, is_negation, rarity, related, stem, stop_words, tokens
from reports.model import Passage

_SATURATION = 0.9  # BM25's k1: a word that is repeated says little more
_LENGTH = 0.4  # BM25's b: long sentences pay a little
_RELATED = 0.65  # what a word of the same root counts, against the word itself
_NEXT = 0.3  # share of the first sentence's gain that a further one must add
_BEST = 0.5  # part of a sentence's rank that counts beside what it adds
_CONTEXT = 160  # characters shown before and after a passage


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


def matches(wanted: Query, text: PreparedText) -> dict[str, dict[int, float]]:
    """Return for each term of the claim the sentences that hold it, and how well (1: the word, less: its root)."""
    found: dict[str, dict[int, float]] = {}
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


def rank(wanted: Query, text: PreparedText, found: dict[str, dict[int, float]]) -> dict[int, float]:
    """Return the BM25 score of every sentence that holds a term of the claim."""
    scores: dict[int, float] = {}
    for term, hits in found.items():
        weight = wanted.weights[term]
        for index, quality in hits.items():
            length = len(text.sentences[index].words) / text.mean_length
            gain = weight * quality * (_SATURATION + 1) / (quality + _SATURATION * (1 - _LENGTH + _LENGTH * length))
            scores[index] = scores.get(index, 0.0) + gain
    return scores


def cover(
    wanted: Query,
    text: PreparedText,
    *,
    most: int = 4,
    found: dict[str, dict[int, float]] | None = None,
    following: float = _NEXT,
) -> Carried:
    """Return the few sentences of `text` that together carry most of the claim."""
    found = matches(wanted, text) if found is None else found
    scores = rank(wanted, text, found)
    holds: dict[int, dict[str, float]] = {}
    for term, hits in found.items():
        for index, quality in hits.items():
            holds.setdefault(index, {})[term] = quality
    top = max(scores.values(), default=0.0)
    candidates = sorted(scores, key=lambda index: (-scores[index], index))[:40]
    carried: dict[str, float] = {}
    chosen: list[int] = []
    first = 0.0
    while candidates and len(chosen) < most:
        best, gained = -1, 0.0
        best_value = 0.0
        for index in candidates:
            gain = sum(
                wanted.weights[term] * (quality - carried.get(term, 0.0))
                for term, quality in holds[index].items()
                if quality > carried.get(term, 0.0)
            )
            value = gain + _BEST * first_share(scores[index], top) * wanted.total * (0.0 if chosen else 1.0)
            if value > best_value:
                best, gained, best_value = index, gain, value
        if best < 0 or (chosen and gained < following * first) or gained <= 0:
            break
        first = first or gained
        chosen.append(best)
        candidates.remove(best)
        for term, quality in holds[best].items():
            carried[term] = max(carried.get(term, 0.0), quality)
    total = wanted.total or 1.0
    return Carried(
        sentences=tuple(text.sentences[index] for index in chosen),
        scores=tuple(min(1.0, sum(wanted.weights[t] * q for t, q in holds[index].items()) / total) for index in chosen),
        terms=carried,
        share=min(1.0, sum(wanted.weights[t] * q for t, q in carried.items()) / total),
    )


def first_share(score: float, top: float) -> float:
    """Return a rank score as a share of the best one."""
    return score / top if top else 0.0


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


def coverage(wanted: Query, found: dict[str, dict[int, float]], indices: Iterable[int]) -> float:
    """Return the share of the claim's weight that the given sentences carry together."""
    chosen = set(indices)
    carried = 0.0
    for term, hits in found.items():
        quality = max((q for index, q in hits.items() if index in chosen), default=0.0)
        carried += wanted.weights[term] * quality
    return carried / wanted.total if wanted.total else 0.0


__all__ = ["Carried", "Query", "Word", "cover", "coverage", "matches", "passage", "query", "rank"]
