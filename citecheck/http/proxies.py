"""Which requests go through a proxy, by the settings or the environment (HTTPS_PROXY, HTTP_PROXY, NO_PROXY)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from requests.utils import get_environ_proxies, select_proxy, should_bypass_proxies
from urllib3.exceptions import LocationParseError
from urllib3.util import make_headers, parse_url

from citecheck.errors import SettingsError
from citecheck.http.guard import Guard, is_private_name

NEVER = "none"


@dataclass(frozen=True, slots=True)
class Proxy:
    """One proxy. `url` is without credentials; `headers` hold them (Proxy-Authorization), if there are any."""

    url: str
    headers: tuple[tuple[str, str], ...] = ()


class Proxies:
    """Chooses the proxy for an address.

    `setting` is `web.proxy`: empty (the environment decides), "none", or the address of a proxy. Addresses in permitted
    networks and hosts with private names are requested directly. Raises `SettingsError` for a proxy that cannot be
    used.
    """

    def __init__(self, setting: str, guard: Guard) -> None:
        self._setting = setting.strip()
        self._guard = guard
        if self._setting and self._setting != NEVER:
            _proxy(self._setting, "web.proxy")

    def proxy_for(self, url: str, host: str) -> Proxy | None:
        """Return the proxy for `url`, which is on `host`; None if it is requested directly."""
        if self._setting == NEVER or is_private_name(host) or self._guard.is_allowed_name(host):
            return None
        if self._setting:
            chosen = None if should_bypass_proxies(url, no_proxy=None) else self._setting
        else:
            chosen = select_proxy(url, get_environ_proxies(url, no_proxy=None))
        return _proxy(chosen, "the environment") if chosen else None


def _proxy(text: str, where: str) -> Proxy:
    """Read the address of a proxy. Its text never comes into a message: it may hold a password."""
    whole = text if "://" in text else f"http://{text}"
    scheme = whole.partition("://")[0].lower()
    if scheme not in ("http", "https"):
        raise SettingsError(f"{where}: a {scheme[:10]} proxy is not an http proxy; write http://HOST:PORT")
    try:
        parts = parse_url(whole)
    except LocationParseError:
        parts = None
    if parts is None or not parts.host:
        raise SettingsError(f"{where}: the address of the proxy cannot be read; write http://HOST:PORT") from None
    headers = make_headers(proxy_basic_auth=unquote(parts.auth)) if parts.auth else {}
    port = f":{parts.port}" if parts.port else ""
    return Proxy(f"{scheme}://{parts.host}{port}", tuple(headers.items()))


__all__ = ["NEVER", "Proxies", "Proxy"]
