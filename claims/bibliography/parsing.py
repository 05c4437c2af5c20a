"""Read the fields of one free-text reference, the most certain first: addresses, dates, title, the rest."""

from __future__ import annotations

import re
from typing import TypedDict

from claims.bibliography import wording
from claims.bibliography.leads import without_lead
from claims.bibliography.short_notes import (
    begins_repeated,
    may_be_short,
    read_pages_alone,
    read_repeated,
    read_shortened,
)
from claims.bibliography.stated_dates import stated_dates
from claims.bibliography.styles import split_entry
from claims.bibliography.titles import placed_title, without_isbn
from claims.dates import DateFound, find_dates
from claims.identifiers import find_identifiers
from claims.model import UrlAccess, UrlStatus
from claims.patterns import lazy_regex
from claims.quotations import find_quotes
from claims.urls import find_urls, split_archive

_MEDIUM = lazy_regex(  # what Vancouver and GOST write behind a title: "The mill [Internet]"
    r"(?<=\S)\s\[(?:internet|online|web ?page|web|electronic resource|en ligne|en línea|elektronische ressource"
    r"|电子资源|электронный ресурс)\]$",
    re.IGNORECASE,
)
LONGEST = 4000  # characters of an entry that are read; a longer text is not a reference


class ReferenceFields(TypedDict, total=False):
    """The fields that a reference's text gives, by their names in `Reference`; a field that is absent is unknown."""

    title: str
    authors: tuple[str, ...]
    publisher: str
    published: str
    accessed: str
    urls: tuple[str, ...]
    archive_url: str
    archived: str
    url_status: UrlStatus
    url_access: UrlAccess
    identifiers: dict[str, str]
    pages: str
    language: str


def parse_reference(text: str, *, language: str | None = None) -> ReferenceFields:
    """Return the fields of one entry. `text` is the entry without its number and its back-links."""
    text = text[:LONGEST].replace("\u00ad", "")
    fields: ReferenceFields = {}
    if may_be_short(text) and (short := _read_short(text)):
        return short
    _read_addresses(text, fields)
    _read_status(text, fields)
    dates = _without_urls(text, stated_dates(text, language=language))
    words = _read_dates(text, dates, fields)
    if not begins_repeated(text):
        _read_names(words, fields)
    return fields


def _read_short(text: str) -> ReferenceFields:
    """Return the fields of a note that points to a full entry; none for any other text."""
    fields: ReferenceFields = {}
    if short := read_shortened(text):
        fields["authors"], fields["published"] = short.authors, short.year
        if short.pages:
            fields["pages"] = short.pages
    elif pages := read_pages_alone(text):
        fields["pages"] = pages
    elif repeated := read_repeated(text):
        if repeated.author:
            fields["authors"] = (repeated.author,)
        if repeated.pages:
            fields["pages"] = repeated.pages
    return fields


def _read_addresses(text: str, fields: ReferenceFields) -> None:
    urls: list[str] = []
    for _, url in find_urls(text):
        archived = split_archive(url)
        if archived is None:
            urls.append(url)
        elif "archive_url" not in fields:
            fields["archive_url"] = url
            if stamp := _stamp_date(archived.timestamp):
                fields["archived"] = stamp
            urls.append(archived.original)
    if urls:
        fields["urls"] = tuple(dict.fromkeys(urls))
    identifiers = find_identifiers(text)
    if identifiers:
        fields["identifiers"] = identifiers


def _stamp_date(timestamp: str) -> str | None:
    found = find_dates(f"{timestamp[:4]}-{timestamp[4:6]}-{timestamp[6:8]}") if len(timestamp) >= 8 else []
    return found[0].iso if found else None


def _read_status(text: str, fields: ReferenceFields) -> None:
    if wording.DEAD.search(text):
        fields["url_status"] = UrlStatus.DEAD
    if wording.SUBSCRIPTION.search(text):
        fields["url_access"] = UrlAccess.SUBSCRIPTION
    elif wording.REGISTRATION.search(text):
        fields["url_access"] = UrlAccess.REGISTRATION


_DOI = lazy_regex(r"\b10\.\d{4,9}/\S+")


def _without_urls(text: str, dates: list[DateFound]) -> list[DateFound]:
    taken = [(span.start, span.end) for span, _ in find_urls(text)] + [match.span() for match in _DOI.finditer(text)]
    return [date for date in dates if not any(start <= date.span.start < end for start, end in taken)]


