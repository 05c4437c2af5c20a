"""Learn when two facts are rivals: writes citecheck/checking/weights/conflicts.json.

`python -m benchmarks.training.conflicts` (needs scikit-learn; with `--thresholds` it sets those alone and does
not). Rivals are made: in claims that their source supports, one fact that the source bears out is changed; the source's
own is then its rival, every other one is not. What a supported claim has and its source lacks has no rival either.
Sets: FEVER, FoolMeTwice (Wikipedia, CC BY-SA), Factcheck-GPT (Apache-2.0), Citation-Integrity (MIT), the training half
of WiCE's sub-claims (ODC-BY). The thresholds alone are set on supported claims of WiCE's dev half and of claims/dev:
the upper ones so that few false contradictions are left among them (`SURE`), the lower ones for conflicts that are only
shown (`NAMED`).
"""

from __future__ import annotations

import dataclasses
import json
import random
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.material.changed_claims import changed
from benchmarks.material.claims_corpus import Case, evidence_only, pairs, wice
from citecheck.checking.facts import Fact, Name, Relation, compare
from citecheck.checking.facts.conflicts import COMMON, OWN, candidates, features
from citecheck.checking.facts.lookup import claimed_facts, look_up, slot_of
from citecheck.checking.passages import PreparedText, cover, prepare, query

TARGET = Path(__file__).resolve().parents[2] / "citecheck" / "checking" / "weights" / "conflicts.json"
SURE = {"number": 2, "date": 1, "name": 3}  # false contradictions per kind among the claims that set the thresholds
NAMED = {"number": 12, "date": 8, "name": 40}  # the same for conflicts that are only shown
DEV = ("attributionbench_dev", "citation_integrity_dev", "covidfact_dev", "fever_symmetric_dev")
SUBJECT = COMMON.index("subject")
Row = tuple[list[float], bool, bool, str]  # features, rival or not, of a true claim, which fact it is of


def supported(folder: str, *names: str) -> list[Case]:
    """Return the supported claims of some sets."""
    return [case for name in names for case in pairs(folder, name) if case.label == "S"]


def collect(case: Case, rng: random.Random, others: list[Name], rows: dict[str, list[Row]], *, true: bool) -> None:
    """Add the pairs of facts of one case: with facts changed and, for a `true` claim, as it is."""
    text = prepare(case.source)
    wanted = query(case.claim)
    passages = cover(wanted, text).sentences
    told = look_up(claimed_facts(case.claim), text, passages)
    if true:
        for verdict in told:
            if verdict.relation.agrees is None:
                _add(case.claim, verdict.fact, rows, text, None)
    borne_out = {verdict.fact.text for verdict in told if verdict.relation.agrees}
    for fact, claim in changed(case, rng, others, borne_out):
        new = [f for f in claimed_facts(claim) if f.kind is fact.kind and f.start <= fact.start < f.end]
        if len(new) == 1 and not any(v.relation.agrees for v in look_up(new, text, passages)):
            _add(claim, new[0], rows, text, fact)


def _add(claim: str, fact: Fact, rows: dict[str, list[Row]], text: PreparedText, old: Fact | None) -> None:
    wanted = query(claim)
    passages = cover(wanted, text).sentences
    claimed = [fact if fact == other else other for other in claimed_facts(claim)]
    slot = slot_of(wanted, fact, look_up(claimed, text, passages), text, passages)
    found = candidates(slot, claimed, text)
    for sentence, other in found:
        rivals = sum(1 for standing, _ in found if standing is sentence)
        values = features(slot, text, sentence, other, rivals)
        is_rival = old is not None and compare(old, other) is Relation.AGREES
        rows[fact.kind.value].append((values, is_rival, old is None, f"{claim}|{fact.start}"))


