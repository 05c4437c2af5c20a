"""The dates that an entry gives, without those that its title only mentions."""

from __future__ import annotations

import re

from claims.dates import DateFound, find_dates

_BEFORE = frozenset(",.;:([–—")
_AFTER = frozenset(",.;:)]")


def stated_dates(words: str, *, language: str | None = None) -> list[DateFound]:
    """Return the dates of `words`. A bare year counts only beside punctuation, so not in "the 2003 invasion"."""
    return [date for date in find_dates(words, language=language) if len(date.iso) > 4 or _apart(words, date)]


def without_dates(words: str) -> str:
    """Return `words` without the dates that `stated_dates` finds."""
    for date in reversed(stated_dates(words)):
        words = words[: date.span.start] + words[date.span.end :]
    return re.sub(r"\(\s*\)", "", words).strip(" .,;:")


def _apart(words: str, date: DateFound) -> bool:
    before = words[: date.span.start].rstrip()[-1:]
    after = words[date.span.end :].lstrip("abcdefg")[:1]
    return not before or not words[date.span.end :].strip() or before in _BEFORE or after in _AFTER
