"""LaTeX documents that come as a folder, a .zip or a .tar.gz: their files, and which of them is the document."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from claims.companions import MOST_BYTES, FileRefused, normal_name
from claims.errors import DocumentTooLarge, ReadingError, UnknownFormat
from claims.packages import package_kind

_GZIP, _ZIP, _TAR = b"\x1f\x8b", b"PK\x03\x04", b"ustar"
_TEXTS = frozenset({".tex", ".ltx", ".latex", ".bib", ".bbl", ".json", ".ris", ".xml", ".txt"})
_MOST_MEMBERS = 20_000
_MOST_UNPACKED = 200_000_000  # bytes of a .tar.gz, its pictures included
_CLASS = re.compile(r"\\document(?:class|style)\s*(?:\[[^\[\]]{0,2000}\])?\s*\{\s*([^{}\s]{1,100})\s*\}")
_BODY = "\\begin{document}"
_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_PARTS = frozenset({"subfiles", "standalone"})
_USUAL = ("main", "paper", "ms", "manuscript", "article", "thesis", "root")
_DEEPEST = 4  # folders within a folder that are looked at
_HEAD = 200_000  # bytes of a file in which its class is looked for


class PackedFiles:
    """The texts of an archive; see `claims.companions.DocumentFiles`."""

    def __init__(self, files: Mapping[str, bytes], folder: str = "") -> None:
        self._files = files
        self._folder = folder

    def read(self, name: str) -> bytes | None:
        """See `DocumentFiles.read`."""
        return self._files.get(normal_name(f"{self._folder}/{name}" if self._folder else name))

    def beside(self, suffix: str) -> Sequence[str]:
        """See `DocumentFiles.beside`."""
        names = (PurePosixPath(name) for name in self._files)
        own = self._folder or "."
        return sorted(name.name for name in names if name.suffix.lower() == suffix and str(name.parent) == own)


def is_packed(body: bytes) -> bool:
    """Return whether `body` may be an archive of a LaTeX document. A Word file is none, nor is an EPUB file."""
    if body.startswith(_ZIP):
        return package_kind(body) is None
    return body.startswith(_GZIP) or body[257:262] == _TAR


def unpacked(body: bytes, called: str) -> tuple[str, Mapping[str, bytes]] | None:
    """Return the name of the document in the archive `body`, and its texts by their names; None: it has no LaTeX.

    Nothing is written to the disk. `called` is what messages call the archive. Raises `UnknownFormat` for a damaged
    archive, `DocumentTooLarge` for one that unpacks to too much, `ReadingError` for one with several documents.
    """
    files = _from_zip(body, called) if body.startswith(_ZIP) else _from_tar(body, called)
    main = main_file(files, called)
    return (main, files) if main is not None else None


def main_of_folder(folder: Path) -> Path:
    """Return the document of a folder. Raises `ReadingError` if it has none, or several."""
    files: dict[str, bytes] = {}
    try:
        for path in _texts_of(folder):
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                with path.open("rb") as file:
                    files[path.relative_to(folder).as_posix()] = file.read(_HEAD)
    except (OSError, RuntimeError) as error:
        raise ReadingError(f"{folder}: this folder cannot be read ({error}).") from error
    main = main_file(files, str(folder))
    if main is None:
        raise ReadingError(f"{folder}: this is a directory without a LaTeX document; name the document in it.")
    return folder / main


def _texts_of(folder: Path) -> Iterator[Path]:
    """Yield the files of TeX in a folder, the nearest first, without looking at everything below it."""
    waiting = [(folder, 0)]
    seen = 0
    while waiting and seen < _MOST_MEMBERS:
        current, depth = waiting.pop(0)
        for path in sorted(current.iterdir())[: _MOST_MEMBERS - seen]:
            seen += 1
            if path.suffix.lower() in (".tex", ".ltx"):
                yield path
            elif depth < _DEEPEST and not path.name.startswith(".") and path.is_dir() and not path.is_symlink():
                waiting.append((path, depth + 1))


def main_file(files: Mapping[str, bytes], called: str) -> str | None:
    """Return the name of the file that is the document; None: there is none.

    Raises `ReadingError` if there are several and none has a usual name.
    """
    found = [name for name, body in files.items() if name.lower().endswith((".tex", ".ltx")) and _is_document(body)]
    if len(found) < 2:
        return found[0] if found else None
    depth = min(name.count("/") for name in found)
    top = [name for name in found if name.count("/") == depth]
    for usual in _USUAL:
        for name in top:
            if PurePosixPath(name).stem.lower() == usual:
                return name
    if len(top) == 1:
        return top[0]
    listed = ", ".join(top[:5])
    raise ReadingError(f"{called}: there are several documents in it ({listed}); name one of them.")


def _is_document(body: bytes) -> bool:
    text = _COMMENT.sub("", body[:_HEAD].decode("utf-8", "replace"))
    found = _CLASS.search(text)
    return found is not None and found[1] not in _PARTS and (_BODY in text or len(body) > _HEAD)


def _from_zip(body: bytes, called: str) -> dict[str, bytes]:
    import zipfile  # here, because few documents are archives

    files: dict[str, bytes] = {}
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_MEMBERS:
                raise DocumentTooLarge(f"{called}: the archive holds {len(members):,} files; unpack it.")
            for member in members:
                name = _name_of(member.filename)
                if name is None or member.is_dir():
                    continue
                with archive.open(member) as stream:
                    files[name] = stream.read(MOST_BYTES - total + 1)
                total += len(files[name])
                _check(total, called)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise UnknownFormat(f"{called}: this archive is damaged or locked ({error}); unpack it.") from error
    return files


def _from_tar(body: bytes, called: str) -> dict[str, bytes]:
    data = body
    if body.startswith(_GZIP):
        data = _inflated(body, called)
    if data[257:262] != _TAR:
        return {f"{PurePosixPath(called).stem.removesuffix('.tex')}.tex": data}  # one file, as small papers are kept
    import tarfile  # here, because few documents are archives

    files: dict[str, bytes] = {}
    total = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for number, member in enumerate(archive):
                if number > _MOST_MEMBERS:
                    raise DocumentTooLarge(f"{called}: the archive holds more than {_MOST_MEMBERS:,} files; unpack it.")
                name = _name_of(member.name)
                stream = archive.extractfile(member) if member.isreg() and name is not None else None
                if stream is None or name is None:
                    continue
                files[name] = stream.read(MOST_BYTES - total + 1)
                total += len(files[name])
                _check(total, called)
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise UnknownFormat(f"{called}: this archive is damaged ({error}); unpack it.") from error
    return files


def _inflated(body: bytes, called: str) -> bytes:
    inflating = zlib.decompressobj(31)
    try:
        data = inflating.decompress(body, _MOST_UNPACKED + 1)
    except zlib.error as error:
        raise UnknownFormat(f"{called}: this archive is damaged ({error}); unpack it.") from error
    if len(data) > _MOST_UNPACKED:
        raise DocumentTooLarge(f"{called}: the archive unpacks to more than {_MOST_UNPACKED:,} bytes; unpack it.")
    if not inflating.eof:
        raise UnknownFormat(f"{called}: this archive is damaged (its end is missing); get it again.")
    return data


def _name_of(name: str) -> str | None:
    """Return the normal name of a member that is a text; None for others, and for one that leads out of the archive."""
    if PurePosixPath(name).suffix.lower() not in _TEXTS or PurePosixPath(name).name.startswith("._"):
        return None
    try:
        return normal_name(name)
    except FileRefused:
        return None


def _check(total: int, called: str) -> None:
    if total > MOST_BYTES:
        raise DocumentTooLarge(f"{called}: the texts of the archive have more than {MOST_BYTES:,} bytes; unpack it.")


__all__ = ["PackedFiles", "is_packed", "main_file", "main_of_folder", "unpacked"]
