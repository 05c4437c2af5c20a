from __future__ import annotations

import random
import re
import threading

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from citecheck.checking.quotes import QuoteMatcher, find_misattributed, match_quote
from citecheck.model import JudgedSource, Place, SourceText
from reports.model import EditOp, Extent, QuoteCheck, QuoteOutcome

TEXT = (
    "The council met on 3 May 2011 in the old town hall. Its members voted by 14 to 9 against the sale of the quarry, "
    "which had belonged to the parish since 1687. Margaret Oduya, who chaired the meeting, said that the offer of "
    "$2.5 million was not enough and that nobody had asked the villagers.\n\n"
    "A spokesman for Henning Stone declined to comment. The company has said before that it would not raise its offer. "
    "Two weeks later the parish published a report of forty pages; it lists more than 120 species of moss, of which "
    "eleven are found nowhere else in the county. The colour of the stone, it says, is due to iron."
)
WORDS = TEXT.split()
MILLION = WORDS.index("million")  # of "$2.5 million": half a number is another number

CUT_OFF = ("quote.negation-changed.cut-off-before", "quote.condition-cut")


def outcome(quote: str, text: str | SourceText = TEXT) -> QuoteOutcome:
    return match_quote(quote, text).outcome


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WORDS) - 3), st.integers(3, 30))
def test_any_stretch_is_found_to_the_letter_where_it_stands(start: int, length: int) -> None:
    assume(MILLION not in (start, start + length))
    quote = " ".join(WORDS[start : start + length])
    found = match_quote(quote, TEXT)
    assert found.outcome in (QuoteOutcome.VERBATIM, QuoteOutcome.TYPOGRAPHIC) or found.rule in CUT_OFF
    assert found.passage is not None
    assert found.passage.exact == TEXT[found.passage.start : found.passage.end]
    assert re.findall(r"\w+", found.passage.exact) == re.findall(r"\w+", quote)
    assert TEXT.startswith(found.passage.prefix, found.passage.start - len(found.passage.prefix))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WORDS) - 12), st.integers(8, 30), st.randoms(use_true_random=False))
def test_typography_never_costs_faith(start: int, length: int, rng: random.Random) -> None:
    assume(MILLION not in (start, start + length))
    quote = " ".join(WORDS[start : start + length])
    changes = (("'", "’"), (" ", "\u00a0"), ("fi", "ﬁ"), ("-", "\u2011"), (". ", ".\u2003"))
    for old, new in rng.sample(changes, 2):
        quote = quote.replace(old, new)
    marked = rng.choice(("“{}”", "«{}»", "„{}", "{}.", "{},")).format(quote[:1].swapcase() + quote[1:])
    found = match_quote(marked, TEXT)
    assert found.outcome.is_faithful or found.rule in CUT_OFF


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WORDS) - 30), st.integers(20, 30), st.integers(1, 99))
def test_a_changed_number_is_never_faithful(start: int, length: int, by: int) -> None:
    quote = " ".join(WORDS[start : start + length])
    number = re.search(r"\d+", quote)
    assume(number is not None)
    assert number is not None
    changed = quote[: number.start()] + str(int(number.group()) + by) + quote[number.end() :]
    assert outcome(changed) is QuoteOutcome.NUMBER_CHANGED


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(WORDS) - 40), st.integers(20, 40))
def test_a_lost_negation_is_never_faithful(start: int, length: int) -> None:
    words = WORDS[start : start + length]
    lost = [word for word in words if word not in ("not", "nobody", "nowhere")]
    assume(len(lost) < len(words) and words[0] in lost and words[-1] in lost)
    assert not outcome(" ".join(lost)).is_faithful


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.text(max_size=300))
def test_nothing_makes_it_raise(quote: str, text: str) -> None:
    found = match_quote(quote, text)
    assert 0 <= found.score <= 1
    if found.passage is not None:
        assert text[found.passage.start : found.passage.end] == found.passage.exact


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='ab .…[]()"“”-\n1', max_size=60))
def test_no_marks_make_it_raise(quote: str) -> None:
    match_quote(quote, "a b ab ba. [a] b … ba (ab) 1 ab a-b\nba")


