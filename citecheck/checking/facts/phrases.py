"""Quantities in set phrases: half an hour, half past three, 5'11", in his thirties, twofold, a score of boats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from citecheck.checking.facts.model import Number
from citecheck.checking.facts.units import dimension_of
from citecheck.checking.number_words import UNITS

_PARTS = re.compile(
    r"\b(?:(?:an?|one)\s+(?P<full>[a-z]+)\s+and\s+(?P<extra>a\s+half|a\s+quarter|three\s+quarters)"
    r"|(?<!-)(?<!and a )half[\s-](?:an?\s+)?"
    r"(?P<halved>hour|year|mile|day|kilometre|kilometer|acre|litre|liter|ton|tonne)"
    r"|(?P<few>(?:an?\s+)?quarter|three[\s-]quarters)\s+of\s+an?\s+(?P<unit>[a-z]+))\b",
    re.IGNORECASE,
)
_EXTRA = {"a half": 0.5, "a quarter": 0.25, "quarter": 0.25, "three quarters": 0.75}
_FEET = re.compile(
    r"(?<![\w.])(?P<feet>[3-8])\s?['′’]\s?(?P<inches>\d|1[01])(?:\s?(?:[\"″”]|['′’]{2}))?(?![\w.,'′’]\w|\w)"
)
_IN_THEIR = re.compile(
    r"\bin (?:his|her|their|my|your|our|one's)\s+(?:(?P<part>early|mid|late)[\s-]+)?"
    r"(?:(?P<tens>[2-9]0)['’]?s|(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b",
    re.IGNORECASE,
)
_DECADE_LINE = "twenties thirties forties fifties sixties seventies eighties nineties"
_DECADES = {word: number for number, word in enumerate(_DECADE_LINE.split(), start=2)}
_THIRDS = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}
_FOLD = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|twelve|hundred)-?fold\b", re.IGNORECASE)
_TWENTIES = re.compile(
    r"\b(an?|one|two|three|four|five|six)\s+score\b(?=\s+(?:of\s+)?[a-z]+s\b|\s+of\s+(?:men|women|people|children)\b)",
    re.IGNORECASE,
)
_MACH = re.compile(r"\bMach\s(\d+(?:\.\d+)?)")


def phrases(text: str) -> Iterator[Number]:
    """Yield the quantities of `text` in a set phrase."""
    for start, end, unit, value in _parts_of_units(text):
        yield _number(text[start:end], start, value, unit)
    for match in _FEET.finditer(text):
        height = int(match["feet"]) * 0.3048 + int(match["inches"]) * 0.0254
        yield _number(match.group(), match.start(), height, "length", factor=0.0254)
    for match in _IN_THEIR.finditer(text):
        first = int(match["tens"] or 10 * _DECADES[match["word"].lower()])
        begin, stop = _THIRDS.get((match["part"] or "").lower(), (0, 9))
        low, high = float(first + begin), float(first + stop)
        yield replace(_number(match.group(), match.start(), high, "age"), low=low, second=low)
    for match in _FOLD.finditer(text):
        if match.start() and match.group()[0].isupper():  # Avenged Sevenfold
            continue
        yield _number(match.group(), match.start(), float(UNITS.get(match[1].lower(), 100)), "times")
    for match in _MACH.finditer(text):
        yield _number(match.group(), match.start(), float(match[1]), "mach")
    for match in _TWENTIES.finditer(text):
        yield _number(match.group(), match.start(), 20.0 * UNITS.get(match[1].lower(), 1), "")


def _number(written: str, start: int, value: float, unit: str, *, factor: float = 1.0) -> Number:
    return Number(
        text=written,
        start=start,
        end=start + len(written),
        value=value,
        low=value,
        high=value,
        unit=unit,
        factor=factor,
    )


def _parts_of_units(text: str) -> Iterator[tuple[int, int, str, float]]:
    """Yield the start, the end, the dimension and the value (in its base unit) of "half an hour" and its like."""
    for match in _PARTS.finditer(text):
        unit = dimension_of((match["full"] or match["halved"] or match["unit"]).lower())
        if unit is None:
            continue
        if match["full"]:
            value = 1.0 + _EXTRA[" ".join(match["extra"].lower().split())]
        elif match["halved"]:
            value = 0.5
        else:
            value = 0.75 if match["few"].lower().startswith("three") else 0.25
        yield match.start(), match.end(), unit[0], value * unit[1]


_HOURS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_SPOKEN = re.compile(
    rf"\b(?P<part>half|(?:a\s+)?quarter)\s+(?P<way>past|to|after|before)\s+(?P<hour>{'|'.join(_HOURS)}|1[0-2]|[1-9])\b"
    r"(?!\s+(?:of|years|per)\b)"
    r"(?:\s+(?:o['’]clock\s+)?(?:in\s+the\s+(?P<day>morning|afternoon|evening)|at\s+(?P<night>night))"
    r"|\s?(?P<half>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_NOON = 12
_HALF_DAY = _NOON * 60  # minutes


def spoken_times(text: str) -> Iterator[Number]:
    """Yield the times of the day that `text` gives in words with the half of the day, as minutes after midnight."""
    for match in _SPOKEN.finditer(text):
        if not _is_known(match):
            continue
        word = match["hour"].lower()
        hour = int(word) if word.isdigit() else UNITS[word]
        minutes = 30 if match["part"].lower() == "half" else 15
        if match["way"].lower() in ("to", "before"):
            minutes = -minutes
        late = (match["day"] or "").lower() in ("afternoon", "evening") or (match["half"] or "").lower() == "p"
        late = late or (match["night"] is not None and hour != _NOON)
        value = float((hour % _NOON * 60 + minutes) % _HALF_DAY + (_HALF_DAY if late else 0))
        start, end = match.span()
        yield Number(text=match[0], start=start, end=end, value=value, low=value, high=value, unit="clock")


def unclear_times(text: str) -> list[tuple[int, int]]:
    """Return where `text` gives a time in words without the half of the day: its hour counts nothing either."""
    return [match.span() for match in _SPOKEN.finditer(text) if not _is_known(match)]


def _is_known(match: re.Match[str]) -> bool:
    return match["day"] is not None or match["night"] is not None or match["half"] is not None


__all__ = ["phrases", "spoken_times", "unclear_times"]
