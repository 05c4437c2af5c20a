"""Pages that need a browser, read in a real one: what it may reach, what it shows, what is kept of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from live_web import fast, guard_for, settings_for

import citecheck
from citecheck.assembly import Session
from citecheck.browser import adapter as browsers
from citecheck.browser.adapter import BrowserAdapter
from citecheck.errors import SettingsError
from citecheck.evidence import RecordingReader
from citecheck.http.transport import adapter_for
from citecheck.settings import EvidenceSettings
from citecheck.settings.model import ArchiveSettings, Settings, WebSettings
from reports.model import LinkStatus, Outcome
from testbed.loopback import Loopback, Reply, page, prose

pytestmark = [pytest.mark.chromium, pytest.mark.slow]

SAID = "The lock of the valley was opened by its keeper on the third of May 1931."
ARTICLE = f"<h1>The lock</h1><p>{SAID}</p><p>{prose(140)}</p>"
QUOTED = json.dumps(ARTICLE)
FILL = "(t => m.innerHTML = t)"
TEMPLATE = f"<template id=t>{ARTICLE}</template>"
SHAPES = {
    "text set by a script": f"<div id=app></div><script>app.innerHTML = {QUOTED}</script>",
    "text set after a while": f"<div id=app></div><script>setTimeout(() => app.innerHTML = {QUOTED}, 400)</script>",
    "text fetched as HTML": f"<main id=m></main><script>fetch('/part').then(r => r.text()).then({FILL})</script>",
    "text fetched as JSON": (
        f"<main id=m></main><script>fetch('/json').then(r => r.json()).then(d => d.html).then({FILL})</script>"
    ),
    "a script of its own address": "<div id=app></div><script src=/app.js></script>",
    "a module": f"<div id=app></div><script type=module>document.getElementById('app').innerHTML = {QUOTED}</script>",
    "document.write": f"<script>document.write({QUOTED})</script>",
    "a template": f"{TEMPLATE}<script>document.body.append(t.content.cloneNode(true))</script>",
    "a shadow tree": (
        "<x-story></x-story><script>document.querySelector('x-story')"
        f".attachShadow({{mode: 'open'}}).innerHTML = {QUOTED}</script>"
    ),
    "a frame": "<script>document.body.innerHTML = '<iframe src=/part width=800 height=600></iframe>'</script>",
    "a redirect by script": "<script>location.replace('/whole')</script>",
    "a shell that asks for scripts": (
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>"
        f"<script>root.innerHTML = {QUOTED}</script>"
    ),
}


@pytest.fixture
def web() -> Iterator[Loopback]:
    with Loopback() as server:
        yield server


def served(web: Loopback, host: str, body: str) -> str:
    """Serve a page and what its scripts ask for; returns its address."""
    web.add(host, "/part", Reply(body=ARTICLE.encode()))
    web.add(host, "/whole", Reply(body=page("The lock", SAID, prose(140))))
    web.add(host, "/json", Reply(body=json.dumps({"html": ARTICLE}).encode(), content_type="application/json"))
    web.add(host, "/app.js", Reply(body=f"app.innerHTML = {QUOTED}".encode(), content_type="text/javascript"))
    return web.add(host, "/story", Reply(body=f"<!DOCTYPE html><title>The lock</title><body>{body}".encode()))


def shown(web: Loopback, body: str, **changes: object) -> citecheck.SourceCheck:
    return status_of(web, served(web, "app.test", body), **changes)


def status_of(web: Loopback, url: str, **changes: object) -> citecheck.SourceCheck:
    chosen = settings(**changes)
    with Session(chosen, adapter=adapter_for(chosen.web, guard=guard_for(web, chosen.web))) as session:
        return session.check_link(url)


def settings(**changes: object) -> Settings:
    values = {"browser": "auto", "respect_robots": False, "retries": 0, "total_timeout": 20} | changes
    return settings_for(fast(**values), archives=ArchiveSettings(enabled=False))


@pytest.fixture(scope="module")
def seen() -> dict[str, citecheck.SourceCheck]:
    """What became of each shape: all of them in one session, so that one browser is started."""
    with Loopback() as web:
        urls = [served(web, f"app{number}.test", body) for number, body in enumerate(SHAPES.values())]
        chosen = settings()
        with Session(chosen, adapter=adapter_for(chosen.web, guard=guard_for(web, chosen.web))) as session:
            return dict(zip(SHAPES, session.check_links(urls), strict=True))


@pytest.mark.parametrize("name", SHAPES)
def test_each_shape_of_a_page_of_scripts_is_read(seen: dict[str, citecheck.SourceCheck], name: str) -> None:
    check = seen[name]
    assert (check.status, check.rule) == (LinkStatus.ALIVE, "link.alive.rendered"), check.reason
    assert check.copies[0].extent.value in ("full", "teaser")
    assert [attempt.note for attempt in check.attempts][-1] == "in a browser"


def test_without_a_browser_the_same_page_is_script_only(web: Loopback) -> None:
    check = shown(web, SHAPES["text set by a script"], browser="never")
    assert check.status is LinkStatus.SCRIPT_ONLY


def test_a_page_that_a_program_can_read_starts_no_browser(web: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    monkeypatch.setattr(BrowserAdapter, "_started", lambda _: started.append("browser"))
    assert status_of(web, web.add("plain.test", "/x", Reply(body=page("Plain", prose(200))))).status is LinkStatus.ALIVE
    assert status_of(web, web.add("plain.test", "/gone", Reply(status=404))).status is LinkStatus.GONE
    wall = Reply(body=b"<title>Just a moment...</title><p>Checking your browser before you go on.</p><script></script>")
    assert status_of(web, web.add("wall.test", "/x", wall)).status is LinkStatus.BLOCKED
    assert started == []


def test_one_choice_about_privacy_is_made_as_a_reader_makes_it(web: Loopback) -> None:
    body = (
        "<h1>Your privacy</h1><p>We and our partners use cookies for advertising. You can accept all of them or reject "
        "them; your consent can be withdrawn.</p><button id=no>Reject all</button>"
        f"<script>no.onclick = () => document.body.innerHTML = {QUOTED}</script>"
    )
    check = shown(web, body)
    assert (check.status, check.rule) == (LinkStatus.ALIVE, "link.alive.rendered"), check.reason


def test_a_page_that_says_in_the_browser_that_it_is_missing_is_missing(web: Loopback) -> None:
    said = "app.innerHTML = '<h1>Page not found</h1>'; document.title = 'Page not found'"
    check = shown(web, f"<div id=app></div><script>{said}</script>")
    assert (check.status, check.rule) == (LinkStatus.SOFT_404, "link.soft404.rendered")


def test_the_browser_reaches_nothing_that_the_guard_refuses(web: Loopback) -> None:
    """The page is on an allowed address; what it asks for is on another of this machine, which is not."""
    with Loopback() as inside:
        secret = inside.url("127.0.0.1", "/secret").replace("127.0.0.1", "127.0.0.2")
        inside.add_host("127.0.0.2", lambda _: Reply(body=b"secret words"))
        body = (
            f"<div id=app></div><img src='{secret}'><iframe src='{secret}'></iframe><script>"
            f"app.innerHTML = {QUOTED}; fetch('{secret}', {{mode: 'no-cors'}}); "
            f"fetch('http://[::1]:{inside.port}/'); new WebSocket('ws://127.0.0.2:{inside.port}/')</script>"
        )
        check = shown(web, body, allow_addresses=("127.0.0.1/32",))
        assert check.rule == "link.alive.rendered", check.reason
        assert inside.asked == []


def test_nobody_else_on_this_machine_can_use_the_way_out(web: Loopback) -> None:
    import socket

    from citecheck.browser.guarded_proxy import GuardedProxy

    proxy = GuardedProxy(guard_for(web), max_bytes=1_000_000)
    port = int(proxy.url.rpartition(":")[2])
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
            client.sendall(f"GET {web.url('app.test', '/')} HTTP/1.1\r\nHost: app.test\r\n\r\n".encode())
            assert client.recv(100).startswith(b"HTTP/1.1 407 ")
    finally:
        proxy.close()
    assert web.asked == []


def test_a_page_that_keeps_its_browser_busy_for_ever_is_given_up(web: Loopback) -> None:
    busy = shown(web, "<div id=app></div><script>setTimeout(() => { for (;;) {} }, 50)</script>", total_timeout=3)
    assert busy.status is LinkStatus.SCRIPT_ONLY
    assert any("in time" in (attempt.failure or "") for attempt in busy.attempts)


def test_an_audit_replays_without_a_browser(web: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown(web, SHAPES["text fetched as HTML"], browser="never")  # serves the pages
    text = (
        f'The keeper opened it: "{SAID}"[1]\n\nReferences\n\n1. "The lock". {web.url("app.test", "/story")}\n'.encode()
    )
    file = str(tmp_path / "night.warc.gz")
    recorded = settings()
    chosen = citecheck.Settings(web=recorded.web, archives=recorded.archives, evidence=EvidenceSettings(record=file))
    with Session(chosen, adapter=adapter_for(chosen.web, guard=guard_for(web, chosen.web))) as session:
        live = session.auditor().audit(session.read(text, name="a.txt"))
    assert live.checks[0].outcome is Outcome.SUPPORTED
    kept = {key[:2] for key, _ in RecordingReader(file).asked()}
    assert ("RENDER", web.url("app.test", "/story")) in kept
    assert ("GET", web.url("app.test", "/part")) in kept, "what the page was made from is evidence as well"
    monkeypatch.setattr(browsers, "is_installed", lambda: pytest.fail("a replay needs no browser"))
    replayed = citecheck.audit(
        text,
        settings=citecheck.Settings(
            web=recorded.web, archives=recorded.archives, evidence=EvidenceSettings(replay=file)
        ),
    )
    assert [(one.status, one.rule, one.attempts) for one in replayed.sources] == [
        (one.status, one.rule, one.attempts) for one in live.sources
    ]
    assert [(one.outcome, one.quotes[0].outcome) for one in replayed.checks] == [
        (one.outcome, one.quotes[0].outcome) for one in live.checks
    ]


def test_a_browser_that_must_be_there_and_is_not_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browsers, "is_installed", lambda: False)
    with pytest.raises(SettingsError, match=r"citecheck-audit\[browser\]"):
        citecheck.check_link("http://a.example/", settings=Settings(web=WebSettings(browser="always")))


def test_a_chromium_that_cannot_be_started_costs_no_page(web: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITECHECK_CHROMIUM", "/no/such/chromium")
    check = shown(web, SHAPES["text set by a script"])
    assert check.status is LinkStatus.SCRIPT_ONLY
