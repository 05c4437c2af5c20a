"""The limits of the rules on quotations, each on both of its sides, and the reasons that the rules give."""

import pytest

from citecheck.checking.quotes import find_misattributed, match_quote
from citecheck.checking.quotes.case import QuoteCase
from citecheck.checking.quotes.identity_rules import identity_of
from citecheck.checking.quotes.model import EditStep, Kind, QuoteComparison
from citecheck.checking.quotes.prepared import PreparedPage
from citecheck.checking.quotes.rules import QUOTE_RULES
from citecheck.model import JudgedSource, SourceText
from reports.model import Extent

SENTENCE = "The harbour master closed the outer gate on Friday because the swell had broken two of its hinges."


def step(kind: Kind, words: int, others: int, likeness: float, *, size: int = 0, extra: int = 0) -> EditStep:
    ours, theirs = " ".join(["aa"] * words), " ".join(["bb"] * others)
    return EditStep(kind, "", ours, theirs, size or 2 * words, extra or 2 * others, words, others, likeness)


def same(words: int) -> EditStep:
    return step(Kind.EQUAL, words, words, 1.0)


def other(words: int, others: int | None = None, likeness: float = 0.1) -> EditStep:
    return step(Kind.WORDS, words, words if others is None else others, likeness)


LONG = step(Kind.EQUAL, 3, 3, 1.0, size=40)


def why_not(words: int, *steps: EditStep) -> str | None:
    rule = identity_of(QuoteComparison(steps, 0, 1, ()), words)
    return rule and rule.removeprefix("quote.not-found.")


@pytest.mark.parametrize(
    ("words", "steps", "rule"),
    [
        (2, [same(1), step(Kind.SPELLING, 1, 1, 0.9)], "misspelled-word"),
        (3, [same(2), step(Kind.SPELLING, 1, 1, 0.9)], None),
        (2, [same(2)], None),
        (2, [same(1), other(1)], "short-and-changed"),
        (3, [same(2), other(1)], None),
        (4, [same(3), other(1)], None),
        (4, [same(2), other(2)], "short-and-changed"),
        (4, [same(2), other(1), same(1), other(0, 1)], "short-and-changed"),
        (4, [same(3), other(1, 2)], None),
        (4, [same(3), other(1, 3)], "short-and-changed"),
        (4, [same(2), step(Kind.WORDS, 2, 2, 0.66)], "short-and-changed"),
        (4, [same(3), step(Kind.WORDS, 1, 1, 0.66)], None),
        (3, [same(2), step(Kind.NAME, 1, 1, 0.1)], "short-and-changed"),
        (4, [same(3), step(Kind.NAME, 1, 1, 0.1)], None),
        (5, [same(4), other(1)], None),
        (6, [same(5), other(1)], None),
        (6, [same(4), other(1), other(1)], "brief-and-changed"),
        (7, [same(5), other(2)], None),
        (7, [same(4), other(3)], "brief-and-changed"),
        (7, [same(5), step(Kind.WORDS, 2, 2, 0.1, size=7)], "brief-and-changed"),
        (5, [same(3), step(Kind.WORDS, 1, 1, 0.1, size=4)], None),
        (5, [same(3), step(Kind.WORDS, 1, 1, 0.1, size=5)], "brief-and-changed"),
    ],
)
def test_a_short_or_brief_quotation_may_differ_so_much(words: int, steps: list[EditStep], rule: str | None) -> None:
    assert why_not(words, *steps) == rule


@pytest.mark.parametrize(
    ("words", "steps", "rule"),
    [
        (8, [same(8)], None),
        (8, [step(Kind.EQUAL, 6, 6, 1.0, size=11), step(Kind.WORDS, 2, 2, 0.1, size=9)], None),
        (8, [step(Kind.EQUAL, 6, 6, 1.0, size=10), step(Kind.WORDS, 2, 2, 0.1, size=9)], "little-agrees"),
        (8, [same(2), other(2), same(4)], None),
        (11, [same(4), other(3), same(4)], "chance-agreement"),
        (11, [same(4), step(Kind.WORDS, 3, 3, 0.4), same(4)], "words-reordered-not"),
        (11, [same(8), other(3, 0)], "chance-agreement"),
        (11, [same(4), other(3, 0), same(4)], None),
        (11, [same(2), other(2), same(3), other(2), same(2)], None),
        (10, [same(2), other(2), same(2), other(2), same(2)], "chance-agreement"),
        (12, [same(5), other(3), same(4)], None),
        (12, [same(3), other(2), same(2), other(2), same(1), other(1), same(1)], None),
        (14, [LONG, other(2), same(2), other(2), same(1), other(2), same(1)], None),
        (13, [LONG, other(2), same(2), other(2), same(1), other(2), same(1)], "many-changes"),
        (20, [LONG, *[other(2), same(2)] * 5], None),
        (20, [same(3), other(4), same(9), other(4)], None),
        (20, [same(8), other(4), same(8)], None),
        (20, [same(8), other(5), same(7)], "one-part-replaced"),
    ],
)
def test_a_longer_quotation_may_differ_so_much(words: int, steps: list[EditStep], rule: str | None) -> None:
    assert why_not(words, *steps) == (None if rule == "words-reordered-not" else rule)


