"""Find and read dates, with a few bounded patterns in one pass and a table of month names."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from claims.dates.months import month_numbers
from claims.model import Span
from claims.patterns import lazy_regex


class DateFound(NamedTuple):
    """A date in a text: its span, and the date in ISO 8601, as precise as given ("2011-04-14", "2011-04", "2011")."""

    span: Span
    iso: str


# A month's name: letters, with the marks that some scripts write above, below or behind them.
_WORD = r"[^\W\d_][^\s\d_.,;:/()\[\]|\"“”–—-]{1,14}"
_MONTH = rf"(?P<month>{_WORD}(?:\.[^\W\d_]\.?)?|(?:كانون|تشرين)\s\w{{3,7}})"
_ORDINAL = r"(?:st|nd|rd|th|er|re|-?го|-?a|ª|º|°|-?й|\.º)?"
_DAY = rf"(?P<day>\d{{1,2}}){_ORDINAL}"
_YEAR = r"(?P<year>\d{4})(?!\d)"
# What may stand between a day and its month, or a month and its year, in the languages of the table.
_OF = r"(?:(?:de|del|di|of|den|d|i|do|m|ב|the)[\s'’]{1,2}|d['’]|ב|ב-)?"
_TO = r"\s?[-–—/]\s?"
_RANGE_DAY = rf"(?P<until>{_TO}\d{{1,2}}{_ORDINAL}\.?)?"
_NOT_BEFORE = r"(?<![\d/.‑-])"

# 25/03/2008, 4/21/2008, 21.5.08: settled by a number above twelve, by both being the same, or by the language.
_NUMERIC = lazy_regex(
    rf"{_NOT_BEFORE}(?P<one>\d{{1,2}})(?P<sep>[/.‑-]\s?)(?P<two>\d{{1,2}})(?P=sep)(?P<year>\d{{4}}|\d{{2}})(?![\d/-]|\.\d)"
)
_PATTERNS = (
    *(
        lazy_regex(pattern, re.IGNORECASE)
        for pattern in (
            # 2011-04-14, 2011/04/14, 2011.04.14, with a time of day or without
            rf"{_NOT_BEFORE}(?P<year>\d{{4}})(?P<sep>[-/.‑–])(?P<monthno>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?![\d-])",
            # 2011年4月14日, 2011년 4월 14일
            r"(?<!\d)(?P<year>\d{4})\s?(?:年|년)(?:\s?(?P<monthno>\d{1,2})\s?(?:月|월)(?:\s?(?P<day>\d{1,2})\s?(?:日|號|号|일))?)?",
            # 14 tháng 4 năm 2011, tháng 4 năm 2011
            r"(?:(?<!\d)(?P<day>\d{1,2})\s+)?tháng\s+(?P<monthno>\d{1,2})(?:\s+năm|,)?\s+(?P<year>\d{4})(?!\d)",
            # 14 April 2011, 14. April 2011, 14 de abril de 2011, 14-Apr-2011, 14–16 April 2011
            rf"(?<![\d.])(?P<day>\d{{1,2}}){_ORDINAL}\.?{_RANGE_DAY}[\s-]{{0,2}}{_OF}{_MONTH}\.?,?[\s-]{{0,2}}{_OF}{_YEAR}",
            # April 14, 2011; Apr. 14th 2011; April 14–16, 2011
            rf"(?<!\w){_MONTH}\.?\s{{1,2}}{_DAY}{_RANGE_DAY}\.?,?\s{{1,2}}{_OF}{_YEAR}",
            # 2011 April 14; 2011. április 14.; 2011 m. balandžio 14 d.; 2011(e)ko apirilaren 14(a)
            rf"{_NOT_BEFORE}(?P<year>\d{{4}})(?:\.|,|\s?m\.|\(?e?\)?ko)?\s{{1,2}}{_MONTH}\.?\s{{1,2}}{_DAY}(?!\d|[:/])",
            # 2011. gada 14. aprīlis; 2011-Apr-14, 2011-Apr.-07
            rf"{_NOT_BEFORE}(?P<year>\d{{4}})\.\s?gada\s{_DAY}\.?\s{_MONTH}",
            rf"{_NOT_BEFORE}(?P<year>\d{{4}})-{_MONTH}\.?-(?P<day>\d{{1,2}})(?!\d)",
        )
    ),
    _NUMERIC,
    *(
        lazy_regex(pattern, re.IGNORECASE)
        for pattern in (
            # April 2011, abril de 2011; April–May 2011
            rf"(?<!\w){_MONTH}\.?(?P<untilmonth>{_TO}{_WORD})?,?\s{{1,2}}{_OF}{_YEAR}",
            # 2011 April
            rf"{_NOT_BEFORE}(?P<year>\d{{4}})[.,]?\s{{1,2}}{_MONTH}(?!\w)",
            # 2011-04, but not the years 2011-12
            rf"{_NOT_BEFORE}(?P<year>\d{{4}})-(?P<monthno>0[1-9])(?![\d-])",
            # 2011; of the years (2011/12) the first; never a range, which may be one of pages
            r"(?<![\d/.,:$€£#–‑-])(?<![–‑-]\s)(?P<year>1[5-9]\d\d|20\d\d)(?!\d|/\d\d?/|[.,:]\d|\s?[–‑-]\s?\d)",
            r"(?<=\()(?P<year>1[5-9]\d\d|20\d\d)(?=[–‑/-](?:\d\d){1,2}\))",
        )
    ),
)
# Languages whose writers put the day before the month wherever they write both as numbers.
_DAY_FIRST = lazy_regex(
    r"(?:ar|be|bg|bn|ca|cs|da|de|el|es|et|fi|fr|gl|he|hi|hr|id|is|it|kk|lv|mk|ms|nl|no|pl|pt|ro|ru|sk|sl|sq|sr|sv|th|tr"
    r"|uk|vi)(?:-|$)",
    re.IGNORECASE,
)
_IMPOSSIBLE = ""  # 31 June 2012 is not a date, and its month is not used either
_LAST_YEAR = 2100
_FIRST_YEAR = 1000
_BUDDHIST = 543  # the years by which the Thai calendar is ahead


def find_dates(text: str, *, language: str | None = None) -> list[DateFound]:
    """Return the dates in `text` in order. `language` (ISO 639-1) decides month names that two languages share."""
    digits = _ascii_digits(text)
    taken: list[DateFound] = []
    covered = bytearray(len(digits))
    for pattern in _PATTERNS:
        for found in _matches(pattern, digits, language):
            start, end = found.span
            if not any(covered[start:end]):
                covered[start:end] = b"\x01" * (end - start)
                if found.iso:
                    taken.append(found)
    return sorted(taken)


def parse_date(text: str, *, language: str | None = None) -> str | None:
    """Return the date that `text` gives, in ISO 8601; None if it gives no date, or one with several readings.

    >>> parse_date("14 April 2011"), parse_date("abril de 2011"), parse_date("03/04/2011")
    ('2011-04-14', '2011-04', None)
    """
    if len(text) > 200:
        return None
    found = find_dates(text, language=language)
    if not found or _undecided(text, language):
        return None
    if (
        len(found) > 1
        and re.search(r"\d\s?(?:-|–|—|to|bis|until)\s?\d", text)
        and len({date.iso for date in found}) > 1
    ):
        return None  # a range of time is not one date
    return max((date.iso for date in found), key=len)


def _matches(pattern: re.Pattern[str], text: str, language: str | None) -> Iterator[DateFound]:
    position = 0
    while match := pattern.search(text, position):
        iso = _iso(match, language)
        if iso is None:
            position = match.start() + 1
        else:
            yield DateFound(Span(match.start(), match.end()), iso)
            position = match.end()


def _iso(match: re.Match[str], language: str | None) -> str | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if len(parts["year"]) == 2:
        year += 2000 if year < 50 else 1900
    if parts.get("one"):
        return _numeric(int(parts["one"]), int(parts["two"]), year, language)
    month = int(parts["monthno"]) if parts.get("monthno") else None
    if parts.get("month"):
        month = _month_number(parts["month"], language)
        if month is None:
            return None
        if _LAST_YEAR < year < _LAST_YEAR + 2 * _BUDDHIST and "฀" <= parts["month"][0] <= "๿":
            year -= _BUDDHIST
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if parts.get("untilmonth"):
        return str(year) if _month_number(parts["untilmonth"].strip(" -–—/"), language) else None
    if month is None:
        return str(year)
    if not parts.get("day") or parts.get("until"):
        return f"{year:04}-{month:02}" if 1 <= month <= 12 else None
    return _exact(year, month, int(parts["day"])) or (_IMPOSSIBLE if parts.get("month") else None)


def _numeric(one: int, two: int, year: int, language: str | None) -> str | None:
    if one == two or one > 12 or (language and two <= 12 and _DAY_FIRST.match(language)):
        return _exact(year, two, one)
    return _exact(year, one, two) if two > 12 else None


def _exact(year: int, month: int, day: int) -> str | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}"


def _undecided(text: str, language: str | None) -> bool:
    """Return whether a date of numbers alone stands in `text` that can be read in two ways."""
    numeric = _NUMERIC.search(_ascii_digits(text))
    return numeric is not None and _iso(numeric, language) is None


def _month_number(word: str, language: str | None) -> int | None:
    form = unicodedata.normalize("NFC", word.lower()).rstrip(".’'")
    if language:
        own = month_numbers_of(language.partition("-")[0].lower())
        if form in own:
            return own[form]
    return _every_month().get(form) or _every_month().get(form.removesuffix("ren"))  # Basque: "in the month of"


@lru_cache(maxsize=64)
def month_numbers_of(language: str) -> dict[str, int]:
    """Return the month names of one language; empty for a language that the table does not have."""
    return month_numbers().get(language, {})


@lru_cache(maxsize=1)
def _every_month() -> dict[str, int]:
    """Return the month names of all languages, without those that mean different months in two languages."""
    table: dict[str, int] = {}
    clashes: set[str] = set()
    for names in month_numbers().values():
        for form, number in names.items():
            if table.setdefault(form, number) != number:
                clashes.add(form)
    for form in clashes:
        del table[form]
    return table


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(char)) if not char.isascii() and char.isdecimal() else char for char in text)
