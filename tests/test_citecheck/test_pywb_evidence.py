"""Recordings as other programs read them: pywb's index, pywb's player."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
import requests
from pywb_archive import executable, playing, write_captures
from requests.adapters import HTTPAdapter
from urllib3.util import Timeout

from citecheck.evidence import Recording, RecordingAdapter
from citecheck.evidence.cdxj import index_key
from citecheck.evidence.model import RecordedAnswer
from citecheck.http.redaction import clean_url
from testbed.scripted_server import reply, serving

pytestmark = pytest.mark.pywb

ADDRESSES = [
    "http://Example.test/",
    "http://example.test:80/a",
    "https://example.test:443/a",
    "http://example.test:8080/a/",
    "http://www.example.test/A/B/",
    "http://www2.example.test/",
    "http://example.test/a//b",
    "http://example.test/a/./b/../c",
    "http://example.test/?b=2&a=1&a=0",
    "http://example.test/?",
    "http://example.test/?a=&b",
    "http://example.test/x?q=a%20b+c",
    "http://example.test/x?q=%C3%A9",
    "http://example.test/caf%C3%A9",
    "http://example.test/%7Euser/",
    "http://example.test/%41b%2fc",
    "http://example.test/a%00b",
    "http://example.test/?PHPSESSID=0123456789abcdef0123456789abcdef&x=1",
    "http://example.test/?CFID=1169580&CFTOKEN=48630702",
    "http://example.test/(s(0123456789abcdefghijklmn))/page.aspx",
    "http://192.168.1.7/x",
    "http://[2001:db8::1]/x",
    "http://example.co.uk/path/page.html?utm_source=x",
    "http://example.test/index.php?title=A&action=b&&c",
    "http://example.test/a%2525b",
    "http://example.test/%zz",
    "http://xn--bcher-kva.example/",
    "http://example.test./x",
    "http://example.test/a|b",
    "http://example.test/a^b'c(d)",
    "http://example.test/?q=a/b/",
    "http://www.example.test",
    "https://web.archive.org/web/20110503id_/http://example.test/a?b",
    "http://example.test/x?y=http://other.test/?z=1",
    "http://example.test/?x=1&",
    "http://example.test/?&x=1",
    "http://example.test/a/..",
    "http://EXAMPLE.test/A%C3%89?Q=%C3%89",
]


def indexed(path: Path) -> list[str]:
    """The lines of pywb's own indexer."""
    command = [str(executable().with_name("cdx-indexer")), "-j", "-s", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.splitlines()


def test_our_keys_are_those_of_pywb(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    with Recording(path) as recording:
        for url in ADDRESSES:
            answer = RecordedAnswer(status=200, reason="OK", version="HTTP/1.1", headers=(), body=url.encode())
            recording.add_answer("GET", url, [], answer, at="2020-01-01T00:00:00Z")
    theirs = {json.loads(line.split(" ", 2)[2])["url"]: line.split(" ")[0] for line in indexed(path)}
    kept = map(clean_url, ADDRESSES)  # without session keys, which are secrets
    assert {url: index_key(url) for url in kept} == theirs


def test_our_index_points_at_the_records_that_pywb_finds(tmp_path: Path) -> None:
    write_captures(tmp_path / "a.warc.gz")
    ours = [line.split(" ", 2) for line in (tmp_path / "a.cdxj").read_text().splitlines()]
    theirs = [line.split(" ", 2) for line in indexed(tmp_path / "a.warc.gz")]
    assert [line[:2] for line in ours] == [line[:2] for line in theirs]
    for one, other in zip(ours, theirs, strict=True):
        mine, its = json.loads(one[2]), json.loads(other[2])
        for name in ("url", "mime", "digest", "length", "offset", "filename"):
            assert mine[name] == its[name], (name, mine, its)


def test_pywb_plays_what_a_run_recorded(tmp_path: Path) -> None:
    path = tmp_path / "run.warc.gz"
    answers = {
        "/page": reply(b"<p>words of a page" * 90, "200 OK", ("Set-Cookie", "a=b")),
        "/again": reply(b"<p>words of a page" * 90),
        "/chunks": b"HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        "/long": reply(b"x" * 5000),
        "/broken": reply(b"half", length=900),
        "/gone": reply(b"not here", "410 Gone"),
    }
    with serving(lambda asked: answers[asked.target]) as server, Recording(path) as recording:
        adapter = RecordingAdapter(HTTPAdapter(), recording, 3000)
        for target in answers:
            request = requests.Request("GET", server.url + target).prepare()
            adapter.send(request, timeout=Timeout(connect=2, read=2, total=2))
    with playing(tmp_path / "root", path) as pywb:

        def played(target: str) -> tuple[int, bytes]:
            answer = requests.get(f"{pywb.timegate}2id_/{server.url}{target}", timeout=5)
            return answer.status_code, answer.content

        assert played("/page") == (200, b"<p>words of a page" * 90)
        assert played("/again") == (200, b"<p>words of a page" * 90)  # kept once, played twice
        assert played("/chunks") == (200, b"abc")
        assert played("/long") == (200, b"x" * 3001)  # ends where we ended: nobody waits for the rest
        assert played("/broken") == (200, b"half")
        assert played("/gone") == (410, b"not here")
        assert played("/never")[0] == 404
