import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import BlockKind, Document, Reference
from claims.reading import read


def reading(text: str) -> Document:
    return read(text.encode(), name="text.txt")


def cited(document: Document) -> list[tuple[str, list[str]]]:
    """Each claim with the texts of the references that it cites itself."""
    texts = {reference.key: reference.text for reference in document.references}
    marks = {citation.key: [texts[key] for key in citation.references] for citation in document.citations}
    return [
        (claim.text, [text for use in claim.citations if not use.inherited for text in marks[use.key]])
        for claim in document.claims
    ]


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems if problem.code != "claim-uncited"]


WIKI = """\
Salt
From Townpedia, the free encyclopedia
Jump to navigation Jump to search
Salt is a mineral composed of sodium chloride.[1][2] It is used in food.[a] In 1900, output was high.[3]–[5]

Contents
1 History
2 Uses
2.1 Food
3 References

History[edit]
Main article: History of salt
Salt was mined early [2, 4–5].[1]:23 It closed in [1986] for good.[citation needed]

Notes
^ Not to be confused with sugar.

References[edit]
^ a b c Smith, John (2001). Salt of the Earth. London: Mole Press. ISBN 978-0-306-40615-7.
^ "Salt". Board. Retrieved 3 May 2011.
^ Smith 2001, p. 12.
^ a b Roe, Jane (1999). "On salt". Journal of Salt. 3 (2): 1–9. doi:10.1000/xyz123.
^ Jump up to: a b "Salty". Ledger. 2010.

External links
Salt Board home page
Categories: Minerals
"""


def test_a_page_whose_lists_lost_their_numbers() -> None:
    document = reading(WIKI)
    assert (document.title, document.language) == ("Salt", "en")
    assert [(reference.label, reference.text[:9]) for reference in document.references] == [
        ("a", "Not to be"), ("1", "Smith, Jo"), ("2", '"Salt". B'),
        ("3", "Smith 200"), ("4", "Roe, Jane"), ("5", '"Salty". '),
    ]  # fmt: skip
    assert [claim.text for claim in document.claims] == [
        "Salt is a mineral composed of sodium chloride.",
        "It is used in food.",
        "In 1900, output was high.",
        "Salt was mined early [2, 4–5].",
        "It closed in [1986] for good.",
    ]
    assert document.claims[3].section == ("History",)
    assert document.citations[-1].pages == "23"
    assert codes(document) == []


def test_a_shortened_footnote_has_the_fields_of_the_entry_that_it_means() -> None:
    third = next(reference for reference in reading(WIKI).references if reference.label == "3")
    assert (third.title, third.pages, third.identifiers) == ("Salt of the Earth", "12", {"isbn": "9780306406157"})


@pytest.mark.parametrize(
    "heading",
    ["References", "REFERENCES:", "Sources", "Works cited", "7. References", "## References", "Einzelnachweise",
     "Notes et références", "Referencias", "Przypisy", "Примечания", "脚注", "参考资料", "각주", "Kaynakça", "المراجع"],
)  # fmt: skip
@pytest.mark.parametrize("form", ["{}. {}", "[{}] {}", "{}) {}", "({}) {}", "[{}]: {}", "  {}.  ↑ {}", "{} ^ {}"])
def test_numbered_lists_under_any_heading(heading: str, form: str) -> None:
    entries = "\n".join(form.format(number, text) for number, text in enumerate(("Alpha beta", "Gamma delta"), start=1))
    document = reading(f"It burned at dawn.[1] Nobody spoke of it.[2]\n\n{heading}\n\n{entries}\n")
    assert cited(document) == [("It burned at dawn.", ["Alpha beta"]), ("Nobody spoke of it.", ["Gamma delta"])]


def test_a_list_without_any_heading() -> None:
    document = reading("It burned at dawn.[1] Nobody spoke.[2]\n\n1. Alpha beta\n2. Gamma delta\n\nCategories: Fires\n")
    assert cited(document) == [("It burned at dawn.", ["Alpha beta"]), ("Nobody spoke.", ["Gamma delta"])]


def test_a_numbered_list_in_the_prose_is_no_list_of_references() -> None:
    document = reading(
        "Three things burned.[1]\n\n1. The shed.\n2. The mole.\n3. The ship.\n\nReferences\n[1] Alpha beta\n"
    )
    assert [reference.text for reference in document.references] == ["Alpha beta"]
    assert [claim.kind for claim in document.claims] == [BlockKind.PARAGRAPH, *[BlockKind.LIST_ITEM] * 3]


def test_superscripts_and_parentheses_that_the_list_proves() -> None:
    tail = "\n\nReferences\n1. Alpha beta\n2. Gamma delta\n"
    for text in ("It burned.¹ In 30 km² nobody spoke.²", "It burned (1). Nobody (of 300) spoke (2)."):
        document = reading(text + tail)
        assert [use for _, use in cited(document)] == [["Alpha beta"], ["Gamma delta"]]


def test_entries_that_go_on_over_lines() -> None:
    document = reading(
        "It burned.[1]\n\nReferences\n\n[1] Alpha beta,\n    gamma delta,\n    https://x.example/a\n\n[2] Other\n"
    )
    assert document.references[0].urls == ("https://x.example/a",)
    assert document.references[0].text.endswith("https://x.example/a")


def test_numbering_that_starts_again_below_each_answer() -> None:
    text = (
        "It burned.[1]\n\nSources\n1. Alpha beta\n\nNext answer\n\nIt rained at noon.[1]\n\nSources\n1. Gamma delta\n"
    )
    assert [use for _, use in cited(reading(text)) if use] == [["Alpha beta"], ["Gamma delta"]]
    assert len({reference.key for reference in reading(text).references}) == 2


