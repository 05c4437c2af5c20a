"""The interface of a reader."""

from __future__ import annotations

from typing import Protocol

from claims.companions import Companions
from claims.layout import Layout


class Reader(Protocol):
    """Turns one kind of document into a layout: text, blocks, marks, entries."""

    def __call__(
        self, body: bytes, *, name: str, url: str | None = None, encoding: str | None = None, **more: Companions
    ) -> Layout:
        """Read `body`.

        `name` is what to call the document in messages, `url` the address it came from, `encoding` what its
        transport declared. Readers of documents that use further files take these as `companions` in `more`. Raises a
        `ReadingError` if the bytes are not such a document.
        """
        ...
