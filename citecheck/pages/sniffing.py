"""The kind of a body: by its first bytes, and by the declared type only if these decide nothing."""

from __future__ import annotations

import re
import zlib
from enum import Enum

from citecheck.inflating import GZIP_BITS, Unpacked, ends_a_document, inflated
from claims.content_type import media_type_of

_GUNZIPPED_AT_MOST = 25_000_000  # bytes: the default of `web.max_bytes`, which bodies with a header obey
_HTML_START = re.compile(
    rb"""(?>\s+|<!--.*?-->|<\?xml[^>]*>)*+<(?:!doctype\s+html|html|head|body|title|meta|script|style|link|div|p|h1|table"""
    rb"""|article|main|section|span|a|br|iframe|font|center|b|img|ul|ol|form|frameset)(?:[\s>/]|$)""",
    re.IGNORECASE | re.DOTALL,
)
_XML_START = re.compile(rb"\s*<(?:\?xml|rss|feed|article|!doctype|svg)[\s>]", re.IGNORECASE)
_MAGIC = (
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
    (b"{\\rtf", "application/rtf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"%!PS", "application/postscript"),
)
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\0\0\xfe\xff")
_CONTROLS = bytes(code for code in range(1, 32) if code not in b"\t\n\r\f\x0e\x0f\x1b")
_BINARY = 0.03  # share of control characters; compressed data has about 0.09, text has none (judgement)
_DIFFERENT = 8  # of 23 control characters; a text that is damaged has the same one many times (judgement)
_TEXTUAL = re.compile(r"text/|application/(?:json|xml|javascript|ld\+json|x-tex|x-subrip|yaml)|.*\+(?:xml|json)$")
_MARKUP = re.compile(r"text/html|application/xhtml\+xml|text/xml|application/xml|.*\+xml$")


class FileKind(Enum):
    """How a body is read."""

    HTML = "html"
    PDF = "pdf"
    TEXT = "text"
    MEDIA = "media"
    EMPTY = "empty"
    OTHER = "other"


def sniff(body: bytes, content_type: str) -> tuple[FileKind, str]:
    """Return the kind of `body` and its media type. `content_type` is the header as sent; empty: unknown."""
    declared, _ = media_type_of(content_type)
    head = body[:4096]
    if not head.strip(b" \t\r\n\0"):
        return FileKind.EMPTY, declared or "application/octet-stream"
    if b"%PDF-" in head[:1024] and not _HTML_START.match(head):
        return FileKind.PDF, "application/pdf"
    for magic, name in _MAGIC:
        if head.startswith(magic):
            media = name.startswith(("image/", "audio/", "video/"))
            return (FileKind.MEDIA, name) if media else (FileKind.OTHER, _office(body, declared) or name)
    if head[4:12] in (b"ftypmp42", b"ftypisom", b"ftypM4A ", b"ftypavif", b"ftypqt  "):
        return FileKind.MEDIA, "video/mp4"
    if head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return FileKind.MEDIA, {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(head[8:12], "video/avi")
    if _HTML_START.match(head):
        return FileKind.HTML, declared if _MARKUP.match(declared) else "text/html"
    if _XML_START.match(head):
        return (FileKind.MEDIA, declared) if declared == "image/svg+xml" else (FileKind.HTML, declared or "text/xml")
    if (_TEXTUAL.match(declared) or _MARKUP.match(declared)) and _is_binary(head):
        return FileKind.OTHER, "application/octet-stream"
    if declared == "text/plain" or (_TEXTUAL.match(declared) and not _MARKUP.match(declared)):
        return FileKind.TEXT, declared
    if _MARKUP.match(declared):
        return FileKind.HTML, declared
    if _looks_like_text(head):
        return FileKind.TEXT, "text/plain"
    if declared.startswith(("image/", "audio/", "video/")):
        return FileKind.MEDIA, declared
    return FileKind.OTHER, declared or "application/octet-stream"


def gunzipped(body: bytes) -> Unpacked:
    """Return `body`, decompressed if it is gzip without a Content-Encoding header, as in old captures.

    Several gzip members are one body. At most 25,000,000 bytes are returned, or as many as `body` has. It is told as
    cut short if its gzip ends early, unless what there is ends as documents end.
    """
    if not body.startswith(b"\x1f\x8b\x08"):
        return Unpacked(body)
    try:
        unpacked = inflated(body, GZIP_BITS, max(_GUNZIPPED_AT_MOST, len(body)))
    except zlib.error:
        return Unpacked(body)
    return unpacked._replace(early=unpacked.early and not ends_a_document(unpacked.data))


def _office(body: bytes, declared: str) -> str | None:
    if declared.startswith("application/") and declared not in ("application/octet-stream", "application/zip"):
        return declared
    if b"word/document.xml" in body[:200_000]:
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return "application/epub+zip" if b"application/epub+zip" in body[:200] else None


def _is_binary(head: bytes) -> bool:
    """Return whether the beginning of a body has too many control characters for a text in any encoding.

    The escapes of ISO 2022 are no such characters, and a text in UTF-16 or UTF-32 may have any byte.
    """
    if head.startswith(_BYTE_ORDER_MARKS) or b"<\0" in head or b"\0<" in head:
        return False
    share = 1 - len(head.translate(None, _CONTROLS)) / len(head)
    return share > _BINARY and len(set(head) & set(_CONTROLS)) >= _DIFFERENT


def _looks_like_text(head: bytes) -> bool:
    if head.startswith(_BYTE_ORDER_MARKS):
        return True
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return controls == 0
