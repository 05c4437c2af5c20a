"""What a settings file may hold that was found in the working folder and not named by the user.

Such a file may be a stranger's, as in a repository that somebody cloned. It may choose documents, findings and pace. It
may not load code, open networks, name credentials, or reach outside of its folder. Compare git's `safe.directory`: git
obeys no settings of a folder that another user owns.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from citecheck.errors import SettingsError
from citecheck.folders import is_inside
from citecheck.settings.files import FILE_NAME, PROJECT_FILE, SettingsFile, has_settings, read_settings_file
from citecheck.settings.trust import VARIABLE

_CODE = "it loads code"
_NETWORK = "it opens a network or sends requests through another host"
_BELIEVED = "it decides which registry is believed, and which host learns every reference"
_SERVICES = (
    *("doi", "crossref", "datacite", "openalex", "pubmed", "arxiv"),
    *("open_library", "software_heritage", "github"),
)
_TOLD = "it decides who is told what is new, and which secrets of the environment are used"
_CHANNELS: Mapping[str, tuple[str, ...]] = {
    "webhook": ("url_env", "token_env"),
    "slack": ("url_env",),
    "teams": ("url_env",),
    "matrix": ("url", "room", "token_env"),
    "email": ("to", "sender", "host", "port", "security", "user", "password_env"),
    "github": ("repository", "url", "token_env", "label"),
    "gitlab": ("project", "url", "token_env", "label"),
}
NEEDS_TRUST: Mapping[str, str] = {
    "checking.judge": _CODE,
    "checking.second_opinion": "it sends claims, and words of their sources, to a model",
    "report.formats": _CODE,
    "web.allow_addresses": _NETWORK,
    "web.ca_bundle": "it decides which servers are genuine",
    "web.hosts": "it sends secrets of the environment to a host",
    "web.proxy": _NETWORK,
    "archives.wayback": "it decides which archive is believed, and which host learns every address",
    "archives.timegates": "it decides which archive is believed, and which host learns every address",
    "archives.save_key_env": "it sends secrets of the environment to a host",
    **{f"registries.{service}.url": _BELIEVED for service in _SERVICES},
    **{f"registries.{service}.key_env": "it sends secrets of the environment to a host" for service in _SERVICES},
    "registries.local": "it decides which works exist",
    "registries.cache": "it may hold answers that no registry gave",
    "recover.wikis": "it decides which wiki is believed, and which host learns the titles of documents",
    "evidence.replay": "it replaces the sources by a recording",
    "notify.report_url": _TOLD,
    **{f"notify.{channel}.{name}": _TOLD for channel, names in _CHANNELS.items() for name in names},
}
"""Settings that a found file may only have with their default value or empty, and what is wrong with others."""

PLACES = (
    *("evidence.record", "sources_folder", "nightly.store", "nightly.cache", "nightly.evidence", "nightly.output"),
    *("nightly.ignore_file", "nightly.baseline", "registries.local", "registries.cache"),
)
"""The settings that name a file or a folder."""

_LISTS = ("nightly.documents", "nightly.exclude")


def found_file(folder: Path) -> SettingsFile | None:
    """Return the settings file of `folder`: `citecheck.toml`, or a `pyproject.toml` with `[tool.citecheck]`, or None.

    Raises `SettingsError` if it cannot be read, or if it is a link that leads out of the folder.
    """
    for name in (FILE_NAME, PROJECT_FILE):
        path = folder / name
        if has_settings(path):
            if not is_inside(path, folder):
                raise SettingsError(f"{name}: this link leads out of the folder; --config names a file elsewhere")
            return read_settings_file(Path(os.path.relpath(path)))
    return None


def search_folders(here: Path) -> tuple[Path, ...]:
    """Return the folders in which a settings file is looked for: `here`, then its parents up to the repository's root.

    The root is the first folder with a `.git`. Outside of a repository only `here` is searched: whoever may write to a
    folder above, such as the one for temporary files, decides nothing.
    """
    above = (here, *here.parents)
    root = next((index for index, folder in enumerate(above) if (folder / ".git").exists()), 0)
    return above[: root + 1]


def check_found(file: SettingsFile, folder: Path, defaults: Mapping[str, Any]) -> None:
    """Raise `SettingsError` if `file`, which is not trusted, holds what only a trusted file may hold.

    `folder` is where it was found, `defaults` are the default values by dotted name.
    """
    for name, value in _flat(file.table):
        why = _objection(name, value, folder, defaults)
        if why:
            raise SettingsError(
                f"{file.path}: `{name}` may not stand in a settings file that was found and not named: {why}. If "
                f"you trust the file: `citecheck trust {file.path}`, `--config {file.path}` or "
                f"{VARIABLE}={file.sha256}. `--isolated` ignores the file"
            )


def _objection(name: str, value: Any, folder: Path, defaults: Mapping[str, Any]) -> str:
    """Return why a found file may not give the setting `name` this `value`; empty: it may."""
    section = next((known for known in NEEDS_TRUST if name == known or name.startswith(f"{known}.")), "")
    if section:
        default = defaults.get(name, defaults.get(section))
        same = value == (list(default) if isinstance(default, tuple) else default)
        lowered = section == "archives.timegates" and isinstance(value, list) and set(value) <= set(default or ())
        return "" if same or lowered or value in ("", [], {}) else NEEDS_TRUST[section]
    if name == "nightly.formats":
        return _CODE if any("." in str(each) or ":" in str(each) for each in _listed(value)) else ""
    if name in PLACES:
        return _reach(str(value), folder)
    if name in _LISTS or name.startswith("sources."):
        return next(filter(None, (_reach(str(each), folder) for each in _listed(value))), "")
    return ""


def _reach(written: str, folder: Path) -> str:
    """Return what is wrong with a path in a found file; empty if it stays in the folder. Web addresses are no paths."""
    lowered = written.lower()
    if not written or lowered.startswith(("http://", "https://")):
        return ""
    path = written.removeprefix("@")
    if lowered.startswith("file:"):
        path = unquote(path[len("file:") :])
    outside = "it leads out of the folder of the settings file"
    parts = Path(path.replace("\\", "/")).parts
    if path.startswith(("~", "$", "%")) or ".." in parts or path[1:2] == ":":
        return outside
    return "" if is_inside(folder / path, folder) else outside


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value of `table` that is not a table, by its dotted name."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]


__all__ = ["NEEDS_TRUST", "PLACES", "check_found", "found_file", "search_folders"]
