"""Checks that the docs describe what exists: commands, flags, settings, codes, statuses, functions, dependencies.

It also checks that links between pages resolve. `--write` updates the generated pages instead: docs/settings.md,
docs/rules.md, docs/findings.md, docs/report.schema.json and benchmarks/README.md.
"""

from __future__ import annotations

import inspect
import json
import re
import sys
import textwrap
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import benchmark_index
import click
import msgspec

import citecheck
from citecheck import interfaces
from citecheck.cli.main import cli
from citecheck.findings import CODES
from citecheck.settings import Settings
from citecheck.settings.found import NEEDS_TRUST, PLACES
from reports.codec import json_schema
from reports.codes import Code, codes
from reports.formats import csv, worksheet
from reports.model import Extent, LinkStatus, Outcome, QuoteOutcome
from reports.rules import Area, rules, rules_of
from reports.rules.explaining import short_case

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SETTINGS_PAGE = DOCS / "settings.md"
RULES_PAGE = DOCS / "rules.md"
FINDINGS_PAGE = DOCS / "findings.md"
SCHEMA = DOCS / "report.schema.json"
FUNCTIONS = "read audit write load compare build_auditor page_text prepare match_quote check_claim check_link explain"

_RULES_HEAD = """# Rules

Every verdict names the rule that decided it: the first rule of its table that applies. The ids are a contract; they
appear in JSON (`rule`), in SARIF and in the HTML report. `citecheck explain RULE` prints the same as this page. This
page is made from the rule book (`python scripts/check_docs.py --write`). Each example is a test: with its rule taken
out it is called otherwise, and the near miss is left alone by the rule. All examples are invented.
"""

_AREAS = {
    Area.QUOTE: "Quotations",
    Area.EDIT: "Differences between a quotation and its source",
    Area.FACT: "Numbers, dates and names",
    Area.SUPPORT: "Claims",
    Area.LINK: "Links",
    Area.NIGHT: "Nights",
    Area.DOCUMENT: "The document itself",
    Area.REFERENCE: "References and registries",
    Area.ADDRESS: "Addresses that were found for references",
}

_HEAD = """# Settings

Every setting has a default; a `citecheck.toml` in the working folder (or `--config FILE`) changes it, a variable of the
environment overrides the file (`CITECHECK_WEB_CONTACT` sets `web.contact`; lists are written with commas), and a flag
overrides both. An unknown key is an error that names the nearest known one. The table `[tool.citecheck]` of a
`pyproject.toml` is read where there is no `citecheck.toml`.

The file is looked for in the working folder, and then in the folders above it, up to the root of the repository (the
folder with `.git`). Its paths are below its own folder. `citecheck nightly` works in that folder, so that documents
have the same names wherever it is started.

A file that is found may be a stranger's. It may not hold the settings that are marked below, and
its paths must stay in its folder, links followed; otherwise the command ends with status 2. `--config FILE` names a
file and so trusts it. `citecheck trust` trusts the found file until it changes, `CITECHECK_TRUST` holds the SHA-256 of
trusted files, and `--isolated` ignores what is found. The command says on standard error which file it found.

This page is made from the settings'
own definitions (`python scripts/check_docs.py --write`).
"""


