"""How often archives are asked: their limits are per address of ours, so one pace holds for the whole process."""

from __future__ import annotations

import threading
from collections.abc import Callable

from citecheck.clock import SystemClock
from citecheck.interfaces import Clock

_SLICE = 0.5  # seconds after which a waiting thread looks whether the run was ended


class Pacing:
    """Gives out turns, evenly spaced, for each archive and kind of request. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next: dict[tuple[str, str], float] = {}
        self._held: dict[str, float] = {}

    def claim(self, host: str, kind: str, interval: float, clock: Clock, ended: Callable[[], bool]) -> bool:
        """Wait for the next turn: at least `interval` seconds after the one before it. False where the run ended."""
        with self._lock:
            now = clock.monotonic()
            turn = max(now, self._next.get((host, kind), 0.0), self._held.get(host, 0.0))
            self._next[host, kind] = turn + interval
        while not ended():
            left = max(turn, self._held.get(host, 0.0)) - clock.monotonic()
            if left <= 0:
                return True
            clock.sleep(min(left, _SLICE))
        return False

    def hold(self, host: str, seconds: float, clock: Clock) -> None:
        """Let nobody ask `host` for a while: it said that it is asked too often."""
        with self._lock:
            self._held[host] = max(self._held.get(host, 0.0), clock.monotonic() + seconds)

    def held(self, host: str, clock: Clock) -> float:
        """Return for how many seconds more nobody asks `host`."""
        with self._lock:
            return max(0.0, self._held.get(host, 0.0) - clock.monotonic())


_PROCESS = Pacing()


def pacing_for(clock: Clock) -> Pacing:
    """Return the process's own pacing; for a clock of a test, one of its own.

    This is the one thing that audits of one process share: an archive counts what comes from our address, not what
    comes from one audit, and shuts out who exceeds its limit for an hour.
    """
    return _PROCESS if isinstance(clock, SystemClock) else Pacing()
