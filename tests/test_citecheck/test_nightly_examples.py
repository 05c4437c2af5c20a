"""The examples that teams copy: every command in them is one that this program takes."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from citecheck.cli.nightly import nightly
from citecheck.cli.options import choose_settings
from citecheck.settings import NightlySettings
from citecheck.settings.profiles import PROFILES, settings_file
from reports.rendering import find_format

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(path for path in (ROOT / "examples").rglob("*") if path.is_file() and path.suffix != ".md")
COMMAND = re.compile(r"citecheck nightly ((?:[^\n|;&\\]|\\\n)*)")


def commands(path: Path) -> list[list[str]]:
    """Return the arguments of each `citecheck nightly` of a file."""
    found = []
    for match in COMMAND.finditer(path.read_text()):
        words = shlex.split(match[1].replace("\\\n", " "))
        cut = next((number for number, word in enumerate(words) if word.startswith("2>") or word == "2>"), len(words))
        found.append(words[:cut])
    return found


@pytest.mark.parametrize("path", [ROOT / ".pre-commit-hooks.yaml", *EXAMPLES], ids=lambda path: path.name)
def test_every_command_is_taken_by_the_program(path: Path) -> None:
    if path.suffix in (".py", ".timer") or "citecheck nightly" not in path.read_text():
        return
    assert commands(path)
    for arguments in commands(path):
        context = nightly.make_context("nightly", arguments)
        for name in context.params["formats"]:
            find_format(name)


@pytest.mark.parametrize("name", ["github-actions.yml", "gitlab-ci.yml"])
def test_the_pipelines_are_yaml_and_keep_the_store(name: str) -> None:
    parsed = yaml.safe_load((ROOT / "examples" / name).read_text())
    assert isinstance(parsed, dict)
    assert ".citecheck" in str(parsed)
    assert Path(NightlySettings().store).parent.as_posix() == ".citecheck"


def test_a_pull_request_is_audited_with_the_settings_of_the_base_branch() -> None:
    jobs = yaml.safe_load((ROOT / "examples" / "github-actions.yml").read_text())["jobs"]
    steps = [step["run"] for step in jobs["pull-request"]["steps"] if "run" in step]
    taken = next(step for step in steps if "git show" in step)
    assert 'git show "origin/$GITHUB_BASE_REF:citecheck.toml"' in taken
    audit = next(step for step in steps if "citecheck nightly" in step)
    assert "--config" in audit
    assert '"$RUNNER_TEMP' in audit


@pytest.mark.parametrize("path", [ROOT / "examples" / "github-actions.yml", ROOT / ".github" / "workflows" / "ci.yml"])
def test_a_workflow_gives_each_job_only_what_it_needs(path: Path) -> None:
    parsed = yaml.safe_load(path.read_text())
    assert parsed["permissions"] in ({}, {"contents": "read"})
    needed = {"nightly": {"security-events"}, "pull-request": {"pull-requests"}}
    for name, job in parsed["jobs"].items():
        written = {scope for scope, level in job.get("permissions", {}).items() if level == "write"}
        assert written == needed.get(name, set()), name
        checkouts = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout")]
        assert all(step.get("with", {}).get("persist-credentials") is False for step in checkouts), name
        assert all("github.event.pull_request.title" not in step.get("run", "") for step in job["steps"])
        assert all("${{" not in step.get("run", "") for step in job["steps"]), "an expression in a script is a hole"


def test_the_hook_has_what_pre_commit_needs() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert all({"id", "name", "entry", "language"} <= hook.keys() for hook in hooks)


@pytest.mark.parametrize("profile", [None, *PROFILES])
def test_every_profile_is_a_valid_settings_file(profile: str | None, tmp_path: Path) -> None:
    path = tmp_path / "citecheck.toml"
    path.write_text(settings_file(profile))
    settings = choose_settings(config=str(path)).settings
    if profile is not None:
        for name, value in PROFILES[profile][1].items():
            section, _, key = name.rpartition(".")
            assert getattr(getattr(settings, section), key) == value
    for format in settings.nightly.formats:
        find_format(format)
