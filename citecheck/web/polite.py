"""The pace at which hosts are asked: one for each registrable domain, whatever the number of threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from citecheck.interfaces import Clock

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Turn:
    """What a job waits for before it may ask: its domain's turn, and a moment (`Clock.monotonic`)."""

    domain: str
    not_before: float = 0.0


Steps = Generator["Turn | Future[Any]", None, Result]
"""Work that stops where it would have to wait, so that no thread need sleep for it."""


def settled(steps: Steps[Result]) -> Result:
    """Return the result of steps that wait for nothing."""
    try:
        next(steps)
    except StopIteration as done:
        result: Result = done.value
        return result
    raise RuntimeError("these steps were to wait for nothing")


class Once(Generic[Result]):
    """Work that is done once for each key: the first who asks does it, the others wait. Safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, Future[Result]] = {}

    def do(self, key: str, work: Callable[[], Steps[Result]]) -> Steps[Result]:
        """Return what `work` returned for `key`. Work that was broken off is forgotten, and may be done again."""
        while True:
            with self._lock:
                known = self._known.get(key)
                if known is None:
                    mine = self._known[key] = Future()
                    break
            if not known.done():
                yield known
            try:
                return known.result()
            except CancelledError:
                continue  # who did it was broken off
        try:
            result = yield from work()
        except BaseException as error:
            with self._lock:
                self._known.pop(key, None)
            mine.set_exception(error if isinstance(error, Exception) else CancelledError())
            raise
        mine.set_result(result)
        return result


class Paces:
    """When each domain may be asked next. `rate` is in requests a second; 0: at once. Safe between threads."""

    def __init__(self, rate: float, clock: Clock) -> None:
        self._interval = 1.0 / rate if rate > 0 else 0.0
        self._clock = clock
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}
        self._intervals: dict[str, float] = {}

    def claim(self, turn: Turn) -> float:
        """Take the turn, if it may be taken now: 0. Otherwise return the seconds after which to come again."""
        now = self._clock.monotonic()
        with self._lock:
            due = max(self._next.get(turn.domain, 0.0), turn.not_before)
            if due > now:
                return due - now
            interval = self._intervals.get(turn.domain, self._interval)
            if interval:
                self._next[turn.domain] = now + interval
            return 0.0

    def hold(self, domain: str, seconds: float) -> None:
        """Leave a domain alone for a while: it asked for that."""
        until = self._clock.monotonic() + seconds
        with self._lock:
            self._next[domain] = max(self._next.get(domain, 0.0), until)

    def slow(self, domain: str, interval: float) -> None:
        """Ask a domain at most every `interval` seconds, as its robots.txt wishes."""
        if self._interval:
            with self._lock:
                self._intervals[domain] = max(interval, self._interval)

    def drive(self, steps: Steps[Result]) -> Result:
        """Do all of `steps` here and now, sleeping where they wait."""
        try:
            while True:
                wanted = next(steps)
                if isinstance(wanted, Future):
                    wanted.exception()
                    continue
                while (wait := self.claim(wanted)) > 0:
                    self._clock.sleep(wait)
        except StopIteration as done:
            result: Result = done.value
            return result


__all__ = ["Once", "Paces", "Steps", "Turn", "settled"]
