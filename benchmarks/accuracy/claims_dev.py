"""The shipped judge on the dev sets of claims/dev, beside the lexical floor.

`python -m benchmarks.accuracy.claims_dev`. AUROC of supported against the rest; the floor is one feature, the share of
the claim's weight that the six best sentences carry. None of these sets' labels were used in a fit
(Citation-Integrity's training half was); the page length from which the page model speaks, and the weights'
hyper-parameters, were chosen with a look at these figures.
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
