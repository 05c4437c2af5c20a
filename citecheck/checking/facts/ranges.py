"""Numbers that belong together: the two ends of a range (10–12 km) and a quantity in two units (5 ft 11 in)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from citecheck.checking.facts.labels import LABEL, P_VALUE, SAMPLE
from citecheck.checking.facts.model import Number
from citecheck.checking.facts.units import CURRENCIES

_DASH = re.compile(r"\s*(?:[–—-]|--|to)\s*")
_FROM = re.compile(r"\bfrom\s$", re.IGNORECASE)
_TO = re.compile(r"\s+to\s+(?:only\s+|just\s+)?")
_GAP = re.compile(r"(?:,?\s+(?:and\s+)?|\s?-?)")
_SMALLER = {"length": 1000.0, "mass": 6.4, "time": 31_556_952.0}  # the largest unit that a second one follows
_FOLLOWS = frozenset((0.0254, 0.0283495, 0.45359237, 0.001, 0.01, 1.0))  # inches, ounces, pounds, g, cm, m
_ALONE = frozenset(("ordinal", "score", "clock"))


def joined(text: str, found: Sequence[Number]) -> list[Number]:
    """Return the numbers `found` in `text`, with the two ends of ranges and quantities in two units joined."""
    whole: list[Number] = []
    for number in found:
        together = (_in_two_units(text, whole[-1], number) or _range(text, whole[-1], number)) if whole else None
        if together is None:
            whole.append(_with_unit_of(text, whole[-1], number) if whole else number)
        else:
            whole[-1] = together
    return whole


def _with_unit_of(text: str, before: Number, number: Number) -> Number:
    """Return `number` with the unit of the one before it where the two are a change: "from nine days to four"."""
    is_change = _FROM.search(text, max(0, before.start - 6), before.start) and _TO.fullmatch(
        text, before.end, number.start
    )
    if not is_change or number.unit or not before.unit or before.unit in _ALONE or number.second is not None:
        return number
    if before.unit.startswith((LABEL, SAMPLE, P_VALUE)):
        return number
    factor = before.factor
    return replace(
        number,
        unit=before.unit,
        value=number.value * factor,
        low=number.low * factor,
        high=number.high * factor,
        factor=factor,
        noun="",
    )


def _in_two_units(text: str, before: Number, number: Number) -> Number | None:
    """Return "5 ft 11 in", "6 lb 4 oz" or "1 hour 20 minutes" as one quantity; None if the two are not such a one."""
    limit = _SMALLER.get(number.unit)
    if limit is None or before.unit != number.unit or before.factor > limit * 1.001 or before.second is not None:
        return None
    exact = before.low == before.value == before.high or before.text[:1].isalpha()
    small = (
        0.0 < number.value < before.factor
        and number.factor < before.factor
        and float(before.value / before.factor).is_integer()
    )
    follows = number.unit == "time" or number.factor in _FOLLOWS
    if not (
        exact and small and follows and number.low == number.high and _GAP.fullmatch(text, before.end, number.start)
    ):
        return None
    more = number.value
    return replace(
        before,
        text=text[before.start : number.end],
        end=number.end,
        value=before.value + more,
        low=before.low + more if before.low else 0.0,
        high=before.high + more,
        step=0.0,
        factor=number.factor,
    )


def _range(text: str, before: Number, number: Number) -> Number | None:
    """Return "400–450", "between 10 and 12 km" or "5 to 6 million" as one number; None if the two are not a range."""
    gap = text[before.end : number.start]
    between = gap.strip() == "and" and text[: before.start].rstrip().lower().endswith("between")
    if (
        not (between or _DASH.fullmatch(gap))
        or number.unit in _ALONE
        or number.unit.startswith((LABEL, SAMPLE, P_VALUE))
    ):
        return None
    low, unit = before.value, number.unit
    if before.unit in CURRENCIES and not number.unit:  # "$10–12 million": the sign comes before, the scale after
        unit = before.unit
        low *= number.factor if before.factor == 1.0 else 1.0
    elif before.unit == "age" and number.unit in ("", "time"):  # "aged 10 to 24 (years)"
        return _between(text, before, number, low, number.value / (number.factor or 1.0), "age")
    elif before.unit not in ("", number.unit):
        return None
    elif not before.unit and number.unit == "temperature" and number.factor != 1.0:
        low = (low - 32.0) / 1.8
    elif not before.unit and before.factor == 1.0:  # "10 to 12 km", "5 to 6 million": unit and scale are said once
        low *= number.factor
    return _between(text, before, number, low, number.value, unit)


def _between(text: str, before: Number, number: Number, low: float, high: float, unit: str) -> Number | None:
    if low >= high:
        return None
    return Number(
        text=text[before.start : number.end],
        start=before.start,
        end=number.end,
        value=high,
        low=low,
        high=high,
        unit=unit,
        noun=number.noun,
        second=low,
        factor=number.factor,
    )


__all__ = ["joined"]
