"""Checks to findings: what somebody should look at, and how much it matters.

`maker` makes findings of the codes that are wanted, `documents` derives findings from a document's own problems,
`links` from what became of its sources, `claims` from the checks of its claims.
"""

from citecheck.findings.claims import claim_findings
from citecheck.findings.documents import document_findings
from citecheck.findings.links import source_findings
from citecheck.findings.maker import Rules

__all__ = ["Rules", "claim_findings", "document_findings", "source_findings"]
