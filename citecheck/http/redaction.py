"""Removes credentials from addresses and headers, so that they are never stored or shown."""

from __future__ import annotations

import dataclasses
import enum
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar
from urllib.parse import unquote

from claims.patterns import lazy_regex

Headers = tuple[tuple[str, str], ...]  # as received: in order, with repeated ones, read as Latin-1
T = TypeVar("T")

_SECRET_REQUEST_HEADERS = frozenset(
    {"authorization", "proxy-authorization", "cookie", "cookie2", "x-api-key", "x-auth-token", "x-csrf-token"}
)
_SECRET_RESPONSE_HEADERS = frozenset({"set-cookie", "set-cookie2", "authentication-info", "www-authenticate"})
_ADDRESS_HEADERS = frozenset({"location", "content-location", "referer", "refresh", "link"})
_USERINFO = lazy_regex(r"(?i)(?:(?<=[/\\]{2})|(?<=[a-z]:[/\\]))[^/?#\s<>\"\\]*@")  # browsers read "\" as "/"
_BEHIND_A_NAME = r"(?P<equals>=)(?P<value>[^&;#?\s<>\"]+(?:\?(?![^=&;#?\s<>\"]{1,60}=)[^&;#?\s<>\"]*)*)"
_PARAMETER = lazy_regex(r"(?P<before>[?&;#!])(?P<name>[^=&;#?!\s<>\"]{1,120})" + _BEHIND_A_NAME)
_OF_A_PATH = lazy_regex(r"(?P<before>[;/,&])(?P<name>[^=&;#?/,\s<>\"]{1,120})(?P<equals>=)(?P<value>[^&;#?/,\s<>\"]+)")
_OF_AN_ADDRESS_IN_IT = lazy_regex(  # a parameter of an address that is the value of another parameter
    r"(?i)(?P<before>%(?:25){0,2}(?:3F|26|3B|23)|[?&;#])"
    r"(?P<name>(?:[^=&;#?%\s<>\"]|%(?!(?:25){0,2}(?:3D|26|3F|3B|23))){1,120})(?P<equals>%(?:25){0,2}3D)"
    r"(?P<value>(?:[^&;#%\s<>\"]|%(?!(?:25){0,2}(?:26|23|3B)))+)"
)
_SESSION_OF_A_PATH = lazy_regex(  # ASP.NET without cookies
    r"(?<=/\()((?:[A-Z]\([\w-]{12,}\))+|(?=[a-z]*[0-9])[a-z0-9]{24})(?=\)/)", re.ASCII
)
_QUERY = lazy_regex(r"[?#]")
_ADDRESS = lazy_regex(r"(?i)(?:\b(?:https?|ftp):[/\\]|//)[^\s<>\"]+")
_OTHER_SIGN = lazy_regex(r"[^a-z0-9]+")
# The whole name in small letters and digits, or how it ends.
_SECRET_NAME = lazy_regex(
    r"(?:token|secret|passwo?r?d|passwort|passphrase|passcode|passkey|pwd|kennwort|contrasena|motdepasse|signature"
    r"|credential|jwt|bearer|apikey|accesskey|secretkey|privatekey|authkey|keypairid|aspxauth|verifier|samlresponse"
    r"|samlart)s?$|csrf|xsrf|(?<!as)(?<!pos)sess(?:ion)?(?:id|key|hash)"
    r"|^(?:sig|auth|authorization|pass|pw|cftoken|cakephp|hdnea|hdnts)$"
)
_PAGE_NAME = lazy_regex(r"page|next|continu|cursor")  # "nextPageToken" chooses a page and opens nothing
_PERHAPS_SECRET = lazy_regex(
    r"(?:^|[_.-])(?:hash|ticket|state|otp|nonce|pin|tk|st|s|k|t)$|(?:key|code|sid|policy)$|session|sess$"
    r"|^(?:hmac|cfid|zenid)$"
)
_LOOKS_SECRET = lazy_regex(r"(?=[^0-9]*[0-9])(?=[^A-Za-z]*[A-Za-z])[\w.~%+/=-]{16,}\Z", re.ASCII)


