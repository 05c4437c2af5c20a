"""A page prepared for searches, and what the comparison of a quotation with it adds up to."""

import pytest

from citecheck.checking.quotes.identity_rules import QuoteComparison
from citecheck.checking.quotes.model import EditStep, Kind
from citecheck.checking.quotes.prepared import PreparedPage, PreparedPages
from citecheck.model import Place, SourceText
from claims.folding import fold
from reports.model import Extent


def page(text: str) -> PreparedPage:
    return PreparedPage(SourceText(text=text, extent=Extent.FULL))


# A prepared page


def test_words_may_be_parted_otherwise_and_begin_and_end_as_words() -> None:
    text = page("The well-known kingwas crowned; the kings were not. Well known men.")

    def found(words: str) -> list[str]:
        return [text.original(start, end) for start, end in text.occurrences(fold(words))]

    assert found("well known") == ["well-known", "Well known"]
    assert found("king was") == ["kingwas"]
    assert found("king") == []
    assert found("ing was") == []


@pytest.mark.parametrize(
    ("text", "count"), [("the king's men", 1), ("the king’s men", 1), ("the king'sx", 0), ("the kings", 0)]
)
def test_a_word_may_go_on_with_a_possessive(text: str, count: int) -> None:
    assert len(list(page(text).occurrences(fold("the king")))) == count


def test_occurrences_are_looked_for_between_two_places() -> None:
    text = page("rain and rain and rain")
    spans = list(text.occurrences(fold("rain")))

    assert len(spans) == 3
    assert list(text.occurrences(fold("rain"), spans[1][0])) == spans[1:]
    assert list(text.occurrences(fold("rain"), 0, spans[1][1])) == spans[:2]
    assert list(text.occurrences(fold("rain"), 0, spans[1][1] - 1)) == spans[:1]


def test_the_word_before_and_the_word_from_a_place() -> None:
    text = page("one two three")

    assert [text.word_before(at) for at in (0, 1, 3, 4, 11)] == [-1, 0, 0, 3, 6]
    assert [text.word_from(at) for at in (0, 1, 3, 4, 7)] == [0, 3, 3, 6, len(text.folded)]


@pytest.mark.parametrize(
    ("span", "snapped"),
    [((0, 3), (0, 3)), ((1, 6), (0, 6)), ((2, 6), (3, 6)), ((3, 10), (3, 11)), ((3, 8), (3, 6)), ((6, 7), (6, 6))],
)
def test_a_word_of_which_most_is_in_a_span_comes_in_whole(span: tuple[int, int], snapped: tuple[int, int]) -> None:
    assert page("one two three").snapped(*span) == snapped


def test_a_page_s_language_is_that_of_its_words_else_the_declared_one() -> None:
    def of(text: str, language: str | None) -> str | None:
        return PreparedPage(SourceText(text=text, extent=Extent.FULL, language=language)).language

    german = "Die Fähre fährt nur am Sonntag, und der Fährmann wohnt seit vielen Jahren in dem Haus am Ufer."
    assert (of(german, "en"), of("1904", "de-AT"), of("1904", None)) == ("de", "de", None)


def test_a_page_is_held_with_its_places_and_the_oldest_goes_first() -> None:
    pages = PreparedPages(size=2)
    first, second = pages.get("one"), pages.get("two")
    assert pages.get("one") is first
    placed = SourceText(text="two", extent=Extent.FULL, places=(Place(start=0, end=3, kind="body"),))
    assert pages.get(placed) is not second
    pages.get("three")

    assert pages.get("one") is not first


def test_pages_go_where_they_are_too_long_together_and_the_last_one_stays() -> None:
    pages = PreparedPages(characters=10)
    first, second = pages.get("aaaaa"), pages.get("bbbbb")
    assert (pages.get("aaaaa"), pages.get("bbbbb")) == (first, second)
    long = pages.get("a page that is longer than that")

    assert pages.get("a page that is longer than that") is long
    assert pages.get("bbbbb") is not second


# What a comparison adds up to


def step(kind: Kind, ours: str, theirs: str, likeness: float = 1.0) -> EditStep:
    sizes = len(ours.replace(" ", "")), len(theirs.replace(" ", ""))
    return EditStep(kind, "", ours, theirs, *sizes, len(ours.split()), len(theirs.split()), likeness)


SAME = step(Kind.EQUAL, "the long grey road", "the long grey road")
OTHER = step(Kind.WORDS, "went north", "ran", 0.2)
MARKED = step(Kind.EDITING, "…", "and so on and on")
LEFT_OUT = step(Kind.WORDS, "", "over the old stone bridge", 0.0)


def compared(*steps: EditStep) -> QuoteComparison:
    return QuoteComparison(steps, 0, 1, ())


def test_the_coverage_is_the_share_of_the_letters_that_agree() -> None:
    assert compared(SAME).coverage == 1
    assert compared(SAME, OTHER, MARKED).coverage == pytest.approx(15 / 24)
    assert compared(SAME, OTHER).total == 24
    assert compared(MARKED).total == 1


def test_the_largest_change_counts_words_that_changed_less_those_that_agree() -> None:
    two = step(Kind.EQUAL, "so far", "so far")

    assert compared(OTHER, two, OTHER, OTHER).largest_change == 4
    assert compared(OTHER, OTHER, SAME).largest_change == 4
    assert compared(SAME, MARKED).largest_change == 0


def test_moved_words_are_those_that_both_sides_have_elsewhere() -> None:
    assert (
        compared(step(Kind.WORDS, "in May", "", 0.0), SAME, step(Kind.WORDS, "", "in June in May", 0.0)).moved_words
        == 2
    )
    assert compared(SAME, SAME).moved_words == 0


def test_omissions_and_changes_are_counted_on_the_longer_side() -> None:
    assert compared(SAME, LEFT_OUT).largest_omission == 21
    assert compared(SAME).largest_omission == 0
    assert compared(SAME, OTHER, LEFT_OUT).changed_words == 7
    assert compared(step(Kind.WORDS, "mill", "m i l l", 0.2)).changed_words == 1
    assert compared(step(Kind.WORDS, "mill", "abcde f", 0.2)).changed_words == 2


def test_the_longest_run_goes_over_marks_and_ends_at_changes() -> None:
    spelled = step(Kind.SPELLING, "harbour", "harbor", 0.9)

    assert compared(SAME, MARKED, spelled, OTHER, SAME).longest_run == (5, 22)
    assert compared(OTHER).longest_run == (0, 0)
