"""What one document does wrong does not reach the next one, and what cuts a run off costs no night."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
import pytest
from nights import World

from citecheck.errors import SettingsError
from citecheck.nightly.model import NightResult
from citecheck.nightly.runner import nightly
from citecheck.nightly.setup import NightRequest
from citecheck.observers import NullObserver
from citecheck.settings import NightlySettings, Settings
from reports.errors import ReportError
from reports.model import State
from testbed.loopback import Exchange, Reply, page, prose

OPENED = "The bridge was opened in 1912 by the mayor."


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with World(tmp_path) as made:
        made.page("/bridge", OPENED)
        yield made


class Faulty(NullObserver):
    """An observer with a fault of its own, in one document."""

    def __init__(self) -> None:
        self._documents = 0

    def begin(self, phase: str, total: int | None) -> None:
        if phase == "claims":
            self._documents += 1
            if self._documents == 1:
                raise RuntimeError("this observer has a fault")


class Release(Faulty):
    """Lets the slow page go on when the first document has failed."""

    def __init__(self, event: threading.Event) -> None:
        super().__init__()
        self._event = event

    def event(self, name: str, fields: Mapping[str, object]) -> None:
        if name == "document-failed":
            self._event.set()


def test_a_fault_of_ours_in_one_document_costs_only_that_document(world: World) -> None:
    world.article("a.md", "Something happened.[^1]", "/bridge")
    world.article("b.md", f"{OPENED}[^1]", "/bridge")
    result = world.night(observer=Faulty())
    assert [report.document.name.rpartition("/")[2] for report in result.reports] == ["b.md"]
    (trouble,) = result.troubles
    assert "this observer has a fault" in trouble.message


def test_a_page_that_was_on_its_way_when_its_document_failed_is_there_for_the_next(world: World) -> None:
    released = threading.Event()

    def slow(exchange: Exchange) -> None:
        released.wait(20)
        exchange.send(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    body = page("A report of the harbour", OPENED, prose(60))
    world.web.add("news.test", "/slow", Reply(fault=slow), Reply(body=body))
    web = msgspec.structs.replace(world.settings.web, retries=1, read_timeout=20, total_timeout=30)
    world.settings = msgspec.structs.replace(world.settings, web=web)
    world.article("a.md", f"Something happened.[^1] {OPENED}[^2]", "/bridge", "/slow")
    world.article("b.md", f"{OPENED}[^1]", "/slow")
    result = world.night(observer=Release(released))
    (report,) = result.reports
    assert [source.status for source in report.sources] == ["alive"]


def test_a_night_ends_only_when_its_reports_are_written(world: World) -> None:
    class Killed(BaseException):
        """The process ends."""

    def killed(result: NightResult) -> None:
        assert len(result.comparison.new) == 1
        raise Killed

    def full(result: NightResult) -> None:
        raise ReportError("no space is left")

    world.article("a.md", f"{OPENED}[^1]", "/bridge")
    world.night()
    world.article("a.md", f"{OPENED.replace('1912', '1999')}[^1]", "/bridge")
    with pytest.raises(Killed):
        world.night(publish=killed)
    with pytest.raises(ReportError):
        world.night(publish=full, days=0)
    written: list[NightResult] = []
    result = world.night(publish=written.append, days=0)
    assert written == [result]
    assert (result.night.number, result.resumed) == (2, 1)
    assert [finding.state for report in result.reports for finding in report.findings] == [State.NEW]
    later = world.night()
    assert (later.night.number, len(later.comparison.still)) == (3, 1)


def test_what_is_published_of_a_pull_request_is_what_is_returned(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world.folder)

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=t", "-c", "user.email=t@example.org")
        subprocess.run(["git", *who, *arguments], check=True, capture_output=True)

    wrong = OPENED.replace("1912", "1999")
    git("init", "-q", "-b", "main")
    world.article("a.md", f"{wrong}[^1]", "/bridge")
    git("add", "docs")
    git("commit", "-q", "-m", "one")
    world.night(request=NightRequest(documents=("docs",)))
    world.article("a.md", f"{wrong}[^1] It has two towers.[^1]", "/bridge")
    written: list[NightResult] = []
    result = world.night(request=NightRequest(documents=("docs",), changed_since="main"), publish=written.append)
    assert written == [result]
    assert result.comparison.fixed == ()


DEADLY = """
import os, pathlib
class Deadly:
    name, suffixes, holds_many = "deadly", (".deadly",), True
    def render(self, reports, *, comparison=None):
        if pathlib.Path("killing").exists():
            os._exit(9)
        return ""
"""


@pytest.mark.slow
def test_a_kill_while_the_reports_are_written_leaves_what_is_new_new(world: World) -> None:
    folder = world.folder
    (folder / "deadly.py").write_text(DEADLY)
    (folder / "citecheck.toml").write_text(
        '[web]\ncanary = ""\nallow_addresses = ["127.0.0.0/8"]\nrespect_robots = false\nper_host_rate = 0\n'
        '[archives]\nenabled = false\n[checking]\njudge = "plain_judge:PlainJudge"\n'
        '[nightly]\ndocuments = ["docs"]\nformats = ["json", "deadly:Deadly"]\n'
    )
    address = world.page("/bridge", OPENED, host="127.0.0.1")

    def night() -> int:
        command = [sys.executable, "-c", "from citecheck.cli.main import main; main()", "nightly", "-q"]
        command += ["--config", "citecheck.toml"]
        path = os.pathsep.join([str(folder), *sys.path])
        return subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": path}, check=False).returncode

    world.article("a.md", f"{OPENED}[^1]", address)
    assert night() == 0
    world.article("a.md", f"{OPENED.replace('1912', '1999')}[^1]", address)
    (folder / "killing").touch()
    assert night() == 9
    (folder / "killing").unlink()
    assert night() == 1
    account = json.loads((folder / "citecheck-report" / "night.json").read_text())
    assert (account["night"], account["resumed"], len(account["new"])) == (2, 1, 1)


def test_settings_of_a_wrong_type_are_refused_before_a_store_is_made(tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    wrong = NightlySettings(store=str(store), dead_nights="three")  # type: ignore[arg-type]  # what a caller got wrong
    with pytest.raises(SettingsError, match="dead_nights"):
        nightly(Settings(nightly=wrong))
    assert not store.exists()


def test_a_night_that_is_resumed_asks_nobody_again(world: World) -> None:
    """Whatever a server answered, with and without a recording: a page, an error, an error for a browser too."""

    class Killed(BaseException):
        """The process ends."""

    def killed(result: NightResult) -> None:
        raise Killed

    gone = world.fails("/gone")
    world.page("/tower", OPENED.replace("bridge", "tower"))
    for number, evidence in enumerate(["", str(world.folder / "evidence")]):
        world.article("a.md", f"{OPENED}[^1] The tower too.[^2] It is gone.[^3] ({number})", "/bridge", "/tower", gone)
        with pytest.raises(Killed):
            world.night(publish=killed, evidence=evidence)
        asked = len(world.web.asked)
        # The document is another one now, so that it is audited again in the same night.
        world.article("a.md", f"{OPENED}[^1] The tower too![^2] It is gone.[^3] ({number})", "/bridge", "/tower", gone)
        result = world.night(days=0, evidence=evidence)
        assert [source.status for source in result.reports[0].sources] == ["alive", "alive", "gone"]
        assert result.resumed == 0
        assert world.web.asked[asked:] == []
