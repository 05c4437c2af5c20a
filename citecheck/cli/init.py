"""`citecheck init`: write a commented settings file."""

from __future__ import annotations

from pathlib import Path

import click

from citecheck.cli.telling import show
from citecheck.settings import FILE_NAME
from citecheck.settings.profiles import PROFILES, settings_file
from reports.rendering import write_file


@click.command()
@click.argument("file", metavar="[FILE]", default=FILE_NAME)
@click.option(
    "--profile",
    type=click.Choice(sorted(PROFILES)),
    help="Defaults for a kind of work: " + "; ".join(f"{name}: {PROFILES[name][0]}" for name in sorted(PROFILES)),
)
@click.option("--force", is_flag=True, help="Replace an existing file.")
def init(file: str, profile: str | None, force: bool) -> None:
    """Write a commented settings file (citecheck.toml): every setting with its type, range and default."""
    target = Path(file)
    if target.exists() and not force:
        raise click.UsageError(f"{target} exists already; --force replaces it")
    write_file(target, settings_file(profile).encode())
    show(f"wrote {target}")
