"""The rules that say whether a second opinion counts, and what becomes of it; `reports.rules` explains every rule.

The first rule that applies decides. The rules of `UNASKED_RULES` come first, then those of `VOID_RULES`: where one of
them applies, the first verdict stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from citecheck.checking.facts.model import UNSAID, FactComparison, Name
from citecheck.checking.passages.retrieval import find_terms
from citecheck.checking.passages.terms import words as words_of
from citecheck.judges.addressed import addresses_a_model
from citecheck.judges.model import CARRIED, NoOpinion, Opinion, Question, Reply, Silence
from citecheck.judges.places import FEWEST, Found
from citecheck.rules import RuleTable
from reports.model import Band, Check, Outcome


@dataclass(frozen=True, eq=False)
class OpinionCase:
    """A first verdict, the reply to the question about it, and what our own search finds of the reply.

    `found` are the places of the passages that the reply names; None where one stands in no source. `is_error` says
    that the first verdict makes an error, which the second opinion was asked to confirm.
    """

    first: Check
    question: Question
    reply: Reply
    found: Sequence[Found | None] = ()
    is_error: bool = False

    @property
    def opinion(self) -> Opinion:
        """The opinion. Only the rules behind those on silence ask for it."""
        assert isinstance(self.reply, Opinion)
        return self.reply

    @property
    def supports(self) -> bool:
        """Whether the second opinion is that the sources say all of the claim."""
        return isinstance(self.reply, Opinion) and self.reply.outcome is Outcome.SUPPORTED

    @property
    def may_support(self) -> bool:
        """Whether an opinion that supports the claim could change anything: an error is asked about in any case."""
        return self.is_error or self.first.outcome is Outcome.SUPPORTED

    @property
    def places(self) -> list[Found]:
        """The passages that stand in a source."""
        return [one for one in self.found if one is not None]

    @cached_property
    def carried(self) -> float:
        """The share (0..1) of the claim's weight in the sentences of the passages."""
        weights = self.question.match.claim.query.weights
        total = sum(weights.values())
        best: dict[str, float] = {}
        for place in self.places:
            hits = find_terms(self.question.match.claim.query, self.question.parts[place.source][1])
            for term, where in hits.items():
                for sentence in place.sentences:
                    best[term] = max(best.get(term, 0.0), where.get(sentence.index, 0.0))
        return sum(weights[term] * quality for term, quality in best.items()) / total if total else 0.0

    @property
    def conflicts(self) -> Sequence[FactComparison]:
        """The facts of the claim for which the sources give another value."""
        return self.question.match.conflicts

    @property
    def absent(self) -> list[FactComparison]:
        """The numbers and dates of the claim that no source gives."""
        facts = self.question.match.facts
        return [one for one in facts if one.relation in UNSAID and not isinstance(one.fact, Name)]


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a second opinion: whether it decides or disputes, and why, in words."""

    reason: str
    decides: bool = False
    disputes: bool = False


def _addressed(case: OpinionCase) -> Fate | None:
    sign = addresses_a_model("\n".join(stretch.text for stretch in case.question.stretches))
    sign = sign or ("an order or an address to its reader" if case.question.speaks else "")
    if not sign:
        return None
    return Fate(f"no second opinion was asked: a passage of the source speaks to the model that would read it ({sign})")


def _against_a_value(case: OpinionCase) -> Fate | None:
    if case.may_support or not case.conflicts:
        return None
    one = case.conflicts[0]
    return Fate(
        f"no second opinion was asked: the source has “{one.found}” where the claim has “{one.fact.text}”, so none "
        "could support the claim"
    )


def _without_a_value(case: OpinionCase) -> Fate | None:
    if case.may_support or not case.absent:
        return None
    return Fate(
        f"no second opinion was asked: “{case.absent[0].fact.text}” is nowhere in the source, so none could support "
        "the claim"
    )


UNASKED_RULES: RuleTable[OpinionCase, Fate] = RuleTable(
    "questions that are not asked",
    [
        ("support.opinion.source-addresses-model", _addressed),
        ("support.opinion.against-a-value", _against_a_value),
        ("support.opinion.without-a-value", _without_a_value),
    ],
)


def _no_answer(case: OpinionCase) -> Fate | None:
    return _silent(case, Silence.NO_ANSWER, "no second opinion came: ")


def _unreadable(case: OpinionCase) -> Fate | None:
    return _silent(case, Silence.UNREADABLE, "the second opinion cannot be read: ")


def _silent(case: OpinionCase, kind: Silence, beginning: str) -> Fate | None:
    reply = case.reply
    return Fate(beginning + reply.reason) if isinstance(reply, NoOpinion) and reply.kind is kind else None


def _passage_absent(case: OpinionCase) -> Fate | None:
    if not isinstance(case.reply, Opinion) or (case.found and None not in case.found):
        return None
    if not case.found:
        return Fate("the second opinion does not count: it names no passage of the source")
    return Fate(
        f"the second opinion does not count: a passage that it names is not in the source word for word, or has fewer "
        f"than {FEWEST} words"
    )


def _passage_beside(case: OpinionCase) -> Fate | None:
    """An outcome that rests on a passage about something else rests on nothing."""
    if not isinstance(case.reply, Opinion) or case.reply.outcome is Outcome.UNSUPPORTED or case.carried >= CARRIED:
        return None
    return Fate("the second opinion does not count: the passage that it names has too few words of the claim")


def _no_other_value(case: OpinionCase) -> Fate | None:
    """A contradiction shows what the source has instead; the claim's own words are none."""
    if not isinstance(case.reply, Opinion) or case.reply.outcome is not Outcome.CONTRADICTED:
        return None
    other = set(_plain(case.reply.other_value))
    said = {word for place in case.places for one in place.sentences for word in map(str.lower, one.words)}
    if other and other <= said and not other <= set(_plain(case.question.claim)):
        return None
    return Fate("the second opinion does not count: it names no words of its passage that differ from the claim's")


