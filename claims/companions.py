"""Files that a document may use besides itself: those of its folder, and bibliographies that the caller names."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from claims.errors import ReadingError

MOST_FILES = 2_000  # files of one document that are read; theses have some hundred
MOST_BYTES = 60_000_000  # of all of them together


class FileRefused(ReadingError):
    """A document names a file that it may not use: one outside of its folder, or one too many."""


class DocumentFiles(Protocol):
    """The files of a document's folder or archive. Their names are relative to it, with "/" between folders."""

    def read(self, name: str) -> bytes | None:
        """Return a file; None if there is none of that name. Raises `FileRefused`."""
        ...

    def beside(self, suffix: str) -> Sequence[str]:
        """Return the names of the files with `suffix` (".bib") that stand beside the document, sorted."""
        ...


def normal_name(name: str) -> str:
    """Return a name relative to the document's folder, without "." and "..". Raises `FileRefused` if it leads out."""
    plain = posixpath.normpath(name.replace("\\", "/").strip())
    if plain.startswith(("/", "~")) or plain.split("/")[0] == ".." or ":" in plain.split("/")[0] or "\0" in plain:
        raise FileRefused(f"{name}: this file is outside of the document's folder, and is not read.")
    return plain


class FolderFiles:
    """The files of a folder on disk. Links that lead out of it are not followed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._bytes = self._files = 0

    def read(self, name: str) -> bytes | None:
        """See `DocumentFiles.read`."""
        path = self._folder / normal_name(name)
        try:
            inside = path.resolve().is_relative_to(self._folder.resolve())
            if not path.is_file():
                return None
            if not inside:
                raise FileRefused(f"{name}: this is a link out of the document's folder, and is not read.")
            with path.open("rb") as file:
                body = file.read(MOST_BYTES + 1)
        except (OSError, RuntimeError, ValueError):  # no permission, a circle of links, a name that no system allows
            return None
        self._files += 1
        self._bytes += len(body)
        if self._files > MOST_FILES or self._bytes > MOST_BYTES:
            raise FileRefused(f"{name}: the files of the document are more than {MOST_BYTES:,} bytes together.")
        return body

    def beside(self, suffix: str) -> Sequence[str]:
        """See `DocumentFiles.beside`."""
        try:
            return sorted(path.name for path in self._folder.iterdir() if path.suffix.lower() == suffix)
        except OSError:
            return ()


@dataclass(frozen=True, slots=True)
class Companions:
    """What a document may use besides itself.

    `own` is the name of the document in `files`; None: it has no folder, because it came from an address or as bytes.
    `bibliographies` are the files that the caller named, with their bytes.
    """

    files: DocumentFiles | None = None
    own: str = ""
    bibliographies: Sequence[tuple[str, bytes]] = field(default=())

    def read(self, name: str) -> bytes | None:
        """Return a file of the document's folder; None if there is none, or no folder. Raises `FileRefused`."""
        return self.files.read(name) if self.files is not None else None


def companions_of(document: Path | None, bibliographies: Sequence[str | Path], *, max_bytes: int) -> Companions:
    """Return what the document at the path `document` may use (None: it is no file), and the named `bibliographies`.

    Raises `ReadingError` for a bibliography that cannot be opened, or that has more than `max_bytes`.
    """
    named = [(str(path), _named(Path(path), max_bytes)) for path in bibliographies]
    if document is None:
        return Companions(bibliographies=named)
    return Companions(FolderFiles(document.parent), document.name, named)


def _named(path: Path, max_bytes: int) -> bytes:
    try:
        with path.open("rb") as file:
            body = file.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadingError(f"{path}: the bibliography cannot be opened ({reason}); check the path.") from error
    if len(body) > max_bytes:
        raise ReadingError(f"{path}: more than {max_bytes:,} bytes, the limit for a document.")
    return body


__all__ = ["Companions", "DocumentFiles", "FileRefused", "FolderFiles", "companions_of", "normal_name"]
