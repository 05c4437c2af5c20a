"""Hostile words in what came later: cells of notebooks, the review server, the lists of `refs` and `recover`."""

import re
import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hostile_words import CORPUS, RUNNER, STEERING
from lxml.html import document_fromstring
from sample_reports import everything
from sample_reports_odd import hostile

from citecheck.cli.recover import _print, plain
from citecheck.cli.refs import _show
from citecheck.cli.telling import show_json
from citecheck.cli.trends import trends
from citecheck.recovery.model import Confirmation, FoundAddress, RecoveredReference, Recovery, Route
from citecheck.recovery.table import table
from citecheck.review.app import ReviewApp
from citecheck.review.decisions import SharedDecisions
from citecheck.review.folder import ReportFolder
from citecheck.store import Store
from reports.formats.html import render_page
from reports.formats.html.trends import render_trends
from reports.formats.site import entry_of, render_index
from reports.notebook import notebook_page
from reports.rendering import write
from reports.trends import FindingLife, trends_of

WORDS = pytest.mark.parametrize("payload", CORPUS, ids=range(len(CORPUS)))
ELEMENTS = {"html", "body", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "a"}


RUNNING = ("script", "style", "base", "img", "svg", "iframe", "object", "form", "link", "meta")


def elements(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page that do or load something, with the names of their attributes."""
    return [(str(one.tag), tuple(sorted(one.attrib))) for one in document_fromstring(page).iter(*RUNNING)]


def is_inert(page: str) -> bool:
    """Whether no attribute of a page runs anything, and each link leads to a page of the web or of the report."""
    tree = document_fromstring(page)
    names = {name for element in tree.iter() for name in element.attrib}
    links = [link.get("href", "") for link in tree.iter("a")]
    return not any(name.startswith("on") for name in names) and all(
        re.match(r"https?://|#|[\w.%-]+\.html(?:#|$)", link) for link in links
    )


@WORDS
def test_a_cell_of_a_notebook_is_words(payload: str) -> None:
    page = notebook_page(hostile(payload, front=True))

    assert not STEERING.search(page)
    tree = document_fromstring(page)
    assert {element.tag for element in tree.iter() if isinstance(element.tag, str)} <= ELEMENTS
    for link in tree.iter("a"):
        assert set(link.attrib) == {"href"}
        assert link.get("href", "").startswith("https://")
    assert not any(name.startswith("on") for element in tree.iter() for name in element.attrib)


def lives(host: str) -> list[FindingLife]:
    """Dead links of a host, one of which was repaired."""
    still = FindingLife(code="link-dead", host=host, since="2026-03-01T02:00:00Z", gone=None, spells=((1, 2),))
    return [still, replace(still, gone="2026-03-02T02:00:00Z", spells=((1, 1),))]


@WORDS
def test_the_hosts_of_trends_are_words(
    payload: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nights = [(1, "2026-03-01T02:00:00Z", 1), (2, "2026-03-02T02:00:00Z", 1)]
    found, plain_ones = trends_of(lives(f"a{payload}b"), nights), trends_of(lives("a.test"), nights)

    page = render_trends(found)

    assert elements(page) == elements(render_trends(plain_ones))
    assert is_inert(page)
    assert not STEERING.search(page)
    Store(tmp_path / "s.sqlite").close()
    monkeypatch.setattr("citecheck.cli.trends.trends_of_store", lambda _: found)
    trends.callback(output=None, store=str(tmp_path / "s.sqlite"), config=None)  # type: ignore[misc]  # it is a command
    shown = capsys.readouterr().out
    assert not STEERING.search(shown)
    assert not RUNNER.search(shown)


@WORDS
def test_an_index_of_reports_is_words(payload: str) -> None:
    report = hostile(payload, front=True)

    page = render_index([entry_of(report, None, "a.html")])

    assert elements(page) == elements(render_index([entry_of(everything(), None, "a.html")]))
    assert not STEERING.search(re.sub(r"(?s)<(style|script)>.*?</\\1>", "", page).replace("\r\n", "\n"))


@WORDS
def test_the_pages_of_the_review_server_are_words(payload: str, tmp_path: Path) -> None:
    report = hostile(payload, front=True)
    name = f"{payload}d".encode("utf-8", "replace").decode()
    write(replace(report, document=replace(report.document, name=name)), tmp_path / "r.json")
    decisions = SharedDecisions(tmp_path, tmp_path / "i.toml", now=lambda: datetime(2026, 3, 1, tzinfo=UTC))
    app = ReviewApp(ReportFolder(tmp_path), decisions, hosts=["localhost:8000"])

    index = asked(app, "/")
    (link,) = {one for one in re.findall(r'href="([^"]+\.html)"', index) if one != "index.html"}
    page = asked(app, f"/{link}")

    for one in (index, page):
        assert not STEERING.search(re.sub(r"(?s)<(style|script)\b.*?</\1>", "", one).replace("\r\n", "\n"))
        assert is_inert(one)
    assert len(elements(index)) == len(elements(render_index([entry_of(everything(), None, "a.html")])))
    assert elements(page) == elements(render_page(hostile(" word"), review="/decisions", home="index.html"))


def asked(app: ReviewApp, path: str) -> str:
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HOST": "localhost:8000",
        "SERVER_PORT": "8000",
        "HTTP_COOKIE": f"citecheck_review_8000={app.token}",
    }
    told: list[str] = []
    body = b"".join(app(environ, lambda status, headers, more=None: told.append(status)))
    assert told == ["200 OK"]
    return body.decode()


@WORDS
def test_the_list_of_refs_is_words(payload: str, capsys: pytest.CaptureFixture[str]) -> None:
    calm = lines_of(lambda: _show(hostile(" word"), several=True), capsys)

    lines = lines_of(lambda: _show(hostile(payload, front=True), several=True), capsys)

    assert len(lines) == len(calm)


@WORDS
def test_what_was_recovered_is_words_and_its_table_is_ours(payload: str, capsys: pytest.CaptureFixture[str]) -> None:
    calm = lines_of(lambda: _print(recovery(" word")), capsys)

    lines = lines_of(lambda: _print(recovery(payload)), capsys)
    show_json(msgspec.json.encode(plain(recovery(payload.encode("utf-8", "replace").decode()))))

    assert len(lines) == len(calm)
    assert not STEERING.search(capsys.readouterr().out.replace("\n", ""))
    written = table(recovery(payload))
    assert list(tomllib.loads(written)) == ["sources"]
    assert not STEERING.search(written.replace("\n", ""))
    assert all(line.startswith(("#", "[sources]", '"')) for line in written.splitlines() if line), written


def recovery(payload: str) -> Recovery:
    """What was found for three references: an address that is used, one in doubt, and none."""
    first, second, third = (
        replace(one, label=f"{number}{payload}", title=f"{payload} title")
        for number, one in enumerate(everything().document.references[:3])
    )
    address = FoundAddress(
        url=f"https://a.test/{payload}",
        route=Route.REGISTRY,
        where=f"{payload} where",
        archive_url=f"https://archive.test/{payload}",
        evidence=(f"{payload} evidence",),
    )
    return Recovery(
        document=f"{payload}d",
        places=(f"{payload} place",),
        references=(
            RecoveredReference(
                reference=first, found=address, confirmation=Confirmation.CONFIRMED, confirmed_by=f"{payload} confirms"
            ),
            RecoveredReference(reference=second, found=address, doubts=(f"{payload} doubt",)),
            RecoveredReference(reference=third, missed=(f"{payload} missed",)),
        ),
        answered=True,
    )


def lines_of(does, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines that `does` prints, none of which steers a terminal or a runner."""
    capsys.readouterr()
    does()
    ran = capsys.readouterr()
    text = (ran.out + ran.err).replace("\r\n", "\n")
    assert not STEERING.search(text), repr(STEERING.search(text))
    assert not RUNNER.search(text), repr(RUNNER.search(text))
    return text.splitlines()
