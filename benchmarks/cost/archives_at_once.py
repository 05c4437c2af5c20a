"""The time of an audit whose sources need a slow archive: no longer than the archive's rate limit asks for.

`python -m benchmarks.cost.archives_at_once`. There are 73 sources on 73 loopback hosts, each cited by one claim. 20 of
them answer 404 and have one capture in an archive that takes 1 s for each answer. The audit runs once with the default
rate of look-ups and once without a rate limit. The requests to the archive are counted. The same audit without archives
is measured too.
"""

from __future__ import annotations

import sys
import time
from urllib.parse import unquote

from benchmarks.material.loopback_sources import web_settings
from citecheck.assembly import Session
from citecheck.http.guard import Guard
from citecheck.http.transport import adapter_for
from citecheck.settings.model import ArchiveSettings, Settings
from testbed.loopback import Exchange, Loopback, Reply, page, prose

SOURCES, DEAD, SECONDS = 73, 20, 1.0
PACED, UNPACED = 55.0, 12.0  # seconds
_STAMP, _DATE = "20240503120000", "Fri, 03 May 2024 12:00:00 GMT"


def main() -> None:
    with Loopback() as web:
        urls = [_source(web, number) for number in range(SOURCES)]
        archive = _archive(web)
        document = _document(urls)
        _seconds(web, document, ArchiveSettings(enabled=False))  # load here what is loaded only once
        without, _ = _seconds(web, document, ArchiveSettings(enabled=False))
        paced, asked = _seconds(web, document, ArchiveSettings(wayback=archive, timegates=()))
        unpaced, _ = _seconds(
            web, document, ArchiveSettings(wayback=archive, timegates=(), lookups_per_minute=0, reads_per_second=0)
        )
    print(f"{SOURCES} sources, {DEAD} of them in an archive that takes {SECONDS:g} s for each answer")
    print(f"without archives: {without:.1f} s")
    print(f"at the default rate: {paced:.1f} s (limit {PACED:g} s), the archive was asked {asked} times")
    print(f"without a rate limit: {unpaced:.1f} s (limit {UNPACED:g} s)")
    sys.exit(1 if paced > PACED or unpaced > UNPACED else 0)


def _story(number: int) -> bytes:
    fact = f"The lock keeper of gate {number} opened it on the morning of 3 May by hand."
    return page(f"Report {number}", fact, prose(220, f"gate {number}"))


def _source(web: Loopback, number: int) -> str:
    missing = Reply(status=404, body=b"<title>Not found</title><p>Not found.</p>")
    return web.add(f"host{number}.test", f"/report/{number}", missing if number < DEAD else Reply(body=_story(number)))


def _document(urls: list[str]) -> bytes:
    claims = "\n\n".join(
        f"The lock keeper of gate {number} opened it on the morning of 3 May by hand.[^{number}]"
        for number in range(len(urls))
    )
    entries = "\n".join(
        f'[^{number}]: "Report {number}". <{url}>. Retrieved 4 May 2024.' for number, url in enumerate(urls)
    )
    return f"# Gates\n\n{claims}\n\n{entries}\n".encode()


def _archive(web: Loopback) -> str:
    """Serve one capture of each dead page, as the Internet Archive does. Return the archive's address."""

    def answer(path: str) -> Reply:
        marker = f"/web/{_STAMP}id_/"
        url = unquote(path.partition("id_/")[2])
        number = url.rpartition("/")[2]
        if "id_/" not in path or not number.isdecimal() or int(number) >= DEAD:
            return _slow(b"", "404 Not Found", ())
        if not path.startswith(marker):
            return _slow(b"", "302 Found", (("Location", f"{marker}{url}"),))
        link = f'<{url}>; rel="original"'
        return _slow(_story(int(number)), "200 OK", (("Memento-Datetime", _DATE), ("Link", link)))

    web.add_host("archive.test", answer)
    return web.url("archive.test", "")


def _slow(body: bytes, status: str, headers: tuple[tuple[str, str], ...]) -> Reply:
    def answer(exchange: Exchange) -> None:
        exchange.stopped.wait(SECONDS)
        more = "".join(f"{name}: {value}\r\n" for name, value in headers)
        head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\nConnection: close\r\n"
        exchange.send(f"{head}{more}\r\n".encode() + body)

    return Reply(fault=answer)


def _seconds(web: Loopback, document: bytes, archives: ArchiveSettings) -> tuple[float, int]:
    """Return the seconds of one audit, and the number of requests to the archive."""
    web.asked.clear()
    settings = Settings(web=web_settings(respect_robots=False), archives=archives)
    guard = Guard(settings.web.allow_addresses, resolver=web.resolver)
    began = time.monotonic()
    with Session(settings, adapter=adapter_for(settings.web, guard=guard)) as session:
        report = session.auditor().audit(session.read(document, name="gates.md"))
    seconds = time.monotonic() - began
    if archives.enabled:
        rescued = sum(1 for source in report.sources if source.capture)
        assert rescued == DEAD, f"{rescued} of {DEAD} captures were read"
    return seconds, sum(1 for asked in web.asked if asked.host == "archive.test")


if __name__ == "__main__":
    main()
