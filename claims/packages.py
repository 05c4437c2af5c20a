"""Documents that are zip archives: which kind one is, and its parts, with limits, because anybody may have made it."""

from __future__ import annotations

import io
import zlib

from claims.errors import DocumentTooLarge, ReadingError

MOST_PART = 64_000_000  # bytes of one part, unpacked: about ten times the text of a thousand pages
MOST_MEMBERS = 20_000
_MOST_ALL = 256_000_000  # bytes of all parts that are read together
_ZIP = b"PK\x03\x04"
_MIME = {
    b"application/epub+zip": "epub",
    b"application/vnd.oasis.opendocument.text": "odt",
}


def package_kind(body: bytes) -> str | None:
    """Return the format of a document that is an archive (see `DocumentFormat`); None: it is none that is known."""
    if not body.startswith(_ZIP):
        return None
    if body[30:38] == b"mimetype":
        stated = body[38:150]
        for kind, name in _MIME.items():
            if stated.startswith(kind) and not stated.startswith((kind + b"-master", kind + b"-web")):
                return name
    if b"word/" in body[:65536] or b"word/document.xml" in body[-65536:]:
        return "docx"
    tail = body[-65536:]
    if b"META-INF/container.xml" in tail and b".opf" in tail:
        return "epub"
    return None


class PackedParts:
    """The parts of an archive. `name` is what messages call it, `kind` what it should be: "EPUB file"."""

    def __init__(self, body: bytes, name: str, kind: str) -> None:
        import zipfile  # here, because few documents are archives

        self._name = name
        self._read = 0
        self._damage = (
            zipfile.BadZipFile,
            zlib.error,
            RuntimeError,
            EOFError,
            OSError,
            ValueError,
        )
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(body))
        except self._damage as error:
            raise ReadingError(f"{name}: this is no {kind}, or a damaged one ({error}); save it again.") from error
        members = self._archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise DocumentTooLarge(f"{name}: the file holds {len(members)} parts; a document has a few dozen.")
        self._members = {member.filename.lstrip("/"): member for member in members}

    def __contains__(self, path: str) -> bool:
        return path in self._members

    def read(self, path: str) -> bytes | None:
        """Return a part; None where the file does not have it.

        Raises `ReadingError` for a damaged or locked part, `DocumentTooLarge` for one that is too large.
        """
        member = self._members.get(path)
        if member is None:
            return None
        try:
            with self._archive.open(member) as stream:
                data = stream.read(MOST_PART + 1)
        except self._damage as error:
            raise ReadingError(
                f"{self._name}: its part {path} is damaged or locked ({error}); save it again."
            ) from error
        self._read += len(data)
        if len(data) > MOST_PART or self._read > _MOST_ALL:
            raise DocumentTooLarge(
                f"{self._name}: its part {path} has more than {MOST_PART} bytes; split the document."
            )
        return data


__all__ = ["MOST_MEMBERS", "MOST_PART", "PackedParts", "package_kind"]
