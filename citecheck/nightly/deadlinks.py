"""When a link is called dead: after failures on several nights, never after one, unless the failure is final.

Two ordered tables decide. `COUNTING` says how tonight's answer of an address counts, `STANDING` what a failing address
is called after the nights up to now. The words of their rules are in `reports/rules/nights.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from citecheck.clock import timestamp
from citecheck.rules import RuleTable
from citecheck.store.model import LinkRecord
from reports.model import LinkStatus, Origin, Report, SourceCheck

_WORKING = frozenset({LinkStatus.ALIVE, LinkStatus.MOVED, LinkStatus.PAYWALLED})
_ONE_NIGHT = timedelta(hours=12)
"""Runs that are closer together than this count as one night, so that reruns after a server's bad hour count once.
Judgement: half of the usual distance between two nights."""
_UNCONFIRMED = frozenset({"night.dead.one-look", "night.dead.already"})
"""Rules by which an address may be called dead after fewer nights than the settings require."""
_UNKNOWN_HOST_NIGHTS = 2
"""Nights in a row without a host by that name. Judgement: the name server itself may fail for a night."""


class Standing(StrEnum):
    """What an address is called after tonight."""

    WORKING = "working"
    UNKNOWN = "unknown"
    """Tonight's answer proves nothing; the earlier standing remains."""
    FAILING = "failing"
    """It fails, but has not failed for long enough to be called dead."""
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkStanding:
    """What is known of an address after tonight.

    `record` is what to store, None if the address never failed. `rules` are the ids of the rules that decided, the
    one that gave the `standing` last. `confirmed` is False if too few nights support it.
    """

    standing: Standing
    record: LinkRecord | None
    rules: tuple[str, ...]
    confirmed: bool = True

    @property
    def rule(self) -> str:
        """The id of the rule that gave the standing."""
        return self.rules[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLinkRule:
    """Decides when links are dead.

    `nights` and `days` are the settings `nightly.dead_nights` and `nightly.dead_days`: a failure that is not final is
    called dead when it was counted on at least `nights` nights, the last of them at least `days` days after the first.
    With `one_look`, one dead answer is enough, as in an audit without nights: there are no earlier nights, or tonight
    audits only a change.
    """

    nights: int = 3
    days: float = 3.0
    one_look: bool = False

    def next(self, record: LinkRecord | None, source: SourceCheck, now: datetime) -> LinkStanding:
        """Return the standing of the address of `source` after tonight.

        `record` is the earlier record, None if the address never failed. `now` is the time of the night, with its time
        zone.
        """
        tonight = _Tonight(
            record=record, source=source, now=now, nights=self.nights, days=self.days, one_look=self.one_look
        )
        counting = COUNTING.decide(tonight)
        assert counting is not None, "the last rule of the table always answers"
        after = counting.verdict
        if after.standing is not Standing.FAILING:
            return LinkStanding(standing=after.standing, record=after.record, rules=(counting.rule,))
        assert after.record is not None, "an address that fails has a record"
        standing = STANDING.decide(replace(tonight, record=after.record))
        assert standing is not None, "the last rule of the table always answers"
        dead = standing.verdict is Standing.DEAD
        return LinkStanding(
            standing=standing.verdict,
            record=replace(after.record, status=source.status, dead=dead),
            rules=(counting.rule, standing.rule),
            confirmed=standing.rule not in _UNCONFIRMED or after.record.failures >= self.nights,
        )


def next_standings(
    reports: Iterable[Report], known: Mapping[str, LinkRecord], rule: DeadLinkRule, now: datetime
) -> dict[str, LinkStanding]:
    """Return the standing of each address of tonight's `reports`, by address, at the time `now`.

    An address that several documents cite counts once. `rule` says after how many failures a link is dead. `known` are
    the records of the nights before, by address.
    """
    after: dict[str, LinkStanding] = {}
    for report in reports:
        for source in report.sources:
            if source.url is not None and source.url not in after:
                after[source.url] = rule.next(known.get(source.url), source, now)
    return after


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tonight:
    """The case that the tables decide: the record of an address, and what its source showed tonight.

    The record is that of the nights before for `COUNTING`, and includes tonight for `STANDING`.
    """

    record: LinkRecord | None
    source: SourceCheck
    now: datetime
    nights: int
    days: float
    one_look: bool = False

    @property
    def failing_record(self) -> LinkRecord:
        """The record of the present series of failures; a new one if the address did not fail before."""
        if self.record is not None and self.record.since is not None:
            return self._without_future(self.record)
        return LinkRecord(address=self.source.url or "", status=self.source.status, since=timestamp(self.now))

    def _without_future(self, record: LinkRecord) -> LinkRecord:
        """Return a record without moments that are still to come: the clock was ahead on the night that wrote them."""
        since, counted = record.since, record.counted
        if since is not None and parsed_time(since) > self.now:
            since = timestamp(self.now)
        if counted is not None and parsed_time(counted) > self.now:
            counted = None
        return replace(record, since=since, counted=counted)

    @property
    def last_live_status(self) -> int | None:
        """The HTTP status of the last live exchange; None if there was none, or no answer."""
        statuses = self._live_statuses
        return statuses[-1] if statuses else None

    @property
    def host_is_unknown(self) -> bool:
        """Whether the address is gone because the host name does not exist: no live exchange reached a server."""
        return self.source.status is LinkStatus.GONE and not any(self._live_statuses)

    @property
    def _live_statuses(self) -> list[int | None]:
        return [attempt.status for attempt in self.source.attempts if attempt.origin is Origin.LIVE]


@dataclass(frozen=True, slots=True)
class _Counted:
    """How tonight counts: the record after tonight, and whether the address fails."""

    standing: Standing
    record: LinkRecord | None


def _works(case: _Tonight) -> _Counted | None:
    if case.source.status not in _WORKING:
        return None
    forgotten = LinkRecord(address=case.source.url or "", status=case.source.status)
    return _Counted(Standing.WORKING, None if case.record is None else forgotten)


def _teaches_nothing(case: _Tonight) -> _Counted | None:
    return None if case.source.status.is_failing else _Counted(Standing.UNKNOWN, case.record)


def _was_counted_tonight(case: _Tonight) -> _Counted | None:
    record = case.failing_record
    if record.counted is None or case.now - parsed_time(record.counted) >= _ONE_NIGHT:
        return None
    return _Counted(Standing.FAILING, record)


def _counts(case: _Tonight) -> _Counted:
    record = case.failing_record
    unknown_host = record.unknown_host + 1 if case.host_is_unknown else 0
    counted = replace(record, counted=timestamp(case.now), failures=record.failures + 1, unknown_host=unknown_host)
    return _Counted(Standing.FAILING, counted)


COUNTING: RuleTable[_Tonight, _Counted] = RuleTable(
    "how tonight's answer of an address counts",
    [
        ("night.answers", _works),
        ("night.unknown", _teaches_nothing),
        ("night.failing.same-night", _was_counted_tonight),
        ("night.failing.counts", _counts),
    ],
)


def _answers_410(case: _Tonight) -> Standing | None:
    return Standing.DEAD if case.source.status is LinkStatus.GONE and case.last_live_status == 410 else None


def _is_parked(case: _Tonight) -> Standing | None:
    return Standing.DEAD if case.source.status is LinkStatus.PARKED else None


def _host_was_unknown_before(case: _Tonight) -> Standing | None:
    enough = case.failing_record.unknown_host >= _UNKNOWN_HOST_NIGHTS
    return Standing.DEAD if enough and case.host_is_unknown else None


def _failed_for_long(case: _Tonight) -> Standing | None:
    record = case.failing_record
    if record.since is None or record.counted is None or record.failures < case.nights:
        return None
    lasted = parsed_time(record.counted) - parsed_time(record.since)
    return Standing.DEAD if lasted >= timedelta(days=case.days) else None


def _answers_as_dead(case: _Tonight) -> Standing | None:
    first = case.failing_record.failures <= 1
    return Standing.DEAD if case.one_look and first and case.source.status.is_dead else None


def _was_dead(case: _Tonight) -> Standing | None:
    return Standing.DEAD if case.failing_record.dead else None


def _fails(_: _Tonight) -> Standing:
    return Standing.FAILING


STANDING: RuleTable[_Tonight, Standing] = RuleTable(
    "what a failing address is called",
    [
        ("night.dead.gone-410", _answers_410),
        ("night.dead.parked", _is_parked),
        ("night.dead.unknown-host-twice", _host_was_unknown_before),
        ("night.dead.three-nights", _failed_for_long),
        ("night.dead.one-look", _answers_as_dead),
        ("night.dead.already", _was_dead),
        ("night.failing.not-long-enough", _fails),
    ],
)


def parsed_time(text: str) -> datetime:
    """Read the time `text`, which `citecheck.clock.timestamp` wrote."""
    return datetime.fromisoformat(text)


__all__ = ["COUNTING", "STANDING", "DeadLinkRule", "LinkStanding", "Standing", "next_standings", "parsed_time"]
