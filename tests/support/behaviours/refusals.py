"""Servers that refuse programs, or fail at what programs send, and answer browsers."""

from __future__ import annotations

from behaviours.model import ALIVE, BLOCKED, OLD_PATH, Behaviour, Fate, article, everywhere, html, missing, reply
from behaviours.raw_web import Answer, Asked
from behaviours.servers import HTTP2

from reports.model import LinkStatus

_STATUSES = {
    "401 Unauthorized": b"",
    "403 Forbidden": b"",
    "406 Not Acceptable": b"",
    "407 Proxy Authentication Required": b"",
    "415 Unsupported Media Type": b"",
    "418 I'm a teapot": b"",
    "420 Enhance Your Calm": b"",
    "421 Misdirected Request": b"",
    "426 Upgrade Required": html("Upgrade", "<p>This host speaks HTTP/2.</p>"),
    "429 Too Many Requests": b"",
    "430 Request Header Fields Too Large": b"",
    "440 Login Time-out": b"",
    "451 Unavailable For Legal Reasons": b"",
    "464 ": b"",
    "498 Invalid token": b"",
    "505 HTTP Version Not Supported": b"HTTP/2 required",
    "511 Network Authentication Required": html("Wi-Fi", "<p>Welcome to the guest network. Accept the terms.</p>"),
    "999 Request denied": b"<html><script>window.location='/authwall'</script></html>",
}
_GOAWAY = (
    b"\x00\x00\x06\x04\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x64"  # SETTINGS: 100 streams
    b"\x00\x00\x08\x07\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01"  # GOAWAY: PROTOCOL_ERROR
)
_MAYBE = ALIVE | BLOCKED


def _unless(browser: str, header: str, said: bytes) -> Answer:
    """Answer whoever sends `browser` in a header; give all others another answer, for every address."""

    def answer(asked: Asked) -> bytes:
        if browser not in asked.headers.get(header, ""):
            return said
        return reply(article()) if asked.target == OLD_PATH else missing()

    return answer


def _if_any_language(said: bytes) -> Answer:
    def answer(asked: Asked) -> bytes:
        if asked.headers.get("accept-language") == "*":
            return said
        return reply(article()) if asked.target == OLD_PATH else missing()

    return answer


_AGENTS = {
    "404": missing(),
    "404 without a page": reply(b"", "404 Not Found"),
    "410": reply(b"", "410 Gone"),
    "403": reply(b"", "403 Forbidden"),
    "cut": b"",
}
_LANGUAGES = {
    "500": reply(b"invalid language tag: *", "500 Internal Server Error"),
    "400": reply(b"", "400 Bad Request"),
    "404": reply(b"", "404 Not Found"),
    "a program error": reply(html("Error", "<p>RangeError: Incorrect locale information provided</p>"), "500 Oops"),
}

REFUSALS: list[Behaviour] = [
    *(
        Behaviour(
            name=f"refusing status, {status.strip()}",
            kind="refusing status",
            right=BLOCKED,
            fate=Fate.WALLED,
            hosts={"": everywhere(reply(body, status))},
        )
        for status, body in _STATUSES.items()
    ),
    *(
        Behaviour(
            name=f"browsers only, others get {name}",
            kind="browsers only",
            right=_MAYBE,
            fate=Fate.LIVES,
            hosts={"": _unless("Mozilla/", "user-agent", said)},
        )
        for name, said in _AGENTS.items()
    ),
    Behaviour(
        name="browsers only, by what they accept",
        kind="browsers only",
        right=ALIVE,
        fate=Fate.LIVES,
        hosts={"": _unless("text/html", "accept", missing())},
    ),
    *(
        Behaviour(
            name=f"any language, {name}",
            kind="any language",
            right=ALIVE,
            fate=Fate.LIVES,
            hosts={"": _if_any_language(said)},
        )
        for name, said in _LANGUAGES.items()
    ),
    *(
        Behaviour(
            name=f"HTTP/2 only, {name}",
            kind="HTTP/2 only",
            right=BLOCKED | {LinkStatus.NOT_CHECKED},
            fate=Fate.WALLED,
            hosts={"": lambda _, said=said: said},  # type: ignore[misc]  # a default holds the loop's value
            server=HTTP2,
        )
        for name, said in {
            "GOAWAY": _GOAWAY,
            "421": reply(b"", "421 Misdirected Request"),
            "464": reply(b"", "464 "),
            "505": reply(b"HTTP/2 only", "505 HTTP Version Not Supported"),
        }.items()
    ),
]
