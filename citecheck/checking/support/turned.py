"""A statement that the source makes with a "not" and the claim without: the words are there, and say the contrary."""

from __future__ import annotations

import re

from citecheck.checking.passages.terms import fold, is_negation, stem, stop_words, tokens, word_set
from citecheck.checking.support.evidence import Evidence

_CARRIED = 0.8  # share of the claim's weight in one sentence from which the two are one statement
_REACH = 4  # words behind a negation, stop words but for the last, that it turns round
_PARTED = re.compile(r"[,;:()\[\]–—.!?\"“”]")
_NO_DENIAL = word_set("only just merely least longer fewer less more doubt")  # "not only", "no fewer than"


def turned_by(evidence: Evidence) -> str | None:
    """Return the negation by which the sentence that carries a claim says the contrary, as written; None without one.

    Only a negation that stands right before words of the claim, with nothing but stop words between, is meant.
    """
    wanted, carried = evidence.claim.wanted, evidence.carried
    if wanted.negated or not carried.sentences or carried.scores[0] < _CARRIED:
        return None
    sentence = carried.sentences[0]
    text = evidence.text.source.text[sentence.start : sentence.end]
    words = list(tokens(text))
    stops = stop_words(evidence.text.language)
    for index, (word, _, end) in enumerate(words):
        if not is_negation(fold(word)):
            continue
        for following, start, _ in words[index + 1 : index + 1 + _REACH]:
            if fold(following) in _NO_DENIAL or _PARTED.search(text, end, start):
                break
            if stem(following) in wanted.weights:
                return word
            if fold(following) not in stops:
                break
    return None


__all__ = ["turned_by"]
