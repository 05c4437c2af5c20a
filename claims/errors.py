"""Every error that citecheck raises, as far as documents go; kept apart so that nothing loops to reach it.

The tree (the rest hangs below it in `citecheck.errors`)::

    CitecheckError
    └── ReadingError            the document cannot be read
        ├── UnknownFormat       not a kind of document that we read
        ├── UndecodableDocument bytes that are not the text they claim to be
        └── DocumentTooLarge    larger than the limit
"""

from __future__ import annotations


class CitecheckError(Exception):
    """Base of every error that this project raises on purpose; its message says what to do next."""


class ReadingError(CitecheckError):
    """A document cannot be read."""


class UnknownFormat(ReadingError):
    """The document is of no kind that we read (a binary, an image, an archive)."""


class UndecodableDocument(ReadingError):
    """The bytes do not decode to text in the declared, nor in any plausible, encoding."""


class DocumentTooLarge(ReadingError):
    """The document is larger than the limit for documents."""
