"""Whether there was a network: a night without one shows nothing about any source."""

from __future__ import annotations

from collections.abc import Iterable

from reports.model import LinkStatus, Origin, Report
from reports.summary import was_read

_SILENT = frozenset({LinkStatus.NOT_CHECKED, LinkStatus.TIMEOUT, LinkStatus.CONNECTION_ERROR})
_HOSTS = 3  # hosts that must all fail before the network counts as down (judgement)


def was_down(reports: Iterable[Report]) -> bool:
    """Return whether no server could be reached in the whole night that `reports` show.

    If one server answered, there was a network. If no server answered, the network was down if a canary failed (the
    sources then count as not checked), or if several hosts were tried. A document whose sources need no network does
    not count.
    """
    hosts: set[str] = set()
    unchecked = 0
    for report in reports:
        for source in report.sources:
            if source.url is None or not source.url.lower().startswith(("http:", "https:")):
                continue
            live = [attempt for attempt in source.attempts if attempt.origin is not Origin.FILE]
            if any(attempt.status is not None for attempt in live) or was_read(source):
                return False
            if source.status not in _SILENT:
                if live:
                    return False  # this failure is not that of a missing network
                continue
            unchecked += source.status is LinkStatus.NOT_CHECKED
            hosts.update(attempt.url.partition("://")[2].partition("/")[0] for attempt in live)
    return unchecked > 0 or len(hosts) >= _HOSTS
