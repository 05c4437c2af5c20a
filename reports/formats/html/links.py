"""Which addresses become links, and where in the page they lead."""

from __future__ import annotations

import re
from urllib.parse import quote_plus, urlsplit

from claims.model import Reference
from reports.fragments import passage_directive
from reports.model import LinkStatus, Passage

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"'`\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_LONGEST = 4096
_SEARCH = "https://duckduckgo.com/?q="
_LONGEST_TITLE = 200
_NEVER_LINKED = frozenset({LinkStatus.USURPED, LinkStatus.REFUSED_ADDRESS})


def safe_url(url: str | None) -> str | None:
    """Return `url` if it may be linked: http or https, with a host, and without a disguise of its target.

    An address with a user name before its host ("https://bank.example@evil.example") is not safe.
    """
    if not url or len(url) > _LONGEST or _FORBIDDEN.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    return url


def may_be_linked(status: LinkStatus) -> bool:
    """Return whether the address of a source with `status` may be linked: usurped and private addresses may not."""
    return status not in _NEVER_LINKED


def title_search(reference: Reference) -> str | None:
    """Return the address that searches the web for the title and publisher of `reference`; None: it has no title.

    Nothing is asked before a person follows the link.
    """
    if not reference.title:
        return None
    title = " ".join(reference.title.replace('"', " ").split())[:_LONGEST_TITLE]
    publisher = " ".join((reference.publisher or "").split())[:_LONGEST_TITLE]
    return safe_url(_SEARCH + quote_plus(f'"{title}" {publisher}'.strip().encode("utf-8", "replace")))


def at_passage(url: str | None, passage: Passage) -> str | None:
    """Return the link to `passage` in its page (a text fragment); None: `url` may not be linked.

    In a PDF the link leads to the page number. If the page does not show the words, the link leads to the whole page.
    """
    safe = safe_url(url)
    if safe is None:
        return None
    address, _, fragment = safe.partition("#")
    if passage.page is not None:
        return f"{address}#page={passage.page}"
    directive = passage_directive(passage)
    return f"{address}#{fragment.partition(':~:')[0]}:~:{directive}" if directive else safe
