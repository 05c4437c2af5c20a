"""Compare who does it, to whom, and who says it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citecheck.checking.relations import words as lists
from citecheck.checking.relations.clauses import SentenceReading
from citecheck.checking.relations.converses import converses
from citecheck.checking.relations.degrees import degrees
from citecheck.checking.relations.model import AGREES, Compared, Difference
from citecheck.checking.relations.order import order
from citecheck.checking.relations.pivots import turned_round
from citecheck.checking.relations.places import phrase_behind, places
from citecheck.checking.relations.sentence import content, once_a_pair
from citecheck.checking.relations.speakers import belief_of, speaker_of

_NO_ROLES = lists.SYMMETRIC | lists.SAYING
"""Verbs of what two sides do together, and of saying, whose speaker `speaker` compares."""


@once_a_pair
def roles(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare who acts on whom in `claim` and in `source`, a sentence of the source; None if it does not show."""
    if (same := converses(claim, source)) == AGREES:
        return AGREES
    compared = (_agents, degrees, places) if order(claim, source) else (_agents, degrees, places, turned_round)
    found = [same, *(compare(claim, source) for compare in compared)]
    told = next((one for one in found if isinstance(one, Difference)), None)
    return told or next((one for one in found if one is not None), None)


def _agents(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare who does what both have as a verb."""
    agreed: Compared = None
    for here, there in _acts(claim, source):
        mine, theirs = claim.agent(here), source.agent(there)
        if not mine or not theirs:
            continue
        only_mine, only_theirs = mine - theirs, theirs - mine
        if not only_mine or not only_theirs:
            agreed = AGREES
            continue
        if only_mine <= phrase_behind(source, "with") and only_theirs <= phrase_behind(claim, "with"):
            agreed = AGREES  # "Klara danced with Tomas"
            continue
        met = only_theirs & claim.others(here)
        is_met = only_mine <= source.others(there) or _has_pronoun(source, there)
        if is_met and 2 * len(met) >= len(only_theirs):
            who = " ".join(word.text for word in source.words if word.stem in only_theirs)
            return Difference("roles", f"the source names “{who}” as the one who acts", sure=True)
    return agreed


def _has_pronoun(sentence: SentenceReading, at: int) -> bool:
    """Whether a pronoun for a person stands before the verb at `at`, or right behind it."""
    return any(word.folded in _PERSONS for word in (*sentence.words[:at], *sentence.words[at + 1 : at + 3]))


_PERSONS = frozenset(("he", "she", "they", "him", "her", "them"))


def other_agent(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Difference | None:
    """Return that others do what `claim` says, by every sentence of the source in `sources` that says who does it.

    None where a sentence names the claim's own, or nobody, or where no sentence has the claim's own at all.
    """
    known = frozenset().union(*(source.stems for source in sources))
    told: Difference | None = None
    for source in sources:
        for here, there in _acts(claim, source):
            mine, theirs = claim.agent(here), source.agent(there)
            if not theirs or not mine <= known:
                continue
            if not mine - theirs or not theirs - mine or not _names(claim, mine - theirs):
                other = _other_patient(claim, here, source, there, known)
                if other is None:
                    return None
                told = told or other
                continue
            who = " ".join(word.text for word in source.words if word.stem in theirs - mine)
            told = told or Difference("roles", f"the source names “{who}” as the one who acts", sure=False)
    return told


def _other_patient(
    claim: SentenceReading, here: int, source: SentenceReading, there: int, known: frozenset[str]
) -> Difference | None:
    """Return that the same one does it to another: "the Upper Lock was rebuilt by Lee", "the Lower Lock" by Lee."""
    if not (claim.is_passive(here) and source.is_passive(there)):
        return None
    mine, theirs = claim.subject(here), source.subject(there)
    only_mine, only_theirs = mine - theirs, theirs - mine
    named = [_has_capital(one, stems) for one, stems in ((claim, only_mine), (source, only_theirs))]
    if not all(named) or not only_mine or not only_theirs or not only_mine <= known:
        return None
    who = " ".join(word.text for word in source.words if word.stem in only_theirs)
    return Difference("roles", f"the source says it of “{who}”", sure=False)


def _has_capital(sentence: SentenceReading, stems: frozenset[str]) -> bool:
    return any(word.stem in stems and word.text[:1].isupper() for word in sentence.words)


def _names(sentence: SentenceReading, stems: frozenset[str]) -> bool:
    """Whether one of `stems` is that of a name, or of a noun that begins the sentence."""
    return any(word.stem in stems and word.text[:1].isupper() for word in sentence.words) or bool(
        sentence.words and any(word.stem in stems for word in sentence.words[:3])
    )


@once_a_pair
def _acts(claim: SentenceReading, source: SentenceReading) -> list[tuple[int, int]]:
    """Return where the two have the same verb: pairs of places. What two sides do together has no roles."""
    shared = [
        (at, word.stem)
        for at, word in enumerate(claim.words)
        if word.is_content and word.stem not in _NO_ROLES and claim.is_act(at) and not _follows_a_quotation(claim, at)
    ]
    found = [
        (at, there)
        for at, term in shared
        for there in source.places(term)
        if source.is_act(there) and not _follows_a_quotation(source, there)
    ]
    return [
        (at, there)
        for at, there in found
        if claim.words[at].stem in lists.ACTS or not (_may_be_adjective(claim, at) and _may_be_adjective(source, there))
    ]


def _follows_a_quotation(sentence: SentenceReading, at: int) -> bool:
    """Whether a verb stands right behind a quotation, so that its subject may follow it: "…,” asked the miller"."""
    before = sentence.text[sentence.words[at - 1].end if at else 0 : sentence.words[at].start]
    return any(mark in before for mark in '"”’»“')


def _may_be_adjective(sentence: SentenceReading, at: int) -> bool:
    """Whether a noun follows without an article, and no auxiliary is before: "form elongated needles"."""
    behind = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    plain = behind is not None and behind.is_content and behind.text[:1].islower() and not behind.parted
    is_act = behind is not None and behind.folded.endswith("ing")  # "reported seeing two men"
    return plain and not is_act and sentence.words[at - 1].folded not in lists.AUXILIARIES


def speaker(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare who says `claim` and who says `source`, a sentence of the source; None if one of them names nobody."""
    mine, theirs = speaker_of(claim), speaker_of(source)
    if mine is None and (believed := belief_of(source)) and not belief_of(claim):
        return Difference("speaker", f"the source says only what “{believed}” holds", sure=False)
    if mine is None or theirs is None:
        return None
    named = bool(mine.names and theirs.names)
    if mine.names & theirs.names or (not named and mine.stems & theirs.stems):
        return AGREES
    elsewhere = mine.stems <= source.stems and not (mine.names and theirs.names and not _says_so_too(source))
    elsewhere = elsewhere and not _CONTRAST.search(source.text)
    offices = not mine.names and bool(theirs.stems - theirs.names)
    reason = f"the source attributes it to “{theirs.text}”, the claim to “{mine.text}”"
    return Difference("speaker", reason, sure=(bool(mine.names) == bool(theirs.names) or offices) and not elsewhere)


_CONTRAST = re.compile(r"\b(?:whereas|while|by\s+contrast|in\s+contrast|on\s+the\s+other\s+hand)\b", re.IGNORECASE)


def said_by_another(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare who says it where `source` has nearly all that `claim` has said, and perhaps not its speaker."""
    mine = speaker_of(claim)
    if mine is None:
        return None
    said = content(claim.words) - mine.stems - lists.CLAIMING
    known = len(said & source.stems) + any(word.folded in _THINGS for word in source.words)
    if len(said) < _LEAST_SAID or known < _MOST_SAID * len(said):
        return None
    return speaker(claim, source)


_LEAST_SAID = 2  # content words of what is said from which its sentence is known again (judgement)
_THINGS = frozenset(("it", "they", "them"))
"""Pronouns that may stand for one of the claim's words: "critics said that it would flood"."""
_MOST_SAID = 0.8  # share of them that the sentence has (judgement)


def _says_so_too(source: SentenceReading) -> bool:
    """Whether a sentence may say of a second speaker that he says the same."""
    return any(word.folded in _TOO for word in source.words)


_TOO = frozenset(("and", "also", "too", "agreed", "agrees", "like", "so", "both", "with", "told"))

__all__ = ["other_agent", "roles", "said_by_another", "speaker"]
