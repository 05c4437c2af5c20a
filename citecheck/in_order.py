"""Does work in threads, and gives the results in the order of the work."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_AHEAD = 4  # items for each thread that are begun before the first result is taken: enough to keep all at work


def in_order(work: Callable[[_Item], _Result], items: Iterable[_Item], threads: int) -> Iterator[_Result]:
    """Yield `work(item)` for each of `items`, in their order; `threads` of them are worked on at the same time.

    What `work` raises is raised in place of its result. Whoever stops asking ends the work that has not begun.
    """
    pool = ThreadPoolExecutor(threads, thread_name_prefix="in-order")
    waiting: deque[Future[_Result]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) >= threads * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


__all__ = ["in_order"]
