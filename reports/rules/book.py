"""Read the rule book. Its pages are the TOML files beside this one, one or more an area, in the order of decision."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from reports.rules.model import Area, Rule, RuleCase


@cache
def rules() -> Mapping[str, Rule]:
    """Return all rules by id, page by page, each page in the order in which its rules are asked.

    Raises `ValueError` if a page is wrong: an unknown key, a key that is missing, an id that occurs twice.
    """
    found: dict[str, Rule] = {}
    pages = (page for page in files("reports.rules").iterdir() if page.name.endswith(".toml"))
    for page in sorted(pages, key=lambda page: page.name):
        for row in tomllib.loads(page.read_text(encoding="utf-8")).get("rule", ()):
            read = _rule(page.name, row)
            if read.id in found:
                raise ValueError(f"{page.name}: the rule {read.id} is there twice")
            found[read.id] = read
    return found


def rule(id: str) -> Rule | None:
    """Return the rule with the id `id`; None: it is a rule of a plug-in, or of a later version."""
    return rules().get(id)


def rules_of(area: Area) -> tuple[Rule, ...]:
    """Return the rules of `area`, in the order in which they are tried."""
    return tuple(rule for rule in rules().values() if rule.area is area)


def _rule(page: str, row: dict[str, object]) -> Rule:
    try:
        values = {key: RuleCase(**value) if isinstance(value, dict) else value for key, value in row.items()}
        return Rule(**values)  # type: ignore[arg-type]  # the values are checked by the tests of the rule book
    except (TypeError, ValueError) as error:
        raise ValueError(f"{page}: {row.get('id', 'a rule without an id')}: {error}") from error


__all__ = ["rule", "rules", "rules_of"]
