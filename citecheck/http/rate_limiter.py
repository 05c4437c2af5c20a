"""How often hosts are asked: evenly spaced slots, pauses that a host asks for, and hosts that are left alone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from citecheck.clock import SystemClock
from citecheck.http.tasks import Task, TimeSlot
from citecheck.interfaces import Clock

Result = TypeVar("Result")
_SLICE = 0.5  # seconds after which a waiting thread looks whether the run was ended


class Stopped(Exception):
    """A task was given up because the run was ended."""


class RateLimiter:
    """Gives out slots, pauses hosts and remembers which are to be left alone. Safe to share between threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._next: dict[tuple[str, str], float] = {}
        self._paused: dict[str, float] = {}
        self._slowed: dict[str, float] = {}
        self._closed: dict[str, tuple[float, float]] = {}

    def claim(self, slot: TimeSlot) -> float:
        """Take a slot, if it may be taken now: 0. Otherwise return the seconds after which to come again."""
        now = self._clock.monotonic()
        lane = (slot.key, slot.lane)
        with self._lock:
            due = max(self._next.get(lane, 0.0), self._paused.get(slot.key, 0.0), slot.not_before)
            if due > now:
                return due - now
            if slot.interval:
                self._next[lane] = now + max(slot.interval, self._slowed.get(slot.key, 0.0))
            return 0.0

    def pause(self, key: str, seconds: float) -> None:
        """Give out no slot of `key` for a while: it asked for that."""
        until = self._clock.monotonic() + seconds
        with self._lock:
            self._paused[key] = max(self._paused.get(key, 0.0), until)

    def slow(self, key: str, interval: float) -> None:
        """Give out slots of `key` at most every `interval` seconds, as its robots.txt wishes.

        Where slots have no interval at all, this changes nothing: the user wants no pace.
        """
        with self._lock:
            self._slowed[key] = max(self._slowed.get(key, 0.0), interval)

    def close(self, host: str, seconds: float) -> None:
        """Leave `host` alone for longer than anybody waits. Unlike a pause, it lets nobody stand in a queue."""
        until = self._clock.monotonic() + seconds
        with self._lock:
            self._closed[host] = max(self._closed.get(host, (0.0, 0.0)), (until, seconds))

    def closed_for(self, host: str) -> float:
        """Return for how many seconds `host` asked to be left alone; 0 where that is over, or it did not ask."""
        until, seconds = self._closed.get(host, (0.0, 0.0))
        return seconds if until > self._clock.monotonic() else 0.0

    def run(self, task: Task[Result], *, is_stopped: Callable[[], bool] | None = None) -> Result:
        """Do all of `task` here and now, sleeping where it waits. Raises `Stopped` once `is_stopped` says so."""
        try:
            while True:
                wanted = next(task)
                if isinstance(wanted, Future):
                    wanted.exception()
                    continue
                while not (is_stopped and is_stopped()) and (wait := self.claim(wanted)) > 0:
                    self._clock.sleep(min(wait, _SLICE) if is_stopped else wait)
                if is_stopped and is_stopped():
                    task.close()
                    raise Stopped
        except StopIteration as done:
            result: Result = done.value
            return result


_PROCESS = RateLimiter(SystemClock())


def process_limiter(clock: Clock) -> RateLimiter:
    """Return the limiter that all runs of this process share; for a clock of a test, one of its own.

    Archives count what comes from our address, not what comes from one audit, and shut out who exceeds their limit for
    an hour. This is the one thing that audits of one process share.
    """
    return _PROCESS if isinstance(clock, SystemClock) else RateLimiter(clock)


__all__ = ["RateLimiter", "Stopped", "process_limiter"]
