"""The report as JUnit XML: a suite a document, a test a reference and a cited sentence.

What should be fixed is a failure, what could not be checked is skipped, so the tests that pass were confirmed.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claims.model import Claim
from reports.comparison import Comparison
from reports.formats.pointing import Pointer, Pointing, checks_by_claim, joined, shortened
from reports.formats.steering import printable
from reports.model import Check, Finding, Outcome, Report, Severity
from reports.second_opinions import remarks
from reports.summary import counted, sorted_findings, was_read
from reports.wording import STATUS_SENTENCES


class JunitFormat:
    """See `reports.interfaces.Format`."""

    name = "junit"
    suffixes = (".xml",)
    holds_many = True

    def render(self, reports: Sequence[Report], *, comparison: Comparison | None = None) -> str:
        """See `reports.interfaces.Format.render`. With a comparison, only what is new fails."""
        new = None if comparison is None else {finding.key for finding in comparison.new}
        suites = ElementTree.Element("testsuites", name="citecheck")
        for report in reports:
            suites.append(_suite(report, new))
        for count in ("tests", "failures", "skipped"):
            suites.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
        _make_inert(suites)
        ElementTree.indent(suites)
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suites, encoding="unicode") + "\n"


@dataclass
class _Case:
    """One test: what it is called, what fails it, and why it was skipped."""

    name: str
    kind: str
    failures: list[tuple[Finding, str]] = field(default_factory=list)  # each with its words
    remarks: list[str] = field(default_factory=list)
    skipped: str = ""


def _suite(report: Report, new: set[str] | None) -> ElementTree.Element:
    cases = _cases(report, new)
    suite = ElementTree.Element(
        "testsuite",
        name=report.document.name,
        tests=str(len(cases)),
        failures=str(sum(1 for case in cases if case.failures)),
        errors="0",
        skipped=str(sum(1 for case in cases if case.skipped and not case.failures)),
        timestamp=report.started.removesuffix("Z"),
    )
    names: dict[str, int] = {}
    for case in cases:
        # Runners identify tests by name; of two equal sentences the second gets a number.
        names[case.name] = names.get(case.name, 0) + 1
        number = f" ({names[case.name]})" if names[case.name] > 1 else ""
        element = ElementTree.SubElement(
            suite, "testcase", classname=f"{report.document.name}.{case.kind}", name=case.name + number
        )
        named = list(dict.fromkeys(finding.rule for finding, _ in case.failures if finding.rule))
        if named:
            properties = ElementTree.SubElement(element, "properties")
            for rule in named:
                ElementTree.SubElement(properties, "property", name="rule", value=rule)
        if case.failures:
            first = case.failures[0][0]
            failure = ElementTree.SubElement(element, "failure", type=first.code, message=first.message)
            failure.text = "\n".join(words for _, words in case.failures)
        elif case.skipped:
            ElementTree.SubElement(element, "skipped", message=case.skipped)
        if case.remarks:
            ElementTree.SubElement(element, "system-out").text = "\n".join(case.remarks)
    return suite


def _cases(report: Report, new: set[str] | None) -> list[_Case]:
    document = _Case("the document itself", "document")
    references = {key: case for key, case in _reference_cases(report)}
    checks = checks_by_claim(report)
    claims = {claim.key: _claim_case(claim, checks.get(claim.key, ())) for claim in report.document.claims}
    pointing = Pointing(report)
    for finding in sorted_findings(report):
        words = _in_words(pointing.at(finding), report)
        case = claims.get(finding.claim or "") or references.get(finding.reference or "") or document
        if finding.severity is Severity.NOTE or (new is not None and finding.key not in new):
            case.remarks.append(words)
        else:
            case.failures.append((finding, words))
    for entry in report.suppressed:
        finding = entry.finding
        case = claims.get(finding.claim or "") or references.get(finding.reference or "") or document
        case.remarks.append(f"silenced ({entry.reason}): {_in_words(pointing.at(finding), report)}")
    document.remarks += remarks(report)
    # A sentence without a citation becomes a test only if there is a finding about it.
    uncited = {claim.key for claim in report.document.claims if not claim.citations and claim.key not in checks}
    shown = [case for key, case in claims.items() if key not in uncited or case.failures]
    return [document, *references.values(), *shown]


def _reference_cases(report: Report) -> Iterator[tuple[str, _Case]]:
    sources = {source.reference: source for source in report.sources}
    for reference in report.document.references:
        words = reference.pointer if reference.is_link else reference.title or reference.text
        case = _Case(f"[{reference.label}] {shortened(words, 120)}", "references")
        source = sources.get(reference.key)
        if source is None or not was_read(source):
            case.skipped = (
                "not tried" if source is None else joined((STATUS_SENTENCES[source.status], source.reason), " ")
            )
        yield reference.key, case


def _claim_case(claim: Claim, checks: Sequence[Check]) -> _Case:
    case = _Case(shortened(claim.text, 160), "claims")
    case.remarks += [f"{check.outcome}: {check.reason}" for check in checks]
    waiting = [check for check in checks if check.outcome is Outcome.UNVERIFIABLE]
    if not checks:
        case.skipped = "not checked"
    elif len(waiting) == len(checks):
        case.skipped = joined((f"{counted(len(waiting), 'check')} could not be made", waiting[0].reason), ": ")
    return case


def _in_words(pointer: Pointer, report: Report) -> str:
    finding = pointer.finding
    doubt = "" if finding.confirmed else " (not confirmed)"
    place = pointer.place
    where = "" if place is None else f"{pointer.file}:{place.line}:{place.column}: "
    if place is not None and place.page:
        where = f"{pointer.file}{pointer.line}: "
    return f"{where}{finding.severity} {finding.code}{doubt}: {pointer.sentence} (key {finding.key})"


def _make_inert(root: ElementTree.Element) -> None:
    """Take out of every text and attribute what XML 1.0 cannot hold, and what steers a terminal or a runner."""
    for element in root.iter():
        element.text = printable(element.text) if element.text else element.text
        for name, value in element.items():
            element.set(name, printable(value))


FORMAT = JunitFormat()
