"""Tasks: generators that yield what they wait for, so that no thread has to sleep."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class TimeSlot:
    """The moment at which a request may be sent. A task yields it and goes on when the slot is granted.

    `key` is a registrable domain, or the host of an archive. `lane` is a kind of requests to it; each lane has a rate
    limit of its own, and all share the pauses of the key. `interval` is the seconds from this slot to the next of the
    lane; 0: no limit. `not_before` is the earliest moment (`Clock.monotonic`).
    """

    key: str
    interval: float = 0.0
    not_before: float = 0.0
    lane: str = ""


Task = Generator["TimeSlot | Future[Any]", None, Result]
"""A generator that yields what it waits for, and returns its result."""


def run_without_waiting(task: Task[Result]) -> Result:
    """Return the result of a task that never waits. Raises `RuntimeError` if it does."""
    try:
        next(task)
    except StopIteration as done:
        result: Result = done.value
        return result
    raise RuntimeError("this task must not wait")


class OncePerKey(Generic[Result]):
    """Work that is done once for each key: the first caller does it, the others wait. Safe to share between threads.

    With `keep` False a result is given only to those who wait for it: the work itself finds it when it is asked again.
    """

    def __init__(self, *, keep: bool = True) -> None:
        self._keep = keep
        self._lock = threading.Lock()
        self._known: dict[str, Future[Result]] = {}

    def do(self, key: str, work: Callable[[], Task[Result]]) -> Task[Result]:
        """Return the result of `work` for `key`. Work that was cancelled or raised an exception is done again."""
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
                continue  # the task that did the work was cancelled
        try:
            result = yield from work()
        except BaseException as error:
            with self._lock:
                self._known.pop(key, None)
            mine.set_exception(error if isinstance(error, Exception) else CancelledError())
            raise
        if not self._keep:
            with self._lock:
                self._known.pop(key, None)
        mine.set_result(result)
        return result


__all__ = ["OncePerKey", "Task", "TimeSlot", "run_without_waiting"]
