"""Whether a fact of a source bears out, leaves open or excludes one that is claimed."""

from __future__ import annotations

import math
from datetime import date, timedelta

from citecheck.checking.facts.model import Date, Fact, Name, Number, Relation
from citecheck.checking.facts.names import compare as compare_names

_CONVERTED = 0.03  # how far apart a quantity may be in two systems of units
_COARSE = 3.0  # significant digits up to which a round figure stands for what it was rounded from


def compare(claimed: Fact, found: Fact, *, published: str | None = None) -> Relation:
    """Compare one claimed fact with one of a source that was published on `published` (ISO 8601, where known)."""
    if isinstance(claimed, Number) and isinstance(found, Number):
        return _numbers(claimed, found)
    if isinstance(claimed, Date) and isinstance(found, Date):
        return _dates(claimed, found, published)
    if isinstance(claimed, Name) and isinstance(found, Name):
        return compare_names(claimed, found)
    if isinstance(claimed, Number) and isinstance(found, Date) and found.year is not None:
        return Relation.AGREES if not claimed.unit and claimed.value == found.year else Relation.UNRELATED
    return Relation.UNRELATED


def _numbers(claimed: Number, found: Number) -> Relation:
    if not _comparable(claimed, found):
        return Relation.UNRELATED
    if claimed.unit == "score":
        same = {claimed.value, claimed.second} == {found.value, found.second}
        return Relation.AGREES if same else Relation.DIFFERS
    if _same_value(claimed, found):
        return Relation.AGREES
    if claimed.is_exact:
        # "318" against "more than 300": the source does not say so much, and does not exclude it.
        return Relation.VAGUER if found.low <= claimed.value <= found.high else Relation.DIFFERS
    if claimed.low <= found.low and found.high <= claimed.high:
        return Relation.AGREES
    overlap = claimed.low <= found.high and found.low <= claimed.high
    return Relation.COMPATIBLE if overlap else Relation.DIFFERS


def _comparable(claimed: Number, found: Number) -> bool:
    """Whether two numbers measure the same kind of thing; a bare one may measure anything."""
    if claimed.unit == found.unit:
        return True
    bare = "" in (claimed.unit, found.unit)
    return bare and not {"ordinal", "score", "clock"} & {claimed.unit, found.unit} and claimed.value == found.value


def _same_value(claimed: Number, found: Number) -> bool:
    one, other = claimed.value, found.value
    if math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-9):
        return True
    if claimed.unit in ("length", "mass", "area", "volume", "speed", "temperature"):
        return abs(one - other) <= _CONVERTED * max(abs(one), abs(other))
    # A rounded figure stands for what it was rounded from: 3,400 for 3,391, 1.2 million for 1,234,567, 34 % for 34.4 %.
    if claimed.step and one >= 10.0 * claimed.step and abs(one - other) <= claimed.step * 1.001:
        return one >= 100.0 or claimed.unit == "%" or claimed.step < 1.0
    return bool(claimed.unit == "%" and found.step and found.step < 0.5 and abs(one - other) <= 0.5)


def _dates(claimed: Date, found: Date, published: str | None) -> Relation:
    """A date is borne out by one that is as precise; the page's own date may give the year that a page leaves out."""
    if claimed.weekday is not None and claimed.month is None and claimed.first is None:
        if found.weekday is None and found.day is None:
            return Relation.UNRELATED
        on = found.weekday if found.weekday is not None else _weekday(found, published)
        return Relation.COMPATIBLE if on is None else _same(on == claimed.weekday)
    if claimed.first is not None and claimed.month is None:
        return _years(claimed, found, published)
    if found.month is None:
        if found.weekday is not None and published and claimed.day is not None:
            return _by_weekday(claimed, found, published)
        if claimed.first is None or found.first is None:
            return Relation.UNRELATED
        return Relation.VAGUER if _overlap(claimed, found) else Relation.DIFFERS
    return _calendar(claimed, found, published)


def _same(equal: bool) -> Relation:
    return Relation.AGREES if equal else Relation.DIFFERS


def _years(claimed: Date, found: Date, published: str | None) -> Relation:
    if found.first is None or found.last is None:
        year = _page_year(published)
        if year is not None and claimed.year is not None and found.month is not None:
            return Relation.AGREES if year == claimed.year else Relation.COMPATIBLE
        return Relation.UNRELATED
    first, last = claimed.first or 0, claimed.last or 0
    if first <= found.first and found.last <= last:
        return Relation.AGREES
    return Relation.VAGUER if _overlap(claimed, found) else Relation.DIFFERS


def _overlap(one: Date, other: Date) -> bool:
    return (one.first or 0) <= (other.last or 0) and (other.first or 0) <= (one.last or 0)


def _calendar(claimed: Date, found: Date, published: str | None) -> Relation:
    """Compare two dates that both name a month."""
    swapped = claimed.swapped or found.swapped
    same_day = claimed.month == found.month and (claimed.day is None or claimed.day == found.day)
    turned = swapped and claimed.month == found.day and claimed.day == found.month
    if not same_day and not turned:
        if claimed.month == found.month and found.day is None:
            return Relation.VAGUER if _years_allow(claimed, found) else Relation.DIFFERS
        return Relation.DIFFERS
    if claimed.first is None:
        return Relation.AGREES
    if found.first is not None:
        return _same(_overlap(claimed, found))
    year = _page_year(published)
    if year is None or claimed.year is None:
        return Relation.COMPATIBLE
    return Relation.AGREES if abs(year - claimed.year) <= 1 else Relation.COMPATIBLE


def _years_allow(claimed: Date, found: Date) -> bool:
    return claimed.first is None or found.first is None or _overlap(claimed, found)


def _page_year(published: str | None) -> int | None:
    return int(published[:4]) if published and published[:4].isdigit() else None


def _page_day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _weekday(found: Date, published: str | None) -> int | None:
    year = found.year or _page_year(published)
    try:
        return date(year or 0, found.month or 0, found.day or 0).weekday()
    except ValueError:
        return None


def _by_weekday(claimed: Date, found: Date, published: str) -> Relation:
    """ "On Friday" is a day within a week of the page's own; anything else about it cannot be known."""
    day = _page_day(published)
    if day is None or claimed.month is None or claimed.day is None:
        return Relation.COMPATIBLE
    for distance in range(-7, 8):
        near = day + timedelta(days=distance)
        if near.weekday() == found.weekday and (near.month, near.day) == (claimed.month, claimed.day):
            return Relation.AGREES if claimed.first is None or claimed.year == near.year else Relation.COMPATIBLE
    return Relation.COMPATIBLE


__all__ = ["compare"]
