"""Which documents an argument means: a path, a pattern, an address, or standard input."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from citecheck.assembly import Workshop
from claims.model import Document

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


def read_document(workshop: Workshop, argument: str, *, format: str | None) -> Document:
    """Read one document that an argument names."""
    if argument == STDIN:
        body = sys.stdin.buffer.read()
        return workshop.read(body, name="standard input", format=format)
    return workshop.read(argument, format=format)
