"""A scheduler: a bounded number of threads run tasks, and no thread sleeps while another host has a free slot."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections import deque
from concurrent.futures import CancelledError, Future
from typing import Any, Generic, TypeVar

from citecheck.http.rate_limiter import RateLimiter
from citecheck.http.tasks import Task, TimeSlot
from citecheck.interfaces import Clock
from citecheck.run_times import waited

Result = TypeVar("Result")
_LONGEST_SLEEP = 0.05  # seconds that the one waiting thread sleeps at most before it looks for new work


class _Job(Generic[Result]):
    __slots__ = ("done", "number", "task", "waits_since")

    def __init__(self, number: int, task: Task[Result]) -> None:
        self.number = number
        self.task = task
        self.done: Future[Result] = Future()
        self.waits_since = 0.0


class Scheduler:
    """Runs tasks on `threads` threads. Safe to use from several threads.

    Among tasks that wait for one domain, the one that was submitted first goes first. Domains are interleaved.
    `limiter` grants the slots. Leaving the context manager cancels unfinished tasks; their futures raise
    `CancelledError`.
    """

    def __init__(self, threads: int, limiter: RateLimiter, clock: Clock) -> None:
        self._limiter = limiter
        self._clock = clock
        self._state = threading.Condition()
        self._runnable: deque[_Job[Any]] = deque()
        self._queues: dict[str, list[tuple[int, int, TimeSlot, _Job[Any]]]] = {}  # heaps, by the job's number
        self._due: list[tuple[float, int, str]] = []  # domains for which tasks wait, each once
        self._later: list[tuple[float, int, TimeSlot, _Job[Any]]] = []  # tasks that wait for a moment of their own
        self._ticket = itertools.count()
        self._watched = False
        self._stopped = False
        self._unfinished: set[_Job[Any]] = set()
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(threads)]
        for thread in self._threads:
            thread.start()

    def submit(self, task: Task[Result]) -> Future[Result]:
        """Run `task`. The future has its result or exception; it is cancelled if the scheduler was stopped."""
        job = _Job(next(self._ticket), task)
        with self._state:
            if self._stopped:
                job.done.cancel()
                return job.done
            self._unfinished.add(job)
            self._runnable.append(job)
            self._state.notify()
        return job.done

    def stop(self) -> None:
        """Cancel unfinished tasks. Exchanges that have begun end by themselves; this does not wait for them."""
        with self._state:
            self._stopped = True
            waiting = [*self._runnable, *(entry[-1] for queue in self._queues.values() for entry in queue)]
            waiting += [job for _, _, _, job in self._later]
            left, self._unfinished = self._unfinished, set()
            self._runnable.clear()
            self._queues.clear()
            self._state.notify_all()
        for job in waiting:
            job.task.close()
        for job in left:
            if not job.done.done():
                job.done.set_exception(CancelledError())

    def __enter__(self) -> Scheduler:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _work(self) -> None:
        while (job := self._next()) is not None:
            try:
                awaited = next(job.task)
                while isinstance(awaited, TimeSlot) and self._granted(awaited):
                    awaited = next(job.task)
            except StopIteration as done:
                self._finish(job, done.value, None)
            except BaseException as error:
                self._finish(job, None, error)
            else:
                self._wait_for(job, awaited)

    def _finish(self, job: _Job[Any], result: Any, error: BaseException | None) -> None:
        with self._state:
            if job not in self._unfinished:
                return
            self._unfinished.discard(job)
        if error is not None:
            job.done.set_exception(error)
        else:
            job.done.set_result(result)

    def _granted(self, slot: TimeSlot) -> bool:
        """Take a slot at once if it is free and no task waits for the domain. Most are, which saves the queue."""
        with self._state:
            return not self._stopped and not self._queues.get(slot.key) and self._limiter.claim(slot) == 0.0

    def _wait_for(self, job: _Job[Any], awaited: TimeSlot | Future[Any]) -> None:
        """Queue a job until what it waits for is there."""
        if isinstance(awaited, Future):
            awaited.add_done_callback(lambda _: self._resume(job))
            return
        job.waits_since = self._clock.monotonic()
        with self._state:
            if not self._stopped:
                if awaited.not_before > job.waits_since:
                    heapq.heappush(self._later, (awaited.not_before, next(self._ticket), awaited, job))
                else:
                    self._queue(awaited, job)
                self._state.notify()
                return
        job.task.close()  # closing it cancels the work that other jobs wait for

    def _queue(self, slot: TimeSlot, job: _Job[Any]) -> None:
        queue = self._queues.setdefault(slot.key, [])
        heapq.heappush(queue, (job.number, next(self._ticket), slot, job))
        if len(queue) == 1:
            heapq.heappush(self._due, (0.0, next(self._ticket), slot.key))

    def _resume(self, job: _Job[Any]) -> None:
        with self._state:
            if not self._stopped:
                self._runnable.append(job)
                self._state.notify()
                return
        job.task.close()

    def _next(self) -> _Job[Any] | None:
        """Wait for the next job that can go on, and return it; None once the scheduler is stopped."""
        while True:
            with self._state:
                if self._stopped:
                    return None
                job, wait = self._ready()
                if job is not None:
                    self._state.notify()
                    return job
                if wait is None or self._watched:
                    self._state.wait()
                    continue
                self._watched = True
            self._clock.sleep(min(wait, _LONGEST_SLEEP))
            with self._state:
                self._watched = False

    def _ready(self) -> tuple[_Job[Any] | None, float | None]:
        """Return a job that can go on, or else the seconds until one can (None: none waits for a moment)."""
        now = self._clock.monotonic()
        while self._later and self._later[0][0] <= now:
            _, _, slot, job = heapq.heappop(self._later)
            self._queue(slot, job)
        if self._runnable:
            return self._runnable.popleft(), None
        while self._due and self._due[0][0] <= now:
            _, _, domain = heapq.heappop(self._due)
            queue = self._queues[domain]
            wait = self._limiter.claim(queue[0][2])
            if wait > 0:
                heapq.heappush(self._due, (now + wait, next(self._ticket), domain))
                continue
            *_, job = heapq.heappop(queue)
            waited(now - job.waits_since, domain)
            if queue:
                heapq.heappush(self._due, (now, next(self._ticket), domain))
            return job, None
        moments = [heap[0][0] for heap in (self._due, self._later) if heap]
        return None, max(0.0, min(moments) - now) if moments else None


__all__ = ["Scheduler"]
