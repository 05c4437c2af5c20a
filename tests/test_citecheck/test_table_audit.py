"""Whole audits of documents with tables, against sources that have a table, sentences or neither."""

import time
from pathlib import Path

import pytest

from citecheck.api import audit
from citecheck.checking.passages.model import PreparedText
from citecheck.checking.passages.retrieval import prepare
from citecheck.checking.rows import RowRelation, look_up_row
from citecheck.model import ClaimRow, Place, SourceText
from citecheck.settings import Settings
from claims.layout import Cell
from claims.model import BlockKind
from claims.reading import read
from reports.model import Extent, Outcome, Report

_YARDS = (
    "<table><tr><th>Yard</th><th>Boats (thousands)</th><th>Share</th><th>Length (m)</th><th>Opened</th></tr>"
    "<tr><td>North</td><td>12</td><td>40%</td><td>31.5</td><td>3 May 1898</td></tr>"
    "<tr><td>South</td><td>9</td><td>30%</td><td>28</td><td>1901</td></tr></table>"
)
_PROSE = tuple(
    f"The clerks of the harbour wrote every boat into the book of year {year}, with its owner and its smith."
    for year in range(1898, 1908)
)
_HEAD = "# Yards\n\nThe yards of Orlen are listed below.\n\n"
_LIST = "\n\n## References\n\n1. Harbour office. Book of yards. 1910.\n"


def _outcomes(report: Report) -> list[Outcome]:
    rows = {claim.key for claim in report.document.claims if claim.kind is BlockKind.TABLE_ROW}
    return [check.outcome for check in report.checks if check.claim in rows]


def _audit(tmp_path: Path, table: str, source: str) -> Report:
    path = tmp_path / "source.html"
    prose = "".join(f"<p>{sentence}</p>" for sentence in _PROSE)
    html = f"<title>Yards</title><body><article><h1>Yards</h1>{prose}{source}{prose}</article></body>"
    path.write_text(html, encoding="utf-8")
    document = tmp_path / "yards.md"
    document.write_text(_HEAD + table + _LIST, encoding="utf-8")
    return audit(document, settings=Settings(offline=True), sources={"1": str(path)})


@pytest.mark.parametrize(
    ("heads", "cells", "outcome"),
    [
        ("Share | Length (m)", "40% | 31.5", Outcome.SUPPORTED),
        ("Share (%) | Length", "40 | 31.5 m", Outcome.SUPPORTED),
        ("Share (%) | Length", "40 | 31,5 m", Outcome.SUPPORTED),
        ("Opened", "1898", Outcome.SUPPORTED),
        ("Boats", "12,000", Outcome.SUPPORTED),
        ("Share (%)", "44", Outcome.CONTRADICTED),
        ("Length (m)", "35.1", Outcome.CONTRADICTED),
        ("Opened", "1899", Outcome.CONTRADICTED),
        # near misses
        ("Length (m)", "25–31", Outcome.UNVERIFIABLE),
        ("Length (m)", "about 30", Outcome.UNVERIFIABLE),
        ("Length", "103", Outcome.UNVERIFIABLE),
        ("Weight (t)", "44", Outcome.UNVERIFIABLE),
        ("Owner", "Moen", Outcome.UNVERIFIABLE),
    ],
)
def test_a_row_against_a_table(tmp_path: Path, heads: str, cells: str, outcome: Outcome) -> None:
    lines = "|".join(["---"] * (heads.count("|") + 3))
    table = f"| Yard | {heads} | Source |\n|{lines}|\n| North | {cells} | [1] |"
    assert _outcomes(_audit(tmp_path, table, _YARDS)) == [outcome]


def test_a_table_whose_rows_are_the_columns_of_the_source(tmp_path: Path) -> None:
    table = "| | North | South |\n|---|---|---|\n| Share | 40%[1] | 33%[1] |\n| Opened | 1898[1] | 1901 |"
    assert sorted(one.value for one in _outcomes(_audit(tmp_path, table, _YARDS))) == [
        "contradicted", "supported", "supported",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "source", ["", "<p>The yard at North had a share of the boats, and so had the one at South.</p>"]
)
def test_a_row_is_never_refuted_by_a_source_without_a_table(tmp_path: Path, source: str) -> None:
    table = "| Yard | Share | Length (m) | Source |\n|---|---|---|---|\n| North | 40% | 31.5 | [1] |"
    report = _audit(tmp_path, table, source)
    assert _outcomes(report) == [Outcome.UNVERIFIABLE]
    assert not {"claim-unsupported", "claim-contradicted"} & {finding.code for finding in report.findings}


def _large(labels: list[str]) -> PreparedText:
    text, places = "", []
    for row, cells in enumerate([("Yard", "Boats"), *((label, str(place + 3)) for place, label in enumerate(labels))]):
        for column, words in enumerate(cells):
            start = len(text)
            text += words
            cell = Cell(table=0, row=row, column=column, header=row == 0)
            places.append(Place(start=start, end=len(text), kind="table", cell=cell))
            text += "\n"
    return prepare(SourceText(text=text, extent=Extent.FULL, places=tuple(places)))


@pytest.mark.parametrize("different", [True, False], ids=["each its own", "all the same"])
def test_ten_thousand_rows_are_looked_up_in_linear_time(*, different: bool) -> None:
    labels = [f"Yard {number if different else ''}".strip() for number in range(10_000)]
    text = _large(labels)
    started = time.process_time()
    found = [look_up_row(ClaimRow(label, (("Boats", str(n + 3)),)), text)[0] for n, label in enumerate(labels)]
    assert time.process_time() - started < 8
    assert all(one is not None and one.relation is RowRelation.AGREES for one in found) is different


@pytest.mark.slow
def test_ten_thousand_rows_of_a_document_are_claims_in_linear_time() -> None:
    seconds = []
    for count in (1_000, 10_000):
        rows = "\n".join(f"| Yard {number} | {number + 3} |" for number in range(count))
        document = f"{_HEAD}| Yard | Boats[1] |\n|---|---|\n{rows}{_LIST}".encode()
        started = time.process_time()
        claims = read(document, name="yards.md").claims
        seconds.append(time.process_time() - started)
        assert sum(claim.kind is BlockKind.TABLE_ROW for claim in claims) == count
    assert seconds[1] < 25 * seconds[0] + 1
