"""Findings on links as the nights before make them: a failure becomes a dead link when it has lasted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from citecheck.findings import Rules
from citecheck.nightly.deadlinks import DeadLinkRule
from citecheck.store.model import LinkRecord
from claims.model import Reference
from reports.model import Finding, Report, SourceCheck
from reports.wording import counted

_FAILING = frozenset({"link-dead", "link-lost", "link-unstable"})


def next_records(
    reports: Iterable[Report], known: Mapping[str, LinkRecord], rule: DeadLinkRule, now: datetime
) -> dict[str, LinkRecord]:
    """Return what is known of tonight's addresses after tonight; an address that several documents cite counts once."""
    after: dict[str, LinkRecord] = {}
    for report in reports:
        for source in report.sources:
            if source.url is None or source.url in after:
                continue
            record = rule.next(known.get(source.url), source, now)
            if record is not None:
                after[source.url] = record
    return after


def with_history(report: Report, records: Mapping[str, LinkRecord], rules: Rules) -> Report:
    """Replace a one-off audit's findings on failing links by what the nights before make of them."""
    sources = {source.reference: source for source in report.sources}
    references = {reference.key: reference for reference in report.document.references}
    findings: list[Finding] = []
    for finding in report.findings:
        source = sources.get(finding.reference or "")
        reference = references.get(finding.reference or "")
        record = records.get(source.url or "") if source is not None else None
        if finding.code not in _FAILING or source is None or reference is None or record is None:
            findings.append(finding)
            continue
        judged = _judged(finding, reference, source, record, rules)
        if judged is not None:
            findings.append(judged)
    return replace(report, findings=tuple(findings))


def _judged(
    finding: Finding, reference: Reference, source: SourceCheck, record: LinkRecord, rules: Rules
) -> Finding | None:
    """Return the finding that a failing link amounts to; None where its code is not wanted."""
    if not record.dead:
        code, end = "link-unstable", "not yet called dead"
    elif source.archived is False:
        code, end = "link-lost", "no archive has a capture"
    else:
        code, end = "link-dead", f"a capture works: {source.capture}" if source.capture else ""
    waiting = len(finding.related)
    waits = f"{counted(waiting, 'claim')} {'waits' if waiting == 1 else 'wait'} for it" if waiting else ""
    what = f"{_name(reference, source)}: {source.reason or source.status.value}"
    message = "; ".join(part for part in (what, _lasting(record), end, waits) if part)
    return rules.finding(
        code,
        message,
        reference=finding.reference,
        span=finding.span,
        related=finding.related,
    )


def _name(reference: Reference, source: SourceCheck) -> str:
    title = " ".join((reference.title or source.url or reference.text).split())
    short = title if len(title) <= 80 else title[:79].rstrip() + "…"
    return f"[{reference.label}] {short}"


def _lasting(record: LinkRecord) -> str:
    if record.since is None:
        return ""
    return f"failing since {record.since[:10]}, on {counted(record.failures, 'night')}"
