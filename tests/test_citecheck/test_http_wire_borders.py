"""Each limit of what is read from a server, from both sides: heads, bodies, robots.txt."""

from __future__ import annotations

import http.client
import io

import pytest
import requests
from urllib3 import HTTPHeaderDict

from citecheck.http.addresses import web_address
from citecheck.http.answer import Answer, is_textless, read_answer
from citecheck.http.decoding import decoded
from citecheck.http.failures import Failure
from citecheck.http.rate_limiter import RateLimiter
from citecheck.http.response_head import BoundedResponse
from citecheck.http.robots import Robots
from citecheck.http.tasks import Task, TimeSlot
from citecheck.model import Fetched
from citecheck.testing import FakeClock
from reports.model import Attempt, LinkStatus, Origin


def head(*lines: bytes, end: bytes = b"\r\n\r\n") -> http.client.HTTPResponse:
    """Read the head of an answer that has these lines."""

    class Sock:
        def makefile(self, *_: object, **__: object) -> io.BufferedReader:
            return io.BufferedReader(io.BytesIO(b"\r\n".join(lines) + end + b"body"))  # type: ignore[arg-type]  # bytes

    response = BoundedResponse(Sock())  # type: ignore[arg-type]  # only its file is used
    response.begin()
    return response


class TestHeads:
    def test_two_thousand_headers_are_read_and_no_more(self) -> None:
        lines = [b"X-%d: v" % number for number in range(1999)]
        assert head(b"HTTP/1.1 200 OK", *lines).headers["X-1998"] == "v"
        with pytest.raises(http.client.HTTPException, match="2000 headers"):
            head(b"HTTP/1.1 200 OK", *lines, b"X-1999: v", b"X-2000: v")

    def test_a_head_has_a_mebibyte(self) -> None:
        start, name = b"HTTP/1.1 200 OK", b"X-Long: "
        room = (1 << 20) - len(start) - len(name) - len(b"\r\n\r\n\r\n")
        assert len(head(start, name + b"v" * room).headers["X-Long"]) == room
        with pytest.raises(http.client.LineTooLong):
            head(start, name + b"v" * (room + 1))

    @pytest.mark.parametrize(("code", "interim"), [(100, True), (103, True), (199, True), (101, False), (200, False)])
    def test_an_interim_answer_is_followed_by_the_final_one(self, code: int, interim: bool) -> None:
        response = head(b"HTTP/1.1 %d X" % code, b"", b"HTTP/1.1 404 Not Found")
        assert response.status == (404 if interim else code)

    @pytest.mark.parametrize(("blank", "good"), [(0, True), (1, True), (4, True), (5, False)])
    def test_four_blank_lines_may_come_first(self, blank: int, good: bool) -> None:
        if good:
            assert head(*[b""] * blank, b"HTTP/1.1 200 OK").status == 200
        else:
            with pytest.raises(http.client.BadStatusLine):
                head(*[b""] * blank, b"HTTP/1.1 200 OK")

    def test_framing_behind_many_headers_counts(self) -> None:
        lines = [b"X-%d: v" % number for number in range(300)]
        response = head(b"HTTP/1.1 200 OK", *lines, b"Content-Length: 4")
        assert (response.length, response.read()) == (4, b"body")

    @pytest.mark.parametrize(
        ("line", "status", "version"),
        [
            (b"HTTP/1.1 200 OK", 200, 11),
            (b"HTTP/1.0 200 OK", 200, 10),
            (b"http/1.1 404 Not Found", 404, 11),
            (b"HTTP/2 200", 200, 11),
            (b"HTTP/2.0 503 Busy", 503, 11),
            (b"HTTP/3 200", 200, 11),
            (b"ICY 200 OK", 200, 10),
            (b"icy 404 none", 404, 10),
        ],
    )
    def test_a_status_line_in_the_words_of_another_protocol_is_read(
        self, line: bytes, status: int, version: int
    ) -> None:
        response = head(line, b"Content-Length: 4")
        assert (response.status, response.version, response.read()) == (status, version, b"body")

    @pytest.mark.parametrize(
        ("header", "chunked"),
        [
            (b"Transfer-Encoding: chunked", True),
            (b"Transfer-Encoding: gzip, chunked", True),
            (b"transfer-encoding:  Identity , CHUNKED ", True),
            (b"Transfer-Encoding: chunked, gzip", False),
            (b"Transfer-Encoding: identity", False),
            (b"X-Transfer-Encoding: chunked", False),
        ],
    )
    def test_chunks_are_removed_if_they_are_the_last_coding(self, header: bytes, chunked: bool) -> None:
        assert head(b"HTTP/1.1 200 OK", header).chunked is chunked

    def test_a_line_that_is_no_header_is_skipped_and_one_that_goes_on_is_kept(self) -> None:
        headers = head(b"HTTP/1.1 200 OK", b"nonsense", b"X-A: one", b" two", b"X-B: three").headers
        assert headers["X-A"].split() == ["one", "two"]
        assert headers["X-B"] == "three"
        assert "nonsense" not in str(headers)


