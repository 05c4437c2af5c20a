"""The report in Markdown, short enough for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.comparison import Comparison
from reports.formats.pointing import Pointer, Pointing, joined, shortened, standing, title_of
from reports.formats.steering import printable
from reports.importance import weight_words
from reports.model import Finding, Report, Severity
from reports.summary import counted, sorted_findings, summarise

_MOST = 60_000  # code hosts cut comments at 65,536 characters
_FINDINGS = 25
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
        new = None if comparison is None else {finding.key for finding in comparison.new}
        lines: list[str] = ["## Citations", ""]
        room = _FINDINGS
        for report in sorted(reports, key=lambda each: -summarise(each).to_fix):
            section = list(_document(report, new, room))
            if sum(map(len, lines)) + sum(map(len, section)) > _MOST:
                lines.append("*The rest is left out for length; the full report has it.*")
                break
            lines += section
            room = max(3, room - summarise(report).to_fix)
        if comparison is not None:
            lines += [*_fixed(comparison), ""]
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


def _document(report: Report, new: set[str] | None, room: int) -> Iterator[str]:
    summary = summarise(report)
    yield f"### {escaped(shortened(title_of(report), 120))}"
    yield ""
    yield f"**{escaped(summary.headline)}**"
    yield ""
    for notice in report.notices:
        yield f"> {escaped(notice)}"
        yield ""
    fixes = [finding for finding in sorted_findings(report) if finding.severity is not Severity.NOTE]
    if new is not None:
        fixes.sort(key=lambda finding: finding.key not in new)
    pointing = Pointing(report)
    for finding in fixes[:room]:
        yield _line(report, pointing.at(finding), is_new=new is not None and finding.key in new)
    if len(fixes) > room:
        yield f"- … and {len(fixes) - room:,} more"
    if fixes:
        yield ""
    notes = len(report.findings) - len(fixes)
    rest = [counted(notes, "note")] if notes else []
    if report.suppressed:
        rest.append(f"{len(report.suppressed):,} silenced")
    if rest:
        yield f"<sub>Not shown: {', '.join(rest)}.</sub>"
        yield ""


def _line(report: Report, pointer: Pointer, *, is_new: bool) -> str:
    finding = pointer.finding
    mark = "🔴" if finding.severity is Severity.ERROR else "🟡"
    new = " **new**" if is_new else ""
    doubt = " (not confirmed)" if not finding.confirmed else ""
    past = standing(finding)
    known = f" *({escaped(past)})*" if past and not is_new else ""
    label = f" {escaped(pointer.label)}" if pointer.label else ""
    where = f" {code(pointer.file + pointer.line)}" if pointer.place is not None else ""
    rule = f" {code(f'[{finding.rule}]')}" if finding.rule else ""
    message = escaped(shortened(finding.message, 400))
    line = f"- {mark}{new} {code(finding.code)}{label}{where}{doubt}{known}: {message}{rule}"
    if weight := joined(weight_words(finding.weight), " · "):
        line += f"\n  <sub>{escaped(weight)}</sub>"
    if pointer.words:
        line += f"\n  > {escaped(shortened(pointer.words, 240))}"
    return line


def _fixed(comparison: Comparison) -> Iterator[str]:
    yield (
        f"Since last time: **{len(comparison.new):,} new**, {len(comparison.still):,} still there, "
        f"{len(comparison.fixed):,} fixed."
    )
    yield from (_fixed_line(finding) for finding in comparison.fixed[:5])


def _fixed_line(finding: Finding) -> str:
    return f"- ✅ fixed: {code(finding.code)} {escaped(shortened(finding.message, 160))}"


FORMAT = MarkdownFormat()
