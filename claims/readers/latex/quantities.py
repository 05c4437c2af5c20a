"""Numbers, units and formulas of LaTeX as text: \\SI{5}{\\kilo\\metre} is "5 km", $10^{-6}$ is "10⁻⁶"."""

from __future__ import annotations

import re

from claims.readers.bibliography_files.latex_words import plain
from claims.readers.raising import in_raised_letters

QUANTITIES = frozenset({"SI", "qty", "num", "si", "unit", "ang", "numrange", "SIrange", "qtyrange"})
"""Commands of siunitx, with a number, a unit or both."""
_PREFIXES = {
    **{"nano": "n", "micro": "µ", "milli": "m", "centi": "c", "deci": "d", "hecto": "h", "kilo": "k", "mega": "M"},
    **{"giga": "G", "tera": "T", "peta": "P", "pico": "p"},
}
_UNITS = {
    **{"metre": "m", "meter": "m", "gram": "g", "second": "s", "minute": "min", "hour": "h", "day": "d", "litre": "L"},
    **{
        "liter": "L",
        "kelvin": "K",
        "celsius": "°C",
        "degreeCelsius": "°C",
        "degree": "°",
        "percent": "%",
        "hertz": "Hz",
    },
    **{"watt": "W", "joule": "J", "newton": "N", "pascal": "Pa", "volt": "V", "ampere": "A", "mole": "mol", "ohm": "Ω"},
    **{"tonne": "t", "hectare": "ha", "byte": "B", "bit": "bit", "electronvolt": "eV", "candela": "cd", "tesla": "T"},
    **{"kilogram": "kg", "bar": "bar", "decibel": "dB", "lumen": "lm", "lux": "lx", "becquerel": "Bq", "sievert": "Sv"},
}
_POWERS = {"squared": "²", "cubed": "³"}
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*|(\S)|\s+")
_RAISED = re.compile(r"\^\s*(?:\{\s*([+−-]?\d{1,4})\s*\}|(\d))")
_LOWERED = re.compile(r"(?:^|(?<=[A-Za-z}]))_\s*(?:\{\s*(\d{1,3})\s*\}|(\d))")


def unit(written: str) -> str:
    """Return a unit of siunitx as text: "\\\\kilo\\\\metre\\\\per\\\\hour" is "km/h"."""
    shown = ""
    power = ""
    for match in _COMMAND.finditer(written):
        name = match[1]
        if name is None:
            shown += match[2] or ""
        elif name == "per":
            shown += "/"
        elif name in ("square", "cubic"):
            power = "²" if name == "square" else "³"
        elif name in _PREFIXES:
            shown += _PREFIXES[name]
        else:
            shown += _UNITS.get(name) or _POWERS.get(name) or plain(f"\\{name}{{}}")
            if name in _UNITS:
                shown, power = shown + power, ""
    return shown


def quantity(command: str, arguments: list[str]) -> str:
    """Return what a command of siunitx shows, by its arguments as they are written."""
    if command in ("si", "unit"):
        return unit(arguments[0])
    number = plain(arguments[0])
    if command == "ang":
        return f"{number}°"
    if command.endswith("range"):
        number = f"{number}–{plain(arguments[1])}"
    measure = unit(arguments[-1]) if command in ("SI", "qty", "SIrange", "qtyrange") else ""
    return f"{number} {measure}".strip().replace(" %", "%")


def number_of_arguments(command: str) -> int:
    """Return how many arguments a command of siunitx has."""
    return {"SI": 2, "qty": 2, "numrange": 2, "SIrange": 3, "qtyrange": 3}.get(command, 1)


def formula(raw: str) -> str:
    """Return a formula within a sentence as text: raised numbers in raised letters, lowered ones as they are."""
    raised = _RAISED.sub(lambda match: in_raised_letters((match[1] or match[2]).replace("-", "−")), raw)
    return plain(f"${_LOWERED.sub(lambda match: match[1] or match[2], raised)}$")


__all__ = ["QUANTITIES", "formula", "number_of_arguments", "quantity", "unit"]
