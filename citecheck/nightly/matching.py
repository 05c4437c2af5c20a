"""Which of tonight's findings is which of the nights before, whatever was renumbered, moved or reworded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from citecheck.store.model import Known
from claims.urls import canonical_key
from reports.model import Finding, LinkStatus, Outcome, Report, SourceCheck

LINK_CODES = frozenset({"link-dead", "link-lost", "link-unstable", "link-rescued"})
"""Codes that one failing address goes through: a step from one to the next is no repair."""

_DOCUMENT_CODES = frozenset(
    {
        *("citation-dangling", "references-missing", "reference-unused", "reference-empty", "reference-placeholder"),
        *("reference-no-locator", "reference-duplicate", "claim-uncited"),
    }
)
_READ = frozenset({LinkStatus.ALIVE, LinkStatus.MOVED})
_TIE = 0.05  # what the messages' likeness may add: it only decides between findings of one claim


class Subjects:
    """What the findings of one report are about."""

    def __init__(self, report: Report) -> None:
        self._claims = {claim.key: claim for claim in report.document.claims}
        self._references = {reference.key: reference for reference in report.document.references}
        self._sources = {source.reference: source for source in report.sources}
        self._by_address = {
            canonical_key(source.url): source.reference for source in report.sources if source.url is not None
        }
        self._waiting = {check.claim for check in report.checks if check.outcome is Outcome.UNVERIFIABLE}
        checked = {check.claim for check in report.checks}
        # A sentence that has citations and no check was left out tonight, by a budget or because it did not change.
        self._waiting |= {claim.key for claim in report.document.claims if claim.citations} - checked
        self._document = report.document

    def claim(self, finding: Finding) -> str:
        """Return the words of a finding's claim, without marks; empty where it has none."""
        claim = self._claims.get(finding.claim or "")
        return " ".join(self._document.prose(claim.span).split()) if claim is not None else ""

    def reference(self, finding: Finding) -> str:
        """Return the text of a finding's reference; empty where it has none."""
        reference = self._references.get(finding.reference or "")
        return " ".join(reference.text.split()) if reference is not None else ""

    def address(self, finding: Finding) -> str:
        """Return the canonical address of a finding's reference; empty where it has none."""
        source = self._sources.get(finding.reference or "")
        return canonical_key(source.url) if source is not None and source.url is not None else ""

    def could_be_seen(self, known: Known) -> bool:
        """Say whether tonight's audit would have made a finding again, had its cause still been there.

        It would where its claim or its entry is gone, and where its source was read; what nobody could look at
        tonight is not repaired.
        """
        if known.code in _DOCUMENT_CODES:
            return True
        claim = self._claims.get(known.claim_key)
        source = self._source(known)
        if known.claim_key:
            if claim is None:
                return True
            return known.claim_key not in self._waiting and (
                source is None or source.status is not LinkStatus.NOT_CHECKED
            )
        if source is None:
            return known.reference_key not in self._references
        if known.code == "link-blocked":
            return source.status in _READ or source.status.is_dead
        return source.status in _READ

    def _source(self, known: Known) -> SourceCheck | None:
        key = known.reference_key
        if key not in self._references:
            key = self._by_address.get(known.address, "") if known.address else ""
        return self._sources.get(key)


def match(
    findings: Sequence[Finding], known: Sequence[Known], subjects: Subjects, *, similarity: float
) -> dict[str, Known]:
    """Return what each finding was before, by its key; a finding that is not there has no past.

    First by key, then, among those that are open, by what it says (its code) and what it is about: the same entry or
    address, and the same claim or one that is at least as like it as `similarity` (0..1).
    """
    formers = _by_key(findings, known)
    taken = {former.number for former in formers.values()}
    rest = [finding for finding in findings if finding.key not in formers]
    open_ = [former for former in known if former.gone is None and former.number not in taken]
    scores = [
        (score, finding, former)
        for finding in rest
        for former in open_
        if (score := _likeness(finding, former, subjects, similarity)) >= similarity
    ]
    scores.sort(key=lambda scored: (-scored[0], scored[1].key, scored[2].number))
    for _, finding, former in scores:
        if finding.key not in formers and former.number not in taken:
            formers[finding.key] = former
            taken.add(former.number)
    return formers


def _by_key(findings: Sequence[Finding], known: Iterable[Known]) -> dict[str, Known]:
    """Match by key. A key that two findings had at different times means the one that has it now, or is open."""
    index: dict[str, Known] = {}
    for former in sorted(known, key=lambda former: (former.gone is None, former.number)):
        for alias in former.aliases:
            index.setdefault(alias, former)
        index[former.key] = former
    formers: dict[str, Known] = {}
    taken: set[int] = set()
    for finding in findings:
        found = index.get(finding.key)
        if found is not None and found.number not in taken:
            formers[finding.key] = found
            taken.add(found.number)
    return formers


def _likeness(finding: Finding, former: Known, subjects: Subjects, least: float) -> float:
    """Return how like a finding is to one of the nights before, 0..1 and a little more; 0 for another thing."""
    if finding.code != former.code and not {finding.code, former.code} <= LINK_CODES:
        return 0.0
    about = _same_source(finding, former, subjects, least)
    if about < least or bool(finding.claim) != bool(former.claim_key):
        return 0.0
    if not finding.claim:
        if not finding.reference:
            return fuzz.ratio(finding.message, former.message) / 100
        return about
    words = 1.0 if finding.claim == former.claim_key else fuzz.ratio(subjects.claim(finding), former.claim) / 100
    return words + _TIE * fuzz.ratio(finding.message, former.message) / 100 if words >= least else 0.0


def _same_source(finding: Finding, former: Known, subjects: Subjects, least: float) -> float:
    """Return how like two findings' references are: 1 for one entry or one address, or for none in both."""
    if (finding.reference or "") == former.reference_key:
        return 1.0
    if not finding.reference or not former.reference_key:
        return 0.0
    address = subjects.address(finding)
    if address and address == former.address:
        return 1.0
    if finding.claim and finding.claim == former.claim_key:
        return 1.0  # the same sentence with its entry rewritten or replaced: what is said of it is the same
    return fuzz.ratio(subjects.reference(finding), former.reference) / 100
