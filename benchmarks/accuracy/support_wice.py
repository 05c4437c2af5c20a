"""The judge on whole pages: WiCE's dev half, nested cross-validation.

`python -m benchmarks.accuracy.support_wice` (needs the libraries of benchmarks/training/judge). Each prediction comes
from a model that was not fitted on the claim, and each threshold is chosen inside the training folds. It prints
balanced accuracy and AUROC of supported claims against all others, the same without any label of the set in the fit
(except for the threshold), one lexical feature as the floor, calibration, evidence F1 (the best of the alternative
sets, for each claim), and missing numbers as a sign of no support. Hyper-parameters of models and passages were chosen
on these claims by cross-validation, so figures on unseen claims will be a little worse.
"""

from __future__ import annotations

import numpy as np

from benchmarks.material.claims_corpus import Case, wice
from benchmarks.material.intervals import area, scored, share
from benchmarks.training import judge as training
from citecheck.checking.facts import Date, Number, Relation
from citecheck.checking.facts.lookup import claimed_facts, look_up
from citecheck.checking.passages import cover, prepare, query
from citecheck.checking.support.features import CLAIM_FEATURES
from citecheck.checking.weights.models import calibrated


def nested(main: training.Table, others: list[training.Table], seed: int) -> tuple[training.Matrix, list[bool]]:
    """Return calibrated predictions and decisions, all by models and thresholds from other folds."""
    chances = np.zeros(len(main.supported))
    said = np.zeros(len(main.supported), dtype=bool)
    folds = training.StratifiedKFold(5, shuffle=True, random_state=seed)
    for seen, unseen in folds.split(main.rows, main.supported):
        part = training.Table(main.rows[seen], main.supported[seen])
        inner = training.out_of_fold(part, others, training.fit_page, seed, folds=4)
        slope, offset = training.platt(inner, part.supported)
        threshold = training.best_threshold(calibrated(inner, slope, offset), part.supported)
        raw = training.fit_page([part, *others])(main.rows[unseen])
        chances[unseen] = calibrated(raw, slope, offset)
        said[unseen] = chances[unseen] >= threshold
    return chances, list(said)


def report(name: str, chances: training.Matrix, said: np.ndarray, labels: np.ndarray) -> None:
    bacc = training.balanced(said, labels)
    print(
        f"{name}: n={len(labels)}, balanced accuracy "
        f"{scored(bacc, len(labels), lambda i: training.balanced(said[i], labels[i]))}, AUROC "
        f"{scored(area(chances, labels), len(labels), lambda i: area(chances[i], labels[i]))}"
    )


def evidence_f1(cases: list[Case]) -> None:
    values = []
    for case in cases:
        golds = [set(gold) for gold in case.evidence if gold]
        if not golds:
            continue
        text = prepare(case.source)
        starts = [place.start for place in case.source.places]
        chosen = {
            int(np.searchsorted(starts, s.start, side="right")) - 1 for s in cover(query(case.claim), text).sentences
        }
        values.append(max(2 * len(chosen & gold) / max(1, len(chosen) + len(gold)) for gold in golds))
    found = np.array(values)
    print(
        f"evidence sentences: n={len(found)}, F1 {scored(found.mean(), len(found), lambda i: float(found[i].mean()))}"
    )


def numbers_as_sign(cases: list[Case]) -> None:
    """Compare the numbers and dates of sub-claims that no passage has with people's marks on those words.

    The rule has no fitted part, so the sub-claims of both halves are pooled.
    """
    hits, marked, flagged = [], [], []
    for case in cases:
        text = prepare(case.source)
        passages = cover(query(case.claim), text).sentences
        bad = [span for span, off in zip(training.spans(case), case.unsupported, strict=True) if off and span]
        for found in look_up(claimed_facts(case.claim), text, passages):
            if not isinstance(found.fact, Number | Date):
                continue
            is_bad = any(found.fact.start < end and found.fact.end > start for start, end in bad)
            absent = found.relation is not Relation.AGREES or not found.near
            if absent:
                hits.append(is_bad)
            if is_bad:
                marked.append(absent)
            flagged.append(absent)
    print(f"numbers absent from the evidence: precision {share(hits)} of {len(hits)}, recall {share(marked)}")
    print(f"  of {len(marked)} marked, among {len(flagged)} numbers and dates of {len(cases)} sub-claims")


def main() -> None:
    cases = wice()
    sub_claims = wice("unsupported_tokens_train")
    words, each = training.word_models(sub_claims)
    dev = training.table(cases, words)
    made = training.made_pairs(sub_claims, each, 0.3)
    labels = dev.supported
    print(f"WiCE dev, supported against the rest: {labels.sum()} of {len(labels)}")
    results = []
    for seed in range(3):
        chances, said = nested(dev, [made], seed)
        results.append((training.balanced(np.array(said), labels), chances, np.array(said)))
    results.sort(key=lambda result: result[0])
    report("nested cross-validation (median of 3 splits)", results[1][1], results[1][2], labels)
    print("  all splits:", [(round(100 * b, 1), round(100 * area(c, labels), 1)) for b, c, _ in results])
    chances = results[1][1]
    slope, _ = training.platt(chances, labels)
    brier = (chances - labels) ** 2
    base = labels.mean() * (1 - labels.mean())
    count = len(labels)
    print(
        f"calibration: slope {slope:.2f} "
        f"{interval_of_slope(chances, labels)}, Brier {brier.mean():.3f} against {base:.3f} of the base rate"
    )
    for low, high in ((0, 0.1), (0.1, 0.2), (0.2, 0.35), (0.35, 0.5), (0.5, 0.7), (0.7, 1.01)):
        inside = (chances >= low) & (chances < high)
        if inside.any():
            print(f"  said {low:.2f}–{min(high, 1):.2f}: n={inside.sum():3d}, true {100 * labels[inside].mean():.0f} %")
    free = training.fit_page([training.Table(made.rows, made.supported)])(dev.rows)
    said = np.zeros(count, dtype=bool)
    for seen, unseen in training.StratifiedKFold(5, shuffle=True, random_state=0).split(dev.rows, labels):
        said[unseen] = free[unseen] >= training.best_threshold(free[seen], labels[seen])
    report("without its labels in the fit", free, said, labels)
    one = dev.rows[:, CLAIM_FEATURES.index("share_six")]
    for seen, unseen in training.StratifiedKFold(5, shuffle=True, random_state=0).split(dev.rows, labels):
        said[unseen] = one[unseen] >= training.best_threshold(one[seen], labels[seen])
    report("floor: share carried by six sentences", one, said, labels)
    evidence_f1(cases)
    numbers_as_sign(wice("unsupported_tokens_dev") + sub_claims)


def interval_of_slope(chances: training.Matrix, labels: np.ndarray) -> str:
    rng = np.random.default_rng(7)
    slopes = []
    for _ in range(200):
        rows = rng.integers(0, len(labels), len(labels))
        slopes.append(training.platt(chances[rows], labels[rows])[0])
    low, high = np.percentile(slopes, [2.5, 97.5])
    return f"({low:.2f}–{high:.2f})"


if __name__ == "__main__":
    main()
