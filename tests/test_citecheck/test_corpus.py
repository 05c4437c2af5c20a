"""The quality gate's corpus: what a row expects, which rules have a row, and rows that are known to be called wrong."""

import json

import pytest

from testbed.corpus import Answer, answer, figures_of, is_as_expected, is_right, rows
from testbed.corpus_rules import rule_counts, unknown_rules

SENTENCE = "The clerk closed the gate at nine because the swell had broken two of its hinges."
CORPUS = [row for name in ("quotes.jsonl", "claims.jsonl", "known_wrong.jsonl") for row in rows(name)]


def quote(expect, words, **more):
    return {"text": SENTENCE, "quote": words, "expect": expect, **more}


@pytest.mark.parametrize(
    ("expect", "words", "right"),
    [
        ("faithful", "closed the gate at nine", True),
        ("faithful", "closed the gate at ten", False),
        ("number-changed", "The clerk closed the gate at ten because the swell", True),
        ("number-changed", "closed the gate at nine", False),
        ("faithful-or-altered", "The clerk shut the gate at nine because the swell", True),
        ("altered", "closed the gate at nine", False),
        ("not-found", "A baker found gold coins under his shop", True),
    ],
)
def test_an_answer_is_right_where_it_is_what_the_row_expects(expect, words, right):
    row = quote(expect, words)

    assert is_right(row, answer(row)) is right


def test_a_change_that_is_refused_under_another_name_counts_as_refused_and_not_as_named():
    row = quote("name-changed", "The clerk closed the gate at ten because the swell")

    assert dict(figures_of(row, answer(row))) == {"quotations refused": True, "quotations named": False}
    assert not is_as_expected(row, answer(row))


def test_held_out_rows_count_apart():
    row = quote("faithful", "closed the gate at nine", split="held-out")

    assert dict(figures_of(row, answer(row))) == {"held-out: quotations accepted": True}


def test_a_row_that_is_right_by_another_rule_is_not_as_expected():
    row = quote("faithful", "closed the gate at nine", rule="quote.typographic")

    assert is_right(row, answer(row))
    assert not is_as_expected(row, answer(row))


def test_a_rule_is_exercised_only_by_rows_that_expect_it_and_get_it():
    said = Answer("verbatim", True, frozenset({"quote.verbatim"}))
    counts = rule_counts([({"rule": "quote.verbatim"}, said), ({}, said), ({"rule": "quote.typographic"}, said)])

    assert counts["quote.verbatim"] == (1, 3)
    assert counts["quote.typographic"] == (0, 0)


def test_a_rule_that_the_book_does_not_have_is_named():
    assert unknown_rules([{"rule": "quote.no-such"}, {"rule": "quote.verbatim"}, {}]) == ["quote.no-such"]


def test_a_rule_without_a_row_is_found():
    kept = "quote.typographic"
    counts = rule_counts([(row, answer(row)) for row in rows("quotes.jsonl") if row.get("rule") == kept])

    assert counts[kept][0] > 0
    assert [id for id, (expected, _) in counts.items() if expected] == [kept]


@pytest.mark.parametrize("name", ["quotes.jsonl", "claims.jsonl"])
def test_every_row_of_the_corpus_is_called_as_expected(name):
    wrong = [row for row in rows(name) if not is_as_expected(row, answer(row))]

    assert wrong == []


def test_the_corpus_asks_nothing_twice():
    asked = [
        json.dumps({key: row[key] for key in row if key not in ("expect", "rule", "said", "split")}) for row in CORPUS
    ]

    assert sorted({row for row in asked if asked.count(row) > 1}) == []


def test_the_corpus_is_as_large_as_it_says():
    assert sum("quote" in row for row in CORPUS if "said" not in row) >= 400
    assert sum("claim" in row for row in CORPUS if "said" not in row) >= 250
