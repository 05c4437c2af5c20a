import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.dates import find_dates, parse_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("14 April 2011", "2011-04-14"),
        ("April 14, 2011", "2011-04-14"),
        ("14th of April, 2011", "2011-04-14"),
        ("2011-04-14", "2011-04-14"),
        ("2011-04-14T10:20:00Z", "2011-04-14"),
        ("April 2011", "2011-04"),
        ("Apr. 2011", "2011-04"),
        ("2011", "2011"),
        ("25/03/2008", "2008-03-25"),
        ("4/21/2008", "2008-04-21"),
        ("04/04/2008", "2008-04-04"),
        ("25/03/08", "2008-03-25"),
        ("14–16 April 2011", "2011-04"),
        ("April–May 2011", "2011"),
        ("14. April 2011", "2011-04-14"),
        ("1er avril 2011", "2011-04-01"),
        ("14 de abril de 2011", "2011-04-14"),
        ("4 d'abril de 2011", "2011-04-04"),
        ("14 kwietnia 2011", "2011-04-14"),
        ("14 апреля 2011 года", "2011-04-14"),
        ("2011. április 14.", "2011-04-14"),
        ("2011年4月14日", "2011-04-14"),
        ("2011년 4월 14일", "2011-04-14"),
        ("14 tháng 4 năm 2011", "2011-04-14"),
        ("١٤ أبريل ٢٠١١", "2011-04-14"),
        ("१४ अप्रैल २०११", "2011-04-14"),
        ("14 เมษายน 2554", "2011-04-14"),
        ("2011 m. balandžio 14 d.", "2011-04-14"),
        ("2011(e)ko apirilaren 14(a)", "2011-04-14"),
    ],
)
def test_dates_as_people_write_them(text: str, iso: str) -> None:
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    "text", ["03/04/2011", "11-05-2006", "n.d.", "", "31 June 2012", "2011-13-01", "pp. 1011-1015", "last May"]
)
def test_what_is_no_date_or_more_than_one_stays_unknown(text: str) -> None:
    assert parse_date(text) is None


def test_the_language_settles_the_order_of_numbers_and_shared_names() -> None:
    assert parse_date("03/04/2011", language="fr") == "2011-04-03"
    assert parse_date("03/04/2011", language="en") is None
    assert parse_date("9 listopada 2012", language="pl") == "2012-11-09"
    assert parse_date("9 listopada 2012", language="hr") == "2012-10-09"
    assert parse_date("9 listopada 2012") in (None, "2012")


def test_dates_in_running_text_in_order() -> None:
    text = "From 3 May 2001, when it opened, until June 2004 (see pp. 1990–1995); again in 2010."
    assert [(found.iso, text[found.span.start : found.span.end]) for found in find_dates(text)] == [
        ("2001-05-03", "3 May 2001"),
        ("2004-06", "June 2004"),
        ("2010", "2010"),
    ]


@given(
    st.dates(min_value=date(1600, 1, 1), max_value=date(2090, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y"]),
)
@settings(max_examples=80, deadline=None)
def test_every_day_written_out_is_read_back(day: date, layout: str) -> None:
    assert parse_date(day.strftime(layout)) == day.isoformat()


@given(st.text(alphabet="0123456789/-. aprilAprilmay月年日,", max_size=40))
@settings(max_examples=150, deadline=None)
def test_found_dates_exist_and_never_overlap(text: str) -> None:
    place = 0
    for found in find_dates(text):
        assert place <= found.span.start < found.span.end
        place = found.span.end
        if len(found.iso) == 10:
            date.fromisoformat(found.iso)


def test_a_long_text_is_read_in_one_pass() -> None:
    started = time.process_time()
    find_dates("1 May " * 30_000 + "1/" * 30_000 + "2011-" * 20_000)
    assert time.process_time() - started < 8
