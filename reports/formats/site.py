"""Many reports as a small site: an index with totals, and a page for each document; the pages share their assets."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.comparison import Comparison
from reports.errors import ReportError
from reports.formats.html import render_page, render_template, shared_files
from reports.formats.html.words import SEVERITIES
from reports.model import Finding, Report, State
from reports.rendering import write_own
from reports.summary import Summary, confirmed_of, sorted_findings, summarise
from reports.wording import counted

INDEX = "index.html"
_STYLES = ("tokens.css", "page.css", "cards.css", "site.css", "print.css")
_SCRIPTS = ("site.js",)
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFinding:
    """A finding that was not there before."""

    glyph: str
    label: str
    severity: str
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteEntry:
    """One document's row of the index. `new` and `fixed` are None if nothing is known of earlier reports."""

    file: str
    name: str
    title: str
    summary: Summary
    finished: str
    new: tuple[NewFinding, ...] | None
    fixed: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The sums over all documents."""

    to_fix: int
    new: int | None
    fixed: int | None
    checks: int
    confirmed: int
    unread: int
    claims: int
    references: int


def write_site(
    reports: Sequence[Report],
    directory: str | os.PathLike[str],
    *,
    comparisons: Sequence[Comparison | None] | None = None,
    names: Sequence[str] | None = None,
    trends: str | None = None,
    index: str = INDEX,
) -> Path:
    """Write the page `index` and a page for each of `reports` into `directory`, and return the path of the index.

    `comparisons`, one for each report in the same order, say what is new and what is fixed; None: no comparison. The
    pages are named after their documents, or by `names` (without suffix). They share one style and one script, in the
    folder `assets`. `trends` is the address of a page of trends for the index to link to; None: no link. The index is
    written last, so that it never names a page that is not there. Raises `ReportError` if a file cannot be written or
    the sequences differ in length.
    """
    known = tuple(comparisons) if comparisons is not None else (None,) * len(reports)
    if len(known) != len(reports):
        raise ReportError(f"{len(reports)} reports came with {len(known)} comparisons: give one for each, or none")
    folder = Path(directory)
    stems = names if names is not None else [report.document.name for report in reports]
    if len(stems) != len(reports):
        raise ReportError(f"{len(reports)} reports came with {len(stems)} names: give one for each, or none")
    files = page_names(stems) if names is None else tuple(f"{name}.html" for name in names)
    if index in files or len(set(files)) != len(files):
        raise ReportError(f"two pages of {folder} would have one name: {', '.join(sorted(files))}")
    for address, text in shared_files().files.items():
        write_own(folder / address, text.encode("utf-8"))
    entries = []
    for report, comparison, name in zip(reports, known, files, strict=True):
        page = render_page(report, comparison, home=index, shared=True)
        write_own(folder / name, page.encode("utf-8", "replace"))
        entries.append(entry_of(report, comparison, name))
    target = folder / index
    write_own(target, render_index(entries, trends=trends).encode("utf-8", "replace"))
    return target


def page_names(documents: Sequence[str]) -> tuple[str, ...]:
    """Return a file name for each of `documents`: readable, unique, and valid in every file system.

    >>> page_names(["articles/Café.md", "other/café.md", "???"])
    ('articles-cafe.html', 'other-cafe.html', 'document.html')
    """
    taken = {INDEX}
    names = []
    for document in documents:
        stem = _slug(document)
        name, number = f"{stem}.html", 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}.html"
        taken.add(name)
        names.append(name)
    return tuple(names)


def render_index(entries: Sequence[SiteEntry], *, trends: str | None = None) -> str:
    """Return the index page of `entries`. `trends` is the address of a page of trends; None: there is none."""
    totals = _totals(entries)
    return render_template(
        "site.html.j2",
        _STYLES,
        _SCRIPTS,
        entries=entries,
        totals=totals,
        headline=headline(totals, len(entries)),
        trends=trends,
    )


def headline(totals: Totals, documents: int) -> str:
    """Sum up `totals`, the counts of all reports on `documents` documents, in one line."""
    parts = [f"{counted(totals.to_fix, 'thing')} to fix in {counted(documents, 'document')}"]
    if totals.new is not None:
        parts.append(f"{totals.new:,} new")
    confirmed = confirmed_of(totals.confirmed, totals.checks)
    return ", ".join([*parts, confirmed, f"{counted(totals.unread, 'source')} could not be read"])


def _slug(document: str) -> str:
    path = re.sub(r"^[a-z][a-z0-9+.-]*://", "", document, flags=re.IGNORECASE)
    path = re.sub(r"\.(md|markdown|html?|txt|wiki|wikitext|docx)$", "", path, flags=re.IGNORECASE)
    plain = unicodedata.normalize("NFKD", path).encode("ascii", "ignore").decode("ascii").casefold()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not words:
        return "document"
    # The ends of long paths differ more often than their beginnings.
    words = words[-_LONGEST_NAME:].strip("-")
    reserved = re.fullmatch(r"con|prn|aux|nul|com\d|lpt\d", words)
    return f"{words}-document" if reserved else words


def entry_of(report: Report, comparison: Comparison | None, file: str) -> SiteEntry:
    """Return the row of the index for `report`, whose page is `file`; `comparison` None: no earlier report is known."""
    states = [finding.state for finding in report.findings]
    known = comparison is not None or any(states)
    fresh = {finding.key for finding in comparison.new} if comparison is not None else set()
    new = [finding for finding in sorted_findings(report) if finding.key in fresh or finding.state is State.NEW]
    return SiteEntry(
        file=file,
        name=report.document.name,
        title=report.document.title or report.document.name,
        summary=summarise(report),
        finished=report.finished,
        new=tuple(_new(finding) for finding in new) if known else None,
        fixed=len(comparison.fixed) if comparison is not None else None,
    )


def _new(finding: Finding) -> NewFinding:
    glyph, label, _heading = SEVERITIES[finding.severity]
    return NewFinding(
        glyph=glyph, label=label, severity=finding.severity.value, code=finding.code, message=finding.message
    )


def _totals(entries: Sequence[SiteEntry]) -> Totals:
    news = [len(entry.new) for entry in entries if entry.new is not None]
    fixes = [entry.fixed for entry in entries if entry.fixed is not None]
    return Totals(
        to_fix=sum(entry.summary.to_fix for entry in entries),
        new=sum(news) if news else None,
        fixed=sum(fixes) if fixes else None,
        checks=sum(entry.summary.checks for entry in entries),
        confirmed=sum(entry.summary.confirmed for entry in entries),
        unread=sum(entry.summary.unread for entry in entries),
        claims=sum(entry.summary.claims for entry in entries),
        references=sum(entry.summary.references for entry in entries),
    )
