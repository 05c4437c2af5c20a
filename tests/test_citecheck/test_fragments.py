from __future__ import annotations

from urllib.parse import unquote

import pytest

from reports.fragments import passage_directive, text_fragment
from reports.model import Passage

PAGE = (
    "The ferry left. Nobody was hurt, they said.\n\nLater, nobody was hurt, they said, in the other place. "
    "A second ferry,[3] which had not been inspected, stayed in port. It carried 212 passengers on its last crossing "
    "and it - well - sank."
)


def fragment(words: str, *, after: str = "") -> str:
    start = PAGE.index(words, PAGE.index(after))
    return text_fragment(PAGE, start, start + len(words))


def test_words_that_stand_once_need_no_context() -> None:
    assert fragment("212 passengers") == "text=212%20passengers"


def test_words_that_stand_twice_are_told_apart_by_context() -> None:
    first, second = fragment("obody was hurt"), fragment("nobody was hurt", after="Later")
    assert first != second
    assert "Later,-," in unquote(second)  # signs and all: a browser skips nothing between context and words but blanks


def test_a_long_passage_is_named_by_its_first_and_last_words() -> None:
    start = PAGE.index("A second ferry")
    terms = text_fragment(PAGE, start, PAGE.index(" and it - well")).removeprefix("text=").split(",")
    assert unquote(terms[0]).startswith("A second ferry")
    assert unquote(terms[-1]) == "passengers on its last crossing"


def test_the_mark_of_a_note_is_no_part_of_a_term() -> None:
    start = PAGE.index("A second ferry")
    assert "3" not in text_fragment(PAGE, start, PAGE.index(", stayed"))


def test_hyphens_and_commas_are_encoded() -> None:
    assert fragment("it - well - sank") == "text=it%20%2D%20well%20%2D%20sank"
    assert "%2C" in fragment("said, in the other place")


@pytest.mark.parametrize("span", [(0, 0), (14, 15), (5, 3)])
def test_a_passage_without_words_has_none(span: tuple[int, int]) -> None:
    assert text_fragment(PAGE, *span) == ""


def passage(**changes: object) -> Passage:
    fields: dict[str, object] = {"reference": "", "copy": "", "exact": "Nobody was hurt", "start": 0, "end": 0}
    return Passage(**{**fields, "prefix": "The ferry left. ", "suffix": ", they said.", **changes})  # type: ignore[arg-type]  # mixed


def test_without_the_page_context_is_always_named() -> None:
    assert unquote(passage_directive(passage())) == "text=The ferry left.-,Nobody was hurt,-, they said"


def test_words_that_a_page_does_not_show_have_no_directive() -> None:
    assert passage_directive(passage(place="metadata")) == ""


def test_lone_surrogates_do_no_harm() -> None:
    assert passage_directive(passage(exact="bad \ud800 words")).startswith("text=")
