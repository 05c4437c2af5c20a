"""Servers that are at odds with themselves: with their status, with the form of an answer, or with its compression."""

from __future__ import annotations

import gzip

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
from behaviours.raw_web import Answer, Asked

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


def _stories(asked: Asked) -> bytes:
    """Say that a page is missing, above the news of the day."""
    if asked.target == "/robots.txt":
        return missing()
    return reply(article("We could not find that page"), "404 Not Found")


def _unsaid(asked: Asked) -> bytes:
    """Show the news of the day for every address that is missing, without a word about that."""
    return missing() if asked.target == "/robots.txt" else reply(article("News of today"), "404 Not Found")


_MISSING = (
    Page("a topic", "en", "Information", "<p>The requested topic does not exist.</p>"),
    Page("a thread", "en", "Forum", "<p>Invalid thread specified.</p><p>Please tell us how you got here.</p>"),
    Page("a file that you have requested", "en", "Drive", "<p>Sorry, the file you have requested does not exist.</p>"),
    Page(
        "a page of a wiki",
        "en",
        "The sluice at Sallow - Wiki",
        "<p>There is currently no text in this page. You can search for its title in other pages.</p>",
    ),
    Page("Chinese, a topic", "zh", "提示信息", "<p>抱歉，指定的主题不存在或已被删除或正在被审核</p>"),
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
            "500 with the article": _always("500 Internal Server Error"),
            "503 with the article": _always("503 Service Unavailable"),
        }.items()
    ),
    *(
        Behaviour(name=f"right status, {name}", kind="right status", right=GONE, fate=Fate.DEAD, hosts={"": answer})
        for name, answer in {"404 over other stories": _stories, "404 with other stories alone": _unsaid}.items()
    ),
    *in_place("soft 404, named otherwise", Fate.DEAD, DEAD, _MISSING),
]
