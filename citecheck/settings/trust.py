"""Which settings files the user trusts: by path and digest in the user's own folder, or by digest in the environment.

A change of the file ends the trust, because the digest changes. git does the same for folders (`safe.directory`).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from citecheck.errors import SettingsError
from citecheck.folders import user_folder
from citecheck.settings.files import SettingsFile

VARIABLE = "CITECHECK_TRUST"
"""The variable of the environment that holds digests (SHA-256, hex), separated by commas or spaces."""


def trusted_file() -> Path:
    """Return the path of the user's list of trusted settings files."""
    return user_folder() / "trusted.json"


def is_trusted(file: SettingsFile, environment: Mapping[str, str]) -> bool:
    """Return whether the user trusts `file` with its present content.

    `environment` is a mapping such as `os.environ`. Raises `SettingsError` if the user's list cannot be read.
    """
    named = environment.get(VARIABLE, "").replace(",", " ").lower().split()
    if file.sha256 in named:
        return True
    return _entries().get(str(file.path.resolve())) == file.sha256


def trust(file: SettingsFile) -> Path:
    """Add `file` with its present content to the user's list, and return the path of the list.

    Raises `SettingsError` if the list cannot be read, `ReportError` if it cannot be written.
    """
    from reports.rendering import write_file

    entries = _entries() | {str(file.path.resolve()): file.sha256}
    target = trusted_file()
    write_file(target, _written(entries))
    return target


def distrust(path: Path) -> bool:
    """Remove the file `path` from the user's list, and return whether it was there.

    Raises `SettingsError` if the list cannot be read, `ReportError` if it cannot be written.
    """
    from reports.rendering import write_file

    entries = _entries()
    found = entries.pop(str(path.resolve()), None) is not None
    if found:
        write_file(trusted_file(), _written(entries))
    return found


def _written(entries: Mapping[str, str]) -> bytes:
    import json  # here, because only a found settings file needs it

    return (json.dumps({"trusted": entries}, indent=1, sort_keys=True) + "\n").encode()


def _entries() -> dict[str, str]:
    import json  # here, because only a found settings file needs it

    path = trusted_file()
    try:
        entries = json.loads(path.read_bytes())["trusted"]
        return {str(name): str(digest) for name, digest in entries.items()}
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SettingsError(f"{path}: the list of trusted settings files is damaged ({error}); remove it") from error


__all__ = ["VARIABLE", "distrust", "is_trusted", "trust", "trusted_file"]
