"""How much of a source a page shows, by the page itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from citecheck.extractors.metadata import PageHead
from citecheck.model import Place, Unread
from reports.model import Extent

_PROSE = 60  # characters; a longer block is a sentence, a shorter one a label
_TEASER = 2_500  # characters of prose; a shorter page that says that it is not free shows only its beginning
_ABSTRACT = 6_000  # the same for the landing page of a work: a shorter one shows its abstract
_MEDIA = 3_000  # the same for a video or a podcast: a shorter page is only its description
_NOTHING = 120  # characters of text; a shorter page with scripts is filled by them
_ARTICLES = ("Article", "BlogPosting", "Report", "CreativeWork")
_RECORDINGS = ("VideoObject", "AudioObject", "PodcastEpisode", "RadioEpisode", "MusicRecording", "ImageObject")


def extent_of(places: Sequence[Place], head: PageHead) -> tuple[Extent, str | Unread]:
    """Return how much of its source the page shows, and why it is not all (empty: it is all)."""
    shown = sum(place.end - place.start for place in places if place.kind not in ("metadata", "description"))
    prose = sum(
        place.end - place.start
        for place in places
        if place.end - place.start >= _PROSE and place.kind not in ("navigation", "comment", "related", "references")
    )
    if shown < _NOTHING and prose < _NOTHING:
        if head.scripts:
            return Extent.NONE, Unread.SCRIPTS
        if not places:
            return Extent.NONE, "the page has no text"
    if _is_paid(head) and prose < _TEASER:
        return Extent.TEASER, "the page says that it is not free, and shows only its beginning"
    if _is_recording(head) and prose < _MEDIA:
        return Extent.MEDIA, "the page is about a recording; its words were not read"
    if _is_catalogue(head) and prose < _ABSTRACT:
        return Extent.CATALOGUE, "the page is a catalogue's entry of a book"
    if head.first("citation_title", "citation_doi", "bepress_citation_doi") and prose < _ABSTRACT:
        return Extent.ABSTRACT, "the page shows the abstract of a work"
    if _continues(head):
        return Extent.PAGE_OF_MANY, "the page is one of several, and names the next"
    return Extent.FULL, ""


def _is_paid(head: PageHead) -> bool:
    if (head.first("article:content_tier", "og:article:content_tier") or "").lower() in ("locked", "metered"):
        return True
    return any(
        str(item.get("isAccessibleForFree")).strip().lower() in ("false", "no", "0", "http://schema.org/false")
        for item in head.of_type(*_ARTICLES, "WebPage")
    )


def _is_recording(head: PageHead) -> bool:
    kind = (head.first("og:type") or "").lower()
    if kind.startswith(("video", "music")):
        return True
    articles = any(True for _ in head.of_type(*_ARTICLES))
    return not articles and not kind.startswith("article") and any(True for _ in head.of_type(*_RECORDINGS[:-1]))


def _is_catalogue(head: PageHead) -> bool:
    kind = (head.first("og:type") or "").lower()
    return kind in ("book", "books.book", "product.book") or any(True for _ in head.of_type("Book"))


def _continues(head: PageHead) -> bool:
    """Return whether rel=next names the next page of the same work, rather than the next article of a blog."""
    own = next((address for rel, address in head.links if rel == "canonical"), None) or head.url
    following = next((address for rel, address in head.links if rel == "next"), None)
    if not own or not following:
        return False
    try:
        here, there = urlsplit(urljoin(head.url or "", own)), urlsplit(urljoin(head.url or own, following))
    except ValueError:
        return False
    if here.path.strip("/") == "":
        return False
    numbered = re.fullmatch(r"(?:page[/-]?)?\d{1,3}/?", there.path[len(here.path) :].lstrip("/"))
    if there.path.startswith(here.path) and there.path != here.path:
        return bool(numbered)
    return there.path == here.path and bool(re.search(r"(?:^|&)(?:page|p|pg|seite)=\d{1,3}(?:&|$)", there.query))
