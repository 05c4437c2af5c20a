"""Builds the documentation site with Sphinx: `python scripts/build_site.py [FOLDER]` (default: build/site).

The pages are those of docs/, with an index, the reference of the public names (from their docstrings) and a page for
each rule and each code of findings (from the rule book). A warning of Sphinx is an error.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import citecheck
from reports.codes import codes
from reports.rules import Area, rules, rules_of
from reports.rules.explaining import Explanation, explain

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
SOURCE = BUILD / "site-source"
_REPOSITORY = "https://github.com/your-organisation/citecheck/blob/main"
_ROOT_PAGES = ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")

_CONF = """\
project = "citecheck"
author = "The citecheck developers"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
html_theme = "furo"
html_title = "citecheck"
html_static_path = []
myst_heading_anchors = 4
myst_disable_syntax = ["footnote_ref", "footnote_def", "footnote_inline"]  # [^1] is what these pages write about
autodoc_typehints = "description"
autodoc_member_order = "bysource"
nitpicky = False
default_role = "literal"
"""

_INDEX = """\
# citecheck

citecheck audits the citations of a document: **do the sources that this text cites exist, and do they say what the
text says they say?**

```{{toctree}}
:caption: Learn
:maxdepth: 1

quickstart
tutorial
```

```{{toctree}}
:caption: Do
:maxdepth: 1

nightly
report
sources
fixing
integrations
second-opinion
extending
```

```{{toctree}}
:caption: Look up
:maxdepth: 1

cli
python-api
reference
settings
formats
findings
codes/index
rules
rules/index
figures
```

```{{toctree}}
:caption: Understand
:maxdepth: 1

support
architecture
adr/README
glossary
dependencies
```

```{{toctree}}
:caption: The project
:maxdepth: 1

release
{project}
```
"""


def main(target: Path) -> int:
    """Write the source of the site, and build it into `target`. Return the status of Sphinx."""
    shutil.rmtree(SOURCE, ignore_errors=True)
    shutil.copytree(ROOT / "docs", SOURCE, ignore=shutil.ignore_patterns("*.json"))
    for name in _ROOT_PAGES:
        shutil.copy(ROOT / name, SOURCE / name)
    (SOURCE / "conf.py").write_text(_CONF, encoding="utf-8")
    index = _INDEX.format(project="\n".join(name.removesuffix(".md") for name in _ROOT_PAGES))
    listed = [line for line in index.splitlines() if not _is_missing(line)]
    (SOURCE / "index.md").write_text("\n".join(listed) + "\n", encoding="utf-8")
    (SOURCE / "reference.md").write_text(_reference(), encoding="utf-8")
    decisions = sorted(path.stem for path in (SOURCE / "adr").glob("0*.md"))
    with (SOURCE / "adr" / "README.md").open("a", encoding="utf-8") as page:
        page.write("\n".join(["", *_toctree(decisions)]))
    _write_rules(SOURCE / "rules")
    _write_codes(SOURCE / "codes")
    for page in SOURCE.rglob("*.md"):
        page.write_text(_with_links(page), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "--keep-going",
        "-j",
        "auto",
        "-b",
        "html",
        str(SOURCE),
        str(target),
    ]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _is_missing(line: str) -> bool:
    """Return whether `line` of the index names a page of docs/ that does not exist (generated ones do not yet)."""
    generated = ("reference", "codes/index", "rules/index")
    is_page = re.fullmatch(r"[\w/-]+", line) is not None and line not in generated
    return is_page and not (SOURCE / f"{line}.md").exists()


def _reference() -> str:
    """Return the page of all public names, each with its docstring."""
    functions = [name for name in citecheck.__all__ if callable(getattr(citecheck, name)) and name.islower()]
    types = [name for name in citecheck.__all__ if isinstance(getattr(citecheck, name), type)]
    errors = [name for name in types if issubclass(getattr(citecheck, name), Exception)]
    parts = ["# Public names", "", "The docstring of each name in `citecheck`."]
    for heading, names, directive in (
        ("Functions", functions, "autofunction"),
        ("Types", [name for name in types if name not in errors], "autoclass"),
        ("Errors", errors, "autoexception"),
    ):
        parts += ["", f"## {heading}"]
        for name in sorted(names):
            parts += ["", f"### {name}", "", "```{eval-rst}", f".. {directive}:: citecheck.{name}"]
            parts += ["   :members:"] * (directive == "autoclass") + ["```"]
    return "\n".join(parts) + "\n"


def _write_rules(folder: Path) -> None:
    """Write a page for each rule, and an index by area."""
    folder.mkdir()
    lines = ["# A page for each rule", ""]
    for area in Area:
        names = [rule.id for rule in rules_of(area)]
        lines += [f"## {area.value}", "", *(f"- [{name}]({name}.md)" for name in names), ""]
    (folder / "index.md").write_text("\n".join(lines), encoding="utf-8")
    for name in rules():
        (folder / f"{name}.md").write_text(_page(explain(name)), encoding="utf-8")


def _write_codes(folder: Path) -> None:
    """Write a page for each code of findings, and an index."""
    folder.mkdir()
    lines = ["# A page for each code", "", *(f"- [{name}]({name}.md)" for name in codes()), ""]
    (folder / "index.md").write_text("\n".join(lines), encoding="utf-8")
    for name in codes():
        (folder / f"{name}.md").write_text(_page(explain(name)), encoding="utf-8")


def _toctree(names: Iterable[str]) -> Iterator[str]:
    yield from ("```{toctree}", ":hidden:", "", *names, "```", "")


def _page(explanation: Explanation) -> str:
    """Return what a rule or a code means, as a page. It is no part of the menu, which would have hundreds of lines."""
    parts = ["---\norphan: true\n---", f"# {explanation.name}", f"*A {explanation.kind}.*", explanation.meaning]
    for heading, text in (
        ("How it is decided", explanation.decided),
        ("Where the thresholds come from", explanation.threshold),
    ):
        parts += [f"## {heading}", text] if text else []
    for heading, text in explanation.examples:
        parts += [f"## {heading}", f"```text\n{text}\n```"]
    for heading, text in (("How to mend the document", explanation.mend), ("How to silence it", explanation.silence)):
        parts += [f"## {heading}", text] if text else []
    if explanation.related:
        parts += ["## See also", "\n".join(f"- {_linked(name)}" for name in explanation.related)]
    return "\n\n".join(parts) + "\n"


def _linked(name: str) -> str:
    if name in rules():
        return f"[{name}](../rules/{name}.md)"
    return f"[{name}](../codes/{name}.md)" if name in codes() else f"`{name}`"


def _with_links(page: Path) -> str:
    """Return a page with its links to files of the repository made links to pages of the site, or to the repository."""

    def replaced(match: re.Match[str]) -> str:
        path, anchor = match[1], match[2] or ""
        if (page.parent / path).resolve().is_file():
            return match[0]
        place = (ROOT / "docs" / page.relative_to(SOURCE)).parent / path
        if page.name in _ROOT_PAGES and page.parent == SOURCE:
            place = ROOT / path
            if path.startswith("docs/") and (SOURCE / path.removeprefix("docs/")).is_file():
                return f"]({path.removeprefix('docs/')}{anchor})"
        place = place.resolve()
        if place.name in _ROOT_PAGES and place.parent == ROOT:
            return f"](/{place.name}{anchor})"
        return f"]({_REPOSITORY}/{place.relative_to(ROOT).as_posix()}{anchor})"

    return re.sub(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(#[^)\s]*)?\)", replaced, page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else BUILD / "site"))
