"""No file without our mark is ever overwritten, emptied or deleted, whatever names it."""

import sqlite3
from pathlib import Path

import pytest
from command import run
from sample_reports import everything
from sample_reports_odd import hostile

from citecheck.errors import EvidenceError, StoreError
from citecheck.evidence import Recording
from citecheck.store import Store
from citecheck.store.cache import Cache
from reports.errors import ReportError
from reports.marks import check_replaceable
from reports.rendering import FORMATS, find_format

PRECIOUS = {
    "text": b"my notes\nChecks:  none\n",
    "json": b'{"schema": 3, "tools": []}',
    "json of a tool": b'{"tool": {"name": "other"}, "schema": 1}',
    "markdown": b"# Citations\n\nmine\n",
    "a heading below": b"mine\n\n## Citations\n",
    "csv": b"document,line\na,1\n",
    "html": b"<!doctype html><meta name='author' content='citecheck'><p>mine",
    "xml": b'<testsuites name="pytest"></testsuites>',
    "sarif": b'{"runs": [{"tool": {"driver": {"name": "ruff"}}}]}',
    "bytes": b"\x00\x01\x02",
    "a space": b" ",
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text('A claim.[^1]\n\n[^1]: Ann Lee, "The mill". http://a.test/mill\n')
    Path("mine.toml").write_text('[web]\ncanary = ""\n')
    return tmp_path


SUFFIXES = ["x.html", "x.json", "x.md", "x.txt", "x.sarif", "x.xml", "x.csv", "x-worksheet.csv"]


@pytest.mark.parametrize("content", PRECIOUS.values(), ids=PRECIOUS.keys())
@pytest.mark.parametrize("name", SUFFIXES)
def test_a_report_replaces_no_other_file(content: bytes, name: str) -> None:
    Path(name).write_bytes(content)
    with pytest.raises(ReportError, match="stays as it is"):
        check_replaceable(Path(name))
    assert Path(name).read_bytes() == content


@pytest.mark.parametrize("name", SUFFIXES)
def test_the_command_says_so_before_it_audits(name: str) -> None:
    Path(name).write_bytes(b"precious")
    ran = run("audit", "--offline", "a.md", "-o", name)
    assert ran.status == 2
    assert "stays as it is" in ran.err
    assert Path(name).read_bytes() == b"precious"


@pytest.mark.parametrize("name", SUFFIXES)
def test_a_report_replaces_an_earlier_report(name: str) -> None:
    for _ in range(2):
        assert run("audit", "--offline", "a.md", "-o", name).status == 3
    Path(name).write_bytes(b"")
    assert run("audit", "--offline", "a.md", "-o", name).status == 3, "an empty file holds nothing"
    assert Path(name).stat().st_size


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "annotations"])
@pytest.mark.parametrize("odd", [False, True])
def test_every_format_has_a_mark(name: str, odd: bool) -> None:
    report = hostile("\n<b>\x1b[31m") if odd else everything()
    Path("x").write_text(find_format(name).render([report]), encoding="utf-8")
    check_replaceable(Path("x"))


def test_a_folder_of_reports_keeps_other_files() -> None:
    Path("b.md").write_text(Path("a.md").read_text())
    Path("out").mkdir()
    Path("out/other.html").write_text("precious")
    assert run("audit", "--offline", "a.md", "b.md", "-o", "out").status == 3
    assert run("audit", "--offline", "a.md", "b.md", "-o", "out").status == 3
    Path("out/b.html").write_text("precious")
    ran = run("audit", "--offline", "a.md", "b.md", "-o", "out")
    assert ran.status == 2
    assert Path("out/b.html").read_text() == Path("out/other.html").read_text() == "precious"


@pytest.mark.parametrize("name", ["night.json", "a.md.html", "a.md.json", "findings.csv", "summary.md"])
def test_a_night_keeps_other_files_and_its_store(name: str) -> None:
    arguments = ["nightly", "--offline", "--config", "mine.toml", "a.md", "--format", "html", "--format", "json"]
    arguments += ["--format", "csv", "--format", "markdown"]
    Path("citecheck-report").mkdir()
    Path("citecheck-report", name).write_text("precious")
    ran = run(*arguments)
    assert ran.status == 2, ran
    assert Path("citecheck-report", name).read_text() == "precious"
    Path("citecheck-report", name).unlink()
    assert run(*arguments).status == 3
    assert run(*arguments).status == 3