def answer(body: bytes, limit: int, *, status: int = 200, broken: int | None = None, **headers: str) -> Answer:
    """Read an answer with `body`; its connection breaks after `broken` bytes (None: it does not)."""
    named = {name.replace("_", "-"): value for name, value in {"content_type": "text/html", **headers}.items()}

    class Raw:
        def __init__(self) -> None:
            self.left = body[:broken] if broken is not None else body
            self.headers = HTTPHeaderDict(named)

        def read1(self, size: int, decode_content: bool) -> bytes:
            if not self.left and broken is not None:
                raise ConnectionResetError
            piece, self.left = self.left[:1000], self.left[1000:]
            return piece

    response = requests.Response()
    response.status_code = status
    response.headers = requests.structures.CaseInsensitiveDict(named)
    response.raw = Raw()
    response.close = lambda: None  # type: ignore[method-assign]  # there is no connection
    return read_answer(response, limit, "2026-11-28T12:00:00Z")


class TestBodies:
    @pytest.mark.parametrize(("size", "whole"), [(2999, True), (3000, True), (3001, False)])
    def test_a_body_of_the_limit_is_whole(self, size: int, whole: bool) -> None:
        for headers in ({}, {"content_length": str(size)}):
            read = answer(b"a" * size, 3000, **headers)
            assert read.truncated is not whole
            assert (read.failure is None) is whole
        assert answer(b"a" * 3001, 3000, content_length="3001").body == b""

    @pytest.mark.parametrize(("status", "noted"), [(299, False), (300, True), (302, True), (399, True), (400, False)])
    def test_a_note_says_where_a_redirect_leads(self, status: int, noted: bool) -> None:
        read = answer(b"x", 100, status=status, location="/there")
        assert read.note == ("redirected to /there" if noted else None)
        assert answer(b"x", 100, status=302).note is None

    @pytest.mark.parametrize(
        ("body", "whole"),
        [
            (b"<p>a</html>", True),
            (b"<p>a</HTML>\n", True),
            (b"</html>" + b" " * 1993, True),
            (b"</html>" + b"x" * 1993, True),
            (b"</html>" + b"x" * 1994, False),
            (b"%PDF %%EOF\n", True),
            (b"<rss></rss>", True),
            (b"<p>a", False),
        ],
    )
    def test_a_body_that_broke_off_at_its_end_is_whole(self, body: bytes, whole: bool) -> None:
        assert (answer(body + b"more", 9000, broken=len(body)).broken_off == "") is whole

    def test_no_byte_is_a_failure_with_the_time_of_the_answer(self) -> None:
        with pytest.raises(Failure) as raised:
            answer(b"abc", 100, broken=0)
        assert raised.value.recorded_at == "2026-11-28T12:00:00Z"

    @pytest.mark.parametrize(
        ("kind", "read"), [("application/zip", False), ("application/gzip", False), ("text/plain", True)]
    )
    def test_a_packed_file_is_not_read(self, kind: str, read: bool) -> None:
        got = answer(b"PK.." * 9, 100, content_type=kind)
        assert bool(got.body) is read
        assert (got.failure.status if got.failure else None) == (None if read else LinkStatus.UNSUPPORTED_TYPE)
        assert answer(b"%PDF-1.7", 100, content_type=kind).body == b"%PDF-1.7"
        long = answer(b"%PDF-1.7" * 20, 100, content_type=kind)
        assert long.failure is not None
        assert long.failure.status is LinkStatus.TOO_LARGE

    @pytest.mark.parametrize(
        ("kind", "textless"),
        [
            ("image/png", True),
            ("image/svg+xml", False),
            ("image/pdf", False),
            ("video/mp4", True),
            ("text/html", False),
        ],
    )
    def test_what_has_no_text_is_not_read(self, kind: str, textless: bool) -> None:
        assert is_textless(kind) is textless
        assert (answer(b"abc", 100, content_type=kind).body == b"") is textless

    @pytest.mark.parametrize(("limit", "cut"), [(10, False), (9, True)])
    def test_an_unpacked_body_has_a_limit_of_its_own(self, limit: int, cut: bool) -> None:
        import gzip
        import zlib

        import zstandard

        body = b"0123456789"
        for coding, packed in (
            ("gzip", gzip.compress(body)),
            ("deflate", zlib.compress(body)),
            ("zstd", zstandard.compress(body)),
            ("identity", body),
            ("gzip", zlib.compress(body)),
        ):
            assert decoded(packed, coding, limit) == (body[:limit], cut, False)


