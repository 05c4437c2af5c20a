"""Recognises parked domains by their redirects, by what their pages load, and by what these say."""

from __future__ import annotations

from citecheck.http.addresses import registrable
from citecheck.pages import Page
from citecheck.pages.signs import parking_services, pattern, plain
from claims.urls import parts_of

# Judgement, held by real article pages (`live_pages`); the rule book names them (`reports/rules/links.toml`).
_LONG = 250  # words; a longer page has real content
_PROSE = 60  # words in sentences; a long page with fewer may be lists of advertisements
_SENTENCES = 40  # words in sentences under which a page may only be an offer
_LANDER = 30  # words; a shorter page that links to a lander has no other content


def parking_service(page: Page) -> str:
    """Return the domain-parking service to which a redirect of `page` led; empty: no such redirect."""
    asked, final = (registrable(parts_of(url).hostname or "") for url in (page.fetched.url, page.fetched.final_url))
    services = parking_services()
    return final if final in services and asked not in services and not _says_much(page) else ""


def is_parked_markup(page: Page) -> bool:
    """Return whether `page` loads files that only parking services use, or only redirects to such a service."""
    if _is_of_a_service(page) or _says_much(page):
        return False
    leads = page.words < _LANDER and pattern("parked", "landers").search(page.markup.beginning)
    return bool(leads or pattern("parked", "markup").search(page.markup.beginning))


def parking_words(page: Page) -> str:
    """Return the words by which a short `page` says that its domain is for sale; empty: it does not say so."""
    if _is_of_a_service(page) or page.words >= _LONG or page.tells_a_story or page.prose >= _SENTENCES:
        return ""
    found = pattern("parked", "words").search(plain(" ".join((*page.titles, page.said))))
    return found[0][:60] if found else ""


def _is_of_a_service(page: Page) -> bool:
    return registrable(parts_of(page.fetched.url).hostname or "") in parking_services()


def _says_much(page: Page) -> bool:
    return page.words >= _LONG and page.prose >= _PROSE


__all__ = ["is_parked_markup", "parking_service", "parking_words"]
