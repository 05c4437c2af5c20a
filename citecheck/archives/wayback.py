"""The Internet Archive: captures as in any archive of RFC 7089, and its CDX index through waybackpy.

waybackpy knows the parameters and rows of the index. Its transport is replaced by ours, because its own has no timeouts
and no rate limit, reads refusals as "not archived", and may follow one resume key without end.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Generator
from datetime import datetime
from typing import Any

from waybackpy import WaybackMachineAvailabilityAPI, WaybackMachineCDXServerAPI
from waybackpy.cdx_snapshot import CDXSnapshot
from waybackpy.cdx_utils import full_url
from waybackpy.exceptions import WaybackError

from citecheck.archives.addresses import ArchiveLayout
from citecheck.archives.client import ArchiveClient
from citecheck.archives.memento import MementoArchive
from citecheck.archives.playback import is_excluded
from citecheck.archives.ranking import ranked
from citecheck.archives.timestamps import LATEST, moment_of, stamp_of
from citecheck.model import ArchiveAnswer, Memento
from claims.urls import parts_of
from reports.model import Attempt

NAME = "Internet Archive"
_NAMES = re.compile(
    r"(?:web|wayback|web-beta|classic-web|liveweb|www)\.archive\.org/|archive\.org/web/|replay\.waybackmachine\.org/",
    re.I,
)
_ROW = re.compile(r"\S+ \d{14} \S+ \S+ (?:\d{3}|-) \S+ (?:\d+|-)")
_PAGES = 3  # of an index that are read; a resume key leads to the next
_ROWS = 30  # captures on each side of a date that are requested, error pages included
_TEXTLESS = re.compile(r"(?:image|video|audio|font)/", re.IGNORECASE)


class IndexUnknown(WaybackError):
    """The answer of the index does not show whether there are captures."""


class CdxIndex(WaybackMachineCDXServerAPI):
    """waybackpy's CDX client over our transport: it checks the status and the rows, and limits the pages.

    `endpoint` is the address of the index, `url` the page, `pages` the most pages of rows that are read. `options` are
    waybackpy's own. Iterating `snapshots()` raises `IndexUnknown` if the index refuses, fails, or answers with
    something other than rows. `raw_stamps` maps repaired timestamps to those that the index gave.
    """

    def __init__(self, client: ArchiveClient, endpoint: str, url: str, *, pages: int = _PAGES, **options: Any) -> None:
        super().__init__(url, **options)
        self._pages = pages
        self.endpoint = endpoint
        self.attempts: list[Attempt] = []
        self.raw_stamps: dict[str, str] = {}
        self._client = client

    def cdx_api_manager(self, payload: dict[str, str], headers: dict[str, str]) -> Generator[str, None, None]:
        """Yield pages of rows; replaces waybackpy's own requests."""
        payload |= {"showResumeKey": "true", "limit": str(self.limit)}
        seen: set[str] = set()
        keys: set[str] = set()
        for _ in range(self._pages):
            rows, key = self._page(full_url(self.endpoint, params=payload))
            fresh = [row for row in dict.fromkeys(rows) if row not in seen]  # the index repeats rows
            seen.update(fresh)
            yield "\n".join(fresh)
            if not key or key in keys:  # the index may give the same key again and again
                return
            keys.add(key)
            payload["resumeKey"] = key

    def _page(self, url: str) -> tuple[list[str], str]:
        reply = self._client.get(url, "index")
        self.attempts += reply.attempts
        self.last_api_request_url = url
        answer = reply.answer
        if answer is None:
            raise IndexUnknown(reply.failure.reason if reply.failure else "no answer")
        if is_excluded(reply):
            raise IndexUnknown("the owner of the page had it excluded from the archive")
        if answer.status != 200:
            raise IndexUnknown(f"the index cannot answer (status {answer.status})")
        lines = answer.body.decode("utf-8", "replace").strip().splitlines()
        key = ""
        if len(lines) >= 2 and not lines[-2].strip():
            key, lines = lines[-1].strip(), lines[:-2]
        if answer.truncated and lines:
            lines.pop()  # it may be half a row
        rows = [row for line in lines if (row := self._checked(line))]
        if lines and not rows:
            raise IndexUnknown("the index answers with something other than rows")
        if not lines and (answer.truncated or "html" in reply.headers.get("content-type", "").lower()):
            raise IndexUnknown("the index answers with a page, not with rows")
        return rows, key

    def _checked(self, line: str) -> str | None:
        """Return a row that waybackpy can read, with its timestamp repaired; None if the line is not a row."""
        if not _ROW.fullmatch(line):
            return None
        fields = line.split(" ")
        moment = moment_of(fields[1])
        if moment is None or not fields[2].lower().startswith(("http://", "https://")):
            return None
        if stamp_of(moment) != fields[1]:
            self.raw_stamps[stamp_of(moment)] = fields[1]
            fields[1] = stamp_of(moment)
        return " ".join(fields)


