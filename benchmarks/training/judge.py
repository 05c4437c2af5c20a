"""Train the judge: writes words.json, page.json and excerpt.json into citecheck/checking/weights.

`python -m benchmarks.training.judge` (needs scikit-learn and lightgbm, which nothing at run time does; two minutes).

* words: which words of a claim its page lacks; boosted trees on the training half of WiCE's annotated sub-claims
  (ODC-BY / CC BY-SA).
* page: whether a whole page supports a claim; logistic regression and boosted trees, averaged. Learnt from WiCE's dev
  half, and at a third of the weight from pairs made of the training sub-claims: as they are (not supported) and without
  the words that people marked as unsupported (supported). Calibrated on cross-validated predictions for the dev half.
* excerpt: the same for sources of a few sentences; FEVER, FoolMeTwice (CC BY-SA), Factcheck-GPT (Apache-2.0),
  Citation-Integrity (MIT). Between 150 and 500 words the two are blended.

Hyper-parameters were chosen by cross-validation on WiCE's dev half; benchmarks/accuracy/support_wice prints
the nested figures.
"""

from __future__ import annotations

import dataclasses
import json
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.material.claims_corpus import Case, pairs, wice
from benchmarks.material.intervals import area
from citecheck.checking.passages import prepare, query
from citecheck.checking.support.features import (
    CLAIM_FEATURES,
    TOKEN_FEATURES,
    claim_features,
    claim_tokens,
    token_features,
)
from citecheck.checking.support.judge import match_claim, read_claim
from citecheck.checking.support.model import ClaimMatch

try:
    import lightgbm
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, StratifiedKFold
    from sklearn.preprocessing import StandardScaler
except ImportError:
    sys.exit("Training needs scikit-learn and lightgbm: pip install scikit-learn lightgbm (in their own environment).")

WEIGHTS = Path(__file__).resolve().parents[2] / "citecheck" / "checking" / "weights"
EXCERPTS = ("fever_dev_gold", "foolmetwice_dev", "factcheckgpt_stance_train", "citation_integrity_train")
Matrix = NDArray[np.float64]


@dataclasses.dataclass
class Table:
    """Features of claims, whether each is supported, and its weight in the fit."""

    rows: Matrix
    supported: NDArray[np.bool_]
    weight: float = 1.0


@dataclasses.dataclass
class Fitted:
    """A logistic model on the plain features and boosted trees; their mean."""

    intercept: float
    weights: Matrix
    trees: Any

    def __call__(self, rows: Matrix) -> Matrix:
        """Return the probability of each row."""
        linear = 1.0 / (1.0 + np.exp(-(rows @ self.weights + self.intercept)))
        return np.asarray((linear + self.trees.predict_proba(rows)[:, 1]) / 2.0)


def matched(case: Case) -> ClaimMatch:
    return match_claim(read_claim(query(case.claim), case.context), prepare(case.source))


def spans(case: Case) -> list[tuple[int, int] | None]:
    """Return the places of the data's words in a claim."""
    found: list[tuple[int, int] | None] = []
    position = 0
    for word in case.words:
        at = case.claim.find(word, position)
        found.append(None if at < 0 else (at, at + len(word)))
        position = position if at < 0 else at + len(word)
    return found


def lacking(case: Case) -> list[bool]:
    """Return for each of our words of a claim whether people marked it as unsupported."""
    marked = [span for span, bad in zip(spans(case), case.unsupported, strict=True) if bad and span]
    return [any(piece.start < end and piece.end > start for start, end in marked) for piece in claim_tokens(case.claim)]


def boosted(trees: int, leaves: int, least: int, share: float) -> Any:
    return lightgbm.LGBMClassifier(
        n_estimators=trees,
        num_leaves=leaves,
        learning_rate=0.05 if share > 0.5 else 0.04,
        min_child_samples=least,
        subsample=0.8,
        subsample_freq=1,
        colsample_bytree=share,
        reg_lambda=5,
        random_state=1,
        n_jobs=1,
        deterministic=True,
        verbose=-1,
    )


