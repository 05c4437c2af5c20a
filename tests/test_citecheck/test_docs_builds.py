"""Real Sphinx and MkDocs builds: what the last night found is a warning at its line, and nothing is fetched."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import run

from citecheck.errors import SettingsError
from citecheck.integrations.building_docs import Documents, chosen_mode
from citecheck.integrations.latest import Latest, Mode
from citecheck.settings import Settings
from testbed.loopback import Loopback, Reply, page, prose

FOUND = """
[nightly]
documents = ["docs"]
output = ""
"""
SETTINGS = f"""
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
{FOUND}"""
WRONG = "The lower lock was closed to barges in 1941.[^lock]"
NOTE = "[^lock]: The locks. {url}"
RST = """\
Locks
=====

The upper lock is open. The lower lock was closed to barges in 1941 [#lock]_.

.. [#lock] The locks. {url}
"""


@pytest.fixture
def web() -> Iterator[Loopback]:
    with Loopback() as made:
        text = f"The lower lock was closed to barges in 1931, and the upper one in 1948. {prose(120, 'canal')}"
        made.add("127.0.0.1", "/lock", Reply(body=page("The locks", text)))
        yield made


@pytest.fixture
def project(tmp_path: Path, web: Loopback, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with settings and documents, audited on the night before; the working folder."""
    monkeypatch.chdir(tmp_path)
    url = web.url("127.0.0.1", "/lock")
    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / "citecheck.toml").write_text(FOUND, encoding="utf-8")
    (tmp_path / "night.toml").write_text(SETTINGS, encoding="utf-8")
    (docs / "index.md").write_text(f"# Locks\n\n{WRONG}\n\n{NOTE.format(url=url)}\n", encoding="utf-8")
    (docs / "locks.rst").write_text(RST.format(url=url), encoding="utf-8")
    assert run("nightly", "--config", "night.toml").status == 1
    assert web.asked
    web.asked.clear()
    return tmp_path


def sphinx(project: Path, *options: str, **settings: object) -> subprocess.CompletedProcess[str]:
    """Build the documents with Sphinx; `settings` are values of `conf.py`."""
    lines = ['extensions = ["citecheck.integrations.sphinx"]', 'root_doc = "locks"', 'exclude_patterns = ["*.md"]']
    lines += [f"{name} = {value!r}" for name, value in settings.items()]
    (project / "docs" / "conf.py").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "--no-color", *options, "docs", "built"]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, timeout=120)


