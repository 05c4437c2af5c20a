"""A clock for which waiting takes no time."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta


class IdleClock:
    """See `citecheck.interfaces.Clock`: begins at a fixed moment, and moves on only where somebody sleeps."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._passed = 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC) + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        return 1000.0 + self._passed

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self._passed += seconds
