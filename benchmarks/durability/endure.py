"""The durability matrix: kills, signals, full disks, damaged files, two runs, read-only folders. Is anything lost?

`python -m benchmarks.durability.endure` (`make endure`); `--scale 0.1` runs a tenth of the trials, `--only KIND` one
row, `--seed N` (11).

Each trial does one harm to nights over pages on loopback, and then gives the same command again. Right is a night that
ends with the reports of an undisturbed one, or that ends with status 2 and a reason while every byte of the harmed file
is as it was. Wrong is anything else: a lost store, another report, a traceback. Nothing is tuned on it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.material.night_world import command, environment, freeze, served, write_documents

_TIMES = frozenset({"started", "finished", "at", "retrieved", "since", "settings_sha256", "evidence"})
_STORE, _CACHE = Path(".citecheck/store.sqlite"), Path(".citecheck/cache.sqlite")
_RECORDED = ("--config", "recorded.toml")


class Matrix:
    """One folder of documents, what an undisturbed night says of them, and the count of trials by their kind."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.folder = folder
        self.dice = dice
        self.counts: Counter[tuple[str, bool]] = Counter()
        self.wrong: list[str] = []
        self.whole = 0.0
        self._nights()
        self.wanted = self.reports()
        shutil.copytree(folder / ".citecheck", folder.parent / "after-one-night")
        self.night()
        self.wanted_later = self.reports()

    def _nights(self) -> None:
        """Have two first nights: only the second finds the program compiled, as all trials do."""
        for _ in range(2):
            self.forget()
            began = time.monotonic()
            self.night()
            self.whole = time.monotonic() - began

    def night(self, *arguments: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
        """Have a night; `limit` is the largest file in bytes that it may write, as on a full disk."""

        def narrow() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit or 0, resource.RLIM_INFINITY))

        words = command("-q", *arguments)
        before = narrow if limit is not None else None
        return subprocess.run(
            words, cwd=self.folder, env=environment(), capture_output=True, text=True, check=False, preexec_fn=before
        )

    def forget(self) -> None:
        """Begin again without a store."""
        for kept in (".citecheck", "citecheck-report", "evidence"):
            shutil.rmtree(self.folder / kept, ignore_errors=True)

    def reports(self) -> dict[str, Any]:
        """Return the reports without times."""
        found = sorted((self.folder / "citecheck-report").glob("docs-*.json"))
        return {path.name: _timeless(json.loads(path.read_text())) for path in found}

    def trial(self, kind: str, harm: Callable[[], str]) -> None:
        """Do one harm, which returns what is wrong after it; empty: nothing."""
        self.forget()
        wrong = harm()
        self.counts[kind, not wrong] += 1
        if wrong:
            self.wrong.append(f"{kind}: {wrong}")
            print(f"  {self.wrong[-1]}", flush=True)

    def ends_right(self, ran: subprocess.CompletedProcess[str], *, later: bool = False) -> str:
        """Return what is wrong with a night that should have ended as an undisturbed one.

        With `later`, the night before it may have been stored: then it may be the second night.
        """
        if ran.returncode not in (0, 1):
            return f"status {ran.returncode}: {ran.stderr.strip()[-200:]}"
        wanted = (self.wanted, self.wanted_later) if later else (self.wanted,)
        return "" if self.reports() in wanted else "other reports"

    def stopped(self, how: signal.Signals, *arguments: str) -> str:
        """End a night in the middle by a signal, and have it again. A night that ends earlier is had once more."""
        words = command("-q", *arguments)
        while True:
            process = subprocess.Popen(
                words, cwd=self.folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
            )
            try:
                process.wait(self.dice.uniform(0.1, 0.9) * self.whole)
            except subprocess.TimeoutExpired:
                process.send_signal(how)
                break
            process.communicate()
            self.whole *= 0.9  # the machine has become faster
            self.forget()
        said = process.communicate()[1]
        if how is not signal.SIGKILL and "Traceback" in said:
            return "a traceback"
        half = [path.name for path in self.folder.rglob("*.part") if how is not signal.SIGKILL]
        return f"left {half}" if half else self.ends_right(self.night(*arguments), later=True)

    def full_disk(self) -> str:
        """Have a night that can write only small files, and have it again with room."""
        ran = self.night(*_RECORDED, limit=int(2 ** self.dice.uniform(9, 17)))
        if "Traceback" in ran.stderr or ran.returncode < 0:
            return f"status {ran.returncode}: {ran.stderr[-200:]}"
        for path in (self.folder / "citecheck-report").glob("*.json"):
            json.loads(path.read_text())  # whole, or not there
        return self.ends_right(self.night(), later=True)

    def damaged(self, name: Path) -> str:
        """Change or cut bytes of a file after one night, and have another."""
        shutil.copytree(self.folder.parent / "after-one-night", self.folder / ".citecheck")
        path = self.folder / name
        body = bytearray(path.read_bytes())
        if self.dice.random() < 0.5:
            del body[self.dice.randrange(len(body)) :]
        else:
            for _ in range(self.dice.randrange(1, 200)):
                body[self.dice.randrange(len(body))] = self.dice.randrange(256)
        path.write_bytes(body)
        before = bytes(body)
        ran = self.night()
        if ran.returncode == 2 and "Traceback" not in ran.stderr:
            return "" if name != _STORE or path.read_bytes() == before else "a damaged store was changed"
        if ran.returncode not in (0, 1):
            return f"status {ran.returncode}: {ran.stderr.strip()[-200:]}"
        # A second night has other states and other exchanges, so that only the verdicts can be the same.
        return "" if _verdicts(self.reports()) == _verdicts(self.wanted) else "other verdicts"

    def damaged_settings(self) -> str:
        """Cut or change bytes of the settings: the night is refused, or is one that those settings ask for."""
        path = self.folder / "citecheck.toml"
        body = path.read_bytes()
        cut = self.dice.randrange(1, len(body))
        path.write_bytes(body[:cut] + bytes([self.dice.randrange(256)]) + body[cut + 1 :])
        ran = self.night("--offline")
        path.write_bytes(body)
        if "Traceback" in ran.stderr or ran.returncode not in (0, 1, 2, 3):
            return f"status {ran.returncode}: {ran.stderr[-200:]}"
        self.forget()
        return self.ends_right(self.night())

    def damaged_recording(self) -> str:
        """Damage a recording, and replay it: what cannot be read is unread, and nothing is read wrong."""
        recording = self.folder / "e.warc.gz"
        document = sorted((self.folder / "docs").iterdir())[0]
        program = [
            sys.executable,
            "-m",
            "citecheck",
            "audit",
            str(document.relative_to(self.folder)),
            "--format",
            "json",
        ]

        def audit(*more: str) -> subprocess.CompletedProcess[str]:
            words = [*program, "--config", "citecheck.toml", *more]
            return subprocess.run(
                words, cwd=self.folder, env=environment(), capture_output=True, text=True, check=False
            )

        if not recording.exists():
            audit("--record", "e.warc.gz")
        body = bytearray(recording.read_bytes())
        whole = bytes(body)
        for _ in range(self.dice.randrange(1, 20)):
            body[self.dice.randrange(len(body))] ^= 1 << self.dice.randrange(8)
        recording.write_bytes(body)
        ran = audit("--replay", "e.warc.gz")
        recording.write_bytes(whole)
        if "Traceback" in ran.stderr or ran.returncode not in (0, 1, 2, 3):
            return f"status {ran.returncode}: {ran.stderr[-200:]}"
        if ran.returncode == 2:
            return ""
        good = {
            check["claim"]: check["outcome"] for check in json.loads(audit("--replay", "e.warc.gz").stdout)["checks"]
        }
        found = {check["claim"]: check["outcome"] for check in json.loads(ran.stdout)["checks"]}
        odd = [key for key, outcome in found.items() if outcome not in (good.get(key), "unverifiable")]
        return f"{len(odd)} verdicts differ" if odd else ""

    def two_runs(self) -> str:
        """Have two nights of the same documents at once: one does the work, the other waits or is refused."""
        words = command("-q")
        pair = [
            subprocess.Popen(words, cwd=self.folder, env=environment(), stderr=subprocess.PIPE, text=True) for _ in "ab"
        ]
        said = [process.communicate()[1] for process in pair]
        if any("Traceback" in each for each in said) or min(process.returncode for process in pair) > 1:
            return f"status {[process.returncode for process in pair]}: {said}"
        return "" if self.reports() == self.wanted else "other reports"

    def read_only(self) -> str:
        """Have a night in a folder that cannot be written; then one where it can."""
        self.folder.chmod(0o555)
        ran = self.night()
        self.folder.chmod(0o755)
        return self.ends_right(self.night()) if ran.returncode == 2 else f"status {ran.returncode}"


