"""What a quotation leaves out, cuts off or turns round decides: the rows of the files of quotations."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from citecheck import match_quote
from citecheck.checking.quotes.limits import is_said_around, limit_behind

NAMES = ("quote_limits.toml", "quote_meanings.toml", "quote_kinds.toml")
FILES = [Path(__file__).parents[1] / "support" / name for name in NAMES]
ROWS = [
    tuple(row) for file in FILES for rows in tomllib.loads(file.read_text(encoding="utf-8")).values() for row in rows
]


@pytest.mark.parametrize(("source", "quotation", "expected"), ROWS, ids=[row[1][:60] for row in ROWS])
def test_what_is_left_out_decides(source: str, quotation: str, expected: str) -> None:
    found = match_quote(quotation, source)

    if expected in ("faithful", "unfaithful"):
        assert found.outcome.is_faithful is (expected == "faithful"), (found.outcome, found.reason)
    else:
        assert found.outcome.value == expected, found.reason


def test_a_limit_elsewhere_on_the_page_does_not_count_where_the_words_stand_without_it() -> None:
    page = "Divers may visit the wreck, except in spring. The notice says: Divers may visit the wreck. It is old."

    assert match_quote("Divers may visit the wreck", page).outcome.is_faithful


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ("The notice says that outside the seal season", False),
        ("The notice says that , unless it is spring", True),
        ("The court found no", True),
        ("The firm denied that it was", True),
        ("Only divers with a guide", True),
        ("The keeper wrote that", False),
    ],
)
def test_a_claim_may_say_itself_what_its_quotation_was_cut_off_from(around: str, expected: bool) -> None:
    assert is_said_around(around, "en") is expected


@pytest.mark.parametrize(("length", "shown"), [(79, 79), (80, 80), (81, 80), (400, 80)])
def test_a_limit_is_shown_by_its_first_80_characters(length: int, shown: int) -> None:
    clause = ("unless " + "rope " * 90)[: length - 1] + "x"
    assert len(limit_behind("Divers may visit the wreck", f", {clause}. Rain fell.", "en")) == shown


@pytest.mark.parametrize(
    ("source", "faithful"),
    [
        ("The keeper in a coat that no man of the town had ever wanted to buy sold his boat to the board.", True),
        ("The keeper on the island where nobody in the whole town had seen a boat sold his boat to the board.", True),
        ("The keeper and his three sons, whom we saw there, never sold his boat to the board.", False),
        ("The keeper who came with his sons and none of the clerks of the town sold his boat to the board.", False),
    ],
)
def test_a_denied_subject_with_a_verb_of_its_own_denies_nothing_behind_it(source: str, faithful: bool) -> None:
    assert match_quote("The keeper ... sold his boat to the board.", source).outcome.is_faithful is faithful
