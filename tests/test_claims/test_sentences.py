import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.markers import find_citation_needed, find_marks
from claims.model import Span
from claims.sentences import split_sentences

LABELS = [*map(str, range(1, 30)), "a", "note 1"]


def split(text: str, language: str = "en") -> list[str]:
    marks = sorted([*(mark.span for mark in find_marks(text, labels=LABELS)), *find_citation_needed(text)])
    return [
        f"{text[s.span.start : s.span.end]}|{text[s.span.end : s.reach]}"
        for s in split_sentences(text, marks, language=language)
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It burned.[1] Nobody spoke.", ["It burned.|[1]", "Nobody spoke.|"]),
        ('He said "no."[1][2] Then he left.', ['He said "no."|[1][2]', "Then he left.|"]),
        ("It burned.[note 1] Nobody spoke.¹", ["It burned.|[note 1]", "Nobody spoke.|¹"]),
        ("It burned.[1]:23 Nobody spoke.", ["It burned.|[1]:23", "Nobody spoke.|"]),
        ("It burned. [1] [2] Nobody spoke.", ["It burned.| [1] [2]", "Nobody spoke.|"]),
        ("It burned [1]. Nobody spoke.", ["It burned [1].|", "Nobody spoke.|"]),
        ("It burned.[1]Nobody spoke.[2]", ["It burned.|[1]", "Nobody spoke.|[2]"]),
        ("He lived in the U.S.[1] The town forgot him.", ["He lived in the U.S.|[1]", "The town forgot him.|"]),
        ("It burned… [1] Nobody spoke.", ["It burned…| [1]", "Nobody spoke.|"]),
        ("[1] found salt. Nobody spoke.", ["[1] found salt.|", "Nobody spoke.|"]),
        ("One study found salt. [2] found none.", ["One study found salt.|", "[2] found none.|"]),
        ("It burned.[citation needed] Nobody spoke.", ["It burned.|[citation needed]", "Nobody spoke.|"]),
        (
            "The raid[1] was led by Roth[2] at noon.[3] It failed.",
            ["The raid[1] was led by Roth[2] at noon.|[3]", "It failed.|"],
        ),
        ("It fell by a third.28 Furthermore, it burned.", ["It fell by a third.28|", "Furthermore, it burned.|"]),
    ],
)
def test_sentences_keep_the_marks_behind_them(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_a_bracket_without_a_partner_does_not_swallow_the_rest() -> None:
    assert len(split("(i) The first case is this. The second is that. A third came later.")) == 3
    assert len(split('He said "it is late. Nobody spoke. They left the hall.')) == 3


def test_abbreviations_of_other_languages() -> None:
    assert len(split("M. Dupont a signé la lettre.[1] Personne ne l'a lue.", "fr")) == 2


def test_sentences_of_a_span_stay_inside_it() -> None:
    text = "Not this. It burned.[1] Nobody spoke. Nor this."
    start, end = text.index("It"), text.index(" Nor")
    found = split_sentences(text, [Span(20, 23)], span=Span(start, end))
    assert [text[s.span.start : s.span.end] for s in found] == ["It burned.", "Nobody spoke."]


@given(
    st.lists(
        st.sampled_from(
            ["It burned", ".", "[1]", " ", "U.S.", '"', "(", ")", "é", "…", "[12]", "\n", "3.5", "א", "。"]
        ),
        max_size=25,
    )
)
@settings(max_examples=150, deadline=None)
def test_sentences_are_in_order_and_lose_no_word(pieces: list[str]) -> None:
    text = "".join(pieces)
    marks = [mark.span for mark in find_marks(text, labels=LABELS)]
    place = 0
    for sentence in split_sentences(text, marks):
        assert place <= sentence.span.start < sentence.span.end <= sentence.reach <= len(text)
        assert not any(char.isalpha() for char in text[place : sentence.span.start])
        place = sentence.reach
    assert not any(char.isalpha() for char in text[place:])


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u202f", "\u3000", "\x85"])
def test_a_wide_space_before_a_full_stop_does_not_stop_the_reading(space: str) -> None:
    text = f"It was sold by A{space}. Then the yard closed."
    sentences = split_sentences(text)
    assert "".join(text[s.span.start : s.span.end] for s in sentences).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("该塔为砖塔[1]。1950年改建为石塔[2]。", ["该塔为砖塔[1]。|", "1950年改建为石塔[2]。|"]),
        ("该塔为砖塔。[1]1950年改建。[2]2004年开放。", ["该塔为砖塔。|[1]", "1950年改建。|[2]", "2004年开放。|"]),
        (
            "塔は木造だった。[1] 1950年に石塔になった！3本ある。",
            ["塔は木造だった。|[1]", "1950年に石塔になった！|", "3本ある。|"],
        ),
        ("他说塔很旧？”２００６年改建。", ["他说塔很旧？”|", "２００６年改建。|"]),
        ("该塔建于1950。1960年改建。", ["该塔建于1950。|", "1960年改建。|"]),
        ("该塔（砖塔。1950年）很旧。", ["该塔（砖塔。1950年）很旧。|"]),
        ("塔高3．5米，价格为3。5元。", ["塔高3．5米，价格为3。5元。|"]),
        ("他说：“塔很旧。1950年改建。”后来重建。", ["他说：“塔很旧。1950年改建。”|", "后来重建。|"]),
    ],
)
def test_chinese_and_japanese_sentences_that_begin_with_a_figure(text: str, sentences: list[str]) -> None:
    assert split(text, "zh") == sentences
    assert split(text, "ja") == sentences
