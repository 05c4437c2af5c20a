"""A report for the tests of the formats: every link status, outcome, outcome of a quotation and severity.

It is made only of public data types, so a format that shows it shows any report. `sample_reports_odd` has a hostile
report and a right-to-left one.
"""

from __future__ import annotations

from collections.abc import Mapping

from sample_article import article
from sample_checks import checks

from claims.model import (
    Claim,
)
from reports.model import (
    Finding,
    Report,
    Severity,
    State,
    Suppressed,
    Tool,
)
from testbed.sample_parts import DIGEST, FINISHED, STARTED


def everything() -> Report:
    """Return a report that holds every link status, outcome, outcome of a quotation and severity."""
    sample = article()
    return Report(
        tool=Tool(version="0.1.0", settings_sha256=DIGEST),
        document=sample.document,
        started=STARTED,
        finished=FINISHED,
        sources=sample.sources,
        checks=checks(sample),
        findings=_findings(sample.named),
        suppressed=(
            Suppressed(
                finding=Finding(
                    key="f-known",
                    code="reference-duplicate",
                    severity=Severity.NOTE,
                    message="Entries 2 and 6 name the same paper.",
                    reference="ref-6",
                ),
                reason="Two issues of the same paper.",
                until="2026-12-31",
                author="A. Reviewer",
            ),
        ),
        notices=("One source was answered from a recording of the same night.",),
    )


def _findings(named: Mapping[str, Claim]) -> tuple[Finding, ...]:
    return (
        Finding(
            key="f-number",
            code="quote-meaning-changed",
            severity=Severity.ERROR,
            message="The source says 24, the quotation says 34.",
            claim=named["number"].key,
            reference="ref-2",
            span=named["number"].span,
            state=State.NEW,
            since=STARTED,
        ),
        Finding(
            key="f-contradicted",
            code="claim-contradicted",
            severity=Severity.ERROR,
            message="The claim says 318 injured, the sources say 218.",
            claim=named["contradicted"].key,
            span=named["contradicted"].span,
            state=State.STILL,
            since="2026-02-20T02:00:00Z",
        ),
        Finding(
            key="f-negation",
            code="quote-meaning-changed",
            severity=Severity.ERROR,
            message="A “not” of the source is missing in the quotation.",
            claim=named["negation"].key,
            reference="ref-6",
            span=named["negation"].span,
            state=State.NEW,
        ),
        Finding(
            key="f-dead",
            code="link-dead",
            severity=Severity.ERROR,
            message="The page no longer exists; the best capture is of 2 June 2014.",
            reference="ref-4",
            confirmed=False,
            state=State.STILL,
            related=(named["lost"].key,),
        ),
        Finding(
            key="f-absent",
            code="quote-not-found",
            severity=Severity.NOTE,
            message="The quotation is nowhere in the source.",
            claim=named["absent"].key,
            reference="ref-6",
            span=named["absent"].span,
        ),
        Finding(
            key="f-altered",
            code="quote-altered",
            severity=Severity.WARNING,
            message="Three words of the quotation differ from the source.",
            claim=named["altered"].key,
            reference="ref-1",
            span=named["altered"].span,
        ),
        Finding(
            key="f-missing",
            code="claim-unsupported",
            severity=Severity.WARNING,
            message="No passage of the source carries the claim.",
            claim=named["missing"].key,
            reference="ref-3",
            span=named["missing"].span,
        ),
        Finding(
            key="f-lost",
            code="claim-unverifiable",
            severity=Severity.NOTE,
            message="One claim waits for a source that is gone.",
            reference="ref-4",
            related=(named["lost"].key,),
        ),
        Finding(
            key="f-blocked",
            code="link-blocked",
            severity=Severity.NOTE,
            message="The site does not answer programs; one claim waits for it.",
            reference="ref-5",
            related=(named["waiting"].key,),
            state=State.FLAPPING,
        ),
        Finding(
            key="f-moved",
            code="link-moved",
            severity=Severity.NOTE,
            message="The page moved for good.",
            reference="ref-2",
        ),
        Finding(
            key="f-unused",
            code="reference-unused",
            severity=Severity.NOTE,
            message="19 entries are cited nowhere.",
            related=tuple(f"ref-{n}" for n in range(7, 12)),
        ),
    )
