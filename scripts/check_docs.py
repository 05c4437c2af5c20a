"""Checks that the docs say what there is: every command, flag, setting, code, status, verb and socket; links resolve.

`--write` brings what is generated up to date instead: docs/settings.md, docs/rules.md, docs/report.schema.json, and the
codes in docs/findings.md.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

import citecheck
from citecheck import interfaces
from citecheck.cli.main import cli
from citecheck.settings import Settings
from reports.codec import json_schema
from reports.model import Extent, LinkStatus, Outcome, QuoteOutcome
from reports.rules import Area, RuleCase, rules_of
from reports.rules.codes import CODES, Code

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SETTINGS_PAGE = DOCS / "settings.md"
RULES_PAGE = DOCS / "rules.md"
FINDINGS_PAGE = DOCS / "findings.md"
SCHEMA = DOCS / "report.schema.json"
VERBS = "read audit write load compare build_auditor page_text match_quote check_claim check_link explain"

_HEAD = """# Settings

Every setting has a default; a `citecheck.toml` in the working folder (or `--config FILE`) changes it, a variable of the
environment overrides the file (`CITECHECK_WEB_CONTACT` sets `web.contact`; lists are written with commas), and a flag
overrides both. An unknown key is an error that names the nearest known one. This page is made from the settings'
own definitions (`python scripts/check_docs.py --write`).
"""

_RULES_HEAD = """# Rules

Each verdict names the rule that decided it. This page lists the rules in the order in which they are asked: the first
rule that answers decides. `citecheck explain RULE` prints one of them. A near miss looks like the example, and the rule
leaves it alone. This page is made from the rule book (`python scripts/check_docs.py --write`).
"""


def main() -> None:
    """Print what is wrong and exit with 1, or say that nothing is."""
    if "--write" in sys.argv[1:]:
        for path, made in generated():
            path.write_text(made, encoding="utf-8")
        SCHEMA.write_text(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        return
    problems = list(check())
    for problem in problems:
        print(problem)
    if problems:
        sys.exit(1)
    print(f"docs: {len(list(pages()))} pages say what there is")


def check() -> Iterator[str]:
    """Yield what the docs lack or say wrongly."""
    for path, made in generated():
        if not path.exists() or path.read_text(encoding="utf-8") != made:
            yield f"docs/{path.name} is out of date: run `python scripts/check_docs.py --write`"
    yield from _missing("findings.md", [*CODES, *LinkStatus, *Outcome, *QuoteOutcome, *Extent])
    yield from _missing("cli.md", [f"citecheck {name}" for name in commands()])
    yield from _flags()
    yield from _missing("python-api.md", VERBS.split())
    yield from _missing("extending.md", interfaces.__all__)
    nouns = (DOCS / "python-api.md").read_text(encoding="utf-8") if (DOCS / "python-api.md").exists() else ""
    yield from (f"docs/python-api.md: `{name}` is not named" for name in citecheck.__all__ if f"`{name}" not in nouns)
    yield from _links()


def generated() -> Iterator[tuple[Path, str]]:
    """Yield each page that is made from the code, with the text that it must have."""
    yield SETTINGS_PAGE, settings_page()
    yield RULES_PAGE, rules_page()
    yield FINDINGS_PAGE, findings_page()


def rules_page() -> str:
    """Return the page of rules, from the rule book."""
    lines = [_RULES_HEAD]
    for area in Area:
        if rules_of(area):
            lines.append(f"\n## {area.capitalize()} rules\n")
        for rule in rules_of(area):
            lines += [f"### `{rule.id}`\n", f"{rule.sentence}\n", f"*Decided:* {rule.decided}\n"]
            lines += [f"*Threshold:* {rule.threshold}\n"] if rule.threshold else []
            lines += [f"*Fix:* {rule.mend}\n"] if rule.mend else []
            lines += [f"Example:\n\n{_case(rule.example)}\n", f"Near miss:\n\n{_case(rule.near_miss)}\n"]
    return "\n".join(lines).rstrip() + "\n"


def _case(case: RuleCase) -> str:
    parts = [f"{key}: {value}" for key, value in case.given.items()] + [f"outcome: {case.outcome}"]
    return "\n".join(f"    {line}".rstrip() for part in parts for line in part.splitlines())


def findings_page() -> str:
    """Return the page of findings, with the text below each code's heading from the table of codes."""
    page = FINDINGS_PAGE.read_text(encoding="utf-8")
    for code in CODES.values():
        heading = re.escape(f"### `{code.name}`\n\n")
        text = f"### `{code.name}`\n\n{_code_text(code)}\n"
        page = re.sub(rf"^{heading}.*?\n(?=\n##)", lambda _, text=text: text, page, flags=re.MULTILINE | re.DOTALL)
    return page


def _code_text(code: Code) -> str:
    severity = code.severity.capitalize() if code.wanted else f"Off by default; {code.severity} where enabled"
    example = f" *Example:* {code.example}" if code.example else ""
    mend = f" *Fix:* {code.mend}" if code.mend else ""
    return f"{severity}. {code.sentence}\n\n{code.decided}{example}{mend}"


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
                f"Type: {_type(described)}. Default: `{default}`.\n"
            )
    return "\n".join(lines)


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
    name = {"array": "list of strings", "object": "table of strings"}.get(described.get("type", ""))
    name = name or str(described.get("type", "string"))
    words = {
        "minimum": "at least",
        "exclusiveMinimum": "more than",
        "maximum": "at most",
        "exclusiveMaximum": "less than",
    }
    ranges = [f"{word} {described[key]:g}" for key, word in words.items() if key in described]
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


def commands() -> dict[str, click.Command]:
    """Return the commands by name."""
    context = click.Context(cli)
    found = {name: cli.get_command(context, name) for name in cli.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


def pages() -> Iterator[Path]:
    """Yield every page of prose."""
    yield from sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "examples").rglob("*.md")])


def _links() -> Iterator[str]:
    for page in pages():
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            if re.match(r"[a-z]+:", target) or target.startswith("#"):
                continue
            if not (page.parent / target.split("#")[0]).exists():
                yield f"{page.relative_to(ROOT)}: the link to {target} leads nowhere"


if __name__ == "__main__":
    main()
