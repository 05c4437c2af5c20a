"""One HTTP response, read up to the limit of its size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import requests

from citecheck.http.decoding import decoded
from citecheck.http.digits import header_number
from citecheck.http.failures import Failure, failure_of
from citecheck.http.redaction import clean_url
from citecheck.inflating import ENDS_EARLY, ends_a_document
from reports.model import Evidence, LinkStatus

_STEP = 1 << 16
_PDF = b"%PDF"
_MEDIA = ("video/", "audio/", "image/", "font/", "model/")  # kinds without text: only their headers are read
_PACKED = frozenset(
    {"application/zip", "application/x-tar", "application/gzip", "application/vnd.android.package-archive"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered.

    `status` is the HTTP status. `headers` have lower-case names. `body` is decompressed. `at` is the time of the
    exchange (RFC 3339). `truncated`: only the beginning of the body was read, or nothing of it. `failure` says why the
    body must not be used; None: it may be. `broken_off` says why the body ended early; empty: it is complete.
    `evidence` is the record of the exchange; None: nothing was recorded. `note` says where a redirect leads, None
    for other answers.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    at: str
    truncated: bool = False
    failure: Failure | None = None
    broken_off: str = ""
    evidence: Evidence | None = None
    note: str | None = None


def read_answer(response: requests.Response, limit: int, at: str) -> Answer:
    """Read the body of `response`: at most `limit` bytes of it, before and after decompression.

    `at` is the time of the exchange (RFC 3339). Raises `Failure` if no byte of the body comes, if the time is over
    before the body ends, or if it cannot be decompressed.
    """
    headers = {name.lower(): value for name, value in response.headers.items()}
    if "location" in headers:
        headers["location"] = _first(response, "location")
    failure: Failure | None = None
    body, cut, broken_off = b"", False, ""
    try:
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if is_textless(kind):
            cut = True
        else:
            body, cut, broken_off = _raw(response, limit, headers, only=_PDF if kind in _PACKED else b"")
            if cut and not body and kind in _PACKED:
                failure = Failure(LinkStatus.UNSUPPORTED_TYPE, f"{kind} is not read")
            codings = (headers.get("content-encoding", ""), headers.get("transfer-encoding", ""))
            body, more, early = decoded(body, ",".join(codings), limit)
            cut = cut or more
            broken_off = broken_off or (ENDS_EARLY if early else "")
            if cut and failure is None:
                failure = Failure(LinkStatus.TOO_LARGE, f"longer than the {limit:,} bytes that are read")
    except Exception as error:
        found = failure_of(error)
        found.recorded_at = found.recorded_at or at
        raise found from error
    finally:
        if cut:
            response.close()
    location = headers.get("location")
    return Answer(
        status=response.status_code,
        headers=headers,
        body=body,
        at=at,
        truncated=cut,
        failure=failure,
        broken_off="" if ends_a_document(body) else broken_off,
        evidence=getattr(response, "evidence", None),
        note=f"redirected to {clean_url(location)}" if location and 300 <= response.status_code < 400 else None,
    )


def is_textless(media_type: str) -> bool:
    """Return whether files of this media type hold no text (images, films, sounds, fonts): only headers are read."""
    return media_type.startswith(_MEDIA) and not media_type.startswith(("image/svg", "image/pdf"))


def _raw(
    response: requests.Response, limit: int, headers: Mapping[str, str], *, only: bytes
) -> tuple[bytes, bool, str]:
    """Return the bytes as sent, whether more follow, and why they ended early (empty: they did not).

    About `limit` bytes are read, and none if the body does not begin with `only`. Raises the error of the connection
    if no byte came, and any timeout.
    """
    length = header_number(headers.get("content-length", ""))
    if length is not None and length > limit:
        return b"", True, ""
    pieces: list[bytes] = []
    size = 0
    while True:
        try:
            piece = response.raw.read1(_STEP, decode_content=False)
        except Exception as error:
            failure = failure_of(error)
            if not pieces or failure.status is LinkStatus.TIMEOUT:
                raise
            return b"".join(pieces), False, failure.reason
        if not piece:
            return b"".join(pieces), False, ""
        if not pieces and not piece.startswith(only):
            return b"", True, ""
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            return b"".join(pieces), True, ""


def _first(response: requests.Response, name: str) -> str:
    """Return the first of several headers of one name. requests would join them, which makes no valid address."""
    values: list[str] = response.raw.headers.getlist(name)
    return values[0] if values else response.headers[name]


__all__ = ["Answer", "read_answer"]
