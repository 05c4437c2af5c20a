"""Templates that show a date or an age which they are given as numbers.

Each function takes the arguments as plain text, by their names, and the page's language. It returns what the page
shows, and None where that cannot be known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from claims.readers.wikitext.showing import table

_DAY_FIRST_WIKIS = frozenset({"fr", "de", "es", "it", "pt", "nl", "sv", "pl", "ru", "uk", "tr", "ar"})
_ISO = re.compile(r"(\d{3,4})-(\d{1,2})-(\d{1,2})")
_ROMAN = re.compile("[IVXLivxl]+")


def _written(year: str, month: str, day: str, language: str | None, *, day_first: bool) -> str:
    """Write a date in words; `month` may be a number or a word, and parts may be empty."""
    months: Mapping[str, str] = table()["months"]
    code = language if language is not None and language in months else "en"
    if month.isdigit() and 1 <= int(month) <= 12:
        month = months[code].split()[int(month) - 1]
    day = str(int(day)) if day.isdigit() else day
    if day_first or code != "en" or not (day and month):
        joint: str = table()["joined"].get(code, " ")
        return joint.join(part for part in (day, month, year) if part)
    return f"{month} {day}, {year}" if year else f"{month} {day}"


def _day_first(arguments: Mapping[str, str]) -> bool:
    return arguments.get("df", "").lower() in ("y", "yes", "1")


def _parts(arguments: Mapping[str, str], start: int = 1) -> tuple[str, str, str]:
    """Return the year, month and day that begin at a numbered argument, "" where they are not given."""
    year, month, day = (arguments.get(str(start + step), "") for step in range(3))
    whole = _ISO.fullmatch(year)
    return (whole[1], whole[2], whole[3]) if whole and not month else (year, month, day)


def birth_date(arguments: Mapping[str, str], language: str | None) -> str | None:
    """Show {{birth date|1950|5|3}} as "May 3, 1950", with |df=y as "3 May 1950"."""
    year, month, day = _parts(arguments)
    if language in _DAY_FIRST_WIKIS and re.fullmatch(r"\d{1,2}", year) and re.fullmatch(r"\d{3,4}", day):
        year, day = day, year
    if not year:
        return None
    return _written(year, month, day, language, day_first=_day_first(arguments))


def day_first(arguments: Mapping[str, str], language: str | None) -> str | None:
    """Show {{date|3|mai|2010}} as "3 mai 2010"; what follows the year is not shown."""
    day, month, year = (arguments.get(name, "") for name in "123")
    if re.fullmatch(r"\d{3,4}", day) and month:
        day, year = year, day
    if not (day or month or year):
        return None
    if not month and not year:
        return day
    return _written(year, month, day, language, day_first=True)


def _years(start: tuple[str, str, str], end: tuple[str, str, str]) -> int | None:
    """Return the whole years between two dates; None where they are not whole dates."""
    if not all(part.isdigit() for part in (*start, *end)):
        return None
    first, last = ([int(part) for part in date] for date in (start, end))
    return last[0] - first[0] - (last[1:] < first[1:])


def age(arguments: Mapping[str, str], language: str | None) -> str | None:
    """Show {{age|1950|5|3|2010|6|4}} as "60"; with one date it is the age of today, which a page does not hold."""
    if "2" in arguments and _ISO.fullmatch(arguments.get("1", "")) and _ISO.fullmatch(arguments["2"]):
        years = _years(_parts({"1": arguments["1"]}), _parts({"1": arguments["2"]}))
    else:
        years = _years(_parts(arguments), _parts(arguments, 4))
    return None if years is None else str(years)


def death_age(arguments: Mapping[str, str], language: str | None) -> str | None:
    """Show {{death date and age|2010|6|4|1950|5|3}} as "June 4, 2010 (aged 60)"."""
    died = birth_date(arguments, language)
    years = _years(_parts(arguments, 4), _parts(arguments))
    return died if died is None or years is None else f"{died} (aged {years})"


def as_of(arguments: Mapping[str, str], language: str | None) -> str | None:
    """Show {{as of|2010|5|lc=y}} as "as of May 2010"."""
    if arguments.get("alt"):
        return arguments["alt"]
    year, month, day = _parts(arguments)
    if not year:
        return None
    date = _written(year, month, day, language, day_first=arguments.get("df", "").upper() != "US")
    if arguments.get("bare"):
        return date
    opening = "since" if arguments.get("since") else "as of"
    return f"{opening if arguments.get('lc') else opening.capitalize()} {date}"


def polish_age(arguments: Mapping[str, str], language: str | None) -> str | None:
    """Show {{wiek|XIX}} as "XIX w."; with two dates, the age in years."""
    if _ROMAN.fullmatch(arguments.get("1", "")):
        return f"{arguments['1']} w."
    return age(arguments, language)


FUNCTIONS: Mapping[str, Callable[[Mapping[str, str], str | None], str | None]] = {
    "birth_date": birth_date,
    "day_first": day_first,
    "age": age,
    "death_age": death_age,
    "as_of": as_of,
    "polish_age": polish_age,
}
