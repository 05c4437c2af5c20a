from __future__ import annotations

import gzip
import os
import tempfile
import tracemalloc
from pathlib import Path

import pytest
import requests
from hypothesis import example, given, settings
from hypothesis import strategies as st
from live_web import fast, guard_for
from requests.adapters import BaseAdapter

from citecheck.errors import EvidenceError
from citecheck.evidence import Recording, RecordingAdapter, RecordingReader, ReplayAdapter
from citecheck.evidence.model import RecordedAnswer
from citecheck.evidence.records import Record, pack, read_all
from citecheck.http.failures import Failure
from citecheck.http.redaction import clean_url
from citecheck.http.transport import adapter_for
from citecheck.web.live import LiveFetcher
from reports.model import LinkStatus
from testbed.loopback import Loopback, Reply, redirect

names = st.sampled_from(["Content-Type", "X-A", "Link", "Location", "ETag", "Server", "Content-Length", "X-Empty"])
values = st.text(st.characters(min_codepoint=0x21, max_codepoint=0xFF, exclude_characters="\x7f\x85\xa0"), max_size=30)
paths = st.text(
    st.characters(codec="ascii", min_codepoint=0x21, max_codepoint=0x7E, exclude_characters='#@"<>'), max_size=20
)
statuses = st.integers(min_value=100, max_value=599)
failures = st.builds(Failure, st.sampled_from(LinkStatus), st.text(min_size=1, max_size=40), passing=st.booleans())
answers = st.builds(
    RecordedAnswer,
    status=statuses,
    reason=st.sampled_from(["OK", "", "Not Found", "Très bien"]),
    version=st.sampled_from(["HTTP/1.1", "HTTP/1.0"]),
    headers=st.lists(st.tuples(names, values), max_size=6).map(tuple),
    body=st.one_of(st.binary(max_size=2000), st.sampled_from([b"", b"same " * 300, b"\r\n\r\nWARC/1.1\r\n"])),
    truncated=st.sampled_from([None, "length"]),
    failure=st.one_of(st.none(), failures),
)


def asked(adapter: BaseAdapter, url: str) -> object:
    request = requests.PreparedRequest()
    request.method, request.url = "GET", url
    request.headers = requests.structures.CaseInsensitiveDict()
    try:
        response = adapter.send(request)
    except Failure as failure:
        return failure.status, failure.reason, failure.passing, failure.recorded_at
    body, broken = b"", None
    try:
        while piece := response.raw.read(700, decode_content=False):
            body += piece
    except Failure as failure:
        broken = (failure.status, failure.reason, failure.passing)
    headers = tuple(response.raw.headers.iteritems())
    return response.status_code, response.reason, headers, body, broken, response.recorded_at, response.evidence


