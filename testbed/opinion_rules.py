"""Run the cases of the rule book about second opinions, with an adviser that says what the case says."""

from __future__ import annotations

from collections.abc import Mapping

from citecheck.checking.support import LexicalJudge
from citecheck.judges.calibration import of_family
from citecheck.judges.model import NoOpinion, Opinion, Question, Reply, Silence
from citecheck.judges.second import SecondOpinionJudge
from citecheck.model import ClaimContext, JudgedSource, SourceText
from citecheck.settings.opinion import OpinionSettings
from reports.model import Extent, Outcome, SecondOpinion
from testbed.rest_of_page import page

_SILENT = {"none comes": Silence.NO_ANSWER, "not readable": Silence.UNREADABLE}


class ScriptedAdviser:
    """An adviser that gives one reply to every question; see `citecheck.judges.interfaces.Adviser`."""

    name = "scripted"
    address = "nowhere"
    version = "1"

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.asked: list[Question] = []

    def ask(self, question: Question) -> Reply:
        """Return the reply."""
        self.asked.append(question)
        return self.reply

    def close(self) -> None:
        """Do nothing."""


def second_opinion(given: Mapping[str, str]) -> tuple[str, str | None]:
    """Return the outcome and band of a claim with what became of the second opinion, and the rule that decided that.

    `opinion` is the outcome that the second judge gives, or why there is none; `passage` is what it quotes (missing:
    the source of the case), `other value` what it says stands there instead. With `confirm` errors are confirmed.
    """
    opinion = given["opinion"]
    reply: Reply
    if opinion in _SILENT:
        reply = NoOpinion(kind=_SILENT[opinion], reason="the server is away")
    else:
        passage = given.get("passage", given["source"])
        other = given.get("other value", "")
        reply = Opinion(outcome=Outcome(opinion), passages=(passage,) if passage else (), other_value=other)
    settings = OpinionSettings(confirm_errors="confirm" in given, ask_between=(0.05, 1.0))
    judge = SecondOpinionJudge(LexicalJudge(), ScriptedAdviser(reply), settings, of_family("scripted"))
    source = SourceText(text=page(given), extent=Extent.FULL)
    check = judge.judge(given["claim"], [JudgedSource(reference="a", copy="live", text=source)], context=ClaimContext())
    told = check.opinion
    if told is None:
        return "not asked", None
    if told.rule is None:
        return "nothing answers", None
    return f"{check.outcome}, {check.band}; {_fate(told)}", told.rule


def _fate(told: SecondOpinion) -> str:
    if told.void:
        return "the second opinion does not count"
    if told.decided:
        return "the second opinion decides"
    return "a warning shows both" if told.disputed else "the first opinion stands"


__all__ = ["ScriptedAdviser", "second_opinion"]
