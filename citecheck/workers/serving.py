"""What runs in a worker: it does jobs from its standard input until that ends."""

from __future__ import annotations

import os
import sys
import traceback
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from citecheck.extractors.direct import extract_directly
from citecheck.pages import Body
from citecheck.workers.limits import RETIRED, allow, held, keep_limits, spare_collections
from citecheck.workers.messages import JOBS, ExtractJob, Job, JudgeJob, ReadJob, WorkerAnswer, receive, send
from claims.errors import ReadingError

if TYPE_CHECKING:
    from citecheck.checking.support.judge import LexicalJudge

_MOST_BESIDE = 20_000_000  # bytes of a bibliography that the caller names, as of a document
_PREPARED = 1_000_000  # characters of the texts that a worker holds prepared; each takes about 40 bytes then
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
        if isinstance(job, JudgeJob):
            return WorkerAnswer(check=_judge().judge(job.claim, job.sources, context=job.context))
        return _read(job)
    except ReadingError as error:
        return WorkerAnswer(error=type(error).__name__, reason=str(error))
    except MemoryError:
        return WorkerAnswer(reason=f"needs more memory to {job.verb} than is allowed")
    except Exception as error:
        reason = f"could not be {job.done} ({type(error).__name__})"
        return WorkerAnswer(reason=reason, trace=traceback.format_exc(-_TRACE))


@cache
def _judge() -> LexicalJudge:
    """Return the judge of this worker, which holds the last texts."""
    from citecheck.checking.support.judge import LexicalJudge  # here, because most workers read files

    return LexicalJudge(characters=_PREPARED)


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
