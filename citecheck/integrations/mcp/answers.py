"""Short answers of the tools: what a model needs to act on, with the rule of every verdict and the words it rests on.

Each answer is a mapping of plain JSON values. What comes from documents and sources is text: nothing in it steers a
terminal, and long texts are cut.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from citecheck.http.redaction import clean_url
from reports.formats.pointing import shortened
from reports.formats.steering import printable
from reports.model import Check, EditOp, Finding, Passage, QuoteCheck, ReferenceCheck, Report, SourceCheck
from reports.records import Existence
from reports.rules.explaining import Explanation
from reports.summary import is_confirmed, summarise

_FINDINGS = 25  # findings in an answer; the full report has the others
_TEXT = 400  # characters of a text from outside
_PASSAGES = 3  # passages of a check

Answer = dict[str, Any]


def of_report(report: Report, links: Mapping[str, str]) -> Answer:
    """Return what the audit of `report` found. `links` are the addresses of the full report, by format."""
    counts = summarise(report)
    shown = report.findings[:_FINDINGS]
    return _plain(
        {
            "document": report.document.name,
            "headline": counts.headline,
            "claims": counts.claims,
            "references": counts.references,
            "checks": counts.checks,
            "confirmed": counts.confirmed,
            "outcomes": dict(counts.by_outcome),
            "references_not_read": dict(counts.unread_by_status),
            "findings": [_finding(one) for one in shown],
            "further_findings": len(report.findings) - len(shown),
            "ignored_findings": counts.suppressed,
            "notices": list(report.notices),
            "full_report": dict(links),
        }
    )


def of_references(report: Report, links: Mapping[str, str]) -> Answer:
    """Return what registries say about the references of `report`. `links` are the addresses of the full report."""
    checks = {check.reference: check for check in report.existence}
    entries = report.document.references
    doubtful = [one for one in report.existence if one.rule is not None and one.verdict is not Existence.VERIFIED]
    noticed = [one for one in report.existence if one.notices and one not in doubtful]
    listed = [*doubtful, *noticed]
    verdicts: dict[str, int] = {}
    for check in report.existence:
        verdicts[check.verdict.value] = verdicts.get(check.verdict.value, 0) + 1
    return _plain(
        {
            "document": report.document.name,
            "references": len(entries),
            "not_looked_up": sum(entry.key not in checks for entry in entries),
            "verdicts": verdicts,
            "to_look_at": [_reference(check) for check in listed[:_FINDINGS]],
            "further": max(0, len(listed) - _FINDINGS),
            "notices": list(report.notices),
            "full_report": dict(links),
        }
    )


def of_check(check: Check) -> Answer:
    """Return `check`: whether a page supports a claim."""
    return _plain(
        {
            "outcome": check.outcome.value,
            "confirmed": is_confirmed(check),
            "band": check.band.value,
            "probability": None if check.probability is None else round(check.probability, 3),
            "reason": check.reason,
            "rule": check.rule,
            "facts": [
                {"kind": fact.kind.value, "claimed": fact.claimed, "found": fact.found, "agrees": fact.agrees}
                for fact in check.facts
            ],
            "passages": [_passage(one) for one in check.passages[:_PASSAGES]],
        }
    )


def of_quote(quote: QuoteCheck) -> Answer:
    """Return `quote`: what became of a quotation in a page."""
    changed = [edit for edit in quote.edits if edit.op is not EditOp.EQUAL]
    return _plain(
        {
            "outcome": quote.outcome.value,
            "faithful": quote.outcome.is_faithful,
            "score": round(quote.score, 3),
            "reason": quote.reason,
            "rule": quote.rule,
            "changes": [
                {"quotation": edit.quote, "source": edit.source, "kind": edit.kind, "rule": edit.rule}
                for edit in changed[:_FINDINGS]
            ],
            "passage": None if quote.passage is None else _passage(quote.passage),
        }
    )


def of_link(source: SourceCheck) -> Answer:
    """Return `source`: the status of an address."""
    return _plain(
        {
            "url": source.url and clean_url(source.url),
            "status": source.status.value,
            "failing": source.status.is_failing,
            "reason": source.reason,
            "rule": source.rule,
            "moved_to": source.moved_to,
            "archived_copy": source.capture,
            "attempts": [
                {
                    "url": one.url,
                    "asked": one.origin.value,
                    "at": one.at,
                    "answer": one.failure if one.status is None else one.status,
                }
                for one in source.attempts[:_FINDINGS]
            ],
        }
    )


def of_explanation(explanation: Explanation) -> Answer:
    """Return `explanation`: what a rule, a code, a status or an outcome means."""
    return {"name": explanation.name, "kind": explanation.kind, "text": str(explanation)}


def _finding(finding: Finding) -> Answer:
    return {
        "severity": finding.severity.value,
        "code": finding.code,
        "rule": finding.rule,
        "message": finding.message,
        "place": finding.place,
        "claim": finding.claim_text,
        "url": finding.url,
        "key": finding.key,
    }


def _reference(check: ReferenceCheck) -> Answer:
    return {
        "label": check.label,
        "verdict": check.verdict.value,
        "reason": check.reason,
        "rule": check.rule,
        "differences": [
            {"field": one.field, "cited": one.cited, "recorded": one.recorded} for one in check.differences
        ],
        "notices": [{"kind": one.kind.value, "date": one.date, "address": one.address} for one in check.notices],
    }


def _passage(passage: Passage) -> Answer:
    return {"words": passage.exact, "before": passage.prefix, "after": passage.suffix, "page": passage.page}


def _plain(answer: Answer) -> Answer:
    """Return `answer` with every text inert and cut."""
    return {name: _inert(value) for name, value in answer.items()}


def _inert(value: object) -> object:
    if isinstance(value, str):
        return shortened(printable(value), _TEXT)
    if isinstance(value, Mapping):
        return {str(name): _inert(one) for name, one in value.items()}
    if isinstance(value, Sequence):
        return [_inert(one) for one in value]
    return value


__all__ = ["Answer", "of_check", "of_explanation", "of_link", "of_quote", "of_references", "of_report"]
