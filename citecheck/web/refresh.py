"""Redirects that stand in a page: a meta refresh on a page that says nothing else."""

from __future__ import annotations

import re
from html import unescape

_MARKUP = 30_000  # bytes; a page that is longer says something of its own
_WORDS = 40  # words besides, up to "if you are not sent on, click here"
_SECONDS = 10  # the longest delay that is meant as a redirect
_SILENT = re.compile(
    r"<(noscript|script|style|head|template)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL
)
_NOSCRIPT = re.compile(r"<noscript\b.*?</noscript\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_META = re.compile(r"<meta\b[^>]{0,300}http-equiv\s*=\s*[\"']?refresh\b[^>]{0,2000}>", re.IGNORECASE)
_CONTENT = re.compile(
    r"""content\s*=\s*(?:"\s*(\d+)[\d.]*\s*[;,]\s*url\s*=\s*'?([^"']+)|'\s*(\d+)[\d.]*\s*[;,]\s*url\s*=\s*"?([^'"]+))""",
    re.IGNORECASE,
)


def refresh_target(body: bytes, content_type: str) -> str | None:
    """Return the address to which a page sends its readers at once, or None where it does not, or says more."""
    if len(body) > _MARKUP or "html" not in content_type.lower():
        return None
    markup = _NOSCRIPT.sub(" ", body.decode("utf-8", errors="replace"))
    meta = _META.search(markup)
    found = _CONTENT.search(meta[0]) if meta else None
    if found is None or int((found[1] or found[3])[:6]) > _SECONDS:
        return None
    if len(_SILENT.sub(" ", markup).split()) > _WORDS:
        return None
    return unescape(found[2] or found[4]).strip() or None


__all__ = ["refresh_target"]
