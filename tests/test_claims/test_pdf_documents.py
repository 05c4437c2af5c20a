"""PDFs as documents: order, pages, notes, hyphens, lists of references, places, and files that are refused."""

from __future__ import annotations

import pytest

from claims.errors import ReadingError
from claims.model import Document
from claims.reading import read
from testbed.typeset import Typesetter
from tests.support.pdf_files import lines, pdf

PROSE = (
    "The mill stands on a hill by the river and is made of wood that the owners brought from the coast in the year"
    " after the flood, when the old bridge was gone and nobody could cross the water by cart."
)
ENTRIES = (
    "Lee, A. (2019). The first fire. Acme Press. https://acme.example/fires/the-first-fire-of-the-mill-and-its-owners",
    "Ng, C., Poe, D., & Fox, E. (2020). No fire at all: a study of the mills of the valley and of their many owners in"
    " three centuries. Mill Studies, 3(2), 1–9.",
    "van der Berg, J. (2015). Dust. Acme.",
)


def document(page: Typesetter) -> Document:
    return read(page.pdf(), name="a.pdf")


def labels(read_: Document) -> list[tuple[str, ...]]:
    return [citation.labels for citation in read_.citations]


def words(read_: Document) -> list[str]:
    return [read_.prose(claim.span) for claim in read_.claims]


@pytest.mark.parametrize("columns", [1, 2])
def test_paragraphs_are_read_in_order_over_columns_and_pages(columns: int) -> None:
    page = Typesetter(columns=columns, head="Mills of the valley", hyphens=True)
    page.title("The mills of the valley")
    told = [f"Sentence number {number} says something about the machinery of the windmills." for number in range(300)]
    for number in range(0, 300, 5):
        page.paragraph(" ".join(told[number : number + 5]))
    found = document(page)

    assert words(found) == told
    assert found.title == "The mills of the valley"
    assert [found.origin(found.claims[number].span).page for number in (0, 299)] == [1, 5]


def test_notes_at_the_feet_of_pages_are_references() -> None:
    page = Typesetter()
    for number in range(1, 13):
        notes = {str(number): f"Lee, Anna. Mill number {number}. Acme Press, {1900 + number}, p. {number}."}
        page.paragraph(f"The mill number {number} burned.^{{{number}}} {PROSE} {PROSE}", notes=notes)
    found = document(page)

    assert [reference.label for reference in found.references] == [str(number) for number in range(1, 13)]
    assert labels(found) == [(str(number),) for number in range(1, 13)]
    assert all(len(citation.references) == 1 for citation in found.citations)
    assert found.references[4].published == "1905"
    assert "Acme" not in " ".join(words(found))


def test_notes_stand_beside_a_numbered_list() -> None:
    page = Typesetter()
    page.paragraph(f"The mill burned [1].^{{1}} {PROSE}", notes={"1": "See https://mill.example/fire for a picture."})
    page.paragraph(f"It was rebuilt [2]. {PROSE}")
    page.heading("References")
    page.entry(ENTRIES[0], "[1]")
    page.entry(ENTRIES[1], "[2]")
    found = document(page)

    assert labels(found) == [("1",), ("note 1",), ("2",)]
    assert sorted(reference.label for reference in found.references if not reference.is_link) == ["1", "2", "note 1"]


@pytest.mark.parametrize("columns", [1, 2])
def test_hanging_entries_are_parted_and_cited_by_author_and_year(columns: int) -> None:
    page = Typesetter(columns=columns, hyphens=True)
    page.paragraph(f"The mill burned (Lee, 2019). Ng et al. (2020) deny it. {PROSE} {PROSE}")
    page.heading("References")
    for entry in ENTRIES:
        page.entry(entry)
    found = document(page)

    assert [reference.text for reference in found.references] == list(ENTRIES)
    assert labels(found) == [("Lee 2019",), ("Ng et al. 2020",)]
    assert [problem.code for problem in found.problems if problem.code == "reference-unused"] == ["reference-unused"]


def test_raised_numbers_cite_a_list_and_powers_do_not() -> None:
    page = Typesetter()
    page.paragraph(f"The mill burned.^{{1}} It had 20 m^{{2}} of sails.^{{2,3}} {PROSE}")
    page.heading("References")
    for number, entry in enumerate(ENTRIES, 1):
        page.entry(entry, f"{number}.")
    found = document(page)

    assert labels(found) == [("1",), ("2", "3")]
    assert "20 m² of sails" in found.text


def test_a_hyphen_of_a_word_stays_and_one_of_a_line_end_goes() -> None:
    told = ["A well-known mill of the windmills is", "well-", "known to all who know the wind-", "mills of the coast."]
    found = read(pdf([lines(told)]), name="a.pdf")

    assert found.text.endswith("is well-known to all who know the windmills of the coast.")


def test_a_heading_in_small_capitals_heads_the_list() -> None:
    page = Typesetter()
    page.paragraph(f"The mill burned [1]. {PROSE}")
    page.heading("R EFERENCES")
    page.entry(ENTRIES[0], "[1]")

    assert [reference.label for reference in document(page).references] == ["1"]


def test_findings_point_to_a_page_and_a_box() -> None:
    page = Typesetter()
    for _ in range(30):
        page.paragraph(f"{PROSE} {PROSE}")
    page.paragraph("The mill burned in 1850.")
    found = document(page)
    place = found.origin(found.claims[-1].span)

    assert place is not None
    assert place.page == 3
    assert place.box is not None
    left, bottom, right, top = place.box
    assert (round(left), 8 < top - bottom < 14) == (84, True)
    assert 100 < right - left < 130


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (pdf([[]]), "no text layer"),
        (b"%PDF-1.4\nnothing of the kind", "damaged"),
        (b"%PDF-1.7\n" + b"\0" * 5_000, "damaged"),
    ],
)
def test_files_without_text_are_refused_with_a_line(body: bytes, told: str) -> None:
    with pytest.raises(ReadingError, match=told):
        read(body, name="a.pdf")
