"""Compare a claimed number, date or name with one of a source.

Numbers and dates are compared by ordered tables of rules (`reports.rules` explains each): the first rule that answers
gives the relation. Where none answers, the two differ if they measure the same kind of thing, and are unrelated
otherwise. Names are compared by `same_name`, which decides no verdict: it keeps two spellings of one name from being
taken for a conflict.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace

from rapidfuzz import fuzz

from citecheck.checking.facts.date_comparison import Dates, compare_dates
from citecheck.checking.facts.labels import LABEL, P_VALUE
from citecheck.checking.facts.limits import Numbers, are_apart, equal
from citecheck.checking.facts.model import Date, Fact, Name, Number, Relation
from citecheck.checking.passages.terms import related
from citecheck.rules import RuleTable

_CONVERTED = 0.03  # relative difference that converting and rounding units leaves at most (judgement)
_EXACTLY = 0.01  # relative difference that converting leaves of exact figures: 120 km, 75 miles (judgement)
_LASTING = 0.2  # relative difference of two times in units of their own that may mean one time (judgement)
_NARROW = 1.5  # times the lower end that the upper end of a range is at most that says a number nearly (judgement)
_POUND = 0.45359237  # kilograms
_MEASURES = frozenset(("length", "mass", "area", "volume", "speed", "temperature"))  # dimensions with several systems
_INCOMPARABLE = frozenset(("ordinal", "score", "clock"))  # a bare figure is never one of these
_SPELLING = 85.0  # likeness (0..100) from which two long words are one name in two transliterations (judgement)
_POINTED = re.compile(
    r"(?<![\d.,])\d{1,3}\.\d{3}(?![\d.,]\d|\d)"
)  # three decimals, or thousands in another language's grouping
_IN_TWO_UNITS = re.compile(r"\d.*[^\W\d_'′’].*\d")
_INITIAL = re.compile(r"^(?:[^\W\d_]\.)+$|^[^\W\d_]$")


def compare(claimed: Fact, found: Fact, *, published: str | None = None) -> Relation:
    """Return how `found`, a fact of a source, relates to `claimed`.

    `published` is the day on which the source was published (ISO 8601); None: unknown.
    """
    return compare_by_rule(claimed, found, published=published)[0]


def compare_by_rule(claimed: Fact, found: Fact, *, published: str | None = None) -> tuple[Relation, str | None]:
    """Return what `compare` returns and the id of the rule that decided; None: no rule applies, or both are names.

    `claimed` is the claim's fact, `found` the source's. `published` is the date of the source (ISO 8601); None:
    unknown.
    """
    if isinstance(claimed, Number) and isinstance(found, Number):
        return _compare_numbers(claimed, found)
    if isinstance(claimed, Date) and isinstance(found, Date):
        return compare_dates(Dates(claimed, found, published))
    if isinstance(claimed, Name) and isinstance(found, Name):
        return same_name(claimed, found), None
    if isinstance(claimed, Number) and isinstance(found, Date):
        for rule, applies in YEAR_RULES.rows:
            relation = applies((claimed, found))
            if relation is not None:
                return relation, rule
    return Relation.UNRELATED, None


# Numbers


def _compare_numbers(claimed: Number, found: Number) -> tuple[Relation, str | None]:
    claimed, found = as_mass(claimed, found), as_mass(found, claimed)
    if not _comparable(claimed, found):
        return Relation.UNRELATED, None
    pair = Numbers(claimed, found)
    if (apart := are_apart(pair)) is not None:
        return apart, None
    for rule, applies in (SCORE_RULES if claimed.unit == "score" else NUMBER_RULES).rows:
        relation = applies(pair)
        if relation is not None:
            return relation, rule
    return Relation.DIFFERS, None


def _comparable(claimed: Number, found: Number) -> bool:
    """Whether two numbers measure the same kind of thing; a bare one may measure anything."""
    if claimed.unit == found.unit or _is_ordinal_of(claimed, found) or _is_ordinal_of(found, claimed):
        return True
    units = {claimed.unit, found.unit}
    if all(unit.startswith(P_VALUE) for unit in units):
        return claimed.low <= found.high and found.low <= claimed.high
    if "" not in units or _INCOMPARABLE & units or any(unit.startswith((LABEL, P_VALUE)) for unit in units):
        return False
    counts = len(claimed.noun) > 2 or len(found.noun) > 2
    if "age" in units and not counts and (claimed.second is None) != (found.second is None):
        return max(claimed.value, found.value) < 120.0  # "she was 37", "in her thirties"
    return claimed.value == found.value and not ("%" in units and counts)


def _is_ordinal_of(label: Number, ordinal: Number) -> bool:
    """Whether an ordinal and a label number things of one kind: the fourth season, Season 4."""
    return label.unit.startswith(LABEL) and ordinal.unit == "ordinal" and label.noun == ordinal.noun


def as_mass(number: Number, other: Number) -> Number:
    """Return `number` as a mass if it is "23 pounds" and `other` is a mass: the word may mean money too."""
    if number.unit != "GBP" or other.unit != "mass" or "pound" not in number.text.lower():
        return number
    second = None if number.second is None else number.second * _POUND
    return replace(
        number,
        unit="mass",
        value=number.value * _POUND,
        low=number.low * _POUND,
        high=number.high * _POUND,
        step=number.step * _POUND,
        second=second,
        factor=number.factor * _POUND,
    )


def _same_score(pair: Numbers) -> Relation | None:
    one, other = pair
    return Relation.AGREES if {one.value, one.second} == {other.value, other.second} else None


def _same_value(pair: Numbers) -> Relation | None:
    claimed, found = pair
    same = equal(claimed.value, found.value)
    if claimed.second is not None and found.second is not None:
        return None
    return Relation.AGREES if same else None


def _other_grouping(pair: Numbers) -> Relation | None:
    """One of the two is written as 12.500, which may be the other's 12,500."""
    claimed, found = pair
    may_be = any(
        math.isclose(1000.0 * one.value, other.value) and _POINTED.search(one.text)
        for one, other in ((claimed, found), (found, claimed))
    )
    return Relation.COMPATIBLE if may_be else None


