"""Where a claimed fact is looked for in a source, and what is taken for its rival."""

from __future__ import annotations

import pytest

from citecheck.checking.facts import FactComparison, Relation
from citecheck.checking.facts.conflicts import CONFLICT_RULES, Rival
from citecheck.checking.facts.lookup import claimed_facts, look_up, slot_of
from citecheck.checking.passages import prepare, query
from citecheck.checking.support.judge import match_claim, read_claim
from citecheck.model import ClaimContext, SourceText
from reports.model import Extent

FILLER = "\n".join(
    f"The {noun} was painted green by the same sisters."
    for noun in (
        "gate",
        "fence",
        "shed",
        "bench",
        "boat",
        "door",
        "roof",
        "cart",
        "well",
        "barn",
        "mast",
        "sign",
        "desk",
    )
)


def looked_up(claim: str, source: str, fact: str) -> FactComparison:
    """Return what a source says of one fact of a claim."""
    text = prepare(SourceText(text=source, extent=Extent.FULL))
    found = match_claim(read_claim(query(claim), ClaimContext()), text).facts
    return next(one for one in found if one.fact.text == fact)


def test_a_name_that_the_source_has_is_in_no_conflict_with_another_in_the_same_place() -> None:
    source = "The prize for sculpture was given to Ottilie Brandt. The prize for sculpture was given to Greta Holm."

    found = looked_up("The prize for sculpture was given to Ottilie Brandt.", source, "Ottilie Brandt")

    assert (found.relation, found.rule) == (Relation.AGREES, "fact.name.in-one-sentence")


def test_a_number_is_looked_for_near_the_passages_first() -> None:
    source = f"An old song counts 240 herring.\n{FILLER}\nThe museum of clocks owns 240 clocks."

    found = looked_up("The museum of clocks owns 240 clocks.", source, "240")

    assert found.near
    assert found.sentence is not None
    assert found.sentence.index == 14


def test_a_number_from_thirteen_counts_wherever_it_stands() -> None:
    claims = {number: f"The museum of clocks owns {number} clocks." for number in ("12", "13")}
    sources = {
        number: f"The museum of clocks owns clocks.\n{FILLER}\nA song counts {number} herring." for number in claims
    }

    found = {number: looked_up(claims[number], sources[number], number) for number in claims}

    assert [one.rule for one in found.values()] == ["fact.number.small-elsewhere", "fact.number.same-value"]
    assert not found["13"].near


def test_two_sentences_from_a_passage_are_near_and_three_are_not() -> None:
    lines = FILLER.splitlines()
    claim = "The museum of clocks owns 12 clocks."

    def rule(between: int) -> str | None:
        return looked_up(
            claim, "\n".join(["The museum of clocks owns clocks.", *lines[:between], "A song counts 12 herring."]), "12"
        ).rule

    assert [rule(between) for between in (0, 1, 2)] == [
        "fact.number.same-value",
        "fact.number.same-value",
        "fact.number.small-elsewhere",
    ]


def test_an_acronym_is_spelt_out_at_the_beginning_of_a_sentence_too() -> None:
    found = looked_up("The survey was paid for by the NHT.", "Northern Harbour Trust paid for the survey.", "NHT")

    assert (found.relation, found.found) == (Relation.AGREES, "Northern Harbour Trust")


@pytest.mark.parametrize(
    ("claim", "fact", "strengths"),
    [
        (
            "The mill employed 600 weavers.",
            "600",
            {0.1227: None, 0.1228: "likely-number", 0.3448: "likely-number", 0.3449: "number"},
        ),
        (
            "The mill was closed in 1913.",
            "1913",
            {0.0499: None, 0.05: "likely-date", 0.7784: "likely-date", 0.7785: "date"},
        ),
        (
            "Weavers met Henrik Askew.",
            "Henrik Askew",
            {0.1571: None, 0.1572: "likely-name", 0.3341: "likely-name", 0.3342: "name"},
        ),
        ("Henrik Askew met weavers.", "Henrik Askew", {0.1571: None, 0.1572: "subject-name", 0.9: "subject-name"}),
        (
            "The mill never employed 600 weavers.",
            "600",
            {0.1227: None, 0.1228: "one-side-negated", 0.9: "one-side-negated"},
        ),
    ],
)
def test_conflicts_begin_where_the_thresholds_are(claim: str, fact: str, strengths: dict[float, str | None]) -> None:
    text = prepare(SourceText(text="Weavers went to the mill in the morning.", extent=Extent.FULL))
    claimed = claimed_facts(claim)
    (one,) = [found for found in claimed if found.text == fact]
    slot = slot_of(query(claim), one, look_up(claimed, text, text.sentences), text, text.sentences)

    decided = {strength: CONFLICT_RULES.decide(Rival(slot, text.sentences[0], one, strength)) for strength in strengths}

    rules = {strength: None if found is None else found.rule for strength, found in decided.items()}
    assert rules == {strength: rule and f"fact.conflict.{rule}" for strength, rule in strengths.items()}


def test_a_name_that_the_claim_has_as_well_is_no_rival() -> None:
    claim = "The duet was sung by Ottilie Brandt and by Greta Holm."

    assert looked_up(claim, "The duet was sung by Greta Holm.", "Ottilie Brandt").relation is Relation.UNRELATED
    assert looked_up(claim, "The duet was sung by Vera Stahl.", "Ottilie Brandt").relation is Relation.DIFFERS


def test_a_rival_in_a_long_text_stands_in_a_passage_or_next_to_one() -> None:
    claim = "The museum of clocks owns 240 clocks."
    near = f"The museum of clocks owns clocks.\nIn all it owns 300 clocks.\n{FILLER}"
    far = f"The museum of clocks owns clocks.\n{FILLER}\nA song counts 300 herring."

    assert looked_up(claim, near, "240").found == "300"
    assert looked_up(claim, far, "240").relation is Relation.UNRELATED