def fit_words(rows: Matrix, labels: NDArray[np.bool_]) -> Any:
    return boosted(120, 7, 40, 0.6).fit(rows, labels)


def word_models(cases: list[Case]) -> tuple[Any, list[Any]]:
    """Return the model of words from all cases, and for each case a model that was not fitted on its page."""
    tables = [np.array(token_features(matched(c), claim_tokens(c.claim))) for c in cases]
    labels = [np.array(lacking(case)) for case in cases]
    groups = [case.source.title or case.key for case in cases]
    each: list[Any] = [None] * len(cases)
    for seen, unseen in GroupKFold(5).split(cases, groups=groups):
        model = fit_words(np.vstack([tables[i] for i in seen]), np.concatenate([labels[i] for i in seen]))
        for index in unseen:
            each[index] = model
    return fit_words(np.vstack(tables), np.concatenate(labels)), each


def claim_row(case: Case, words: Any) -> list[float]:
    """Return the features of a claim, with the probabilities of its words from a model of words."""
    found = matched(case)
    pieces = claim_tokens(case.claim)
    chances = words.predict_proba(np.array(token_features(found, pieces)))[:, 1]
    return claim_features(found, [c for c, piece in zip(chances, pieces, strict=True) if piece.is_content])


def table(cases: Iterable[Case], words: Any, weight: float = 1.0) -> Table:
    rows, labels = [], []
    for case in cases:
        rows.append(claim_row(case, words))
        labels.append(case.label == "S")
    return Table(np.array(rows), np.array(labels), weight)


def made_pairs(cases: list[Case], each: list[Any], weight: float) -> Table:
    """Return the sub-claims as they are and without their unsupported words, as examples of both kinds."""
    rows, labels = [], []
    for case, words in zip(cases, each, strict=True):
        bad = lacking(case)
        kept = " ".join(p.text for p, lost in zip(claim_tokens(case.claim), bad, strict=True) if not lost)
        for claim, supported in ((case.claim, False), (kept, True)):
            rows.append(claim_row(dataclasses.replace(case, claim=claim), words))
            labels.append(supported)
    return Table(np.array(rows), np.array(labels), weight)


def fit(tables: Sequence[Table], *, c: float, trees: Any) -> Fitted:
    rows = np.vstack([part.rows for part in tables])
    labels = np.concatenate([part.supported for part in tables])
    weights = np.concatenate([np.full(len(part.supported), part.weight) for part in tables])
    scaler = StandardScaler().fit(rows)
    linear = LogisticRegression(C=c, max_iter=3000).fit(scaler.transform(rows), labels, sample_weight=weights)
    plain = linear.coef_[0] / np.where(scaler.scale_ > 0, scaler.scale_, 1.0)
    intercept = float(linear.intercept_[0] - (plain * scaler.mean_).sum())
    return Fitted(intercept, plain, trees.fit(rows, labels, sample_weight=weights))


def fit_page(own: Sequence[Table]) -> Fitted:
    return fit(own, c=0.01, trees=boosted(80, 4, 15, 0.5))


def fit_excerpt(own: Sequence[Table]) -> Fitted:
    return fit(own, c=0.001, trees=boosted(200, 8, 40, 0.5))


def out_of_fold(
    main: Table, others: Sequence[Table], learn: Callable[[Sequence[Table]], Fitted], seed: int = 0, folds: int = 5
) -> Matrix:
    """Return predictions for `main` by models that were not fitted on the row."""
    raw = np.zeros(len(main.supported))
    for seen, unseen in StratifiedKFold(folds, shuffle=True, random_state=seed).split(main.rows, main.supported):
        part = Table(main.rows[seen], main.supported[seen], main.weight)
        raw[unseen] = learn([part, *others])(main.rows[unseen])
    return raw


