"""The shipped judge on the dev sets of claims/dev, beside the lexical floor.

`python -m benchmarks.accuracy.claims_dev`. The figure is the AUROC of supported claims against all others. The floor is
one feature: the share of the claim's weight that the six best sentences have. No label of these sets was used in a fit;
only the training half of Citation-Integrity was. Two things were chosen with these figures in view: the page length
from which the model of pages is used, and the hyper-parameters.
"""

from __future__ import annotations

import numpy as np

from benchmarks.material.claims_corpus import pairs
from benchmarks.material.intervals import area, scored
from citecheck.checking.passages import prepare, query
from citecheck.checking.support.features import CLAIM_FEATURES, claim_features, score
from citecheck.checking.support.judge import match_claim, read_claim


def main() -> None:
    column = CLAIM_FEATURES.index("share_six")
    for name in ("attributionbench_dev", "citation_integrity_dev", "covidfact_dev", "fever_symmetric_dev"):
        labels, chances, floor = [], [], []
        for case in pairs("dev", name):
            match = match_claim(read_claim(query(case.claim), case.context), prepare(case.source))
            labels.append(case.label == "S")
            chances.append(score(match).probability)
            floor.append(claim_features(match, ())[column])
        gold = np.array(labels)
        told = []
        for values in (np.array(chances), np.array(floor)):
            told.append(scored(area(values, gold), len(gold), lambda i, v=values, g=gold: area(v[i], g[i])))
        print(f"{name:24s} n={len(gold):4d}  AUROC judge {told[0]}  floor {told[1]}")


if __name__ == "__main__":
    main()
