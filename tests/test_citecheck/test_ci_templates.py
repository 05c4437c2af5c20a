"""The steps of the GitHub action run as a runner runs them; the other templates are as safe as they say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from testbed.loopback import Loopback, Reply, page, prose

ROOT = Path(__file__).resolve().parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail"]
SETTINGS = """
[web]
allow_addresses = ["127.0.0.0/8"]
per_host_rate = 0
respect_robots = false
retries = 0
canary = ""
[archives]
enabled = false
[registries]
enabled = "never"
[nightly]
documents = ["docs"]
"""


@dataclass(frozen=True)
class Ran:
    """What a step printed, its status, and the outputs that it set."""

    out: str
    err: str
    status: int
    outputs: dict[str, str]
    summary: str


class Runner:
    """A repository with an origin, and what a runner of GitHub gives to steps."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder / "clone"
        self.temp = folder / "temp"
        self.temp.mkdir()
        origin = folder / "origin.git"
        self._git("init", "--quiet", "--bare", "--initial-branch=main", str(origin), at=folder)
        self._git("clone", "--quiet", str(origin), str(self.folder), at=folder)
        self.address = address
        self.write("docs/old.md", self.article("The upper lock was closed in 1948."))
        self.write("citecheck.toml", SETTINGS)
        self.commit()
        self._git("push", "--quiet", "origin", "HEAD:main")

    def article(self, sentence: str) -> str:
        return f"# Locks\n\n{sentence}[^a]\n\n[^a]: The locks. {self.address}\n"

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, encoding="utf-8")

    def commit(self) -> None:
        self._git("add", "--all")
        self._git("-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "--quiet", "-m", "change")

    def _git(self, *arguments: str, at: Path | None = None) -> None:
        subprocess.run(["git", *arguments], cwd=at or self.folder, check=True, capture_output=True)

    def step(self, name: str, event: str, inputs: dict[str, str] | None = None, **more: str) -> Ran:
        """Run the step `name`; `inputs` of the action differ from the defaults, `more` is environment."""
        step = next(one for one in STEPS if one.get("name") == name)
        given = {key: str(one["default"]) for key, one in ACTION["inputs"].items()} | (inputs or {})
        more = {"RUNNER_TEMP": str(self.temp), **more}
        env = {key: _filled(value, given, more) for key, value in step.get("env", {}).items()}
        output, summary = self.temp / "output", self.temp / "summary"
        output.write_text("")
        summary.write_text("")
        env |= {"GITHUB_EVENT_NAME": event, "GITHUB_OUTPUT": str(output), "GITHUB_STEP_SUMMARY": str(summary)}
        home = tempfile.mkdtemp(dir=self.temp)  # each run of a job has a new one
        env |= {"HOME": home, "XDG_CONFIG_HOME": home, "GITHUB_ACTION_PATH": str(ROOT), "PYTHONPATH": str(ROOT), **more}
        python = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        ran = subprocess.run(
            [*BASH, "-c", step["run"]],
            cwd=self.folder,
            env={**os.environ, "PATH": python, **env},
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )
        told = dict(line.split("=", 1) for line in output.read_text().splitlines())
        return Ran(ran.stdout, ran.stderr, ran.returncode, told, summary.read_text())


def _filled(value: str, inputs: dict[str, str], more: dict[str, str]) -> str:
    """Return `value` with the expressions of the runner filled in."""
    value = value.replace("${{ runner.temp }}", more["RUNNER_TEMP"])
    value = re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: inputs[match[1]], value)
    return re.sub(r"\$\{\{ steps\.audit\.outputs\.status \}\}", lambda _: more.get("STATUS", ""), value)


@pytest.fixture
def runner(tmp_path: Path) -> Iterator[Runner]:
    with Loopback() as web:
        text = f"The lower lock was closed to barges in 1931, and the upper one in 1948. {prose(120, 'canal')}"
        web.add("127.0.0.1", "/lock", Reply(body=page("The locks", text)))
        yield Runner(tmp_path, web.url("127.0.0.1", "/lock"))


def test_a_night_gives_annotations_a_summary_and_a_status(runner: Runner) -> None:
    first = runner.step("Audit", "schedule")
    assert (first.status, first.outputs["status"]) == (0, "0"), first.err
    runner.write("docs/new.md", runner.article("The lower lock was closed to barges in 1941."))
    ran = runner.step("Audit", "schedule")
    assert ran.status == 0, ran.err
    assert ran.outputs["status"] == "1"
    assert re.search(r"(?m)^::error .*file=docs/new\.md.*line=3", ran.out)
    assert "1931" in ran.summary
    assert (runner.folder / "citecheck-report" / "findings.sarif").is_file()
    assert (runner.temp / "citecheck-store" / "store.sqlite").is_file()
    assert runner.step("Result", "schedule", STATUS="1").status == 1
    assert runner.step("Audit", "schedule").outputs["status"] == "0", "nothing is new"
    assert runner.step("Audit", "schedule", {"new-only": "false"}).outputs["status"] == "1"


