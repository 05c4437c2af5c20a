"""Dates in the author's own style: found as the entry spells them, written as the entry writes its others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from claims.dates import find_dates
from claims.dates.months import month_numbers

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_ORDINAL = re.compile(r"(\d+)(st|nd|rd|th)\b")


def as_written(text: str, iso: str | None, language: str | None = None) -> str | None:
    """Return the date `iso` as `text` writes it, or unchanged if the text does not have it.

    `language` is ISO 639-1; None: unknown.

    >>> as_written("Retrieved 9 May 2011.", "2011-05-09")
    '9 May 2011'
    """
    if iso is None:
        return None
    for found in find_dates(text, language=language):
        if found.iso == iso:
            return text[found.span.start : found.span.end]
    return iso


def in_style_of(text: str, day: date, *, like: str | None = None, language: str | None = None) -> str:
    """Write `day` in the format of a date in `text`: the date `like` (ISO), or else the last full date.

    The result is ISO 8601 if the text has no date, or if its format is ambiguous. `language` is ISO 639-1; None:
    unknown.

    >>> in_style_of("Retrieved May 9, 2011", date(2014, 6, 2))
    'June 2, 2014'
    """
    full = [found for found in find_dates(text, language=language) if len(found.iso) == len("2011-04-14")]
    if not full:
        return day.isoformat()
    model = next((found for found in full if found.iso == like), full[-1])
    written = text[model.span.start : model.span.end]
    return _rewritten(written, date.fromisoformat(model.iso), day, language) or day.isoformat()


def _rewritten(written: str, old: date, new: date, language: str | None) -> str | None:
    """Write `new` the way `written` writes `old`, or return None if the order of day and month is ambiguous."""
    if not written.isascii() and any(char.isdecimal() and not char.isascii() for char in written):
        return None
    month = _month_word(written, old, new, language)
    wanted = {"year": (old.year, new.year), "day": (old.day, new.day)}
    if month is None:
        wanted["month"] = (old.month, new.month)
    roles = _roles(
        [match.group() for match in _NUMBER.finditer(written)], {k: v[0] for k, v in wanted.items()}, written
    )
    if roles is None:
        return None
    pieces: list[str] = []
    at = 0
    for match, role in zip(_NUMBER.finditer(written), roles, strict=True):
        pieces += [written[at : match.start()], f"{wanted[role][1]:0{_padding(match.group())}d}"]
        at = match.end()
    changed = "".join([*pieces, written[at:]])
    changed = _ORDINAL.sub(lambda match: match.group(1) + _ordinal(int(match.group(1))), changed)
    if month is not None:
        changed = changed.replace(*month, 1)
    return changed


def _roles(numbers: list[str], wanted: dict[str, int], written: str) -> list[str] | None:
    """Say of each number whether it is the year, the month or the day."""
    if len(numbers) != len(wanted):
        return None
    left = dict(wanted)
    roles: list[str] = []
    for number in numbers:
        fitting = [role for role, value in left.items() if value == int(number)]
        if not fitting:
            return None
        if len(fitting) > 1 and "day" in fitting and "month" in fitting:
            # 04.04.2011: the day comes first before a full stop, the month comes first after a year.
            first = "month" if "year" not in left else ("day" if "." in written else "")
            if not first:
                return None
            fitting = [first]
        roles.append(fitting[0])
        del left[fitting[0]]
    return roles


def _padding(number: str) -> int:
    return len(number) if number.startswith("0") or len(number) == 4 else 1


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _month_word(written: str, old: date, new: date, language: str | None) -> tuple[str, str] | None:
    """Return the name of the month in `written` and what the new month is called, as long and with such letters.

    If the text's language is unknown, a name that several languages share counts only if they agree on the other form.
    """
    for match in _WORD.finditer(written):
        name = match.group()
        called = {
            code: _month_name(name, table, new.month)
            for code, table in month_numbers().items()
            if table.get(name.casefold()) == old.month
        }
        for code in (language, "en"):
            if code in called:
                return name, called[code]
        if called:
            return (name, called.popitem()[1]) if len(set(called.values())) == 1 else None
    return None


def _month_name(name: str, table: Mapping[str, int], month: int) -> str:
    """Return the name of another month, as long and with such letters as `name` has."""
    place = [form for form, number in table.items() if number == table[name.casefold()]].index(name.casefold())
    forms = [form for form, number in table.items() if number == month]
    form = forms[min(place, len(forms) - 1)]
    if name.isupper():
        return form.upper()
    return form.capitalize() if name[0].isupper() else form
