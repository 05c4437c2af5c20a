"""Relations of a claim, such as who did what to whom, beside those of its passages."""

from __future__ import annotations

from dataclasses import replace

from citecheck.checking.passages.terms import stem
from citecheck.checking.relations import (
    CHANGED_WORDS,
    SAID,
    Difference,
    differences,
    doubt,
    governing_operator,
    unmatched_operator,
)
from citecheck.checking.relations.codes import codes_in
from citecheck.checking.relations.modifiers import peoples_and_parties
from citecheck.checking.relations.unproven import unproven
from citecheck.checking.support.model import ClaimMatch

_MOST_WORDS = 0.6  # the same for relations by which a word of the claim is another one (judgement)
_SOME_WORDS = 0.15  # share from which a sentence may show that a claim's words belong to others (judgement)
_SAME_WORDS = 0.75  # share of the claim's weight in one sentence from which its relations are compared (judgement)


def relation_differences(match: ClaimMatch) -> dict[str, Difference]:
    """Return what the passages of `match` that have nearly all words of its claim say in another relation, by its kind.

    Empty if the text is known to be in another language than English.
    """
    if match.text.language not in (None, "en"):
        return {}
    text = match.claim.query.text
    changed = differences(text, _passages(match, _MOST_WORDS), CHANGED_WORDS)
    if "code" in changed and all(code in match.text.source.text for code in codes_in(text).values()):
        changed["code"] = replace(changed["code"], sure=False)  # the source says more of the claimed one elsewhere
    said = differences(text, _passages(match, _SOME_WORDS), frozenset({SAID}))
    found = changed | differences(text, _passages(match, _SAME_WORDS))
    operator = governing_operator(text, _passages(match, _SAME_WORDS))
    if operator is not None and not (operator.kind in found and found[operator.kind].sure):
        found[operator.kind] = operator
    return found if SAID not in said else {"speaker": said[SAID]} | found


def relation_doubt(match: ClaimMatch) -> Difference | None:
    """Return a relation that keeps the claim of `match` from being sure, though its words are in the passages.

    None if there is none, or if the text is known to be in another language than English.
    """
    if match.text.language not in (None, "en"):
        return None
    text = match.claim.query.text
    unsaid = next((word for word in peoples_and_parties(text) if stem(word) not in match.text.postings), None)
    if unsaid is not None:
        return Difference("modifier", f"the source does not say “{unsaid}”", sure=False)
    return doubt(text, _passages(match, _SOME_WORDS)) or unmatched_operator(text, _passages(match, _SAME_WORDS))


def not_shown(match: ClaimMatch) -> Difference | None:
    """Return what the passages of `match` do not show of its claim, though they have its words; None: nothing.

    None too if the text is known to be in another language than English.
    """
    if match.text.language not in (None, "en"):
        return None
    agreed = [(found.fact.start, found.fact.end) for found in match.facts if found.relation.agrees]
    return unproven(match.claim.query.text, _passages(match, _SOME_WORDS), agreed, match.text.postings)


def _passages(match: ClaimMatch, least: float) -> list[str]:
    """Return the sentences of the passages that have at least the share `least` of the claim's weight."""
    pairs = zip(match.coverage.sentences, match.coverage.scores, strict=True)
    return [match.text.text_of(sentence) for sentence, share in pairs if share >= least]


def says_the_same(match: ClaimMatch) -> bool:
    """Return whether a sentence of the text of `match` has nearly all words of its claim, and no other relation."""
    near = bool(match.coverage.scores) and match.coverage.scores[0] >= _SAME_WORDS
    return near and not relation_differences(match)


__all__ = ["not_shown", "relation_differences", "relation_doubt", "says_the_same"]
