"""Find words that deny, limit, require or hedge on one side alone: "has been asked to approve" beside "approved".

Only the parts of the source's sentence count that hold words of the claim, and a limit right beside such a part. The
words are data, English. What is found is a doubt: it says that the two may differ, not how.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from citecheck.checking.relations import words as lists
from citecheck.checking.relations.clauses import SentenceReading, read_sentence
from citecheck.checking.relations.model import Difference
from citecheck.checking.relations.sentence import OWNERS

_PART = re.compile(
    r"[,;:()–—]|\b(?:who|which|that|and|but|while|whereas|because|although|though|where|when|after|before)\b",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\W*(?:unless|except|only|provided|if|until|till|save|bar|barring|but\s+(?:only|not)|apart\s+from|other\s+than|excluding"
    r"|without|subject\s+to|(?:as|so)\s+long\s+as|on\s+condition|with\s+the\s+exception|instead|rather)\b",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(
    r"\b(?:not\s+(?:only|just|merely|un\w+|least)|no\s+(?:fewer|more|less|later|longer\s+than)|no\s+doubt"
    r"|is(?:n['’]t| not)\s+an?|cannot\s+but|never\s+before)\b",
    re.IGNORECASE,
)
"""Phrases with a negation that deny nothing of what follows, or compare it."""
_WORDS = {
    "denial": (
        r"not|never|no|none|nobody|nothing|neither|nor|hardly|barely|scarcely|rarely|seldom|yet\s+to|fail(?:s|ed|ing)?"
        r"|refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)\s+to|unable|lack(?:s|ed|ing)?|cannot|absent|unlikely|den(?:y|ies|ied|ying)"
        r"|far\s+from|too\s+\w+\s+to|contrary|rather\s+than|turned\s+down|reject(?:s|ed)?|without|fewer"
    ),
    "hedge": (
        r"(?-i:may)|might|could|possibl[ey]|perhaps|likely|unlikely|probabl[ey]|alleged(?:ly)?|reportedly|supposed(?:ly)?"
        r"|believed?|suspect(?:s|ed)?|rumou?red|would\s+have"
    ),
    "duty": (r"must|(?:has|have|had)\s+to|requir(?:e|es|ed|ing)|obliged?|needs?\s+to|mandatory|compulsory|shall"),
    "advice": (r"should|ought|recommend(?:s|ed)?|advised?|encouraged?"),
    "plan": (
        r"plan(?:s|ned|ning)?|(?:meant|supposed|designed)\s+to|propos(?:e|es|ed|ing|al)|intend(?:s|ed|ing)?|intention|set\s+to|hop(?:es?|ed|ing)\s+to|aim(?:s|ed)?"
        r"|seeks?|sought|want(?:s|ed)?\s+to|wish(?:es|ed)?\s+to|tr(?:y|ies|ied|ying)\s+to|attempt(?:s|ed|ing)?\s+to"
        r"|consider(?:s|ed|ing)?|promis(?:e|es|ed|ing)|pledg(?:e|es|ed|ing)|vow(?:s|ed)?|permission|agreed\s+to|decided\s+to"
        r"|asked|invited\s+to|ordered\s+to|urg(?:e|es|ed|ing)|bid\s+to|applied|application|talks|negotiat\w+"
    ),
    "limit": (
        r"only|solely|exclusively|sole|if|unless|provid(?:ed|ing)\s+that|(?:as|so)\s+long\s+as|until|subject\s+to"
        r"|in\s+the\s+event|when\s+and\s+only\s+when|even\s+if|regardless|except(?:ing)?|exceptions?|save|apart\s+from|other\s+than|bar|excluding|without|outside"
    ),
}
_OPERATORS = {
    kind: re.compile(rf"\b(?:{words})\b|n['’]t\b" if kind == "denial" else rf"\b(?:{words})\b", re.IGNORECASE)
    for kind, words in _WORDS.items()
}
_OPERATORS["chance"] = re.compile(r"\bcan\b", re.IGNORECASE)  # in a claim alone: it says what "may" says
_STANDS_FOR = {
    "denial": ("denial", "limit"),
    "hedge": ("hedge", "plan", "limit", "chance"),
    "duty": ("duty", "plan", "advice"),
    "advice": ("advice", "plan", "hedge"),
    "plan": ("plan", "hedge", "duty", "advice"),
    "limit": ("limit", "denial"),
}
"""For each kind, the kinds of which a word of the claim may say the same."""
_BOTH_WAYS = frozenset(("denial", "duty", "limit"))
"""Kinds of which a word counts in the claim alone too: a claim that is less sure than its source is right."""
_SHARED = 2  # words of the claim that make a part of the source's sentence count (judgement)


def unmatched(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Difference | None:
    """Return a word that denies, limits, requires or hedges in `claim` alone, or in every one of `sources` alone.

    `sources` are sentences of the source with nearly all words of the claim. None where one of them has what the claim
    has.
    """
    told = [_first(claim, source) for source in sources]
    return told[0] if told and all(told) else None


def _first(claim: SentenceReading, source: SentenceReading) -> Difference | None:
    there = _NO_DENIAL.sub(" ", _parts(claim, source))
    here, whole = _NO_DENIAL.sub(" ", claim.text), source.text
    for kind in _WORDS:
        pattern = _OPERATORS[kind]
        theirs = next((one for one in pattern.finditer(there) if _counts(claim, one[0], there[one.end() :])), None)
        if theirs is not None and not any(_OPERATORS[other].search(here) for other in _STANDS_FOR[kind]):
            return Difference("operator", f"the source has “{theirs[0]}”, the claim does not", sure=False)
        mine = pattern.search(here) if kind in _BOTH_WAYS else None
        if mine is not None and not any(_OPERATORS[other].search(whole) for other in _STANDS_FOR[kind]):
            return Difference("operator", f"the claim has “{mine[0]}”, the source does not", sure=False)
    return None


_KINDS = {"denial": "negation", "hedge": "certainty", "plan": "certainty"}
"""The kinds of words that contradict a claim without one, where they stand before a word of it; and their relation."""
_BETWEEN = 3  # words between such a word and the word of the claim: "may well have been" (judgement)
_FILLERS = lists.AUXILIARIES | {"to", "the", "a", "an", "well", "also", "it", "its", "their", "his", "her", "for"}


def governed(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Difference | None:
    """Return a word of `sources` that denies or hedges the word of `claim` right behind it, where the claim states it.

    `sources` are sentences of the source with nearly all words of the claim. None where the claim has any such word.
    """
    if any(pattern.search(claim.text) for pattern in _OPERATORS.values()) or not sources:
        return None
    told = [_before_a_shared_word(claim, source) for source in sources]
    return told[0] if all(told) else None


def _before_a_shared_word(claim: SentenceReading, source: SentenceReading) -> Difference | None:
    if any(word.stem in lists.FULFILLING for word in source.words):
        return None
    text = _NO_DENIAL.sub(lambda found: " " * len(found[0]), source.text)
    for kind, relation in _KINDS.items():
        for found in _OPERATORS[kind].finditer(text):
            if found[0] == "May":
                continue
            behind = [word for word in source.words if word.start >= found.end()][: _BETWEEN + 1]
            for word in behind:
                if word.parted or (word.folded not in _FILLERS and not word.is_adverb and word.stem not in claim.stems):
                    break
                if _WEAK.fullmatch(found[0]):
                    break
                if word.is_content and not word.is_adverb and _is_stated(claim, word.stem):
                    if _of_others(claim, source, source.words.index(word)):
                        break
                    reason = f"the source has “{found[0]} … {word.text}”, the claim states it"
                    return Difference(relation, reason, sure=True)
    return None


_WEAK = re.compile(r"without|fewer|rather\s+than|lack\w*|contrary|no|none|little|unlikely", re.IGNORECASE)
"""Words that deny a noun, or turn to another: they say nothing sure of the verb behind them."""


def _of_others(claim: SentenceReading, source: SentenceReading, there: int) -> bool:
    """Whether the source has the verb at `there` of another subject, or also elsewhere."""
    term = source.words[there].stem
    if len(source.places(term)) > 1:
        return True
    theirs = source.subject(there)
    mine = [claim.subject(at) for at in claim.places(term)]
    return bool(theirs) and all(one and not one & theirs for one in mine)


def _is_stated(claim: SentenceReading, term: str) -> bool:
    """Whether every word of `claim` with the stem `term` is a verb that is no infinitive."""
    places = claim.places(term)
    if not all(claim.is_act(at) for at in places):
        return False
    return bool(places) and all(
        at > 0
        and claim.words[at - 1].folded not in lists.PREPOSITIONS | OWNERS
        and claim.words[at - 1].is_content | (claim.words[at - 1].folded in lists.AUXILIARIES)
        for at in places
    )


def _counts(claim: SentenceReading, word: str, behind: str) -> bool:
    """Whether a word of the source counts: it is no month, and no "only" before words that the claim has."""
    if word == "May":
        return False
    if not word.casefold().startswith("only"):
        return True
    limited = [one.stem for one in read_sentence(behind[:80]).words if one.is_content][:2]
    return not limited or any(stem not in claim.stems for stem in limited)


def _parts(claim: SentenceReading, source: SentenceReading) -> str:
    """Return the parts of the source's sentence that hold words of the claim, with the limits right beside them."""
    cuts = sorted({0, *(found.start() for found in _PART.finditer(source.text)), len(source.text)})
    spans = list(pairwise(cuts))
    kept = [_holds(claim, source, start, end) for start, end in spans]
    found = []
    for index, (start, end) in enumerate(spans):
        beside = any(kept[max(0, index - 1) : index + 2])
        if kept[index] or (beside and _LIMIT.match(source.text, start, end)):
            found.append(source.text[start:end])
    return " ".join(found)


def _holds(claim: SentenceReading, source: SentenceReading, start: int, end: int) -> bool:
    words = [word for word in source.words if start <= word.start < end and word.is_content]
    shared = sum(word.stem in claim.stems for word in words)
    return shared >= _SHARED or 0 < len(words) <= 2 * shared


__all__ = ["governed", "unmatched"]
