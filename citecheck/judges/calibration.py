"""How sure two judges are together: the probability of the first, moved by what the second says.

The odds of the first judge are multiplied by one factor if the second supports the claim, and by another if it does
not; `slope` corrects a first judge whose odds are too extreme. A file of the user's, made by `citecheck calibrate` from
labelled claims, gives the three figures for one model. Without one, the small table of families beside this file gives
cautious ones, and the result is never called confident.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import msgspec
import numpy as np

from citecheck.errors import SettingsError

FEWEST = 50
"""Labelled claims from which a calibration is made; with fewer its three figures mean nothing (judgement)."""
_STEPS = 100
_PENALTY = 1.0  # on the square of each figure's distance from its prior: a few claims move it little
_EDGE = 1e-4  # probabilities nearer to 0 or 1 count as this near


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """The figures for one model: natural logarithms of the two factors, and the slope.

    `judge` is the model's name, `claims` the number of labelled claims that it was measured on; 0: it comes from the
    table of families.
    """

    judge: str
    supports: float
    denies: float
    slope: float = 1.0
    claims: int = 0

    @property
    def is_measured(self) -> bool:
        """Whether it was measured on claims of the user's."""
        return self.claims >= FEWEST

    def joined(self, probability: float | None, *, supports: bool) -> float | None:
        """Return the probability (0..1) of full support after the second opinion; None: the first judge gave none.

        `probability` is that of the first judge, `supports` says whether the second supports the claim.
        """
        if probability is None:
            return None
        odds = self.slope * _logit(probability) + (self.supports if supports else self.denies)
        return 1 / (1 + math.exp(-odds))


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled claim: the first judge's probability, what the second says, and whether people call it supported."""

    probability: float
    supports: bool
    label: bool


@cache
def _families() -> tuple[tuple[str, float], ...]:
    page = resources.files("citecheck.judges") / "families.toml"
    rows = tomllib.loads(page.read_text(encoding="utf-8"))["family"]
    return tuple((row["name"], float(row["accuracy"])) for row in rows)


def of_family(model: str) -> Calibration:
    """Return the cautious calibration for the family of `model`, by its name; unknown families get the least.

    The figure of a family is its published accuracy. Half of its logarithm of odds is used, because two judges tend to
    err on the same claims.
    """
    name = model.lower()
    accuracy = next((value for family, value in _families() if family and family in name), dict(_families())[""])
    step = _logit(accuracy) / 2
    return Calibration(judge=model, supports=step, denies=-step)


def fit(judge: str, claims: Sequence[Labelled]) -> Calibration:
    """Return the calibration of the model `judge` on `claims`: a penalised logistic regression of three figures.

    Raises `SettingsError` if there are fewer than `FEWEST` claims, or all have one label.
    """
    if len(claims) < FEWEST:
        raise SettingsError(f"{len(claims)} labelled claims were read; a calibration needs {FEWEST}")
    labels = np.array([one.label for one in claims], dtype=float)
    if labels.min() == labels.max():
        raise SettingsError("all claims have one label; a calibration needs supported claims and others")
    rows = np.array([[_logit(one.probability), float(one.supports), float(not one.supports)] for one in claims])
    prior = np.array([1.0, 0.0, 0.0])
    figures = prior.copy()
    for _ in range(_STEPS):  # Newton's method
        chances = 1 / (1 + np.exp(-np.clip(rows @ figures, -30, 30)))
        slope = rows.T @ (labels - chances) - _PENALTY * (figures - prior)
        curve = (rows.T * (chances * (1 - chances))) @ rows + _PENALTY * np.eye(3)
        step = np.linalg.solve(curve, slope)
        figures += step
        if float(np.abs(step).max()) < 1e-9:
            break
    return Calibration(
        judge=judge,
        slope=round(float(figures[0]), 4),
        supports=round(float(figures[1]), 4),
        denies=round(float(figures[2]), 4),
        claims=len(claims),
    )


_CALIBRATIONS = msgspec.json.Decoder(Calibration)


def read_calibration(path: Path, model: str) -> Calibration:
    """Return the calibration of `model` in the file `path`.

    Raises `SettingsError` if it cannot be read, or is another model's.
    """
    try:
        found = _CALIBRATIONS.decode(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise SettingsError(
            f"`checking.second_opinion.calibration`: {path} cannot be read ({error}); `citecheck calibrate` writes it"
        ) from error
    if found.judge != model:
        raise SettingsError(
            f"`checking.second_opinion.calibration`: {path} is of {found.judge!r}, and the settings name {model!r}"
        )
    if not all(map(math.isfinite, (found.supports, found.denies, found.slope))):
        raise SettingsError(f"`checking.second_opinion.calibration`: {path} has figures that are no numbers")
    return found


def write_calibration(path: Path, calibration: Calibration) -> None:
    """Write `calibration` to `path`. Raises `ReportError` if that is impossible."""
    from reports.rendering import write_file

    write_file(path, (json.dumps(msgspec.to_builtins(calibration), indent=1) + "\n").encode())


def _logit(probability: float) -> float:
    inside = min(max(probability, _EDGE), 1 - _EDGE)
    return math.log(inside / (1 - inside))


__all__ = ["FEWEST", "Calibration", "Labelled", "fit", "of_family", "read_calibration", "write_calibration"]
