"""What the templates of dates, ages and centuries show, made from their arguments.

Each function takes the numbered arguments in order, the named ones, and the page's language (ISO 639-1, None where it
is not known). It returns the words that readers see, or None where they cannot be known, as the age of somebody today.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claims.readers.wikitext.showing import table

_YEAR = re.compile(r"\d{3,4}")
_ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)


def _month_name(month: str, language: str | None) -> str:
    """Return the name of a month that is given as a number from 1 to 12; anything else is returned as it is."""
    names: str = table()["months"].get(language or "en", "")
    month = month.removesuffix(".") if month[:1].isdecimal() else month
    if not (month.isdecimal() and 1 <= int(month) <= 12):
        return month
    if names:
        return names.split()[int(month) - 1]
    return f"{int(month)}월" if language == "ko" else f"{int(month)}月" if language in ("ja", "zh") else month


def _whole_date(year: str, month: str, day: str, language: str | None, *, day_first: bool) -> str:
    """Return a date in words, as the wiki in `language` writes it; what is "" is left out."""
    month = _month_name(month, language)
    if language in ("ja", "zh", "ko"):
        signs = ("년 ", " ", "일") if language == "ko" else ("年", "", "日")
        return (f"{year}{signs[0]}" + (month + signs[1] if month else "") + (day + signs[2] if day else "")).strip()
    if language == "fr" and day == "1":
        day = "1er"
    between: str = table()["joined"].get(language or "en", " ")
    if language in (None, "en") and not day_first and day and month:
        return f"{month} {day}, {year}" if year else f"{month} {day}"
    after = table()["after"].get(language or "en", "")
    dotted = day + after if day.isdecimal() else day if after else day.removesuffix(".")
    return between.join(part for part in (dotted, month, year) if part)


def _parts_of_date(given: Sequence[str]) -> tuple[str, str, str]:
    """Return year, month and day; templates give them in this order or in the opposite one."""
    first, second, third = [*given[:3], "", "", ""][:3]
    return (first, second, third) if _YEAR.fullmatch(first) else (third, second, first)


def birth_date(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    """Return a date that is given in numbers, from the year or from the day on."""
    if not given or not given[0]:
        return None
    if not given[0].isdecimal():
        return given[0]
    year, month, day = _parts_of_date(given)
    return _whole_date(year, month, day, language, day_first=named.get("df", "").lower() in ("y", "yes"))


def death_age(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    """Return the date of a death and the age; the arguments are the two dates, the death first."""
    date = birth_date(given, named, language)
    years = age([*given[3:6], *given[:3]], named, language)
    return f"{date} (aged {years})" if date and years else date


def age(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    """Return the years between two dates; None for an age today, which is another one each year."""
    given = [part for part in given if part]
    if len(given) != 6 or not all(part.isdecimal() for part in given):
        return None
    if not _YEAR.fullmatch(given[0]):
        given = [*reversed(given[:3]), *reversed(given[3:])]
    first, last = [int(part) for part in given[:3]], [int(part) for part in given[3:]]
    return str(last[0] - first[0] - (last[1:] < first[1:]))


def polish_age(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    """Return what the Polish `{{wiek|XIX}}` shows, "XIX w."; with two dates, the age in years."""
    if given and _ROMAN.fullmatch(given[0]):
        return f"{given[0]} w."
    return age(given, named, language)


def as_of(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    """Return what `{{as of|2010|5|lc=y}}` shows."""
    if named.get("alt"):
        return named["alt"]
    if not given or not given[0]:
        return None
    words = "since" if named.get("since") else named.get("pre", "").strip() + " as of" if named.get("pre") else "as of"
    if not named.get("lc"):
        words = words[0].upper() + words[1:]
    year, month, day = [*given[:3], "", ""][:3]
    american = named.get("df", "").lower() == "us"
    date = _whole_date(year, month, day, language, day_first=not american)
    return f"{words} {date}{named.get('post', '')}"


def day_first(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    """Return a date whose arguments are day, month and year; a whole date in one argument is shown as it is."""
    if not any(given):
        return None
    if sum(map(bool, given[:3])) == 1 and len(given[0]) > 2:
        return given[0]
    upto = next((place for place, part in enumerate(given) if place and _YEAR.fullmatch(part)), 2)
    if given[0] and _YEAR.fullmatch(given[0]):
        year, month, day = _parts_of_date(given)
    else:
        *before, year = given[: upto + 1]
        month, day = (before[-1] if before else ""), " ".join(before[:-1]).strip()
    return _whole_date(year, month, day, language, day_first=True)


def _ordinal_of(century: str) -> str:
    return f"{century.upper()}{'er' if century.upper() == 'I' else 'e'}"


def _centuries(given: Sequence[str]) -> list[str]:
    return [part for part in given if _ROMAN.fullmatch(part) and part.upper() == part]


def century(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    """Return what the French `{{s|XIX}}` shows; None where no argument is a Roman number."""
    found = _centuries(given)
    return f"{_ordinal_of(found[0])} siècle" if found else None


def century_before(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    """Return what the French `{{-s|V}}` shows: a century before our era."""
    shown = century(given, named, language)
    return f"{shown} av. J.-C." if shown else None


def ordinal(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    """Return what the French `{{s-|XIX|e}}` shows."""
    found = _centuries(given)
    return _ordinal_of(found[0]) if found else None


def two_centuries(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    """Return what the French `{{s2|XVIII|XIX}}` shows."""
    shown = two_ordinals(given, named, language)
    return f"{shown} siècles" if shown else None


def two_ordinals(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    """Return what the French `{{sp-|XVIII|e|-|XIX|e}}` shows."""
    word = next((f" {part} " for part in given if part in ("et", "au", "ou", "à")), " et ")
    word = next((part for part in given if part in ("-", "–")), word)
    return word.join(map(_ordinal_of, _centuries(given))) or None


def spanish_century(given: Sequence[str], named: Mapping[str, str], language: str | None) -> str | None:
    """Return what the Spanish `{{siglo|XIX||s}}` shows."""
    if not given or not given[0]:
        return None
    era = {"a": "a. C.", "d": "d. C."}.get(given[1].lower() if len(given) > 1 else "", "")
    word = {"s": "siglo", "S": "Siglo"}.get(given[2] if len(given) > 2 else "", "")
    return " ".join(part for part in (word, given[0], era) if part)
