"""A reference with its archived copy added, in the document's own format, ready to be pasted over the old one.

Nothing of what the author wrote is spelled anew: the text is kept, dates are written in the style that the entry
uses itself, and only the address of the capture, its date and what became of the original address are added.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from claims.model import DocumentFormat, Reference, UrlStatus
from reports.model import LinkStatus, Origin, SourceCheck

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SHORT = tuple(month[:3] for month in _MONTHS)
_NAMES = "|".join((*_MONTHS, *_SHORT, "Sept"))
_STYLES: tuple[tuple[re.Pattern[str], Callable[[date, bool], str]], ...] = (
    (re.compile(r"\b\d{4}-\d{2}-\d{2}\b"), lambda day, _short: day.isoformat()),
    (
        re.compile(rf"\b\d{{1,2}} (?P<month>{_NAMES})\.? \d{{4}}\b"),
        lambda day, short: f"{day.day} {_month(day, short)} {day.year}",
    ),
    (
        re.compile(rf"\b(?P<month>{_NAMES})\.? \d{{1,2}}, \d{{4}}\b"),
        lambda day, short: f"{_month(day, short)} {day.day}, {day.year}",
    ),
    (re.compile(r"\b\d{2}\.\d{2}\.\d{4}\b"), lambda day, _short: f"{day.day:02}.{day.month:02}.{day.year}"),
)
_TIMESTAMP = re.compile(r"/(\d{4})(\d{2})(\d{2})\d{0,6}(?:[a-z]{2}_)?/")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>])")
_ADDRESS = re.compile(r"https?://[^\s<>\"”»]+")
_IDENTIFIERS = ("doi", "pmid", "pmcid", "arxiv", "isbn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A repaired reference: its text in `format`, and in words what is new about it."""

    text: str
    added: str
    format: DocumentFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What goes into a repaired reference. The dates are written already; `url` is the address that it shall have."""

    reference: Reference
    url: str | None
    capture: str | None
    captured: str | None
    url_status: UrlStatus
    accessed: str | None


def repaired(reference: Reference, source: SourceCheck | None, format: DocumentFormat) -> Repair | None:
    """Return the reference with the best capture, or its new address, added.

    None where there is nothing to add: no capture is known, or the reference names a copy already, and its address
    has not moved for good.
    """
    if source is None:
        return None
    moved = source.moved_to if source.status is LinkStatus.MOVED and _is_web(source.moved_to) else None
    capture = None if reference.archive_url else _capture(source)
    if capture is None and moved is None:
        return None
    taken = _captured(capture, source) if capture is not None else None
    parts = _Parts(
        reference=reference,
        url=moved or source.url or (reference.urls[0] if reference.urls else None),
        capture=capture,
        captured=in_style_of(reference.text, taken) if taken is not None else None,
        url_status=_url_status(source.status),
        accessed=as_written(reference.text, reference.accessed),
    )
    return Repair(text=_WRITERS[format](parts), added=_added(parts, moved), format=format)


def in_style_of(text: str, day: date) -> str:
    """Write a date the way the last date of `text` is written; without any, as ISO 8601."""
    last: tuple[int, str] = (-1, day.isoformat())
    for pattern, write in _STYLES:
        for match in pattern.finditer(text):
            name = match.groupdict().get("month")
            if match.start() > last[0]:
                last = (match.start(), write(day, name is not None and name not in _MONTHS))
    return last[1]


def as_written(text: str, iso: str | None) -> str | None:
    """Return an ISO date as `text` spells it, or as it is where the text does not have it."""
    if iso is None:
        return None
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    for _pattern, write in _STYLES:
        for short in (False, True):
            written = write(day, short)
            if written in text:
                return written
    return iso


def _month(day: date, short: bool) -> str:
    return (_SHORT if short else _MONTHS)[day.month - 1]


def _is_web(url: str | None) -> bool:
    if not url or re.search(r"[\s<>\"\x00-\x1f]", url):
        return False
    try:
        return urlsplit(url).scheme.lower() in ("http", "https")
    except ValueError:
        return False


def _capture(source: SourceCheck) -> str | None:
    """Return the capture that the audit offers, or else the archived copy that it read."""
    candidates = [source.capture, *(copy.final_url for copy in source.copies if copy.origin is Origin.ARCHIVE)]
    return next((url for url in candidates if _is_web(url)), None)


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


def _added(parts: _Parts, moved: str | None) -> str:
    """Say what is new."""
    news = []
    if moved is not None:
        news.append("the new address")
    if parts.capture is not None:
        news.append("the archived copy" + (f" of {parts.captured}" if parts.captured else ""))
        news.append(f"that the original is {parts.url_status.value}")
    return f"Added: {', '.join(news)}."


def _wikitext(parts: _Parts) -> str:
    """Write a citation template: fields as the entry has them, then the copy."""
    entry = parts.reference
    fields: dict[str, str | None] = {}
    for number, author in enumerate(entry.authors, start=1):
        fields["author" if len(entry.authors) == 1 else f"author{number}"] = author
    fields |= {
        "date": as_written(entry.text, entry.published),
        "title": entry.title or entry.text,
        "url": parts.url,
        "publisher": entry.publisher,
        "language": entry.language,
        "pages": entry.pages,
        **{name: entry.identifiers.get(name) for name in _IDENTIFIERS},
        "url-status": parts.url_status.value if parts.capture else None,
        "archive-url": parts.capture or entry.archive_url,
        "archive-date": parts.captured if parts.capture else as_written(entry.text, entry.archived),
        "access-date": parts.accessed,
    }
    written = (f"|{name}={_template_value(value)}" for name, value in fields.items() if value)
    return "{{cite web " + " ".join(written) + "}}"


def _template_value(value: str) -> str:
    """Write a value so that it cannot end the template or begin another."""
    flat = " ".join(value.split())
    if _is_web(flat):
        return flat.replace("|", "%7C").replace("{", "%7B").replace("}", "%7D").replace("[", "%5B").replace("]", "%5D")
    for old, new in (("{", "&#123;"), ("}", "&#125;"), ("|", "{{!}}"), ("[[", "&#91;["), ("<", "&lt;")):
        flat = flat.replace(old, new)
    return flat


def _markdown(parts: _Parts) -> str:
    def link(text: str, url: str) -> str:
        return f"[{_markdown_text(text)}](<{url.replace('>', '%3E')}>)"

    return _sentence(parts, _markdown_text, link)


def _markdown_text(text: str) -> str:
    """Escape syntax everywhere but in addresses, which Markdown takes as they are."""
    pieces: list[str] = []
    at = 0
    for match in _ADDRESS.finditer(text):
        pieces += [_MARKDOWN.sub(r"\\\1", text[at : match.start()]), match.group()]
        at = match.end()
    return "".join([*pieces, _MARKDOWN.sub(r"\\\1", text[at:])])


def _html(parts: _Parts) -> str:
    return _sentence(parts, html.escape, lambda text, url: f'<a href="{html.escape(url)}">{html.escape(text)}</a>')


def _plaintext(parts: _Parts) -> str:
    text = _with_address(parts)
    if parts.capture is None:
        return text
    when = f" on {parts.captured}" if parts.captured else ""
    return f"{_ended(text)} Archived from the original{when}: {parts.capture}"


def _sentence(parts: _Parts, write: Callable[[str], str], link: Callable[[str, str], str]) -> str:
    """Write the entry with its title linked, and a sentence about the copy."""
    entry = parts.reference
    text = _with_new_address(parts)
    title = entry.title
    linked = parts.url is not None and parts.url not in text and _is_web(parts.url)
    if linked and parts.url is not None:
        if title and title in text:
            before, _, after = text.partition(title)
            body = write(before) + link(title, parts.url) + write(after)
        else:
            body = f"{write(text)} {link(parts.url, parts.url)}"
    else:
        body = write(text)
    if parts.capture is None:
        return body
    when = f" on {write(parts.captured)}" if parts.captured else ""
    origin = "the original"
    if parts.url is not None and _is_web(parts.url) and parts.url_status is not UrlStatus.USURPED:
        origin = link(origin, parts.url)
    return f"{_ended(body)} {link('Archived', parts.capture)} from {origin}{when}."


def _with_new_address(parts: _Parts) -> str:
    """Put the new address in the place of the old one, where the entry's text shows that."""
    text = parts.reference.text
    old = parts.reference.urls[0] if parts.reference.urls else None
    if old and parts.url and old != parts.url and old in text:
        return text.replace(old, parts.url)
    return text


def _with_address(parts: _Parts) -> str:
    """Return the entry's text with its address somewhere in it."""
    text = _with_new_address(parts)
    if parts.url is None or parts.url in text or not _is_web(parts.url):
        return text
    return f"{_ended(text)} {parts.url}"


def _ended(text: str) -> str:
    """Return a text that ends as a sentence does."""
    text = text.rstrip()
    return text if not text or text[-1] in ".!?…>)" or _ADDRESS.search(text.split()[-1]) else f"{text}."


_WRITERS: Mapping[DocumentFormat, Callable[[_Parts], str]] = {
    DocumentFormat.WIKITEXT: _wikitext,
    DocumentFormat.MARKDOWN: _markdown,
    DocumentFormat.HTML: _html,
    DocumentFormat.PLAINTEXT: _plaintext,
    DocumentFormat.DOCX: _plaintext,
}
