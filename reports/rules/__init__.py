"""The rule book: what every rule says, in words for people. The functions that decide are in `citecheck`.

A rule has an id such as `quote.ellipsis-swallows-negation`. The ids are a contract like the codes of findings: they
appear in JSON, in SARIF and in the report, and an id is never used again for another rule.
"""

from reports.rules.book import rule, rules, rules_of
from reports.rules.model import Area, Rule, RuleCase

__all__ = ["Area", "Rule", "RuleCase", "rule", "rules", "rules_of"]
