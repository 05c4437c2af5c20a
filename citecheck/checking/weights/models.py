"""Read and evaluate the models beside this file: a logistic one, boosted trees, and the mean of both.

They are evaluated here so that no learning library is needed to run them. A model's file names its features; a file
whose features are not those that the code computes is refused. MODEL_CARD.md says where each comes from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """A logistic model: the weights are for the unscaled features."""

    intercept: float
    weights: Matrix

    def probability(self, rows: Matrix) -> Matrix:
        """Return the probability (0..1) of each of `rows`."""
        return _sigmoid(rows @ self.weights + self.intercept)


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """Boosted trees, all padded to one size: for each tree and node its feature, threshold and children, or its value.

    A leaf is its own child, so that a further step stays there.
    """

    feature: NDArray[np.int64]
    threshold: Matrix
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: Matrix
    depth: int

    @classmethod
    def read(cls, trees: Sequence[Sequence[Sequence[float]]]) -> Trees:
        """Read `trees` as stored: nodes in a list, [feature, threshold, left, right] or [value] for a leaf."""
        size = max(len(tree) for tree in trees)
        shape = (len(trees), size)
        feature, left, right = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        threshold, value = np.zeros(shape), np.zeros(shape)
        for row, tree in enumerate(trees):
            for index, node in enumerate(tree):
                if len(node) == 1:
                    value[row, index] = node[0]
                    left[row, index] = right[row, index] = index
                else:
                    feature[row, index], threshold[row, index] = int(node[0]), node[1]
                    left[row, index], right[row, index] = int(node[2]), int(node[3])
        return cls(feature, threshold, left, right, value, max(_depth(tree) for tree in trees))

    def probability(self, rows: Matrix) -> Matrix:
        """Return the probability (0..1) of each of `rows`."""
        # nodes and features by their places in flat arrays, which `take` reads several times faster than two indices
        first = np.arange(len(self.feature))[None, :] * self.feature.shape[1]
        row = np.arange(len(rows))[:, None] * rows.shape[1]
        flat = np.ascontiguousarray(rows).ravel()
        at = np.broadcast_to(first, (len(rows), len(self.feature)))
        for _ in range(self.depth):
            goes_left = flat.take(row + self.feature.take(at)) <= self.threshold.take(at)
            at = first + np.where(goes_left, self.left.take(at), self.right.take(at))
        return _sigmoid(self.value.take(at).sum(axis=1))


def _depth(tree: Sequence[Sequence[float]], index: int = 0) -> int:
    node = tree[index]
    return 0 if len(node) == 1 else 1 + max(_depth(tree, int(node[2])), _depth(tree, int(node[3])))


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """The mean of the parts' probabilities, calibrated: `slope` and `offset` act on its logarithmic odds."""

    parts: tuple[Linear | Trees, ...]
    slope: float
    offset: float
    settings: Mapping[str, Any]
    """What else the file holds: thresholds."""

    def probability(self, rows: Sequence[Sequence[float]]) -> Matrix:
        """Return the calibrated probability (0..1) of each of `rows`, rows of features."""
        if not rows:
            return np.zeros(0)
        table = np.asarray(rows, dtype=np.float64)
        raw = np.mean([part.probability(table) for part in self.parts], axis=0)
        return calibrated(raw, self.slope, self.offset)


def calibrated(raw: Matrix, slope: float, offset: float) -> Matrix:
    """Return the probabilities `raw` with their log odds multiplied by `slope` and shifted by `offset` (Platt 1999)."""
    safe = np.clip(raw, 1e-6, 1.0 - 1e-6)
    return _sigmoid(slope * np.log(safe / (1.0 - safe)) + offset)


def _sigmoid(values: Matrix) -> Matrix:
    return np.asarray(1.0 / (1.0 + np.exp(-values)), dtype=np.float64)


@cache
def load(name: str, features: tuple[str, ...]) -> Model:
    """Return the model in the file `name` ("page.json"), read once.

    `features` are the names of the features that the caller computes, in order. Raises `ValueError` if the model was
    made for others.
    """
    raw = _read(name)
    _require(name, tuple(raw["features"]), features)
    parts: list[Linear | Trees] = []
    if "linear" in raw:
        parts.append(Linear(raw["linear"]["intercept"], np.asarray(raw["linear"]["weights"], dtype=np.float64)))
    if "trees" in raw:
        parts.append(Trees.read(raw["trees"]))
    return Model(tuple(parts), raw.get("slope", 1.0), raw.get("offset", 0.0), raw.get("settings", {}))


@dataclass(frozen=True, slots=True, eq=False)
class ConflictModel:
    """A logistic model of conflicts for one kind of fact, with its thresholds (0..1).

    From `told` a conflict is likely, from `sure` it is sure. benchmarks/training/conflicts
    sets them, by how many false conflicts they leave among claims that their source supports.
    """

    linear: Linear
    told: float
    sure: float

    def probability(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Return the probability (0..1) of each of `rows`, rows of features.

        Equal rows get equal probabilities in any order, because results are rounded.
        """
        found = self.linear.probability(np.asarray(rows, dtype=np.float64))
        return [round(float(probability), 12) for probability in found]


@cache
def load_conflicts(kind: str, features: tuple[str, ...]) -> ConflictModel:
    """Return the model of conflicts for `kind` ("number", "date" or "name"). Its file is read once.

    Raises `ValueError` if the model was made for other features than `features`.
    """
    raw = _read("conflicts.json")[kind]
    _require("conflicts.json", tuple(raw["weights"]), features)
    linear = Linear(raw["intercept"], np.asarray(list(raw["weights"].values()), dtype=np.float64))
    return ConflictModel(linear, raw["told"], raw["sure"])


def _read(name: str) -> Any:
    return json.loads(resources.files("citecheck.checking.weights").joinpath(name).read_text(encoding="utf-8"))


def _require(name: str, made_for: tuple[str, ...], features: tuple[str, ...]) -> None:
    if made_for != features:
        raise ValueError(f"{name} was made for other features: run its training script again")


__all__ = ["ConflictModel", "Linear", "Matrix", "Model", "Trees", "calibrated", "load", "load_conflicts"]
