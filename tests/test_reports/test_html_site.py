"""The site of many reports: its names, its totals, its sorting, and what is new."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_reports import everything
from sample_reports_odd import PAYLOADS, right_to_left
from sample_site import sample_site

from reports.errors import ReportError
from reports.formats.site import page_names, write_site
from reports.rendering import write
from reports.summary import summarise


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_site(tmp_path_factory.mktemp("site"))


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
    assert {path.name for path in tmp_path.glob("*.html")} == {"index.html", "one.html", "two.html"}
    for names in (["one", "one"], ["one", "index"], ["one"]):
        with pytest.raises(ReportError, match="name"):
            write_site([report, report], tmp_path, names=names)


def test_no_reports_make_an_empty_index(tmp_path: Path) -> None:
    index = write_site([], tmp_path)
    assert "0 things to fix in 0 documents" in index.read_text("utf-8")


def test_all_pages_share_one_style_and_one_script(site: Path) -> None:
    files = sorted((path.name for path in (site.parent / "assets").iterdir()), key=lambda name: name.rpartition(".")[2])
    assert [name.rpartition(".")[2] for name in files] == ["css", "js"]
    for path in site.parent.glob("*.html"):
        page = BeautifulSoup(path.read_text("utf-8"), "lxml")
        if path != site:
            assert [str(one["href"]) for one in page.select('link[rel="stylesheet"]')] == [f"assets/{files[0]}"]
            assert [str(one["src"]) for one in page.select("script")] == [f"assets/{files[1]}"]
            assert not page.select("style")
        rules = str(page.select_one('meta[http-equiv="Content-Security-Policy"]'))
        assert "default-src 'none'" in rules and "unsafe" not in rules


def test_the_assets_are_ours_and_another_file_there_stays(tmp_path: Path) -> None:
    site = sample_site(tmp_path)
    before = {path.name: path.read_bytes() for path in (tmp_path / "assets").iterdir()}
    assert sample_site(tmp_path) == site  # a second night replaces them
    assert {path.name: path.read_bytes() for path in (tmp_path / "assets").iterdir()} == before
    (style,) = (tmp_path / "assets").glob("*.css")
    style.write_text("body {}")
    with pytest.raises(ReportError, match="no report of citecheck"):
        sample_site(tmp_path)


def test_a_single_report_holds_its_style_and_its_script(tmp_path: Path) -> None:
    write(everything(), tmp_path / "one.html")
    assert [path.name for path in tmp_path.iterdir()] == ["one.html"]
    page = BeautifulSoup((tmp_path / "one.html").read_text("utf-8"), "lxml")
    assert page.select("style") and not page.select("script[src], link[rel=stylesheet]")
