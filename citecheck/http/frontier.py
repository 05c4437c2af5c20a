"""Addresses that are to be asked: all hosts at the same time, each at its own pace, few tasks at a time.

A task takes some kilobytes, an address a hundred bytes. A night has far more addresses than it can ask at once, so
they wait as addresses, in the order in which they came, and each host has only a few tasks under way.
"""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any

from citecheck.http.addresses import web_address
from citecheck.http.failures import Failure
from citecheck.http.scheduler import Scheduler
from citecheck.http.tasks import Task

_AT_ONCE = 1_000  # tasks under way: 2 to 3 MB
_EACH = 4  # tasks of one paced host: one is on its way while the others wait for their slots


class Frontier:
    """Gives `scheduler` the task of each address once. Safe to share between threads.

    `work` returns the task of an address. `on_done` is called, from another thread, when a task has ended. `each` is
    how many tasks one registrable domain has at a time, 1 or more; None: a few, as is enough for a paced host.
    """

    def __init__(
        self,
        scheduler: Scheduler,
        work: Callable[[str], Task[Any]],
        *,
        on_done: Callable[[], None] = lambda: None,
        each: int | None = None,
    ) -> None:
        self._scheduler = scheduler
        self._work = work
        self._on_done = on_done
        self._each = each or _EACH
        self._state = threading.Condition()
        self._seen: set[int] = set()
        self._waiting: dict[str, deque[str]] = {}
        self._busy: defaultdict[str, int] = defaultdict(int)
        self._free: deque[str] = deque()  # domains that may begin a task once there is room for one
        self._left = 0
        self._running = 0
        self._beginning = False

    def add(self, url: str) -> bool:
        """Ask for `url` in its turn. Return False if it was added before."""
        try:
            domain = web_address(url).domain
        except Failure:  # its task says what is wrong with it
            domain = ""
        with self._state:
            if hash(url) in self._seen:
                return False
            self._seen.add(hash(url))
            self._waiting.setdefault(domain, deque()).append(url)
            self._left += 1
            if self._busy[domain] < self._each:
                self._free.append(domain)
        self._begin()
        return True

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until every task has ended, at most `seconds` (None: no limit). Return whether they have."""
        with self._state:
            return self._state.wait_for(lambda: self._left == 0, seconds)

    def stop(self) -> None:
        """Stop the scheduler, and begin no more tasks."""
        with self._state:
            self._waiting.clear()
            self._free.clear()
        self._scheduler.stop()

    def _begin(self) -> None:
        """Begin the tasks for which there is room. One thread does it at a time, also for those that come meanwhile."""
        with self._state:
            if self._beginning:
                return
            self._beginning = True
        while True:
            with self._state:
                begun = self._taken()
                if begun is None:
                    self._beginning = False
                    return
            domain, url = begun
            future = self._scheduler.submit(self._work(url))
            future.add_done_callback(partial(self._ended, domain))

    def _taken(self) -> tuple[str, str] | None:
        """Take the next address that may be asked for now, with its domain; None: no address may."""
        while self._free and self._running < _AT_ONCE:
            domain = self._free.popleft()
            if self._busy[domain] >= self._each or domain not in self._waiting:
                continue
            queue = self._waiting[domain]
            url = queue.popleft()
            if not queue:
                del self._waiting[domain]
            self._busy[domain] += 1
            self._running += 1
            return domain, url
        return None

    def _ended(self, domain: str, _: Future[Any]) -> None:
        with self._state:
            self._left -= 1
            self._running -= 1
            self._busy[domain] -= 1
            if not self._busy[domain]:
                del self._busy[domain]
            if domain in self._waiting:
                self._free.append(domain)
            if not self._left:
                self._state.notify_all()
        self._on_done()
        self._begin()


__all__ = ["Frontier"]
