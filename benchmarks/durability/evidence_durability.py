"""Recordings under load and after kill -9: is every finished record there, readable and right?

`python -m benchmarks.durability.evidence_durability`; `--kills N` (50), `--exchanges N` (800), `--threads N` (8).

1. Several threads exchange at once. Then every record is read and its digests are verified, by our reader and by
   warcio's own check, and the replay of each address is compared with the answer of the server.
2. A child process records without end and reports each finished exchange. It is killed at a random moment. Every
   exchange that it reported must be in the recording and verified, and nothing may be read wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import requests
from requests.adapters import BaseAdapter, HTTPAdapter

from citecheck.errors import EvidenceError
from citecheck.evidence import Recording, RecordingAdapter, ReplayAdapter
from citecheck.evidence.model import Damage
from citecheck.evidence.records import Record, read_all
from citecheck.http.failures import Failure
from testbed.scripted_server import reply, serving


def page(target: str) -> bytes:
    """Return the answer of the server at `target`: every fifth page has the same body as others."""
    number = int(target.rpartition("/")[2] or 0)
    seed = hashlib.sha256(str(number % 40 if number % 5 == 0 else number).encode()).hexdigest()
    return f"<title>{seed}</title>".encode() + seed.encode() * (20 + int(seed[:2], 16))


def get(adapter: BaseAdapter, url: str) -> bytes:
    """Return the body at `url`."""
    request = requests.Request("GET", url).prepare()
    return adapter.send(request, stream=True, timeout=10).content


def under_load(folder: Path, exchanges: int, threads: int) -> bool:
    """Record from many threads, verify, and print the result."""
    path = folder / "load.warc.gz"
    with serving(lambda asked: reply(page(asked.target))) as server:
        with Recording(path) as recording:
            adapter = RecordingAdapter(HTTPAdapter(pool_maxsize=threads), recording, 1 << 22)

            def work(first: int) -> None:
                for number in range(first, exchanges, threads):
                    get(adapter, f"{server.url}/{number}")

            workers = [threading.Thread(target=work, args=(first,)) for first in range(threads)]
            began = time.monotonic()
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()
            seconds = time.monotonic() - began
        url = server.url
    found = list(read_all(path))
    damaged = [one for one in found if isinstance(one, Damage)]
    kinds = [one.kind for one in found if isinstance(one, Record)]
    check = subprocess.run([sys.executable, "-m", "warcio.cli", "check", str(path)], capture_output=True, check=False)
    replay = ReplayAdapter(path)
    right = sum(get(replay, f"{url}/{number}") == page(f"/{number}") for number in range(exchanges))
    answers = kinds.count("response") + kinds.count("revisit")
    print(f"{exchanges} exchanges on {threads} threads in {seconds:.1f} s: {answers} answers recorded, of which")
    print(
        f"  {kinds.count('revisit')} point at an earlier body; {len(damaged)} records damaged; replayed right: {right}"
    )
    print(f"  warcio check: {'valid' if check.returncode == 0 else check.stdout.decode() + check.stderr.decode()}")
    return not damaged and right == answers == exchanges and check.returncode == 0


def child(path: str, url: str) -> None:
    """Record without end, and report what is finished."""
    with Recording(path) as recording:
        adapter = RecordingAdapter(HTTPAdapter(pool_maxsize=4), recording, 1 << 22)
        say = threading.Lock()

        def work(first: int) -> None:
            for number in range(first, 1_000_000, 4):
                get(adapter, f"{url}/{number}")
                with say:
                    print(number, flush=True)

        for first in range(4):
            threading.Thread(target=work, args=(first,), daemon=True).start()
        threading.Event().wait()


def killed(folder: Path, url: str, number: int) -> tuple[int, int, int, str]:
    """Kill one child. Return (finished, of which read right, read wrong, trouble)."""
    path = folder / f"kill-{number}.warc.gz"
    command = [sys.executable, "-m", "benchmarks.durability.evidence_durability", "--child", str(path), url]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()  # it is recording
    time.sleep(random.uniform(0.0, 0.4))
    process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    said = process.communicate()[0].split(b"\n")
    finished = [int(line) for line in said[:-1] if line]
    try:
        replay = ReplayAdapter(path.with_name(path.name + ".open"))
    except EvidenceError as error:
        return len(finished), 0, 0, str(error)
    right, wrong = 0, 0
    for one in finished:
        try:
            body = get(replay, f"{url}/{one}")
        except (Failure, EvidenceError):
            continue
        right += body == page(f"/{one}")
        wrong += body != page(f"/{one}")
    for (_, address, *_), _count in replay.reader.asked():  # finished, but the child had no time to report it
        number_there = address.rpartition("/")[2]
        wrong += get(ReplayAdapter(replay.reader), address) != page(f"/{number_there}")
    trouble = "; ".join(f"{damage.problem} at {damage.offset}" for damage in replay.reader.damage)
    return len(finished), right, wrong, trouble


def main() -> None:
    """Measure both; exit with 1 if something was lost or read wrong."""
    options = argparse.ArgumentParser()
    options.add_argument("--exchanges", type=int, default=800)
    options.add_argument("--threads", type=int, default=8)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--child", nargs=2)
    chosen = options.parse_args()
    if chosen.child:
        child(*chosen.child)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        good = under_load(folder, chosen.exchanges, chosen.threads)
        with serving(lambda asked: reply(page(asked.target))) as server:
            results = [killed(folder, server.url, number) for number in range(chosen.kills)]
    finished, right, wrong = (sum(one[index] for one in results) for index in range(3))
    reopened = sum(not trouble for *_, trouble in results)
    middle = statistics.median(one[0] for one in results)
    print(f"kill -9 at a random moment, {chosen.kills} times; finished exchanges a time: median {middle:g}")
    print(f"  recording opens again: {reopened} of {chosen.kills}")
    print(f"  finished exchanges read and verified: {right} of {finished}; read wrong: {wrong}")
    for *_, trouble in results:
        if trouble:
            print(f"  {trouble}")
    sys.exit(0 if good and right == finished and not wrong and reopened == chosen.kills else 1)


if __name__ == "__main__":
    main()