MEANING = {
    "spelling": ("The color of the stone, it says, is due to iron", QuoteOutcome.ALTERED),
    "contraction": ("the offer of $2.5 million wasn't enough", QuoteOutcome.ALTERED),
    "number in words": ("a report of 40 pages; it lists more than 120 species", QuoteOutcome.TYPOGRAPHIC),
    "number in digits": ("of which 11 are found nowhere else in the county", QuoteOutcome.TYPOGRAPHIC),
    "per cent sign": ("it lists more than 120 species of moss", QuoteOutcome.VERBATIM),
    "hedge dropped": ("it lists 120 species of moss, of which eleven are found", QuoteOutcome.NUMBER_CHANGED),
    "ordinal": ("Its members voted by 14 to 9 against the sale of the second quarry", QuoteOutcome.ALTERED),
    "prefix": ("the offer of $2.5 million was insufficient and that nobody had asked", QuoteOutcome.NEGATION_CHANGED),
    "moved date": ("The council met on May 3 2011 in the old town hall", QuoteOutcome.ALTERED),
    "name": ("A spokesman for Carver Stone declined to comment", QuoteOutcome.NAME_CHANGED),
    "swapped numbers": ("Its members voted by 9 to 14 against the sale of the quarry", QuoteOutcome.NUMBER_CHANGED),
    "word left out": ("who chaired the meeting, said the offer of $2.5 million was not enough", QuoteOutcome.ALTERED),
}


@pytest.mark.parametrize(("quote", "expected"), MEANING.values(), ids=MEANING.keys())
def test_the_outcome_names_what_changed(quote: str, expected: QuoteOutcome) -> None:
    found = match_quote(quote, TEXT)
    assert found.outcome is expected, found.reason


FIGURES = (
    "The report says that fifty-three people had lost their jobs. One hundred and twenty passengers were on board"
    " that night.\n\nThe subsidy was cut by 25 per cent. The boat was built for £3.2 million. Its share rose to 40%."
)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("53 people had lost their jobs", QuoteOutcome.TYPOGRAPHIC),
        ("120 passengers were on board", QuoteOutcome.TYPOGRAPHIC),
        ("The subsidy was cut by 25%", QuoteOutcome.TYPOGRAPHIC),
        ("Its share rose to 40 per cent", QuoteOutcome.TYPOGRAPHIC),
        ("The boat was built for £3.2m", QuoteOutcome.TYPOGRAPHIC),
        ("The boat was built for £3.2m. Its share rose to 40%", QuoteOutcome.TYPOGRAPHIC),
        ("The boat was built for £3.2 [million]", QuoteOutcome.EDITORIAL),
        ("54 people had lost their jobs", QuoteOutcome.NUMBER_CHANGED),
        ("The subsidy was cut by 26%", QuoteOutcome.NUMBER_CHANGED),
        ("The boat was built for £3.2bn", QuoteOutcome.NUMBER_CHANGED),
    ],
)
def test_a_number_at_an_end_is_the_same_in_any_form(quote: str, expected: QuoteOutcome) -> None:
    found = match_quote(quote, FIGURES)
    assert found.outcome is expected, found.reason


@pytest.mark.parametrize(
    "quote", ["three people had lost their jobs", "twenty passengers were on board", "The boat was built for £3.2"]
)
def test_a_part_of_a_number_is_another_number(quote: str) -> None:
    assert not match_quote(quote, FIGURES).outcome.is_faithful


