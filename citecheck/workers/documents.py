"""Reads documents: Word files in a worker, with limits of time and memory; all others in this process."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from claims import errors
from claims.errors import ReadingError
from claims.model import Document
from claims.reading import load, read

if TYPE_CHECKING:
    from citecheck.workers.pool import WorkerPool

_ARCHIVE = b"PK\x03\x04"  # Word files are archives of compressed parts
_ERRORS = {
    kind.__name__: kind
    for kind in (errors.ReadingError, errors.UnknownFormat, errors.UndecodableDocument, errors.DocumentTooLarge)
}
_LOG = logging.getLogger("citecheck")


def read_document(
    source: bytes | str | os.PathLike[str],
    pool: WorkerPool | None = None,
    *,
    name: str | None = None,
    format: str | None = None,
    url: str | None = None,
    content_type: str | None = None,
    encoding: str | None = None,
    max_bytes: int = 20_000_000,
) -> Document:
    """Read a document; the arguments and errors are those of `claims.reading.read`.

    A Word file is read by a worker of `pool`; None: by one that belongs to no run. One that passes the limits of time
    and memory raises `ReadingError`, and so does one that crashes the worker.
    """
    body, called = load(source, name=name or url if isinstance(source, bytes) else name, max_bytes=max_bytes)
    if not body.startswith(_ARCHIVE):
        return read(
            body, name=called, format=format, url=url, content_type=content_type, encoding=encoding, max_bytes=max_bytes
        )
    from citecheck.workers.messages import ReadJob  # here, because few documents need a worker
    from citecheck.workers.pool import shared_pool

    answer = (pool or shared_pool()).do(ReadJob(body, called, format, url, content_type))
    if answer.document is not None:
        return answer.document
    if answer.error:
        raise _ERRORS.get(answer.error, ReadingError)(answer.reason)
    if answer.trace:
        _LOG.warning("%s: %s", called, answer.trace.strip())
    raise ReadingError(f"{called}: the document {answer.reason}; save it again, or split it.")


__all__ = ["read_document"]
