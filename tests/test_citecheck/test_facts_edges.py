"""Edges of the comparison of facts: when a figure is precise, what replaces a name, and what is near."""

from __future__ import annotations

import pytest

from citecheck.checking.facts import Relation, compare
from citecheck.checking.facts.conflicts import CONFLICT_RULES, Rival
from citecheck.checking.facts.counted_years import other_year_from
from citecheck.checking.facts.dates import dates
from citecheck.checking.facts.derived import follows_from_others
from citecheck.checking.facts.lookup import claimed_facts, look_up
from citecheck.checking.facts.model import Number
from citecheck.checking.facts.reading import values
from citecheck.checking.facts.rivals import rivals_of, slot_of
from citecheck.checking.passages import prepare, query
from citecheck.checking.passages.model import PreparedText
from citecheck.model import SourceText
from reports.model import Extent


def text_of(source: str) -> PreparedText:
    return prepare(SourceText(text=source, extent=Extent.FULL))


def number(text: str) -> Number:
    (found,) = [one for one in values(text) if isinstance(one, Number)]
    return found


def rivals(claim: str, fact: str, source: str) -> list[str]:
    """Return the facts of a source that could replace one fact of a claim."""
    text, claimed = text_of(source), claimed_facts(claim)
    (mine,) = [found for found in claimed if found.text == fact]
    slot = slot_of(query(claim), mine, look_up(claimed, text, text.sentences), text, text.sentences)
    return [other.text for _, other in rivals_of(slot, text)]


@pytest.mark.parametrize(
    ("claimed", "found", "relation"),
    [
        # two figures before the noughts are a rounded number only from 100 on, in the unit that is written
        ("110 km", "112 km", Relation.AGREES),
        ("90 km", "93 km", Relation.DIFFERS),
        ("190 ships", "192 ships", Relation.AGREES),
        ("90 ships", "92 ships", Relation.DIFFERS),
        ("60%", "62%", Relation.AGREES),
        ("60 kg", "62 kg", Relation.DIFFERS),
        ("9.5 km", "9.52 km", Relation.AGREES),
        ("1.2 million ships", "1,234,567 ships", Relation.AGREES),
        # one figure before the noughts is no rounded number
        ("100 ships", "102 ships", Relation.DIFFERS),
        ("1,000 km", "1,030 km", Relation.DIFFERS),
    ],
)
def test_a_figure_is_a_rounded_one_from_a_hundred_of_its_own_unit_on(
    claimed: str, found: str, relation: Relation
) -> None:
    assert compare(number(claimed), number(found)) is relation


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("The keeper retired in 1954 and died twenty years later in his bed.", "twenty years later"),
        ("The keeper retired in 1954 and died twenty years after.", "twenty years after"),
        ("The keeper retired in 1954. He died twenty years later.", "twenty years later"),
        # a deed from which the years count is no year of the sentence
        ("The keeper of 1954 died twenty years after the fire.", None),
        ("The keeper of 1954 died twenty years before his wife.", None),
        # two years, and a year behind the words
        ("The keeper of 1911 retired in 1954 and died twenty years later.", None),
        ("The keeper died twenty years later, in 1984.", None),
    ],
)
def test_another_year_follows_where_nothing_else_is_counted_from(source: str, words: str | None) -> None:
    text = text_of(source)

    assert other_year_from(text, text.sentences[-1], 1990) == words


@pytest.mark.parametrize("year", [1973, 1974, 1975])
def test_a_year_beside_the_counted_one_is_no_other_year(year: int) -> None:
    text = text_of("The keeper retired in 1954 and died twenty years later.")

    assert other_year_from(text, text.sentences[-1], year) is None
    assert other_year_from(text, text.sentences[-1], year + 3) == "twenty years later"


