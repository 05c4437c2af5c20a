"""Compare whether it is denied, and how sure it is: may, will, must, planned, done."""

from __future__ import annotations

from citecheck.checking.relations import words as lists
from citecheck.checking.relations.clauses import SentenceReading, Word
from citecheck.checking.relations.model import AGREES, Compared, Difference

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


def polarity(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare whether `claim` and `source`, a sentence of the source, deny what they say.

    None if their predicates do not show it.
    """
    agreed: Compared = missing_object(claim, source)
    if agreed is not None:
        return agreed
    if _is_said_outright(claim, source):
        return AGREES
    for at, there in _predicates(claim, source):
        mine, theirs = claim.is_denied(at), source.is_denied(there)
        if bool(mine) == bool(theirs):
            agreed = AGREES
        elif theirs:
            return agreed or Difference(
                "negation", f"the source has the negation “{theirs}”, the claim does not", sure=True
            )
        elif mine and not lists.EXCEPTION.search(source.text):
            return agreed or Difference(
                "negation", f"the claim has the negation “{mine}”, the source does not", sure=False
            )
    return agreed


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


def _predicates(claim: SentenceReading, source: SentenceReading) -> list[tuple[int, int]]:
    """Return pairs of places of one verb: verbs of acts, and words behind an auxiliary or a word that denies."""
    pairs = []
    for at, word in enumerate(claim.words):
        if not word.is_content or word.stem in lists.FAILING or word.stem in lists.PLANS or word.text[:1].isupper():
            continue
        bare = at > 0 and claim.words[at - 1].folded not in _DETERMINERS
        for there in source.places(word.stem):
            verbs = _is_verb(claim, at), _is_verb(source, there)
            if all(verbs) or (any(verbs) and bare and _may_be_verb(claim, source, at, there)):
                pairs.append((at, there))
    return pairs


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


def certainty(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare how sure `claim` and `source`, a sentence of the source, are: may, will, must, planned, done.

    None if they share no predicate that shows it. A source that is surer than the claim is no difference.
    """
    if _is_said_outright(claim, source):
        return AGREES
    agreed: Compared = None
    weaker: Difference | None = None
    for at, there in _predicates(claim, source):
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
        is_weak = _STRENGTH[theirs] < _STRENGTH[mine] and theirs in ("possible", "planned")
        sure = is_weak and mine in ("stated", "required")
        if sure and mine == "required":
            return Difference("certainty", f"the source says “{words[theirs]}” where the claim says “must”", sure=True)
        reason = f"the source is less sure (“{said}”) than the claim"
        if theirs == "required":
            weak = "may" if mine == "possible" else "should"
            reason = f"the source says that it must be, but the claim says that it {weak} be"
        weaker = weaker or Difference("certainty", reason, sure=sure)
    return agreed or weaker


def _is_alike(mine: str, theirs: str, word: Word) -> bool:
    """Whether two degrees of certainty say nearly the same: "will enter" and "enters", "would" and "will"."""
    pair = {mine, theirs}
    if pair in ({"expected", "planned"}, {"expected", "would"}, {"would", "planned"}, {"required", "expected"}):
        return True
    present = word.folded.endswith("s") and not word.folded.endswith("ss")
    return pair in ({"expected", "stated"}, {"planned", "stated"}) and present


__all__ = ["certainty", "missing_object", "polarity"]
