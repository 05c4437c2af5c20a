"""What a behaviour is, and the ways in which hosts show a page instead of the requested one."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from behaviours.raw_web import Answer, Asked

from reports.model import LinkStatus

OLD_PATH = "/2019/03/14/the-sluice-at-sallow.html"
QUOTED = "the sluice was raised by hand until the winter of 1931"
CLAIMED = "The weir at Sallow was rebuilt in 1958 at a cost of 7,400 pounds."

ALIVE = frozenset({LinkStatus.ALIVE, LinkStatus.MOVED})
BLOCKED = frozenset({LinkStatus.BLOCKED})
SCRIPTED = frozenset({LinkStatus.BLOCKED, LinkStatus.SCRIPT_ONLY})
FAILING = frozenset({LinkStatus.SERVER_ERROR, LinkStatus.BLOCKED})
GONE = frozenset({LinkStatus.GONE})
DEAD = frozenset({LinkStatus.SOFT_404, LinkStatus.GONE, LinkStatus.PARKED, LinkStatus.REDIRECTED_HOME})


class Fate(StrEnum):
    """What became of the source for its readers."""

    LIVES = "lives"
    """A browser shows the source, with the quotation in it."""
    WALLED = "walled"
    """Something is shown instead of the source. It is never dead, whatever happens every night."""
    DOWN = "down"
    """The site fails. One visit is not enough to call it dead."""
    DEAD = "dead"
    """The source is gone for everybody."""
    OPEN = "open"
    """A careful human could not tell whether it is gone or closed. It is not a source in any case."""


@dataclass(frozen=True, kw_only=True)
class Behaviour:
    """One address and its hosts.

    `right` are the statuses that a careful human would give it. `hosts` are the answers by name: "" is the behaviour's
    own domain, "name." a host below it, everything else a whole name. `at` is the host of the cited address.
    """

    name: str
    kind: str
    right: frozenset[LinkStatus]
    fate: Fate
    hosts: Mapping[str, Answer]
    at: str = ""
    path: str = OLD_PATH
    server: str = "plain"
    quoted: str = QUOTED
    addresses: Sequence[str] = field(default=("127.0.0.1",))

    @property
    def domain(self) -> str:
        """Its registrable domain. The name says nothing about the content."""
        return domain_of(self.name)

    def host(self, name: str) -> str:
        return self.domain if not name else f"{name}{self.domain}" if name.endswith(".") else name

    @property
    def may_accuse(self) -> bool:
        """Whether a finding may rest on the words of its page."""
        return self.fate is Fate.LIVES


def domain_of(name: str) -> str:
    return f"site{zlib.crc32(name.encode()):08x}.test"


# --- answers ---------------------------------------------------------------------------------------------------------


def reply(body: bytes = b"", status: str = "200 OK", *headers: str, type: str = "text/html; charset=utf-8") -> bytes:
    """Return one whole answer; `headers` are lines."""
    kind = [f"Content-Type: {type}"] if type else []
    lines = [f"HTTP/1.1 {status}", *kind, *headers, f"Content-Length: {len(body)}", "Connection: close"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def missing() -> bytes:
    """Return the answer of an honest host to an unknown address."""
    return reply(b"<title>404</title><h1>404 Not Found</h1><hr>nginx", "404 Not Found")


def html(title: str, body: str, language: str = "en", head: str = "") -> bytes:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    ).encode()


def article(title: str = "The sluice at Sallow", extra: str = "", head: str = "") -> bytes:
    """Return the cited page: it has the quotation and the claim."""
    return html(
        f"{title} - The Valley Herald",
        f"<article><h1>{title}</h1>"
        "<p>The river Lode falls eleven metres between the old mill and the market cross, and for three centuries a "
        "weir of oak piles held back enough of it to drive two wheels. The keeper lived in a brick house on the east "
        "bank, with a garden that flooded nearly every spring.</p>"
        f"<p>His daughter, who is now ninety, remembers that {QUOTED}, when a motor was brought from the county town "
        "on a cart. She still has the crank. After the motor came, her father kept a ledger of every opening, and "
        "the ledger shows how often the water was let through at night so that the millers would not notice.</p>"
        f"<p>{CLAIMED} The new weir is of concrete, with a stair for eels beside it that hardly any eel has used. A "
        "board of the water company explains its parts to walkers. On summer evenings children jump from the "
        f"railing, which is forbidden and has never been prevented by anybody.</p>{extra}</article>",
        head=head,
    )


def everywhere(said: bytes) -> Answer:
    """Give the same answer for every address, even for those that cannot exist. Only robots.txt is missing."""
    return lambda asked: missing() if asked.target == "/robots.txt" else said


def at(path: str, said: bytes) -> Answer:
    """Answer one path, and 404 for all others, as an honest host does."""
    return lambda asked: said if asked.target == path else missing()


def sends_to(gate: str, page: bytes, *, status: str = "302 Found", back: str = "") -> Answer:
    """Redirect every address to a page of the same host; `back` is the parameter that names the requested address."""

    def answer(asked: Asked) -> bytes:
        if asked.target == "/robots.txt":
            return missing()
        if asked.target.startswith(gate):
            return reply(page)
        query = f"?{back}={asked.target.replace('/', '%2F')}" if back else ""
        return reply(b"", status, f"Location: {gate}{query}")

    return answer


def sends_away(host: str, path: str, *, back: str = "") -> Answer:
    """Redirect every address to a page of another host."""

    def answer(asked: Asked) -> bytes:
        if asked.target == "/robots.txt":
            return missing()
        query = f"?{back}={asked.target.replace('/', '%2F')}" if back else ""
        return reply(b"", "302 Found", f"Location: {asked.url(host, path + query)}")

    return answer


# --- behaviours of pages that stand before others --------------------------------------------------------------------


@dataclass(frozen=True)
class Page:
    """A page in some language; `name` distinguishes it from others of its kind.

    `odd` marks a page whose words nobody could know beforehand. If its host gives no sign either, a program may take it
    for a live page, but no finding may rest on it.
    """

    name: str
    language: str
    title: str
    body: str
    head: str = ""
    odd: bool = False

    @property
    def bytes(self) -> bytes:
        return html(self.title, self.body, self.language, self.head)


def in_place(kind: str, fate: Fate, right: frozenset[LinkStatus], pages: Sequence[Page]) -> list[Behaviour]:
    """Show each page instead of the source: for every address of a host, and for one address of an honest host."""
    return [
        Behaviour(name=f"{kind}, {page.name}, {where}", kind=kind, right=known, fate=fate, hosts={"": answer})
        for page in pages
        for where, answer, known in (
            ("everywhere", everywhere(reply(page.bytes)), right),
            ("here alone", at(OLD_PATH, reply(page.bytes)), right | {LinkStatus.ALIVE} if page.odd else right),
        )
    ]


def gated(
    kind: str,
    page: Page,
    gate: str,
    *,
    right: frozenset[LinkStatus] = BLOCKED,
    fate: Fate = Fate.WALLED,
    back: str = "",
) -> Behaviour:
    """Redirect every address to a page of the same host."""
    return Behaviour(
        name=f"{kind}, {page.name}, at {gate}",
        kind=kind,
        right=right,
        fate=fate,
        hosts={"": sends_to(gate, page.bytes, back=back)},
    )


def abroad(
    kind: str,
    page: Page,
    host: str,
    path: str,
    *,
    right: frozenset[LinkStatus] = BLOCKED,
    fate: Fate = Fate.WALLED,
    back: str = "",
) -> Behaviour:
    """Redirect every address to a page of another host; `host` ends with a dot if it is below the same domain."""
    name = f"{kind}, {page.name}, on another host"
    there = f"{host}{domain_of(name)}" if host.endswith(".") else host
    hosts = {"www.": sends_away(there, path, back=back), host: everywhere(reply(page.bytes))}
    return Behaviour(name=name, kind=kind, right=right, fate=fate, hosts=hosts, at="www.")
