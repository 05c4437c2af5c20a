"""`citecheck init` and the settings of a night: from the file, the environment and flags, mistakes named."""

import re
from pathlib import Path

import pytest
from command import run

from citecheck.settings import Settings, load_settings, setting_names
from citecheck.settings.profiles import PROFILES, settings_file


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_file_holds_every_setting_with_its_default(here: Path) -> None:
    assert run("init").status == 0
    assert load_settings(here / "citecheck.toml") == Settings()
    text = (here / "citecheck.toml").read_text()
    uncommented = re.sub(r"^# (\w+ = )", r"\1", text, flags=re.MULTILINE)
    (here / "all.toml").write_text(uncommented)
    assert load_settings(here / "all.toml") == Settings(), "what is commented out is the default"
    for name in setting_names():
        assert re.search(rf"^(# )?{name.rpartition('.')[2]} = ", text, re.MULTILINE), name


def test_a_file_that_is_there_is_not_lost(here: Path) -> None:
    (here / "citecheck.toml").write_text("# mine\n")
    assert run("init").status == 2
    assert (here / "citecheck.toml").read_text() == "# mine\n"
    assert run("init", "--force", "--profile", "docs").status == 0
    assert load_settings(here / "citecheck.toml").nightly.new_only


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_a_profile_changes_what_it_says_and_nothing_else(profile: str, here: Path) -> None:
    assert run("init", "other.toml", "--profile", profile).status == 0
    settings, default = load_settings(here / "other.toml"), Settings()
    changed = {name for name in setting_names() if _value(settings, name) != _value(default, name)}
    assert changed == set(PROFILES[profile][1])


def _value(settings: Settings, name: str) -> object:
    value: object = settings
    for part in name.split("."):
        value = getattr(value, part)
    return value


def test_a_mistake_in_the_section_is_named(here: Path) -> None:
    (here / "citecheck.toml").write_text("[nightly]\nbasline = 'x'\n")
    ran = run("nightly")
    assert ran.status == 2
    assert "did you mean `nightly.baseline`" in ran.err
    (here / "citecheck.toml").write_text("[nightly]\ndead_nights = 0\n")
    assert run("nightly").status == 2


def test_without_documents_the_message_says_what_to_do() -> None:
    ran = run("nightly")
    assert ran.status == 2
    assert "nightly.documents" in ran.err


def test_ranges_are_written_beside_the_settings() -> None:
    text = settings_file()
    assert "(whole number, at least 1, at most 30)\n# dead_nights = 3" in text


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (["docs/a.md", "README.md"], ("docs", "README.md")),
        (["docs/a.md"], ("docs",)),
        (["docs/logo.png", "README.md"], ("README.md",)),
        (["guide.md"], (".",)),
        (["src/main.py"], ("docs", "README.md")),
    ],
)
def test_a_profile_names_the_documents_that_are_there(here: Path, files: list[str], expected: tuple[str, ...]) -> None:
    for name in files:
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text("# x\n")
    ran = run("init", "--profile", "docs")
    assert load_settings(here / "citecheck.toml").nightly.documents == expected
    assert ("none of the documents" in ran.out) is (files == ["src/main.py"])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, ".citecheck/\ncitecheck-report/\n"),
        ("*.pyc", "*.pyc\n.citecheck/\ncitecheck-report/\n"),
        (".citecheck\n/citecheck-report/\n", ".citecheck\n/citecheck-report/\n"),
    ],
)
def test_git_ignores_what_a_night_writes(here: Path, before: str | None, after: str) -> None:
    (here / ".git").mkdir()
    if before is not None:
        (here / ".gitignore").write_text(before)
    assert run("init").status == 0
    assert (here / ".gitignore").read_text() == after
    assert run("init", "--force").status == 0
    assert (here / ".gitignore").read_text() == after


def test_outside_of_a_repository_no_gitignore_is_written(here: Path) -> None:
    assert run("init").status == 0
    assert not (here / ".gitignore").exists()
