"""A transport adapter for requests that records each exchange before it returns the answer."""

from __future__ import annotations

import time
from collections.abc import Mapping

import requests
from requests.adapters import BaseAdapter
from urllib3 import BaseHTTPResponse
from urllib3.util import Timeout

from citecheck.evidence.answers import RecordedFailure, RecordedResponse, response_of
from citecheck.evidence.model import RecordedAnswer
from citecheck.evidence.warc import Recording
from citecheck.http.answer import is_textless
from citecheck.http.failures import Failure, failure_of
from citecheck.http.redaction import Headers
from reports.model import Evidence, LinkStatus

_STEP = 1 << 16
_VERSIONS = {9: "HTTP/0.9", 10: "HTTP/1.0", 11: "HTTP/1.1", 20: "HTTP/2"}


class RecordingAdapter(BaseAdapter):
    """Sends requests through `inner` and records each exchange, failures included.

    Bodies are recorded as received (still compressed), up to `max_bytes` + 1, so that the reader notices a body longer
    than `max_bytes`. Bodies of images, films and other kinds without text are not read. If the timeout of a request is
    a `urllib3.util.Timeout` with a total, the body must end within it. A failure that ends a body early is raised after
    its last byte has been read, as without a recording.
    """

    def __init__(self, inner: BaseAdapter, recording: Recording, max_bytes: int) -> None:
        super().__init__()
        self.inner = inner
        self._recording = recording
        self._max_bytes = max_bytes

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: object = None,
        verify: bool | str = True,
        cert: object = None,
        proxies: Mapping[str, str] | None = None,
    ) -> RecordedResponse:
        """Send one request. Raises `RecordedFailure` if no answer comes."""
        at = self._recording.now()
        total = timeout.total if isinstance(timeout, Timeout) else None
        deadline = time.monotonic() + total if isinstance(total, int | float) else None
        try:
            response = self.inner.send(
                request,
                stream=True,
                timeout=timeout,  # type: ignore[arg-type]  # requests passes urllib3's Timeout on; its stubs do not know
                verify=verify,
                cert=cert,  # type: ignore[arg-type]  # passed on
                proxies=proxies,
            )
        except Exception as error:
            raise self._failed(request, failure_of(error), at) from error
        raw: BaseHTTPResponse = response.raw
        answer = self._read(raw, deadline)
        evidence = self._recording.add_answer(
            request.method or "GET", request.url or "", _sent(request), answer, at=at, via=_via(request)
        )
        return response_of(
            request,
            answer,
            at=at,
            evidence=evidence,
            connection=self,
            original=getattr(raw, "_original_response", None),
        )

    def decline(self, request: requests.PreparedRequest, failure: Failure) -> RecordedFailure:
        """Record that `request` was not sent, and why, for a replay. Returns the failure to raise."""
        return self._failed(request, failure, self._recording.now())

    def describe(self, response: Evidence, url: str, facts: Mapping[str, str]) -> None:
        """Note in the recording which capture of which page an answer of an archive is."""
        self._recording.add_note(response, url, facts)

    def can_render(self, url: str) -> bool:
        """Return whether the inner transport can show a page in a browser."""
        return bool(getattr(self.inner, "can_render", lambda _: False)(url))

    def close(self) -> None:
        """Close the inner adapter. The recording stays open; its owner closes it."""
        self.inner.close()

    def _failed(self, request: requests.PreparedRequest, failure: Failure, at: str) -> RecordedFailure:
        evidence = self._recording.add_failure(
            request.method or "GET", request.url or "", _sent(request), failure, at=at, via=_via(request)
        )
        return RecordedFailure(failure, at=at, evidence=evidence)

    def _read(self, raw: BaseHTTPResponse, deadline: float | None) -> RecordedAnswer:
        pieces: list[bytes] = []
        size = 0
        truncated: str | None = None
        failure: Failure | None = None
        if is_textless(raw.headers.get("content-type", "").strip().lower()):
            truncated = "length"
        try:
            while not truncated and (chunk := raw.read1(_STEP, decode_content=False)):
                pieces.append(chunk)
                size += len(chunk)
                if size > self._max_bytes:
                    truncated = "length"
                elif deadline is not None and time.monotonic() > deadline:
                    truncated = "time"
                    failure = Failure(LinkStatus.TIMEOUT, "the answer did not end in time", passing=True)
        except Exception as error:
            failure = failure_of(error)
            truncated = "time" if failure.status is LinkStatus.TIMEOUT else "disconnect"
        finally:
            if truncated:
                raw.close()
            raw.release_conn()
        body = b"".join(pieces)[: self._max_bytes + 1]
        return RecordedAnswer(
            status=raw.status,
            reason=raw.reason or "",
            version=_VERSIONS.get(raw.version, "HTTP/1.1"),
            headers=_kept(raw, len(body) if truncated else None),
            body=body,
            truncated=truncated,
            failure=failure,
        )


def recorded_by_browser(
    recording: Recording, url: str, status: int, headers: list[tuple[str, str]], body: bytes
) -> None:
    """Record one answer of those that a browser made a page from.

    The browser has undone compression and chunks, so the headers that tell of them are kept under another name. The
    Referer tells these exchanges apart from those of our own.
    """
    renamed = {"content-encoding", "transfer-encoding", "content-length"}
    kept = tuple((f"X-Orig-{name}" if name.lower() in renamed else name, value) for name, value in headers)
    answer = RecordedAnswer(
        status=status, reason="", version="HTTP/1.1", headers=(*kept, ("Content-Length", str(len(body)))), body=body
    )
    recording.add_answer("GET", url, [("Referer", "citecheck:browser")], answer, at=recording.now())


def _kept(raw: BaseHTTPResponse, cut_to: int | None) -> Headers:
    """Return the headers of the answer, adapted to the recorded body.

    That is no longer chunked. If it was cut (`cut_to` bytes are recorded; None: all), Content-Length gives the recorded
    length, because replay tools would wait for the rest.
    """
    kept = []
    for name, value in raw.headers.iteritems():
        lower = name.lower()
        if lower == "transfer-encoding":
            kept.append(("X-Orig-Transfer-Encoding", value))
        elif lower == "content-length" and cut_to is not None:
            kept.append((name, str(cut_to)))
        else:
            kept.append((name, value))
    return tuple(kept)


def _sent(request: requests.PreparedRequest) -> list[tuple[str, str]]:
    """Return a request's headers as text."""
    secret: frozenset[str] = getattr(request, "secret_headers", frozenset())
    return [(_text(name), _text(value)) for name, value in request.headers.items() if _text(name).lower() not in secret]


def _via(request: requests.PreparedRequest) -> str:
    """Return the cited address that redirected to the requested one; empty if there is none."""
    via: str = getattr(request, "via", "")
    return via


def _text(value: str | bytes) -> str:
    return value.decode("iso-8859-1") if isinstance(value, bytes) else value
