"""Writes what development installs, with hashes (requirements-dev.lock), and the list of it (sbom.cdx.json).

`python scripts/lock.py` asks pip for the newest versions; it needs pip 25.1 or later. The hashes are of the files for
this system and Python: Linux on x86-64 with Python 3.11, as in the workflow's checks.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK, SBOM = ROOT / "requirements-dev.lock", ROOT / "sbom.cdx.json"
APART = frozenset({"nli"})
"""Extras that development does not install: `nli` is about 3 GB, and runs in an environment of its own (`make nli`)."""
_HEAD = """\
# What development installs, with hashes: Linux on x86-64, Python 3.11. `python scripts/lock.py` writes it.
# pip install --require-hashes -r requirements-dev.lock
"""


def packages() -> list[dict[str, Any]]:
    """Return what pip would install for the project, its extras and its group `dev`: one table for each package.

    The extras of `APART` are left out.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [one for name, extra in project["optional-dependencies"].items() if name not in APART for one in extra]
    wanted = [*project["dependencies"], *extras]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "wanted.txt").write_text("\n".join(wanted), encoding="utf-8")
        command = [sys.executable, "-m", "pip", "lock", "--quiet", "-r", "wanted.txt", "-o", "pylock.toml"]
        subprocess.run([*command, "--group", f"{ROOT / 'pyproject.toml'}:dev"], cwd=folder, check=True)
        locked = tomllib.loads((folder / "pylock.toml").read_text(encoding="utf-8"))["packages"]
    return sorted(locked, key=lambda one: str(one["name"]))


def digests(package: dict[str, Any]) -> list[str]:
    """Return the SHA-256 (hex) of the files of a package, sorted."""
    files = [*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else ())]
    return sorted({file["hashes"]["sha256"] for file in files})


def lock_text(locked: Sequence[dict[str, Any]]) -> str:
    """Return the lock file: a version and the hashes for each package."""
    lines = [
        " \\\n    ".join([f"{one['name']}=={one['version']}", *(f"--hash=sha256:{each}" for each in digests(one))])
        for one in locked
    ]
    return _HEAD + "\n".join(lines) + "\n"


def sbom_text(lock: str) -> str:
    """Return the list of the packages in the lock file `lock`, as CycloneDX 1.5."""
    components = []
    for entry in re.split(r"(?m)^(?=[a-z0-9])", lock)[1:]:
        name, version = entry.split()[0].split("==")
        hashes = [{"alg": "SHA-256", "content": digest} for digest in re.findall(r"sha256:([0-9a-f]{64})", entry)]
        purl = f"pkg:pypi/{name}@{version}"
        words = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
        components.append(words | {"hashes": hashes})
    own = "citecheck-audit"
    product = {"type": "library", "bom-ref": own, "name": own, "purl": f"pkg:pypi/{own}"}
    whole = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"component": product}}
    return json.dumps(whole | {"components": components}, indent=1) + "\n"


if __name__ == "__main__":
    text = lock_text(packages())
    LOCK.write_text(text, encoding="utf-8")
    SBOM.write_text(sbom_text(text), encoding="utf-8")
