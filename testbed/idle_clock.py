"""A clock for which waiting takes no time."""

from __future__ import annotations

from datetime import UTC, datetime

from citecheck.testing import FakeClock


class IdleClock(FakeClock):
    """See `citecheck.testing.FakeClock`. It begins at the time for which the archives of the tests have captures."""

    def __init__(self) -> None:
        super().__init__(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
