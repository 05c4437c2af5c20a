"""What goes into a repaired reference, whatever the format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from claims.model import Reference, UrlStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The reference, and what is new: dates are written already.

    `old` is the address that the entry has now (None: it has none), `url` the address that it should have: the same,
    the one to which it moved, or the one that was found for it.
    `capture` is None if only the address changes. `doi` is one that the entry lacks; None: there is none to add.
    """

    reference: Reference
    old: str | None
    url: str | None
    capture: str | None
    captured: str | None
    url_status: UrlStatus
    language: str | None
    doi: str | None = None

    @property
    def moved(self) -> bool:
        """Whether the address changes."""
        return self.url != self.old


def is_web(url: str | None) -> bool:
    """Return whether `url` can be written in a document: http or https, without characters that would end it."""
    if not url or re.search(r"[\s<>\"\x00-\x1f\x7f]", url):
        return False
    try:
        return urlsplit(url).scheme.lower() in ("http", "https")
    except ValueError:
        return False
