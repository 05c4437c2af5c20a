"""What passes between this process and a worker: a job one way, an answer the other way, each with its length before.

The messages are MessagePack of these types and nothing else, so a worker that a hostile file took over can make a wrong
answer and cannot run anything here.
"""

from __future__ import annotations

import struct
from typing import IO

import msgspec

from citecheck.model import ClaimContext, JudgedSource, SourceText
from citecheck.workers.limits import MEMORY, MEMORY_OF_LARGE, SECONDS, memory_for, seconds_for
from claims.model import Document, SourceRange, Span
from reports.codec import writable
from reports.model import Check

MOST_BYTES = 400_000_000  # of one message; the texts of a file of the largest size fit
_JUDGED = 20.0  # seconds of processor time that a claim may take at least; most take some hundredths
_LENGTH = struct.Struct(">Q")


class _Job(msgspec.Struct, frozen=True):
    @property
    def verb(self) -> str:
        """What is to be done, in the words of a message: "took longer than 9 s to read"."""
        return "read"

    @property
    def done(self) -> str:
        """The same as a participle: "could not be read"."""
        return "read"


class ExtractJob(_Job, frozen=True, tag="extract"):
    """Make the text of a page or a file: its bytes, its Content-Type header, and its address (None: unknown)."""

    data: bytes
    content_type: str
    url: str | None = None

    @property
    def seconds(self) -> float:
        """The processor time that the job may take, in seconds."""
        return SECONDS

    @property
    def memory(self) -> int:
        """The bytes of memory that the process may hold meanwhile."""
        return MEMORY


class ReadJob(_Job, frozen=True, tag="read"):
    """Read a document. The fields are the arguments of `claims.reading.read`."""

    data: bytes
    name: str
    format: str | None = None
    url: str | None = None
    content_type: str | None = None
    encoding: str | None = None
    bibliography: tuple[str, ...] = ()
    path: str | None = None

    @property
    def seconds(self) -> float:
        """The processor time that the job may take, in seconds."""
        return seconds_for(len(self.data))

    @property
    def memory(self) -> int:
        """The bytes of memory that the process may hold meanwhile."""
        return memory_for(len(self.data))


class JudgeJob(_Job, frozen=True, tag="judge"):
    """Judge a claim by texts. The fields are the arguments of `citecheck.interfaces.Judge.judge`."""

    claim: str
    sources: tuple[JudgedSource, ...]
    context: ClaimContext

    @property
    def seconds(self) -> float:
        """The processor time that the job may take, in seconds."""
        return max(_JUDGED, seconds_for(sum(len(source.text.text) for source in self.sources)))

    @property
    def memory(self) -> int:
        """The bytes of memory that the process may hold meanwhile, with the texts of claims before."""
        return MEMORY_OF_LARGE

    @property
    def verb(self) -> str:
        """See `ReadJob.verb`."""
        return "judge"

    @property
    def done(self) -> str:
        """See `ReadJob.done`."""
        return "judged"


Job = ExtractJob | ReadJob | JudgeJob


class WorkerAnswer(msgspec.Struct, frozen=True):
    """The result of a job: a text, a document, a check, or why there is none of them.

    `places` are those of the document's spans in its file, which a finding could point at; the document itself has
    none. `error` is the name of an exception of `claims.errors` with the message `reason`; empty: none was raised.
    `reason` alone says which limit was passed, or how the worker ended: a clause such as "took longer than 9 s to
    read". `trace` is the last lines of an unexpected exception, for the log. `retires`: the worker holds so much memory
    that it should do no other job. `unstarted`: no worker could be started.
    """

    text: SourceText | None = None
    document: Document | None = None
    check: Check | None = None
    places: tuple[tuple[Span, SourceRange], ...] = ()
    error: str = ""
    reason: str = ""
    trace: str = ""
    retires: bool = False
    unstarted: bool = False


JOBS = msgspec.msgpack.Decoder(Job)
WORKER_ANSWERS = msgspec.msgpack.Decoder(WorkerAnswer)


def send(stream: IO[bytes], message: Job | WorkerAnswer) -> None:
    """Write `message` to `stream`. Raises `OSError` if nobody reads it any more."""
    try:
        packed = msgspec.msgpack.encode(message)
    except UnicodeEncodeError:  # a lone surrogate of a broken escape
        packed = msgspec.msgpack.encode(writable(msgspec.to_builtins(message, builtin_types=(bytes,))))
    stream.write(_LENGTH.pack(len(packed)))
    stream.write(packed)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Return the next message of `stream`, still packed; None: the stream ended, or the message is too long."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > MOST_BYTES:
        return None
    packed = stream.read(length)
    return packed if len(packed) == length else None


__all__ = [
    "JOBS",
    "MOST_BYTES",
    "WORKER_ANSWERS",
    "ExtractJob",
    "Job",
    "JudgeJob",
    "ReadJob",
    "WorkerAnswer",
    "receive",
    "send",
]
