"""More oddities of answers, of their compression, their characters and their types."""

from __future__ import annotations

import gzip
import zlib

from behaviours.model import ALIVE, CLAIMED, OLD_PATH, QUOTED, Behaviour, Fate, article, at, html, reply
from behaviours.raw_web import Answer

from reports.model import LinkStatus

_PAGE = article()
_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
_LENGTH = f"Content-Length: {len(_PAGE)}\r\n".encode()


def _chunk(piece: bytes, extension: bytes = b"") -> bytes:
    return b"%x%s\r\n%s\r\n" % (len(piece), extension, piece)


_TWO = (_PAGE[:700], _PAGE[700:])
_RAW: dict[str, bytes] = {
    "no reason": b"HTTP/1.1 200\r\n" + _OK.partition(b"\r\n")[2] + _LENGTH + b"\r\n" + _PAGE,
    "no type": b"HTTP/1.1 200 OK\r\nConnection: close\r\n" + _LENGTH + b"\r\n" + _PAGE,
    "no length": _OK + b"\r\n" + _PAGE,
    "HTTP/1.0 without a length": b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + _PAGE,
    "the length twice": _OK + _LENGTH * 2 + b"\r\n" + _PAGE,
    "a folded header": _OK + b"X-Note: one\r\n two\r\n\tthree\r\n" + _LENGTH + b"\r\n" + _PAGE,
    "a header without a colon": _OK + b"Nonsense\r\n" + _LENGTH + b"\r\n" + _PAGE,
    "a blank before a colon": _OK + b"X-Note : one\r\n" + _LENGTH + b"\r\n" + _PAGE,
    "letters of Latin-1 in a header": _OK + b"X-Note: caf\xe9\r\n" + _LENGTH + b"\r\n" + _PAGE,
    "a header without a value": _OK + b"X-Note:\r\n" + _LENGTH + b"\r\n" + _PAGE,
    "bare line feeds": _OK.replace(b"\r\n", b"\n") + _LENGTH.replace(b"\r\n", b"\n") + b"\n" + _PAGE,
    "a trailer": _OK
    + b"Transfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
    + b"".join(map(_chunk, _TWO))
    + b"0\r\nX-Sum: 1\r\n\r\n",
    "an extension of chunks": _OK
    + b"Transfer-Encoding: chunked\r\n\r\n"
    + b"".join(_chunk(one, b';name="a;b"') for one in _TWO)
    + b"0\r\n\r\n",
    "chunks and a length": _OK
    + b"Transfer-Encoding: chunked\r\n"
    + _LENGTH
    + b"\r\n"
    + b"".join(map(_chunk, _TWO))
    + b"0\r\n\r\n",
    "more than its length": _OK + f"Content-Length: {len(_PAGE)}\r\n\r\n".encode() + _PAGE + b"<p>and more</p>",
    "100 Continue unasked": b"HTTP/1.1 100 Continue\r\n\r\n" + _OK + _LENGTH + b"\r\n" + _PAGE,
    "a status of its own": b"HTTP/1.1 299 Fine\r\n" + _OK.partition(b"\r\n")[2] + _LENGTH + b"\r\n" + _PAGE,
    "an unknown connection header": _OK.replace(b"close", b"Close, X-Note") + _LENGTH + b"\r\n" + _PAGE,
}


def _packed(name: str, body: bytes) -> bytes:
    return reply(body, "200 OK", f"Content-Encoding: {name}")


_BARE = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
_DEFLATED = _BARE.compress(_PAGE) + _BARE.flush()
_GZIP = gzip.compress(_PAGE)
_COMPRESSED: dict[str, bytes] = {
    "x-gzip": _packed("x-gzip", _GZIP),
    "GZIP in capitals": _packed("GZIP", _GZIP),
    "gzip twice": _packed("gzip, gzip", gzip.compress(_GZIP)),
    "gzip in two members": _packed("gzip", gzip.compress(_PAGE[:900]) + gzip.compress(_PAGE[900:])),
    "gzip and rubbish behind it": _packed("gzip", _GZIP + b"\0" * 40),
    "gzip without its last 8 bytes": _packed("gzip", _GZIP[:-8]),
    "deflate with a header": _packed("deflate", zlib.compress(_PAGE)),
    "deflate without a header": _packed("deflate", _DEFLATED),
    "gzip that is deflate": _packed("gzip", zlib.compress(_PAGE)),
    "an unknown coding on a plain body": _packed("aws-chunked", _PAGE),
    "binary": _packed("binary", _PAGE),
    "gzip on a plain body": _packed("gzip", _PAGE),
}

_CZECH = "stavidlo se až do zimy roku 1931 zvedalo ručně, protože příliš chřestělo"
_GREEK = "ο υδατοφράκτης σηκωνόταν με το χέρι μέχρι τον χειμώνα του 1931"
_TURKISH = "savak kapağı 1931 kışına kadar elle kaldırıldı, çünkü şikâyet edilmişti"
_UKRAINIAN = "шлюз піднімали вручну аж до зими 1931 року, бо їхній двигун зламався"
_KOREAN = "수문은 천구백삼십일 년 겨울까지 손으로 올려졌다"
_CHINESE = "直到一九三一年冬天，水閘一直是用手拉起來的"


def _in(quoted: str, head: str = "") -> str:
    more = f"<p>{quoted}.</p><p>{CLAIMED}</p>"
    title = "The sluice at Sallow"
    return (
        f"<!doctype html><html><head>{head}<title>{title}</title></head><body><h1>{title}</h1>{more * 3}</body></html>"
    )


def _charset(name: str, quoted: str, body: bytes, type: str = "text/html") -> Behaviour:
    return Behaviour(
        name=f"more charsets, {name}",
        kind="charset",
        right=ALIVE,
        fate=Fate.LIVES,
        hosts={"": at(OLD_PATH, reply(body, type=type))},
        quoted=quoted,
    )


