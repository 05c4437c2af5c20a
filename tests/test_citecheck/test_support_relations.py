"""A claim in its source's own words with another relation is told: the rows of the files of relation pairs."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from citecheck import Check, check_claim
from citecheck.checking.relations import differences
from reports.model import Band, Outcome

FOLDER = Path(__file__).parents[1] / "support"
FILES = [tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("relation_pairs*.toml"))]
REST = (
    "The town lies on the western coast of the island, an hour from the railway. Its market is held on Thursdays, and"
    " its church has a tower of red stone. The harbour was dredged twice in the last century. Visitors come for the"
    " birds and for the long beach, which is shared by swimmers and horses. The school has two hundred pupils and a"
    " small library. A newspaper appears once a week and is read in all the villages around. The mill by the weir still"
    " grinds rye for the bakers of the region and sells its bran to farmers."
)


def rows(side: str) -> list[tuple[str, str]]:
    return [(source, claim) for pairs in FILES for kind in pairs[side].values() for source, claim in kind]


def judged(source: str, claim: str) -> Check:
    return check_claim(claim, f"The chronicle of the region tells this. {source} {REST}")


@pytest.mark.parametrize(("source", "claim"), rows("wrong"))
def test_another_relation_is_never_confirmed(source: str, claim: str) -> None:
    check = judged(source, claim)
    assert (check.outcome, check.band) != (Outcome.SUPPORTED, Band.CONFIDENT), check.rule


@pytest.mark.parametrize(("source", "claim"), rows("right"))
def test_the_same_relation_in_other_words_is_never_surely_refuted(source: str, claim: str) -> None:
    check = judged(source, claim)
    refuted = check.outcome in (Outcome.CONTRADICTED, Outcome.UNSUPPORTED)
    assert not (refuted and check.band is Band.CONFIDENT), (check.rule, check.reason)


def test_hardly_any_paraphrase_is_refuted_at_all() -> None:
    checks = [judged(source, claim) for source, claim in rows("right")]
    refuted = [check for check in checks if check.outcome in (Outcome.CONTRADICTED, Outcome.UNSUPPORTED)]
    assert len(checks) >= 150
    assert len(refuted) <= 1, [(check.rule, check.reason) for check in refuted]


def test_most_wrong_relations_are_contradicted() -> None:
    outcomes = [judged(source, claim).outcome for source, claim in rows("wrong")]
    assert len(outcomes) >= 150
    assert outcomes.count(Outcome.CONTRADICTED) >= 0.8 * len(outcomes)


@pytest.mark.parametrize(
    ("claim", "source", "kinds"),
    [
        ("Up to forty ships came.", "No more than forty ships came.", set()),
        ("At least forty ships came.", "No fewer than forty ships came.", set()),
        ("At least forty ships came.", "No more than forty ships came.", {"opposite", "quantity"}),
        ("Over forty ships came.", "Not more than forty ships came.", {"quantity"}),
        ("A keeper may take up to two pence.", "A keeper may not take more than two pence.", set()),
        ("No more than forty ships came.", "Up to forty ships came.", set()),
        ("No ships were repaired.", "Forty ships were repaired.", {"negation"}),
    ],
)
def test_no_before_a_limit_of_a_number_turns_the_limit_and_denies_nothing(
    claim: str, source: str, kinds: set[str]
) -> None:
    assert set(differences(claim, [source])) == kinds


@pytest.mark.parametrize(
    ("source", "claim", "denies"),
    [
        ("No orchard in the county was planted before this one.", "The orchard is the oldest in the county.", False),
        ("No mill in the valley is taller than this one.", "The mill is the tallest in the valley.", False),
        ("No ship of the line was as fast as she was.", "The ship of the line was the fastest.", False),
        ("No orchard in the county was planted before the war.", "The orchard in the county was planted early.", True),
        ("No bridge of the town was damaged.", "The bridge of the town was damaged.", True),
    ],
)
def test_no_before_a_comparison_sets_one_above_the_others(source: str, claim: str, denies: bool) -> None:
    assert ("negation" in differences(claim, [source])) is denies


def test_a_passage_that_agrees_outweighs_one_that_differs() -> None:
    claim = "Lee sued Roe over the mill."
    assert "roles" in differences(claim, ["Roe sued Lee over the mill."])
    assert differences(claim, ["Roe sued Lee over the mill.", "Lee sued Roe over the mill in May."]) == {}


def test_what_is_too_long_for_a_sentence_is_not_compared() -> None:
    claim, said = "Lee sued Roe over the mill.", "Roe sued Lee over the mill"
    assert "roles" in differences(claim, [f"{said}, and the carter came{' and went' * 60}."])
    assert differences(claim, [f"{said}, and the carter came{' and went' * 2_000}."]) == {}
    assert differences("Lee sued Roe and " * 2_000, [f"{said}."]) == {}


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        (
            "The elder brother wrote that they never meant to grind anything but time.",
            "“We never meant to grind anything but time,” wrote the elder brother, Josiah Pell, in the spring of 1811.",
        ),
        (
            "The younger sister asked the board to lower the rent of the kiln.",
            "“Lower the rent of the kiln,” asked the younger sister of the board in the spring of 1811.",
        ),
        (
            "The ferryman warned the council that the cable would snap.",
            "“The cable will snap,” warned the ferryman in a letter to the council.",
        ),
    ],
)
def test_a_speaker_behind_a_quotation_is_not_what_the_quotation_ends_with(claim: str, source: str) -> None:
    check = check_claim(claim, f"{source} {REST}")

    assert check.outcome is not Outcome.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The bridge was opened in 1912 by the mayor.", "The bridge was opened on 14 May 1912 by the mayor."),
        ("The bridge was opened in 1912 by the mayor.", "The bridge was opened in May 1912 by the mayor."),
    ],
)
def test_the_month_of_may_is_no_possibility(claim: str, source: str) -> None:
    check = judged(source, claim)
    assert (check.outcome, check.band) == (Outcome.SUPPORTED, Band.CONFIDENT), check.rule


def test_may_before_a_verb_is_one() -> None:
    check = judged("The bridge may be opened by the mayor.", "The bridge was opened by the mayor.")
    assert (check.outcome, check.band) != (Outcome.SUPPORTED, Band.CONFIDENT)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Only women may join the choir.", "Women may join the choir, which used to be for men only."),
        ("The church burned down in 1931.", "The church stands on a hill. Its tower burned down in 1931."),
        ("The hotel was sold in 1988.", "The hotel has ninety rooms. Its garden was sold in 1988."),
        ("The company was founded in 1871.", "The company makes tools. Its rival was founded in 1871."),
        ("Lee painted the wall of the chapel.", "Karl Lee lived in Ulm. His wife painted the wall of the chapel."),
        ("Anna Holm received the prize.", "Anna Holm studied in Bonn. Her brother received the prize."),
        (
            "Dr Osei warned that the dam could break.",
            "Dr Osei was there. His colleague Dr Mensah warned that it could.",
        ),
        ("The king was poisoned by his doctor.", "Legend has it that the king was poisoned by his doctor."),
        ("The king was poisoned by his doctor.", "According to a court rumour the king was poisoned by his doctor."),
    ],
)
def test_what_is_said_of_another_confirms_nothing(claim: str, source: str) -> None:
    check = judged(source, claim)
    assert (check.outcome, check.band) != (Outcome.SUPPORTED, Band.CONFIDENT), check.rule


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The church's tower burned down in 1931.", "The church stands on a hill. Its tower burned down in 1931."),
        ("Only women may join the choir.", "The choir was founded in 1950. Only women may join the choir."),
        ("Only women may join the choir.", "The choir, which only women may join, was founded in 1950."),
        ("Lee painted the wall of the chapel.", "Karl Lee lived in Ulm. He painted the wall of the chapel."),
        ("Anna Holm received the prize in 1988.", "In 1988 the poet Anna Holm received the prize."),
    ],
)
def test_what_is_said_of_its_own_still_confirms(claim: str, source: str) -> None:
    check = judged(source, claim)
    assert (check.outcome, check.band) == (Outcome.SUPPORTED, Band.CONFIDENT), (check.rule, check.reason)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The patients got interleukin-6 blockers.", "The patients got interleukin-17 blockers for twelve weeks."),
        ("Interleukin-6 was raised in the patients.", "Interleukin-8 was raised in the patients of the ward."),
        ("The wood was dated by carbon-14.", "The wood was dated by carbon-13 in the institute of the town."),
    ],
)
def test_another_figure_behind_a_word_is_another_thing(claim: str, source: str) -> None:
    assert judged(source, claim).outcome is Outcome.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The wood was dated to the mid-90s.", "The wood was dated to the mid-80s or later by the institute."),
        ("The lock is a post-9 lock.", "The lock is a pre-9 lock."),
        ("Interleukin-6 was raised in the patients.", "The patients had raised interleukin-6 and interleukin-8."),
    ],
)
def test_an_age_and_a_second_thing_are_no_other_codes(claim: str, source: str) -> None:
    assert "code" not in differences(claim, [source])


def test_what_is_excepted_has_the_opposite_said_of_it() -> None:
    source = "The path is open every day except Mondays from April to October."
    assert judged(source, "The path is open on Mondays.").outcome is Outcome.CONTRADICTED
    assert judged(source, "The path is closed on Mondays.").outcome is not Outcome.CONTRADICTED
    assert judged(source, "The path is closed on Fridays.").outcome is not Outcome.SUPPORTED


def test_the_month_of_may_alone_is_found_in_the_source() -> None:
    source = "The senate passed the budget in May by a narrow vote."
    assert judged(source, "The senate passed the budget in May.").outcome is Outcome.SUPPORTED
    assert judged(source, "The senate passed the budget in June.").outcome is not Outcome.SUPPORTED
    doubtful = "The senate may pass the budget by a narrow vote."
    assert judged(doubtful, "The senate passed the budget in May.").outcome is not Outcome.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "source", "outcome"),
    [
        ("The church was built in the 17th century.", "The church was built in 1652.", Outcome.SUPPORTED),
        ("The bridge weighs 4,500 tonnes.", "The bridge weighs 4.5 million kilograms.", Outcome.SUPPORTED),
        ("The debt reached 2.3bn dollars in 2010.", "The debt reached $2,300 million in 2010.", Outcome.SUPPORTED),
        ("The school opened in the late 1880s.", "The school opened on 12 May 1887.", Outcome.SUPPORTED),
        ("The church was built in the 18th century.", "The church was built in 1652.", Outcome.CONTRADICTED),
        ("The mill was built in the 17th century.", "The church was built in 1652.", Outcome.PARTIAL),
    ],
)
def test_a_value_in_other_words_is_no_missing_one(claim: str, source: str, outcome: Outcome) -> None:
    check = judged(source, claim)
    assert check.outcome is outcome, (check.rule, check.reason)
    assert check.band is not Band.CONFIDENT or outcome is not Outcome.SUPPORTED
