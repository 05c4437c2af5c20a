"""Recorded exchanges with the Internet Archive, replayed: does our client say capture, none or unknown where it should?

`python -m benchmarks.accuracy.archive_cassettes`. Each recording (a cassette) replaces the transport of our client. The
client then repeats the requests that the recorded client made: a look-up of the nearest capture, a read, or a query of
the index. The expected outcome (a capture with its time and status, none, or unknown) follows from the recorded answers
and RFC 7089 alone. The code for that is below and shares nothing with the client.

Some recordings stop before the archive's last answer. They are counted separately. For them, the client must not say
"none". The client as a whole was tuned on these recordings; no single rule was.
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
    """Answers from one recording: the n-th request for an address gets its n-th answer; the last answer repeats."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.exchanges: list[tuple[str, dict[str, Any]]] = [
            (one["request"]["uri"], one["response"]) for one in loaded["interactions"]
        ]
        self._asked: Counter[str] = Counter()
        self.missed: list[str] = []

    def answers(self, url: str) -> list[dict[str, Any]]:
        """Return the recorded answers for an address. A CDX query is found by its parameters, in any order."""
        return [answer for uri, answer in self.exchanges if _same(uri, url)]

    def send(self, request: requests.PreparedRequest, *args: object, **kwargs: object) -> requests.Response:
        """Answer as recorded. Raises `Failure` (not-checked) for an address that was not recorded."""
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
        """Do nothing: no connection is open."""


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
    """Return the outcome that the recorded answers show, with its time and status; "cut" if they stop too early."""
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
    """Return which of the three outcomes our client gives."""
    return "capture" if answer.mementos else "none" if answer.known else "unknown"


def read_outcome(fetched: Fetched) -> tuple[str, str]:
    """Return the outcome of reading a capture."""
    if fetched.failure is LinkStatus.REDIRECT_LOOP:
        return "loop", ""
    if fetched.failure is LinkStatus.GONE:
        return "none", ""
    if fetched.failure or fetched.memento is None:
        return "unknown", ""
    return "capture", f"{fetched.memento.captured} {fetched.status}"


def playback(cassette: Cassette) -> list[tuple[str, str, bool, bool]]:
    """Yield the result for every address of the cassette: (what, said, right, whether the recording is complete)."""
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
    """Return the rows of the recorded answer to one index query: seven fields each, pages of the web only."""
    (answer, *_) = cassette.answers(uri)
    body = answer["body"].get("string") or b""
    data = body.encode() if isinstance(body, str) else body
    text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode()
    rows = (line.split(" ") for line in text.splitlines())
    return {f"{row[1]} {row[2]}" for row in rows if len(row) == 7 and row[2].startswith("http")}


def index(cassette: Cassette) -> list[tuple[str, str, bool, bool]]:
    """Repeat each index query of the cassette: all its pages if they were recorded, else the first page."""
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
