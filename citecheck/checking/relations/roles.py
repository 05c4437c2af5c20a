"""Compare who does it, to whom, and who says it."""

from __future__ import annotations

from citecheck.checking.passages.terms import stem
from citecheck.checking.relations import words as lists
from citecheck.checking.relations.clauses import SentenceReading, Word, content
from citecheck.checking.relations.model import AGREES, Compared, Difference
from citecheck.checking.relations.speakers import speaker_of


def roles(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare who acts on whom in `claim` and in `source`, a sentence of the source; None if it does not show."""
    agreed: Compared = None
    for here, there in _acts(claim, source):
        mine, theirs = claim.agent(here), source.agent(there)
        if not mine or not theirs:
            continue
        only_mine, only_theirs = mine - theirs, theirs - mine
        if not only_mine or not only_theirs:
            agreed = AGREES
            continue
        if only_mine <= source.others(there) and only_theirs <= claim.others(here):
            who = " ".join(word.text for word in source.words if word.stem in only_theirs)
            return Difference("roles", f"the source names “{who}” as the one who acts", sure=True)
    return agreed or _degrees(claim, source)


def _acts(claim: SentenceReading, source: SentenceReading) -> list[tuple[int, int]]:
    """Return where the two have the same verb: pairs of places."""
    shared = [(at, word.stem) for at, word in enumerate(claim.words) if word.stem in lists.ACTS and claim.is_act(at)]
    return [(at, there) for at, term in shared for there in source.places(term) if source.is_act(there)]


def _degrees(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare the two sides of "deeper than"."""
    here, there = (_than(one) for one in (claim, source))
    if here is None or there is None:
        return None
    turned = lists.OPPOSITE_DEGREES.get(stem(here[0])) == stem(there[0])
    if not turned and stem(here[0]) != stem(there[0]):
        return None
    (_, left, right), (_, other_left, other_right) = here, there
    if turned:
        other_left, other_right = other_right, other_left
    only_left, only_other = left - other_left, other_left - left
    if not only_left or not only_other:
        return AGREES
    if only_left <= other_right and only_other <= right:
        return Difference("roles", "the source has the two sides of the comparison exchanged", sure=True)
    return None


def _than(sentence: SentenceReading) -> tuple[str, frozenset[str], frozenset[str]] | None:
    """Return a comparative before "than", and the content stems before and behind; None if there is none."""
    for at, word in enumerate(sentence.words):
        if word.folded != "than" or not at:
            continue
        degree = next(
            (index for index in range(at - 1, max(-1, at - 5), -1) if _is_degree(sentence.words[index])), None
        )
        if degree is None:
            return None
        return sentence.words[degree].folded, content(sentence.words[:degree]), content(sentence.words[at + 1 :])
    return None


def _is_degree(word: Word) -> bool:
    return word.folded in ("more", "less", "fewer", "better", "worse") or (
        word.folded.endswith("er") and len(word.folded) > 4
    )


def speaker(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare who says `claim` and who says `source`, a sentence of the source; None if one of them names nobody."""
    mine, theirs = speaker_of(claim), speaker_of(source)
    if mine is None or theirs is None:
        return None
    named = bool(mine.names and theirs.names)
    if mine.names & theirs.names or (not named and mine.stems & theirs.stems):
        return AGREES
    elsewhere = mine.stems <= source.stems  # it may say so too
    reason = f"the source attributes it to “{theirs.text}”, the claim to “{mine.text}”"
    return Difference("speaker", reason, sure=bool(mine.names) == bool(theirs.names) and not elsewhere)


__all__ = ["roles", "speaker"]
