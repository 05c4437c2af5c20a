"""Unpacks gzip and deflate piece by piece, so that whoever asks can stop at a limit."""

from __future__ import annotations

import zlib
from typing import NamedTuple

GZIP = b"\x1f\x8b"
"""The first bytes of a gzip member."""

GZIP_BITS = 31
"""The `bits` of gzip (RFC 1952) for `inflated`; 15 are those of zlib (RFC 1950), -15 those of deflate (RFC 1951)."""

ENDS_EARLY = "the compressed data ends before its end"
"""Why a body is only a beginning whose compressed data was cut short."""

_STEP = 1 << 16  # bytes of a piece at most
_INPUT = 1 << 12  # bytes that are given to zlib at once: it copies what is left over, for each member of a body
_TAIL = 2_000  # bytes at the end of a document in which its last tag is looked for


class Unpacked(NamedTuple):
    """What a body unpacks to, `data`. `more`: there was more than the limit. `early`: the body was cut short."""

    data: bytes
    more: bool = False
    early: bool = False


def inflated(body: bytes, bits: int, limit: int) -> Unpacked:
    """Return at most `limit` bytes of what `body` unpacks to. Several gzip members are one body (RFC 1952, 2.2).

    `bits` says which format it has, see `GZIP_BITS`. What follows the end and is no gzip is ignored; a body that ends
    early yields what there is. Raises `zlib.error` if it is damaged.
    """
    whole, at = memoryview(body), 0
    pieces: list[bytes] = []
    size = 0
    while at < len(whole):
        engine = zlib.decompressobj(bits)
        given = whole[at:at]
        while not engine.eof:
            if not given:
                given = whole[at : at + _INPUT]
                at += len(given)
            piece = engine.decompress(given, _STEP)
            if piece:  # a member may be empty, and a body may have a million of these
                pieces.append(piece)
            size += len(piece)
            if size > limit:
                return Unpacked(b"".join(pieces)[:limit], more=True)
            given = memoryview(engine.unconsumed_tail)
            if not given and at == len(whole) and len(piece) < _STEP:
                break
        at -= len(engine.unused_data)
        if whole[at : at + 2] != GZIP:
            return Unpacked(b"".join(pieces), early=not engine.eof)
    return Unpacked(b"".join(pieces))


def ends_a_document(body: bytes) -> bool:
    """Return whether `body` ends as documents end, so that nothing of it is missing although its transfer broke off."""
    end = body[-_TAIL:].rstrip().lower()
    return b"</html>" in end or end.endswith((b"%%eof", b"</rss>", b"</feed>", b"</article>"))


__all__ = ["ENDS_EARLY", "GZIP", "GZIP_BITS", "Unpacked", "ends_a_document", "inflated"]
