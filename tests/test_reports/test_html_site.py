"""The site of many reports: its names, its totals, its sorting, and what is new."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser
from sample_reports import everything
from sample_reports_odd import PAYLOADS, right_to_left

from reports.comparison import Comparison
from reports.errors import ReportError
from reports.formats.site import page_names, write_site
from reports.model import Report
from reports.summary import summarise
from testbed.chromium import opened


def named(report: Report, name: str, title: str | None = None) -> Report:
    return dataclasses.replace(report, document=dataclasses.replace(report.document, name=name, title=title))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    first, second = everything(), right_to_left()
    third = named(second, "b/zebra.md", "Zebra")
    fixed = Comparison(new=second.findings, fixed=first.findings[:2])
    return write_site([first, second, third], tmp_path_factory.mktemp("site"), comparisons=[None, fixed, None])


def test_the_index_leads_to_a_page_for_each_document(site: Path) -> None:
    index = BeautifulSoup(site.read_text("utf-8"), "lxml")
    links = [str(link["href"]) for link in index.select(".documents a")]
    assert len(links) == 3
    for link in links:
        page = BeautifulSoup((site.parent / link).read_text("utf-8"), "lxml")
        assert page.select_one('.kicker a[href="index.html"]') is not None


def test_totals_are_the_sums_of_the_rows(site: Path) -> None:
    index = BeautifulSoup(site.read_text("utf-8"), "lxml")
    rows = [[cell.get_text() for cell in row.select("td.number")] for row in index.select("tbody tr")]
    total = [cell.get_text() for cell in index.select("tfoot td.number")]
    for column, value in enumerate(total):
        assert int(value) == sum(int(row[column]) for row in rows if row[column] != "–")
    assert int(total[0]) == sum(summarise(report).to_fix for report in (everything(), right_to_left(), right_to_left()))


def test_what_is_new_is_named_and_leads_to_the_page_with_that_filter(site: Path) -> None:
    index = BeautifulSoup(site.read_text("utf-8"), "lxml")
    news = index.select_one(".news")
    assert news is not None
    assert "The source says 24" in news.get_text()
    assert all(str(link["href"]).endswith("#view=findings&new=1") for link in news.select("a"))


@pytest.mark.chromium
def test_the_table_sorts_finds_and_is_accessible(browser: Browser, site: Path) -> None:
    def titles() -> list[str]:
        return [row.inner_text() for row in page.locator("tbody tr:visible th a bdi").all()]

    for theme in ("light", "dark"):
        with opened(browser, site.as_uri(), theme=theme) as page:
            page.get_by_role("button", name="Document").click()
            first = titles()
            page.get_by_role("button", name="Document").click()
            assert titles() == first[::-1]
            page.get_by_role("button", name="To fix").click()
            assert titles()[0] == "Harbour Bridge (Port Ellery)"
            page.fill("#find", "zeb")
            assert titles() == ["Zebra"]
            assert Axe().run(page).response["violations"] == []
            page.set_viewport_size({"width": 390, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            page.get_by_role("link", name="Zebra").last.click()
            page.get_by_role("link", name="All documents").click()
            assert page.url.endswith("index.html")


@given(
    st.lists(
        st.one_of(st.text(max_size=30), st.sampled_from(["index", "con", "a.md", "A.html", *PAYLOADS])), max_size=12
    )
)
@settings(max_examples=60, deadline=None)
def test_names_are_unique_safe_and_never_the_index(documents: list[str]) -> None:
    names = page_names(documents)
    assert len(set(names)) == len(documents)
    for name in names:
        assert name != "index.html"
        assert len(name) < 120
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
        assert name.count(".") == 1


def test_a_comparison_is_needed_for_each_report_or_none(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="one for each"):
        write_site([right_to_left()], tmp_path, comparisons=[])
    assert list(tmp_path.iterdir()) == []


def test_names_can_be_given_and_never_overwrite_one_another(tmp_path: Path) -> None:
    report = right_to_left()
    write_site([report, report], tmp_path, names=["one", "two"])
    assert {path.name for path in tmp_path.iterdir()} == {"index.html", "one.html", "two.html"}
    for names in (["one", "one"], ["one", "index"], ["one"]):
        with pytest.raises(ReportError, match="name"):
            write_site([report, report], tmp_path, names=names)


def test_no_reports_make_an_empty_index(tmp_path: Path) -> None:
    index = write_site([], tmp_path)
    assert "0 things to fix in 0 documents" in index.read_text("utf-8")
