"""The observer of a library: hears everything, says nothing."""

from __future__ import annotations

from collections.abc import Mapping


class Silence:
    """See `citecheck.interfaces.Observer`. Hears everything and says nothing."""

    def begin(self, phase: str, total: int | None) -> None:
        """See `citecheck.interfaces.Observer.begin`."""

    def advance(self, phase: str, *, note: str = "") -> None:
        """See `citecheck.interfaces.Observer.advance`."""

    def end(self, phase: str) -> None:
        """See `citecheck.interfaces.Observer.end`."""

    def event(self, name: str, fields: Mapping[str, object]) -> None:
        """See `citecheck.interfaces.Observer.event`."""
