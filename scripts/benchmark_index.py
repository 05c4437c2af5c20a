"""Makes benchmarks/README.md from the docstrings of the benchmarks, and checks the names that the docs use for them.

`scripts/check_docs.py` calls this; it is not a command.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BENCHMARKS = ROOT / "benchmarks"
PAGE = BENCHMARKS / "README.md"
FOLDERS = ("accuracy", "cost", "durability", "training", "material")
ENTRIES = ("gate", "measure")

_HEAD = """# Benchmarks

{} Run one with `python -m benchmarks.<folder>.<module>`.
[The figures](../docs/figures.md) are what they printed.

Tests never import benchmarks, and benchmarks never import tests: what both need is in `testbed/`. `own/` holds the
cases that were written for this project, `floors.json` the figures below which the gate fails. This page is made from
the docstrings of the modules (`python scripts/check_docs.py --write`).

| command | what it does |
|---|---|
"""


def index() -> str:
    """Return the page: the two commands, then each folder with its modules and the first sentence of each."""
    parts = [_HEAD.format(_sentence(BENCHMARKS / "__init__.py"))]
    parts += [f"| `python -m benchmarks.{name}` | {_sentence(BENCHMARKS / f'{name}.py')} |\n" for name in ENTRIES]
    for name in FOLDERS:
        folder = BENCHMARKS / name
        parts.append(f"\n## {name}\n\n{_sentence(folder / '__init__.py')}\n\n| module | what it does |\n|---|---|\n")
        modules = [path for path in sorted(folder.glob("*.py")) if path.stem != "__init__"]
        parts += [f"| [`{path.stem}`]({name}/{path.name}) | {_sentence(path)} |\n" for path in modules]
    return "".join(parts)


def problems(pages: Iterable[Path]) -> Iterator[str]:
    """Yield problems: an outdated index, modules outside the folders, and names in `pages` that do not exist."""
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != index():
        yield "benchmarks/README.md is out of date: run `python scripts/check_docs.py --write`"
    for path in sorted(BENCHMARKS.rglob("*.py")):
        folder, *deeper = path.relative_to(BENCHMARKS).parts
        if deeper and (folder not in FOLDERS or len(deeper) > 1):
            yield f"benchmarks/{path.relative_to(BENCHMARKS)}: a folder that the index lacks ({', '.join(FOLDERS)})"
        if not deeper and path.stem not in ("__init__", *ENTRIES):
            yield f"benchmarks/{folder}: put it into one of the folders {', '.join(FOLDERS)}"
    for page in pages:
        text = page.read_text(encoding="utf-8")
        names = re.findall(r"\bbenchmarks[./]([\w./]*\w)", text)
        if page == ROOT / "docs" / "figures.md":
            names += re.findall(rf"`((?:{'|'.join(FOLDERS)})\.\w+)`", text)
        for name in dict.fromkeys(names):
            parts = name.removesuffix(".py").replace(".", "/")
            if not any((BENCHMARKS / one).exists() for one in (name, parts, f"{parts}.py")):
                yield f"{page.relative_to(ROOT)}: there is no benchmark {name}"


def _sentence(path: Path) -> str:
    """Return the first sentence of a module's docstring, on one line."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    paragraph = " ".join(docstring.split("\n\n")[0].split())
    return re.split(r"(?<=[.?!])\s+(?=[A-Z`])", paragraph)[0].replace("|", "\\|")
