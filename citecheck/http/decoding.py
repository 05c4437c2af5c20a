"""Bodies as they came over the wire: read up to a limit, their compression undone by what it really is."""

from __future__ import annotations

import zlib

from citecheck.http.failures import Failure
from reports.model import LinkStatus

ACCEPTED = "gzip, deflate"
_GZIP = b"\x1f\x8b"
_STEP = 1 << 16


def decoded(body: bytes, encoding: str, limit: int) -> tuple[bytes, bool]:
    """Undo the compression of `body`, whatever `encoding` (the header) says it is.

    Returns at most `limit` bytes, and whether there were more. A body that is not compressed, though it was said to
    be, comes back as it is. Raises `Failure` where the compression is damaged or one that was not asked for.
    """
    names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    for name in reversed(names):
        if name in ("gzip", "x-gzip", "deflate"):
            body, cut = _inflated(body, name, limit)
            if cut:
                return body, True
        elif name not in ("identity", "none", "utf-8", "binary", "8bit"):
            raise Failure(LinkStatus.UNSUPPORTED_TYPE, f"the answer is compressed in a way that is not read: {name}")
    return body[:limit], len(body) > limit


def _inflated(body: bytes, name: str, limit: int) -> tuple[bytes, bool]:
    """Undo one layer of gzip or deflate; several gzip members in a row are one body."""
    if body.startswith(_GZIP):
        bits = 31
    elif name == "deflate":
        bits = 15 if len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0 else -15
    else:
        return body, False
    pieces: list[bytes] = []
    size = 0
    try:
        while body:
            engine = zlib.decompressobj(bits)
            while not engine.eof:
                room = min(_STEP, limit + 1 - size)
                piece = engine.decompress(body, room)
                pieces.append(piece)
                size += len(piece)
                if size > limit:
                    return b"".join(pieces)[:limit], True
                body = engine.unconsumed_tail
                if not body and len(piece) < room:
                    break
            body = engine.unused_data if engine.unused_data.startswith(_GZIP) else b""
    except zlib.error as error:
        if not pieces and bits == -15:
            return body, False
        raise Failure(LinkStatus.CONNECTION_ERROR, "the answer's compression is damaged", passing=True) from error
    return b"".join(pieces), False


__all__ = ["ACCEPTED", "decoded"]
