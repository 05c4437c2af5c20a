"""The report in about twenty lines for a terminal: what is wrong, what was confirmed, what could not be read."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from reports.alike import AlikeFindings
from reports.comparison import Comparison
from reports.formats.changes import change_counts, changes, ignored
from reports.formats.pointing import Pointer, Pointing, joined, shortened, standing, title_of
from reports.formats.steering import printable
from reports.importance import importance, weight_words
from reports.model import Finding, Outcome, Report, Severity
from reports.second_opinions import remarks
from reports.summary import Summary, confirmed_of, counted, sorted_findings, summarise, worst

_WIDTH = 100
_IN_FULL = 3
_IN_LINES = 8
_DOCUMENTS = 30

_WAY_OUT = re.compile(r"`|(?<![\w-])--[a-z]")  # a command, a setting or a flag


class TextFormat:
    """See `reports.interfaces.Format`."""

    name = "text"
    suffixes = (".txt",)
    holds_many = True

    def render(self, reports: Sequence[Report], *, comparison: Comparison | None = None) -> str:
        """See `reports.interfaces.Format.render`."""
        lines = _one(reports[0]) if len(reports) == 1 else _many(reports)
        if comparison is not None:
            lines = (*lines, "", *_changed(comparison))
        if any(report.suppressed for report in reports):
            lines = (*lines, "", *_ignored(reports))
        return printable("\n".join(line.rstrip() for line in lines)) + "\n"


def _changed(comparison: Comparison) -> Iterator[str]:
    """Say what changed: the counts, then each finding that is new, worse or fixed, with page, line and address."""
    yield change_counts(comparison)
    for group in changes(comparison):
        for finding in group.named:
            yield f"  {group.word:<6}{finding.severity:<8}{finding.code:<22} {finding.place}".rstrip()
            yield f"        {shortened(finding.message, _WIDTH - 8)}"
            if finding.url is not None and finding.url not in finding.message:
                yield f"        {finding.url}"
        if group.more:
            yield f"  … and {group.more:,} more {group.word}"


def _ignored(reports: Sequence[Report]) -> Iterator[str]:
    """Say which findings somebody decided to ignore, and why."""
    named, more = ignored(reports)
    yield f"Ignored: {counted(len(named) + more, 'finding')}."
    for one in named:
        yield f"  {one.finding.severity:<8}{one.finding.code:<22} {one.finding.place}".rstrip()
        until = f" (until {one.until})" if one.until else ""
        yield f"        {shortened(one.reason, _WIDTH - 26)}{until}"
        if one.finding.url is not None:
            yield f"        {one.finding.url}"
    if more:
        yield f"  … and {more:,} more ignored"


def _one(report: Report) -> tuple[str, ...]:
    summary = summarise(report)
    lines = [shortened(title_of(report), _WIDTH), *textwrap.wrap(summary.headline, _WIDTH)]
    lines += _notices(report)
    pointing, alike = Pointing(report), AlikeFindings(report)
    groups = alike.groups(sorted_findings(report))
    fixes = [group for group in groups if group[0].severity is not Severity.NOTE]
    for group in fixes[:_IN_FULL]:
        lines += ["", *_in_full(report, pointing.at(group[0]), alike, group)]
    rest = [*fixes[_IN_FULL:], *(group for group in groups if group[0].severity is Severity.NOTE)]
    if rest:
        lines += ["", *_in_lines(report, pointing, alike, rest)]
    lines += [
        "",
        *_counts("Checks:  ", _outcomes(summary)),
        *_counts("Sources: ", summary.by_status),
    ]
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
        lines += ["", *_in_full(report, Pointing(report).at(finding), AlikeFindings(report), (finding,))]
    return tuple(lines)


def _notices(report: Report) -> Iterator[str]:
    for notice in remarks(report):
        yield from textwrap.wrap(f"Note: {notice}", _WIDTH, subsequent_indent="      ")


def _in_full(report: Report, pointer: Pointer, alike: AlikeFindings, group: Sequence[Finding]) -> Iterator[str]:
    """`group` is what `pointer` points at, or several findings that are alike, of which it points at the first."""
    finding = pointer.finding
    doubt = "" if finding.confirmed else " (not confirmed)"
    where = f"{pointer.file}{pointer.line}"
    label = pointer.label if len(group) == 1 else ""
    yield shortened(f"{finding.severity.upper()} {finding.code}{doubt}  {joined((label, where), '  ')}", _WIDTH)
    yield from textwrap.wrap(alike.message(group), _WIDTH, initial_indent="  ", subsequent_indent="  ", max_lines=4)
    if pointer.words:
        yield f"  “{shortened(pointer.words, _WIDTH - 6)}”"
    if pointer.address is not None and pointer.address not in f"{finding.message} {pointer.label}":
        yield f"  {pointer.address}"
    if weight := joined(weight_words(finding.weight), " · "):
        yield f"  {weight}"
    rule = f"[{finding.rule}]" if finding.rule else ""
    keys = joined(one.key for one in group)
    yield f"  key: {joined((shortened(keys, _WIDTH), standing(finding), rule), '  ')}"


def _in_lines(
    report: Report, pointing: Pointing, alike: AlikeFindings, groups: Sequence[Sequence[Finding]]
) -> Iterator[str]:
    """The findings that are not shown in full: a line each, or counts by code if there are many.

    A message that names a command or a flag is never cut: it says what to do next.
    """
    for group in groups[:_IN_LINES]:
        finding, pointer = group[0], pointing.at(group[0])
        place = pointer.line.lstrip(":, ") if pointer.reference is not None and pointer.reference.is_link else ""
        head = f"{finding.severity:<8}{finding.code:<24}"
        if len(group) > 1:
            yield from textwrap.wrap(f"{head} {alike.message(group)}", _WIDTH, subsequent_indent=" " * 33)
            continue
        line = joined((head, place, pointer.label), " ")
        if _WAY_OUT.search(finding.message):
            yield from textwrap.wrap(f"{line} {finding.message}", _WIDTH, subsequent_indent=" " * 33)
        else:
            yield shortened_line(line, finding.message)
    more = [finding for group in groups[_IN_LINES:] for finding in group]
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