def main() -> None:
    """Print what is wrong and exit with 1; if nothing is wrong, say so."""
    if "--write" in sys.argv[1:]:
        SETTINGS_PAGE.write_text(settings_page(), encoding="utf-8")
        RULES_PAGE.write_text(rules_page(), encoding="utf-8")
        FINDINGS_PAGE.write_text(findings_page(), encoding="utf-8")
        SCHEMA.write_text(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        benchmark_index.PAGE.write_text(benchmark_index.index(), encoding="utf-8")
        return
    problems = list(check())
    for problem in problems:
        print(problem)
    if problems:
        sys.exit(1)
    print(f"docs: {len(list(pages()))} pages agree with the code")


def rules_page() -> str:
    """Return docs/rules.md, made from the rule book."""
    parts = [_RULES_HEAD]
    for area in Area:
        parts.append(f"\n## {_AREAS[area]}\n")
        for rule in rules_of(area):
            parts.append(f"\n### `{rule.id}`\n\n{rule.sentence} {rule.decided}\n")
            if rule.threshold:
                parts.append(f"\n*Thresholds:* {rule.threshold}\n")
            if rule.mend:
                parts.append(f"\n*To mend:* {rule.mend}\n")
            for title, case in (("Example", rule.example), ("Near miss", rule.near_miss)):
                parts.append(f"\n{title}:\n\n```text\n{short_case(case)}\n```\n")
    return "".join(parts)


def findings_page() -> str:
    """Return docs/findings.md with the text below the heading of each code made from the table of codes."""
    page = FINDINGS_PAGE.read_text(encoding="utf-8")
    for code in codes().values():
        heading = f"### `{code.name}`\n\n"
        before, found, rest = page.partition(heading)
        if found:
            after = re.search(r"^##", rest, re.MULTILINE)
            page = f"{before}{heading}{_code_text(code)}\n{rest[after.start() :] if after else ''}"
    return page


def _code_text(code: Code) -> str:
    severity = code.severity.value.capitalize()
    behind = ", ".join(f"[`{id}`]({_anchor(id)})" if id in rules() else f"`{id}`…" for id in code.rules)
    lines = [
        f"*{severity}{'' if code.on else ', off by default'}.* {code.sentence}",
        code.decided,
        f"*Example:* {code.example}",
        *([f"*To mend:* {code.mend}"] if code.mend else []),
        f"*[Rules](rules.md):* {behind}",
    ]
    return (
        "\n\n".join(textwrap.fill(line, 118, break_long_words=False, break_on_hyphens=False) for line in lines) + "\n"
    )


def _anchor(id: str) -> str:
    """Return the address of a rule's heading, as code hosts make it: without the full stops."""
    return f"rules.md#{id.replace('.', '')}"


def check() -> Iterator[str]:
    """Yield what the docs lack or state wrongly."""
    if not SETTINGS_PAGE.exists() or SETTINGS_PAGE.read_text(encoding="utf-8") != settings_page():
        yield "docs/settings.md is out of date: run `python scripts/check_docs.py --write`"
    if not RULES_PAGE.exists() or RULES_PAGE.read_text(encoding="utf-8") != rules_page():
        yield "docs/rules.md is out of date: run `python scripts/check_docs.py --write`"
    if not FINDINGS_PAGE.exists() or FINDINGS_PAGE.read_text(encoding="utf-8") != findings_page():
        yield "docs/findings.md is out of date: run `python scripts/check_docs.py --write`"
    yield from _missing("findings.md", [*CODES, *LinkStatus, *Outcome, *QuoteOutcome, *Extent])
    yield from _missing("cli.md", [f"citecheck {name}" for name in commands()])
    yield from _flags()
    yield from _missing("python-api.md", FUNCTIONS.split())
    yield from _missing("extending.md", interfaces.__all__)
    yield from _signatures()
    yield from _dependencies()
    yield from _unnamed("formats.md", [*csv.COLUMNS, *worksheet.COLUMNS])
    yield from _unnamed("nightly.md", _events())
    page = (DOCS / "python-api.md").read_text(encoding="utf-8") if (DOCS / "python-api.md").exists() else ""
    yield from (f"docs/python-api.md: `{name}` is not named" for name in citecheck.__all__ if f"`{name}" not in page)
    yield from _links()
    yield from benchmark_index.problems([*pages(), *(ROOT / "citecheck").rglob("*.md")])


def settings_page() -> str:
    """Return the page of settings, from their definitions."""
    lines = [_HEAD]
    defaults = Settings()
    for section, struct, value in _sections(Settings, defaults):
        lines.append(f"\n## {f'[{section}]' if section else 'At the top'}\n\n{_first_line(struct)}\n")
        schema = _schema(struct)
        for field in msgspec.structs.fields(struct):
            if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct):
                continue
            described = schema[field.name]
            default = msgspec.json.encode(getattr(value, field.name)).decode()
            lines.append(
                f"### {section + '.' if section else ''}{field.name}\n\n{described.get('description', '')}  \n"
                f"Type: {_type(described)}. Default: `{default}`.{_trust(f'{section}.{field.name}')}\n"
            )
    return "\n".join(lines)


def _trust(name: str) -> str:
    """Say whether a found settings file may hold the setting."""
    if name in NEEDS_TRUST:
        return f" Only from a named or trusted file, because {NEEDS_TRUST[name]}."
    return " In a found file: in its folder only." if name.lstrip(".") in PLACES else ""


def _sections(
    struct: type[msgspec.Struct], value: Any, prefix: str = ""
) -> Iterator[tuple[str, type[msgspec.Struct], Any]]:
    yield prefix, struct, value
    for field in msgspec.structs.fields(struct):
        if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct):
            name = f"{prefix}.{field.name}" if prefix else field.name
            yield from _sections(field.type, getattr(value, field.name), name)


