"""A log of a run in JSON, one line for each event, for programs that monitor jobs."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from typing import TextIO

from citecheck.clock import timestamp
from citecheck.interfaces import Clock


class JsonLog:
    """Writes each event as a line of JSON; see `citecheck.interfaces.Observer`.

    Every line has `at` (RFC 3339), `run` and `event`; the other keys are the event's own. The steps of a phase are
    counted in its last line and have no separate lines.
    """

    def __init__(self, out: TextIO, *, run: str, clock: Clock) -> None:
        self._out = out
        self._run = run
        self._clock = clock
        self._lock = threading.Lock()
        self._phases: dict[str, tuple[float, int]] = {}

    def begin(self, phase: str, total: int | None) -> None:
        """See `citecheck.interfaces.Observer.begin`."""
        with self._lock:
            self._phases[phase] = (self._clock.monotonic(), 0)
        if phase == "documents":
            self.event("phase-begins", {"phase": phase, "total": total})

    def advance(self, phase: str, *, note: str = "") -> None:
        """See `citecheck.interfaces.Observer.advance`."""
        with self._lock:
            began, steps = self._phases.get(phase, (self._clock.monotonic(), 0))
            self._phases[phase] = (began, steps + 1)

    def end(self, phase: str) -> None:
        """See `citecheck.interfaces.Observer.end`."""
        with self._lock:
            began, steps = self._phases.pop(phase, (self._clock.monotonic(), 0))
        if phase == "documents":
            seconds = round(self._clock.monotonic() - began, 3)
            self.event("phase-ends", {"phase": phase, "steps": steps, "seconds": seconds})

    def event(self, name: str, fields: Mapping[str, object]) -> None:
        """See `citecheck.interfaces.Observer.event`."""
        line = {"at": timestamp(self._clock.now()), "run": self._run, "event": name, **fields}
        text = json.dumps(line, ensure_ascii=True, default=str)
        with self._lock:
            self._out.write(text + "\n")
            self._out.flush()
