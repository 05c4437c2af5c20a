"""The review server: pages for several reviewers, decisions that are kept, and nothing for anybody else."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from command import run
from review_server import DOCUMENT, KEYS, Serving, serving

from citecheck.errors import SettingsError
from citecheck.nightly.suppressions import Suppression, add_suppressions, load_suppressions, remove_suppressions
from citecheck.review.folder import ReportFolder


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Serving]:
    with serving(tmp_path) as made:
        yield made


def test_the_printed_address_leads_to_the_index_and_from_there_to_the_report(server: Serving) -> None:
    session = server.session()
    index = session.get(server.address, timeout=10)
    assert "articles-harbour-bridge.html" in index.text
    page = session.get(f"{server.address}/articles-harbour-bridge.html", timeout=10)
    assert KEYS[0] in page.text
    assert 'data-review="/decisions"' in page.text
    assert "connect-src &#39;self&#39;" in page.text
    assert server.token not in page.text
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert session.get(f"{server.address}/no-such.html", timeout=10).status_code == 404


def test_nothing_is_served_without_the_secret(server: Serving) -> None:
    for path in ("/", "/articles-harbour-bridge.html", f"/decisions?document={DOCUMENT}", "/?token=wrong"):
        answer = requests.get(f"{server.address}{path}", timeout=10)
        assert answer.status_code == 403, path
        assert "harbour" not in answer.text.lower()
    wrong = requests.get(server.address, cookies={f"citecheck_review_{server.address[-5:]}": "x"}, timeout=10)
    assert wrong.status_code == 403


def test_another_name_of_the_host_is_refused(server: Serving) -> None:
    """A name of a stranger that is rebound to this machine sends its own Host."""
    session = server.session()
    assert session.get(server.address, headers={"Host": "evil.example"}, timeout=10).status_code == 403
    port = server.address.rpartition(":")[2]
    assert session.get(server.address, headers={"Host": f"evil.example:{port}"}, timeout=10).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        *("/bridge.json", "/review-decisions.json", "/../citecheck-ignore.toml", "/%2e%2e/citecheck-ignore.toml"),
        *("/..%2fcitecheck-ignore.toml", "//etc/passwd", "/%00", "/articles-harbour-bridge.html/..", "/reports/"),
        *("/C:\\Windows\\win.ini", "/file:///etc/passwd", "/index.html%00.json", "/.", "/" + "a" * 3_000),
    ],
)
def test_only_pages_of_reports_are_served(server: Serving, path: str) -> None:
    session = server.session()
    (server.folder / "review-decisions.json").write_text('{"citecheck_review": 1, "decisions": []}')
    server.ignore_file.write_text("# PRIVATE\n")
    request = session.prepare_request(requests.Request("GET", server.address))
    request.url = f"{server.address}{path}"

    answer = session.send(request, timeout=10, allow_redirects=False)

    assert answer.status_code in (400, 404)
    assert not any(word in answer.text for word in ("PRIVATE", "citecheck_review", "root:", "Traceback"))


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/", "/"),
        ("/articles-harbour-bridge.html", "/articles-harbour-bridge.html"),
        ("//evil.example/", "/"),
        ("/%5Cevil.example/", "/"),
        ("/%0d%0aSet-Cookie:%20a=b", "/"),
        ("/%09/evil.example", "/"),
    ],
)
def test_the_secret_leads_to_a_page_of_this_server_and_leaves_the_address(
    server: Serving, path: str, target: str
) -> None:
    host, port = server.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        request = f"GET {path}?token={server.token} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n"
        connection.sendall(request.encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()

    head = answer.partition("\r\n\r\n")[0].split("\r\n")
    assert head[0].endswith("303 See Other")
    assert [line for line in head if line.lower().startswith("location:")] == [f"Location: {target}"]
    assert sum(line.lower().startswith("set-cookie:") for line in head) == 1
    assert "Referrer-Policy: no-referrer" in head


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Citecheck-Review": "1", "Content-Type": "text/plain"},
        {"X-Citecheck-Review": "1", "Content-Type": "application/json", "Origin": "https://evil.example"},
        {"X-Citecheck-Review": "1", "Content-Type": "application/json", "Sec-Fetch-Site": "cross-site"},
        {"Content-Type": "application/json"},
    ],
)
def test_a_decision_comes_from_a_page_of_the_server_alone(server: Serving, headers: dict[str, str]) -> None:
    session = server.session()
    body = json.dumps({"document": DOCUMENT, "finding": KEYS[0], "decision": "false-alarm"})
    assert session.post(f"{server.address}/decisions", data=body, headers=headers, timeout=10).status_code == 403
    assert server.decisions(session) == {}
    assert not server.ignore_file.exists()


def test_a_dismissed_finding_is_written_to_the_ignore_file_at_once(server: Serving) -> None:
    session = server.session()
    answer = server.decide(session, KEYS[0], "false-alarm", note="Works in a browser.")
    assert answer.json()["at"] == "2026-03-01T08:00:00Z"
    (entry,) = load_suppressions(server.ignore_file)
    assert (entry.finding, entry.reason, entry.author) == (KEYS[0], "Works in a browser.", "Ana")
    assert entry.document == DOCUMENT
    server.decide(session, KEYS[1], "accepted")
    server.decide(session, KEYS[2], "confirmed")
    assert [one.finding for one in load_suppressions(server.ignore_file)] == [KEYS[0], KEYS[1]]
    assert server.decisions(session) == {KEYS[0]: "false-alarm", KEYS[1]: "accepted", KEYS[2]: "confirmed"}


def test_the_last_decision_counts_whoever_made_it(server: Serving) -> None:
    ana, ben = server.session(), server.session()
    server.decide(ana, KEYS[0], "false-alarm")
    server.decide(ben, KEYS[0], "confirmed", by="Ben")
    assert server.decisions(ana) == {KEYS[0]: "confirmed"}
    assert load_suppressions(server.ignore_file) == (), "it is reported again"
    server.decide(ana, KEYS[0], "false-alarm", note="Look again.")
    server.decide(ana, KEYS[0], "false-alarm", note="Look twice.")
    assert [one.reason for one in load_suppressions(server.ignore_file)] == ["Look twice."]
    server.decide(ben, KEYS[0], "")
    assert server.decisions(ben) == {}
    assert load_suppressions(server.ignore_file) == ()


def test_what_a_person_wrote_in_the_ignore_file_stays(server: Serving) -> None:
    server.ignore_file.write_text("# Ours.\n[[ignore]]\ncode = 'link-moved'\nreason = 'We know.'  # since May\n")
    before = server.ignore_file.read_text()
    session = server.session()
    server.decide(session, KEYS[0], "false-alarm")
    server.decide(session, KEYS[0], "")
    assert server.ignore_file.read_text().rstrip("\n") == before.rstrip("\n")


def test_an_entry_that_a_person_changed_is_not_removed(tmp_path: Path) -> None:
    path = tmp_path / "ignore.toml"
    entry = Suppression(finding=KEYS[0], reason="r")
    add_suppressions(path, [entry])
    path.write_text(path.read_text() + "until = 2030-01-31\n")
    assert remove_suppressions(path, [entry]) == ()
    assert load_suppressions(path)[0].until is not None


def test_decisions_outlive_the_server(tmp_path: Path) -> None:
    with serving(tmp_path) as first:
        first.decide(first.session(), KEYS[0], "false-alarm")
    with serving(tmp_path) as second:
        assert second.decisions(second.session()) == {KEYS[0]: "false-alarm"}


def test_where_all_may_only_read_nobody_decides(tmp_path: Path) -> None:
    with serving(tmp_path, read_only=True) as server:
        session = server.session()
        answer = server.decide(session, KEYS[0], "false-alarm")
        assert answer.status_code == 403
        assert "read" in answer.text
        assert server.decisions(session) == {}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b"\xff\xfe", 400),
        (b"[" * 19_000, 400),
        (json.dumps({"document": DOCUMENT, "finding": KEYS[0], "decision": "rubbish"}).encode(), 400),
        (json.dumps({"document": DOCUMENT, "finding": "0" * 16, "decision": "fixed"}).encode(), 404),
        (json.dumps({"document": "another", "finding": KEYS[0], "decision": "fixed"}).encode(), 404),
        (b"x" * 30_000, 413),
    ],
)
def test_what_is_no_decision_is_refused(server: Serving, body: bytes, status: int) -> None:
    session = server.session()
    headers = {"X-Citecheck-Review": "1", "Content-Type": "application/json"}
    answer = session.post(f"{server.address}/decisions", data=body, headers=headers, timeout=10)
    assert answer.status_code == status
    assert server.decisions(session) == {}


def test_an_ignore_file_that_cannot_be_used_is_said_and_nothing_is_decided(server: Serving) -> None:
    server.ignore_file.write_text("[[ignore]\n")
    session = server.session()
    answer = server.decide(session, KEYS[0], "false-alarm")
    assert answer.status_code == 500
    assert "not valid TOML" in answer.text
    assert server.decisions(session) == {}


def test_a_new_report_is_shown_without_a_restart(server: Serving) -> None:
    session = server.session()
    path = server.folder / "bridge.json"
    path.write_bytes(path.read_bytes().replace(b"Harbour Bridge", b"Northern Bridge"))
    assert "Northern Bridge" in session.get(server.address, timeout=10).text


def test_a_folder_without_reports_is_said(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("{}")
    with pytest.raises(SettingsError, match="no report in JSON"):
        ReportFolder(tmp_path)
    with pytest.raises(SettingsError, match="is not a folder"):
        ReportFolder(tmp_path / "none")
    assert run("review", tmp_path).status == 2


def test_the_command_prints_its_address_and_ends_on_ctrl_c(server: Serving) -> None:
    command = [sys.executable, "-m", "citecheck", "review", str(server.folder)]
    # A shell that runs the tests in the background lets its children ignore Ctrl-C.
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
    ) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert "articles-harbour-bridge.html" in requests.get(address, timeout=10).text
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=20) in (0, 130)
        finally:
            process.kill()


def test_a_port_in_use_is_an_error_that_names_it(server: Serving) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = run("review", server.folder, "--port", port)
    assert ran.status == 2
    assert f"127.0.0.1:{port}" in ran.err
