"""The data types of the rule book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Area(StrEnum):
    """What a rule decides about: the part of its id before the first full stop."""

    QUOTE = "quote"
    """What a quotation is called."""
    EDIT = "edit"
    """What one difference between a quotation and its source is called."""
    FACT = "fact"
    """What the source says about one number, date or name of a claim."""
    SUPPORT = "support"
    """What a claim is called."""
    LINK = "link"
    """The status of a reference's address."""
    NIGHT = "night"
    """The standing of a failing link, or the state of a finding, after earlier nights."""
    DOCUMENT = "document"
    """What is wrong with the document itself: its marks and its list of references."""
    REFERENCE = "reference"
    """What registries of works say about a reference: whether it exists, agrees with its record, and still stands."""
    ADDRESS = "address"
    """Whether the page at an address that was found for a reference is its work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCase:
    """An input and the outcome that it must have.

    `given` names the parts of the input (for a quotation: `quotation` and `source`), `outcome` is the value of the
    outcome, status, relation or state that the input is given.
    """

    given: Mapping[str, str]
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the rule book.

    `sentence` says the rule in one sentence. `decided` says what is compared. `threshold` says which numbers the rule
    uses and where they come from; it is empty if there are none. The outcome of `example` changes when the
    rule is taken out; `near_miss` looks like it and is left alone by the rule. `mend` says what the author of a
    document can do; it is empty if there is nothing to correct.
    """

    id: str
    sentence: str
    decided: str
    example: RuleCase
    near_miss: RuleCase
    threshold: str = ""
    mend: str = ""
    area: Area = field(init=False)

    def __post_init__(self) -> None:
        """Raise `ValueError` if the id does not begin with the name of an area."""
        object.__setattr__(self, "area", Area(self.id.partition(".")[0]))


__all__ = ["Area", "Rule", "RuleCase"]
