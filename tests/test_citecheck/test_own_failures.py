"""An error of the program itself costs one source, claim, document or report; everything else is done."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from citecheck import Outcome, Severity
from citecheck.assembly import Session
from citecheck.auditor import Auditor
from citecheck.checking.quotes import QuoteMatcher
from citecheck.checking.support import LexicalJudge
from citecheck.cli.failures import FAILURES
from citecheck.cli.main import cli
from citecheck.errors import EvidenceError
from citecheck.settings import Settings
from citecheck.sources.reading import SourceReading
from claims.model import Document
from reports.formats import markdown
from reports.model import LinkStatus, Report

ARTICLE = """# The lamp

The lamp was lit in 1904.[^1] The bell was rung in 1905.[^2]

[^1]: A. Lee, "The lamp", http://127.0.0.1:9/lamp
[^2]: A. Lee, "The bell", http://127.0.0.1:9/bell
"""
LAMP = "<title>The lamp</title><p>" + "The lamp was lit in 1904 by the keeper and his daughter. " * 12
BELL = "<title>The bell</title><p>" + "The bell was rung in 1905 by the keeper and his daughter. " * 12


class Unexpected(Exception):
    pass


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.md").write_text(ARTICLE.replace("The lamp was", "A lamp was"), encoding="utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "1.html").write_text(LAMP, encoding="utf-8")
    (tmp_path / "sources" / "2.html").write_text(BELL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(FAILURES, "count", 0)
    monkeypatch.setattr(FAILURES, "debug", False)
    return tmp_path


def fails_at(monkeypatch: pytest.MonkeyPatch, thing: type, name: str, when) -> None:
    """Let the method `name` of `thing` raise where `when` holds for its arguments."""
    before = getattr(thing, name)

    def failing(self, *args, **kwargs):
        if when(*args):
            raise Unexpected("nobody expected this")
        return before(self, *args, **kwargs)

    monkeypatch.setattr(thing, name, failing)


def audited():
    with Session(Settings(offline=True)) as session:
        return session.auditor().audit(session.read("a.md"))


def run(*words: str):
    return CliRunner().invoke(cli, [*words], catch_exceptions=False)


def test_a_run_without_such_an_error_has_no_such_finding(folder: Path) -> None:
    report = audited()

    assert [check.outcome for check in report.checks] == [Outcome.SUPPORTED, Outcome.SUPPORTED]
    assert [finding.code for finding in report.findings if finding.code == "internal-error"] == []
    assert run("audit", "--offline", "-q", "a.md").exit_code == 0


def test_one_source_costs_one_source(folder: Path, monkeypatch: pytest.MonkeyPatch, caplog) -> None:
    fails_at(monkeypatch, SourceReading, "read", lambda draft: draft.reference.label == "1")

    report = audited()

    assert [source.status for source in report.sources] == [LinkStatus.NOT_CHECKED, LinkStatus.ALIVE]
    assert report.sources[0].rule == "link.not-checked.failed"
    assert report.sources[0].reason == "citecheck failed at this source (Unexpected)"
    assert [check.outcome for check in report.checks] == [Outcome.UNVERIFIABLE, Outcome.SUPPORTED]
    (finding,) = (finding for finding in report.findings if finding.code == "internal-error")
    assert finding.severity is Severity.WARNING
    assert finding.reference == report.sources[0].reference
    (record,) = (record for record in caplog.records if record.levelname == "ERROR")
    assert "internal error: Unexpected: nobody expected this (" in record.getMessage()
    assert run("audit", "--offline", "-q", "a.md").exit_code == 4


def test_one_claim_costs_one_claim(folder: Path, monkeypatch: pytest.MonkeyPatch, caplog) -> None:
    from citecheck.checking.claimcheck import ClaimChecker

    fails_at(monkeypatch, ClaimChecker, "_attempt", lambda claim, *_: "lamp" in claim.text)

    report = audited()

    assert [check.outcome for check in report.checks] == [Outcome.UNVERIFIABLE, Outcome.SUPPORTED]
    assert report.checks[0].reason == "citecheck failed at this claim (Unexpected)"
    assert [(finding.code, finding.claim) for finding in report.findings] == [
        ("internal-error", report.checks[0].claim)
    ]
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert run("audit", "--offline", "-q", "a.md").exit_code == 4


def test_one_document_costs_one_document(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fails_at(monkeypatch, Auditor, "audit", lambda document: document.name == "a.md")

    ran = run("audit", "--offline", "-o", "out/", "a.md", "b.md")

    assert ran.exit_code == 4
    assert "citecheck: a.md: internal error: Unexpected: nobody expected this; --debug shows where" in ran.output
    assert "Traceback" not in ran.output
    assert "citecheck failed at this document (Unexpected)" in (folder / "out" / "a.json").read_text()
    assert '"supported"' in (folder / "out" / "b.json").read_text()


def test_a_document_that_cannot_be_read_by_an_error_of_ours_costs_one_document(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_at(monkeypatch, Session, "read", lambda source: source == "a.md")

    ran = run("audit", "--offline", "-o", "out/", "a.md", "b.md")

    assert ran.exit_code == 4
    assert "citecheck: a.md: internal error" in ran.output
    assert [path.name for path in sorted((folder / "out").glob("*.json"))] == ["b.json"]


@pytest.mark.parametrize("words", [("-o", "r.md", "-o", "r.json"), ("--format", "markdown", "--format", "json")])
def test_one_report_costs_one_report(folder: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    fails_at(monkeypatch, markdown.MarkdownFormat, "render", lambda *_: True)

    ran = run("audit", "--offline", "-q", *words, "a.md")

    assert ran.exit_code == 4
    assert "internal error: Unexpected" in ran.output
    shown = (folder / "r.json").read_text() if words[0] == "-o" else ran.output
    assert '"schema":' in shown.replace(" ", "")
    assert not (folder / "r.md").exists()


def test_an_error_of_ours_comes_before_findings_and_after_nothing_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from citecheck.checking.claimcheck import ClaimChecker

    (folder / "sources" / "2.html").write_text(BELL.replace("1905", "1931"), encoding="utf-8")
    assert run("audit", "--offline", "-q", "--fail-on", "note", "a.md").exit_code == 1
    fails_at(monkeypatch, ClaimChecker, "_attempt", lambda claim, *_: "lamp" in claim.text)

    assert run("audit", "--offline", "-q", "--fail-on", "note", "a.md").exit_code == 4
    fails_at(monkeypatch, SourceReading, "read", lambda draft: True)
    assert run("audit", "--offline", "-q", "a.md").exit_code == 3


def test_a_night_goes_on_and_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fails_at(monkeypatch, Auditor, "audit", lambda document: document.name == "a.md")

    ran = run("nightly", "--offline", "-q", "a.md", "b.md")

    assert ran.exit_code == 4
    assert "a.md: internal error: Unexpected: nobody expected this" in ran.output


@pytest.mark.slow
@pytest.mark.parametrize("debug", [False, True])
def test_no_trace_reaches_a_user_but_with_debug(folder: Path, debug: bool) -> None:
    code = """
