"""Nouns of a recording: an exchange as it is written, and as it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from citecheck.http.failures import Failure
from citecheck.http.redaction import Headers
from reports.model import Evidence

FAILED = "failed"  # the record of an exchange without an answer


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


Key = tuple[str, str, str, str]  # method, address without secrets, Accept-Datetime, cited address or Referer
VIA = "Citecheck-Via"  # a field of our own: the cited address that redirected to the requested one


def key_of(method: str, url: str, headers: Callable[[str], str | None]) -> Key:
    """Return the key of a request; requests with one key count as the same request.

    `headers` returns the value of a header or of the field `VIA`, None if there is none. The answer of a TimeGate
    depends on Accept-Datetime. The cited address that redirected here keeps the exchanges of two such addresses apart.
    A server may be told less of it (the Referer), so the Referer counts only in recordings without the field.
    """
    led_here = headers(VIA) or headers("Referer") or ""
    return (method.upper(), url.partition("#")[0], headers("Accept-Datetime") or "", led_here)
