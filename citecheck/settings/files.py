"""Read a settings file: `citecheck.toml`, or the table `[tool.citecheck]` of `pyproject.toml`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citecheck.errors import SettingsError
from claims.patterns import lazy_regex

FILE_NAME = "citecheck.toml"
PROJECT_FILE = "pyproject.toml"
_HEADING = lazy_regex(rb"(?m)^[ \t]*\[{1,2}[ \t]*tool[ \t]*\.[ \t]*citecheck\b")
_PERHAPS = lazy_regex(rb"\btool\W{1,8}citecheck\b")  # as little as that, since TOML takes time to load
_MOST_BYTES = 1_000_000  # judgement: a file with every setting has about 15 kB


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """One settings file: its `path`, its `table`, and the SHA-256 (hex) of the bytes that were read."""

    path: Path
    table: Mapping[str, Any]
    sha256: str


def read_settings_file(path: Path) -> SettingsFile:
    """Return the settings file at `path`. Raises `SettingsError` if it cannot be read or is not TOML.

    Of a `pyproject.toml`, the table is `[tool.citecheck]`, and it is empty where that is missing. Keys and values are
    not checked here.
    """
    body = _bytes_of(path)
    return SettingsFile(path, _table_of(body, path), hashlib.sha256(body).hexdigest())


def has_settings(path: Path) -> bool:
    """Return whether the file `path` exists and has settings for this program.

    Raises `SettingsError` for a `pyproject.toml` with the heading `[tool.citecheck]` that is not TOML.
    """
    if not path.is_file():
        return False
    if path.name != PROJECT_FILE:
        return True
    named = False
    try:
        body = _bytes_of(path)
        named = _HEADING.search(body) is not None
        return _PERHAPS.search(body) is not None and bool(_table_of(body, path))
    except SettingsError:
        if named:
            raise
        return False  # another program's file: its mistakes are that program's business


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            body = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise SettingsError(f"{path}: no such settings file; `citecheck init` writes one") from None
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: the settings file cannot be read ({error})") from error
    if len(body) > _MOST_BYTES:
        raise SettingsError(f"{path}: the settings file cannot be read (it has over {_MOST_BYTES:,} bytes)")
    return body


def _table_of(body: bytes, path: Path) -> Mapping[str, Any]:
    import tomllib  # here, because most small commands have no settings file

    try:
        values: Mapping[str, Any] = tomllib.loads(body.decode("utf-8").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: the settings file cannot be read ({error})") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, or tables within tables
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    for key in ("tool", "citecheck") if path.name == PROJECT_FILE else ():
        values = values.get(key, {})
        if not isinstance(values, Mapping):
            raise SettingsError(f"{path}: `{key}` is a table: write [tool.citecheck] and its keys below")
    return values


__all__ = ["FILE_NAME", "PROJECT_FILE", "SettingsFile", "has_settings", "read_settings_file"]
