"""Where a claimed fact is looked for in a source, and what is taken for its rival."""

from __future__ import annotations

import pytest

from citecheck.checking.facts import FactComparison, Relation
from citecheck.checking.facts.conflicts import CONFLICT_RULES, Rival
from citecheck.checking.facts.lookup import claimed_facts, look_up
from citecheck.checking.facts.model import Certainty
from citecheck.checking.facts.reading import facts
from citecheck.checking.facts.rival_features import COMMON, OWN, features
from citecheck.checking.facts.rivals import slot_of
from citecheck.checking.passages import prepare, query
from citecheck.checking.support.judge import match_claim, read_claim
from citecheck.checking.weights.models import load_conflicts
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
    ("claim", "fact", "kind", "rules"),
    [
        ("The mill employed 600 weavers.", "600", "number", ("likely-number", "number")),
        ("The mill was closed in 1913.", "1913", "date", ("likely-date", "date")),
        ("Weavers met Henrik Askew.", "Henrik Askew", "name", ("likely-name", "name")),
        ("Henrik Askew met weavers.", "Henrik Askew", "name", ("subject-name",) * 2),
        ("The mill never employed 600 weavers.", "600", "number", ("one-side-negated",) * 2),
        ("Weavers came to the NHT.", "NHT", "name", ("acronym",) * 2),
    ],
)
def test_conflicts_begin_where_the_thresholds_are(claim: str, fact: str, kind: str, rules: tuple[str, ...]) -> None:
    text = prepare(SourceText(text="Weavers went to the mill in the morning.", extent=Extent.FULL))
    claimed = claimed_facts(claim)
    (one,) = [found for found in claimed if found.text == fact]
    slot = slot_of(query(claim), one, look_up(claimed, text, text.sentences), text, text.sentences)
    model = load_conflicts(kind, (*COMMON, *OWN[kind]))

    def rule(strength: float) -> str | None:
        words = claim.replace("never", "later")
        decided = CONFLICT_RULES.decide(Rival(slot, text.sentences[0], one, strength, words, text))
        return None if decided is None else decided.rule

    assert 0 < model.told < model.sure < 1
    assert rule(model.told - 0.0001) is None
    assert [rule(level) for level in (model.told, model.sure)] == [f"fact.conflict.{name}" for name in rules]
    assert rule(model.sure - 0.0001) == f"fact.conflict.{rules[0]}"


@pytest.mark.parametrize(
    ("claim", "source", "fact"),
    [
        ("Anna Holm was born in Lund in 1911.", "Anna Holm married in Lund in 1934.", "1911"),
        ("Anna Holm died in 1990 in Lund.", "Anna Holm was born in 1911 in Lund.", "1990"),
        ("The bakery at Saltby was sold in 1974.", "The bakery at Saltby was opened in 1969.", "1974"),
        (
            "The company at Lund was sold for $40 million.",
            "The company at Lund was valued at $55 million.",
            "$40 million",
        ),
        ("The ferry was launched in May 1931 in the bay.", "The ferry sank in June 1944 in the bay.", "May 1931"),
    ],
)
def test_a_value_of_another_predicate_is_at_most_shown(claim: str, source: str, fact: str) -> None:
    found = looked_up(claim, source, fact)

    assert found.certainty in (None, Certainty.POSSIBLE)


@pytest.mark.parametrize(
    ("claim", "source", "fact", "other"),
    [
        ("Anna Holm was born in Lund in 1911.", "Anna Holm was born in Lund in 1934.", "1911", "1934"),
        ("The mill at Saltby was founded in 1974.", "The mill at Saltby was established in 1969.", "1974", "1969"),
        ("He was hired for the Fenland 955 in May.", "He was announced for the Fenland 355 in May.", "955", "355"),
    ],
)
def test_a_value_of_the_same_predicate_or_beside_the_same_word_is_told(
    claim: str, source: str, fact: str, other: str
) -> None:
    found = looked_up(claim, source, fact)

    assert found.found == other
    assert found.certainty in (Certainty.LIKELY, Certainty.SURE)


@pytest.mark.parametrize(
    ("claim", "source", "fact"),
    [
        (
            "The mill at Saltby was sold after 1911 to a cousin.",
            "The mill at Saltby was sold in 1922 to a cousin.",
            "1911",
        ),
        ("The mill at Saltby was sold in 1911.", "The mill at Saltby was sold. Retrieved 3 May 2019.", "1911"),
        ("The mill at Saltby was sold in 1911.", "The mill at Saltby was sold (Lee et al., 1985).", "1911"),
        ("Forty men of Apollo 11 came to Lund.", "Forty men came to Lund 3 times.", "11"),
        ("The club reached the final in the 1904–05 season.", "The club reached the final in 1904.", "1904–05"),
    ],
)
def test_what_is_no_value_of_its_own_is_no_rival(claim: str, source: str, fact: str) -> None:
    assert looked_up(claim, source, fact).relation is not Relation.DIFFERS


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


def test_a_name_of_five_letters_may_be_spelt_otherwise() -> None:
    found = looked_up("The solo was sung by Marta Lindgren.", "Martha Lindgren sang the solo.", "Marta Lindgren")

    assert (found.relation, found.rule) == (Relation.AGREES, "fact.name.every-word")