def test_a_baseline_replaces_no_other_file() -> None:
    Path("base.json").write_text("[1]")
    arguments = ["nightly", "--offline", "--config", "mine.toml", "a.md", "--write-baseline", "base.json"]
    assert run(*arguments).status == 2
    assert Path("base.json").read_text() == "[1]"
    Path("base.json").unlink()
    assert run(*arguments).status == 3
    assert run(*arguments).status == 3


def test_what_is_no_file_is_not_replaced() -> None:
    with pytest.raises(ReportError, match="no report"):
        check_replaceable(Path("/dev/null"))


def test_a_link_to_a_file_of_others_is_not_replaced() -> None:
    Path("precious").write_text("mine")
    Path("x.json").symlink_to("precious")
    assert run("audit", "--offline", "a.md", "-o", "x.json").status == 2
    assert Path("x.json").is_symlink()


def foreign() -> bytes:
    with sqlite3.connect("other.sqlite") as connection:
        connection.execute("CREATE TABLE mine (words TEXT)")
        connection.execute("INSERT INTO mine VALUES ('precious')")
    connection.close()
    return Path("other.sqlite").read_bytes()


def test_a_database_of_another_program_is_not_changed_by_a_byte() -> None:
    before = foreign()
    with pytest.raises(StoreError, match="another program"):
        Store(Path("other.sqlite"))
    with pytest.raises(StoreError, match="another program"):
        Cache(Path("other.sqlite"), now="2024-01-01T00:00:00Z")
    assert Path("other.sqlite").read_bytes() == before
    assert not list(Path().glob("other.sqlite-*"))


@pytest.mark.parametrize("command", ["show", "history"])
def test_a_look_at_the_store_changes_no_file_of_others(command: str) -> None:
    before = foreign()
    ran = run(command, *(["key"] if command == "history" else []), "--store", "other.sqlite")
    assert ran.status == 2
    assert Path("other.sqlite").read_bytes() == before


@pytest.mark.parametrize("store", [":memory:", "a.md", "docs", "."])
def test_no_lock_is_left_beside_what_cannot_be_a_store(store: str, here: Path) -> None:
    Path("docs").mkdir()

    ran = run("nightly", "a.md", "--config", "mine.toml", "--offline", "--store", store)

    assert ran.status == 2
    assert not [*here.rglob("*.lock")]


@pytest.mark.parametrize("content", PRECIOUS.values(), ids=PRECIOUS.keys())
@pytest.mark.parametrize("option", ["cache", "store"])
def test_a_file_that_is_no_database_is_not_replaced(content: bytes, option: str) -> None:
    Path("precious").write_bytes(content * 200)
    Path("mine.toml").write_text(f'[web]\ncanary = ""\n[nightly]\n{option} = "precious"\n')
    ran = run("nightly", "--offline", "--config", "mine.toml", "a.md")
    assert ran.status == 2
    assert Path("precious").read_bytes() == content * 200


@pytest.mark.parametrize("content", [b"my own index\n", b'com,a)/ 2024 {"filename": "other.warc.gz"}\n', b"{}"])
def test_a_recording_replaces_no_index_of_others(content: bytes) -> None:
    Path("e.cdxj").write_bytes(content)
    with pytest.raises(EvidenceError, match="exists already"):
        Recording("e.warc.gz")
    assert run("audit", "a.md", "--record", "e.warc.gz").status == 2
    assert Path("e.cdxj").read_bytes() == content
    assert not Path("e.warc.gz").exists()


def test_an_index_that_appears_while_we_record_stays_and_the_recording_too() -> None:
    recording = Recording("e.warc.gz")
    Path("e.cdxj").write_bytes(b"mine")
    with pytest.raises(EvidenceError, match="stays as it is"):
        recording.close()
    assert Path("e.cdxj").read_bytes() == b"mine"
    assert Path("e.warc.gz.open").exists()


def test_a_part_of_another_index_stays() -> None:
    Path("e.cdxj.part").write_bytes(b"mine")
    Recording("e.warc.gz").close()
    assert Path("e.cdxj.part").read_bytes() == b"mine"
    assert Path("e.cdxj").exists()


def test_the_suppressions_replace_no_other_file() -> None:
    Path("citecheck-ignore.toml").write_text('[project]\nname = "mine"\n')
    assert run("ignore", "abc", "--reason", "why").status == 2
    assert Path("citecheck-ignore.toml").read_text() == '[project]\nname = "mine"\n'


def test_init_replaces_nothing_without_being_told() -> None:
    Path("citecheck.toml").write_text("mine")
    assert run("init").status == 2
    assert Path("citecheck.toml").read_text() == "mine"
