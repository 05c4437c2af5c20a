from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from citecheck.http.addresses import follow, registrable, web_address
from citecheck.http.decoding import decoded
from citecheck.http.failures import Failure
from citecheck.pages import Body, Markup
from claims.urls import without_credentials
from reports.model import LinkStatus


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("http://Example.TEST", "http://example.test/"),
        ("  https://a.test/x y?q=ä#frag ", "https://a.test/x%20y?q=%C3%A4"),
        ("www.a.test/x", "http://www.a.test/x"),
        ("//a.test/x", "https://a.test/x"),
        ("://a.test/x", "http://a.test/x"),
        ("https:/a.test/x", "https://a.test/x"),
        ("http:\\\\a.test\\x", "http://a.test/x"),
        ("http%3A%2F%2Fa.test%2Fx", "http://a.test/x"),
        ("http://bücher.test/ß", "http://xn--bcher-kva.test/%C3%9F"),
        ("http://a.test:80/x", "http://a.test/x"),
        ("https://a.test:8443/", "https://a.test:8443/"),
        ("http://user:secret@a.test/x", "http://a.test/x"),
        ("http://a.test/a/../b/./c", "http://a.test/b/c"),
        ("http://a.test/%e4%2fx", "http://a.test/%e4%2fx"),
        ("http://[2606:4700::1]:8080/", "http://[2606:4700::1]:8080/"),
        ("http://a.test/x\ny", "http://a.test/xy"),
        ("http://under_score.a.test/", "http://under_score.a.test/"),
    ],
)
def test_addresses_are_read_as_people_write_them(written: str, asked: str) -> None:
    assert web_address(written).url == asked


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("ftp://a.test/x", LinkStatus.UNSUPPORTED_SCHEME),
        ("mailto:joe@a.test", LinkStatus.UNSUPPORTED_SCHEME),
        ("javascript:alert(1)", LinkStatus.UNSUPPORTED_SCHEME),
        ("file:///etc/passwd", LinkStatus.UNSUPPORTED_SCHEME),
        ("", LinkStatus.INVALID_URL),
        ("see the archive", LinkStatus.INVALID_URL),
        ("http://", LinkStatus.INVALID_URL),
        ("http://a b.test/", LinkStatus.INVALID_URL),
        ("http://a..test/", LinkStatus.INVALID_URL),
        ("http://a.test:port/", LinkStatus.INVALID_URL),
        ("http://256.1.1.1/", LinkStatus.INVALID_URL),
        ("http://[::1", LinkStatus.INVALID_URL),
        ("http://" + "a" * 64 + ".test/", LinkStatus.INVALID_URL),
    ],
)
def test_what_cannot_be_fetched_says_why(written: str, status: LinkStatus) -> None:
    with pytest.raises(Failure) as failed:
        web_address(written)
    assert failed.value.status is status


@given(st.text(max_size=60) | st.from_regex(r"https?:[/\\]{0,3}[^ ]{0,30}", fullmatch=True))
@example("http://a%00b/")
@example("https://xn--/")
@settings(max_examples=300, deadline=None)
def test_any_text_is_an_address_or_a_failure(text: str) -> None:
    try:
        address = web_address(text)
    except Failure:
        return
    assert address.url.isascii()
    assert web_address(address.url).url == address.url
    assert "@" not in address.url.split("/")[2]


@given(st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_location_is_followed_or_a_failure(location: str) -> None:
    try:
        assert follow(web_address("https://a.test/x/y"), location).scheme in ("http", "https")
    except Failure as failure:
        assert failure.status in (LinkStatus.INVALID_URL, LinkStatus.UNSUPPORTED_SCHEME)


def test_redirects_keep_the_fragment_and_read_utf8_as_it_was_sent() -> None:
    here = web_address("http://a.test/x#part")
    assert follow(here, "/neu/ä".encode().decode("latin-1")).url == "http://a.test/neu/%C3%A4"
    assert follow(here, "/y").fragment == "part"
    assert follow(here, "/y#other").fragment == "other"


def test_credentials_are_taken_out() -> None:
    assert without_credentials("https://joe:pw@a.test/x@y") == "https://a.test/x@y"
    assert without_credentials("https://a.test/x@y") == "https://a.test/x@y"


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.paper.co.uk", "paper.co.uk"),
        ("en.wikipedia.org", "wikipedia.org"),
        ("127.0.0.9", "127.0.0.9"),
        ("localhost", "localhost"),
        ("::1", "::1"),
    ],
)
def test_the_registrable_domain_is_what_is_paced(host: str, domain: str) -> None:
    assert registrable(host) == domain


@given(st.binary(max_size=200), st.sampled_from(["", "gzip", "deflate", "gzip, deflate", "identity", "br", "GZIP"]))
@settings(max_examples=200, deadline=None)
def test_any_body_is_decoded_within_the_limit_or_a_failure(body: bytes, encoding: str) -> None:
    try:
        out, cut, _ = decoded(body, encoding, 100)
    except Failure:
        return
    assert len(out) <= 100
    assert cut or len(out) < 101


@pytest.mark.parametrize(
    ("markup", "target"),
    [
        ('<meta http-equiv="refresh" content="0; url=/new">', "/new"),
        ("<META HTTP-EQUIV=Refresh CONTENT='3;URL=http://b.test/x?a=1&amp;b=2'>", "http://b.test/x?a=1&b=2"),
        ('<meta http-equiv="refresh" content="0;url=\'/new\'">', "/new"),
        ('<meta http-equiv="refresh" content="300; url=/news">', None),
        ('<meta http-equiv="refresh" content="5">', None),
        ('<noscript><meta http-equiv="refresh" content="0; url=/no-js"></noscript>', None),
        ('<meta http-equiv="refresh" content="0; url=/x"></head><body>' + "<p>words that matter</p>" * 30, None),
        ('<!-- <meta http-equiv="refresh" content="0; url=/x"> -->', None),
    ],
)
def test_a_page_that_only_sends_on_is_followed(markup: str, target: str | None) -> None:
    page = f"<html><head>{markup}</head><body></body></html>".encode()
    assert Markup(Body(page, "text/html")).refresh == target
