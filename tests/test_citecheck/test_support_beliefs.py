"""Who only believes something is named, and no other person who stands before the verb."""

import pytest

from citecheck.checking.relations.clauses import SentenceReading
from citecheck.checking.relations.speakers import belief_of


@pytest.mark.parametrize(
    ("sentence", "believed"),
    [
        ("Villagers believe that the well was dug by monks.", "Villagers believe"),
        ("The critic Anton Ruel, who rediscovered Wenlow, thought that the map was by Holm.", "thought"),
        ("The map was drawn by Holm.", ""),
        ("The belief that the map was by Holm is old.", ""),
    ],
)
def test_who_believes_is_named(sentence: str, believed: str) -> None:
    assert belief_of(SentenceReading(sentence)) == believed
