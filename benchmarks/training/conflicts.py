"""Learn when two facts are rivals: writes citecheck/checking/weights/conflicts.json.

`python -m benchmarks.training.conflicts` (needs scipy; with `--thresholds` it sets only the thresholds and needs no
scipy). Rivals are generated: in claims that their source supports, one fact that the source confirms is changed. The
source's own fact is then its rival, and every other fact is not. A fact of a supported claim that its source lacks has
no rival either.

Sets: FoolMeTwice (CC BY-SA), Factcheck-GPT (Apache-2.0), Citation-Integrity (MIT), WiCE's dev half and its training
sub-claims (ODC-BY). One half of each set, chosen by a hash of the key, is used; the other half is held out and
reported. The thresholds alone are set on the first half of these and of further sets (SciFact, BEGIN, COVID-Fact,
FEVER-Symmetric, AttributionBench), by the number of false conflicts that they leave among supported claims (`ALLOWED`),
on sources of some length.
"""

from __future__ import annotations

import dataclasses
import hashlib
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
from citecheck.checking.facts.lookup import claimed_facts, look_up
from citecheck.checking.facts.rival_features import COMMON, OWN, features
from citecheck.checking.facts.rivals import rivals_of, slot_of
from citecheck.checking.passages import PreparedText, cover, prepare, query

TARGET = Path(__file__).resolve().parents[2] / "citecheck" / "checking" / "weights" / "conflicts.json"
ALLOWED = {  # false conflicts per thousand supported claims on sources of 80 words or more, for each tier
    "told": {"number": 16.0, "date": 8.0, "name": 10.0},
    "sure": {"number": 3.0, "date": 1.0, "name": 0.0},
}
LEAST_WORDS = 80  # a shorter source never refutes with certainty (the rule support.contradicted.short-source)
DEV = ("attributionbench_dev", "citation_integrity_dev", "covidfact_dev", "fever_symmetric_dev")
TRAIN = ("foolmetwice_dev", "factcheckgpt_stance_train", "citation_integrity_train")
FURTHER = ("begin_dev", "scifact_rationale")
FOR = frozenset(
    (
        *("sentence", "passages", "context", "left", "right", "left_word", "right_word", "order", "chosen"),
        *("punctuation", "left_aligned", "right_aligned", "left_near", "right_near", "best_sentence", "relative"),
        *("preposition", "found_here", "share_found_here", "others_found"),
        *("same_noun", "measured", "same_parts", "same_size", "shared_word", "person"),
    )
)
AGAINST = frozenset(
    (
        *("rivals", "other_preposition", "others_missing", "of_its_kind", "length", "subject", "frequent"),
        *("other_noun", "ratio", "dateline", "acronym"),
    )
)
SUBJECT = COMMON.index("subject")
ACRONYM = len(COMMON) + OWN["name"].index("acronym")
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
    found = rivals_of(slot, text)
    best = max((slot.coverage(sentence) for sentence, _ in found), default=0.0)
    for sentence, other in found:
        rivals = sum(1 for standing, _ in found if standing is sentence)
        values = features(slot, text, sentence, other, rivals, best)
        is_rival = old is not None and compare(old, other) is Relation.AGREES
        rows[fact.kind.value].append((values, is_rival, old is None, f"{claim}|{fact.start}"))


def best_of(rows: list[Row], scores: Iterable[float], *, true: bool, sure: bool = False) -> list[float]:
    """Return for each fact of true (or changed) claims the score of its strongest rival, the highest first.

    `sure` leaves out acronyms and the names of subjects, which are never called contradicted.
    """
    best: dict[str, float] = {}
    for row, score in zip(rows, scores, strict=True):
        if row[2] == true and not (sure and (row[0][SUBJECT] or row[0][ACRONYM])):
            best[row[3]] = max(best.get(row[3], 0.0), float(score))
    return sorted(best.values(), reverse=True)


