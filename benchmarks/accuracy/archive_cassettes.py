"""Recorded real exchanges with the Internet Archive, replayed through our client: the right outcome of the three?

`python -m benchmarks.accuracy.archive_cassettes`. Each cassette is put under the client as its transport; what a test
of its own archive client asked there is asked of ours: a look-up (nearest capture), a read, or an index query. The
expected outcome (a capture with its time and status, none, unknown) is derived from the recorded answers by RFC 7089's
rule alone, written out below apart from the client. Where a recording stops before the archive's last word, it cannot
be judged to the end, and is counted apart; what must hold there too is that the client does not say "none". Nothing was
tuned on these recordings but the client as a whole.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from datetime import datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import requests
import yaml
from requests.adapters import BaseAdapter
from urllib3 import HTTPHeaderDict, HTTPResponse

from benchmarks.material.corpus import data_root
from citecheck.archives.client import ArchiveClient
from citecheck.archives.wayback import CdxIndex, IndexUnknown, WaybackArchive
from citecheck.clock import SystemClock
from citecheck.http.failures import Failure
from citecheck.model import ArchiveAnswer, Fetched
from citecheck.settings.model import ArchiveSettings, Settings, WebSettings
from reports.model import LinkStatus

SETTINGS = Settings(
    web=WebSettings(retries=0), archives=ArchiveSettings(lookups_per_minute=0, reads_per_second=0, max_lookups=0)
)


class Cassette(BaseAdapter):
    """Answers from one recording: the nth request for an address gets its nth answer, the last one repeats."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.exchanges: list[tuple[str, dict[str, Any]]] = [
            (one["request"]["uri"], one["response"]) for one in loaded["interactions"]
        ]
        self._asked: Counter[str] = Counter()
        self.missed: list[str] = []

    def answers(self, url: str) -> list[dict[str, Any]]:
        """Return the recorded answers for an address (a CDX query is found by what it asks, not by its spelling)."""
        return [answer for uri, answer in self.exchanges if _same(uri, url)]

    def send(self, request: requests.PreparedRequest, *args: object, **kwargs: object) -> requests.Response:
        """Answer as recorded; `Failure` (not-checked) for what is not there."""
        url = request.url or ""
        answers = self.answers(url)
        if not answers:
            self.missed.append(url)
            raise Failure(LinkStatus.NOT_CHECKED, "not in the cassette")
        found = answers[min(self._asked[url], len(answers) - 1)]
        self._asked[url] += 1
        headers = HTTPHeaderDict()
        for name, values in found["headers"].items():
            for value in values:
                headers.add(name, value)
        body = found["body"].get("string") or b""
        response = requests.Response()
        response.status_code = found["status"]["code"]
        response.url, response.request = url, request
        response.headers = requests.structures.CaseInsensitiveDict(headers.items())
        response.raw = HTTPResponse(
            BytesIO(body.encode() if isinstance(body, str) else body),
            headers,
            response.status_code,
            preload_content=False,
            decode_content=False,
            enforce_content_length=False,
        )
        return response

    def close(self) -> None:
        """Nothing is open."""


def _same(recorded: str, asked: str) -> bool:
    if recorded == asked:
        return True
    one, two = urlsplit(recorded), urlsplit(asked)
    if "/cdx/search/cdx" not in one.path or one.path != two.path:
        return False
    ignored = {"showResumeKey", "gzip", "fl", "resolveRevisits"}
    left, right = ({k: v for k, v in parse_qs(part.query).items() if k not in ignored} for part in (one, two))
    return left == right


def _header(answer: dict[str, Any], name: str) -> str:
    return next((values[0] for key, values in answer["headers"].items() if key.lower() == name), "")


def expected(cassette: Cassette, url: str, *, through_redirects: bool) -> tuple[str, str]:
    """Return the outcome that the recorded answers amount to, and its time and status; "cut" where they stop short."""
    seen = set()
    for _ in range(20):
        answers = cassette.answers(url)
        if not answers:
            return "cut", url
        if url in seen:
            return "loop", ""
        seen.add(url)
        answer = answers[0]
        moment, location = _header(answer, "memento-datetime"), _header(answer, "location")
        status = answer["status"]["code"]
        if moment and not (through_redirects and location):
            return "capture", f"{parsedate_to_datetime(moment):%Y-%m-%dT%H:%M:%SZ} {status}"
        if location:
            url = urljoin(url, location)
            continue
        return ("none", "") if status == 404 else ("unknown", "")
    return "loop", ""


def lookup_outcome(answer: ArchiveAnswer) -> str:
    """Return which of the three our client says."""
    return "capture" if answer.mementos else "none" if answer.known else "unknown"


