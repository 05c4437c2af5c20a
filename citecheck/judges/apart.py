"""The built-in judge in processes of its own, so that a run with many claims uses every processor."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from contextlib import ExitStack

from citecheck.interfaces import Judge
from citecheck.model import ClaimContext, JudgedSource
from citecheck.settings.model import Settings
from citecheck.workers.messages import JudgeJob
from citecheck.workers.pool import WorkerPool
from reports.model import Check

FEW = 48
"""Claims of a run that are judged in this process: a process costs as much to start as they do to judge."""

_MOST = 16  # processes; judgement: reading the pages, in one process, feeds no more


class JudgeFailed(Exception):
    """The process that judged a claim ended, or passed a limit."""


class JudgeApart:
    """Gives claims to processes that hold `judge`, one to each at a time; the others are judged here.

    The verdicts are those of `judge`. A claim whose process ends raises `JudgeFailed`, which makes its check
    `unverifiable`; the next claim gets a new process. Safe to share between threads.
    """

    def __init__(self, judge: Judge, processes: int) -> None:
        """`judge` is the built-in judge, `processes` the most that are started, at least 1."""
        self.name = judge.name
        self.version = judge.version
        self.judge_here = judge
        """The judge of this process."""
        self._processes = processes
        self._pool = WorkerPool(processes)
        self._free = threading.Semaphore(processes)
        self._lock = threading.Lock()
        self._judged = 0

    def at_once(self, claims: int) -> int:
        """Return how many of `claims` claims of a document to judge at the same time; 1: one after another."""
        return self._processes + 1 if self._judged + claims > FEW else 1

    def judge(self, claim: str, sources: Sequence[JudgedSource], *, context: ClaimContext) -> Check:
        """See `citecheck.interfaces.Judge.judge`. Raises `JudgeFailed`."""
        with self._lock:
            self._judged += 1
            few = self._judged <= FEW
        if few or not self._free.acquire(blocking=False):
            return self.judge_here.judge(claim, sources, context=context)
        try:
            answer = self._pool.do(JudgeJob(claim, tuple(sources), context))
        finally:
            self._free.release()
        if answer.check is not None:
            return answer.check
        if answer.unstarted:
            return self.judge_here.judge(claim, sources, context=context)
        raise JudgeFailed(f"the claim {answer.reason}")

    def close(self) -> None:
        """End the processes."""
        self._pool.close()


def judge_apart(judge: Judge, settings: Settings, *, may_thread: bool, closing: ExitStack) -> JudgeApart | None:
    """Return `judge` in processes of its own, as `settings` want it; None: it judges in this process.

    Only the built-in judge is put apart, and only where claims may be checked in threads: with a matcher of the user
    (`may_thread` is False) they may not, and the budget of a second opinion is spent in the order of the claims.
    `closing` ends the processes.
    """
    from citecheck.checking.support import LexicalJudge  # here, because a session with a judge of its own needs none

    wanted = settings.checking.processes
    processes = min(_MOST, _processors() - 1) if wanted < 0 else wanted
    if type(judge) is not LexicalJudge or not may_thread or settings.checking.second_opinion.is_on or processes == 0:
        return None
    apart = JudgeApart(judge, processes)
    closing.callback(apart.close)
    return apart


def _processors() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


__all__ = ["FEW", "JudgeApart", "JudgeFailed", "judge_apart"]
