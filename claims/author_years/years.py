"""The years by which works are cited: "2019", "2019a", "n.d.", "in press"."""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.patterns import lazy_regex

_UNDATED = r"n\.\s?d\.|o\.\s?J\.|s\.\s?[adf]\.|b\.\s?d\.|u\.\s?å\.|б\.\s?г\.|no date|ohne Jahr|sin fecha|sans date"
_COMING = (
    r"in press|forthcoming|in prep(?:aration)?\b\.?|submitted|under review|accepted|to appear|im Druck|im Erscheinen"
    r"|sous presse|à paraître|en prensa|no prelo|in stampa|in druk|в печати"
)
_LETTERS = r"(?P<letters>[a-z](?:\s?[,/&–-]\s?[a-z](?![\w.]))*)?"
YEAR = lazy_regex(
    rf"(?<![\w/–-])(?<!\d[.,])(?:\[?(?P<year>(?:1[4-9]|20)\d\d)\]?{_LETTERS}(?:\s?[/\[]\s?(?:1[4-9]|20)\d\d\b\]?)?(?![\w%°])(?!\s?[–-]\s?\d)"
    rf"|(?P<undated>{_UNDATED})|(?P<coming>\b(?:{_COMING})))(?:-(?P<suffix>[a-z])(?!\w))?",
    re.IGNORECASE,
)
"""A year of a citation or an entry, with its letters, or the words that stand for it."""


_YEARS = lazy_regex(r"(?:1[4-9]|20)\d\d")


class CitedYear(NamedTuple):
    """A year as it is cited: `number` is its digits or the words that stand for it, `letter` the letter behind."""

    number: str
    letter: str = ""

    @property
    def shown(self) -> str:
        """How labels show it."""
        return f"{self.number}{self.letter}"


def years_of(match: re.Match[str]) -> list[CitedYear]:
    """Return the years that a match of `YEAR` names: two for "2019a, b"."""
    suffix = match["suffix"] or ""
    if match["undated"]:
        return [CitedYear("n.d.", suffix)]
    if match["coming"]:
        return [CitedYear("in press", suffix)]
    letters = re.sub(r"[\s,/&]", "", match["letters"] or "") or suffix
    if (ends := re.fullmatch(r"([a-z])[–-]([a-z])", letters)) and ends[1] < ends[2]:
        letters = "".join(chr(code) for code in range(ord(ends[1]), ord(ends[2]) + 1))
    letters = re.sub(r"[–-]", "", letters)
    return [CitedYear(match["year"], letter) for letter in letters] or [CitedYear(match["year"])]


def other_years(match: re.Match[str]) -> list[CitedYear]:
    """Return the further years by which the same work may be listed: 1961 of "1930/1961"."""
    if not match["year"] or match["letters"]:
        return []
    return [CitedYear(number) for number in _YEARS.findall(match[0]) if number != match["year"]]


__all__ = ["YEAR", "CitedYear", "other_years", "years_of"]
