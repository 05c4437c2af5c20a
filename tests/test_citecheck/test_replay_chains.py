"""A replay tells apart how an address was reached: by which cited address, whatever the server was told of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from live_web import fast, guard_for
from loopback_tls import Authority

from citecheck.evidence import records
from citecheck.evidence.recording import RecordingAdapter
from citecheck.evidence.records import Record
from citecheck.evidence.replay import ReplayAdapter
from citecheck.evidence.warc import Recording
from citecheck.http.transport import adapter_for
from citecheck.settings.model import WebSettings
from citecheck.web.live import LiveFetcher
from testbed.loopback import Loopback, Reply, redirect

PLAIN = fast(respect_robots=False)


@pytest.fixture
def web() -> Iterator[Loopback]:
    with Loopback() as web:
        yield web


def recorded(web: Loopback, urls: Sequence[str], path: Path, settings: WebSettings = PLAIN) -> dict[str, bytes]:
    """Fetch `urls` in their order, record that, and return the body of each."""
    with Recording(path) as recording:
        adapter = RecordingAdapter(adapter_for(settings, guard=guard_for(web, settings)), recording, 300_000)
        fetcher = LiveFetcher(settings, adapter=adapter)
        return {url: fetcher.fetch(url).body for url in urls}


def replayed(urls: Sequence[str], path: Path) -> dict[str, bytes]:
    fetcher = LiveFetcher(PLAIN, adapter=ReplayAdapter(path), pace=False)
    return {url: fetcher.fetch(url).body for url in urls}


def two_ways(web: Loopback, start: Loopback | None = None) -> list[str]:
    """Serve two addresses of one host that lead to one page of another host, which answers them differently."""
    end = web.add("elsewhere.test", "/page", Reply(body=b"<p>for the first"), Reply(body=b"<p>for the second"))
    return [(start or web).add("old.test", path, redirect(end)) for path in ("/one?a=1", "/two")]


@pytest.mark.parametrize("backwards", [False, True])
def test_two_addresses_of_one_host_that_lead_to_one_page_elsewhere_have_answers_of_their_own(
    web: Loopback, tmp_path: Path, backwards: bool
) -> None:
    urls = two_ways(web)
    bodies = recorded(web, urls, tmp_path / "run.warc.gz")
    assert len(set(bodies.values())) == 2
    assert replayed(urls[::-1] if backwards else urls, tmp_path / "run.warc.gz") == bodies


@pytest.mark.parametrize("backwards", [False, True])
def test_chains_that_end_unencrypted_are_told_apart_although_no_referer_is_sent(
    web: Loopback, tmp_path: Path, backwards: bool
) -> None:
    authority = Authority(tmp_path)
    settings = fast(ca_bundle=authority.bundle, respect_robots=False)
    with Loopback(tls=authority.context("old.test")) as secure:
        urls = two_ways(web, secure)
        bodies = recorded(web, urls, tmp_path / "run.warc.gz", settings)
    assert len(set(bodies.values())) == 2
    assert all("referer" not in asked.headers for asked in web.asked)
    assert replayed(urls[::-1] if backwards else urls, tmp_path / "run.warc.gz") == bodies


def test_the_other_host_is_told_the_origin_alone_and_the_recording_keeps_no_credential(
    web: Loopback, tmp_path: Path
) -> None:
    end = web.add("elsewhere.test", "/page", Reply(body=b"<p>here"))
    url = web.add("old.test", "/one?access_token=secret-1", redirect(end))
    recorded(web, [url], tmp_path / "run.warc.gz")
    assert web.asked[-1].headers["referer"] == web.url("old.test")
    found = [one for one in records.read_all(tmp_path / "run.warc.gz") if isinstance(one, Record)]
    (kept,) = [one.fields["citecheck-via"] for one in found if "citecheck-via" in one.fields]
    assert kept == url.replace("secret-1", "-")
    assert all(name.lower() != "citecheck-via" for one in found for name, _ in one.http)


def test_an_address_that_is_cited_and_led_to_has_an_answer_for_each(web: Loopback, tmp_path: Path) -> None:
    end = web.add("elsewhere.test", "/page", Reply(body=b"<p>as cited"), Reply(body=b"<p>as led to"))
    start = web.add("old.test", "/one", redirect(end))
    bodies = recorded(web, [end, start], tmp_path / "run.warc.gz")
    assert replayed([start, end], tmp_path / "run.warc.gz") == bodies == {end: b"<p>as cited", start: b"<p>as led to"}


@pytest.mark.parametrize("whole", [False, True])
def test_a_recording_without_the_field_is_found_by_its_referer(web: Loopback, tmp_path: Path, whole: bool) -> None:
    end = web.add("elsewhere.test", "/page", Reply(body=b"<p>here"))
    url = web.add("old.test", "/one", redirect(end))
    bodies = recorded(web, [url], tmp_path / "run.warc.gz")
    written = []
    for one in records.read_all(tmp_path / "run.warc.gz"):
        assert isinstance(one, Record)
        http = [(name, url if whole and name == "Referer" else value) for name, value in one.http]
        left_out = ("citecheck-via", "content-length", "content-type", "warc-block-digest", "warc-type")
        fields = {name.title(): value for name, value in one.fields.items() if name not in left_out}
        first = (one.status_line, http) if one.status_line else None
        written.append(
            records.pack(
                one.kind, fields, http=first, payload=one.payload, content_type=one.fields.get("content-type", "")
            )
        )
    (tmp_path / "old.warc.gz").write_bytes(b"".join(written))
    assert b"Via" not in b"".join(written)
    assert replayed([url], tmp_path / "old.warc.gz") == bodies
