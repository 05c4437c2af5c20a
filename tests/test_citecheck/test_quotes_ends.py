"""Where the source's side of a quotation begins and ends, and what is reported of its place."""

import pytest

from citecheck.checking.quotes import match_quote
from citecheck.checking.quotes.ends import lacking, widened
from citecheck.checking.quotes.model import Change, Kind
from citecheck.checking.quotes.parsing import looks_like_title, parse_quote
from citecheck.checking.quotes.prepared import PreparedPage
from citecheck.checking.quotes.rules import as_faithful
from citecheck.model import Place, SourceText
from claims.folding import fold
from reports.model import Extent, QuoteOutcome

FILLER = "The clerk wrote a line on every mast and rope that the yard had sold since the flood. "
HEAD = "The pilot locked the upper chamber before the storm"
TAIL = "and the keeper threw the only key into the mill race"


def page(text: str) -> PreparedPage:
    return PreparedPage(SourceText(text=text, extent=Extent.FULL))


# Ends


@pytest.mark.parametrize(
    ("kind", "quote", "source", "words"),
    [
        (Kind.EQUAL, (0, 3), (0, 3), 0),
        (Kind.NUMBER, (0, 1), (0, 1), 6),
        (Kind.WORDS, (0, 1), (0, 1), 1),
        (Kind.WORDS, (0, 4), (0, 1), 4),
        (Kind.WORDS, (0, 1), (0, 4), 1),
        (Kind.WORDS, (0, 9), (0, 1), 6),
    ],
)
def test_an_end_is_looked_for_as_far_as_words_are_lacking(
    kind: Kind, quote: tuple[int, int], source: tuple[int, int], words: int
) -> None:
    assert lacking(Change(kind, "", quote, source, 0.0)) == words


def test_a_span_grows_by_words_and_stops_at_a_paragraph() -> None:
    text = page("one two.\n\nthree four five six.\n\nseven")
    start, end = text.word_from(6), text.word_from(11)  # "three"

    def grown(before: int, after: int) -> str:
        return text.original(*widened(text, start, end, before, after))

    assert text.original(start, end) == "three"
    assert (grown(0, 0), grown(0, 2), grown(2, 9)) == ("three", "three four five", "three four five six")
    assert widened(text, 0, 3, 5, 5) == (0, 6)


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("of fifty-three ships", "three", "fifty-three"),
        ("of fifty three ships", "fifty", "fifty three"),
        ("for 3.2 million pounds", "3.2", "3.2 million"),
        ("paid 3.2 million", "3.2", "3.2 million"),
        ("for 3.2, million pounds", "3.2", "3.2"),
        ("of fifty; three ships", "three", "three"),
        ("of fifty-three ships", "ships", "ships"),
        ("two hundred and twelve steps", "twelve", "two hundred and twelve"),
    ],
)
def test_the_rest_of_a_number_is_taken_in(text: str, part: str, whole: str) -> None:
    prepared = page(text)
    (span,) = prepared.occurrences(fold(part))

    assert prepared.original(*prepared.with_whole_numbers(*span)) == whole


def test_an_empty_span_takes_nothing_in() -> None:
    assert page("of fifty-three ships").with_whole_numbers(3, 3) == (3, 3)


# What is reported


def test_a_passage_has_its_words_its_place_and_what_stands_around_it() -> None:
    text = "a" * 200 + ". " + HEAD + ". " + "b" * 200
    found = match_quote(
        HEAD, SourceText(text=text, extent=Extent.FULL, places=(Place(start=0, end=900, kind="body", page=7),))
    )
    passage = found.passage

    assert passage is not None
    assert (passage.exact, passage.start, passage.end, passage.page) == (HEAD, 202, 202 + len(HEAD), 7)
    assert text[202 - len(passage.prefix) : 202] == passage.prefix != ""
    assert text[passage.end : passage.end + len(passage.suffix)] == passage.suffix != ""
    assert len(passage.prefix) == len(passage.suffix) < 200


def test_at_the_beginning_of_a_page_nothing_stands_before_the_passage() -> None:
    passage = match_quote(HEAD, HEAD + " came.").passage

    assert passage is not None
    assert (passage.prefix, passage.suffix, passage.page) == ("", " came.", None)


def test_the_place_with_the_very_words_is_taken_for_the_passage() -> None:
    text = f"{HEAD.replace('upper', 'Upper')}. Later: {HEAD}."
    found = match_quote(HEAD, text)

    assert found.outcome.value == "verbatim"
    assert found.passage is not None and found.passage.start == text.rindex(HEAD)


