"""Templates whose figures are computed from their arguments: measures, dates, ages, centuries.

Each function takes the arguments as plain text, by their names, and the page's language. It returns what the page
shows, and None where that cannot be known: an age of today, a number that is no number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from claims.readers.wikitext.dates import FUNCTIONS as DATES
from claims.readers.wikitext.showing import table

Arguments = Mapping[str, str]
_NUMBER = re.compile(r"[-+−]?[\d.,\s\u00a0\u202f/]*\d")
_SEPARATORS = {
    "-": "-", "–": "–", "to": " to ", "to(-)": " to ", "to about": " to about ", "and": " and ", "and(-)": " and ",
    "or": " or ", "by": " by ", "x": " x ", "×": " × ", "*": " × ", "+/-": " ± ", "±": " ± ", "+": " + ", "/": "/",
    "a": " a ", "à": " à ", "e": " e ", "y": " y ",
}  # fmt: skip
_SECOND_UNITS = frozenset({"in", "oz", "lb", "yd", "ft", "chain", "s", "min"})  # of a measure in two units: 5 ft 8 in
_SCALES = {"e3": "thousand ", "e6": "million ", "e9": "billion "}  # "e6lb" is "million lb"
_RUPEES = {
    "k": "thousand",
    "t": "thousand",
    "l": "lakh",
    "c": "crore",
    "m": "million",
    "b": "billion",
    "lc": "lakh crore",
}


def _numbered(arguments: Arguments) -> list[str]:
    found: list[str] = []
    while str(len(found) + 1) in arguments:
        found.append(arguments[str(len(found) + 1)])
    return found


def _first(arguments: Arguments, *names: str) -> str:
    return next((arguments[name] for name in names if arguments.get(name)), "")


def is_number(text: str) -> bool:
    """Return whether a text is one number."""
    return _NUMBER.fullmatch(text) is not None


def convert(arguments: Arguments, language: str | None) -> str | None:
    """Show a measure as it is given, without the measure that it is converted to: {{convert|5|to|10|km|mi}}."""
    values = _numbered(arguments)
    if len(values) < 2:
        return values[0] if values else None
    shown, place = values[0], 1
    while place + 1 < len(values) and values[place] in _SEPARATORS and values[place + 1]:
        shown += _SEPARATORS[values[place]] + values[place + 1]
        place += 2
    if place >= len(values):
        return shown
    unit = _unit(values[place])
    rest = values[place + 1 : place + 3]
    if len(rest) == 2 and is_number(rest[0]) and rest[1] in _SECOND_UNITS:
        return f"{shown} {unit} {rest[0]} {_unit(rest[1])}"
    return f"{shown} {unit}"


def _unit(code: str) -> str:
    names: Mapping[str, str] = table()["units"]
    scale = _SCALES.get(code[:2], "") if len(code) > 2 else ""
    unit = code[2:] if scale else code
    return scale + names.get(unit, unit)


def fraction(arguments: Arguments, language: str | None) -> str | None:
    """Show {{frac|1|2}} as "1/2", {{frac|2|1|2}} as "2 1/2" and {{frac|3}} as "1/3"."""
    values = [value for value in _numbered(arguments) if value]
    if not values:
        return None
    if len(values) == 1:
        return f"1/{values[0]}"
    return f"{values[0]}/{values[1]}" if len(values) == 2 else f"{values[0]} {values[1]}/{values[2]}"


def measure(arguments: Arguments, language: str | None) -> str | None:
    """Show a number with its uncertainty, its power of ten and its unit: {{val|1.5|0.2|e=6|u=kg}}."""
    number, *others = [*_numbered(arguments), ""]
    number = number or _first(arguments, "n", "num", "valor")
    if not number:
        return None
    for other in filter(None, others):
        if is_number(other):
            number += f"±{other}"
            break
    unit = _first(arguments, "u", "ul", "unit", "up", "unidad", "unidade")
    unit = unit or next((other for other in others if other and not is_number(other)), "")
    return _measured(number, arguments, unit)


def _measured(number: str, arguments: Arguments, unit: str) -> str:
    power = _first(arguments, "e")
    return number + (f"×10^{power}" if power else "") + (f" {unit}" if unit else "")


def french_unit(arguments: Arguments, language: str | None) -> str | None:
    """Show {{unité|12|à=15|km|2}}: a number or a range, then units, each with its exponent."""
    number, *units = [*_numbered(arguments), ""]
    if not number:
        return None
    for name in ("à", "et", "ou", "pm", "x", "×", "par"):
        if name in arguments:
            number += f" {'±' if name == 'pm' else name} {arguments[name]}"
    shown = ""
    for unit in units:
        shown += unit if re.fullmatch(r"[-−]?\d*", unit) else ("·" if shown else "") + unit
    return _measured(number, arguments, shown)


def rupees(arguments: Arguments, language: str | None) -> str | None:
    """Show {{INRConvert|50|c}} as "₹50 crore"."""
    values = _numbered(arguments)
    if not values or not values[0]:
        return None
    scale = _RUPEES.get(values[1], "") if len(values) > 1 else ""
    return f"₹{values[0]} {scale}".rstrip()


def percent(arguments: Arguments, language: str | None) -> str | None:
    """Show {{percentage|1|4|0}} as "25%"; the third argument is the number of decimals."""
    values = [value.replace(",", "") for value in _numbered(arguments)]
    try:
        decimals = int(values[2]) if len(values) > 2 and values[2] else 0
        return f"{100 * float(values[0]) / float(values[1]):.{decimals}f}%"
    except (ValueError, IndexError, ZeroDivisionError):
        return f"{values[0]}%" if len(values) == 1 and is_number(values[0]) else None


def _french_ordinal(number: str) -> str:
    return number + ("er" if number in ("I", "1") else "e")


def ordinal(arguments: Arguments, language: str | None) -> str | None:
    """Show {{s-|XIX}} as "XIXe"."""
    return _french_ordinal(arguments["1"]) if arguments.get("1") else None


def century(arguments: Arguments, language: str | None) -> str | None:
    """Show {{s|XIX}} as "XIXe siècle"."""
    return f"{_french_ordinal(arguments['1'])} siècle" if arguments.get("1") else None


def roman_century(arguments: Arguments, language: str | None) -> str | None:
    """Show {{s|XIX}} as "XIXe siècle" on a page whose wiki is unknown; other wikis have another {{s}}."""
    return century(arguments, language) if re.fullmatch("[IVX]+", arguments.get("1", "")) else None


def century_before(arguments: Arguments, language: str | None) -> str | None:
    """Show {{-s|V}} as "Ve siècle av. J.-C."."""
    return f"{century(arguments, language)} av. J.-C." if arguments.get("1") else None


def centuries(arguments: Arguments, language: str | None) -> str | None:
    """Show {{s2|XVIII|XIX}} as "XVIIIe et XIXe siècles", {{sp|XVIII|e|ou|XIX|e}} with its own "ou"."""
    values = _numbered(arguments)
    both = [value for value in values if re.fullmatch("[IVXL]+", value)]
    if len(both) != 2:
        return None
    joint = next((value for value in values if value in ("ou", "à", "au", "-", "–")), "et")
    return f"{_french_ordinal(both[0])} {joint} {_french_ordinal(both[1])} siècles"


def spanish_century(arguments: Arguments, language: str | None) -> str | None:
    """Show {{siglo|XIX||s}} as "siglo XIX" and {{siglo|V|a}} as "siglo V a. C."."""
    if not arguments.get("1"):
        return None
    before = {"a": " a. C.", "d": " d. C."}.get(arguments.get("2", ""), "")
    return f"{'Siglo' if arguments.get('3') == 'S' else 'siglo'} {arguments['1']}{before}"


FIGURES: Mapping[str, Callable[[Arguments, str | None], str | None]] = {
    "convert": convert,
    "fraction": fraction,
    "measure": measure,
    "french_unit": french_unit,
    "rupees": rupees,
    "percent": percent,
    "ordinal": ordinal,
    "century": century,
    "century_before": century_before,
    "roman_century": roman_century,
    "centuries": centuries,
    "spanish_century": spanish_century,
    **DATES,
}
