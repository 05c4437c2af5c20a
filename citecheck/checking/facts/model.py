"""The nouns of facts: a number, a date and a name as typed values, and how one of a source relates to a claimed one."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import ClassVar

from citecheck.checking.passages.model import SourceSentence
from reports.model import FactKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number: `value` as written, `low`..`high` the range that it allows ("some 400", "over 300", "hundreds").

    `unit` is the dimension, and `value` is in its base unit: "" counts things, "%", "USD", "length" (metres), "mass"
    (kilograms), "time" (seconds), "age" (years), "clock" (minutes after midnight), "ordinal", "score", "label" with the
    stem of the word before it ("label figur"), and others of `units`. `noun` is the stem of what is counted, "" if the
    text does not say it. `step` is half of the place of the last significant digit, so that 3,400 may mean 3,391; 0 if
    the number is not round. `second` is the other number of a score (3–2), or the lower end of a range, in the base
    unit; None for everything else. `factor` is how many base units the written unit is, with its scale:
    1609.344 for miles.
    """

    kind: ClassVar[FactKind] = FactKind.NUMBER

    text: str
    start: int
    end: int
    value: float
    low: float
    high: float
    unit: str = ""
    noun: str = ""
    step: float = 0.0
    second: float | None = None
    factor: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date: a missing part is None. `first`..`last` are the years it may be in (a decade, a century).

    `weekday` counts from Monday, 0. `swapped` is True where day and month could be the other way round (8/4/2011).
    `year` is the year, None if it may be one of several or is not given. `months` are the first and the last month of a
    quarter or season of the year; those of a winter are 12 and 2. `since` is the first year of a span, given with its
    last. `edge` is True for the first or the last year of a time ("since 1935", "until 1975"). Years before our era are
    negative: -44.
    """

    kind: ClassVar[FactKind] = FactKind.DATE

    text: str
    start: int
    end: int
    first: int | None = None
    last: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    swapped: bool = False
    months: tuple[int, int] | None = None
    since: int | None = None
    edge: bool = False
    year: int | None = field(init=False, compare=False, default=None)

    def __post_init__(self) -> None:
        """Fill in the year."""
        if self.first == self.last:
            object.__setattr__(self, "year", self.first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A proper name: `words` are its normalised words without titles and particles.

    `acronym` is True for a name of capital letters alone ("WHO").
    """

    kind: ClassVar[FactKind] = FactKind.NAME
    text: str
    start: int
    end: int
    words: tuple[str, ...]
    acronym: bool = False


Fact = Number | Date | Name


class Relation(Enum):
    """How a fact of a source relates to a claimed one. `agrees` is the report's value for it (`FactCheck.agrees`)."""

    agrees: bool | None

    AGREES = "agrees", True  # the claimed fact follows from the source's
    COMPATIBLE = "compatible", None  # the two agree as far as both go: a day without its year, a part of a name
    VAGUER = "vaguer", None  # the source is less exact: it does not imply or exclude the claimed fact
    DIFFERS = "differs", False  # a value of the same kind that excludes the claimed one
    UNRELATED = "unrelated", None  # another kind of thing

    def __new__(cls, value: str, agrees: bool | None) -> Relation:
        """Make a member whose value is the word alone."""
        member = object.__new__(cls)
        member._value_ = value
        member.agrees = agrees
        return member


class Certainty(IntEnum):
    """How surely another value of a source is about the same thing as a claimed one."""

    POSSIBLE = 1  # likely by its words, but for something else or under another name: it is shown
    LIKELY = 2  # the claim is called contradicted, uncertain
    SURE = 3  # the claim is called contradicted, confident


UNSAID = frozenset({Relation.UNRELATED, Relation.VAGUER})
"""The relations in which the source does not say the claimed fact."""


@dataclass(frozen=True, slots=True, eq=False)
class FactComparison:
    """What a source says about one fact of a claim.

    `relation` is DIFFERS only for a conflict: another value for the same thing; it is UNRELATED if the fact is
    missing. `rule` is the id of the rule that decided, None if no rule did. `found` is the source's own fact and
    `sentence` its sentence; None if nothing is to be shown. `near` says whether that is close to the passages.
    `certainty` is that of a conflict, None for any other relation.
    """

    fact: Fact
    relation: Relation
    rule: str | None = None
    found: str | None = None
    sentence: SourceSentence | None = None
    near: bool = False
    certainty: Certainty | None = None


__all__ = ["UNSAID", "Certainty", "Date", "Fact", "FactComparison", "Name", "Number", "Relation"]
