"""What the templates of numbers, units and dates show, made from their arguments.

Each function of `FIGURES` takes the numbered arguments in order, the named ones, and the page's language (ISO 639-1,
None where it is not known). It returns the words that readers see, or None where they cannot be known, as the age
of somebody today. What {{convert}} computes is left out: the figure that the article's author wrote is enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile

from claims.readers.wikitext import date_figures as dates
from claims.readers.wikitext.showing import table

Figure = Callable[[Sequence[str], Mapping[str, str], str | None], str | None]

_NUMBER = re.compile(r"[-+−±]?\d[\d.,'’\s\u00a0]*(?:/\d+)?(?:[eE][-+]?\d+)?|[½¼¾⅓⅔]")
_EXPONENT = re.compile(r"[-−]?\d{1,2}")
_BETWEEN = {"to": "to", "-": "–", "–": "–", "and": "and", "or": "or", "x": "x", "×": "×", "by": "by", "to(-)": "to"} | {
    "+/-": "±",
    "±": "±",
    "and(-)": "and",
    "*": "×",
    "à": "à",
    "et": "et",
    "ou": "ou",
    "a": "a",
    "y": "y",
    "o": "o",
    "bis": "bis",
    "und": "und",
    "e": "e",
    "i": "i",
    "do": "do",
}
_SECOND_UNITS = frozenset({"ft", "in", "yd", "oz", "lb", "chain", "furlong", "d", "s", "st", "mi"})
_RUPEES = {"c": "crore", "l": "lakh", "lc": "lakh crore", "b": "billion", "m": "million", "t": "trillion"} | {
    "k": "thousand",
    "tc": "thousand crore",
}
_POWER = re.compile(r"(e3|e6|e9|e12)([a-zA-Z].*)")
_POWERS = {"e3": "thousand", "e6": "million", "e9": "billion", "e12": "trillion"}
_PRICE = re.compile(r"([$£€¥₹])/(.+)")  # "$/ft2"
_ROMAN_SIGNS = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def _unit(code: str) -> str:
    """Return what {{convert}} shows for the code of a unit: "e6lb" is "million lb"."""
    units: Mapping[str, str] = table()["units"]
    power = _POWER.fullmatch(code)
    if power is not None:
        return f"{_POWERS[power[1]]} {units.get(power[2], power[2])}"
    return units.get(code, code)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _convert(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    if not given or not given[0]:
        return None
    parts = [given[0]]
    rest = list(given[1:])
    while len(rest) > 1 and rest[0] in _BETWEEN and _NUMBER.fullmatch(rest[1]):
        parts += [_BETWEEN[rest.pop(0)], rest.pop(0)]
    price = _PRICE.fullmatch(rest[0]) if rest else None
    if price is not None:
        parts = [price[1] + part if _NUMBER.fullmatch(part) else part for part in parts]
        return _joined(*parts, "per", _unit(price[2]))
    if rest:
        parts.append(_unit(rest.pop(0)))
    while len(rest) > 1 and _NUMBER.fullmatch(rest[0]) and rest[1] in _SECOND_UNITS:
        parts += [rest.pop(0), _unit(rest.pop(0))]
    return _joined(*parts).replace(" – ", "–")


def _french_unit(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    if not given or not given[0]:
        return None
    number = given[0]
    for name in ("à", "et", "ou", "par"):
        if name in named:
            number += f" {name} {named[name]}"
    if "+/-" in named or "±" in named:
        number += f" ± {named.get('+/-') or named['±']}"
    if "e" in named or "x10" in named:
        number += f"×10^{named.get('e') or named['x10']}"
    rest = list(given[1:])
    while len(rest) > 1 and rest[0] in _BETWEEN:
        number += f" {rest.pop(0)} {rest.pop(0)}"
    return _joined(number, _with_exponents(rest))


def _measure(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    if not given or not given[0]:
        return None
    number, *rest = given
    numbers = list(takewhile(_NUMBER.fullmatch, filter(None, rest)))  # what stands behind a unit is its exponent
    units = [part for part in rest if part][len(numbers) :]
    if units and units[0] in _BETWEEN and len(units) > 1 and _NUMBER.fullmatch(units[1]):
        number += f" {_BETWEEN[units[0]]} {units[1]}"
        units = units[2:]
    elif len(numbers) == 1:
        number += f"±{numbers[0]}"
    elif numbers:
        number += f"+{numbers[0].lstrip('+')}−{numbers[1].lstrip('-−')}"
    if named.get("e"):
        number += f"×10^{named['e']}"
    unit = next((named[name] for name in ("u", "ul", "up", "upl", "unit", "unidad") if named.get(name)), "")
    number = named.get("p", "") + number + (named.get("s") or "")
    return _joined(number, unit or _with_exponents(units))


def _with_exponents(units: Sequence[str]) -> str:
    """Return units in order, each with the exponent that follows it: "km2", "m s-1"."""
    shown = ""
    for part in units:
        shown += part if _EXPONENT.fullmatch(part) else f" {part}" if part else ""
    return shown.strip()


def _fraction(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    parts = [part for part in given if part]
    if not parts:
        return None
    if len(parts) == 1:
        return f"1/{parts[0]}"
    return _joined(*parts[:-2], f"{parts[-2]}/{parts[-1]}")


def _percent(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    try:
        values = [float(part.replace(",", "")) for part in given[:2]]
        places = int(given[2]) if len(given) > 2 and given[2] else 0
        if len(values) == 1:
            return f"{given[0]}%"
        return f"{100 * values[0] / values[1]:.{min(max(places, 0), 6)}f}%"
    except (ValueError, IndexError, ZeroDivisionError):
        return f"{given[0]}%" if len(given) == 1 else None


def _ordinal_number(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    if not given or not given[0].isdecimal():
        return None
    last = "th" if given[0][-2:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(given[0][-1], "th")
    return given[0] + last


def _roman(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    if not given or not given[0].isdecimal() or not 0 < int(given[0]) < 4000:
        return given[0] if given and given[0] else None
    left, shown = int(given[0]), ""
    for value, sign in _ROMAN_SIGNS:
        shown += sign * (left // value)
        left %= value
    return shown


def _rounded(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    try:
        places = int(given[1]) if len(given) > 1 and given[1] else 0
        return f"{float(given[0].replace(',', '')):.{min(max(places, 0), 12)}f}"
    except (ValueError, IndexError):
        return None


def _rupees(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    if not given or not given[0]:
        return None
    scale = given[1] if len(given) > 1 else ""
    return _joined(f"₹{given[0]}", _RUPEES.get(scale, ""))


FIGURES: Mapping[str, Figure] = {
    "convert": _convert,
    "french_unit": _french_unit,
    "measure": _measure,
    "fraction": _fraction,
    "percent": _percent,
    "ordinal_number": _ordinal_number,
    "roman": _roman,
    "rounded": _rounded,
    "rupees": _rupees,
    "birth_date": dates.birth_date,
    "death_age": dates.death_age,
    "age": dates.age,
    "as_of": dates.as_of,
    "day_first": dates.day_first,
    "century": dates.century,
    "century_before": dates.century_before,
    "ordinal": dates.ordinal,
    "centuries": dates.two_centuries,
    "ordinals": dates.two_ordinals,
    "spanish_century": dates.spanish_century,
    "polish_age": dates.polish_age,
}
