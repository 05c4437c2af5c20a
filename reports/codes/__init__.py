"""The codes of findings, in one table: what each says, its severity, how it is decided and how to mend the document."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from reports.vocabulary import Severity

HELP_PAGES = "https://github.com/your-organisation/citecheck/blob/main/docs/findings.md"
"""The page that explains the codes; it begins with the project's address in pyproject.toml."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of finding.

    `severity` is its highest severity. `on` is False for a code that is only made if the settings
    enable it. `sentence` says what such a finding says, `decided` when it is made, `example` shows one. `mend` says
    what the author of the document can do; it is empty if there is nothing to mend. `rules` are the ids of the rules
    that lead to it, or the beginnings of their ids.
    """

    name: str
    severity: Severity
    sentence: str
    decided: str
    example: str
    rules: tuple[str, ...]
    mend: str = ""
    on: bool = True


@cache
def codes() -> Mapping[str, Code]:
    """Return all codes by name, in the order of the table."""
    rows = tomllib.loads(files("reports.codes").joinpath("codes.toml").read_text(encoding="utf-8"))["code"]
    return {row["name"]: _code(row) for row in rows}


def _code(row: dict[str, Any]) -> Code:
    return Code(**{**row, "severity": Severity(row["severity"]), "rules": tuple(row["rules"])})


def help_page(code: str) -> str:
    """Return the address of the page that explains `code`."""
    return f"{HELP_PAGES}#{code}"


def sentence_of(code: str) -> str:
    """Return the sentence of `code`. For a code of another program: its words."""
    known = codes().get(code)
    return known.sentence if known is not None else code.replace("-", " ").capitalize() + "."


__all__ = ["HELP_PAGES", "Code", "codes", "help_page", "sentence_of"]
