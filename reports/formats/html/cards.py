"""Findings and checks in groups of one cause: a card is one claim with all that is wrong about it, or one source.

A finding on a claim belongs to the claim's card, whatever else it names; one on a source alone to the source's card.
So a page that is gone, and the claims that wait for it, are one thing to look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reports.alike import AlikeFindings
from reports.comparison import Comparison
from reports.formats.html.clipboard import finding_markdown
from reports.formats.html.evidence import ClaimView
from reports.formats.html.sources import SourceView
from reports.formats.html.words import SEVERITIES
from reports.importance import weight_words
from reports.model import Finding, Outcome, Report, Severity, State
from reports.summary import sorted_findings
from reports.wording import STATE_SENTENCES


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One finding, or several that are alike: `also` has the keys of the others.

    `markdown` is what the copy button gives, `rule` the id of its rule, "" if none is named, and `weight` the words for
    how much it weighs for people.
    """

    key: str
    also: tuple[str, ...]
    code: str
    severity: str
    glyph: str
    label: str
    message: str
    confirmed: bool
    state: str
    state_sentence: str
    since: str | None
    markdown: str
    rule: str
    weight: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many findings these are."""
        return 1 + len(self.also)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One cause: its findings (none for a claim that is only shown), and the evidence.

    `id` is its place in the page, `refs` the numbers of the sources that it concerns, `claims` the claims of a
    source's card.
    """

    id: str
    findings: tuple[FindingView, ...]
    outcome: str
    refs: tuple[int, ...]
    claim: ClaimView | None = None
    source: SourceView | None = None
    claims: tuple[ClaimView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Cards under one heading."""

    id: str
    glyph: str
    title: str
    explanation: str
    cards: tuple[Card, ...]

    @property
    def count(self) -> int:
        """The things in it: what is to fix, or else the notes, or else the claims. The headline counts the same."""
        shown = [finding for card in self.cards for finding in card.findings]
        notes = sum(finding.number for finding in shown if finding.severity == Severity.NOTE.value)
        return sum(finding.number for finding in shown) - notes or notes or len(self.cards)


_SECTIONS = {
    Severity.ERROR: "As far as the sources can show it.",
    Severity.WARNING: "Or worth a correction.",
    Severity.NOTE: "Not an error of the text, or not a certain one.",
}
_REST = (
    (
        "doubts",
        "◐",
        "Doubts",
        "Not confirmed with confidence, and not doubtful enough to be called a finding. Most of these are right.",
        (Outcome.CONTRADICTED, Outcome.UNSUPPORTED, Outcome.PARTIAL, Outcome.SUPPORTED),
    ),
    (
        "unchecked",
        "?",
        "Could not be checked",
        "Says nothing about the claim: its source could not be read.",
        (Outcome.UNVERIFIABLE,),
    ),
    ("confirmed", "✓", "Confirmed", "A cited source says this.", (Outcome.SUPPORTED,)),
)


def sections(
    report: Report,
    claims: Mapping[str, ClaimView],
    sources: Mapping[str, SourceView],
    comparison: Comparison | None,
) -> tuple[Section, ...]:
    """Return all cards of `report`, the worst first: the findings by severity, then the other claims by outcome.

    `claims` and `sources` are the views by key. `comparison` adds the fixed findings; None: no comparison.
    """
    maker = _Maker(report, claims, sources, comparison)
    causes: dict[tuple[str, str], list[Finding]] = {}
    for group in maker.alike.groups(sorted_findings(report)):
        about = cause(group[0], claims) if len(group) == 1 else ("document", group[0].code)
        causes.setdefault(about, []).extend(group)
    by_severity: dict[Severity, list[Card]] = {severity: [] for severity in Severity}
    for (kind, key), findings in causes.items():
        by_severity[findings[0].severity].append(maker.card(kind, key, findings))
    made = [
        Section(
            id=f"{severity.value}s",
            glyph=SEVERITIES[severity][0],
            title=SEVERITIES[severity][2],
            explanation=_SECTIONS[severity],
            cards=tuple(cards),
        )
        for severity, cards in by_severity.items()
    ]
    rest = [view for key, view in claims.items() if view.checks and ("claim", key) not in causes]
    for id_, glyph, title, explanation, outcomes in _REST:
        cards = [
            maker.card("claim", view.key, ())
            for view in rest
            if view.outcome in outcomes and (id_ == "confirmed") == (view.verdict == Outcome.SUPPORTED.value)
        ]
        made.append(Section(id=id_, glyph=glyph, title=title, explanation=explanation, cards=tuple(cards)))
    return tuple(section for section in made if section.cards)


def cause(finding: Finding, claims: Mapping[str, object]) -> tuple[str, str]:
    """Return what `finding` is about: ("claim", key), ("source", key) or ("document", code).

    `claims` holds the keys of shown claims.
    """
    if finding.claim is not None and finding.claim in claims:
        return "claim", finding.claim
    if finding.reference is not None:
        return "source", finding.reference
    return "document", finding.code


class _Maker:
    """Makes the cards of one report."""

    def __init__(
        self,
        report: Report,
        claims: Mapping[str, ClaimView],
        sources: Mapping[str, SourceView],
        comparison: Comparison | None,
    ) -> None:
        self._report = report
        self._claims = claims
        self._sources = sources
        self._new = frozenset(finding.key for finding in comparison.new) if comparison is not None else frozenset()
        self._documents = 0
        self.alike = AlikeFindings(report)

    def card(self, kind: str, key: str, findings: Sequence[Finding]) -> Card:
        """Make the card of one cause."""
        if kind == "claim":
            return self._claim_card(self._claims[key], findings)
        if kind == "source" and key in self._sources:
            return self._source_card(self._sources[key], findings)
        self._documents += 1
        return Card(
            id=f"document-{self._documents}",
            findings=tuple(self._finding(group[0], alike=group) for group in self.alike.groups(findings)),
            outcome="",
            refs=self._numbers(key for finding in findings for key in (*finding.related, finding.reference)),
            claims=self._related(findings),
        )

    def _claim_card(self, claim: ClaimView, findings: Sequence[Finding]) -> Card:
        refs = {source.number for check in claim.checks for source in check.sources}
        named = self._numbers(finding.reference for finding in findings)
        return Card(
            id=f"claim-{claim.number}",
            findings=tuple(self._finding(finding, claim) for finding in findings),
            outcome=claim.verdict,
            refs=tuple(sorted(refs | set(named))),
            claim=claim,
        )

    def _source_card(self, source: SourceView, findings: Sequence[Finding]) -> Card:
        return Card(
            id=f"cause-{source.number}",
            findings=tuple(self._finding(finding, None, source) for finding in findings),
            outcome="",
            refs=(source.number,),
            source=source,
            claims=self._related(findings),
        )

    def _related(self, findings: Iterable[Finding]) -> tuple[ClaimView, ...]:
        keys = dict.fromkeys(key for finding in findings for key in finding.related)
        return tuple(self._claims[key] for key in keys if key in self._claims)

    def _numbers(self, keys: Iterable[str | None]) -> tuple[int, ...]:
        return tuple(sorted({self._sources[key].number for key in keys if key is not None and key in self._sources}))

    def _finding(
        self,
        finding: Finding,
        claim: ClaimView | None = None,
        source: SourceView | None = None,
        *,
        alike: Sequence[Finding] = (),
    ) -> FindingView:
        glyph, label, _heading = SEVERITIES[finding.severity]
        state = State.NEW if finding.key in self._new else finding.state
        return FindingView(
            key=finding.key,
            also=tuple(one.key for one in alike[1:]),
            code=finding.code,
            severity=finding.severity.value,
            glyph=glyph,
            label=label,
            message=self.alike.message(alike or (finding,)),
            confirmed=finding.confirmed,
            state=state.value if state is not None else "",
            state_sentence=STATE_SENTENCES[state] if state is not None else "",
            since=finding.since,
            markdown=finding_markdown(self._report.document.name, finding, claim, source),
            rule=finding.rule or "",
            weight=weight_words(finding.weight),
        )
