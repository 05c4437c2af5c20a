"""What a server of tools works with: one folder that it may read, and connections that its calls share."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from citecheck.assembly import Session
from citecheck.folders import is_inside
from citecheck.interfaces import Clock
from citecheck.observers import NullObserver
from citecheck.settings import Settings
from claims.errors import ReadingError
from claims.urls import is_web_address
from reports.model import Report

_LIFE = 600.0
"""Seconds after which a page is fetched again. An assistant asks several questions about a page; ten minutes are
longer than that, and a page that was mended meanwhile is seen the same day."""

Progress = Callable[[int, str], None]
"""Is told the steps that are done in all, and where the call is ("sources 3 of 12")."""


class CallProgress(NullObserver):
    """Passes the progress of one call on to whoever asked; the calls of a server come one at a time."""

    def __init__(self) -> None:
        self._tell: Progress | None = None
        self._steps = 0
        self._phases: dict[str, tuple[int, int | None]] = {}

    def restart(self, tell: Progress | None) -> None:
        """Begin to count for a new call, and `tell` of its steps; None: nobody is told."""
        self._tell, self._steps, self._phases = tell, 0, {}

    def begin(self, phase: str, total: int | None) -> None:
        """See `citecheck.interfaces.Observer.begin`."""
        self._phases[phase] = (0, total)

    def advance(self, phase: str, *, note: str = "") -> None:
        """See `citecheck.interfaces.Observer.advance`."""
        done, total = self._phases.get(phase, (0, None))
        self._phases[phase] = (done + 1, total)
        self._steps += 1
        if self._tell is not None:
            self._tell(self._steps, f"{phase} {done + 1}" + (f" of {total}" if total else ""))


class Workspace:
    """One folder, and one session that is made anew after ten minutes. Close it, or use it as a context manager.

    `folder` is the only folder from which files are read; links out of it are not followed. `settings` are those of
    every call; `web.max_time` counts for each call. `ignored` takes the findings out of a report that the user ignores;
    None: all findings are told. `clock` None: the system's.
    """

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        *,
        ignored: Callable[[Report], Report] | None = None,
        clock: Clock | None = None,
    ) -> None:
        from citecheck.clock import SystemClock

        self.folder = folder
        self._settings = settings
        self._clock = clock or SystemClock()
        self._ignored = ignored
        self._progress = CallProgress()
        self._one_at_a_time = threading.Lock()
        self._session: Session | None = None
        self._since = 0.0

    def file_or_address(self, name: str) -> str:
        """Return the web address `name`, or the path of the file `name` of the folder.

        Raises `ReadingError` for a file outside of the folder, and for one that does not exist.
        """
        if is_web_address(name):
            return name
        path = self.folder / name
        if not name.strip() or not is_inside(path, self.folder):
            raise ReadingError(f"{name}: this server reads only its folder; name a file inside of it, or a web address")
        if not path.is_file():
            raise ReadingError(f"{name}: there is no such file in the folder that this server reads; check the path")
        return str(path)

    def without_ignored(self, report: Report) -> Report:
        """Return `report` with the ignored findings among its suppressed ones."""
        return report if self._ignored is None else self._ignored(report)

    @contextmanager
    def session(self, progress: Progress | None = None) -> Iterator[Session]:
        """Give the session to one call; other calls wait. `progress` is told of its steps; None: nobody is."""
        with self._one_at_a_time:
            now = self._clock.monotonic()
            if self._session is not None and now - self._since > _LIFE:
                self._end()
            if self._session is None:
                self._session = Session(self._settings, observer=self._progress, clock=self._clock)
                self._since = now
            self._session.sources.restart_time()
            self._progress.restart(progress)
            try:
                yield self._session
            finally:
                self._progress.restart(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections. A second call does nothing."""
        with self._one_at_a_time:
            self._end()

    def _end(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()


__all__ = ["CallProgress", "Progress", "Workspace"]
