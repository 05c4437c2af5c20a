"""The tutorial's commands do what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from command import run

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorial.md"


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.+?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def commands() -> list[list[str]]:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [shlex.split(line)[1:] for line in lines]


@pytest.mark.slow
def test_the_tutorial_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (article,), (source,) = blocks("markdown"), blocks("html")
    Path("bridge.md").write_text(article, encoding="utf-8")
    Path("gazette.html").write_text(source, encoding="utf-8")
    read, audit, explain, again, init, nightly = commands()

    understood = run(*read)
    assert "2 references" in understood.out
    assert "3 claims (3 cited)" in understood.out

    wrong = run(*audit)
    assert wrong.status == 1
    assert "2 things to fix" in wrong.out
    for told in (
        "claim-contradicted",
        "Saturday, 14 May 1912",
        "quote-meaning-changed",
        "two pennies",
        "1 unverifiable",
    ):
        assert told in wrong.out, told
    assert Path("report.html").is_file()
    assert run(*explain).status == 0

    mended = article.replace("1921", "1912").replace("two pennies", "one penny")
    Path("bridge.md").write_text(mended, encoding="utf-8")
    right = run(*again)
    assert (right.status, "nothing to fix, 2 of 3 checks confirmed" in right.out) == (0, True), right.out

    assert run(*init).status == 0
    assert run(*nightly).status in (0, 3)
    assert Path(".citecheck/store.sqlite").is_file()
