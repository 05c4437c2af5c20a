"""The user's credentials for single hosts: read from environment variables, sent to that host only, never recorded."""

from __future__ import annotations

from collections.abc import Mapping

from citecheck.errors import SettingsError
from citecheck.http.addresses import WebAddress
from citecheck.settings.model import HostSettings


class Credentials:
    """The headers with credentials, by host.

    `hosts` are the settings by host name; "*.example.org" means every host below that name. `environment` is a mapping
    such as `os.environ`. Raises `SettingsError` if a variable that a setting names is missing, empty, or has control
    characters.
    """

    def __init__(self, hosts: Mapping[str, HostSettings], environment: Mapping[str, str]) -> None:
        self._hosts = {name.lower().rstrip("."): _headers(name, one, environment) for name, one in hosts.items()}
        self._plain = {name.lower().rstrip(".") for name, one in hosts.items() if one.plain_http}

    def headers_for(self, address: WebAddress) -> Mapping[str, str]:
        """Return the headers for an address; empty for other hosts, and for http unless `plain_http` is set."""
        if not self._hosts:
            return {}
        name = next((name for name in _names(address.host) if name in self._hosts), None)
        if name is None or (address.scheme != "https" and name not in self._plain):
            return {}
        return self._hosts[name]


def _names(host: str) -> list[str]:
    """Return the names under which the settings may list a host, the most specific first."""
    labels = host.lower().rstrip(".").split(".")
    return [".".join(labels), *(f"*.{'.'.join(labels[number:])}" for number in range(1, len(labels)))]


def _headers(host: str, one: HostSettings, environment: Mapping[str, str]) -> dict[str, str]:
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


__all__ = ["Credentials"]
