"""Bytes to characters: what is declared first, then what the bytes themselves say."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from bs4.dammit import EncodingDetector
from charset_normalizer import from_bytes

from claims.decoding import BYTE_ORDER_MARKS
from claims.legacy import has_many_runs, recognise

# What browsers read under a label (WHATWG Encoding, section 4.2), where Python's codec of that name is narrower.
_LABELS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "johab": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
_DECLARATION_WINDOW = 16_384  # browsers look at 1,024 bytes; pages with long scripts first put it further down
_SAMPLE = 65_536
_TELLING = 1_000  # bytes below which text in Latin letters says nothing of its encoding
_HIGH = bytes(range(128, 256))
_LATIN = ["cp1252", "cp1250", "cp1254", "cp1257"]
_OTHERS = ["cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "gb18030", "big5", "cp932", "euc_jp", "cp949", "cp874"]
_FEW = 8  # bytes outside of ASCII that may be signs or names; no sentence depends on them
_TOLERATED = 0.01  # share of undecodable sequences among non-ASCII ones that is damage, not another encoding


class Decoded(NamedTuple):
    """The characters of a body, and the encoding by which they were read.

    `certain` is False if nothing names an encoding that fits, and the bytes do not show it: other characters may have
    been meant.
    """

    characters: str
    encoding: str
    certain: bool = True


def decode_body(body: bytes, *, declared: str | None = None, markup: bool = True) -> Decoded:
    """Return the characters of `body`, and the encoding that they were read by.

    `declared` is what the transport said; with `markup`, declarations within HTML or XML count next. A byte order
    mark overrules both. Bytes with non-ASCII characters that are all valid UTF-8 are UTF-8 whatever is declared:
    that does not happen by chance. Never raises: what cannot be decoded becomes U+FFFD.
    """
    for mark, wide in BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(wide, "replace"), wide)
    if body.isascii() and b"\x1b" not in body and b"\0" not in body:
        return Decoded(body.decode("ascii"), "utf-8")
    guess = _wide_guess(body)
    if guess is not None:
        return Decoded(body.decode(guess, "replace"), guess)
    labels = (declared, _declared_within(body) if markup else None)
    names = [name for label in labels if label and (name := known_codec(label))]
    if not any(name.startswith(("iso2022", "hz")) for name in names):
        text, errors = _as_utf8(body)
        if errors == 0 or ((not names or "utf-8" in names) and errors <= _TOLERATED * _non_ascii(body)):
            return Decoded(text, "utf-8")
    few = _non_ascii(body) <= _FEW
    for name in names:
        if name == "utf-8":
            continue  # it has more errors than damage explains
        decoded = body.decode(name, "replace")
        if decoded.count("\ufffd") <= max(2.0, _TOLERATED * _non_ascii(body)):
            if name not in _LATIN or few or not has_many_runs(body):
                return Decoded(decoded, name)
            seen = recognise(body).encoding  # a server's default, on a page in other letters
            return Decoded(body.decode(seen, "replace"), seen) if seen else Decoded(decoded, name, certain=False)
    recognised = recognise(body).encoding
    guessed = recognised or _guess(body)
    return Decoded(body.decode(guessed, "replace"), guessed, certain=few or recognised is not None)


def known_codec(label: str) -> str | None:
    """Return Python's codec for what a page calls its encoding, as browsers read that label; None if unknown."""
    label = label.strip().strip("\"'").lower()
    if label in ("utf8", "utf-8", "unicode", "utf-16", "utf-16le", "utf-16be"):
        return "utf-8"  # a page whose declaration could be read byte by byte is not UTF-16
    label = {"ks_c_5601-1987": "euc_kr", "windows-949": "cp949"}.get(label, label)
    if label.startswith("x-") and not label.startswith("x-mac"):
        label = label[2:]  # x-sjis, x-gbk, x-euc-jp: names from before they were registered
    try:
        info = codecs.lookup(label)
        if not info._is_text_encoding:
            return None
    except (LookupError, ValueError):
        return None
    if info.name in ("utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"):
        return None
    return _LABELS.get(info.name, info.name)


def _declared_within(body: bytes) -> str | None:
    """Return the encoding that the beginning of `body` declares, in an XML declaration or a meta element."""
    head = body[:_DECLARATION_WINDOW]
    return EncodingDetector.find_declared_encoding(head, is_html=True, search_entire_document=True)


def _as_utf8(body: bytes) -> tuple[str, int]:
    """Decode as UTF-8; a character cut off at the very end (a truncated body) is not an error."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(body), 0
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
        return text, max(1, text.count("\ufffd") - body.count(b"\xef\xbf\xbd"))


def _non_ascii(body: bytes) -> int:
    return len(body) - len(body.translate(None, _HIGH))


def _wide_guess(body: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is NUL."""
    sample = body[:4096]
    if len(sample) < 8:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _guess(body: bytes) -> str:
    """Name the encoding by the bytes alone; Western European where nothing speaks for another."""
    start = next((index for index, byte in enumerate(body) if byte > 127), 0)
    sample = body[max(0, start - 2048) : start + _SAMPLE]
    ascii_letters = sum(65 <= byte <= 90 or 97 <= byte <= 122 for byte in sample)
    latin = ascii_letters > len(sample) - len(sample.translate(None, _HIGH))
    if latin and len(sample) < _TELLING:
        return "cp1252"
    best = from_bytes(sample, steps=3, cp_isolation=_LATIN if latin else _OTHERS).best()
    name = known_codec(best.encoding) if best is not None else None
    return name or "cp1252"
