"""Run the cases of the rule book about documents: whole audits, with a web of one page."""

from __future__ import annotations

from collections.abc import Mapping

import citecheck
from citecheck.assembly import Session
from citecheck.recovery.model import FoundAddress, Route
from citecheck.settings import ReportSettings, Settings, WebSettings
from citecheck.testing import FakeArchive, FakeFetcher
from reports.codes import codes

ADDRESS = "https://harbour.example/log"
PAGE = "<title>The harbour log</title><p>A mast fell on the quay. The clerk wrote it down.</p>"


def found(given: Mapping[str, str]) -> dict[str | None, str]:
    """Return the codes of the findings that are about the document, by the ids of their rules."""
    captures = {ADDRESS: {"2020-01-02T00:00:00Z": given["archive"]}} if "archive" in given else {}
    web = FakeFetcher({ADDRESS: given.get("page", PAGE), f"{ADDRESS}?utm_source=mail": PAGE})
    settings = Settings(report=ReportSettings(enable=tuple(codes())), web=WebSettings(per_host_rate=0))
    archives = (FakeArchive(captures, name="web.archive.org"),)
    with Session(settings, fetcher=web, archives=archives) as session:
        if "found" in given:
            session.sources.use_table({"1": FoundAddress(url=given["found"], route=Route.ORIGINAL, where="a wiki")})
        document = citecheck.read(given["document"].encode(), name="article", format=given.get("format", "plaintext"))
        report = session.auditor().audit(document)
    return {
        finding.rule: finding.code
        for finding in report.findings
        if finding.rule is None or finding.rule.startswith("document.")
    }
