"""The files of an EPUB in the order of its spine."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from claims.companions import MOST_BYTES
from claims.decoding import normal_newlines
from claims.errors import DocumentTooLarge, ReadingError
from claims.htmltext.encoding import decode_body
from claims.model import Problem
from claims.packages import PackedParts
from claims.readers.xmltext.tree import Node, parse_xml

_PAGES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
_HIDDEN_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_PAGE = re.compile(r"\.x?html?$", re.IGNORECASE)


@dataclass(slots=True)
class Book:
    """The pages of a book by their paths, in the order in which they are read, and what it says of itself."""

    pages: dict[str, str] = field(default_factory=dict)
    title: str | None = None
    language: str | None = None
    problems: list[Problem] = field(default_factory=list)


def open_book(body: bytes, name: str) -> Book:
    """Return the pages of an EPUB. Raises `ReadingError` for one that is damaged or encrypted, or that has no pages."""
    parts = PackedParts(body, name, "EPUB file")
    _refuse_locked(parts, name)
    container = parts.read("META-INF/container.xml")
    if container is None:
        raise ReadingError(f"{name}: this is no EPUB file: it has no META-INF/container.xml.")
    root = next((node.get("full-path") for node in _tree(container, name).all("rootfile")), "")
    package = parts.read(root)
    if package is None:
        raise ReadingError(f"{name}: this EPUB file has no package ({root or 'not named'}); get it again.")
    book = Book()
    _read_package(_tree(package, name), posixpath.dirname(root), parts, book)
    if not book.pages:
        raise ReadingError(f"{name}: this EPUB file has no pages that can be read.")
    return book


def _tree(body: bytes, name: str) -> Node:
    return parse_xml(body, name=name).root


def _refuse_locked(parts: PackedParts, name: str) -> None:
    """Raise `ReadingError` if pages are encrypted; fonts that are made hard to copy are no matter."""
    stated = parts.read("META-INF/encryption.xml")
    if stated is None:
        return
    for data in _tree(stated, name).all("EncryptedData"):
        method = next(data.all("EncryptionMethod"), None)
        target = next((node.get("URI") for node in data.all("CipherReference")), "")
        if method is None or (method.get("Algorithm") not in _HIDDEN_FONTS and _is_text(target)):
            raise ReadingError(f"{name}: this EPUB file is encrypted (DRM); give one without encryption.")


def _is_text(path: str) -> bool:
    return not path or _PAGE.search(path) is not None or path.endswith((".xml", ".opf", ".ncx"))


def _read_package(package: Node, folder: str, parts: PackedParts, book: Book) -> None:
    book.title = next((node.words() for node in package.all("title") if node.words()), None)
    language = next((node.words() for node in package.all("language")), "")
    book.language = language[:2].lower() if re.match(r"[A-Za-z]{2}(?:-|$)", language) else None
    items = {node.get("id"): node for node in package.all("item")}
    total = 0
    for reference in package.all("itemref"):
        item = items.get(reference.get("idref"))
        if item is None:
            continue
        path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href").partition("#")[0]))).lstrip("/")
        if item.get("media-type") not in _PAGES and not _PAGE.search(path):
            continue
        if "nav" in item.get("properties").split() or path in book.pages:
            continue
        body = parts.read(path)
        if body is None:
            message = f"The file {path}, which the spine of the book names, is not in it."
            book.problems.append(Problem(code="document-incomplete", message=message))
            continue
        book.pages[path] = normal_newlines(decode_body(body, declared=None)[0])
        total += len(body)
        if total > MOST_BYTES:
            raise DocumentTooLarge(f"The pages of the book have more than {MOST_BYTES:,} bytes; split it.")


__all__ = ["Book", "open_book"]
