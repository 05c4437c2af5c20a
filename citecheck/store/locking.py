"""A lock for one run of a task at a time. The system releases it when the process ends, however it ends."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from citecheck.errors import StoreError


@contextmanager
def only_run(store: Path, task: str) -> Iterator[None]:
    """Hold the lock of `task` (a digest) beside the file `store`. Raises `StoreError` if another run holds it.

    The lock is an exclusive transaction on a separate file: SQLite knows how to lock a file on every system, and the
    lock ends with the process.
    """
    path = store.with_name(f"{store.name}.{task[:16]}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path.absolute(), timeout=0, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{path}: the lock of this run cannot be created ({error})") from error
    with contextlib.closing(connection):
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise StoreError(f"{path}: the lock of this run cannot be held ({error})") from error
            raise StoreError(
                f"{store}: the same run is already in progress (same documents and settings); nothing was done"
            ) from error
        yield
    # The empty file stays: removing it could remove the lock of the next run.
