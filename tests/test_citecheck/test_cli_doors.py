"""Ways into the command line: settings above the working folder, completion in shells, the manual page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import run

from citecheck.cli.main import COMMANDS, cli
from citecheck.cli.manual import manual_page

ARTICLE = "# Mill\n\nThe mill is old.[^1]\n\n[^1]: Ann Lee. *The Mill*. 1990.\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a document in a folder two levels down, which is the working folder."""
    root = tmp_path / "repository"
    deep = root / "docs" / "deep"
    deep.mkdir(parents=True)
    (root / ".git").mkdir()
    (deep / "a.md").write_text(ARTICLE)
    monkeypatch.chdir(deep)
    return root


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("citecheck.toml", "offline = true\n[report]\ndisable = ['reference-no-locator']\n"),
        ("pyproject.toml", "[tool.citecheck]\noffline = true\nreport.disable = ['reference-no-locator']\n"),
    ],
)
@pytest.mark.parametrize("level", ["", "docs"])
def test_settings_above_count_up_to_the_root_of_the_repository(
    repository: Path, name: str, text: str, level: str
) -> None:
    assert "reference-no-locator" in run("audit", "a.md", "--offline", "--format", "csv").out
    (repository / level / name).write_text(text)
    ran = run("audit", "a.md", "--format", "csv")
    assert "reference-no-locator" not in ran.out
    assert f"settings: {os.path.relpath(repository / level / name)}" in ran.err
    assert "reference-no-locator" in run("audit", "a.md", "--offline", "--isolated", "--format", "csv").out


def test_the_nearest_file_counts_and_a_pyproject_of_others_is_passed_over(repository: Path) -> None:
    (repository / "citecheck.toml").write_text("no_such_key = 1\n")
    assert run("read", "a.md").status in (0, 2)
    (repository / "docs" / "citecheck.toml").write_text("offline = true\n")
    (repository / "docs" / "deep" / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    ran = run("audit", "a.md")
    assert f"settings: ..{os.sep}citecheck.toml" in ran.err


def test_nothing_above_the_repository_counts(repository: Path) -> None:
    (repository.parent / "citecheck.toml").write_text("no_such_key = 1\n")
    assert "no_such_key" not in run("audit", "a.md", "--offline").err
    (repository / ".git").rmdir()
    (repository / "citecheck.toml").write_text("no_such_key = 1\n")  # without a repository, only this folder
    assert "no_such_key" not in run("audit", "a.md", "--offline").err


@pytest.mark.parametrize(
    "text",
    [
        "[web]\nallow_addresses = ['127.0.0.0/8']\n",
        "[notify.slack]\nurl_env = 'SECRET'\n",
        "[nightly]\noutput = '../elsewhere'\n",
    ],
)
def test_a_file_above_is_data_too(repository: Path, text: str) -> None:
    (repository / "citecheck.toml").write_text(text)
    ran = run("audit", "a.md", "--offline")
    assert ran.status == 2
    assert "not named" in ran.err


def test_paths_of_a_file_above_are_below_its_folder(repository: Path) -> None:
    (repository / "citecheck.toml").write_text("offline = true\n[nightly]\ndocuments = ['docs']\n")
    assert run("nightly").status in (0, 3)
    assert (repository / ".citecheck" / "store.sqlite").exists()
    assert (repository / "citecheck-report" / "night.json").exists()
    assert "docs/deep/a.md" in (repository / "citecheck-report" / "night.json").read_text()
    assert not (Path() / ".citecheck").exists()
    assert "1 night" in run("show").out
    assert run("nightly", "a.md", "-o", "here").status in (0, 3)
    assert "docs/deep/a.md" in Path("here/night.json").read_text()
    assert Path.cwd() == repository / "docs" / "deep"


def test_the_ignored_findings_of_the_repository_hold_in_its_folders(repository: Path) -> None:
    (repository / "citecheck.toml").write_text("offline = true\n")
    (repository / "citecheck-ignore.toml").write_text(
        "[[ignore]]\ncode = 'reference-no-locator'\nreason = 'A book that we own.'\n"
    )
    assert "Ignored: 1 finding" in run("audit", "a.md").out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script_that_names_the_command(shell: str) -> None:
    ran = run("--print-completion", shell)
    assert ran.status == 0
    assert "_CITECHECK_COMPLETE" in ran.out
    assert "citecheck" in ran.out
    interpreter = shutil.which(shell)
    if interpreter is not None and shell != "fish":
        checked = subprocess.run([interpreter, "-n"], input=ran.out, text=True, capture_output=True, timeout=20)
        assert checked.returncode == 0, checked.stderr


def test_an_unknown_shell_is_a_mistake() -> None:
    assert run("--print-completion", "tcsh").status == 2


@pytest.mark.parametrize(
    ("words", "position", "expected"),
    [
        ("citecheck ni", 1, {"nightly"}),
        ("citecheck ", 1, set(COMMANDS)),
        ("citecheck nightly --no", 2, {"--no-cache", "--no-notify", "--notify-dry-run"}),
        ("citecheck zz", 1, set()),
    ],
)
def test_commands_and_flags_are_completed(words: str, position: int, expected: set[str]) -> None:
    environment = {
        **os.environ,
        "_CITECHECK_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(position),
    }
    ran = subprocess.run(
        [sys.executable, "-c", "from citecheck.cli.main import main; main()"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert {line.partition(",")[2] for line in ran.stdout.splitlines() if line} == expected


def test_the_manual_page_has_every_command_and_every_flag() -> None:
    page = run("--print-man").out
    assert page == manual_page(cli)
    plain = page.replace(r"\-", "-")
    context = cli.make_context("citecheck", [], resilient_parsing=True)
    for name in cli.list_commands(context):
        assert f'.SS "citecheck {name} ' in plain
        command = cli.get_command(context, name)
        assert command is not None
        for parameter in command.params:
            for flag in parameter.opts if parameter.param_type_name == "option" else ():
                assert flag in plain, (name, flag)


def test_the_manual_page_is_troff_in_which_no_word_is_a_request() -> None:
    requests = {".TH", ".SH", ".SS", ".TP", ".PP", ".B"}
    for row in run("--print-man").out.splitlines():
        assert row.isascii() and row
        assert "\x1b" not in row
        if row.startswith((".", "'")):
            assert row.split()[0] in requests
        assert not re.search(r"(?<!\\)-", row.replace("\\-", "")) or row.startswith(".TH"), row
