"""A second opinion by simulated models, on WiCE's dev half: arithmetic beside its assumptions, and no real model.

`python -m benchmarks.accuracy.second_opinion` (needs the libraries of benchmarks/training/judge). The built-in judge
decides on cross-validated probabilities. A simulated model is right about support with a chance of 70, 80 or 90 %. Its
errors are drawn with a seed, either independent of the built-in judge's, or four times as likely where that judge errs.
It quotes a sentence that people marked as evidence, or the best-ranked one; in half of the rows one passage of ten is
invented. Its answers go through the same rules as a real model's. Printed are balanced accuracy and macro-F1 of
supported claims against the rest: of the judge alone, of the model alone, and of both. Exits with 1 if more than 55 %
of the claims were asked about, or if an answer that does not count changed a verdict.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.material.claims_corpus import Case, wice
from benchmarks.training import judge as training
from citecheck.checking.support.decision import decide
from citecheck.checking.support.features import score
from citecheck.checking.weights.models import calibrated
from citecheck.judges.bench import balanced_accuracy, macro_f1
from citecheck.judges.calibration import of_family
from citecheck.judges.model import CARRIED, NoOpinion, Opinion, Question, Silence
from citecheck.judges.opinion_rules import OpinionCase
from citecheck.judges.places import find
from citecheck.judges.second import SecondOpinionJudge
from citecheck.model import ClaimContext, JudgedSource
from citecheck.settings.opinion import OpinionSettings
from reports.model import Check, Outcome

REACH = 0.55
SEEDS = (11, 12, 13, 14, 15)
INVENTED = "These words are in no source of any claim at all."
OUTCOMES = {"S": Outcome.SUPPORTED, "P": Outcome.PARTIAL, "N": Outcome.UNSUPPORTED}
Marks = NDArray[np.bool_]


@dataclass(frozen=True)
class Prepared:
    """A claim with the first verdict, and the question about it; None: nobody would be asked."""

    case: Case
    first: Check
    question: Question | None


class NobodyElse:
    """An adviser that nobody asks: the answers are simulated here."""

    name, address, version = "simulated", "nowhere", "1"

    def ask(self, question: Question) -> NoOpinion:
        """Return that nobody answers."""
        return NoOpinion(kind=Silence.NO_ANSWER, reason="nobody is asked")

    def close(self) -> None:
        """Do nothing."""


def answer(one: Prepared, errs: set[str], invents: set[str]) -> Opinion:
    """Return what a simulated model says: right or wrong as drawn, with its passage, or an invented one."""
    assert one.question is not None
    outcome = OUTCOMES[one.case.label]
    if one.case.key in errs:
        outcome = Outcome.UNSUPPORTED if outcome is Outcome.SUPPORTED else Outcome.SUPPORTED
    passages = (INVENTED,) if one.case.key in invents else quoted(one.case, one.question)
    return Opinion(outcome=outcome, passages=passages)


def quoted(case: Case, question: Question) -> tuple[str, ...]:
    """Return what an honest model quotes: the evidence that people marked, or the first passage that it was shown."""
    marked = [sentence for evidence in case.evidence[:1] for sentence in evidence][:3]
    places = [case.source.places[index] for index in marked]
    found = tuple(case.source.text[place.start : place.end] for place in places)
    readable = tuple(words for words in found if len(words.split()) >= 3)
    return readable or (question.stretches[0].text,)


def first_checks(cases: list[Case]) -> dict[str, Check]:
    """Return the built-in judge's check of every claim, by models that were not fitted on it."""
    sub_claims = wice("unsupported_tokens_train")
    words, each = training.word_models(sub_claims)
    dev = training.table(cases, words)
    made = training.made_pairs(sub_claims, each, 0.3)
    raw = training.out_of_fold(dev, [made], training.fit_page, 0)
    chances = calibrated(raw, *training.platt(raw, dev.supported))
    checks = {}
    for case, chance in zip(cases, chances, strict=True):
        match = training.matched(case)
        rule, verdict = decide(match, replace(score(match), probability=float(chance)))
        checks[case.claim] = Check(
            claim="",
            citation="",
            references=("r",),
            outcome=verdict.outcome,
            reason=verdict.reason,
            judge="cross-validated",
            probability=float(chance),
            band=verdict.band,
            rule=rule,
        )
    return checks


def drawn(cases: list[Case], wrong: Marks, accuracy: float, seed: int, *, correlated: bool) -> set[str]:
    """Return the claims on which a model errs: one in so many, four times as often where the judge errs too."""
    rng = np.random.default_rng(seed)
    weights = np.where(wrong, 4.0, 1.0) if correlated else np.ones(len(cases))
    chances = np.minimum(1.0, weights * (1 - accuracy) / weights.mean())
    return {case.key for case, errs in zip(cases, rng.random(len(cases)) < chances, strict=True) if errs}


