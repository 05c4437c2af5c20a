"""Give the findings of a report what the report knows of them: claim, address and place in the file."""

from __future__ import annotations

from dataclasses import replace

from reports.formats.pointing import Pointing
from reports.model import Finding, Report


def placed(report: Report) -> Report:
    """Return `report` with the claim's words, the address, the file, and the line or page of each in its findings.

    What a finding has already, and the report does not know, stays: a finding of an earlier night.
    """
    pointing = Pointing(report)
    return replace(
        report,
        findings=tuple(_placed(finding, pointing, report) for finding in report.findings),
        suppressed=tuple(replace(one, finding=_placed(one.finding, pointing, report)) for one in report.suppressed),
    )


def _placed(finding: Finding, pointing: Pointing, report: Report) -> Finding:
    at = pointing.at(finding)
    lined = at.place if at.place is not None and not at.place.page else None
    return replace(
        finding,
        claim_text=at.claim.text if at.claim is not None else finding.claim_text,
        url=at.address or finding.url,
        file=at.file or report.document.name,
        line=lined.line if lined is not None else finding.line,
        column=lined.column if lined is not None else finding.column,
        page=at.place.page or None if at.place is not None else finding.page,
    )


__all__ = ["placed"]
