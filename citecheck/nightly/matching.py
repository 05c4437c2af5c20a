"""Match tonight's findings with those of the nights before, although things were renumbered, moved or reworded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from citecheck.store.model import Known
from claims.urls import canonical_key
from reports.model import Finding, Outcome, ReferenceCheck, Report, SourceCheck

LINK_CODES = frozenset({"link-dead", "link-lost", "link-unstable", "link-rescued"})
"""The codes that the findings on one failing address have one after the other."""

_TIE_BREAKER = 0.05
"""What similar messages add to a similarity: enough to choose between two findings of one claim (judgement)."""


class Subjects:
    """Looks up what the findings of one `report` are about: claims, references and sources."""

    def __init__(self, report: Report) -> None:
        self._claims = {claim.key: claim for claim in report.document.claims}
        self._references = {reference.key: reference for reference in report.document.references}
        self._sources = {source.reference: source for source in report.sources}
        self._by_address = {
            canonical_key(source.url): source.reference for source in report.sources if source.url is not None
        }
        self._unchecked = {check.claim for check in report.checks if check.outcome is Outcome.UNVERIFIABLE}
        # A sentence with citations and without a check was left out tonight: by a budget, or because it did not change.
        checked = {check.claim for check in report.checks}
        self._unchecked |= {claim.key for claim in report.document.claims if claim.citations} - checked
        self._document = report.document
        self._existence = {check.reference: check for check in report.existence}

    def existence(self, known: Known) -> ReferenceCheck | None:
        """Return what registries say tonight about the reference of `known`; None: they were not asked about it."""
        return self._existence.get(known.reference_key)

    def claim(self, finding: Finding) -> str:
        """Return the text of the claim of `finding` without citation marks; empty: it has no claim."""
        claim = self._claims.get(finding.claim or "")
        return " ".join(self._document.prose(claim.span).split()) if claim is not None else ""

    def reference(self, finding: Finding) -> str:
        """Return the text of the reference of `finding`; empty: it has no reference."""
        reference = self._references.get(finding.reference or "")
        return " ".join(reference.text.split()) if reference is not None else ""

    def address(self, finding: Finding) -> str:
        """Return the canonical address of the reference of `finding`; empty: it has no address."""
        source = self._sources.get(finding.reference or "")
        return canonical_key(source.url) if source is not None and source.url is not None else ""

    def has_claim(self, key: str) -> bool:
        """Return whether the document still has the claim with the key `key`."""
        return key in self._claims

    def has_reference(self, key: str) -> bool:
        """Return whether the document still has the reference with the key `key`."""
        return key in self._references

    def is_unchecked(self, claim_key: str) -> bool:
        """Return whether tonight's audit could not check the claim with the key `claim_key`, or left it out."""
        return claim_key in self._unchecked

    def source(self, known: Known) -> SourceCheck | None:
        """Return tonight's source of the reference of `known`, an earlier finding: by its key, or else by its address.

        None: the finding has no reference, or its source was not looked at.
        """
        key = known.reference_key
        if key not in self._references:
            key = self._by_address.get(known.address, "") if known.address else ""
        return self._sources.get(key)


def match(
    findings: Sequence[Finding], known: Sequence[Known], subjects: Subjects, *, similarity: float
) -> dict[str, Known]:
    """Return the earlier finding of each of `findings`, by the finding's key; a new finding has no entry.

    `known` are the findings of earlier nights, `subjects` says what tonight's findings are about. Findings match by
    key. The remaining ones match open findings with the same code (or both on a failing link) about the same reference
    or address and about the same claim. References and claims are the same when their texts are at least as similar as
    `similarity` (0..1, normalised Indel similarity) and the earlier one is no longer there. The most similar pairs are
    matched first.
    """
    formers = _by_key(findings, known)
    taken = {former.number for former in formers.values()}
    rest = [finding for finding in findings if finding.key not in formers]
    open_ = [former for former in known if former.gone is None and former.number not in taken]
    scores = [
        (score, finding, former)
        for finding in rest
        for former in open_
        if (score := _similarity(finding, former, subjects, similarity)) >= similarity
    ]
    scores.sort(key=lambda scored: (-scored[0], scored[1].key, scored[2].number))
    for _, finding, former in scores:
        if finding.key not in formers and former.number not in taken:
            formers[finding.key] = former
            taken.add(former.number)
    return formers


def _by_key(findings: Sequence[Finding], known: Iterable[Known]) -> dict[str, Known]:
    """Match by key. Of two findings that had the same key at different times, prefer the open one."""
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


def _similarity(finding: Finding, former: Known, subjects: Subjects, least: float) -> float:
    """Return how similar a finding is to an earlier one: 0 (another subject) to 1 plus the tie-breaker."""
    if finding.code != former.code and not {finding.code, former.code} <= LINK_CODES:
        return 0.0
    about = _same_source(finding, former, subjects)
    if about < least or bool(finding.claim) != bool(former.claim_key):
        return 0.0
    if not finding.claim:
        if not finding.reference:
            return fuzz.ratio(finding.message, former.message) / 100
        return about
    if finding.claim != former.claim_key and subjects.has_claim(former.claim_key):
        return 0.0  # the earlier sentence is still there, so this one is another
    words = 1.0 if finding.claim == former.claim_key else fuzz.ratio(subjects.claim(finding), former.claim) / 100
    return words + _TIE_BREAKER * fuzz.ratio(finding.message, former.message) / 100 if words >= least else 0.0


def _same_source(finding: Finding, former: Known, subjects: Subjects) -> float:
    """Return how similar the references of two findings are, 0..1. Two findings without a reference give 1."""
    if (finding.reference or "") == former.reference_key:
        return 1.0
    if not finding.reference or not former.reference_key:
        return 0.0
    address = subjects.address(finding)
    if address and address == former.address:
        return 1.0
    if finding.claim and finding.claim == former.claim_key:
        return 1.0  # the sentence is the same, and only its reference was rewritten or replaced
    if subjects.has_reference(former.reference_key):
        return 0.0  # the earlier entry is still there, so this one is another
    return fuzz.ratio(subjects.reference(finding), former.reference) / 100
