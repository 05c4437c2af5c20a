"""The words of a quotation and its source: spelling, names, negations, what a comparison adds up to."""

import pytest

from citecheck.checking.quotes import match_quote
from citecheck.checking.quotes.comparison import word_diff
from citecheck.checking.quotes.edit_rules import changes_of, is_negated_form
from citecheck.checking.quotes.model import Change, Kind, Range
from citecheck.checking.quotes.prepared import PreparedPage
from citecheck.checking.quotes.words import Stretch, americanized, expanded, is_misreading, negations
from citecheck.model import SourceText
from claims.folding import fold
from reports.model import Extent


def stretch(text: str) -> Stretch:
    folded = fold(text)
    return Stretch(folded, 0, len(folded))


def page(text: str) -> PreparedPage:
    return PreparedPage(SourceText(text=text, extent=Extent.FULL))


def change_of(quote: Stretch, source: Stretch, words: Range, others: Range) -> Change:
    """Return the change from `words` of `quote` to the words `others` of `source`."""
    return changes_of(quote, source, [(words, others)], None)[0]


def names(text: str) -> list[str]:
    words = stretch(text)
    return [words.words[index] for index in range(len(words)) if words.is_name(index)]


# Spelling


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organise", "organize"),
        ("organisation", "organization"),
        ("analyse", "analyze"),
        ("colour", "color"),
        ("neighbourhood", "neighborhood"),
        ("centre", "center"),
        ("centres", "centers"),
        ("centred", "centered"),
        ("defence", "defense"),
        ("catalogue", "catalog"),
        ("travelled", "traveled"),
        ("mediaeval", "medieval"),
        ("programme", "program"),
        ("grey", "gray"),
        ("tyre", "tire"),
        ("aluminium", "aluminum"),
        ("sept", "september"),
        ("dr", "doctor"),
    ],
)
def test_a_british_and_an_american_word_have_one_form(british: str, american: str) -> None:
    assert americanized(british) == americanized(american)


@pytest.mark.parametrize(("one", "other"), [("wise", "wize"), ("hour", "hor"), ("our", "or"), ("rise", "rize")])
def test_short_words_are_not_taken_for_british_ones(one: str, other: str) -> None:
    assert americanized(one) != americanized(other) or len(one) > 3


def test_contractions_are_written_out() -> None:
    assert expanded(["they", "wont", "go"]) == ["they", "will", "not", "go"]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("mi11", "mill", True),
        ("bam", "barn", True),
        ("vvine", "wine", True),
        ("clay", "day", True),
        ("86", "68", False),
        ("86", "88", False),
        ("6o", "60", True),
        ("mill", "hall", False),
    ],
)
def test_letters_that_look_alike_in_print(one: str, other: str, alike: bool) -> None:
    assert is_misreading(one, other) is alike


@pytest.mark.parametrize(
    ("one", "other", "negated"),
    [
        ("lawful", "unlawful", True),
        ("unlawful", "lawful", True),
        ("able", "unable", True),
        ("age", "image", False),
        ("port", "import", True),
        ("lawful", "awful", False),
    ],
)
def test_a_prefix_turns_a_word_of_four_letters_round(one: str, other: str, negated: bool) -> None:
    assert is_negated_form(one, other) is negated


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [
        ("it did not rain", None, ["not"]),
        ("it didnt rain", "en", ["didnt"]),
        ("es regnete nicht", "de", ["nicht"]),
        ("es regnete nicht", "en", []),
        ("il n a pas plu", "fr", ["pas"]),
        ("they came without a boat and never left", "xx", ["without", "never"]),
        ("nicht ohne", "de-AT", ["nicht", "ohne"]),
    ],
)
def test_negations_are_those_of_the_language(words: str, language: str | None, found: list[str]) -> None:
    assert negations(words.split(), language) == found


