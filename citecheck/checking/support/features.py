"""The features that the models weigh, and the score that the models give.

A claim has features of its tokens (`token_features`: does the text say this word?) and features of the whole
(`claim_features`: does the text support the claim?). Each of them reads as a reason. The models are in
`citecheck.checking.weights`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from citecheck.checking.facts.model import Date, FactComparison, Name, Number, Relation
from citecheck.checking.passages.ranking import best_sentences
from citecheck.checking.passages.retrieval import coverages
from citecheck.checking.passages.terms import normalize_token, stem, stop_words, term_weight, tokens, word_set
from citecheck.checking.support.model import ClaimMatch, ClaimToken, Score
from citecheck.checking.weights.models import load

TOKEN_FEATURES = (
    *("content", "weight", "in_passages", "in_best", "in_page", "root_only", "page_share"),
    *("is_name", "is_number", "is_date", "fact_missing", "fact_far", "fact_compatible"),
    *("before_unsupported", "after_unsupported", "before_pair", "after_pair", "in_context", "in_title", "begins"),
    *("position", "limiting", "adverb", "share_unsupported", "words", "sign", "weight_rank"),
    *("unsupported_two_before", "unsupported_two_after"),
)
"""The names of a token's features, in order."""
CLAIM_FEATURES = (
    *("share_page", "share_passages", "share_best", "share_window", "share_six", "share_plain", "clause_least"),
    *("pairs_best", "pairs_page", "alike_best", "alike_passages", "recall_order"),
    *("names", "names_missing", "names_far", "names_partly", "numbers", "numbers_missing", "numbers_far"),
    *("dates", "dates_missing", "dates_far", "values_like", "conflicts", "facts_share"),
    *("worst_unsupported", "second_unsupported", "count_unsupported", "count_off_page", "limiting_unsupported"),
    *("verb_unsupported",),
    *("length", "page_length", "passages", "spread", "negation", "pronoun", "subject_on_page", "title_in_claim"),
    *("word_worst", "word_mean", "word_sum", "word_third"),
)
"""The names of a claim's features, in order."""

_EXCERPT = 150  # words up to which a source is an excerpt, in which a missing word means more (see MODEL_CARD.md)
_PAGE = 500  # words from which on it is a page; in between both models are used (judgement)
_COVERED = 0.6  # how well a word must be covered to count as supported: a word of its root (0.65) does
_TOKEN = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*|[^\w\s]")
_CLAUSE = re.compile(r"[,;:—–]\s+|\s+(?:and|but|while|which|who|where|when|after|before|although|because)\s+")
_PRONOUNS = word_set("he she it they this these his her its their")
_LIMITING = word_set("only first most last all every never always sole largest highest best main second")
_LIMITING_TOKENS = word_set(
    "only first last most least all every each none several many few various numerous always never sole "
    "largest smallest highest lowest oldest youngest longest best worst main major entire exclusively primarily mainly"
)
_ABSENT = frozenset({Relation.UNRELATED, Relation.DIFFERS})
_PARTLY = frozenset({Relation.COMPATIBLE, Relation.VAGUER})


def score(match: ClaimMatch) -> Score:
    """Return how likely the text of `match` supports its claim.

    Two models share the claim's features: one for pages and one for excerpts of a few sentences. The longer the text,
    the more the first counts.
    """
    found = claim_tokens(match.claim.query.text)
    unsupported = load("words.json", TOKEN_FEATURES).probability(token_features(match, found))
    of_content = [float(chance) for chance, token in zip(unsupported, found, strict=True) if token.is_content]
    row = claim_features(match, of_content)
    part = _page_part(match.text.words)
    probability = 0.0
    for name, share in (("page.json", part), ("excerpt.json", 1.0 - part)):
        if share > 0.0:
            probability += share * float(load(name, CLAIM_FEATURES).probability([row])[0])
    return Score(probability, tuple(found), tuple(float(chance) for chance in unsupported))


def _page_part(words: int) -> float:
    """Return how much of a page a source of so many words is, 0..1."""
    if words <= _EXCERPT:
        return 0.0
    return min(1.0, math.log(words / _EXCERPT) / math.log(_PAGE / _EXCERPT))


# Features of tokens


def claim_tokens(claim: str) -> list[ClaimToken]:
    """Return the words and signs of `claim`, in order."""
    stops = stop_words("en")
    found = []
    for match in _TOKEN.finditer(claim):
        word = match.group()
        is_content = word[0].isalnum() and word.lower() not in stops
        found.append(
            ClaimToken(word, match.start(), match.end(), stem(word) if word[0].isalnum() else word, is_content)
        )
    return found


