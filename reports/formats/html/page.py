"""Everything that the page of one report shows, in the order in which it shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from reports.codes import Code, codes
from reports.comparison import Comparison
from reports.formats.html.cards import Card, Section, sections
from reports.formats.html.evidence import ClaimView, EvidenceViews
from reports.formats.html.overview import Bar, FirstLook, bars, first_looks, replay_command
from reports.formats.html.prose import Paragraph, Prose
from reports.formats.html.sources import SourceView, source_views
from reports.formats.html.visible import plain
from reports.formats.html.words import SEVERITIES, VERDICTS
from reports.model import Check, Finding, LinkStatus, Report, Suppressed
from reports.rules import Rule
from reports.rules.using import rules_used
from reports.summary import Summary, summarise, unread_reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the filters offer: pairs of a value and what it is called, of those alone that the report has."""

    outcomes: tuple[tuple[str, str], ...]
    codes: tuple[tuple[str, str], ...]
    severities: tuple[tuple[str, str], ...]
    references: tuple[tuple[str, str], ...]
    has_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """The page of one report. `headline` comes without its reasons, which are in `reasons`."""

    report: Report
    title: str
    summary: Summary
    headline: str
    reasons: str
    bars: tuple[Bar, ...]
    first: tuple[FirstLook, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    sources: tuple[SourceView, ...]
    options: Options
    suppressed: tuple[Suppressed, ...]
    fixed: tuple[Finding, ...]
    new: int | None
    replay: str | None
    codes: tuple[Code, ...]
    rules: tuple[Rule, ...]
    items: int


def page_of(report: Report, comparison: Comparison | None = None) -> ReportPage:
    """Return the page of `report`.

    `comparison` with an earlier one adds what is new and what is fixed; None: nothing.
    """
    sources = source_views(report)
    checks: dict[str, list[Check]] = defaultdict(list)
    for check in report.checks:
        checks[check.claim].append(check)
    copies = {copy.id: copy for source in report.sources for copy in source.copies}
    evidence = EvidenceViews(report.document, sources, copies)
    named = {finding.claim for finding in report.findings}
    related = {key for finding in report.findings for key in finding.related}
    claims: dict[str, ClaimView] = {
        claim.key: evidence.claim(number, claim, checks.get(claim.key, ()))
        for number, claim in enumerate(report.document.claims, start=1)
        if claim.key in checks or claim.key in named or claim.key in related
    }
    made = sections(report, claims, sources, comparison)
    summary = summarise(report)
    why = unread_reasons({LinkStatus(status): number for status, number in summary.unread_by_status.items()})
    return ReportPage(
        report=report,
        title=report.document.title or report.document.name,
        summary=summary,
        headline=summary.headline.removesuffix(f" ({why})"),
        reasons=why,
        bars=bars(report, summary),
        first=first_looks(report, made),
        sections=made,
        paragraphs=tuple(Prose(report.document, claims, sources, checks, report.findings).paragraphs()),
        sources=tuple(sources.values()),
        options=_options(made, sources.values()),
        suppressed=report.suppressed,
        fixed=comparison.fixed if comparison is not None else (),
        new=_new(made, comparison),
        replay=replay_command(report),
        rules=rules_used(report),
        codes=tuple(code for name, code in codes().items() if any(one.code == name for one in report.findings)),
        items=sum(max(len(card.findings), 1) for section in made for card in section.cards),
    )


def _options(made: Iterable[Section], sources: Iterable[SourceView]) -> Options:
    cards: list[Card] = [card for section in made for card in section.cards]
    findings = [finding for card in cards for finding in card.findings]
    severities = {finding.severity for finding in findings}
    outcomes = {card.outcome for card in cards}
    refs = {number for card in cards for number in card.refs}
    return Options(
        outcomes=tuple((name, label) for name, (_glyph, label) in VERDICTS.items() if name in outcomes),
        codes=tuple((code, code) for code in sorted({finding.code for finding in findings})),
        severities=tuple((value.value, names[1]) for value, names in SEVERITIES.items() if value.value in severities),
        references=tuple(
            (str(source.number), plain(f"[{source.label}] {_short(source.title)}"))
            for source in sources
            if source.number in refs
        ),
        has_new=any(finding.state == "new" for finding in findings),
    )


def _new(made: Iterable[Section], comparison: Comparison | None) -> int | None:
    """Count what is new; None if nothing is known of earlier nights."""
    states = [finding.state for section in made for card in section.cards for finding in card.findings]
    if comparison is None and not any(states):
        return None
    return states.count("new")


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