def test_a_place_in_the_text_is_taken_before_one_in_the_navigation() -> None:
    text = f"{HEAD}\n\n{HEAD}"
    places = (Place(start=0, end=len(HEAD), kind="navigation"), Place(start=len(HEAD) + 2, end=len(text), kind="body"))
    passage = match_quote(HEAD, SourceText(text=text, extent=Extent.FULL, places=places)).passage

    assert passage is not None
    assert passage.start == len(HEAD) + 2


def test_a_bracket_within_a_word_keeps_both_of_its_ends() -> None:
    source = "In spring the ferry sailed at noon."

    assert match_quote("the ferry sail[s] at noon", source).outcome.value == "editorial"
    assert match_quote("the ferry s[aw]ed at noon", source).outcome.value == "editorial"
    assert match_quote("the ferry s[ank]s at noon today", source).outcome.value != "editorial"
    assert match_quote("In spring the ferry s[topp]er at noon.", source).outcome.value != "editorial"


def test_what_a_long_ellipsis_leaves_out_is_shown_by_both_of_its_ends() -> None:
    between = "first words " + "x" * 200 + " last words"
    found = match_quote(f"{HEAD} … {TAIL}", f"{HEAD} {between} {TAIL}.")
    (shown,) = [edit.source for edit in found.edits if edit.quote == "…"]

    assert shown.startswith("first words") and shown.endswith("last words") and " … " in shown
    assert len(shown) == 163
    short = match_quote(f"{HEAD} … {TAIL}", f"{HEAD} then came {TAIL}.")
    assert [edit.source for edit in short.edits if edit.quote == "…"] == ["then came"]


@pytest.mark.parametrize(
    ("quote", "is_edited"),
    [
        ("the ferry sailed", False),
        ("the ferry … sailed", True),
        ("[the] ferry sailed", True),
        ("the ferry sail[s]", True),
        ("the fery [sic] sailed", True),
    ],
)
def test_a_quotation_is_edited_where_it_has_a_mark_of_editing(quote: str, is_edited: bool) -> None:
    assert parse_quote(quote).is_edited is is_edited


@pytest.mark.parametrize(
    ("quote", "text", "exact"),
    [
        ("(closed the gate", "He closed the gate early.", "closed the gate"),
        ("(closed the gate", "He (closed the gate) early.", "(closed the gate"),
        ("closed the gate.", "He closed the gate early.", "closed the gate"),
        ("closed the gate.", "He closed the gate. Then he slept.", "closed the gate."),
        ("closed the gate!)", "He closed the gate. Then he slept.", "closed the gate"),
    ],
)
def test_marks_around_the_words_belong_to_the_passage_where_the_text_has_them(
    quote: str, text: str, exact: str
) -> None:
    passage = match_quote(quote, text).passage

    assert passage is not None
    assert passage.exact == exact


@pytest.mark.parametrize(
    ("quote", "source", "found"),
    [
        ("the clerk had sold 14", "In May the clerk had sold 15 ships.", "number-changed"),
        ("the clerk had sold 14", "In May the clerk had sold ships.", "number-changed"),
        (
            "the clerk of the town had then sold 14",
            "In May the clerk of the town had then sold ships.",
            "number-changed",
        ),
        ("40 of the men had then gone ashore", "In May 30 of the men had then gone ashore.", "number-changed"),
        ("Orton of the men had then gone ashore", "In May thirty of the men had then gone ashore.", "number-changed"),
    ],
)
def test_a_number_at_an_end_that_the_source_does_not_have_there_is_another_number(
    quote: str, source: str, found: str
) -> None:
    assert match_quote(quote, source).outcome.value == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("In May the clerk had quietly sold the pulley. Then he left.", "pulley"),
        ("In May the clerk had quietly sold the pulley in Orton and left.", ""),
    ],
)
def test_the_last_word_of_a_sentence_is_the_counterpart_of_another_last_word(source: str, found: str) -> None:
    edits = match_quote("the clerk had quietly sold the barn", source).edits

    assert [(edit.quote, edit.source) for edit in edits if edit.quote == "barn"] == [("barn", found)]


def test_the_first_word_of_a_sentence_is_the_counterpart_of_another_first_word() -> None:
    edits = match_quote(
        "Boats of the clerk had quietly been sold", "He left. Houses of the clerk had quietly been sold."
    ).edits

    assert (edits[0].quote, edits[0].source) == ("Boats", "Houses")


