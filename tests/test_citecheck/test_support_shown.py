"""A claim is only confirmed where a sentence shows that it says the same with the same words."""

from __future__ import annotations

import pytest

from citecheck import check_claim
from citecheck.checking.relations.unproven import unproven
from reports.model import Band, Outcome

# The source's sentence; a claim that it does not show to be said; a claim of the same words that it does say.
ROWS = {
    "an act that the source does not name": (
        "Marlow Steel was outlived by the wire maker Corrin in 1988.",
        "Marlow Steel betrayed the wire maker Corrin in 1988.",
        "Marlow Steel was outlived by the wire maker Corrin.",
    ),
    "a word that is nowhere": (
        "The choir sang in the chapel of the castle on Sunday.",
        "The whole choir sang in the chapel of the castle.",
        "The choir sang in the chapel of the castle.",
    ),
    "a code that is nowhere": (
        "Sequencing found the variant R175H in all four tumours.",
        "Sequencing found the variant R175L in all four tumours.",
        "Sequencing found the variant R175H in all four tumours.",
    ),
    "an ordinal before a superlative": (
        "At 88 metres it is the third highest weir of the county.",
        "At 88 metres it is the highest weir of the county.",
        "It is the third highest weir of the county.",
    ),
    "what still has to be done": (
        "The plan for the quay still has to be approved by the council.",
        "The plan for the quay has been approved by the council.",
        "The plan for the quay still has to be approved by the council.",
    ),
    "two sides that change places": (
        "The duchess, an orphan, was raised in Vence by her aunt, the abbess.",
        "The abbess was raised in Vence by the duchess.",
        "The duchess was raised in Vence by the abbess.",
    ),
    "a speaker who says nothing": (
        "Dockers blamed the board for the delay of the ferry. The ministry pointed to the storm.",
        "According to the ministry, the board is to blame for the delay of the ferry.",
        "Dockers blamed the board for the delay of the ferry.",
    ),
    "a comparison that is not drawn": (
        "Wages in Orten grew by 9 per cent, while rents in Orten grew by 17 per cent.",
        "Wages in Orten grew by more than rents.",
        "Rents in Orten grew by 17 per cent.",
    ),
    "a cause that is left open": (
        "Tea drinkers had fewer falls, and we cannot say whether tea is the cause.",
        "Tea caused tea drinkers to have fewer falls.",
        "Tea drinkers had fewer falls.",
    ),
    "from and to": (
        "The parasite passes from the snail to the heron.",
        "The parasite passes to the snail.",
        "The parasite passes to the heron.",
    ),
    "two statements in one sentence": (
        "Entry to the baths is free for pupils; students pay half.",
        "Entry to the baths is free for students.",
        "Entry to the baths is free for pupils.",
    ),
    "a speaker in capitals": (
        "The ministry declared the outbreak over, and the WHO advised to wait.",
        "The WHO says that the outbreak is over.",
        "The ministry declared the outbreak over.",
    ),
    "a value beside other words": (
        "The depot is certified to norm 7004, and an application for norm 9120 was withdrawn.",
        "The depot is certified to norm 9120.",
        "The depot is certified to norm 7004.",
    ),
}


@pytest.mark.parametrize("kind", ROWS)
def test_what_no_sentence_shows_is_in_doubt_and_what_one_shows_is_not(kind: str) -> None:
    source, other, same = ROWS[kind]
    sentences = [f"{one.strip().rstrip('.')}." for one in source.split(". ")]

    assert unproven(other, sentences) is not None
    assert unproven(same, sentences) is None


@pytest.mark.parametrize("kind", ROWS)
def test_it_is_never_confirmed(kind: str) -> None:
    source, other, _ = ROWS[kind]
    check = check_claim(other, source)

    assert (check.outcome, check.band) != (Outcome.SUPPORTED, Band.CONFIDENT), check.rule


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Imberg lost to Kolar in the final.", "Kolar defeated Imberg in the final and met the king."),
        ("The glacier lost a quarter of its ice.", "The glacier lost 25 per cent of its ice."),
        ("The tram ran until 1962.", "The tram was in service from 1904 until 1962."),
        ("The council paved the street.", "The council did not only pave the street but also planted limes."),
        ("The ferry may enter service in May.", "The ferry could enter service in May."),
    ],
    ids=["the other side of a verb", "a value in other clothes", "a verb without an object", "not only", "may, could"],
)
def test_the_same_in_other_words_is_no_doubt(claim: str, source: str) -> None:
    agreed = [(claim.index("quarter"), claim.index("quarter") + 7)] if "quarter" in claim else []

    assert unproven(claim, [source], agreed) is None


def test_nothing_is_compared_where_there_is_nothing_to_compare() -> None:
    assert unproven("The tram ran until 1962.", []) is None
    assert unproven("word " * 300, ["word " * 10]) is None