def token_features(match: ClaimMatch, words: Sequence[ClaimToken]) -> list[list[float]]:
    """Return the features of each of `words` in `match`, in the order of `TOKEN_FEATURES`."""
    covered = match.coverage.terms
    unsupported = [1.0 - covered.get(word.stem, 0.0) if word.is_content else -1.0 for word in words]
    before, after = _nearest(unsupported), _nearest(unsupported[::-1])[::-1]
    known = [value for value in unsupported if value >= 0.0]
    share_unsupported = sum(known) / max(1, len(known))
    pairs = {pair for s in match.coverage.sentences for pair in pairwise(s.stems)}
    weights = [term_weight(word.stem) if word.is_content else 0.0 for word in words]
    heaviest = sorted(weights, reverse=True)
    return [
        [
            *_standing(match, word, weights[index]),
            *_fact(_fact_at(match.facts, word)),
            before[index][0],
            after[index][0],
            float(index > 0 and (words[index - 1].stem, word.stem) in pairs),
            float(index + 1 < len(words) and (word.stem, words[index + 1].stem) in pairs),
            float(word.stem in match.claim.context_terms),
            float(word.stem in match.text.title_terms),
            float(index == 0),
            index / len(words),
            float(normalize_token(word.text) in _LIMITING_TOKENS) if word.text[0].isalnum() else 0.0,
            float(word.is_content and word.text.endswith("ly")),
            share_unsupported,
            float(len(known)),
            float(not word.text[0].isalnum()),
            heaviest.index(weights[index]) / len(words) if word.is_content else 1.0,
            before[index][1],
            after[index][1],
        ]
        for index, word in enumerate(words)
    ]


def _standing(match: ClaimMatch, word: ClaimToken, weight: float) -> list[float]:
    """The place of a word in the text: in the passages, the best of them, anywhere, itself or only its root."""
    hits = match.found.get(word.stem, {}) if word.is_content else {}
    best = match.coverage.sentences[0].index if match.coverage.sentences else -1
    anywhere = max(hits.values(), default=0.0)
    return [
        float(word.is_content),
        weight,
        match.coverage.terms.get(word.stem, 0.0),
        hits.get(best, 0.0),
        anywhere,
        float(0.0 < anywhere < 1.0),
        len(hits) / max(1, len(match.text.sentences)),
    ]


def _fact_at(facts: Sequence[FactComparison], word: ClaimToken) -> FactComparison | None:
    """Return the fact that a token is part of, as it was compared."""
    return next((found for found in facts if found.fact.start <= word.start and word.end <= found.fact.end), None)


def _fact(compared: FactComparison | None) -> list[float]:
    if compared is None:
        return [0.0] * 6
    return [
        float(isinstance(compared.fact, Name)),
        float(isinstance(compared.fact, Number)),
        float(isinstance(compared.fact, Date)),
        float(compared.relation in _ABSENT),
        float(compared.relation is Relation.AGREES and not compared.near),
        float(compared.relation in _PARTLY),
    ]


def _nearest(unsupported: list[float]) -> list[tuple[float, float]]:
    """Return for each place how unsupported the two content words before it are; -1 if there is no such word."""
    found, one, two = [], -1.0, -1.0
    for value in unsupported:
        found.append((one, two))
        if value >= 0.0:
            one, two = value, one
    return found


# Features of claims


def claim_features(match: ClaimMatch, word_chances: Sequence[float]) -> list[float]:
    """Return the features of the claim and the text of `match`, in the order of `CLAIM_FEATURES`.

    `word_chances` holds for each content word of the claim the probability (0..1) that the text does not say it.
    """
    return [
        *_shares(match),
        *_likeness(match),
        *_fact_counts(match),
        *_unsupported(match),
        *_setting(match),
        *_of_words(word_chances),
    ]


def _shares(match: ClaimMatch) -> list[float]:
    """How much of the claim's weight is covered: by the page, the passages, one sentence, three in a row, six."""
    query, found, covered = match.claim.query, match.found, match.coverage
    weights = query.weights
    best = best_sentences(
        match.text, found, lambda term, _, quality: weights[term] * quality, 8, name="share", by_term=True
    )
    windows = {max(0, index - step) for index in best for step in (0, 1, 2)}
    threes = [range(first, first + 3) for first in windows]
    six, *three = coverages(query, found, [[*best][:6], *threes])
    total = query.total or 1.0
    page = sum(query.weights[term] * max(hits.values()) for term, hits in found.items() if hits) / total
    plain = [word for word in query.words if word.text[0].islower()]
    plain_total = sum(word.weight for word in plain) or 1.0
    plain_covered = sum(word.weight * covered.terms.get(word.stem, 0.0) for word in plain) / plain_total
    return [
        page,
        covered.share,
        next(iter(best.values()), 0.0) / total,
        max(three, default=0.0),
        six,
        plain_covered if plain else covered.share,
        _clause_least(match),
    ]