def test_an_address_on_a_line_of_its_own_belongs_to_the_line_above() -> None:
    document = reading(
        "It burned.[1] Nobody spoke.[2]\n\nSources\n\nSalt Board\nhttps://a.example/1\n\nLedger\nhttps://b.example/2\n"
    )
    assert [reference.urls for reference in document.references] == [("https://a.example/1",), ("https://b.example/2",)]
    assert all(len(use) == 1 for _, use in cited(document))


def test_a_section_called_notes_and_an_appendix_are_text_where_they_cite() -> None:
    text = (
        "It burned.[1]\n\nNotes\n\nNobody spoke of it.[1]\n\nReferences\n1. Alpha beta\n\n"
        "Appendix\n\nIt rained at noon.[1]\n"
    )
    document = reading(text)
    assert [use for _, use in cited(document)] == [["Alpha beta"]] * 3


def test_lines_that_a_program_wrapped_are_one_paragraph() -> None:
    text = (
        "This is a text that was wrapped by a program at a width of some seventy\n"
        "columns, as old files are. It has a mark at its end.[1] Here is more of\n"
        "it, and one more sentence that ends on the last line.\n\nSources\n[1] Alpha\n"
    )
    assert [claim.text.replace("\n", " ") for claim in reading(text).claims] == [
        "This is a text that was wrapped by a program at a width of some seventy columns, as old files are.",
        "It has a mark at its end.",
        "Here is more of it, and one more sentence that ends on the last line.",
    ]


def test_marks_without_any_list_are_one_problem() -> None:
    assert codes(reading("It burned.[1] Nobody spoke.[2]\n")) == ["references-missing"]
    assert codes(reading("It burned. Nobody spoke.\n")) == []


def test_a_list_shorter_than_the_marks_ask_for_is_not_guessed_at() -> None:
    document = reading("It burned.[1] Nobody spoke.[7]\n\nReferences\nAlpha beta\nGamma delta\n")
    assert not any(citation.references for citation in document.citations)


def test_every_kind_of_line_break_keeps_lines_and_columns() -> None:
    body = b"Title\r\n\r\nIt burned.[1]\r\nNobody spoke.\rAgain.\n\nReferences\n1. Alpha\n"
    document = read(body, name="text.txt")
    place = document.origin(document.claims[-1].span)
    assert place is not None
    assert (place.line, place.column, place.end_line, place.end_column) == (5, 1, 5, 7)


def spans(document: Document) -> list[tuple[int, int, str]]:
    items: list[Reference] = list(document.references)
    found = [(item.span.start, item.span.end, item.text) for item in items]
    found += [(claim.span.start, claim.span.end, claim.text) for claim in document.claims]
    return found + [
        (quote.span.start, quote.span.end, quote.text) for claim in document.claims for quote in claim.quotes
    ]


PIECES = [
    "It burned.", "[1]", "[2, 4–5]", "\n", "\n\n", "References\n", "1. Alpha beta\n", "2. Gamma 2001.\n", "• item ",
    '"quoted words"', "^ a b c ", "[the MKO]", "Heading\n", " ", "¹", "\u00a0", "שלום", "[citation needed]", "3.0 3.1 ",
    "\t", "(1)",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30))
@settings(max_examples=120, deadline=None)
def test_every_span_is_exact_whatever_the_text(pieces: list[str]) -> None:
    document = reading("x" + "".join(pieces))
    for start, end, text in spans(document):
        assert document.text[start:end] == text
    for claim in document.claims:
        assert document.origin(claim.span) is not None
        for use in claim.citations:
            assert use.scope
            assert all(0 <= span.start < span.end <= len(document.text) for span in use.scope)


HOSTILE = {
    "marks": "word [1] " * 20_000,
    "tight marks": "x[1]" * 40_000,
    "brackets": "[" * 50_000 + "]" * 50_000,
    "numbers": "[" + "1," * 100_000 + "1]",
    "quotation marks": '"a ' * 50_000,
    "numbered lines": "1. a\n" * 15_000,
    "headings": "References\n" * 8_000,
    "addresses": "http://a.b/" * 15_000,
    "spaces": "A[1]\n\nReferences\n\n1. " + " " * 150_000 + "x",
    "one entry": "A.[1]\n\nReferences\n1. " + "Smith, J., " * 15_000,
    "sentences": "A.[1] " * 15_000 + "\n\nReferences\n1. B",
    "parentheses": "(" * 100_000 + "1)",
    "superscripts": "a¹²³" * 25_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_texts_built_to_be_slow_are_read_in_bounded_time(name: str) -> None:
    started = time.process_time()
    reading(HOSTILE[name])
    assert time.process_time() - started < 6


def test_soft_hyphens_are_nothing() -> None:
    text = "Das Mühlen\u00adrad brann\u00adte 1861.[1] Es war aus Eichen\u00ad\nholz gebaut, aber alt.[1]\n\nQuellen\n"
    document = reading(text + "[1] Anna Berg, Tü\u00adbin\u00adgen 2012.\n")
    assert [" ".join(claim.text.split()) for claim in document.claims] == [
        "Das Mühlenrad brannte 1861.",
        "Es war aus Eichenholz gebaut, aber alt.",
    ]
    assert (document.references[0].text, document.references[0].published) == ("Anna Berg, Tübingen 2012.", "2012")
    place = document.origin(document.claims[0].span)
    assert place is not None
    assert (place.line, place.column, place.end_line, place.end_column) == (1, 1, 1, 30)
