"""Find and read the documents that arguments name: paths, patterns, addresses, or standard input."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citecheck.cli.telling import tell
from claims.model import Document
from claims.urls import is_web_address

if TYPE_CHECKING:
    from citecheck.assembly import Session
    from citecheck.settings import Settings

STDIN = "-"


def expand(arguments: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the documents in `arguments`: patterns are expanded, each name occurs once, in order.

    Links that lead out of the folder of a pattern are not followed, and a warning names them. Raises `click.UsageError`
    for a pattern that matches no file.
    """
    documents: dict[str, None] = {}
    for argument in arguments:
        if argument == STDIN or is_web_address(argument) or Path(argument).exists() or not glob.has_magic(argument):
            documents[argument] = None
            continue
        documents.update(dict.fromkeys(_matching(argument)))
    return tuple(documents)


def _matching(pattern: str) -> list[str]:
    from citecheck.folders import is_inside
    from citecheck.nightly.documents import root_of  # here, because most commands get no pattern

    matches = glob.glob(pattern, recursive=True)  # noqa: PTH207  # Path.glob takes no absolute pattern
    files = sorted(path for path in matches if Path(path).is_file())
    found = [path for path in files if is_inside(Path(path), root_of(pattern))]
    for path in sorted(set(files) - set(found)):
        tell(f"warning: {path}: a link out of the folder is not followed; name it to audit it")
    if not found:
        raise click.UsageError(f"no file matches {pattern}")
    return found


def read_document(
    session: Session,
    argument: str,
    *,
    format: str | None,
    encoding: str | None = None,
    bibliography: Sequence[str] = (),
) -> Document:
    """Read the document `argument` with `session`: a path, an address, or `-` for standard input.

    `format`, `encoding` and `bibliography` are as for `citecheck.read`. Raises `ReadingError`.
    """
    if argument == STDIN:
        body, name = sys.stdin.buffer.read(), "standard input"
        return session.read(body, name=name, format=format, encoding=encoding, bibliography=bibliography)
    return session.read(argument, format=format, encoding=encoding, bibliography=bibliography)


def read_alone(
    settings: Settings,
    argument: str,
    *,
    format: str | None,
    encoding: str | None = None,
    bibliography: Sequence[str] = (),
) -> Document:
    """Read the document `argument` as `read_document` does, with `settings`, `format`, `encoding` and `bibliography`.

    A session, which loads the network code, is made only for an address.
    """
    if is_web_address(argument):
        from citecheck.assembly import Session

        with Session(settings) as session:
            return read_document(session, argument, format=format, encoding=encoding, bibliography=bibliography)
    from citecheck.workers.documents import read_document as read

    is_stdin = argument == STDIN
    return read(
        sys.stdin.buffer.read() if is_stdin else argument,
        name="standard input" if is_stdin else None,
        format=format,
        encoding=encoding,
        max_bytes=settings.max_document_bytes,
        seconds=settings.web.max_time or None,
        bibliography=bibliography,
    )
