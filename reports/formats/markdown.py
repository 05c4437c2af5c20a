"""The report in Markdown, short enough for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from reports.comparison import Comparison
from reports.formats.changes import change_counts, changes, ignored
from reports.formats.pointing import Pointer, Pointing, joined, shortened, standing, title_of
from reports.formats.steering import printable
from reports.importance import weight_words
from reports.model import Report, Severity
from reports.second_opinions import remarks
from reports.summary import confirmed_of, counted, sorted_findings, summarise

_MOST = 60_000  # code hosts cut comments at 65,536 characters
_FINDINGS = 25
_NAMED = 10
_MARKS = {Severity.ERROR: "🔴", Severity.WARNING: "🟡", Severity.NOTE: "🔵"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~@&$])")
_AUTOLINK = re.compile(r":(?=//)|www\.|mailto:|xmpp:", re.IGNORECASE)
_MENTION = re.compile(r"([@#!~&%])(?=[\w\"])|\b(GH-)(?=\d)")  # people, issues and the like, after rendering too


class MarkdownFormat:
    """See `reports.interfaces.Format`."""

    name = "markdown"
    suffixes = (".md", ".markdown")
    holds_many = True

    def render(self, reports: Sequence[Report], *, comparison: Comparison | None = None) -> str:
        """See `reports.interfaces.Format.render`. With a comparison, new findings come first and in full."""
        new = _words_of(comparison)
        lines: list[str] = ["## Citations", ""]
        room = _FINDINGS
        told, clean = _parted(reports, new)
        if clean:
            lines += [*_clean(clean, of=len(reports)), ""]
        for report in told:
            section = list(_document(report, new, room, named=len(reports) > 1))
            if sum(map(len, lines)) + sum(map(len, section)) > _MOST:
                lines.append("*The rest is left out for length; the full report has it.*")
                break
            lines += section
            room = max(3, room - summarise(report).to_fix)
        if comparison is not None:
            lines += [*_changed(comparison), ""]
        lines += _ignored(reports)
        return printable("\n".join(lines).rstrip()) + "\n"


def escaped(text: str) -> str:
    """Return `text` as Markdown that shows it and does nothing: no markup, no link, no mention."""
    # A word joiner, which nobody sees, keeps hosts from turning a bare address into a link to a dead or usurped page,
    # and a name behind "@" into a message to a person: they look for both after rendering, when backslashes are gone.
    flat = _MENTION.sub(lambda match: match.group() + "\u2060", " ".join(text.split()))
    flat = _AUTOLINK.sub(lambda match: match.group()[:-1] + "\u2060" + match.group()[-1], flat)
    return _SPECIAL.sub(r"\\\1", flat)


def code(text: str) -> str:
    """Return `text` as a code span, whatever backquotes it holds."""
    flat = " ".join(text.split())
    fence = "`"
    while fence in flat:
        fence += "`"
    padding = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{padding}{flat}{padding}{fence}"


def _words_of(comparison: Comparison | None) -> Mapping[str, str]:
    """Return "new" or "worse" for the key of each finding that is one; empty: nothing is known of an earlier time."""
    if comparison is None:
        return {}
    worse = {finding.key for finding in comparison.worse}
    return {finding.key: "worse" if finding.key in worse else "new" for finding in comparison.new}


def _parted(reports: Sequence[Report], new: Mapping[str, str]) -> tuple[list[Report], list[Report]]:
    """Return the reports that get a section, those with the most to fix first, and those for which a count is enough.

    A single report, and one with something to fix, something new or a notice, gets a section.
    """
    if len(reports) < 2:
        return list(reports), []
    told: list[Report] = []
    clean: list[Report] = []
    for report in reports:
        has_news = report.notices or any(finding.key in new for finding in report.findings)
        (told if has_news or summarise(report).to_fix else clean).append(report)
    return sorted(told, key=lambda report: -summarise(report).to_fix), clean


def _clean(reports: Sequence[Report], *, of: int) -> Iterator[str]:
    """Sum up the documents without a section of their own; those of which nothing could be read are named."""
    summaries = [(report, summarise(report)) for report in reports]
    checks, confirmed = (sum(getattr(summary, name) for _, summary in summaries) for name in ("checks", "confirmed"))
    unread = sum(summary.unread for _, summary in summaries)
    yield (
        f"**{len(reports):,} of {counted(of, 'document')}: nothing to fix, {confirmed_of(confirmed, checks)}, "
        f"{counted(unread, 'source')} could not be read.**"
    )
    empty = [report.document.name for report, summary in summaries if summary.unread >= summary.references]
    if empty:
        names = ", ".join(code(name) for name in empty[:_NAMED])
        more = f" and {len(empty) - _NAMED:,} more" if len(empty) > _NAMED else ""
        yield ""
        yield f"No source was read in {counted(len(empty), 'document')}: {names}{more}."


def _document(report: Report, new: Mapping[str, str], room: int, *, named: bool) -> Iterator[str]:
    """The section of one document. `new` has a word for each new finding; `named`: the heading has the file's name."""
    summary = summarise(report)
    name = f" {code(report.document.name)}" if named and report.document.title else ""
    yield f"### {escaped(shortened(title_of(report), 120))}{name}"
    yield ""
    yield f"**{escaped(summary.headline)}**"
    yield ""
    for notice in remarks(report):
        yield f"> {escaped(notice)}"
        yield ""
    fixes = [
        finding for finding in sorted_findings(report) if finding.severity is not Severity.NOTE or finding.key in new
    ]
    fixes.sort(key=lambda finding: finding.key not in new)
    pointing = Pointing(report)
    for finding in fixes[:room]:
        yield _line(report, pointing.at(finding), word=new.get(finding.key, ""))
    if len(fixes) > room:
        yield f"- … and {len(fixes) - room:,} more"
    if fixes:
        yield ""
    notes = len(report.findings) - len(fixes)
    rest = [counted(notes, "note")] if notes else []
    if report.suppressed:
        rest.append(f"{len(report.suppressed):,} ignored")
    if rest:
        yield f"<sub>Not shown: {', '.join(rest)}.</sub>"
        yield ""


