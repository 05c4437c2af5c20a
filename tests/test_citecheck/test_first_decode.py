"""Threads that read the cache of an earlier night for the first time: the interpreter must survive it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

READ_AT_ONCE = """
import sys, threading
from pathlib import Path
from citecheck.store.cache import Cache
from citecheck.store.caching import Caching
from citecheck.testing import FakeClock

clock = FakeClock()
first = Caching(Cache(Path(sys.argv[1]), now="2026-03-01T02:00:00Z"), clock=clock, night="1")
"""

WRITE = (
    READ_AT_ONCE
    + """
from citecheck.model import Fetched
from reports.model import Attempt, Origin
for number in range(200):
    url = f"http://host{number}.test/"
    attempt = Attempt(url=url, origin=Origin.LIVE, at="2026-03-01T02:00:00Z", status=200)
    first.pages.resolved(url, Fetched(url=url, final_url=url, origin=Origin.LIVE, retrieved=attempt.at,
        attempts=(attempt,), status=200, headers={"etag": '"v1"'}, body=b"<p>Words.</p>"))
first.flush()
first.cache.close()
"""
)

READ = (
    READ_AT_ONCE
    + """
sys.setswitchinterval(1e-6)
second = Caching(Cache(Path(sys.argv[1]), now="2026-03-01T02:00:00Z"), clock=clock, night="2")
start = threading.Barrier(8)
found = []
def read(thread):
    start.wait()
    for number in range(thread, 200, 8):
        found.append(second.pages.conditions(f"http://host{number}.test/"))
threads = [threading.Thread(target=read, args=(n,)) for n in range(8)]
for one in threads: one.start()
for one in threads: one.join()
assert found == [{"If-None-Match": '"v1"'}] * 200, len(found)
"""
)


def test_many_threads_may_decode_the_cache_first(tmp_path: Path) -> None:
    cache = str(tmp_path / "cache.sqlite")
    subprocess.run([sys.executable, "-c", WRITE, cache], check=True, cwd=ROOT)
    for _ in range(5):
        ran = subprocess.run([sys.executable, "-c", READ, cache], capture_output=True, text=True, cwd=ROOT)
        assert ran.returncode == 0, ran.stderr


def test_no_decoder_is_made_while_threads_run() -> None:
    """`decode(..., type=...)` makes a decoder the first time; two threads that do so at once crash the interpreter."""
    made = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (ROOT / "citecheck").rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(r"msgspec\.(?:json|msgpack)\.decode\(.*type=", line)
    ]
    assert made == []
