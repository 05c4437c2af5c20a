"""Records the small web of the bundled example into citecheck/demo/sources.warc.gz.

A server on loopback answers for every site of the example and for a web archive. The audit runs over it with a
transport that sends all names there, and its own recorder writes the exchanges. Run it after a change of the example's
pages.
"""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter

from citecheck.assembly import Session
from citecheck.settings import EvidenceSettings, Settings, WebSettings

DEMO = Path(__file__).resolve().parents[1] / "citecheck" / "demo"
PAGES = {
    ("www.skerrytrust.test", "/harrow-point"): (200, "harrow-point.html"),
    ("lights.northoffice.test", "/list/volume-3"): (200, "list-volume-3.html"),
    ("gazette.northhaven.test", "/1952/the-night-the-lamp-went-out"): (404, "gone.html"),
    ("council.skerry.test", "/minutes/2014-09"): (200, "minutes-2014-09.html"),
    ("www.coastalpost.test", "/2018/07/restored-light-opens"): (200, "restored-light-opens.html"),
    ("www.coastalpost.test", "/2019/02/museum-review"): (200, "museum-review.html"),
    ("stats.islandtourism.test", "/2019/visitors"): (403, "bot-wall.html"),
    ("www.skerrytrust.test", "/seabird-survey-2019"): (200, "seabird-survey-2019.html"),
    ("news.lampworks.test", "/led-conversion"): (200, "led-not-found.html"),
}
SOFT = {"news.lampworks.test"}  # answers 200 to every address
ARCHIVE = "web.archive.org"
OTHER_ARCHIVE = "arquivo.pt"  # has none of the pages, and says so
CAPTURED = "20150403101500"
CAPTURES = {"http://gazette.northhaven.test/1952/the-night-the-lamp-went-out": "gazette-1952.html"}
DATED = "Fri, 03 Apr 2015 10:15:00 GMT"


class Web(BaseHTTPRequestHandler):
    """Every site of the example, chosen by the Host header."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer as the site of the Host header does."""
        host = (self.headers.get("Host") or "").split(":")[0]
        if host == ARCHIVE:
            self._archive()
            return
        if host == OTHER_ARCHIVE:
            self._answer(404, b"", {"Content-Type": "application/link-format"})
            return
        status, page = PAGES.get((host, self.path), (200 if host in SOFT else 404, "gone.html"))
        if host in SOFT:
            page = "led-not-found.html"
        self._answer(status, (DEMO / "web" / page).read_bytes())

    def _archive(self) -> None:
        """Answer as a web archive does, for the needed requests: playback of raw captures, and the capture index."""
        path = urlsplit(self.path)
        if path.path == "/cdx/search/cdx":
            self._answer(200, self._index(path.query).encode(), {"Content-Type": "text/plain;charset=UTF-8"})
            return
        stamp, _, original = self.path.removeprefix("/web/").partition("/")
        stamp = stamp.removesuffix("id_")
        if original not in CAPTURES:
            self._answer(404, b"<html><body><p>The archive has no capture of that address.</p></body></html>")
        elif stamp != CAPTURED:
            target = f"https://{ARCHIVE}/web/{CAPTURED}id_/{original}"
            self._answer(302, b"", {"Location": target, "X-Archive-Redirect-Reason": f"found capture at {CAPTURED}"})
        else:
            headers = {"Memento-Datetime": DATED, "Link": f'<{original}>; rel="original"'}
            self._answer(200, (DEMO / "web" / CAPTURES[original]).read_bytes(), headers)

    def _index(self, query: str) -> str:
        from urllib.parse import parse_qs

        wanted = parse_qs(query).get("url", [""])[0]
        if wanted not in CAPTURES:
            return ""
        return f"test,northhaven,gazette)/ {CAPTURED} {wanted} text/html 200 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA 1500\n"

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Print nothing."""


class ToLoopback(HTTPAdapter):
    """Sends the requests for all names to one server on loopback, and keeps the name in the Host header."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self._port = port

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Send to loopback a request for another host."""
        asked = urlsplit(request.url or "")
        led = request.copy()
        led.url = urlunsplit(asked._replace(scheme="http", netloc=f"127.0.0.1:{self._port}"))
        led.headers["Host"] = asked.netloc
        response = super().send(led, *args, **kwargs)
        response.url = request.url or ""
        return response


def main() -> None:
    """Write the recording, and print what the audit of it found."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Web)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    target = DEMO / "sources.warc.gz"
    target.unlink(missing_ok=True)
    settings = Settings(evidence=EvidenceSettings(record=str(target)), web=WebSettings(per_host_rate=0.0))
    try:
        with Session(settings, adapter=ToLoopback(server.server_port)) as session:
            report = session.auditor().audit(session.read(DEMO / "article.html"))
    finally:
        server.shutdown()
        server.server_close()
    for source in report.sources:
        print(source.label, source.status, source.reason, [copy.origin.value for copy in source.copies])
    for finding in report.findings:
        print(finding.severity, finding.code, finding.message)


if __name__ == "__main__":
    main()
