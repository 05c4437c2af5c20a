"""The fact-checker's worksheet as CSV: every sentence in order, what supports it, and columns to tick off.

A sentence with several citations has a row for each, under one number. The file begins with a byte order mark, because
it is meant for spreadsheets, which misread UTF-8 without one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from claims.model import Claim, Reference
from reports.comparison import Comparison
from reports.formats.csv import table
from reports.formats.pointing import checks_by_claim, joined, place_in_words
from reports.model import Band, Check, Extent, Outcome, Report, SourceCheck
from reports.wording import QUOTE_SENTENCES

COLUMNS = (
    *("document", "sentence_number", "section", "line", "sentence", "references", "sources", "outcome", "why"),
    *("passage", "quotations", "findings", "save_as", "checker", "done", "remarks"),
)


class WorksheetFormat:
    """See `reports.interfaces.Format`."""

    name = "worksheet"
    suffixes = ("worksheet.csv",)
    holds_many = True

    def render(self, reports: Sequence[Report], *, comparison: Comparison | None = None) -> str:
        """See `reports.interfaces.Format.render`."""
        rows = [row for report in reports for row in _rows(report)]
        return "\ufeff" + table(COLUMNS, rows)


def _rows(report: Report) -> Iterator[Sequence[object]]:
    document = report.document
    references = {reference.key: reference for reference in document.references}
    sources = {source.reference: source for source in report.sources}
    cited = {citation.key: citation.references for citation in document.citations}
    checks = checks_by_claim(report)
    findings: dict[str, list[str]] = {}
    for finding in report.findings:
        findings.setdefault(finding.claim or "", []).append(f"{finding.code}: {finding.message}")
    for number, claim in enumerate(document.claims, start=1):
        place = document.origin(claim.span)
        head = (
            document.name,
            number,
            joined(claim.section, " › "),
            None if place is None else place_in_words(place) if place.page else place.line,
            _words(report, claim),
        )
        found, boxes = joined(findings.get(claim.key, ()), "\n"), ("", "", "")
        made = checks.get(claim.key, ())
        if not made:
            keys = [key for citation in claim.citations for key in cited.get(citation.key, ())]
            outcome = "not checked" if keys else "not cited"
            yield (
                *head,
                _labels(keys, references),
                _addresses(keys, references, sources),
                outcome,
                "",
                "",
                "",
                found,
                "",
                *boxes,
            )
        for check in made:
            yield (
                *head,
                _labels(check.references, references),
                _addresses(check.references, references, sources),
                _outcome(check),
                check.reason,
                joined((f"“{passage.exact}”" for passage in check.passages[:3]), "\n"),
                joined((f"“{quote.text}”: {QUOTE_SENTENCES[quote.outcome]}" for quote in check.quotes), "\n"),
                found,
                joined(_save_as(check, references, sources), "\n"),
                *boxes,
            )


def _save_as(check: Check, references: Mapping[str, Reference], sources: Mapping[str, SourceCheck]) -> Iterator[str]:
    """Yield where to save the pages that only people can read, so that the next audit reads them."""
    if check.outcome is not Outcome.UNVERIFIABLE:
        return
    for key in check.references:
        source = sources.get(key)
        if key in references and source is not None and all(copy.extent is Extent.NONE for copy in source.copies):
            yield f"sources/{references[key].label}.html"


def _words(report: Report, claim: Claim) -> str:
    return " ".join(report.document.prose(claim.span).split())


def _labels(keys: Sequence[str], references: Mapping[str, Reference]) -> str:
    return "".join(f"[{references[key].label}]" for key in keys if key in references)  # the addresses stand beside


def _addresses(keys: Sequence[str], references: Mapping[str, Reference], sources: Mapping[str, SourceCheck]) -> str:
    """Name each source: its title and the address where it was found."""
    lines = []
    for key in keys:
        if (reference := references.get(key)) is None:
            continue
        source = sources.get(key)
        address = (source.url if source is not None else None) or next(iter(reference.urls), "")
        lines.append(joined((reference.title or reference.text, address), " "))
    return joined(lines, "\n")


def _outcome(check: Check) -> str:
    doubt = check.band is Band.UNCERTAIN and check.outcome is not Outcome.UNVERIFIABLE
    return f"{check.outcome} (uncertain)" if doubt else str(check.outcome)


FORMAT = WorksheetFormat()
