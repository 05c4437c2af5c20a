"""Notes that repeat another: "Ibid.", "Ebd., S. 4", "Reeve, op. cit."."""

import pytest
from word_files import footnote_mark, paragraph, word_file

from claims.bibliography import parse_reference
from claims.model import Document
from claims.reading import read

FULL = 'Klara Reeve, "Salt and the Northern Ports", 2019, https://reeve.test/salt'
NOTES = [FULL, "Ibid., p. 12.", "Ibid.", "Owen Pryce. Lamps of the North. 1954. doi:10.5555/lamps", "Ebd., S. 4"]


def _docx(notes: list[str]) -> Document:
    body = "".join(paragraph(f"The harbour froze {n} times.", footnote_mark(n)) for n in range(1, len(notes) + 1))
    return read(word_file(body, footnotes=dict(enumerate(notes, start=1))), name="a.docx")


def _markdown(notes: list[str]) -> Document:
    text = "\n\n".join(f"The harbour froze {n} times.[^{n}]" for n in range(1, len(notes) + 1))
    defined = "\n".join(f"[^{n}]: {note}" for n, note in enumerate(notes, start=1))
    return read(f"{text}\n\n{defined}\n".encode(), name="a.md")


def _html(notes: list[str]) -> Document:
    text = "".join(
        f'<p>The harbour froze {n} times.<sup><a id="r{n}" href="#n{n}">{n}</a></sup></p>'
        for n in range(1, len(notes) + 1)
    )
    items = "".join(f'<li id="n{n}">{note} <a href="#r{n}">↩</a></li>' for n, note in enumerate(notes, start=1))
    page = f"<!doctype html><title>A</title><body>{text}<h2>Notes</h2><ol>{items}</ol></body>"
    return read(page.encode(), name="a.html")


def _plain(notes: list[str]) -> Document:
    text = "\n\n".join(f"The harbour froze {n} times. [{n}]" for n in range(1, len(notes) + 1))
    listed = "\n".join(f"[{n}] {note}" for n, note in enumerate(notes, start=1))
    return read(f"{text}\n\nReferences\n\n{listed}\n".encode(), name="a.txt")


FORMS = pytest.mark.parametrize("made", [_docx, _markdown, _html, _plain])


@FORMS
def test_ibid_takes_what_the_note_before_says_and_keeps_what_is_its_own(made) -> None:
    document = made(NOTES)
    one, two, three, four, five = document.references

    assert one.title and one.authors == ("Klara Reeve",) and one.urls == ("https://reeve.test/salt",)
    for again, pages in ((two, "12"), (three, None)):
        assert (again.title, again.authors, again.published, again.urls) == (
            one.title, one.authors, one.published, one.urls,
        )  # fmt: skip
        assert again.pages == pages
    assert (five.title, five.identifiers, five.pages) == (four.title, {"doi": "10.5555/lamps"}, "4")
    assert [reference.label for reference in document.references] == ["1", "2", "3", "4", "5"]
    assert [two.text, three.text, five.text] == ["Ibid., p. 12.", "Ibid.", "Ebd., S. 4"]
    assert len({reference.key for reference in document.references}) == 5
    assert "reference-duplicate" not in {problem.code for problem in document.problems}


@FORMS
@pytest.mark.parametrize("words", ["Ibid., p. 12.", "Ebd., S. 4", "a. a. O."])
def test_a_first_note_that_repeats_nothing_invents_nothing(made, words) -> None:
    first = made([words, FULL]).references[0]

    assert (first.text, first.title, first.authors, first.urls) == (words, None, (), ())


@FORMS
@pytest.mark.parametrize("words", ["Reeve, op. cit., p. 7", "Reeve, a. a. O., S. 7", "Vgl. Reeve, a.a.O., S. 7."])
def test_op_cit_means_the_last_work_of_its_author(made, words) -> None:
    one, _, three = made([FULL, NOTES[3], words]).references

    assert (three.title, three.urls, three.pages) == (one.title, one.urls, "7")


def test_op_cit_of_an_author_who_was_not_named_stays_open() -> None:
    assert _markdown([FULL, NOTES[3], "Marsh, op. cit., p. 7"]).references[2].title is None


@pytest.mark.parametrize(
    "words", ["Ebd.", "Op. cit., pp. 3–9", "loc. cit.", "Id. at 4.", "See ibid., 4f.", "Ebenda, S. 9 ff."]
)
def test_words_that_repeat(words) -> None:
    assert _markdown([FULL, words]).references[1].urls == ("https://reeve.test/salt",)


@pytest.mark.parametrize("words", ["Ibid., The Journal of Salt, 2004", "Ibid. Reeve doubts this strongly."])
def test_what_begins_with_ibid_and_says_more_has_no_author_or_title_made_of_it(words) -> None:
    assert not {"title", "authors"} & set(parse_reference(words))


@pytest.mark.parametrize("words", ["Ibidun Adeyemi. Ports of Lagos. 2004.", "Ebdal Marsh, Salt, 1999"])
def test_names_that_begin_alike_are_names(words) -> None:
    assert parse_reference(words)["title"]
