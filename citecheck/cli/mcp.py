"""`citecheck mcp`: a server of the Model Context Protocol on standard input and output, for assistants."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import click

from citecheck.cli.failures import FAILURES
from citecheck.cli.options import choose_settings, settings_options
from citecheck.cli.telling import tell
from citecheck.clock import SystemClock
from citecheck.errors import PluginError
from reports.model import Report

_SECONDS = 120.0
"""Seconds for one call, where neither a flag nor a settings file gives them: clients give up soon after."""


@click.command()
@click.argument(
    "folder", metavar="[FOLDER]", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@settings_options
def mcp(
    folder: Path, config: str | None, offline: bool, allow_address: tuple[str, ...], max_time: float | None
) -> None:
    """Serve audit, check_claim, match_quote, check_link, refs and explain to an assistant (Model Context Protocol).

    The server speaks on standard input and output; the client starts it. It reads only files in FOLDER (default: the
    working directory), where it also looks for its settings, and writes none. Ctrl-C or the end of the input ends it.

    Exit status: 0 ended; 2 a mistake in the call or the settings.
    """
    try:
        from citecheck.integrations.mcp.server import build_server
    except ImportError as error:
        raise PluginError("`citecheck mcp` needs its extra: pip install 'citecheck-audit[mcp]'") from error
    from citecheck.integrations.mcp.workspace import Workspace

    config = str(Path(config).resolve()) if config else config
    os.chdir(folder)
    choice = choose_settings(config=config, offline=offline, allow_address=allow_address, max_time=max_time)
    settings = choice.settings
    if max_time is None and not settings.web.max_time:
        choice = choose_settings(config=config, offline=offline, allow_address=allow_address, max_time=_SECONDS)
        settings = choice.settings
    choice.check_places(["nightly.ignore_file"])
    ignore_file = settings.nightly.ignore_file

    def ignored(report: Report) -> Report:
        """Apply the ignore file as it is now."""
        from citecheck.nightly.suppressions import without_ignored

        return without_ignored(report, Path(ignore_file), SystemClock().now().date()) if ignore_file else report

    with Workspace(Path(), settings, ignored=ignored) as workspace:
        tell(f"serving {Path().resolve()} to an assistant, on standard input and output")
        logging.getLogger().addHandler(logging.NullHandler())  # else the library of the protocol prints traces
        build_server(workspace, on_failure=FAILURES.add).run("stdio")
