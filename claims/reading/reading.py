"""Read a document of any of the formats that `DocumentFormat` names."""

from __future__ import annotations

import hashlib
import importlib
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import cast

from claims.author_years import with_author_years
from claims.collecting import collector_paused
from claims.companions import Companions, companions_of
from claims.content_type import media_type_of
from claims.decoding import decode, decode_as
from claims.errors import DocumentTooLarge, ReadingError
from claims.interfaces import Reader
from claims.layout import Layout
from claims.linking import link
from claims.model import Document, DocumentFormat
from claims.projects import PackedFiles, is_packed, main_of_folder, unpacked
from claims.reading.kinds import pick_kind

_ZIP = b"PK\x03\x04"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_BY_KEY = frozenset({"markdown", "latex", "rst", "asciidoc", "org", "typst"})
"""Formats that cite the works of a bibliography by their keys."""
_READERS = {
    "plaintext": "claims.readers.plaintext",
    "chatbot": "claims.readers.chatbot",
    "html": "claims.readers.html",
    "wikitext": "claims.readers.wikitext",
    "markdown": "claims.readers.markdown",
    "docx": "claims.readers.docx",
    "latex": "claims.readers.latex",
    "pdf": "claims.readers.pdf",
    "rst": "claims.readers.rst",
    "jats": "claims.readers.jats",
    "tei": "claims.readers.tei",
    "epub": "claims.readers.epub",
    "odt": "claims.readers.odt",
    "asciidoc": "claims.readers.asciidoc",
    "org": "claims.readers.org",
    "typst": "claims.readers.typst",
    **dict.fromkeys(("bibtex", "csl-json", "ris", "endnote"), "claims.readers.bibliography_files.reading"),
}


def read(
    source: bytes | str | os.PathLike[str],
    *,
    name: str | None = None,
    format: str | None = None,
    url: str | None = None,
    content_type: str | None = None,
    encoding: str | None = None,
    max_bytes: int = 20_000_000,
    bibliography: Sequence[str] = (),
    path: str | None = None,
) -> Document:
    """Read a document and link its claims to its references.

    `source` is a path (str or PathLike), or the document itself as bytes; of a folder, a .zip and a .tar.gz, the LaTeX
    document in it is read. `name` is what messages call the document,
    by default the path or `url`, the address that it came from. `format` is one of "plaintext", "html", "wikitext",
    "markdown", "docx", "latex", "pdf", "bibtex", "csl-json", "ris", "endnote", "rst", "asciidoc", "org", "typst",
    "jats", "tei", "epub" and "odt"; None means to choose by the suffix of the name, by `content_type` (the media type
    that the transport declared, with its charset if any), and by the content.
    `encoding` is what the text is in, by a name that Python knows; None takes a byte order mark, what `content_type`
    says, UTF-8, or what the letters show. A Word document has its own. `max_bytes` is the largest size that is read.

    `bibliography` are files of references that the document cites by key, as Markdown for pandoc does; none: the files
    that it names itself, in its own folder. `path` is where the document lies, if `source` is bytes that were read from
    there (None: nowhere).

    Raises `UnknownFormat` for other kinds of files, `UndecodableDocument` for bytes that are not text,
    `DocumentTooLarge` above `max_bytes` (before anything is read into memory), and `ReadingError` for a path that
    cannot be opened and for an empty document.
    """
    source = document_of(source)
    where = path if isinstance(source, bytes) else os.fspath(source)
    companions = companions_of(Path(where) if where else None, bibliography, max_bytes=max_bytes)
    body, called = load(source, name=name or url if isinstance(source, bytes) else name, max_bytes=max_bytes)
    if format in (None, "latex") and is_packed(body) and (packed := unpacked(body, called)) is not None:
        main, files = packed
        folder = PurePosixPath(main).parent.as_posix().removeprefix(".")
        inside = Companions(PackedFiles(files, folder), PurePosixPath(main).name, companions.bibliographies)
        named = f"{called}/{main}"
        document = _read(files[main], named, inside, format="latex", url=url, content_type=None, encoding=encoding)
        return replace(document, sha256=hashlib.sha256(body).hexdigest())
    if not body.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ReadingError(f"{called}: the document is empty; give one that has text.")
    if encoding is not None and not body.startswith((_ZIP, b"%PDF-")):
        text = decode_as(body, encoding, name=called).removeprefix("\ufeff")
        content_type = f"{media_type_of(content_type)[0]}; charset=utf-8" if content_type else content_type
        unicode = text.encode("utf-8", "surrogatepass")
        document = _read(unicode, called, companions, format=format, url=url, content_type=content_type)
        return replace(document, sha256=hashlib.sha256(body).hexdigest())
    return _read(body, called, companions, format=format, url=url, content_type=content_type)


