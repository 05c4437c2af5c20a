"""Open what is kept from night to night: the store and the cache, each only if the user made it or named it."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

from citecheck.clock import timestamp
from citecheck.errors import StoreError
from citecheck.interfaces import Clock, Observer
from citecheck.settings import NightlySettings, Settings
from citecheck.store import Night, Store
from citecheck.store.cache import Cache
from citecheck.store.caching import Caching
from citecheck.store.locking import only_run
from citecheck.store.origin import key_file

_FOREIGN = (
    "this cache was not made by you at this place, so nothing in it was believed, and an empty one replaces it; "
    "--cache FILE names one that you trust"
)


def check_history(settings: NightlySettings) -> None:
    """Raise `StoreError` if `settings` ask for a history and there is none."""
    store = Path(settings.store)
    if settings.require_history and (not store.exists() or store.stat().st_size == 0):
        raise StoreError(
            f"{store}: there is no history, and `nightly.require_history` says that there must be one: it was "
            "lost (a cache that was evicted?). Restore it, or run once without that setting"
        )


def open_store(
    settings: NightlySettings, task: str, stack: contextlib.ExitStack, *, read_only: bool, named: bool
) -> Store:
    """Open the store of `settings`, and return it; `stack` closes it. `task` is the digest of what the run does.

    With `read_only`, an empty temporary store is used where there is none. `named` says that the user named the store:
    it is used, whoever made it, and later runs know it. Raises `StoreError` if it cannot be used.
    """
    path = Path(settings.store)
    if read_only and (not path.exists() or path.stat().st_size == 0):  # an empty file is no history, and stays as it is
        path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="citecheck-"))) / path.name
    store = stack.enter_context(Store(path, lock_timeout=settings.lock_timeout, named=named))
    if not read_only:  # after the store, so that no lock is left beside a file that cannot be one
        stack.enter_context(only_run(path, task))
    store.check()
    if named and not read_only:
        store.database.adopt()
    return store


def open_cache(
    settings: Settings, night: Night, clock: Clock, observer: Observer, stack: contextlib.ExitStack, *, named: bool
) -> tuple[Caching | None, tuple[str, ...]]:
    """Open the cache of `settings`, and return it with what is to be said of it; None: the settings have none.

    `night` is the night that uses it, `clock` gives the time, `observer` is told of a damaged cache, and `stack` closes
    it. `named` says that the user named the cache: it is used, whoever made it. Raises `StoreError` for a file of
    another kind.
    """
    chosen = settings.nightly
    if not chosen.cache:
        return None, ()
    cache = Cache(Path(chosen.cache), now=timestamp(clock.now()), lock_timeout=chosen.lock_timeout, named=named)
    stack.callback(cache.close)
    if cache.was_damaged:
        observer.event("cache-damaged", {"cache": chosen.cache, "note": "replaced by an empty one; nothing is lost"})
    said: tuple[str, ...] = ()
    if cache.was_foreign:
        observer.event("cache-foreign", {"cache": chosen.cache, "note": _FOREIGN})
        said = (f"{chosen.cache}: {_FOREIGN}",)
    recordings = Path(settings.evidence.record).parent if settings.evidence.record else Path(chosen.evidence or ".")
    recorded = bool(settings.evidence.record or chosen.evidence)
    caching = Caching(
        cache,
        clock=clock,
        night=night.run,
        conditional=not recorded,
        recordings=recordings if recorded else None,
    )
    return caching, said


def unsealed(store: Store) -> tuple[str, ...]:
    """Return what is to be said of a new `store` if the next run will not know it; empty: it will."""
    if not store.is_new or store.database.is_sealed:
        return ()
    return (
        f"{key_file()} can be neither read nor written, so the next run will not know that {store.path} is yours: name "
        "it with --store",
    )


__all__ = ["check_history", "open_cache", "open_store", "unsealed"]
