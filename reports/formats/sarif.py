"""Findings as SARIF 2.1.0, for code hosts and editors: one run, one result a finding, and no notes but new ones.

Field by field after the OASIS standard "Static Analysis Results Interchange Format (SARIF) Version 2.1.0"; the limits
are those that code hosts set for an upload.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from reports.codes import codes, help_page, sentence_of
from reports.comparison import Comparison
from reports.formats.pointing import Pointer, Pointing, shortened
from reports.formats.steering import inert_json
from reports.importance import importance, rank
from reports.model import Finding, Report, Severity, State, Weight
from reports.second_opinions import remarks
from reports.summary import sorted_findings

MOST_RESULTS = 5_000
"""The results that go into a file, the worst first: code hosts show no more and may refuse more than 25,000."""

_MESSAGE = 1_000
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{(\d+)\}")
_BASELINE = {State.NEW: "new", State.STILL: "unchanged", State.FLAPPING: "unchanged"}


class SarifFormat:
    """See `reports.interfaces.Format`. Silenced findings are left out: code hosts would open alerts for them."""

    name = "sarif"
    suffixes = (".sarif", ".sarif.json")
    holds_many = True

    def __init__(self, *, notes: bool = False) -> None:
        """Make the format; `notes` says whether findings of severity note are results too."""
        self._notes = notes

    def render(self, reports: Sequence[Report], *, comparison: Comparison | None = None) -> str:
        """See `reports.interfaces.Format.render`."""
        new = None if comparison is None else {finding.key for finding in comparison.new}
        found = [(report, finding) for report in reports for finding in self._wanted(report, new or set())]
        found.sort(key=lambda pair: importance(pair[1]))
        kept = found[:MOST_RESULTS]
        rules = sorted({finding.code for _, finding in kept})
        pointings = {id(report): Pointing(report) for report in reports}
        results = []
        for report, finding in kept:
            pointer = pointings[id(report)].at(finding)
            results.append(_result(pointer, repository_uri(pointer.file), rules.index(finding.code), new))
        run: dict[str, Any] = {
            "tool": {"driver": _driver(reports, rules)},
            "automationDetails": {"id": "citecheck/"},
            "columnKind": "unicodeCodePoints",
            "invocations": [_invocation(reports, left_out=len(found) - len(kept))],
            "results": results,
            "properties": {"suppressed": sum(len(report.suppressed) for report in reports)},
        }
        log = {
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        }
        return inert_json(json.dumps(log, ensure_ascii=False, indent=1)) + "\n"

    def _wanted(self, report: Report, new: set[str]) -> list[Finding]:
        """Return the findings that are results: errors, warnings, and notes that are new."""
        return [
            finding
            for finding in sorted_findings(report)
            if self._notes or finding.severity is not Severity.NOTE or finding.key in new
        ]


def repository_uri(name: str) -> str:
    """Return the URI of the document `name`: that of `repository_file`, escaped. An address stays as it is."""
    name = name.encode("utf-8", "replace").decode()
    if _is_address(name):
        return quote(name, safe="%/:?#[]@!$&'()*+,;=~", errors="replace")
    file = repository_file(name)
    return Path(file).as_uri() if Path(file).is_absolute() else quote(file, safe="/~", errors="replace")


def repository_file(name: str) -> str:
    """Return the path of the document `name` from the root of its repository, with forward slashes.

    An address stays as it is, and so does the name of a file outside any repository.
    """
    if _is_address(name):
        return name
    path = Path(name)
    try:
        whole = path.resolve()
        root = next((parent for parent in whole.parents if (parent / ".git").exists()), None)
        if root is not None and (path.is_absolute() or whole.exists()):
            path = whole.relative_to(root)
    except (OSError, RuntimeError, ValueError):
        pass  # it is no name of a file, as in a report that was loaded
    return path.as_posix()


def _is_address(name: str) -> bool:
    return _SCHEME.match(name) is not None and not Path(name).drive


def _driver(reports: Sequence[Report], rules: Sequence[str]) -> dict[str, Any]:
    versions = {report.tool.version for report in reports}
    driver: dict[str, Any] = {"name": "citecheck", "rules": [_rule(code, reports) for code in rules]}
    if versions:
        driver["version"] = max(versions)
    return driver


def _rule(code: str, reports: Sequence[Report]) -> dict[str, Any]:
    severities = [finding.severity for report in reports for finding in report.findings if finding.code == code]
    level = max(severities)
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in code.split("-")),
        "shortDescription": {"text": sentence_of(code)},
        **_help(code),
        "defaultConfiguration": {"level": level.value},
        "properties": {"tags": ["citations"]},
    }


def _help(code: str) -> dict[str, Any]:
    """Return the help on a code: the page that explains it, and the same as text. Nothing for a code of a plug-in."""
    known = codes().get(code)
    if known is None:
        return {}
    parts = [known.decided, f"Example: {known.example}", *([f"To mend: {known.mend}"] if known.mend else [])]
    return {"helpUri": help_page(code), "help": {"text": " ".join(parts), "markdown": "\n\n".join(parts)}}


def _invocation(reports: Sequence[Report], *, left_out: int) -> dict[str, Any]:
    notices = [(report.document.name, notice) for report in reports for notice in remarks(report)]
    told = [{"level": "note", "message": {"text": f"{name}: {notice}"}} for name, notice in notices]
    if left_out:
        text = f"{left_out:,} further findings are left out of this file; the other formats have them"
        told.append({"level": "warning", "message": {"text": text}})
    invocation: dict[str, Any] = {"executionSuccessful": True, "toolExecutionNotifications": told}
    if reports:
        invocation["startTimeUtc"] = min(report.started for report in reports)
        invocation["endTimeUtc"] = max(report.finished for report in reports)
    return invocation


def _result(pointer: Pointer, path: str, rule: int, new: set[str] | None) -> dict[str, Any]:
    finding = pointer.finding
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity.value,
        "message": {"text": _message(pointer)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": path}, "region": _region(pointer)}}],
        # Code hosts identify alerts by the first name; the key stays the same when lines move.
        "partialFingerprints": {"primaryLocationLineHash": finding.key, "citecheckFinding/v1": finding.key},
        "rank": rank(finding),
        "properties": _properties(finding),
    }
    if new is not None:
        result["baselineState"] = "new" if finding.key in new else "unchanged"
    elif finding.state in _BASELINE:
        result["baselineState"] = _BASELINE[finding.state]
    if finding.since is not None:
        result["provenance"] = {"firstDetectionTimeUtc": finding.since}
    return result


def _properties(finding: Finding) -> dict[str, Any]:
    """Return what SARIF has no field for; what is not known is left out."""
    weight = finding.weight or Weight()
    told = {
        "rule": finding.rule,
        "failing": weight.failing,
        "part": weight.part,
        "inLead": weight.in_lead,
        "livingPerson": weight.living,
    }
    return {"confirmed": finding.confirmed} | {name: value for name, value in told.items() if value is not None}


def _message(pointer: Pointer) -> str:
    finding = pointer.finding
    text = shortened(finding.message, _MESSAGE) or sentence_of(finding.code)
    if pointer.reference is not None and pointer.label:
        name = pointer.label if pointer.reference.is_link else f"Reference {pointer.reference.label}"
        text = f"{name}: {text}"
    if pointer.place is not None and pointer.place.page:
        text = f"p. {pointer.place.page}: {text}"
    if pointer.address is not None and pointer.address not in text:
        text = f"{text} ({shortened(pointer.address, _MESSAGE)})"
    # In a message, "[words](address)" is a link and "{0}" a placeholder; what a page said must be neither.
    if "](" in text:
        text = text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return _PLACEHOLDER.sub(r"{{\1}}", text)


def _region(pointer: Pointer) -> dict[str, int]:
    place = pointer.place
    if place is None or place.page:  # about the whole file, or a file that has no lines: its beginning is used
        return {"startLine": 1}
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


FORMAT = SarifFormat()
