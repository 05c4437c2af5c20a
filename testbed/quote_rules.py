"""Run the cases of the rule book about quotations, with the function that an audit uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citecheck import match_quote
from citecheck.checking.quotes import comparison, edit_rules, gap_rules, identity_rules, ocr, place_rules, rules
from citecheck.model import Place, SourceText
from citecheck.rules import RuleTable
from reports.model import Extent, QuoteCheck

QUOTE_TABLES: tuple[RuleTable[Any, Any], ...] = (rules.QUOTE_RULES, identity_rules.IDENTITY_RULES)
EDIT_TABLES: tuple[RuleTable[Any, Any], ...] = (
    edit_rules.WORD_RULES,
    comparison.DIFF_RULES,
    place_rules.PLACE_RULES,
    gap_rules.GAP_RULES,
    gap_rules.EDGE_RULES,
    gap_rules.CUT_RULES,
    ocr.SOURCE_RULES,
)


def quoted(given: Mapping[str, str]) -> QuoteCheck:
    """Match the quotation of a case."""
    if "source" in given:
        return match_quote(given["quotation"], given["source"])
    paged = "pages" in given
    text, places = "", []
    for number, part in enumerate(given["pages" if paged else "blocks"].split(" | ")):
        kind, _, words = part.rpartition("caption: ")
        kind = "caption" if "caption: " in part else "body"
        text += "\n\n" if text else ""
        places.append(Place(start=len(text), end=len(text) + len(words), kind=kind, page=number + 1 if paged else None))
        text += words
    return match_quote(given["quotation"], SourceText(text=text, extent=Extent.FULL, places=tuple(places)))


def shown(check: QuoteCheck) -> tuple[object, ...]:
    """Return what a reader sees of a check, without the ids of the rules."""
    return check.outcome, [(edit.op, edit.kind, edit.quote, edit.source) for edit in check.edits]
