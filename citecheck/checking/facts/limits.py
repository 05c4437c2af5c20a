"""Ranges and limits that exclude each other although they overlap, and those that are of two things."""

from __future__ import annotations

import math
from functools import partial
from typing import NamedTuple

from citecheck.checking.facts.model import Number, Relation
from citecheck.checking.passages.terms import related

_ENDS = 0.07  # relative difference of two ends of ranges that rounding leaves at most (judgement)
_ABOUT = 0.1  # relative difference of two numbers that are both said nearly, as "about" allows (judgement)
_FAR = 2.0  # times a limit from which another thing's number is no sign of it (judgement)
_MORE = 0.03  # part of a limit by which another is higher than it, beyond rounding (judgement)

equal = partial(math.isclose, rel_tol=1e-6, abs_tol=1e-9)
"""Whether two values in one unit are equal but for the arithmetic of decimals."""


class Numbers(NamedTuple):
    """A claimed number and one of a source that measures the same kind of thing."""

    claimed: Number
    found: Number


def are_apart(pair: Numbers) -> Relation | None:
    """Return DIFFERS for another range or a stronger limit, UNRELATED for a vague number of something else.

    None where the two numbers of `pair` are neither.
    """
    return _another_thing(pair) or _other_end(pair) or _other_limit(pair) or _other_about(pair)


def _other_end(pair: Numbers) -> Relation | None:
    """Two ranges with one end in common: "aged 10 to 24" and "aged 14 to 24"."""
    claimed, found = pair
    if claimed.second is None or found.second is None:
        return None
    same = [equal(*ends) for ends in ((claimed.second, found.second), (claimed.value, found.value))]
    near = _is_about(claimed.second, found.second) and _is_about(claimed.value, found.value)
    return Relation.DIFFERS if any(same) and not all(same) and not near else None


def _is_about(one: float, other: float) -> bool:
    return abs(one - other) <= _ENDS * max(abs(one), abs(other))


def _other_limit(pair: Numbers) -> Relation | None:
    """Two limits on one side, where the claim's says more: "more than 220" and "more than 120"."""
    claimed, found = pair
    if math.isinf(claimed.high) and math.isinf(found.high):
        return Relation.DIFFERS if found.value < claimed.value * (1.0 - _MORE) else None
    below = not claimed.low and not found.low and claimed.high < found.high and claimed.value == claimed.high
    return Relation.DIFFERS if below and found.value == found.high else None


def _other_about(pair: Numbers) -> Relation | None:
    """Two numbers that are both said nearly, and further apart than one of them allows: "about 45", "some 54"."""
    claimed, found = pair
    both = all(0.0 < one.low < one.value < one.high < math.inf and one.second is None for one in pair)
    if not both or claimed.unit != found.unit:
        return None
    return Relation.DIFFERS if abs(claimed.value - found.value) > _ABOUT * max(claimed.value, found.value) else None


def _another_thing(pair: Numbers) -> Relation | None:
    """A limit or a vague number of one thing says nothing about another: "over 500 drawings", "15,000 pages"."""
    claimed, found = pair
    nouns = bool(claimed.noun and found.noun) and claimed.noun != found.noun
    if claimed.unit or found.unit or not nouns or related(claimed.noun, found.noun):
        return None
    is_far = math.isinf(claimed.high) and found.value > _FAR * claimed.value
    is_exact = claimed.low == claimed.high
    is_wide = is_exact and (found.low <= 0.5 * found.value or found.high >= 1.5 * found.value)
    is_few = not claimed.low and claimed.high == claimed.value and found.value * _FAR < claimed.value
    return Relation.UNRELATED if is_far or is_wide or is_few else None


__all__ = ["Numbers", "are_apart", "equal"]
