"""Every known fault of an archive's services, and what must follow from each: never "not archived".

A small archive on loopback, in the Internet Archive's dialect, knows two pages: one with two captures, one with none.
Each case puts a fault into one of its services.
"""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from citecheck.archives import Chooser, build_archives
from citecheck.http.guard import Guard
from citecheck.http.transport import GuardedAdapter
from citecheck.settings.model import ArchiveSettings, Settings, WebSettings
from claims.model import Reference, Span
from testbed.idle_clock import IdleClock
from testbed.scripted_server import Answer, Asked, Piece, ScriptedServer, reply, serving

PRESENT, ABSENT = "http://page.test/present", "http://page.test/absent"
STAMPS = ("20110503102030", "20150203040506")
MEMENTOS = ("Tue, 03 May 2011 10:20:30 GMT", "Tue, 03 Feb 2015 04:05:06 GMT")
ROWS = [f"test,page)/present {stamp} {PRESENT} text/html 200 {'A' * 32} 1234" for stamp in STAMPS]
BODY = b"<title>Present</title><p>This is what was there." + b"." * 3000
SAID_404 = b"<html><p>The Wayback Machine has not archived that URL.</p></html>"
HTML = b"<!doctype html><title>Busy</title><p>We are sorry. Please come back later, there is much to do."

Fault = Callable[["Little", Asked], Answer | None]
Word = Literal["capture", "none", "unknown"]


@dataclass(frozen=True)
class Case:
    """A fault of one service, and the right outcomes for the page with captures and for the page without."""

    name: str
    service: Literal["web", "cdx", "both"]
    fault: Fault
    present: Word = "capture"
    absent: Word = "unknown"


@dataclass(frozen=True)
class Result:
    """What the client said, what it cost, and whether that is right."""

    present: Word
    absent: Word
    requests: int
    waited: float  # seconds of the client's own clock
    seconds: float  # by the system's clock
    right: bool


class Little:
    """The small archive."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.server: ScriptedServer | None = None
        self.count = 0

    def answer(self, asked: Asked) -> Answer:
        """Answer as the archive does, or as the fault of the case does."""
        service = "cdx" if asked.target.startswith("/cdx") else "web" if asked.target.startswith("/web/") else "other"
        if self.case.service in (service, "both") and service != "other":
            self.count += 1
            said = self.case.fault(self, asked)
            if said is not None:
                return said
        if service == "cdx":
            return self.cdx(asked)
        return self.play(asked) if service == "web" else reply(HTML, "503 Busy")

    def cdx(self, asked: Asked) -> bytes:
        """Answer a query of the index."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(asked.target).query).items()}
        rows = [row for row in ROWS if query["url"] == PRESENT]
        rows = [row for row in rows if query.get("from", "0") <= row.split()[1] <= query.get("to", "9")]
        return reply("".join(f"{row}\n" for row in rows).encode(), type="text/plain;charset=UTF-8")

    def play(self, asked: Asked, *headers: tuple[str, str], body: bytes = BODY) -> bytes:
        """Answer with a capture, or with a redirect to the nearest one."""
        stamp, _, url = asked.target.removeprefix("/web/").partition("id_/")
        if url != PRESENT:
            return reply(SAID_404, "404 NOT FOUND")
        if stamp not in STAMPS:
            near = STAMPS[0] if stamp < "2013" else STAMPS[1]
            return reply(b"", "302 FOUND", ("Location", f"{self.url}/web/{near}id_/{PRESENT}"), type="text/plain")
        return reply(body, "200 OK", ("Memento-Datetime", MEMENTOS[STAMPS.index(stamp)]), *headers)

    @property
    def url(self) -> str:
        """The address of the archive."""
        assert self.server is not None
        return self.server.url

    def hang(self) -> None:
        """Send nothing more until the server closes."""
        assert self.server is not None
        self.server.hang()


def says(body: bytes, status: str = "200 OK", *headers: tuple[str, str], type: str = "text/html") -> Fault:
    """The same answer to every request."""
    return lambda archive, asked: reply(body, status, *headers, type=type)


def once(fault: Fault) -> Fault:
    """Answer the first request with the fault, and the others as usual."""
    return lambda archive, asked: fault(archive, asked) if archive.count == 1 else None


def _endless(archive: Little, asked: Asked) -> Answer:
    def pieces() -> Iterator[Piece]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
        while True:
            yield b"x" * 65536

    return pieces()


def _drip(archive: Little, asked: Asked) -> Answer:
    def pieces() -> Iterator[Piece]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
        for _ in range(600):
            yield b"x"
            yield lambda: time.sleep(0.05)  # the fault itself is slow

    return pieces()


