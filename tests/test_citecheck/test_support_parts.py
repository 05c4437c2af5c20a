"""The judge's parts: several texts read as one, texts held for later claims, and the limits of its rules."""

from dataclasses import replace

import pytest

from citecheck.checking.passages import prepare, query
from citecheck.checking.support import LexicalJudge, antonyms, check_claim, decision, negation
from citecheck.checking.support.judge import JoinedText, PreparedTexts, match_claim, read_claim
from citecheck.model import ClaimContext, JudgedSource, SourceText
from reports.model import Band, Extent, Outcome

REST = " ".join(f"Nobody knows who painted the {n} doors of the old customs house on the quay." for n in "abcdefgh")
GERMAN = "Die Fähre fährt nur am Sonntag, und der Fährmann wohnt seit vielen Jahren in dem Haus am Ufer. "
FRENCH = "Le bac ne passe que le dimanche, et le passeur habite depuis longtemps la maison au bord de la rivière. "


def full(text, **fields):
    return SourceText(text=text, extent=Extent.FULL, **fields)


def source(text, reference="r", copy="c", **fields):
    return JudgedSource(reference=reference, copy=copy, text=full(text, **fields))


def joined(*texts):
    sources = [source(text, reference=f"r{at}") if isinstance(text, str) else text for at, text in enumerate(texts)]
    return JoinedText([(one, prepare(one.text)) for one in sources])


def judged(claim, *sources, **context):
    return LexicalJudge().judge(claim, sources, context=ClaimContext(**context))


def matched(claim, text):
    return match_claim(read_claim(query(claim, "en"), ClaimContext()), prepare(full(text)))


# Several texts read as one


def test_sentences_of_joined_texts_keep_their_words_and_know_where_they_come_from():
    texts = ("The ferry sank. The pilot swam.", "A baker saw it. He wept.", "Rain fell.")
    both = joined(*texts)
    said = [both.text.source.text[one.start : one.end] for one in both.text.sentences]

    assert said == ["The ferry sank.", "The pilot swam.", "A baker saw it.", "He wept.", "Rain fell."]
    assert [one.index for one in both.text.sentences] == [0, 1, 2, 3, 4]
    for sentence, words in zip(both.text.sentences, said, strict=True):
        from_source, text, standing = both.origin(sentence)
        assert text.source.text[standing.start : standing.end] == words
        assert text.source is from_source.text
    assert [both.origin(one)[0].reference for one in both.text.sentences] == ["r0", "r0", "r1", "r1", "r2"]


def test_the_words_of_joined_texts_are_found_in_their_sentences():
    both = joined("The ferry sank. The pilot swam.", "The ferry was sold.")

    assert both.text.postings["ferry"] == [0, 2]
    assert both.text.words == 10
    assert both.text.mean_length == pytest.approx(10 / 3)


def test_joined_texts_have_the_language_and_extent_of_the_first_and_the_first_date_that_is_known():
    dated = source("The ferry was sold in the autumn of that year.", published="2011-04-08", title="Ferries for sale")
    both = joined(source("A baker saw the ferry and wept over it.", title="Bakers"), dated, source(GERMAN * 3))

    assert (both.text.language, both.text.source.extent) == ("en", Extent.FULL)
    assert (both.text.source.published, both.text.source.title) == ("2011-04-08", "Bakers")
    assert {"baker", "ferry"} <= both.text.title_terms
    assert both.first.text.title == "Bakers"


def test_one_text_is_not_joined():
    one = joined("The ferry sank.")

    assert one.text.source.text == "The ferry sank."
    assert one.origin(one.text.sentences[0])[2] is one.text.sentences[0]


def test_the_passages_of_a_claim_on_two_sources_stand_in_their_own_texts():
    first = f"The ferry Marit was built at Orton from larch.\n{REST}"
    second = f"{REST}\nThe larch of the ferry Marit was painted green by convicts."
    check = judged(
        "The ferry Marit was built at Orton from larch and painted green by convicts.",
        source(first, reference="a"),
        source(second, reference="b"),
    )
    texts = {"a": first, "b": second}

    assert {passage.reference for passage in check.passages} == {"a", "b"}
    assert all(texts[one.reference][one.start : one.end] == one.exact for one in check.passages)
    assert [contribution.reference for contribution in check.contributions] == ["a", "b"]
    assert all(one.probability == round(one.probability, 4) for one in check.contributions)
    assert check.probability == round(check.probability, 4)


# Texts that are held


def test_a_text_is_prepared_once_for_several_claims():
    texts = PreparedTexts()

    assert texts.get(full("The ferry sank.")) is texts.get(full("The ferry sank."))


def test_texts_that_differ_in_more_than_their_words_are_told_apart():
    texts = PreparedTexts()
    kinds = [{}, {"title": "Ferries"}, {"published": "2011"}, {"language": "de"}, {"reason": "cut"}]
    held = [texts.get(full("The ferry sank.", **kind)) for kind in kinds]

    assert len({id(text) for text in held}) == len(kinds)


