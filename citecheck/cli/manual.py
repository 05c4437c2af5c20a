"""The manual page `citecheck(1)`, written in troff (man(7)) from the parser of the command line."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from citecheck._version import __version__

_FILES = (
    ("citecheck.toml", "settings of the folder; or the table [tool.citecheck] of pyproject.toml"),
    ("citecheck-ignore.toml", "findings that somebody decided to ignore, with reasons"),
    (".citecheck/store.sqlite", "earlier nights"),
)


def manual_page(group: click.Group) -> str:
    """Return the manual page of `group` and all its commands."""
    return "\n".join(_page(group)) + "\n"


def _page(group: click.Group) -> Iterator[str]:
    context = click.Context(group, info_name="citecheck")
    yield f'.TH CITECHECK 1 "" "citecheck {__version__}" "User Commands"'
    yield ".SH NAME"
    yield r"citecheck \- audit the citations of a document"
    yield ".SH SYNOPSIS"
    yield r".B citecheck"
    yield r"[\fIOPTION\fR]... \fICOMMAND\fR [\fIARGUMENT\fR]..."
    yield ".SH DESCRIPTION"
    yield from _text(group.help or "")
    yield ".SH OPTIONS"
    yield from _options(group, context)
    yield ".SH COMMANDS"
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            yield from _command(command, name, context)
    yield ".SH EXIT STATUS"
    yield from _text(group.epilog or "")
    yield ".SH FILES"
    for name, what in _FILES:
        yield from (".TP", f"\\fI{_escaped(name)}\\fR", _line(what))


def _command(command: click.Command, name: str, above: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=above)
    yield f'.SS "citecheck {_escaped(name)} {_escaped(" ".join(command.collect_usage_pieces(context)))}"'
    yield from _text(command.help or "")
    yield from _options(command, context)


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and isinstance(parameter, click.Option):
            yield from (".TP", f"\\fB{_escaped(record[0])}\\fR", _line(record[1]))


def _text(text: str) -> Iterator[str]:
    """Return paragraphs; an empty line parts them."""
    for paragraph in re.split(r"\n\s*\n", text.replace("\b", "").strip()):
        yield from (".PP", _line(paragraph))


def _line(text: str) -> str:
    """Return words as one line that is no request of troff, whatever it begins with."""
    escaped = _escaped(" ".join(text.split()))
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped


def _escaped(text: str) -> str:
    plain = text.replace("\\", r"\e").replace("-", r"\-").replace('"', r"\(dq")
    return "".join(char if char.isascii() else rf"\[u{ord(char):04X}]" for char in plain)


__all__ = ["manual_page"]
