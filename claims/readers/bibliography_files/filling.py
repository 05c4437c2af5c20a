"""Fields that all bibliography files have in common: identifiers, addresses, dates, pages, what a note says."""

from __future__ import annotations

import re

from claims.bibliography import parse_reference
from claims.dates import parse_date
from claims.identifiers import find_identifiers, is_valid, normalise
from claims.readers.bibliography_files.model import Work
from claims.urls import find_urls, is_web_address

_YEAR = re.compile(r"(?<!\d)(1\d{3}|20\d{2})(?!\d)")
_EXTENDED = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T.*)?[~?%]*(?:/.*)?")
_RANGE = re.compile(r"\s*(?:-{1,3}|[–—])\s*")
_PAGES = re.compile(r"\d|^\s*[ivxlc]+\b", re.IGNORECASE)
_ISBN = re.compile(r"(?:97[89][-– ]?)?\d(?:[-– ]?\d){8}[-– ]?[\dXx]")
_ARXIV = re.compile(
    r"(?:arxiv\s*:\s*)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]{2,12}(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)", re.IGNORECASE
)
_SAYS_MORE = re.compile(
    r"https?://|(?:^|\W)(?:arxiv|pm(?:c)?id|doi|accessed|retrieved|visited|abgerufen|zugriff|consult)", re.I
)
_LONGEST_NOTE = 600  # characters of a note that are looked at


def add_identifier(work: Work, kind: str, value: str) -> None:
    """Add an identifier of `kind` ("doi", "isbn" …) as the file writes it; empty: nothing. The first one counts."""
    value = value.strip()
    if not value or kind in work.fields.identifiers:
        return
    if kind == "isbn":
        found = _ISBN.search(value)
        value = found[0] if found else value
    elif kind == "arxiv":
        found = _ARXIV.search(value)
        if found is None:
            return
        value = found[1]
    elif kind == "doi" and is_web_address(value) and "10." not in value:
        work.fields.add_url(value)
        return
    elif kind in ("pmid", "pmcid") and not re.search(r"\d", value):
        return
    work.fields.identifiers[kind] = normalise(kind, value)


def add_address(work: Work, value: str) -> None:
    """Add an address. One of doi.org, arXiv or PubMed is an identifier too."""
    value = value.strip().strip("<>")
    if value.startswith("www."):
        value = f"http://{value}"
    if not is_web_address(value):
        found = find_urls(value)
        if not found:
            return
        value = found[0].url
    for kind, identifier in find_identifiers(value).items():
        if is_valid(kind, identifier):
            work.fields.identifiers.setdefault(kind, identifier)
    work.fields.add_url(value)


def add_note(work: Work, note: str) -> None:
    """Add what a note or "how published" says: addresses, identifiers, the date of access."""
    note = note[:_LONGEST_NOTE]
    if not _SAYS_MORE.search(note):
        return
    told = parse_reference(note)
    for url in told.get("urls", ()):
        add_address(work, url)
    fields = work.fields
    fields.archive_url = fields.archive_url or told.get("archive_url")
    fields.archived = fields.archived or told.get("archived")
    fields.accessed = fields.accessed or told.get("accessed")
    for kind, value in told.get("identifiers", {}).items():
        fields.identifiers.setdefault(kind, value)


def set_date(work: Work, text: str) -> None:
    """Set the date of publication from `text`, in ISO 8601, as a range or in words; what is no date is only shown."""
    text = text.strip()
    work.fields.published = iso_date(text)
    work.date = text


def iso_date(text: str) -> str | None:
    """Return the date that `text` gives, as precise as it is; of a range the first day. None: it gives none."""
    if match := _EXTENDED.fullmatch(text.strip()):
        return "-".join(part for part in _existing(match[1], match[2], match[3]) if part)
    found = parse_date(text)
    year = _YEAR.search(text)
    return found or (year[1] if year else None)


def _existing(year: str, month: str | None, day: str | None) -> tuple[str, str | None, str | None]:
    """Return the parts without a month that does not exist (21 to 41 are seasons) and without its day."""
    if month is None or not 1 <= int(month) <= 12:
        return year, None, None
    return year, month, day if day and 1 <= int(day) <= 31 else None


def page_range(text: str) -> str | None:
    """Return pages with one kind of dash, "45–67"; None for what is no pages, such as "No-Specified"."""
    return _RANGE.sub("–", text.strip()) if _PAGES.search(text) else None


def set_publisher(work: Work) -> None:
    """Set who published the work: the journal or the site, or else the publisher; for a book the house."""
    fields = work.fields
    is_serial = fields.kind is None or fields.kind.startswith(("article", "webpage", "post", "periodical"))
    both = (fields.venue, work.issuer) if is_serial else (work.issuer, fields.venue)
    fields.publisher = next(filter(None, both), None)


__all__ = ["add_address", "add_identifier", "add_note", "iso_date", "page_range", "set_date", "set_publisher"]
