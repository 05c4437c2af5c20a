"""Bytes to text: a byte order mark, what the transport declared, UTF-8, and what old files are written in."""

from __future__ import annotations

import codecs

from claims.errors import UndecodableDocument
from claims.patterns import lazy_regex

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks with their encodings; UTF-32 comes before UTF-16, whose mark it begins with."""
_ESCAPES = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$", "iso2022_jp_2"))
"""How encodings of seven bits begin other signs than those of ASCII."""
_CONTROLS = lazy_regex(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_NEWLINES = lazy_regex(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_MOST_CONTROLS = 0.002  # share of control characters above which bytes are not text in that encoding


def decode(body: bytes, *, name: str, encoding: str | None = None) -> str:
    """Return the text of `body`, without a byte order mark.

    Tried in order: a byte order mark, `encoding` as the transport declared it, UTF-8, UTF-16 without a mark, and
    the encodings from before Unicode. Raises UndecodableDocument if none, or more than one, gives plausible text.
    """
    for mark, its_encoding in BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return _strictly(body[len(mark) :], its_encoding, name)
    if encoding:
        try:
            return body.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            pass  # the declaration is wrong so often that the other encodings are tried too
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text is not None and "\x00" not in text:
        return _escaped(body) or text
    if b"\x00" in body:
        for candidate in _wide(body):
            wide = body.decode(candidate, "replace")
            if len(_CONTROLS.findall(wide)) <= _MOST_CONTROLS * len(wide):
                return wide
        raise UndecodableDocument(f"{name}: the bytes are not text in any encoding that fits; save it as UTF-8.")
    return _legacy(body, name)


def decode_as(body: bytes, encoding: str, *, name: str) -> str:
    """Return the text of `body` in the encoding that the caller names. Raises UndecodableDocument."""
    try:
        if not codecs.lookup(encoding)._is_text_encoding:
            raise LookupError
    except (LookupError, ValueError):
        message = f"{name}: {encoding!r} is not an encoding; name one, for instance windows-1251, koi8-r or gb18030."
        raise UndecodableDocument(message) from None
    try:
        return body.decode(encoding)
    except UnicodeError as error:
        at = getattr(error, "start", 0)
        message = f"{name}: the document is not {encoding} from byte {at} on; name another encoding (--encoding NAME)."
        raise UndecodableDocument(message) from error


def _legacy(body: bytes, name: str) -> str:
    from claims.legacy import recognise

    found = recognise(body)
    if found.encoding is not None:
        try:
            return body.decode(found.encoding)
        except UnicodeDecodeError:
            pass  # what follows the part that was looked at is in another encoding
    fitting = f" ({' or '.join(found.fitting[:4])} would fit)" if found.fitting else ""
    message = f"{name}: its encoding is not certain{fitting}; name it (--encoding NAME), or save the document as UTF-8."
    raise UndecodableDocument(message)


def normal_newlines(text: str) -> str:
    """Return `text` with every kind of line break as one newline."""
    return _NEWLINES.sub("\n", text)


def _escaped(body: bytes) -> str | None:
    """Return the text of an encoding of seven bits that changes its signs by escapes; None if `body` has none."""
    for start, encoding in _ESCAPES:
        if start in body:
            try:
                return body.decode(encoding)
            except UnicodeDecodeError:
                continue
    return None


def _wide(body: bytes) -> tuple[str, ...]:
    sample = body[:4096]
    if sample[1::2].count(0) > len(sample) // 4:
        return ("utf-16-le",)
    return ("utf-16-be",) if sample[::2].count(0) > len(sample) // 4 else ()


def _strictly(body: bytes, encoding: str, name: str) -> str:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"{name}: it says that it is {encoding}, but is not from byte {error.start} on; save it as UTF-8."
        raise UndecodableDocument(message) from error