def mkdocs(project: Path, *options: str, plugin: str = "citecheck") -> subprocess.CompletedProcess[str]:
    """Build the documents with MkDocs; `plugin` is the entry of the list of plug-ins."""
    told = (
        f"site_name: Locks\ntheme: {{name: null, custom_dir: theme}}\nplugins:\n  - {plugin}\nexclude_docs: '*.rst'\n"
    )
    (project / "mkdocs.yml").write_text(told, encoding="utf-8")
    theme = project / "theme"
    theme.mkdir(exist_ok=True)
    (theme / "main.html").write_text("{{ page.content }}", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", *options]
    environment = {**os.environ, "NO_COLOR": "1"}
    return subprocess.run(
        command, cwd=project, capture_output=True, text=True, check=False, timeout=120, env=environment
    )


def test_sphinx_warns_at_the_line_of_what_the_last_night_found(project: Path, web: Loopback) -> None:
    built = sphinx(project)
    assert built.returncode == 0, built.stderr
    assert re.search(r"docs/locks\.rst:4: WARNING: .*1931.*\[claim-contradicted\]", built.stderr)
    assert web.asked == []
    again = sphinx(project)
    assert "citecheck" not in again.stderr
    assert "claim-contradicted" not in again.stderr


def test_a_strict_sphinx_build_fails_and_a_suppressed_warning_does_not(project: Path) -> None:
    assert sphinx(project, "-W", "--keep-going").returncode == 1
    quiet = sphinx(project, "-E", "-W", "--keep-going", suppress_warnings=["citecheck.claim-contradicted"])
    assert quiet.returncode == 0, quiet.stderr


def test_sphinx_says_what_is_wrong_with_its_settings(project: Path) -> None:
    built = sphinx(project, citecheck_mode="yesterday")
    assert built.returncode == 2
    assert "stored, offline or live" in built.stderr


def test_the_line_follows_the_claim_when_the_text_before_it_grows(project: Path) -> None:
    path = project / "docs" / "locks.rst"
    path.write_text(
        path.read_text().replace("The upper lock", "Ships passed here.\n\nThe upper lock"), encoding="utf-8"
    )
    assert re.search(r"locks\.rst:6: WARNING: .*claim-contradicted", sphinx(project).stderr)


def test_a_claim_that_was_mended_is_not_told_any_more(project: Path) -> None:
    path = project / "docs" / "locks.rst"
    path.write_text(path.read_text().replace("1941", "1931"), encoding="utf-8")
    assert "WARNING" not in sphinx(project).stderr


def test_a_problem_of_the_text_is_told_before_any_night(project: Path) -> None:
    (project / ".citecheck" / "store.sqlite").unlink()
    path = project / "docs" / "locks.rst"
    path.write_text(path.read_text() + "\nThe sluice is new [7]_.\n", encoding="utf-8")
    built = sphinx(project)
    assert re.search(r"locks\.rst:8: WARNING: .*\[citation-dangling\]", built.stderr)
    assert not (project / ".citecheck" / "store.sqlite").exists()


def test_an_ignored_finding_is_no_warning(project: Path) -> None:
    with Latest(Settings(), Mode.STORED) as latest:
        found = [one.finding for one in latest.of(project / "docs" / "locks.rst")]
    for finding in found:
        assert run("ignore", finding.key, "--reason", "the year is of the plan").status == 0
    assert "claim-contradicted" in {finding.code for finding in found}
    assert "WARNING" not in sphinx(project).stderr


def test_live_sphinx_builds_ask_the_sources(project: Path, web: Loopback) -> None:
    built = sphinx(project, citecheck_mode="live", citecheck_settings="night.toml")
    assert "claim-contradicted" in built.stderr
    assert "/lock" in {asked.path for asked in web.asked}


def test_mkdocs_warns_and_a_strict_build_fails(project: Path, web: Loopback) -> None:
    built = mkdocs(project)
    assert built.returncode == 0, built.stderr
    assert re.search(r"WARNING\s+-\s+citecheck\S*: index\.md:3: .*1931.*\[claim-contradicted\]", built.stderr)
    assert mkdocs(project, "--strict").returncode == 1
    assert web.asked == []


def test_mkdocs_leaves_excluded_pages_and_lesser_findings_out(project: Path) -> None:
    assert mkdocs(project, "--strict", plugin="{citecheck: {exclude: ['index.*']}}").returncode == 0
    wrong = mkdocs(project, plugin="{citecheck: {mode: yesterday}}")
    assert wrong.returncode == 1
    assert "yesterday" in wrong.stderr or "mode" in wrong.stderr


def test_a_document_that_cannot_be_read_is_one_warning(project: Path) -> None:
    (project / "citecheck.toml").write_text("max_document_bytes = 40\n", encoding="utf-8")
    built = mkdocs(project, plugin="{citecheck: {mode: offline}}")
    assert built.returncode == 0
    assert len(re.findall(r"WARNING\s+-\s+citecheck\S*: .*index\.md", built.stderr)) == 1


def test_a_mode_and_a_severity_have_names() -> None:
    assert chosen_mode("offline") is Mode.OFFLINE
    with pytest.raises(SettingsError, match="stored, offline or live"):
        chosen_mode("Stored")
    with pytest.raises(SettingsError, match="error, warning or note"):
        Documents(Mode.OFFLINE, root=Path(), least="serious")
