"""Notices of what is new: each service is told once, whatever it answers, and nothing is lost."""

import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from command import run
from nights import SetClock, World
from sample_reports import everything
from told_services import Chat, CodeHost, json_reply, mail_server

from citecheck.clock import timestamp
from citecheck.errors import SettingsError
from citecheck.nightly.model import Audited
from citecheck.nightly.notices import Notices
from citecheck.nightly.setup import NightRequest
from citecheck.observers import NullObserver
from citecheck.settings import Settings, WebSettings
from citecheck.settings.notify import NotifySettings
from citecheck.store import Night, NightOutcome, Store
from reports.comparison import Comparison
from reports.model import Finding, Severity
from testbed.scripted_server import ScriptedServer, reply, serving

REPORT = everything()
ONE, TWO, THREE = "/bridge", "/ferry", "/mill"
GATEWAYS = ("502 Bad Gateway", "504 Gateway Timeout")


class Desk:
    """Nights without audits: what is new and what is fixed is given, and the notices are sent as after a night."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "store.sqlite")
        self.clock = SetClock()
        self.settings = Settings()
        self.nights = 0

    def told_by(self, **notify: Any) -> None:
        """Let the settings name channels."""
        chosen = msgspec.convert({"timeout": 2.0, **notify}, NotifySettings, strict=False)
        web = WebSettings(canary="", retries=1, backoff=0.0, max_retry_after=5.0)
        self.settings = Settings(web=web, notify=chosen)

    def night(
        self, *, new: Sequence[str] = (), fixed: Sequence[str] = (), more: Sequence[Finding] = ()
    ) -> tuple[str, ...]:
        """Let a night end on which links are newly dead or fixed, and `more` is new. Return what is said of it."""
        self.clock.time += timedelta(days=1)
        self.nights += 1
        fresh, mended = (*map(dead_link, new), *more), tuple(map(dead_link, fixed))
        audited = Audited(report=REPORT, comparison=Comparison(new=fresh, fixed=mended), counting=fresh)
        night = Night(
            number=self.nights,
            run=f"run{self.nights}",
            started=timestamp(self.clock.now()),
            outcome=NightOutcome.RUNNING,
            version="1",
        )
        with ExitStack() as closing:
            notices = self._notices(closing)
            with self.store.database.writing() as connection:
                notices.put(connection, night, (audited,))
            return notices.send()

    def sends(self) -> tuple[str, ...]:
        """Send what waits, as another run does at the same time."""
        with ExitStack() as closing:
            return self._notices(closing).send()

    def _notices(self, closing: ExitStack) -> Notices:
        return Notices(self.settings, self.store, clock=self.clock, observer=NullObserver(), closing=closing)


def dead_link(path: str) -> Finding:
    return Finding(
        key=hashlib.sha256(path.encode()).hexdigest()[:16],
        code="link-dead",
        severity=Severity.ERROR,
        message="the server answers 404",
        url=f"https://news.test{path}",
        file="docs/one.md",
        line=5,
        column=3,
    )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    with made.store:
        yield made


CHATS: dict[str, tuple[dict[str, Any], bytes]] = {
    "webhook": ({"url_env": "TOLD_URL"}, reply(b'{"taken": true}', type="application/json")),
    "slack": ({"url_env": "TOLD_URL"}, reply(b"ok", type="text/plain")),
    "teams": ({"url_env": "TOLD_URL"}, reply(b"", "202 Accepted", type="")),
    "matrix": ({"room": "!abc:matrix.test", "token_env": "TOLD_TOKEN"}, json_reply({"event_id": "$1"})),
}


FAULTS: dict[str, Callable[[], bytes]] = {
    "429 with a short Retry-After": lambda: reply(b"", "429 Too Many Requests", ("Retry-After", "1")),
    "429 with a long Retry-After": lambda: reply(b"", "429 Too Many Requests", ("Retry-After", "3000")),
    "503": lambda: reply(b"busy", "503 Service Unavailable"),
    "500": lambda: reply(b"broken", "500 Internal Server Error"),
    "a page in place of an answer": lambda: reply(b"<!DOCTYPE html><html><body>Log in</body></html>"),
    "a redirect": lambda: reply(b"", "302 Found", ("Location", "http://127.0.0.1:9/elsewhere")),
    "401": lambda: reply(b"no", "401 Unauthorized"),
    "404": lambda: reply(b"no", "404 Not Found"),
}


@dataclass
class Line:
    """A chat with the server that it is reached by. `is_safe`: what it is told twice arrives once."""

    name: str
    chat: Chat
    server: ScriptedServer
    fields: dict[str, Any]

    @property
    def is_safe(self) -> bool:
        return self.name in ("webhook", "matrix")

    @property
    def taken(self) -> str:
        """What it took, as text without escapes."""
        return json.dumps(self.chat.taken, ensure_ascii=False).replace("\\", "")


@pytest.fixture(params=sorted(CHATS))
def line(request: pytest.FixtureRequest, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    fields, yes = CHATS[request.param]
    made = Chat(yes=yes)
    with serving(made) as server:
        monkeypatch.setenv("TOLD_URL", f"{server.url}/services/T0/SECRETPATH")
        monkeypatch.setenv("TOLD_TOKEN", "secret-token-1")
        if request.param == "matrix":
            fields = {**fields, "url": server.url}
        desk.told_by(**{request.param: fields})
        yield Line(request.param, made, server, fields)


def test_nothing_is_sent_while_nothing_is_new(desk: Desk, line: Line) -> None:
    assert desk.night() == ()
    assert desk.night(fixed=[ONE]) == ()
    assert line.chat.taken == []
    desk.night(new=[ONE])
    desk.night()
    assert len(line.chat.taken) == 1


def test_a_notice_names_page_line_and_address_of_what_is_new_and_fixed(desk: Desk, line: Line) -> None:
    said = desk.night(new=[ONE], fixed=[TWO])
    assert [one for one in said if "was sent" in one]
    for path in (ONE, TWO):
        assert f"https://news.test{path}" in line.taken
    assert "docs/one.md:5" in line.taken
    assert "1 new, 1 fixed in 1 document" in line.taken


def test_a_notice_counts_what_it_does_not_name(desk: Desk, line: Line) -> None:
    desk.told_by(most=1, **{line.name: line.fields})
    desk.night(new=[ONE, TWO, THREE])
    assert "and 2 more new" in line.taken or '"more": {"new": 2}' in line.taken
    assert line.taken.count("https://news.test/") == 1


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_what_a_service_refuses_is_sent_once_on_this_night_or_the_next(desk: Desk, line: Line, fault: str) -> None:
    line.chat.faults = [FAULTS[fault]] * (1 if "short" in fault else 2)
    said = desk.night(new=[ONE])
    if not line.chat.taken:
        assert any("was not sent" in one and "next night" in one for one in said)
        line.chat.faults = []
        desk.night()
    assert len(line.chat.taken) == 1
    assert "docs/one.md" in line.taken
    desk.night()
    assert len(line.chat.taken) == 1


@pytest.mark.parametrize("answer", ["", *GATEWAYS])
def test_a_notice_whose_fate_is_unknown_is_never_sent_twice_and_never_forgotten(
    desk: Desk, line: Line, answer: str
) -> None:
    """The service took it, and its answer was lost."""
    yes = line.chat.yes
    line.chat.yes = reply(b"", answer) if answer else b""
    said = desk.night(new=[ONE])
    line.chat.yes = yes
    if line.is_safe:
        desk.night()
        ids = {asked.headers.get("idempotency-key") or asked.target for asked in line.server.asked}
        assert len(ids) == 1  # what was sent again has the same id
        return
    assert len(line.chat.taken) == 1
    assert any("nobody can say" in one and "--again" in one for one in said)
    assert any("nobody can say" in one for one in desk.night())
    assert len(line.chat.taken) == 1
    desk.night(new=[TWO])
    assert len(line.chat.taken) == 2
    assert "may not have arrived" in json.dumps(line.chat.taken[1])
    assert desk.night() == ()


def test_a_service_that_is_slow_is_told_no_second_time(desk: Desk, line: Line) -> None:
    desk.told_by(timeout=0.3, **{line.name: line.fields})
    yes = line.chat.yes
    line.chat.yes = (line.server.hang, yes)
    assert any("no answer in time" in one or "no whole answer" in one for one in desk.night(new=[ONE]))
    line.chat.yes = yes
    desk.night()
    assert len(line.chat.taken) == (2 if line.is_safe else 1)


def test_a_service_that_cannot_be_reached_is_told_by_the_next_night(
    desk: Desk, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOLD_ELSEWHERE", "http://127.0.0.1:9/hook")
    away = {"url": "http://127.0.0.1:9"} if line.name == "matrix" else {"url_env": "TOLD_ELSEWHERE"}
    desk.told_by(**{line.name: line.fields | away})
    assert any("refuses connections" in one and "was not sent" in one for one in desk.night(new=[ONE]))
    desk.told_by(**{line.name: line.fields})
    desk.night()
    assert len(line.chat.taken) == 1


def test_no_secret_is_said_or_stored(desk: Desk, line: Line, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    line.chat.faults = [FAULTS["401"]] * 2
    said = repr(desk.night(new=[ONE]))
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "POST" in caplog.text or "PUT" in caplog.text  # the request itself is logged
    for secret in ("SECRETPATH", "secret-token-1"):
        assert secret not in said + caplog.text
        assert secret.encode() not in kept


def test_two_services_fail_and_succeed_apart(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    slack, teams = Chat(), Chat(yes=reply(b"", "202 Accepted", type=""))
    with serving(slack) as one, serving(teams) as two:
        monkeypatch.setenv("ONE", one.url)
        monkeypatch.setenv("TWO", two.url)
        desk.told_by(slack={"url_env": "ONE"}, teams={"url_env": "TWO"})
        slack.faults = [FAULTS["500"]] * 2
        desk.night(new=[ONE])
        assert (len(slack.taken), len(teams.taken)) == (0, 1)
        desk.night()
        assert (len(slack.taken), len(teams.taken)) == (1, 1)


def test_a_channel_that_left_the_settings_is_named(desk: Desk, line: Line) -> None:
    line.chat.faults = [FAULTS["500"]] * 2
    desk.night(new=[ONE])
    desk.told_by()
    assert any(line.name in one and "no longer" in one for one in desk.night())
    desk.told_by(**{line.name: line.fields})
    desk.night()
    assert len(line.chat.taken) == 1


def test_a_missing_or_open_secret_ends_the_night_before_it_begins(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_SUCH_VARIABLE", raising=False)
    desk.told_by(slack={"url_env": "NO_SUCH_VARIABLE"})
    with pytest.raises(SettingsError, match=r"notify\.slack\.url_env.*NO_SUCH_VARIABLE"):
        desk.night()
    monkeypatch.setenv("NO_SUCH_VARIABLE", "http://hooks.example.com/T0/SECRETPATH")
    with pytest.raises(SettingsError, match="https") as raised:
        desk.night()
    assert "SECRETPATH" not in str(raised.value)


@pytest.fixture(params=["github", "gitlab"])
def host(request: pytest.FixtureRequest, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[CodeHost]:
    made = CodeHost(gitlab=request.param == "gitlab")
    monkeypatch.setenv("TOLD_TOKEN", "secret-token-1")
    with serving(made) as server:
        where = {"project": "acme/docs"} if made.gitlab else {"repository": "acme/docs"}
        desk.told_by(**{request.param: {**where, "url": server.url, "token_env": "TOLD_TOKEN"}})
        yield made


def body_of(host: CodeHost, number: int) -> str:
    return str(host.issues[number]["description" if host.gitlab else "body"])


def test_an_issue_is_opened_ticked_off_and_closed(desk: Desk, host: CodeHost) -> None:
    desk.night(new=[ONE, TWO])
    assert len(host.issues) == 1
    body = body_of(host, 1)
    assert body.count("- [ ]") == 2
    assert "docs/one.md:5" in body and "https://news.test/ferry" in body
    desk.night(fixed=[TWO])
    assert (body_of(host, 1).count("- [x]"), body_of(host, 1).count("- [ ]")) == (1, 1)
    assert host.issues[1]["state"] in ("open", "opened")
    assert len(host.comments[1]) == 1 and "/ferry" in host.comments[1][0]
    desk.night(new=[THREE], fixed=[ONE])
    assert host.issues[1]["state"] == "closed"
    assert len(host.comments[1]) == 2
    desk.night(fixed=["/never-told"])
    assert (len(host.issues), len(host.comments)) == (2, 1)


@pytest.mark.slow
@pytest.mark.parametrize("method", ["GET", "POST", "PATCH"])
@pytest.mark.parametrize("fault", ["lost answer", *sorted(FAULTS)])
def test_an_issue_is_opened_and_told_of_once_whatever_happens(
    desk: Desk, host: CodeHost, method: str, fault: str
) -> None:
    method = "PUT" if host.gitlab and method == "PATCH" else method

    def disturb() -> None:
        if fault == "lost answer":
            host.deaf = [method]
        else:
            host.faults = {method: [FAULTS[fault]] * 2}

    disturb()
    desk.night(new=[ONE])
    host.faults, host.deaf = {}, []
    desk.night()
    assert len(host.issues) == 1
    disturb()
    desk.night(fixed=[ONE])
    host.faults, host.deaf = {}, []
    desk.night()
    assert (len(host.issues), len(host.comments[1]), host.issues[1]["state"]) == (1, 1, "closed")


def test_an_old_issue_is_found_behind_many_others(desk: Desk, host: CodeHost) -> None:
    desk.night(new=[ONE])
    name = "description" if host.gitlab else "body"
    for number in range(2, 252):  # of other people, with the same label; some have no text
        host.issues[number] = {**host.issues[1], "number": number, "iid": number, name: None if number % 2 else "x"}
    desk.night(fixed=[ONE])
    assert host.issues[1]["state"] == "closed"
    assert list(host.comments) == [1]


def test_a_label_that_the_token_may_not_set_is_said(desk: Desk, host: CodeHost) -> None:
    host.labels_are_kept = False
    assert any("label" in one and "was sent" in one for one in desk.night(new=[ONE]))
    assert (len(host.issues), desk.night()) == (1, ())


def test_two_runs_at_once_send_a_notice_once(desk: Desk, line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run begins while the first one waits for its answer."""
    yes = line.chat.yes
    again: list[tuple[str, ...]] = []

    def meanwhile() -> None:
        if not again:
            again.append(())
            again.append(desk.sends())

    line.chat.yes = (meanwhile, yes)
    desk.night(new=[ONE])
    assert len(line.chat.taken) == 1
    assert again[1] == ()


