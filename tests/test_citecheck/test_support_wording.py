"""A claim may say in other words what its source says: words of one sense, names in short, words that state nothing."""

from __future__ import annotations

import pytest

from citecheck import check_claim
from citecheck.checking.relations import differences
from citecheck.checking.relations.unproven import unproven
from citecheck.checking.relations.wording import sense
from reports.model import Outcome

# The source's sentence; a claim that says it in other words; a claim that says more than the sentence.
ROWS = {
    "a verb of the same sense": (
        "The wire maker Corrin acquired the rolling mill at Orten in 1934.",
        "Corrin bought the rolling mill at Orten in 1934.",
        "Corrin leased the rolling mill at Orten in 1934.",
    ),
    "a phrase of two words": (
        "The council called off the regatta at Saltby in June.",
        "The council cancelled the regatta at Saltby in June.",
        "The council moved the regatta at Saltby in June.",
    ),
    "a noun of the act": (
        "After its founding in 1934 the choir of Orten sang in barns.",
        "The choir of Orten was founded in 1934.",
        "The choir of Orten was dissolved in 1934.",
    ),
    "a kind of which the source names a member": (
        "The novelist Ada Brenn moved to Orten in 1911.",
        "The writer Ada Brenn moved to Orten in 1911.",
        "The painter Ada Brenn moved to Orten in 1911.",
    ),
    "a member of the kind that the source names": (
        "The artist Ada Brenn moved to Orten in 1911.",
        "The artist Ada Brenn moved to Orten.",
        "The sculptor Ada Brenn moved to Orten in 1911.",
    ),
    "words that state nothing": (
        "The ferry board at Saltby ordered twelve boats.",
        "However, the ferry board at Saltby then ordered twelve boats.",
        "However, the ferry board at Saltby ordered twelve electric boats.",
    ),
    "a first name": (
        "Brenn moved to Orten in 1911 and taught there.",
        "Ada Brenn moved to Orten in 1911.",
        "Ada Holm moved to Orten in 1911.",
    ),
    "another first name": (
        "Ada Brenn moved to Orten in 1911 and taught there.",
        "Brenn moved to Orten in 1911.",
        "Klara Brenn moved to Orten in 1911.",
    ),
    "the initials of a name": (
        "The Harbour Safety Board closed the quay at Orten.",
        "The HSB closed the quay at Orten.",
        "The HFB closed the quay at Orten.",
    ),
    "a name of which the source has the initials": (
        "The HSB closed the quay at Orten.",
        "The HSB has closed the quay at Orten.",
        "The Harbour Fire Board closed the quay at Orten.",
    ),
    "the genitive of a name": (
        "The last keeper of the lighthouse at Orten was Aldous Finch.",
        "Aldous Finch was the lighthouse's last keeper.",
        "Aldous Finch was the lighthouse's last painter.",
    ),
    "a noun that is a part of a name": (
        "Merrow is a city in Tolland County, beside the river.",
        "Merrow is a city beside the river.",
        "Merrow is a county beside the river.",
    ),
    "a person and a thing of one root": (
        "Ada Brenn loved music and painted barns in Orten.",
        "Ada Brenn painted barns in Orten.",
        "Ada Brenn was a musician in Orten.",
    ),
    "a semicolon within brackets": (
        "Merrow (in old charters Merwe; Marrow) is a city beside the river.",
        "Merrow is a city beside the river.",
        "Merrow is a city beside the sea.",
    ),
    "an ordinal that counts, and one that ranks": (
        "The road passes the third bridge and the second longest tunnel of the county.",
        "The road passes the bridge and the second longest tunnel of the county.",
        "The road passes the longest tunnel of the county.",
    ),
}


@pytest.mark.parametrize("kind", ROWS)
def test_the_same_in_other_words_is_shown_and_more_is_not(kind: str) -> None:
    source, same, more = ROWS[kind]

    assert unproven(same, [source]) is None
    assert unproven(more, [source]) is not None


def test_a_long_claim_may_lack_a_light_word_but_no_verb_and_no_name() -> None:
    source = (
        "The ferry board at Saltby, founded by the pilots, ordered twelve new boats in Orten, sold the old barges to "
        "the miners of Merrow, rented the northern quay, and hired forty stokers from the closed colliery."
    )
    claim = source.replace("The ferry board", "The local ferry board")

    assert unproven(claim, [source]) is None
    assert unproven(source.replace("rented the northern quay", "swept the northern quay"), [source]) is not None
    assert unproven(source.replace("miners of Merrow", "miners of Dane"), [source]) is not None


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Marlow Steel was taken over by the wire maker Corrin.", "Marlow Steel bought the wire maker Corrin."),
        ("Ana Rios was beaten by Petra Novak in Orten.", "Ana Rios defeated Petra Novak in Orten."),
    ],
)
def test_the_sides_of_an_act_are_compared_in_every_word_for_it(source: str, claim: str) -> None:
    assert differences(claim, [source])["roles"].sure
    assert check_claim(claim, source).outcome is Outcome.CONTRADICTED


def test_a_name_has_no_other_sense_and_a_phrase_with_from_is_another() -> None:
    assert sense("purchased") == sense("bought") == sense("took over")
    assert sense("Store") != sense("Shop")
    assert unproven("Lee bought the ferry from Roe.", ["Lee took over from Roe on the ferry."]) is not None