class TestRobots:
    def _rules(self, body: bytes, status: int = 200) -> tuple[bool, float]:
        """Return whether /x is permitted, and the seconds between two requests to its domain."""
        clock = FakeClock()
        limiter = RateLimiter(clock)

        attempt = Attempt(url="http://a.test/robots.txt", origin=Origin.LIVE, at="2026-11-28T12:00:00Z", status=status)

        def reading(url: str) -> Task[Fetched]:
            yield from ()
            assert url == "http://a.test/robots.txt"
            return Fetched(
                url=url, final_url=url, origin=Origin.LIVE, retrieved="", attempts=(attempt,), status=status, body=body
            )

        forbidding = limiter.run(Robots(reading, limiter).forbids(web_address("http://a.test/x")))
        assert forbidding in ((), (attempt,))
        slot = TimeSlot("a.test", 1.0)
        limiter.claim(slot)
        return not forbidding, limiter.claim(slot)

    @pytest.mark.parametrize(("delay", "wait"), [("0", 1.0), ("0.5", 1.0), ("2", 2.0), ("30", 30.0), ("86400", 30.0)])
    def test_a_crawl_delay_of_30_seconds_is_obeyed(self, delay: str, wait: float) -> None:
        assert self._rules(f"User-agent: *\nCrawl-delay: {delay}\n".encode()) == (True, wait)

    def test_half_a_megabyte_is_read(self) -> None:
        rule, start = b"\nDisallow: /x\n", b"User-agent: *\n#"
        inside = start + b"x" * (512_000 - len(start) - len(rule)) + rule
        assert not self._rules(inside)[0]
        assert self._rules(start + b"x" * 512_000 + rule)[0]

    @pytest.mark.parametrize("status", [404, 403, 500, 301])
    def test_another_status_forbids_nothing(self, status: int) -> None:
        assert self._rules(b"User-agent: *\nDisallow: /\n", status)[0]

    def test_a_mark_of_the_encoding_is_no_part_of_a_rule(self) -> None:
        assert not self._rules(b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n")[0]
