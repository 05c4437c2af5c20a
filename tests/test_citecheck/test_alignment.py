from __future__ import annotations

import random

import pytest

from citecheck.checking.quotes.anchoring import align
from citecheck.checking.quotes.prepared import GramIndex

WORDS = random.Random(3)
PAGE = "".join(WORDS.choice("etaoinshrdlucmfwypvbgk") for _ in range(20_000))


def test_a_changed_piece_is_found_where_it_stands() -> None:
    needle = PAGE[7_000:7_040] + "xyzzy" + PAGE[7_045:7_120]
    low, high = GramIndex(PAGE).candidates(needle, 3)[0]
    assert low <= 7_000 and high >= 7_120
    aligned = align(needle, PAGE, low, high)
    assert aligned is not None
    assert (aligned.start, aligned.end) == (7_000, 7_120)
    assert aligned.score > 0.95


def test_the_fuller_of_two_places_comes_first() -> None:
    page = PAGE[:5_000] + PAGE[7_000:7_050] + PAGE[5_000:9_000]
    low, _ = GramIndex(page).candidates(PAGE[7_000:7_120], 2)[0]
    assert abs(low - 7_050) < 60


def test_a_stretch_can_be_searched_alone() -> None:
    page = PAGE[:2_000] + PAGE[:2_000]
    found = GramIndex(page).candidates(PAGE[500:600], 3, 2_000, 4_000)
    assert found and all(low >= 2_000 for low, _ in found)


@pytest.mark.parametrize("needle", ["", "abc", "nothing at all of it is here"])
def test_what_is_not_there_has_no_candidates(needle: str) -> None:
    assert GramIndex("0123456789" * 20).candidates(needle, 3) == []
    assert GramIndex("").candidates(needle, 3) == []


def test_words_left_out_and_put_in_keep_the_ends() -> None:
    needle = PAGE[100:150] + PAGE[165:220]
    aligned = align(needle, PAGE, 90, 230)
    assert aligned is not None
    assert (aligned.start, aligned.end) == (100, 220)


def test_nothing_aligns_with_nothing() -> None:
    assert align("abc", "0123456789", 0, 10) is None


def test_scripts_of_dense_characters_are_indexed_by_shorter_pieces() -> None:
    page = "".join(chr(0x4E00 + number * 7 % 9_000) for number in range(3_000))
    low, high = GramIndex(page).candidates(page[1_000:1_004] + "X" + page[1_005:1_009], 2)[0]
    assert low <= 1_000 and high >= 1_009
