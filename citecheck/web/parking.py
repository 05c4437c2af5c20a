"""Recognises parked domains by their redirects, by what their pages load, and by what these say."""

from __future__ import annotations

from urllib.parse import urlsplit

from citecheck.http.addresses import registrable
from citecheck.web.signs import parking_services, pattern, plain
from citecheck.web.view import PageView

_LONG = 250  # words; a longer page has content of its own
_PROSE = 60  # words in sentences; a long page with fewer may be lists of advertisements
_LANDER = 30  # words; a shorter page that links to a lander has no other content


def parking_evidence(view: PageView) -> str:
    """Return the sign that the domain of a page is parked, in words; empty if there is none."""
    asked, final = (registrable(urlsplit(url).hostname or "") for url in (view.fetched.url, view.fetched.final_url))
    services = parking_services()
    if asked in services or (view.words >= _LONG and view.prose >= _PROSE):
        return ""
    if final in services:
        return f"it redirects to {final}, which parks and sells domains"
    if view.words < _LANDER and pattern("parked", "landers").search(view.markup):
        return "the page only leads to a page of a parking service"
    if pattern("parked", "markup").search(view.markup):
        return "the page loads what only pages of parking services load"
    if view.words >= _LONG:
        return ""
    found = pattern("parked", "words").search(plain(" ".join((*view.titles, view.said))))
    return f"the page says “{found[0][:60]}”" if found else ""


__all__ = ["parking_evidence"]
