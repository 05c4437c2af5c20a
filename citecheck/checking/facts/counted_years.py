"""Years and months that a source counts from others: "left in 1954 and died twenty years later" gives 1974. English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citecheck.checking.facts.model import Date, Number
from citecheck.checking.facts.sentences import sentence_days, sentence_values
from citecheck.checking.passages.model import PreparedText, SourceSentence

_YEAR = 31_556_952.0  # seconds, as `units` has them
_MONTH = _YEAR / 12
_WAY = re.compile(r"\s+(?:(?P<later>later|after|afterwards)|earlier|before|previously)\b", re.IGNORECASE)
_ONE = re.compile(
    r"\ban?\s+(?P<unit>year|decade|century)\s+(?:(?P<later>later|after|afterwards)|earlier|before|previously)\b",
    re.IGNORECASE,
)
_FROM_A_DEED = re.compile(r"\s+\w")  # "a year before the war" counts from the war
_UNITS = {"year": 1.0, "decade": 10.0, "century": 100.0}
_NEXT = re.compile(r"\b(?:the|in the)\s+(?:(?P<later>following|next)\s+year|year\s+(?P<after>after)|year\s+before)\b")


def year_from(text: PreparedText, sentence: SourceSentence, year: int) -> str | None:
    """Return the words of `sentence`, one of `text`, by which `year` follows from a year in it or right before it.

    None if it does not follow.
    """
    before = text.sentences[max(0, sentence.index - 1) : sentence.index]
    bases = [day.year for one in (*before, sentence) for day in sentence_days(text, one) if day.year is not None]
    for words, low, high in _steps(text, sentence) if bases else ():
        if any(base + low <= year <= base + high for base in bases):
            return words
    return None


def other_year_from(text: PreparedText, sentence: SourceSentence, year: int) -> str | None:
    """Return the words of `sentence`, one of `text`, by which another year than `year` follows from the one before it.

    The year from which it counts is the only one of the sentence, or, where it has none, of the sentence before it.
    None if there are more, if a year stands behind those words, or if it counts none.
    """
    counted = list(_steps(text, sentence))
    here = [day for day in sentence_days(text, sentence) if day.year is not None]
    before = text.sentences[max(0, sentence.index - 1) : sentence.index]
    bases = {day.year for day in here or [day for one in before for day in sentence_days(text, one)] if day.year}
    if len(bases) != 1 or len(counted) != 1:
        return None
    (base,), ((words, low, high),) = bases, counted
    standing = text.text_of(sentence)
    at = standing.find(words)
    from_a_deed = _FROM_A_DEED.match(standing, at + len(words)) is not None and words.endswith(("after", "before"))
    if base is None or from_a_deed or any(day.start > at for day in here):
        return None
    return words if not base + low - 1 <= year <= base + high + 1 else None


def _steps(text: PreparedText, sentence: SourceSentence) -> Iterator[tuple[str, float, float]]:
    """Yield how far `sentence` counts: its words, and the least and the greatest number of years."""
    standing = text.text_of(sentence)
    for number in sentence_values(text, sentence):
        if not (isinstance(number, Number) and number.unit == "time" and number.factor >= _YEAR):
            continue
        way = _WAY.match(standing, number.end)
        if way is not None and number.high < 200 * _YEAR:
            low, high = number.low / _YEAR, number.high / _YEAR
            yield standing[number.start : way.end()], *((low, high) if way["later"] else (-high, -low))
    for found in _ONE.finditer(standing):
        step = _UNITS[found["unit"].lower()] * (1 if found["later"] else -1)
        yield found[0], step, step
    for found in _NEXT.finditer(standing):
        step = 1.0 if found["later"] or found["after"] else -1.0
        yield found[0], step, step


def month_follows(text: PreparedText, sentence: SourceSentence, date: Date) -> bool:
    """Return whether the month of `date` follows from a month in `sentence`, one of `text`, by months that it counts.

    "It closed in May 1931, two months after its founder had left" gives March 1931: of the two deeds the sentence may
    date either, so that the months count both ways.
    """
    if date.year is None or date.month is None:
        return False
    standing = text.text_of(sentence)
    counted = [
        round(number.value / _MONTH)
        for number in sentence_values(text, sentence)
        if isinstance(number, Number)
        and number.unit == "time"
        and _MONTH * 0.9 < number.factor < _MONTH * 1.1
        and _WAY.match(standing, number.end) is not None
    ]
    apart = {
        abs(12 * (day.year - date.year) + day.month - date.month)
        for day in sentence_days(text, sentence)
        if day.year is not None and day.month is not None
    }
    return bool(apart & set(counted))


def is_plain_year(date: Date) -> bool:
    """Return whether `date` is a year alone."""
    return date.year is not None and date.month is None and date.since is None


__all__ = ["is_plain_year", "month_follows", "other_year_from", "year_from"]
