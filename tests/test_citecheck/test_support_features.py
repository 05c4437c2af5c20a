"""The features of a claim and of its words, each worked out by hand for a page of a few sentences."""

import math
from dataclasses import replace

import pytest

from citecheck.checking.facts.model import Relation
from citecheck.checking.passages import prepare, query
from citecheck.checking.support import features
from citecheck.checking.support.features import CLAIM_FEATURES, TOKEN_FEATURES
from citecheck.checking.support.judge import match_claim, read_claim
from citecheck.model import ClaimContext, SourceText
from reports.model import Extent

YARD = """The mill at Marlow burned in May.
Nobody locked the western doors quietly.
Henry Askew owned 600 looms and sold three of them in 1911.
The looms stood idle for a year.
A baker bought the yard."""
STREET = """The baker lit the oven at dawn.
Nothing happened for an hour.
Rain fell on the lower street.
The clerk counted barrels by the pump.
Two goats ate the hedge.
A widow sold the oven.
The river rose.
Snow lay on the western roofs.
The clerk slept.
A tinker mended kettles."""
SALE = "Henry Askew quickly sold 600 looms in 1912, and only Walter Pike wept."
DAY = "The baker sold barrels, and a tinker mended the oven, while goats slept by the river."


def matched(claim, text=YARD, *, page_title=None, **context):
    source = SourceText(text=text, extent=Extent.FULL, title=page_title)
    return match_claim(read_claim(query(claim, "en"), ClaimContext(**context)), prepare(source))


def of_words(match):
    words = features.claim_tokens(match.claim.query.text)
    rows = features.token_features(match, words)
    return {word.text: dict(zip(TOKEN_FEATURES, row, strict=True)) for word, row in zip(words, rows, strict=True)}


def of_claim(match, chances=()):
    return dict(zip(CLAIM_FEATURES, features.claim_features(match, chances), strict=True))


def test_a_claim_is_cut_into_words_and_signs_with_their_places():
    cut = [(token.text, token.start, token.end, token.is_content) for token in features.claim_tokens("It's 4.5 m, so!")]

    assert cut == [
        ("It's", 0, 4, False),
        ("4.5", 5, 8, True),
        ("m", 9, 10, False),
        (",", 10, 11, False),
        ("so", 12, 14, False),
        ("!", 14, 15, False),
    ]


@pytest.mark.parametrize(
    ("words", "part"), [(10, 0.0), (150, 0.0), (274, 0.5), (499, 0.998), (500, 1.0), (501, 1.0), (9000, 1.0)]
)
def test_a_source_is_a_page_from_500_words_on_and_an_excerpt_up_to_150(words, part):
    assert features._page_part(words) == pytest.approx(part, abs=0.002)


def test_an_excerpt_of_151_words_is_a_page_in_a_small_part():
    assert 0.0 < features._page_part(151) < 0.01


def test_the_two_words_before_a_place_are_the_last_two_content_words():
    assert features._nearest([0.25, -1.0, 0.5, 0.75]) == [(-1.0, -1.0), (0.25, -1.0), (0.25, -1.0), (0.5, 0.25)]


def test_the_facts_of_a_word_say_what_it_is_part_of_and_what_the_page_says_of_it():
    found = of_words(matched(SALE))
    kinds = ("is_name", "is_number", "is_date", "fact_missing", "fact_far", "fact_compatible")

    assert [found["Askew"][kind] for kind in kinds] == [1, 0, 0, 0, 0, 0]
    assert [found["600"][kind] for kind in kinds] == [0, 1, 0, 0, 0, 0]
    assert [found["1912"][kind] for kind in kinds] == [0, 0, 1, 1, 0, 0]
    assert [found["Pike"][kind] for kind in kinds] == [1, 0, 0, 1, 0, 0]
    assert [found["wept"][kind] for kind in kinds] == [0, 0, 0, 0, 0, 0]


def test_a_fact_that_stands_far_from_the_passages_and_one_in_part_are_told_apart():
    match = matched(SALE)
    name, number, date, other = match.facts
    far = replace(name, near=False)
    vaguer = replace(date, relation=Relation.VAGUER)
    partly = replace(other, relation=Relation.COMPATIBLE)
    match = replace(match, facts=[far, replace(number, near=False), vaguer, partly], conflicts=[])
    found, counts = of_words(match), of_claim(match)

    assert (found["Henry"]["fact_far"], found["1912"]["fact_far"], found["1912"]["fact_compatible"]) == (1, 0, 1)
    assert found["1912"]["fact_missing"] == 0
    assert counts["names"] == pytest.approx(math.log(3))
    assert (counts["names_missing"], counts["dates_missing"], counts["dates_far"]) == (0, 0, 0)
    assert counts["names_far"] == counts["numbers_far"] == counts["names_partly"] == pytest.approx(math.log(2))
    assert counts["values_like"] == pytest.approx(math.log(2))
    assert (counts["facts_share"], counts["conflicts"]) == (0.5, 0)


