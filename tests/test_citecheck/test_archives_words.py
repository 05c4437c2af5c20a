"""Whatever an archive says, what follows is one of three, and "none" only from two that say so."""

from __future__ import annotations

from io import BytesIO

import requests
from hypothesis import example, given, settings
from hypothesis import strategies as st
from requests.adapters import BaseAdapter
from urllib3 import HTTPHeaderDict, HTTPResponse

from citecheck.archives import build_archives
from citecheck.settings.model import ArchiveSettings, Settings, WebSettings
from claims.model import Reference, Span
from testbed.archive_faults import ABSENT, PRESENT, ROWS, SAID_404
from testbed.idle_clock import IdleClock

Said = tuple[int, dict[str, str], bytes]

statuses = st.sampled_from([200, 204, 206, 301, 302, 304, 307, 400, 401, 403, 404, 410, 429, 451, 500, 502, 503, 504])
headers = st.fixed_dictionaries(
    {},
    optional={
        "Content-Type": st.sampled_from(["text/html", "text/plain", "application/json", "application/link-format", ""]),
        "Memento-Datetime": st.sampled_from(["Tue, 03 May 2011 10:20:30 GMT", "yesterday", ""]),
        "Location": st.sampled_from(
            ["/", "/web/2012id_/http://x.test/", "http://elsewhere.test/", "http://[", "//", ""]
        ),
        "Link": st.sampled_from(
            ['<http://a.test/m>; rel="memento"', "<<>>", "<>; rel=memento", '<http://[>;rel="memento"']
        ),
        "Retry-After": st.sampled_from(["1", "-1", "soon", "99999999999", "Fri, 31 Dec 9999 23:59:59 GMT"]),
        "Content-Encoding": st.sampled_from(["gzip", "br", "identity", "x"]),
        "X-Archive-Wayback-Runtime-Error": st.just("AdministrativeAccessControlException"),
    },
)
bodies = st.one_of(
    st.binary(max_size=200),
    st.sampled_from(
        [b"", b"\n", SAID_404, b"<html>", b"{}", b"[]", b'{"archived_snapshots": {"closest": {"url": 3}}}', b"null"]
    ),
    st.lists(st.sampled_from([*ROWS, "", "key", "a b c", ROWS[0].replace("200", "-")]), max_size=4).map(
        lambda rows: "\n".join(rows).encode()
    ),
)
saids = st.tuples(statuses, headers, bodies)


class Scripted(BaseAdapter):
    """Says the same of every page, by service."""

    def __init__(self, web: Said, cdx: Said, available: Said) -> None:
        super().__init__()
        self.says = {"web": web, "cdx": cdx, "wayback": available}
        self.count = 0

    def send(self, request: requests.PreparedRequest, *args: object, **kwargs: object) -> requests.Response:
        self.count += 1
        assert self.count < 100
        path = (request.url or "").split("/", 3)[3]
        status, sent, body = self.says.get(path.split("/")[0].split("?")[0], (404, {}, b""))
        response = requests.Response()
        response.status_code, response.url, response.request = status, request.url or "", request
        response.headers = requests.structures.CaseInsensitiveDict(sent)
        response.raw = HTTPResponse(
            BytesIO(body), HTTPHeaderDict(sent), status, preload_content=False, decode_content=False
        )
        return response

    def close(self) -> None: ...


@settings(max_examples=60, deadline=None)
@given(saids, saids, saids)
@example((404, {}, SAID_404), (200, {"Content-Type": "text/plain"}, b""), (200, {}, b"{}"))
@example((404, {}, SAID_404), (200, {}, b"\n"), (200, {}, b"{}"))
@example((200, {"Link": '<http://[>; rel="memento"'}, b""), (200, {}, b""), (200, {}, b""))
@example((302, {"Location": "http://["}, b""), (200, {}, b""), (200, {}, b'{"archived_snapshots": [1]}'))
def test_one_of_three_and_none_only_where_two_say_so(web: Said, cdx: Said, available: Said) -> None:
    adapter = Scripted(web, cdx, available)
    chosen = Settings(web=WebSettings(retries=1), archives=ArchiveSettings(wayback="http://archive.test", timegates=()))
    chooser = build_archives(chosen, adapter, IdleClock())
    for url in (PRESENT, ABSENT):
        reference = Reference(key="r", label="1", text="x", span=Span(0, 1), urls=(url,), accessed="2012")
        for memento in chooser.candidates(reference, url):
            fetched = chooser.read(memento)
            assert (fetched.status is None) == (fetched.failure is not None and not fetched.body)
            assert fetched.memento is not None
        absent = chooser.known_absent(url, reference)
        if absent:
            assert web[0] in (404, 410)
            assert "Memento-Datetime" not in web[1]
            assert cdx[0] == 200
            assert cdx[2].strip() == b""
            assert "html" not in cdx[1].get("Content-Type", "")
        if absent is None:
            assert chooser.reason(url, reference)
        assert all(attempt.status or attempt.failure for attempt in chooser.attempts(url, reference))
