"""Give the findings of a report what the report knows of them: claim, address and place in the file."""

from __future__ import annotations

from dataclasses import replace

from reports.formats.pointing import Pointing
from reports.model import Finding, Report


def placed(report: Report) -> Report:
    """Return `report` with the words of the claim, the address, the file, the line and the column in each finding.

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
    return replace(
        finding,
        claim_text=at.claim.text if at.claim is not None else finding.claim_text,
        url=at.address or finding.url,
        file=report.document.name,
        line=at.place.line if at.place is not None else finding.line,
        column=at.place.column if at.place is not None else finding.column,
    )


__all__ = ["placed"]
