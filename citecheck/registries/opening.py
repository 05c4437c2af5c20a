"""Open what looks references up for one run: the registries and the file of their answers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from requests.adapters import BaseAdapter

from citecheck.clock import timestamp
from citecheck.interfaces import Clock, Observer
from citecheck.registries.building import build_registries
from citecheck.registries.checker import ReferenceChecker
from citecheck.registries.memory import Bytes
from citecheck.settings.model import Settings


class Memory(Protocol):
    """What holds the answers of earlier nights, such as `citecheck.store.caching.Caching`."""

    @property
    def cache(self) -> Bytes:
        """The file of answers."""
        ...


def reference_checks(
    settings: Settings,
    adapter: BaseAdapter,
    *,
    clock: Clock,
    observer: Observer,
    memory: Memory | None,
    seconds_left: Callable[[], float | None],
    closing: ExitStack,
) -> ReferenceChecker | None:
    """Return what looks references up in registries; None: `settings` ask for none.

    `adapter` is the HTTP transport, `clock` gives the time, `observer` is told of requests. `memory` is the cache of
    the nights (None: no nights), `seconds_left` the time that the run still has (None: no limit). `closing` closes what
    is opened here. Raises `SettingsError` or `StoreError` for a local index or a file of answers that cannot be used.
    """
    cache = _answers(settings, memory, clock, closing)
    registries = build_registries(settings, adapter, clock=clock, observer=observer, cache=cache)
    if registries is None:
        return None
    closing.callback(registries.client.stop)
    return ReferenceChecker(registries, settings, clock=clock, observer=observer, seconds_left=seconds_left)


def _answers(settings: Settings, memory: Memory | None, clock: Clock, closing: ExitStack) -> Bytes | None:
    """Return the file of answers: that of the nights, or the one that the settings name; None: there is none.

    A recording must hold every answer, and a replay has its own, so neither uses answers of earlier runs.
    """
    if settings.evidence.record or settings.evidence.replay:
        return None
    if memory is not None:
        return memory.cache
    if not settings.registries.cache or settings.registries.enabled == "never":
        return None
    from citecheck.store.cache import Cache  # here, because a database is loaded with it

    # It was named: a settings file that is found may not name it.
    cache = Cache(Path(settings.registries.cache), now=timestamp(clock.now()), named=True)
    closing.callback(cache.close)
    return cache


__all__ = ["reference_checks"]
