"""A real web archive on loopback: pywb in a separate environment, over a WARC that is written here."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from citecheck.clock import SystemClock
from citecheck.evidence import Recording
from citecheck.evidence.model import RecordedAnswer

ARTICLE = "http://paper.test/story/harbour"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)


def page(title: str, *paragraphs: str) -> bytes:
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    return f"<!doctype html><title>{title}</title><h1>{title}</h1>{text}".encode()


STORY_2011 = page(
    "Harbour to close", *["The council voted on Tuesday to close the old harbour by the end of the year."] * 8
)
STORY_2015 = page("Harbour closed", *["The old harbour was closed in 2012, and its cranes were sold."] * 8)
BUDGET = page(
    "Budget",
    "The budget was passed.",
    *["Nine members of the council voted for the new budget, and four against it."] * 8,
)
NOT_FOUND = page("Page not found", "Sorry, we could not find what you were looking for.")

# address, time, status, headers, body
CAPTURES: list[tuple[str, str, str, list[tuple[str, str]], bytes]] = [
    (ARTICLE, "2011-05-03T10:20:30Z", "200 OK", [], STORY_2011),
    (ARTICLE, "2011-09-01T00:00:00Z", "200 OK", [], STORY_2011),  # the same bytes: a revisit
    (ARTICLE, "2015-02-03T04:05:06Z", "200 OK", [], STORY_2015),
    (ARTICLE, "2019-01-01T00:00:00Z", "404 Not Found", [], NOT_FOUND),
    ("http://paper.test/moved", "2012-06-01T00:00:00Z", "301 Moved", [("Location", ARTICLE)], b""),
    ("http://paper.test/moved-here", "2012-06-01T00:00:00Z", "302 Found", [("Location", "/story/harbour")], b""),
    ("http://paper.test/old-news", "2013-01-01T00:00:00Z", "302 Found", [("Location", "http://paper.test/")], b""),
    ("http://paper.test/", "2013-01-01T00:00:00Z", "200 OK", [], page("The Paper", "All the news of today.")),
    ("http://paper.test/circle", "2014-01-01T00:00:00Z", "302 Found", [("Location", "/circle2")], b""),
    ("http://paper.test/circle2", "2014-01-01T00:00:00Z", "302 Found", [("Location", "/circle")], b""),
    ("http://paper.test/lost", "2012-01-01T00:00:00Z", "302 Found", [("Location", "http://other.test/never")], b""),
    ("http://paper.test/soft", "2012-01-01T00:00:00Z", "200 OK", [], BUDGET),
    ("http://paper.test/soft", "2016-01-01T00:00:00Z", "200 OK", [], NOT_FOUND),
    ("http://paper.test/report.pdf", "2014-03-01T00:00:00Z", "200 OK", [("Content-Type", "application/pdf")], PDF),
    ("http://paper.test/q?id=7&page=2", "2014-03-02T00:00:00Z", "200 OK", [], page("Seven", "Page two of seven.")),
    ("http://paper.test/busy", "2014-03-03T00:00:00Z", "429 Too Many", [("Retry-After", "3600")], page("Slow down")),
]


@dataclass(frozen=True)
class Pywb:
    """A running archive: `url` is its base, `timegate` its TimeGate."""

    url: str

    @property
    def timegate(self) -> str:
        return f"{self.url}/web/"


def executable() -> Path:
    """Return pywb's command. Fails with the next step if it is missing: a missing archive is never a skipped test."""
    home = Path(os.environ.get("PYWB_HOME") or Path(__file__).parents[2] / ".pywb")
    name = home / ("Scripts/wayback.exe" if sys.platform == "win32" else "bin/wayback")
    if not name.exists():
        pytest.fail(f"there is no pywb in {home}: run `make pywb`, or name its environment in PYWB_HOME", pytrace=False)
    return name


def write_captures(path: Path) -> None:
    """Write the captures and, beside them, their index, as `Recording` does."""
    with Recording(path, clock=SystemClock()) as recording:
        for url, at, status, headers, body in CAPTURES:
            code, _, reason = status.partition(" ")
            if not any(name == "Content-Type" for name, _ in headers):
                headers = [*headers, ("Content-Type", "text/html; charset=utf-8")]
            answer = RecordedAnswer(
                status=int(code),
                reason=reason,
                version="HTTP/1.1",
                headers=(*headers, ("Content-Length", str(len(body)))),
                body=body,
            )
            recording.add_answer("GET", url, [("User-Agent", "test")], answer, at=at)


@contextmanager
def running(root: Path, *, framed: bool = False, exact: bool = True) -> Iterator[Pywb]:
    """Run pywb over the captures. `exact` redirects to the capture's own time, as the Internet Archive does."""
    root.mkdir(exist_ok=True)
    write_captures(root / "captures.warc.gz")
    with playing(root, root / "captures.warc.gz", framed=framed, exact=exact) as archive:
        yield archive


@contextmanager
def playing(root: Path, recording: Path, *, framed: bool = False, exact: bool = True) -> Iterator[Pywb]:
    """Run pywb over a recording and the index beside it."""
    command = executable()
    collection = root / "collections" / "web"
    (collection / "archive").mkdir(parents=True)
    (collection / "indexes").mkdir()
    shutil.copy(recording, collection / "archive")
    index = recording.with_name(recording.name.removesuffix(".warc.gz") + ".cdxj")
    shutil.copy(index, collection / "indexes" / "index.cdxj")
    config = {"framed_replay": framed, "enable_memento": True, "redirect_to_exact": exact}
    lines = "".join(f"{name}: {str(value).lower()}\n" for name, value in config.items())
    (root / "config.yaml").write_text(lines)
    port = free_port()
    with (root / "log").open("wb") as log:
        process = subprocess.Popen(
            [str(command), "-b", "127.0.0.1", "-p", str(port), "-d", str(root)], stdout=log, stderr=log
        )
    try:
        archive = Pywb(f"http://127.0.0.1:{port}")
        _wait(archive, process, root / "log")
        yield archive
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def _wait(archive: Pywb, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urlopen(f"{archive.url}/web/cdx?url={ARTICLE}&limit=1", timeout=5) as answer:
                answer.read()
                return
        except OSError:
            pass
        if process.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"pywb did not start: {log.read_text(errors='replace')[-2000:]}", pytrace=False)
        time.sleep(0.05)  # another process starts: its port is the only sign
