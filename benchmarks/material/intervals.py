"""Shares and other figures with their 95 % bootstrap intervals (percentile method, 1,000 samples, fixed seed)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray


def interval(count: int, figure: Callable[[NDArray[np.int64]], float], *, samples: int = 1000) -> tuple[float, float]:
    """Return the 95 % interval of `figure`, a function of the indices of a resample of `count` rows."""
    rng = np.random.default_rng(7)
    drawn = [figure(rng.integers(0, count, count)) for _ in range(samples)]
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return float(low), float(high)


def share(hits: Sequence[bool]) -> str:
    """Return a share as "95.1 % (93.0–97.0)"."""
    if not hits:
        return "–"
    values = np.asarray(hits, dtype=float)
    low, high = interval(len(values), lambda rows: float(values[rows].mean()))
    return f"{100 * values.mean():.1f} % ({100 * low:.1f}–{100 * high:.1f})"


def scored(value: float, count: int, figure: Callable[[NDArray[np.int64]], float]) -> str:
    """Return a figure of 0..1 as "74.3 (70.1–78.2)", in hundredths."""
    low, high = interval(count, figure)
    return f"{100 * value:.1f} ({100 * low:.1f}–{100 * high:.1f})"


def area(chances: NDArray[np.float64], labels: NDArray[np.bool_]) -> float:
    """Return the area under the ROC curve; ties count half. It is not a number if all rows are of one kind."""
    order = np.argsort(chances, kind="stable")
    ranks = np.empty(len(chances))
    ranks[order] = np.arange(1, len(chances) + 1)
    for value in np.unique(chances):
        same = chances == value
        ranks[same] = ranks[same].mean()
    good, bad = labels.sum(), (~labels).sum()
    return float((ranks[labels].sum() - good * (good + 1) / 2) / (good * bad)) if good and bad else float("nan")