def prepared(cases: list[Case], checks: dict[str, Check], settings: OpinionSettings) -> list[Prepared]:
    """Return the claims with their questions, made once for all draws."""

    class Noting(NobodyElse):
        asked: Question | None = None

        def ask(self, question: Question) -> NoOpinion:
            self.asked = question
            return super().ask(question)

    found = []
    for case in cases:
        noting = Noting()
        judge = SecondOpinionJudge(GivenJudge(checks[case.claim]), noting, settings, of_family("simulated"))
        judge.judge(case.claim, [JudgedSource(reference="r", copy="c", text=case.source)], context=case.context)
        found.append(Prepared(case, checks[case.claim], noting.asked))
    return found


@dataclass
class GivenJudge:
    """A first judge that says what it is given: the verdict of cross-validation."""

    check: Check
    name: str = "cross-validated"
    version: str | None = None

    def judge(self, claim: str, sources: Sequence[JudgedSource], *, context: ClaimContext) -> Check:
        """Return the given check."""
        return self.check


def run(claims: list[Prepared], errs: set[str], invents: set[str]) -> list[Check]:
    """Return the checks of both judges together."""
    settings = OpinionSettings()
    judge = SecondOpinionJudge(GivenJudge(claims[0].first), NobodyElse(), settings, of_family("simulated"))
    return [
        judge.weighed(one.first, one.question, answer(one, errs, invents)) if one.question is not None else one.first
        for one in claims
    ]


def little_carried(claims: list[Prepared]) -> None:
    """Print how many supported claims have evidence that carries less of the claim than a passage must."""
    shares = []
    for one in claims:
        if one.case.label != "S" or one.question is None:
            continue
        said = answer(one, set(), set())
        places = [find(words, one.question.parts) for words in said.passages]
        if None not in places:
            shares.append(OpinionCase(one.first, one.question, said, places).carried)
    few = sum(share < CARRIED for share in shares)
    print(f"evidence with less than {CARRIED:g} of its claim's weight: {few} of {len(shares)} supported claims")


def main() -> None:
    cases = wice()
    checks = first_checks(cases)
    labels = np.array([case.label == "S" for case in cases])
    alone = np.array([checks[case.claim].outcome is Outcome.SUPPORTED for case in cases])
    print(f"WiCE dev, supported against the rest: {labels.sum()} of {len(labels)}; {len(SEEDS)} draws each")
    print(f"the judge alone: balanced accuracy {_hundredth(balanced_accuracy(alone, labels))}, ", end="")
    print(f"macro-F1 {_hundredth(macro_f1(alone, labels))}")
    little_carried(prepared(cases, checks, OpinionSettings(ask_between=(0.0, 1.0), confirm_errors=True)))
    claims = prepared(cases, checks, OpinionSettings())
    asked = sum(one.question is not None for one in claims) / len(claims)
    print(f"asked about {100 * asked:.1f} % of the claims")
    changed = 0
    for accuracy in (0.7, 0.8, 0.9):
        for correlated in (False, True):
            for invented in (0.0, 0.1):
                rows = []
                for seed in SEEDS:
                    errs = drawn(cases, alone != labels, accuracy, seed, correlated=correlated)
                    rng = np.random.default_rng(seed + 100)
                    invents = {case.key for case in cases if rng.random() < invented}
                    both = run(claims, errs, invents)
                    said = np.array([check.outcome is Outcome.SUPPORTED for check in both])
                    model = labels ^ np.array([case.key in errs for case in cases])
                    void = [(check, case) for check, case in zip(both, cases, strict=True) if _is_void(check)]
                    changed += sum(_differs(check, checks[case.claim]) for check, case in void)
                    rows.append((*_figures(model, labels), *_figures(said, labels), len(void)))
                means = np.mean(np.array(rows), axis=0)
                print(
                    f"model right {100 * accuracy:.0f} %, errors {'correlated' if correlated else 'independent'}, "
                    f"{100 * invented:.0f} % invented passages: model alone {_hundredth(means[0])} / "
                    f"{_hundredth(means[1])}, both {_hundredth(means[2])} / {_hundredth(means[3])}; "
                    f"{means[4]:.0f} answers did not count"
                )
    print(f"verdicts that an answer changed which does not count: {changed}")
    sys.exit(1 if asked > REACH or changed else 0)


def _is_void(check: Check) -> bool:
    return check.opinion is not None and check.opinion.void


def _differs(check: Check, first: Check) -> bool:
    return replace(check, opinion=None) != first


def _figures(said: Marks, labels: Marks) -> tuple[float, float]:
    return balanced_accuracy(said, labels), macro_f1(said, labels)


def _hundredth(value: float) -> str:
    return f"{100 * value:.1f}"


if __name__ == "__main__":
    main()
