"""Does work until a time is over. The time is kept from outside the thread that works."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

_Result = TypeVar("_Result")


def within(seconds: float | None, work: Callable[[], _Result]) -> _Result:
    """Return the result of `work`, and raise what it raises.

    `seconds` is the time by the clock that it may take, at least 0; None: as long as it takes, in this thread. Raises
    `TimeoutError` after that time. The thread that works is then left to itself and holds up nothing: its result and
    its exceptions are lost, and it ends with the process at the latest.
    """
    if seconds is None:
        return work()
    results: list[_Result] = []
    errors: list[BaseException] = []

    def do() -> None:
        try:
            results.append(work())
        except BaseException as error:  # it is raised where the result is awaited
            errors.append(error)

    thread = threading.Thread(target=do, daemon=True, name="within")
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if results:
        return results[0]
    raise TimeoutError


__all__ = ["within"]