def _read_dates(text: str, dates: list[DateFound], fields: ReferenceFields) -> str:
    """Take the dates out of the text, so that authors, title and place of publication are left."""
    cuts: list[tuple[int, int]] = []
    published: list[DateFound] = []
    accessed_at = {match.end(): match.start() for match in wording.ACCESSED.finditer(text)}
    accessed_at |= {match.end(): match.start() for match in wording.ACCESSED_CJK.finditer(text)}
    for date in dates:
        start, end = date.span
        if start in accessed_at:
            fields.setdefault("accessed", date.iso)
            cuts.append((accessed_at[start], end))
        elif after := wording.ACCESSED_AFTER.match(text[end : end + 40]):
            fields.setdefault("accessed", date.iso)
            cuts.append((start, end + after.end()))
        elif published and text[start - 1 : start] == "[" and text[end : end + 1] == "]":
            fields.setdefault("accessed", date.iso)  # 2001-05-08 [2012-06-09]
            cuts.append((start - 1, end + 1))
        elif _is_archive_date(text, start):
            fields.setdefault("archived", date.iso)
            cuts.append((_archived_from(text, start), end))
        else:
            published.append(date)
    if published:
        fields["published"] = _publication(text, published).iso
    for match in wording.LANGUAGE.finditer(text):
        if code := wording.language_of(match["name"]):
            fields.setdefault("language", code)
            cuts.append(match.span())
    for pattern in (wording.DEAD, wording.NOTE, wording.KIND, wording.SUBSCRIPTION, wording.REGISTRATION):
        cuts += [match.span() for match in pattern.finditer(text)]
    return _cut(text, cuts)


_TOLD = lazy_regex(r"(?<!\w)(?:in|of|since|until|till|from|before|after|during|covers|by|circa|and|to)\s$")


def _publication(text: str, dates: list[DateFound]) -> DateFound:
    """Return the date of publication, from the dates that are neither of access nor of archiving.

    The most precise one; among equals one between brackets, then one outside quotation marks, then the last.
    """
    quoted = find_quotes(text)

    def trust(date: DateFound) -> tuple[bool, bool, int, bool, int]:
        inside = any(quote.start <= date.span.start < quote.end for quote in quoted)
        bracketed = text[date.span.end : date.span.end + 1] in (")", "]") or text[max(0, date.span.start - 1)] == "("
        told = _TOLD.search(text, max(0, date.span.start - 12), date.span.start) is not None
        return (not inside, not told, len(date.iso), bracketed, date.span.start)

    return max(dates, key=trust)


def _is_archive_date(text: str, start: int) -> bool:
    stated = _archived_from(text, start)
    return stated < start and "." not in re.sub(r"archive\.|web\.", "", text[stated:start])


def _archived_from(text: str, start: int) -> int:
    """Return the offset of the words that make a date at `start` one of archiving; `start` if there are none."""
    stated = list(wording.ARCHIVED.finditer(text, max(0, start - 80), start))
    return stated[-1].start() if stated else start


def _cut(text: str, cuts: list[tuple[int, int]]) -> str:
    pieces = []
    place = 0
    for start, end in sorted(cuts):
        pieces.append(text[place : max(place, start)])
        place = max(place, end)
    pieces.append(text[place:])
    return "".join(pieces)


# What stands before an address or a date that was taken out: "Archived", "Available at:", "Disponível em:"
_LEFT = lazy_regex(
    r"(?<![\s,.;(])[\s,.;(]*+\b(?:archived(?:\sfrom\sthe\soriginal)?|(?:available|accessible)\s(?:online\s)?(?:at|from)|verfügbar\sunter"
    r"|disponible\s(?:en|sur|à)|disponível\sem|disponibile\s(?:su|in)|retirado\sde|obtenido\sde|recuperado\sde|режим\sдоступа|URL)"
    r"[\s:.,;)]*$",
    re.IGNORECASE,
)
_ALONE = lazy_regex(
    r"^\W*(?:doi|pmid|pmcid|arxiv|jstor|oclc|hdl|s2cid|issn|isbn|bibcode)\b[\s:]*[\w./()<>;:-]*\d[\w./()<>;:-]*\W*$",
    re.IGNORECASE,
)


def _read_names(words: str, fields: ReferenceFields) -> None:
    for span, _ in reversed(find_urls(words)):
        if "://" in words[span.start : span.end]:
            words = f"{words[: span.start]} {words[span.end :]}"  # each at its place: one may stand within another
    words = re.sub(r"\s+", " ", _LEFT.sub("", words)).strip()
    if wording.is_identifiers_alone(words):
        return
    words = _ALONE.sub("", words)
    book = without_isbn(words)
    if book != words and (title := placed_title(book)):
        fields["title"] = title
        return
    split = split_entry(without_lead(book))
    if split.title:
        fields["title"] = _MEDIUM.sub("", split.title)
    if split.authors:
        fields["authors"] = split.authors
    if split.publisher:
        fields["publisher"] = split.publisher
    if split.published and not fields.get("published", "").startswith(split.published):
        fields["published"] = split.published
