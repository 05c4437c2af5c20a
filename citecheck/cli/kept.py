"""The store for the commands that look into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from citecheck.cli.options import settings_from
from citecheck.errors import StoreError
from citecheck.settings import FILE_NAME
from citecheck.store import Store

F = TypeVar("F", bound=Callable[..., Any])


def store_options(command: F) -> F:
    """Give a command the flags that say where the store is."""
    config = click.option(
        "--config",
        type=click.Path(dir_okay=False),
        help=f"Settings file (default: {FILE_NAME} in this folder, where there is one).",
    )
    store = click.option("--store", metavar="FILE", help="The store (setting nightly.store).")
    return store(config(command))


def open_store(store: str | None, config: str | None) -> Store:
    """Open the store that the flags or the settings name; one that is not there is not made. Raises `StoreError`."""
    settings = settings_from(config=config).nightly
    path = Path(store or settings.store)
    if not path.is_file():
        raise StoreError(f"{path}: there is no store of earlier nights here; `citecheck nightly` makes it")
    return Store(path, lock_timeout=settings.lock_timeout)
