"""The rules on quotations, differences, facts and claims that the corpus exercises.

A row exercises a rule if it expects the rule (`rule`) and gets it. Rows that get a rule without expecting it are
counted beside them: they show how often the corpus meets it, and hold it to nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reports.rules import Area, rules_of
from testbed.corpus import Answer, Row

AREAS = (Area.QUOTE, Area.EDIT, Area.FACT, Area.SUPPORT)


def rule_counts(answered: Iterable[tuple[Row, Answer]]) -> dict[str, tuple[int, int]]:
    """Return for each rule of the four tables the number of rows that expect and get it, and of all that get it."""
    expected: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for row, said in answered:
        met.update(said.rules)
        if row.get("rule") in said.rules:
            expected[row["rule"]] += 1
    return {rule.id: (expected[rule.id], met[rule.id]) for area in AREAS for rule in rules_of(area)}


def unknown_rules(asked: Iterable[Row]) -> list[str]:
    """Return the rules that rows expect and that the tables do not have, such as a renamed rule."""
    known = {rule.id for area in AREAS for rule in rules_of(area)}
    return sorted({row["rule"] for row in asked if "rule" in row} - known)


def print_rules(counts: dict[str, tuple[int, int]]) -> None:
    """Print a line for each rule."""
    for id, (expected, met) in counts.items():
        print(f"{id:<46} expected and met by {expected:>3}, met by {met:>4}{'   NONE' if not expected else ''}")


__all__ = ["print_rules", "rule_counts", "unknown_rules"]
