"""Work that stops where it would have to wait, so that no thread sleeps for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class TimeSlot:
    """What a task waits for before it may ask: the next free moment of whoever is asked.

    `key` is who is paced as one, a registrable domain or an archive's host; `lane` tells kinds of requests to it
    apart, each with a pace of its own. `interval` is the seconds from this slot to the next one of the lane.
    `not_before` is the earliest moment (`Clock.monotonic`).
    """

    key: str
    interval: float = 0.0
    not_before: float = 0.0
    lane: str = ""


Task = Generator["TimeSlot | Future[Any]", None, Result]
"""A generator that yields what it waits for, and returns its result."""


def run_without_waiting(task: Task[Result]) -> Result:
    """Return the result of a task that waits for nothing. Raises `RuntimeError` where it does wait."""
    try:
        next(task)
    except StopIteration as done:
        result: Result = done.value
        return result
    raise RuntimeError("this task was to wait for nothing")


class OncePerKey(Generic[Result]):
    """Work that is done once for each key: the first who asks does it, the others wait. Safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, Future[Result]] = {}

    def do(self, key: str, work: Callable[[], Task[Result]]) -> Task[Result]:
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


__all__ = ["OncePerKey", "Task", "TimeSlot", "run_without_waiting"]