def clean_url(url: str) -> str:
    """Return `url` without user name and password; values of parameters that are credentials become "-".

    A name such as "token" makes a value a credential. A name such as "key" does so where the value looks like one; it
    then becomes "-" with a few digits of its hash, so that two addresses stay two. Parameters of the path
    (";jsessionid=") and of an address within the address count too.
    """
    if "@" in url:
        url = _USERINFO.sub("", url)
    return _with_values(url, _cleaned_value, lambda _: "-")


def _with_values(
    address: str, parameter: Callable[[re.Match[str]], str], session: Callable[[re.Match[str]], str]
) -> str:
    """Return `address` with each parameter replaced by what `parameter` returns, and sessions in its path."""
    if "/(" in address:
        address = _SESSION_OF_A_PATH.sub(session, address)
    if "=" in address:
        found = _QUERY.search(address)
        path = found.start() if found else len(address)
        address = _OF_A_PATH.sub(parameter, address[:path]) + _PARAMETER.sub(parameter, address[path:])
    if "%" in address:
        address = _OF_AN_ADDRESS_IN_IT.sub(parameter, address)
    return address


def _cleaned_value(match: re.Match[str]) -> str:
    name, value = match["name"], match["value"]
    if _is_secret_name(name):
        return f"{match['before']}{name}{match['equals']}-"
    if _is_secret_value(name, value):
        digest = hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()[:6]
        return f"{match['before']}{name}{match['equals']}-{digest}"
    return match[0]


def _is_secret_name(name: str) -> bool:
    plain = _OTHER_SIGN.sub("", _plain(name))
    return _SECRET_NAME.search(plain) is not None and _PAGE_NAME.search(plain) is None


def _plain(name: str) -> str:
    """Return a name as people read it: without escapes, and "token" for "{token}" and "user[token]" for its end."""
    return unquote(unquote(name)).lower().rstrip("[]{}").rpartition("[")[2].lstrip("{")


def _is_secret_value(name: str, value: str) -> bool:
    return _PERHAPS_SECRET.search(_plain(name)) is not None and _LOOKS_SECRET.match(value) is not None


def masked(text: str) -> str:
    """Return `text` with "-" for each character of a credential in an address. Its length stays, so spans stay true."""
    return _ADDRESS.sub(_masked_address, text) if "/" in text or "\\" in text else text


def _masked_address(match: re.Match[str]) -> str:
    address = match[0]
    if "@" in address:
        address = _USERINFO.sub(lambda found: "-" * (len(found[0]) - 1) + "@", address)
    return _with_values(address, _masked_value, lambda found: "-" * len(found[0]))


def _masked_value(match: re.Match[str]) -> str:
    name, value = match["name"], match["value"]
    if _is_secret_name(name) or _is_secret_value(name, value):
        return f"{match['before']}{name}{match['equals']}{'-' * len(value)}"
    return match[0]


def without_secrets(value: T) -> T:
    """Return a copy of `value`, a dataclass or a container of texts, in which every text is `masked`."""
    return _mapped(value, masked)


def _mapped(value: T, change: Callable[[str], str]) -> T:
    """Return `value` with `change` made to every text in it; the same object where nothing changed."""
    if isinstance(value, str):
        return value if isinstance(value, enum.Enum) else change(value)  # type: ignore[return-value]  # text for text
    if isinstance(value, Mapping):
        return {key: _mapped(one, change) for key, one in value.items()}  # type: ignore[return-value]  # the same
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(_mapped(one, change) for one in value)  # type: ignore[return-value]  # the same
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        old = {field.name: getattr(value, field.name) for field in dataclasses.fields(value) if field.init}
        new = {name: _mapped(one, change) for name, one in old.items()}
        changed = {name: one for name, one in new.items() if one is not old[name] and one != old[name]}
        return dataclasses.replace(value, **changed) if changed else value
    return value


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
