"""Figures as they are grouped in other languages and journals: 12.000, 12 000, 3,5 % and 1·3 million.

A point groups thousands only where the text shows it: by its language, or by figures beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FOREIGN_LINE = (
    "der die das und ist nicht ein eine mit von im zu auf hat wurde le les des du est et une dans pour sur el los las "
    "del y una por con que il gli della che di è nel het een van op voor os uma em och att är det er og på jest się na "
    "w z"
)
_FOREIGN = frozenset(_FOREIGN_LINE.split())
_ENGLISH_LINE = "the of and were to for with by from that has had its this"
_ENGLISH = frozenset(_ENGLISH_LINE.split())
_WORD = re.compile(r"[^\W\d_]+")
_SIGN = re.compile(r"\d[.,]\d")
_NEIGHBOUR = re.compile(
    r"(?<![\d.,\[])\d{1,3}(?:\.\d{3}){2,}(?![.\d])"
    r"|(?<![\d.,\[(])\d{1,3},\d{1,2}(?:\s?%|\s(?:per\s?cent|million|billion|Mio|Mrd|k[mg]|cm|mm|°C)\b)"
)
_POINTED = re.compile(
    r"(?<![\w.,·])(?:[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d+,\d{1,2}|\d+,\d{4,})(?![\w]|[.,]\d)(?!\s?\d)"
)
_MILLIONS = re.compile(r"(?<![\w.,·])[1-9]\d{0,2}(?:\.\d{3}){2,}(?:,\d+)?(?![\w]|[.,]\d)")
_SPACED = re.compile(r"(?<![\w.,·])(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?:[.·]\d+)?(?![\w%]|[ .,]\d)")
_MIDDLE = re.compile(r"(?<![\w.,·])\d+[·∙⋅]\d+(?![\w·])")
_BEFORE = re.compile(r"(\w+)\s$")


def grouped_figures(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield for each figure of `text` in another grouping its start, its end, and its digits with a decimal point."""
    for match in _MIDDLE.finditer(text):
        yield match.start(), match.end(), re.sub(r"[·∙⋅]", ".", match.group())
    for match in _SPACED.finditer(text):
        word = _BEFORE.search(text, max(0, match.start() - 24), match.start())
        # "Boeing 737 800" and "May 12 300 men came" are two numbers.
        if word is None or not word[1][0].isupper() or word[1].lower() in _FOREIGN | {"in", "the", "some", "about"}:
            yield match.start(), match.end(), match.group().replace(" ", "").replace("·", ".")
    if _SIGN.search(text):
        for match in (_POINTED if groups_with_points(text) else _MILLIONS).finditer(text):
            yield match.start(), match.end(), match.group().replace(".", "").replace(",", ".")


def groups_with_points(text: str) -> bool:
    """Return whether `text` writes 12.000 for twelve thousand: it has such a figure, or is not in English."""
    if _NEIGHBOUR.search(text):
        return True
    words = [word.lower() for word in _WORD.findall(text)]
    foreign = sum(word in _FOREIGN for word in words)
    return foreign >= 2 and foreign > 2 * sum(word in _ENGLISH for word in words)


__all__ = ["grouped_figures", "groups_with_points"]
