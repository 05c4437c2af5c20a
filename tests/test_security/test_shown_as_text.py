"""What is shown is text: hostile words in every field of every format change no structure, colour or command."""

import csv
import functools
import html as html_module
import io
import json
import re
import unicodedata
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from unittest import mock

import pytest
from command import run
from hostile_words import CORPUS, RUNNER, STEERING
from lxml.html import document_fromstring
from markdown_it import MarkdownIt
from sample_reports import everything
from sample_reports_odd import hostile

from citecheck.cli.main import COMMANDS
from citecheck.cli.telling import show, show_json, tell
from reports.codec import decode
from reports.formats.steering import inert_json, printable
from reports.rendering import FORMATS, render

pytestmark = pytest.mark.slow  # every format with every field

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def calm() -> dict[str, str]:
    """What each format says of words that are only words."""
    report = hostile(" word")
    return {name: render(report, name) for name in FORMATS}


@functools.cache
def shown(payload: str, front: bool, name: str) -> str:
    """Return the report of hostile words in a format; several tests look at it."""
    return render(hostile(payload, front=front), name)


def whole(text: str) -> str:
    return text.replace("\r\n", "\n")


def test_the_report_of_everything_has_records_and_second_opinions() -> None:
    report = hostile(" word")
    assert all(one.record and one.record.titles[0].endswith(" word") for one in report.existence)
    assert report.existence[0].published_as and report.existence[0].published_as.endswith(" word")
    opinion = report.checks[0].opinion
    assert opinion is not None and opinion.other_value.endswith(" word")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("payload", CORPUS, ids=range(len(CORPUS)))
@pytest.mark.parametrize("front", [False, True], ids=["behind", "in front"])
def test_no_words_steer_a_terminal_or_a_runner(payload: str, name: str, front: bool) -> None:
    text = whole(shown(payload, front, name))
    text.encode("utf-8")
    if name == "html":  # the style and the script are ours
        text = re.sub(r"(?s)<(style|script)>.*?</\1>", "", text)
    assert not STEERING.search(text), repr(STEERING.search(text))
    if name == "html":
        return  # a page is written to a file, not printed
    if name == "annotations":
        lines = text.splitlines()
        assert all(re.match(r"::(error|warning) file=[^:]*::", line) for line in lines)
        assert not re.search(r"##\w*\[", text)
        return
    assert not RUNNER.search(text), repr(RUNNER.search(text))


@pytest.mark.parametrize("payload", CORPUS, ids=range(len(CORPUS)))
@pytest.mark.parametrize("front", [False, True], ids=["behind", "in front"])
def test_the_structure_stays(payload: str, front: bool, calm: dict[str, str]) -> None:
    assert csv_shape(shown(payload, front, "csv")) == csv_shape(calm["csv"])
    assert csv_shape(shown(payload, front, "worksheet")) == csv_shape(calm["worksheet"])
    assert shape_of_json(json.loads(shown(payload, front, "json"))) == shape_of_json(json.loads(calm["json"]))
    assert shape_of_json(json.loads(shown(payload, front, "sarif"))) == shape_of_json(json.loads(calm["sarif"]))
    assert xml_shape(shown(payload, front, "junit")) == xml_shape(calm["junit"])
    assert len(shown(payload, front, "annotations").splitlines()) == len(calm["annotations"].splitlines())
    assert html_shape(shown(payload, front, "html")) == html_shape(calm["html"])


@pytest.mark.parametrize("payload", CORPUS, ids=range(len(CORPUS)))
@pytest.mark.parametrize("front", [False, True], ids=["behind", "in front"])
def test_markdown_stays_words(payload: str, front: bool, calm: dict[str, str]) -> None:
    text = shown(payload, front, "markdown")
    page = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(text)
    tree = document_fromstring(page)
    allowed = {"h2", "h3", "p", "strong", "blockquote", "ul", "li", "code", "em", "sub", "div", "html", "body"}
    assert {element.tag for element in tree.iter() if isinstance(element.tag, str)} <= allowed
    outside_code = re.sub(r"(?s)<code>.*?</code>", "", page)
    words = html_module.unescape(re.sub("<[^>]+>", "", outside_code))
    assert not re.search(r"@[\w]|(?<!\w)[#!~&%]\d|GH-\d", words), "a mention or a reference"
    assert not re.search(r"(?i)\w://|www\.|mailto:|xmpp:", words), "an address that becomes a link"


def csv_shape(text: str) -> tuple[int, set[int]]:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    for row in rows[1:]:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    return len(rows), {len(row) for row in rows}


def shape_of_json(value: object, depth: int = 4) -> object:
    """Return the keys of the upper levels and the lengths of lists: the words may differ."""
    if isinstance(value, dict):
        known = value if len(value) < 12 and depth > 2 else {}
        return {key: shape_of_json(known[key], depth - 1) for key in known} if depth else len(value)
    if isinstance(value, list):
        return [shape_of_json(one, depth - 1) for one in value] if depth else len(value)
    return type(value).__name__


def xml_shape(text: str) -> list[str]:
    return [element.tag for element in ElementTree.fromstring(text.encode()).iter()]


