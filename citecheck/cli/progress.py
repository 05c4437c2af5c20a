"""Progress bars on a terminal."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from reports.formats.steering import printable


class TerminalProgress:
    """Shows a progress bar for each phase; see `citecheck.interfaces.Observer`. The bars vanish at the end."""

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description:<10}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[note]}", style="dim", markup=False),
            console=console,
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}
        self._lock = threading.Lock()

    def begin(self, phase: str, total: int | None) -> None:
        """See `citecheck.interfaces.Observer.begin`."""
        with self._lock:
            if not self._tasks:
                self._progress.start()
            if phase in self._tasks:
                self._progress.remove_task(self._tasks[phase])
            self._tasks[phase] = self._progress.add_task(phase, total=total, note="")

    def advance(self, phase: str, *, note: str = "") -> None:
        """See `citecheck.interfaces.Observer.advance`."""
        with self._lock:
            if phase in self._tasks:
                self._progress.update(self._tasks[phase], advance=1, note=" ".join(printable(note[:40]).split()))

    def end(self, phase: str) -> None:
        """See `citecheck.interfaces.Observer.end`."""
        with self._lock:
            task = self._tasks.pop(phase, None)
            if task is not None:
                self._progress.remove_task(task)
            if not self._tasks:
                self._progress.stop()

    def event(self, name: str, fields: Mapping[str, object]) -> None:
        """See `citecheck.interfaces.Observer.event`."""
