from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.folding import fold, fold_words

FOLDED = {
    "case and accents": ("Naïve CAFÉ", "naive cafe"),
    "ligatures": ("the ﬁnal ﬂight, œuvre", "the final flight oeuvre"),
    "quotation marks": ("“don’t” ‘won't’ «non»", "dont wont non"),
    "dashes": ("well-known—very–known", "well known very known"),
    "soft hyphen": ("re\u00adnewed", "renewed"),
    "line-end hyphen": ("re-\n  newed", "renewed"),
    "grouped digits": ("4,200 and 10,000,000 and 12\u202f500", "4200 and 10000000 and 12500"),
    "no grouping": ("in 2018, 500 came", "in 2018 500 came"),
    "decimals": ("4.2 and 4,2", "4.2 and 4,2"),
    "negative number": ("it was -5 degrees", "it was -5 degrees"),
    "range": ("10-15 minutes", "10 15 minutes"),
    "clock": ("at 10:30.", "at 10:30"),
    "currency": ("$6 and €6", "$ 6 and € 6"),
    "share": ("5% more", "5 % more"),
    "initials": ("the U.S. and J. R. Smith", "the us and j r smith"),
    "raised note": ("the end³ came", "the end came"),
    "power": ("10² cells", "10 2 cells"),
    "negative powers": ("10⁻⁴ or 10^-4 s⁻¹", "10 4 or 10 4 s 1"),
    "power of a unit": ("5 km² by x²", "5 km2 by x2"),
    "charge": ("Ca²⁺ and Ca2+", "ca2 + and ca2 +"),
    "raised note behind a year": ("in 2019¹ for", "in 2019 for"),
    "list of notes with blanks": ("the end[ 2 , 6 ] came [1, p. 3] so", "the end came so"),
    "note in brackets": ("the end[12] came [note 2]", "the end came note 2"),
    "note after a space": ("per shift [1], even", "per shift even"),
    "letter put in": ("[t]he end", "t he end"),
    "full width": ("ＡＢＣ１２", "abc12"),
    "own digits": ("٣٤", "34"),
    "no spaces": ("東京タワー", "東 京 タ ワ ー"),
    "marks dropped": ("مُحَمَّد", "محمد"),
    "fraction": ("2½ cups", "2 1/2 cups"),
    "zero width": ("ze\u200bro", "zero"),
}


@pytest.mark.parametrize(("text", "words"), FOLDED.values(), ids=FOLDED.keys())
def test_what_is_folded_and_what_stays(text: str, words: str) -> None:
    assert fold(text).words == words


def test_both_forms_of_korean_are_one() -> None:
    assert fold("가나다").words == fold("\u1100\u1161\u1102\u1161\u1103\u1161").words


def test_a_span_covers_the_marks_that_were_dropped() -> None:
    text = "the cafe\u0301 is"
    folded = fold(text)
    start = folded.squeezed.index("cafe")
    assert text[slice(*folded.span(start, start + 4))] == "cafe\u0301"


def test_the_words_and_their_places_in_the_squeezed_text_agree() -> None:
    folded = fold("One, two - three")
    assert folded.tokens(0, len(folded)) == (["one", "two", "three"], [0, 3, 6])


def test_nothing_folds_to_nothing() -> None:
    assert fold_words("“… ”") == []
    assert fold("").span(0, 0) == (0, 0)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_folds_and_its_offsets_lead_back(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.squeezed) == len(folded.begins)
    assert "".join(folded.words.split(" ")) == folded.squeezed
    if len(folded):
        assert list(folded.offsets) == sorted(folded.offsets)
        start, end = folded.span(0, len(folded))
        assert 0 <= start < end <= len(text)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="abcéß ﬁ-“”.,1", max_size=80))
def test_folding_what_is_folded_changes_no_letter(text: str) -> None:
    once = fold(text).squeezed
    assert [c for c in fold(once).squeezed if c.isalpha()] == [c for c in once if c.isalpha()]


def test_time_grows_with_the_text_and_no_faster() -> None:
    line = "The quick brown fox — no, 12,500 foxes [3] — jumped over-\nboard at 10:30. "

    def seconds(size: int) -> float:
        text = line * size
        start = time.thread_time()
        fold(text)
        return time.thread_time() - start

    seconds(1_000)
    assert seconds(20_000) < 40 * max(seconds(1_000), 0.002)
