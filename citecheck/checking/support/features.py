"""The features of a claim and a text, each of which reads as a reason; the weights are in weights/support.json."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from citecheck.checking.facts.model import Date, Name, Number
from citecheck.checking.passages.retrieval import coverage
from citecheck.checking.passages.terms import fold, is_negation, stem, tokens, word_set
from citecheck.checking.support.evidence import Evidence

FEATURES = (
    *("share_page", "share_passages", "share_best", "share_window", "share_six", "share_plain", "clause_least"),
    *("pairs_best", "pairs_page", "alike_best", "alike_passages", "recall_order"),
    *("names", "names_missing", "names_far", "names_partly", "numbers", "numbers_missing", "numbers_far"),
    *("dates", "dates_missing", "dates_far", "values_like", "conflicts", "facts_share"),
    *("worst_lost", "second_lost", "count_lost", "count_off_page", "limiting_lost", "verb_lost"),
    *("length", "page_length", "passages", "spread", "negation", "pronoun", "subject_on_page", "title_in_claim"),
    *("word_worst", "word_mean", "word_sum", "word_third"),
)
"""The names of the features, in order."""

_LIMITING = word_set("only first most last all every never always sole largest highest best main second")
_PRONOUNS = word_set("he she it they this these his her its their")
_CLAUSE = re.compile(r"[,;:—–]\s+|\s+(?:and|but|while|which|who|where|when|after|before|although|because)\s+")


def features(evidence: Evidence, word_chances: Sequence[float]) -> list[float]:
    """Return the features of a claim and a text, in the order of `FEATURES`.

    `word_chances` are the chances of the claim's words to be said nowhere in the text, from `words`.
    """
    return [
        *_shares(evidence),
        *_likeness(evidence),
        *_facts(evidence),
        *_lost(evidence),
        *_setting(evidence),
        *_of_words(word_chances),
    ]


def _shares(evidence: Evidence) -> list[float]:
    """How much of the claim's weight is carried: by the page, the passages, one sentence, three in a row, six."""
    wanted, found, carried = evidence.claim.wanted, evidence.found, evidence.carried
    per_sentence: dict[int, float] = {}
    for term, hits in found.items():
        weight = wanted.weights[term]
        for index, quality in hits.items():
            per_sentence[index] = per_sentence.get(index, 0.0) + weight * quality
    ranked = sorted(per_sentence, key=lambda index: -per_sentence[index])
    windows = {max(0, index - step) for index in ranked[:8] for step in (0, 1, 2)}
    window = max((coverage(wanted, found, range(first, first + 3)) for first in windows), default=0.0)
    total = wanted.total or 1.0
    page = sum(wanted.weights[term] * max(hits.values()) for term, hits in found.items() if hits) / total
    plain = [word for word in wanted.words if word.text[0].islower()]
    plain_total = sum(word.weight for word in plain) or 1.0
    plain_carried = sum(word.weight * carried.terms.get(word.stem, 0.0) for word in plain) / plain_total
    return [
        page,
        carried.share,
        per_sentence[ranked[0]] / total if ranked else 0.0,
        window,
        coverage(wanted, found, ranked[:6]),
        plain_carried if plain else carried.share,
        _clause_least(evidence),
    ]


def _clause_least(evidence: Evidence) -> float:
    """How much the passages carry of the clause that they carry least of."""
    text, words = evidence.claim.wanted.text, evidence.claim.wanted.words
    cuts = [0, *(match.start() for match in _CLAUSE.finditer(text)), len(text)]
    least = 1.0
    for start, end in pairwise(cuts):
        inside = [word for word in words if start <= word.start < end]
        if len(inside) >= 2:
            total = sum(word.weight for word in inside)
            share = sum(word.weight * evidence.carried.terms.get(word.stem, 0.0) for word in inside) / total
            least = min(least, share)
    return min(least, 1.0)


def _likeness(evidence: Evidence) -> list[float]:
    """Whether the words also stand together, and in the claim's order."""
    claim, sentences = evidence.claim.wanted, evidence.carried.sentences
    terms = claim.weights
    pairs = {pair for pair in pairwise(claim.stems) if pair[0] in terms or pair[1] in terms}
    if not sentences or not pairs:
        return [0.0] * 5
    best = set(pairwise(sentences[0].stems))
    chosen = {pair for s in sentences for pair in pairwise(s.stems)}
    texts = [" ".join(sentence.stems) for sentence in sentences]
    mine = " ".join(claim.stems)
    return [
        len(pairs & best) / len(pairs),
        len(pairs & chosen) / len(pairs),
        max(fuzz.token_set_ratio(mine, text) for text in texts) / 100.0,
        fuzz.token_set_ratio(mine, " ".join(texts)) / 100.0,
        _in_order(claim.stems, sentences[0].stems),
    ]


