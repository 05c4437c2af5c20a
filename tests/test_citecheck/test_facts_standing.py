"""Which figures, dates and names are values that another one can exclude."""

from __future__ import annotations

import pytest

from citecheck.checking.facts import Fact
from citecheck.checking.facts.reading import facts
from citecheck.checking.facts.standing import is_value, label_of, limit_of


def fact_in(text: str, words: str) -> Fact:
    return next(fact for fact in facts(text) if fact.text == words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The goal is a rate <7.0% for all.", "7.0%"),
        ("The vectors were grown ( , 14) in rye.", "14"),
        ("A top 10 hit of that year was hers.", "10"),
        ("The weir failed (Lee et al., 2009).", "2009"),
        ("Lee and Roe (2009) describe the weir.", "2009"),
        ("The weir failed (Marlow, 1990; Roe, 1991).", "1991"),
        ("Retrieved 3 May 2011.", "3 May 2011"),
        ("Page last updated on 4 June 2019.", "4 June 2019"),
        ("She was the Speaker of the House of Commons.", "Speaker"),
        ("As Askew et al. found, the weir failed.", "Askew"),
    ],
)
def test_what_is_no_value_of_its_own(text: str, words: str) -> None:
    assert not is_value(text, fact_in(text, words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mill employed 600 weavers.", "600"),
        ("The mill (600 weavers) was sold.", "600"),
        ("Her film of that summer (2009) was cut.", "2009"),
        ("It was sold to Lee in 2009.", "2009"),
        ("He was born (3 May 1911) in Marlow.", "3 May 1911"),
        ("The figures for 1911 were lost.", "1911"),
        ("The mill was sold to Henry Askew in 1911.", "Henry Askew"),
        ("It cost more than £400, 30 of them in coal.", "30"),
    ],
)
def test_what_is_a_value(text: str, words: str) -> None:
    assert is_value(text, fact_in(text, words))


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("She flew with Apollo 11 to the moon.", "11", "apollo"),
        ("He stars in Night Ferry 2049 at last.", "2049", "ferry"),
        ("In 1911 the mill was sold.", "1911", ""),
        ("The mill employed 600 weavers.", "600", ""),
        ("It was sold in May 1911.", "May 1911", ""),
    ],
)
def test_the_name_that_a_figure_belongs_to(text: str, words: str, label: str) -> None:
    assert label_of(text, fact_in(text, words)) == label


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("It was sold after 1911.", "after"),
        ("It was sold by 1911.", "by"),
        ("It has stood since at least 1911.", "since at least"),
        ("It was sold in 1911.", ""),
        ("It has stood since 1911.", ""),
    ],
)
def test_the_word_that_makes_a_date_a_limit(text: str, limit: str) -> None:
    assert limit_of(text, fact_in(text, "1911")) == limit