@pytest.mark.parametrize(
    ("quote", "faithful"),
    [
        ("bis zu 120 Fahrgäste und 18 Autos", True),
        ("bis zu 120 Fahrgäste und 17 Autos", False),
        ("Die Kosten beliefen sich auf 3,2 Millionen Pfund", True),
        ("Die Kosten beliefen sich auf 3,2 Milliarden Pfund", False),
        ("und 12 Fahrräder trägt sie", True),
    ],
)
def test_german_numbers_are_read_in_words_and_digits(quote: str, faithful: bool) -> None:
    text = (
        "Das Schiff befördert bis zu 120 Fahrgäste und achtzehn Autos, und zwölf Fahrräder trägt sie auch noch."
        " Die Kosten beliefen sich auf 3,2 Mio. Pfund, wie der Rat am Freitag nach der Sitzung mitteilte."
    )
    assert outcome(quote, text).is_faithful is faithful


def test_numbers_side_by_side_are_two() -> None:
    text = "The votes were counted in room twenty. Three people had lost theirs, and in 2018 three more were found."
    assert match_quote("Three people had lost theirs", text).outcome is QuoteOutcome.VERBATIM
    assert match_quote("three more were found", text).outcome is QuoteOutcome.VERBATIM


def test_edits_show_both_sides() -> None:
    found = match_quote("A spokesman for Carver Stone declined to comment", TEXT)
    assert [(edit.op, edit.quote, edit.source, edit.kind) for edit in found.edits] == [
        (EditOp.EQUAL, "A spokesman for", "A spokesman for", None),
        (EditOp.REPLACE, "Carver", "Henning", "name"),
        (EditOp.EQUAL, "Stone declined to comment", "Stone declined to comment", None),
    ]


def test_an_ellipsis_reaches_so_far_and_no_further() -> None:
    near = "The council met … declined to comment"
    assert outcome(near) is QuoteOutcome.EDITORIAL
    far = TEXT.replace("\n\n", "\n\n" + "Much else was said and done in the town. " * 150 + "\n\n")
    found = match_quote(near, far)
    assert not found.outcome.is_faithful
    assert "apart" in found.reason


def test_the_nearest_of_several_places_is_meant() -> None:
    text = "He came home. " + "Nothing else happened that year. " * 9 + "He came home and then he slept."
    found = match_quote("He came … slept", text)
    assert found.passage is not None
    assert found.passage.exact == "He came home and then he slept"


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("quarry", QuoteOutcome.VERBATIM),
        ("town hall", QuoteOutcome.VERBATIM),
        ("town halls", QuoteOutcome.NOT_FOUND),
        ("the old county hall", QuoteOutcome.ALTERED),
        ("a new county hall", QuoteOutcome.NOT_FOUND),
        ("Henning Stone", QuoteOutcome.VERBATIM),
    ],
)
def test_short_quotations_are_called_short_and_may_hardly_differ(quote: str, expected: QuoteOutcome) -> None:
    found = match_quote(quote, TEXT)
    assert found.short
    assert found.outcome is expected


def test_half_a_sentence_with_another_half_is_a_part() -> None:
    found = match_quote("Its members voted by 14 to 9 against every plan that anyone could think of last spring", TEXT)
    assert found.outcome is QuoteOutcome.PARTIAL
    assert found.passage is not None and found.passage.exact.startswith("Its members voted by 14 to 9 against")


def test_another_language_is_not_a_missing_quotation() -> None:
    german = (
        "Der Gemeinderat hat gestern beschlossen, dass der alte Steinbruch nicht an die Firma verkauft werden darf."
    )
    assert outcome(german) is QuoteOutcome.OTHER_LANGUAGE


def test_a_quotation_across_two_pages_of_a_pdf_skips_their_edges() -> None:
    first = "It was the judgment of the court that the lease had never been signed by"
    second = "any person who was entitled to do so, and it was therefore void."
    text = f"{first}\nLaw Reports 1911\n214\n\nHENNING v. PARISH\n{second}"
    cut = text.index("\n\n")
    source = SourceText(
        text=text,
        extent=Extent.FULL,
        places=(Place(start=0, end=cut, page=214), Place(start=cut + 2, end=len(text), page=215)),
    )
    found = match_quote("the lease had never been signed by any person who was entitled to do so", source)
    assert found.outcome.is_faithful, found.reason
    assert found.passage is not None and found.passage.page == 214