def read_outcome(fetched: Fetched) -> tuple[str, str]:
    """Return what reading a capture came to."""
    if fetched.failure is LinkStatus.REDIRECT_LOOP:
        return "loop", ""
    if fetched.failure is LinkStatus.GONE:
        return "none", ""
    if fetched.failure or fetched.memento is None:
        return "unknown", ""
    return "capture", f"{fetched.memento.captured} {fetched.status}"


def playback(cassette: Cassette) -> list[tuple[str, str, bool, bool]]:
    """Ask for every address of the cassette: (what, said, right, goes to the end)."""
    results = []
    for uri in dict.fromkeys(uri for uri, _ in cassette.exchanges if "/web/" in uri):
        archive = WaybackArchive("https://web.archive.org", _transport(cassette))
        memento = archive.named(uri)
        if memento is None:
            results.append((f"name {uri}", "no capture's address", False, True))
            continue
        when = datetime.fromisoformat(memento.captured)
        if cassette.answers(memento.raw_url):
            outcome, _ = expected(cassette, memento.raw_url, through_redirects=False)
            said = lookup_outcome(archive.nearest(memento.original, when))
            ends = outcome != "cut"
            results.append((f"look up {uri}", said, said == outcome if ends else said != "none", ends))
        wanted = expected(cassette, memento.raw_url, through_redirects=True)
        found = read_outcome(archive.read(memento))
        ends = wanted[0] != "cut"
        right = found == wanted if ends else found[0] not in ("none", "capture")
        results.append((f"read {uri}", f"{found} of {wanted}", right, ends))
    return results


def rows_of(cassette: Cassette, uri: str) -> set[str]:
    """Return the rows that the recorded answer to one index query holds: seven fields, of pages of the web."""
    (answer, *_) = cassette.answers(uri)
    body = answer["body"].get("string") or b""
    data = body.encode() if isinstance(body, str) else body
    text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode()
    rows = (line.split(" ") for line in text.splitlines())
    return {f"{row[1]} {row[2]}" for row in rows if len(row) == 7 and row[2].startswith("http")}


def index(cassette: Cassette) -> list[tuple[str, str, bool, bool]]:
    """Repeat each index query of the cassette: with all its pages where they were recorded, else its first page."""
    results = []
    queries = [uri for uri in dict.fromkeys(uri for uri, _ in cassette.exchanges) if "/cdx/search/cdx" in uri]
    first = [uri for uri in queries if "resumeKey" not in parse_qs(urlsplit(uri).query)]
    for uri in first:
        (answer, *_) = cassette.answers(uri)
        further = [other for other in queries if other.startswith(f"{uri}&resumeKey")] if len(first) == 1 else []
        wanted = set().union(*(rows_of(cassette, one) for one in (uri, *further)))
        client = _client(cassette, uri, pages=len(further) + 1)
        try:
            rows = {f"{row.timestamp} {row.original}" for row in client.snapshots()}
            results.append((f"index {uri[:110]}", f"{len(rows)} rows of {len(wanted)}", rows == wanted, True))
        except IndexUnknown as error:
            results.append((f"index {uri[:110]}", f"unknown: {error}", answer["status"]["code"] != 200, True))
    return results


def _client(cassette: Cassette, uri: str, *, pages: int) -> CdxIndex:
    query = parse_qs(urlsplit(uri).query)
    options: dict[str, Any] = {"limit": query["limit"][0], "filters": query.get("filter", [])}
    for ours, theirs in (("start_timestamp", "from"), ("end_timestamp", "to"), ("match_type", "matchType")):
        if theirs in query:
            options[ours] = query[theirs][0]
    endpoint = "https://web.archive.org/cdx/search/cdx"
    return CdxIndex(_transport(cassette), endpoint, query["url"][0], pages=pages, **options)


def _transport(cassette: Cassette) -> ArchiveClient:
    return ArchiveClient(SETTINGS, cassette, clock=SystemClock())


def main() -> None:
    folder = data_root() / "archive" / "cassettes"
    if not folder.is_dir():
        sys.exit(f"No cassettes at {folder}: this benchmark needs them.")
    exchanges, wrong = 0, []
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.yaml")):
        cassette = Cassette(path)
        exchanges += len(cassette.exchanges)
        for what, said, right, ends in [*playback(cassette), *index(cassette)]:
            counts["whole" if ends else "cut"] += 1
            counts["whole right" if ends and right else "cut right" if right else "wrong"] += 1
            if not right:
                wrong.append(f"{path.stem}: {what}: {said}")
    print(f"recorded exchanges: {exchanges}, of {len(list(folder.glob('*.yaml')))} cassettes")
    print(f"right outcome, recording goes to the end: {counts['whole right']} of {counts['whole']}")
    print(f"recording stops short, and we say unknown: {counts['cut right']} of {counts['cut']}")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
