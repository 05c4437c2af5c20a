"""More ways to a page: odd targets of redirects, cookies by other rules, and redirects that only a script makes."""

from __future__ import annotations

from behaviours.model import (
    ALIVE,
    DEAD,
    GONE,
    OLD_PATH,
    SCRIPTED,
    Behaviour,
    Fate,
    article,
    everywhere,
    html,
    missing,
    reply,
)
from behaviours.raw_web import Answer, Asked

from reports.model import LinkStatus

_NEW = "/stories/4711"
_UPPER = "HTTP://{host}:{port}"


def _leads(location: str, status: str = "302 Found", new: str = _NEW, body: bytes = b"") -> Answer:
    """Redirect the old address by `location`, in which {host}, {port} and {base} are filled in."""

    def answer(asked: Asked) -> bytes:
        if asked.target == OLD_PATH:
            where = location.format(host=asked.host, port=asked.port, base=asked.base)
            return reply(body, status, f"Location: {where}")
        return reply(article()) if asked.target == new else missing()

    return answer


def _chain(length: int) -> Answer:
    """Redirect `length` times before the article."""

    def answer(asked: Asked) -> bytes:
        step = 0 if asked.target == OLD_PATH else int(asked.target.rpartition("/")[2] or 0)
        if asked.target != OLD_PATH and not asked.target.startswith("/step/"):
            return missing()
        return reply(article()) if step == length else reply(b"", "302 Found", f"Location: /step/{step + 1}")

    return answer


def _with_cookie(set_cookie: str, wanted: str, *, unwanted: str = "\0") -> Answer:
    """Set a cookie by a redirect to the same address; show the article to whoever brings `wanted` alone."""

    def answer(asked: Asked) -> bytes:
        if asked.target != OLD_PATH:
            return missing()
        if wanted in asked.cookies and unwanted not in asked.cookies:
            return reply(article())
        return reply(
            b"", "302 Found", f"Location: {OLD_PATH}", *(f"Set-Cookie: {one}" for one in set_cookie.split("|"))
        )

    return answer


def _page(body: str) -> Answer:
    """Answer the old address with a page that leads on by itself."""
    known = {OLD_PATH: reply(body.encode()), _NEW: reply(article())}
    return lambda asked: known.get(asked.target, missing())


def _mixed(asked: Asked) -> bytes:
    """Redirect without a slash at the end to one with it, and on to the article."""
    known = {
        OLD_PATH: reply(b"", "301 Moved Permanently", f"Location: {OLD_PATH}/"),
        f"{OLD_PATH}/": reply(b"", "301 Moved Permanently", f"Location: {_NEW}"),
        _NEW: reply(article()),
    }
    return known.get(asked.target, missing())


def _circle(asked: Asked) -> bytes:
    """Redirect from one address to the other and back."""
    if asked.target == "/robots.txt":
        return missing()
    return reply(b"", "302 Found", f"Location: {'/other' if asked.target == OLD_PATH else OLD_PATH}")


