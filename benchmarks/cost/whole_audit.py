"""The cost of a whole audit: one document whose claims each cite a page of their own, without a rate limit.

`python -m benchmarks.cost.whole_audit [--claims N] [--rounds N]`. Pages of 1,500 words stand on 200 loopback hosts;
another process serves them. In the same run a bare loop of requests fetches the same addresses. Then one page is asked
about 70 claims by `check_claim`: the first call prepares the page (cold), the others find it prepared (warm). Figures
are medians; CPU is the user and system time of this process.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import requests

import citecheck
from benchmarks.material.night_world import sentences, served
from citecheck.settings.model import Settings, WebSettings

HOSTS = 200


def document(claims: int, port: int) -> str:
    """Return a document of `claims` sentences; each cites a page of its own, and one in ten changes a figure."""
    lines, entries = ["# Survey", ""], [""]
    for number in range(claims):
        said = sentences(number)[number % 70]
        if number % 10 == 0:
            said = said.replace(" people came", "1 people came")
        lines.append(f"{said}[^{number + 1}]\n")
        entries.append(f'[^{number + 1}]: "Report {number} of the county". {address(number, port)}.\n')
    return "\n".join(lines + entries)


def address(number: int, port: int) -> str:
    """Return the address of the page `number`."""
    return f"http://127.0.0.{number % HOSTS + 1}:{port}/{number}"


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of CPU and of wall time that `work` takes."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def fetch(addresses: list[str]) -> None:
    """Fetch `addresses` one after another with a session of requests, and nothing else."""
    with requests.Session() as session:
        for one in addresses:
            session.get(one).content  # noqa: B018 - the body is read, and that is all


def asked(text: str, claims: list[str]) -> tuple[float, float]:
    """Return the milliseconds of CPU of the first claim on `text`, and the median of the others."""
    costs = [1000 * timed(lambda claim=claim: citecheck.check_claim(claim, text))[0] for claim in claims]  # type: ignore[misc]  # mypy cannot infer a lambda with a default
    return costs[0], statistics.median(costs[1:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    web = WebSettings(allow_addresses=("127.0.0.0/8",), per_host_rate=0, respect_robots=False, canary="")
    audits, bare = [], []
    with served("0.0.0.0") as port, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "survey.md"
        path.write_text(document(given.claims, port), encoding="utf-8")
        for _ in range(given.rounds):
            reports: list[citecheck.Report] = []
            audits.append(timed(lambda: reports.append(citecheck.audit(path, settings=Settings(web=web)))))  # noqa: B023 - called at once
            bare.append(timed(lambda: fetch([address(number, port) for number in range(given.claims)])))
    print(f"{reports[0].headline} (n = {given.claims}, {given.rounds} rounds)")
    cpu, wall = (statistics.median(one[kind] for one in audits) for kind in (0, 1))
    peer = statistics.median(one[0] for one in bare)
    print(f"audit: {1000 * cpu / given.claims:.1f} ms CPU a claim ({cpu:.1f} s, wall {wall:.1f} s)")
    times = f"the audit takes {cpu / peer:.1f} times as much"
    print(f"bare loop of requests: {1000 * peer / given.claims:.1f} ms CPU an address; {times}")
    first, later = zip(*(asked(" ".join(sentences(n)), sentences(n)) for n in range(5, 10)), strict=True)
    cold, warm = statistics.median(first), statistics.median(later)
    print(f"a claim on a page of 1,500 words: {cold:.1f} ms CPU cold, {warm:.1f} ms warm")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
