"""A rate limiter: evenly spaced slots, pauses that a host asks for, and hosts that get no requests for longer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from citecheck.clock import SystemClock
from citecheck.http.tasks import Task, TimeSlot
from citecheck.interfaces import Clock

Result = TypeVar("Result")
_SLICE = 0.5  # seconds after which a waiting thread checks whether the run was ended


class Stopped(Exception):
    """A task was cancelled because the run was ended."""


class RateLimiter:
    """Grants time slots for requests. Safe to share between threads. `clock` tells the time, and waits in `run`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._next: dict[tuple[str, str], float] = {}
        self._paused: dict[str, float] = {}
        self._slowed: dict[str, float] = {}
        self._closed: dict[str, tuple[float, float]] = {}

    def claim(self, slot: TimeSlot) -> float:
        """Take a slot and return 0 if it is free now; otherwise return the seconds after which to try again."""
        now = self._clock.monotonic()
        lane = (slot.key, slot.lane)
        with self._lock:
            due = max(self._next.get(lane, 0.0), self._paused.get(slot.key, 0.0), slot.not_before)
            if due > now:
                return due - now
            if slot.interval:
                self._next[lane] = now + max(slot.interval, self._slowed.get(slot.key, 0.0))
            return 0.0

    def begun(self, slot: TimeSlot) -> None:
        """Count the interval of `slot` from now on: its request is sent at this moment, not when it was granted.

        On a busy machine a thread may have to wait in between, and the next request would follow too soon.
        """
        now = self._clock.monotonic()
        lane = (slot.key, slot.lane)
        with self._lock:
            if slot.interval:
                due = now + max(slot.interval, self._slowed.get(slot.key, 0.0))
                self._next[lane] = max(self._next.get(lane, 0.0), due)

    def pause(self, key: str, seconds: float) -> None:
        """Grant no slot of `key` for `seconds`, because it asked for that."""
        until = self._clock.monotonic() + seconds
        with self._lock:
            self._paused[key] = max(self._paused.get(key, 0.0), until)

    def slow(self, key: str, interval: float) -> None:
        """Grant slots of `key` at most every `interval` seconds, as its robots.txt asks (Crawl-delay).

        Slots with the interval 0 are not delayed, because the user switched the rate limit off.
        """
        with self._lock:
            self._slowed[key] = max(self._slowed.get(key, 0.0), interval)

    def close(self, host: str, seconds: float) -> None:
        """Send no requests to `host` for `seconds`. Unlike after `pause`, requests then fail instead of waiting."""
        until = self._clock.monotonic() + seconds
        with self._lock:
            self._closed[host] = max(self._closed.get(host, (0.0, 0.0)), (until, seconds))

    def closed_for(self, host: str) -> float:
        """Return the seconds for which `host` was closed; 0 if it is not closed, or no longer."""
        until, seconds = self._closed.get(host, (0.0, 0.0))
        return seconds if until > self._clock.monotonic() else 0.0

    def run(self, task: Task[Result], *, is_stopped: Callable[[], bool] | None = None) -> Result:
        """Run `task` to its end in this thread, sleep where it waits, and return its result.

        `is_stopped` is checked while it waits; None: the task cannot be stopped. Raises `Stopped` once it returns True.
        """
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
    """Return the limiter that all runs of this process share; for any other clock than the system's, a new one.

    Archives count the requests from one IP address, not those of one audit, and block an address that exceeds their
    limit for an hour. Therefore all audits of a process share this limiter.
    """
    return _PROCESS if isinstance(clock, SystemClock) else RateLimiter(clock)


__all__ = ["RateLimiter", "Stopped", "process_limiter"]
