"""Unusual answers that browsers accept: odd headers, lengths, chunks and compressions."""

from __future__ import annotations

import gzip
import zlib

from behaviours.model import ALIVE, OLD_PATH, QUOTED, Behaviour, Fate, article, at, everywhere, missing, reply
from behaviours.packed import BROTLI, ZSTD
from behaviours.raw_web import Answer, Asked

from reports.model import LinkStatus

_PAGE = article()
_TYPE = b"Content-Type: text/html; charset=utf-8\r\n"
_OK = b"HTTP/1.1 200 OK\r\n" + _TYPE
_CLOSE = b"Connection: close\r\n"
_PACKED = gzip.compress(_PAGE)
_PART = frozenset({LinkStatus.ALIVE, LinkStatus.CONNECTION_ERROR, LinkStatus.BLOCKED})


def _length(number: int | str) -> bytes:
    return f"Content-Length: {number}\r\n".encode()


def _chunks(body: bytes, size: int = 300, *, last: bool = True, extension: bytes = b"") -> bytes:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    sent = b"".join(b"%x%s\r\n%s\r\n" % (len(piece), extension, piece) for piece in pieces)
    return sent + (b"0\r\n\r\n" if last else b"")


def _chunked(sent: bytes) -> bytes:
    return _OK + b"Transfer-Encoding: chunked\r\n" + _CLOSE + b"\r\n" + sent


def _encoded(name: str, body: bytes) -> bytes:
    return reply(body, "200 OK", f"Content-Encoding: {name}")


_HEADS: dict[str, bytes] = {
    "150 headers": reply(_PAGE, "200 OK", *(f"X-Cache-{number}: miss" for number in range(150))),
    "240 cookies": reply(_PAGE, "200 OK", *(f"Set-Cookie: c{number}=1; Path=/" for number in range(240))),
    "a policy of 70 KiB": reply(_PAGE, "200 OK", "Content-Security-Policy: img-src " + "https://img.test " * 4200),
    "a cookie of 90 KB": reply(_PAGE, "200 OK", "Set-Cookie: state=" + "a" * 90_000),
    "no reason": b"HTTP/1.1 200\r\n" + _TYPE + _CLOSE + b"\r\n" + _PAGE,
    "HTTP/1.0": b"HTTP/1.0 200 OK\r\n" + _TYPE + b"\r\n" + _PAGE,
    "bare line feeds": b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + _PAGE,
    "a line without a colon": _OK + b"P3P CP=x\r\nX-More: y\r\n" + _CLOSE + b"\r\n" + _PAGE,
    "a blank before the colon": b"HTTP/1.1 200 OK\r\nContent-Type : text/html\r\n" + _CLOSE + b"\r\n" + _PAGE,
    "a folded line": _OK + b"X-Long: one\r\n  two\r\n" + _CLOSE + b"\r\n" + _PAGE,
    "bytes that are no ASCII": _OK + b"X-Author: Ren\xe9e\r\n" + _CLOSE + b"\r\n" + _PAGE,
    "no type": reply(_PAGE, type=""),
}
_HINT = b"HTTP/1.1 103 Early Hints\r\nLink: </main.css>; rel=preload; as=style\r\n\r\n"
_INTERIM: dict[str, bytes] = {
    "103": _HINT + reply(_PAGE),
    "103 twice": _HINT * 2 + reply(_PAGE),
    "102": b"HTTP/1.1 102 Processing\r\n\r\n" + reply(_PAGE),
    "100 unasked": b"HTTP/1.1 100 Continue\r\n\r\n" + reply(_PAGE),
    "103 with 150 headers": b"HTTP/1.1 103 Early Hints\r\n"
    + b"Link: </a.css>; rel=preload\r\n" * 150
    + b"\r\n"
    + reply(_PAGE),
}
_LENGTHS: dict[str, bytes] = {
    "too large": _OK + _length(len(_PAGE) + 512) + _CLOSE + b"\r\n" + _PAGE,
    "of the unpacked body": _OK + b"Content-Encoding: gzip\r\n" + _length(len(_PAGE)) + _CLOSE + b"\r\n" + _PACKED,
    "said twice": _OK + _length(len(_PAGE)) * 2 + _CLOSE + b"\r\n" + _PAGE,
    "a list": _OK + _length(f"{len(_PAGE)}, {len(_PAGE)}") + _CLOSE + b"\r\n" + _PAGE,
    "no number": _OK + _length("unknown") + _CLOSE + b"\r\n" + _PAGE,
    "negative": _OK + _length(-1) + _CLOSE + b"\r\n" + _PAGE,
    "none": _OK + _CLOSE + b"\r\n" + _PAGE,
    "identity": _OK + b"Transfer-Encoding: identity\r\n" + _CLOSE + b"\r\n" + _PAGE,
    "chunks and a length": _OK + b"Transfer-Encoding: chunked\r\n" + _length(7) + _CLOSE + b"\r\n" + _chunks(_PAGE),
}
_CHUNKS: dict[str, bytes] = {
    "with extensions": _chunked(_chunks(_PAGE, extension=b";sig=0")),
    "sizes padded with blanks": _chunked(_chunks(_PAGE, extension=b"  ")),
    "the last is lost": _chunked(_chunks(_PAGE, last=False)),
    "one chunk and no more": _chunked(_chunks(_PAGE, 100_000, last=False)),
    "the end of the last is lost": _chunked(_chunks(_PAGE)[:-2]),
    "cut behind what is cited": _chunked(_chunks(_PAGE)[: _chunks(_PAGE).index(b"summer evenings")]),
}
_ENCODINGS: dict[str, bytes] = {
    "brotli unasked": _encoded("br", BROTLI),
    "zstd unasked": _encoded("zstd", ZSTD),
    "brotli in capitals": _encoded("BR", BROTLI),
    "gzip twice": _encoded("gzip, gzip", gzip.compress(_PACKED)),
    "gzip of a plain body": _encoded("gzip", _PAGE),
    "br of a gzip body": _encoded("br", _PACKED),
    "br of a plain body": _encoded("br", _PAGE),
    "zstd of a plain body": _encoded("zstd", _PAGE),
    "deflate, raw": _encoded("deflate", zlib.compress(_PAGE)[2:-4]),
    "gzip with rubbish behind": _encoded("gzip", _PACKED + b"\0" * 40),
    **{
        f"{name} of a plain body": _encoded(name, _PAGE)
        for name in ("utf-8", "UTF8", "none", "iso-8859-1", "chunked", "text/html", "aws-chunked", "amz-1.0", "null")
    },
}
_LIVING = (("heads", _HEADS), ("interim answers", _INTERIM), ("lengths", _LENGTHS), ("chunks", _CHUNKS))


