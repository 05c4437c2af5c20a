"""Findings as a table: one row a finding, silenced ones included, UTF-8 as RFC 4180 has it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from reports.comparison import Comparison
from reports.formats.pointing import Pointer, Pointing
from reports.formats.steering import printable
from reports.model import Finding, Report, Suppressed
from reports.summary import sorted_findings

COLUMNS = (
    *("document", "line", "column", "severity", "code", "state", "since", "confirmed"),
    *("reference", "address", "message", "claim", "key", "silenced_because", "silenced_until", "rule"),
    *("failing", "part", "in_lead", "living_person"),
)


class CsvFormat:
    """See `reports.interfaces.Format`."""

    name = "csv"
    suffixes = (".csv",)
    holds_many = True

    def render(self, reports: Sequence[Report], *, comparison: Comparison | None = None) -> str:
        """See `reports.interfaces.Format.render`. With a comparison, the state comes from it."""
        new = None if comparison is None else {finding.key for finding in comparison.new}
        rows: list[Sequence[object]] = []
        for report in reports:
            pointing = Pointing(report)
            rows += [_row(report, pointing.at(finding), new) for finding in sorted_findings(report)]
            rows += [_row(report, pointing.at(entry.finding), new, entry) for entry in report.suppressed]
        return table(COLUMNS, rows)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table as CSV: a line of `columns`, then `rows`.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, because pages are not to be
    trusted.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, str):
        flat = printable(value)
        return "'" + flat if flat.startswith(("=", "+", "-", "@", "\t", "\r")) else flat
    return value


def _row(report: Report, pointer: Pointer, new: set[str] | None, entry: Suppressed | None = None) -> Sequence[object]:
    finding = pointer.finding
    place = pointer.place if pointer.place is not None and not pointer.place.page else None
    state: str | None = finding.state
    if new is not None and entry is None:
        state = "new" if finding.key in new else (finding.state or "still")
    return (
        pointer.file + pointer.line if pointer.place is not None and pointer.place.page else pointer.file,
        place.line if place is not None else None,
        place.column if place is not None else None,
        finding.severity.value,
        finding.code,
        state,
        finding.since,
        "yes" if finding.confirmed else "no",
        pointer.reference.label if pointer.reference is not None else None,
        pointer.address,
        finding.message,
        pointer.claim.text if pointer.claim is not None else None,
        finding.key,
        entry.reason if entry is not None else None,
        entry.until if entry is not None else None,
        finding.rule,
        *_weight(finding),
    )


def _weight(finding: Finding) -> tuple[str | None, ...]:
    """Return how much a finding weighs, in four cells; all are empty where it is about no claim."""
    weight = finding.weight
    if weight is None:
        return (None,) * 4
    answers = {True: "yes", False: "no", None: "not known"}
    return weight.failing, weight.part or "not known", answers[weight.in_lead], answers[weight.living]


FORMAT = CsvFormat()