def test_the_facts_of_a_claim_are_counted_by_kind():
    counts = of_claim(matched(SALE))

    assert counts["names"] == pytest.approx(math.log(3))
    assert counts["names_missing"] == counts["numbers"] == counts["dates"] == pytest.approx(math.log(2))
    assert (counts["numbers_missing"], counts["names_far"], counts["names_partly"]) == (0, 0, 0)
    assert (counts["conflicts"], counts["facts_share"], counts["values_like"]) == (1, 0.5, 0)


def test_a_claim_without_facts_has_them_all():
    counts = of_claim(matched("The baker bought a yard."))

    assert (counts["names"], counts["numbers"], counts["dates"], counts["facts_share"]) == (0, 0, 0, 1)


def test_a_word_has_its_place_its_neighbours_and_what_they_lack():
    found = of_words(matched(SALE))

    assert [found[word]["begins"] for word in ("Henry", "Askew", ".")] == [1, 0, 0]
    assert [found[word]["position"] for word in ("Henry", "Askew", ".")] == pytest.approx([0, 1 / 15, 14 / 15])
    assert (found["Askew"]["before_unsupported"], found["Askew"]["after_unsupported"]) == (0, 1)
    assert (found["Askew"]["unsupported_two_before"], found["Askew"]["unsupported_two_after"]) == (-1, 0)
    assert (found["in"]["before_unsupported"], found["in"]["unsupported_two_before"]) == (0, 0)
    assert (found["wept"]["after_unsupported"], found["Pike"]["unsupported_two_after"]) == (-1, -1)
    assert {round(word["share_unsupported"], 9) for word in found.values()} == {round(6 / 11, 9)}
    assert {word["words"] for word in found.values()} == {11}


def test_a_pair_of_words_counts_where_a_passage_has_the_pair_in_this_order():
    found = of_words(matched(SALE))

    assert [word for word in found if found[word]["after_pair"]] == ["Henry", "600"]
    assert [word for word in found if found[word]["before_pair"]] == ["Askew", "looms"]


def test_limiting_words_adverbs_and_signs_are_marked():
    found = of_words(matched(SALE))

    assert [word for word in found if found[word]["limiting"]] == ["only"]
    assert [word for word in found if found[word]["adverb"]] == ["quickly", "only"]
    assert [word for word in found if found[word]["sign"]] == [",", "."]


def test_a_word_of_two_letters_and_a_sign_is_judged_by_its_first_letter():
    found = of_words(matched("The mill's last looms burned."))

    assert (found["mill's"]["sign"], found["last"]["limiting"]) == (0, 1)


def test_a_word_ranks_by_its_rarity_and_function_words_last():
    found = of_words(matched(SALE))
    rarest = max(found.values(), key=lambda word: word["weight"])

    assert rarest["weight_rank"] == 0
    assert found["only"]["weight_rank"] == pytest.approx(10 / 15)
    assert (found["in"]["weight_rank"], found["in"]["weight"], found["in"]["content"]) == (1, 0, 0)


def test_where_a_word_stands_on_the_page():
    found = of_words(matched(SALE))

    assert [found["looms"][name] for name in ("in_passages", "in_best", "in_page", "page_share")] == [1, 1, 1, 0.4]
    assert [found["wept"][name] for name in ("in_passages", "in_best", "in_page", "page_share")] == [0, 0, 0, 0]
    assert [found["in"][name] for name in ("in_passages", "in_best", "in_page", "page_share")] == [0, 0, 0, 0]


def test_a_word_that_only_another_passage_has_is_not_in_the_best():
    match = matched(DAY, STREET)
    best = match.coverage.sentences[0].index
    found = of_words(match)

    assert [word for word in found if found[word]["in_best"]] == [
        word for word in found if best in match.found.get(word_stem(word), {})
    ]
    assert (found["goats"]["in_passages"], found["goats"]["in_best"], found["river"]["in_passages"]) == (1, 0, 0)
    assert found["river"]["in_page"] == 1


def test_a_word_of_the_same_root_is_there_in_part():
    match = matched(SALE)
    found = of_words(replace(match, found={**match.found, "loom": {1: 0.65}}))

    assert (found["looms"]["in_page"], found["looms"]["root_only"], found["600"]["root_only"]) == (0.65, 1, 0)
    assert found["wept"]["root_only"] == 0


