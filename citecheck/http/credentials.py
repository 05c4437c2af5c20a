"""The user's credentials for single hosts: read from environment variables, sent to that host only, never recorded."""

from __future__ import annotations

import re
from collections.abc import Mapping

from citecheck.errors import SettingsError
from citecheck.http.addresses import WebAddress, registrable
from citecheck.settings.model import HostSettings

_HOST = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*(?::\d{1,5})?")
_FIELD = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, 5.1
_OURS = frozenset({"host", "connection", "content-length", "transfer-encoding", "accept-encoding", "te", "upgrade"})


class Credentials:
    """The headers with credentials, by host.

    `hosts` are the settings by host name; "*.example.org" means every host below that name. `environment` is a mapping
    such as `os.environ`. Raises `SettingsError` if a variable that a setting names is missing, empty, or has control
    characters.
    """

    def __init__(self, hosts: Mapping[str, HostSettings], environment: Mapping[str, str]) -> None:
        self._hosts: dict[str, Mapping[str, str]] = {}
        self._plain: set[str] = set()
        for name, one in hosts.items():
            key = _checked_name(name)
            self._hosts[key] = _headers(name, one, environment)
            if one.plain_http:
                self._plain.add(key)

    def headers_for(self, address: WebAddress) -> Mapping[str, str]:
        """Return the headers for an address; none for other hosts, and none over http unless a setting permits it.

        A name without a port means the usual one: another port of the same host may be somebody else's.
        """
        if not self._hosts:
            return {}
        name = _name_for(address, self._hosts)
        if name is None or (address.scheme != "https" and name not in self._plain):
            return {}
        return self._hosts[name]


def withheld_from(hosts: Mapping[str, HostSettings], address: WebAddress) -> str:
    """Return why the credentials of `hosts` (the setting `web.hosts`) are not sent to an address of one of the hosts.

    Empty: they are sent, or the settings name no host of that name.
    """
    known = {name.strip().lower(): one for name, one in hosts.items()}
    name = _name_for(address, known)
    if name is not None:
        open_to_all = address.scheme != "https" and not known[name].plain_http
        return (
            f'the address is not https; `plain_http = true` in web.hosts."{name}" permits that' if open_to_all else ""
        )
    bare = next((name for name in _names(address.host) if name in known), None)
    return f'the address has a port of its own; write web.hosts."{bare}:{address.port}"' if bare else ""


def _name_for(address: WebAddress, hosts: Mapping[str, object]) -> str | None:
    """Return the name in `hosts` that means `address`, the most exact; None if there is none."""
    usual = address.port == (443 if address.scheme == "https" else 80)
    names = [f"{name}:{address.port}" for name in _names(address.host)] + (_names(address.host) if usual else [])
    return next((name for name in names if name in hosts), None)


def _checked_name(name: str) -> str:
    """Return the name of a host as it is compared. Raises `SettingsError` for what can never match, or is too wide."""
    bare = name.strip().lower()
    host = bare.removeprefix("*.").partition(":")[0].rstrip(".")
    if not _HOST.fullmatch(bare.removeprefix("*.")):
        raise SettingsError(
            f'web.hosts."{name}": write a host as git.example.org, git.example.org:8443 or *.example.org'
        )
    if bare.startswith("*.") and registrable(f"x.{host}") == f"x.{host}":  # nothing but a public suffix
        raise SettingsError(f'web.hosts."{name}": this would send credentials to every host below {host}')
    return bare


def _names(host: str) -> list[str]:
    """Return the names under which a host may stand in the settings, the most exact first."""
    labels = host.lower().rstrip(".").split(".")
    return [".".join(labels), *(f"*.{'.'.join(labels[number:])}" for number in range(1, len(labels)))]


def _headers(host: str, one: HostSettings, environment: Mapping[str, str]) -> dict[str, str]:
    for name in one.headers_env:
        if not _FIELD.fullmatch(name) or name.lower() in _OURS:
            raise SettingsError(f'web.hosts."{host}".headers_env: {name[:40]!r} is not a header that can be set')
    headers = {name: _value(host, variable, environment) for name, variable in one.headers_env.items()}
    if one.token_env:
        headers["Authorization"] = f"Bearer {_value(host, one.token_env, environment)}"
    if one.cookies_env:
        headers["Cookie"] = _value(host, one.cookies_env, environment)
    return headers


def _value(host: str, variable: str, environment: Mapping[str, str]) -> str:
    value = environment.get(variable, "").strip()
    if not value:
        raise SettingsError(
            f'web.hosts."{host}": the environment variable {variable} is not set. Set it, or remove the setting: '
            "without it a private page would be reported as missing"
        )
    if any(ord(char) < 32 or ord(char) == 127 for char in value):
        raise SettingsError(f'web.hosts."{host}": the value of {variable} has characters that a header must not have')
    return value


__all__ = ["Credentials", "withheld_from"]
