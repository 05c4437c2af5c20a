"""What it costs to begin: the import, the help and reading a small text, beside an empty Python, ruff and pip-audit.

`python -m benchmarks.cost.startup [RUNS]` prints CPU milliseconds (user and system) of whole processes: the median and
the best of RUNS (20) runs. The commands take turns, so a busy moment of the machine affects all of them. The start and
the end of the interpreter are part of every figure, as they are for the user. Every process finds compiled modules, as
it does after an installation: they are in a folder of this benchmark, whatever `PYTHONDONTWRITEBYTECODE` says. The load
of the machine is printed beside the figures, because a process takes more CPU time if others share its caches. ruff and
pip-audit are left out if they are not installed beside this Python.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

_BIN = Path(sys.executable).parent
_TEXT = """The harbour of Saltmouth

A mast fell on the northern quay in 1931.[1] The keeper wrote that "nobody saw it fall".[2]

References

1. "The harbour log". Saltmouth Press. 4 March 1931. https://harbour.example/log
2. Pell, Ida (1932). A keeper's year. https://harbour.example/year
"""
_MOST = {"import citecheck": 60.0, "citecheck --help": 200.0, "citecheck --version": 200.0, "citecheck read": 200.0}
"""The most CPU milliseconds that each may take on an idle machine. Judgement: a delay that nobody notices."""


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "harbour.txt"
        text.write_text(_TEXT, encoding="utf-8")
        spent: dict[str, list[float]] = {name: [] for name in _commands(text)}
        for run in range(runs + 1):
            for name, command in _commands(text).items():
                milliseconds = _cpu(command, folder)
                if run:  # the first run fills the file caches
                    spent[name].append(milliseconds)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"CPU milliseconds of the whole process, {runs} runs: median (best); load {load}, {os.cpu_count()} cores")
    for name, times in spent.items():
        most = f", at most {_MOST[name]:.0f}" if name in _MOST else ""
        print(f"{name:20} {statistics.median(times):7.0f} ({min(times):.0f}){most}")


def _commands(text: Path) -> dict[str, Sequence[str]]:
    python, citecheck = sys.executable, str(_BIN / "citecheck")
    commands: dict[str, Sequence[str]] = {
        "python -c pass": (python, "-c", "pass"),
        "import citecheck": (python, "-c", "import citecheck"),
        "citecheck --version": (citecheck, "--version"),
        "citecheck --help": (citecheck, "--help"),
        "citecheck read": (citecheck, "read", str(text)),
    }
    for other in ("ruff", "pip-audit"):
        if (_BIN / other).exists():
            commands[f"{other} --help"] = (str(_BIN / other), "--help")
    return commands


def _cpu(command: Sequence[str], folder: str) -> float:
    """Run a command in `folder`, which has no settings file. Return the CPU milliseconds that it took."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(Path(folder, "compiled"))}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) * 1e3


if __name__ == "__main__":
    main()