def test_a_page_without_passages_has_no_best_one():
    match = matched("Zinc dulls copper.", "A baker bought the yard.")
    found = of_words(match)

    assert match.coverage.sentences == ()
    assert {word["in_best"] for word in found.values()} == {0}
    assert [of_claim(match)[name] for name in ("share_best", "pairs_best", "spread", "passages")] == [0, 0, 0, 0]


def test_words_of_the_document_and_of_the_page_title_are_known():
    found = of_words(matched(SALE, title="Askew mill", page_title="Looms of Marlow"))

    assert [word for word in found if found[word]["in_context"]] == ["Askew"]
    assert [word for word in found if found[word]["in_title"]] == ["looms"]


def word_stem(text):
    return features.claim_tokens(text)[0].stem


def test_the_shares_of_a_claim_that_page_passages_and_sentences_cover():
    match = matched(DAY, STREET)
    weights, total = match.claim.query.weights, match.claim.query.total
    counts = of_claim(match)
    passages = total - weights["river"] - weights["sell"]

    assert counts["share_page"] == pytest.approx(1)
    assert counts["share_passages"] == pytest.approx(passages / total)
    assert counts["share_best"] == pytest.approx((weights["baker"] + weights["oven"]) / total)
    assert counts["share_window"] == pytest.approx(
        (weights["barrel"] + weights["goat"] + weights["sell"] + weights["oven"]) / total
    )
    assert counts["share_six"] < counts["share_page"]


def test_a_word_that_the_page_has_in_part_covers_its_part():
    match = matched(DAY, STREET)
    weights, total = match.claim.query.weights, match.claim.query.total
    counts = of_claim(replace(match, found={**match.found, "river": {6: 0.5}, "slept": {}}))

    assert counts["share_page"] == pytest.approx((total - 0.5 * weights["river"] - weights["slept"]) / total)


def test_a_sentence_that_has_a_word_in_part_covers_its_part():
    match = matched("Zinc dulls copper.", "The zinc.\nA baker.")
    (term, weight) = next((term, weight) for term, weight in match.claim.query.weights.items() if term in match.found)
    counts = of_claim(replace(match, found={term: {0: 0.5}}))

    assert counts["share_best"] == counts["share_window"] == pytest.approx(0.5 * weight / match.claim.query.total)


def test_a_window_may_end_with_one_of_the_best_sentences():
    both = "The goat met a baker."
    rest = ["Rain fell on the street."] * 3
    page = [f"{both[:-1]} near an oven.", *rest, f"{both[:-1]} near a river."]
    for _ in range(5):
        page += [*rest, both]
    page += [*rest, "A river rose.", "An oven cooled.", both, *rest]

    assert of_claim(matched("The goat, the baker, the river and the oven.", "\n".join(page)))["share_window"] == 1.0


def test_three_sentences_in_a_row_are_a_window():
    text = "A goat ate.\nRain fell.\nThe baker slept.\nSnow lay.\nHail fell.\nThe river rose."
    match = matched("The goat and the baker saw the river.", text)
    weights, total = match.claim.query.weights, match.claim.query.total

    assert of_claim(match)["share_window"] == pytest.approx((weights["goat"] + weights["baker"]) / total)


def test_plain_words_are_those_without_a_capital():
    match = matched("Henry Askew sold kettles.")
    weights = match.claim.query.weights

    assert of_claim(match)["share_plain"] == pytest.approx(weights["sell"] / (weights["sell"] + weights["kettl"]))
    assert of_claim(matched("Henry Askew."))["share_plain"] == of_claim(matched("Henry Askew."))["share_passages"]


def test_the_clause_of_which_least_is_covered():
    match = matched("Henry Askew owned 600 looms, but wolves howled.")

    assert of_claim(match)["clause_least"] == 0
    assert of_claim(matched("Henry Askew owned 600 looms."))["clause_least"] == 1
    assert of_claim(matched("Henry Askew owned 600 looms, but wolves."))["clause_least"] == 1


def test_words_that_stand_together_and_in_order():
    counts = of_claim(matched("Askew owned 600 looms.", "Askew owned looms, 600 of them."))

    assert counts["pairs_best"] == counts["pairs_page"] == pytest.approx(1 / 3)
    assert counts["recall_order"] == pytest.approx(3 / 4)
    assert counts["alike_best"] == counts["alike_passages"] == 1


def test_the_order_is_the_longest_run_of_common_words():
    assert features._in_order(["a", "b", "c", "d"], ["a", "x", "c", "b", "d"]) == 0.75
    assert features._in_order(["a", "b"], ["b", "a"]) == 0.5
    assert features._in_order(["a", "a"], ["a"]) == 0.5
    assert features._in_order([], ["a"]) == 0
    assert features._in_order(["a"], []) == 0


