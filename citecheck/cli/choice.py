"""Which settings file a command uses: the named one, or the one that is found, if it is harmless or trusted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from citecheck.cli.telling import tell
from citecheck.errors import SettingsError
from citecheck.settings import Settings, load_settings
from citecheck.settings.files import SettingsFile, has_settings, read_settings_file
from citecheck.settings.loading import default_values, set_by_environment, setting_names

ISOLATED = "citecheck.isolated"
"""The key in `click.Context.meta` that says whether found settings files count."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The settings of a command.

    `asked` are the dotted names of the settings that the user gave: by a flag, by the environment, or in a file that
    was named or is trusted. Values of other settings are defaults, or come from a file that was found.
    """

    settings: Settings
    asked: frozenset[str] = frozenset()

    @property
    def within(self) -> Path | None:
        """The folder that the documents of the settings must lie in; None: the user chose them."""
        return None if "nightly.documents" in self.asked else Path.cwd()

    def check_places(self, names: Iterable[str], *, given: Iterable[str] = ()) -> None:
        """Raise `SettingsError` if a file or folder that nobody asked for lies outside of the working folder.

        `names` are settings; those in `given` were replaced by a flag. Only a link can lead there.
        """
        from citecheck.folders import is_inside  # here, because most commands write nothing

        for name in sorted(set(names) - self.asked - set(given)):
            value: Any = self.settings
            for part in name.split("."):
                value = getattr(value, part)
            if value and not is_inside(Path(value), Path.cwd()):
                raise SettingsError(
                    f"{value}: this link leads out of the folder, and nobody asked for it; if it is meant, name the "
                    f"place by a flag or in `{name}` of a settings file that is named or trusted"
                )


def choose(config: str | None, overrides: Mapping[str, Any], *, say: Callable[[str], None] = tell) -> Choice:
    """Return the settings of a command: defaults, overridden by a file, the environment and `overrides`.

    `config` is the file that the user named; None: the one in the working folder, unless the command is isolated. `say`
    is told which file was found. Raises `SettingsError`, also for a found file that needs trust and has none.
    """
    file, trusted = _file(config, say)
    settings = load_settings(file, environment=os.environ, overrides=overrides)
    asked = set_by_environment(os.environ) | _given(overrides)
    return Choice(settings, asked | _given(file.table) if file is not None and trusted else asked)


def _file(config: str | None, say: Callable[[str], None]) -> tuple[SettingsFile | None, bool]:
    """Return the settings file, and whether it is trusted."""
    if config is not None:
        return read_settings_file(Path(config)), True
    context = click.get_current_context(silent=True)
    if context is not None and context.meta.get(ISOLATED):
        return None, False
    if not any(has_settings(Path(name)) for name in ("citecheck.toml", "pyproject.toml")):
        return None, False
    from citecheck.settings.found import check_found, found_file
    from citecheck.settings.trust import is_trusted

    file = found_file(Path.cwd())
    if file is None:
        return None, False
    load_settings(file)  # an unknown key is the first thing to say
    trusted = is_trusted(file, os.environ)
    if not trusted:
        check_found(file, Path.cwd(), default_values())
    say(f"settings: {file.path}{' (trusted)' if trusted else ''}")
    return file, trusted


def _given(values: Mapping[str, Any]) -> frozenset[str]:
    """Return the dotted names of the settings that have a value in the nested mapping `values`."""

    def has(name: str) -> bool:
        at: Any = values
        for part in name.split("."):
            if not isinstance(at, Mapping) or part not in at:
                return False
            at = at[part]
        return True

    return frozenset(name for name in setting_names() if has(name))
