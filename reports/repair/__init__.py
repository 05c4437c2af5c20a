"""A reference with its archived copy or its lost address added, in the document's own format, ready to be pasted.

The author's text is not rewritten: the markup is kept if it is known, and the words if it is
not; dates are written in the style that the entry uses itself. Only the address that was found for an entry without
one, the address of the capture, its date and what became of the original address are added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from claims.identifiers import addresses
from claims.model import DocumentFormat, Reference, UrlStatus
from reports.model import LinkStatus, Origin, SourceCheck
from reports.records import Existence, ReferenceCheck
from reports.repair.bibtex import bibliography_entry, is_bibtex
from reports.repair.dates import in_style_of
from reports.repair.parts import Parts, is_web
from reports.repair.prose import hypertext, markdown, plaintext
from reports.repair.wikitext import made_template, repaired_markup

_TIMESTAMP = re.compile(r"/(\d{4})(\d{2})(\d{2})\d{0,6}(?:[a-z]{2}_)?/")


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
    doi = _doi(reference, looked_up) if format in _ADDING else None
    moved = source.moved_to if source.status is LinkStatus.MOVED and is_web(source.moved_to) else None
    capture = None if reference.archive_url else _capture(source)
    found = source.url if format in _ADDING and _is_found(reference, source) else None
    if source.found is not None and not reference.urls and found is None:
        capture = moved = None  # nothing shows that the address, or its capture, is the work
    if capture is None and moved is None and found is None and doi is None:
        return None
    words = reference.markup or reference.text
    day = _captured(capture, source) if capture is not None else None
    old = reference.urls[0] if reference.urls else (None if source.found is not None else source.url)
    parts = Parts(
        reference=reference,
        old=old,
        url=moved or found or old,
        capture=capture,
        captured=in_style_of(words, day, like=reference.accessed, language=language) if day is not None else None,
        url_status=_url_status(source.status),
        language=language,
        doi=doi,
    )
    write = bibliography_entry if is_bibtex(reference.markup) else _WRITERS.get(format, plaintext)
    return Repair(text=write(parts), added=_added(parts), format=format)


def _doi(reference: Reference, looked_up: ReferenceCheck | None) -> str | None:
    """Return the DOI that a registry's record of the work gives and the reference lacks; None: there is none."""
    if looked_up is None or looked_up.verdict is not Existence.VERIFIED or looked_up.record is None:
        return None
    doi = looked_up.record.identifiers.get("doi")
    known = reference.identifiers.get("doi") or any(doi and doi in url.lower() for url in reference.urls)
    return None if known or not doi or not is_web(addresses("doi", doi)) else doi


def _is_found(reference: Reference, source: SourceCheck) -> bool:
    """Return whether the source has an address that was found for an entry without one, and that a copy confirms."""
    if source.found is None or reference.urls or not is_web(source.url):
        return False
    doubted = any(problem.code in ("source-unconfirmed", "reference-mismatch") for problem in source.problems)
    return not doubted and any(copy.has_text for copy in source.copies)


def _capture(source: SourceCheck) -> str | None:
    """Return the capture that the audit offers, or else the archived copy that it read."""
    candidates = [source.capture, *(copy.final_url for copy in source.copies if copy.origin is Origin.ARCHIVE)]
    return next((url for url in candidates if is_web(url)), None)


def _captured(capture: str, source: SourceCheck) -> date | None:
    """Return the day of a capture, from the copy that was read or from the timestamp in its address."""
    for copy in source.copies:
        if copy.final_url == capture and copy.captured:
            try:
                return date.fromisoformat(copy.captured[:10])
            except ValueError:
                break
    match = _TIMESTAMP.search(capture)
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def _url_status(status: LinkStatus) -> UrlStatus:
    if status is LinkStatus.USURPED:
        return UrlStatus.USURPED
    return UrlStatus.DEAD if status.is_failing else UrlStatus.LIVE


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
