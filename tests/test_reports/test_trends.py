"""Trends over nights: what is open on each, how long repairs take, and at which hosts."""

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from reports.formats.html.charts import HEIGHT, WIDTH, bar_parts, line_chart
from reports.formats.html.trends import render_trends
from reports.trends import KINDS, FindingLife, Trends, trends_of

NIGHTS = [(number, f"2026-03-{number:02}T02:00:00Z", 3) for number in range(1, 11)]


def life(
    first: int, last: int, *, gone: int | None = None, code: str = "link-dead", host: str = "a.test"
) -> FindingLife:
    return FindingLife(
        code=code,
        host=host,
        since=f"2026-03-{first:02}T02:00:00Z",
        gone=f"2026-03-{gone:02}T02:00:00Z" if gone else None,
        spells=((first, last),),
    )


def open_of(trends: Trends, kind: str) -> list[int]:
    return [night.open[KINDS.index(kind)] for night in trends.nights]


def test_a_finding_is_open_from_its_first_night_to_its_last() -> None:
    trends = trends_of([life(3, 5, gone=6)], NIGHTS)
    assert open_of(trends, "dead") == [0, 0, 1, 1, 1, 0, 0, 0, 0, 0]
    assert open_of(trends, "blocked") == [0] * 10


def test_an_open_finding_that_waits_is_open_until_now() -> None:
    assert open_of(trends_of([life(9, 9)], NIGHTS), "dead")[-2:] == [1, 1]


def test_a_finding_that_came_back_is_not_open_in_between() -> None:
    twice = FindingLife(code="link-blocked", host="", since=NIGHTS[0][1], gone=None, spells=((1, 2), (8, 8)))
    assert open_of(trends_of([twice], NIGHTS), "blocked") == [1, 1, 0, 0, 0, 0, 0, 1, 1, 1]


def test_spells_at_nights_that_were_deleted_count_at_those_that_are_left() -> None:
    assert open_of(trends_of([life(2, 5, gone=6)], NIGHTS[3:]), "dead") == [1, 1, 0, 0, 0, 0, 0]
    assert open_of(trends_of([life(1, 2, gone=3)], NIGHTS[3:]), "dead") == [0] * 7


def test_other_findings_are_in_no_trend() -> None:
    trends = trends_of([life(1, 2, code="reference-unused"), life(1, 2, code="link-unstable")], NIGHTS)
    assert {sum(night.open) for night in trends.nights} == {0}


def test_the_time_to_repair_is_counted_by_length_and_halved() -> None:
    lives = [life(1, 1, gone=2), life(1, 3, gone=4), life(1, 8, gone=10), life(2, 3)]
    (dead, unsupported, _) = trends_of(lives, NIGHTS).repairs
    assert (dead.counts, dead.median_days) == ((1, 1, 0, 1, 0), 3.0)
    assert (unsupported.total, unsupported.median_days) == (0, None)


def test_hosts_with_the_most_open_findings_come_first_and_the_rest_is_counted() -> None:
    lives = [life(1, 2, host=f"h{number}.test") for number in range(30)]
    lives += [life(1, 2, host="worst.test"), life(1, 3, host="worst.test", code="claim-unsupported")]
    trends = trends_of(lives, NIGHTS)
    assert (trends.hosts[0].host, trends.hosts[0].open) == ("worst.test", (1, 1, 0))
    assert (len(trends.hosts), trends.more_hosts) == (20, 11)


@given(st.lists(st.integers(0, 5_000), max_size=70))
def test_lines_and_bars_stay_in_their_picture(values: list[int]) -> None:
    chart = line_chart([f"2026-03-01-{number}" for number in range(len(values))], [("dead", "dead", values)])
    for line in chart.lines:
        for across, down in line.dots:
            assert 0 <= across <= WIDTH and 0 <= down <= HEIGHT
    assert len(chart.numbers) <= 8
    for bar in bar_parts([(str(value), value) for value in values], height=10):
        assert 0 <= bar.width <= 100


def test_of_many_nights_the_last_one_is_always_shown() -> None:
    nights = [(number, "2026-03-01T02:00:00Z", 1) for number in range(1, 402)]
    trends = trends_of([], nights)
    assert trends.nights[-1].number == 401
    assert len(trends.nights) <= 60
    assert len(trends.nights) + trends.left_out == 401


def test_the_tables_have_the_numbers_of_the_charts_and_words_of_hosts_are_text() -> None:
    page = BeautifulSoup(render_trends(trends_of([life(3, 5, gone=6), life(7, 8, host="<b>x</b>")], NIGHTS)), "lxml")
    rows = page.select("section:first-of-type tbody tr")
    assert [row.select("td.number")[1].get_text() for row in rows] == ["1", "1", "1", "1", "0", "1", "1", "1", "0", "0"]
    for picture in page.select("svg.chart"):
        names = str(picture["aria-labelledby"]).split()
        assert [page.find(id=name).name for name in names] == ["title", "desc"]  # type: ignore[union-attr]  # it is there
    assert page.find("b") is None
    assert "Content-Security-Policy" in str(page)


def test_a_store_without_nights_has_a_page_too() -> None:
    assert "No night has ended yet" in render_trends(trends_of([], []))
