"""Cells of tables: their numbers in the units of their headings, and what may not be called another number."""

import time

import pytest

from citecheck.checking.cells import read_heading, relate
from citecheck.checking.facts.model import Relation


@pytest.mark.parametrize(
    ("claimed", "found"),
    [
        (("Area (km²)", "120"), ("Area (km²)", "120")),
        (("Area", "120 km²"), ("Area (km²)", "120")),
        (("Area (km²)", "1250"), ("Area", "1,250 square kilometres")),
        (("Height, m", "212"), ("Height", "212 m")),
        (("Height (m)", "1,200"), ("Height (km)", "1.2")),
        (("Share (%)", "12"), ("Share", "12 %")),
        (("Share in %", "3.5"), ("Share", "3.5%")),
        (("Share", "3,5 %"), ("Share (%)", "3.5")),
        (("Area", "1.250"), ("Area", "1,250")),
        (("Area", "1 250"), ("Area", "1,250")),
        (("Area", "121"), ("Area", "121.4")),
        (("Area", "120.0"), ("Area", "120")),
        (("Area", "120*"), ("Area", "120[4]")),
        (("Area", "120"), ("Area (km²)", "120")),
        (("Population (thousands)", "6.0"), ("Population", "6,012")),
        (("Opened", "1998"), ("Opened", "3 May 1998")),
        (("Boats", "1998"), ("Boats", "1,998")),
        (("Change", "−4"), ("Change", "-4")),
        (("Party", "Green"), ("Party", "green")),
        (("Price", "$12"), ("Price (USD)", "12")),
    ],
)
def test_cells_that_say_the_same(claimed: tuple[str, str], found: tuple[str, str]) -> None:
    assert relate(claimed, found) is Relation.AGREES


@pytest.mark.parametrize(
    ("claimed", "found"),
    [
        (("Area (km²)", "121"), ("Area (km²)", "120")),
        (("Height (m)", "195"), ("Height", "190 m")),
        (("Height", "195 metres"), ("Height", "190 m")),
        (("Share (%)", "9"), ("Share", "8%")),
        (("Area", "1.350"), ("Area", "1,250")),
        (("Opened", "2005"), ("Opened", "2004")),
        (("Opened", "4 May 1998"), ("Opened", "3 May 1998")),
        (("Change", "4"), ("Change", "−4")),
        (("Boats", "1998"), ("Boats", "2,005")),
    ],
)
def test_cells_with_another_number(claimed: tuple[str, str], found: tuple[str, str]) -> None:
    assert relate(claimed, found) is Relation.DIFFERS


@pytest.mark.parametrize(
    ("claimed", "found"),
    [
        (("Depth", "40–45"), ("Depth", "45")),
        (("Depth", "45"), ("Depth", "30 to 40")),
        (("Depth", "c. 40"), ("Depth", "45")),
        (("Depth", "~40"), ("Depth", "45")),
        (("Depth", "over 50"), ("Depth", "45")),
        (("Area", "1,250.4"), ("Area", "1,250")),  # the source is less exact
        (("Depth (m)", "45"), ("Depth", "148")),  # which may be feet
        (("Height (m)", "212"), ("Height (kg)", "900")),
        (("Balance", "(4)"), ("Balance", "4")),
        (("Score", "2/3"), ("Score", "2")),
        (("Party", "Green"), ("Party", "Blue")),
        (("Boats", "12 and 14"), ("Boats", "26")),
        (("Depth", "unknown"), ("Depth", "45")),
    ],
)
def test_cells_that_cannot_be_compared(claimed: tuple[str, str], found: tuple[str, str]) -> None:
    assert relate(claimed, found) is Relation.UNRELATED


def test_what_stands_in_brackets_is_a_unit_only_where_it_measures() -> None:
    assert read_heading("Area (km²)").unit == "km²"
    assert read_heading("Share (%)").stems == read_heading("Share").stems
    assert read_heading("Population (2010)").unit == ""
    assert read_heading("Population (2010)").stems != read_heading("Population").stems


def test_long_cells_are_no_values() -> None:
    started = time.process_time()
    assert relate(("A", "1 250 " * 20_000), ("A", "12,")) is Relation.UNRELATED
    assert time.process_time() - started < 1
