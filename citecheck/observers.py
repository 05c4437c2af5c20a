"""Observers that the library brings: one that ignores everything, and one that writes to the `citecheck` logger."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from citecheck._log import LOGGER
from citecheck.interfaces import Observer


class NullObserver:
    """Ignores all progress and all events; see `citecheck.interfaces.Observer`."""

    def begin(self, phase: str, total: int | None) -> None:
        """See `citecheck.interfaces.Observer.begin`."""

    def advance(self, phase: str, *, note: str = "") -> None:
        """See `citecheck.interfaces.Observer.advance`."""

    def end(self, phase: str) -> None:
        """See `citecheck.interfaces.Observer.end`."""

    def event(self, name: str, fields: Mapping[str, object]) -> None:
        """See `citecheck.interfaces.Observer.event`."""


class LoggingObserver:
    """Writes phases (INFO) and events (DEBUG) to the logger `citecheck`, and passes everything on to `inner`.

    If no handler listens at these levels, this only reads the logger's level.
    """

    def __init__(self, inner: Observer) -> None:
        self._inner = inner

    def begin(self, phase: str, total: int | None) -> None:
        """See `citecheck.interfaces.Observer.begin`."""
        if total is None:
            LOGGER.info("%s: begun", phase)
        else:
            LOGGER.info("%s: begun, %d in all", phase, total)
        self._inner.begin(phase, total)

    def advance(self, phase: str, *, note: str = "") -> None:
        """See `citecheck.interfaces.Observer.advance`."""
        if note:
            LOGGER.debug("%s: %s", phase, note)
        self._inner.advance(phase, note=note)

    def end(self, phase: str) -> None:
        """See `citecheck.interfaces.Observer.end`."""
        LOGGER.info("%s: done", phase)
        self._inner.end(phase)

    def event(self, name: str, fields: Mapping[str, object]) -> None:
        """See `citecheck.interfaces.Observer.event`."""
        if LOGGER.isEnabledFor(logging.DEBUG):
            LOGGER.debug(
                "%s %s", name, " ".join(f"{key}={value}" for key, value in fields.items() if value is not None)
            )
        self._inner.event(name, fields)


__all__ = ["LoggingObserver", "NullObserver"]
