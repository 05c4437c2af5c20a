"""Why no answer came: every exception of an exchange, turned into a link status and a reason in words."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from collections.abc import Iterator

import requests
import urllib3.exceptions as u3

from citecheck.errors import FetchError
from citecheck.model import Barrier
from reports.model import LinkStatus

_NO_SUCH_NAME = frozenset(
    code for code in (getattr(socket, "EAI_NONAME", None), 11001) if code is not None
)  # 11001 is WSAHOST_NOT_FOUND, which Windows gives
_OBJECT = re.compile(r"<[^<>]*object at 0x[0-9a-f]+>:? ?|\(?Caused by |host='[^']*', ?|\s+\(_ssl\.c:\d+\)")


_HTTP2_FRAME = re.compile(r"'?(?:\\x00|\x00){2}.{1,8}?(?:\\x0[0-9]|[\x00-\x09])", re.DOTALL)  # length and kind
_NO_ISSUER = frozenset({2, 20, 21})  # X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, …_LOCALLY, …_VERIFY_LEAF_SIGNATURE


class Failure(FetchError):
    """No usable answer came. `status` is the link status that explains it, `reason` says it in words.

    `passing` says whether a further try may go better, `barrier` what a browser would have passed; `recorded_at` is
    when it happened, where a recording is replayed.
    """

    recorded_at: str | None = None

    def __init__(
        self, status: LinkStatus, reason: str, *, passing: bool = False, barrier: Barrier | None = None
    ) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.passing = passing
        self.barrier = barrier

    def __reduce__(self) -> tuple[object, ...]:
        return (_again, (self.status, self.reason, self.passing, self.barrier))


def failure_of(error: BaseException) -> Failure:
    """Return the failure that `error` (of requests, urllib3, ssl or the system) amounts to.

    Wrapped errors are judged by their innermost cause that says something; what is not known is a connection error.
    """
    chain = list(causes_of(error))
    for cause in chain:
        if isinstance(cause, Failure):
            return cause
    for cause in reversed(chain):
        found = _known(cause)
        if found is not None:
            return found
    return Failure(LinkStatus.CONNECTION_ERROR, f"the exchange failed: {_words(error)}", passing=True)


def name_failure(error: OSError, host: str) -> Failure:
    """Return the failure for a host name that could not be resolved: gone only where the name does not exist."""
    if error.errno in _NO_SUCH_NAME:
        return Failure(LinkStatus.GONE, f"the host {host} does not exist (no such name)")
    return Failure(
        LinkStatus.CONNECTION_ERROR, f"the name {host} could not be resolved ({_words(error)})", passing=True
    )


def _again(status: LinkStatus, reason: str, passing: bool, barrier: Barrier | None) -> Failure:
    return Failure(status, reason, passing=passing, barrier=barrier)


def causes_of(error: BaseException) -> Iterator[BaseException]:
    """Yield `error` and what it wraps, from the outside in; libraries wrap by argument, by `reason` and by cause."""
    seen: set[int] = set()
    waiting: list[BaseException] = [error]
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        inner = (getattr(one, "reason", None), *one.args, one.__cause__, one.__context__)
        waiting.extend(cause for cause in inner if isinstance(cause, BaseException))


def _known(error: BaseException) -> Failure | None:
    """Return the failure for one exception of a known kind; None where it only wraps another or says too little."""
    if isinstance(error, socket.gaierror):
        return name_failure(error, "of this address")
    if isinstance(error, ssl.SSLCertVerificationError) and getattr(error, "verify_code", 0) in _NO_ISSUER:
        words = "the server leaves out a certificate, which a browser may know or fetch; ours cannot be checked without"
        return Failure(LinkStatus.BLOCKED, words, barrier=Barrier.INCOMPLETE_CHAIN)
    if isinstance(error, ssl.SSLError) and "NO_APPLICATION_PROTOCOL" in str(error):
        return _http2_only()
    if isinstance(error, ssl.SSLCertVerificationError):
        return Failure(LinkStatus.TLS_ERROR, f"the certificate is not good: {_verdict(error)}")
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return Failure(LinkStatus.TLS_ERROR, "the server ended the encrypted connection early", passing=True)
    if isinstance(error, ssl.SSLError | u3.SSLError | requests.exceptions.SSLError):
        return Failure(LinkStatus.TLS_ERROR, f"no encrypted connection could be made: {_words(error)}")
    if isinstance(error, u3.ConnectTimeoutError | requests.exceptions.ConnectTimeout):
        return Failure(LinkStatus.TIMEOUT, "no connection in time", passing=True)
    if isinstance(error, TimeoutError | u3.TimeoutError | requests.exceptions.Timeout):
        return Failure(LinkStatus.TIMEOUT, "no answer in time", passing=True)
    if isinstance(error, ConnectionRefusedError):
        return Failure(LinkStatus.CONNECTION_ERROR, "the server refuses connections", passing=True)
    if isinstance(error, ConnectionResetError | BrokenPipeError | ConnectionAbortedError):
        return Failure(LinkStatus.CONNECTION_ERROR, "the server cut the connection", passing=True)
    if isinstance(error, http.client.BadStatusLine) and _HTTP2_FRAME.match(str(getattr(error, "line", ""))):
        return _http2_only()
    if isinstance(error, http.client.RemoteDisconnected | http.client.BadStatusLine):
        return Failure(LinkStatus.CONNECTION_ERROR, "the server closed the connection without an answer", passing=True)
    if isinstance(error, http.client.IncompleteRead | u3.IncompleteRead):
        return Failure(LinkStatus.CONNECTION_ERROR, "the answer broke off before its end", passing=True)
    if isinstance(error, http.client.HTTPException | u3.InvalidHeader | u3.HeaderParsingError):
        return Failure(LinkStatus.CONNECTION_ERROR, f"the answer is no valid HTTP: {_words(error)}")
    if isinstance(error, requests.exceptions.InvalidSchema):
        return Failure(LinkStatus.UNSUPPORTED_SCHEME, f"the address has a scheme that is not read: {_words(error)}")
    if isinstance(error, _BAD_ADDRESS):
        return Failure(LinkStatus.INVALID_URL, f"the address cannot be used as written: {_words(error)}")
    if isinstance(error, requests.exceptions.TooManyRedirects):
        return Failure(LinkStatus.REDIRECT_LOOP, "redirects without an end")
    if isinstance(error, u3.DecodeError | requests.exceptions.ContentDecodingError):
        return Failure(LinkStatus.CONNECTION_ERROR, "the answer's compression is damaged")
    if type(error) is OSError:
        return Failure(LinkStatus.CONNECTION_ERROR, f"no connection: {_words(error)}", passing=True)
    return None


def _http2_only() -> Failure:
    reason = "the server speaks HTTP/2 only; a browser may still work"
    return Failure(LinkStatus.BLOCKED, reason, barrier=Barrier.HTTP2_ONLY)


def _verdict(error: ssl.SSLCertVerificationError) -> str:
    """Return what is wrong with a certificate; only errors of a real handshake have it apart."""
    return str(getattr(error, "verify_message", "") or _words(error))


_BAD_ADDRESS = (
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidProxyURL,
    u3.LocationParseError,
    UnicodeError,
)


def _words(error: BaseException) -> str:
    """Return an exception's message without the names of objects and files of ours."""
    if isinstance(error, OSError) and error.strerror:
        return _OBJECT.sub("", error.strerror).strip()
    text = _OBJECT.sub("", " ".join(str(error).split())).strip(" ()")
    return text[:200] or type(error).__name__


__all__ = ["Failure", "causes_of", "failure_of", "name_failure"]
