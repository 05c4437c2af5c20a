"""The system's clock, and how times are written."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class SystemClock:
    """See `citecheck.interfaces.Clock`."""

    def now(self) -> datetime:
        """See `citecheck.interfaces.Clock.now`."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """See `citecheck.interfaces.Clock.monotonic`."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """See `citecheck.interfaces.Clock.sleep`."""
        time.sleep(seconds)


def time_since(moment: str, now: datetime) -> timedelta | None:
    """Return the time from `moment` (RFC 3339) to `now`; None: `moment` is no time, or has no time zone."""
    try:
        return now - datetime.fromisoformat(moment)
    except (ValueError, TypeError):
        return None


def timestamp(moment: datetime) -> str:
    """Write `moment` (with a time zone) as RFC 3339 in UTC, to the second: "2026-01-31T04:05:06Z"."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
