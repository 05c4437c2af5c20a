"""A night of many documents holds few of their reports in memory, and nobody sees a difference."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nights import World

from citecheck.nightly import kept
from citecheck.nightly.baseline import Baseline
from citecheck.nightly.kept import Kept, mapped
from citecheck.nightly.output import write_night
from reports.rendering import render

_OPENED = "The bridge was opened in 1912 by the mayor."


def test_results_come_back_in_the_order_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_IN_MEMORY", 2)
    results: Kept[list[int]] = Kept()
    names = [f"{number}\udcff.md" for number in range(6)]
    for number, name in enumerate(names):
        results.put(name, [number])
    found = results.in_order([*reversed(names), "none.md"])
    assert list(found) == [[5], [4], [3], [2], [1], [0]]
    assert (len(found), found[1], list(found[2:4])) == (6, [4], [[3], [2]])
    assert list(mapped(found, len)) == [1] * 6
    assert results.get(names[0]) == [0]
    with pytest.raises(KeyError):
        results.get("none.md")


def test_few_results_are_a_tuple_of_the_same_objects() -> None:
    results: Kept[list[int]] = Kept()
    mine = [1]
    results.put("a.md", mine)
    found = results.in_order(["a.md"])
    assert isinstance(found, tuple)
    assert found[0] is mine
    assert mapped(found, len) == (1,)


@pytest.fixture
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[World]]:
    with World(tmp_path_factory.mktemp("one")) as one, World(tmp_path_factory.mktemp("two")) as two:
        yield [one, two]


@pytest.mark.slow
def test_what_is_written_is_the_same_whether_reports_are_in_memory_or_not(
    worlds: list[World], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[list[Any]] = []
    for most, world in zip((200, 1), worlds, strict=True):
        monkeypatch.setattr(kept, "_IN_MEMORY", most)
        world.page("/bridge", _OPENED)
        for number in range(4):
            world.article(f"{number}.md", f"{_OPENED}[^1] Number {number}.[^1]", "/bridge")
        nights = [world.night()]
        world.article("1.md", f"{_OPENED.replace('1912', '1999')}[^1]", "/bridge")
        world.article("2.md", f"{_OPENED}[^1]", "/none")
        nights += [world.night(), world.night()]
        written.append([_plain(result, world.folder) for result in nights])
    assert written[0] == written[1]


def _plain(result: Any, folder: Path) -> list[Any]:
    out = folder / "out"
    write_night(result, out, ["json", "html", "sarif", "markdown", "csv"])
    account = json.loads((out / "night.json").read_text())
    findings = [
        (finding.code, finding.state, finding.message) for report in result.reports for finding in report.findings
    ]
    names = sorted(path.name.replace(str(folder).strip("/").replace("/", "-"), "") for path in out.glob("*.*"))
    rendered = render(result.reports, "csv", comparison=result.comparison if result.history else None)
    assert len(rendered.splitlines()) == len(findings) + 1
    baseline = Baseline.of(result.reports)
    return [
        [finding[:2] for finding in findings],
        [len(names), len(account["documents"]), len(account["new"]), account["still"], len(account["fixed"])],
        [len(one.counting) for one in result.audited],
        [[finding.code for finding in baseline.counting(report, {})] for report in result.reports],
        result.outcome,
        result.resumed,
    ]