def document_of(source: bytes | str | os.PathLike[str]) -> bytes | str | os.PathLike[str]:
    """Return the document that `source` means: of a folder, the LaTeX document in it. Raises `ReadingError`."""
    if isinstance(source, bytes) or not os.fspath(source):
        return source
    try:
        return main_of_folder(Path(source)) if Path(source).is_dir() else source
    except ValueError:  # a NUL in the name, of which `load` tells
        return source


def load(
    source: bytes | str | os.PathLike[str], *, name: str | None = None, max_bytes: int = 20_000_000
) -> tuple[bytes, str]:
    """Return the bytes of a document, and what messages call it. The arguments and errors are those of `read`."""
    if isinstance(source, bytes):
        called = name or "the document"
        _check_size(len(source), max_bytes, called)
        return source, called
    if not os.fspath(source):
        raise ReadingError("the name of the document is empty; give a path or an address.")
    path = Path(source)
    called = name or str(path)
    if isinstance(source, str) and _ADDRESS.match(source) and not path.exists():
        raise ReadingError(f"{source}: only http and https addresses are fetched; save the document as a file.")
    return _bytes_of(path, called, max_bytes), called


@collector_paused()
def _read(
    body: bytes,
    called: str,
    companions: Companions,
    *,
    format: str | None,
    url: str | None,
    content_type: str | None,
    encoding: str | None = None,
) -> Document:
    kind = pick_kind(body, name=called, format=format, url=url, content_type=content_type)
    encoding = encoding or media_type_of(content_type or "")[1]
    if kind in ("plaintext", "markdown") and _is_chat(body, called, encoding, plain=kind == "plaintext"):
        layout = _reader("chatbot")(body, name=called, url=url, encoding=encoding)
        return _linked(replace(layout, format=DocumentFormat(kind)))
    if kind in _BY_KEY:
        return _linked(_reader(kind)(body, name=called, url=url, encoding=encoding, companions=companions))
    if companions.bibliographies:
        named = companions.bibliographies[0][0]
        raise ReadingError(f"{called}: this is {kind}, which cites no bibliography; give it without {named}.")
    return _linked(_reader(kind)(body, name=called, url=url, encoding=encoding))


def _linked(layout: Layout) -> Document:
    return link(with_author_years(layout))


def _shortened(called: str) -> str:
    """Return the beginning of what was given as a path."""
    first = called.split("\n", 1)[0]
    return first if first == called and len(first) <= 200 else first[:200] + "…"


def _advice(called: str) -> str:
    return "to read a text, give it as bytes (text.encode())" if "\n" in called else "check the path"


def _bytes_of(path: Path, called: str, max_bytes: int) -> bytes:
    try:
        if path.is_dir():
            raise ReadingError(f"{called}: this is a directory; name the document in it.")
        with path.open("rb") as file:
            _check_size(os.fstat(file.fileno()).st_size, max_bytes, called)
            body = file.read(max_bytes + 1)
    except FileNotFoundError:
        raise ReadingError(f"{_shortened(called)}: there is no such file; {_advice(called)}.") from None
    except (OSError, ValueError) as error:
        if "\n" in called:
            raise ReadingError(f"{_shortened(called)}: this is no path; {_advice(called)}.") from error
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadingError(f"{called}: cannot be opened ({reason}); check the path and its permissions.") from error
    _check_size(len(body), max_bytes, called)
    return body


def _check_size(size: int, max_bytes: int, called: str) -> None:
    if size > max_bytes:
        message = f"{called}: more than {max_bytes:,} bytes, the limit for a document; split it, or raise the limit."
        raise DocumentTooLarge(message)


def _reader(kind: str) -> Reader:
    """Return the reader of a kind, imported only now: plain text needs no HTML parser."""
    read = importlib.import_module(_READERS[kind]).read
    return cast(Reader, partial(read, kind=DocumentFormat(kind)) if _READERS[kind].endswith(".reading") else read)


def _is_chat(body: bytes, called: str, encoding: str | None, *, plain: bool) -> bool:
    """Return whether a text is the export of a chat assistant."""
    looks_like = importlib.import_module(_READERS["chatbot"]).looks_like
    return bool(looks_like(decode(body, name=called, encoding=encoding), plain=plain))
