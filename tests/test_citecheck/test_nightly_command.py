"""`citecheck nightly` and the commands around it, as a shell sees them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from command import Ran, run

from reports.codec import json_schema
from reports.rendering import load
from testbed.loopback import Loopback, Reply, page, prose

OPENED = "The bridge was opened in 1912 by the mayor of the harbour town."
WRONG = "The bridge was opened in 1999 by the mayor of the harbour town."
SETTINGS = """
[web]
allow_addresses = ["127.0.0.0/8"]
per_host_rate = 0
respect_robots = false
retries = 0
canary = ""
[archives]
enabled = false
[checking]
judge = "plain_judge:PlainJudge"
[nightly]
documents = ["docs"]
"""


@pytest.fixture
def web() -> Iterator[Loopback]:
    with Loopback() as made:
        yield made


@pytest.fixture
def site(tmp_path: Path, web: Loopback, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Return a function that writes a document; the folder is the working directory and has settings."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "citecheck.toml").write_text(SETTINGS)
    web.add("127.0.0.1", "/bridge", Reply(body=page("A report of the harbour", OPENED, prose(60))))

    def write(name: str, *sentences: str, path: str = "/bridge") -> Path:
        target = tmp_path / "docs" / name
        target.parent.mkdir(exist_ok=True, parents=True)
        text = "\n\n".join(f"{sentence}[^1]" for sentence in sentences)
        target.write_text(f'# Harbour\n\n{text}\n\n[^1]: "A report". {web.url("127.0.0.1", path)}. Retrieved 2024.\n')
        return target

    return write


def night(*arguments: object) -> Ran:
    return own("nightly", *arguments)


def own(command: str, *arguments: object) -> Ran:
    """Run a command with the settings named, which opens them: they allow loopback and name a judge."""
    return run(command, "--config", "citecheck.toml", *arguments)


def account(folder: str = "citecheck-report") -> dict[str, Any]:
    numbers: dict[str, Any] = json.loads(Path(folder, "night.json").read_text())
    return numbers


def test_a_night_writes_reports_and_exits_by_its_findings(site: Callable[..., Path]) -> None:
    site("good.md", OPENED)
    assert night().status == 0
    site("bad.md", WRONG)
    ran = night()
    assert ran.status == 1
    assert "claim-contradicted" in ran.out
    assert night("--fail-on", "never").status == 0
    assert night("--fail-on", "claim-contradicted").status == 1
    assert night("--fail-on", "no-such-thing").status == 2
    assert {path.name for path in Path("citecheck-report").iterdir()} >= {
        "docs-bad.md.html",
        "docs-bad.md.json",
        "docs-good.md.json",
        "night.json",
    }
    jsonschema.validate(json.loads(Path("citecheck-report/docs-bad.md.json").read_text()), json_schema())


def test_only_what_is_new_fails_where_that_is_wanted(site: Callable[..., Path]) -> None:
    site("a.md", WRONG)
    assert night("--new-only").status == 0, "on the first night nothing is new"
    assert night("--new-only").status == 0
    site("b.md", WRONG)
    assert night("--new-only").status == 1
    assert len(account()["new"]) == 1
    assert night("--new-only").status == 0


def test_a_baseline_makes_the_first_night_green(site: Callable[..., Path]) -> None:
    site("a.md", WRONG)
    assert night("--baseline", "baseline.json").status == 2, "a baseline that is not there is an error"
    assert night("--write-baseline", "baseline.json").status == 0
    assert night("--baseline", "baseline.json").status == 0
    site("b.md", WRONG)
    assert night("--baseline", "baseline.json").status == 1


def test_one_bad_document_does_not_end_the_night(site: Callable[..., Path]) -> None:
    site("a.md", OPENED)
    Path("docs/broken.docx").write_bytes(b"PK\x03\x04 this is no archive")
    ran = night()
    assert ran.status == 2
    assert "broken.docx" in ran.err
    assert set(account()["documents"]) == {"docs/a.md"}
    assert list(account()["troubles"]) == ["docs/broken.docx"]


def test_no_readable_source_is_status_3_and_no_history(site: Callable[..., Path], web: Loopback) -> None:
    site("a.md", OPENED, path="/lost")
    assert night().status == 3


def test_every_format_is_written(site: Callable[..., Path]) -> None:
    site("a.md", WRONG)
    names = ("html", "json", "markdown", "sarif", "junit", "csv", "worksheet", "text")
    assert night("-o", "out", *(part for name in names for part in ("--format", name))).status == 1
    assert {path.name for path in Path("out").iterdir()} == {
        *("docs-a.md.html", "docs-a.md.json", "summary.md", "findings.sarif", "junit.xml"),
        *("findings.csv", "worksheet.csv", "summary.txt", "night.json", "trends.html"),
    }
    sarif = json.loads(Path("out/findings.sarif").read_text())
    region = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert region["artifactLocation"]["uri"] == "docs/a.md"
    assert region["region"]["startLine"] == 3
    assert night("--format", "pdf").status == 2


def test_several_pages_have_an_index_that_names_what_is_new(site: Callable[..., Path]) -> None:
    site("a.md", OPENED)
    site("b.md", OPENED)
    ran = night("--format", "html")
    index = Path("citecheck-report/index.html")
    assert f"wrote {index}" in ran.err
    first = index.read_text(encoding="utf-8")
    assert {name for name in ("docs-a.md.html", "docs-b.md.html") if f'href="{name}"' in first} == {
        path.name for path in Path("citecheck-report").glob("docs-*.html")
    }
    assert "1 new" not in first
    site("b.md", WRONG)
    night("--format", "html")
    assert "1 new" in index.read_text(encoding="utf-8")
    assert 'href="index.html"' in Path("citecheck-report/docs-b.md.html").read_text(encoding="utf-8")


def test_a_workflow_is_given_annotations(site: Callable[..., Path]) -> None:
    site("a.md", WRONG)
    out = night("--print", "annotations").out
    assert "::error file=docs/a.md,title=claim-contradicted,line=3,col=1::" in out
    assert night("--print", "annotations").out == "", "what is known is annotated no more"


def test_a_log_has_one_json_line_an_event(site: Callable[..., Path]) -> None:
    site("a.md", OPENED)
    ran = night("--log-format", "json", "-q")
    lines = [json.loads(line) for line in ran.err.splitlines()]
    assert len({line["run"] for line in lines}) == 1
    assert lines[0]["event"] == "night-begins"
    assert lines[-1]["event"] == "night-ends"
    assert lines[-1].keys() >= {"documents", "bytes", "seconds", "reused", "new", "fixed", "outcome"}
    assert ran.out == ""
    (audited,) = [line for line in lines if line["event"] == "document-audited"]
    assert audited["claims"] >= 1


def test_a_log_of_json_has_nothing_else_in_it(site: Callable[..., Path]) -> None:
    def lines(*arguments: object) -> tuple[int, list[dict[str, Any]]]:
        ran = night("--log-format", "json", "--print", "none", *arguments)
        return ran.status, [json.loads(line) for line in ran.err.splitlines()]

    site("a.md", OPENED)
    Path("docs/broken.docx").write_bytes(b"no document")
    status, told = lines()
    assert status == 2
    assert [line["document"] for line in told if line["event"] == "document-failed"] == ["docs/broken.docx"]
    messages = [line["message"] for line in told if line["event"] == "message"]
    assert any("this is the first night, or the store was lost" in message for message in messages)
    for mistake in (("nothing.md",), ("--fail-on", "fatal"), ("--baseline", "none.json"), ("--format", "pdf")):
        status, told = lines(*mistake)
        assert status == 2
        assert (told[-1]["event"], bool(told[-1]["message"])) == ("error", True)
        assert told[-1].keys() >= {"at", "run", "kind"}
    Path("citecheck.toml").write_text("[nightly]\ndocument = 1\n")
    status, told = lines()
    assert (status, [line["event"] for line in told]) == (2, ["error"])


def test_a_second_night_asks_on_condition_and_uses_what_it_knows(site: Callable[..., Path], web: Loopback) -> None:
    site("a.md", OPENED, WRONG)
    body = page("A report of the harbour", OPENED, prose(60))
    web.add("127.0.0.1", "/bridge", Reply(body=body, headers=(("ETag", '"one"'),)))
    night()
    web.add("127.0.0.1", "/bridge", Reply(status=304, headers=(("ETag", '"one"'),)))
    ran = night()
    assert ran.status == 1
    assert account()["reused"] == {"documents unchanged": 1, "pages unchanged": 1}
    asked = [one.headers.get("if-none-match") for one in web.asked if one.path == "/bridge"]
    assert asked == [None, '"one"']
    source = load("citecheck-report/docs-a.md.json").sources[0]
    assert [attempt.status for attempt in source.attempts] == [304], "tonight's exchange is told"
    assert (source.copies[0].status, source.copies[0].size) == (200, len(body)), "the copy is the page"
    site("a.md", OPENED, WRONG, "It is the longest bridge of the whole county by far.")
    night()
    assert account()["reused"]["pages unchanged"] == 1
    assert account()["reused"]["verdicts reused"] == 2, "only the sentence that is new was judged"
    assert account()["reused"]["verdicts made"] == 1
    web.add("127.0.0.1", "/bridge", Reply(body=body.replace(b"1912", b"1913"), headers=(("ETag", '"two"'),)))
    night()
    assert account()["reused"]["verdicts made"] == 3, "by a page that changed everything is judged anew"


def test_no_cache_reads_everything_anew(site: Callable[..., Path], web: Loopback) -> None:
    site("a.md", OPENED)
    web.add("127.0.0.1", "/bridge", Reply(body=page("A report", OPENED, prose(60)), headers=(("ETag", '"one"'),)))
    night("--no-cache")
    night("--no-cache")
    assert web.count("127.0.0.1", "/bridge") == 2
    assert all("if-none-match" not in asked.headers for asked in web.asked)


def test_a_server_that_says_304_without_being_asked_is_asked_again(site: Callable[..., Path], web: Loopback) -> None:
    site("a.md", OPENED)
    web.add("127.0.0.1", "/bridge", Reply(status=304), Reply(body=page("A report", OPENED, prose(60))))
    assert night().status == 0


def test_shards_in_one_folder_keep_the_files_of_each_other(site: Callable[..., Path]) -> None:
    names = [f"docs/{number}.md" for number in range(8)] + ["docs/night-1-of-2.md"]
    for name in names:
        site(name.removeprefix("docs/"), OPENED)
    for part in ("1/2", "2/2"):
        assert night("--shard", part, "--format", "html", "--format", "sarif", "--format", "json").status == 0
    folder = Path("citecheck-report")
    parts = [json.loads((folder / f"night-{part}-of-2.json").read_text()) for part in (1, 2)]
    assert [part["shard"] for part in parts] == ["1/2", "2/2"]
    assert sorted([*parts[0]["documents"], *parts[1]["documents"]]) == sorted(names)
    for number, part in enumerate(parts, start=1):
        index = (folder / f"index-{number}-of-2.html").read_text()
        assert f'href="trends-{number}-of-2.html"' in index
        for name in part["documents"]:
            assert name in index
    pages = [path.read_text() for path in folder.glob("docs-[0-9].md.html")]
    assert (
        sum('href="index-1-of-2.html"' in page for page in pages)
        + len([page for page in pages if 'href="index-2-of-2.html"' in page])
        == len(pages)
        == 8
    )
    assert {path.name for path in folder.glob("findings*")} == {"findings-1-of-2.sarif", "findings-2-of-2.sarif"}
    assert night().status == 0
    assert len(account()["documents"]) == 9


def test_shards_share_the_documents_out(site: Callable[..., Path]) -> None:
    for number in range(8):
        site(f"{number}.md", OPENED)
    parts = []
    for part in ("1/3", "2/3", "3/3"):
        assert night("--shard", part, "-o", f"out-{part[0]}").status == 0
        numbers = json.loads(Path(f"out-{part[0]}", f"night-{part[0]}-of-3.json").read_text())
        parts.append(set(numbers["documents"]))
    assert sum(map(len, parts)) == 8
    assert len(set.union(*parts)) == 8
    for bad in ("0/3", "4/3", "3", "a/b", "1/0"):
        assert night("--shard", bad).status == 2


def test_a_budget_ends_in_order_and_the_rest_comes_first_next_time(site: Callable[..., Path]) -> None:
    for number in range(4):
        site(f"{number}.md", OPENED)
    assert night("--max-time", "0.000001").status in (0, 3)
    assert account()["left"], "no time was left for these"
    done = set(account()["documents"])
    night("--max-time", "0.000001")
    assert set(account()["documents"]).isdisjoint(done)


@pytest.mark.slow
def test_a_run_that_was_killed_goes_on_and_ends_the_same(site: Callable[..., Path], web: Loopback) -> None:
    for number in range(5):
        site(f"{number}.md", OPENED, WRONG, f"Nothing of the sort {number} was ever said by anybody there.")
    assert night("-o", "whole", "--store", "other.sqlite", "--no-cache").status == 1
    with shell() as killed:
        assert killed.stderr is not None
        audited = 0
        for line in killed.stderr:
            audited += json.loads(line)["event"] == "document-audited"
            if audited == 2:
                killed.kill()
                break
    assert not Path("citecheck-report/night.json").exists()
    asked = web.count("127.0.0.1", "/bridge")
    ran = night()
    assert ran.status == 1
    assert account()["resumed"] >= 2
    assert account()["night"] == 1
    assert web.count("127.0.0.1", "/bridge") == asked, "what was read before the kill is not asked for again"
    for name in (f"docs-{number}.md.json" for number in range(5)):
        assert timeless(Path("citecheck-report", name)) == timeless(Path("whole", name))
    assert "resumed a run that was interrupted" in ran.err
    assert night().status == 1
    assert account()["night"] == 2


def shell() -> subprocess.Popen[str]:
    """Begin a night in a process of its own, which can be killed; it logs on its standard error."""
    command = [sys.executable, "-c", "from citecheck.cli.main import main; main()", "nightly", "--log-format", "json"]
    command += ["--config", "citecheck.toml"]
    return subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )


def timeless(path: Path) -> Any:
    """Return a report without what a clock said."""

    def without(value: Any) -> Any:
        if isinstance(value, dict):
            times = ("started", "finished", "at", "retrieved", "since")
            return {key: without(item) for key, item in value.items() if key not in times}
        return [without(item) for item in value] if isinstance(value, list) else value

    return without(json.loads(path.read_text()))


@pytest.mark.slow
def test_a_document_that_changed_after_the_kill_is_audited_again(site: Callable[..., Path]) -> None:
    site("a.md", OPENED)
    site("b.md", OPENED)
    with shell() as killed:
        assert killed.stderr is not None
        next(line for line in killed.stderr if '"document-audited"' in line)
        killed.kill()
    site("a.md", WRONG)
    assert night().status == 1


def test_a_store_that_must_be_there_and_is_not_is_an_error(site: Callable[..., Path]) -> None:
    site("a.md", OPENED)
    with Path("citecheck.toml").open("a") as file:
        file.write("require_history = true\n")
    ran = night()
    assert ran.status == 2
    assert "it was lost" in ran.err


def test_an_empty_file_is_no_history(site: Callable[..., Path]) -> None:
    site("a.md", OPENED)
    with Path("citecheck.toml").open("a") as file:
        file.write("require_history = true\n")
    Path(".citecheck").mkdir(exist_ok=True)
    Path(".citecheck/store.sqlite").write_bytes(b"")
    ran = night()
    assert ran.status == 2
    assert "it was lost" in ran.err


def test_show_history_and_compare(site: Callable[..., Path]) -> None:
    assert own("show").status == 2, "without a store there is nothing to show"
    site("a.md", WRONG)
    night()
    site("a.md", OPENED, "A second sentence in 1877 says what nobody wrote.")
    night()
    assert "2 nights; 1 finding open, 1 fixed" in own("show").out
    shown = own("show", "1").out
    key = shown.splitlines()[1].split()[1]
    told = own("history", key[:8]).out
    assert "(night 1): seen on 1 night" in told
    assert "fixed since" in told
    compared = own("compare", "1", "2")
    assert compared.status == 1
    assert compared.out.endswith("1 new, 0 still there, 1 fixed\n")
    assert own("compare", "2", "2").status == 0
    assert own("compare", "1", "9").status == 2
    files = own("compare", "citecheck-report/docs-a.md.json", "citecheck-report/docs-a.md.json")
    assert files.status == 0
    assert "0 new, 1 still there, 0 fixed" in files.out
    assert own("show", "last", "docs/a.md", "--format", "json").out.startswith("{")
    assert own("show", "last", "docs/none.md").status == 2
    assert own("history", "nothing").status == 2


def test_a_folder_gives_every_kind_of_text_and_names_what_must_be_asked_for(site: Callable[..., Path]) -> None:
    """A paper may be a source, a chapter a part: they are audited only if they are named, and that is said."""
    site("one.md", OPENED)
    docs = Path("docs")
    (docs / "two.rst").write_text("Locks\n=====\n\nThe lock is old [#a]_.\n\n.. [#a] Locks of the canal. 1990.\n")
    (docs / "three.adoc").write_text("= Locks\n\nThe lock is old.footnote:[Locks of the canal. 1990.]\n")
    for name in ("chapter.tex", "paper.pdf", "notes.log", ".hidden.rst"):
        (docs / name).write_bytes(b"x")
    ran = night("--offline")
    told = ran.out + ran.err
    audited = {path.name for path in Path("citecheck-report").rglob("*.json")}
    assert {"docs-one.md.json", "docs-two.rst.json", "docs-three.adoc.json"} <= audited
    assert "2 files can be read, and are audited only if named: docs/chapter.tex, docs/paper.pdf" in told
    assert "notes.log" not in told
    assert ".hidden.rst" not in told


def test_documents_are_files_folders_patterns_lists_and_addresses(site: Callable[..., Path], web: Loopback) -> None:
    site("a.md", OPENED)
    site("deep/b.md", OPENED)
    site(".hidden/c.md", OPENED)
    Path("list.txt").write_text("# ours\ndocs/a.md\n\ndocs/deep/*.md\n")
    night("docs")
    assert set(account()["documents"]) == {"docs/a.md", "docs/deep/b.md"}
    night("@list.txt", "docs/a.md", "./docs/../docs/a.md")
    assert set(account()["documents"]) == {"docs/a.md", "docs/deep/b.md"}
    night("docs/**/*.md", str(Path("docs/a.md").resolve()))
    assert {"docs/a.md", "docs/deep/b.md"} <= set(account()["documents"])
    web.add("127.0.0.1", "/article", Reply(body=Path("docs/a.md").read_bytes(), content_type="text/markdown"))
    address = web.url("127.0.0.1", "/article")
    night(address)
    assert set(account()["documents"]) == {address}
    for bad in ("nothing.md", "docs/*.rst", "@none.txt"):
        assert night(bad).status == 2


def git(*arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments], check=True, capture_output=True
    )


def test_a_pull_request_is_told_only_of_what_it_changes(site: Callable[..., Path], web: Loopback) -> None:
    git("init", "-q", "-b", "main")
    site("a.md", OPENED, WRONG)
    site("b.md", WRONG)
    Path(".gitignore").write_text(".citecheck/\ncitecheck-report/\n")
    git("add", ".")
    git("commit", "-q", "-m", "one")
    assert night().status == 1
    git("checkout", "-q", "-b", "change")
    unchanged = night("--changed-since", "main")
    assert unchanged.status == 0
    site("a.md", OPENED, WRONG, "In 1877 forty ships were lost at the mouth of the river.")
    changed = night("--changed-since", "main", "--print", "markdown")
    assert changed.status == 1
    assert set(account()["documents"]) == {"docs/a.md"}
    report = load("citecheck-report/docs-a.md.json")
    assert len(report.checks) == 1, "only the sentence that is new was checked"
    assert len(report.document.claims) > 1
    assert "1 of" in report.notices[-1]
    assert len(account()["new"]) == 1
    assert account()["fixed"] == []
    assert "1 nights" not in own("show").out
    assert "1 night;" in own("show").out, "a pull request leaves no night"
    site("a.md", OPENED + " It was a fine day.", WRONG)
    assert night("--changed-since", "main").status == 0
    assert night("--changed-since", "no-such-branch").status == 2


@pytest.mark.parametrize("store", ["none", "empty", "earlier night"])
def test_a_pull_request_that_brings_a_dead_link_fails(site: Callable[..., Path], store: str) -> None:
    git("init", "-q", "-b", "main")
    site("a.md", OPENED)
    site("old.md", OPENED, path="/missing")
    git("add", "docs")
    git("commit", "-q", "-m", "one")
    file = Path(".citecheck/store.sqlite")
    if store == "earlier night":
        assert night("docs/a.md").status == 0
    elif store == "empty":
        file.parent.mkdir()
        file.touch()
    site("a.md", OPENED, OPENED.replace("bridge", "weir"), path="/gone")
    site("b.md", OPENED)
    ran = night("--changed-since", "main", "--print", "annotations")
    assert ran.status == 1
    dead = [line for line in ran.out.splitlines() if "title=link-dead" in line]
    assert len(dead) == 1
    assert dead[0].startswith("::error file=docs/a.md,")
    assert set(account()["documents"]) == {"docs/a.md", "docs/b.md"}
    assert "/tmp" not in ran.err
    if store != "earlier night":
        assert "no earlier nights are known" in ran.err
        assert (file.stat().st_size if file.exists() else 0) == 0


def test_outside_a_repository_changed_since_is_a_mistake(site: Callable[..., Path]) -> None:
    site("a.md", OPENED)
    ran = night("--changed-since", "main")
    assert ran.status == 2
    assert "git" in ran.err


def test_two_runs_of_one_night_do_not_do_it_twice(site: Callable[..., Path]) -> None:
    from citecheck.nightly.setup import NightPlan
    from citecheck.store.locking import only_run

    site("a.md", OPENED)
    task = NightPlan(documents=(), asked=("docs",), settings_sha256="").task
    with only_run(Path(".citecheck/store.sqlite"), task):
        ran = night()
    assert ran.status == 2
    assert "already in progress" in ran.err
    assert night().status == 0


def test_a_damaged_store_is_status_2_and_stays_as_it_is(site: Callable[..., Path]) -> None:
    site("a.md", OPENED)
    Path(".citecheck").mkdir()
    Path(".citecheck/store.sqlite").write_bytes(b"not a database " * 100)
    ran = night()
    assert ran.status == 2
    assert "is damaged" in ran.err
    assert Path(".citecheck/store.sqlite").read_bytes() == b"not a database " * 100


def test_each_night_is_recorded_in_a_file_of_its_own(site: Callable[..., Path], web: Loopback) -> None:
    site("a.md", WRONG)
    web.add("127.0.0.1", "/bridge", Reply(body=page("A report", OPENED, prose(60)), headers=(("ETag", '"one"'),)))
    with Path("citecheck.toml").open("a") as file:
        file.write('evidence = "evidence"\n')
    assert night().status == 1
    assert night().status == 1
    recordings = sorted(Path("evidence").glob("*.warc.gz"))
    assert len(recordings) == 2
    assert web.count("127.0.0.1", "/bridge") == 2
    assert all("if-none-match" not in asked.headers for asked in web.asked), "a recording stands alone"
    replayed = own("audit", "docs/a.md", "--replay", recordings[1], "--format", "json")
    assert replayed.status == 1
    gone = recordings[0]
    gone.unlink()
    assert own("audit", "docs/a.md", "--replay", gone).status == 2
    assert night().status == 1, "a night does not need the recordings of others"


def test_a_folder_that_cannot_be_written_costs_no_night(site: Callable[..., Path], web: Loopback) -> None:
    site("a.md", OPENED)
    Path("taken").write_text("x")
    ran = night("-o", "taken/reports")
    assert ran.status == 2
    assert "cannot be written" in ran.err
    assert web.asked == []


def test_a_quiet_run_still_says_what_went_wrong(site: Callable[..., Path]) -> None:
    site("a.md", OPENED)
    Path("docs/broken.docx").write_bytes(b"no document")
    ran = night("-q")
    assert ran.status == 2
    assert "broken.docx" in ran.err
    assert ran.out == ""


def test_the_index_of_a_night_leads_to_the_trends_of_all_nights(site: Callable[..., Path]) -> None:
    site("good.md", OPENED)
    site("other.md", OPENED)
    night()
    site("bad.md", WRONG)
    night()
    index = Path("citecheck-report/index.html").read_text()
    assert 'href="trends.html"' in index
    page = Path("citecheck-report/trends.html").read_text()
    assert "2 nights" in page
    assert "0 at first, 1 now, 1 at most" in page
    ran = own("trends", "-o", "page.html")
    assert ran.status == 0
    assert "0 dead links, 1 unsupported, 0 blocked" in ran.out
    assert Path("page.html").read_text().count("<svg") >= 1
    Path("other.txt").write_text("not ours")
    assert own("trends", "-o", "other.txt").status == 2


def test_without_documents_a_change_is_judged_by_the_documents_that_it_touches(site: Callable[..., Path]) -> None:
    """As a hook of pre-commit does in a repository that has no settings."""
    git("init", "-q", "-b", "main")
    settings = Path("citecheck.toml")
    settings.write_text(SETTINGS.replace('documents = ["docs"]', ""))
    site("a.md", OPENED)
    git("add", ".")
    git("commit", "-q", "-m", "one")
    assert night("--changed-since", "main").status == 0, "nothing changed"
    site("b.md", WRONG)
    Path(".hidden").mkdir()
    Path(".hidden/c.md").write_text("# no document\n")
    Path("tool.py").write_text("print()\n")
    ran = night("--changed-since", "main")
    assert ran.status == 1
    assert set(account()["documents"]) == {"docs/b.md"}
    assert night().status == 2, "without a revision somebody must name documents"


def test_a_format_for_a_list_of_findings_is_a_mistake_and_not_ignored(site: Callable[..., Path]) -> None:
    site("a.md", OPENED)
    night()
    ran = own("show", "last", "--format", "annotations")
    assert ran.status == 2
    assert "name NIGHT and DOC" in ran.err
    assert own("show", "last", "docs/a.md", "--format", "annotations").status == 0
