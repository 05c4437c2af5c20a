"""Numbers, quantities and amounts of money in running text, in figures and in words, exact, rounded and hedged."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from citecheck.checking.facts.figures import grouped_figures
from citecheck.checking.facts.labels import labels, notes
from citecheck.checking.facts.model import Number
from citecheck.checking.facts.phrases import phrases, spoken_times, unclear_times
from citecheck.checking.facts.ranges import joined
from citecheck.checking.facts.shares import shares
from citecheck.checking.facts.units import CURRENCY_SIGNS, SCALE_AFTER, SIGN_BEFORE, scale_of, unit_after
from citecheck.checking.number_words import IN_WORDS, VAGUE, value_of
from citecheck.checking.passages.terms import stem, stop_words

_FIGURES = re.compile(
    r"(?<![\w.,])(?<![^\W\d_]-)(?:"  # the figures of COVID-19 and IL-17 belong to a name
    r"(?P<grouped>\d{1,3}(?:[,\u00a0\u202f\u2009']\d{3})+(?:\.\d+)?)"
    r"|(?P<clock>\d{1,2}:\d{2}(?!\d)|\d{1,2}\.[0-5]\d(?=\s?[ap]\.?m\b|\sUhr\b))"
    r"|(?P<ordinal>\d{1,4})(?:st|nd|rd|th)\b"
    r"|(?P<plain>\d+(?:\.\d+)?)"
    r"|(?P<decimals>\.\d+))"
    r"(?P<fraction>[½¼¾⅓⅔])?"
)
_SIGNED = re.compile(r"(?<=[$€£¥₹₽])\d[\d,]*(?:\.\d+)?")
_FRACTION_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_SCORE = re.compile(r"(?<![\w.,-])(\d{1,3})\s?[–-]\s?(\d{1,3})(?![\w-]|[.,]\d)")
_HEDGE = re.compile(
    r"\b(?:(?P<about>about|around|approximately|approx\.?|some|roughly|circa|ca?\.|an? estimated|estimated|close to|"
    r"in the region of)|(?P<below>nearly|almost|just under|just below|not quite)"
    r"|(?P<least>at least|no fewer than|no less than|not less than|a minimum of|minimum|upwards of)"
    r"|(?P<above>more than|over|above|exceeding|greater than|in excess of|north of|just over|well over)"
    r"|(?P<most>at most|up to|as many as|as much as|no more than|not more than|a maximum of|maximum)"
    r"|(?P<under>fewer than|less than|under|below))\s+(?:the\s+|an?\s+)?$",
    re.IGNORECASE,
)
_TWO_PEOPLE = ("couple", "pair")  # "the couple married" counts nothing
_VAGUE = re.compile(
    rf"\b(?:({'|'.join(word for word in VAGUE if word not in _TWO_PEOPLE)})(?=\s+of\b|\s+[a-z])"
    rf"|({'|'.join(_TWO_PEOPLE)})(?=\s+(?:of|more|dozen)\b))",
    re.IGNORECASE,
)
_AGED = re.compile(r"\b(?:aged?|ages|age of)\s+(?:between\s+)?$", re.IGNORECASE)
_WAS_AGED = re.compile(r"\b(?:was|were|at)\s\d{1,2}\s+(?:when|at the time)\b", re.IGNORECASE)
_MINUS = re.compile(r"(?:^|[\s(])(?:minus\s|[−–-])$", re.IGNORECASE)
_NOUN = re.compile(
    r"[\s-]+(?:(?:of|the|other|more|additional|new|different|people's)\s+)*([^\W\d_]+)(?:[\s-]+([^\W\d_]+))?"
)
_TOO_COMMON = frozenset(("one", "zero", "first", "second"))  # words that rarely give a quantity


def numbers(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Number]:
    """Return the numbers of `text` in order, without those inside a stretch of `taken` (start and end of dates)."""
    found: list[Number] = []
    busy = [*taken, *notes(text), *unclear_times(text)]
    for finder in _FINDERS:
        for number in finder(text):
            if all(number.end <= start or number.start >= end for start, end in busy):
                found.append(number)
                busy.append((number.start, number.end))
    found.sort(key=lambda number: number.start)
    return joined(text, found)


def _scores(text: str) -> Iterator[Number]:
    """Yield results of matches (3–2): two numbers below 200 without a unit that cannot be, or hardly are, a range."""
    for match in _SCORE.finditer(text):
        one, other = int(match[1]), int(match[2])
        unit = unit_after(text, match.end())
        if (
            unit is None
            and one < 200
            and other < 200
            and (one >= other or one < 10)
            and not _is_aged(text, match.start())
        ):
            yield Number(
                text=match.group(),
                start=match.start(),
                end=match.end(),
                value=float(one),
                low=float(one),
                high=float(one),
                unit="score",
                second=float(other),
            )


def _in_figures(text: str) -> Iterator[Number]:
    for match in _FIGURES.finditer(text):
        if match["clock"]:
            hours, minutes = (int(part) for part in re.split("[:.]", match["clock"]))
            if hours > 24 or minutes > 59:
                continue
            half = unit_after(text, match.end())
            late = half[1] if half is not None and half[0] == "clock" else 0.0
            end = half[2] if half is not None and half[0] == "clock" else match.end()
            value = (hours % 12 if half is not None and half[0] == "clock" else hours) * 60 + minutes + late
            yield _exact(text, match.start(), end, value, "clock")
        elif match["ordinal"]:
            yield _exact(text, match.start(), match.end(), float(match["ordinal"]), "ordinal")
        else:
            written = match["grouped"] or match["plain"] or match["decimals"]
            digits = re.sub(r"[^\d.]", "", written)
            value = float(digits) + _FRACTION_SIGNS.get(match["fraction"] or "", 0.0)
            yield _with_surroundings(text, match.start(), match.end(), value, _last_digit(digits))


def _grouped(text: str) -> Iterator[Number]:
    """Yield figures in the grouping of another language or journal: 12.000, 12 000, 3,5 %, 1·3 million."""
    for start, end, digits in grouped_figures(text):
        yield _with_surroundings(text, start, end, float(digits), _last_digit(digits))


def _shares(text: str) -> Iterator[Number]:
    for start, end, share in shares(text):
        yield _portion(text, start, end, share)


def _portion(text: str, start: int, end: int, share: float) -> Number:
    """Return a share as a percentage that need not be exact."""
    low, high = share * 0.94, share * 1.06
    hedge = _HEDGE.search(text, max(0, start - 24), start)
    if hedge is not None:
        start = hedge.start()
        low, high = _hedged(hedge, share)
    return Number(text=text[start:end], start=start, end=end, value=share, low=low, high=high, unit="%")


def _after_signs(text: str) -> Iterator[Number]:
    """Yield amounts whose sign is part of a longer word (US$1.2m), which `_FIGURES` does not match."""
    for match in _SIGNED.finditer(text):
        digits = match.group().replace(",", "").rstrip(".")
        yield _with_surroundings(text, match.start(), match.end(), float(digits), _last_digit(digits))


def _in_words(text: str) -> Iterator[Number]:
    for match in IN_WORDS.finditer(text):
        read = value_of(match)
        if read is None or match.group().lower() in _TOO_COMMON:
            continue
        value, kind = read
        start, end = match.span()
        if kind == "ordinal":
            yield _exact(text, start, end, value, "ordinal")
        elif kind == "portion":
            yield _portion(text, start, end, 100.0 * value)
        else:
            yield _with_surroundings(text, start, end, value, _last_digit(f"{value:g}"))


def _vague(text: str) -> Iterator[Number]:
    for match in _VAGUE.finditer(text):
        low, high = VAGUE[match.group().lower()]
        yield Number(
            text=match.group(),
            start=match.start(),
            end=match.end(),
            value=low,
            low=low,
            high=high,
            noun=_noun(text, match.end()),
        )


def _exact(text: str, start: int, end: int, value: float, unit: str) -> Number:
    noun = _noun(text, end) if unit == "ordinal" else ""
    return Number(text=text[start:end], start=start, end=end, value=value, low=value, high=value, unit=unit, noun=noun)


_ZEROS = 300  # a number with more digits is larger than any that a computer's arithmetic has


def _last_digit(digits: str) -> float:
    """Return half of the place of the last significant digit: 50 for 3400, .05 for 1.2, 0 for 318."""
    if "." in digits:
        return 0.5 * 10.0 ** -len(digits.partition(".")[2])
    zeros = min(_ZEROS, len(digits) - len(digits.rstrip("0")))
    return 0.5 * 10.0**zeros if zeros and len(digits) > zeros else 0.0


def _with_surroundings(text: str, start: int, end: int, value: float, step: float) -> Number:
    """Read the words around a figure: its currency, its scale, its unit, the words that make it approximate."""
    unit, factor = "", 1.0
    sign = SIGN_BEFORE.search(text, max(0, start - 6), start)
    begin = start
    if sign is not None:
        unit = CURRENCY_SIGNS[sign.group().strip().lower()]
        begin = sign.start()
    scale = SCALE_AFTER.match(text, end)
    # "5m" is five metres unless it is money or cannot be a length.
    if scale is not None and (scale[1] or unit or (scale[2] or "").lower() in ("k", "bn", "mn", "tn")):
        factor = scale_of(scale[1] or scale[2])
        end = scale.end()
        step = step or 0.5
    if not unit:
        measured = unit_after(text, end)
        if measured is not None and measured[0] == "clock":
            value, unit, end = value % 12 * 60 + measured[1], "clock", measured[2]
        elif measured is not None:
            unit, end = measured[0], measured[2]
            factor *= measured[1]
        if unit in ("", "time") and _is_aged(text, begin):
            unit, factor = "age", 1.0
    if unit in ("fahrenheit", "temperature"):
        minus = _MINUS.search(text, max(0, begin - 7), begin)
        if minus is not None:
            begin, value = minus.start() + (minus.group()[0] in " (\n"), -value
    if unit == "fahrenheit":
        unit, value, step, factor = "temperature", (value - 32.0) / 1.8, step / 1.8, 1.8
    else:
        value, step = value * factor, step * factor
    low = high = value
    hedge = _HEDGE.search(text, max(0, begin - 24), begin)
    if hedge is not None:
        begin = hedge.start()
        low, high = _hedged(hedge, value)
    noun = "" if unit and unit != "age" else _noun(text, end)
    return Number(
        text=text[begin:end],
        start=begin,
        end=end,
        value=value,
        low=low,
        high=high,
        unit=unit,
        noun=noun,
        step=step if value >= 10 * step else 0.0,
        factor=factor,
    )


def _is_aged(text: str, position: int) -> bool:
    """Whether the words before `position` say that an age follows, or those around it: "was 28 when"."""
    if any(_WAS_AGED.match(text, max(0, position - led)) for led in (3, 4, 5)):
        return True
    return _AGED.search(text, max(0, position - 16), position) is not None


def _hedged(hedge: re.Match[str], value: float) -> tuple[float, float]:
    """Return what a hedged value allows."""
    if hedge["about"]:
        return 0.9 * value, 1.1 * value
    if hedge["below"]:
        return 0.85 * value, value
    if hedge["least"] or hedge["above"]:
        return value, math.inf
    return 0.0, value


def _noun(text: str, position: int) -> str:
    """Return the stem of the thing that is counted: the last of up to two words that follow, short of a small word."""
    match = _NOUN.match(text, position)
    if match is None:
        return ""
    stops = stop_words("en")
    words = [word for word in match.groups() if word is not None]
    if words[0].lower() in stops:
        return ""
    if len(words) == 2 and words[1].lower() not in stops and words[1].endswith("s"):
        return stem(words[1])
    return stem(words[0])


_FINDERS = (labels, spoken_times, _scores, phrases, _shares, _grouped, _in_figures, _after_signs, _in_words, _vague)
"""The readers of numbers: what the first of them takes, the later ones leave."""


__all__ = ["numbers"]