def platt(raw: Matrix, labels: NDArray[np.bool_]) -> tuple[float, float]:
    """Return slope and offset that calibrate predictions."""
    odds = np.log(np.clip(raw, 1e-6, 1 - 1e-6) / (1 - np.clip(raw, 1e-6, 1 - 1e-6)))
    model = LogisticRegression(C=1e6).fit(odds[:, None], labels)
    return float(model.coef_[0][0]), float(model.intercept_[0])


def best_threshold(chances: Matrix, labels: NDArray[np.bool_]) -> float:
    """Return the median of the five thresholds with the best balanced accuracy."""
    levels = np.unique(np.round(chances, 3))
    scores = [balanced(chances >= level, labels) for level in levels]
    return float(np.median(levels[np.argsort(scores)[-5:]]))


def balanced(said: NDArray[np.bool_], labels: NDArray[np.bool_]) -> float:
    if labels.all() or not labels.any():
        return float("nan")
    return float((said[labels].mean() + (~said[~labels]).mean()) / 2.0)


def excerpts(words: Any) -> list[Table]:
    rng = random.Random(3)
    tables = []
    for name in EXCERPTS:
        cases = pairs("train", name)
        tables.append(table(rng.sample(cases, min(1500, len(cases))), words))
    return tables


def stored_trees(model: Any) -> list[list[list[float]]]:
    """Return boosted trees as lists of nodes: [feature, threshold, left, right], or [value] for a leaf."""
    stored = []
    for tree in model.booster_.dump_model()["tree_info"]:
        nodes: list[list[float]] = []

        def walk(node: dict[str, Any], nodes: list[list[float]] = nodes) -> int:
            index = len(nodes)
            nodes.append([])
            if "leaf_value" in node:
                nodes[index] = [round(node["leaf_value"], 6)]
            else:
                left, right = walk(node["left_child"]), walk(node["right_child"])
                nodes[index] = [node["split_feature"], float(f"{node['threshold']:.6g}"), left, right]
            return index

        walk(tree["tree_structure"])
        stored.append(nodes)
    return stored


def stored(model: Fitted, features: Sequence[str], slope: float, offset: float, **settings: float) -> dict[str, Any]:
    return {
        "features": list(features),
        "linear": {"intercept": round(model.intercept, 6), "weights": [round(float(w), 6) for w in model.weights]},
        "trees": stored_trees(model.trees),
        "slope": round(slope, 4),
        "offset": round(offset, 4),
        "settings": settings,
    }


def write(name: str, content: dict[str, Any]) -> None:
    path = WEIGHTS / name
    path.write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{name}: {path.stat().st_size} bytes")


def main() -> None:
    sub_claims = wice("unsupported_tokens_train")
    words, each = word_models(sub_claims)
    write("words.json", {"features": list(TOKEN_FEATURES), "trees": stored_trees(words)})
    dev = table(wice(), words)
    made = made_pairs(sub_claims, each, 0.3)
    raw = out_of_fold(dev, [made], fit_page)
    slope, offset = platt(raw, dev.supported)
    page = fit_page([dev, made])
    print(f"page: AUROC {area(raw, dev.supported):.4f} cross-validated, slope {slope:.2f}, offset {offset:.2f}")
    write("page.json", stored(page, CLAIM_FEATURES, slope, offset))
    parts = excerpts(words)
    whole = Table(np.vstack([p.rows for p in parts]), np.concatenate([p.supported for p in parts]))
    raw = out_of_fold(whole, [], fit_excerpt)
    slope, offset = platt(raw, whole.supported)
    print(f"excerpt: AUROC {area(raw, whole.supported):.4f} cross-validated, slope {slope:.2f}, offset {offset:.2f}")
    write("excerpt.json", stored(fit_excerpt([whole]), CLAIM_FEATURES, slope, offset))


if __name__ == "__main__":
    main()
