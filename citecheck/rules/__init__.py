"""Ordered tables of rules: the deciding half of the rule book, whose words are in `reports.rules`."""

from citecheck.rules.table import Decided, RuleTable

__all__ = ["Decided", "RuleTable"]
