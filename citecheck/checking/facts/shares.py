"""Shares of a whole: half of the votes, one in five, 1/3 of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citecheck.checking.facts.units import unit_after
from citecheck.checking.number_words import FRACTIONS, SCALES, UNITS

_SIGNS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3}
_COUNTS = "|".join((*(word for word in UNITS if word != "zero"), "twenty", "hundred", "ten"))
_COUNT = rf"(?:\d{{1,3}}|{_COUNTS})"
_OF = r"\s+(?:of|the|its|their|his|her|our|these|those|all)\b"
_OF += r"(?!\s+(?:the\s+)?(?:\d|year\b|season\b|match\b|game\b|an?\b))"
_ENDS = r"(?=\s*(?:$|[.,;:)?!])|\s+(?:or|more|less|fewer|higher|lower)\b)"
_SHARES = re.compile(
    rf"\b(?P<part>{_COUNT})\s+(?:in|out\s+of)\s+(?:every\s+)?(?P<whole>{_COUNT})\b(?![.,:]?\d|\s?%|-)"
    r"|(?<![\w./])(?P<over>\d)[/⁄](?P<under>\d{1,2})(?=\s+of\b)"
    r"|(?<![\w½¼¾⅓⅔])(?P<sign>[½¼¾⅓⅔])(?=\s+of\b)"
    r"|(?<!first )(?<!second )(?<!latter )(?<!other )(?<!each )(?<! a )(?<!and a )(?<!ern )"
    r"(?<!this )(?<!that )(?<!one )(?<!per )"
    rf"\b(?P<half>half)(?={_OF})"
    rf"|\b(?P<count>an?|one)[\s-](?P<piece>third|quarter|fifth|sixth|eighth){_ENDS}"
    rf"|\b(?P<several>two|three|four|five)[\s-](?P<pieces>thirds|fifths|sixths|eighths|quarters(?=\s+of\s+(?:the|all|its)\b|\s*[.,;]))",
    re.IGNORECASE,
)

# What one of the words and signs of every share has, which is quickly looked for
_ANY = re.compile(
    rf"\b(?:in|of)\s+(?:every\s+)?{_COUNT}\b|[/⁄½¼¾⅓⅔]|half|third|quarter|fifth|sixth|eighth", re.IGNORECASE
)


def shares(text: str) -> Iterator[tuple[int, int, float]]:
    """Yield the start, the end and the value (0..100, in per cent) of each share of `text`."""
    for match in _SHARES.finditer(text) if _ANY.search(text) else ():
        share = _share(match)
        if share is not None and 0.0 < share < 1.0:
            yield match.start(), match.end(), 100.0 * share


def _share(match: re.Match[str]) -> float | None:
    if match["part"]:
        measured = unit_after(match.string, match.end())
        return None if measured is not None else _count(match["part"]) / _count(match["whole"])
    if match["over"]:
        return float(match["over"]) / (float(match["under"]) or 1.0)
    if match["sign"]:
        return _SIGNS[match["sign"]]
    if match["half"]:
        return 0.5
    if match["piece"]:
        return FRACTIONS[match["piece"].lower()]
    return UNITS[match["several"].lower()] * FRACTIONS[match["pieces"].lower().removesuffix("s")]


def _count(written: str) -> float:
    if written.isdigit():
        return float(written) or 1.0
    return {"twenty": 20.0, "hundred": SCALES["hundred"]}.get(written.lower()) or float(UNITS[written.lower()])


__all__ = ["shares"]
