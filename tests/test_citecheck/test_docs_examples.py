"""The Python of the docs is typed: whoever copies it gets no error from mypy."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_judge_of_the_docs_passes_mypy_strict(tmp_path: Path) -> None:
    blocks = re.findall(r"```python\n(.+?)```", (ROOT / "docs" / "extending.md").read_text(encoding="utf-8"), re.DOTALL)
    judge = next(block for block in blocks if "class OurJudge" in block)
    module = tmp_path / "judges.py"
    module.write_text(f"{judge}\n\nimport citecheck\n\ncitecheck.build_auditor(judge=OurJudge())\n", encoding="utf-8")

    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={tmp_path}", str(module)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )

    assert run.stdout.startswith("Success"), run.stdout
