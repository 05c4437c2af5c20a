"""What passes between this process and a worker: a job one way, an answer the other way, each with its length before.

The messages are MessagePack of these types and nothing else, so a worker that a hostile file took over can make a wrong
answer and cannot run anything here.
"""

from __future__ import annotations

import struct
from typing import IO

import msgspec

from citecheck.model import SourceText
from citecheck.workers.limits import MEMORY, SECONDS, memory_for, seconds_for
from claims.model import Document, SourceRange, Span
from reports.codec import writable

MOST_BYTES = 400_000_000  # of one message; the texts of a file of the largest size fit
_LENGTH = struct.Struct(">Q")


class ExtractJob(msgspec.Struct, frozen=True, tag="extract"):
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


class ReadJob(msgspec.Struct, frozen=True, tag="read"):
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


Job = ExtractJob | ReadJob


class WorkerAnswer(msgspec.Struct, frozen=True):
    """The result of a job: a text, a document, or why there is neither.

    `places` are those of the document's spans in its file, which a finding could point at; the document itself has
    none. `error` is the name of an exception of `claims.errors` with the message `reason`; empty: none was raised.
    `reason` alone says which limit was passed, or how the worker ended: a clause such as "took longer than 20 s to
    read". `trace` is the last lines of an unexpected exception, for the log. `retires`: the worker holds so much memory
    that it should do no other job.
    """

    text: SourceText | None = None
    document: Document | None = None
    places: tuple[tuple[Span, SourceRange], ...] = ()
    error: str = ""
    reason: str = ""
    trace: str = ""
    retires: bool = False


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


__all__ = ["JOBS", "MOST_BYTES", "WORKER_ANSWERS", "ExtractJob", "Job", "ReadJob", "WorkerAnswer", "receive", "send"]
