"""Runs the benchmarks one after another, each in a separate process: all, or those named.

`python -m benchmarks.measure [NAME...]`; a name is a folder (`accuracy`), a benchmark with its folder
(`accuracy.web_quotes`) or without it (`web_quotes`). `--list` prints the benchmarks. Exits with 1 if one could not run.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDERS = ("accuracy", "cost", "durability")  # training is left out: it writes the judge's weights


def names() -> list[str]:
    """Return the names of all benchmarks with their folders: the modules that have a `main`."""
    found = [path for folder in FOLDERS for path in sorted((HERE / folder).glob("*.py"))]
    return [f"{path.parent.name}.{path.stem}" for path in found if "\ndef main(" in path.read_text(encoding="utf-8")]


def chosen(wanted: list[str]) -> list[str]:
    """Return the benchmarks that `wanted` names; empty: all. Exits for a name that no benchmark has."""
    if not wanted:
        return names()
    found: list[str] = []
    for name in wanted:
        meant = [one for one in names() if name in (one, *one.split("."))]
        if not meant:
            sys.exit(f"no such benchmark: {name}; there are {', '.join(names())}")
        found += [one for one in meant if one not in found]
    return found


def main() -> None:
    """Run them, and print at the end which failed."""
    wanted = chosen([argument for argument in sys.argv[1:] if not argument.startswith("-")])
    if "--list" in sys.argv[1:]:
        print("\n".join(wanted))
        return
    failed = []
    for name in wanted:
        print(f"\n===== {name} =====", flush=True)
        began = time.monotonic()
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=HERE.parent, check=False).returncode:
            failed.append(name)
        print(f"({time.monotonic() - began:.0f} s)", flush=True)
    if failed:
        sys.exit(f"could not be measured: {', '.join(failed)}")


if __name__ == "__main__":
    main()
