"""The response objects of recorded and replayed exchanges: equal bytes give equal objects."""

from __future__ import annotations

import io

import requests
from requests.structures import CaseInsensitiveDict
from requests.utils import get_encoding_from_headers
from urllib3 import HTTPHeaderDict, HTTPResponse

from citecheck.evidence.model import RecordedAnswer
from citecheck.http.failures import Failure
from reports.model import Evidence


class RecordedResponse(requests.Response):
    """A response of requests that knows its record.

    `evidence` is the place of the record. `recorded_at` is when the exchange was made (RFC 3339, UTC), also in a
    replay. `truncated` is None for a complete body, else "length", "time" or "disconnect".
    """

    def __init__(self) -> None:
        super().__init__()
        self.evidence: Evidence | None = None
        self.recorded_at: str = ""
        self.truncated: str | None = None


class RecordedFailure(Failure):
    """A failure with a record: it happened `recorded_at` (RFC 3339, UTC), and `evidence` is the place of the record."""

    def __init__(self, failure: Failure, *, at: str, evidence: Evidence) -> None:
        super().__init__(failure.status, failure.reason, passing=failure.passing, barrier=failure.barrier)
        self.recorded_at = at
        self.evidence = evidence

    def __reduce__(self) -> tuple[object, ...]:
        plain = Failure(self.status, self.reason, passing=self.passing, barrier=self.barrier)
        return (_rebuilt, (plain, self.recorded_at, self.evidence))


def _rebuilt(failure: Failure, at: str, evidence: Evidence) -> RecordedFailure:
    return RecordedFailure(failure, at=at, evidence=evidence)


class _Body(io.BytesIO):
    """The bytes of a body, followed by the failure that ended it early."""

    def __init__(self, body: bytes, failure: Failure | None) -> None:
        super().__init__(body)
        self._failure = failure

    def read(self, size: int | None = -1, /) -> bytes:
        """Read like any stream. At the end of a body that ended early, raise the failure."""
        data = super().read(size)
        if self._failure and size != 0 and (not data or size is None or size < 0):
            raise self._failure
        return data

    def read1(self, size: int | None = -1, /) -> bytes:
        """Do the same as `read`: bytes in memory are always there."""
        return self.read(size)


def response_of(
    request: requests.PreparedRequest,
    answer: RecordedAnswer,
    *,
    at: str,
    evidence: Evidence,
    connection: requests.adapters.BaseAdapter,
    original: object = None,
) -> RecordedResponse:
    """Return the answer as a response of requests.

    `original` is the response of `http.client`, from which cookies are read; None: there are none to read.
    """
    response = RecordedResponse()
    response.status_code = answer.status
    headers = HTTPHeaderDict(answer.headers)
    response.headers = CaseInsensitiveDict(headers.items())
    response.encoding = get_encoding_from_headers(response.headers)
    # The body is complete, so Content-Length is left out here: urllib3 rejects two that differ.
    response.raw = HTTPResponse(
        body=_Body(answer.body, answer.failure),
        headers=HTTPHeaderDict((name, value) for name, value in answer.headers if name.lower() != "content-length"),
        status=answer.status,
        reason=answer.reason,
        request_method=request.method,
        preload_content=False,
        decode_content=False,
        enforce_content_length=False,
        original_response=original,  # type: ignore[arg-type]  # http.client's, which urllib3 names in a private way
    )
    response.raw.headers = headers
    response.reason = answer.reason
    response.url = request.url or ""
    response.request = request
    response.connection = connection  # type: ignore[assignment]  # any adapter will do, its stubs name one class
    response.evidence = evidence
    response.recorded_at = at
    response.truncated = answer.truncated
    return response
