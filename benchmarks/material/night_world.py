"""Documents and sources for the benchmarks of nights: a separate process serves the sources on 127.0.0.1.

Everything is generated from numbers and is the same every time. A source has an entity tag and answers 304 to a request
that names it. The server counts requests and bodies by path, and returns the counts at ``/_counts``.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import random
import resource
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

_WORDS = {
    "town": "Ellery Marrow Tolby Ashwick Penhale Corran Dunmere Farley Gorsey Hexley Ilmore Jarrow Kelby",
    "thing": "bridge harbour railway library museum canal lighthouse market theatre hospital quarry",
    "verb": "opened closed rebuilt surveyed painted sold measured flooded lengthened restored",
    "person": "Petrova Okafor Lindqvist Haddad Moreau Tanaka Silva Novak Brandt Kowalski Ivarsson",
}
WORDS = {kind: tuple(words.split()) for kind, words in _WORDS.items()}

SENTENCES = 70  # about 1,500 words, the length of a news report

SETTINGS = """
[web]
allow_addresses = ["127.0.0.0/8"]
per_host_rate = 0
respect_robots = false
canary = ""
[archives]
enabled = false
[nightly]
documents = ["docs"]
formats = ["json"]
"""


def sentences(source: int, number: int = SENTENCES) -> list[str]:
    """Return the text of a source, in `number` sentences."""
    dice = random.Random(source)
    made = []
    for _ in range(number):
        town, thing, verb, person = (dice.choice(words) for words in WORDS.values())
        year, figure = dice.randrange(1850, 2020), dice.randrange(20, 9000)
        made.append(
            f"The {thing} of {town} was {verb} in {year} under the direction of {person}, and {figure} people came "
            f"to see it on the first day."
        )
    return made


def page(source: int, number: int = SENTENCES) -> bytes:
    """Return a source of `number` sentences as a page, with the usual parts around its text."""
    said = sentences(source, number)
    body = "".join(f"<p>{' '.join(said[n : n + 4])}</p>" for n in range(0, len(said), 4))
    links = "".join(f"<li class=item><a href='/{n}'>Another report, number {n}</a></li>" for n in range(150))
    script = "<script>" + "window.dataLayer = window.dataLayer || []; " * 400 + "</script>"
    return (
        f"<!doctype html><html lang=en><head><title>Report {source} of the county</title>{script}</head><body>"
        f"<nav><ul>{links}</ul></nav><article><h1>Report {source} of the county</h1>{body}</article>"
        f"<aside><ul>{links}</ul></aside><footer>All rights reserved.</footer></body></html>"
    ).encode()


def document(number: int, sources: int, port: int, *, cited: int = 20, claims: int = 40) -> str:
    """Return a document of `claims` sentences that cite `cited` sources; one in ten changes a figure."""
    dice = random.Random(f"document {number}")
    chosen = dice.sample(range(sources), min(cited, sources))
    lines, entries = [f"# Survey {number}", ""], [""]
    for claim in range(claims):
        mark = claim % len(chosen) + 1
        said = dice.choice(sentences(chosen[mark - 1]))
        if dice.random() < 0.1:
            said = said.replace(" people came", "1 people came")
        lines.append(f"{said}[^{mark}]\n")
    for mark, source in enumerate(chosen, start=1):
        entries.append(
            f'[^{mark}]: "Report {source} of the county". http://127.0.0.1:{port}/{source}. Retrieved 2 May 2024.\n'
        )
    return "\n".join(lines + entries)


def write_documents(folder: Path, documents: int, sources: int, port: int) -> None:
    """Write documents and settings into a folder."""
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    for number in range(documents):
        text = document(number, sources, port)
        (folder / "docs" / f"{number:04}.md").write_text(text, encoding="utf-8")
    (folder / "citecheck.toml").write_text(SETTINGS, encoding="utf-8")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    counts: dict[str, list[int]] = {}  # noqa: RUF012 - one server a process, and this is its tally

    def do_GET(self) -> None:
        path = self.path
        if path == "/_counts":
            return self._send(200, json.dumps(self.counts).encode(), "application/json")
        if not path[1:].isdigit():
            return self._send(404, b"<title>Not found</title><p>There is no such page.", "text/html")
        count = self.counts.setdefault(path, [0, 0])
        count[0] += 1
        tag = f'"{path[1:]}"'
        if self.headers.get("If-None-Match") == tag:
            return self._send(304, b"", "text/html", tag)
        count[1] += 1
        return self._send(200, page(int(path[1:])), "text/html; charset=utf-8", tag)

    def _send(self, status: int, body: bytes, kind: str, tag: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if tag:
            self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 512

    def handle_error(self, *_: object) -> None:
        """Print nothing: the benchmark kills clients."""


def _serve(told: Connection, host: str) -> None:
    server = _Server((host, 0), _Handler)
    told.send(server.server_address[1])
    server.serve_forever()


@contextlib.contextmanager
def served(host: str = "127.0.0.1") -> Iterator[int]:
    """Serve the sources at the address `host` from a separate process. Yield the port."""
    mine, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_serve, args=(theirs, host), daemon=True)
    process.start()
    try:
        yield mine.recv()
    finally:
        process.terminate()
        process.join()


def counts(port: int) -> dict[str, list[int]]:
    """Return, for each path, the numbers of requests and of bodies."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/_counts") as answer:
        told: dict[str, list[int]] = json.load(answer)
    return told


def command(*arguments: str) -> list[str]:
    """Return the command line of a night."""
    return [
        sys.executable,
        "-c",
        "from citecheck.cli.main import main; main()",
        "nightly",
        "--config",
        "citecheck.toml",
        *arguments,
    ]


def environment() -> dict[str, str]:
    """Return an environment in which this checkout, or its frozen copy, is found from any folder."""
    return {"PYTHONPATH": str(Path(__file__).resolve().parents[2]), **os.environ}


def freeze(folder: Path) -> None:
    """Let all nights run a copy of the present program, so that edits during a long measurement have no effect."""
    root = Path(__file__).resolve().parents[2]
    for package in ("citecheck", "claims", "reports"):
        shutil.copytree(root / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    os.environ["PYTHONPATH"] = str(folder)


def night(folder: Path, *arguments: str) -> tuple[int, float]:
    """Run a night in a separate process. Return its exit status and the seconds of CPU that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command("-q", *arguments), cwd=folder, env=environment(), stderr=subprocess.PIPE, text=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(f"the night failed with {done.returncode}: {done.stderr}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.returncode, cpu


def account(folder: Path) -> dict[str, Any]:
    """Return the numbers that a night stored."""
    numbers: dict[str, Any] = json.loads((folder / "citecheck-report" / "night.json").read_text())
    return numbers
