"""Findings on failing links, with the standing that earlier nights give them: unstable, dead or lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from citecheck.findings import FindingMaker
from citecheck.nightly.deadlinks import LinkStanding
from citecheck.store.model import LinkRecord
from claims.model import Reference
from reports.model import Finding, Report, SourceCheck
from reports.wording import counted

_FAILING = frozenset({"link-dead", "link-lost", "link-unstable"})


def with_history(report: Report, standings: Mapping[str, LinkStanding], maker: FindingMaker) -> Report:
    """Return `report` with its findings on failing links decided by tonight and the earlier nights together.

    `standings` holds the standing of each address after tonight. `maker` leaves out findings that are disabled.
    """
    sources = {source.reference: source for source in report.sources}
    references = {reference.key: reference for reference in report.document.references}
    findings: list[Finding] = []
    for finding in report.findings:
        source = sources.get(finding.reference or "")
        reference = references.get(finding.reference or "")
        standing = standings.get(source.url or "") if source is not None else None
        record = standing.record if standing is not None else None
        if finding.code not in _FAILING or source is None or reference is None or standing is None or record is None:
            findings.append(finding)
            continue
        after = _after_nights(finding, reference, source, standing, record, maker)
        if after is not None:
            findings.append(replace(after, rule=standing.rule))
    return replace(report, findings=tuple(findings))


def _after_nights(
    finding: Finding,
    reference: Reference,
    source: SourceCheck,
    standing: LinkStanding,
    record: LinkRecord,
    maker: FindingMaker,
) -> Finding | None:
    """Return the finding that follows from the link's record; None if its code is disabled."""
    if not record.dead:
        code, end = "link-unstable", "not yet called dead"
    elif source.archived is False:
        code, end = "link-lost", "no archive has a capture"
    else:
        code, end = "link-dead", f"a capture works: {source.capture}" if source.capture else ""
    waiting = len(finding.related)
    waits = f"{counted(waiting, 'claim')} {'waits' if waiting == 1 else 'wait'} for it" if waiting else ""
    what = f"{_name(reference, source)}: {source.reason or source.status.value}"
    message = "; ".join(part for part in (what, _duration(record), end, waits) if part)
    return maker.make(
        code,
        message,
        reference=finding.reference,
        span=finding.span,
        related=finding.related,
        confirmed=standing.confirmed,
    )


def _name(reference: Reference, source: SourceCheck) -> str:
    if reference.is_link:
        return reference.pointer
    title = " ".join((reference.title or source.url or reference.text).split())
    short = title if len(title) <= 80 else title[:79].rstrip() + "…"
    return f"[{reference.label}] {short}" if reference.label else short


def _duration(record: LinkRecord) -> str:
    if record.since is None:
        return ""
    return f"failing since {record.since[:10]}, on {counted(record.failures, 'night')}"