# Names and the beginnings of sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The clerk met Anna Berg in Orton.", ["anna", "berg", "orton"]),
        ("He slept. Anna slept.", []),
        ("He said: Anna slept.", []),
        ("a list\nAnna slept", []),
        ("see A here", []),
        ("THE GATE CLOSED AT NINE", []),
        ("the gate of NATO closed", ["nato"]),
        ("the NATO GATE closed", []),
        ("he met the “Anna” there", ["anna"]),
    ],
)
def test_a_name_is_a_capital_that_begins_no_sentence(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_a_sentence_begins_behind_the_end_of_another_and_not_behind_an_old_one() -> None:
    words = stretch("He slept. Then came the long dawn")

    assert [words.words[at] for at in range(len(words)) if words.begins_sentence(at)] == ["he", "then"]


# The differences of two stretches


def kinds(ours: str, theirs: str, language: str | None = None) -> list[tuple[str, str, str]]:
    one, other = stretch(ours), stretch(theirs)
    return [
        (change.kind.value, one.written(change.quote), other.written(change.source))
        for change in word_diff(one, other, language=language)
        if change.kind is not Kind.EQUAL
    ]


def test_a_word_matched_far_off_is_moved_to_its_nearer_twin_at_both_ends() -> None:
    one, other = stretch("the show began"), stretch("the runway at the show began")
    assert [(c.kind, other.written(c.source)) for c in word_diff(one, other)] == [(Kind.EQUAL, "the show began")]

    one, other = stretch("she closed the show"), stretch("he closed the show after the show")
    found = [(c.kind, one.written(c.quote), other.written(c.source)) for c in word_diff(one, other)]
    assert found[1:] == [(Kind.EQUAL, "closed the show", "closed the show")]


def test_words_that_are_nearly_the_same_are_paired_so_that_the_rest_stands_out() -> None:
    found = kinds("the harbour lamp was quite dim", "the harbor lump was very dim")

    assert [(ours, theirs) for _, ours, theirs in found] == [("harbour", "harbor"), ("lamp", "lump"), ("quite", "very")]


def test_words_joined_in_one_of_the_two_are_typography() -> None:
    change = change_of(stretch("dis honoured"), stretch("dishonoured"), (0, 2), (0, 1))

    assert (change.kind, change.rule) == (Kind.TYPOGRAPHY, "edit.typography.same-letters")


@pytest.mark.parametrize(
    ("ours", "theirs", "rule"),
    [
        ("rebuilt", "rebuilt12", "edit.typography.note-mark"),
        ("rebuilt", "rebuilt123", "edit.words.differ"),
        ("up", "up1", "edit.words.differ"),
        ("25%", "25 per cent", "edit.number.same-value"),
        ("isn't", "is not", "edit.spelling.variant"),
        ("lawful", "unlawful", "edit.negation.prefix"),
        ("barn", "bam", "edit.spelling.misread-letters"),
        ("68th", "88th", "edit.number.differs"),
        ("forty", "forly", "edit.spelling.slip"),
        ("forty", "fifty", "edit.number.differs"),
        ("parliament", "parlament", "edit.spelling.slip"),
        ("tea", "pea", "edit.words.differ"),
        ("bread", "dread", "edit.spelling.slip"),
        ("bread", "drear", "edit.words.differ"),
        ("one", "a", "edit.words.differ"),
        ("praised", "paid", "edit.words.differ"),
    ],
)
def test_a_change_of_words_has_its_rule(ours: str, theirs: str, rule: str) -> None:
    one, other = stretch(ours), stretch(theirs)

    assert change_of(one, other, (0, len(one)), (0, len(other))).rule == rule


@pytest.mark.parametrize(
    ("quote", "source", "outcome"),
    [
        ("the school has more than 90 pupils", "The school has 90 pupils today.", "number-changed"),
        ("the school has more pupils than desks", "The school has pupils and desks.", "altered"),
        ("the ferry sailed on June 30 from here", "The ferry sailed on 30 June from here.", "altered"),
        ("the ferry sailed on June 30 from here", "The ferry sailed on 13 June from here.", "number-changed"),
    ],
)
def test_limits_and_numbers_that_moved(quote: str, source: str, outcome: str) -> None:
    assert match_quote(quote, source).outcome.value == outcome


# Names that begin a sentence, and words paired at one end


@pytest.mark.parametrize(
    ("ours", "theirs", "rule"),
    [
        ("Anna slept", "there Berta slept", "edit.name.differs"),
        ("Anna slept", "there. Berta slept", "edit.words.differ"),
        ("These slept", "there Berta slept", "edit.words.differ"),
        ("Jo slept", "there Berta slept", "edit.words.differ"),
        ("Anna slept", "there ducks slept", "edit.words.differ"),
    ],
)
def test_a_capital_at_the_beginning_of_a_sentence_is_a_name_s_where_the_other_one_is(
    ours: str, theirs: str, rule: str
) -> None:
    assert change_of(stretch(ours), stretch(theirs), (0, 1), (1, 2)).rule == rule


@pytest.mark.parametrize(
    ("theirs", "rule"),
    [
        ("he met Berta there", "edit.name.differs"),
        ("he met Annaa there", "edit.name.differs"),
        ("he met nobody there", "edit.negation.word"),
        ("he met B^rta there", "edit.words.differ"),
        ("he met BerT there", "edit.words.differ"),
    ],
)
def test_a_garbled_name_is_not_another_name(theirs: str, rule: str) -> None:
    assert change_of(stretch("he met Anna there"), stretch(theirs), (2, 3), (2, 3)).rule == rule


def test_a_misprint_of_a_name_that_the_page_has_once_is_not_another_name() -> None:
    once, twice = stretch("he met Ottherham there"), stretch("he met Ottherham there; Ottherham slept")
    ours = stretch("he met Otterham there")

    assert change_of(ours, once, (2, 3), (2, 3)).rule == "edit.spelling.slip"
    assert change_of(ours, twice, (2, 3), (2, 3)).rule == "edit.name.differs"


@pytest.mark.parametrize(
    ("ours", "theirs", "pairs"),
    [
        ("a harbour wide b", "a harbor deep b", [("harbour", "harbor"), ("wide", "deep")]),
        ("a wide harbour b", "a deep harbor b", [("wide", "deep"), ("harbour", "harbor")]),
        ("a harbour wide b", "a harbor deep and green b", [("harbour", "harbor"), ("wide", "deep and green")]),
        ("a wide old harbour b", "a deep harbor b", [("wide old", "deep"), ("harbour", "harbor")]),
        ("a harbour b", "a harbor deep b", [("harbour", "harbor"), ("", "deep")]),
        ("a wide b", "a deep green b", [("wide", "deep green")]),
    ],
)
def test_words_that_are_nearly_the_same_are_paired_at_either_end(
    ours: str, theirs: str, pairs: list[tuple[str, str]]
) -> None:
    assert [(one, other) for _, one, other in kinds(ours, theirs)] == pairs