def test_words_in_the_place_of_a_page_s_foot_are_not_its_furniture() -> None:
    text = "The cooper sold nine barrels of herring to the 12\n\nmonks before the winter fair began."
    cut = text.index("\n\n")
    places = (
        Place(start=0, end=cut, kind="body", page=1),
        Place(start=cut + 2, end=len(text), kind="body", page=2),
    )
    source = SourceText(text=text, extent=Extent.FULL, places=places)
    rest = "monks before the winter fair"

    assert match_quote(f"sold nine barrels of herring to the {rest}", source).outcome.value == "typographic"
    assert match_quote(f"sold nine barrels of herring to the grey {rest}", source).outcome.is_faithful is False


@pytest.mark.parametrize(
    ("quote", "outcome"),
    [
        ("three ships", QuoteOutcome.NOT_FOUND),  # the number is one of two words, which must all be right
        ("three ships of", QuoteOutcome.NUMBER_CHANGED),
        ("three ships of oak in the spring", QuoteOutcome.NUMBER_CHANGED),
        ("fifty-three ships", QuoteOutcome.VERBATIM),
    ],
)
def test_a_number_that_is_cut_counts_as_a_word(quote: str, outcome: QuoteOutcome) -> None:
    assert match_quote(quote, "The board sold fifty-three ships of oak in the spring.").outcome is outcome


def test_each_edit_says_whether_words_are_put_in_left_out_or_replaced() -> None:
    source = "The old harbour board met in the long hall and sold forty ships of oak in the spring."
    changed = match_quote(
        "The old harbour board of men met in the long hall and sold forty boats of oak in spring", source
    )
    found = {
        (edit.op.value, edit.quote.strip(), edit.source.strip()) for edit in changed.edits if edit.op.value != "equal"
    }

    assert found == {("delete", "of men", ""), ("replace", "boats", "ships"), ("insert", "", "the")}


@pytest.mark.parametrize(
    ("quote", "outcome"),
    [
        ("fewer than ten ships lay in the old harbour", QuoteOutcome.VERBATIM),
        ("Fewer than ten ships lay in the old harbour", QuoteOutcome.TYPOGRAPHIC),
        ("[F]ewer than ten ships lay in the old harbour", QuoteOutcome.EDITORIAL),
        ("fewer than ten ships ... in the old harbour", QuoteOutcome.EDITORIAL),
    ],
)
def test_without_what_was_cut_off_beside_it_a_quotation_is_called_by_its_own_words(
    quote: str, outcome: QuoteOutcome
) -> None:
    cut = match_quote(quote, "No fewer than ten ships lay in the old harbour on that day. The board met.")
    assert cut.rule == "quote.negation-changed.cut-off-before"
    assert as_faithful(cut).outcome is outcome


@pytest.mark.parametrize("words", ["the", "the old", "the old red"])
def test_a_speaker_may_begin_with_the_words_with_which_the_speech_goes_on(words: str) -> None:
    said = f"“All the deep wells of the valley are dry,” {words} farmer said, “{words} herds are gone.” It rained."
    found = match_quote(f"All the deep wells of the valley are dry, {words} herds are gone", said)
    assert [edit.rule for edit in found.edits] == [
        "edit.equal.same-words",
        "edit.editing.attribution",
        "edit.equal.same-words",
    ]


@pytest.mark.parametrize(
    ("who", "is_found"),
    [("miller", True), ("the miller", True), ("the old miller", True), ("the old red miller", False)],
)
def test_a_speaker_may_be_named_by_the_three_words_with_which_the_speech_stops(who: str, is_found: bool) -> None:
    said = f"“Every well of the valley is in the hands of {who},” said {who}, “and the herds are gone.” It rained."
    found = match_quote(f"Every well in the valley is in the hands of {who}, and the herds are gone", said)
    assert ("edit.editing.attribution" in [edit.rule for edit in found.edits]) is is_found


@pytest.mark.parametrize(
    ("text", "is_title"),
    [
        ("The Long Harbour Log", True),
        ("The Harbour", False),  # one longer word
        ("Long harbour records", False),
        ("Alpha Bravo Delta Hotel India Kilo Lima oscar papa quebec", True),  # seven of ten
        ("Alpha Bravo Delta Hotel India Kilo oscar papa quebec romeo", False),
        ("The Long Harbour Log.", False),
    ],
)
def test_a_title_has_capitals_and_no_full_stop(text: str, is_title: bool) -> None:
    assert looks_like_title(text) is is_title