def _schema(struct: type[msgspec.Struct]) -> dict[str, dict[str, Any]]:
    schema = msgspec.json.schema(struct)
    found: dict[str, dict[str, Any]] = schema["$defs"][struct.__name__]["properties"]
    return found


def _type(described: dict[str, Any]) -> str:
    if "enum" in described:
        return f"one of {', '.join(f'`{word}`' for word in described['enum'])}"
    words_of = {"array": "list", "object": "table", "integer": "whole number", "boolean": "true or false"}
    kind = described.get("type", "string")
    name = words_of.get(kind, "text" if kind == "string" else kind)
    words = {
        "minimum": "at least",
        "exclusiveMinimum": "more than",
        "maximum": "at most",
        "exclusiveMaximum": "less than",
    }
    ranges = [f"{word} {described[key]:,.15g}" for key, word in words.items() if key in described]
    return f"{name}, {', '.join(ranges)}" if ranges else name


def _first_line(struct: type) -> str:
    return (struct.__doc__ or "").strip().split("\n")[0]


def _missing(page: str, names: list[str]) -> Iterator[str]:
    """Yield the names that have no heading on a page."""
    path = DOCS / page
    if not path.exists():
        yield f"docs/{page} is missing"
        return
    headings = re.findall(r"^#{2,4} (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    words = {word for heading in headings for word in re.findall(r"`([^`]+)`", heading)}
    yield from (f"docs/{page}: `{name}` has no heading" for name in dict.fromkeys(map(str, names)) if name not in words)


def _flags() -> Iterator[str]:
    path = DOCS / "cli.md"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for name, command in commands().items():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                flag = max(parameter.opts, key=len)
                if f"`{flag}" not in text:
                    yield f"docs/cli.md: `{flag}` of `citecheck {name}` is not described"


def _signatures() -> Iterator[str]:
    """Yield the functions whose parameters docs/python-api.md does not show in full."""
    text = (DOCS / "python-api.md").read_text(encoding="utf-8")
    for function in [*FUNCTIONS.split(), "render"]:
        shown = re.search(rf"`{function}\((.*?)\)(?: ->[^`]*)?`", text)
        names = [name.split("=")[0].strip() for name in re.split(r", (?![^()]*\))", shown[1])] if shown else []
        real = list(inspect.signature(getattr(citecheck, function)).parameters)
        if [name for name in names if name != "*"] != real:
            yield f"docs/python-api.md: `{function}` takes {', '.join(real)}"


def _unnamed(page: str, names: Iterable[str]) -> Iterator[str]:
    """Yield the names that a page does not have in backticks."""
    text = (DOCS / page).read_text(encoding="utf-8")
    yield from (f"docs/{page}: `{name}` is not named" for name in dict.fromkeys(names) if f"`{name}`" not in text)


def _events() -> Iterator[str]:
    """Yield the names of the events that the code notifies observers of."""
    for path in (ROOT / "citecheck").rglob("*.py"):
        yield from re.findall(r"\bevent\(\s*\"([a-z-]+)\"", path.read_text(encoding="utf-8"))


def _dependencies() -> Iterator[str]:
    """Yield the dependencies without a line in docs/dependencies.md."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = [project["project"]["dependencies"], *project["project"]["optional-dependencies"].values()]
    rows = re.findall(r"^\| ([^|]+) \|", (DOCS / "dependencies.md").read_text(encoding="utf-8"), re.MULTILINE)
    words = {word for row in rows for word in re.findall(r"[\w-]+", row)}
    for wanted in [*groups, *project["dependency-groups"].values()]:
        names = [re.match(r"[\w-]+", one) for one in wanted]
        yield from (f"docs/dependencies.md: {name[0]} has no line" for name in names if name and name[0] not in words)


def commands() -> dict[str, click.Command]:
    """Return the commands by name."""
    context = click.Context(cli)
    found = {name: cli.get_command(context, name) for name in cli.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


def pages() -> Iterator[Path]:
    """Yield every page of prose."""
    yield from sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "examples").rglob("*.md")])
    yield benchmark_index.PAGE


def _links() -> Iterator[str]:
    for page in pages():
        text = re.sub(r"`[^`\n]*`", "", page.read_text(encoding="utf-8"))  # what is shown as code is no link
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if re.match(r"[a-z]+:", target) or target.startswith("#"):
                continue
            if not (page.parent / target.split("#")[0]).exists():
                yield f"{page.relative_to(ROOT)}: the link to {target} leads nowhere"


if __name__ == "__main__":
    main()
