from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from live_web import fast, fetcher_for, reference, settings_for

from citecheck.interfaces import Gathering
from citecheck.settings.model import Settings
from citecheck.sources import SourceReader
from claims.model import Document, DocumentFormat, Reference, UrlStatus
from reports.model import Extent, LinkStatus, Origin
from testbed.loopback import Exchange, Loopback, Reply, page, prose, redirect

DOCUMENT = Document(name="d", format=DocumentFormat.PLAINTEXT, text="", sha256="")


@contextmanager
def gathering(web: Loopback, *entries: Reference, settings: Settings | None = None) -> Iterator[Gathering]:
    settings = settings or settings_for()
    reader = SourceReader(settings, fetcher=fetcher_for(web, settings.web))
    with reader, reader.gather(DOCUMENT, entries) as gathered:
        yield gathered


@pytest.fixture
def web() -> Iterator[Loopback]:
    with Loopback() as server:
        yield server


def test_a_live_source_is_read_in_full(web: Loopback) -> None:
    url = web.add("news.test", "/story", Reply(body=page("A story", prose(200))))
    with gathering(web, reference("r", url)) as gathered:
        source = gathered.source("r")
        text = source.text(source.check.copies[0].id)
    assert source.check.status is LinkStatus.ALIVE
    assert source.check.copies[0].extent is Extent.FULL
    assert "river was surveyed" in text.text


def test_an_address_is_asked_once_whoever_cites_it(web: Loopback) -> None:
    url = web.add("news.test", "/story", Reply(body=page("A story", prose(200))))
    with SourceReader(settings_for(), fetcher=fetcher_for(web)) as reader:
        for _ in range(2):
            with reader.gather(DOCUMENT, [reference("a", url), reference("b", url)]) as gathering:
                assert {gathering.source(key).check.status for key in "ab"} == {LinkStatus.ALIVE}
    assert web.count("news.test", "/story") == 1


def test_an_entry_with_nothing_to_fetch_says_so(web: Loopback) -> None:
    with gathering(web, reference("a"), reference("b", text=" ")) as gathered:
        title_only, empty = gathered.source("a").check, gathered.source("b").check
    assert title_only.status is empty.status is LinkStatus.NO_LOCATOR
    assert empty.reason == "the entry is empty"


def test_offline_reads_files_alone(web: Loopback, tmp_path: Path) -> None:
    file = tmp_path / "source.txt"
    file.write_text(prose(100))
    settings = settings_for(offline=True, sources={"b": str(file)})
    with gathering(web, reference("a", web.url("x.test")), reference("b"), settings=settings) as gathered:
        skipped, read = gathered.source("a").check, gathered.source("b").check
    assert skipped.status is LinkStatus.NOT_CHECKED
    assert read.copies[0].origin is Origin.FILE
    assert not web.asked


def test_a_usurped_address_is_not_visited(web: Loopback) -> None:
    entry = reference("a", web.url("x.test"), url_status=UrlStatus.USURPED)
    with gathering(web, entry) as gathered:
        assert gathered.source("a").check.status is LinkStatus.USURPED
    assert not web.asked


def test_links_are_asked_at_the_same_time_and_told_in_order(web: Loopback) -> None:
    together = threading.Barrier(3, timeout=5)

    def meets(exchange: Exchange) -> None:
        together.wait()
        exchange.send(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    urls = [web.add(f"host{number}.test", "/x", Reply(fault=meets)) for number in range(3)]
    web_settings = fast(respect_robots=False)
    fetcher = fetcher_for(web, web_settings)
    with SourceReader(settings_for(web_settings), fetcher=fetcher) as reader:
        told = list(reader.check_links(urls))
    assert [check.url for check in told] == urls
    assert {check.status for check in told} == {LinkStatus.GONE}


def test_redirects_into_a_private_network_are_refused(web: Loopback) -> None:
    url = web.add("evil.test", "/", redirect("http://192.168.1.1/admin"))
    with SourceReader(settings_for(fast(allow_addresses=("127.0.0.0/8",))), fetcher=fetcher_for(web)) as reader:
        assert next(reader.check_links([url])).status is LinkStatus.REFUSED_ADDRESS
