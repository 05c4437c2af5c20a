"""From a wish to the edits of a file, by the format of the file."""

from __future__ import annotations

from citecheck.fixing import bibtex, prose, wikitext
from citecheck.fixing.addresses import Spot
from citecheck.fixing.model import FixKind
from citecheck.fixing.places import NoPlace, SourceFile
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


def edits_of(wish: Wish, file: SourceFile, region: Span | None, spots: list[Spot]) -> list[TextEdit]:
    """Return the edits of `file` that fulfil `wish`. Raises `NoPlace` with the reason if there are none.

    `region` is the entry of the reference; None: it is a link of the text. `spots` are the places of its address: in
    the entry, or of a link of the text everywhere outside of entries.
    """
    if wish.old and not spots and wish.kind is not FixKind.RECORD_FIELD:
        raise NoPlace(f"{wish.old} is not written there as an address of its own")
    if region is None:
        return _of_link(wish, file, spots)
    if _has_already(wish, file, region):
        raise NoPlace("it stands there already")
    return _of_entry(wish, file, region, spots)


def around(edits: list[TextEdit], file: SourceFile, region: Span | None) -> Span:
    """Return the range of `file` that shows what `edits` change: a template, the entry at `region`, or the line."""
    first, last = min(edit.start for edit in edits), max(edit.end for edit in edits)
    if region is None:
        line_end = file.text.find("\n", last)
        return Span(file.text.rfind("\n", 0, first) + 1, len(file.text) if line_end < 0 else line_end)
    if file.format is DocumentFormat.WIKITEXT:
        template = wikitext.template_with(file, region, Span(first, last))
        if template is not None:
            return template
    return Span(min(first, region.start), max(last, region.end))


def _of_link(wish: Wish, file: SourceFile, spots: list[Spot]) -> list[TextEdit]:
    """Return the edits of a link of the text, which has no entry: another address, or a note that it is dead."""
    if wish.kind is FixKind.MOVED_ADDRESS:
        return _readdressed(wish, file, spots)
    if wish.kind is FixKind.ARCHIVED_COPY:
        if wish.status is None or wish.status.value == "live":
            raise NoPlace("the link works, and the text has no place for a second address")
        return _readdressed(wish, file, [spot for spot in spots if spot.is_target] or spots)
    if wish.kind is FixKind.DEAD_LINK_ADDED and file.format is DocumentFormat.WIKITEXT:
        return wikitext.dead_link_added(wish, file, None, spots)
    raise NoPlace("a link of the text has no entry for it")


def _of_entry(wish: Wish, file: SourceFile, region: Span, spots: list[Spot]) -> list[TextEdit]:
    """Return the edits of an entry."""
    is_wiki, is_bib = file.format is DocumentFormat.WIKITEXT, file.format is DocumentFormat.BIBTEX
    if wish.kind is FixKind.MOVED_ADDRESS:
        return _readdressed(wish, file, spots)
    if wish.kind is FixKind.ARCHIVED_COPY:
        if is_wiki:
            return wikitext.archived_copy(wish, file, region, spots)
        return bibtex.archived_copy(wish, file, region) if is_bib else prose.archived_copy(wish, file, region)
    if wish.kind is FixKind.DOI:
        if is_wiki:
            return wikitext.doi(wish, file, region)
        return bibtex.new_field(file, region, "doi", wish.value) if is_bib else prose.doi(wish, file, region)
    if wish.kind is FixKind.FOUND_ADDRESS:
        if is_wiki:
            return wikitext.new_address(wish, file, region)
        return bibtex.new_field(file, region, "url", wish.value) if is_bib else prose.new_address(wish, file, region)
    if wish.kind is FixKind.RECORD_FIELD and is_bib:
        return bibtex.record_field(wish, file, region)
    if not is_wiki:
        raise NoPlace(f"a {file.format.value} entry has no field for it")
    if wish.kind is FixKind.RECORD_FIELD:
        return wikitext.record_field(wish, file, region)
    if wish.kind is FixKind.URL_STATUS:
        return wikitext.url_status(wish, file, region, spots)
    if wish.kind is FixKind.DEAD_LINK_ADDED:
        return wikitext.dead_link_added(wish, file, region, spots)
    return wikitext.dead_link_removed(file, region, spots)


def _readdressed(wish: Wish, file: SourceFile, spots: list[Spot]) -> list[TextEdit]:
    """Return the edits that write the new address in all places of the old one."""
    return [TextEdit(spot.start, spot.end, file.index.written(wish.value, spot)) for spot in spots]


def _has_already(wish: Wish, file: SourceFile, region: Span) -> bool:
    """Return whether what would be added stands in the entry."""
    if wish.kind in (FixKind.ARCHIVED_COPY, FixKind.FOUND_ADDRESS):
        return bool(file.index.of(wish.value, region))
    return wish.kind is FixKind.DOI and wish.value.lower() in file.text[region.start : region.end].lower()


__all__ = ["EDITABLE", "around", "edits_of"]