_TARGETS: dict[str, Answer] = {
    "the scheme left out": _leads("//{host}:{port}/stories/4711"),
    "a scheme in capitals": _leads(_UPPER + "/stories/4711"),
    "a path without a slash": _leads("sluice-2.html", new="/2019/03/14/sluice-2.html"),
    "dots": _leads("../../../stories/./4711"),
    "more dots than folders": _leads("../../../../../../stories/4711"),
    "a query alone": _leads("?print=1", new=f"{OLD_PATH}?print=1"),
    "backslashes": _leads("\\stories\\4711"),
    "a tab inside": _leads("/sto\tries/4711"),
    "a default port": _leads("/stories/4711", "301 Moved permanently"),
    "a letter of another alphabet": _leads("/caf\u00e9", new="/caf%C3%A9"),
    "a blank in the path": _leads("/the story", new="/the%20story"),
    "a fragment alone": _leads("/stories/4711#", "308 Permanent Redirect"),
    "307": _leads(_NEW, "307 Temporary Redirect"),
    "a page beside the Location": _leads(_NEW, body=b"<a href=/x>here</a>"),
    "302 called OK": _leads(_NEW, "302 OK"),
    "brackets": _leads("/stories/4711?a[]=1", new="/stories/4711?a[]=1"),
    "a name and a password": _leads("{base}://reader:word@{host}:{port}/stories/4711"),
}
_COOKIES: dict[str, Answer] = {
    "a value in quotation marks": _with_cookie('seen="a b"; Path=/', "seen="),
    "no path": _with_cookie("seen=1", "seen=1"),
    "an odd date": _with_cookie("seen=1; Expires=Thu, 31-Dec-2099 23:59:59 GMT; Path=/", "seen=1"),
    "a long life": _with_cookie("seen=1; Max-Age=99999999999; Path=/", "seen=1"),
    "SameSite and Priority": _with_cookie("seen=1; Path=/; SameSite=Strict; Priority=High; Partitioned", "seen=1"),
    "two in one answer": _with_cookie("a=1; Path=/|seen=1; Path=/", "seen=1"),
    "one that is taken back": _with_cookie("gone=1; Max-Age=0; Path=/|seen=1; Path=/", "seen=1", unwanted="gone=1"),
    "a name alone before a good one": _with_cookie("broken|seen=1; Path=/", "seen=1"),
    "an equals sign in the value": _with_cookie("seen=YWJj=1==; Path=/", "seen=YWJj=1=="),
}
_BY_PAGE: dict[str, Answer] = {
    "capitals": _page(f'<META HTTP-EQUIV="REFRESH" CONTENT="0;URL={_NEW}">'),
    "blanks": _page(f"<meta http-equiv='refresh' content=' 0 ;  URL = {_NEW} '>"),
    "quotation marks inside": _page(f'<meta http-equiv="refresh" content="0; url=&quot;{_NEW}&quot;">'),
    "in the body": _page(f'<body><p>You are sent on.</p><meta http-equiv="refresh" content="1;url={_NEW}"></body>'),
    "half a second": _page(f'<meta http-equiv="refresh" content="0.5;url={_NEW}">'),
    "a link for those who wait": _page(
        f'<meta http-equiv="refresh" content="3;url={_NEW}"><title>Moved</title><p>This page has moved. You will be '
        f'taken there, or <a href="{_NEW}">click here</a>.</p>'
    ),
}
_BY_SCRIPT = {
    "location": f"<script>location='{_NEW}'</script>",
    "location.replace": f"<script>window.location.replace('{_NEW}');</script><noscript>Switch on scripts</noscript>",
    "onload": f"<body onload=\"location.href='{_NEW}'\"><p>Redirecting...</p></body>",
    "a title and a script": f"<title>Redirecting</title><script>top.location.href = '{_NEW}'</script>",
}


def _lives(kind: str, name: str, answer: Answer) -> Behaviour:
    return Behaviour(name=f"{kind}, {name}", kind=kind, right=ALIVE, fate=Fate.LIVES, hosts={"": answer})


MORE_WAYS: list[Behaviour] = [
    *(_lives("targets", name, answer) for name, answer in _TARGETS.items()),
    *(_lives("more cookies", name, answer) for name, answer in _COOKIES.items()),
    *(_lives("sent by a page", name, answer) for name, answer in _BY_PAGE.items()),
    *(_lives("long ways", f"{length} redirects", _chain(length)) for length in (5, 9)),
    _lives("long ways", "a slash and a new address", _mixed),
    *(
        Behaviour(
            name=f"sent by a script, {name}",
            kind="sent by a script",
            right=SCRIPTED,
            fate=Fate.WALLED,
            hosts={"": _page(body)},
        )
        for name, body in _BY_SCRIPT.items()
    ),
    Behaviour(
        name="long ways, a circle of two",
        kind="long ways",
        right=frozenset({LinkStatus.REDIRECT_LOOP}),
        fate=Fate.DOWN,
        hosts={"": _circle},
    ),
    Behaviour(
        name="long ways, to a page that is gone",
        kind="long ways",
        right=GONE,
        fate=Fate.DEAD,
        hosts={"": _leads("/moved/away", "301 Moved Permanently")},
    ),
    Behaviour(
        name="long ways, to a page that says it is missing",
        kind="long ways",
        right=DEAD,
        fate=Fate.DEAD,
        hosts={
            "": lambda asked: (
                missing()
                if asked.target == "/robots.txt"
                else reply(html("Oops", "<h1>Page not found</h1>"))
                if asked.target == "/oops"
                else reply(b"", "302 Found", "Location: /oops")
            )
        },
    ),
    Behaviour(
        name="long ways, to an app",
        kind="long ways",
        right=frozenset({LinkStatus.SERVER_ERROR, LinkStatus.UNSUPPORTED_SCHEME, LinkStatus.BLOCKED}),
        fate=Fate.OPEN,
        hosts={"": everywhere(reply(b"", "302 Found", "Location: herald://story/4711"))},
    ),
]
