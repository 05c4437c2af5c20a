"""Relations of a claim, such as who did what to whom, beside those of its passages."""

from __future__ import annotations

from citecheck.checking.relations import Difference, differences
from citecheck.checking.support.model import ClaimMatch

_SAME_WORDS = 0.75  # share of the claim's weight in one sentence from which its relations are compared (judgement)


def relation_differences(match: ClaimMatch) -> dict[str, Difference]:
    """Return what the passages of `match` that have nearly all words of its claim say in another relation, by its kind.

    Empty if the text is known to be in another language than English.
    """
    pairs = zip(match.coverage.sentences, match.coverage.scores, strict=True)
    near = [sentence for sentence, share in pairs if share >= _SAME_WORDS]
    if not near or match.text.language not in (None, "en"):
        return {}
    return differences(match.claim.query.text, [match.text.text_of(sentence) for sentence in near])


def says_the_same(match: ClaimMatch) -> bool:
    """Return whether a sentence of the text of `match` has nearly all words of its claim, and no other relation."""
    near = bool(match.coverage.scores) and match.coverage.scores[0] >= _SAME_WORDS
    return near and not relation_differences(match)


__all__ = ["relation_differences", "says_the_same"]
