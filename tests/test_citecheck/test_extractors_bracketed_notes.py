"""Notes that a source writes in brackets, without markup, are no words of it; what looks alike stays."""

import pytest

from citecheck import match_quote, page_text


def shown(words: str) -> str:
    return " ".join(page_text(f"<html><body><p>{words}</p></body></html>".encode()).text.split())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Salt rose by 12%.[3] Demand fell.[4]", "Salt rose by 12%. Demand fell."),
        ("Salt rose by 12% [3]. Demand fell [4, 5].", "Salt rose by 12%. Demand fell."),
        ("Salt rose [2–4], and demand [1][2] fell.", "Salt rose, and demand fell."),
        ("Salt rose in 2019[7] and 2020[8] again.", "Salt rose in 2019 and 2020 again."),
    ],
)
def test_numbers_in_brackets_behind_words_are_notes(written, read):
    assert shown(written) == read
    assert match_quote(read.removesuffix("."), f"It is known. {shown(written)}").outcome == "verbatim"


@pytest.mark.parametrize(
    "written",
    [
        "The list items[1] and items[0] hold words.",
        "In [1986] the mill burned.",
        "“We saw [12] ships in the bay,” he said.",
        "The [old] mill [sic] stands.",
        "[1] Able, A. Mills.",
    ],
)
def test_other_brackets_are_words(written):
    assert shown(written) == written
