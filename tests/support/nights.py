"""A small world for nights: documents in a folder, sources on 127.0.0.1, and a clock that a test sets.

with World(tmp_path) as world:
    world.page("/bridge", "The bridge was opened in 1912.")
    world.article("one.md", "The bridge was opened in 1912.[^1]", "/bridge")
    result = world.night()          # a day later each time
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec
from live_web import fast

from citecheck.http.guard import Guard
from citecheck.http.transport import adapter_for
from citecheck.interfaces import Observer
from citecheck.nightly.model import NightResult
from citecheck.nightly.runner import nightly
from citecheck.nightly.setup import NightRequest
from citecheck.settings import ArchiveSettings, CheckingSettings, NightlySettings, Settings
from reports.model import Finding, State
from testbed.loopback import Loopback, Reply, page, prose


class SetClock:
    """See `citecheck.interfaces.Clock`: it shows the time that a test sets; waiting advances it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.time = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
        self._passed = 0.0

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return self._passed

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self._passed += seconds


class World:
    """Documents, sources and nights below `folder`."""

    def __init__(self, folder: Path, **nightly_settings: Any) -> None:
        self.folder = folder
        self.clock = SetClock()
        self.web = Loopback()
        self.settings = Settings(
            web=fast(respect_robots=False, retries=0, breaker=0),
            archives=ArchiveSettings(enabled=False),
            checking=CheckingSettings(judge="plain_judge:PlainJudge", circular=False),
            nightly=NightlySettings(
                store=str(folder / "kept" / "store.sqlite"),
                cache=str(folder / "kept" / "cache.sqlite"),
                ignore_file=str(folder / "citecheck-ignore.toml"),
                output="",
                **nightly_settings,
            ),
        )
        guard = Guard(self.settings.web.allow_addresses, resolver=self.web.resolver)
        self._adapter = adapter_for(self.settings.web, guard=guard)
        (folder / "docs").mkdir(exist_ok=True)

    def __enter__(self) -> World:
        self.web.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.web.__exit__(kind, error, trace)

    def page(self, path: str, *paragraphs: str, host: str = "news.test") -> str:
        """Set the text of a page. Return its address."""
        return self.web.add(host, path, Reply(body=page("A report of the harbour", *paragraphs, prose(60))))

    def fails(self, path: str, reply: Reply | None = None, host: str = "news.test") -> str:
        """Let an address fail."""
        return self.web.add(host, path, reply or self.web.missing)

    def article(self, name: str, text: str, *addresses: str, heading: str = "The harbour") -> Path:
        """Write a document: `text` with marks, and an entry for each address (a path means news.test)."""
        entries = "\n".join(
            f'[^{number}]: "Report {address.rpartition("/")[2]}". {self._whole(address)}. Retrieved 2 May 2024.'
            for number, address in enumerate(addresses, start=1)
        )
        path = self.folder / "docs" / name
        path.write_text(f"# {heading}\n\n{text}\n\n{entries}\n", encoding="utf-8")
        return path

    def night(
        self,
        *,
        days: float = 1.0,
        request: NightRequest | None = None,
        observer: Observer | None = None,
        publish: Callable[[NightResult], None] | None = None,
        **changes: Any,
    ) -> NightResult:
        """Let `days` pass, and run a night."""
        self.clock.time += timedelta(days=days)
        settings = self.settings
        if changes:
            settings = msgspec.structs.replace(settings, nightly=msgspec.structs.replace(settings.nightly, **changes))
        request = request or NightRequest(documents=(str(self.folder / "docs"),))
        return nightly(settings, request, clock=self.clock, adapter=self._adapter, observer=observer, publish=publish)

    def _whole(self, address: str) -> str:
        return address if "://" in address else self.web.url("news.test", address)


def states(result: NightResult) -> dict[str, State | None]:
    """Return the state of each finding of a night by its code (each code once)."""
    return {finding.code: finding.state for finding in findings(result)}


def findings(result: NightResult) -> list[Finding]:
    """Return the findings of all documents of a night."""
    return [finding for report in result.reports for finding in report.findings]