def test_the_text_that_was_asked_for_longest_ago_goes_first():
    texts = PreparedTexts(texts=2)
    first, second = texts.get(full("one")), texts.get(full("two"))
    assert texts.get(full("one")) is first
    texts.get(full("three"))

    assert texts.get(full("one")) is first
    assert texts.get(full("two")) is not second


def test_texts_go_where_they_are_too_long_together_and_the_last_one_stays():
    texts = PreparedTexts(characters=10)
    first = texts.get(full("aaaaa"))
    second = texts.get(full("bbbbb"))
    assert texts.get(full("aaaaa")) is first
    assert texts.get(full("bbbbb")) is second
    long = texts.get(full("a longer text than that"))

    assert texts.get(full("a longer text than that")) is long
    assert texts.get(full("aaaaa")) is not first


# What the judge is given


def test_the_sentence_before_explains_a_pronoun():
    claim = "She commanded the Antarctic expedition of 1957 and discovered three unknown volcanoes."
    text = full(f"{REST}\n" * 5)

    assert check_claim(claim, text).outcome is Outcome.UNVERIFIABLE
    assert check_claim(claim, text, context="Alice Penrose was a botanist.").outcome is Outcome.UNSUPPORTED
    assert check_claim(claim, text, title="Alice Penrose").outcome is Outcome.UNSUPPORTED


def test_the_language_of_the_document_counts_where_the_claim_is_too_short_to_tell():
    assert judged("Otto Berg: 1904.", source(GERMAN * 6), language="de-AT").band is Band.UNCERTAIN


def test_sources_in_other_languages_are_named_by_the_first():
    check = judged("A ferry crosses the river on every Sunday of the year.", source(GERMAN * 3), source(FRENCH * 3))

    assert check.outcome is Outcome.UNVERIFIABLE
    assert check.reason == "the source is written in another language (de) than the claim (en)"


def test_a_source_in_another_language_beside_one_that_was_read_is_named():
    check = judged(
        "The weaving mill was rebuilt by an heiress from Lisbon.",
        source(f"{REST}\n" * 4, reference="a"),
        source(GERMAN * 3, reference="b"),
        source(FRENCH * 3, reference="d"),
    )

    assert check.reason == "the source is written in another language (de) than the claim (en)"


def test_a_name_within_an_opinion_makes_it_a_statement_and_its_first_word_does_not():
    assert check_claim("Arguably beautiful wooden staircases creak.", REST).rule == "support.abstain.opinion"
    assert check_claim("The arguably beautiful staircases of Orton creak.", REST).rule != "support.abstain.opinion"
    assert check_claim("We think that wooden staircases creak loudly.", REST).rule == "support.abstain.opinion"
    assert check_claim("They think that wooden staircases creak loudly.", REST).rule != "support.abstain.opinion"


# Limits of the rules


def likely(claim, text, chance):
    decided = decision.MATCH_RULES.decide(decision.MatchCase(matched(claim, text), chance, 0.9, ()))
    assert decided is not None
    return decided.rule


@pytest.mark.parametrize(
    ("claim", "text", "rule"),
    [
        ("The ferry to Orm sails on Sundays.", "The ferry to Orm sails daily, not on Sundays.", "negation-in-source"),
        ("The ferry to Orm has no bar and no shop.", "The ferry to Orm has a bar and a shop.", "negation-in-claim"),
        ("The tower was praised twice by the council.", "The tower was twice condemned by councils.", "antonym"),
    ],
)
def test_the_contrary_counts_from_the_chance_of_support_on(claim, text, rule):
    assert likely(claim, text, 0.33) == f"support.contrary.{rule}"
    assert likely(claim, text, 0.3299) == "support.partial.uncertain"


def test_a_likely_conflict_and_a_missing_value_count_from_the_chance_of_support_on():
    text = "Henrik Osterman won the regatta at Skelby in 1958."

    assert likely("Hallberg won the regatta at Skelby in 1958.", text, 0.33) == "support.partial.other-value"
    both = "Henrik Osterman won the regatta by 14 lengths in 77 minutes."
    assert likely(both, text, 0.33) == "support.partial.value-missing"
    assert likely(both, text, 0.3299) == "support.partial.uncertain"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The granary was not insured.", "not"),
        ("The granary was never once, in all its years, insured.", None),
        ("The granary was not only insured.", None),
        ("The granary was not at all well insured.", None),
        ("The granary could not have been insured.", "not"),
        ("The granary was not to have been insured.", "not"),
        ("The granary was not to have been so insured.", None),
        ("Not by any of us was the granary insured.", None),
    ],
)
def test_a_negation_reaches_over_function_words_to_the_claim_s_words(text, found):
    assert negation._negation_before(text, frozenset({"insur"}), "en") == found