def _hung(archive: Little, asked: Asked) -> Answer:
    return [archive.hang]


def _hung_inside(archive: Little, asked: Asked) -> Answer:
    return [b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\nContent-Type: text/plain\r\n\r\ncom,", archive.hang]


def _endless_key(archive: Little, asked: Asked) -> Answer:
    return reply(f"{ROWS[0]}\n\nthe-same-key\n".encode(), type="text/plain")


def _new_keys(archive: Little, asked: Asked) -> Answer:
    return reply(f"{ROWS[0]}\n\nkey-{archive.count}\n".encode(), type="text/plain")


def _circle(archive: Little, asked: Asked) -> Answer:
    return reply(b"", "302 Found", ("Location", asked.target))


def _spiral(archive: Little, asked: Asked) -> Answer:
    url = asked.target.partition("id_/")[2]
    return reply(b"", "302 Found", ("Location", f"/web/{20110101000000 + archive.count}id_/{url}"))


def _away(archive: Little, asked: Asked) -> Answer:
    return reply(b"", "302 Found", ("Location", "http://elsewhere.test/login"))


def _double(archive: Little, asked: Asked) -> Answer:
    packed = gzip.compress(BODY)
    return archive.play(asked, ("content-encoding", ""), ("Content-Encoding", "gzip"), body=packed)


def _rows(*rows: str) -> Fault:
    return lambda archive, asked: (
        reply("".join(f"{row}\n" for row in rows).encode(), type="text/plain") if "present" in asked.target else None
    )


_JAVA = b"org.archive.util.io.RuntimeIOException: org.apache.http.conn.ConnectTimeoutException: connect timed out\n"
_BLOCKED = (
    b"org.archive.util.io.RuntimeIOException: org.archive.wayback.exception.AdministrativeAccessControlException: "
    b"Blocked Site Error\n"
)
_EXCLUDED = (
    b"<html><title>Wayback Machine</title><p>This URL has been excluded from the Wayback Machine.</p>" + b" " * 900
)
_BOMB = gzip.compress(b"x" * 40_000_000)
_SHORT = reply(b"half", length=4000, type="text/plain")
_CHUNKS = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/plain\r\n\r\n5\r\nhello\r\nff\r\nx"
_DAMAGED = reply(gzip.compress(BODY)[:-30] + b"?" * 30, "200 OK", ("Content-Encoding", "gzip"), type="text/plain")

EVERYWHERE: dict[str, Fault] = {
    "429, waits 2 s, then answers": once(says(HTML, "429 Too Many", ("Retry-After", "2"))),
    "429, no word of how long, then answers": once(says(HTML, "429 Too Many")),
    "503, then answers": once(says(HTML, "503 Busy")),
    "reset, then answers": once(lambda archive, asked: b""),
    "429 for two hours": says(HTML, "429 Too Many", ("Retry-After", "7200")),
    "429 until a date": says(HTML, "429 Too Many", ("Retry-After", "Fri, 02 Jan 2026 09:00:00 GMT")),
    "429 without end": says(HTML, "429 Too Many"),
    "429 with a short body": says(b"slow", "429 Too Many", type="text/plain"),
    "503 without end": says(HTML, "503 Service Unavailable"),
    "502 and nothing else": says(b"", "502 Bad Gateway", type=""),
    "500 with Java's words": says(_JAVA, "500 Error", type="text/plain"),
    "504": says(HTML, "504 Gateway Timeout"),
    "599": says(b"", "599 Network Timeout", type=""),
    "a page with status 200": says(HTML),
    "a captcha with status 200": says(b"<html>" + b"Please prove that you are human. " * 60),
    "an empty page with status 200": says(b""),
    "Java's words with status 200": says(_JAVA, type="text/plain"),
    "403": says(HTML, "403 Forbidden"),
    "400": says(b"Bad Request", "400 Bad Request", type="text/plain"),
    "451": says(HTML, "451 Unavailable For Legal Reasons"),
    "excluded, status 403": says(
        _BLOCKED, "403 FORBIDDEN", ("X-Archive-Wayback-Runtime-Error", _BLOCKED.decode().strip()), type="text/plain"
    ),
    "excluded, status 200": says(_EXCLUDED),
    "shorter than it says": lambda archive, asked: _SHORT,
    "chunks that break off": lambda archive, asked: _CHUNKS,
    "damaged compression": lambda archive, asked: _DAMAGED,
    "a bomb of compression": says(_BOMB, "200 OK", ("Content-Encoding", "gzip"), type="text/plain"),
    "no answer at all": lambda archive, asked: b"",
    "no HTTP": lambda archive, asked: b"what do you want?\r\n\r\n",
    "nothing comes": _hung,
    "nothing more comes": _hung_inside,
    "one byte at a time": _drip,
    "a body without end": _endless,
}

# After these faults the client sends no further request to the archive in a run, not even to its index.
_SENT_AWAY = ("429 for two hours", "429 until a date")


def _everywhere(service: Literal["web", "cdx", "both"], name: str) -> Case:
    passes = "then answers" in name
    blocked = service == "both" or (service == "web" and name in _SENT_AWAY)
    present: Word = "capture" if passes or not blocked else "unknown"
    return Case(f"{service}: {name}", service, EVERYWHERE[name], present, "none" if passes else "unknown")


_NO_PAGE = f"test,page)/ {STAMPS[0]} data:image/png;base64,AA unk 200 X 1"
_services: tuple[Literal["web", "cdx", "both"], ...] = ("web", "cdx", "both")
CASES: tuple[Case, ...] = (
    *(_everywhere(service, name) for service in _services for name in EVERYWHERE),
    Case("web: 404 without words", "web", says(b"", "404 Not Found", type=""), absent="none"),
    Case("web: redirects to itself", "web", _circle),
    Case("web: redirects without end", "web", _spiral),
    Case("web: redirects to a login elsewhere", "web", _away),
    Case("web: a time of capture that is none", "web", says(BODY, "200 OK", ("Memento-Datetime", "yesterday"))),
    Case("web: two headers of compression", "web", _double, absent="none"),
    Case("cdx: 404", "cdx", says(HTML, "404 Not Found")),
    Case("cdx: empty, as an answer", "cdx", says(b"", type="text/plain"), absent="none"),
    Case("cdx: the same resume key without end", "cdx", _endless_key, absent="capture"),
    Case("cdx: ever new resume keys", "cdx", _new_keys, absent="capture"),
    Case("cdx: a month 00", "cdx", _rows(ROWS[0].replace("20110503102030", "20000012170449")), absent="none"),
    Case("cdx: a day 00", "cdx", _rows(ROWS[0].replace("20110503102030", "20000800241623")), absent="none"),
    Case("cdx: a month 13", "cdx", _rows(ROWS[0].replace("20110503102030", "20111303102030")), absent="none"),
    Case("cdx: eight columns", "cdx", _rows(*(f"{row} extra" for row in ROWS)), absent="none"),
    Case("cdx: six columns", "cdx", _rows(*(row.rpartition(" ")[0] for row in ROWS)), absent="none"),
    Case("cdx: a row that is no page", "cdx", _rows(_NO_PAGE, *ROWS), absent="none"),
    Case("cdx: JSON instead of rows", "cdx", says(b'[["urlkey","timestamp"]]', type="application/json")),
)


def settings(url: str) -> Settings:
    """Short limits, so that a server that hangs costs half a second."""
    return Settings(
        web=WebSettings(connect_timeout=2, read_timeout=0.3, total_timeout=0.5, retries=2, max_bytes=1_000_000),
        archives=ArchiveSettings(wayback=url, timegates=(), lookup_timeout=0.5, max_captures=3),
    )


def run(case: Case) -> Result:
    """Look both pages up with a new client. Return whether it was right and kept its limits."""
    archive = Little(case)
    with ExitStack() as stack:
        archive.server = stack.enter_context(serving(archive.answer))
        began = time.monotonic()
        waited = 0.0
        words: dict[str, Word] = {}
        for page in (PRESENT, ABSENT):
            archive.count = 0
            clock = IdleClock()
            adapter = GuardedAdapter(Guard(("127.0.0.0/8",)))
            stack.callback(adapter.close)
            words[page] = _word(build_archives(settings(archive.url), adapter, clock), page)
            waited += sum(clock.slept)
        seconds = time.monotonic() - began
        requests = len(archive.server.asked)
    right = (words[PRESENT], words[ABSENT]) == (case.present, case.absent)
    bounded = requests <= 40 and waited <= 600 and seconds <= 20
    return Result(words[PRESENT], words[ABSENT], requests, waited, seconds, right and bounded)


def _word(chooser: Chooser, page: str) -> Word:
    """Do what an audit does: read captures until one is good, then look up whether there is none at all."""
    reference = Reference(key="r", label="1", text="x", span=Span(0, 1), urls=(page,), accessed="2011-06-01")
    good = False
    for memento in chooser.candidates(reference, page):
        fetched = chooser.read(memento)
        good = good or (fetched.status == 200 and fetched.body == BODY)
    absent = chooser.known_absent(page, reference)
    if absent:
        return "none"
    return "capture" if good or absent is False else "unknown"
