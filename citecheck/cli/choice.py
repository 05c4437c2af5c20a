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
from citecheck.settings.files import FILE_NAME, PROJECT_FILE, SettingsFile, has_settings, read_settings_file
from citecheck.settings.loading import default_values, set_by_environment, setting_names

ISOLATED = "citecheck.isolated"
"""The key in `click.Context.meta` that says whether found settings files count."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The settings of a command.

    `asked` are the dotted names of the settings that the user gave: by a flag, by the environment, or in a file that
    was named or is trusted. Values of other settings are defaults, or come from a file that was found. `above` is the
    folder of that file if it is a parent of the working folder; None: it is not.
    """

    settings: Settings
    asked: frozenset[str] = frozenset()
    above: Path | None = None

    @property
    def folder(self) -> Path:
        """The folder of the settings file that was found, or else the working folder."""
        return self.above or Path.cwd()

    @property
    def within(self) -> Path | None:
        """The folder that the documents of the settings must lie in; None: the user chose them."""
        return None if "nightly.documents" in self.asked else self.folder

    def check_places(self, names: Iterable[str], *, given: Iterable[str] = ()) -> None:
        """Raise `SettingsError` if a file or folder that nobody asked for lies outside of the settings' folder.

        `names` are settings; those in `given` were replaced by a flag. Only a link can lead there.
        """
        from citecheck.folders import is_inside  # here, because most commands write nothing

        for name in sorted(set(names) - self.asked - set(given)):
            value: Any = self.settings
            for part in name.split("."):
                value = getattr(value, part)
            if value and not is_inside(Path(value), self.folder):
                raise SettingsError(
                    f"{value}: this link leads out of the folder, and nobody asked for it; if it is meant, name the "
                    f"place by a flag or in `{name}` of a settings file that is named or trusted"
                )


def choose(
    config: str | None, overrides: Mapping[str, Any], *, say: Callable[[str], None] = tell, from_here: bool = True
) -> Choice:
    """Return the settings of a command: defaults, overridden by a file, the environment and `overrides`.

    `config` is the file that the user named; None: the one in the working folder or above it in the repository, unless
    the command is isolated. `say` is told which file was found. The paths of a file above are written from the working
    folder; without `from_here` they stay as they are, and the command goes to that folder. Raises `SettingsError`, also
    for a found file that needs trust and has none.
    """
    file, trusted = _file(config, say)
    settings = load_settings(file, environment=os.environ, overrides=overrides)
    given = set_by_environment(os.environ) | _given(overrides)
    above = _above(file) if config is None else None
    if above is not None and from_here:
        from citecheck.settings.rebasing import rebased  # here, because most files are in the working folder

        settings = rebased(settings, above, keep=given)
    asked = given | _given(file.table) if file is not None and trusted else given
    return Choice(settings, asked, above)


def _above(file: SettingsFile | None) -> Path | None:
    """Return the folder of a file that was found above the working folder; None: it is in it, or there is none."""
    if file is None or file.path.parent == Path():
        return None
    return file.path.parent.resolve()


def _file(config: str | None, say: Callable[[str], None]) -> tuple[SettingsFile | None, bool]:
    """Return the settings file, and whether it is trusted."""
    if config is not None:
        return read_settings_file(Path(config)), True
    context = click.get_current_context(silent=True)
    if context is not None and context.meta.get(ISOLATED):
        return None, False
    from citecheck.settings.found import check_found, found_file, search_folders

    folders = search_folders(Path.cwd())
    if not any(has_settings(folder / name) for folder in folders for name in (FILE_NAME, PROJECT_FILE)):
        return None, False
    file = next((found for folder in folders if (found := found_file(folder)) is not None), None)
    if file is None:
        return None, False
    from citecheck.settings.trust import is_trusted  # here, because most commands find no settings file

    load_settings(file)  # an unknown key is the first thing to say
    trusted = is_trusted(file, os.environ)
    if not trusted:
        check_found(file, file.path.parent.resolve(), default_values())
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

    return frozenset(name for name in setting_names() if has(name)) if values else frozenset()
