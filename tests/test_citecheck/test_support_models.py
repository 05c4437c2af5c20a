"""The models that the package carries: read as stored, refused where they do not fit, and complete."""

import json
import math
from importlib import resources

import numpy as np
import pytest

from citecheck.checking.facts import conflicts
from citecheck.checking.support.features import CLAIM_FEATURES, TOKEN_FEATURES
from citecheck.checking.weights.models import Linear, Model, Trees, calibrated, load

# x0 <= 1 ? (x1 <= 0 ? -1 : 2) : 3, and a tree that is one leaf
TREES = [[[0, 1.0, 1, 4], [1, 0.0, 2, 3], [-1.0], [2.0], [3.0]], [[0.5]]]


def sigmoid(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value))


@pytest.mark.parametrize(
    ("row", "value"), [([1.0, 0.0], -0.5), ([0.0, 1.0], 2.5), ([2.0, 0.0], 3.5), ([1.1, 9.0], 3.5)]
)
def test_trees_are_walked_as_they_are_written(row: list[float], value: float) -> None:
    assert Trees.read(TREES).probability(np.array([row]))[0] == pytest.approx(sigmoid(value))


def test_a_model_is_the_mean_of_its_parts_calibrated() -> None:
    linear = Linear(0.0, np.array([1.0, 0.0]))
    model = Model((linear, Trees.read(TREES)), slope=1.0, offset=0.0, settings={})
    expected = (sigmoid(1.0) + sigmoid(-0.5)) / 2.0
    assert model.probability([[1.0, 0.0]])[0] == pytest.approx(expected)
    assert len(model.probability([])) == 0


def test_calibration_keeps_the_order_and_the_range() -> None:
    raw = np.array([0.0, 0.1, 0.5, 0.9, 1.0])
    found = calibrated(raw, 1.3, -0.2)
    assert (np.diff(found) >= 0).all()
    assert found.min() >= 0.0
    assert found.max() <= 1.0


@pytest.mark.parametrize(
    ("name", "names"),
    [("words.json", TOKEN_FEATURES), ("page.json", CLAIM_FEATURES), ("excerpt.json", CLAIM_FEATURES)],
)
def test_every_model_fits_the_features_that_the_code_computes(name: str, names: tuple[str, ...]) -> None:
    model = load(name, names)
    assert 0.0 < model.probability([[0.0] * len(names)])[0] < 1.0
    with pytest.raises(ValueError, match="training script"):
        load(name, names[:-1])


def test_conflicts_have_weights_for_every_feature_and_ordered_thresholds() -> None:
    text = resources.files("citecheck.checking.weights").joinpath("conflicts.json").read_text(encoding="utf-8")
    for kind, model in json.loads(text).items():
        assert set(model["weights"]) == {*conflicts.COMMON, *conflicts.OWN[kind]}
        assert 0.0 < model["told"] <= model["sure"] < 1.0


def test_the_model_card_names_every_file_and_its_licence() -> None:
    folder = resources.files("citecheck.checking.weights")
    card = folder.joinpath("MODEL_CARD.md").read_text(encoding="utf-8")
    for file in folder.iterdir():
        if file.name.endswith(".json"):
            assert f"`{file.name}`" in card
    for licence in ("CC BY-SA", "ODC-BY", "Apache-2.0", "MIT"):
        assert licence in card