_LATE = f"<style>{'a{color:red}' * 200}</style><meta charset=windows-1250>"
_CHARSETS = [
    _charset("windows-1250, by the header", _CZECH, _in(_CZECH).encode("cp1250"), "text/html; charset=windows-1250"),
    _charset("windows-1250, by a late meta", _CZECH, _in(_CZECH, _LATE).encode("cp1250")),
    _charset("iso-8859-7", _GREEK, _in(_GREEK, "<meta charset=iso-8859-7>").encode("iso-8859-7")),
    _charset("windows-1254", _TURKISH, _in(_TURKISH).encode("cp1254"), "text/html;charset=windows-1254"),
    _charset("iso-8859-9 by a wrong header", _TURKISH, _in(_TURKISH).encode("cp1254"), "text/html; charset=iso-8859-9"),
    _charset("koi8-u", _UKRAINIAN, _in(_UKRAINIAN).encode("koi8-u"), "text/html; charset=koi8-u"),
    _charset("nobody names windows-1251", _UKRAINIAN, _in(_UKRAINIAN).encode("cp1251")),
    _charset(
        "euc-kr, called ks_c_5601-1987", _KOREAN, _in(_KOREAN).encode("euc-kr"), "text/html; charset=ks_c_5601-1987"
    ),
    _charset("big5", _CHINESE, _in(_CHINESE).encode("big5"), "text/html; charset=Big5"),
    _charset("utf-16le by the header", _GREEK, _in(_GREEK).encode("utf-16-le"), "text/html; charset=utf-16le"),
    _charset("a wrong meta in utf-16", _GREEK, _in(_GREEK, "<meta charset=utf-8>").encode("utf-16")),
    _charset("utf-8 named twice", _GREEK, _in(_GREEK).encode(), "text/html; charset=utf-8; charset=UTF-8"),
    _charset("utf-8 in single quotation marks", _GREEK, _in(_GREEK).encode(), "text/html; charset='utf-8'"),
    _charset("utf-8 and one broken byte", _GREEK, _in(_GREEK).encode() + b"<!-- \xff -->", "text/html; charset=utf-8"),
    _charset("utf-8 that nobody names", _GREEK, _in(_GREEK).encode()),
    _charset("unicode", _GREEK, _in(_GREEK).encode(), "text/html; charset=unicode-1-1-utf-8"),
]

_XHTML = (
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">'
    + _PAGE.decode().partition('<html lang="en">')[2].replace('<meta charset="utf-8">', "")
).encode()
_FALLS = "The river falls eleven metres there. " * 20
_PLAIN = f"THE SLUICE AT SALLOW\n\n{_FALLS}\n\nHer father said that {QUOTED}. {CLAIMED}\n"
_TYPES: dict[str, bytes] = {
    "application/xhtml+xml": reply(_XHTML, type="application/xhtml+xml"),
    "text/html in capitals": reply(_PAGE, type="TEXT/HTML; CHARSET=UTF-8"),
    "text/plain, and it is plain": reply(_PLAIN.encode(), type="text/plain; charset=utf-8"),
    "text/plain, and it is HTML": reply(_PAGE, type="text/plain"),
    "application/octet-stream, and it is HTML": reply(_PAGE, type="application/octet-stream"),
    "text/xml, and it is XHTML": reply(_XHTML, type="text/xml"),
    "nonsense": reply(_PAGE, type="html"),
    "two types": reply(_PAGE, type="text/html, text/html; charset=utf-8"),
    "a comment before the doctype": reply(b"<!-- " + b"x" * 3000 + b" -->\n" + _PAGE),
    "an attachment": reply(_PAGE, "200 OK", 'Content-Disposition: attachment; filename="story.html"'),
}
_MARKDOWN = (
    f"# The sluice at Sallow\n\nThe river falls there.\n\n> {QUOTED}\n\n{CLAIMED}\n\n" + "The keeper wrote it.\n\n" * 40
)


def _lives(kind: str, name: str, said: bytes) -> Behaviour:
    answer: Answer = at(OLD_PATH, said)
    return Behaviour(name=f"{kind}, {name}", kind=kind, right=ALIVE, fate=Fate.LIVES, hosts={"": answer})


MORE_WIRE: list[Behaviour] = [
    *(_lives("more forms", name, said) for name, said in _RAW.items()),
    *(_lives("more compressions", name, said) for name, said in _COMPRESSED.items()),
    *_CHARSETS,
    *(_lives("more types", name, said) for name, said in _TYPES.items()),
    _lives("more types", "text/markdown", reply(_MARKDOWN.encode(), type="text/markdown; charset=utf-8")),
    Behaviour(
        name="more types, nothing but a title",
        kind="more types",
        right=frozenset({LinkStatus.EMPTY}),
        fate=Fate.DOWN,
        hosts={"": at(OLD_PATH, reply(html("The sluice at Sallow", "")))},
    ),
    Behaviour(
        name="more types, a scan",
        kind="more types",
        right=frozenset({LinkStatus.UNSUPPORTED_TYPE}),
        fate=Fate.WALLED,
        hosts={
            "": at(OLD_PATH, reply(html("The sluice at Sallow", "<img src=/scan.jpg alt='page four of the Herald'>")))
        },
    ),
    Behaviour(
        name="more types, frames",
        kind="more types",
        right=frozenset({LinkStatus.SCRIPT_ONLY}),
        fate=Fate.WALLED,
        hosts={
            "": at(
                OLD_PATH, reply(b"<title>The sluice</title><frameset cols=9,*><frame src=a><frame src=b></frameset>")
            )
        },
    ),
]
