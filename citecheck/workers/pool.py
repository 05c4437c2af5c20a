"""The workers of one run: few of them, kept and used again, and ended with the run."""

from __future__ import annotations

import atexit
import os
import threading
from functools import cache

from citecheck.workers.limits import patience_for
from citecheck.workers.messages import Job, WorkerAnswer
from citecheck.workers.process import Worker

_MOST = 4  # workers of one pool: judgement, since each may hold a gigabyte


class WorkerPool:
    """Gives each job to a free worker, and starts one if there is none. Safe to share between threads.

    `most` is the number of workers at the same time; None: as many as the machine has processors, up to 4. `patience`
    are the seconds by the clock after which a job is ended; None: the default of `citecheck.workers.limits`.
    """

    def __init__(self, most: int | None = None, *, patience: float | None = None) -> None:
        self._most = most or min(_MOST, os.cpu_count() or 1)
        self._patience = patience
        self._state = threading.Condition()
        self._free: list[Worker] = []
        self._busy: set[Worker] = set()
        self._starting = 0
        self._closed = False

    @property
    def is_closed(self) -> bool:
        """Whether the pool does no more jobs."""
        return self._closed

    def do(self, job: Job, *, seconds: float | None = None) -> WorkerAnswer:
        """Return the answer to `job`. It never raises: what goes wrong is the `reason` of the answer.

        `seconds` by the clock is the time that the job may take, where it is less than the patience of the pool; None:
        that patience.
        """
        worker = self._taken()
        if worker is None:
            return _ended(job)
        if isinstance(worker, OSError):
            return WorkerAnswer(
                reason=f"could not be {job.done}: no process could be started ({worker})", unstarted=True
            )
        try:
            patience = patience_for(job.seconds) if self._patience is None else self._patience
            answer = worker.do(job, patience=patience if seconds is None else min(patience, seconds))
        finally:
            self._give_back(worker)
        is_done = answer.text is not None or answer.document is not None or answer.check is not None
        return answer if is_done or not self._closed else _ended(job)

    def close(self) -> None:
        """End all workers, also those that are at work. Jobs that come later are not done."""
        with self._state:
            self._closed = True
            free, self._free = self._free, []
            busy = tuple(self._busy)
            self._state.notify_all()
        for worker in free:
            worker.close()
        for worker in busy:
            worker.end()

    def _taken(self) -> Worker | OSError | None:
        """Wait for a free worker and return it; None: the pool is closed. An `OSError` says why none could start."""
        with self._state:
            while not self._closed and not self._free and len(self._busy) + self._starting >= self._most:
                self._state.wait()
            if self._closed:
                return None
            while self._free:
                worker = self._free.pop()
                if worker.is_alive:
                    self._busy.add(worker)
                    return worker
                worker.close()
            self._starting += 1
        started = _started()
        with self._state:
            self._starting -= 1
            if isinstance(started, OSError):
                self._state.notify()
            elif self.is_closed:
                started.close()
                return None
            else:
                self._busy.add(started)
        return started

    def _give_back(self, worker: Worker) -> None:
        with self._state:
            self._busy.discard(worker)
            kept = not self._closed and worker.is_alive
            if kept:
                self._free.append(worker)
            self._state.notify()
        if not kept:
            worker.close()


@cache
def shared_pool() -> WorkerPool:
    """Return the pool of what belongs to no run, such as `citecheck.page_text`. It is closed when Python ends."""
    pool = WorkerPool()
    atexit.register(pool.close)
    return pool


def _ended(job: Job) -> WorkerAnswer:
    return WorkerAnswer(reason=f"was not {job.done}: the run ended before")


def _started() -> Worker | OSError:
    try:
        return Worker()
    except OSError as error:
        return error


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=shared_pool.cache_clear)  # a copy of this process has no part in its workers

__all__ = ["WorkerPool", "shared_pool"]
