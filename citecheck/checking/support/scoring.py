"""How likely a text supports a claim: the package's models on the features of both.

Two models share the features: one for pages, one for excerpts of a few sentences, where a missing word says more. In
between both speak, the longer the source the more the first.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from citecheck.checking.support import features as of_claims
from citecheck.checking.support import words as of_words
from citecheck.checking.support.evidence import Evidence
from citecheck.checking.support.learned import Model, load
from citecheck.checking.support.words import Piece

_EXCERPT = 150  # words of a source up to which it is an excerpt
_PAGE = 500  # and from which on it is a page


@dataclass(frozen=True, slots=True, eq=False)
class Score:
    """The calibrated probability that a text fully supports a claim; for each word the chance that it lacks it."""

    probability: float
    words: tuple[Piece, ...]
    lost: tuple[float, ...]


def score(evidence: Evidence) -> Score:
    """Weigh what was found of a claim in a text."""
    words = of_words.pieces(evidence.claim.wanted.text)
    lost = load("words.json", of_words.FEATURES).probability(of_words.features(evidence, words))
    telling = [float(chance) for chance, word in zip(lost, words, strict=True) if word.telling]
    row = of_claims.features(evidence, telling)
    part = _page_part(evidence.text.words)
    probability = 0.0
    for name, share in (("page.json", part), ("excerpt.json", 1.0 - part)):
        if share > 0.0:
            model: Model = load(name, of_claims.FEATURES)
            probability += share * float(model.probability([row])[0])
    return Score(probability, tuple(words), tuple(float(chance) for chance in lost))


def _page_part(words: int) -> float:
    """Return how much of a page a source of so many words is, 0..1."""
    if words <= _EXCERPT:
        return 0.0
    return min(1.0, math.log(words / _EXCERPT) / math.log(_PAGE / _EXCERPT))


__all__ = ["Score", "score"]
