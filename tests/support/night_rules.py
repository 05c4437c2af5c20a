"""Run the cases of the rule book about nights, by the code that settles a night."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from citecheck.nightly import deadlinks, states
from citecheck.nightly.deadlinks import DeadLinkRule
from citecheck.nightly.matching import Subjects
from citecheck.nightly.states import settle
from citecheck.rules import RuleTable
from citecheck.store.model import Known, LinkRecord
from claims.model import Document
from claims.reading import read
from reports.model import (
    Attempt,
    Check,
    Finding,
    LinkStatus,
    Origin,
    Outcome,
    Report,
    Severity,
    SourceCheck,
    State,
    Tool,
)
from reports.records import Answered, Existence, ReferenceCheck, RegistryAnswer

NIGHT_TABLES: tuple[RuleTable, ...] = (deadlinks.COUNTING, deadlinks.STANDING, states.PRESENT, states.MISSING)
_ADDRESS = "https://harbour.example/log"
_TEXT = f"A mast fell on the quay.[1]\n\nReferences\n1. The harbour log. {_ADDRESS}\n"
_STATUSES = {
    "200": LinkStatus.ALIVE,
    "404": LinkStatus.GONE,
    "410": LinkStatus.GONE,
    "503": LinkStatus.SERVER_ERROR,
    "no-host": LinkStatus.GONE,
}


def called(given: Mapping[str, str]) -> tuple[str, set[str | None]]:
    """Return the outcome of a case and the ids of the rules that took part."""
    try:
        one_look = given.get("history") == "none"
        return _standing(given["nights"], one_look=one_look) if "nights" in given else _state(given)
    except AssertionError as error:
        assert "always answers" in str(error)
        return "nothing answers", set()


def _standing(nights: str, *, one_look: bool) -> tuple[str, set[str | None]]:
    record: LinkRecord | None = None
    rules: set[str | None] = set()
    outcome = ""
    for night in nights.split("; "):
        at, answer = night.split(" ")
        code = int(answer) if answer.isdecimal() else None
        attempt = Attempt(url=_ADDRESS, origin=Origin.LIVE, at=at, status=code, failure=None if code else "no answer")
        status = _STATUSES.get(answer) or LinkStatus(answer)
        source = SourceCheck(reference="r", label="1", status=status, reason=answer, url=_ADDRESS, attempts=(attempt,))
        after = DeadLinkRule(one_look=one_look).next(record, source, datetime.fromisoformat(at).replace(tzinfo=UTC))
        record, outcome = after.record, after.standing.value
        rules.update(after.rules)
    return outcome, rules


def _state(given: Mapping[str, str]) -> tuple[str, set[str | None]]:
    document = read(_TEXT.encode(), name="article.txt")
    former, finding = _former(document, given.get("before")), _finding(document, given.get("tonight"))
    if given.get("reference") == "gone":
        document = replace(document, references=(), citations=(), claims=())
    if given.get("claim") == "gone":
        document = replace(document, claims=())
    report = _report(document, given, finding)
    another = given.get("tonight", "").endswith("another")
    formers = {finding.key: former} if former is not None and finding is not None and not another else {}
    known = [former] if former is not None else []
    settled = settle(report, known, formers, Subjects(report), history=given.get("history") != "unknown")
    if finding is not None and not another:
        (present,) = settled.report.findings
        return (present.state.value if present.state is not None else "none"), {present.state_rule}
    for fixed in settled.comparison.fixed:
        return State.FIXED.value, {fixed.state_rule}
    for waiting in settled.comparison.waiting:
        return "waiting", {waiting.state_rule}
    return "replaced", {id for id in states.MISSING.ids if id.endswith(".replaced")}


def _former(document: Document, before: str | None) -> Known | None:
    if before is None:
        return None
    code, severity = before.split(",")[0].split(" ")
    about_claim = code.startswith(("claim-", "quote-"))
    return Known(
        number=1,
        document=document.name,
        key="former",
        code=code,
        severity=Severity(severity),
        worst=Severity(severity),
        message="",
        since="2026-02-01T02:00:00Z",
        nights=1,
        gone="2026-02-20T02:00:00Z" if before.endswith("gone") else None,
        claim_key=document.claims[0].key if about_claim else "",
        reference_key=document.references[0].key,
        address="" if before.endswith("gone") else "harbour",
    )


def _finding(document: Document, tonight: str | None) -> Finding | None:
    if tonight is None:
        return None
    code, severity = tonight.split(",")[0].split(" ")
    reference = document.references[0].key
    return Finding(key="tonight", code=code, severity=Severity(severity), message="", reference=reference)


def _report(document: Document, given: Mapping[str, str], finding: Finding | None) -> Report:
    status = given.get("source")
    sources = tuple(
        SourceCheck(reference=entry.key, label=entry.label, status=LinkStatus(status), reason="", url=_ADDRESS)
        for entry in document.references
        if status is not None
    )
    outcome = Outcome.UNVERIFIABLE if given.get("claim") == "unverifiable" else Outcome.SUPPORTED
    checks = tuple(
        Check(claim=claim.key, citation=cited.key, references=(), outcome=outcome, reason="", judge="a test")
        for claim in document.claims
        for cited in claim.citations
    )
    return Report(
        tool=Tool(version="0", settings_sha256=""),
        document=document,
        started="2026-03-01T02:00:00Z",
        finished="2026-03-01T02:00:01Z",
        sources=sources,
        checks=checks,
        findings=(finding,) if finding is not None else (),
        existence=tuple(_existence(entry.key, given["registries"]) for entry in document.references)
        if "registries" in given
        else (),
    )


def _existence(reference: str, registries: str) -> ReferenceCheck:
    outcome = Answered.RECORD if registries == "answered" else Answered.UNKNOWN
    answer = RegistryAnswer(registry="Crossref", asked="doi 10.1000/1", outcome=outcome, at="2026-03-01T02:00:00Z")
    return ReferenceCheck(
        reference=reference, label="1", verdict=Existence.VERIFIED, reason="a test", answers=(answer,)
    )
