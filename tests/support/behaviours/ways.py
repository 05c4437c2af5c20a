"""Ways to a page: redirects of every kind, cookies, and addresses that browsers request as they are written."""

from __future__ import annotations

from behaviours.model import ALIVE, OLD_PATH, Behaviour, Fate, article, at, missing, reply
from behaviours.raw_web import Answer, Asked

from reports.model import LinkStatus

_NEW = "/stories/4711"
_UNVISITED = frozenset({LinkStatus.NOT_CHECKED, LinkStatus.UNSUPPORTED_SCHEME, LinkStatus.REFUSED_ADDRESS})


def _leads(said: bytes, new: str = _NEW) -> Answer:
    """Answer the old address in some way, and the new one with the article."""
    known = {OLD_PATH: said, new: reply(article())}
    return lambda asked: known.get(asked.target, missing())


def _cookies(*names: str, how: str = "302") -> Answer:
    """Set one cookie after the other, each time with a redirect to the same address."""

    def answer(asked: Asked) -> bytes:
        if asked.target != OLD_PATH:
            return missing()
        wanted = next((name for name in names if f"{name}=1" not in asked.cookies), None)
        if wanted is None:
            return reply(article())
        cookie = f"Set-Cookie: {wanted}=1; Path=/; HttpOnly"
        if how == "302":
            return reply(b"", "302 Found", f"Location: {OLD_PATH}", cookie)
        page = f'<meta http-equiv="refresh" content="0; url={OLD_PATH}">One moment.'
        return reply(page.encode(), "200 OK", cookie)

    return answer


def _sends_to_sister(asked: Asked) -> bytes:
    if asked.target != OLD_PATH:
        return missing()
    if "visit=9" in asked.cookies:
        return reply(article())
    sister = asked.host.replace("www.", "id.")
    return reply(b"", "303 See Other", f"Location: {asked.url(sister, '/authorize?to=' + asked.target)}")


def _sister(asked: Asked) -> bytes:
    domain = asked.host.partition(".")[2]
    back = f"Location: {asked.url('www.' + domain, OLD_PATH)}"
    return reply(b"", "302 Found", back, f"Set-Cookie: visit=9; Domain=.{domain}; Path=/")


def _meta(content: str) -> bytes:
    return reply(f'<html><head><meta http-equiv="refresh" content="{content}"></head><body></body></html>'.encode())


_REDIRECTS: dict[str, bytes] = {
    "Refresh header": reply(b"<html></html>", "200 OK", f"Refresh: 0; url={_NEW}"),
    "Refresh header, quoted": reply(b"<p>Wait</p>", "200 OK", f"Refresh: 1;URL='{_NEW}'"),
    "Refresh header without url=": reply(b"", "200 OK", f"Refresh: 0;{_NEW}"),
    "meta refresh": _meta(f"0; url={_NEW}"),
    "meta refresh without url=": _meta(f"0;{_NEW}"),
    "meta refresh with a comma": _meta(f"0, url={_NEW}"),
    "300": reply(b"<h1>Multiple Choices</h1>", "300 Multiple Choices", f"Location: {_NEW}"),
    "the same Location twice": reply(b"", "301 Moved Permanently", f"Location: {_NEW}", f"Location: {_NEW}"),
    "303": reply(b"", "303 See Other", f"Location: {_NEW}"),
    "308": reply(b"", "308 Permanent Redirect", f"Location: {_NEW}"),
    "Location with blanks around": reply(b"", "302 Found", f"Location:   {_NEW}  "),
    "Location with a fragment": reply(b"", "302 Found", f"Location: {_NEW}#story"),
}
_CIRCLES = {
    "one cookie": _cookies("a"),
    "two cookies": _cookies("a", "b"),
    "three cookies": _cookies("a", "b", "c"),
    "a cookie and a meta refresh": _cookies("a", how="meta"),
}
_WRITTEN = {
    "one stray %": "/2019/raised-100%-by-hand/caf%C3%A9",
    "a stray % before letters": "/2019/%zz/sluice%20at%20sallow",
    "a stray % in the query": "/story?share=50%&name=%C3%A4",
    "escapes that need not be": "/2019/the%2Dsluice%7e/a%2Fb",
    "small letters in escapes": "/caf%c3%a9/%e2%80%93",
    "two slashes": "/archive//sluice",
}


def _lives(kind: str, name: str, answer: Answer, **more: str) -> Behaviour:
    return Behaviour(name=f"{kind}, {name}", kind=kind, right=ALIVE, fate=Fate.LIVES, hosts={"": answer}, **more)


def _unanswered(_: Asked) -> bytes:
    raise AssertionError("nobody gets here")


WAYS: list[Behaviour] = [
    *(_lives("redirects", name, _leads(said)) for name, said in _REDIRECTS.items()),
    _lives(
        "redirects",
        "302 without a Location, but with the page",
        at(OLD_PATH, reply(article(), "302 Found")),
    ),
    *(_lives("to itself", name, answer) for name, answer in _CIRCLES.items()),
    Behaviour(
        name="cookies, of the domain, set by a sister host",
        kind="cookies",
        right=ALIVE,
        fate=Fate.LIVES,
        hosts={"www.": _sends_to_sister, "id.": _sister},
        at="www.",
    ),
    *(_lives("as written", name, at(path, reply(article())), path=path) for name, path in _WRITTEN.items()),
    *(
        Behaviour(
            name=f"many addresses, {refusing} of which refuse",
            kind="many addresses",
            right=ALIVE,
            fate=Fate.LIVES,
            hosts={"": at(OLD_PATH, reply(article()))},
            addresses=(*(f"127.0.0.{number}" for number in range(11, 11 + refusing)), "127.0.0.1"),
        )
        for refusing in (1, 4, 7)
    ),
    Behaviour(
        name="names, an emoji",
        kind="names",
        right=ALIVE,
        fate=Fate.LIVES,
        hosts={"xn--i-7iq.": at(OLD_PATH, reply(article()))},
        at="i❤.",
    ),
    Behaviour(
        name="names, a hyphen at the end of a label",
        kind="names",
        right=ALIVE,
        fate=Fate.LIVES,
        hosts={"old-.": at(OLD_PATH, reply(article()))},
        at="old-.",
    ),
    Behaviour(
        name="names, an onion",
        kind="names",
        right=_UNVISITED,
        fate=Fate.WALLED,
        hosts={"duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion": _unanswered},
        at="duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion",
    ),
]
