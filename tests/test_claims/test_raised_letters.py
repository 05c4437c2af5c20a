"""Raised letters cite the notes of a list with letters; the letters of "XIXᵉ" and "1ᵃ" are parts of their words."""

import pytest

from claims.markers.raised import RAISED_LETTERS, find_raised
from claims.readers.raising import lowered, raised_signs
from claims.reading import read
from testbed.corpus_documents import claims_of

ONE, TWO = ["https://a.example/1"], ["https://b.example/2"]
NOTES = "Notes\n\na. Able, The Ice. https://a.example/1\n\nb. Baker, The Lake. https://b.example/2\n"
PAGE_NOTES = "<h2>Notes</h2><p>a. Able, https://a.example/1</p><p>b. Baker, https://b.example/2</p>"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"The lake is under ice<sup>a</sup> until May. It thaws in June.<sup>b</sup>\n\n## {NOTES}"),
        ("a.md", f"The lake is under ice^a^ until May. It thaws in June.^b^\n\n## {NOTES}"),
        ("a.txt", f"The lake is under iceᵃ until May. It thaws in June.ᵇ\n\n{NOTES}"),
        (
            "a.html",
            f"<p>The lake is under ice<sup>a</sup> until May. It thaws in June.<sup>b</sup></p>{PAGE_NOTES}",
        ),
    ],
)
def test_a_raised_letter_cites_the_note_with_its_letter(name, text):
    assert claims_of(read(text.encode(), name=name)) == [
        ("The lake is under ice until May.", ONE),
        ("It thaws in June.", TWO),
    ]


def test_a_list_that_a_page_counts_with_letters_is_cited_by_letters():
    text = (
        "<p>It thaws in June.<sup>a</sup> It freezes.<sup>b</sup></p><h2>References</h2><ol type=a>"
        "<li>Able. https://a.example/1</li><li>Baker. https://b.example/2</li></ol>"
    )

    assert claims_of(read(text.encode(), name="a.html")) == [("It thaws in June.", ONE), ("It freezes.", TWO)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<p>Le pont du XIX<sup>e</sup> siècle.</p>", "Le pont du XIXe siècle."),
        ("<p>La 1<sup>a</sup> vez, M<sup>e</sup> Able.</p>", "La 1a vez, Me Able."),
        ("<p>It is under ice<sup>a</sup> here.</p>", "It is under icea here."),
    ],
)
def test_letters_that_no_list_answers_are_parts_of_words(text, said):
    assert [words for words, _ in claims_of(read(text.encode(), name="a.html"))] == [said]


def test_the_letter_of_an_ordinal_is_no_mark_although_a_list_has_it():
    notes = "".join(f"<p>{letter}. Able {letter}, 1990.</p>" for letter in "abcde")
    text = f"<p>Le pont du XIX<sup>e</sup> siècle est long.<sup>a</sup></p><h2>Notes</h2>{notes}"

    assert claims_of(read(text.encode(), name="a.html")) == [("Le pont du XIXe siècle est long.", ["Able a, 1990."])]


def test_raised_letters_have_plain_ones():
    assert raised_signs("a, b", "n") == "ᵃ, ᵇ"
    assert raised_signs("q", "n") == "q"  # Unicode has no raised q
    assert raised_signs("e", "X") == "e"
    assert raised_signs("2", "X") == "²"
    assert lowered("iceᵃ, XIXᵉ", [(3, 4)]) == "iceᵃ, XIXe"
    assert len(RAISED_LETTERS) == 25


@pytest.mark.parametrize("text", ["XIXᵉ siècle", "nᵒ 5", "iceᵃb", "ᵃ at the start"])
def test_letters_of_words_are_no_candidates(text):
    assert list(find_raised(text)) == []
