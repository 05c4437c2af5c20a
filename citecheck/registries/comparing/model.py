"""What a comparison of one field says, and what is compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from citecheck.registries.comparing.words import words
from citecheck.registries.model import Record, WorkKind


class Agreement(StrEnum):
    """What a field of a reference says beside that of a record."""

    SAME = "same"
    """The same value, perhaps written otherwise."""
    DIFFERS = "differs"
    """Another form of the value: a word changed, names left out, another year."""
    ANOTHER = "another"
    """The value of another work."""
    UNKNOWN = "unknown"
    """One of the two says nothing, or the two cannot be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencedWork:
    """What a reference says about the work that it cites.

    `kind` is the kind of work as far as the reference tells, None: it does not. `authors` are its names as written,
    `more_authors` whether it says that there are more ("et al."). `year` is the year of publication, `venue` the
    journal, the proceedings or the series; None: not said. `identifiers` are valid and in normal form. `urls` are its
    addresses. `text` is the whole entry. `structured`: the fields come from a file of fields (BibTeX, CSL-JSON, RIS)
    and are exact; otherwise they were found in `text` and may be wrong.
    """

    key: str
    label: str
    text: str
    kind: WorkKind | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    more_authors: bool = False
    year: int | None = None
    venue: str | None = None
    identifiers: Mapping[str, str] = field(default_factory=dict)
    urls: tuple[str, ...] = ()
    structured: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A reference and a record, as the rules of the fields see them.

    `others` are further records of the same work (its preprint, another index). `this_year` is the present year.
    """

    cited: ReferencedWork
    record: Record
    others: tuple[Record, ...] = ()
    this_year: int = 9999

    @property
    def is_container(self) -> bool:
        """Whether the record is that of the book or the proceedings in which the cited work stands."""
        if self.record.kind is not WorkKind.BOOK or self.cited.kind is WorkKind.BOOK:
            return False
        names = {"".join(words(title)) for title in self.record.titles}
        stated = self.cited.venue or ("" if self.cited.structured else self.cited.text)
        there = "".join(words(stated))
        return any(name and (name in there or there in name) for name in names) if there else False


__all__ = ["Agreement", "Pair", "ReferencedWork"]
