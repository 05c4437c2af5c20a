"""A pronoun that begins a sentence of a source is read as the subject of the sentence before it, if that is clear."""

from __future__ import annotations

import pytest

from citecheck import check_claim
from citecheck.checking.relations.pronouns import resolved
from reports.model import Outcome

READ = [
    ("Brenn spent the war in Orten.", "She returned to the island in 1946.", "Brenn returned to the island in 1946."),
    ("The mill stands on a hill.", "It was built by the Holm family.", "The mill was built by the Holm family."),
    ("The mill stands on a hill.", "In 1946 it was sold.", "In 1946 the mill was sold."),
    ("The board met in March.", "It found no fault.", "The board found no fault."),
    ("In March, the board met in Orten.", "It found no fault.", "the board found no fault."),
]
LEFT = [
    ("The council bought the mill.", "It was built in 1810."),  # the mill, as a reader knows
    ("The church was built after the castle.", "The tower leans."),
    ("Heavy rain.", "It ended in May."),
    ("The band played in barns.", "Its drummer left in May."),  # no deed of the band
    ("Karl Lee lived in Ulm.", "His wife painted the wall."),
    ("He left Orten.", "He died in 1946."),
    ("Brenn and Holm left Orten.", "He died in 1946."),
    ("The mill stands on a hill.", "Roe says that it was sold."),
]


@pytest.mark.parametrize(("before", "sentence", "read"), READ)
def test_a_pronoun_is_read_as_the_subject_before_it(before: str, sentence: str, read: str) -> None:
    assert resolved(sentence, before) == read


@pytest.mark.parametrize(("before", "sentence"), LEFT)
def test_a_pronoun_stays_where_it_may_stand_for_another(before: str, sentence: str) -> None:
    assert resolved(sentence, before) == sentence


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "Brenn never returned to the island after the war.",
            "Brenn spent the whole war in Orten. She returned to the island.",
        ),
        ("The Holm family was financed by the museum.", "The museum grew. It was financed by the Holm family."),
        (
            "The company said that the spray killed the bees.",
            "Keepers lost hives. They said that the spray killed the bees.",
        ),
        (
            "Brenn taught the pianist Klara Weiss.",
            "Brenn was born in Orten. She was a pupil of the pianist Klara Weiss.",
        ),
    ],
)
def test_a_conflict_behind_a_pronoun_is_told(claim: str, source: str) -> None:
    assert check_claim(claim, source).outcome is Outcome.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "Brenn returned to the island after the war.",
            "Brenn spent the whole war in Orten. She returned to the island.",
        ),
        ("The museum was financed by the Holm family.", "The museum grew. It was financed by the Holm family."),
        (
            "Keepers said that the spray killed the bees.",
            "Keepers lost hives. They said that the spray killed the bees.",
        ),
        ("Klara Weiss taught Brenn.", "Brenn was born in Orten. She was a pupil of the pianist Klara Weiss."),
        ("The mill was not built by the council.", "The council bought the mill. It was built in 1810."),
    ],
)
def test_what_a_pronoun_says_as_the_claim_does_is_no_conflict(claim: str, source: str) -> None:
    assert check_claim(claim, source).outcome is not Outcome.CONTRADICTED
