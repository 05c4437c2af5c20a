"""`citecheck refs`, and the look-ups of an audit: what is printed, written, recorded and replayed."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from registry_world import CASES_BIB, TIDES, WINDS, WORKS, Notice

from citecheck import build_auditor, load_settings, read
from citecheck.cli.main import cli
from citecheck.testing import FakeFetcher
from testbed.loopback import Loopback, Reply
from testbed.registries import RegistryDouble


@pytest.fixture
def double(tmp_path: Path) -> Iterator[RegistryDouble]:
    with Loopback() as web:
        there = RegistryDouble(web, WORKS)
        settings = '[web]\nallow_addresses = ["127.0.0.0/8"]\nretries = 0\ncanary = ""\n\n' + there.table()
        (tmp_path / "settings.toml").write_text(settings, encoding="utf-8")
        (tmp_path / "list.bib").write_text(CASES_BIB, encoding="utf-8")
        yield there


@dataclass
class Said:
    """What a command printed, and its exit status."""

    stdout: str
    stderr: str
    returncode: int


def run(folder: Path, *arguments: str) -> Said:
    """Run a command in `folder`, with the settings that are there."""
    command = [*arguments, *(() if "--config" in arguments else ("--config", "settings.toml"))]
    with contextlib.chdir(folder):
        done = CliRunner().invoke(cli, command)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return Said(done.stdout, done.stderr, done.exit_code)


def test_one_line_for_each_reference_with_its_key(double: RegistryDouble, tmp_path: Path) -> None:
    said = run(tmp_path, "refs", "list.bib")

    lines = {line.split()[1]: line.split()[0] for line in said.stdout.splitlines()[:-1]}
    assert lines == {
        "tides": "verified",
        "winds": "differs",
        "stranger": "identifier-of-another-work",
        "nowhere": "not-found",
        "page": "cannot-tell",
    }
    assert said.stdout.splitlines()[-1].startswith("5 references: 1 verified, 1 differs")
    assert said.returncode == 1


def test_the_json_is_a_report_whose_findings_name_their_reference(double: RegistryDouble, tmp_path: Path) -> None:
    run(tmp_path, "refs", "list.bib", "-o", "out.json", "-o", "out.sarif", "-q")

    report = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    labels = {reference["key"]: reference["label"] for reference in report["document"]["references"]}
    found = {(labels[finding["reference"]], finding["code"]): finding["severity"] for finding in report["findings"]}
    sarif = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))
    assert found == {
        ("winds", "reference-differs"): "note",
        ("stranger", "reference-mismatch"): "error",
        ("nowhere", "reference-not-found"): "warning",
    }
    assert report["schema"] == 1
    assert {check["label"]: check["verdict"] for check in report["existence"]}["tides"] == "verified"
    assert {result["ruleId"] for result in sarif["runs"][0]["results"]} == {"reference-mismatch", "reference-not-found"}


def test_a_recording_is_replayed_without_a_socket(double: RegistryDouble, tmp_path: Path) -> None:
    recorded = run(tmp_path, "refs", "list.bib", "--record", "night.warc.gz", "-o", "one.json")
    before = sum(double.counts().values())
    replayed = run(tmp_path, "refs", "list.bib", "--replay", "night.warc.gz", "-o", "two.json")

    one, two = (json.loads((tmp_path / name).read_text(encoding="utf-8")) for name in ("one.json", "two.json"))
    assert before > 0
    assert sum(double.counts().values()) == before
    assert one["existence"] == two["existence"]
    assert [finding["key"] for finding in one["findings"]] == [finding["key"] for finding in two["findings"]]
    assert recorded.returncode == replayed.returncode == 1


def test_offline_asks_nothing_and_says_so(double: RegistryDouble, tmp_path: Path) -> None:
    said = run(tmp_path, "refs", "list.bib", "--offline")

    assert sum(double.counts().values()) == 0
    assert said.returncode == 3
    assert "no registry was asked" in said.stderr


def test_what_was_not_looked_up_and_what_is_broken_have_a_line_too(double: RegistryDouble, tmp_path: Path) -> None:
    (tmp_path / "odd.bib").write_text(
        "@misc{page, title={The mill}, url={http://127.0.0.1:9/}}\n@book{broken, title={No", "utf-8"
    )

    said = run(tmp_path, "refs", "odd.bib", "--offline")

    lines = said.stdout.splitlines()
    assert lines[0].split(maxsplit=3) == ["not", "looked", "up", "page                     no registry was asked"]
    assert any(line.startswith("warning: reference-malformed: odd.bib:2: ") for line in lines)
    assert lines[-1] == "2 references: 2 not looked up"


def test_nothing_answers_is_status_3_and_no_finding(double: RegistryDouble, tmp_path: Path) -> None:
    double.fail(*double.paths, reply=Reply(status=503))
    said = run(tmp_path, "refs", "list.bib", "-o", "out.json", "--fail-on", "note")

    report = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert said.returncode == 3
    assert {check["verdict"] for check in report["existence"]} == {"cannot-tell"}
    assert report["findings"] == []
    assert any("could not be looked up" in notice for notice in report["notices"])


def test_a_local_index_serves_offline(double: RegistryDouble, tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    lines = [
        {"title": WINDS.title, "author": "Per Moe", "year": "2015", "doi": WINDS.doi, "journal": WINDS.venue},
        {"DOI": TIDES.doi, "title": [TIDES.title], "author": [{"family": "Lind", "given": "Ana"}], "member": "1"},
    ]
    text = "\n".join([*map(json.dumps, lines), "{broken", "[]", ""])
    (tmp_path / "index" / "works.jsonl").write_text(text, encoding="utf-8")
    (tmp_path / "settings.toml").write_text('[registries]\nlocal = "index"\n', encoding="utf-8")
    said = run(tmp_path, "refs", "list.bib", "--offline")

    lines_of = {line.split()[1]: line.split()[0] for line in said.stdout.splitlines()[:-1]}
    assert lines_of["winds"] == "differs"
    assert lines_of["nowhere"] == "cannot-tell"
    assert sum(double.counts().values()) == 0


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("list.txt", "References\n1. Moe P. Winds over the eastern hills. Annals of Winds 2015;4(2):11-19.\n"),
        ("more.txt", "1. Moe P. Winds over the eastern hills. Annals of Winds 2015.\n2. Moe P. Boats. 2011.\n"),
        ("plain.txt", "Moe P. Winds over the eastern hills. Annals of Winds 2015;4(2):11-19.\n"),
        ("list.md", "A claim.[^a]\n\n[^a]: Moe, P. Winds over the eastern hills. Annals of Winds 4(2), 11–19, 2015.\n"),
        (
            "list.json",
            '[{"id": "moe", "type": "article-journal", "title": "Winds over the eastern hills", "author": [{"family": '
            '"Moe", "given": "Per"}], "issued": {"date-parts": [[2015]]}}]',
        ),
        ("list.ris", "TY  - JOUR\nAU  - Moe, Per\nTI  - Winds over the eastern hills\nPY  - 2015\nER  - \n"),
    ],
)
def test_every_kind_of_list_is_read(double: RegistryDouble, tmp_path: Path, name: str, body: str) -> None:
    (tmp_path / name).write_text(body, encoding="utf-8")
    said = run(tmp_path, "refs", name)

    assert said.stdout.splitlines()[0].startswith("verified"), said.stdout + said.stderr
    assert said.returncode == 0


def test_an_audit_has_the_same_findings_beside_its_own(double: RegistryDouble, tmp_path: Path) -> None:
    body = f"The wind blew.[1]\n\nReferences\n1. Moe P. Winds over the eastern hills. 2015. doi:{WINDS.doi}\n"
    (tmp_path / "article.txt").write_text(body, encoding="utf-8")
    notice = Notice(kind="retraction", doi="10.1000/n", date="2021-02-03")
    double.shelf.replace(WINDS, replace(WINDS, notices=(notice,)))
    said = run(tmp_path, "audit", "article.txt", "-o", "out.json", "-q")

    report = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    told = [finding for finding in report["findings"] if finding["code"] == "source-retracted"]
    assert len(told) == 1, said.stderr
    assert "2021-02-03" in told[0]["message"]
    assert told[0]["severity"] == "error"


def test_a_report_that_is_used_again_gets_what_registries_say_tonight(double: RegistryDouble, tmp_path: Path) -> None:
    body = f"The wind blew.[1]\n\nReferences\n1. Moe P. Winds over the eastern hills. 2015. doi:{WINDS.doi}\n"
    settings = load_settings(tmp_path / "settings.toml")
    with build_auditor(settings, fetcher=FakeFetcher({}), archives=()) as auditor:
        first = auditor.audit(read(body.encode(), name="article"))
        notice = Notice(kind="retraction", doi="10.1000/n", date="2021-02-03")
        double.shelf.replace(WINDS, replace(WINDS, notices=(notice,)))
    with build_auditor(settings, fetcher=FakeFetcher({}), archives=()) as auditor:
        second = auditor.renewed(first)
        third = auditor.renewed(second)

    codes = [[finding.code for finding in report.findings] for report in (first, second, third)]
    assert "source-retracted" not in codes[0]
    assert sorted(codes[1]) == sorted(["source-retracted", *codes[0]])
    assert codes[2] == codes[1]
    assert second.checks == first.checks


def test_never_asks_nothing(double: RegistryDouble, tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('[registries]\nenabled = "never"\n\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "article.txt").write_text(f"A.[1]\n\nReferences\n1. Winds. doi:{WINDS.doi}\n", encoding="utf-8")
    run(tmp_path, "audit", "article.txt", "-q")

    assert sum(double.counts().values()) == 0


@pytest.mark.slow
def test_a_night_of_retractions_finds_what_is_new_and_ends_nothing_else(double: RegistryDouble, tmp_path: Path) -> None:
    shutil.copy(tmp_path / "settings.toml", tmp_path / "citecheck.toml")
    body = f"The wind blew.[1][2]\n\nReferences\n1. Moe P. Winds. 2015. doi:{WINDS.doi}\n3. Nothing.\n"
    (tmp_path / "article.txt").write_text(body, encoding="utf-8")
    first = run(tmp_path, "nightly", "article.txt", "--print", "json")
    before = len(double.paths["crossref"])
    double.shelf.replace(
        WINDS, replace(WINDS, notices=(Notice(kind="retraction", doi="10.1000/n", date="2026-02-03"),))
    )
    second = run(tmp_path, "nightly", "article.txt", "--only", "retractions", "--print", "json", "--new-only")
    third = run(tmp_path, "nightly", "article.txt", "--only", "retractions", "--print", "json", "--new-only")

    assert "citation-dangling" in first.stdout, first.stderr
    found = {(one["code"], one["state"]) for one in json.loads(second.stdout)["findings"]}
    assert found == {("source-retracted", "new")}, second.stderr
    assert second.returncode == 1
    again = {(one["code"], one["state"]) for one in json.loads(third.stdout)["findings"]}
    assert again == {("source-retracted", "still")}
    assert third.returncode == 0
    history = run(tmp_path, "show", "--config", "settings.toml")
    assert "fixed" not in history.stdout.lower() or "0 fixed" in history.stdout.lower()
    assert len(double.paths["crossref"]) - before <= 6
