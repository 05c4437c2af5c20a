"""All tables of rules. Each room is one line; its module is imported only when the tables are asked for."""

from __future__ import annotations

import importlib
from typing import Any

from citecheck.rules.table import RuleTable

_ROOMS = (
    "citecheck.checking.quotes.ocr",
    "citecheck.checking.quotes.rules",
    "citecheck.checking.quotes.gap_rules",
    "citecheck.checking.quotes.identity_rules",
    "citecheck.checking.quotes.edit_rules",
    "citecheck.checking.facts.comparison",
    "citecheck.checking.facts.date_comparison",
    "citecheck.checking.facts.lookup",
    "citecheck.checking.facts.conflicts",
    "citecheck.checking.support.abstention",
    "citecheck.checking.support.decision",
    "citecheck.checking.check_rules",
)
"""The modules that define tables. Every `RuleTable` at the top of a module counts."""


def tables() -> tuple[RuleTable[Any, Any], ...]:
    """Return every table of rules, room by room."""
    modules = (importlib.import_module(room) for room in _ROOMS)
    found = (value for module in modules for value in vars(module).values() if isinstance(value, RuleTable))
    return tuple({id(table): table for table in found}.values())


__all__ = ["tables"]
