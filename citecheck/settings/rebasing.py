"""Settings of a file in a parent folder, with paths that mean the same from the working folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import msgspec

from citecheck.settings.found import PLACES
from citecheck.settings.model import Settings
from claims.urls import is_web_address


def rebased(settings: Settings, folder: Path, *, keep: Collection[str] = ()) -> Settings:
    """Return `settings` with the files and folders that they name below `folder`, written from the working folder.

    `folder` is that of the settings file. `keep` are the dotted names of settings that the user gave in another way:
    they stay as they are.
    """
    changed: Any = settings
    for name in PLACES:
        if name not in keep:
            changed = _with(changed, name.split("."), lambda value: from_here(value, folder))
    if "sources" not in keep:
        sources = {label: from_here(target, folder) for label, target in changed.sources.items()}
        changed = msgspec.structs.replace(changed, sources=sources)
    result: Settings = changed
    return result


def from_here(written: str, folder: Path) -> str:
    """Return a path that is `written` in a file of `folder`, as it is written from the working folder.

    An address, an absolute path and nothing stay as they are.
    """
    if not written or is_web_address(written) or written.lower().startswith("file:") or Path(written).is_absolute():
        return written
    return os.path.relpath(folder / written)


def from_there(given: str, folder: Path) -> str:
    """Return a path that is `given` from the working folder, as it is written from `folder`; see `from_here`."""
    listed = given.startswith("@")
    path = given.removeprefix("@")
    if not path or is_web_address(path) or Path(path).is_absolute():
        return given
    return f"{'@' if listed else ''}{os.path.relpath(path, folder)}"


def _with(struct: Any, names: list[str], change: Callable[[str], str]) -> Any:
    """Return `struct` with the value at the dotted `names` changed."""
    first, *rest = names
    value: Any = getattr(struct, first)
    new = _with(value, rest, change) if rest else change(value)
    return msgspec.structs.replace(struct, **{first: new})


__all__ = ["from_here", "from_there", "rebased"]
