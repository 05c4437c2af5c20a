"""Collects the fields of one reference while a reader reads the entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.bibliography import parse_reference
from claims.model import Reference, Span, UrlAccess, UrlStatus
from claims.redirectors import redirected
from claims.urls import split_archive

_KNOWN_TITLE = "Known title"


@dataclass(slots=True)
class Fields:
    """The fields of a reference so far, with the names and meanings of `Reference`."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    accessed: str | None = None
    urls: list[str] = field(default_factory=list)
    archive_url: str | None = None
    archived: str | None = None
    url_status: UrlStatus | None = None
    url_access: UrlAccess | None = None
    language: str | None = None
    identifiers: dict[str, str] = field(default_factory=dict)
    pages: str | None = None
    markup: str | None = None  # the entry as the file writes it
    venue: str | None = None
    page_range: str | None = None
    kind: str | None = None

    def add_url(self, url: str) -> None:
        """Add an address. That of an archive becomes `archive_url`, and the archived address one of `urls`."""
        url = redirected(url.strip())
        if not url:
            return
        parts = split_archive(url)
        if parts is not None:
            if self.archive_url is None:
                self.archive_url = url
                if self.archived is None:
                    self.archived = _date_of(parts.timestamp)
            url = parts.original
        if url and url not in self.urls:
            self.urls.append(url)

    def add_links(self, urls: Sequence[str]) -> None:
        """Add the links of an entry in order.

        Where an archive's copy is linked before the original, the original counts as dead; where it comes after,
        the original counts as alive.
        """
        for place, url in enumerate(urls):
            if (
                self.archive_url is None
                and self.url_status is None
                and len(urls) > 1
                and split_archive(url) is not None
            ):
                self.url_status = UrlStatus.DEAD if place == 0 else UrlStatus.LIVE
            self.add_url(url)
        live = [url for url in urls if split_archive(url) is None]
        if live and self.archive_url:
            self.urls[:] = list(dict.fromkeys(live))

    def fill_from(self, other: Fields) -> None:
        """Fill the fields that are unknown with those of `other`."""
        for name in (
            "title",
            "authors",
            "publisher",
            "published",
            "accessed",
            "archive_url",
            "archived",
            "url_status",
            "url_access",
            "language",
            "pages",
            "venue",
            "page_range",
            "kind",
        ):
            if not getattr(self, name):
                setattr(self, name, getattr(other, name))
        for url in other.urls:
            if url not in self.urls:
                self.urls.append(url)
        self.identifiers = {**other.identifiers, **self.identifiers}

    def add_further(self, other: Fields) -> None:
        """Add the addresses of a further work in the same entry; nothing else of it is the first work's.

        Its identifiers are added where the first work has no locator of its own.
        """
        if not self.urls and not self.identifiers:
            self.identifiers = dict(other.identifiers)
        self.urls.extend(url for url in other.urls if url not in self.urls)

    def read_text(self, text: str, *, language: str | None = None) -> None:
        """Fill the fields that the markup did not give from the words of the entry."""
        if self.title and len(self.title) > 5:
            text = text.replace(self.title, _KNOWN_TITLE, 1)  # a year in the title is not the date of publication
        parsed = parse_reference(text, language=language)
        self.fill_from(
            Fields(
                title=parsed.get("title"),
                authors=parsed.get("authors", ()),
                publisher=parsed.get("publisher"),
                published=parsed.get("published"),
                accessed=parsed.get("accessed"),
                urls=list(parsed.get("urls", ())),
                archive_url=parsed.get("archive_url"),
                archived=parsed.get("archived"),
                url_status=parsed.get("url_status"),
                url_access=parsed.get("url_access"),
                language=parsed.get("language"),
                pages=parsed.get("pages"),
                identifiers=dict(parsed.get("identifiers", {})),
            )
        )

    def reference(self, key: str, label: str) -> Reference:
        """Return the reference; `text` and `span` are for the composer to fill in."""
        return Reference(
            key=key,
            label=label,
            text="",
            span=Span(0, 0),
            title=self.title,
            authors=tuple(author for author in self.authors if any(map(str.isalnum, author))),
            publisher=self.publisher,
            published=self.published,
            accessed=self.accessed,
            urls=tuple(self.urls),
            archive_url=self.archive_url,
            archived=self.archived,
            url_status=self.url_status,
            url_access=self.url_access,
            language=self.language,
            identifiers=dict(self.identifiers),
            pages=self.pages,
            markup=self.markup,
            venue=self.venue,
            page_range=self.page_range,
            kind=self.kind,
        )


def _date_of(timestamp: str) -> str | None:
    """Return the ISO date of an archive's timestamp (YYYYMMDD, or only its beginning)."""
    parts = [timestamp[:4], timestamp[4:6], timestamp[6:8]]
    return "-".join(part for part in parts if part) if len(timestamp) >= 4 and timestamp[:4].isdigit() else None
