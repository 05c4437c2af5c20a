from __future__ import annotations

import http.client
import pickle
import socket
import ssl

import pytest
import requests
import urllib3
from urllib3.connection import HTTPConnection

from citecheck.http.failures import Failure, failure_of
from reports.model import LinkStatus

POOL = urllib3.HTTPConnectionPool("example.test")
CONNECTION = HTTPConnection("example.test")
CASES = [
    (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), LinkStatus.GONE, False),
    (socket.gaierror(socket.EAI_AGAIN, "Temporary failure"), LinkStatus.CONNECTION_ERROR, True),
    (TimeoutError("timed out"), LinkStatus.TIMEOUT, True),
    (ConnectionRefusedError(111, "refused"), LinkStatus.CONNECTION_ERROR, True),
    (ConnectionResetError(104, "reset"), LinkStatus.CONNECTION_ERROR, True),
    (http.client.RemoteDisconnected("closed"), LinkStatus.CONNECTION_ERROR, True),
    (http.client.IncompleteRead(b"x", 10), LinkStatus.CONNECTION_ERROR, True),
    (http.client.LineTooLong("header line"), LinkStatus.CONNECTION_ERROR, False),
    (ssl.SSLCertVerificationError(1, "certificate verify failed"), LinkStatus.TLS_ERROR, False),
    (ssl.SSLError(1, "unsupported protocol"), LinkStatus.TLS_ERROR, False),
    (urllib3.exceptions.ConnectTimeoutError(CONNECTION, "slow"), LinkStatus.TIMEOUT, True),
    (urllib3.exceptions.ReadTimeoutError(POOL, "/", "slow"), LinkStatus.TIMEOUT, True),
    (urllib3.exceptions.ProtocolError("aborted", ConnectionResetError(104, "x")), LinkStatus.CONNECTION_ERROR, True),
    (urllib3.exceptions.DecodeError("bad gzip"), LinkStatus.CONNECTION_ERROR, False),
    (urllib3.exceptions.LocationParseError("http://a..b"), LinkStatus.INVALID_URL, False),
    (requests.exceptions.InvalidURL("no host"), LinkStatus.INVALID_URL, False),
    (requests.exceptions.InvalidSchema("gopher"), LinkStatus.UNSUPPORTED_SCHEME, False),
    (requests.exceptions.TooManyRedirects("30"), LinkStatus.REDIRECT_LOOP, False),
    (requests.exceptions.SSLError(ssl.SSLCertVerificationError(1, "self-signed")), LinkStatus.TLS_ERROR, False),
    (OSError(101, "Network is unreachable"), LinkStatus.CONNECTION_ERROR, True),
    (RuntimeError("what nobody thought of"), LinkStatus.CONNECTION_ERROR, True),
]


@pytest.mark.parametrize(("error", "status", "passing"), CASES, ids=lambda case: type(case).__name__)
def test_each_exception_has_its_status(error: Exception, status: LinkStatus, passing: bool) -> None:
    failure = failure_of(error)
    assert (failure.status, failure.passing) == (status, passing)
    assert failure.reason
    assert "0x" not in failure.reason


def test_wrapped_errors_are_judged_by_what_they_wrap() -> None:
    inner = urllib3.exceptions.NewConnectionError(CONNECTION, "failed")
    inner.__cause__ = ConnectionRefusedError(111, "refused")
    assert failure_of(requests.exceptions.ConnectionError(inner)).reason == "the server refuses connections"


def test_a_failure_stays_what_it_is_however_it_is_wrapped() -> None:
    failure = Failure(LinkStatus.REFUSED_ADDRESS, "no public address")
    assert failure_of(requests.exceptions.ConnectionError(failure)) is failure


def test_a_failure_survives_pickling() -> None:
    failure = Failure(LinkStatus.TIMEOUT, "late", passing=True)
    again = pickle.loads(pickle.dumps(failure))
    assert (again.status, again.reason, again.passing) == (LinkStatus.TIMEOUT, "late", True)
