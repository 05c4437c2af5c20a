"""The rules on problems of the document itself: which finding a problem makes, by its code.

The readers and the comparison of sources establish the problems; this table says which of them are findings, and under
which rule. The words of the rules are in `reports/rules/documents.toml`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from citecheck.rules import RuleTable


@dataclass(frozen=True, slots=True)
class ProblemCase:
    """The code of a problem, and what else decides about it.

    `is_cut_off`: it is about many marks beyond the end of a list that was cut off.
    """

    code: str
    is_cut_off: bool = False


def _has_code(code: str) -> Callable[[ProblemCase], str | None]:
    """Return a rule for problems with one code; the finding has the same code."""

    def rule(case: ProblemCase) -> str | None:
        return code if case.code == code else None

    return rule


def _beyond_the_list(case: ProblemCase) -> str | None:
    return case.code if case.is_cut_off else None


PROBLEM_RULES: RuleTable[ProblemCase, str] = RuleTable(
    "which finding a problem of the document makes",
    (
        ("document.list-cut-off", _beyond_the_list),
        ("document.citation-dangling", _has_code("citation-dangling")),
        ("document.citation-ambiguous", _has_code("citation-ambiguous")),
        ("document.references-missing", _has_code("references-missing")),
        ("document.incomplete", _has_code("document-incomplete")),
        ("document.citations-missing", _has_code("citations-missing")),
        ("document.reference-unused", _has_code("reference-unused")),
        ("document.reference-empty", _has_code("reference-empty")),
        ("document.reference-malformed", _has_code("reference-malformed")),
        ("document.reference-placeholder", _has_code("reference-placeholder")),
        ("document.reference-duplicate", _has_code("reference-duplicate")),
        ("document.claim-uncited", _has_code("claim-uncited")),
        ("document.identifier-invalid", _has_code("identifier-invalid")),
        ("document.reference-mismatch", _has_code("reference-mismatch")),
        ("document.source-unconfirmed", _has_code("source-unconfirmed")),
        ("document.reference-circular", _has_code("reference-circular")),
        ("document.archive-mismatch", _has_code("archive-mismatch")),
        ("document.marked-dead-but-alive", _has_code("marked-dead-but-alive")),
    ),
)


def problem_rule(code: str, *, is_cut_off: bool = False) -> str | None:
    """Return the id of the rule by which a problem with `code` makes a finding; None if it makes none.

    `is_cut_off` is that of `ProblemCase`.
    """
    decided = PROBLEM_RULES.decide(ProblemCase(code, is_cut_off))
    return decided.rule if decided is not None else None


__all__ = ["PROBLEM_RULES", "ProblemCase", "problem_rule"]