def learn(rows: dict[str, list[Row]]) -> dict[str, Any]:
    """Return intercept and weights for each kind of fact, by logistic regression with signs that are given.

    What is alike can only count for a rival (`FOR`), and what differs only against it (`AGAINST`). Without given signs,
    correlated features would get weights of opposite signs, which fit changes of one part and not real errors.
    """
    try:
        from scipy.optimize import minimize
    except ImportError:
        sys.exit("This script needs scipy: pip install scipy (in an environment of its own).")
    weights: dict[str, Any] = {}
    for kind, found in rows.items():
        names = (*COMMON, *OWN[kind])
        values = np.array([row[0] for row in found])
        signs = np.where([row[1] for row in found], 1.0, -1.0)
        weight = np.array([5.0 if row[2] else 1.0 for row in found])
        mean, scale = values.mean(axis=0), np.where(values.std(axis=0) > 0, values.std(axis=0), 1.0)
        scaled = (values - mean) / scale

        def loss(point: Any, scaled: Any = scaled, signs: Any = signs, weight: Any = weight) -> tuple[float, Any]:
            margin = signs * (scaled @ point[1:] + point[0])
            slope = -signs * weight / (1 + np.exp(margin))
            value = (weight * np.logaddexp(0, -margin)).sum() + (point[1:] ** 2).sum()
            return value, np.concatenate([[slope.sum()], scaled.T @ slope + 2 * point[1:]])

        bounds = [(None, None)] + [(0 if name in FOR else None, 0 if name in AGAINST else None) for name in names]
        solved = minimize(loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds).x
        plain = solved[1:] / scale
        weights[kind] = {
            "intercept": round(float(solved[0] - (plain * mean).sum()), 5),
            "weights": {name: round(float(w), 5) for name, w in zip(names, plain, strict=True)},
        }
        print(f"{kind}: learnt from {len(found)} pairs, {int((signs > 0).sum())} of them rivals")
    return weights


def is_held_out(case: Case) -> bool:
    """Return whether a case belongs to the held-out half."""
    return bool(hashlib.sha256(case.key.encode()).digest()[0] % 2)


def strengths(model: dict[str, Any], rows: list[Row]) -> list[float]:
    """Return the strength of each pair of facts."""
    if not rows:
        return []
    plain = np.array(list(model["weights"].values()))
    return [float(x) for x in 1 / (1 + np.exp(-model["intercept"] - np.array([row[0] for row in rows]) @ plain))]


def set_thresholds(weights: dict[str, Any], rows: dict[str, list[Row]], claims: int) -> None:
    """Add to the weights the thresholds that leave the allowed number of false conflicts among the supported claims."""
    for kind, model in weights.items():
        scores = strengths(model, rows[kind])
        level = 0.05
        for tier, allowed in ALLOWED.items():
            true = best_of(rows[kind], scores, true=True, sure=kind == "name")
            spared = int(allowed[kind] * claims / 1000)
            level = max(level, round(true[spared] + 0.0005 if len(true) > spared else 0.0, 4))
            model[tier] = level


def report(weights: dict[str, Any], rows: dict[str, list[Row]], claims: int, what: str) -> None:
    """Print how many false conflicts the thresholds leave among the rows, and how many changed facts they find."""
    for kind, model in weights.items():
        scores = strengths(model, rows[kind])
        for tier in ALLOWED:
            is_told = kind == "name"
            true, changes = (best_of(rows[kind], scores, true=which, sure=is_told) for which in (True, False))
            false, caught = (sum(score >= model[tier] for score in found) for found in (true, changes))
            rate = 1000 * false / max(1, claims)
            print(f"{what} {kind}, {tier} from {model[tier]}: {false} of {claims} supported claims ({rate:.1f} per")
            print(
                f"  thousand), {100 * caught / max(1, len(changes)):.1f} % of {len(changes)} changed facts with a rival"
            )


def main() -> None:
    rng = random.Random(11)
    learning = [case for case in wice() if case.label == "S"] + supported("train", *TRAIN)
    cases = learning + supported("dev", *DEV) + supported("train", *FURTHER)
    only_thresholds = "--thresholds" in sys.argv
    sub_claims = [] if only_thresholds else wice("unsupported_tokens_train")
    names = [fact for case in (*cases, *sub_claims) for fact in claimed_facts(case.claim) if isinstance(fact, Name)]
    learnt, long, unseen = ({kind: [] for kind in OWN} for _ in range(3))  # type: dict[str, list[Row]]
    counts = [0, 0]
    for number, case in enumerate(cases):
        is_long, held_out = len(case.source.text.split()) >= LEAST_WORDS, is_held_out(case)
        found: dict[str, list[Row]] = {kind: [] for kind in OWN}
        collect(case, rng, names, found, true=True)
        counts[held_out] += is_long
        for kind, rows in found.items():
            if not held_out and number < len(learning):
                learnt[kind] += rows
            if is_long:
                (unseen if held_out else long)[kind] += rows
    for case in sub_claims:
        if not is_held_out(case):
            collect(case, rng, names, learnt, true=False)
            collect(dataclasses.replace(case, source=evidence_only(case)), rng, names, learnt, true=False)
    weights = json.loads(TARGET.read_text(encoding="utf-8")) if only_thresholds else learn(learnt)
    set_thresholds(weights, long, counts[False])
    report(weights, long, counts[False], "learnt from:")
    report(weights, unseen, counts[True], "held out:")
    TARGET.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
