"""The one way to standard output and standard error: nothing that is printed steers a terminal or a runner."""

from __future__ import annotations

import click

from reports.formats.steering import inert_json, printable


def show(line: str = "") -> None:
    """Print `line` on standard output, as one line: a line break in it would let words from outside look like ours."""
    click.echo(printable(" ".join(line.splitlines())))


def show_lines(text: str) -> None:
    """Print `text`, which is laid out in lines and ends one, on standard output."""
    click.echo(printable(text), nl=False)


def show_json(data: bytes) -> None:
    """Print `data`, which is JSON, on standard output."""
    click.echo(inert_json(data.decode()))


def show_rendered(text: str) -> None:
    """Print `text`, which a format made: formats make their text inert themselves, each in its own way."""
    click.echo(text, nl=False)


def tell(message: str) -> None:
    """Print `message`, which is about the run, as one line on standard error."""
    click.echo(f"citecheck: {printable(' '.join(message.split()))}", err=True)


def tell_lines(text: str) -> None:
    """Print `text` as it is laid out, such as a trace, on standard error."""
    click.echo(printable(text), err=True)


__all__ = ["show", "show_json", "show_lines", "show_rendered", "tell", "tell_lines"]
