"""The Content-Type header of HTTP: a media type and a charset."""

from __future__ import annotations


def media_type_of(content_type: str) -> tuple[str, str | None]:
    """Return the media type, in lower case and without parameters, and the charset that a Content-Type header names.

    The media type of an empty header is "", of one that cannot be read "text/plain" (RFC 2045, 5.2). The charset is as
    it was written, without quotation marks; None if there is none.
    """
    if not content_type.strip():
        return "", None
    from email.message import Message  # costs milliseconds, and a file on disk has no header

    header = Message()
    header["Content-Type"] = " ".join(content_type.split())
    charset = header.get_param("charset")
    return header.get_content_type(), charset or None if isinstance(charset, str) else None


__all__ = ["media_type_of"]
