"""Checks to findings: what somebody should look at, and how much it matters.

`maker` makes findings with the enabled codes. `documents` derives findings from a document's own problems, `links` from
its sources, `references` from what registries say, `claims` from the checks of its claims; `weighing` says how much a
finding on a claim weighs for people. `problems` is the table of rules on documents. What a code means and how severe it
is: `reports/codes/`.
"""

from citecheck.findings.claims import claim_findings
from citecheck.findings.documents import document_findings
from citecheck.findings.links import source_findings
from citecheck.findings.maker import CODES, Code, FindingMaker
from citecheck.findings.references import REGISTRY_CODES, STANDING_CODES, reference_findings, silence
from citecheck.findings.weighing import Weigher

__all__ = [
    "CODES",
    "REGISTRY_CODES",
    "STANDING_CODES",
    "Code",
    "FindingMaker",
    "Weigher",
    "claim_findings",
    "document_findings",
    "reference_findings",
    "silence",
    "source_findings",
]
