"""Documents whose sources are on many hosts of very different sizes, for the benchmarks of nights that wait.

The hosts are addresses of 127.0.0.0/8. Their sizes follow a Zipf law, as on the web: a few are very large. One process
serves them all. It has entity tags, one page in 13 is missing, and it notes when each host was asked, so that the pace
is seen from outside. The texts are those of `night_world`.
"""

from __future__ import annotations

import asyncio
import bisect
import contextlib
import json
import multiprocessing
import random
import socket
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.material.night_world import page, sentences

SETTINGS = """
[web]
allow_addresses = ["127.0.0.0/8"]
per_host_rate = {rate}
respect_robots = true
canary = ""
[archives]
enabled = false
[nightly]
documents = ["docs"]
formats = ["json"]
"""
SENTENCES = 15  # a short report, so that waiting and not the judge is measured
_MISSING = b"<title>Not found</title><p>There is no such page."


def is_missing(source: int) -> bool:
    """Return whether there is no page of `source`. Such a page is visited twice a night."""
    return source % 13 == 5


class Hosts:
    """On which of `number` hosts each source is: host n has 1/n of the sources of the first."""

    def __init__(self, number: int) -> None:
        self._sums: list[float] = []
        for rank in range(1, number + 1):
            self._sums.append((self._sums[-1] if self._sums else 0.0) + 1 / rank)

    def address(self, source: int) -> str:
        """Return the address of the host of `source`."""
        at = random.Random(f"host {source}").random() * self._sums[-1]
        host = bisect.bisect_left(self._sums, at)
        return f"127.{1 + host // 62_500}.{host // 250 % 250}.{1 + host % 250}"


def write_documents(
    folder: Path, documents: int, port: int, *, rate: float, cited: int = 8, claims: int = 12, each: int = 6
) -> None:
    """Write `documents` with `claims` sentences on `cited` of the sources, which are `each` times as many."""
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    hosts = Hosts(max(50, documents * 3))
    for number in range(documents):
        dice = random.Random(f"wide {number}")
        chosen = dice.sample(range(max(cited, documents * each)), cited)
        said = [f"{dice.choice(sentences(chosen[n % cited], SENTENCES))}[^{n % cited + 1}]\n" for n in range(claims)]
        entries = [
            f'[^{mark}]: "Report {source} of the county". http://{hosts.address(source)}:{port}/{source}. '
            "Retrieved 2 May 2024.\n"
            for mark, source in enumerate(chosen, start=1)
        ]
        text = "\n".join([f"# Survey {number}\n", *said, *entries])
        (folder / "docs" / f"{number:06}.md").write_text(text, encoding="utf-8")
    (folder / "citecheck.toml").write_text(SETTINGS.format(rate=rate), encoding="utf-8")


class _Server:
    """Answers for all hosts, after `latency` seconds."""

    def __init__(self, latency: float) -> None:
        self._latency = latency
        self._pages: dict[int, bytes] = {}
        self.asked: dict[str, list[tuple[float, str]]] = defaultdict(list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                path = head.split(" ", 2)[1]
                if path == "/_asked":
                    writer.write(_answer("200 OK", json.dumps(self.asked).encode()))
                else:
                    self.asked[host].append((asyncio.get_running_loop().time(), path))
                    await asyncio.sleep(self._latency)
                    writer.write(self._page(path, head))
                await writer.drain()
        writer.close()

    def _page(self, path: str, head: str) -> bytes:
        number = int(path[1:]) if path[1:].isdigit() else 5
        if is_missing(number):
            return _answer("404 Not Found", _MISSING)
        if f'if-none-match: "{number}"' in head.lower():
            return _answer("304 Not Modified", b"", number)
        return _answer("200 OK", self._pages.setdefault(number, page(number, SENTENCES)), number)


def _answer(status: str, body: bytes, tag: int | None = None) -> bytes:
    known = f'ETag: "{tag}"\r\n' if tag is not None else ""
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{known}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _serve(told: Connection, latency: float) -> None:
    async def main() -> None:
        with socket.create_server(("0.0.0.0", 0), backlog=1024) as listening:
            told.send(listening.getsockname()[1])
            async with await asyncio.start_server(_Server(latency).serve, sock=listening) as server:
                await server.serve_forever()

    asyncio.run(main())


@contextlib.contextmanager
def served(latency: float) -> Iterator[int]:
    """Serve the sources from a separate process, each answer after `latency` seconds. Yield the port."""
    mine, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_serve, args=(theirs, latency), daemon=True)
    process.start()
    try:
        yield mine.recv()
    finally:
        process.terminate()
        process.join()


def asked(port: int) -> dict[str, list[tuple[float, str]]]:
    """Return, for each host, when it was asked (seconds of one clock) and for which path."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/_asked") as answer:
        told: dict[str, list[tuple[float, str]]] = json.load(answer)
    return told
