"""The interface of a reader."""

from __future__ import annotations

from typing import Protocol

from claims.layout import Layout


class Reader(Protocol):
    """Turns one kind of document into a layout: text, blocks, marks, entries."""

    def __call__(self, body: bytes, *, name: str, url: str | None = None, encoding: str | None = None) -> Layout:
        """Read `body`.

        `name` is what to call the document in messages, `url` the address it came from, `encoding` what its
        transport declared. Raises a `ReadingError` if the bytes are not such a document.
        """
        ...
