"""`--profile-run` says where the time went, on standard error or in the log, and nothing else changes."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import pytest
from command import run

from citecheck import run_times
from citecheck.run_times import RunPart, RunTimes, measured, spent_on, waited
from testbed.loopback import Loopback, Reply, page

ARTICLE = '# Mills\n\nThe mill was built in 1804 by two brothers.[^1]\n\n[^1]: "The mill". {}. Retrieved 4 May 2020.\n'
SOURCE = page("The mill", "The mill was built in 1804 by two brothers from the valley, who had come into money. " * 5)
PARTS = [part.value for part in RunPart]


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "mill.md"
    path.write_text(ARTICLE.format("https://mill.example/"), encoding="utf-8")
    (tmp_path / "mill.html").write_bytes(SOURCE)
    return path


def _rows(errors: str) -> dict[str, list[str]]:
    """Return the numbers of each part of the table."""
    return {part: line.split(part)[1].split() for part in PARTS for line in errors.splitlines() if part in line}


def test_an_audit_says_where_its_time_went(article: Path) -> None:
    plain = run("audit", article, "--source", f"1={article.with_suffix('.html')}", "--format", "json")
    ran = run("audit", article, "--source", f"1={article.with_suffix('.html')}", "--format", "json", "--profile-run")
    assert ran.status == plain.status
    assert not _rows(plain.err)
    rows = _rows(ran.err)
    assert list(rows) == PARTS
    assert rows["judging"][0] == "1"
    assert rows["page text"][0] == "1"
    assert rows["report"][0] == "1"
    assert rows["fetching"][0] == "0"
    one, other = (json.loads(text.out) for text in (plain, ran))
    assert one["checks"] == other["checks"]
    assert one["findings"] == other["findings"]


def test_fetching_is_counted_by_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITECHECK_WEB_PER_HOST_RATE", "0")
    with Loopback() as web:
        path = tmp_path / "mill.md"
        path.write_text(ARTICLE.format(web.add("127.0.0.1", "/mill", Reply(body=SOURCE))), encoding="utf-8")
        flags = ("--allow-address", "127.0.0.0/8", "--profile-run")
        ran = run("audit", path, *flags)
    assert int(_rows(ran.err)["fetching"][0]) >= 1
    assert any(line.strip().startswith("127.0.0.1") and line.endswith(" s") for line in ran.err.splitlines())


def test_a_run_that_ends_by_a_mistake_says_it_too(tmp_path: Path) -> None:
    ran = run("audit", tmp_path / "none.md", "--profile-run")
    assert ran.status == 2
    assert list(_rows(ran.err)) == PARTS


def test_a_night_says_it_as_text_or_as_one_event_of_its_log(article: Path) -> None:
    flags = ("--store", article.parent / "nights.sqlite", "--offline", "--profile-run", "--print", "none")
    ran = run("nightly", article, *flags)
    assert list(_rows(ran.err)) == PARTS
    ran = run("nightly", article, *flags, "--log-format", "json")
    events = [json.loads(line) for line in ran.err.splitlines()]
    (told,) = [event for event in events if event["event"] == "run-times"]
    assert list(told["parts"]) == ["waiting", "fetching", "page-text", "quotations", "judging", "report"]
    assert all(set(part) == {"times", "seconds", "processor_seconds"} for part in told["parts"].values())
    assert told["seconds"] >= 0
    assert told["hosts"] == {}


def test_nothing_is_measured_unless_it_is_wanted() -> None:
    with measured(wanted=False) as times, spent_on(RunPart.JUDGING):
        waited(3.0, "mill.example")
    assert times is None
    with measured() as outer:
        with measured() as inner, spent_on(RunPart.JUDGING):
            pass
        waited(2.0, "mill.example")
    assert inner is not None
    assert outer is not None
    assert inner.parts[RunPart.JUDGING].times == 1
    assert outer.parts[RunPart.JUDGING].times == 0
    assert outer.parts[RunPart.WAITING].clock == 2.0
    assert run_times._measuring is None


def test_time_counts_also_where_the_work_fails() -> None:
    with measured() as times:
        with pytest.raises(KeyError), spent_on(RunPart.FETCHING, "mill.example"):
            raise KeyError
        assert times is not None
        assert times.parts[RunPart.FETCHING].times == times.hosts["mill.example"].times == 1


def test_the_processor_time_is_that_of_the_thread_which_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds on the clock are of all threads together; of two threads that wait, neither uses the processor."""
    with measured() as times:
        ready = threading.Barrier(2)

        def wait() -> None:
            with spent_on(RunPart.FETCHING):
                ready.wait()
                time.sleep(0)

        threads = [threading.Thread(target=wait) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert times is not None
    spent = times.parts[RunPart.FETCHING]
    assert spent.times == 2
    assert spent.processor <= spent.clock


def test_the_five_slowest_hosts_are_named_the_slowest_first() -> None:
    times = RunTimes()
    for number in range(8):
        times.add(RunPart.FETCHING, float(number), host=f"host{number}.example")
    named = [line.split(":")[0].strip() for line in times.lines() if ".example" in line]
    assert named == [f"host{number}.example" for number in (7, 6, 5, 4, 3)]
    assert list(times.fields()["hosts"]) == named  # type: ignore[call-overload]  # it is a mapping here
