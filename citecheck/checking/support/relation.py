"""Relations of a claim, such as who did what to whom, beside those of its passages."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter

from citecheck.checking.passages.model import PreparedText, SourceSentence
from citecheck.checking.passages.terms import stem, tokens
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
from citecheck.checking.relations.pronouns import resolved
from citecheck.checking.relations.unproven import unproven
from citecheck.checking.support.model import ClaimMatch

_MOST_WORDS = 0.6  # the same for relations by which a word of the claim is another one (judgement)
_HALF = 0.5  # the same for the limits of one number (judgement)
_SOME_WORDS = 0.15  # share from which a sentence may show that a claim's words belong to others (judgement)
_BACK = 2  # sentences before a pronoun in which it is searched what it stands for (judgement)
_SAME_WORDS = 0.75  # share of the claim's weight in one sentence from which its relations are compared (judgement)


def relation_differences(match: ClaimMatch) -> dict[str, Difference]:
    """Return what the passages of `match` that have nearly all words of its claim say in another relation, by its kind.

    Where one of them is sure, those that are in doubt are left out. Empty if the text is known to be in another
    language than English.
    """
    if match.text.language not in (None, "en"):
        return {}
    text = match.claim.query.text
    changed = differences(text, _passages(match, _MOST_WORDS), CHANGED_WORDS)
    if "code" in changed and all(code in match.text.source.text for code in codes_in(text).values()):
        changed["code"] = replace(changed["code"], sure=False)  # the source says more of the claimed one elsewhere
    changed = differences(text, _passages(match, _HALF), frozenset({"quantity"})) | changed
    said = differences(text, _passages(match, _SOME_WORDS), frozenset({SAID}))
    found = changed | differences(text, _passages(match, _SAME_WORDS))
    operator = governing_operator(text, _passages(match, _SAME_WORDS))
    if operator is not None and not (operator.kind in found and found[operator.kind].sure):
        found[operator.kind] = operator
    found = found if SAID not in said else {"speaker": said[SAID]} | found
    sure = {kind: one for kind, one in found.items() if one.sure}
    return sure or found


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
    text = match.claim.query.text
    agreed = [(found.fact.start, found.fact.end) for found in match.facts if found.relation.agrees]
    quoted = [(text.find(quote), len(quote)) for quote in match.claim.context.quotes]  # they are searched by themselves
    agreed += [(start, start + length) for start, length in quoted if start >= 0]
    return unproven(text, _passages(match, _SOME_WORDS), agreed, match.text.postings)


def _passages(match: ClaimMatch, least: float) -> list[str]:
    """Return the sentences of the passages that have at least the share `least` of the claim's weight.

    A pronoun that begins a sentence is read as the subject of the sentence before it, which then counts too.
    """
    weights, total = match.claim.query.weights, match.claim.query.total
    found = []
    for sentence, share in zip(match.coverage.sentences, match.coverage.scores, strict=True):
        said = _resolved(match.text, sentence)
        added = (stem(word) for word, _, _ in tokens(said)) if said != match.text.text_of(sentence) else ()
        share += sum(weights.get(term, 0.0) for term in {*added} - sentence.terms) / (total or 1.0)
        if share >= least:
            found.append((share, said))
    return [said for _, said in sorted(found, key=itemgetter(0), reverse=True)]


def _resolved(text: PreparedText, sentence: SourceSentence) -> str:
    """Return `sentence` of `text` with its first pronoun replaced by what it stands for, up to two sentences back."""
    known: dict[int, str] = text.memory.setdefault("resolved", {})
    if sentence.index not in known:
        read = ""
        for one in text.sentences[max(0, sentence.index - _BACK) : sentence.index + 1]:
            said = text.text_of(one)
            read = resolved(said, read) if read and one.kind == sentence.kind else said
        known[sentence.index] = read
    return known[sentence.index]


def says_the_same(match: ClaimMatch) -> bool:
    """Return whether a sentence of the text of `match` has nearly all words of its claim, and no other relation."""
    near = bool(match.coverage.scores) and match.coverage.scores[0] >= _SAME_WORDS
    return near and not relation_differences(match)


__all__ = ["not_shown", "relation_differences", "relation_doubt", "says_the_same"]
