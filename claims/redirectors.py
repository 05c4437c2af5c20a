"""Addresses of services that send readers on to the address that they hold: a link of a Google document, of a mail."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from claims.patterns import lazy_regex

_MAY_BE = lazy_regex(
    r"[?&](?:q|url|u|uddg|to|z|target|dest|goto)=(?:https?(?::|%3a)|//)|/v[23]/__https?:", re.IGNORECASE
)
_SERVICES = lazy_regex(
    r"https?://(?:(?:www\.)?google\.[a-z.]{2,6}/url|lm?\.facebook\.com/l\.php|l\.instagram\.com/|l\.messenger\.com/l\.php"
    r"|(?:www\.)?youtube\.com/redirect|duckduckgo\.com/l/|out\.reddit\.com/|t\.umblr\.com/redirect|(?:www\.)?vk\.com/away\.php"
    r"|(?:www\.)?linkedin\.com/(?:redir/redirect|safety/go)|slack-redir\.net/link|steamcommunity\.com/linkfilter/"
    r"|[\w.-]+\.safelinks\.protection\.outlook\.com/|link\.zhihu\.com/|link\.csdn\.net/|href\.li/|(?:www\.)?bing\.com/(?:newtabredir|ck)"
    r")\?(?P<query>\S+)",
    re.IGNORECASE,
)
_DEFENSE = lazy_regex(r"https?://urldefense(?:\.proofpoint)?\.com/v3/__(?P<url>\S+?)__;", re.IGNORECASE)
_NAMES = ("q", "url", "u", "uddg", "to", "z", "target", "dest", "goto")


def redirected(url: str) -> str:
    """Return the address that `url`, one of a service that redirects, leads to; any other `url` as it is.

    The services are those whose addresses hold the whole other address: the links of Google documents, of the safe
    links of mail servers, and of networks that warn readers who leave them.
    """
    if _MAY_BE.search(url) is None:
        return url
    if defended := _DEFENSE.match(url):
        return defended["url"]
    match = _SERVICES.match(url)
    if match is None:
        return url
    values = dict(piece.partition("=")[::2] for piece in match["query"].partition("#")[0].split("&"))
    for name in _NAMES:
        target = unquote(values.get(name, ""))
        if _is_address(target):
            return target
    return url


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc


__all__ = ["redirected"]