def test_words_of_a_document_mention_nobody_in_an_issue(desk: Desk, host: CodeHost) -> None:
    finding = Finding(
        key="0" * 16, code="link-dead", severity=Severity.ERROR, message="@admin closes #12 <b>", file="@admin.md"
    )
    desk.night(new=[ONE], more=(finding,))
    body = body_of(host, 1)
    assert "@admin closes #12" not in body and "<b>" not in body.replace("\\<b\\>", "")


def test_a_mail_is_sent_once(desk: Desk) -> None:
    with mail_server() as server:
        desk.told_by(email={"to": ["a@news.test"], "host": "127.0.0.1", "port": server.port, "security": "none"})
        server.refuses = [b"451 try later"]
        assert any("451 try later" in one for one in desk.night(new=[ONE]))
        desk.night()
        assert len(server.taken) == 1
        assert "Subject: citecheck: 1 new in 1 document" in server.taken[0]
        assert "Message-ID: <citecheck-run1@news.test>" in server.taken[0]
        server.breaks = [True]
        assert any("nobody can say" in one for one in desk.night(new=[TWO]))
        desk.night()
        assert len(server.taken) == 2


def test_a_store_of_the_version_before_gets_an_outbox(tmp_path: Path) -> None:
    path = tmp_path / "before.sqlite"
    with Store(path) as store, store.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE outbox")
        connection.exec_driver_sql("PRAGMA user_version=1")
    with Store(path) as store:
        assert store.outbox.waiting() == ()
        store.check()


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[World, Chat]]:
    """A folder of documents, and a chat that is told of its nights."""
    chat = Chat()
    with World(tmp_path, dead_nights=1, dead_days=0) as made, serving(chat) as server:
        monkeypatch.setenv("TOLD_URL", server.url)
        made.page(ONE, "The bridge was opened in 1912 by the mayor.")
        made.page(TWO, "The ferry ran until 1930.")
        made.article(
            "one.md", "The bridge was opened in 1912 by the mayor.[^1] The ferry ran until 1930.[^2]", ONE, TWO
        )
        notify = msgspec.convert({"slack": {"url_env": "TOLD_URL"}}, NotifySettings)
        made.settings = msgspec.structs.replace(made.settings, notify=notify)
        yield made, chat


