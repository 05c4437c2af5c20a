from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from live_web import fast, fetcher_for
from loopback_tls import Authority

from reports.model import LinkStatus, Origin
from testbed import loopback
from testbed.loopback import Loopback, Reply, page, redirect


@pytest.fixture
def web() -> Iterator[Loopback]:
    with Loopback() as server:
        yield server


def test_a_page_is_read_with_one_attempt(web: Loopback) -> None:
    url = web.add("news.test", "/story", Reply(body=page("A story", "Words.")))
    fetched = fetcher_for(web).fetch(url)
    assert (fetched.status, fetched.failure, fetched.origin) == (200, None, Origin.LIVE)
    assert b"Words." in fetched.body
    assert [(one.url, one.status) for one in fetched.attempts] == [(url, 200)]


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (loopback.reset, LinkStatus.CONNECTION_ERROR),
        pytest.param(loopback.hang, LinkStatus.TIMEOUT, marks=pytest.mark.slow),
        pytest.param(loopback.drip, LinkStatus.TIMEOUT, marks=pytest.mark.slow),
        pytest.param(loopback.drip_headers, LinkStatus.TIMEOUT, marks=pytest.mark.slow),
        (loopback.endless, LinkStatus.TOO_LARGE),
        (loopback.garbage, LinkStatus.CONNECTION_ERROR),
    ],
)
def test_each_fault_of_a_server_has_its_status(web: Loopback, fault: loopback.Fault, status: LinkStatus) -> None:
    url = web.add("bad.test", "/", Reply(fault=fault))
    fetched = fetcher_for(web, fast(retries=0)).fetch(url)
    assert fetched.failure is status
    assert fetched.reason
    assert fetched.attempts


def test_a_body_that_breaks_off_is_read_as_far_as_it_came(web: Loopback) -> None:
    url = web.add("bad.test", "/", Reply(fault=loopback.short))
    fetched = fetcher_for(web, fast(retries=1)).fetch(url)
    assert (fetched.status, fetched.failure) == (200, None)
    assert fetched.body
    assert "broke off" in fetched.broken_off
    assert len(fetched.attempts) == 2  # what broke off once may come whole the next time


def test_a_bomb_is_cut_at_the_limit_of_decompressed_bytes(web: Loopback) -> None:
    url = web.add("bomb.test", "/", loopback.gzip_bomb(80_000_000))
    fetched = fetcher_for(web).fetch(url)
    assert fetched.failure is LinkStatus.TOO_LARGE
    assert len(fetched.body) <= 300_000


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(b"plain words")),
        ("x-gzip", gzip.compress(b"plain ") + gzip.compress(b"words")),
        ("deflate", zlib.compress(b"plain words")),
        ("deflate", zlib.compress(b"plain words")[2:-4]),
        ("gzip", b"plain words"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"plain words"))),
        ("identity", b"plain words"),
    ],
)
def test_bodies_are_decoded_by_what_they_are(web: Loopback, encoding: str, packed: bytes) -> None:
    url = web.add("zip.test", "/", Reply(body=packed, headers=(("Content-Encoding", encoding),)))
    assert fetcher_for(web).fetch(url).body == b"plain words"


def test_redirects_are_followed_and_listed(web: Loopback) -> None:
    web.add("b.test", "/end", Reply(body=b"<p>here"))
    web.add("a.test", "/two", redirect(web.url("b.test", "/end"), 302))
    url = web.add("a.test", "/one", redirect("/two", 301))
    fetched = fetcher_for(web).fetch(url + "#part")
    assert fetched.redirects == ((301, web.url("a.test", "/two")), (302, web.url("b.test", "/end")))
    assert fetched.final_url == web.url("b.test", "/end")
    assert len(fetched.attempts) == 3


def test_a_circle_of_redirects_costs_two_rounds(web: Loopback) -> None:
    web.add("a.test", "/two", redirect("/one"))
    url = web.add("a.test", "/one", redirect("/two"))
    assert fetcher_for(web).fetch(url).failure is LinkStatus.REDIRECT_LOOP
    assert web.count("a.test", "/one") == web.count("a.test", "/two") == 2


def test_a_redirect_that_only_sets_a_cookie_is_no_circle(web: Loopback) -> None:
    url = web.add(
        "a.test", "/", redirect("/", headers=(("Set-Cookie", "seen=1; Path=/"),)), Reply(body=b"<p>behind the cookie")
    )
    fetched = fetcher_for(web).fetch(url)
    assert fetched.status == 200
    assert web.asked[-1].headers["cookie"] == "seen=1"


def test_cookies_stay_with_their_host(web: Loopback) -> None:
    web.add("b.test", "/", Reply(body=b"<p>other"))
    url = web.add("a.test", "/", redirect(web.url("b.test"), headers=(("Set-Cookie", "id=secret"),)))
    fetcher_for(web).fetch(url)
    assert "cookie" not in web.asked[-1].headers


