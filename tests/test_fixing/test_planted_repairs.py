"""Planted repairs in documents of seven formats: every byte right, once and not twice, as a diff, and read again."""

import pytest

from testbed.planted_repairs import planted_documents
from testbed.repair_checks import outcome_of

DOCUMENTS = list(planted_documents())


@pytest.mark.parametrize("planted", DOCUMENTS, ids=lambda planted: planted.name)
def test_all_planted_repairs_of_a_document_are_made_and_nothing_else(planted, tmp_path):
    outcome = outcome_of(planted, tmp_path)

    assert outcome.is_right, outcome


def test_there_are_two_hundred_planted_repairs():
    assert sum(planted.repairs for planted in DOCUMENTS) >= 200
