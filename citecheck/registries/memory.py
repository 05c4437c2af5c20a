"""Answers of registries that are used again: within a run always, between runs with their age."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

import msgspec

from citecheck._version import __version__
from citecheck.clock import time_since
from citecheck.interfaces import Clock
from citecheck.registries.model import Answered, Lookup, Registry, WorkKind
from citecheck.settings.registries import RegistrySettings

_KIND = "registry"

_LOOKUPS = msgspec.json.Decoder(Lookup)


class Bytes(Protocol):
    """What holds answers between runs, such as `citecheck.store.cache.Cache`."""

    def get(self, kind: str, key: str) -> bytes | None:
        """Return the entry of `kind` with `key`; None: there is none."""
        ...

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Store `data` as the entry of `kind` with `key`."""
        ...

    def count(self, what: str) -> None:
        """Count one use of the cache (`what`)."""
        ...


class AnswerMemory:
    """Remembers the answers of one run, and those of earlier runs in `cache` (None: of this run only).

    A record is used again for `settings.record_days`, the answer that there is none for `settings.absent_days`. An
    answer `unknown` is used again in this run only. `clock` gives the time. Safe to share between threads: a second
    caller waits for the answer of the first.
    """

    def __init__(self, cache: Bytes | None, settings: RegistrySettings, clock: Clock) -> None:
        self._cache = cache
        self._ages = {
            Answered.RECORD: timedelta(days=settings.record_days),
            Answered.NONE: timedelta(days=settings.absent_days),
        }
        self._clock = clock
        self._lock = threading.Lock()
        self._run: dict[str, Future[Lookup]] = {}

    def answer(self, key: str, ask: Callable[[], Lookup]) -> Lookup:
        """Return the answer for `key`; it comes from `ask` if none is remembered."""
        with self._lock:
            future = self._run.get(key)
            first = future is None
            if future is None:
                future = self._run[key] = Future()
        if not first:
            return future.result()
        try:
            found = self._stored(key)
            if found is None:
                found = ask()
                self.store(key, found)
            future.set_result(found)
        except BaseException as error:
            with self._lock:
                self._run.pop(key, None)
            future.set_exception(error)
            raise
        return found

    def store(self, key: str, lookup: Lookup) -> None:
        """Remember `lookup` as the answer for `key` in later runs; an answer `unknown` is not."""
        if self._cache is not None and lookup.outcome is not Answered.UNKNOWN:
            bare = replace(lookup, attempts=(), evidence=None)
            self._cache.put(_KIND, _versioned(key), msgspec.json.encode(bare))

    def _stored(self, key: str) -> Lookup | None:
        if self._cache is None:
            return None
        data = self._cache.get(_KIND, _versioned(key))
        if data is None:
            return None
        try:
            found = _LOOKUPS.decode(data)
        except (ValueError, RecursionError):
            return None
        age = time_since(found.at, self._clock.now())
        if age is None or age > self._ages.get(found.outcome, timedelta(0)):
            return None
        self._cache.count("answers of registries")
        return found


class Remembering:
    """A registry whose answers are remembered; see `citecheck.registries.model.Registry`. `where` names its mirror."""

    def __init__(self, registry: Registry, memory: AnswerMemory, where: str = "") -> None:
        self.name = registry.name
        self.identifiers: frozenset[str] = registry.identifiers
        self.kinds: frozenset[WorkKind] = registry.kinds
        self._registry = registry
        self._memory = memory
        self._where = where

    def by_identifier(self, kind: str, value: str) -> Lookup:
        """See `citecheck.registries.model.Registry.by_identifier`."""
        return self._memory.answer(self._key("id", kind, value), lambda: self._registry.by_identifier(kind, value))

    def by_title(self, title: str, authors: Sequence[str] = (), year: int | None = None) -> Lookup:
        """See `citecheck.registries.model.Registry.by_title`."""
        return self._memory.answer(
            self._key("title", title, *authors[:1]), lambda: self._registry.by_title(title, authors, year)
        )

    def by_address(self, url: str) -> Lookup:
        """See `citecheck.registries.model.Registry.by_address`."""
        return self._memory.answer(self._key("address", url), lambda: self._registry.by_address(url))

    def _key(self, *parts: str) -> str:
        return "\n".join((self.name, self._where, *parts))


def _versioned(key: str) -> str:
    return f"{__version__}\n{key}"


__all__ = ["AnswerMemory", "Bytes", "Remembering"]