def test_whole_nights_tell_what_is_new_and_where_the_fixed_one_stood(world: tuple[World, Chat]) -> None:
    nights, chat = world
    nights.fails(TWO)
    nights.night()
    nights.night()
    assert chat.taken == []  # nobody knows what was there before the first night
    nights.fails(ONE)
    nights.page(TWO, "The ferry ran until 1930.")
    nights.night()
    told = chat.taken[0]["text"]
    for word, path, number in (("new", ONE, 5), ("fixed", TWO, 6)):
        (row,) = [row for row in told.splitlines() if row.startswith(f"{word}:")]
        assert nights.web.url("news.test", path) in row
        assert f"one.md:{number}:" in row


def test_notes_and_ignored_findings_tell_nobody(world: tuple[World, Chat]) -> None:
    nights, chat = world
    nights.night()
    nights.fails(ONE)
    entry = '[[ignore]]\ncode = "link-dead"\nurl = "*/bridge"\nreason = "We know."\n'
    (nights.folder / "citecheck-ignore.toml").write_text(entry)
    nights.night()
    nights.fails(TWO)
    nights.night(dead_nights=3, dead_days=3)  # a note, for two nights
    assert chat.taken == []


def test_a_dry_run_shows_what_would_be_sent_and_keeps_it(world: tuple[World, Chat]) -> None:
    nights, chat = world
    nights.night()
    nights.fails(ONE)
    documents = (str(nights.folder / "docs"),)
    result = nights.night(request=NightRequest(documents=documents, notify="show"))
    assert chat.taken == []
    assert nights.web.url("news.test", ONE) in result.previews[0]
    nights.night(request=NightRequest(documents=documents, notify="never"))
    assert chat.taken == []
    nights.night()
    assert len(chat.taken) == 1


