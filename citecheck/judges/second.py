"""A judge that asks for a second opinion where the first judge is unsure, and shows both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from citecheck.checking.support.decision import SURE_FROM, UNSUPPORTED_BELOW
from citecheck.checking.support.judge import PreparedTexts
from citecheck.interfaces import Judge
from citecheck.judges.asking import question
from citecheck.judges.calibration import Calibration
from citecheck.judges.interfaces import Adviser
from citecheck.judges.memory import OpinionMemory, opinion_key
from citecheck.judges.model import NoOpinion, Opinion, Question, Reply, Silence
from citecheck.judges.opinion_rules import OPINION_RULES, UNASKED_RULES, VOID_RULES, Fate, OpinionCase
from citecheck.judges.places import find, passage_of
from citecheck.model import ClaimContext, JudgedSource
from citecheck.rules import Decided
from citecheck.settings.opinion import OpinionSettings
from claims.model import Span
from reports.model import Band, Check, Judgement, Outcome, SecondOpinion

_UNASKED = NoOpinion(kind=Silence.NO_ANSWER, reason="it was not asked", lasting=True)


class SecondOpinionJudge:
    """Asks `adviser` about the claims of which `first` is unsure; see `citecheck.interfaces.Judge`.

    The first verdict stands unless a rule of `opinion_rules` says otherwise.
    """

    def __init__(
        self,
        first: Judge,
        adviser: Adviser,
        settings: OpinionSettings,
        calibration: Calibration,
        *,
        memory: OpinionMemory | None = None,
    ) -> None:
        """`settings` say when the adviser is asked, `calibration` how sure both are together.

        `memory` holds opinions of earlier runs; None: those of this run alone are remembered.
        """
        self.name = first.name
        first_version: str | None = getattr(first, "version", None)
        self.version = None if first_version is None else f"{first_version}+{adviser.version}"
        self._first = first
        self._adviser = adviser
        self._settings = settings
        self._calibration = calibration
        self._memory = memory or OpinionMemory()
        self._texts = PreparedTexts()

    @property
    def adviser(self) -> Adviser:
        """Who is asked."""
        return self._adviser

    def judge(self, claim: str, sources: Sequence[JudgedSource], *, context: ClaimContext) -> Check:
        """See `citecheck.interfaces.Judge.judge`; the check holds both opinions where two were asked."""
        first = self._first.judge(claim, sources, context=context)
        is_error = self._settings.confirm_errors and makes_error(first)
        if not is_error and not self._is_unsure(first):
            return first
        asked = question(claim, sources, context, self._texts)
        if asked is None:
            return first
        unasked = UNASKED_RULES.decide(OpinionCase(first, asked, _UNASKED, is_error=is_error))
        if unasked is not None:
            return replace(first, opinion=self._opinion(OpinionCase(first, asked, _UNASKED), unasked))
        return self.weighed(first, asked, self._reply(asked), is_error=is_error)

    def weighed(self, first: Check, asked: Question, reply: Reply, *, is_error: bool = False) -> Check:
        """Return the check after the `reply` to the question `asked`; `first` is the verdict of the first judge.

        `is_error` says that it makes an error, which the second opinion was asked to confirm.
        """
        found = tuple(find(words, asked.parts) for words in reply.passages) if isinstance(reply, Opinion) else ()
        case = OpinionCase(first, asked, reply, found, is_error)
        decided = VOID_RULES.decide(case)
        if decided is None and isinstance(reply, Opinion):
            decided = OPINION_RULES.decide(case)
        return self._told(case, decided)

    def _is_unsure(self, first: Check) -> bool:
        """Return whether the first judge judged the claim, with a probability in the band of the settings."""
        low, high = self._settings.ask_between
        judged = first.outcome is not Outcome.UNVERIFIABLE and not makes_error(first)
        return judged and first.probability is not None and low <= first.probability <= high

    def _reply(self, asked: Question) -> Reply:
        key = opinion_key(self._adviser.version, asked)
        known = self._memory.get(key)
        if known is None:
            known = self._adviser.ask(asked)
            self._memory.put(key, known)
        return known

    def _opinion(self, case: OpinionCase, decided: Decided[Fate] | None) -> SecondOpinion:
        """Return both sides, and what became of them."""
        first, reply = case.first, case.reply
        fate = decided.verdict if decided is not None else Fate("no rule applies")
        opinion = reply if isinstance(reply, Opinion) else None
        return SecondOpinion(
            first=Judgement(
                judge=first.judge,
                outcome=first.outcome,
                band=first.band,
                reason=first.reason,
                probability=first.probability,
                rule=first.rule,
            ),
            judge=self._adviser.name,
            reason=fate.reason,
            rule=decided.rule if decided is not None else None,
            asked=reply is not _UNASKED,
            outcome=opinion.outcome if opinion is not None else None,
            decided=fate.decides,
            disputed=fate.disputes,
            void=decided is None or decided.rule in (*UNASKED_RULES.ids, *VOID_RULES.ids),
            lasting=opinion is not None or (isinstance(reply, NoOpinion) and reply.lasting),
            passages=tuple(passage_of(place, case.question.parts) for place in case.places),
            missing=opinion.missing if opinion is not None else (),
            other_value=opinion.other_value if opinion is not None else "",
        )

    def _told(self, case: OpinionCase, decided: Decided[Fate] | None) -> Check:
        """Return the check with its second opinion, as the rule that applies changes it."""
        first, told = case.first, self._opinion(case, decided)
        fate = decided.verdict if decided is not None else Fate("no rule applies")
        opinion = case.reply if isinstance(case.reply, Opinion) else None
        if fate.disputes:
            return replace(first, reason=f"{first.reason}; {fate.reason}", rule=told.rule, opinion=told)
        if fate.decides and opinion is not None:
            return self._decided(first, opinion, told, case.question)
        if opinion is not None and told.rule == "support.opinion.agrees":
            joined = self._calibration.joined(first.probability, supports=case.supports)
            return replace(first, probability=_rounded(joined), opinion=told)
        return replace(first, opinion=told)

    def _decided(self, first: Check, opinion: Opinion, told: SecondOpinion, asked: Question) -> Check:
        """Return the check with the outcome of the second opinion."""
        supports = opinion.outcome is Outcome.SUPPORTED
        chance = _rounded(self._calibration.joined(first.probability, supports=supports))
        return replace(
            first,
            outcome=opinion.outcome,
            band=self._band(chance, supports=supports),
            reason=told.reason,
            judge=self._adviser.name,
            probability=chance,
            passages=told.passages + tuple(one for one in first.passages if one not in told.passages),
            missing=() if supports else _spans(opinion.missing, asked.claim) or first.missing,
            rule=told.rule,
            opinion=told,
        )

    def _band(self, chance: float | None, *, supports: bool) -> Band:
        """A second opinion is confident only where labelled claims of the user's show that it may be."""
        if chance is None or not self._calibration.is_measured:
            return Band.UNCERTAIN
        sure = chance >= SURE_FROM if supports else chance < UNSUPPORTED_BELOW
        return Band.CONFIDENT if sure else Band.UNCERTAIN


def makes_error(check: Check) -> bool:
    """Return whether `check` makes an error about support: a contradiction of which the judge is sure."""
    return check.outcome is Outcome.CONTRADICTED and check.band is Band.CONFIDENT


def _spans(missing: Sequence[str], claim: str) -> tuple[Span, ...]:
    """Return where the words that a model calls missing stand in the claim; words that do not are left out."""
    found: list[Span] = []
    for words in missing:
        at = claim.find(words) if words else -1
        if at >= 0 and not any(span.start < at + len(words) and at < span.end for span in found):
            found.append(Span(at, at + len(words)))
    return tuple(sorted(found, key=lambda span: span.start))


def _rounded(chance: float | None) -> float | None:
    return None if chance is None else round(chance, 4)


__all__ = ["SecondOpinionJudge", "makes_error"]
