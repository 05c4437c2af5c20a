"""The Python of the docs is typed: whoever copies it gets no error from mypy."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("page", ["extending.md", "python-api.md"])
def test_the_python_of_the_docs_passes_mypy_strict(tmp_path: Path, page: str) -> None:
    blocks = re.findall(r"```python\n(.+?)```", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.DOTALL)
    for number, block in enumerate(blocks):
        (tmp_path / f"block_{number}.py").write_text(block, encoding="utf-8")

    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={tmp_path / 'cache'}", tmp_path],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )

    assert blocks
    assert run.stdout.startswith("Success"), run.stdout + run.stderr
