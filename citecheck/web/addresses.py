"""Addresses as they are asked for: checked, without credentials, with the domain that is paced as one."""

from __future__ import annotations

import contextlib
import functools
import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

import idna
import tldextract
from requests.exceptions import InvalidURL
from requests.utils import requote_uri

from citecheck.web.failures import Failure
from reports.model import LinkStatus

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_BARE_HOST = re.compile(r"[^\s/:@?#]+\.[^\s/:@?#]{2,}(:\d+)?([/?#]|$)")
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?", re.IGNORECASE)
_IGNORED = str.maketrans("", "", "\t\r\n")  # as browsers do (WHATWG URL, 4.4)
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class WebAddress:
    """One http or https address. `url` is sent and stored: without credentials and fragment; `fragment` is apart."""

    url: str
    scheme: str
    host: str
    port: int
    fragment: str

    @property
    def origin(self) -> str:
        """The address of the server: scheme, host and port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def domain(self) -> str:
        """The registrable domain: what is paced as one."""
        return registrable(self.host)

    @property
    def path(self) -> str:
        """The path and the query."""
        return self.url[len(self.origin) :] or "/"


@functools.lru_cache(maxsize=4096)
def web_address(url: str) -> WebAddress:
    """Read `url` as people write it. Raises `Failure`: invalid-url or unsupported-scheme."""
    text = url.strip().translate(_IGNORED)
    scheme = _SCHEME.match(text)
    if text.startswith("//"):
        text = f"https:{text}"
    elif _BARE_HOST.match(text) and (scheme is None or "." in scheme[1]):
        text = f"https://{text}"
    elif scheme is None:
        raise Failure(LinkStatus.INVALID_URL, "the address has no scheme and no host")
    scheme_name = text.partition(":")[0].lower()
    if scheme_name not in _PORTS:
        raise Failure(LinkStatus.UNSUPPORTED_SCHEME, f"addresses that begin with {scheme_name[:20]}: are not read")
    try:
        parts = urlsplit(text.replace("\\", "/"))
        port = parts.port or _PORTS[scheme_name]
        host = _host(parts.hostname or "")
    except ValueError as error:
        raise Failure(LinkStatus.INVALID_URL, "the address cannot be used as written") from error
    shown = f"[{host}]" if ":" in host else host
    where = shown if port == _PORTS[scheme_name] else f"{shown}:{port}"
    query = f"?{parts.query}" if parts.query else ""
    try:
        asked = requote_uri(f"{scheme_name}://{where}{parts.path or '/'}{query}")
    except (InvalidURL, UnicodeError):
        asked = f"{scheme_name}://{where}{quote(parts.path or '/', safe='/%')}"
    return WebAddress(asked, scheme_name, host, port, parts.fragment)


def follow(address: WebAddress, location: str) -> WebAddress:
    """Return where a redirect from `address` leads. Raises `Failure` as `web_address` does."""
    with contextlib.suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")  # headers come as Latin-1, whatever they hold
    target = web_address(urljoin(address.url, location.strip().translate(_IGNORED)))
    if not target.fragment and address.fragment:
        return WebAddress(target.url, target.scheme, target.host, target.port, address.fragment)
    return target


def without_credentials(url: str) -> str:
    """Return `url` without the user name and password that may stand before its host."""
    try:
        parts = urlsplit(url)
        if "@" not in parts.netloc:
            return url
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    except ValueError:
        return re.sub(r"//[^/@]*@", "//", url)


@functools.lru_cache(maxsize=4096)
def registrable(host: str) -> str:
    """Return the registrable domain of `host` ("example.co.uk"), or `host` itself where it has none."""
    found = _suffixes()(host)
    return f"{found.domain}.{found.suffix}" if found.domain and found.suffix else host


@functools.lru_cache(maxsize=1)
def _suffixes() -> tldextract.TLDExtract:
    return tldextract.TLDExtract(cache_dir=None, suffix_list_urls=())  # the list that came with it, no download


def _host(host: str) -> str:
    """Return a host in the form that is sent. Raises ValueError where it cannot be one."""
    if ":" in host:
        ipaddress.IPv6Address(host.partition("%")[0])
        return host
    if not host.isascii():
        host = idna.encode(host, uts46=True).decode("ascii")
    labels = host.removesuffix(".").split(".")
    if len(host) > 254 or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError("no host name")
    return host.lower()


__all__ = ["WebAddress", "follow", "registrable", "web_address", "without_credentials"]
