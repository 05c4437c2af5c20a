"""The result of a night."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from citecheck.nightly.kept import mapped
from citecheck.store.model import Night, NightOutcome
from reports.comparison import Comparison
from reports.model import Finding, Report
from reports.trends import Trends


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A document that could not be audited, and why. `ours` is False if the web failed; else somebody must act.

    `internal`: the program itself failed.
    """

    document: str
    message: str
    ours: bool = True
    internal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """One document after a night: its report with states, the comparison, and the findings that may fail the run."""

    report: Report
    comparison: Comparison
    counting: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NightResult:
    """A whole night, the documents in the order in which they were named.

    `left` are documents for which no time was left, `history` says whether anything was known before, `resumed` how
    many documents an interrupted run had audited, `reused` how often stored results were used, by kind. `told` says
    what became of the notices to others, and `previews` what a dry run would have sent to each of them. `trends` are
    those of all nights with this one; None: nothing is stored. `shard` is the part of the documents ("2/5").
    """

    night: Night
    outcome: NightOutcome
    audited: Sequence[Audited] = ()
    troubles: tuple[Trouble, ...] = ()
    left: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    history: bool = True
    resumed: int = 0
    reused: Mapping[str, int] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    previews: tuple[str, ...] = ()
    trends: Trends | None = None
    shard: str = "1/1"

    @property
    def reports(self) -> Sequence[Report]:
        """The reports of all documents that were audited. Of a large night they are read one by one."""
        return mapped(self.audited, lambda one: one.report)

    @property
    def comparison(self) -> Comparison:
        """The comparison of all documents together."""
        parts = [one.comparison for one in self.audited]
        return Comparison(
            new=tuple(finding for part in parts for finding in part.new),
            still=tuple(finding for part in parts for finding in part.still),
            fixed=tuple(finding for part in parts for finding in part.fixed),
            waiting=tuple(finding for part in parts for finding in part.waiting),
            worse=tuple(finding for part in parts for finding in part.worse),
        )
