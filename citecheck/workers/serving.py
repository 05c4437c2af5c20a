"""What runs in a worker: it does jobs from its standard input until that ends."""

from __future__ import annotations

import os
import sys
import traceback
from dataclasses import replace
from typing import BinaryIO

import msgspec

from citecheck.extractors.direct import extract_directly
from citecheck.pages import Body
from citecheck.workers.limits import RETIRED, allow, held, keep_limits, spare_collections
from citecheck.workers.messages import JOBS, ExtractJob, Job, ReadJob, WorkerAnswer, receive, send
from claims.errors import ReadingError

_MOST_BESIDE = 20_000_000  # bytes of a bibliography that the caller names, as of a document
_TRACE = 4  # places of an unexpected exception that are told


def serve() -> None:
    """Do jobs until the standard input ends."""
    answers = _answers()
    keep_limits()
    spare_collections()
    while (packed := receive(sys.stdin.buffer)) is not None:
        job = JOBS.decode(packed)
        allow(job.seconds, job.memory)
        answer = _answer(job)
        send(answers, msgspec.structs.replace(answer, retires=held() > RETIRED))


def _answer(job: Job) -> WorkerAnswer:
    """Do one job. No content of a file may end the loop."""
    try:
        if isinstance(job, ExtractJob):
            return WorkerAnswer(text=extract_directly(Body(job.data, job.content_type), job.url))
        return _read(job)
    except ReadingError as error:
        return WorkerAnswer(error=type(error).__name__, reason=str(error))
    except MemoryError:
        return WorkerAnswer(reason="needs more memory to read than is allowed")
    except Exception as error:
        return WorkerAnswer(reason=f"could not be read ({type(error).__name__})", trace=traceback.format_exc(-_TRACE))


def _read(job: ReadJob) -> WorkerAnswer:
    from claims.reading import read  # here, because most runs have no such document
    from reports.codec import places_of

    document = read(
        job.data,
        name=job.name,
        format=job.format,
        url=job.url,
        content_type=job.content_type,
        encoding=job.encoding,
        max_bytes=max(len(job.data), _MOST_BESIDE),
        bibliography=job.bibliography,
        path=job.path,
    )
    return WorkerAnswer(document=replace(document, origins=None), places=places_of(document))


def _answers() -> BinaryIO:
    """Return the stream of answers, and lead the standard output away: what a library prints is not an answer."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


__all__ = ["serve"]
