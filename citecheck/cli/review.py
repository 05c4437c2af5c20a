"""`citecheck review`: serve reports on this machine, with decisions that several reviewers share."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from pathlib import Path

import click

from citecheck.cli.options import choose_settings, config_options
from citecheck.cli.telling import show, tell
from citecheck.clock import SystemClock
from citecheck.errors import PluginError, SettingsError


@click.command()
@click.argument("directory", metavar="REPORT-DIR")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=0,
    show_default=True,
    help="The port to listen on (0: a free one).",
)
@click.option("--read-only", is_flag=True, help="Show the reports and the decisions; nobody may decide.")
@click.option(
    "--ignore-file", metavar="FILE", help="Where dismissed findings are written (setting nightly.ignore_file)."
)
@config_options
def review(directory: str, host: str, port: int, read_only: bool, ignore_file: str | None, config: str | None) -> None:
    """Serve the reports (JSON) of REPORT-DIR to browsers on this machine, and share the decisions of reviewers.

    A finding that somebody dismisses is written to the ignore file at once, so the next audit does not report it again.
    All decisions are kept in REPORT-DIR/review-decisions.json. The printed address holds a secret: whoever has it may
    decide. Ctrl-C ends the server.

    Exit status: 0 ended; 2 a mistake in the call, no reports, or an address that cannot be used.
    """
    from citecheck.review.app import ReviewApp
    from citecheck.review.decisions import SharedDecisions
    from citecheck.review.folder import ReportFolder

    try:
        from waitress.server import create_server
    except ImportError as error:
        raise PluginError("`citecheck review` needs its extra: pip install 'citecheck-audit[review]'") from error

    choice = choose_settings(config=config)
    if ignore_file is None:
        choice.check_places(["nightly.ignore_file"])
        ignore_file = choice.settings.nightly.ignore_file
    folder = Path(directory)
    reports = ReportFolder(folder)
    decisions = SharedDecisions(folder, Path(ignore_file), now=SystemClock().now)
    with _listening(host, port) as listening:
        bound = listening.getsockname()[1]
        app = ReviewApp(reports, decisions, hosts=_hosts(host, bound), read_only=read_only)
        server = create_server(app, sockets=[listening], ident=None, threads=4)
        if not _is_loopback(host):
            tell(f"warning: {host} can be reached by other machines, and the connection is not encrypted")
        show(f"http://{_named(host)}:{bound}/?token={app.token}")
        tell("serving the reports; Ctrl-C ends it")
        try:
            server.run()
        finally:
            server.close()


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises `SettingsError` if that fails."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, ValueError) as error:
        raise SettingsError(f"{host}:{port}: the server cannot listen there ({error})") from error


def _named(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _hosts(host: str, port: int) -> Iterator[str]:
    """Yield the names, with the port, under which a browser on this machine may ask."""
    yield f"{_named(host)}:{port}"
    if _is_loopback(host):
        yield f"localhost:{port}"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
