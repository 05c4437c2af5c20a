"""`citecheck audit` and `citecheck read` as their users see them: results, exit status, one clear line for mistakes."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import types

import pytest
from command import run
from warcio.archiveiterator import ArchiveIterator

from testbed.loopback import Loopback, Reply, page, prose

ARTICLE = """The old mill

The mill was built in 1804.[1] It stands beside the river.[2]

References

  1. "The mill". Mill Society. Retrieved 4 May 2020.
  2. "Rivers of the county". County Press. 2001.
"""
SOURCE = page(
    "The mill",
    "The mill was built in 1804 by two brothers from the valley, who had come into money and wished to lose it.",
    "It ground oats and barley for the farms around until the railway brought cheaper flour from the coast.",
    "The wheel was taken down in 1951 and the building stood empty for a generation before the society bought it.",
)


@pytest.fixture(autouse=True)
def no_pace(monkeypatch):
    """Loopback needs no politeness."""
    monkeypatch.setenv("CITECHECK_WEB_PER_HOST_RATE", "0")


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "mill.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "source.html"
    path.write_bytes(SOURCE)
    return path


def test_references_without_addresses_leave_every_claim_unverifiable_and_status_3(article, tmp_path):
    ran = run("audit", article, "--offline", "-o", tmp_path / "out.json")

    report = json.loads((tmp_path / "out.json").read_bytes())
    assert ran.status == 3
    assert [source["status"] for source in report["sources"]] == ["no-locator", "no-locator"]
    assert {check["outcome"] for check in report["checks"]} == {"unverifiable"}
    assert all("no address" in check["reason"] for check in report["checks"])


def test_a_source_given_by_label_is_checked(article, source, tmp_path):
    ran = run("audit", article, "--offline", "--source", f"1={source}", "-o", tmp_path / "out.json")

    report = json.loads((tmp_path / "out.json").read_bytes())
    first, second = report["checks"]
    assert ran.status == 0
    assert (first["outcome"], second["outcome"]) == ("supported", "unverifiable")
    assert "built in 1804" in first["passages"][0]["exact"]


def test_a_loopback_source_is_refused_unless_it_is_allowed(article, tmp_path):
    with Loopback() as web:
        web.add("127.0.0.1", "/mill", Reply(body=SOURCE))
        url = web.url("127.0.0.1", "/mill")
        refused = run("audit", article, "--source", f"1={url}", "-o", tmp_path / "refused.json")
        allowed = run(
            "audit", article, "--source", f"1={url}", "--allow-address", "127.0.0.0/8", "-o", tmp_path / "allowed.json"
        )

    statuses = [
        json.loads((tmp_path / name).read_bytes())["sources"][0]["status"] for name in ("refused.json", "allowed.json")
    ]
    assert statuses == ["refused-address", "alive"]
    assert (refused.status, allowed.status) == (3, 0)


def test_a_replayed_audit_gives_the_recorded_report_without_the_server(article, tmp_path):
    recording = tmp_path / "evidence.warc.gz"
    with Loopback() as web:
        web.add("127.0.0.1", "/mill", Reply(body=SOURCE))
        flags = ("--source", f"1={web.url('127.0.0.1', '/mill')}", "--allow-address", "127.0.0.0/8")
        run("audit", article, *flags, "--record", recording, "-o", tmp_path / "recorded.json")
    ran = run("audit", article, *flags, "--replay", recording, "-o", tmp_path / "replayed.json")

    recorded, replayed = (json.loads((tmp_path / name).read_bytes()) for name in ("recorded.json", "replayed.json"))
    for report in (recorded, replayed):
        del report["started"], report["finished"]
    assert ran.status == 0
    assert replayed == recorded
    assert recorded["sources"][0]["copies"][0]["evidence"]["file"] == "evidence.warc.gz"


def test_a_replayed_audit_needs_no_local_source_either(article, source, tmp_path):
    recording = tmp_path / "evidence.warc.gz"
    flags = ("--source", f"1={source}", "--offline")
    run("audit", article, *flags, "--record", recording, "-o", tmp_path / "recorded.json")
    source.unlink()
    run("audit", article, *flags, "--replay", recording, "-o", tmp_path / "replayed.json")

    recorded, replayed = (json.loads((tmp_path / name).read_bytes()) for name in ("recorded.json", "replayed.json"))
    assert replayed["checks"] == recorded["checks"]
    assert replayed["checks"][0]["outcome"] == "supported"


def test_several_documents_go_to_a_directory_with_an_index(article, tmp_path):
    other = tmp_path / "other" / "mill.txt"
    other.parent.mkdir()
    other.write_text(ARTICLE, encoding="utf-8")

    ran = run("audit", article, other, "--offline", "-o", tmp_path / "reports")

    names = [path.name for path in (tmp_path / "reports").iterdir()]
    pages = [name for name in names if name.endswith(".html") and name != "index.html"]
    index = (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")
    assert ran.status == 3
    assert len(pages) == 2
    assert sorted(name.removesuffix(".json") for name in names if name.endswith(".json")) == sorted(
        name.removesuffix(".html") for name in pages
    )
    assert all(page in index for page in pages)


def test_one_format_that_holds_many_is_one_file(article, tmp_path):
    run("audit", article, article, "--offline", "-o", tmp_path / "all.csv")
    other = tmp_path / "other.txt"
    other.write_text(ARTICLE, encoding="utf-8")
    run("audit", article, other, "--offline", "-o", tmp_path / "both.sarif", "-o", tmp_path / "both.csv")

    assert (tmp_path / "both.csv").read_text(encoding="utf-8").count("other.txt") >= 1
    assert len(json.loads((tmp_path / "both.sarif").read_bytes())["runs"]) == 1


class Wire:
    """A foreign format, made with an argument: the object is what plugs in, not its class."""

    suffixes = (".wire",)
    holds_many = True

    def __init__(self, name):
        self.name = name

    def render(self, reports, *, comparison=None):
        return f"{len(reports)} on the wire\n"


def test_a_foreign_format_is_found_by_its_suffix(article, tmp_path, monkeypatch):
    module = types.ModuleType("newsroom_formats")
    module.WIRE = Wire("wire")
    monkeypatch.setitem(sys.modules, "newsroom_formats", module)
    config = tmp_path / "citecheck.toml"
    config.write_text('[report]\nformats = ["newsroom_formats:WIRE"]\n', encoding="utf-8")

    run("audit", article, "--offline", "--config", config, "-o", tmp_path / "report.wire")

    assert (tmp_path / "report.wire").read_text(encoding="utf-8") == "1 on the wire\n"


def test_a_pattern_is_expanded_here_too(article, tmp_path):
    ran = run("audit", tmp_path / "*.txt", "--offline", "--format", "json", "--quiet")

    assert json.loads(ran.out)["document"]["name"].endswith("mill.txt")


def test_standard_input_is_a_document(tmp_path):
    ran = run("read", "-", "--format", "json", stdin=ARTICLE.encode())

    document = json.loads(ran.out)
    assert [reference["label"] for reference in document["references"]] == ["1", "2"]
    assert document["text"][slice(*document["claims"][0]["span"])] == document["claims"][0]["text"]


def test_a_document_without_references_is_a_warning_and_no_failure(tmp_path):
    path = tmp_path / "plain.txt"
    path.write_text("Nothing here is cited. Nothing at all.", encoding="utf-8")

    ran = run("audit", path, "--offline")

    assert ran.status == 0
    assert "no list of references" in ran.err


def bad_inputs(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))
    (tmp_path / "undecodable.txt").write_bytes(b"\x80\x81\xff\xfe plain \x9d\x8f\x90 text")
    with (tmp_path / "huge.txt").open("wb") as huge:
        huge.truncate(100_000_000)
    (tmp_path / "bad.toml").write_text("[web]\nretires = 1\n", encoding="utf-8")
    fine = tmp_path / "fine.txt"
    fine.write_text(ARTICLE, encoding="utf-8")
    return {
        "a missing file": ("audit", tmp_path / "missing.txt"),
        "a directory": ("audit", tmp_path),
        "an empty file": ("audit", tmp_path / "empty.txt"),
        "a binary": ("audit", tmp_path / "picture.txt"),
        "an undecodable file": ("audit", tmp_path / "undecodable.txt"),
        "a file of 100 MB": ("audit", tmp_path / "huge.txt"),
        "a malformed setting": ("audit", fine, "--config", tmp_path / "bad.toml"),
        "an unknown format": ("audit", fine, "--offline", "-o", tmp_path / "report.docx"),
        "an unknown format's name": ("audit", fine, "--offline", "--format", "excel"),
        "an unwritable output": ("audit", fine, "--offline", "-o", tmp_path / "fine.txt" / "report.html"),
        "a source without a label": ("audit", fine, "--source", "https://example.org/"),
        "an unknown severity": ("audit", fine, "--offline", "--fail-on", "fatal"),
        "a recording that is missing": ("audit", fine, "--replay", tmp_path / "none.warc.gz"),
        "a pattern without files": ("audit", tmp_path / "*.rst"),
        "recording and replaying at once": ("audit", fine, "--record", "a.warc.gz", "--replay", "b.warc.gz"),
        "a network that is none": ("audit", fine, "--allow-address", "loopback"),
    }


CASES = (
    "a missing file",
    "a directory",
    "an empty file",
    "a binary",
    "an undecodable file",
    "a file of 100 MB",
    "a malformed setting",
    "an unknown format",
    "an unknown format's name",
    "an unwritable output",
    "a source without a label",
    "an unknown severity",
    "a recording that is missing",
    "a pattern without files",
    "recording and replaying at once",
    "a network that is none",
)


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_one_clear_line_and_status_2(case, tmp_path):
    cases = bad_inputs(tmp_path)
    assert set(cases) == set(CASES)

    ran = run(*cases[case])

    said = [line for line in ran.err.splitlines() if not line.startswith(("Usage:", "Try "))]
    assert ran.status == 2
    assert len([line for line in said if line.strip()]) == 1, ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_an_earlier_report_stays_where_the_audit_fails(article, tmp_path):
    target = tmp_path / "report.json"
    target.write_text("yesterday's", encoding="utf-8")

    run("audit", tmp_path / "missing.txt", "--offline", "-o", target)

    assert target.read_text(encoding="utf-8") == "yesterday's"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("report")] == ["report.json"]


def test_a_pipe_hears_results_alone(article):
    ran = run("audit", article, "--offline", "--format", "json")

    assert json.loads(ran.out)["schema"] == 1
    assert ran.err == ""


@pytest.mark.parametrize("command", ["", "audit", "read", "quote", "check", "links", "demo"])
def test_help_says_what_a_command_does(command):
    ran = run(*command.split(), "--help")

    assert ran.status == 0
    assert ran.out.startswith("Usage: citecheck")


def test_fail_on_takes_severities_and_codes(article):
    assert run("audit", article, "--offline", "--fail-on", "note", "-q").status == 3
    first = f"1={article}"
    assert run("audit", article, "--offline", "--source", first, "--fail-on", "reference-no-locator", "-q").status == 1
    assert run("audit", article, "--offline", "--source", first, "--fail-on", "never", "-q").status == 0


def test_an_interrupted_audit_keeps_its_evidence_and_exits_130(tmp_path):
    def recorded():
        found = set()
        with contextlib.suppress(Exception):  # the file is being written: its end cannot be read yet
            for path in tmp_path.glob("evidence.warc.gz*"):
                with path.open("rb") as stream:
                    for record in ArchiveIterator(stream):
                        found.add(record.rec_headers.get_header("WARC-Target-URI"))
        return found

    def interrupt(exchange):
        while urls[0] not in recorded() and not exchange.stopped.wait(0.02):
            pass
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        exchange.stopped.wait()

    recording = tmp_path / "evidence.warc.gz"
    path = tmp_path / "mill.txt"
    with Loopback() as web:
        web.add("127.0.0.1", "/mill", Reply(body=SOURCE))
        web.add("127.0.0.1", "/never", Reply(fault=interrupt))
        urls = [web.url("127.0.0.1", page) for page in ("/mill", "/never")]
        path.write_text(
            "The mill\n\nIt was built in 1804.[1] It burned.[2]\n\nReferences\n\n"
            f'1. "A". {urls[0]}\n2. "B". {urls[1]}\n',
            encoding="utf-8",
        )
        ran = run(
            "audit", path, "--allow-address", "127.0.0.0/8", "--record", recording, "-o", tmp_path / "report.json"
        )

    with recording.open("rb") as stream:
        kept = [record.rec_headers.get_header("WARC-Target-URI") for record in ArchiveIterator(stream)]
    assert ran.status == 130
    assert urls[0] in kept
    assert "interrupted" in ran.err
    assert "evidence.warc.gz is partial" in ran.err
    assert not (tmp_path / "report.json").exists()

    again = run("audit", path, "--replay", recording, "-o", tmp_path / "report.json")
    assert "evidence.warc.gz, whose run was interrupted" in (tmp_path / "report.json").read_text()
    assert again.status in (0, 1)


def test_what_a_baseline_has_fails_no_audit_and_what_is_new_does(tmp_path, monkeypatch):
    def audit(*arguments):
        return run("audit", "mill.txt", "--offline", "--source", "1=source.html", *arguments)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITECHECK_CHECKING_JUDGE", "plain_judge:PlainJudge")
    (tmp_path / "source.html").write_bytes(page("The mill", "The mill was built in 1804.", prose(60)))
    (tmp_path / "mill.txt").write_text(ARTICLE.replace("1804", "1904"), encoding="utf-8")
    known = audit("-o", "known.json")
    again = audit("--baseline", "known.json", "-o", "again.json")
    (tmp_path / "mill.txt").write_text(ARTICLE.replace("1804", "1704"), encoding="utf-8")
    new = audit("--baseline", "known.json")

    assert (known.status, again.status, new.status) == (1, 0, 1)
    assert json.loads((tmp_path / "again.json").read_bytes())["findings"] != []


def test_a_baseline_that_cannot_be_read_costs_no_audit(article, tmp_path):
    (tmp_path / "broken.json").write_text("{}")
    missing = run("audit", article, "--offline", "--baseline", tmp_path / "none.json")
    broken = run("audit", article, "--offline", "--baseline", tmp_path / "broken.json", "-o", tmp_path / "out.json")

    assert (missing.status, broken.status) == (2, 2)
    assert "there is no such baseline" in missing.err
    assert not (tmp_path / "out.json").exists()


def test_an_audit_loads_no_database(article):
    code = (
        "import sys\nfrom citecheck.cli.main import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('sqlalchemy', 'citecheck.nightly.baseline') if name in sys.modules])"
    )
    command = [sys.executable, "-c", code, "audit", str(article), "--offline", "-q"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    out = subprocess.run(command, capture_output=True, text=True, env=environment, check=True).stdout

    assert out.splitlines()[-1] == "[]"


def test_a_source_for_a_reference_that_is_not_there_is_said(article, source):
    ran = run("audit", article, "--offline", "--source", f"9={source}")

    assert "[9], which no reference has" in ran.err
    assert ran.status == 3


def test_a_quotation_found_in_a_page_comes_with_a_link_to_its_place(source):
    with Loopback() as web:
        web.add("127.0.0.1", "/mill", Reply(body=SOURCE))
        url = web.url("127.0.0.1", "/mill")
        ran = run("quote", "ground oats and barley", url, "--allow-address", "127.0.0.0/8")
    local = run("quote", "ground oats and barley", source)

    assert f"in the page: {url}#:~:text=ground%20oats%20and%20barley" in ran.out
    assert "in the page" not in local.out


def test_an_audit_reads_the_file_of_ignored_findings(article, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    article.write_text(ARTICLE.replace('"Rivers of the county". County Press. 2001.', ""), encoding="utf-8")
    first = run("audit", article, "--offline", "-o", "first.json", "--fail-on", "warning")
    found = json.loads((tmp_path / "first.json").read_bytes())["findings"]
    empty = next(finding for finding in found if finding["code"] == "reference-empty")
    ignored = run("ignore", empty["key"][:8], "--report", "first.json", "--reason", "The list is being mended.")
    second = run("audit", article, "--offline", "-o", "second.json", "--fail-on", "warning")
    without = run("audit", article, "--offline", "--ignore-file", "", "--fail-on", "warning")
    after = json.loads((tmp_path / "second.json").read_bytes())

    assert ignored.status == 0
    assert empty["key"] not in {finding["key"] for finding in after["findings"]}
    assert [one["reason"] for one in after["suppressed"]] == ["The list is being mended."]
    assert "Ignored: 1 finding" in second.out
    assert "reference-empty" in first.out
    assert "reference-empty" in without.out
    findings, _, ignored_ones = second.out.partition("Ignored: 1 finding")
    assert "reference-empty" not in findings
    assert "reference-empty" in ignored_ones


def test_an_audit_says_that_an_entry_to_ignore_has_expired(article, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "citecheck-ignore.toml").write_text(
        "[[ignore]]\ncode = 'reference-empty'\nreason = 'For a week.'\nuntil = 2020-01-31\n"
    )
    ran = run("audit", article, "--offline")
    assert "expired on 2020-01-31" in ran.err


def test_a_mistake_in_the_file_of_ignored_findings_ends_an_audit_before_it_begins(article, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "citecheck-ignore.toml").write_text("[[ignore]]\ncode = 'reference-empty'\n")
    ran = run("audit", article, "--offline")
    assert ran.status == 2
    assert "needs a `reason`" in ran.err
