"""What a bibliography file says: works, each with its key, its fields and its place, and what is broken in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from claims.readers.fields import Fields


@dataclass(slots=True)
class Work:
    """One work of a bibliography file.

    `key` is what documents cite it by, `aliases` are other keys for it. `start` and `end` are its offsets in the
    decoded file. `faults` are clauses that say what is wrong with the entry, such as "it is not closed"; its fields are
    those that could be read all the same. The other fields are only shown: they are no fields of a `Reference`.
    """

    key: str
    fields: Fields = field(default_factory=Fields)
    start: int = 0
    end: int = 0
    aliases: tuple[str, ...] = ()
    faults: list[str] = field(default_factory=list)
    date: str = ""  # as the file writes it, where it is no date
    editors: tuple[str, ...] = ()
    has_more_authors: bool = False  # the file says "and others"
    issuer: str = ""  # the publisher, the school or the institution
    place: str = ""
    volume: str = ""
    issue: str = ""


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The works of a bibliography file in its order.

    `source` is the decoded file. `sets` are keys that stand for several works, with the keys of these. `faults` are
    clauses about parts of the file that are no works, with the offsets where they stand.
    """

    source: str
    works: Sequence[Work]
    sets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    faults: Sequence[tuple[int, str]] = ()


__all__ = ["Bibliography", "Work"]
