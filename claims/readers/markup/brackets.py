"""Find the bracket that closes another, in time that grows with the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_BRACKETS = re.compile(r"\\.|[\[\](){}]", re.DOTALL)
_OPENING = {"]": "[", ")": "(", "}": "{"}


def closing(source: str, start: int, end: int) -> int:
    """Return where the bracket at `start` is closed before `end`; -1: nowhere. Only its own kind counts."""
    found = _pairs(source).get(start, -1)
    return found if found < end else -1


@lru_cache(maxsize=1)
def _pairs(source: str) -> Mapping[int, int]:
    """Return the places of all brackets that are closed, with those that close them."""
    pairs: dict[int, int] = {}
    opened: dict[str, list[int]] = {"[": [], "(": [], "{": []}
    for match in _BRACKETS.finditer(source):
        sign = match[0]
        if sign in opened:
            opened[sign].append(match.start())
        elif sign in _OPENING and opened[_OPENING[sign]]:
            pairs[opened[_OPENING[sign]].pop()] = match.start()
    return pairs


__all__ = ["closing"]