@example(
    [
        (
            "/",
            RecordedAnswer(
                status=200,
                reason="",
                version="HTTP/1.1",
                headers=(("Content-Length", "0"), ("Content-Length", "1")),
                body=b"ab",
                truncated="length",
                failure=None,
            ),
        )
    ]
)
@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(paths, st.one_of(answers, failures)), min_size=1, max_size=6))
def test_whatever_is_recorded_is_what_is_replayed(exchanges: list[tuple[str, RecordedAnswer | Failure]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "run.warc.gz"
        wanted: dict[str, list[object]] = {}
        with Recording(path) as recording:
            for number, (place, said) in enumerate(exchanges):
                url, at = f"http://a.test/{place}", f"2026-01-02T03:04:{number:02}Z"
                if isinstance(said, Failure):
                    recording.add_failure("GET", url, [], said, at=at)
                    wanted.setdefault(clean_url(url), []).append(
                        (said.status, clean_url(said.reason), said.passing, at)
                    )
                else:
                    evidence = recording.add_answer("GET", url, [], said, at=at)
                    broken = (
                        (said.failure.status, clean_url(said.failure.reason), said.failure.passing)
                        if said.failure
                        else None
                    )
                    wanted.setdefault(clean_url(url), []).append(
                        (said.status, said.reason, _grouped(said.headers), said.body, broken, at, evidence)
                    )
        replay = ReplayAdapter(path)
        for url, turns in wanted.items():
            assert [asked(replay, url) for _ in turns] == turns
            assert asked(replay, url) == turns[-1]


def _grouped(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Repeated headers stand together, under the first spelling, as urllib3 gives them."""
    order = dict.fromkeys(name for name, _ in headers)
    return tuple(
        (name, clean_url(value) if name in ("Link", "Location") else value)
        for name in order
        for other, value in headers
        if other == name
    )


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.integers(min_value=0, max_value=3))
def test_no_file_is_too_odd_to_be_read_or_refused(junk: bytes, kind: int) -> None:
    fields = {"WARC-Record-ID": "<urn:uuid:1>", "WARC-Target-URI": "http://a.test/"}
    record = pack("response", fields, http=("HTTP/1.1 200 OK", []), payload=b"body")
    content = [junk, b"WARC/1.1\r\n" + junk, record + junk, junk + record][kind]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.warc.gz"
        path.write_bytes(content)
        try:
            said = asked(ReplayAdapter(path), "http://a.test/")
        except EvidenceError:
            return
        assert isinstance(said, tuple)
        assert said[0] == LinkStatus.NOT_CHECKED or said[3] == b"body"


@pytest.mark.parametrize(
    "url",
    [
        "http://user:kept@h.test/p",
        "http://h.test/?a=1&access_token=kept#x",
        "https://h.test/x?API_KEY=kept",
        "https://h.test/?X-Amz-Signature=kept&b=2",
        'see "http://me:kept@h.test/" and http://you:kept@h.test/',
    ],
)
def test_credentials_leave_an_address(url: str) -> None:
    assert "kept" not in clean_url(url)
    assert clean_url(clean_url(url)) == clean_url(url)


@pytest.mark.parametrize("url", ["http://h.test/?sid=12&id=7", "http://h.test/@user/x", "http://h.test/a?q=me@b.test"])
def test_what_is_no_credential_stays(url: str) -> None:
    assert clean_url(url) == url


def test_a_second_look_finds_a_file_that_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "run.warc.gz"
    with Recording(path) as recording:
        answer = RecordedAnswer(status=200, reason="OK", version="HTTP/1.1", headers=(), body=b"words " * 99)
        evidence = recording.add_answer("GET", "http://a.test/", [], answer, at="2026-01-01T00:00:00Z")
    replay = ReplayAdapter(path)
    data = bytearray(path.read_bytes())
    data[evidence.offset + 40] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(EvidenceError, match=rf"damaged at byte {evidence.offset}"):
        asked(replay, "http://a.test/")


def test_a_later_failure_word_is_an_error_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "run.warc.gz"
    fields = {"WARC-Record-ID": "<urn:uuid:1>", "WARC-Target-URI": "http://a.test/", "Citecheck-Turn": "1"}
    body = b'{"failure": {"status": "struck-by-lightning", "reason": "x"}}'
    path.write_bytes(pack("metadata", fields, payload=body, content_type="application/json"))
    with pytest.raises(EvidenceError, match="later version"):
        asked(ReplayAdapter(path), "http://a.test/")


def test_recording_and_replaying_hold_no_bodies(tmp_path: Path) -> None:
    path = tmp_path / "run.warc.gz"
    body = os.urandom(100_000)

    def said(number: int) -> RecordedAnswer:
        return RecordedAnswer(
            status=200, reason="OK", version="HTTP/1.1", headers=(), body=number.to_bytes(4, "big") + body
        )

    tracemalloc.start()
    try:
        with Recording(path) as recording:
            for number in range(60):  # 6 MB
                recording.add_answer("GET", f"http://a.test/{number}", [], said(number), at="2026-01-01T00:00:00Z")
        replay = ReplayAdapter(path)
        for number in range(60):
            asked(replay, f"http://a.test/{number}")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3_000_000


def test_a_recording_knows_when_its_run_began(tmp_path: Path) -> None:
    path = tmp_path / "run.warc.gz"
    with Recording(path):
        pass
    reader = RecordingReader(path)
    assert reader.started is not None
    assert reader.started.endswith("Z")
    assert len(reader) == 0


def test_a_recording_of_another_tool_is_read_whatever_its_requests_sent(tmp_path: Path) -> None:
    path = tmp_path / "browser.warc.gz"
    page, asked_for = "<urn:uuid:1>", "<urn:uuid:2>"
    fields = {"WARC-Target-URI": "http://a.test/", "WARC-Date": "2024-05-06T07:08:09Z"}
    chunked = b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    answer = pack(
        "response",
        {"WARC-Record-ID": page, **fields},
        http=("HTTP/1.1 200 OK", [("Transfer-Encoding", "chunked")]),
        payload=chunked,
    )
    request = pack(
        "request",
        {"WARC-Record-ID": asked_for, "WARC-Concurrent-To": page, **fields},
        http=("GET / HTTP/1.1", [("Referer", "http://elsewhere.test/"), ("Accept-Datetime", "whenever")]),
    )
    path.write_bytes(answer + request)
    status, _, _, body, _, at, _ = asked(ReplayAdapter(path), "http://a.test/")  # type: ignore[misc]
    assert (status, body, at) == (200, b"abcde", "2024-05-06T07:08:09Z")


def test_a_referer_tells_two_ways_to_one_page_apart_without_its_secrets(tmp_path: Path) -> None:
    path = tmp_path / "run.warc.gz"
    referers = ["http://a.test/?access_token=secret-1", "http://b.test/"]
    with Recording(path) as recording:
        for number, referer in enumerate(referers):
            answer = RecordedAnswer(status=200, reason="OK", version="HTTP/1.1", headers=(), body=b"%d" % number)
            recording.add_answer("GET", "http://c.test/", [("Referer", referer)], answer, at="2026-01-01T00:00:00Z")
    replay = ReplayAdapter(path)
    for number, referer in reversed(list(enumerate(referers))):
        request = requests.Request("GET", "http://c.test/", headers={"Referer": referer}).prepare()
        assert replay.send(request).content == b"%d" % number
    assert b"secret" not in b"".join(
        one.payload + str(one.http).encode() for one in read_all(path) if isinstance(one, Record)
    )


def test_a_cookie_of_a_redirect_is_sent_on_while_recording_and_not_kept(tmp_path: Path) -> None:
    cookie = (("Set-Cookie", "seen=1; Path=/"),)
    with Loopback() as web:
        url = web.add("a.test", "/", redirect("/", headers=cookie), Reply(body=b"<p>behind the cookie"))
        with Recording(tmp_path / "run.warc.gz") as recording:
            adapter = RecordingAdapter(adapter_for(fast(), guard=guard_for(web)), recording, 300_000)
            fetched = LiveFetcher(fast(respect_robots=False), adapter=adapter).fetch(url)
        assert web.asked[-1].headers["cookie"] == "seen=1"
    replayed = LiveFetcher(fast(respect_robots=False), adapter=ReplayAdapter(tmp_path / "run.warc.gz")).fetch(url)
    assert fetched.body == replayed.body == b"<p>behind the cookie"
    assert b"seen=1" not in gzip.decompress((tmp_path / "run.warc.gz").read_bytes())
