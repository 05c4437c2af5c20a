"""Find the bracket that closes another, in time that grows with the text."""

from __future__ import annotations

import re

_BRACKETS = re.compile(r"\\.|[\[\](){}]", re.DOTALL)
_CLOSING = {"[": "]", "(": ")", "{": "}"}
_FAR = 20_000  # characters between two brackets


def closing(source: str, start: int, end: int) -> int:
    """Return where the bracket at `start` is closed before `end`; -1: nowhere near. Only its own kind counts."""
    opened = source[start]
    closed = _CLOSING[opened]
    depth = 0
    for match in _BRACKETS.finditer(source, start, min(end, start + _FAR)):
        if match[0] == opened:
            depth += 1
        elif match[0] == closed:
            depth -= 1
            if depth == 0:
                return match.start()
    return -1


__all__ = ["closing"]