def test_a_pull_request_is_audited_by_the_settings_of_its_base_branch(runner: Runner) -> None:
    """The request changes the settings so that they load code and look at nothing; neither happens."""
    runner.write("docs/new.md", runner.article("The lower lock was closed to barges in 1941."))
    runner.write("evil.py", "import pathlib\npathlib.Path('ran').touch()\n")
    runner.write("citecheck.toml", '[checking]\njudge = "evil:Judge"\n[report]\ndisable = ["claim-contradicted"]\n')
    runner.commit()
    ran = runner.step("Audit", "pull_request", GITHUB_BASE_REF="main")
    assert ran.outputs["status"] == "1", ran.err
    assert "file=docs/new.md" in ran.out
    assert "docs/old.md" not in ran.out
    assert not (runner.folder / "ran").exists()
    assert not (runner.temp / "citecheck-store" / "store.sqlite").exists(), "a request stores nothing"


def test_a_store_that_a_pull_request_brings_is_not_looked_at(runner: Runner) -> None:
    runner.write("docs/new.md", runner.article("The lower lock was closed to barges in 1941."))
    runner.write(".citecheck/store.sqlite", "not a store")
    runner.write(".citecheck/cache.sqlite", "not a cache")
    runner.commit()
    assert runner.step("Audit", "pull_request", GITHUB_BASE_REF="main").outputs["status"] == "1"


def test_a_base_branch_without_settings_means_the_defaults(runner: Runner) -> None:
    runner.write("docs/new.md", runner.article("The lower lock was closed to barges in 1941."))
    runner.commit()
    ran = runner.step("Audit", "pull_request", {"config": "none.toml", "documents": "docs"}, GITHUB_BASE_REF="main")
    assert "refused" in ran.out + ran.err + ran.summary or ran.outputs["status"] == "3", "loopback stays closed"


def test_documents_and_severities_are_words_and_no_commands(runner: Runner) -> None:
    runner.write("docs/new.md", runner.article("The lower lock was closed to barges in 1941."))
    odd = {"documents": "docs/new.md\n$(touch ran)\n; touch ran", "fail-on": "error"}
    ran = runner.step("Audit", "push", odd)
    assert ran.outputs["status"] == "2"
    assert not (runner.folder / "ran").exists()
    fine = runner.step("Audit", "push", {"documents": "docs/new.md\n", "fail-on": "link-dead"})
    assert fine.outputs["status"] == "0"


def test_a_missing_status_fails_the_step(runner: Runner) -> None:
    assert runner.step("Result", "push").status == 4


@pytest.mark.slow
def test_the_action_installs_citecheck_of_its_own_revision(runner: Runner, tmp_path: Path) -> None:
    """What it depends on is that of this environment, so that nothing is downloaded."""
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    binaries = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    inside = subprocess.run(
        [binaries / "python", "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    packages = [path for path in sys.path if Path(path).name == "site-packages"]
    Path(inside, "of-this-environment.pth").write_text("\n".join(packages))
    environment = {
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_IGNORE_INSTALLED": "1",
        "PYTHONPATH": "",
        "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
    }
    ran = runner.step("Install", "push", None, **environment)
    assert ran.status == 0, ran.err
    version = subprocess.run(
        [binaries / "python", "-c", "import citecheck; print(citecheck.__file__)"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    ).stdout
    assert version.startswith(inside)


def test_no_script_of_the_action_holds_an_expression() -> None:
    """An expression in a script is replaced before the shell reads it: whoever writes its value writes the script."""
    for step in STEPS:
        assert "${{" not in step.get("run", ""), step["name"]
        assert step.get("shell") == "bash" or "uses" in step


def test_nothing_of_a_pull_request_reaches_the_cache_or_code_scanning() -> None:
    for step in STEPS:
        if "cache/save" in step.get("uses", "") or "upload-sarif" in step.get("uses", ""):
            assert "github.event_name != 'pull_request'" in step["if"]


def test_the_image_runs_without_rights_and_holds_only_what_the_wheel_needs() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    last_user = [line for line in lines if line.startswith("USER ")][-1]
    assert last_user == "USER citecheck"
    assert lines.index(last_user) < next(i for i, line in enumerate(lines) if line.startswith("ENTRYPOINT"))
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"}
    assert {"citecheck", "claims", "reports", "pyproject.toml"} <= kept
    for name in kept:
        assert (ROOT / name).exists(), name


def test_the_component_of_gitlab_is_what_its_inputs_say() -> None:
    head, jobs = yaml.safe_load_all((ROOT / "templates" / "citecheck.yml").read_text(encoding="utf-8"))
    text = (ROOT / "templates" / "citecheck.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"\$\[\[ inputs\.([\w-]+) \]\]", text)) == set(head["spec"]["inputs"])
    request = jobs["citecheck-merge-request"]
    assert request["cache"]["policy"] == "pull"
    assert any("git show" in line and "TARGET_BRANCH" in line for line in request["script"])


def test_a_release_is_published_only_where_the_repository_says_so() -> None:
    release = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))
    publish = release["jobs"]["publish"]
    assert publish["if"] == "vars.PUBLISH_TO_PYPI == 'true'"
    assert publish["permissions"] == {"id-token": "write"}
    assert release["permissions"] == {"contents": "read"}
    assert not any("secrets." in str(step) for job in release["jobs"].values() for step in job["steps"])
