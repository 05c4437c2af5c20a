"""What a registry knows of a work, and what a reference looks like beside it: data types of a report.

Dates are ISO 8601 and as precise as known ("2011-04-14", "2011"). Times are RFC 3339 UTC strings with a Z.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from reports.vocabulary import LinkStatus


class WorkKind(StrEnum):
    """The kinds of works that registries tell apart."""

    ARTICLE = "article"
    PAPER = "paper"
    """A paper in the proceedings of a conference."""
    PREPRINT = "preprint"
    BOOK = "book"
    CHAPTER = "chapter"
    THESIS = "thesis"
    REPORT = "report"
    DATASET = "dataset"
    SOFTWARE = "software"
    WEB = "web"
    """A web page, a newspaper article, a post: no index lists all of these."""
    OTHER = "other"
    """Another kind, or a kind that is not known."""


class NoticeKind(StrEnum):
    """What a notice says about a published work."""

    RETRACTION = "retraction"
    CONCERN = "concern"
    CORRECTION = "correction"
    REINSTATEMENT = "reinstatement"
    """The work stands again: earlier retractions and concerns no longer hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice about a work: it was retracted, its publisher is concerned about it, or it was corrected.

    `date` is that of the notice, `address` where it can be read, `said_by` the registry that names it. None: not known.
    """

    kind: NoticeKind
    said_by: str
    date: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRecord:
    """What one registry knows of one work.

    `registry` is the name of the service. `authors` are written "Family, Given" where the registry tells the parts
    apart, and else as it writes them; they are in the order of the work. `more_authors`: the registry lists only the
    first. `titles` holds the main title first, then its other forms (with its subtitle, in another language).
    `published` is the earliest date, `years` are all years that the registry gives (print, online). `venues` holds the
    journal, the proceedings or the series, and their abbreviations. `identifiers` maps "doi", "pmid", "pmcid",
    "arxiv", "isbn", "swhid" to their normal forms. `address` is the page of the work, `open_copy` a copy that everybody
    may read. `notices` are those about this work; `published_as` is the DOI or address of the published form of a
    preprint. None and empty: the registry does not say.
    """

    registry: str
    kind: WorkKind = WorkKind.OTHER
    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    more_authors: bool = False
    published: str | None = None
    years: tuple[int, ...] = ()
    venues: tuple[str, ...] = ()
    publisher: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    identifiers: Mapping[str, str] = field(default_factory=dict, hash=False)
    address: str | None = None
    open_copy: str | None = None
    notices: tuple[Notice, ...] = ()
    published_as: str | None = None

    @property
    def title(self) -> str | None:
        """The main title; None: the registry gives none."""
        return self.titles[0] if self.titles else None

    @property
    def year(self) -> int | None:
        """The year of publication; None: the registry gives none."""
        return self.years[0] if self.years else None


class Existence(StrEnum):
    """What registries say about a reference."""

    VERIFIED = "verified"
    DIFFERS = "differs"
    """A record of this work has other fields than the reference."""
    OTHER_WORK = "identifier-of-another-work"
    NOT_FOUND = "not-found"
    """Every index that could know this kind of work answered that it has none."""
    CANNOT_TELL = "cannot-tell"


class Answered(StrEnum):
    """The three outcomes of a question to a registry."""

    RECORD = "record"
    NONE = "none"
    """The registry answered that it has no such record."""
    UNKNOWN = "unknown"
    """The registry gave no usable answer: an outage, a spent budget, a page instead of data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryAnswer:
    """One question to a registry and its outcome, as a report keeps it.

    `asked` is the question in words ("doi 10.1000/1", "title …"). `at` is when the registry answered, which is earlier
    than the run if the answer comes from the cache. `reason` says why the outcome is not a record; `status` the link
    status of a failure; None: none failed.
    """

    registry: str
    asked: str
    outcome: Answered
    at: str
    reason: str = ""
    status: LinkStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDifference:
    """A field in which a reference and a record differ: what each says, and whether it is another's value.

    `field` is "title", "authors", "year", "venue" or the name of an identifier. `serious`: it is no variant, so the
    reference names another title, other people or another venue.
    """

    field: str
    cited: str
    recorded: str
    serious: bool
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceCheck:
    """What registries say about one reference: whether it exists, is what it says, and still stands.

    `reference` is its key. `rule` is the id of the rule that gave the verdict. `record` is the best record (None:
    there is none), `differences` what differs from it, `notices` those of every registry, each once. `published_as` is
    the record or address of the published form of a preprint. `answers` are all questions that were asked.
    """

    reference: str
    label: str
    verdict: Existence
    reason: str
    rule: str | None = None
    record: WorkRecord | None = None
    differences: tuple[FieldDifference, ...] = ()
    notices: tuple[Notice, ...] = ()
    published_as: str | None = None
    answers: tuple[RegistryAnswer, ...] = ()


__all__ = [
    "Answered",
    "Existence",
    "FieldDifference",
    "Notice",
    "NoticeKind",
    "ReferenceCheck",
    "RegistryAnswer",
    "WorkKind",
    "WorkRecord",
]
