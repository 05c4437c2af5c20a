"""A review server in a thread, with reports of its own, as `citecheck review` runs it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import requests
import sample_reports
from waitress.server import create_server

from citecheck.review.app import ReviewApp
from citecheck.review.decisions import SharedDecisions
from citecheck.review.folder import ReportFolder
from reports.rendering import write

KEYS = ("4ed8d7ec789eda3e", "6ac243e151540751", "5cde496ad90a034f")
"""The keys of the first findings of the report."""
DOCUMENT = "articles/harbour-bridge.wiki"


@dataclass
class Serving:
    """A server under way: its address, its secret, the folder of its reports and the file of ignored findings."""

    address: str
    token: str
    folder: Path
    ignore_file: Path

    def session(self) -> requests.Session:
        """Return a session of a reviewer who opened the printed address."""
        session = requests.Session()
        assert session.get(f"{self.address}/?token={self.token}", timeout=10).status_code == 200
        return session

    def decide(self, session: requests.Session, finding: str, decision: str, **more: str) -> requests.Response:
        """Send a decision as the page does."""
        body = {"document": DOCUMENT, "finding": finding, "decision": decision, "by": "Ana", **more}
        headers = {"X-Citecheck-Review": "1"}
        return session.post(f"{self.address}/decisions", json=body, headers=headers, timeout=10)

    def decisions(self, session: requests.Session) -> dict[str, str]:
        """Return the decision on each finding."""
        answer = session.get(f"{self.address}/decisions", params={"document": DOCUMENT}, timeout=10)
        return {one["finding"]: one["decision"] for one in answer.json()["decisions"]}


@contextmanager
def serving(folder: Path, *, read_only: bool = False) -> Iterator[Serving]:
    """Serve one report from `folder` while the block runs."""
    report = sample_reports.everything()
    first = [replace(finding, key=key) for finding, key in zip(report.findings, KEYS, strict=False)]
    reports = folder / "reports"
    if not reports.exists():
        write(replace(report, findings=(*first, *report.findings[len(KEYS) :])), reports / "bridge.json")
    ignore_file = folder / "citecheck-ignore.toml"
    decisions = SharedDecisions(reports, ignore_file, now=lambda: datetime(2026, 3, 1, 8, tzinfo=UTC))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        app = ReviewApp(
            ReportFolder(reports), decisions, hosts=[f"127.0.0.1:{port}", f"localhost:{port}"], read_only=read_only
        )
        server = create_server(app, sockets=[listening], ident=None)

        def run() -> None:
            with suppress(OSError):  # the socket that it waits for is closed by another thread
                server.run()

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        try:
            yield Serving(f"http://127.0.0.1:{port}", app.token, reports, ignore_file)
        finally:
            server.close()
            thread.join(timeout=10)