@pytest.mark.parametrize(
    ("size", "extra", "rule"),
    [(0, 60, None), (0, 61, "one-part-replaced")],
)
def test_sixty_characters_may_be_left_out_without_a_mark(size: int, extra: int, rule: str | None) -> None:
    left_out = EditStep(Kind.WORDS, "", "", "bb", size, extra, 0, 3, 0.0)

    assert why_not(12, same(6), left_out, same(6)) == rule


def test_a_long_quotation_may_leave_out_as_much_as_it_has() -> None:
    def left_out(extra: int) -> EditStep:
        return EditStep(Kind.WORDS, "", "", "bb", 0, extra, 0, 3, 0.0)

    assert why_not(40, same(40), left_out(80)) is None
    assert why_not(40, same(40), left_out(81)) == "one-part-replaced"


@pytest.mark.parametrize(
    ("words", "moved", "rule"),
    [
        (11, 2, "words-reordered"),
        (11, 1, None),
        (17, 2, None),
        (17, 3, "words-reordered"),
        (24, 3, None),
        (24, 4, "words-reordered"),
    ],
)
def test_words_may_move_so_far(words: int, moved: int, rule: str | None) -> None:
    text = " ".join("abcdefgh"[:moved])
    out = EditStep(Kind.WORDS, "", text, "", moved, 0, moved, 0, 0.0)
    into = EditStep(Kind.WORDS, "", "", text, 0, moved, 0, moved, 0.0)

    assert why_not(words, same(2), out, same(words - 2 - moved), into) == rule


# Reasons


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        ("the swell had broken three of its hinges", "The source says ‘two’ where the quotation says ‘three’"),
        ("closed the outer gate because the swell", "The source also has ‘on Friday’, which the quotation leaves out"),
        ("the swell had badly broken two of its hinges", "The source does not have ‘badly’"),
        ("The harbor master closed the outer gate", "Spelled differently: the source says ‘harbour’ where"),
        ("two of its hinges ... the harbour master", "The source has the parts in another order"),
        ("A baker found gold coins", "These words are not in the text"),
        ("“…”", "The quotation has no words"),
        (SENTENCE * 3, "The quotation is longer than the text"),
        ("The harbour mistress closed the inner gate on Friday because the", "’; 1 more change"),
        ("The harbour mistress closed the inner gate on Friday because our swell", "’; 2 more changes"),
    ],
)
def test_the_reason_says_what_differs(quote: str, reason: str) -> None:
    assert reason in match_quote(quote, SENTENCE).reason


def test_a_part_is_told_by_its_words_in_a_row() -> None:
    quote = "because the swell had broken two of its hinges and the council then sent a bill to every owner of a boat"

    assert match_quote(quote, SENTENCE).reason == "Only a part is there: 9 words in a row"


def test_an_empty_text_has_nothing() -> None:
    assert match_quote("the outer gate", "").reason == "The text is empty"


@pytest.mark.parametrize(("letters", "shown"), [(80, "a" * 80), (81, "a" * 77 + "…")])
def test_long_words_are_shortened_in_a_reason(letters: int, shown: str) -> None:
    rest = "Later the clerk of the town wrote all of it down in the long green ledger of the harbour board"
    source = SENTENCE.replace("outer", "a" * letters)

    assert f"The source says ‘{shown}’" in match_quote(f"{SENTENCE} {rest}", f"{source} {rest}, and slept.").reason


@pytest.mark.parametrize(
    ("run", "rest", "rule"),
    [
        (5, 8, "quote.partial.long-run"),
        (4, 8, None),
        (5, 14, None),
        (12, 60, "quote.partial.long-run"),
        (11, 60, None),
    ],
)
def test_a_long_run_is_five_words_that_are_a_third_or_twelve_words(run: int, rest: int, rule: str | None) -> None:
    case = QuoteCase(" ".join(["word"] * (run + rest)), PreparedPage(SourceText(text=SENTENCE, extent=Extent.FULL)))
    comparison = QuoteComparison((same(run), other(rest)), 0, 1, ())
    case.__dict__.update({"_found": (case.parsed, None, comparison)})
    rows = dict(QUOTE_RULES.rows)

    assert (rows["quote.partial.long-run"](case) is not None) is (rule is not None)


# Misattributed quotations


def test_a_quotation_of_another_source_is_found_where_it_is_faithful() -> None:
    others = [
        JudgedSource(reference=name, copy=name, text=SourceText(text=text, extent=Extent.FULL))
        for name, text in (("a", "A baker slept."), ("b", SENTENCE.replace("two", "three")), ("c", SENTENCE))
    ]
    asked: list[str] = []

    def match(quote: str, text: SourceText):  # type: ignore[no-untyped-def]  # returns what match_quote does
        asked.append(text.text[:7])
        return match_quote(quote, text)

    found = find_misattributed("the swell had broken two of its hinges", others, match)

    assert found is not None
    assert (found[0].reference, found[1].outcome.value) == ("c", "verbatim")
    assert asked == ["The har", "The har"]


def test_a_single_one_or_an_ordinal_may_be_a_mere_word() -> None:
    """One of them, first of all: against no number of the source they are words; zero is a number."""
    source = "She opened the door of the great hall with care."

    assert match_quote("She opened one door of the great hall with care", source).outcome.value == "altered"
    assert match_quote("She first opened the door of the great hall with care", source).outcome.value == "altered"
    assert match_quote(
        "She opened 0 doors of the great hall with care", source.replace("the door", "two doors")
    ).rule == ("quote.number-changed")
