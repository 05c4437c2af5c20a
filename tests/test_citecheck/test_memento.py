"""An archive that is not of the Wayback kind: names of its own for captures, a TimeGate that reads Accept-Datetime."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from requests.adapters import HTTPAdapter

from citecheck.archives import Chooser, build_archives
from citecheck.archives.links import links
from citecheck.archives.playback import Capture, Elsewhere, Nothing, Unknown, meaning
from citecheck.archives.ranking import ranked
from citecheck.archives.timestamps import captured, end_of, http_date, moment_of, stamp_of
from citecheck.clock import timestamp
from citecheck.http.answer import Answer as Said
from citecheck.http.client import HttpReply
from citecheck.http.http_dates import parsed_http_date
from citecheck.model import Memento
from citecheck.settings.model import ArchiveSettings, Settings, WebSettings
from claims.model import Reference, Span
from reports.model import LinkStatus
from testbed.idle_clock import IdleClock
from testbed.scripted_server import Answer, Asked, ScriptedServer, reply, serving

PAGE = "http://page.test/a?b=c"
TIMES = {"K1": "Sat, 01 Jan 2011 00:00:00 GMT", "K2": "Tue, 01 Jan 2013 00:00:00 GMT"}


@contextmanager
def archive(**overrides: Answer) -> Iterator[tuple[Chooser, ScriptedServer]]:
    def answer(asked: Asked) -> Answer:
        name = asked.target.split("/")[1]
        if name in overrides:
            return overrides[name]
        if name == "timegate":
            if not asked.target.endswith(PAGE):
                return reply(b"", "404 Not Found")
            wanted = asked.headers.get("accept-datetime")
            key = "K1" if wanted and parsedate_to_datetime(wanted) < parsedate_to_datetime(TIMES["K2"]) else "K2"
            return reply(b"", "302 Found", ("Vary", "accept-datetime"), ("Location", f"/{key}"))
        if name == "timemap":
            if not asked.target.endswith(PAGE):
                return reply(b"", "404 Not Found", type="application/link-format")
            rows = [f'<{PAGE}>;rel="original"'] + [
                f'</{key}>; rel="memento"; datetime="{when}"' for key, when in TIMES.items()
            ]
            return reply(",\n".join(rows).encode(), type="application/link-format")
        if name in TIMES:
            return reply(
                name.encode(), "200 OK", ("Memento-Datetime", TIMES[name]), ("Link", f'<{PAGE}>; rel="original"')
            )
        return reply(b"", "404 Not Found")

    with serving(answer) as server:
        gates = (f"{server.url}/timegate/ {server.url}/timemap/",)
        chosen = Settings(web=WebSettings(retries=0), archives=ArchiveSettings(wayback="", timegates=gates))
        yield build_archives(chosen, HTTPAdapter(), IdleClock()), server


def reference(**fields: object) -> Reference:
    return replace(Reference(key="r", label="1", text="x", span=Span(0, 1), urls=(PAGE,)), **fields)  # type: ignore[arg-type]


def test_the_timegate_is_told_the_date_and_the_rest_is_listed() -> None:
    with archive() as (chooser, server):
        found = list(chooser.candidates(reference(accessed="2012-05-05"), PAGE))
        assert [(one.captured[:4], one.original) for one in found] == [("2011", PAGE), ("2013", PAGE)]
        assert [chooser.read(one).body for one in found] == [b"K1", b"K2"]
        assert server.asked[0].headers["accept-datetime"] == "Sat, 05 May 2012 23:59:59 GMT"
        assert "accept-datetime" not in server.asked[2].headers  # an index has no date


def test_a_capture_after_the_date_waits_for_one_before_it() -> None:
    away = reply(b"", "302 Found", ("Vary", "accept-datetime"), ("Location", "/K2"))
    with archive(timegate=away) as (chooser, _server):
        found = list(chooser.candidates(reference(accessed="2012-05-05"), PAGE))
        assert [one.captured[:4] for one in found] == ["2011", "2013"]


def test_absence_needs_an_index_that_speaks_as_one() -> None:
    with archive() as (chooser, _server):
        assert chooser.known_absent("http://page.test/none") is True
    with archive(timemap=reply(b"<html>not here", "404 Not Found")) as (chooser, _server):
        assert chooser.known_absent("http://page.test/none") is None


def test_an_archived_redirect_never_leads_to_the_live_page() -> None:
    target = "http://127.0.0.1:9/live"
    moved = reply(b"", "301 Moved", ("Memento-Datetime", TIMES["K1"]), ("Location", target))
    with archive(K1=moved) as (chooser, server):
        (first, *_) = chooser.candidates(reference(accessed="2012"), PAGE)
        fetched = chooser.read(first)
        assert fetched.failure is LinkStatus.GONE
        assert fetched.redirects == ((301, target),)
        assert server.asked[-1].target == f"/timegate/{target}"
        assert server.asked[-1].headers["accept-datetime"] == TIMES["K1"]


def test_a_copy_in_an_archive_that_is_not_configured_is_read_as_it_is() -> None:
    with archive(x5Yz=reply(b"", "302 Found", ("Location", "/K1"))) as (chooser, server):
        named = reference(archive_url=f"{server.url}/x5Yz", archived="2011-01-02")
        memento = chooser.named(named)
        assert memento is not None
        assert memento.original == PAGE
        fetched = chooser.read(memento)
        assert fetched.body == b"K1"
        assert fetched.memento is not None
        assert fetched.memento.captured == "2011-01-01T00:00:00Z"
        assert fetched.redirects == ((302, f"{server.url}/K1"),)
        missing = chooser.named(reference(archive_url=f"{server.url}/nowhere"))
        assert missing is not None
        assert chooser.read(missing).failure is LinkStatus.CLIENT_ERROR


def test_an_address_that_is_no_request_line_is_quoted() -> None:
    with archive() as (chooser, server):
        assert chooser.known_absent("http://page.test/é 100%/ü?q=a b") is True
        assert server.asked[0].target.endswith("/http://page.test/%C3%A9%20100%25/%C3%BC?q=a%20b")


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "not an address",
        "http://page.test/other",  # the site's own
        "ftp://x.test/",
        "https://web.archive.org/web/http://page.test/a",  # no capture: all of them
        "https://web.archive.org/web/*/http://page.test/a",
    ],
)
def test_what_is_no_archives_address_names_no_capture(url: str | None) -> None:
    with archive() as (chooser, _server):
        assert chooser.named(reference(archive_url=url)) is None


def said(status: int, body: bytes = b"", **headers: str) -> HttpReply:
    answer = Said(
        status=status, headers={name.replace("_", "-"): value for name, value in headers.items()}, body=body, at=""
    )
    return HttpReply(url="http://archive.test/web/2012id_/http://a.test/", at="", attempts=(), answer=answer)


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (said(200, memento_datetime=TIMES["K1"]), Capture),
        (said(404, memento_datetime=TIMES["K1"]), Capture),  # captured with that status
        (said(503, memento_datetime=TIMES["K1"]), Capture),
        (said(301, memento_datetime=TIMES["K1"], location="/x"), Capture),
        (said(302, location="/web/2013id_/http://a.test/"), Elsewhere),
        (said(200, link='<http://archive.test/m>; rel="memento"; datetime="x"'), Elsewhere),
        (said(404), Nothing),
        (said(302), Unknown),
        (said(200), Unknown),
        (said(200, b"This URL has been excluded from the Wayback Machine."), Unknown),
        (said(404, b"This URL has been excluded from the Wayback Machine."), Unknown),
        (said(403), Unknown),
        (said(429), Unknown),
        (said(200, memento_datetime="soon"), Unknown),
    ],
)
def test_memento_datetime_decides_who_is_speaking(reply: HttpReply, kind: type) -> None:
    assert isinstance(meaning(reply), kind)


moments = st.datetimes(min_value=datetime(1996, 1, 1), max_value=datetime(2035, 1, 1), timezones=st.just(UTC)).map(
    lambda one: one.replace(microsecond=0)
)


@given(moments)
def test_times_come_back_from_each_of_their_forms(moment: datetime) -> None:
    assert moment_of(stamp_of(moment)) == moment
    assert parsed_http_date(http_date(moment)) == moment
    assert captured(stamp_of(moment)) == timestamp(moment)


@given(st.text(max_size=20))
def test_no_text_is_too_odd_for_a_time(text: str) -> None:
    assert moment_of(text) is None or text.isdecimal()
    parsed_http_date(text)
    end_of(text)


@pytest.mark.parametrize(
    ("date", "end"),
    [
        ("2011", "2011-12-31T23:59:59Z"),
        ("2012-02", "2012-02-29T23:59:59Z"),
        ("2011-05-08", "2011-05-08T23:59:59Z"),
        ("2011-02-30", None),
        ("2011-13", None),
        ("", None),
    ],
)
def test_a_date_ends_where_what_is_known_of_it_ends(date: str, end: str | None) -> None:
    found = end_of(date)
    assert (timestamp(found) if found else None) == end


@given(st.lists(moments, max_size=12), moments)
def test_the_order_is_before_then_after_then_by_distance(times: list[datetime], when: datetime) -> None:
    mementos = [
        Memento(original=PAGE, captured=timestamp(one), url=stamp_of(one), raw_url=stamp_of(one), archive="x")
        for one in times
    ]
    order = [moment_of(one.raw_url) for one in ranked(mementos, when)]
    assert sorted(filter(None, order)) == sorted(set(times))
    before, after = [one for one in set(times) if one <= when], [one for one in set(times) if one > when]
    best = [max(before)] if before else []
    best += [min(after)] if after else []
    assert order[: len(best)] == best
    distances = [abs(one - when) for one in order[len(best) :] if one]
    assert distances == sorted(distances)


def test_links_are_read_with_all_their_relations() -> None:
    text = (
        '<http://a.test/x,y;z>; rel="original", <http://b.test/1>;rel="first  prev memento";'
        'datetime="Sat, 01 Jan 2011 00:00:00 GMT" , <http://b.test/2>; rel=memento; title="a, \\"b\\"; c"; from="x",'
    )
    found = list(links(text))
    assert [one.target for one in found] == ["http://a.test/x,y;z", "http://b.test/1", "http://b.test/2"]
    assert found[1].relations == {"first", "prev", "memento"}
    assert found[1].moment == datetime(2011, 1, 1, tzinfo=UTC)
    assert found[2].moment is None


def test_a_header_made_to_take_long_does_not() -> None:
    for run in (" " * 1_000_000, ";a" * 300_000, '<a>;b="' * 100_000, "<" * 1_000_000, '"' * 1_000_000):
        assert len(list(links("<http://a.test/>;a" + run))) <= 2


@given(st.text(alphabet='<>;,="\\ relmento\n:/', max_size=200))
def test_no_header_is_too_odd_for_links(text: str) -> None:
    for link in links(text):
        assert "<" not in link.target
