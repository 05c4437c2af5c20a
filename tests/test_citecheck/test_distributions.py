"""What is published: a wheel with the three packages, a source archive whose tests run."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What tests read or run. Whoever packages the program runs them from the source archive.
FOLDERS = ("citecheck", "claims", "reports", "testbed", "tests", "benchmarks", "docs", "examples", "scripts")
FILES = (
    "pyproject.toml",
    "noxfile.py",
    "Makefile",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "LICENSE",
    ".pre-commit-config.yaml",
    ".pre-commit-hooks.yaml",
    ".ci/run",
    "requirements-dev.lock",
    "sbom.cdx.json",
    ".github/workflows/ci.yml",
    ".github/workflows/release.yml",
    "action.yml",
    "templates/citecheck.yml",
    "Dockerfile",
    ".dockerignore",
)


def build(kind, folder):
    command = [sys.executable, "-m", "build", f"--{kind}", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)


@pytest.mark.slow
def test_the_wheel_holds_the_three_packages_and_nothing_else(tmp_path):
    build("wheel", tmp_path)

    (wheel,) = tmp_path.glob("citecheck_audit-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    top = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert top == {"citecheck", "claims", "reports"}
    wanted = ["citecheck/demo/article.html", "citecheck/demo/sources.warc.gz", "reports/formats/html/assets/page.css"]
    assert [name for name in wanted if name not in names] == []


@pytest.mark.slow
def test_the_source_archive_holds_what_its_tests_need(tmp_path):
    build("sdist", tmp_path)

    (archive,) = tmp_path.glob("citecheck_audit-*.tar.gz")
    with tarfile.open(archive) as opened:
        held = {name.partition("/")[2] for name in opened.getnames()}
    wanted = {
        path.relative_to(ROOT).as_posix()
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert sorted((wanted | set(FILES)) - held) == []
    assert sorted({name.split("/")[0] for name in held} - set(FOLDERS)) == sorted(
        {"PKG-INFO", ".gitignore"} | {name.split("/")[0] for name in FILES}
    )
