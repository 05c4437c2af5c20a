"""Compare a claimed date with one of a source.

A date agrees with one that is at least as precise. A year that the source leaves out may be that of its publication.
Which table is asked depends on what the two dates give: a weekday alone, years alone, or a day or month.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from citecheck.checking.facts.model import Date, Relation
from citecheck.rules import RuleTable

_SEASONS = frozenset({(3, 5), (6, 8), (9, 11), (12, 2)})


class Dates(NamedTuple):
    """A claimed date, one of a source, and the day on which the source was published (ISO 8601; None: not known)."""

    claimed: Date
    found: Date
    published: str | None


def compare_dates(pair: Dates) -> tuple[Relation, str | None]:
    """Return the relation of the two dates of `pair`, and the id of the rule that decided; None: no rule applies."""
    if pair.claimed.month is None:
        table = YEAR_SPAN_RULES if pair.claimed.first is not None else WEEKDAY_RULES
    else:
        table = DAY_RULES if pair.found.month is not None else UNDATED_RULES
    for rule, applies in table.rows:
        relation = applies(pair)
        if relation is not None:
            return relation, rule
    return (Relation.DIFFERS if _same_precision(pair) else Relation.UNRELATED), None


def _same_precision(pair: Dates) -> bool:
    """Whether both dates give the part that the claim is about, so that they can exclude each other."""
    claimed, found, _ = pair
    if claimed.first is None and claimed.month is None:
        return found.weekday is not None or found.day is not None
    if claimed.month is not None and found.month is not None:
        return True
    return claimed.first is not None and found.first is not None


def _same_weekday(pair: Dates) -> Relation | None:
    return Relation.AGREES if _weekday_of(pair) == pair.claimed.weekday else None


def _weekday_unknown(pair: Dates) -> Relation | None:
    """A claimed "Friday" against a day without its year, which may be any day of the week."""
    return Relation.COMPATIBLE if _same_precision(pair) and _weekday_of(pair) is None else None


def _within_years(pair: Dates) -> Relation | None:
    claimed, found, _ = pair
    if found.first is None or found.last is None or _parts_differ(pair):
        return None
    if claimed.months is not None and claimed.months != found.months and not _holds(claimed.months, found.month):
        return None
    inside = (claimed.first or 0) <= found.first and found.last <= (claimed.last or 0)
    return Relation.AGREES if inside else None


def _vaguer_years(pair: Dates) -> Relation | None:
    """A claimed year against a decade or a century that holds it."""
    both = pair.found.first is not None and _years_overlap(pair) and not _parts_differ(pair)
    return Relation.VAGUER if both else None


def _within_span(pair: Dates) -> Relation | None:
    """A claimed year between the two years of a span."""
    claimed, found, _ = pair
    if claimed.year is None or claimed.since is not None or found.since is None or found.last is None:
        return None
    if not found.since <= claimed.year <= found.last:
        return None
    return Relation.DIFFERS if claimed.edge and claimed.year not in (found.since, found.last) else Relation.COMPATIBLE


def _parts_differ(pair: Dates) -> bool:
    """Whether both dates give a part of a year, and the two have no month in common."""
    claimed, found, _ = pair
    if claimed.months is None or (found.months is None and found.month is None):
        return False
    if found.months is None:
        # A season is at another time of the year in the south.
        return claimed.months not in _SEASONS and not _holds(claimed.months, found.month)
    return not any(_holds(claimed.months, month) and _holds(found.months, month) for month in range(1, 13))


def _holds(months: tuple[int, int], month: int | None) -> bool:
    """Whether the part of a year from the first to the last of `months` has `month`."""
    first, last = months
    return month is not None and (first <= month <= last if first <= last else month >= first or month <= last)


def _year_of_page(pair: Dates) -> Relation | None:
    """A claimed year against a day without its year, on a page that was published in that year."""
    if not _lacks_year(pair) or (pair.claimed.months is not None and not _holds(pair.claimed.months, pair.found.month)):
        return None
    return Relation.AGREES if _page_year(pair.published) == pair.claimed.year else None


def _year_left_out(pair: Dates) -> Relation | None:
    return Relation.COMPATIBLE if _lacks_year(pair) else None


def _lacks_year(pair: Dates) -> bool:
    """Whether the source gives a month without its year, and the claim and the page have one year each."""
    claimed, found, published = pair
    dated = found.month is not None and found.first is None and not is_other_weekday(claimed, found)
    return dated and claimed.year is not None and _page_year(published) is not None


def _weekday_near_publication(pair: Dates) -> Relation | None:
    """ "On Friday" is a day within a week of the day on which the page was published."""
    claimed, found, published = pair
    day = _page_day(published)
    if found.weekday is None or day is None or claimed.month is None or claimed.day is None:
        return None
    for distance in range(-7, 8):
        near = day + timedelta(days=distance)
        if near.weekday() == found.weekday and (near.month, near.day) == (claimed.month, claimed.day):
            return Relation.AGREES if claimed.first is None or claimed.year == near.year else None
    return None


def _weekday_alone(pair: Dates) -> Relation | None:
    """A weekday that is not the claimed day of that week may be one of another week."""
    alone = pair.found.weekday is not None and pair.published and pair.claimed.day is not None
    return Relation.COMPATIBLE if alone else None


def _year_alone(pair: Dates) -> Relation | None:
    """A claimed day or month against a year that holds it."""
    claimed, found, _ = pair
    both = claimed.first is not None and found.first is not None
    return Relation.VAGUER if both and _years_overlap(pair) else None


def _same_day_any_year(pair: Dates) -> Relation | None:
    """A claimed day or month without a year."""
    return Relation.AGREES if _same_day(pair) and pair.claimed.first is None else None


def _same_date(pair: Dates) -> Relation | None:
    agree = _same_day(pair) and pair.found.first is not None and _years_overlap(pair)
    return Relation.AGREES if agree else None


def _day_and_month_swapped(pair: Dates) -> Relation | None:
    """8/4/2011 may be 8 April and 4 August."""
    claimed, found, _ = pair
    swapped = (claimed.swapped or found.swapped) and claimed.month == found.day and claimed.day == found.month
    if not swapped:
        return None
    year_agrees = claimed.first is None or (found.first is not None and _years_overlap(pair))
    return Relation.AGREES if year_agrees or _near_page_year(pair) else _year_is_open(pair)


def _day_in_year_of_page(pair: Dates) -> Relation | None:
    """A day without its year agrees if the page was published in the claimed year or in one next to it."""
    is_other = is_other_weekday(pair.claimed, pair.found)
    return Relation.AGREES if _same_day(pair) and _near_page_year(pair) and not is_other else None


def _day_without_year(pair: Dates) -> Relation | None:
    return _year_is_open(pair) if _same_day(pair) and not is_other_weekday(pair.claimed, pair.found) else None


def _month_alone(pair: Dates) -> Relation | None:
    """A claimed day against its month alone."""
    claimed, found, _ = pair
    years_allow = claimed.first is None or found.first is None or _years_overlap(pair)
    return Relation.VAGUER if claimed.month == found.month and found.day is None and years_allow else None


WEEKDAY_RULES: RuleTable[Dates, Relation] = RuleTable(
    "a claimed weekday",
    [("fact.date.same-weekday", _same_weekday), ("fact.date.weekday-unknown", _weekday_unknown)],
)
YEAR_SPAN_RULES: RuleTable[Dates, Relation] = RuleTable(
    "a claimed year, decade or century",
    [
        ("fact.date.within-years", _within_years),
        ("fact.date.within-span", _within_span),
        ("fact.date.vaguer-years", _vaguer_years),
        ("fact.date.year-of-page", _year_of_page),
        ("fact.date.year-left-out", _year_left_out),
    ],
)
UNDATED_RULES: RuleTable[Dates, Relation] = RuleTable(
    "a claimed day or month, and a weekday or a year of the source",
    [
        ("fact.date.weekday-near-publication", _weekday_near_publication),
        ("fact.date.weekday-alone", _weekday_alone),
        ("fact.date.year-alone", _year_alone),
    ],
)
DAY_RULES: RuleTable[Dates, Relation] = RuleTable(
    "a claimed day or month, and one of the source",
    [
        ("fact.date.any-year", _same_day_any_year),
        ("fact.date.same-date", _same_date),
        ("fact.date.swapped", _day_and_month_swapped),
        ("fact.date.near-publication", _day_in_year_of_page),
        ("fact.date.day-without-year", _day_without_year),
        ("fact.date.month-alone", _month_alone),
    ],
)


def _same_day(pair: Dates) -> bool:
    return pair.claimed.month == pair.found.month and pair.claimed.day in (None, pair.found.day)


def _years_overlap(pair: Dates) -> bool:
    one, other = pair.claimed, pair.found
    return (one.first or 0) <= (other.last or 0) and (other.first or 0) <= (one.last or 0)


def _near_page_year(pair: Dates) -> bool:
    claimed, found, published = pair
    year = _page_year(published)
    return found.first is None and year is not None and claimed.year is not None and abs(year - claimed.year) <= 1


def _year_is_open(pair: Dates) -> Relation | None:
    """The claim gives a year and the source none."""
    return Relation.COMPATIBLE if pair.claimed.first is not None and pair.found.first is None else None


def is_other_weekday(claimed: Date, found: Date) -> bool:
    """Return whether `found`, a day with its weekday and without its year, is another weekday in the year of `claimed`.

    "Monday, March 5" is a day of 2018, and no day of 2015.
    """
    if claimed.year is None or found.first is not None or None in (found.weekday, found.month, found.day):
        return False
    try:
        return date(claimed.year, found.month or 0, found.day or 0).weekday() != found.weekday
    except ValueError:
        return False


def _page_year(published: str | None) -> int | None:
    return int(published[:4]) if published and published[:4].isdigit() else None


def _page_day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _weekday_of(pair: Dates) -> int | None:
    """Return the weekday of the source's date, as written or from the calendar; None if it cannot be known."""
    found = pair.found
    if found.weekday is not None:
        return found.weekday
    try:
        return date(found.year or _page_year(pair.published) or 0, found.month or 0, found.day or 0).weekday()
    except ValueError:
        return None


def give_the_same(mine: Date, other: Date) -> bool:
    """Return whether `mine` and `other` both give a part in which they differ: two years, two days, two weekdays."""
    if mine.year is not None and other.year is not None and mine.year != other.year:
        return True
    if None in (mine.year, other.year) and _are_apart(mine, other):
        return True
    if is_other_weekday(mine, other):
        return True
    if mine.day is not None and other.day is not None:
        return (mine.month, mine.day) != (other.month, other.day)
    if mine.month is not None and other.month is not None and mine.month != other.month:
        return True
    return mine.weekday is not None and other.weekday is not None and mine.month is None and other.month is None


def _are_apart(mine: Date, other: Date) -> bool:
    """Whether two dates, one of them a decade or a century, have no year in common."""
    if mine.first is None or mine.last is None or other.first is None or other.last is None:
        return False
    return mine.last < other.first or other.last < mine.first


__all__ = [
    "DAY_RULES",
    "UNDATED_RULES",
    "WEEKDAY_RULES",
    "YEAR_SPAN_RULES",
    "Dates",
    "compare_dates",
    "give_the_same",
    "is_other_weekday",
]