def _converted(pair: Numbers) -> Relation | None:
    claimed, found = pair
    if claimed.unit not in _MEASURES or _in_one_system(claimed, found):
        return None
    off, size = abs(claimed.value - found.value), max(abs(claimed.value), abs(found.value))
    exact = max(_EXACTLY * size, _half_place(claimed) + _half_place(found))
    ends = claimed.second is None or found.second is None or _near(claimed.second, found.second)
    return Relation.AGREES if ends and off <= min(_CONVERTED * size, exact) else None


def _about_as_long(pair: Numbers) -> Relation | None:
    """Times in two units are rarely converted exactly: six months and 24 weeks, two weeks and 12 days."""
    claimed, found = pair
    if claimed.unit != "time" or equal(claimed.factor, found.factor) or not (_is_exact(claimed) and _is_exact(found)):
        return None
    if _IN_TWO_UNITS.search(claimed.text):
        return None
    near = abs(claimed.value - found.value) <= _LASTING * max(claimed.value, found.value)
    return Relation.COMPATIBLE if near else None


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= _CONVERTED * max(abs(one), abs(other))


def _half_place(number: Number) -> float:
    """Return half of the place of the last figure, in the base unit."""
    return number.step or 0.5 * number.factor


def _in_one_system(claimed: Number, found: Number) -> bool:
    """Whether two quantities are in one unit, or in two that differ by a power of ten (metres, kilometres)."""
    power = math.log10((claimed.factor or 1.0) / (found.factor or 1.0))
    return math.isclose(power, round(power), abs_tol=1e-6)


def _rounded(pair: Numbers) -> Relation | None:
    """A round figure agrees with the figure that it was rounded from: 3,400 for 3,391, 1.2 million for 1,234,567."""
    claimed, off = pair.claimed, abs(pair.claimed.value - pair.found.value)
    if not claimed.step or claimed.value < 10.0 * claimed.step or claimed.second is not None:
        return None
    written = claimed.value / (claimed.factor or 1.0) if claimed.unit in _MEASURES else claimed.value
    precise = (
        written >= 100.0 or claimed.unit == "%" or claimed.step < (claimed.factor if claimed.unit in _MEASURES else 1.0)
    )
    return Relation.AGREES if precise and off <= claimed.step * 1.001 else None


def _rounded_share(pair: Numbers) -> Relation | None:
    """A whole percentage agrees with one with decimals: 34 % for 34.4 %."""
    claimed, found = pair
    decimals = claimed.unit == "%" and claimed.value.is_integer() and 0.0 < found.step < 0.5
    return Relation.AGREES if decimals and abs(claimed.value - found.value) <= 0.5 else None


def _within_range(pair: Numbers) -> Relation | None:
    claimed, found = pair
    inside = not _is_exact(claimed) and claimed.low <= found.low and found.high <= claimed.high
    if claimed.second is not None and found.second is not None:
        inside = claimed.second < found.second and found.value < claimed.value
        inside = inside or (equal(claimed.second, found.second) and equal(claimed.value, found.value))
    return Relation.AGREES if inside else None


def _ranges_overlap(pair: Numbers) -> Relation | None:
    claimed, found = pair
    overlap = not _is_exact(claimed) and claimed.low <= found.high and found.low <= claimed.high
    return Relation.COMPATIBLE if overlap else None


def _larger_unit_alone(pair: Numbers) -> Relation | None:
    """ "8 minutes 20 seconds" against "8 minutes": the source leaves the smaller unit out."""
    claimed, found = pair
    if found.factor <= claimed.factor or not _is_exact(found) or not _IN_TWO_UNITS.search(claimed.text):
        return None
    return Relation.COMPATIBLE if 0.0 <= claimed.value - found.value < found.factor else None


