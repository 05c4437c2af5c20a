"""`citecheck trust`: let a settings file that is found do what only a named one may do."""

from __future__ import annotations

from pathlib import Path

import click

from citecheck.cli.failures import debug_option
from citecheck.cli.telling import tell
from citecheck.errors import SettingsError
from citecheck.settings import load_settings
from citecheck.settings.files import FILE_NAME, PROJECT_FILE, SettingsFile, has_settings, read_settings_file
from citecheck.settings.found import found_file, search_folders
from citecheck.settings.trust import distrust, trusted_file
from citecheck.settings.trust import trust as trust_file


@click.command()
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(dir_okay=False))
@click.option("--remove", is_flag=True, help="Do not trust the file any more.")
@debug_option
def trust(file: str | None, remove: bool) -> None:
    """Trust the settings in FILE (default: those that are found here) until the file changes.

    Its path and digest are written to your own settings. Read the file first: it may load code and open networks.

    Exit status: 0 done; 2 there is no such file, or it was not trusted.
    """
    if remove:
        path = Path(file) if file is not None else _here()
        if not distrust(path):
            raise SettingsError(f"{path}: is not in the list of trusted files ({trusted_file()})")
        tell(f"{path} is not trusted any more")
        return
    read = read_settings_file(Path(file)) if file is not None else _found()
    if read is None:
        raise SettingsError("there is no settings file in this folder, nor above it in its repository; name one")
    load_settings(read)
    target = trust_file(read)
    tell(f"{read.path} is trusted as it is now (SHA-256 {read.sha256}); the list is {target}")


def _found() -> SettingsFile | None:
    return next((file for folder in search_folders(Path.cwd()) if (file := found_file(folder)) is not None), None)


def _here() -> Path:
    """Return the settings file that a command would find; that of our own here if there is none any more."""
    paths = (folder / name for folder in search_folders(Path.cwd()) for name in (FILE_NAME, PROJECT_FILE))
    return next((path for path in paths if has_settings(path)), Path(FILE_NAME))
