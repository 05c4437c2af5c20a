"""Runs the benchmarks one after another, each in a process of its own: all, or those named.

`python -m benchmarks.measure [NAME...]`; `--list` prints the names. Exits with 1 where one could not run.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOT_MEASURES = {"__init__", "measure", "gate"}
TRAINING = "support_train"  # these make the judge's weights, with libraries that nothing else needs


def names() -> list[str]:
    """Return the names of all benchmarks: the modules here that have a `main` and measure something."""
    found = []
    for path in sorted(HERE.glob("*.py")):
        has_main = "\ndef main(" in path.read_text(encoding="utf-8")
        if has_main and path.stem not in NOT_MEASURES and not path.stem.startswith(TRAINING):
            found.append(path.stem)
    return found


def main() -> None:
    """Run them, and say at the end which failed."""
    wanted = [argument for argument in sys.argv[1:] if not argument.startswith("-")] or names()
    if "--list" in sys.argv[1:]:
        print("\n".join(names()))
        return
    unknown = [name for name in wanted if importlib.util.find_spec(f"benchmarks.{name}") is None]
    if unknown:
        sys.exit(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(names())}")
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