def best_of(rows: list[Row], scores: Iterable[float], *, true: bool, sure: bool = False) -> list[float]:
    """Return for each fact of true (or changed) claims the score of its strongest rival, the highest first.

    `sure` leaves out the names of subjects, which are never called contradicted.
    """
    best: dict[str, float] = {}
    for row, score in zip(rows, scores, strict=True):
        if row[2] == true and not (sure and row[0][SUBJECT]):
            best[row[3]] = max(best.get(row[3], 0.0), float(score))
    return sorted(best.values(), reverse=True)


def learn(rows: dict[str, list[Row]]) -> dict[str, Any]:
    """Return intercept and weights for each kind of fact."""
    try:
        from sklearn.linear_model import LogisticRegression
        from sklearn.preprocessing import StandardScaler
    except ImportError:
        sys.exit("This script needs scikit-learn: pip install scikit-learn (in an environment of its own).")
    weights: dict[str, Any] = {}
    for kind, found in rows.items():
        values = np.array([row[0] for row in found])
        labels = np.array([row[1] for row in found])
        weight = np.array([5.0 if row[2] else 1.0 for row in found])
        scaler = StandardScaler().fit(values)
        model = LogisticRegression(C=0.5, max_iter=2000).fit(scaler.transform(values), labels, sample_weight=weight)
        plain = model.coef_[0] / np.where(scaler.scale_ > 0, scaler.scale_, 1.0)
        names = (*COMMON, *OWN[kind])
        weights[kind] = {
            "intercept": round(float(model.intercept_[0] - (plain * scaler.mean_).sum()), 5),
            "weights": {name: round(float(w), 5) for name, w in zip(names, plain, strict=True)},
        }
        print(f"{kind}: learnt from {len(found)} pairs, {labels.sum()} of them rivals")
    return weights


def set_thresholds(weights: dict[str, Any], kept: dict[str, list[Row]], claims: int) -> None:
    """Add to the weights the thresholds that so many false conflicts among the `kept` claims allow."""
    for kind, model in weights.items():
        plain = np.array(list(model["weights"].values()))
        scores = 1 / (1 + np.exp(-model["intercept"] - np.array([row[0] for row in kept[kind]]) @ plain))
        for tier, allowed in (("named", NAMED[kind]), ("sure", SURE[kind])):
            is_sure = tier == "sure" and kind == "name"
            true, changes = (best_of(kept[kind], scores, true=which, sure=is_sure) for which in (True, False))
            level = round(max(0.05, true[allowed] + 0.0005 if len(true) > allowed else 0.0), 4)
            model[tier] = level if tier == "named" else max(level, model["named"])
            caught = 100 * np.mean([score >= level for score in changes])
            print(f"{kind}, {tier} from {level}: {sum(t >= level for t in true)} of {claims} true claims,")
            print(f"  {caught:.1f} % of {len(changes)} changed facts with a rival")


def main() -> None:
    rng = random.Random(11)
    judged = supported("dev", *DEV) + [case for case in wice() if case.label == "S"]
    sub_claims = wice("unsupported_tokens_train")
    names = [fact for case in (*judged, *sub_claims) for fact in claimed_facts(case.claim) if isinstance(fact, Name)]
    kept: dict[str, list[Row]] = {kind: [] for kind in OWN}
    for case in judged:
        collect(case, rng, names, kept, true=True)
    if "--thresholds" in sys.argv:
        weights = json.loads(TARGET.read_text(encoding="utf-8"))
    else:
        cases = supported("train", "foolmetwice_dev", "factcheckgpt_stance_train", "citation_integrity_train")
        cases += supported("train", "fever_dev_gold")[:3000]
        rows: dict[str, list[Row]] = {kind: [] for kind in OWN}
        for case in cases:
            collect(case, rng, names, rows, true=True)
        for case in sub_claims:
            collect(case, rng, names, rows, true=False)
            collect(dataclasses.replace(case, source=evidence_only(case)), rng, names, rows, true=False)
        weights = learn(rows)
    set_thresholds(weights, kept, len(judged))
    TARGET.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
