"""Pages pasted into Markdown and plain text: notes by their ids, a heading in a paragraph, marks of two kinds."""

import pytest

from claims.reading import read
from testbed.corpus_documents import claims_of

ONE, TWO, THREE = ["https://a.example/1"], ["https://b.example/2"], ["https://c.example/3"]
BOTH = [("It rose in 1990.", ONE), ("It held.", TWO)]
LIST = (
    "\n\nReferences\n\n1. Able. The Dike. https://a.example/1\n2. Baker. Storms. https://b.example/2\n"
    "3. Cole. Ferries. https://c.example/3\n"
)


def _claims(text, name="a.md"):
    return claims_of(read(text.encode(), name=name))


@pytest.mark.parametrize("heading", ["Citations:", "Sources:", "**Sources:**", "Quellen:", "参考资料："])
def test_a_heading_right_above_its_list_is_no_words(heading):
    assert _claims(
        f"It rose in 1990.[4] It held.[7]\n\n{heading}\n[4] https://a.example/1\n[7] https://b.example/2\n"
    ) == (BOTH)


def test_a_heading_right_below_the_text_is_no_words_either():
    assert (
        _claims("It rose in 1990.[4] It held.[7]\nSources:\n[4] https://a.example/1\n[7] https://b.example/2\n") == BOTH
    )


def test_a_line_that_goes_on_with_a_sentence_is_no_heading():
    assert _claims("It rose in 1990.\nSources: the board and the paper.\nIt held.\n") == [
        ("It rose in 1990.", []),
        ("Sources: the board and the paper.", []),
        ("It held.", []),
    ]


@pytest.mark.parametrize(
    "notes",
    [
        '<p id="n1">1. Able, https://a.example/1</p>\n<p id="n2">2. Baker, https://b.example/2</p>\n',
        '<a id="n1"></a>1. Able, https://a.example/1\n\n<a id="n2"></a>2. Baker, https://b.example/2\n',
        '<div id="n1">[1] Able, https://a.example/1</div>\n\n<div id="n2">[2] Baker, https://b.example/2</div>\n',
    ],
)
def test_blocks_that_marks_point_to_are_notes(notes):
    text = 'It rose in 1990.<sup><a href="#n1">1</a></sup> It held.<sup><a href="#n2">2</a></sup>\n\n'

    assert _claims(text + notes) == BOTH


def test_notes_of_the_page_that_was_copied_are_no_links():
    page = "https://letters.example/p/dike"
    text = (
        f"It rose in 1990.[1]({page}#footnote-1-9) It held.[2]({page}#footnote-2-9)\n\n"
        f"[1]({page}#footnote-anchor-1-9)\n\nAble, https://a.example/1\n\n"
        f"[2]({page}#footnote-anchor-2-9)\n\nBaker, https://b.example/2\n"
    )
    document = read(text.encode(), name="a.md")

    assert claims_of(document) == BOTH
    assert len(document.references) == 2


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_numbers_in_parentheses_beside_numbers_in_brackets(name):
    assert _claims(f"It rose in 1990 (1). It held [3]. It fell (2).{LIST}", name) == [
        ("It rose in 1990.", ONE),
        ("It held.", THREE),
        ("It fell.", TWO),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It rose in 1990 [1]. A boat has a mast (2), and a sail (3).",
        "It rose in 1990 [1]. Put it into equation (2). That gives (3).",
        "It rose in 1990 [2]. It held, as in (2).",
    ],
)
def test_other_numbers_in_parentheses_stay(text):
    assert [cited for _, cited in _claims(f"{text}{LIST}", "a.txt")][1:] == [[] for _ in text.split(". ")[1:]]


def test_bare_numbers_cite_a_list_without_a_heading():
    text = (
        "Report\n\nThe county has 412 bridges.1 Of these, 38 were closed in\n2024 for repair.2 It was dear.3\n\n"
        "1 Able, Register, 2024, https://a.example/1\n2 Baker, 2024, https://b.example/2\n3 Cole, https://c.example/3\n"
    )

    assert _claims(text, "a.txt") == [
        ("The county has 412 bridges.", ONE),
        ("Of these, 38 were closed in 2024 for repair.", TWO),
        ("It was dear.", THREE),
    ]


def test_may_is_a_month_and_no_abbreviation():
    assert [words for words, _ in _claims("It lasted until May. Demand fell in May 1990.")] == [
        "It lasted until May.",
        "Demand fell in May 1990.",
    ]
