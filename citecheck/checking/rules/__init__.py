"""Checks to findings: what somebody should look at, and how much it matters.

`codes` is the table of codes and severities, `documents` derives findings from a document's own problems, `links`
from what became of its sources, `claims` from the checks of its claims.
"""

from citecheck.checking.rules.claims import claim_findings
from citecheck.checking.rules.codes import CODES, Code, Rules
from citecheck.checking.rules.documents import document_findings
from citecheck.checking.rules.links import source_findings

__all__ = ["CODES", "Code", "Rules", "claim_findings", "document_findings", "source_findings"]
