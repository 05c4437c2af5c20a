"""Times of the day in words: "half past three in the afternoon", "a quarter to nine"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citecheck.checking.facts.model import Number
from citecheck.checking.number_words import UNITS

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


__all__ = ["spoken_times", "unclear_times"]
