"""Nouns of a recording: an exchange as it is written, and as it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from citecheck.http.failures import Failure
from citecheck.http.redaction import Headers
from reports.model import Evidence

FAILED = "failed"  # the record of an exchange without an answer
TURN = "Citecheck-Turn"  # a field of our own: the number of this request among equal ones, from 1

INTERRUPTED = "urn:citecheck:interrupted"
"""The address of the last record of a run that was interrupted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedAnswer:
    """One answer. `body` is as it was received: without its transfer encoding, but still compressed.

    `truncated` is the WARC-Truncated reason of an incomplete body: "length", "time" or "disconnect"; None: it is
    complete. `failure` is what ended the body early; None: nothing did.
    """

    status: int
    reason: str
    version: str
    headers: Headers
    body: bytes
    truncated: str | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One recorded exchange: the request, its time `at` (RFC 3339), and the answer or the failure.

    `turn` counts equal requests, from 1. If `answer` is None, `failure` says why; with both, the body ended early.
    """

    method: str
    url: str
    turn: int
    at: str
    evidence: Evidence
    answer: RecordedAnswer | None
    failure: Failure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedFile:
    """A local file that was read as a source, at the time `at` (RFC 3339)."""

    uri: str
    body: bytes
    media_type: str
    at: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A part of a recording that cannot be read.

    `offset` is the byte at which it begins, `problem` what is wrong, `url` the address of the record; None: unknown.
    """

    offset: int
    problem: str
    url: str | None = None


Key = tuple[str, str, str, str, str]
"""Method, address without secrets, Accept-Datetime, cited address or Referer, Content-Digest."""
VIA = "Citecheck-Via"  # a field of our own: the cited address that redirected to the requested one

KEY_HEADERS = frozenset({"accept-datetime", "referer", "content-digest"})
"""The request headers, in lower case, that are part of the key of an exchange."""


def key_of(method: str, url: str, headers: Callable[[str], str | None]) -> Key:
    """Return the key of a request; requests with one key count as the same request.

    `headers` returns the value of a header or of the field `VIA`, None if there is none. The answer of a TimeGate
    depends on Accept-Datetime. The cited address that redirected here keeps the exchanges of two such addresses apart.
    A server may be told less of it (the Referer), so the Referer counts only in recordings without the field. The
    answer to a request with a body depends on it, so the digest of the body (RFC 9530) is part of the key.
    """
    led_here = headers(VIA) or headers("Referer") or ""
    when, digest = headers("Accept-Datetime") or "", headers("Content-Digest") or ""
    return (method.upper(), url.partition("#")[0], when, led_here, digest)


def media_type_of(headers: Iterable[tuple[str, str]]) -> str:
    """Return the media type that `headers` name, as an index of a recording has it: "unk" if they name none."""
    for name, value in headers:
        if name.lower() == "content-type":
            return value.partition(";")[0].strip() or "unk"
    return "unk"