def test_a_killed_run_loses_nothing(world: tuple[World, Chat], monkeypatch: pytest.MonkeyPatch) -> None:
    nights, chat = world
    nights.night()
    nights.fails(ONE)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("citecheck.integrations.sending.Sending.send", killed)
        with pytest.raises(KeyboardInterrupt):
            nights.night()
    assert chat.taken == []
    nights.night()
    assert len(chat.taken) == 1


def test_a_run_that_is_killed_while_it_sends_tells_nobody_twice(
    desk: Desk, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("citecheck.store.outbox.Outbox.remove", killed)
        with pytest.raises(KeyboardInterrupt):
            desk.night(new=[ONE])
    assert len(line.chat.taken) == 1
    said = desk.night()
    assert len(line.chat.taken) == (2 if line.is_safe else 1)
    assert line.is_safe or any("nobody can say" in one for one in said)


def test_the_command_sends_what_waits_and_forgets_what_it_is_told_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    chat = Chat()
    with serving(chat) as server:
        monkeypatch.setenv("TOLD_URL", server.url)
        made = Desk(tmp_path)
        made.told_by(slack={"url_env": "TOLD_URL"})
        chat.faults = [FAULTS["500"]] * 2
        chat.yes = b""  # it takes the second notice, and its answer is lost
        with made.store:
            made.night(new=[ONE])
        Path("citecheck.toml").write_text('[notify.slack]\nurl_env = "TOLD_URL"\n[nightly]\nstore = "store.sqlite"\n')
        found = run("notify")
        assert found.status == 2 and "notify.slack.url_env" in found.err and "trust" in found.err
        shown = run("notify", "--dry-run", "--config", "citecheck.toml")
        assert shown.status == 1 and "https://news.test/bridge" in shown.out
        assert chat.taken == []
        assert run("notify", "--config", "citecheck.toml").status == 1
        assert len(chat.taken) == 1
        chat.yes = reply(b"ok", type="text/plain")
        assert run("notify", "--config", "citecheck.toml").status == 1  # it is not sent again by itself
        assert len(chat.taken) == 1
        assert run("notify", "--config", "citecheck.toml", "--drop", "99").status == 2
        assert run("notify", "--config", "citecheck.toml", "--again", "1").status == 0
        assert len(chat.taken) == 2
        assert "no notice waits" in run("notify", "--config", "citecheck.toml").out


@pytest.mark.parametrize(
    ("name", "answer", "fate"),
    [
        ("webhook", reply(b"", "204 No Content", type=""), "was sent"),
        ("webhook", reply(b"OK", "201 Created"), "was sent"),
        ("webhook", reply(b"<p>OK</p>"), "was sent"),
        ("webhook", reply(b"\xef\xbb\xbf\r\n<HTML><title>Sign in</title></HTML>"), "was not sent"),
        ("slack", reply(b"ok\n", type="text/plain"), "was sent"),
        ("slack", reply(b"invalid_payload", "400 Bad Request", type="text/plain"), "was not sent"),
        ("slack", reply(b"", type="text/plain"), "was not sent"),
        ("slack", reply(b"ok", length=9, type="text/plain"), "nobody can say"),
        ("teams", reply(b"1"), "was sent"),
        ("teams", reply(b"Webhook message delivery failed with error: HTTP error 429"), "was not sent"),
        ("teams", reply(b"", "307 Temporary Redirect", ("Location", "https://other.test/")), "was not sent"),
        ("teams", reply(b"", "429 Too Many", ("Retry-After", "Wed, 21 Oct 2037 07:28:00 GMT")), "was not sent"),
        ("matrix", json_reply({"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 9_000}, "429 Limited"), "was not sent"),
        ("matrix", json_reply({"event": 1}), "was not sent"),
        ("matrix", json_reply([]), "was not sent"),
    ],
)
def test_each_answer_is_taken_for_what_it_means(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str, answer: bytes, fate: str
) -> None:
    with serving(lambda _: answer) as server:
        monkeypatch.setenv("TOLD_URL", server.url)
        monkeypatch.setenv("TOLD_TOKEN", "secret-token-1")
        fields, _ = CHATS[name]
        desk.told_by(**{name: {**fields, "url": server.url} if name == "matrix" else fields})
        (said,) = desk.night(new=[ONE])
        assert fate in said