def _in_order(claim: Sequence[str], sentence: Sequence[str]) -> float:
    """Return the share of the claim's words that stand in the sentence in the claim's order (ROUGE-L's recall)."""
    row = [0] * (len(sentence) + 1)
    for word in claim:
        previous = 0
        for column, other in enumerate(sentence, start=1):
            above = row[column]
            row[column] = previous + 1 if word == other else max(above, row[column - 1])
            previous = above
    return row[-1] / max(1, len(claim))


def _facts(evidence: Evidence) -> list[float]:
    rows: list[float] = []
    like = 0.0
    for kind in (Name, Number, Date):
        own = [verdict for verdict in evidence.verdicts if isinstance(verdict.fact, kind)]
        missing = sum(1 for verdict in own if verdict.is_missing or verdict.agrees is False)
        far = sum(1 for verdict in own if verdict.agrees is True and not verdict.near)
        partly = sum(1 for verdict in own if verdict.agrees is None and not verdict.is_missing)
        rows += [math.log1p(len(own)), math.log1p(missing), math.log1p(far)]
        if kind is Name:
            rows.append(math.log1p(partly))
        else:
            like += partly
    agreed = sum(1 for verdict in evidence.verdicts if verdict.agrees is True)
    share = agreed / len(evidence.verdicts) if evidence.verdicts else 1.0
    return [*rows, math.log1p(like), float(len(evidence.conflicts)), share]


def _lost(evidence: Evidence) -> list[float]:
    """What of the claim stands in no passage: how telling it is, how much there is of it."""
    carried, wanted = evidence.carried.terms, evidence.claim.wanted
    known = evidence.claim.context_terms | evidence.text.title_terms
    lost = {
        word.stem: word.weight * (0.5 if word.stem in known else 1.0)
        for word in wanted.words
        if carried.get(word.stem, 0.0) < 0.6
    }
    ranked = sorted(lost.values(), reverse=True)
    off_page = sum(1 for term in lost if not evidence.found.get(term))
    claim_words = {fold(word.text) for word in wanted.words} | {fold(t) for t, _, _ in tokens(wanted.text)}
    page_words = {fold(word) for sentence in evidence.carried.sentences for word in sentence.words}
    limiting = len((claim_words & _LIMITING) - page_words)
    verbs = sum(1 for word in wanted.words if word.stem in lost and word.text.endswith(("ed", "ing")))
    return [
        ranked[0] if ranked else 0.0,
        ranked[1] if len(ranked) > 1 else 0.0,
        math.log1p(len(ranked)),
        math.log1p(off_page),
        float(limiting),
        math.log1p(verbs),
    ]


def _setting(evidence: Evidence) -> list[float]:
    """How long claim and page are, how scattered the passages, whether they speak of the same subject."""
    wanted, text, sentences = evidence.claim.wanted, evidence.text, evidence.carried.sentences
    indices = sorted(sentence.index for sentence in sentences)
    negated = bool(sentences) and any(is_negation(fold(word)) for word in sentences[0].words)
    first = fold(tokens(wanted.text)[0][0]) if wanted.stems else ""
    title = {stem(word) for word, _, _ in tokens(evidence.claim.context.title or "")} or evidence.claim.context_terms
    on_page = sum(1 for term in title if term in text.postings) / len(title) if title else 0.5
    page_title = text.title_terms
    return [
        math.log1p(len(wanted.weights)),
        math.log1p(len(text.sentences)),
        float(len(sentences)),
        math.log1p(indices[-1] - indices[0]) if indices else 0.0,
        float(negated != wanted.negated),
        float(first in _PRONOUNS),
        on_page,
        sum(1 for term in page_title if term in wanted.weights) / len(page_title) if page_title else 0.2,
    ]


def _of_words(chances: Sequence[float]) -> list[float]:
    ranked = sorted(chances, reverse=True)
    if not ranked:
        return [0.0] * 4
    return [ranked[0], sum(ranked) / len(ranked), math.log1p(sum(ranked)), ranked[2] if len(ranked) > 2 else 0.0]


__all__ = ["FEATURES", "features"]