def test_misread_print_is_found() -> None:
    text = "tbe parifh publifhed a rcport of forly pagcs; it lifts morc tban 120 fpecies of mofs, of wbicb elcvcn are"
    found = match_quote("the parish published a report of forty pages; it lists more than 120 species of moss", text)
    assert found.passage is not None
    assert found.passage.start == 0
    assert not found.outcome.changes_meaning


def test_scripts_without_spaces() -> None:
    text = "同社は昨年、東京に新しい工場を建設すると発表した。従業員は約三百人になる見込みだ。"
    assert outcome("東京に新しい工場を建設する", text) is QuoteOutcome.VERBATIM
    assert not outcome("大阪に新しい工場を建設すると発表した", text).is_faithful


def test_right_to_left_with_and_without_vowel_marks() -> None:
    text = "قال الوزير إن الحكومة لن توافق على هذا القرار قبل نهاية السنة."
    assert outcome("الحُكومة لن توافق على هذا القرار", text).is_faithful
    assert not outcome("الحكومة توافق على هذا القرار", text).is_faithful


def test_a_quotation_longer_than_its_page_is_said_to_be() -> None:
    found = match_quote("word after word " * 50, "A short page.")
    assert found.outcome is QuoteOutcome.NOT_FOUND
    assert "longer" in found.reason


def test_the_place_in_the_body_is_preferred() -> None:
    text = "The old quarry is safe\n\nThe old quarry is safe"
    source = SourceText(
        text=text, extent=Extent.FULL, places=(Place(start=0, end=22, kind="navigation"), Place(start=24, end=46))
    )
    found = match_quote("The old quarry is safe", source)
    assert found.passage is not None
    assert (found.passage.start, found.passage.place) == (24, "body")


def judged(key: str, text: str) -> JudgedSource:
    return JudgedSource(reference=key, copy=f"{key}-live", text=SourceText(text=text, extent=Extent.FULL))


def test_outcomes_are_ranked_from_the_best_to_the_worst() -> None:
    ranked = sorted(QuoteOutcome, key=lambda outcome: outcome.rank)
    assert (ranked[0], ranked[-1]) == (QuoteOutcome.VERBATIM, QuoteOutcome.NOT_FOUND)
    assert [outcome for outcome in ranked if outcome.is_faithful] == ranked[:3]


def test_the_source_that_it_was_really_taken_from() -> None:
    sources = [judged("a", "Nothing of it."), judged("b", TEXT)]
    match = QuoteMatcher().match
    found = find_misattributed("Its members voted by “14 to 9” against the sale of the quarry", sources, match)
    assert found is not None
    source, check = found
    assert (source.reference, check.outcome) == ("b", QuoteOutcome.TYPOGRAPHIC)
    assert find_misattributed("Its members voted by 15 to 9 against the sale of the quarry", sources, match) is None


def test_the_given_matcher_says_whether_another_source_has_the_quotation() -> None:
    def never(quote: str, text: SourceText) -> QuoteCheck:
        return QuoteCheck(text=quote, outcome=QuoteOutcome.NOT_FOUND, score=0.0)

    assert find_misattributed("Its members voted by 14 to 9", [judged("b", TEXT)], never) is None


def test_one_matcher_serves_many_threads() -> None:
    matcher = QuoteMatcher()
    pages = [SourceText(text=f"{TEXT} Page {number}.", extent=Extent.FULL) for number in range(40)]
    wrong: list[QuoteOutcome] = []

    def search() -> None:
        for page in pages:
            found = matcher.match("A spokesman for Carver Stone declined to comment", page).outcome
            if found is not QuoteOutcome.NAME_CHANGED:
                wrong.append(found)

    threads = [threading.Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