def test_what_is_unsupported_by_weight_number_and_kind():
    match = matched(SALE)
    weights, counts = match.claim.query.weights, of_claim(match)

    assert counts["worst_unsupported"] == weights["wept"]
    assert counts["second_unsupported"] == pytest.approx(weights[word_stem("Pike")])
    assert counts["count_unsupported"] == counts["count_off_page"] == pytest.approx(math.log(7))
    assert (counts["limiting_unsupported"], counts["verb_unsupported"]) == (1, 0)


def test_a_word_that_the_title_has_is_half_as_unsupported():
    match = matched("Henry Askew owned zebras.", title="Zebras")
    weights = match.claim.query.weights

    assert of_claim(match)["worst_unsupported"] == weights["zebra"] / 2
    assert of_claim(match)["second_unsupported"] == 0


def test_a_word_that_is_on_the_page_and_in_no_passage_is_not_off_the_page():
    counts = of_claim(matched(DAY, STREET))

    assert counts["count_unsupported"] == pytest.approx(math.log(3))
    assert counts["count_off_page"] == 0


def test_a_word_of_its_root_is_supported_and_a_weaker_one_is_not():
    match = matched("Henry Askew owned 600 looms.")

    def unsupported(quality):
        coverage = replace(match.coverage, terms={**match.coverage.terms, "loom": quality})
        return of_claim(replace(match, coverage=coverage))["count_unsupported"]

    assert (unsupported(0.65), unsupported(0.6)) == (0, 0)
    assert unsupported(0.59) == pytest.approx(math.log(2))


def test_verbs_that_no_passage_has_are_counted():
    counts = of_claim(matched("Henry Askew painted 600 looms, singing."))

    assert counts["verb_unsupported"] == pytest.approx(math.log(3))


def test_the_setting_is_how_long_and_scattered_things_are():
    counts = of_claim(matched(DAY, STREET))

    assert counts["length"] == pytest.approx(math.log(10))
    assert counts["page_length"] == pytest.approx(math.log(11))
    assert counts["passages"] == 5
    assert counts["spread"] == pytest.approx(math.log(10))


def test_a_negation_on_one_side_and_a_pronoun_at_the_beginning_are_marked():
    assert of_claim(matched("The western doors were locked."))["negation"] == 1
    assert of_claim(matched("Nobody locked the western doors."))["negation"] == 0
    assert [of_claim(matched(claim))["pronoun"] for claim in ("He sold looms.", "Henry sold looms.")] == [1, 0]


def test_how_much_of_a_title_is_on_the_page_and_in_the_claim():
    of_both = of_claim(matched(SALE, title="Askew zebras", page_title="Looms of Marlow"))
    of_none = of_claim(matched(SALE))

    assert (of_both["subject_on_page"], of_both["title_in_claim"]) == (0.5, 0.5)
    assert (of_none["subject_on_page"], of_none["title_in_claim"]) == (0.5, 0.2)
    assert of_claim(matched(SALE, title="Askew", section=("Zebras", "Okapis")))["subject_on_page"] == 1
    assert of_claim(matched(SALE, section=("Zebras", "Looms")))["subject_on_page"] == 0.5


def test_the_chances_of_the_words_are_summed_up():
    counts = of_claim(matched(SALE), [0.2, 0.9, 0.5, 0.1])

    assert [counts["word_worst"], counts["word_mean"], counts["word_third"]] == pytest.approx([0.9, 0.425, 0.2])
    assert counts["word_sum"] == pytest.approx(math.log(2.7))
    assert [of_claim(matched(SALE))[name] for name in ("word_worst", "word_mean", "word_sum", "word_third")] == [0] * 4
    assert of_claim(matched(SALE), [0.2, 0.4])["word_third"] == 0


def test_two_models_share_a_source_between_excerpt_and_page():
    """A source of 274 words is half a page: its probability is the mean of what the two models say of it."""
    match = matched(SALE)
    page, excerpt, both = (features.score(replace(match, text=sized(match.text, words))) for words in (500, 150, 274))

    assert page.probability != excerpt.probability
    assert both.probability == pytest.approx((page.probability + excerpt.probability) / 2, abs=0.002)
    assert len(both.tokens) == len(both.unsupported) == 15


def sized(text, words):
    return replace(text, words=words)


def test_a_word_stands_where_it_is_and_its_root_only_below_one():
    match = matched(SALE)

    def rooted(quality):
        return of_words(replace(match, found={**match.found, "loom": {1: quality}}))["looms"]["root_only"]

    assert [rooted(quality) for quality in (0.0, 0.65, 1.0)] == [0, 1, 0]
