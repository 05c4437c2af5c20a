"""The links that a reader can check: what they lead to, and the addresses in a text without a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from claims.model import Span
from claims.patterns import lazy_regex
from claims.readers.composition import LinkPlace
from claims.redirectors import redirected
from claims.urls import canonical_key, find_urls, joined

_WEB = lazy_regex(r"(?:https?|ftp)://[^\s/?#]", re.IGNORECASE)
_SCHEME = lazy_regex(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PICTURE = lazy_regex(r"\.(?:png|jpe?g|gif|svg|webp|avif|ico|bmp|tiff?)$", re.IGNORECASE)
_ANYWHERE = lazy_regex(  # hosts that stand for no site: an address in instructions, not a source
    r"(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\]|(?:[\w-]+\.)?example\.(?:com|org|net))", re.IGNORECASE
)
_HERE = lazy_regex(r"localhost|127(?:\.\d{1,3}){3}", re.IGNORECASE)
_CITING = lazy_regex(r"[.!?…。！？][\"”’»)\]]*\s{0,2}[(<\[]?$|\w\s?\($")  # before an address that is a source
_BLANK = frozenset("{[<$%")  # behind an address: what follows is to be filled in


def address_of(href: str, base: str | None = None) -> str | None:
    """Return the address that a link leads to; None where it leads to no other page of the web.

    `base` is the address of the document, None where it is unknown; links relative to an unknown address have none.
    """
    href = "".join(href.split())
    if href.startswith("//"):
        href = f"https:{href}"
    elif base and href and not href.startswith("#") and not _SCHEME.match(href):
        href = joined(base, href)
    if not _WEB.match(href) or (base and _is_own(href, base)):
        return None
    return redirected(href)


def _is_own(url: str, base: str) -> bool:
    """Return whether an address is that of the document, or of another article of the wiki that it is from."""
    if canonical_key(url) == canonical_key(base):
        return True
    try:
        own, other = urlsplit(base), urlsplit(url)
    except ValueError:
        return False
    return own.netloc.lower() == other.netloc.lower() and "/wiki/" in other.path and "/wiki/" in own.path


def is_picture(url: str) -> bool:
    """Return whether an address is that of a picture's file."""
    try:
        return _PICTURE.search(urlsplit(url).path) is not None
    except ValueError:
        return False


def bare_links(text: str) -> Iterator[LinkPlace]:
    """Yield the addresses that a text shows, without those of instructions: "http://localhost", "https://a.test/{id}".

    A page on this machine counts where a source stands: behind the end of a sentence, or alone in parentheses.
    """
    for span, url in find_urls(text):
        if text[span.end : span.end + 1] in _BLANK and text[span.end : span.end + 1]:
            continue
        try:
            parts = urlsplit(url)
        except ValueError:
            continue
        name, colon, port = parts.netloc.rpartition("@")[2].rpartition(":")
        host = name if port.isdecimal() and colon else f"{name}{colon}{port}"
        is_source = _HERE.fullmatch(host) and len(parts.path) > 1 and _cites(text, span)
        if is_source or not _ANYWHERE.fullmatch(host):
            yield LinkPlace(span.start, span.end, url)


def _cites(text: str, span: Span) -> bool:
    """Return whether an address stands where the source of a sentence stands."""
    found = _CITING.search(text, max(0, span.start - 5), span.start)
    return found is not None and ("(" not in found.group() or text[span.end : span.end + 1] == ")")
