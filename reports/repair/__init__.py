"""A reference with its archived copy or its lost address added, in the document's own format, ready to be pasted.

The author's text is not rewritten: the markup is kept if it is known, and the words if it is
not; dates are written in the style that the entry uses itself. Only the address that was found for an entry without
one, the address of the capture, its date and what became of the original address are added.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from claims.model import DocumentFormat, Reference
from reports.model import LinkStatus, SourceCheck
from reports.records import ReferenceCheck
from reports.repair.bibtex import bibliography_entry, is_bibtex
from reports.repair.choosing import best_capture, day_of_capture, is_found, missing_doi, told_status
from reports.repair.dates import in_style_of
from reports.repair.parts import Parts, is_web
from reports.repair.prose import hypertext, markdown, plaintext
from reports.repair.wikitext import made_template, repaired_markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A repaired reference: its text in `format`, and in words what is new about it."""

    text: str
    added: str
    format: DocumentFormat


def repaired(
    reference: Reference,
    source: SourceCheck | None,
    format: DocumentFormat,
    *,
    language: str | None = None,
    looked_up: ReferenceCheck | None = None,
) -> Repair | None:
    """Return `reference` with the best capture, its new address, the address that was found for it, or its DOI, added.

    None: there is nothing to add. No capture is known or the reference names a copy already; its address has not moved
    permanently; no address was found for it, or nothing that was read there confirms it; and no record gives a DOI that
    it lacks. `source` is its source (None: not checked), `looked_up` what registries say about it (None: not asked).
    `format` and `language` are the document's; the language decides how dates are read.
    """
    if source is None:
        return None
    doi = missing_doi(reference, looked_up) if format in _ADDING else None
    moved = source.moved_to if source.status is LinkStatus.MOVED and is_web(source.moved_to) else None
    capture = None if reference.archive_url else best_capture(source)
    found = source.url if format in _ADDING and is_found(reference, source) else None
    if source.found is not None and not reference.urls and found is None:
        capture = moved = None  # nothing shows that the address, or its capture, is the work
    if capture is None and moved is None and found is None and doi is None:
        return None
    words = reference.markup or reference.text
    day = day_of_capture(capture, source) if capture is not None else None
    old = reference.urls[0] if reference.urls else (None if source.found is not None else source.url)
    parts = Parts(
        reference=reference,
        old=old,
        url=moved or found or old,
        capture=capture,
        captured=in_style_of(words, day, like=reference.accessed, language=language) if day is not None else None,
        url_status=told_status(source.status),
        language=language,
        doi=doi,
    )
    write = bibliography_entry if is_bibtex(reference.markup) else _WRITERS.get(format, plaintext)
    return Repair(text=write(parts), added=_added(parts), format=format)


def _added(parts: Parts) -> str:
    """Say what is new."""
    news = []
    if parts.moved:
        news.append("the new address" if parts.old else "the address that was found")
    if parts.capture is not None:
        news.append("the archived copy" + (f" of {parts.captured}" if parts.captured else ""))
        news.append(f"that the original is {parts.url_status.value}")
    if parts.doi is not None:
        news.append("the DOI of its record")
    return f"Added: {', '.join(news)}."


def _wikitext(parts: Parts) -> str:
    markup = parts.reference.markup
    return repaired_markup(parts, markup) if markup else made_template(parts)


_WRITERS: Mapping[DocumentFormat, Callable[[Parts], str]] = {
    DocumentFormat.WIKITEXT: _wikitext,
    DocumentFormat.MARKDOWN: markdown,
    DocumentFormat.HTML: hypertext,
    DocumentFormat.BIBTEX: bibliography_entry,
    DocumentFormat.CSL_JSON: bibliography_entry,
    DocumentFormat.RIS: bibliography_entry,
    DocumentFormat.ENDNOTE: bibliography_entry,
}
"""How entries are written in a format; in all others as plain text."""

_ADDING = frozenset(
    {
        DocumentFormat.WIKITEXT,
        DocumentFormat.MARKDOWN,
        DocumentFormat.HTML,
        DocumentFormat.PLAINTEXT,
        DocumentFormat.DOCX,
    }
)
"""The formats whose writers can add an address or a DOI to an entry that has none."""

__all__ = ["Repair", "repaired"]
