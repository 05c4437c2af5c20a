"""`citecheck lsp`: a language server on standard input and output, for editors."""

from __future__ import annotations

import logging

import click

from citecheck.cli.options import choose_settings, settings_options
from citecheck.cli.telling import tell
from citecheck.errors import PluginError
from citecheck.integrations.latest import Mode


@click.command()
@click.option(
    "--mode",
    type=click.Choice([mode.value for mode in Mode]),
    default=Mode.STORED.value,
    show_default=True,
    help="What is done when a document is opened or saved: read it, and tell what the last night found; read it, and "
    "check local sources; or audit it.",
)
@settings_options
def lsp(mode: str, config: str | None, offline: bool, allow_address: tuple[str, ...], max_time: float | None) -> None:
    """Show findings in an editor (Language Server Protocol), with quick fixes, on standard input and output.

    The editor starts the server in the folder of the project, where it finds the settings and the store of
    `citecheck nightly`. Its command "audit this document" fetches the sources.

    Exit status: 0 ended; 2 a mistake in the call or the settings.
    """
    try:
        from citecheck.integrations.lsp import CitecheckServer
    except ImportError as error:
        raise PluginError("`citecheck lsp` needs its extra: pip install 'citecheck-audit[lsp]'") from error

    choice = choose_settings(config=config, offline=offline, allow_address=allow_address, max_time=max_time)
    choice.check_places(["nightly.store", "nightly.ignore_file"])
    logging.getLogger().addHandler(logging.NullHandler())
    server = CitecheckServer(choice.settings, Mode(mode))
    tell("serving an editor, on standard input and output")
    try:
        server.start_io()
    finally:
        server.close()
