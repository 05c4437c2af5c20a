"""What is published and installed: the same wheel twice, a lock with hashes, a list of packages, and named tests."""

import hashlib
import importlib.util
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")


def names(requirements: list[str]) -> set[str]:
    found = (re.match(r"[A-Za-z0-9._-]+", one) for one in requirements)
    return {re.sub(r"[-_.]+", "-", match[0]).lower() for match in found if match}


def test_the_lock_has_a_hash_for_every_package_that_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    apart = {"nli"}  # about 3 GB: it has an environment of its own (`make nli`), which is no part of development
    named = project["project"]["optional-dependencies"].items()
    extras = [one for name, extra in named if name not in apart for one in extra]
    wanted = [*project["project"]["dependencies"], *extras, *project["dependency-groups"]["dev"]]
    entries = re.split(r"(?m)^(?=[a-z0-9])", LOCK)[1:]
    assert all(re.search(r"==\S+ \\\n    --hash=sha256:[0-9a-f]{64}", entry) for entry in entries)
    assert names(wanted) <= names(entries)
    assert "://" not in LOCK, "a lock names no mirror of one machine"


def test_the_list_of_packages_is_that_of_the_lock() -> None:
    spec = importlib.util.spec_from_file_location("lock", ROOT / "scripts" / "lock.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text = (ROOT / "sbom.cdx.json").read_text(encoding="utf-8")
    assert text == module.sbom_text(LOCK)
    assert json.loads(text)["bomFormat"] == "CycloneDX"


@pytest.mark.slow
def test_the_wheel_is_the_same_when_it_is_built_twice(tmp_path: Path) -> None:
    digests = set()
    for name in ("one", "two"):
        command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / name)]
        subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
        (wheel,) = (tmp_path / name).glob("*.whl")
        digests.add(hashlib.sha256(wheel.read_bytes()).hexdigest())
    assert len(digests) == 1


def test_every_promise_names_a_test_that_exists() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| who")]
    assert len(rows) > 12
    for row in rows:
        assert "](tests/" in row or "`make endure`" in row or "named or trusted" in row, row
    for path in re.findall(r"\]\((tests/[^)]+)\)", text):
        assert (ROOT / path).is_file(), path
