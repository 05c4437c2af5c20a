"""Numbers among folded words: in digits or in words they are the same number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citecheck.checking.quotes.foreign_numbers import foreign_number, foreign_number_words, grouped_number


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_BELOW_TWENTY = _listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_UNITS = {word: value for value, word in enumerate(_BELOW_TWENTY)}
_TENS = {
    word: 10 * value
    for value, word in enumerate(_listed("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
_SMALL = _UNITS | _TENS
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70,
    "eightieth": 80,
    "ninetieth": 90,
    "hundredth": 100,
}
_SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SCALES |= {"millionen": 1e6, "milliarden": 1e9}
_SHORT_SCALES = {
    **{"m": 1e6, "mn": 1e6, "mio": 1e6, "mln": 1e6},
    **{"b": 1e9, "bn": 1e9, "bln": 1e9, "k": 1e3, "tn": 1e12, "mrd": 1e9},
}
_OTHER = {
    **dict.fromkeys(("percent", "pct"), "%"),
    **dict.fromkeys(("twice", "double"), "x2"),
    **dict.fromkeys(("thrice", "triple"), "x3"),
    **dict.fromkeys(("dollar", "dollars", "usd"), "$"),
    **dict.fromkeys(("euro", "euros", "eur"), "€"),
    "once": "x1",
    "dozen": "#12",
    "half": "#1/2",
}
_TIMES = {"1": "x1", "2": "x2", "3": "x3"}  # "two times" is "twice"
_OTHER |= dict.fromkeys(("mio", "millionen"), "million") | dict.fromkeys(("mrd", "milliarden"), "billion")
_FIGURES = frozenset(
    _listed(
        "% x1 x2 x3 $ € £ ¥ ₹ hundred thousand million billion trillion hundreds thousands millions billions dozens"
    )
)
_DIGITS = re.compile(r"-?\d+(?:[.,:/]\d+)*")
_WITH_UNIT = re.compile(r"(-?\d+(?:\.\d+)?)([a-z]{1,3})")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
# Words that say which side of a number the truth lies on: without them it is another figure.
HEDGES = frozenset(
    _listed(
        "least most more less fewer over under below above nearly almost upto up than exceeding minimum maximum max min"
        " only just"
    )
)


def spelled_out(words: Sequence[str], language: str | None = None) -> list[str]:
    """Return `words` with every number in one form: "twenty three" and "23" become "#23", "5 million" "#5000000".

    `language` (ISO 639-1) is that of the text: it decides on "1.250" and on numbers in words. None: English.
    """
    found: list[str] = []
    index = 0
    while index < len(words):
        value, length = _number_at(words, index, language)
        if length and value in _TIMES and words[index + length : index + length + 1] == ["times"]:
            found.append(_TIMES[value])
            index += length + 1
            continue
        if length:
            found.append(f"#{value}")
            index += length
            continue
        word = words[index]
        if word == "per" and index + 1 < len(words) and words[index + 1] == "cent":
            found.append("%")
            index += 2
            continue
        found.append(_OTHER.get(word, word))
        index += 1
    return found


def spelled_with_figures(
    sides: Sequence[Sequence[str]], language: str | None = None
) -> list[tuple[list[str], list[str]]]:
    """Return each of `sides`, which are lists of words, as `spelled_out` has it, and the figures in it.

    `language` is ISO 639-1; None: English.
    """
    return [(spelled, numbers_in(spelled)) for spelled in (spelled_out(words, language) for words in sides)]


def number_places(words: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places in `words` of numbers of several words: the index of the first word and their count."""
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(words):
        _, length = _number_at(words, index)
        if length > 1:
            found.append((index, length))
        index += length or 1
    return found


def number_places_in(sides: Sequence[Sequence[str]]) -> list[list[tuple[int, int]]]:
    """Return `number_places` for each of `sides`, which are lists of words."""
    return [number_places(words) for words in sides]


def numbers_in(spelled: Sequence[str]) -> list[str]:
    """Return the figures in `spelled`, a result of `spelled_out`: numbers, shares, and the digits within words."""
    found: list[str] = []
    for word in spelled:
        if word.startswith("#") or word in _FIGURES:
            found.append(word)
        else:
            found.extend(_DIGITS.findall(word))
    return found


def _number_at(words: Sequence[str], index: int, language: str | None = None) -> tuple[str, int]:
    """Read a number at `index`: its value in one form and how many words it has; ("", 0) where there is none."""
    word = words[index]
    if word[0].isdecimal():
        digits, length = grouped_number(words, index, language)
        if length:
            value, more = _scaled(digits, words, index + length - 1)
            return value, length + more - 1
    if word in foreign_number_words(language):
        foreign, length = foreign_number(words, index, language)
        if length:
            return str(foreign), length
    ordinal = _ORDINAL.fullmatch(word)
    if ordinal:
        return f"{int(ordinal.group(1))}.", 1
    if word in _ORDINALS:
        return f"{_ORDINALS[word]}.", 1
    if _DIGITS.fullmatch(word):
        return _scaled(word, words, index)
    unit = _WITH_UNIT.fullmatch(word)
    if unit and unit.group(2) in _SHORT_SCALES:
        return _plain(float(unit.group(1)) * _SHORT_SCALES[unit.group(2)]), 1
    if word in _SMALL:
        return _in_words(words, index)
    return "", 0


def _scaled(word: str, words: Sequence[str], index: int) -> tuple[str, int]:
    following = words[index + 1] if index + 1 < len(words) else ""
    scale = _SCALES.get(following) or _SHORT_SCALES.get(following if following not in ("m", "b", "k") else "")
    try:
        value = float(word)
    except ValueError:
        return word, 1
    if scale:
        return _plain(value * scale), 2
    return _plain(value), 1


def _in_words(words: Sequence[str], index: int) -> tuple[str, int]:
    total = current = 0.0
    at = index
    last = ""
    while at < len(words):
        word = words[at]
        if word in _UNITS and last not in ("unit",):
            current += _UNITS[word]
            last = "unit"
        elif word in _TENS and last not in ("unit", "ten"):
            current += _TENS[word]
            last = "ten"
        elif word in _ORDINALS and last in ("ten", "scale"):
            return f"{int(total + current + _ORDINALS[word])}.", at - index + 1
        elif word == "hundred" and current:
            current *= 100
            last = "scale"
        elif word in _SCALES and current:
            total += current * _SCALES[word]
            current = 0
            last = "scale"
        elif (
            word == "and"
            and last == "scale"
            and at + 1 < len(words)
            and (words[at + 1] in _UNITS or words[at + 1] in _TENS)
        ):
            pass
        else:
            break
        at += 1
    return _plain(total + current), at - index


def _plain(value: float) -> str:
    return str(int(value)) if abs(value) < 1e18 and value == int(value) else repr(value)
