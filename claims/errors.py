"""The errors of reading documents, and the base of all errors of citecheck.

The tree (the rest hangs below it in `citecheck.errors`)::

    CitecheckError
    └── ReadingError            the document cannot be read
        ├── UnknownFormat       not a kind of document that we read
        ├── UndecodableDocument bytes that are not the text they claim to be
        └── DocumentTooLarge    larger than the limit
"""

from __future__ import annotations


class CitecheckError(Exception):
    """Base class of all errors that citecheck raises on purpose. The message says what to do next."""


class ReadingError(CitecheckError):
    """The document cannot be read: it does not exist, cannot be opened, or is empty."""


class UnknownFormat(ReadingError):
    """The document is of a kind that cannot be read, for instance an image or an archive."""


class UndecodableDocument(ReadingError):
    """The bytes are not text in the declared encoding or in any other that is tried."""


class DocumentTooLarge(ReadingError):
    """The document is larger than the limit for documents."""
