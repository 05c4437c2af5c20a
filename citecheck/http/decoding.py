"""Decompresses bodies (gzip, deflate, Brotli, Zstandard) up to a limit, by their bytes rather than their headers."""

from __future__ import annotations

import io
import zlib

import brotli  # type: ignore[import-untyped]  # brotli ships no types
import zstandard

from citecheck.http.failures import Failure
from citecheck.inflating import GZIP, GZIP_BITS, Unpacked, inflated
from reports.model import LinkStatus

ACCEPTED = "gzip, deflate, br, zstd"
_ZSTD = b"\x28\xb5\x2f\xfd"
_WINDOW = 1 << 27  # bytes of the largest zstd window (RFC 8878 recommends at least 8 MB; browsers stop at 128)
_STEP = 1 << 16
_INPUT = 1 << 12


def decoded(body: bytes, encoding: str, limit: int) -> Unpacked:
    """Decompress `body`. `encoding` names the compressions in the order in which they were applied; it may be wrong.

    They are those of the headers Content-Encoding and Transfer-Encoding, separated by commas.

    Returns at most `limit` bytes, whether there were more, and whether compressed data was cut short. The body is
    returned as it is if it is not compressed, although the header says so, and if the header names no known
    compression. Raises `Failure` with the status connection-error if the compressed data is damaged.
    """
    names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
    early = False
    for name in reversed(names):
        if name in ("gzip", "x-gzip", "deflate"):
            unpacked = _inflated(body, name, limit)
        elif name == "br":
            unpacked = _unbrotlied(body, limit)
        elif name == "zstd":
            unpacked = _unzstd(body, limit)
        else:
            continue
        body, early = unpacked.data, early or unpacked.early
        if unpacked.more:
            return Unpacked(body, more=True, early=early)
    return Unpacked(body[:limit], len(body) > limit, early)


def _unbrotlied(body: bytes, limit: int) -> Unpacked:
    """Decompress Brotli (RFC 7932). It has no magic number, so a body that is plain text counts as uncompressed."""
    if body.startswith(GZIP):
        return _inflated(body, "gzip", limit)
    engine = brotli.Decompressor()
    pieces: list[bytes] = []
    size = 0
    try:
        piece = engine.process(body, output_buffer_limit=_STEP)
        while piece or not engine.can_accept_more_data():
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                return Unpacked(b"".join(pieces)[:limit], more=True)
            piece = engine.process(b"", output_buffer_limit=_STEP)
    except brotli.error as error:
        if not pieces and _is_plain(body):
            return Unpacked(body)
        raise _damaged() from error
    if body and not pieces and _is_plain(body):
        return Unpacked(body)
    return Unpacked(b"".join(pieces), early=bool(body) and not engine.is_finished())


def _unzstd(body: bytes, limit: int) -> Unpacked:
    """Decompress Zstandard (RFC 8878); several consecutive frames are one body."""
    if not body.startswith(_ZSTD):
        return Unpacked(body)
    engine = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    try:
        with engine.stream_reader(io.BytesIO(body), read_across_frames=True) as stream:
            whole = stream.read(limit + 1)
        if len(whole) > limit:
            return Unpacked(whole[:limit], more=True)
        return Unpacked(whole, early=_frame_ends_early(body))
    except zstandard.ZstdError as error:
        raise _damaged() from error


def _frame_ends_early(body: bytes) -> bool:
    """Return whether the last frame of a Zstandard body is cut short. The body must be known to unpack to little."""
    view, at = memoryview(body), 0
    while at < len(view):
        frame = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
        while not frame.eof and at < len(view):
            frame.decompress(view[at : at + _INPUT])
            at += len(view[at : at + _INPUT])
        if not frame.eof:
            return True
        at -= len(frame.unused_data)
    return False


def _is_plain(body: bytes) -> bool:
    """Return whether a body looks like uncompressed text or a PDF, by its beginning."""
    return b"\0" not in body[:1000] and body[:200].lstrip().startswith((b"<", b"{", b"[", b"\xef\xbb\xbf<", b"%PDF"))


def _damaged() -> Failure:
    return Failure(LinkStatus.CONNECTION_ERROR, "the answer's compression is damaged", passing=True)


def _inflated(body: bytes, name: str, limit: int) -> Unpacked:
    """Decompress one layer of gzip or deflate (RFC 1952, RFC 1950, RFC 1951); several gzip members are one body."""
    deflate = name == "deflate"
    if body.startswith(GZIP):
        bits = GZIP_BITS
    elif len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0:
        bits = 15
    elif deflate:
        bits = -15
    else:
        return Unpacked(body)
    try:
        return inflated(body, bits, limit)
    except zlib.error as error:
        is_guess = bits == -15 or (bits == 15 and not deflate)
        if is_guess and _fails_at_once(body, bits):
            return Unpacked(body)
        raise _damaged() from error


def _fails_at_once(body: bytes, bits: int) -> bool:
    """Return whether the beginning of a body is no deflate (`bits` as in zlib), so that the header is wrong."""
    try:
        inflated(body[:_INPUT], bits, 0)
    except zlib.error:
        return True
    return False


__all__ = ["ACCEPTED", "decoded"]
