"""A statement with a "not" on one side alone: the words are there, and say the contrary."""

from __future__ import annotations

import re

from citecheck.checking.passages.terms import fold, is_negation, stem, stop_words, tokens, word_set
from citecheck.checking.support.evidence import Evidence

_CARRIED = 0.8  # share of the claim's weight in one sentence from which the two are one statement
_REACH = 4  # words behind a negation, stop words but for the last, that it turns round
_PARTED = re.compile(r"[,;:()\[\]–—.!?\"“”]")
_NO_DENIAL = word_set("only just merely least longer fewer less more doubt")  # "not only", "no fewer than"
_BOUND = word_set("until till unless before except but")  # "not until May" says that it was, in May
_DENYING = frozenset(
    stem(word)
    for word in word_set(
        "fail refuse deny decline reject lack avoid prevent forbid ban prohibit stop cease end abandon cancel omit "
        "miss exclude absent absence unable impossible false few little rarely seldom only except rather instead "
        "despite yet remain less zero free inactive incapable incomplete ineligible insufficient invalid irregular"
    )
)  # words that say a "not" without it
_DENYING_START = re.compile(r"(?:un|dis|non)\w{4,}")


def turned_by(evidence: Evidence) -> str | None:
    """Return the negation by which the sentence that carries a claim says the contrary, as written; None without one.

    Only a negation that stands right before words of the claim, with nothing but stop words between, is meant.
    """
    wanted, carried = evidence.claim.wanted, evidence.carried
    if wanted.negated or not carried.sentences or carried.scores[0] < _CARRIED:
        return None
    sentence = carried.sentences[0]
    text = evidence.text.source.text[sentence.start : sentence.end]
    return _turning(text, frozenset(wanted.weights), evidence.text.language)


def added_by(evidence: Evidence) -> str | None:
    """Return the negation that a claim adds to the sentence that carries the rest of it, as written; None without one.

    The passages must hold no negation, and no word that may say one in another way ("refuses", "unable").
    """
    wanted, carried = evidence.claim.wanted, evidence.carried
    if not wanted.negated or not carried.sentences:
        return None
    if any(_may_deny(word, term) for s in carried.sentences for word, term in zip(s.words, s.stems, strict=True)):
        return None
    negations = {word.stem: word.weight for word in wanted.words if is_negation(fold(word.text))}
    rest = wanted.total - sum(negations.values())
    if carried.scores[0] * wanted.total < _CARRIED * rest or any(
        fold(word) in _BOUND for word, _, _ in tokens(wanted.text)
    ):
        return None
    return _turning(wanted.text, carried.sentences[0].terms, evidence.text.language)


def _may_deny(word: str, term: str) -> bool:
    folded = fold(word)
    return is_negation(folded) or term in _DENYING or bool(_DENYING_START.match(folded))


def _turning(text: str, terms: frozenset[str], language: str | None) -> str | None:
    """Return the first negation in `text` that stands before one of `terms`, with nothing but stop words between."""
    words = list(tokens(text))
    stops = stop_words(language)
    for index, (word, _, end) in enumerate(words):
        if not is_negation(fold(word)):
            continue
        for following, start, _ in words[index + 1 : index + 1 + _REACH]:
            if fold(following) in _NO_DENIAL or _PARTED.search(text, end, start):
                break
            if stem(following) in terms:
                return word
            if fold(following) not in stops:
                break
    return None


__all__ = ["added_by", "turned_by"]
