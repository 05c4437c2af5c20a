"""False alarms: supported claims that are called unsupported or contradicted.

`python -m benchmarks.accuracy.support_false_alarms`. For WiCE's dev half the shipped rules decide on cross-validated
probabilities (this needs the libraries of benchmarks/training/judge); three splits are pooled. For the sets of
claims/dev the shipped judge decides; none of its models was fitted on them. Only confident outcomes count, because only
they make findings. Two more figures are printed: the share that is found of the claims that people called unsupported,
and the precision of the twenty lowest probabilities if one claim in twenty-five is unsupported (resampled).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from benchmarks.material.claims_corpus import Case, pairs, wice
from benchmarks.material.intervals import share
from benchmarks.training import judge as training
from citecheck.checking.support import LexicalJudge
from citecheck.checking.support.decision import decide
from citecheck.checking.support.features import score
from citecheck.checking.weights.models import calibrated
from citecheck.model import JudgedSource
from reports.model import Band, Outcome

SETS = ("attributionbench_dev", "citation_integrity_dev", "covidfact_dev", "fever_symmetric_dev")
Told = list[tuple[str, Outcome, Band, float]]


def cross_validated(cases: list[Case]) -> Told:
    """Return label, outcome and band of every claim, from probabilities of models that were not fitted on it."""
    sub_claims = wice("unsupported_tokens_train")
    words, each = training.word_models(sub_claims)
    dev = training.table(cases, words)
    made = training.made_pairs(sub_claims, each, 0.3)
    read = [training.matched(case) for case in cases]
    scores = [score(match) for match in read]
    told: Told = []
    for seed in range(3):
        raw = training.out_of_fold(dev, [made], training.fit_page, seed)
        chances = calibrated(raw, *training.platt(raw, dev.supported))
        for case, match, shipped, chance in zip(cases, read, scores, chances, strict=True):
            _, verdict = decide(match, replace(shipped, probability=float(chance)))
            told.append((case.label, verdict.outcome, verdict.band, float(chance)))
    return told


def shipped(cases: list[Case]) -> Told:
    judge = LexicalJudge()
    told: Told = []
    for case in cases:
        check = judge.judge(case.claim, [JudgedSource(reference="r", copy="c", text=case.source)], context=case.context)
        told.append((case.label, check.outcome, check.band, check.probability or 0.0))
    return told


def report(name: str, told: Told, repeats: int = 1) -> None:
    def alarms(label: str, outcome: Outcome) -> list[bool]:
        return [o is outcome and band is Band.CONFIDENT for found, o, band, _ in told if found in label]

    print(f"{name}: {sum(1 for row in told if row[0] == 'S') // repeats} supported claims, {repeats} splits")
    print(f"  supported, called unsupported {share(alarms('S', Outcome.UNSUPPORTED))}")
    print(f"  supported, called contradicted {share(alarms('S', Outcome.CONTRADICTED))}")
    for label, words in (("N", "nothing of it said"), ("P", "said in part"), ("R", "refuted")):
        if any(row[0] == label for row in told):
            print(
                f"  {words}, n={sum(1 for row in told if row[0] == label) // repeats}: called unsupported "
                f"{share(alarms(label, Outcome.UNSUPPORTED))}, refuted {share(alarms(label, Outcome.CONTRADICTED))}"
            )
    print("  outcomes of the supported:", dict(Counter(f"{o}/{b}" for found, o, b, _ in told if found == "S")))


def at_low_prevalence(told: Told, *, share_bad: float = 0.04, claims: int = 1000) -> None:
    """Print the precision of the 20 lowest among 1,000 claims, of which 4 % are unsupported and the rest supported."""
    rng = np.random.default_rng(5)
    good = np.array([chance for label, _, _, chance in told if label == "S"])
    bad = np.array([chance for label, _, _, chance in told if label == "N"])
    count = int(claims * share_bad)
    hits = []
    for _ in range(300):
        drawn = np.concatenate([rng.choice(bad, count), rng.choice(good, claims - count)])
        hits.append(float((np.argsort(drawn + rng.uniform(0, 1e-6, claims))[:20] < count).mean()))
    low, high = np.percentile(hits, [2.5, 97.5])
    mean = 100 * np.mean(hits)
    print(f"  precision of the 20 lowest at 4 % prevalence: {mean:.0f} % ({100 * low:.0f}–{100 * high:.0f})")


def main() -> None:
    told = cross_validated(wice())
    report("WiCE dev, cross-validated", told, repeats=3)
    at_low_prevalence(told)
    everything: Told = []
    for name in SETS:
        found = shipped(pairs("dev", name))
        report(name, found)
        everything += found
    report("claims/dev together", everything)


if __name__ == "__main__":
    main()
