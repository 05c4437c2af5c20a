"""From a wish to the edits of a file, by the format of the file."""

from __future__ import annotations

from citecheck.fixing import bibtex, prose, wikitext
from citecheck.fixing.addresses import Spot
from citecheck.fixing.model import FixKind
from citecheck.fixing.places import NoPlace, Page
from citecheck.fixing.wishes import Wish
from claims.model import DocumentFormat, Span
from claims.source_map import TextEdit

EDITABLE = frozenset(
    {
        DocumentFormat.WIKITEXT,
        DocumentFormat.MARKDOWN,
        DocumentFormat.HTML,
        DocumentFormat.RST,
        DocumentFormat.LATEX,
        DocumentFormat.BIBTEX,
    }
)
"""The formats of text files that are edited."""


def edits_of(wish: Wish, page: Page, region: Span | None, spots: list[Spot]) -> list[TextEdit]:
    """Return the edits of `page` that fulfil `wish`. Raises `NoPlace` with the reason if there are none.

    `region` is the entry of the reference; None: it is a link of the text. `spots` are the places of its address: in
    the entry, or of a link of the text everywhere outside of entries.
    """
    if wish.old and not spots and wish.kind is not FixKind.RECORD_FIELD:
        raise NoPlace(f"{wish.old} is not written there as an address of its own")
    if region is None:
        return _of_link(wish, page, spots)
    if _has_already(wish, page, region):
        raise NoPlace("it stands there already")
    return _of_entry(wish, page, region, spots)


def around(edits: list[TextEdit], page: Page, region: Span | None) -> Span:
    """Return the range that shows what `edits` change: the template of a wiki, the entry, or the line."""
    first, last = min(edit.start for edit in edits), max(edit.end for edit in edits)
    if region is None:
        line_end = page.text.find("\n", last)
        return Span(page.text.rfind("\n", 0, first) + 1, len(page.text) if line_end < 0 else line_end)
    if page.format is DocumentFormat.WIKITEXT:
        template = wikitext.template_with(page, region, Span(first, last))
        if template is not None:
            return template
    return Span(min(first, region.start), max(last, region.end))


def _of_link(wish: Wish, page: Page, spots: list[Spot]) -> list[TextEdit]:
    """Return the edits of a link of the text, which has no entry: another address, or a note that it is dead."""
    if wish.kind is FixKind.MOVED_ADDRESS:
        return _readdressed(wish, page, spots)
    if wish.kind is FixKind.ARCHIVED_COPY:
        if wish.status is None or wish.status.value == "live":
            raise NoPlace("the link works, and the text has no place for a second address")
        return _readdressed(wish, page, [spot for spot in spots if spot.is_target] or spots)
    if wish.kind is FixKind.DEAD_LINK_ADDED and page.format is DocumentFormat.WIKITEXT:
        return wikitext.dead_link_added(wish, page, None, spots)
    raise NoPlace("a link of the text has no entry for it")


def _of_entry(wish: Wish, page: Page, region: Span, spots: list[Spot]) -> list[TextEdit]:
    """Return the edits of an entry."""
    is_wiki, is_bib = page.format is DocumentFormat.WIKITEXT, page.format is DocumentFormat.BIBTEX
    if wish.kind is FixKind.MOVED_ADDRESS:
        return _readdressed(wish, page, spots)
    if wish.kind is FixKind.ARCHIVED_COPY:
        if is_wiki:
            return wikitext.archived_copy(wish, page, region, spots)
        return bibtex.archived_copy(wish, page, region) if is_bib else prose.archived_copy(wish, page, region)
    if wish.kind is FixKind.DOI:
        if is_wiki:
            return wikitext.doi(wish, page, region)
        return bibtex.new_field(page, region, "doi", wish.value) if is_bib else prose.doi(wish, page, region)
    if wish.kind is FixKind.FOUND_ADDRESS:
        if is_wiki:
            return wikitext.new_address(wish, page, region)
        return bibtex.new_field(page, region, "url", wish.value) if is_bib else prose.new_address(wish, page, region)
    if wish.kind is FixKind.RECORD_FIELD and is_bib:
        return bibtex.record_field(wish, page, region)
    if not is_wiki:
        raise NoPlace(f"a {page.format.value} entry has no field for it")
    if wish.kind is FixKind.RECORD_FIELD:
        return wikitext.record_field(wish, page, region)
    if wish.kind is FixKind.URL_STATUS:
        return wikitext.url_status(wish, page, region, spots)
    if wish.kind is FixKind.DEAD_LINK_ADDED:
        return wikitext.dead_link_added(wish, page, region, spots)
    return wikitext.dead_link_removed(page, region, spots)


def _readdressed(wish: Wish, page: Page, spots: list[Spot]) -> list[TextEdit]:
    """Return the edits that write the new address in all places of the old one."""
    return [TextEdit(spot.start, spot.end, page.index.written(wish.value, spot)) for spot in spots]


def _has_already(wish: Wish, page: Page, region: Span) -> bool:
    """Return whether what would be added stands in the entry."""
    if wish.kind in (FixKind.ARCHIVED_COPY, FixKind.FOUND_ADDRESS):
        return bool(page.index.of(wish.value, region))
    return wish.kind is FixKind.DOI and wish.value.lower() in page.text[region.start : region.end].lower()


__all__ = ["EDITABLE", "around", "edits_of"]
