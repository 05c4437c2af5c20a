"""Removes credentials from addresses and headers, so that they are never stored or shown."""

from __future__ import annotations

import re
from collections.abc import Iterable

Headers = tuple[tuple[str, str], ...]  # as received: in order, with repeated ones, read as Latin-1

_SECRET_REQUEST_HEADERS = frozenset(
    {"authorization", "proxy-authorization", "cookie", "cookie2", "x-api-key", "x-auth-token", "x-csrf-token"}
)
_SECRET_RESPONSE_HEADERS = frozenset({"set-cookie", "set-cookie2", "authentication-info", "www-authenticate"})
_ADDRESS_HEADERS = frozenset({"location", "content-location", "referer", "refresh", "link"})
_USERINFO = re.compile(r"(?i)(?<=//)[^/?#\s<>\"]*@")
_SECRET_PARAMETER = re.compile(
    r"(?i)(?<=[?&;])((?:(?:access|auth|private|session)?_?token|api_?key|auth|client_?secret|jwt|passwd|password|secret|sig|signature"
    r"|x-amz-(?:signature|credential|security-token))=)[^&;#\s<>\"]+"
)


def clean_url(url: str) -> str:
    """Return `url` without user name and password; values of parameters named like credentials become "-"."""
    if "@" in url:
        url = _USERINFO.sub("", url)
    return _SECRET_PARAMETER.sub(r"\1-", url) if "=" in url else url


def clean_request(headers: Iterable[tuple[str, str]]) -> Headers:
    """Return the headers of a request that may be stored: no authorization, no cookies, addresses cleaned."""
    return _cleaned(headers, _SECRET_REQUEST_HEADERS)


def clean_response(headers: Iterable[tuple[str, str]]) -> Headers:
    """Return the headers of an answer that may be stored: no cookies and no authentication, addresses cleaned."""
    return _cleaned(headers, _SECRET_RESPONSE_HEADERS)


def _cleaned(headers: Iterable[tuple[str, str]], secret: frozenset[str]) -> Headers:
    return tuple(
        (name, clean_url(value) if name.lower() in _ADDRESS_HEADERS else value)
        for name, value in headers
        if name.lower() not in secret
    )
