"""A number of four figures is a year, unless it counts or measures something."""

import pytest

from citecheck.checking.facts.model import Date, Number
from citecheck.checking.facts.reading import facts


@pytest.mark.parametrize(
    "text",
    [
        "Astrid Holmberg won the women's 1500 metres.",
        "The 1500-metre race was won by Lund.",
        "The ship displaces 1750 tonnes.",
        "The peak is 1913 feet high.",
        "The moor covers 1400 hectares.",
        "The yard spent 1800 pounds on it.",
        "The pottery has 1500 employees.",
        "The yard employed 1650 workers at its height.",
        "More than 1200 people were moved.",
        "The lake lies at a height of 1913 metres.",
        "The road climbs from 1500 metres to the pass.",
        "The hall seats up to 1900 spectators.",
    ],
)
def test_what_counts_or_measures_is_no_year(text: str) -> None:
    assert [type(fact) for fact in facts(text) if isinstance(fact, Number | Date)] == [Number]


@pytest.mark.parametrize(
    "text",
    [
        "In 1970 dollars it was cheap.",
        "In 1944 soldiers came.",
        "In 1944 people left.",
        "In the spring of 1944 people left.",
        "The 1944 attacks were forgotten.",
        "The pottery had 2008 sales of clay alone.",
        "Exports fell to less than 1999 levels.",
        "The 1970 second edition was burnt.",
        "Since 1999 metres are used.",
        "In 1999 Mills was mayor.",
        "The pottery has 1920s kilns.",
        "By 1912 miles of track were laid.",
    ],
)
def test_a_year_before_a_unit_or_a_noun_stays_a_year(text: str) -> None:
    assert [type(fact) for fact in facts(text) if isinstance(fact, Number | Date)] == [Date]
