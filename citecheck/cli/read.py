"""`citecheck read`: print what is understood of a document, before anything is fetched."""

from __future__ import annotations

import click

from citecheck.cli.documents import read_alone
from citecheck.cli.options import bibliography_option, choose_settings, encoding_option, format_option, settings_options
from citecheck.cli.telling import show_json, show_lines


@click.command()
@click.argument("document", metavar="DOC")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
@format_option
@encoding_option
@bibliography_option
@settings_options
def read(
    document: str,
    format_: str,
    from_: str | None,
    encoding: str | None,
    bibliography: tuple[str, ...],
    config: str | None,
    offline: bool,
    allow_address: tuple[str, ...],
    max_time: float | None,
) -> None:
    """Print what is understood of DOC: its claims, its citations, its list of references, its problems.

    DOC is a file, a web address, or - for standard input. Nothing is fetched but DOC itself if it is an address.

    Exit status: 0 done; 2 a mistake in the call, or DOC cannot be read.
    """
    settings = choose_settings(config=config, offline=offline, allow_address=allow_address, max_time=max_time).settings
    understood = read_alone(settings, document, format=from_, encoding=encoding, bibliography=bibliography)
    if format_ == "json":
        from reports.codec import encode_document

        show_json(encode_document(understood))
    else:
        from reports.formats.outline import outline

        show_lines(outline(understood))
