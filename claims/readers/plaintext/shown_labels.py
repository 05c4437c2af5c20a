"""The labels that the marks above a list show, by which a list is believed to be one of references."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.patterns import lazy_regex
from claims.readers.plaintext.entries import RAISED
from claims.readers.plaintext.lines import Line

MARK = lazy_regex(
    r"\[\^?(\d{1,3}|[a-z]|note \d+)(?:\s?[,;:–-][^\[\]\n]{1,30})?\]"
    r"|[（(［【〔](\d{1,3})[］】〕)）]|(?:[※＊*]|注|註)(\d{1,3})(?!\d)|[⁰¹²³⁴-⁹]+",
    re.IGNORECASE,
)
"""What may be the mark of an entry: "[3]", "[1, p. 4]", "(3)", "³"."""
_BRACKET = lazy_regex(r"\[([^\[\]\n]{2,60})\]")


def labels_above(lines: Sequence[Line], last: int) -> set[str]:
    """Return the first labels of the marks in the lines above line `last`."""
    return {
        label
        for line in lines[:last]
        for match in MARK.finditer(line.text)
        if (label := match[1] or match[2] or match[3] or match[0].translate(RAISED))
    }


def brackets_above(lines: Sequence[Line], last: int) -> frozenset[str]:
    """Return the words in brackets in the lines above line `last`, each part of them without its pages."""
    text = "\n".join(line.text for line in lines[:last])
    return frozenset(
        part.partition(",")[0].strip() for found in _BRACKET.finditer(text) for part in found[1].split(";")
    )
