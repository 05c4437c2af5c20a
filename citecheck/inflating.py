"""Unpacks gzip and deflate piece by piece, so that whoever asks can stop at a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

GZIP = b"\x1f\x8b"
"""The first bytes of a gzip member."""

GZIP_BITS = 31
"""The `bits` of gzip (RFC 1952) for `inflating`; 15 are those of zlib (RFC 1950), -15 those of deflate (RFC 1951)."""

_STEP = 1 << 16  # bytes of a piece at most
_INPUT = 1 << 12  # bytes that are given to zlib at once: it copies what is left over, for each member of a body


def inflating(body: bytes, bits: int) -> Iterator[bytes]:
    """Yield what `body` unpacks to, in pieces of up to 64 KiB. Several gzip members are one body (RFC 1952, 2.2).

    `bits` says which format it has, see `GZIP_BITS`. What follows the end and is no gzip is ignored; a body that ends
    early yields what there is. Raises `zlib.error` if it is damaged.
    """
    whole, at = memoryview(body), 0
    while at < len(whole):
        engine = zlib.decompressobj(bits)
        given = whole[at:at]
        while not engine.eof:
            if not given:
                given = whole[at : at + _INPUT]
                at += len(given)
            piece = engine.decompress(given, _STEP)
            yield piece
            given = memoryview(engine.unconsumed_tail)
            if not given and at == len(whole) and len(piece) < _STEP:
                break
        at -= len(engine.unused_data)
        if whole[at : at + 2] != GZIP:
            break


def joined(pieces: Iterator[bytes], limit: int) -> tuple[bytes, bool]:
    """Return at most `limit` bytes of `pieces`, and whether there were more."""
    taken: list[bytes] = []
    size = 0
    for piece in pieces:
        if piece:  # a member may be empty, and a body may have a million of these
            taken.append(piece)
        size += len(piece)
        if size > limit:
            return b"".join(taken)[:limit], True
    return b"".join(taken), False


__all__ = ["GZIP", "GZIP_BITS", "inflating", "joined"]
