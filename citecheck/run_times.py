"""Where the time of a run goes, part by part and host by host: what `--profile-run` shows.

Nothing is measured unless `measured` is in use. One run of a process is measured at a time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from enum import StrEnum

_HOSTS = 5  # hosts that are named, those that took longest


class RunPart(StrEnum):
    """What a run does."""

    WAITING = "waiting for a host's turn"
    FETCHING = "fetching"
    PAGE_TEXT = "page text"
    QUOTATIONS = "quotations"
    JUDGING = "judging"
    REPORT = "report"


@dataclass(slots=True)
class TimeSpent:
    """How often something was done, and the seconds that it took: on the clock, and of this process's processor."""

    times: int = 0
    clock: float = 0.0
    processor: float = 0.0

    def add(self, clock: float, processor: float) -> None:
        """Count one more time, with its seconds: `clock` on the clock, `processor` of the processor."""
        self.times += 1
        self.clock += clock
        self.processor += processor


class RunTimes:
    """The times of one run. Threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._began = time.perf_counter(), time.process_time()
        self.parts: dict[RunPart, TimeSpent] = {part: TimeSpent() for part in RunPart}
        self.hosts: dict[str, TimeSpent] = {}
        """What the hosts took, with the time until it was their turn, by domain."""

    def add(self, part: RunPart, clock: float, processor: float = 0.0, host: str = "") -> None:
        """Count `clock` seconds on the clock and `processor` seconds of the processor for `part`, and for `host`.

        `host` is empty where no host is concerned.
        """
        with self._lock:
            self.parts[part].add(clock, processor)
            if host:
                self.hosts.setdefault(host, TimeSpent()).add(clock, processor)

    def lines(self) -> Iterator[str]:
        """Yield what was measured, as lines of a table for people."""
        clock, processor = self._so_far()
        yield f"where the time went: {clock:.1f} s on the clock, {processor:.1f} s of the processor"
        yield f"  {'':<26}{'times':>8}{'clock':>12}{'processor':>12}"
        for part, spent in self.parts.items():
            yield f"  {part.value:<26}{spent.times:>8,}{spent.clock:>10.1f} s{spent.processor:>10.1f} s"
        rest = max(0.0, processor - sum(spent.processor for spent in self.parts.values()))
        yield f"  {'everything else':<26}{'':>8}{'':>12}{rest:>10.1f} s"
        for host, spent in self._slowest():
            yield f"  {host}: {spent.clock:.1f} s"
        yield "  (sources are read at the same time: their seconds on the clock are added up)"

    def fields(self) -> dict[str, object]:
        """Return what was measured, for a log in JSON; seconds are rounded to milliseconds."""
        clock, processor = self._so_far()
        return {
            "seconds": round(clock, 3),
            "processor_seconds": round(processor, 3),
            "parts": {part.name.lower().replace("_", "-"): _plain(spent) for part, spent in self.parts.items()},
            "hosts": {host: _plain(spent) for host, spent in self._slowest()},
        }

    def _so_far(self) -> tuple[float, float]:
        return time.perf_counter() - self._began[0], time.process_time() - self._began[1]

    def _slowest(self) -> list[tuple[str, TimeSpent]]:
        return sorted(self.hosts.items(), key=lambda one: (-one[1].clock, one[0]))[:_HOSTS]


def _plain(spent: TimeSpent) -> dict[str, object]:
    return {"times": spent.times, "seconds": round(spent.clock, 3), "processor_seconds": round(spent.processor, 3)}


_measuring: RunTimes | None = None


@contextmanager
def measured(wanted: bool = True) -> Iterator[RunTimes | None]:
    """Measure what this process does until the end of the context, if it is `wanted`; else the value is None."""
    global _measuring
    before = _measuring
    _measuring = RunTimes() if wanted else None
    try:
        yield _measuring
    finally:
        _measuring = before


def spent_on(part: RunPart, host: str = "") -> AbstractContextManager[None]:
    """Return a context whose time counts for `part`, and for `host` if it is not empty."""
    return nullcontext() if _measuring is None else _counted(_measuring, part, host)


def waited(seconds: float, host: str) -> None:
    """Count `seconds` in which a task waited until it was the turn of `host`."""
    if _measuring is not None:
        _measuring.add(RunPart.WAITING, seconds, host=host)


@contextmanager
def _counted(times: RunTimes, part: RunPart, host: str) -> Iterator[None]:
    clock, processor = time.perf_counter(), time.thread_time()
    try:
        yield
    finally:
        times.add(part, time.perf_counter() - clock, time.thread_time() - processor, host)


__all__ = ["RunPart", "RunTimes", "TimeSpent", "measured", "spent_on", "waited"]