def _lives(kind: str, name: str, answer: Answer) -> Behaviour:
    return Behaviour(name=f"{kind}, {name}", kind=kind, right=ALIVE, fate=Fate.LIVES, hosts={"": answer})


def _wants_brotli(asked: Asked) -> bytes:
    if asked.target != OLD_PATH:
        return missing()
    return (
        _encoded("br", BROTLI) if "br" in asked.headers.get("accept-encoding", "") else reply(b"", "406 Not Acceptable")
    )


_EARLY = _PAGE[: _PAGE.index(QUOTED.encode())]
WIRE: list[Behaviour] = [
    *(_lives(kind, name, at(OLD_PATH, said)) for kind, row in _LIVING for name, said in row.items()),
    *(_lives("compressions", name, at(OLD_PATH, said)) for name, said in _ENCODINGS.items()),
    Behaviour(
        name="compressions, 406 without brotli",
        kind="compressions",
        right=ALIVE | {LinkStatus.BLOCKED},
        fate=Fate.LIVES,
        hosts={"": _wants_brotli},
    ),
    *(
        Behaviour(
            name=f"cut short, {name}", kind="cut short", right=_PART, fate=Fate.WALLED, hosts={"": everywhere(said)}
        )
        for name, said in {
            "chunks, before the quotation": _chunked(_chunks(_EARLY, last=False)),
            "a length, before the quotation": _OK + _length(len(_PAGE)) + _CLOSE + b"\r\n" + _EARLY,
            "gzip, before the quotation": _OK
            + b"Content-Encoding: gzip\r\n"
            + _length(len(_PACKED))
            + _CLOSE
            + b"\r\n"
            + _PACKED[:300],
            "in the middle of a chunk": _chunked(_chunks(_EARLY, 4000, last=False)[:-200]),
        }.items()
    ),
]