def test_a_sentence_of_which_four_fifths_are_the_claim_s_words_says_the_contrary():
    match = matched("The granary was insured against fire.", "The granary was not insured against fire.")

    def scored(score):
        return negation.negation_in_source(replace(match, coverage=replace(match.coverage, scores=(score,))))

    assert (scored(0.8), scored(0.79)) == ("not", None)


def test_a_negation_of_the_claim_counts_where_the_rest_of_it_is_there():
    match = matched("The ferry does not carry bicycles.", "The ferry carries bicycles.")

    def scored(score):
        return negation.negation_in_claim(replace(match, coverage=replace(match.coverage, scores=(score,))))

    assert (scored(0.81), scored(0.5)) == ("not", None)


@pytest.mark.parametrize(
    "text",
    [
        "The ferry refuses bicycles and carries prams.",
        "The ferry is unable to carry bicycles.",
        "The ferry never carries bicycles.",
        "The ferry carries no bicycles.",
    ],
)
def test_a_source_that_denies_in_another_way_agrees_with_a_negation(text):
    assert negation.negation_in_claim(matched("The ferry does not carry bicycles.", text)) is None


@pytest.mark.parametrize(
    ("claim", "text", "found"),
    [
        ("The council opened the old gate.", "The council closed the old gate.", ("closed", "opened")),
        ("The council opened the old gate.", "The council did not close the old gate.", None),
        ("The council never opened the old gate.", "The council closed the old gate.", None),
        ("The council opened the old gate.", "The gate was opened, and the old council closed a shop.", None),
        ("Orton won before Skelby lost a man.", "Skelby lost a man after Orton won.", None),
        ("Orton sold boats to Skelby.", "Orton bought boats from Skelby.", ("bought", "sold")),
        ("Orton sold boats to Skelby.", "Skelby bought boats from Orton.", None),
    ],
)
def test_an_opposite_counts_beside_the_same_words(claim, text, found):
    assert antonyms.antonym_of(matched(claim, text)) == found


def test_an_opposite_counts_in_a_sentence_that_covers_half_of_the_claim():
    match = matched("The council opened the old gate.", "The council closed the old gate.")

    def scored(score):
        return antonyms.antonym_of(replace(match, coverage=replace(match.coverage, scores=(score,))))

    assert (scored(0.5), scored(0.49)) == (("closed", "opened"), None)


def test_an_opposite_is_looked_for_in_every_sentence_that_covers_half_of_the_claim():
    match = matched("The council opened the old gate.", "The council closed the old gate.")
    (closed,) = match.coverage.sentences
    denied = replace(closed, negated=True)
    for sentences, scores in (((closed, closed), (0.49, 0.5)), ((denied, closed), (0.9, 0.9))):
        several = replace(match.coverage, sentences=sentences, scores=scores)

        assert antonyms.antonym_of(replace(match, coverage=several)) == ("closed", "opened")


def test_the_words_beside_a_place_are_the_two_content_words_on_each_side():
    stems = ("a", "x", "b", "c", "HERE", "y", "d", "e", "f")

    assert antonyms._beside(stems, 4, frozenset("abcdef")) == (frozenset("bc"), frozenset("de"))
    assert antonyms._beside(stems, 0, frozenset("abcdef")) == (frozenset(), frozenset("bc"))


def test_a_text_of_which_nothing_was_read_is_passed_over():
    nothing = JudgedSource(reference="r", copy="d", text=SourceText(text="The ferry sank.", extent=Extent.NONE))
    check = judged("The ferry sank in the harbour of Orton.", nothing)

    assert (check.outcome, check.rule) == (Outcome.UNVERIFIABLE, "support.source.nothing-read")


def test_sources_in_the_language_of_the_claim_are_searched_before_others():
    claim = "The ferry Marit was built at Orton from larch."
    text = f"The ferry Marit was built at Orton from larch.\n{REST}"
    check = judged(claim, source(GERMAN * 3, reference="a"), source(text, reference="b"))

    assert check.outcome is Outcome.SUPPORTED
    assert [one.reference for one in check.contributions] == ["b"]


def test_of_two_copies_alike_the_first_counts():
    text = f"The ferry Marit was built at Orton from larch.\n{REST}"
    first, second = source(text, copy="one", published="2011"), source(text, copy="two", published="2012")
    check = judged("The ferry Marit was built at Orton from larch.", first, second)

    assert {passage.copy for passage in check.passages} == {"one"}


def test_thirty_two_texts_are_held():
    texts = PreparedTexts()
    held = [texts.get(full(f"text {number}")) for number in range(32)]
    assert [texts.get(full(f"text {number}")) for number in range(32)] == held
    texts.get(full("text 32"))

    assert texts.get(full("text 1")) is held[1]
    assert texts.get(full("text 0")) is not held[0]
