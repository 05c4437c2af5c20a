"""The time of a run within the rate limits: no longer than that of its slowest host.

`python -m benchmarks.cost.polite_run`. 20 URLs on each of 50 loopback hosts are read at 2 requests a second for each
host (robots.txt counts as one), with 16 threads. Answers take 20 ms; those of five hosts take 400 ms. The slowest host
is read alone first, then all hosts together.
"""

from __future__ import annotations

import statistics
import sys
import time
from itertools import pairwise

from benchmarks.material.loopback_sources import reader_for, references_to
from reports.model import LinkStatus
from testbed.loopback import Exchange, Loopback, Reply, page, prose

HOSTS, EACH, RATE, THREADS = 50, 20, 2.0, 16
LIMIT = 1.15
_SLOW = {0, 11, 22, 33, 44}


def main() -> None:
    with Loopback() as web:
        urls = {}
        for number in range(EACH):
            for host in range(HOSTS):
                delay = 0.4 if host in _SLOW else 0.02
                body = page(f"Story {number} of {host}", prose(200, f"river {number}"))
                urls[f"{host}-{number}"] = web.add(f"host{host}.test", f"/{number}", _slow(body, delay))
        alone = _seconds(web, {key: url for key, url in urls.items() if key.startswith("0-")})
        web.asked.clear()
        together = _seconds(web, urls)
        starts: dict[str, list[float]] = {}
        for asked in web.asked:
            starts.setdefault(asked.host, []).append(asked.at)
    ratio = together / alone
    gaps = [after - before for times in starts.values() for before, after in pairwise(times)]
    print(f"slowest host alone: {alone:.1f} s")
    print(f"{len(urls)} URLs on {HOSTS} hosts: {together:.1f} s, {ratio:.2f}x of it (limit {LIMIT}x)")
    even = statistics.median(gaps)
    asked = f"n={len(gaps)}"
    print(
        f"between two requests to a host: median {even:.2f} s, least {min(gaps):.2f} s (wanted {1 / RATE:.2f}, {asked})"
    )
    sys.exit(1 if ratio > LIMIT or even < 0.98 / RATE else 0)


def _slow(body: bytes, delay: float) -> Reply:
    def answer(exchange: Exchange) -> None:
        exchange.stopped.wait(delay)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        exchange.send(head.encode() + body)

    return Reply(fault=answer)


def _seconds(web: Loopback, urls: dict[str, str]) -> float:
    began = time.monotonic()
    with reader_for(web, per_host_rate=RATE, threads=THREADS) as reader, references_to(reader, urls) as gathering:
        statuses = [gathering.source(key).check.status for key in urls]
    assert all(status is LinkStatus.ALIVE for status in statuses)
    return time.monotonic() - began


if __name__ == "__main__":
    main()
