"""Numbers written in words, in one place: the words with their values, and a parser of them.

There are two views. `value_of` reads a stretch of running text that `IN_WORDS` found ("three hundred and twelve",
"twenty-first", "half a million") and returns its value. `FIGURES_OF_WORDS` serves the comparison of single words: it
lists the figure beside its word, so that "nine" and "9" are one word.
"""

from __future__ import annotations

import re

_UNITS_LINE = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS_LINE = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS_LINE = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINAL_TENS_LINE = "thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth"

UNITS = {word: value for value, word in enumerate(_UNITS_LINE.split())}
"""The words from zero to nineteen."""
TENS = {word: 10 * value for value, word in enumerate(_TENS_LINE.split(), start=2)}
"""The words from twenty to ninety."""
ORDINALS = {word: value for value, word in enumerate(_ORDINALS_LINE.split(), start=1)} | {
    word: 10 * value for value, word in enumerate(_ORDINAL_TENS_LINE.split(), start=3)
}
"""The ordinals from first to twentieth, then by tens to hundredth."""
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
    "score": 20.0,
}
"""What a word multiplies the number before it by."""
FRACTIONS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6, "eighth": 1 / 8}
"""The parts of a whole that have a special word."""
VAGUE = {
    "dozens": (24.0, 99.0),
    "scores": (40.0, 199.0),
    "hundreds": (200.0, 999.0),
    "thousands": (2_000.0, 99_999.0),
    "millions": (2e6, 999e6),
    "billions": (2e9, 999e9),
    "couple": (2.0, 3.0),
    "pair": (2.0, 2.0),
}
"""Vague quantities, with the range that each means (our judgement of how the words are used)."""

FIGURES_OF_WORDS = {word: str(value) for word, value in (UNITS | TENS).items() if value} | {
    word: f"{value}{({1: 'st', 2: 'nd', 3: 'rd'}).get(value, 'th')}" for word, value in ORDINALS.items() if value <= 10
}
"""The word for a small number or ordinal, and how the same is written in figures: nine 9, third 3rd."""

_CARDINAL = "|".join(sorted((*UNITS, *TENS), key=len, reverse=True))
_SCALE = "|".join(word for word in SCALES if word != "score")
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
IN_WORDS = re.compile(
    rf"\b(?:(?P<half>half)[\s-]+an?[\s-]+(?P<halved>{_SCALE})"
    rf"|(?P<portion>(?:an?|one|two|three|four|five)[\s-]+(?:third|quarter|fifth|sixth|eighth)s?)(?=\s+of\b)"
    rf"|(?P<number>(?:(?:{_CARDINAL})|an?[\s-]+(?:{_SCALE})\b)"
    rf"(?:(?:[\s-]+and[\s-]+|[\s-]+)(?:{_CARDINAL}|{_SCALE}))*"
    rf"(?P<ordinal>[\s-]+(?:and[\s-]+)?(?:{_ORDINAL}))?(?P<and_half>[\s-]+and[\s-]+a[\s-]+half)?)"
    rf"|(?P<place>{_ORDINAL}))\b",
    re.IGNORECASE,
)
"""A number in words within running text; `value_of` reads a match."""


def value_of(match: re.Match[str]) -> tuple[float, str] | None:
    """Return the value of `match`, a match of `IN_WORDS`, and its kind: "number", "ordinal" or "portion" (of 1).

    None: the words name no single number ("two three").
    """
    if match["half"]:
        return SCALES[match["halved"].lower()] / 2, "number"
    if match["portion"]:
        count, part = re.split(r"[\s-]+", match["portion"].lower(), maxsplit=1)
        return UNITS.get(count, 1) * FRACTIONS[part.removesuffix("s")], "portion"
    if match["place"]:
        return float(ORDINALS[match["place"].lower()]), "ordinal"
    words = [word for word in re.split(r"[\s-]+", match["number"].lower()) if word not in ("and", "")]
    if match["and_half"]:
        words = words[:-2]
    value = cardinal(words[:-1] if match["ordinal"] else words)
    if value is None:
        return None
    if match["ordinal"]:
        last = ORDINALS[words[-1]]
        if last >= 10 or value % 10:
            return None if last != 100 else (value * 100, "ordinal")
        return value + last, "ordinal"
    return value + (0.5 if match["and_half"] else 0.0), "number"


def cardinal(words: list[str]) -> float | None:
    """Return the value of a number in lower-case `words` without "and".

    None: the words name no single number ("two three").
    """
    total = group = 0.0
    last = 1e18
    for word in words:
        if word in ("a", "an"):
            group = 1.0
        elif word in UNITS or word in TENS:
            value = float(UNITS.get(word, TENS.get(word, 0)))
            if last <= 20 or (value >= 10 and last < 100):
                return None
            group += value
            last = value if value < 20 else value + 1
        elif word in ("hundred", "dozen"):
            group = (group or 1.0) * SCALES[word]
            last = 100.0
        else:
            total += (group or 1.0) * SCALES[word]
            group, last = 0.0, SCALES[word]
    return total + group


__all__ = [
    "FIGURES_OF_WORDS",
    "FRACTIONS",
    "IN_WORDS",
    "ORDINALS",
    "SCALES",
    "TENS",
    "UNITS",
    "VAGUE",
    "cardinal",
    "value_of",
]