def _clause_least(match: ClaimMatch) -> float:
    """Return the share that the passages cover of the clause that they cover least."""
    text, words = match.claim.query.text, match.claim.query.words
    cuts = [0, *(cut.start() for cut in _CLAUSE.finditer(text)), len(text)]
    least = 1.0
    for start, end in pairwise(cuts):
        inside = [word for word in words if start <= word.start < end]
        if len(inside) >= 2:
            total = sum(word.weight for word in inside)
            share = sum(word.weight * match.coverage.terms.get(word.stem, 0.0) for word in inside) / total
            least = min(least, share)
    return min(least, 1.0)


def _likeness(match: ClaimMatch) -> list[float]:
    """Whether the words are also together, and in the claim's order."""
    claim, sentences = match.claim.query, match.coverage.sentences
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
    """Return the share of the claim's words that the sentence has in the claim's order (ROUGE-L recall, Lin 2004)."""
    row = [0] * (len(sentence) + 1)
    for word in claim:
        previous = 0
        for column, other in enumerate(sentence, start=1):
            above = row[column]
            row[column] = previous + 1 if word == other else max(above, row[column - 1])
            previous = above
    return row[-1] / max(1, len(claim))


def _fact_counts(match: ClaimMatch) -> list[float]:
    rows: list[float] = []
    like = 0.0
    for kind in (Name, Number, Date):
        own = [compared for compared in match.facts if isinstance(compared.fact, kind)]
        missing = sum(1 for compared in own if compared.relation in _ABSENT)
        far = sum(1 for compared in own if compared.relation is Relation.AGREES and not compared.near)
        partly = sum(1 for compared in own if compared.relation in _PARTLY)
        rows += [math.log1p(len(own)), math.log1p(missing), math.log1p(far)]
        if kind is Name:
            rows.append(math.log1p(partly))
        else:
            like += partly
    agreed = sum(1 for compared in match.facts if compared.relation is Relation.AGREES)
    share = agreed / len(match.facts) if match.facts else 1.0
    return [*rows, math.log1p(like), float(len(match.conflicts)), share]


def _unsupported(match: ClaimMatch) -> list[float]:
    """The part of the claim that no passage has: how rare its words are, and how many."""
    covered, query = match.coverage.terms, match.claim.query
    known = match.claim.context_terms | match.text.title_terms
    unsupported = {
        word.stem: word.weight * (0.5 if word.stem in known else 1.0)
        for word in query.words
        if covered.get(word.stem, 0.0) < _COVERED
    }
    ranked = sorted(unsupported.values(), reverse=True)
    off_page = sum(1 for term in unsupported if not match.found.get(term))
    claim_words = {normalize_token(word) for word, _, _ in tokens(query.text)}
    page_words = {normalize_token(word) for sentence in match.coverage.sentences for word in sentence.words}
    limiting = len((claim_words & _LIMITING) - page_words)
    verbs = sum(1 for word in query.words if word.stem in unsupported and word.text.endswith(("ed", "ing")))
    return [
        ranked[0] if ranked else 0.0,
        ranked[1] if len(ranked) > 1 else 0.0,
        math.log1p(len(ranked)),
        math.log1p(off_page),
        float(limiting),
        math.log1p(verbs),
    ]


def _setting(match: ClaimMatch) -> list[float]:
    """How long claim and page are, how scattered the passages, whether they are about the same subject."""
    query, text, sentences = match.claim.query, match.text, match.coverage.sentences
    indices = sorted(sentence.index for sentence in sentences)
    negated = bool(sentences) and sentences[0].negated
    first = normalize_token(tokens(query.text)[0][0]) if query.stems else ""
    title = {stem(word) for word, _, _ in tokens(match.claim.context.title or "")} or match.claim.context_terms
    on_page = sum(1 for term in title if term in text.postings) / len(title) if title else 0.5
    page_title = text.title_terms
    return [
        math.log1p(len(query.weights)),
        math.log1p(len(text.sentences)),
        float(len(sentences)),
        math.log1p(indices[-1] - indices[0]) if indices else 0.0,
        float(negated != query.negated),
        float(first in _PRONOUNS),
        on_page,
        sum(1 for term in page_title if term in query.weights) / len(page_title) if page_title else 0.2,
    ]


def _of_words(chances: Sequence[float]) -> list[float]:
    ranked = sorted(chances, reverse=True)
    if not ranked:
        return [0.0] * 4
    return [ranked[0], sum(ranked) / len(ranked), math.log1p(sum(ranked)), ranked[2] if len(ranked) > 2 else 0.0]


__all__ = [
    "CLAIM_FEATURES",
    "TOKEN_FEATURES",
    "claim_features",
    "claim_tokens",
    "score",
    "token_features",
]