def html_shape(text: str) -> list[str]:
    outside = ("script", "style", "base", "img", "svg", "iframe", "object", "form", "link", "meta", "article")
    return [element.tag for element in document_fromstring(text).iter(*outside)]


@pytest.mark.parametrize("payload", CORPUS, ids=range(len(CORPUS)))
def test_json_loses_nothing(payload: str) -> None:
    value = {"words": payload.encode("utf-16", "surrogatepass").decode("utf-16", "replace")}
    text = json.dumps(value, ensure_ascii=False)
    assert json.loads(inert_json(text)) == value
    report = hostile(payload)
    assert decode(render(report, "json").encode()).document.text.startswith(everything().document.text[:40])


PLAIN = ["C::method", "a :: b", "# heading ## sub", "[1] ## notes [2]", "नमस्ते क्‍ष", "می‌خواهم", "tab\there", "ﬁ é Ω 漢字"]


@pytest.mark.parametrize("words", PLAIN)
def test_ordinary_words_stay_as_they_are(words: str) -> None:
    assert printable(words) == words
    assert inert_json(json.dumps(words, ensure_ascii=False)) == json.dumps(words, ensure_ascii=False)


@pytest.mark.parametrize("payload", CORPUS, ids=range(len(CORPUS)))
def test_every_message_is_one_line_of_words(payload: str, capsys: pytest.CaptureFixture[str]) -> None:
    show(f"{payload}: shown")
    tell(f"{payload}: told")
    show_json(json.dumps([payload]).encode())
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert len(err.splitlines()) == 1
    assert not STEERING.search(whole(out + err).replace("\n", ""))
    assert not RUNNER.search(out + err)


def test_every_command_prints_through_one_door() -> None:
    for path in (ROOT / "citecheck").rglob("*.py"):
        if path.name in ("telling.py", "worker.py"):  # the browser's process speaks JSON with us over its pipes
            continue
        text = path.read_text(encoding="utf-8")
        assert "click.echo" not in text, path
        assert not re.search(r"(?m)^\s*print\(", text), path
        assert "sys.stdout.write" not in text, path


FILE = [payload for payload in CORPUS if "\0" not in payload and "/" not in payload and len(payload) < 100]


@pytest.mark.parametrize("payload", FILE, ids=range(len(FILE)))
def test_names_of_files_settings_and_labels_are_words_too(
    payload: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with mock.patch.dict("os.environ", {"CITECHECK_WEB_CANARY": ""}):
        name = f"{payload} a.md".encode("utf-8", "surrogatepass")
        plain = name.decode("utf-8", "surrogateescape")
        Path(plain).write_text("A claim.[^1]\n\n[^1]: Ann Lee, 'The mill'. http://a.test/mill\n")
        said = [
            run("audit", "--offline", f"./{plain}"),
            run("audit", "--offline", f"./{plain}", "--source", f"9{payload.split('=')[0]}x=http://a.test/", "-v"),
            run("audit", "--offline", f"./no{plain}"),
            run("audit", "--offline", f"./no*{plain}"),
            run("audit", "--offline", f"./{plain}", "-o", f"./no{plain}.zip"),
            run("nightly", "--offline", f"./{plain}", "--print", "annotations"),
            run("nightly", "--offline", f"./no{plain}"),
            run("read", "--config", f"./{plain}", f"./{plain}"),
            run("quote", f"words {payload}", f"./{plain}", "--offline"),
            run("check", f"words {payload}", f"./{plain}", "--offline"),
            run("links", "--offline", f"http://a.test/{payload}"),
            run("explain", f"x{payload}"),
            run("history", f"x{payload}"),
            run(f"x{payload}"),
            run("audit", f"--x{payload}"),
        ]
    for ran in said:
        assert ran.status in (0, 1, 2, 3), ran
        assert not STEERING.search(whole(ran.out + ran.err)), ran
        for line in (ran.out + ran.err).splitlines():
            ours = re.match(r"::(error|warning) file=", line)
            assert ours or not RUNNER.search(line), ran


def test_a_progress_note_is_words(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.console import Console

    from citecheck.cli.progress import TerminalProgress

    for payload in CORPUS:
        out = io.StringIO()
        progress = TerminalProgress(Console(file=out, force_terminal=True, color_system=None, width=200))
        progress.begin("documents", 2)
        progress.advance("documents", note=payload)
        progress._progress.refresh()
        progress.end("documents")
        left = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", out.getvalue())
        assert "\x1b" not in left
        assert not [char for char in left if unicodedata.category(char) == "Cc" and char not in "\r\n"], repr(left)


def test_every_command_shows_where_it_failed() -> None:
    for command in COMMANDS:
        assert "--debug" in run(command, "--help").out, command


def test_a_source_in_a_found_settings_file_is_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("A claim.[^1]\n\n[^1]: Ann Lee, 'The mill'. http://a.test/mill\n")
    Path("citecheck.toml").write_text('sources = { 1 = "no\\u001b]0;x\\u0007\\n::error::pwn" }\n')
    for command in ("audit", "nightly"):
        ran = run(command, "--offline", "a.md")
        assert "the source of [1], no" in ran.err
        assert not STEERING.search(whole(ran.err))
        assert not any(line.startswith("::") for line in ran.err.splitlines())