def _line(report: Report, pointer: Pointer, *, word: str) -> str:
    finding = pointer.finding
    mark = _MARKS[finding.severity]
    new = f" **{word}**" if word else ""
    doubt = " (not confirmed)" if not finding.confirmed else ""
    past = standing(finding)
    known = f" *({escaped(past)})*" if past and not word else ""
    label = f" {escaped(pointer.label)}" if pointer.label else ""
    where = f" {code(pointer.file + pointer.line)}"
    rule = f" {code(f'[{finding.rule}]')}" if finding.rule else ""
    message = escaped(shortened(finding.message, 400))
    line = f"- {mark}{new} {code(finding.code)}{label}{where}{doubt}{known}: {message}{rule}"
    if weight := joined(weight_words(finding.weight), " · "):
        line += f"\n  <sub>{escaped(weight)}</sub>"
    if pointer.address is not None and pointer.address not in finding.message:
        line += f"\n  {code(pointer.address)}"
    if pointer.words:
        line += f"\n  > {escaped(shortened(pointer.words, 240))}"
    return line


def _changed(comparison: Comparison) -> Iterator[str]:
    """Say what changed: the counts, then what is fixed. What is new or worse is in the sections, in full."""
    yield escaped(change_counts(comparison))
    yield ""
    for group in changes(comparison):
        if group.word != "fixed":
            continue
        for finding in group.named:
            place = f" {code(finding.place)}" if finding.place else ""
            known = finding.url is None or finding.url in finding.message
            address = "" if known else f" {code(finding.url or '')}"
            words = escaped(shortened(finding.message, 160))
            yield f"- ✅ fixed: {code(finding.code)}{place}{address}: {words}"
        if group.more:
            yield f"- … and {group.more:,} more fixed"


def _ignored(reports: Sequence[Report]) -> Iterator[str]:
    """Name the findings that somebody decided to ignore, and say why."""
    named, more = ignored(reports)
    for one in named:
        place = f" {code(one.finding.place)}" if one.finding.place else ""
        address = f" {code(one.finding.url)}" if one.finding.url else ""
        until = f" (until {escaped(one.until)})" if one.until else ""
        yield f"- ignored: {code(one.finding.code)}{place}{address}: {escaped(shortened(one.reason, 160))}{until}"
    if more:
        yield f"- … and {more:,} more ignored"


FORMAT = MarkdownFormat()
