"""Severities, outcomes and bands compare from good to bad; in everything else they are strings."""

import itertools
import random

import pytest

from reports.model import Band, Outcome, QuoteOutcome, Severity

ORDERS = (
    (Severity.NOTE, Severity.WARNING, Severity.ERROR),
    (Outcome.SUPPORTED, Outcome.UNVERIFIABLE, Outcome.PARTIAL, Outcome.UNSUPPORTED, Outcome.CONTRADICTED),
    (Band.CONFIDENT, Band.UNCERTAIN),
    (
        QuoteOutcome.VERBATIM,
        QuoteOutcome.TYPOGRAPHIC,
        QuoteOutcome.EDITORIAL,
        QuoteOutcome.CONDITION_CUT,
        QuoteOutcome.ALTERED,
        QuoteOutcome.NAME_CHANGED,
        QuoteOutcome.NUMBER_CHANGED,
        QuoteOutcome.NEGATION_CHANGED,
        QuoteOutcome.PARTIAL,
        QuoteOutcome.OTHER_LANGUAGE,
        QuoteOutcome.NOT_FOUND,
    ),
)


@pytest.mark.parametrize("order", ORDERS)
def test_the_greater_is_the_worse(order):
    mixed = random.Random(7).sample(order, len(order))

    assert set(order) == set(type(order[0]))
    assert tuple(sorted(mixed)) == order
    assert max(mixed) is order[-1]
    for better, worse in itertools.pairwise(order):
        assert better < worse and worse > better and better <= worse and worse >= better
        assert not worse < better and not worse <= better and not better > worse and not better >= worse


@pytest.mark.parametrize("order", ORDERS)
def test_a_word_is_still_its_string(order):
    for word in order:
        assert word == word.value
        assert hash(word) == hash(word.value)
        assert word <= word and word >= word
        assert not word < word and not word > word


def test_words_of_two_vocabularies_do_not_compare():
    with pytest.raises(TypeError):
        assert Severity.ERROR < Outcome.PARTIAL


def test_beside_a_plain_string_a_word_compares_by_its_letters():
    assert Severity.ERROR < "zebra"
    assert Outcome.PARTIAL > "apple"
