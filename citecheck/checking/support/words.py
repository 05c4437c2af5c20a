"""Which words of a claim no passage carries: for each word the chance that the source does not say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from citecheck.checking.facts.model import Date, Name, Number
from citecheck.checking.facts.verdicts import Verdict
from citecheck.checking.passages.terms import fold, rarity, stem, stop_words, word_set
from citecheck.checking.support.evidence import Evidence

FEATURES = (
    *("telling", "weight", "in_passages", "in_best", "in_page", "root_only", "page_share"),
    *("is_name", "is_number", "is_date", "fact_missing", "fact_far", "fact_compatible"),
    *("before_lost", "after_lost", "before_pair", "after_pair", "in_context", "in_title", "begins", "position"),
    *("limiting", "adverb", "share_lost", "words", "sign", "weight_rank", "lost_two_before", "lost_two_after"),
)
"""The names of a word's features, in order."""

_PIECE = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*|[^\w\s]")
_LIMITING = word_set(
    "only first last most least all every each none several many few various numerous always never sole "
    "largest smallest highest lowest oldest youngest longest best worst main major entire exclusively primarily mainly"
)


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One word or sign of a claim: as written and where, its stem, and whether it says something."""

    text: str
    start: int
    end: int
    stem: str
    telling: bool


def pieces(claim: str) -> list[Piece]:
    """Cut a claim into words and signs."""
    stops = stop_words("en")
    found = []
    for match in _PIECE.finditer(claim):
        word = match.group()
        telling = word[0].isalnum() and word.lower() not in stops
        found.append(Piece(word, match.start(), match.end(), stem(word) if word[0].isalnum() else word, telling))
    return found


def features(evidence: Evidence, words: list[Piece]) -> list[list[float]]:
    """Return the features of each word, in the order of `FEATURES`."""
    carried = evidence.carried.terms
    lost = [1.0 - carried.get(word.stem, 0.0) if word.telling else -1.0 for word in words]
    before, after = _nearest(lost), _nearest(lost[::-1])[::-1]
    known = [value for value in lost if value >= 0.0]
    share_lost = sum(known) / max(1, len(known))
    pairs = {pair for s in evidence.carried.sentences for pair in pairwise(s.stems)}
    weights = [rarity().weight(word.stem) if word.telling else 0.0 for word in words]
    heaviest = sorted(weights, reverse=True)
    facts = _facts_at(evidence.verdicts, words)
    return [
        [
            *_standing(evidence, word, weights[index]),
            *_fact(facts[index]),
            before[index][0],
            after[index][0],
            float(index > 0 and (words[index - 1].stem, word.stem) in pairs),
            float(index + 1 < len(words) and (word.stem, words[index + 1].stem) in pairs),
            float(word.stem in evidence.claim.context_terms),
            float(word.stem in evidence.text.title_terms),
            float(index == 0),
            index / len(words),
            float(fold(word.text) in _LIMITING) if word.text[0].isalnum() else 0.0,
            float(word.telling and word.text.endswith("ly")),
            share_lost,
            float(len(known)),
            float(not word.text[0].isalnum()),
            heaviest.index(weights[index]) / len(words) if word.telling else 1.0,
            before[index][1],
            after[index][1],
        ]
        for index, word in enumerate(words)
    ]


def _standing(evidence: Evidence, word: Piece, weight: float) -> list[float]:
    """Where a word stands in the text: in the passages, the best of them, anywhere, itself or its root alone."""
    hits = evidence.found.get(word.stem, {}) if word.telling else {}
    best = evidence.carried.sentences[0].index if evidence.carried.sentences else -1
    anywhere = max(hits.values(), default=0.0)
    return [
        float(word.telling),
        weight,
        evidence.carried.terms.get(word.stem, 0.0),
        hits.get(best, 0.0),
        anywhere,
        float(0.0 < anywhere < 1.0),
        len(hits) / max(1, len(evidence.text.sentences)),
    ]


def _facts_at(verdicts: Sequence[Verdict], words: list[Piece]) -> list[Verdict | None]:
    """Return for each word the verdict on the fact that it is part of."""
    found: list[Verdict | None] = []
    for word in words:
        inside = (v for v in verdicts if v.fact.start <= word.start and word.end <= v.fact.end)
        found.append(next(inside, None))
    return found


def _fact(verdict: Verdict | None) -> list[float]:
    if verdict is None:
        return [0.0] * 6
    return [
        float(isinstance(verdict.fact, Name)),
        float(isinstance(verdict.fact, Number)),
        float(isinstance(verdict.fact, Date)),
        float(verdict.is_missing or verdict.agrees is False),
        float(verdict.agrees is True and not verdict.near),
        float(verdict.agrees is None and not verdict.is_missing),
    ]


def _nearest(lost: list[float]) -> list[tuple[float, float]]:
    """Return for each place how lost the telling word before it is, and the one before that; -1 for none."""
    found, one, two = [], -1.0, -1.0
    for value in lost:
        found.append((one, two))
        if value >= 0.0:
            one, two = value, one
    return found


__all__ = ["FEATURES", "Piece", "features", "pieces"]
