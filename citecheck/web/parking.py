"""Parked domains: told by where they redirect, by what their pages load, and by what these say."""

from __future__ import annotations

from urllib.parse import urlsplit

from citecheck.http.addresses import registrable
from citecheck.web.signs import parking_services, pattern, plain
from citecheck.web.view import PageView

_LONG = 250  # words from which a page is about something, whatever it also says or loads
_PROSE = 60  # words in sentences under which a long page may be nothing but lists of advertisements
_LANDER = 30  # words under which a page that leads to a lander is nothing else


def parking_evidence(view: PageView) -> str:
    """Return by what a page is seen to be a parked domain's, in words; empty where it is not."""
    asked, final = (registrable(urlsplit(url).hostname or "") for url in (view.fetched.url, view.fetched.final_url))
    services = parking_services()
    if asked in services or (view.words >= _LONG and view.prose >= _PROSE):
        return ""
    if final in services:
        return f"it leads to {final}, which parks and sells domains"
    if view.words < _LANDER and pattern("parked", "landers").search(view.markup):
        return "the page only leads to a parking service's own"
    if pattern("parked", "markup").search(view.markup):
        return "the page loads what only parking services' pages load"
    if view.words >= _LONG:
        return ""
    found = pattern("parked", "words").search(plain(" ".join((*view.titles, view.said))))
    return f"the page says “{found[0][:60]}”" if found else ""


__all__ = ["parking_evidence"]
