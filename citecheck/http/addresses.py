"""Web addresses in the form in which they are requested: checked, without credentials, with their domain."""

from __future__ import annotations

import contextlib
import functools
import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit

import idna
import tldextract

from citecheck.http.failures import Failure
from citecheck.once import once
from reports.model import LinkStatus

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_BARE_HOST = re.compile(r"[^\s/:@?#]+\.[^\s/:@?#]{2,}(:\d+)?([/?#]|$)")
_LABEL = re.compile(r"[a-z0-9_-]{1,63}", re.IGNORECASE)  # some names in use begin or end with a hyphen
_OTHER_NETWORKS = {"onion": "Tor", "i2p": "I2P"}  # by the last label (RFC 7686)
_IGNORED = str.maketrans("", "", "\t\r\n")  # as browsers do (WHATWG URL, 4.4)
_CONTROLS = "".join(map(chr, range(33)))
_PATH = "!$&'()*+,-./:;=@[]_|~%"  # left as written; existing escapes stay too
_QUERY = "!$&()*+,-./:;=?@[]\\^_`{|}~%"
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class WebAddress:
    """One http or https address.

    `url` is what is sent and stored, without credentials and without the fragment. `scheme` is "http" or "https".
    `host` is a lower-case name in its ASCII form, or an IP address; an IPv6 address has no brackets. `port` is always a
    number. `fragment` is what follows "#", empty if there is none.
    """

    url: str
    scheme: str
    host: str
    port: int
    fragment: str

    @property
    def origin(self) -> str:
        """The origin (RFC 6454): scheme, host, and the port unless it is the default."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def domain(self) -> str:
        """The registrable domain ("example.co.uk"), which has one rate limit."""
        return registrable(self.host)

    @property
    def path(self) -> str:
        """The path and the query, as they are sent."""
        return self.url[len(self.origin) :] or "/"


@functools.lru_cache(maxsize=4096)
def web_address(url: str) -> WebAddress:
    """Read `url` as browsers do (WHATWG URL), common mistakes of people included.

    Raises `Failure` with the status invalid-url or unsupported-scheme.
    """
    scheme, rest = _scheme_of(url.strip(_CONTROLS).translate(_IGNORED))
    if scheme not in _PORTS:
        raise Failure(LinkStatus.UNSUPPORTED_SCHEME, f"addresses that begin with {scheme[:20]}: are not read")
    try:
        parts = urlsplit(f"{scheme}://{rest}")
        port = parts.port or _PORTS[scheme]
        host = _host("" if rest.startswith("/") else parts.hostname or "")
    except ValueError as error:
        raise Failure(LinkStatus.INVALID_URL, "the address cannot be used as written") from error
    network = _OTHER_NETWORKS.get(host.rpartition(".")[2])
    if network:
        raise Failure(LinkStatus.UNSUPPORTED_SCHEME, f"the host is only reached through the network {network}")
    shown = f"[{host}]" if ":" in host else host
    where = shown if port == _PORTS[scheme] else f"{shown}:{port}"
    query = f"?{quote(parts.query, safe=_QUERY, errors='replace')}" if parts.query else ""
    path = quote(_without_dots(parts.path), safe=_PATH, errors="replace")
    return WebAddress(f"{scheme}://{where}{path}{query}", scheme, host, port, parts.fragment)


def _scheme_of(text: str) -> tuple[str, str]:
    """Return the scheme of an address and what follows "//".

    An address without a scheme is read as http; most servers redirect that to https.
    """
    if re.match(r"https?%3a", text, re.IGNORECASE):
        text = unquote(text)  # the whole address was escaped, as in a query
    text = text.removeprefix("://")
    scheme = _SCHEME.match(text)
    if scheme and not (_BARE_HOST.match(text) and "." in scheme[1]):
        rest = text[scheme.end() :]
        return scheme[1].lower(), _without_slashes(rest) if scheme[1].lower() in _PORTS else rest
    rest = text.replace("\\", "/")
    if rest.startswith("//"):
        return "https", rest.lstrip("/")
    if _BARE_HOST.match(rest):
        return "http", rest
    raise Failure(LinkStatus.INVALID_URL, "the address has no scheme and no host")


def _without_slashes(rest: str) -> str:
    """Remove all slashes before a host.

    Three slashes before a name without a dot mean that the host is missing: one slash then stays.
    """
    rest = rest.replace("\\", "/")
    bare = rest.lstrip("/")
    return rest[2:] if rest.startswith("///") and "." not in bare.partition("/")[0] else bare


def _without_dots(path: str) -> str:
    """Resolve "." and ".." in a path (RFC 3986, 5.2.4)."""
    if "/." not in path and "%2e" not in path.lower():
        return path or "/"
    kept: list[str] = []
    pieces = path.split("/")[1:]
    for number, piece in enumerate(pieces):
        plain = piece.lower().replace("%2e", ".")
        if plain == "..":
            del kept[-1:]
        elif plain != ".":
            kept.append(piece)
        if plain in (".", "..") and number == len(pieces) - 1:
            kept.append("")
    return "/" + "/".join(kept)


def follow(address: WebAddress, location: str) -> WebAddress:
    """Return the target of a redirect from `address`.

    `location` is the value of the Location header, relative or absolute. The target inherits the fragment of `address`
    if it has none (RFC 9110, 10.2.2). Raises `Failure` as `web_address` does.
    """
    with contextlib.suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")  # headers are read as Latin-1, and may hold UTF-8
    location = location.strip(_CONTROLS).translate(_IGNORED)
    before, mark, after = re.match(r"([^?#]*)([?#]?)(.*)", location, re.DOTALL).groups()  # type: ignore[union-attr]  # it matches anything
    location = before.replace("\\", "/") + mark + after  # as browsers read it (WHATWG URL, 4.4)
    try:
        target = web_address(urljoin(address.url, location))
    except ValueError as error:
        raise Failure(LinkStatus.INVALID_URL, "it redirects to something that is not an address") from error
    if not target.fragment and address.fragment:
        return WebAddress(target.url, target.scheme, target.host, target.port, address.fragment)
    return target


@functools.lru_cache(maxsize=4096)
def registrable(host: str) -> str:
    """Return the registrable domain of `host` ("example.co.uk"), or `host` itself if it has none."""
    found = _suffixes()(host)
    return f"{found.domain}.{found.suffix}" if found.domain and found.suffix else host


@once
def _suffixes() -> tldextract.TLDExtract:
    suffixes = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=())  # the bundled list; nothing is downloaded
    suffixes("example.org")  # the list is read with the first question
    return suffixes


def _host(host: str) -> str:
    """Return a host in the form that is sent. Raises ValueError if it is not a valid host."""
    if ":" in host:
        ipaddress.IPv6Address(host.partition("%")[0])
        return host
    host = unquote(host)
    if not host.isascii():
        host = _ascii_host(host)
    labels = host.removesuffix(".").split(".")
    if len(host) > 254 or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError("not a host name")
    if _NUMBER.fullmatch(labels[-1]) and not _is_ipv4(labels):
        raise ValueError("a number that is not an address")
    return host.lower()


def _ascii_host(host: str) -> str:
    """Return the ASCII form of a host with letters outside ASCII.

    IDNA 2008 with the mapping of UTS 46. Characters that it does not permit, such as an emoji, are encoded as browsers
    encode them (UTS 46, section 4).
    """
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        mapped = idna.uts46_remap(host, std3_rules=False)
        labels = mapped.replace("\u3002", ".").split(".")
        return ".".join(
            label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}" for label in labels
        )


def _is_ipv4(labels: list[str]) -> bool:
    """Return whether labels are an IPv4 address, in any notation that systems accept: 127.1, 0x7f.0.0.1, 2130706433."""
    if len(labels) > 4 or not all(_NUMBER.fullmatch(label) for label in labels):
        return False
    try:
        numbers = [int(label, 16 if label[:2].lower() == "0x" else 8 if label[0] == "0" else 10) for label in labels]
    except ValueError:
        return False
    return all(number < 256 for number in numbers[:-1]) and numbers[-1] < 256 ** (5 - len(numbers))


__all__ = ["WebAddress", "follow", "registrable", "web_address"]
