"""Where links of Markdown lead: as the library of markdown-it finds it, at a tenth of its cost.

The library looks at each character in Python. A text of links that never end has 32 open parentheses at each place.
"""

from __future__ import annotations

from types import SimpleNamespace

from markdown_it.common.utils import unescapeAll
from markdown_it.helpers import parseLinkDestination

from claims.patterns import lazy_regex

_DEEPEST = 32  # parentheses in one another that a destination may have
_SIGN = lazy_regex(r"[()\x00-\x20\x7f]|\\(?: |(?s:.))")


class Destinations:
    """Finds destinations, and keeps the last one: an image that is none is read again, as a link."""

    def __init__(self) -> None:
        self._asked: tuple[str, int, int] | None = None
        self._answer = SimpleNamespace(ok=False, pos=0, str="")

    def find(self, text: str, start: int, most: int) -> SimpleNamespace:
        """Return what `parseLinkDestination` returns: `ok`, the place behind the destination, and the address."""
        asked = (text, start, most)
        known = self._asked
        if known is None or known[0] is not text or known[1:] != asked[1:]:
            self._asked, self._answer = asked, _found(text, start, most)
        return self._answer


def _found(text: str, start: int, most: int) -> SimpleNamespace:
    if text.startswith("<", start):
        found = parseLinkDestination(text, start, most)
        return SimpleNamespace(ok=found.ok, pos=found.pos, str=found.str)
    depth, end = 0, most
    for match in _SIGN.finditer(text, start, most):
        sign = match[0]
        if sign == "(":
            depth += 1
            if depth > _DEEPEST:
                return SimpleNamespace(ok=False, pos=0, str="")
        elif sign == ")":
            if not depth:
                end = match.start()
                break
            depth -= 1
        elif sign == "\\ " or len(sign) == 1:
            end = match.start()
            break
    if end == start or depth:
        return SimpleNamespace(ok=False, pos=0, str="")
    return SimpleNamespace(ok=True, pos=end, str=unescapeAll(text[start:end]))


__all__ = ["Destinations"]