def test_a_name_of_which_the_source_has_a_part_can_be_in_conflict() -> None:
    source = "The regatta at Skelby was won by Henrik Osterman in 1958. Hallberg came last."

    found = looked_up("The regatta at Skelby was won by Gustav Hallberg in 1958.", source, "Gustav Hallberg")

    assert (found.relation, found.found) == (Relation.DIFFERS, "Henrik Osterman")


def test_facts_of_a_quotation_are_not_claimed_wherever_it_stands() -> None:
    claim = "19 locked doors were counted by Alice Penrose in 1911."

    assert [fact.text for fact in claimed_facts(claim, ["19 locked doors"])] == ["Alice Penrose", "1911"]
    assert [fact.text for fact in claimed_facts(claim, ["", "no such words"])] == ["19", "Alice Penrose", "1911"]


PAIRS = {
    "number": (
        "In 1911 the mill at Ebury employed 600 weavers.",
        "600",
        "The mill at Ebury employed 900 weavers in 1910.",
        "900",
    ),
    "date": (
        "The mill at Ebury was closed on 3 March 1913.",
        "3 March 1913",
        "The mill closed on 5 March 1911.",
        "5 March 1911",
    ),
    "name": (
        "The mill was sold to Henry Askew in 1911.",
        "Henry Askew",
        "In 1911 the mill was sold to Henry Cutler.",
        "Henry Cutler",
    ),
}

EXPECTED = {
    "number": {
        "sentence": 0.824,
        "passages": 0.824,
        "context": 0.877,
        "left": 1.0,
        "right": 1.0,
        "left_word": 1.0,
        "right_word": 1.0,
        "rivals": 0.693,
        "order": 0.83,
        "chosen": 1.0,
        "punctuation": 1.0,
        "frequent": 1.0,
        "claim_words": 1.792,
        "others_missing": 0.693,
        "others_found": 0.693,
        "subject": 0.0,
        "left_aligned": 0.925,
        "right_aligned": 1.0,
        "left_near": 1.0,
        "right_near": 1.0,
        "best_sentence": 1.0,
        "relative": 1.0,
        "preposition": 0.0,
        "other_preposition": 0.0,
        "found_here": 1.0,
        "share_found_here": 0.5,
        "of_its_kind": 1.0,
        "length": 3.871,
        "same_noun": 1.0,
        "other_noun": 0.0,
        "measured": 0.0,
        "ratio": 0.405,
    },
    "date": {
        "sentence": 0.569,
        "passages": 0.569,
        "context": 0.571,
        "left": 1.0,
        "right": 0.0,
        "left_word": 1.0,
        "right_word": 0.0,
        "rivals": 0.693,
        "order": 0.883,
        "chosen": 1.0,
        "punctuation": 1.0,
        "frequent": 1.0,
        "claim_words": 1.386,
        "others_missing": 0.693,
        "others_found": 0.0,
        "subject": 0.0,
        "left_aligned": 0.519,
        "right_aligned": -1.0,
        "left_near": 1.0,
        "right_near": 0.0,
        "best_sentence": 1.0,
        "relative": 1.0,
        "preposition": 1.0,
        "other_preposition": 0.0,
        "found_here": 0.0,
        "share_found_here": 0.0,
        "of_its_kind": 1.0,
        "length": 3.497,
        "same_parts": 1.0,
        "year_only": 0.0,
        "dateline": 1.0,
    },
    "name": {
        "sentence": 1.0,
        "passages": 1.0,
        "context": 1.0,
        "left": 1.0,
        "right": 0.0,
        "left_word": 1.0,
        "right_word": 0.0,
        "rivals": 0.693,
        "order": 0.822,
        "chosen": 1.0,
        "punctuation": 0.0,
        "frequent": 1.0,
        "claim_words": 1.386,
        "others_missing": 0.0,
        "others_found": 0.693,
        "subject": 0.0,
        "left_aligned": 1.0,
        "right_aligned": 0.0,
        "left_near": 1.0,
        "right_near": 0.0,
        "best_sentence": 1.0,
        "relative": 1.0,
        "preposition": 1.0,
        "other_preposition": 0.0,
        "found_here": 1.0,
        "share_found_here": 1.0,
        "of_its_kind": 1.0,
        "length": 3.761,
        "same_size": 1.0,
        "shared_word": 1.0,
        "known_words": 0.5,
        "person": 1.0,
        "rarity": 8.0,
        "acronym": 0.0,
    },
}


@pytest.mark.parametrize("kind", PAIRS)
def test_the_words_around_two_facts_are_put_into_the_same_numbers_as_in_training(kind: str) -> None:
    """The models were fitted to these features: a change of one of them needs new weights."""
    claim, fact, source, other = PAIRS[kind]
    text = prepare(SourceText(text=source, extent=Extent.FULL))
    claimed = claimed_facts(claim)
    (mine,) = [found for found in claimed if found.text == fact]
    slot = slot_of(query(claim), mine, look_up(claimed, text, text.sentences), text, text.sentences)
    (theirs,) = [found for found in facts(source) if found.text == other]

    values = features(slot, text, text.sentences[0], theirs, rivals=2, best=slot.coverage(text.sentences[0]))

    assert dict(zip((*COMMON, *OWN[kind]), (round(value, 3) for value in values), strict=True)) == EXPECTED[kind]
