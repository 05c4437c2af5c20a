"""Find citations by author and year, "(Reeve, 2021)" or "Reeve (2021)", that a list of references answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
    answered = _answers(entries)
    return any((match["name"], match["year"]) in answered for match in _CITED.finditer(text))


def dated_share(text: str, entries: Sequence[str]) -> float:
    """Return the share of the entries, from 0 to 1, that `text` cites by name and year; see `has_author_dates`."""
    answered = _answers(entries)
    cited = {entry for match in _CITED.finditer(text) for entry in answered.get((match["name"], match["year"]), ())}
    return len(cited) / len(entries) if entries else 0.0


def _answers(entries: Iterable[str]) -> dict[tuple[str, str], list[int]]:
    """Return which entries have a name and a year, by their places."""
    answered: dict[tuple[str, str], list[int]] = {}
    for place, entry in enumerate(entries):
        words = _WORD.findall(entry)
        years = {word[:4] for word in words if re.fullmatch(_YEAR, word)}
        for name in {word for word in words[:12] if word[0].isupper()}:
            for year in years:
                answered.setdefault((name, year), []).append(place)
    return answered
