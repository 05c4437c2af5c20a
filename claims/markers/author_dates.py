"""Find citations by author and year, "(Reeve, 2021)" or "Reeve (2021)", that a list of references answers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.patterns import lazy_regex

_NAME = r"(?P<name>[A-ZÀ-ÞА-Я][\w’'-]+)"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)[a-z]?"
_OTHERS = r"(?:,? (?:et al\.?|(?:and|&|und|y|et|e|och|en) [A-ZÀ-ÞА-Я][\w’'-]+|u\. a\.))?"
_CITED = lazy_regex(rf"\b{_NAME}{_OTHERS}(?:, | \(|,? ){_YEAR}\b")
_WORD = lazy_regex(r"\w[\w’'-]*")


def has_author_dates(text: str, entries: Iterable[str]) -> bool:
    """Return whether `text` cites one of the entries by the name and the year that the entry has.

    Takes time linear in both: `text` is the text above the list, `entries` are the texts of its entries.
    """
    answered = set()
    for entry in entries:
        words = _WORD.findall(entry)
        years = {word[:4] for word in words if re.fullmatch(_YEAR, word)}
        answered |= {(word, year) for word in words[:12] for year in years if word[0].isupper()}
    return any((match["name"], match["year"]) in answered for match in _CITED.finditer(text))
