"""Nouns of a recording: one exchange as it is written, and as it is read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from citecheck.http.failures import Failure
from citecheck.http.redaction import Headers
from reports.model import Evidence

FAILED = "failed"  # the record of an exchange without an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedAnswer:
    """The bytes of one answer. `body` is as it came: undecoded, but for the transfer encoding.

    `truncated` is WARC's word for a body that is not whole: "length", "time", "disconnect"; None where it is.
    `failure` is what ended the body before its end, where something did.
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
    """One recorded exchange: what was asked, when, and the answer (or the failure in its stead).

    `turn` counts, from 1, how often the same was asked.
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
    """A local file that was read as a source."""

    uri: str
    body: bytes
    media_type: str
    at: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """A stretch of a recording that cannot be read: where it begins, what is wrong, and whose record it was."""

    offset: int
    problem: str
    url: str | None = None


Key = tuple[str, str, str, str]  # method, address without secrets, Accept-Datetime, Referer


def key_of(method: str, url: str, headers: Callable[[str], str | None]) -> Key:
    """Return what makes two requests the same.

    A TimeGate's answer depends on Accept-Datetime. The Referer says which cited address led here, so that of two that
    lead to one page each finds its own exchange again, whichever came first.
    """
    return (method.upper(), url.partition("#")[0], headers("Accept-Datetime") or "", headers("Referer") or "")
