"""The second opinion on the command line: its flags, its evidence, its limits, and who may turn it on."""

import gzip
import json
from pathlib import Path

import pytest
from command import run
from second_opinions import REST, SAID, UNSURE
from warcio.archiveiterator import ArchiveIterator

from testbed.chat_server import chatting, json_reply, message, opinion, saying
from testbed.scripted_server import serving

GOOD = opinion("partial", SAID, missing=["after a fire"])
KEY = "sk-very-secret-0123"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an article and the saved page of its source, in which the commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources").mkdir()
    page = f"<html><title>The page</title><p>{SAID}</p><p>{REST}</p></html>"
    (tmp_path / "sources" / "1.html").write_text(page, encoding="utf-8")
    text = f"The mill\n\n{UNSURE[:-1]}.[1]\n\nReferences\n\n1. The page.\n"
    (tmp_path / "mill.txt").write_text(text, encoding="utf-8")
    return tmp_path


def audit(*flags: str):
    return run("audit", "mill.txt", *flags)


def model(url: str) -> list[str]:
    return ["--second-opinion-url", url, "--second-opinion-model", "scripted-1"]


def checks(folder: Path) -> list[dict]:
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))["checks"]


def test_the_flags_ask_a_model_and_the_report_says_so_first(folder: Path):
    with chatting(saying(lambda _: GOOD)) as chat:
        result = audit(*model(chat.url), "-o", "report.json")

    (check,) = checks(folder)
    assert check["opinion"]["decided"] is True
    assert check["opinion"]["first"]["outcome"] == "supported"
    assert "a model took part: scripted-1" in result.out.replace("\n      ", " ")


def test_a_recorded_audit_is_replayed_without_the_server_and_without_the_key(folder: Path, monkeypatch):
    monkeypatch.setenv("OUR_MODEL_KEY", KEY)
    config = '[checking.second_opinion]\nurl = "{}"\nmodel = "scripted-1"\nkey_env = "OUR_MODEL_KEY"\n'
    with chatting(saying(lambda _: GOOD)) as chat:
        (folder / "named.toml").write_text(config.format(chat.url), encoding="utf-8")
        audit("--config", "named.toml", "--record", "run.warc.gz", "-o", "report.json")
        recorded = checks(folder)

        assert len(chat.asked) == 1
    monkeypatch.delenv("OUR_MODEL_KEY")
    again = audit("--config", "named.toml", "--replay", "run.warc.gz", "-o", "report.json")

    assert recorded[0]["opinion"]["decided"] is True
    assert checks(folder) == recorded
    assert again.status == 0, again.err


def test_the_recording_holds_the_question_and_the_answer_and_never_the_key(folder: Path, monkeypatch):
    monkeypatch.setenv("OUR_MODEL_KEY", KEY)
    config = '[checking.second_opinion]\nurl = "{}"\nmodel = "scripted-1"\nkey_env = "OUR_MODEL_KEY"\n'
    answer = json_reply({"error": f"{KEY} is wrong"}, "401 Unauthorized", ("X-Key", KEY))
    with chatting(lambda _: answer) as chat:
        (folder / "named.toml").write_text(config.format(chat.url), encoding="utf-8")
        audit("--config", "named.toml", "--record", "run.warc.gz")

        assert chat.asked[0].headers["authorization"] == f"Bearer {KEY}"
    whole = gzip.decompress((folder / "run.warc.gz").read_bytes())
    assert KEY.encode() not in whole
    with (folder / "run.warc.gz").open("rb") as file:
        bodies = [
            json.loads(record.content_stream().read())
            for record in ArchiveIterator(file)
            if record.rec_type == "request" and record.http_headers.protocol == "POST"
        ]
    assert [body["model"] for body in bodies] == ["scripted-1"]
    assert UNSURE in bodies[0]["messages"][-1]["content"]


def test_a_replay_asks_nothing_that_was_not_recorded(folder: Path):
    audit("--record", "run.warc.gz", "-o", "report.json")
    with chatting(saying(lambda _: GOOD)) as chat:
        audit(*model(chat.url), "--replay", "run.warc.gz", "-o", "report.json")

        assert chat.asked == []
    (check,) = checks(folder)
    assert check["outcome"] == "supported"
    assert "not in the recording" in check["opinion"]["reason"]


