"""Hosts that answer differently the second time, and what they say about when to ask again."""

from __future__ import annotations

from behaviours.model import ALIVE, BLOCKED, OLD_PATH, Behaviour, Fate, article, html, missing, reply
from behaviours.raw_web import Answer, Asked

from reports.model import LinkStatus

_VALIDATORS = ('ETag: "v1"', "Last-Modified: Wed, 21 Oct 2015 07:28:00 GMT")
_CONDITIONS = ("if-none-match", "if-modified-since")


def _to_conditions(said: bytes) -> Answer:
    """Serve the article first, and `said` to a request that asks whether it has changed."""

    def answer(asked: Asked) -> bytes:
        if asked.target != OLD_PATH:
            return missing()
        if any(name in asked.headers for name in _CONDITIONS):
            return said
        return reply(article(), "200 OK", *_VALIDATORS)

    return answer


def _first(said: bytes) -> Answer:
    """Answer with `said` the first time, and with the article from then on."""

    def answer(asked: Asked) -> bytes:
        if asked.target != OLD_PATH:
            return missing()
        return said if asked.turn == 1 else reply(article())

    return answer


def _robots(said: bytes) -> Answer:
    known = {"/robots.txt": said, OLD_PATH: reply(article())}
    return lambda asked: known.get(asked.target, missing())


_CONDITIONAL = {
    "304": b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\nConnection: close\r\n\r\n',
    "304 with a length": b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5000\r\nConnection: close\r\n\r\n",
    "412": reply(b"", "412 Precondition Failed"),
    "400": reply(b"", "400 Bad Request"),
    "403": reply(b"", "403 Forbidden"),
    "404": reply(b"", "404 Not Found"),
    "500": reply(b"", "500 Internal Server Error"),
    "501": reply(b"", "501 Not Implemented"),
}
_RETRY = {
    "a date to come": "Sun, 01 Mar 2026 02:00:05 GMT",
    "a date long past": "Wed, 21 Oct 2015 07:28:00 GMT",
    "a negative number": "-1",
    "a fraction": "1.5",
    "two numbers": "1, 2",
    "words": "soon",
    "nothing": "",
    "a number": "2",
}
_PLAIN = "text/plain"
_ROBOTS = {
    "a page of HTML": reply(html("Herald", "<p>Disallow: /</p>")),
    "a byte order mark": reply(b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /private/\r\n", type=_PLAIN),
    "a day between two requests": reply(b"User-agent: *\nCrawl-delay: 86400\nDisallow: /x/\n", type=_PLAIN),
    "one other program": reply(b"User-agent: AhrefsBot\nDisallow: /\n\nUser-agent: *\nDisallow:\n", type=_PLAIN),
    "a login": reply(b"", "302 Found", "Location: /login"),
    "403": reply(b"", "403 Forbidden"),
    "rubbish": reply(b"\x00\xff\xfe" * 300, type=_PLAIN),
    "more than half a megabyte": reply(b"# filler\n" * 60_000 + b"User-agent: *\nDisallow: /\n", type=_PLAIN),
}


def _lives(kind: str, name: str, answer: Answer) -> Behaviour:
    return Behaviour(name=f"{kind}, {name}", kind=kind, right=ALIVE, fate=Fate.LIVES, hosts={"": answer})


AGAIN: list[Behaviour] = [
    *(_lives("conditional", name, _to_conditions(said)) for name, said in _CONDITIONAL.items()),
    *(
        _lives("retry-after", f"{status[:3]}, {name}", _first(reply(b"", status, f"Retry-After: {value}")))
        for name, value in _RETRY.items()
        for status in ("429 Too Many Requests", "503 Service Unavailable")
    ),
    Behaviour(
        name="retry-after, an hour",
        kind="retry-after",
        right=BLOCKED,
        fate=Fate.WALLED,
        hosts={"": lambda asked: reply(b"", "429 Too Many Requests", "Retry-After: 3600")},
    ),
    *(_lives("robots.txt", name, _robots(said)) for name, said in _ROBOTS.items()),
    Behaviour(
        name="robots.txt, nobody",
        kind="robots.txt",
        right=frozenset({LinkStatus.DISALLOWED}),
        fate=Fate.WALLED,
        hosts={"": _robots(reply(b"User-agent: *\nDisallow: /\n", type=_PLAIN))},
    ),
]
