"""Observers that the library brings: one that ignores everything, and one that writes to the `citecheck` logger."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from citecheck._log import LOGGER
from citecheck.interfaces import Observer


def for_document(observer: Observer, name: str) -> Observer:
    """Return what `observer.for_document(name)` gives, or `observer` itself if it has no such method.

    `name` is that of a document; empty: there is none.
    An auditor may audit several documents at once; whoever wants to tell their phases apart has this method.
    """
    chosen = getattr(observer, "for_document", None) if name else None
    made: Observer = chosen(name) if callable(chosen) else observer
    return made


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

    If no handler listens at these levels, this only reads the logger's level. `document` begins the lines; empty: the
    lines are about no one document.
    """

    def __init__(self, inner: Observer, document: str = "") -> None:
        self._inner = inner
        self._about = f"{document}: " if document else ""

    def for_document(self, name: str) -> Observer:
        """Return an observer whose log lines begin with the document's `name`."""
        return LoggingObserver(for_document(self._inner, name), name)

    def begin(self, phase: str, total: int | None) -> None:
        """See `citecheck.interfaces.Observer.begin`."""
        if total is None:
            LOGGER.info("%s%s: begun", self._about, phase)
        else:
            LOGGER.info("%s%s: begun, %d in all", self._about, phase, total)
        self._inner.begin(phase, total)

    def advance(self, phase: str, *, note: str = "") -> None:
        """See `citecheck.interfaces.Observer.advance`."""
        if note:
            LOGGER.debug("%s%s: %s", self._about, phase, note)
        self._inner.advance(phase, note=note)

    def end(self, phase: str) -> None:
        """See `citecheck.interfaces.Observer.end`."""
        LOGGER.info("%s%s: done", self._about, phase)
        self._inner.end(phase)

    def event(self, name: str, fields: Mapping[str, object]) -> None:
        """See `citecheck.interfaces.Observer.event`."""
        if LOGGER.isEnabledFor(logging.DEBUG):
            LOGGER.debug(
                "%s %s", name, " ".join(f"{key}={value}" for key, value in fields.items() if value is not None)
            )
        self._inner.event(name, fields)


__all__ = ["LoggingObserver", "NullObserver", "for_document"]
