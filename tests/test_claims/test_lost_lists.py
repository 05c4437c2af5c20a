"""Marks whose list is missing are told, in every form; what only looks like them is not."""

import pytest

from claims.reading import read


def _codes(text, name):
    return [problem.code for problem in read(text.encode(), name=name).problems if problem.code != "claim-uncited"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "The dike rose in 1990.¹ It held in 2013.²\n"),
        ("a.md", "The dike rose in 1990<sup>1</sup>. It held in 2013<sup>2</sup>.\n"),
        ("a.md", "The dike rose in 1990 [@able90]. It held [see @bak14, p. 3; @cole2001].\n"),
        ("a.md", "The dike rose in 1990【1】。It held in 2013【2】。\n"),
        ("a.html", "<p>The dike rose in 1990 [1]. It held in 2013 [2].</p>"),
        ("a.html", "<p>The dike rose in 1990.<sup>1</sup> It held in 2013.<sup>2,3</sup></p>"),
    ],
)
def test_marks_without_a_list(name, text):
    document = read(text.encode(), name=name)

    assert _codes(text, name) == ["references-missing"]
    assert len(document.citations) == 2
    assert [bool(claim.citations) for claim in document.claims] == [True, True]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "The field has 4 km² of sand, 10⁶ m³ of salt.\n"),
        ("a.txt", "It is x². It was y³. So be z².\n"),
        ("a.md", "Fixed by [@able] and [@roe].\n"),
        ("a.md", "Write to [a@b.example] for it.\n"),
        ("a.html", "<p>Ann Lee<sup>1</sup>, Bo Ray<sup>2</sup></p><p>The field is wide.</p>"),
        ("a.html", "<p>Go to page [2] or [3] of the album.</p>"),
        ("a.html", '<p>See the album.<a href="https://a.example/1">[1]</a> It is old.</p>'),
    ],
)
def test_what_looks_like_marks_without_a_list(name, text):
    assert "references-missing" not in _codes(text, name)
