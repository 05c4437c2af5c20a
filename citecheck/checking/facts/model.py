"""Facts of a text as values: a number with its unit and how exact it is, a date as precise as it is given, a name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from reports.model import FactKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number: `value` as written, `low`..`high` what it allows ("some 400", "over 300", "hundreds").

    `unit` is what is measured in, in the base unit of its dimension: "" counts things, "%", "USD", "length" (metres),
    "mass" (kilograms), "time" (seconds), "age" (years), "clock" (minutes after midnight), "ordinal", "score" and others
    of `units`. `noun` is the stem of what is counted, where that is told. `step` is half of the last digit that is
    written, so that 3,400 may stand for 3,391.
    """

    text: str
    start: int
    end: int
    value: float
    low: float
    high: float
    unit: str = ""
    noun: str = ""
    step: float = 0.0
    second: float | None = None  # the other half of a score

    @property
    def kind(self) -> FactKind:
        """Always a number."""
        return FactKind.NUMBER

    @property
    def is_exact(self) -> bool:
        """Whether no word makes it approximate or one end of a range."""
        return self.low == self.high == self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date: what is not given is None. `first`..`last` are the years it may be in (a decade, a century).

    `weekday` counts from Monday, 0. `swapped` is True where day and month could be the other way round (8/4/2011).
    """

    text: str
    start: int
    end: int
    first: int | None = None
    last: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    swapped: bool = False

    @property
    def kind(self) -> FactKind:
        """Always a date."""
        return FactKind.DATE

    @property
    def year(self) -> int | None:
        """The year, where it is one."""
        return self.first if self.first == self.last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A proper name: `words` in comparable letters, without titles and particles; `acronym` where it is one."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]
    acronym: bool = False

    @property
    def kind(self) -> FactKind:
        """Always a name."""
        return FactKind.NAME


Fact = Number | Date | Name


class Relation(Enum):
    """How a fact of a source stands to one that is claimed."""

    AGREES = "agrees"  # the claim follows from it
    COMPATIBLE = "compatible"  # as far as both go they agree: a day without its year, a name without its first half
    VAGUER = "vaguer"  # the source is less exact, so the claim neither follows nor is excluded
    DIFFERS = "differs"  # the same kind of thing with another value
    UNRELATED = "unrelated"  # another kind of thing


__all__ = ["Date", "Fact", "Name", "Number", "Relation"]
