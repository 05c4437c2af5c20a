"""Reads documents: Word files, PDFs and large texts in a worker, with limits of time and memory; the rest here."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from citecheck.workers.limits import LARGE
from claims import errors
from claims.errors import ReadingError
from claims.model import Document
from claims.projects import is_packed
from claims.reading import document_of, load, read

if TYPE_CHECKING:
    from citecheck.workers.pool import WorkerPool

_ARCHIVE = b"PK\x03\x04"  # Word files are archives of compressed parts
_PDF = b"%PDF-"
_ERRORS = {
    kind.__name__: kind
    for kind in (errors.ReadingError, errors.UnknownFormat, errors.UndecodableDocument, errors.DocumentTooLarge)
}


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
    seconds: float | None = None,
    bibliography: Sequence[str] = (),
    path: str | None = None,
) -> Document:
    """Read a document, `source`.

    `name`, `format`, `url`, `content_type`, `encoding`, `max_bytes`, `bibliography`, `path` and the errors are those of
    `claims.reading.read`.

    A Word file, a PDF, an archive, and a text of more than 500 kB, is read by a worker of `pool`; None: by one that
    belongs to no run. One that passes the limits of memory, or of time, which grows with its size, raises
    `ReadingError`, and so does one that crashes the worker. `seconds` is the time by the clock that a worker has, where
    it is less than these limits allow; None: as they allow. An error of the program itself in the worker is a
    `RuntimeError` here.
    """
    source = document_of(source)
    body, called = load(source, name=name or url if isinstance(source, bytes) else name, max_bytes=max_bytes)
    where = path if isinstance(source, bytes) else os.fspath(source)
    is_binary = body.startswith(_ARCHIVE) or _PDF in body[:1024]
    if not is_binary and not is_packed(body) and len(body) <= LARGE:
        return read(
            body,
            name=called,
            format=format,
            url=url,
            content_type=content_type,
            encoding=encoding,
            max_bytes=max_bytes,
            bibliography=bibliography,
            path=where,
        )
    from citecheck.workers.messages import ReadJob  # here, because few documents need a worker
    from citecheck.workers.pool import shared_pool
    from reports.codec import RecordedPlaces

    job = ReadJob(body, called, format, url, content_type, encoding, tuple(bibliography), where)
    answer = (pool or shared_pool()).do(job, seconds=seconds)
    if answer.document is not None:
        return replace(answer.document, origins=RecordedPlaces(answer.places)) if answer.places else answer.document
    if answer.error:
        raise _ERRORS.get(answer.error, ReadingError)(answer.reason)
    if answer.trace:
        from citecheck._log import LOGGER

        LOGGER.error("%s: %s", called, answer.trace.strip())
        raise RuntimeError(f"{called}: the document {answer.reason}")
    advice = "save it again" if seconds is None else "allow more time (web.max_time)"
    raise ReadingError(f"{called}: the document {answer.reason}; {advice}, or split it.")


__all__ = ["read_document"]