class Availability(WaybackMachineAvailabilityAPI):
    """waybackpy's client of the availability service over our transport. It misses captures, so it is only a hint."""

    def __init__(self, client: ArchiveClient, endpoint: str, url: str) -> None:
        super().__init__(url)
        self.endpoint = endpoint
        self.attempts: list[Attempt] = []
        self._client = client

    def setup_json(self) -> dict[str, Any] | None:
        """Send the request and return the JSON object of the answer, None if it has none; replaces waybackpy's own."""
        reply = self._client.get(full_url(self.endpoint, params=self.payload), "index")
        self.attempts += reply.attempts
        self.json = None
        if reply.answer and reply.answer.status == 200:
            with contextlib.suppress(ValueError):
                found = json.loads(reply.answer.body)
                self.json = found if isinstance(found, dict) else None
        return self.json

    def closest(self, when: datetime | None) -> str | None:
        """Return the address of the capture nearest to `when` (None: the newest); None if the service names none."""
        self.payload["timestamp"] = stamp_of(when) if when else LATEST
        found: Any = self.setup_json()
        for name in ("archived_snapshots", "closest", "url"):
            found = found.get(name) if isinstance(found, dict) else None
        return found if isinstance(found, str) else None


class WaybackArchive(MementoArchive):
    """The Internet Archive. `base` is the address of its services: "https://web.archive.org"."""

    def __init__(self, base: str, client: ArchiveClient) -> None:
        base = base.rstrip("/")
        super().__init__(NAME, ArchiveLayout(f"{base}/web/", other_names=_NAMES), client)
        self._cdx = f"{base}/cdx/search/cdx"
        official = (parts_of(base).hostname or "") == "web.archive.org"
        self._available = ("https://archive.org" if official else base) + "/wayback/available"

    def listed(self, url: str, when: datetime | None) -> ArchiveAnswer:
        """Ask the CDX index for captures on both sides of `when`; see `citecheck.interfaces.Archive.listed`.

        If the index does not answer, the availability service is asked instead.
        """
        attempts: list[Attempt] = []
        good: list[Memento] = []
        poor: list[Memento] = []
        sides: list[dict[str, Any]] = [{"limit": str(-_ROWS)}]
        if when:
            sides = [
                {"end_timestamp": stamp_of(when), **sides[0]},
                {"start_timestamp": stamp_of(when), "limit": str(_ROWS)},
            ]
        try:
            for side in sides:
                index = CdxIndex(self._client, self._cdx, url, pages=1, **side)
                try:
                    for row in index.snapshots():
                        (good if _is_good(row) else poor).append(self._row(index, row))
                finally:
                    attempts += index.attempts
        except WaybackError as error:
            if good:
                return ArchiveAnswer(mementos=ranked(good, when), attempts=tuple(attempts))
            return self._hint(url, when, str(error), attempts)
        return ArchiveAnswer(mementos=(*ranked(good, when), *ranked(poor, when)), attempts=tuple(attempts))

    def _row(self, index: CdxIndex, row: CDXSnapshot) -> Memento:
        stamp = index.raw_stamps.get(row.timestamp, row.timestamp)
        return self._layout.memento(stamp, row.original, self.name)

    def _hint(self, url: str, when: datetime | None, reason: str, attempts: list[Attempt]) -> ArchiveAnswer:
        service = Availability(self._client, self._available, url)
        memento = self.named(service.closest(when) or "")
        return ArchiveAnswer(
            mementos=(memento,) if memento else (),
            known=memento is not None,
            reason="" if memento else reason,
            attempts=(*attempts, *service.attempts),
        )


def _is_good(row: CDXSnapshot) -> bool:
    """Return whether a row may be a page with text: its status is 200, or "-" for the same bytes as an earlier one."""
    return row.statuscode in ("200", "-") and not _TEXTLESS.match(row.mimetype)
