"""Pages of one address, with as many words as a border of a rule needs."""

from __future__ import annotations

from citecheck.extractors import extract
from citecheck.model import Fetched
from citecheck.pages import Page
from reports.model import Origin

ASKED = "https://harbour.example/2011/04/the-fall-of-the-mast"


def filler(words: int) -> str:
    """Return sentences that are too short for a story; each has six words."""
    whole, rest = divmod(words, 6)
    return "Tar and rope and hemp again. " * whole + " ".join(["rope"] * rest)


def page(body: str, *, final: str = ASKED, status: int = 200, headers: dict[str, str] | None = None) -> Page:
    fetched = Fetched(
        url=ASKED,
        final_url=final,
        origin=Origin.LIVE,
        retrieved="",
        attempts=(),
        status=status,
        headers={"content-type": "text/html; charset=utf-8", **(headers or {})},
        body=body.encode(),
        redirects=((302, final),) if final != ASKED else (),
    )
    return Page(fetched, extract)
