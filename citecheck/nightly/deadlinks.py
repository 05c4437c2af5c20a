"""When an address is dead: a failure of one night is no news, a row of failures is.

Final at once: 410 and parked. An unknown host is final on its second night. Any other failure is final when it was
seen on `nights` nights whose first and last are at least `days` days apart. A night on which nothing was learnt (a bot
wall, robots.txt, a budget that ended) neither counts nor forgives; a page that answers forgives everything.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from citecheck.clock import timestamp
from citecheck.store.model import LinkRecord
from reports.model import LinkStatus, Origin, SourceCheck

_ANSWERS = frozenset({LinkStatus.ALIVE, LinkStatus.MOVED, LinkStatus.PAYWALLED})
_APART = timedelta(hours=12)  # two runs of one day are one night: a server's bad hour is not its death


class Failure(Enum):
    """What a failing source shows tonight, by how soon it is final."""

    AT_ONCE = "at once"
    UNKNOWN_HOST = "unknown host"
    IN_TIME = "in time"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLinkRule:
    """The rule's two numbers: see `nightly.dead_nights` and `nightly.dead_days` of the settings."""

    nights: int = 3
    days: float = 3.0

    def next(self, record: LinkRecord | None, source: SourceCheck, now: datetime) -> LinkRecord | None:
        """Return what is known of an address after tonight; None where it never failed and does not now."""
        address = source.url or ""
        if source.status in _ANSWERS:
            return None if record is None else LinkRecord(address=address, status=source.status)
        failure = failure_of(source)
        if failure is None:
            return record
        if record is None or record.since is None:
            record = LinkRecord(address=address, status=source.status, since=timestamp(now))
        counts = record.counted is None or now - moment(record.counted) >= _APART
        if counts:
            record = replace(
                record,
                counted=timestamp(now),
                failures=record.failures + 1,
                unknown_host=record.unknown_host + 1 if failure is Failure.UNKNOWN_HOST else 0,
            )
        return replace(record, status=source.status, dead=record.dead or self._is_final(record, failure))

    def _is_final(self, record: LinkRecord, failure: Failure) -> bool:
        if failure is Failure.AT_ONCE:
            return True
        if failure is Failure.UNKNOWN_HOST and record.unknown_host >= 2:
            return True
        if record.since is None or record.counted is None or record.failures < self.nights:
            return False
        return moment(record.counted) - moment(record.since) >= timedelta(days=self.days)


def failure_of(source: SourceCheck) -> Failure | None:
    """Return how a source fails tonight, or None where it does not, or where that is not known."""
    if not source.status.is_failing:
        return None
    if source.status is LinkStatus.PARKED:
        return Failure.AT_ONCE
    if source.status is LinkStatus.GONE:
        answers = [attempt.status for attempt in source.attempts if attempt.origin is Origin.LIVE]
        if answers and answers[-1] == 410:
            return Failure.AT_ONCE
        if not any(answers):
            return Failure.UNKNOWN_HOST
    return Failure.IN_TIME


def moment(text: str) -> datetime:
    """Read a time that `citecheck.clock.timestamp` wrote."""
    return datetime.fromisoformat(text)
