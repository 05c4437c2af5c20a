"""The memory of an audit of many sources: it must not grow with the bodies and texts that are read.

`python -m benchmarks.cost.source_memory`. 5,000 sources of 50 KB on 200 loopback hosts are read without a rate limit;
another process serves them. The record of each source (its verdict, attempts, the description of its copy) may grow by
a few kilobytes; bodies and texts may not. Linux only: memory is read from /proc.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.cost import fetching
from benchmarks.material.loopback_sources import references_to
from citecheck.settings.model import Settings, WebSettings
from citecheck.sources import SourceReader
from reports.model import LinkStatus

SOURCES, WARM = 5000, 500
SIZE = 50_000
LIMIT = 8.0  # KB for each source


def resident() -> float:
    """Return the resident memory of this process in MB."""
    fields = Path("/proc/self/status").read_text(encoding="ascii").split("VmRSS:")[1].split()
    return int(fields[0]) / 1024


def main() -> None:
    if sys.argv[1:2] == ["--serve"]:
        fetching.SIZE = SIZE
        fetching.asyncio.run(fetching._serve())
        return
    server = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.cost.source_memory", "--serve"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        urls = {str(number): f"http://127.0.0.{number % 200 + 1}:{port}/{number}" for number in range(SOURCES)}
        web = WebSettings(allow_addresses=("127.0.0.0/8",), per_host_rate=0, canary="")
        seen: list[tuple[int, float]] = []
        with SourceReader(Settings(web=web)) as reader, references_to(reader, urls) as gathering:
            for number, key in enumerate(urls, 1):
                source = gathering.source(key)
                assert source.check.status is LinkStatus.ALIVE, source.check.reason
                if number % WARM == 0:
                    seen.append((number, resident()))
    finally:
        server.terminate()
        server.wait()
    for number, size in seen:
        print(f"after {number:>5} sources: {size:6.0f} MB")
    growth = (seen[-1][1] - seen[0][1]) * 1024 / (SOURCES - WARM)
    bodies = SOURCES * SIZE / 1e6
    print(f"growth: {growth:.1f} KB a source (limit {LIMIT}); bodies and texts read: {bodies:.0f} MB each")
    sys.exit(1 if growth > LIMIT else 0)


if __name__ == "__main__":
    main()
