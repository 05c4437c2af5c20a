"""A small server before pywb that speaks the Internet Archive's dialect, and has its faults if a test asks for them."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import parse_qs, quote, urljoin, urlsplit

from pywb_archive import Pywb

from testbed.scripted_server import Answer, Asked, ScriptedServer, reply, serving

_PLAYBACK = re.compile(r"/web/(?P<stamp>\d{4,14})(?P<mod>id_)?/(?P<url>.+)")
_MISSING = b"<html><title>Wayback Machine</title><p>The Wayback Machine has not archived that URL.</p></html>"

Fault = Callable[[Asked], Answer | None]  # None: answer as usual


@dataclass
class Front:
    """The server: its address, the requests that it got, and the faults of its services ("web", "cdx", "wayback")."""

    pywb: Pywb
    server: ScriptedServer | None = None
    faults: dict[str, Fault] = field(default_factory=dict)

    @property
    def url(self) -> str:
        assert self.server is not None
        return self.server.url

    @property
    def asked(self) -> list[str]:
        assert self.server is not None
        return [asked.target for asked in self.server.asked]

    def answer(self, asked: Asked) -> Answer:
        service = asked.target.split("/")[1].split("?")[0]
        fault = self.faults.get(service)
        said = fault(asked) if fault else None
        if said is not None:
            return said
        if service == "web":
            return self._playback(asked.target)
        if service == "cdx":
            return self._cdx(parse_qs(urlsplit(asked.target).query))
        if service == "wayback":
            return self._available(parse_qs(urlsplit(asked.target).query))
        return reply(_MISSING, "404 Not Found")

    def captures(self, url: str) -> list[dict[str, str]]:
        """All captures of `url` that pywb knows, the oldest first."""
        _, _, body = self._pywb(f"/web/cdx?url={quote(url, safe='')}&output=json&allowFuzzy=0")
        rows = [json.loads(line) for line in body.decode().splitlines() if line.strip()]
        return sorted(rows, key=lambda row: str(row["timestamp"]))

    def _playback(self, target: str) -> bytes:
        match = _PLAYBACK.fullmatch(target)
        if match is None:
            return reply(_MISSING, "404 Not Found")
        stamp, mod, url = match["stamp"].ljust(14, "0"), match["mod"] or "", match["url"]
        rows = self.captures(url)
        if not rows:
            return reply(_MISSING, "404 Not Found")
        near = min(rows, key=lambda row: abs(_seconds(row["timestamp"]) - _seconds(stamp)))
        if near["timestamp"] != stamp:
            place = f"{self.url}/web/{near['timestamp']}{mod}/{near['url']}"
            why = ("x-archive-redirect-reason", f"found capture at {near['timestamp']}")
            return reply(b"", "302 FOUND", ("Location", place), why, type="text/plain; charset=utf-8")
        status, headers, body = self._pywb(f"/web/{stamp}id_/{url}")
        kept = [("Memento-Datetime", _http(stamp)), ("Link", self._links(url, rows, stamp))]
        if "location" in headers:
            kept.append(("Location", f"/web/{stamp}{mod}/{urljoin(url, headers['location'])}"))
        if "retry-after" in headers:
            kept.append(("x-archive-orig-retry-after", headers["retry-after"]))
        return reply(body, status, *kept, type=headers.get("content-type", ""))

    def _links(self, url: str, rows: list[dict[str, str]], stamp: str) -> str:
        at = [row["timestamp"] for row in rows].index(stamp)
        marks = {0: "first", at - 1: "prev", at: "", at + 1: "next", len(rows) - 1: "last"}
        links = [f'<{url}>; rel="original"', f'<{self.url}/web/timemap/link/{url}>; rel="timemap"']
        for index in sorted(mark for mark in marks if 0 <= mark < len(rows)):
            row = rows[index]
            relation = f"{marks[index]} memento".strip()
            if index == 0 and at in (0, 1):
                relation = "first memento" if at == 0 else "first prev memento"
            place = f"{self.url}/web/{row['timestamp']}/{row['url']}"
            links.append(f'<{place}>; rel="{relation}"; datetime="{_http(row["timestamp"])}"')
        return ", ".join(links)

    def _cdx(self, query: dict[str, list[str]]) -> bytes:
        first = {name: values[0] for name, values in query.items()}
        rows = self.captures(first["url"])
        rows = [
            row for row in rows if first.get("from", "0") <= row["timestamp"] <= first.get("to", "9").ljust(14, "9")
        ]
        limit = int(first.get("limit", "100000"))
        begin = int(first.get("resumeKey", "0"))
        taken = rows[limit:] if limit < 0 else rows[begin : begin + limit]
        lines = []
        for row in taken:
            status = row.get("status", "-")
            line = " ".join(
                [row["urlkey"], row["timestamp"], row["url"], row["mime"], status, row["digest"], row["length"]]
            )
            lines += [line, line]  # as the Internet Archive does
        text = "\n".join(lines)
        if "showResumeKey" in first and 0 < limit < len(rows) - begin:
            text += f"\n\n{begin + limit}"
        return reply((text + "\n" if text else "").encode(), type="text/plain;charset=UTF-8")

    def _available(self, query: dict[str, list[str]]) -> bytes:
        url, stamp = query["url"][0], query.get("timestamp", ["2"])[0].ljust(14, "0")
        rows = [row for row in self.captures(url) if row.get("status") == "200"]  # never a revisit
        found: dict[str, object] = {}
        if rows:
            near = min(rows, key=lambda row: abs(_seconds(row["timestamp"]) - _seconds(stamp)))
            place = f"{self.url}/web/{near['timestamp']}/{near['url']}"
            found = {"closest": {"status": "200", "available": True, "url": place, "timestamp": near["timestamp"]}}
        body = {"url": url, "archived_snapshots": found, "timestamp": stamp}
        return reply(json.dumps(body).encode(), type="application/json")

    def _pywb(self, target: str) -> tuple[str, dict[str, str], bytes]:
        connection = http.client.HTTPConnection(urlsplit(self.pywb.url).netloc, timeout=10)
        try:
            connection.request("GET", target)
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            return f"{answer.status} {answer.reason}", headers, answer.read()
        finally:
            connection.close()


@contextmanager
def fronting(pywb: Pywb) -> Iterator[Front]:
    """Serve as long as the context lasts."""
    front = Front(pywb)
    with serving(front.answer) as server:
        front.server = server
        yield front


def _moment(stamp: str) -> datetime:
    try:
        return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return datetime(int(stamp[:4]), 1, 1, tzinfo=UTC)


def _seconds(stamp: str) -> float:
    return _moment(stamp).timestamp()


def _http(stamp: str) -> str:
    return format_datetime(_moment(stamp), usegmt=True)
