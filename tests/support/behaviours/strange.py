"""Servers that contradict themselves: by the status, the form, the compression or the type of an answer."""

from __future__ import annotations

import gzip
import hashlib
import zlib

from behaviours.model import (
    ALIVE,
    DEAD,
    GONE,
    OLD_PATH,
    Behaviour,
    Fate,
    Page,
    article,
    at,
    html,
    in_place,
    missing,
    reply,
)
from behaviours.packed import BROTLI, ZSTD
from behaviours.raw_web import Answer, Asked

from reports.model import LinkStatus

_PAGE = article()
_PACKED = gzip.compress(_PAGE)
_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
_CLOSE = b"Connection: close\r\n"


def _chunked(codings: str, body: bytes, size: bytes = b"%x\r\n", end: bytes = b"\r\n") -> bytes:
    chunk = size % len(body) + body + end + b"0" + end + end
    return _OK + f"Transfer-Encoding: {codings}\r\n".encode() + _CLOSE + b"\r\n" + chunk


_FORMS: dict[str, bytes] = {
    "a blank line before the answer": b"\r\n" + reply(_PAGE),
    "three blank lines before the answer": b"\r\n\n\r\n" + reply(_PAGE),
    "a protocol in small letters": b"http/1.1" + reply(_PAGE).removeprefix(b"HTTP/1.1"),
    "a protocol in mixed letters": b"Http/1.0" + reply(_PAGE).removeprefix(b"HTTP/1.1"),
    "a later protocol": b"HTTP/2.0" + reply(_PAGE).removeprefix(b"HTTP/1.1"),
    "two blanks before the status": b"HTTP/1.1 " + reply(_PAGE).removeprefix(b"HTTP/1.1"),
    "deflate for the transfer": _chunked("deflate, chunked", zlib.compress(_PAGE)),
    "gzip for the transfer, to the end": _OK + b"Transfer-Encoding: gzip\r\n" + _CLOSE + b"\r\n" + _PACKED,
    "gzip for the transfer": _chunked("gzip, chunked", _PACKED),
    "chunks named twice": _chunked("chunked, chunked", _PAGE),
    "chunks in capitals": _chunked("Chunked", _PAGE),
    "chunk sizes with zeros before them": _chunked("chunked", _PAGE, b"0000%x\r\n"),
    "chunks with bare line feeds": _chunked("chunked", _PAGE, b"%x\n", b"\n"),
    "gzip that nobody names": reply(_PACKED),
    "gzip that is called plain": reply(_PACKED, "200 OK", "Content-Encoding: "),
    "gzip after identity": reply(_PACKED, "200 OK", "Content-Encoding: identity, gzip"),
    "a part that is the whole": reply(_PAGE, "206 Partial Content", f"Content-Range: bytes 0-1/{len(_PAGE)}"),
    "203": reply(_PAGE, "203 Non-Authoritative Information"),
}


def _missing_in(language: str) -> Answer:
    """Answer the old address with the article and all others with a page of its own, all of them as missing."""
    page = html("Сиинэ", f"<h1>Сиинэ</h1><p>{'Аттыгар атын суругу көр. ' * 3}</p>", language)
    return lambda asked: reply(_PAGE if asked.target == OLD_PATH else page, "404 Not Found")


def _always(status: str) -> Answer:
    """Answer the old address with the article, and all others with nothing, with one status."""
    return lambda asked: reply(_PAGE if asked.target == OLD_PATH else b"", status)


def _moved(asked: Asked) -> bytes:
    """Send the old address to a new one, which shows the article with 404."""
    if asked.target == OLD_PATH:
        return reply(b"", "301 Moved Permanently", "Location: /stories/4711")
    return reply(_PAGE, "404 Not Found") if asked.target == "/stories/4711" else missing()


def _turns(asked: Asked) -> bytes:
    """Show other news for each address that is missing, without a word about that."""
    if asked.target == "/robots.txt":
        return missing()
    town = f"Town {zlib.crc32(asked.target.encode())}"
    said = "".join(
        f"<p>In {town} the {what} was mended on day {day} of the week after the flood, at the cost of the county.</p>"
        for day, what in enumerate(
            ("bridge", "mill", "road", "church", "school", "weir", "lock", "inn", "barn", "mart")
        )
    )
    return reply(html(town, f"<h1>{town}</h1>{said}"), "404 Not Found")


