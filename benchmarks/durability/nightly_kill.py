"""kill -9 at random moments of a night, then the same command: is the report that of an undisturbed night?

Each trial begins a night over documents that share sources on 127.0.0.1, and kills it at a random moment within the
time of an undisturbed night. Then it gives the same command again and compares every report (without times) and the
integrity of the store. A kill after the night was stored as done came too late, because the same command then begins
the next night; it is counted separately. Nothing is tuned on it. `--trials`, `--documents` and `--sources` change the
size.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.material.night_world import command, environment, freeze, night, served, write_documents
from citecheck.store import Store

_TIMES = frozenset({"started", "finished", "at", "retrieved", "since"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=30)
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--sources", type=int, default=60)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    dice = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as name, served() as port:
        folder = Path(name) / "work"
        freeze(Path(name))
        write_documents(folder, asked.documents, asked.sources, port)
        began = time.monotonic()
        night(folder)
        whole = time.monotonic() - began
        wanted = _reports(folder)
        same = intact = missed = 0
        for _ in range(asked.trials):
            _forget(folder)
            while not _killed(folder, dice.uniform(0.05, 0.95) * whole):
                missed += 1  # it had ended before: no kill, no trial
                _forget(folder)
            night(folder)
            same += _reports(folder) == wanted
            intact += _intact(folder)
        print(f"{asked.documents} documents, {asked.sources} sources; an undisturbed night takes {whole:.1f} s")
        print(f"killed in the middle: {asked.trials}; {missed} more had ended before their moment")
        print(f"same final report: {same} of {asked.trials}  (limit: all)")
        print(f"store intact: {intact} of {asked.trials}  (limit: all)")


def _killed(folder: Path, after: float) -> bool:
    """Begin a night and kill it. Return whether it was still running."""
    process = subprocess.Popen(command("-q"), cwd=folder, env=environment(), stderr=subprocess.DEVNULL)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return not _ended(folder)
    return False


def _ended(folder: Path) -> bool:
    """Return whether the store has a night as done. A copy is read, so the store stays as the kill left it."""
    if not (folder / ".citecheck" / "store.sqlite").exists():
        return False
    with tempfile.TemporaryDirectory() as name:
        for file in (folder / ".citecheck").glob("store.sqlite*"):
            shutil.copy(file, name)
        with Store(Path(name) / "store.sqlite") as store:
            return store.nights.last_ended() is not None


def _forget(folder: Path) -> None:
    for kept in (".citecheck", "citecheck-report"):
        shutil.rmtree(folder / kept, ignore_errors=True)


def _reports(folder: Path) -> dict[str, Any]:
    """Return the reports of a night without times."""
    return {
        path.name: _timeless(json.loads(path.read_text()))
        for path in sorted((folder / "citecheck-report").glob("docs-*.json"))
    }


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _timeless(item) for key, item in value.items() if key not in _TIMES}
    return [_timeless(item) for item in value] if isinstance(value, list) else value


def _intact(folder: Path) -> bool:
    with Store(folder / ".citecheck" / "store.sqlite") as store:
        store.check()
        return len(store.nights.all()) == 1


if __name__ == "__main__":
    main()