def test_a_missing_key_is_a_mistake_before_anything_is_fetched(folder: Path):
    config = '[checking.second_opinion]\nurl = "http://127.0.0.1:9"\nmodel = "m"\nkey_env = "OUR_MODEL_KEY"\n'
    (folder / "named.toml").write_text(config, encoding="utf-8")

    result = audit("--config", "named.toml")

    assert result.status == 2
    assert "OUR_MODEL_KEY is not set" in result.err


def test_offline_sends_nothing_and_says_so(folder: Path):
    with chatting(saying(lambda _: GOOD)) as chat:
        audit(*model(chat.url), "--offline", "-o", "report.json")

        assert chat.asked == []
    assert "offline" in checks(folder)[0]["opinion"]["reason"]


def test_a_dry_run_sends_nothing_and_says_how_much_would_go_and_to_whom(folder: Path):
    with chatting(saying(lambda _: GOOD)) as chat:
        result = audit(*model(chat.url), "--dry-run", "-o", "report.json")

        assert chat.asked == []
        audit(*model(chat.url))
        (asked,) = chat.asked
    assert result.status == 0
    assert "1 calls" not in result.out
    assert "1 call," in result.out
    assert f"{len(asked.body.decode()):,} characters" in result.out
    assert chat.url in result.out
    assert not (folder / "report.json").exists()


def test_a_dry_run_without_a_model_is_a_mistake(folder: Path):
    result = audit("--dry-run")

    assert result.status == 2
    assert "second opinion" in result.err


@pytest.mark.parametrize(
    "line",
    [
        'url = "https://model.example/v1"\nmodel = "m"',
        'nli = "some/model"',
        "confirm_errors = true",
        "ask_between = [0.0, 1.0]",
        'key_env = "HOME"',
    ],
)
def test_a_settings_file_that_was_found_cannot_turn_it_on(folder: Path, line: str):
    (folder / "citecheck.toml").write_text(f"[checking.second_opinion]\n{line}\n", encoding="utf-8")

    result = audit()

    assert result.status == 2
    assert "may not stand in a settings file that was found" in result.err
    assert "to a model" in result.err


def test_a_found_settings_file_may_hold_the_defaults(folder: Path):
    off = '[checking.second_opinion]\nurl = ""\nask_between = [0.1, 0.7]\nmax_calls = 500\nconfirm_errors = false\n'
    (folder / "citecheck.toml").write_text(off, encoding="utf-8")

    assert audit().status == 0


def test_a_model_on_the_loopback_network_is_asked_and_no_page_there_is_visited(folder: Path):
    with serving(lambda _: b"") as page, chatting(saying(lambda _: GOOD)) as chat:
        text = f"The mill\n\n{UNSURE[:-1]}.[1] The owner left.[2]\n\nReferences\n\n1. The page.\n2. {page.url}/x\n"
        (folder / "mill.txt").write_text(text, encoding="utf-8")
        audit(*model(chat.url), "-o", "report.json")

        assert page.asked == []
        assert len(chat.asked) == 1


def test_a_night_remembers_what_a_model_said(folder: Path):
    with chatting(saying(lambda _: GOOD)) as chat:
        for night in range(2):
            run("nightly", "mill.txt", *model(chat.url))
            (folder / ".citecheck" / "store.sqlite").rename(folder / f"store-{night}.sqlite")

        assert len(chat.asked) == 1
    with chatting(saying(lambda _: GOOD)) as other:
        flags = ["--second-opinion-url", other.url, "--second-opinion-model", "scripted-2"]
        run("nightly", "mill.txt", *flags)

        assert len(other.asked) == 1


def test_a_night_asks_again_after_a_failure(folder: Path):
    answers = iter([json_reply({"error": "down"}, "404 Not Found")])
    with chatting(lambda _: next(answers, message(GOOD))) as chat:
        for _ in range(2):
            run("nightly", "mill.txt", *model(chat.url))

        assert len(chat.asked) == 2
    report = next((folder / "citecheck-report").glob("**/*.json"))
    assert '"decided": true' in report.read_text(encoding="utf-8")
