"""All tables of rules, for tests and tools that ask whether the book and the code agree."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

from citecheck.rules.table import RuleTable

_ROOMS: Mapping[str, tuple[str, ...]] = {
    "citecheck.checking.quotes.rules": ("QUOTE_RULES",),
    "citecheck.checking.quotes.identity_rules": ("IDENTITY_RULES",),
    "citecheck.checking.quotes.edit_rules": ("WORD_RULES",),
    "citecheck.checking.quotes.comparison": ("DIFF_RULES",),
    "citecheck.checking.quotes.place_rules": ("PLACE_RULES",),
    "citecheck.checking.quotes.gap_rules": ("GAP_RULES", "EDGE_RULES", "CUT_RULES"),
    "citecheck.checking.quotes.ocr": ("SOURCE_RULES",),
    "citecheck.checking.facts.comparison": ("SCORE_RULES", "NUMBER_RULES", "YEAR_RULES"),
    "citecheck.checking.facts.date_comparison": ("WEEKDAY_RULES", "YEAR_SPAN_RULES", "UNDATED_RULES", "DAY_RULES"),
    "citecheck.checking.facts.lookup": ("UNMET_RULES",),
    "citecheck.checking.facts.name_lookup": ("NAME_RULES",),
    "citecheck.checking.facts.conflicts": ("ELSEWHERE_RULES", "CONFLICT_RULES"),
    "citecheck.checking.facts.page_conflicts": ("PAGE_RULES",),
    "citecheck.checking.support.abstention": ("CLAIM_RULES", "SOURCE_RULES"),
    "citecheck.checking.support.doubts": ("DOUBT_RULES",),
    "citecheck.checking.support.decision": ("MATCH_RULES",),
    "citecheck.checking.check_rules": (
        "FAILURE_RULES",
        "COPY_RULES",
        "UNREAD_RULES",
        "QUOTATION_RULES",
        "HOLE_RULES",
        "SOURCES_RULES",
        "DRIFT_RULES",
    ),
    "citecheck.judges.opinion_rules": ("UNASKED_RULES", "VOID_RULES", "OPINION_RULES"),
    "citecheck.findings.problems": ("PROBLEM_RULES",),
    "citecheck.registries.comparing.titles": ("TITLE_RULES",),
    "citecheck.registries.comparing.authors": ("AUTHOR_RULES",),
    "citecheck.registries.comparing.years": ("YEAR_RULES",),
    "citecheck.registries.comparing.venues": ("VENUE_RULES",),
    "citecheck.registries.verdicts": ("EXISTENCE_RULES",),
    "citecheck.findings.references": ("NOTICE_RULES",),
    "citecheck.web.answer_rules": ("ANSWER_RULES",),
    "citecheck.web.page_rules": ("OBSTACLE_RULES", "READABLE_RULES"),
    "citecheck.web.absence_rules": ("DESPITE_RULES", "ABSENCE_RULES"),
    "citecheck.sources.named_rules": ("NAMED_RULES",),
    "citecheck.sources.confirming": ("CONFIRMATION_RULES",),
    "citecheck.web.second_visit": ("VISIT_RULES", "BROWSER_RULES"),
    "citecheck.web.unvisited_rules": ("UNVISITED_RULES",),
    "citecheck.nightly.deadlinks": ("COUNTING", "STANDING"),
    "citecheck.nightly.states": ("PRESENT", "MISSING"),
}


def tables() -> tuple[RuleTable[Any, Any], ...]:
    """Return every table of rules; the modules that define them are imported."""
    return tuple(getattr(importlib.import_module(room), name) for room, names in _ROOMS.items() for name in names)


__all__ = ["tables"]
