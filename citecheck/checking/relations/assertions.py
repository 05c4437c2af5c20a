"""Compare whether it is denied, and how sure it is: may, will, must, planned, done."""

from __future__ import annotations

import re

from citecheck.checking.negation_words import DENYING, DENYING_PREFIX
from citecheck.checking.passages.terms import is_irregular, stem
from citecheck.checking.relations import words as lists
from citecheck.checking.relations.clauses import SentenceReading
from citecheck.checking.relations.model import AGREES, Compared, Difference
from citecheck.checking.relations.sentence import Word, once, once_a_pair

_STRENGTH = {
    "doubted": 0,
    "possible": 1,
    "planned": 2,
    "would": 2,
    "advised": 3,
    "expected": 4,
    "required": 5,
    "stated": 6,
}


def _is_limited_and_denied(claim: SentenceReading, source: SentenceReading) -> bool:
    """Whether `claim` has a condition where `source` denies twice: "only if they paid", "who have not paid may not"."""
    denials = sum(1 for word in source.words if word.folded in lists.NEVER)
    return denials > 1 and lists.ANY_LIMIT.search(claim.text) is not None


@once_a_pair
def polarity(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare whether `claim` and `source`, a sentence of the source, deny what they say.

    None if their predicates do not show it.
    """
    agreed: Compared = missing_object(claim, source)
    if agreed is not None:
        return agreed
    if _is_said_outright(claim, source):
        return AGREES
    if _is_limited_and_denied(claim, source):
        return None
    pairs = [*_predicates(claim, source), *_complements(claim, source)]
    same = {claim.words[at].stem for at, there in pairs if bool(claim.is_denied(at)) == bool(source.is_denied(there))}
    for at, there in pairs:
        mine, theirs = claim.is_denied(at), source.is_denied(there)
        if claim.words[at].stem in same:
            agreed = AGREES
        elif _of_others(claim, at, source, there):
            continue
        elif theirs:
            return Difference(
                "negation",
                f"the source has the negation “{theirs}”, the claim does not",
                sure=not any(one.folded in lists.NEVER for one in claim.words),
            )
        elif mine and not lists.EXCEPTION.search(source.text):
            return Difference(
                "negation",
                f"the claim has the negation “{mine}”, the source does not",
                sure=not _denies_otherwise(source) and lists.NO_OTHER.search(claim.text) is None,
            )
    return agreed


@once_a_pair
def missing_object(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Return that `source` has "no" before a noun that `claim` has without it; None if it does not.

    "No mill is taller than this one" denies no mill: it sets one above the others.
    """
    if lists.NO_OTHER.search(source.text):
        return None
    for at, word in enumerate(source.words[:-1]):
        noun = source.words[at + 1]
        if word.folded != "no" or noun.folded in lists.NOT_NEGATING or not noun.is_content:
            continue
        if (at and source.words[at - 1].folded == "or") or len(source.places(noun.stem)) > 1:
            continue
        for here in claim.places(noun.stem):
            before = claim.words[max(0, here - 3) : here]
            if not any(one.folded in lists.NEVER for one in before) and not claim.is_denied(here):
                return Difference("negation", f"the source says “{word.text} {noun.text}”", sure=True)
    return None


def _of_others(claim: SentenceReading, at: int, source: SentenceReading, there: int) -> bool:
    """Whether the two have the verb in one voice, and each of another subject: "no deaths were observed"."""
    if claim.is_passive(at) != source.is_passive(there):
        return False
    mine, theirs = claim.subject(at), source.subject(there)
    return bool(mine and theirs and not mine & theirs)


def _denies_otherwise(sentence: SentenceReading) -> bool:
    """Whether any word of `sentence` may deny: "absent", "unable", "only"."""
    denying = NEGATIVE | lists.FAILING | lists.NEVER
    return any(
        word.stem in denying or word.folded in denying or DENYING_START.match(word.folded) for word in sentence.words
    )


DENYING_START = re.compile(DENYING_PREFIX)
NEGATIVE = frozenset(stem(word) for word in DENYING)


@once_a_pair
def _is_said_outright(claim: SentenceReading, source: SentenceReading) -> bool:
    """Whether the source has a verb of the claim twice: once denied or unsure, and once as the claim has it."""
    for at, there in _predicates(claim, source):
        if claim.certainty(at) != "stated" or claim.is_denied(at):
            continue
        again = [
            index
            for index in source.places(claim.words[at].stem)
            if index != there and source.words[index].folded == claim.words[at].folded
        ]
        if any(source.certainty(index) == "stated" and not source.is_denied(index) for index in again):
            return True
    return False


@once_a_pair
def _predicates(claim: SentenceReading, source: SentenceReading) -> list[tuple[int, int]]:
    """Return pairs of places of one verb: verbs of acts, and words behind an auxiliary or a word that denies."""
    pairs = []
    for at, word in enumerate(claim.words):
        if not word.is_content or word.stem in lists.FAILING or word.stem in lists.PLANS or word.text[:1].isupper():
            continue
        bare = at > 0 and claim.words[at - 1].folded not in _DETERMINERS
        for there in source.places(word.stem):
            verbs = _is_verb(claim, at), _is_verb(source, there)
            helped = (_has_helper(claim, at) and _is_free(source, there)) or (
                _has_helper(source, there) and _is_free(claim, at)
            )
            if all(verbs) or helped or (any(verbs) and bare and _may_be_verb(claim, source, at, there)):
                pairs.append((at, there))
    return pairs


@once
def _has_helper(sentence: SentenceReading, at: int) -> bool:
    """Whether "do not", "did not" or "to" with its negation stands right before the word at `at`: it is a verb."""
    before = sentence.folded(max(0, at - 2), at)
    return bool(before) and before[-1] in ("not", "never") and before[0] in _HELPERS | {"not", "never"}


@once
def _is_free(sentence: SentenceReading, at: int) -> bool:
    """Whether no article and no preposition shows that the word at `at` is a noun."""
    return at > 0 and sentence.words[at - 1].folded not in _DETERMINERS | lists.PREPOSITIONS - {"to"}


_HELPERS = lists.AUXILIARIES - lists.BEING | {"to"}


@once_a_pair
def _complements(claim: SentenceReading, source: SentenceReading) -> list[tuple[int, int]]:
    """Return pairs of places of "be" before one complement: "could have been a source" and "was a source"."""
    pairs = []
    for at, word in enumerate(claim.words):
        past = word.folded.endswith("ed") or is_irregular(word.folded)  # a participle is a predicate itself
        if past or not word.is_content or (own := _be_before(claim, at)) is None:
            continue
        pairs += [
            (own, other) for there in source.places(word.stem) if (other := _be_before(source, there)) is not None
        ]
    return pairs


@once
def _be_before(sentence: SentenceReading, at: int) -> int | None:
    """Return the place of the form of "be" of which the word at `at` is the complement; None if it is none."""
    for index in range(at - 1, max(-1, at - _COMPLEMENT), -1):
        word = sentence.words[index]
        if sentence.words[index + 1].parted or word.folded in lists.PREPOSITIONS:
            return None
        if word.folded in lists.BEING and not word.folded.startswith("ha"):
            return index
    return None


_COMPLEMENT = 4  # words from the noun of a complement back to its "be": "was a likely source" (judgement)


@once
def _is_verb(sentence: SentenceReading, at: int) -> bool:
    """Whether the word at `at` is used as a verb, as far as the words before it show."""
    word = sentence.words[at]
    before = sentence.words[at - 1].folded if at else ""
    if not at or before in _DETERMINERS:
        return False
    if word.folded.endswith("ing") and at and sentence.words[at - 1].stem in lists.PLANS:
        return True
    if word.stem in lists.ACTS or word.folded.endswith("ed") or before == "to":
        return True
    index = at - 1
    while index > 0 and (sentence.words[index].folded in lists.NEVER or sentence.words[index].folded.endswith("ly")):
        index -= 1
    led = sentence.words[index]
    return led.folded in lists.AUXILIARIES or led.folded.endswith(("n't", "n’t")) or index < at - 1


def _may_be_verb(claim: SentenceReading, source: SentenceReading, at: int, there: int) -> bool:
    """Whether a word that is a verb in one of the two may be one in the other: a content word of both is before it."""
    is_known = claim.words[at - 1].stem in source.stems or source.words[0].folded in lists.PRONOUNS
    return claim.words[at - 1].is_content and there > 0 and is_known


_DETERMINERS = frozenset(
    ["the", "a", "an", "of", "its", "his", "her", "their", "our", "no", "this", "that", "these", "those", "some", "any"]
)


@once_a_pair
def certainty(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare how sure `claim` and `source`, a sentence of the source, are: may, will, must, planned, done.

    None if they share no predicate that shows it. A source that is surer than the claim is no difference.
    """
    if _is_said_outright(claim, source):
        return AGREES
    agreed: Compared = None
    weaker: Difference | None = None
    for at, there in (*_predicates(claim, source), *_complements(claim, source)):
        mine, theirs = claim.certainty(at), source.certainty(there)
        if "open" in (mine, theirs):
            continue
        if mine == theirs or _is_alike(mine, theirs, claim.words[at]):
            agreed = AGREES
            continue
        if _STRENGTH[theirs] > _STRENGTH[mine] and not (theirs == "required" and mine in ("possible", "advised")):
            continue
        words = {"possible": "may", "planned": "is only planned", "doubted": "is only alleged", "would": "would"}
        said = words.get(theirs, theirs)
        weak = ("possible", "planned", "would") if _HAS_CONDITION.search(source.text) else ("possible", "planned")
        is_weak = _STRENGTH[theirs] < _STRENGTH[mine] and theirs in weak and not _HAS_CONDITION.search(claim.text)
        sure = is_weak and mine in ("stated", "required")
        if sure and mine == "required":
            return Difference("certainty", f"the source says “{words[theirs]}” where the claim says “must”", sure=True)
        reason = f"the source is less sure (“{said}”) than the claim"
        if theirs == "required":
            softer = "may" if mine == "possible" else "should"
            reason = f"the source says that it must be, but the claim says that it {softer} be"
            sure = mine == "possible" and not _is_granted(claim, at)
        weaker = weaker or Difference("certainty", reason, sure=sure)
    return agreed or weaker


def _is_granted(sentence: SentenceReading, at: int) -> bool:
    """Whether the words before the verb at `at` say "can", which what must be also can."""
    return "can" in sentence.folded(max(0, at - 4), at)


_HAS_CONDITION = re.compile(r"\b(?:if|unless|were\s+to|should)\b", re.IGNORECASE)


def _is_alike(mine: str, theirs: str, word: Word) -> bool:
    """Whether two degrees of certainty say nearly the same: "will enter" and "enters", "would" and "will"."""
    pair = {mine, theirs}
    if pair in ({"expected", "planned"}, {"expected", "would"}, {"would", "planned"}, {"required", "expected"}):
        return True
    present = word.folded.endswith("s") and not word.folded.endswith("ss") and word.folded != "was"
    return pair in ({"expected", "stated"}, {"planned", "stated"}) and present


__all__ = ["certainty", "missing_object", "polarity"]
