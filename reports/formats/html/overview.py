"""The top of the page: shares as a small picture, what to look at first, and how the report came to be."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reports.formats.html.cards import Section
from reports.formats.html.words import FAMILIES, VERDICTS, family, verdict_of
from reports.model import LinkStatus, Report
from reports.summary import Summary, is_confirmed, worst
from reports.wording import counted

_FIRST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One part of a bar. `x` and `width` are per cent of the bar; `value` is what the filter takes."""

    value: str
    glyph: str
    label: str
    number: int
    per_cent: str
    x: float
    width: float
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Shares of one whole."""

    id: str
    title: str
    total: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLook:
    """One of the findings to look at first, with the card that it is in."""

    card: str
    glyph: str
    severity: str
    label: str
    code: str
    message: str


def bars(report: Report, summary: Summary) -> tuple[Bar, ...]:
    """Return the shares of the checks of `report` by outcome and of its sources by status. `summary` counts them.

    A bar without any share is left out.
    """
    statuses: dict[str, dict[str, int]] = {name: {} for name in FAMILIES}
    for status, number in summary.by_status.items():
        statuses[family(LinkStatus(status))][status] = number
    numbers = Counter(verdict_of(check.outcome, confirmed=is_confirmed(check)) for check in report.checks)
    outcomes = [(verdict, *VERDICTS[verdict], numbers[verdict], "") for verdict in VERDICTS]
    sources = [
        (
            name,
            *FAMILIES[name],
            sum(numbers.values()),
            ", ".join(f"{number} {status}" for status, number in numbers.items()),
        )
        for name, numbers in statuses.items()
    ]
    made = (
        Bar(
            id="outcomes",
            title="Checks of claims",
            total=counted(len(report.checks), "check"),
            shares=_shares(outcomes),
        ),
        Bar(id="statuses", title="Sources", total=counted(len(report.sources), "source"), shares=_shares(sources)),
    )
    return tuple(bar for bar in made if bar.shares)


def first_looks(report: Report, made: Iterable[Section]) -> tuple[FirstLook, ...]:
    """Return the two or three worst findings of `report`, each with its card in the sections `made`."""
    cards = [card for section in made for card in section.cards]
    places = {
        key: (card.id, finding) for card in cards for finding in card.findings for key in (finding.key, *finding.also)
    }
    looks: list[FirstLook] = []
    seen: set[str] = set()
    for finding in worst(report, len(report.findings)):
        card, view = places[finding.key]
        if view.key in seen:
            continue
        if len(looks) == _FIRST:
            break
        seen.add(view.key)
        looks.append(
            FirstLook(
                card=card,
                glyph=view.glyph,
                severity=view.severity,
                label=view.label,
                code=view.code,
                message=view.message,
            )
        )
    return tuple(looks)


def replay_command(report: Report) -> str | None:
    """Return the command that audits the document of `report` again from the evidence; None: nothing was recorded."""
    files = {copy.evidence.file for source in report.sources for copy in source.copies if copy.evidence is not None}
    if len(files) != 1:
        return None
    return f"citecheck audit {shlex.quote(report.document.name)} --replay {shlex.quote(files.pop())}"


def _shares(parts: Iterable[tuple[str, str, str, int, str]]) -> tuple[Share, ...]:
    present = [part for part in parts if part[3]]
    total = sum(part[3] for part in present)
    made: list[Share] = []
    x = 0.0
    for value, glyph, label, number, detail in present:
        width = 100 * number / total
        made.append(
            Share(
                value=value,
                glyph=glyph,
                label=label,
                number=number,
                per_cent=f"{width:.0f} %" if width >= 1 else "< 1 %",
                x=round(x, 3),
                width=round(width, 3),
                detail=detail,
            )
        )
        x += width
    return tuple(made)