@pytest.mark.parametrize(
    ("claimed", "source", "follows"),
    [
        ("eight seats", "The Reform list won seven seats, one fewer than before.", True),  # a noun and no unit
        ("800 euros", "The lamp cost 500 euros, 300 euros more than the stand and the shade.", True),  # a unit alone
        ("12", "The lamp has 7 parts, 5 more than the stand.", False),  # neither
        ("36%", "Of the patients 64.5% were men.", True),  # as exact as a whole percentage is
        ("65%", "Of the patients 35.9% were men.", False),
        ("35.6%", "Of the patients 64.3% were men.", False),
    ],
)
def test_a_number_of_something_follows_from_others(claimed: str, source: str, follows: bool) -> None:
    text = text_of(source)

    assert follows_from_others(number(claimed), text, text.sentences) is follows


def test_a_value_that_is_left_open_is_shown_as_near() -> None:
    text = text_of("The yard of Skelby holds between 10 and 12 boats.\nThe tower is old.")
    (claimed,) = claimed_facts("The yard of Skelby holds 11 boats.")[-1:]

    (found,) = look_up([claimed], text, text.sentences[:1])

    assert (found.relation, found.near, found.sentence) == (Relation.COMPATIBLE, True, text.sentences[0])


@pytest.mark.parametrize(
    ("claim", "fact", "source"),
    [
        ("The mill was built in Norway.", "Norway", "The mill was built in Bergen in May."),
        ("The mill was built in Bergen.", "Bergen", "The mill was built in Norway in May."),
    ],
)
def test_a_town_is_no_rival_of_a_country(claim: str, fact: str, source: str) -> None:
    assert rivals(claim, fact, source) == []


def test_a_town_is_a_rival_of_a_town() -> None:
    assert rivals("The mill was built in Bergen.", "Bergen", "The mill was built in Odda in May.") == ["Odda"]


def test_a_place_of_another_thing_is_no_rival() -> None:
    claim = "She studied at the Royal College in London."
    source = "She studied at the Royal College, and spent two years in Rome."

    assert "Rome" not in rivals(claim, "London", source)


@pytest.mark.parametrize(
    ("written", "month", "day"),
    [
        ("12/12/2011", 12, 12),
        ("13/12/2011", 12, 13),  # the day is the one above 12
        ("12/13/2011", 12, 13),
        ("13/1/2011", 1, 13),
        ("31/12/2011", 12, 31),
        ("1/13/2011", 1, 13),
    ],
)
def test_of_two_figures_the_one_above_twelve_is_the_day(written: str, month: int, day: int) -> None:
    (found,) = dates(f"It was sold on {written} in Lund.")

    assert (found.month, found.day) == (month, day)


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Rain fell on Sunday at noon.", "fact.conflict.other-statement"),
        ("Rain fell on the weavers on Sunday at noon.", "fact.conflict.other-predicate"),
    ],
)
def test_a_sentence_without_a_word_of_the_claim_makes_another_statement(sentence: str, rule: str) -> None:
    claim = "The mill employed 600 weavers."
    text, claimed = text_of(f"The mill is old. {sentence}"), claimed_facts(claim)
    (mine,) = [found for found in claimed if found.text == "600"]
    slot = slot_of(query(claim), mine, look_up(claimed, text, text.sentences), text, text.sentences[:1])

    decided = CONFLICT_RULES.decide(Rival(slot, text.sentences[1], mine, 0.9999, sentence, text))

    assert decided is not None
    assert decided.rule == rule


@pytest.mark.parametrize(
    ("published", "relation"),
    [
        # a page of 14 May 2012, a Monday: its "Friday" is a day of the week before it or behind it
        ("2012-05-14", Relation.AGREES),
        ("2012-05-04", Relation.AGREES),
        ("2012-05-18", Relation.AGREES),
        ("2012-05-03", Relation.COMPATIBLE),
        ("2012-05-19", Relation.COMPATIBLE),
    ],
)
def test_a_weekday_is_one_within_a_week_of_its_page(published: str, relation: Relation) -> None:
    (claimed,), (found,) = dates("on 11 May 2012"), dates("It was sold on Friday.")

    assert compare(claimed, found, published=published) is relation
