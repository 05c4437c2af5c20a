"""The reports of one folder, read from their JSON files, as pages for reviewers."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from citecheck.errors import SettingsError
from reports.errors import UnreadableReport
from reports.formats.html import render_page
from reports.formats.site import entry_of, page_names, render_index
from reports.model import Report
from reports.rendering import load

INDEX = "index.html"
DECISIONS = "/decisions"
"""Where the pages send decisions to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPages:
    """The reports of a folder: `by_page` by the name of their page, `by_document` by the name of their document."""

    by_page: Mapping[str, Report]
    by_document: Mapping[str, Report]


class ReportFolder:
    """Reads the reports (JSON) of `folder`, again when a file changes. Methods may be called by several threads."""

    def __init__(self, folder: Path) -> None:
        """Look for reports in `folder`. Raises `SettingsError` if it is not one, or has no report in JSON."""
        if not folder.is_dir():
            raise SettingsError(f"{folder}: is not a folder; `citecheck audit DOC -o {folder}/` writes one")
        self._folder = folder
        self._lock = threading.Lock()
        self._read: dict[Path, tuple[tuple[int, int], Report | None]] = {}
        if not self.pages().by_page:
            raise SettingsError(
                f"{folder}: this folder has no report in JSON; `citecheck audit DOC -o {folder}/` writes HTML and JSON"
            )

    def pages(self) -> ReportPages:
        """Return the reports that are in the folder now. Files that are not reports are left out."""
        with self._lock:
            found = [report for path in sorted(self._folder.glob("*.json")) if (report := self._report(path))]
        by_document = {report.document.name: report for report in found}
        names = page_names(list(by_document))
        return ReportPages(by_page=dict(zip(names, by_document.values(), strict=True)), by_document=by_document)

    def page(self, name: str) -> str | None:
        """Return the page called `name` as HTML, the index included; None: there is no such page."""
        pages = self.pages()
        if name == INDEX:
            return render_index([entry_of(report, None, page) for page, report in pages.by_page.items()])
        report = pages.by_page.get(name)
        return None if report is None else render_page(report, home=INDEX, review=DECISIONS)

    def _report(self, path: Path) -> Report | None:
        try:
            status = path.stat()
        except OSError:
            return None
        state = (status.st_mtime_ns, status.st_size)
        known = self._read.get(path)
        if known is None or known[0] != state:
            try:
                known = (state, load(path))
            except UnreadableReport:
                known = (state, None)
            self._read[path] = known
        return known[1]


__all__ = ["DECISIONS", "INDEX", "ReportFolder", "ReportPages"]
