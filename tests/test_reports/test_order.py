"""Severities, outcomes and bands compare in their own order; they stay strings in all else."""

import itertools
import random

import pytest

from reports.model import Band, Outcome, QuoteOutcome, Severity

ORDERS = (
    (Severity.NOTE, Severity.WARNING, Severity.ERROR),
    (Outcome.SUPPORTED, Outcome.UNVERIFIABLE, Outcome.PARTIAL, Outcome.UNSUPPORTED, Outcome.CONTRADICTED),
    (Band.CONFIDENT, Band.UNCERTAIN),
    tuple(sorted(QuoteOutcome, key=lambda outcome: outcome.rank)),
)


@pytest.mark.parametrize("order", ORDERS)
def test_the_greater_is_the_worse(order) -> None:
    mixed = random.Random(7).sample(order, len(order))

    assert tuple(sorted(mixed)) == order
    assert set(order) == set(type(order[0]))
    assert max(mixed) is order[-1]
    for better, worse in itertools.pairwise(order):
        assert better < worse and worse > better and better <= worse and worse >= better
        assert not worse < better and not worse <= better and not better > worse and not better >= worse


@pytest.mark.parametrize("order", ORDERS)
def test_a_word_is_still_its_string(order) -> None:
    for word in order:
        assert word == word.value
        assert hash(word) == hash(word.value)
        assert word <= word and word >= word


def test_a_quotation_is_worst_where_it_is_not_found() -> None:
    assert max(QuoteOutcome) is QuoteOutcome.NOT_FOUND
    assert min(QuoteOutcome) is QuoteOutcome.VERBATIM


def test_beside_another_string_a_word_compares_as_a_string() -> None:
    assert Severity.ERROR < "zebra"
    assert Outcome.PARTIAL > "apple"
