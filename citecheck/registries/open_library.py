"""Open Library: books by ISBN or title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from citecheck.registries.answers import Unusable, read_reply
from citecheck.registries.fields import identifiers, plain, texts, year_of, years_in
from citecheck.registries.model import Lookup, Record, WorkKind
from citecheck.registries.service_registry import ServiceRegistry, escaped, searched

_ROWS = 10
_FIELDS = "key,title,subtitle,author_name,publish_year,first_publish_year,isbn,publisher"
_MOST_YEARS = 60  # years of editions; a classic has hundreds


class OpenLibrary(ServiceRegistry):
    """The books of Open Library; see `citecheck.registries.model.Registry`.

    A record that is found by title is one of a work: its years are those of all editions.
    """

    name = "Open Library"
    identifiers = frozenset({"isbn"})
    kinds = frozenset({WorkKind.BOOK})

    def by_identifier(self, kind: str, value: str) -> Lookup:
        """Look up an ISBN; see `Registry.by_identifier`."""
        if kind != "isbn":
            return super().by_identifier(kind, value)
        key = f"ISBN:{value}"
        path = f"/api/books?bibkeys={escaped(key)}&jscmd=data&format=json"
        return read_reply(
            self.question(f"isbn {value}"),
            self.client.get(self.service, path),
            lambda data: _books(data, key, value),
            absent=frozenset(),
        )

    def by_title(self, title: str, authors: Sequence[str] = (), year: int | None = None) -> Lookup:
        """Search by title; see `Registry.by_title`."""
        words = searched(title)
        reply = self.client.get(
            self.service, f"/search.json?title={escaped(words)}&limit={_ROWS}&fields={escaped(_FIELDS)}"
        )
        return read_reply(
            self.question(f"title {words}"),
            reply,
            lambda data: [_work(item) for item in data["docs"] if isinstance(item, Mapping)],
            absent=frozenset(),
        )


def _books(data: Any, key: str, isbn: str) -> list[Record]:
    if not isinstance(data, Mapping):
        raise Unusable("no books")
    book = data.get(key)
    if book is None:
        if data:
            raise Unusable("other books")
        return []
    year = year_of(book.get("publish_date"))
    authors = texts([one.get("name") for one in book.get("authors") or () if isinstance(one, Mapping)])
    publishers = texts([one.get("name") for one in book.get("publishers") or () if isinstance(one, Mapping)])
    return [
        Record(
            registry=OpenLibrary.name,
            kind=WorkKind.BOOK,
            titles=_titles(book),
            authors=authors,
            more_authors=True,  # editors and later authors are often missing
            published=year,
            years=years_in([year]),
            publisher=publishers[0] if publishers else None,
            identifiers=identifiers({"isbn": isbn}),
            address=plain(book.get("url")) or None,
        )
    ]


def _work(item: Mapping[str, Any]) -> Record:
    years = [one for one in item.get("publish_year") or () if isinstance(one, int)][:_MOST_YEARS]
    first = item.get("first_publish_year")
    every = sorted({*years, *([first] if isinstance(first, int) else [])})
    isbn = texts(item.get("isbn") or [])
    publishers = texts(item.get("publisher") or [])
    return Record(
        registry=OpenLibrary.name,
        kind=WorkKind.BOOK,
        titles=_titles(item),
        authors=texts(item.get("author_name") or []),
        more_authors=True,
        published=str(every[0]) if every else None,
        years=tuple(every),
        publisher=publishers[0] if publishers else None,
        identifiers=identifiers({"isbn": isbn[0] if isbn else None}),
        address=f"https://openlibrary.org{item.get('key')}" if item.get("key") else None,
    )


def _titles(item: Mapping[str, Any]) -> tuple[str, ...]:
    title, subtitle = plain(item.get("title")), plain(item.get("subtitle"))
    return tuple(filter(None, (title, f"{title}: {subtitle}" if title and subtitle else "")))


__all__ = ["OpenLibrary"]