def _plain(text: str) -> list[str]:
    return [word.lower() for word in words_of(text)]


VOID_RULES: RuleTable[OpinionCase, Fate] = RuleTable(
    "second opinions that do not count",
    [
        ("support.opinion.no-answer", _no_answer),
        ("support.opinion.unreadable", _unreadable),
        ("support.opinion.passage-absent", _passage_absent),
        ("support.opinion.passage-beside", _passage_beside),
        ("support.opinion.no-other-value", _no_other_value),
    ],
)


def _confirms_error(case: OpinionCase) -> Fate | None:
    if not case.is_error or case.opinion.outcome is not Outcome.CONTRADICTED:
        return None
    return Fate("the second opinion agrees with the error")


def _disputes_error(case: OpinionCase) -> Fate | None:
    if not case.is_error:
        return None
    return Fate(f"the second opinion is “{case.opinion.outcome}”, so this is a warning", disputes=True)


def _agrees(case: OpinionCase) -> Fate | None:
    same = case.opinion.outcome is case.first.outcome
    return Fate("both judges give this outcome") if same else None


def _both_doubt(case: OpinionCase) -> Fate | None:
    """Where neither judge supports the claim, the first verdict is the better one: it names what differs."""
    if case.supports or case.first.outcome is Outcome.SUPPORTED:
        return None
    named = case.first.outcome is Outcome.CONTRADICTED or case.first.band is Band.CONFIDENT or case.conflicts
    return Fate(f"neither judge supports the claim; the second says “{case.opinion.outcome}”") if named else None


def _decides(case: OpinionCase) -> Fate | None:
    return Fate(f"the first judge was unsure, and the second says “{case.opinion.outcome}”", decides=True)


OPINION_RULES: RuleTable[OpinionCase, Fate] = RuleTable(
    "what becomes of a second opinion that counts",
    [
        ("support.opinion.confirms-error", _confirms_error),
        ("support.opinion.disputes-error", _disputes_error),
        ("support.opinion.agrees", _agrees),
        ("support.opinion.both-doubt", _both_doubt),
        ("support.opinion.decides", _decides),
    ],
)

__all__ = ["OPINION_RULES", "UNASKED_RULES", "VOID_RULES", "Fate", "OpinionCase"]
