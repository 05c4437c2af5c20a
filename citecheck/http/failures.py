"""Turns every exception of an exchange into a link status and a reason in words."""

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
    """No usable answer came.

    `status` is the link status, `reason` the same in words. `passing`: the failure may be temporary, so a retry may
    succeed. `barrier` is an obstacle that a browser would pass; None: there is none. `recorded_at` is when the failure
    happened (RFC 3339), set only in a replay. `unconnected`: no connection was made, so nothing was sent.
    """

    recorded_at: str | None = None
    unconnected: bool = False

    def __init__(
        self, status: LinkStatus, reason: str, *, passing: bool = False, barrier: Barrier | None = None
    ) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.passing = passing
        self.barrier = barrier

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuilt, (self.status, self.reason, self.passing, self.barrier))


def failure_of(error: BaseException) -> Failure:
    """Return the failure for `error`, an exception of requests, urllib3, ssl or the system.

    The innermost known cause of a wrapped exception decides. An unknown exception is a connection error.
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
    """Return the failure for a host name that could not be resolved.

    The status is gone if the name does not exist, connection-error if the name server did not answer.
    """
    if error.errno in _NO_SUCH_NAME:
        return Failure(LinkStatus.GONE, f"the host {host} does not exist (no such name)")
    return Failure(
        LinkStatus.CONNECTION_ERROR, f"the name {host} could not be resolved ({_words(error)})", passing=True
    )


def _rebuilt(status: LinkStatus, reason: str, passing: bool, barrier: Barrier | None) -> Failure:
    return Failure(status, reason, passing=passing, barrier=barrier)


def causes_of(error: BaseException) -> Iterator[BaseException]:
    """Yield `error` and the exceptions that it wraps (argument, `reason`, cause, context), the outermost first."""
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
    """Return the failure for one exception of a known kind; None for others, and for mere wrappers."""
    if isinstance(error, socket.gaierror):
        return name_failure(error, "of this address")
    if isinstance(error, ssl.SSLCertVerificationError) and getattr(error, "verify_code", 0) in _NO_ISSUER:
        words = "the server leaves out an intermediate certificate, which a browser may know or fetch"
        return Failure(LinkStatus.BLOCKED, words, barrier=Barrier.INCOMPLETE_CHAIN)
    if isinstance(error, ssl.SSLError) and "NO_APPLICATION_PROTOCOL" in str(error):
        return _http2_only()
    if isinstance(error, ssl.SSLCertVerificationError):
        return Failure(LinkStatus.TLS_ERROR, f"the certificate is not valid: {_certificate_problem(error)}")
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
        return Failure(LinkStatus.CONNECTION_ERROR, f"the answer is not valid HTTP: {_words(error)}")
    if isinstance(error, requests.exceptions.InvalidSchema):
        return Failure(LinkStatus.UNSUPPORTED_SCHEME, f"the address has a scheme that is not read: {_words(error)}")
    if isinstance(error, _BAD_ADDRESS):
        return Failure(LinkStatus.INVALID_URL, f"the address cannot be used as written: {_words(error)}")
    if isinstance(error, requests.exceptions.TooManyRedirects):
        return Failure(LinkStatus.REDIRECT_LOOP, "redirects without end")
    if isinstance(error, u3.DecodeError | requests.exceptions.ContentDecodingError):
        return Failure(LinkStatus.CONNECTION_ERROR, "the answer's compression is damaged")
    if type(error) is OSError:
        return Failure(LinkStatus.CONNECTION_ERROR, f"no connection: {_words(error)}", passing=True)
    return None


def _http2_only() -> Failure:
    reason = "the server accepts only HTTP/2; a browser may still work"
    return Failure(LinkStatus.BLOCKED, reason, barrier=Barrier.HTTP2_ONLY)


def _certificate_problem(error: ssl.SSLCertVerificationError) -> str:
    """Return what is wrong with a certificate. Only errors of a real handshake have `verify_message`."""
    return str(getattr(error, "verify_message", "") or _words(error))


_BAD_ADDRESS = (
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidProxyURL,
    u3.LocationParseError,
    UnicodeError,
)


def _words(error: BaseException) -> str:
    """Return the message of an exception, without names of Python objects and source files."""
    if isinstance(error, OSError) and error.strerror:
        return _OBJECT.sub("", error.strerror).strip()
    text = _OBJECT.sub("", " ".join(str(error).split())).strip(" ()")
    return text[:200] or type(error).__name__


__all__ = ["Failure", "causes_of", "failure_of", "name_failure"]
