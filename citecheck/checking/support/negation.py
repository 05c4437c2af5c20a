"""Recognise a negation on one side alone: the source says the contrary in nearly the claim's words."""

from __future__ import annotations

import re

from citecheck.checking.negation_words import BOUNDING, DENYING, DENYING_PREFIX, NOT_NEGATING
from citecheck.checking.passages.terms import is_negation, normalize_token, stem, stop_words, tokens
from citecheck.checking.support.model import ClaimMatch

_SAME = 0.8  # share of the claim's weight that one sentence covers from which the two are one statement (judgement)
_REACH = 4  # words after a negation that it can negate; all except the last are function words (judgement)
_PARTED = re.compile(r"[,;:()\[\]–—.!?\"“”]")
_DENYING_START = re.compile(DENYING_PREFIX)
_DENYING_STEMS = frozenset(stem(word) for word in DENYING)


def negation_in_source(match: ClaimMatch) -> str | None:
    """Return the negation, as written, that the best passage of `match` adds to the claim; None: no negation.

    A negation counts where words of the claim follow it, with function words alone in between.
    """
    query, coverage = match.claim.query, match.coverage
    if query.negated or not coverage.sentences or coverage.scores[0] < _SAME:
        return None
    sentence = coverage.sentences[0]
    text = match.text.source.text[sentence.start : sentence.end]
    return _negation_before(text, frozenset(query.weights), match.text.language)


def negation_in_claim(match: ClaimMatch) -> str | None:
    """Return the negation, as written, that the claim of `match` adds to the best passage; None: no negation.

    No passage may hold a negation, or a word that denies in another way ("refuses", "unable").
    """
    query, coverage = match.claim.query, match.coverage
    if not query.negated or not coverage.sentences:
        return None
    if any(_may_deny(word, term) for s in coverage.sentences for word, term in zip(s.words, s.stems, strict=True)):
        return None
    negations = {word.stem: word.weight for word in query.words if is_negation(normalize_token(word.text))}
    rest = query.total - sum(negations.values())
    if coverage.scores[0] * query.total < _SAME * rest or any(
        normalize_token(word) in BOUNDING for word, _, _ in tokens(query.text)
    ):
        return None
    return _negation_before(query.text, coverage.sentences[0].terms, match.text.language)


def _may_deny(word: str, term: str) -> bool:
    folded = normalize_token(word)
    return is_negation(folded) or term in _DENYING_STEMS or bool(_DENYING_START.match(folded))


def _negation_before(text: str, terms: frozenset[str], language: str | None) -> str | None:
    """Return the first negation in `text` before one of `terms`, with only function words between them."""
    words = tokens(text)
    stops = stop_words(language)
    for index, (word, _, end) in enumerate(words):
        if not is_negation(normalize_token(word)):
            continue
        for following, start, _ in words[index + 1 : index + 1 + _REACH]:
            if normalize_token(following) in NOT_NEGATING or _PARTED.search(text, end, start):
                break
            if stem(following) in terms:
                return word
            if normalize_token(following) not in stops:
                break
    return None


__all__ = ["negation_in_claim", "negation_in_source"]
