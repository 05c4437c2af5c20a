"""Mistakes of newcomers at the command line: one clear line that says what to do, and a status that is not 0."""

import json
import re
from pathlib import Path

import pytest
from command import run

from citecheck.cli.main import COMMANDS
from testbed.loopback import Loopback, Reply, page

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 99
ARTICLE = """# The ferry

The ferry has run since 1921.[^1]

[^1]: The ferry log. https://ferry.example/log
"""


@pytest.fixture(autouse=True)
def workplace(tmp_path, monkeypatch):
    """A folder with one article, and no waiting between requests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITECHECK_WEB_PER_HOST_RATE", "0")
    (tmp_path / "ferry.md").write_text(ARTICLE, encoding="utf-8")


@pytest.mark.parametrize("format", ["plaintext", "html", "wikitext", "markdown", "docx", "Markdown", "HTML"])
def test_from_takes_the_names_that_the_docs_and_the_messages_use(format, tmp_path):
    ran = run("read", "ferry.md", "--from", format)

    assert "is not one of" not in ran.err
    assert (ran.status == 0) == (format != "docx"), "only a DOCX file can be read as DOCX"


def test_the_choices_of_an_option_are_shown_as_they_are_written():
    formats = "[plaintext|html|wikitext|markdown|docx|bibtex|csl-json|ris|endnote|latex|pdf"
    formats += "|rst|jats|tei|epub|odt|asciidoc|org|typst]"
    assert formats in " ".join(run("audit", "--help").out.split())


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_help_of_every_command_says_its_exit_statuses(name):
    text = " ".join(run(name, "--help").out.split())

    assert re.search(r"Exit status: 0 .+ 2 ", text), text


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_that_takes_one_of_several_words_names_its_default(name):
    text = " ".join(run(name, "--help").out.split())
    choices = re.findall(r"--(\w[\w-]*) \[[\w|]+\]((?:(?! --\w).)*)", text)

    for option, help_text in choices:
        assert option == "profile" or "default:" in help_text, f"--{option} of {name}"


def test_a_source_whose_file_is_missing_is_a_mistake_and_not_an_unread_source():
    ran = run("audit", "ferry.md", "--source", "1=log.html", "--offline")

    assert ran.status == 2
    assert "--source 1=log.html: there is no such file" in ran.err


def test_a_source_whose_file_is_a_folder_is_a_mistake(tmp_path):
    (tmp_path / "saved").mkdir()

    ran = run("audit", "ferry.md", "--source", "1=saved", "--offline")

    assert ran.status == 2
    assert "--source 1=saved: this is a folder" in ran.err


def test_a_file_address_of_a_source_is_a_file(tmp_path):
    ran = run("audit", "ferry.md", "--source", f"1=file://{tmp_path}/log.html", "--offline")

    assert ran.status == 2
    assert "log.html: there is no such file" in ran.err


@pytest.mark.parametrize("verb", ["audit", "nightly"])
def test_a_missing_file_of_the_settings_is_named(verb, tmp_path):
    (tmp_path / "citecheck.toml").write_text('[sources]\n1 = "log.html"\n', encoding="utf-8")

    ran = run(verb, "ferry.md", "--offline")

    assert ran.status == 3, "the night goes on"
    assert "warning: the source of [1], log.html: there is no such file" in " ".join(ran.err.split())


def test_a_source_with_an_address_needs_no_file():
    assert run("audit", "ferry.md", "--source", "1=https://ferry.example/log", "--offline").status == 3


def test_a_replay_takes_the_file_of_a_source_from_the_recording(tmp_path):
    saved = tmp_path / "log.html"
    saved.write_bytes(page("Log", "The ferry has run since 1921, in every month of the year but January."))
    recorded = run("audit", "ferry.md", "--source", "1=log.html", "--offline", "--record", "night.warc.gz")
    saved.unlink()

    replayed = run("audit", "ferry.md", "--source", "1=log.html", "--replay", "night.warc.gz")

    assert recorded.status == replayed.status == 0
    assert "1 alive" in replayed.out


@pytest.mark.parametrize(("verb", "what"), [("quote", "quotation"), ("check", "claim")])
@pytest.mark.parametrize("words", ["", "  ", "…", "“”"])
def test_a_quotation_or_claim_without_words_is_a_mistake_and_no_verdict(verb, what, words):
    ran = run(verb, words, "ferry.md")

    assert (ran.status, ran.out) == (2, "")
    assert f"the {what} has no words" in ran.err


@pytest.mark.parametrize("verb", ["quote", "check"])
def test_words_and_page_in_the_wrong_order_are_told(verb):
    ran = run(verb, "ferry.md", "the ferry has run since 1921")

    assert (ran.status, ran.out) == (2, "")
    assert "the words come first, then the page" in ran.err


@pytest.mark.parametrize("verb", ["quote", "check"])
def test_a_page_that_is_missing_is_told_like_a_missing_document(verb):
    ran = run(verb, "the ferry has run since 1921", "log.html")

    assert ran.status == 2
    assert "log.html: there is no such file; check the path" in ran.err


def test_a_quotation_of_one_figure_has_words():
    assert run("quote", "1921", "ferry.md").status == 0


@pytest.mark.parametrize("verb", ["quote", "check"])
def test_a_picture_cannot_refute_anything(verb, tmp_path):
    (tmp_path / "poster.png").write_bytes(PNG)

    ran = run(verb, "the ferry has run since 1921", "poster.png")

    assert (ran.status, ran.out) == (3, "")
    assert "poster.png could not be read" in ran.err


def test_an_audit_of_pictures_has_read_no_source(tmp_path):
    (tmp_path / "poster.png").write_bytes(PNG)

    ran = run("audit", "ferry.md", "--source", "1=poster.png", "--offline", "-o", "out.json", "--format", "json")
    report = json.loads((tmp_path / "out.json").read_bytes())

    assert ran.status == 3
    assert "nothing could be checked: 1 source could not be read (1 has no text that could be read)" in ran.out
    (finding,) = report["findings"]
    assert finding["code"] == "claim-unverifiable"
    assert finding["message"] == "The ferry log has no text that could be read; 1 claim waits for it"


def test_the_page_of_a_recording_has_words_that_were_read(tmp_path):
    head = '<script type="application/ld+json">{"@type":"VideoObject"}</script>'
    (tmp_path / "film.html").write_text(
        f"<title>Film</title>{head}<p>The ferry has run since 1921.</p>", encoding="utf-8"
    )

    ran = run("audit", "ferry.md", "--source", "1=film.html", "--offline")

    assert "could not be read" not in ran.out


def test_links_without_an_answer_are_not_called_good():
    ran = run("links", "https://ferry.example/log", "--offline")

    assert ran.status == 3
    assert ran.out.startswith("not-checked")


def test_an_address_that_cannot_exist_is_failing():
    assert run("links", "not an address").status == 1


def test_one_address_that_was_visited_is_enough():
    with Loopback() as web:
        web.add("127.0.0.1", "/log", Reply(body=page("Log", "The ferry has run since 1921. " * 30)))
        url = web.url("127.0.0.1", "/log")
        good = run("links", url, "mailto:ferry@ferry.example", "--allow-address", "127.0.0.1/32")
        bad = run("links", url, web.url("127.0.0.1", "/none"), "--allow-address", "127.0.0.1/32")

    assert (good.status, bad.status) == (0, 1)


def test_an_address_that_nobody_cited_is_explained():
    with Loopback() as web:
        web.add("127.0.0.1", "/old", Reply(status=301, headers=(("Location", "/logs/2019/ferry"),)))
        web.add("127.0.0.1", "/logs/2019/ferry", Reply(body=page("Log", "The ferry has run since 1921.")))
        ran = run("links", web.url("127.0.0.1", "/old"), "--allow-address", "127.0.0.1/32")
    probes = [line for line in ran.out.splitlines() if "no-such-page" in line or "nothing-is-here" in line]
    assert probes
    for line in ran.out.splitlines():
        assert ("shows how the host answers for missing pages" in line) is (line in probes)


def test_links_of_a_file_are_checked_by_an_audit():
    ran = run("links", "ferry.md")

    assert (ran.status, ran.out) == (2, "")
    assert "`citecheck audit ferry.md` checks its links" in ran.err


def test_a_demo_that_cannot_be_written_is_a_mistake_of_the_call(tmp_path):
    ran = run("demo", "ferry.md/report")

    assert ran.status == 2
    assert "ferry.md/report" in ran.err
    assert "internal error" not in ran.err


def test_a_folder_without_documents_is_a_mistake(tmp_path):
    (tmp_path / "empty").mkdir()

    ran = run("nightly", "empty", "--offline")

    assert ran.status == 2
    assert "empty: no documents in this folder" in ran.err


def test_documents_that_are_all_excluded_are_a_mistake(tmp_path):
    (tmp_path / "citecheck.toml").write_text('[nightly]\nexclude = ["*.md"]\n', encoding="utf-8")

    ran = run("nightly", "ferry.md", "--offline")

    assert ran.status == 2
    assert "nightly.exclude leaves out every document" in ran.err


def test_a_shard_may_have_no_document():
    shards = [run("nightly", "ferry.md", "--offline", "--shard", f"{number}/2").status for number in (1, 2)]

    assert sorted(shards) == [0, 3]


@pytest.mark.parametrize("verb", ["read", "audit"])
def test_a_document_must_have_a_name(verb):
    ran = run(verb, "")

    assert ran.status == 2
    assert "the name of the document is empty" in ran.err


def test_a_report_must_have_a_name():
    ran = run("audit", "ferry.md", "--offline", "-o", "")

    assert ran.status == 2
    assert "-o takes the name of a file" in ran.err


def test_a_shard_is_written_as_the_help_says():
    ran = run("nightly", "ferry.md", "--shard", "3/2")

    assert ran.status == 2
    assert "--shard takes I/N" in ran.err


def test_a_document_that_cannot_be_read_is_named_once(tmp_path):
    (tmp_path / "empty.md").touch()

    ran = run("nightly", "empty.md", "--offline")

    assert ran.status == 2
    assert ran.err.count("empty.md: ") == 1


def test_changes_need_a_git_repository():
    ran = run("nightly", "ferry.md", "--changed-since", "main")

    assert ran.status == 2
    assert "--changed-since works in a git repository" in ran.err
    assert "git fetch" not in ran.err


def test_an_unknown_code_says_how_to_list_the_known_ones(tmp_path):
    (tmp_path / "citecheck.toml").write_text('[report]\nenable = ["link-tired"]\n', encoding="utf-8")

    ran = run("audit", "ferry.md", "--offline")

    assert ran.status == 2
    assert "`citecheck explain` lists them" in ran.err


def test_a_file_that_is_no_baseline_is_told_without_the_words_of_a_parser(tmp_path):
    (tmp_path / "plain.json").write_text("{}", encoding="utf-8")

    ran = run("audit", "ferry.md", "--offline", "--baseline", "plain.json")

    assert ran.status == 2
    assert "plain.json: this is neither a baseline nor a report of citecheck" in ran.err
    assert "missing required field" not in ran.err


def test_a_list_of_documents_that_is_missing_is_told_without_numbers_of_the_system():
    ran = run("nightly", "@list.txt")

    assert ran.status == 2
    assert "list.txt: the list of documents cannot be read (No such file or directory)" in ran.err
    assert "Errno" not in ran.err


def test_an_entry_to_ignore_must_not_have_expired_already():
    past = run("ignore", "0123456789abcdef", "--reason", "moved", "--until", "2020-01-31")
    future = run("ignore", "0123456789abcdef", "--reason", "moved", "--until", "2999-01-31")

    assert (past.status, future.status) == (2, 0)
    assert "2020-01-31 has passed" in past.err


def test_a_day_is_asked_for_as_the_help_writes_it():
    ran = run("ignore", "0123456789abcdef", "--reason", "moved", "--until", "31.01.2999")

    assert ran.status == 2
    assert "'31.01.2999' is not a day such as 2027-01-31" in ran.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("offlin = true", "did you mean `offline`?"),
        ("nonsense = 3", "`citecheck init FILE` writes a file with all settings"),
        ('[web]\nthreads = "x"', "`citecheck init FILE` writes a file with all settings"),
    ],
)
def test_a_wrong_setting_says_where_the_right_ones_are(content, said, tmp_path):
    (tmp_path / "citecheck.toml").write_text(content, encoding="utf-8")

    ran = run("audit", "ferry.md")

    assert ran.status == 2
    assert said in ran.err
    assert "docs/" not in ran.err, "a program that was installed has no docs folder"


def test_an_address_that_is_not_of_the_web_is_no_missing_file():
    ran = run("audit", "ftp://ferry.example/log.html")

    assert ran.status == 2
    assert "ftp://ferry.example/log.html: only http and https addresses are fetched" in ran.err


def test_a_private_address_is_told_once_and_with_the_flag_that_permits_it():
    ran = run("audit", "http://127.0.0.1:9/")

    assert ran.status == 2
    assert "127.0.0.1 is not a public address" in ran.err
    assert ran.err.count("permits") == 1


def test_numbers_agree_with_their_nouns(tmp_path):
    assert "1 reference, 1 mark in 1 citation, 1 claim (1 cited)" in run("read", "ferry.md").out


def test_an_audit_that_checked_nothing_does_not_say_that_there_is_nothing_to_fix():
    ran = run("audit", "ferry.md", "--offline", "-o", "report.html")
    page_of_report = Path("report.html").read_text(encoding="utf-8")

    assert ran.status == 3
    assert "Nothing could be checked." in page_of_report
    assert "Nothing needs fixing" not in page_of_report
    assert "nothing could be checked: 1 source could not be read (1 was not tried)" in " ".join(ran.out.split())
    assert "nothing to fix" not in ran.out


def test_an_audit_that_read_its_sources_says_that_there_is_nothing_to_fix(tmp_path):
    saved = page("Log", *("The ferry has run since 1921, in every month of the year but January. " * 9 for _ in "ab"))
    (tmp_path / "log.html").write_bytes(saved)

    ran = run("audit", "ferry.md", "--source", "1=log.html", "--offline", "-o", "report.html")

    assert ran.status == 0
    assert "nothing to fix, 1 of 1 check confirmed" in ran.out
    assert "Nothing needs fixing." in Path("report.html").read_text(encoding="utf-8")


def test_a_folder_is_not_replaced_by_a_settings_file(tmp_path):
    (tmp_path / "settings").mkdir()

    ran = run("init", "settings")

    assert ran.status == 2
    assert "settings is a folder" in ran.err


def test_a_time_that_is_no_number_is_told_in_words():
    ran = run("audit", "ferry.md", "--max-time", "soon")

    assert ran.status == 2
    assert "'soon' is not a number of seconds" in ran.err


def test_the_key_of_a_finding_must_not_be_empty():
    ran = run("history", "")

    assert ran.status == 2
    assert "begins with ;" not in ran.err