def _outcomes(report: str) -> dict[str, str]:
    """Return the outcome of each claim of a report in JSON."""
    return {check["claim"]: check["outcome"] for check in json.loads(report)["checks"]}


def _verdicts(reports: dict[str, Any]) -> dict[str, Any]:
    """Return the outcomes of all claims and the keys of all findings."""
    return {
        name: (
            [(check["claim"], check["outcome"]) for check in report["checks"]],
            sorted(finding["key"] for finding in report["findings"]),
        )
        for name, report in reports.items()
    }


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _timeless(item) for key, item in value.items() if key not in _TIMES}
    return [_timeless(item) for item in value] if isinstance(value, list) else value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--only", default="", help="Run the rows whose name begins with this.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, served() as port:
        folder = Path(name) / "work"
        freeze(Path(name))
        write_documents(folder, 4, 12, port)
        settings = (folder / "citecheck.toml").read_text()
        (folder / "recorded.toml").write_text(settings + 'evidence = "evidence"\n')
        matrix = Matrix(folder, random.Random(asked.seed))
        print(f"an undisturbed night takes {matrix.whole:.1f} s", flush=True)
        rows: list[tuple[str, int, Callable[[], str]]] = [
            ("killed", 140, lambda: matrix.stopped(signal.SIGKILL)),
            ("killed while recording", 60, lambda: matrix.stopped(signal.SIGKILL, *_RECORDED)),
            ("SIGTERM", 15, lambda: matrix.stopped(signal.SIGTERM, *_RECORDED)),
            ("Ctrl-C", 15, lambda: matrix.stopped(signal.SIGINT, *_RECORDED)),
            ("full disk", 20, matrix.full_disk),
            ("damaged store", 15, lambda: matrix.damaged(_STORE)),
            ("damaged cache", 15, lambda: matrix.damaged(_CACHE)),
            ("damaged settings", 10, matrix.damaged_settings),
            ("damaged recording", 10, matrix.damaged_recording),
            ("two runs", 5, matrix.two_runs),
        ]
        if os.geteuid() != 0:
            rows.append(("read-only", 5, matrix.read_only))
        else:
            print("read-only: not run, because root may write everywhere")
        for kind, number, harm in rows:
            if not kind.startswith(asked.only):
                continue
            for _ in range(max(1, round(number * asked.scale))):
                matrix.trial(kind, harm)
            right, wrong = matrix.counts[kind, True], matrix.counts[kind, False]
            print(f"{kind:<24}{right + wrong:>5} trials, {wrong} lost or silently wrong", flush=True)
        trials = sum(matrix.counts.values())
        print(f"together{'':<16}{trials:>5} trials, {len(matrix.wrong)} lost or silently wrong  (reach: 0 of 300)")
        sys.exit(bool(matrix.wrong))


if __name__ == "__main__":
    main()