import sys
import citecheck.cli.read as module
from citecheck.cli.main import main
def failing(*_, **__): raise KeyError("nobody expected this")
module.read_alone = failing
main()"""
    words = [sys.executable, "-c", code, "read", "a.md", *(["--debug"] if debug else [])]

    root = Path(__file__).resolve().parents[2]
    ran = subprocess.run(words, capture_output=True, text=True, env={"PYTHONPATH": str(root), "PATH": ""})

    assert ran.returncode == 4
    assert "this command: internal error: KeyError" in ran.stderr
    assert ("Traceback" in ran.stderr) is debug


def test_a_disabled_finding_leaves_the_exit_status(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "citecheck.toml").write_text('[report]\ndisable = ["internal-error"]\n', encoding="utf-8")
    fails_at(monkeypatch, SourceReading, "read", lambda draft: draft.reference.label == "1")

    assert run("audit", "--offline", "-q", "a.md").exit_code == 4


@pytest.mark.parametrize("error", [MemoryError, RecursionError, OSError])
@pytest.mark.parametrize("part", [(LexicalJudge, "judge"), (QuoteMatcher, "match")], ids=["judge", "matcher"])
def test_a_judge_or_a_matcher_that_fails_is_seen_in_the_exit_status(
    folder: Path, monkeypatch: pytest.MonkeyPatch, part: tuple[type, str], error: type[Exception]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error("nobody expected this")

    words = ARTICLE.replace("bell was rung in 1905.", "bell “was rung in 1905 by the keeper”.")
    (folder / "a.md").write_text(words, encoding="utf-8")
    monkeypatch.setattr(*part, fail)

    assert run("audit", "--offline", "-q", "-o", "r.json", "a.md").exit_code == 4
    assert "nobody expected this" in (folder / "r.json").read_text()


@pytest.mark.parametrize("error", [OSError("disk full"), EvidenceError("the recording cannot be finished")])
def test_an_error_at_the_end_of_the_run_costs_no_report(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Session, "close", fail)

    ran = CliRunner().invoke(cli, ["audit", "--offline", "-q", "-o", "out/", "a.md", "b.md"])

    assert ran.exit_code == 4 if isinstance(error, OSError) else ran.exception is error
    assert '"supported"' in (folder / "out" / "a.json").read_text()
    assert '"supported"' in (folder / "out" / "b.json").read_text()


def test_an_interruption_keeps_the_reports_of_the_documents_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Auditor.audit

    def interrupted(self: Auditor, document: Document) -> Report:
        if document.name == "b.md":
            raise KeyboardInterrupt
        return before(self, document)

    monkeypatch.setattr(Auditor, "audit", interrupted)

    ran = CliRunner().invoke(cli, ["audit", "--offline", "-q", "-o", "out/", "a.md", "b.md"])

    assert "1 of 2 documents were audited and are reported" in ran.output
    assert [path.name for path in (folder / "out").glob("*.json")] == ["a.json"]
    assert ran.exit_code != 0