def test_what_passes_is_tried_again_and_what_is_final_is_not(web: Loopback) -> None:
    fetcher = fetcher_for(web)
    passing = web.add("a.test", "/503", Reply(status=503), Reply(status=503), Reply(body=b"<p>back"))
    assert fetcher.fetch(passing).status == 200
    assert web.count("a.test", "/503") == 3
    final = web.add("a.test", "/404", Reply(status=404))
    assert fetcher.fetch(final).status == 404
    assert web.count("a.test", "/404") == 1


def test_only_the_target_of_a_redirect_is_told_where_it_comes_from(web: Loopback) -> None:
    web.add("b.test", "/end", Reply(body=b"<p>here"))
    web.add("a.test", "/two", redirect(web.url("b.test", "/end")))
    url = web.add("a.test", "/one", redirect("/two"))
    fetcher_for(web, fast(respect_robots=False)).fetch(url)
    told = [(asked.host, asked.path, asked.headers.get("referer")) for asked in web.asked]
    assert told == [("a.test", "/one", None), ("a.test", "/two", url), ("b.test", "/end", web.url("a.test"))]


def test_a_redirect_back_to_the_first_address_tells_it_nothing(web: Loopback) -> None:
    url = web.add("a.test", "/", redirect("/", headers=(("Set-Cookie", "seen=1; Path=/"),)), Reply(body=b"<p>x"))
    fetcher_for(web, fast(respect_robots=False)).fetch(url)
    assert [asked.headers.get("referer") for asked in web.asked] == [None, None]


def test_an_open_connection_is_not_told_of_an_encrypted_one(web: Loopback, tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    with Loopback(tls=authority.context("good.test")) as secure:
        end = web.add("good.test", "/end", Reply(body=b"<p>x"))
        secure.add("good.test", "/more", redirect(end))
        url = secure.add("good.test", "/", redirect("/more"))
        fetched = fetcher_for(web, fast(ca_bundle=authority.bundle, respect_robots=False)).fetch(url)
        assert fetched.final_url == end
        assert [asked.headers.get("referer") for asked in secure.asked] == [None, url]
        assert "referer" not in web.asked[-1].headers


def test_a_secure_cookie_stays_on_encrypted_connections(web: Loopback, tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    with Loopback(tls=authority.context("good.test")) as secure:
        end = web.add("good.test", "/end", Reply(body=b"<p>x"))
        secure.add("good.test", "/more", redirect(end))
        set_both = (("Set-Cookie", "key=1; Path=/; Secure"), ("Set-Cookie", "seen=1; Path=/"))
        url = secure.add("good.test", "/", redirect("/more", headers=set_both))
        fetcher_for(web, fast(ca_bundle=authority.bundle, respect_robots=False)).fetch(url)
        sent = [asked.headers.get("cookie", "") for asked in (secure.asked[-1], web.asked[-1])]
        assert [sorted(one.split("; ")) for one in sent] == [["key=1", "seen=1"], ["seen=1"]]


def test_credentials_are_neither_sent_nor_kept(web: Loopback) -> None:
    url = web.add("a.test", "/p", Reply(body=b"<p>x"))
    fetched = fetcher_for(web).fetch(url.replace("http://", "http://joe:hunter2@"))
    assert "hunter2" not in repr(fetched)
    assert "authorization" not in web.asked[-1].headers


def test_secrets_in_addresses_that_a_server_hands_out_are_not_kept(web: Loopback) -> None:
    web.add("b.test", "/end?access_token=s3cr3t&page=2", Reply(body=b"<p>here"))
    url = web.add("a.test", "/", redirect(web.url("b.test", "/end?access_token=s3cr3t&page=2")))
    fetched = fetcher_for(web).fetch(url)
    assert fetched.status == 200
    assert "s3cr3t" not in repr(fetched)
    assert fetched.final_url.endswith("/end?access_token=-&page=2")


def test_robots_are_obeyed(web: Loopback) -> None:
    web.add("a.test", "/robots.txt", Reply(body=b"User-agent: *\nDisallow: /private/\n", content_type="text/plain"))
    closed = web.add("a.test", "/private/x", Reply(body=b"<p>x"))
    opened = web.add("a.test", "/open", Reply(body=b"<p>x"))
    fetcher = fetcher_for(web)
    assert fetcher.fetch(closed).failure is LinkStatus.DISALLOWED
    assert fetcher.fetch(opened).status == 200
    assert web.count("a.test", "/private/x") == 0
    assert web.count("a.test", "/robots.txt") == 1


def test_certificates_are_checked(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    for context, expected in [
        (authority.context("good.test"), None),
        (authority.context("other.test"), LinkStatus.TLS_ERROR),
        (authority.context("good.test", expired=True), LinkStatus.TLS_ERROR),
    ]:
        with Loopback(tls=context) as web:
            url = web.add("good.test", "/", Reply(body=b"<p>x"))
            fetched = fetcher_for(web, fast(ca_bundle=authority.bundle, respect_robots=False)).fetch(url)
            assert fetched.failure is expected, fetched.reason
