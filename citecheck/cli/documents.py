"""Which documents an argument means: a path, a pattern, an address, or standard input."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.model import Document

if TYPE_CHECKING:
    from citecheck.assembly import Session
    from citecheck.settings import Settings

STDIN = "-"


def expand(arguments: Iterable[str]) -> tuple[str, ...]:
    """Return the documents that the arguments name, patterns expanded, each once, in order."""
    documents: dict[str, None] = {}
    for argument in arguments:
        if argument == STDIN or is_address(argument) or Path(argument).exists() or not glob.has_magic(argument):
            documents[argument] = None
            continue
        matches = glob.glob(argument, recursive=True)  # noqa: PTH207  # Path.glob takes no absolute pattern
        found = sorted(path for path in matches if Path(path).is_file())
        if not found:
            raise click.UsageError(f"no file matches {argument}")
        documents.update(dict.fromkeys(found))
    return tuple(documents)


def is_address(argument: str) -> bool:
    """Return whether an argument is a web address."""
    return argument.lower().startswith(("http://", "https://"))


def read_document(session: Session, argument: str, *, format: str | None) -> Document:
    """Read one document that an argument names: a path, an address, or standard input."""
    if argument == STDIN:
        return session.read(sys.stdin.buffer.read(), name="standard input", format=format)
    return session.read(argument, format=format)


def read_alone(settings: Settings, argument: str, *, format: str | None) -> Document:
    """Read one document without a session, unless it is an address: nothing of the network is loaded for a file."""
    if is_address(argument):
        from citecheck.assembly import Session

        with Session(settings) as session:
            return read_document(session, argument, format=format)
    from claims.reading import read

    limit = settings.max_document_bytes
    if argument == STDIN:
        return read(sys.stdin.buffer.read(), name="standard input", format=format, max_bytes=limit)
    return read(argument, format=format, max_bytes=limit)
