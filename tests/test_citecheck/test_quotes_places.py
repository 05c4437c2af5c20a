"""Where the pieces of a quotation stand in a page, and how far the source's side of each reaches."""

import numpy as np
import pytest

from citecheck.checking.quotes import anchoring, match_quote, ocr
from citecheck.checking.quotes.anchoring import align
from citecheck.checking.quotes.model import Cut
from citecheck.checking.quotes.parsing import parse_quote
from citecheck.checking.quotes.prepared import GramIndex, PreparedPage
from citecheck.model import SourceText
from claims.folding import fold
from reports.model import Extent, QuoteOutcome

FILLER = "The clerk wrote a line on every mast and rope that the yard had sold since the flood. "
HEAD = "The pilot locked the upper chamber before the storm"
TAIL = "and the keeper threw the only key into the mill race"


def page(text: str) -> PreparedPage:
    return PreparedPage(SourceText(text=text, extent=Extent.FULL))


def placed(quote: str, text: str) -> list[str | None]:
    prepared = page(text)
    found = anchoring.place(parse_quote(quote), prepared)
    assert found is not None
    return [one and prepared.original(one.start, one.end) for one in found.pieces]


def gap(characters: int) -> str:
    return (" " + FILLER * (characters // len(FILLER) + 1))[: characters - 1] + " "


# Alignment


def test_a_stretch_is_as_like_as_its_letters_less_what_is_missing() -> None:
    whole = align("abcdefghij", "xxabcdefghijxx", 0, 14)
    assert whole is not None
    assert (whole.start, whole.end, whole.matched, whole.score) == (2, 12, 10, 1.0)

    lacking_two = align("abcdefghij", "abcdefgh", 0, 8)
    assert lacking_two is not None
    assert (lacking_two.matched, lacking_two.score) == (8, pytest.approx(0.8))


def test_letters_put_in_count_half_beyond_those_that_they_replace() -> None:
    with_two = align("abcdefghij", "abcdeXXfghij", 0, 12)
    replaced = align("abcdefghij", "abcdeXXhij", 0, 10)

    assert with_two is not None and replaced is not None
    assert with_two.score == pytest.approx(0.9)
    assert replaced.score == pytest.approx(0.8)


def test_nothing_agrees_with_other_letters() -> None:
    assert align("abc", "xyz", 0, 3) is None


def test_an_alignment_keeps_to_its_part_of_the_page() -> None:
    text = "abcdefghij" + "x" * 30 + "abcdefghij"
    found = align("abcdefghij", text, 20, 200)

    assert found is not None
    assert (found.start, found.end) == (40, 50)
    assert align("abcdefghij", text, -5, 12) == align("abcdefghij", text, 0, 12)


def test_only_votes_from_the_given_stretch_count() -> None:
    text = "the pilot locked the chamber" + "x" * 300 + "the pilot locked the chamber"
    index = GramIndex(text)
    needle = "the pilot locked the chamber"

    assert len(index.candidates(needle, 5)) == 2
    assert [low < 100 for low, _ in index.candidates(needle, 5, 0, 100)] == [True]
    assert [low > 100 for low, _ in index.candidates(needle, 5, 200)] == [True]
    assert index.candidates("ab", 5) == []
    assert GramIndex("").candidates(needle, 5) == []


def test_a_stretch_reaches_a_third_further_than_what_was_not_voted_for() -> None:
    text = "x" * 100 + "abcdefgh" + "y" * 100
    (low, high) = GramIndex(text).candidates("QRSTUVabcdefghQRSTUV", 1)[0]

    assert (low, high) == (100 - 6 - 2 - 4, 108 + 6 + 2 + 4)


def test_scripts_without_letters_are_indexed_by_shorter_pieces() -> None:
    text = "港の灯台は一九三一年に建てられた。" * 2

    assert GramIndex(text).candidates("灯台は", 3) != []
    assert np.asarray(GramIndex(text).candidates("灯台は", 3)).min() >= 0


# Pieces in order


@pytest.mark.parametrize(("characters", "whole"), [(60, True), (3_990, True), (5_200, False)])
def test_an_ellipsis_reaches_over_four_thousand_characters(characters: int, whole: bool) -> None:
    assert (placed(f"{HEAD} … {TAIL}", HEAD + gap(characters) + TAIL) == [HEAD, TAIL]) is whole


@pytest.mark.parametrize(("characters", "whole"), [(20, True), (88, True), (150, False)])
def test_a_bracket_reaches_over_ninety_characters(characters: int, whole: bool) -> None:
    assert (placed(f"{HEAD} [in fear] {TAIL}", HEAD + gap(characters) + TAIL) == [HEAD, TAIL]) is whole


def test_the_nearest_place_of_a_piece_counts_on_either_side() -> None:
    text = f"{TAIL}. {FILLER}{HEAD} {FILLER}{TAIL}. {FILLER}{TAIL}."
    prepared = page(text)
    quote = f"{HEAD} at once … {TAIL}"
    found = anchoring.place(parse_quote(quote), prepared)

    assert found is not None
    assert prepared.folded.span(found.pieces[1].start, found.pieces[1].end)[0] == text.index(TAIL, 60)


def test_a_piece_before_the_longest_is_found_before_it() -> None:
    found = placed(
        f"the keeper … {HEAD} and the harbour", f"the keeper slept. {FILLER}{HEAD} and the harbour. the keeper."
    )

    assert found == ["the keeper", f"{HEAD} and the harbour"]


def test_a_piece_that_is_misspelled_is_found_near_the_other() -> None:
    found = placed(f"{HEAD} … and the kepeer threw the only kay into the mill", f"{HEAD}. {FILLER}{TAIL}.")

    assert found == [HEAD, "and the keeper threw the only key into the mill"]


def test_a_piece_that_is_nowhere_is_missing() -> None:
    assert placed(f"{HEAD} … nine geese flew over Antwerp in silence", f"{HEAD}. {FILLER}") == [HEAD, None]


@pytest.mark.parametrize(("characters", "interrupted"), [(1_750, True), (1_950, False)])
def test_a_quotation_in_two_parts_may_be_interrupted_by_so_much(characters: int, interrupted: bool) -> None:
    quote = f"{HEAD} {TAIL}"
    found = anchoring.find_interrupted(parse_quote(quote), page(HEAD + gap(characters) + TAIL))

    assert (found is not None) is interrupted


def test_both_parts_of_an_interrupted_quotation_have_four_words() -> None:
    def interrupted(quote: str, text: str) -> list[str] | None:
        found = anchoring.find_interrupted(parse_quote(quote), page(text))
        return [piece.text for piece in found[0].pieces] if found else None

    assert interrupted("one two three four five six seven eight", "one two three four x. five six seven eight") == [
        "one two three four",
        "five six seven eight",
    ]
    assert interrupted("one two three four five six seven", "one two three four x. five six seven") is None
    assert interrupted("one two three four five six seven eight", "one two three x. four five six seven eight") is None
    assert interrupted("one two three four … five six seven eight", "one two three four five six seven eight") is None


def test_scattered_parts_are_told_by_their_order_or_their_distance() -> None:
    def why(quote: str, text: str) -> str | None:
        parsed, prepared = parse_quote(quote), page(text)
        found = anchoring.place(parsed, prepared)
        assert found is not None
        return anchoring.why_scattered(parsed, found, prepared)

    assert why(f"{TAIL} … {HEAD}", f"{HEAD}. {TAIL}.") == "The source has the parts in another order"
    apart = why(f"{HEAD} … {TAIL}", HEAD + gap(5_000) + TAIL)
    assert apart == "The parts are about 5,051 characters apart in the source, more than an ellipsis may leave out"
    assert why(f"{HEAD} … nine geese flew over Antwerp", f"{HEAD}. {FILLER}") is None
    assert why(f"{HEAD} … he ran", f"he ran. {HEAD}.") is None


def test_the_better_of_two_places_counts_by_all_of_its_pieces() -> None:
    text = f"the old gate. {FILLER * 60}the old gate was shut. {TAIL}."
    prepared = page(text)
    quote = f"the old gate … {TAIL[:30]}"
    found = anchoring.place(parse_quote(quote), prepared)

    assert found is not None
    assert found.score == 1.0
    first = found.pieces[0]
    assert first is not None
    assert prepared.folded.span(first.start, first.end)[0] > 1_000


def test_a_placement_s_score_is_the_share_of_its_letters() -> None:
    quote = f"{HEAD} … nine geese flew over Antwerp"
    found = anchoring.place(parse_quote(quote), page(f"{HEAD}. {FILLER}"))
    head, tail = len(fold(HEAD)), len(fold("nine geese flew over Antwerp"))

    assert found is not None
    assert found.score == pytest.approx(head / (head + tail))


def test_of_several_similar_places_the_most_alike_counts() -> None:
    near = (
        HEAD.replace("pilot", "palot").replace("upper", "opper").replace("chamber", "chumber").replace("storm", "starm")
    )
    nearer = HEAD.replace("upper", "under")
    for text in (f"{near}. {FILLER * 4}{nearer}. {FILLER}", f"{nearer}. {FILLER * 4}{near}. {FILLER}"):
        assert placed(HEAD, text) == [nearer]


def test_print_that_is_misread_alike_in_two_places_stands_out_in_neither() -> None:
    quote = "The bailiff of the lower manor let the old mill to a widow for nine shillings a year"
    print_ = "Tbc b^iliif oftlic lovver nianor lct thc olcl rniH to a wiclow for niuc fhiUings a ycar"
    parsed = parse_quote(quote)
    once = ocr.find_misread(parsed, page(f"{FILLER}{print_}. {FILLER}"))

    assert once is not None
    assert 0.55 < once[0].score < 0.9
    assert not once[1]
    assert ocr.find_misread(parsed, page(f"{FILLER}{print_}. {FILLER}{print_}. {FILLER}")) is None
    worse = print_.replace("ycar", "yxxr")
    for one, other in ((print_, worse), (worse, print_)):
        assert ocr.find_misread(parsed, page(f"{FILLER}{one}. {FILLER}{other}. {FILLER}")) is None
    assert ocr.find_misread(parsed, page(f"{quote}. {FILLER}")) is None


def test_black_letter_is_found_by_the_letters_that_it_is_read_as() -> None:
    quote = "hastely they rydde hyther and cryed for the chylde"
    print_ = "baltelp tbep rpooe bptbec ano ccpeo foc tbe cbploe"
    found = ocr.find_misread(parse_quote(quote), page(f"{FILLER}{print_}. {FILLER}"))

    assert found is not None and found[1]
    assert match_quote(quote, f"{FILLER}{print_}. {FILLER}").rule == "quote.altered.misread-print"
    other = "They sold the harvest of the lower fields and paid the reeve his due"
    assert match_quote(other, f"{FILLER}{print_}. {FILLER}").outcome is QuoteOutcome.NOT_FOUND


# Misread print


def test_the_letters_of_misread_print_agree_in_each_third_and_in_no_long_run() -> None:
    needle = "abcdefghijklmnopqrstuvwxyzABCD"  # three parts of ten
    other = "".join(letter if at % 2 else "#" for at, letter in enumerate(needle))

    assert ocr._is_even(needle, other)
    assert not ocr._is_even(needle, other[:20] + "##########")
    assert not ocr._is_even(needle, "##########" + other[10:])
    assert not ocr._is_even(needle, needle)
    assert ocr._is_even(needle, other[:8] + needle[8:20] + other[20:])
    assert not ocr._is_even(needle, other[:8] + needle[8:22] + other[22:])


MISREAD = {
    "The bailiff of the lower manor let the mill": "Tbc b^iliif oftlic lovver nianor lct thc miH",
    "Thebailiffofthelower manor let the mill": "Tbcb^iliifoftliclovver nianor lct thc miH",
    "The bailiff let a low old mill": "Tbc b^iliif lct a lovv olcl miH",
    "The bailiff let a low mill": "Tbc b^iliif lct a lovv miH",
}


@pytest.mark.parametrize(
    ("quote", "is_found"),
    list(zip(MISREAD, (True, False, False, False), strict=True)),
)
def test_misread_print_is_looked_for_from_six_words_and_28_letters_on(quote: str, is_found: bool) -> None:
    found = ocr.find_misread(parse_quote(quote), page(f"{FILLER}{MISREAD[quote]}. {FILLER}"))

    assert (found is not None) is is_found


def test_misread_print_is_looked_for_in_pages_of_sixty_thousand_letters_at_most() -> None:
    (quote, misread), *_ = MISREAD.items()
    letters = len(fold(misread))
    for size, is_found in ((60_000, True), (60_001, False)):
        text = misread + "." + "z" * (size - letters)
        assert len(page(text).folded) == size
        assert (ocr.find_misread(parse_quote(quote), page(text)) is not None) is is_found


def test_quotations_in_pieces_are_not_looked_for_in_misread_print() -> None:
    (quote, misread), *_ = MISREAD.items()
    parted = f"{quote} … {quote}"

    assert ocr.find_misread(parse_quote(parted), page(f"{FILLER}{misread}. {FILLER}")) is None


# Distances


def test_the_distance_is_counted_in_characters_of_the_text_as_it_is_written() -> None:
    text = page("one,  two three")

    assert anchoring._distance(text, 3, 6) == 7
    assert anchoring._distance(text, 3, 3) == 0
    assert anchoring._distance(text, 6, 3) == 0
    assert anchoring._distance(text, 0, 6) == 10
    assert anchoring._distance(text, 6, len(text.folded)) == 6


def test_pieces_that_nothing_parts_stand_within_forty_characters() -> None:
    assert [anchoring._reach(cut) for cut in (Cut.NONE, Cut.BRACKET, Cut.ELLIPSIS)] == [40, 90, 4_000]


def test_the_reach_of_a_missing_piece_s_mark_passes_to_the_next_one() -> None:
    quote = f"{HEAD} … nine geese flew over Antwerp in silence [at last] {TAIL}"

    assert placed(quote, HEAD + gap(1_000) + TAIL) == [HEAD, None, TAIL]
    turned = f"{TAIL[:20]} [at last] nine geese flew over Antwerp in silence … {HEAD} and all of the harbour"
    text = TAIL[:20] + gap(1_000) + HEAD + " and all of the harbour"
    assert placed(turned, text) == [TAIL[:20], None, f"{HEAD} and all of the harbour"]


def test_a_piece_that_is_too_unlike_is_missing() -> None:
    alike = TAIL.replace("keeper", "sleeper").replace("only key", "oily quay")
    unlike = "".join(letter if at % 2 else "q" for at, letter in enumerate(TAIL))

    assert placed(f"{HEAD} and so on … {TAIL}", f"{HEAD} and so on. {FILLER}{alike}.")[1] == alike
    assert placed(f"{HEAD} and so on … {TAIL}", f"{HEAD} and so on. {FILLER}{unlike}.")[1] is None