def _between(pair: Numbers) -> Relation | None:
    """ "11" against "between 10 and 12": the source's range holds the claimed number, and is narrow."""
    claimed, found = pair
    if found.second is None or not _is_exact(claimed) or claimed.unit == "score":
        return None
    is_narrow = found.value <= _NARROW * found.second
    return Relation.COMPATIBLE if is_narrow and found.second <= claimed.value <= found.value else None


def _vaguer_number(pair: Numbers) -> Relation | None:
    """ "318" against "more than 300": the source does not say so much, and does not exclude it."""
    claimed, found = pair
    allowed = _is_exact(claimed) and found.low <= claimed.value <= found.high
    return Relation.VAGUER if allowed else None


def _is_exact(number: Number) -> bool:
    """Whether no word makes a number approximate or one end of a range."""
    return number.low == number.high == number.value


def _is_the_year(pair: tuple[Number, Date]) -> Relation | None:
    claimed, found = pair
    is_grouped = not claimed.text.isalnum()  # "1,950" is written as no year is
    like_a_year = (
        not claimed.unit and not is_grouped and claimed.value >= 1000.0 and found.year is not None and not found.months
    )
    return Relation.AGREES if like_a_year and claimed.value == found.year else None


SCORE_RULES: RuleTable[Numbers, Relation] = RuleTable(
    "the results of matches", [("fact.number.same-score", _same_score)]
)
NUMBER_RULES: RuleTable[Numbers, Relation] = RuleTable(
    "two numbers",
    [
        ("fact.number.same-value", _same_value),
        ("fact.number.other-grouping", _other_grouping),
        ("fact.number.other-unit", _converted),
        ("fact.number.rounded", _rounded),
        ("fact.number.rounded-percentage", _rounded_share),
        ("fact.number.within-range", _within_range),
        ("fact.number.ranges-overlap", _ranges_overlap),
        ("fact.number.larger-unit-alone", _larger_unit_alone),
        ("fact.number.about-as-long", _about_as_long),
        ("fact.number.between", _between),
        ("fact.number.vaguer", _vaguer_number),
    ],
)
YEAR_RULES: RuleTable[tuple[Number, Date], Relation] = RuleTable(
    "a number and a year", [("fact.number.is-a-year", _is_the_year)]
)


def reach_of(number: Number) -> tuple[float, float] | None:
    """Return the least and the largest value that a number can have with which the claimed `number` agrees.

    None: it may agree with any. The rules above agree with nothing outside; some values inside differ.
    """
    if number.low > number.high or number.unit in ("GBP", "mass"):  # pounds of money or of weight
        return None
    size = abs(number.value)
    off = max(number.step * 1.01, 0.51 if number.unit == "%" else 0.0, 1e-5 * size + 1e-8)
    if number.unit in _MEASURES:
        off = max(off, size * _CONVERTED / (1.0 - 2 * _CONVERTED))
    ends = [number.value, number.low, number.high, *(() if number.second is None else (number.second,))]
    return min(ends) - off, max(ends) + off


# Names


def same_name(claimed: Name, found: Name) -> Relation:
    """Return whether the names `claimed` and `found` may name one thing: short and long form, initials, an acronym.

    AGREES if they may; COMPATIBLE if they share a word, such as a family name; DIFFERS if they share no word.
    """
    if claimed.acronym != found.acronym:
        short, long = (claimed, found) if claimed.acronym else (found, claimed)
        if len(long.words) > 1 and "".join(word[0] for word in long.words) == short.words[0]:
            return Relation.AGREES
    if all(any(same_word(word, other) for other in found.words) for word in claimed.words):
        return Relation.AGREES
    if same_word(claimed.words[-1], found.words[-1]):
        return _given_names(claimed.words[:-1], found.words[:-1])
    if any(same_word(word, other) for word in claimed.words for other in found.words if len(word) > 2):
        return Relation.COMPATIBLE
    return Relation.DIFFERS


def _given_names(claimed: tuple[str, ...], found: tuple[str, ...]) -> Relation:
    """Compare the words before a shared last name: nothing, an initial, or another name."""
    if not claimed or not found or any(same_word(one, other) for one in claimed for other in found):
        return Relation.AGREES
    if any(_INITIAL.match(word) for word in (claimed[0], found[0])) and claimed[0][0] == found[0][0]:
        return Relation.AGREES
    return Relation.COMPATIBLE


def same_word(one: str, other: str) -> bool:
    """Return whether two normalised words of names can be one word.

    `one` and `other` are equal, have one root, or are two transliterations.
    """
    if one[:1] != other[:1]:
        return False
    if one == other or one.removesuffix("s") == other.removesuffix("s"):
        return True
    if min(len(one), len(other)) < 5:
        return False
    return related(one, other) or fuzz.ratio(one, other) >= _SPELLING


__all__ = [
    "NUMBER_RULES",
    "SCORE_RULES",
    "YEAR_RULES",
    "as_mass",
    "compare",
    "compare_by_rule",
    "reach_of",
    "same_name",
    "same_word",
]
