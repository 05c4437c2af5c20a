"""One answer of a server, read as far as the limits allow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import requests

from citecheck.http.decoding import decoded
from citecheck.http.failures import Failure, failure_of
from citecheck.http.redaction import clean_url
from reports.model import Evidence, LinkStatus

_STEP = 1 << 16
_PDF = b"%PDF"
_TAIL = 2000  # bytes at whose end a whole document shows that it ends
_MEDIA = ("video/", "audio/", "image/", "font/", "model/")  # without text: their headers are all that is wanted
_PACKED = frozenset(
    {"application/zip", "application/x-tar", "application/gzip", "application/vnd.android.package-archive"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said, `at` what time (RFC 3339).

    `headers` have lower-case names; `failure` says why the body is not to be used; `broken_off` says how the body ended
    before its end, and is empty where it is whole.
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
    """Read the body of `response`, at most `limit` bytes of it, before and after decompression.

    `at` is when the exchange was made. Raises `Failure` where the body breaks off or cannot be decoded.
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
            body, more = decoded(body, headers.get("content-encoding", ""), limit)
            cut = cut or more
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
        broken_off="" if _is_whole(body) else broken_off,
        evidence=getattr(response, "evidence", None),
        note=f"redirected to {clean_url(location)}" if location and 300 <= response.status_code < 400 else None,
    )


def is_textless(media_type: str) -> bool:
    """Return whether nothing of a kind of file is read but its headers: pictures, films, sounds, fonts."""
    return media_type.startswith(_MEDIA) and not media_type.startswith(("image/svg", "image/pdf"))


def _raw(
    response: requests.Response, limit: int, headers: Mapping[str, str], *, only: bytes
) -> tuple[bytes, bool, str]:
    """Return the bytes as sent, whether there are more than are read, and how they broke off, if they did.

    At most `limit` bytes are read, and none where they do not begin with `only`.
    Raises what ended a body of which nothing came, and what ended one because its time was over.
    """
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length) > limit:
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


def _is_whole(body: bytes) -> bool:
    """Return whether a body that broke off ends where its document ends: only its length was wrong."""
    end = body[-_TAIL:].rstrip().lower()
    return b"</html>" in end or end.endswith((b"%%eof", b"</rss>", b"</feed>", b"</article>"))


def _first(response: requests.Response, name: str) -> str:
    """Return the first of several headers of one name: an address given twice is no list of addresses."""
    values: list[str] = response.raw.headers.getlist(name)
    return values[0] if values else response.headers[name]


__all__ = ["Answer", "read_answer"]
