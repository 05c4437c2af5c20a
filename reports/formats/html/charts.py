"""Charts as SVG: where the points of their lines and bars are. The templates draw them, with a table beside each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

WIDTH, HEIGHT = 640, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 132, 12, 28  # room for the numbers, the names of lines, and the dates
_TICKS = 4
_APART = 20  # between the names of two lines: a line of text on a phone


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisTick:
    """A number or a date at an axis, and its place along it."""

    at: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLine:
    """One line: its points as SVG writes them, and its name with the place where it stands."""

    kind: str
    label: str
    points: str
    dots: tuple[tuple[float, float], ...]
    label_y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart:
    """Lines over time, with ticks at both axes. `left`, `right`, `top` and `bottom` bound the lines."""

    lines: tuple[ChartLine, ...]
    numbers: tuple[AxisTick, ...]
    dates: tuple[AxisTick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    top: int = _TOP
    bottom: int = HEIGHT - _BOTTOM


def line_chart(dates: Sequence[str], rows: Sequence[tuple[str, str, Sequence[int]]]) -> LineChart:
    """Return the chart of `rows` (kind, name, values), whose values belong to `dates` (ISO 8601), in order."""
    most = max((value for _, _, values in rows for value in values), default=0)
    step = _step(most)
    top_value = max(step, math.ceil(most / step) * step)

    def x(index: int) -> float:
        share = index / (len(dates) - 1) if len(dates) > 1 else 0.5
        return round(_LEFT + share * (WIDTH - _RIGHT - _LEFT), 1)

    def y(value: float) -> float:
        return round(HEIGHT - _BOTTOM - value / top_value * (HEIGHT - _BOTTOM - _TOP), 1)

    lines = []
    for kind, label, values in rows:
        dots = tuple((x(index), y(value)) for index, value in enumerate(values))
        points = " ".join(f"{across},{down}" for across, down in dots)
        lines.append(ChartLine(kind=kind, label=label, points=points, dots=dots, label_y=dots[-1][1] if dots else 0.0))
    return LineChart(
        lines=_apart(lines),
        numbers=tuple(AxisTick(at=y(value), label=f"{value:,}") for value in range(0, top_value + 1, step)),
        dates=tuple(AxisTick(at=x(index), label=dates[index][:10]) for index in sorted({0, len(dates) - 1}))
        if dates
        else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BarPart:
    """One bar: its row, its name, its number, and its width of 100."""

    y: int
    label: str
    number: int
    width: float


def bar_parts(rows: Sequence[tuple[str, int]], *, height: int) -> tuple[BarPart, ...]:
    """Return a bar for each of `rows` (name, number), one below the other, each `height` units high."""
    most = max((number for _, number in rows), default=0) or 1
    return tuple(
        BarPart(y=index * height, label=label, number=number, width=round(100 * number / most, 1))
        for index, (label, number) in enumerate(rows)
    )


def _step(most: int) -> int:
    """Return the distance of the numbers at an axis up to `most`: 1, 2 or 5 times a power of ten."""
    raw = max(1.0, most / _TICKS)
    power = 10 ** math.floor(math.log10(raw))
    return int(next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw))


def _apart(lines: Sequence[ChartLine]) -> tuple[ChartLine, ...]:
    """Return `lines` with their names far enough from one another to be read."""
    placed: list[ChartLine] = []
    lowest = -math.inf
    for line in sorted(lines, key=lambda one: one.label_y):
        lowest = max(line.label_y, lowest + _APART)
        placed.append(replace(line, label_y=round(lowest, 1)))
    overflow = max(0.0, (placed[-1].label_y if placed else 0.0) - (HEIGHT - _BOTTOM))
    moved = {line.kind: replace(line, label_y=round(line.label_y - overflow, 1)) for line in placed}
    return tuple(moved[line.kind] for line in lines)


__all__ = ["BarPart", "LineChart", "bar_parts", "line_chart"]
