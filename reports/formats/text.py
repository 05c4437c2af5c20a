"""The report in about twenty lines for a terminal: what is wrong, what was confirmed, what could not be read."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from reports.comparison import Comparison
from reports.formats.pointing import Pointer, Pointing, joined, shortened, standing, title_of
from reports.formats.steering import printable
from reports.importance import importance, weight_words
from reports.model import Finding, Outcome, Report
from reports.summary import Summary, confirmed_of, counted, sorted_findings, summarise, worst

_WIDTH = 100
_IN_FULL = 3
_IN_LINES = 8
_DOCUMENTS = 30


class TextFormat:
    """See `reports.interfaces.Format`."""

    name = "text"
    suffixes = (".txt",)
    holds_many = True

    def render(self, reports: Sequence[Report], *, comparison: Comparison | None = None) -> str:
        """See `reports.interfaces.Format.render`."""
        lines = _one(reports[0]) if len(reports) == 1 else _many(reports)
        if comparison is not None:
            lines = (*lines, "", change(comparison))
        return printable("\n".join(line.rstrip() for line in lines)) + "\n"


def change(comparison: Comparison) -> str:
    """Sum up `comparison` in one line: "Since last time: 2 new, 5 still there, 1 fixed."."""
    if not (comparison.new or comparison.still or comparison.fixed or comparison.waiting):
        return "Since last time: no findings then, no findings now."
    waiting = f", {len(comparison.waiting):,} could not be checked this time" if comparison.waiting else ""
    return (
        f"Since last time: {len(comparison.new):,} new, {len(comparison.still):,} still there, "
        f"{len(comparison.fixed):,} fixed{waiting}."
    )


def _one(report: Report) -> tuple[str, ...]:
    summary = summarise(report)
    lines = [shortened(title_of(report), _WIDTH), *textwrap.wrap(summary.headline, _WIDTH)]
    lines += _notices(report)
    pointing = Pointing(report)
    in_full = worst(report, _IN_FULL)
    for finding in in_full:
        lines += ["", *_in_full(report, pointing.at(finding))]
    shown = {finding.key for finding in in_full}
    rest = [finding for finding in sorted_findings(report) if finding.key not in shown]
    if rest:
        lines += ["", *_in_lines(report, pointing, rest)]
    lines += [
        "",
        *_counts("Checks:  ", _outcomes(summary)),
        *_counts("Sources: ", summary.by_status),
    ]
    if summary.suppressed:
        lines.append(f"Silenced: {counted(summary.suppressed, 'finding')}.")
    return tuple(lines)


def _outcomes(summary: Summary) -> dict[str, int]:
    """Count the checks by outcome, those that are confirmed apart; the numbers add up to all checks."""
    unsure = summary.by_outcome.get(Outcome.SUPPORTED, 0) - summary.confirmed
    rest = {name: number for name, number in summary.by_outcome.items() if name != Outcome.SUPPORTED}
    named = {"confirmed": summary.confirmed, "supported (uncertain)": unsure} | rest
    return {name: number for name, number in named.items() if number}


def _many(reports: Sequence[Report]) -> tuple[str, ...]:
    """Several documents: a line for each that needs one, then the worst findings of them all."""
    summaries = [(report, summarise(report)) for report in reports]
    to_fix = sum(summary.to_fix for _, summary in summaries)
    confirmed = sum(summary.confirmed for _, summary in summaries)
    unread = sum(summary.unread for _, summary in summaries)
    checks = sum(summary.checks for _, summary in summaries)
    lines = [
        f"{counted(len(reports), 'document')}: {counted(to_fix, 'thing')} to fix, {confirmed_of(confirmed, checks)}, "
        f"{counted(unread, 'source')} could not be read"
    ]
    empty = [report.document.name for report, summary in summaries if not summary.references]
    if empty:
        names = shortened(joined(empty), _WIDTH - 50)
        lines.append(f"  no references and no links in {counted(len(empty), 'document')}: {names}")
    bad = sorted((pair for pair in summaries if pair[1].to_fix), key=lambda pair: -pair[1].to_fix)
    lines += [
        f"  {summary.to_fix:>4} to fix  {shortened(report.document.name, _WIDTH - 16)}"
        for report, summary in bad[:_DOCUMENTS]
    ]
    if len(bad) > _DOCUMENTS:
        lines.append(f"  … and {counted(len(bad) - _DOCUMENTS, 'document')} more")
    first = [(finding, report) for report, _ in bad for finding in worst(report, _IN_FULL)]
    first.sort(key=lambda pair: importance(pair[0]))
    for finding, report in first[:_IN_FULL]:
        lines += ["", *_in_full(report, Pointing(report).at(finding))]
    return tuple(lines)


def _notices(report: Report) -> Iterator[str]:
    for notice in report.notices:
        yield from textwrap.wrap(f"Note: {notice}", _WIDTH, subsequent_indent="      ")


def _in_full(report: Report, pointer: Pointer) -> Iterator[str]:
    finding = pointer.finding
    doubt = "" if finding.confirmed else " (not confirmed)"
    where = f"{pointer.file}{pointer.line}"
    yield shortened(f"{finding.severity.upper()} {finding.code}{doubt}  {joined((pointer.label, where), '  ')}", _WIDTH)
    yield from textwrap.wrap(finding.message, _WIDTH, initial_indent="  ", subsequent_indent="  ", max_lines=4)
    if pointer.words:
        yield f"  “{shortened(pointer.words, _WIDTH - 6)}”"
    if weight := joined(weight_words(finding.weight), " · "):
        yield f"  {weight}"
    rule = f"[{finding.rule}]" if finding.rule else ""
    yield f"  key: {joined((finding.key, standing(finding), rule), '  ')}"


def _in_lines(report: Report, pointing: Pointing, findings: Sequence[Finding]) -> Iterator[str]:
    """The findings that are not shown in full: a line each, or counts by code if there are many."""
    for finding in findings[:_IN_LINES]:
        pointer = pointing.at(finding)
        place = pointer.line[1:] if pointer.reference is not None and pointer.reference.is_link else ""
        head = joined((f"{finding.severity:<8}{finding.code:<24}", place, pointer.label), " ")
        yield shortened_line(head, finding.message)
    more = findings[_IN_LINES:]
    if more:
        codes: dict[str, int] = {}
        for finding in more:
            codes[finding.code] = codes.get(finding.code, 0) + 1
        yield f"… and {joined(f'{number:,} {code}' for code, number in codes.items())}"


def shortened_line(head: str, message: str) -> str:
    """Return `head`, uncut, and as much of `message` as fits the line."""
    return f"{head} {shortened(message, max(20, _WIDTH - len(head) - 1))}"


def _counts(head: str, counts: Mapping[str, int]) -> Iterator[str]:
    """The counts after their heading, most frequent first, on two lines at most."""
    listed = joined(f"{number:,} {name}" for name, number in counts.items()) or "none"
    yield from textwrap.wrap(head + listed, _WIDTH, subsequent_indent=" " * len(head), max_lines=2, placeholder=" …")


FORMAT = TextFormat()
