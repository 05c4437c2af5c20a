"""What grows with the documents of a night: waiting, memory, the opening of the store, a resumed night, a second one.

Documents of 12 sentences cite 8 of six times as many sources, on hosts whose sizes follow a Zipf law. Nothing is tuned
on them. `polite` compares the time of a night within the rate limits with that of its largest host alone: its requests
times the interval. The interval is scaled: 0.5 s instead of 1 s, with answers after 50 ms. `memory` compares the most
memory of two sizes of a night (`--small`, `--large`). `resumed` kills a night with `--evidence` or without, and counts
the pages that were asked for twice. `second` is the CPU of a night on which nothing changed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.material.night_world import command, environment, freeze
from benchmarks.material.wide_world import asked, is_missing, served, write_documents

_INTERVAL = 0.5
_LATENCY = 0.05


@dataclass(frozen=True, slots=True)
class Run:
    """What one night cost: seconds of wall and CPU time, and the most memory in MB."""

    wall: float
    cpu: float
    memory: float


def night(folder: Path, *arguments: str, kill_after: int = 0, port: int = 0) -> Run:
    """Run a night in a process of its own. It is killed after `kill_after` requests to the server at `port`."""
    began = time.monotonic()
    process = subprocess.Popen(
        command("-q", *arguments), cwd=folder, env=environment(), stderr=subprocess.PIPE, text=True
    )
    if kill_after:
        while process.poll() is None and sum(map(len, asked(port).values())) < kill_after:
            time.sleep(0.2)
        process.kill()
    errors = process.stderr.read() if process.stderr is not None else ""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, -9):
        raise SystemExit(f"the night failed with {process.returncode}: {errors}")
    return Run(time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def polite(folder: Path, documents: int) -> None:
    """A night within the rate limits, against the largest host alone."""
    with served(_LATENCY) as port:
        write_documents(folder, documents, port, rate=1 / _INTERVAL)
        run = night(folder)
        hosts = asked(port)
    largest = max(len(times) for times in hosts.values())
    requests = sum(len(times) for times in hosts.values())
    gaps = [after[0] - before[0] for times in hosts.values() for before, after in pairwise(times)]
    early = sum(gap < 0.9 * _INTERVAL for gap in gaps)
    alone = largest * _INTERVAL
    twice = _twice(hosts)
    print(f"polite night, {documents} documents, {requests} requests to {len(hosts)} hosts, every {_INTERVAL} s:")
    print(f"  wall {run.wall:.1f} s, CPU {run.cpu:.1f} s; largest host {largest} requests, {alone:.1f} s alone")
    moments = [at for times in hosts.values() for at, _ in times]
    fetching = max(moments) - min(moments)
    print(f"  first request to last {fetching:.1f} s: {fetching / alone:.2f} of the largest host (limit 1.35)")
    print(f"  asked too early: {early} of {len(gaps)}; asked twice: {twice}")


def memory(folder: Path, small: int, large: int) -> None:
    """The most memory of a night of few documents and of many."""
    runs = {}
    for documents in (small, large):
        here = folder / str(documents)
        with served(0.0) as port:
            write_documents(here, documents, port, rate=0, claims=2, cited=4, each=3)
            runs[documents] = [night(here), night(here)]
    for which, name in enumerate(("first", "second")):
        less, more = runs[small][which], runs[large][which]
        print(
            f"{name} night: {small} documents {less.memory:.0f} MB, {large} documents {more.memory:.0f} MB: "
            f"{more.memory / less.memory:.2f}  (limit 1.10); CPU {1000 * more.cpu / large:.1f} ms a document"
        )


def resumed(folder: Path, documents: int, *, evidence: bool) -> None:
    """A night that is killed in the middle and gone on with: the pages that were asked for twice."""
    with served(_LATENCY) as port:
        write_documents(folder, documents, port, rate=0)
        if evidence:
            settings = folder / "citecheck.toml"
            settings.write_text(settings.read_text() + 'evidence = "evidence"\n')
        night(folder, kill_after=documents, port=port)
        before = asked(port)
        run = night(folder)
        hosts = asked(port)
    done = sum(len(times) for times in before.values())
    print(
        f"killed after {done} requests and gone on with{' (evidence)' if evidence else ''}: {_twice(hosts)} pages "
        f"asked for twice; {run.cpu:.1f} s CPU"
    )


def _twice(hosts: dict[str, list[tuple[float, str]]]) -> int:
    """Return how many pages were asked for more often than a night needs: a missing page is visited twice."""
    paths = Counter(path for times in hosts.values() for _, path in times if path[1:].isdigit())
    return sum(count > 1 + is_missing(int(path[1:])) for path, count in paths.items())


def second(folder: Path, documents: int) -> None:
    """The CPU of a night on which nothing changed."""
    with served(0.0) as port:
        write_documents(folder, documents, port, rate=0)
        first, again = night(folder), night(folder)
        write_documents(folder / "one", 1, port, rate=0)
        alone = [night(folder / "one") for _ in range(2)][1]
    each = 1000 * (again.cpu - alone.cpu) / max(1, documents - 1)
    print(
        f"{documents} documents: first night {1000 * first.cpu / documents:.1f} ms CPU a document; second "
        f"{1000 * again.cpu / documents:.1f}, {each:.1f} without the start (limit 10)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", default=["polite", "memory", "resumed", "second"])
    parser.add_argument("--documents", type=int, default=120)
    parser.add_argument("--small", type=int, default=200)
    parser.add_argument("--large", type=int, default=5_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        freeze(root)
        for what in given.what:
            folder = root / what
            folder.mkdir()
            if what == "polite":
                polite(folder, given.documents)
            elif what == "memory":
                memory(folder, given.small, given.large)
            elif what == "second":
                second(folder, given.documents)
            elif what == "resumed":
                for evidence in (False, True):
                    resumed(folder / str(evidence), given.documents, evidence=evidence)


if __name__ == "__main__":
    main()
