"""`citecheck init`: write a commented settings file."""

from __future__ import annotations

from pathlib import Path

import click

from citecheck.cli.failures import debug_option
from citecheck.cli.telling import show
from citecheck.settings import FILE_NAME
from citecheck.settings.profiles import PROFILES, settings_file
from reports.rendering import write_file

_PROFILES = "\n\n".join(f"{name}: {purpose[0].lower()}{purpose[1:]}" for name, (purpose, _) in sorted(PROFILES.items()))
_HELP = f"""Write a commented settings file: every setting with its type, range and default.

FILE is its name (default: {FILE_NAME}). --profile changes some defaults for a kind of work.

{_PROFILES}

Exit status: 0 done; 2 the file exists already or cannot be written.
"""


@click.command(help=_HELP)
@click.argument("file", metavar="[FILE]", default=FILE_NAME)
@click.option(
    "--profile",
    type=click.Choice(sorted(PROFILES)),
    help="Defaults for a kind of work, see above.",
)
@click.option("--force", is_flag=True, help="Replace an existing file.")
@debug_option
def init(file: str, profile: str | None, force: bool) -> None:
    """Write a settings file; see `_HELP`."""
    target = Path(file)
    if target.is_dir():
        raise click.UsageError(f"{target} is a folder; name a file, such as {target / FILE_NAME}")
    if target.exists() and not force:
        raise click.UsageError(f"{target} exists already; --force replaces it")
    write_file(target, settings_file(profile).encode())
    show(f"wrote {target}")