def _stories(asked: Asked) -> bytes:
    """Say that a page is missing, above the news of the day."""
    if asked.target == "/robots.txt":
        return missing()
    return reply(article("We could not find that page"), "404 Not Found")


def _unsaid(asked: Asked) -> bytes:
    """Show the news of the day for every address that is missing, without a word about that."""
    return missing() if asked.target == "/robots.txt" else reply(article("News of today"), "404 Not Found")


_TEASERS = "<h2>More</h2><ul><li><a href=/a>Eels return to the Lode</a><li><a href=/b>Mill wheel turns again</a></ul>"
_NO_TEXT = {
    "every byte": bytes(range(256)) * 40,
    "noise": hashlib.shake_256(b"Lode").digest(9000),
    "Brotli that nobody names": BROTLI,
    "Zstandard that nobody names": ZSTD,
    "a picture": b"\x89PNG\r\n\x1a\n" + hashlib.shake_256(b"Sallow").digest(6000),
}
_MISSING = (
    Page("a topic", "en", "Information", "<p>The requested topic does not exist.</p>"),
    Page("a thread", "en", "Forum", "<p>Invalid thread specified. If you followed a valid link, please tell us.</p>"),
    Page("a file that you have requested", "en", "Drive", "<p>Sorry, the file you have requested does not exist.</p>"),
    Page(
        "a page of a wiki",
        "en",
        "The sluice at Sallow - Wiki",
        "<p>There is currently no text in this page. You can search for its title in other pages.</p>",
    ),
    Page("Chinese, a topic", "zh", "提示信息", "<p>抱歉，指定的主题不存在或已被删除或正在被审核</p>"),
    Page(
        "a picture", "en", "Pictures", "<p>The image you are requesting does not exist or is no longer available.</p>"
    ),
    Page("Korean, a post", "ko", "알림", "<p>존재하지 않는 게시물입니다.</p>"),
    Page("Japanese, an offer", "ja", "商品が見つかりません", "<p>該当する商品は削除されました。</p>"),
    Page("German, a topic", "de", "Forum", "<p>Das gewünschte Thema existiert nicht.</p>"),
    Page("French, a topic", "fr", "Forum", "<p>Le sujet demandé n'existe pas.</p>"),
    Page("Spanish, a topic", "es", "Foro", "<p>El tema solicitado no existe.</p>"),
)

STRANGE: list[Behaviour] = [
    *(
        Behaviour(
            name=f"odd forms, {name}", kind="odd forms", right=ALIVE, fate=Fate.LIVES, hosts={"": at(OLD_PATH, said)}
        )
        for name, said in _FORMS.items()
    ),
    *(
        Behaviour(name=f"wrong status, {name}", kind="wrong status", right=ALIVE, fate=Fate.LIVES, hosts={"": answer})
        for name, answer in {
            "404 with the article": at(OLD_PATH, reply(_PAGE, "404 Not Found")),
            "404, and other words for what is missing": _missing_in("sah"),
            "410 with the article": _always("410 Gone"),
            "404 with the article, at the end of a redirect": _moved,
            "404 with the article and other stories": at(OLD_PATH, reply(article(extra=_TEASERS), "404 Not Found")),
            "500 with the article": _always("500 Internal Server Error"),
            "503 with the article": _always("503 Service Unavailable"),
        }.items()
    ),
    *(
        Behaviour(name=f"right status, {name}", kind="right status", right=GONE, fate=Fate.DEAD, hosts={"": answer})
        for name, answer in {
            "404 over other stories": _stories,
            "404 with other stories alone": _unsaid,
            "404 with stories that change": _turns,
        }.items()
    ),
    *(
        Behaviour(
            name=f"no text, {name}, called {kind}",
            kind="no text",
            right=ALIVE | {LinkStatus.UNSUPPORTED_TYPE},
            fate=Fate.WALLED,
            hosts={"": at(OLD_PATH, reply(body, type=kind))},
        )
        for name, body in _NO_TEXT.items()
        for kind in ("text/html", "text/plain")
    ),
    *in_place("soft 404, named otherwise", Fate.DEAD, DEAD, _MISSING),
]
