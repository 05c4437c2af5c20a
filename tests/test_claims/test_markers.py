import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.markers import expand_labels, find_citation_needed, find_marks, normal_label
from claims.markers.superscripts import find_lost_superscripts
from claims.reading import read

LISTED = [str(number) for number in range(1, 10)]


def shown(text: str, labels: list[str] | None = LISTED, **options: bool) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[mark.span.start : mark.span.end], mark.labels) for mark in find_marks(text, labels=labels, **options)]


@pytest.mark.parametrize(
    ("inside", "labels"),
    [
        ("1", ("1",)),
        ("2, 5–7", ("2", "5", "6", "7")),
        ("2,5-7;9", ("2", "5", "6", "7", "9")),
        ("^12", ("12",)),
        ("note 1", ("note 1",)),
        ("nb 2", ("nb 2",)),
        ("a", ("a",)),
        ("^smith", ("smith",)),
    ],
)
def test_what_stands_between_the_brackets_of_a_mark(inside: str, labels: tuple[str, ...]) -> None:
    found = expand_labels(inside)
    assert found is not None
    assert found.labels == labels


@pytest.mark.parametrize(
    "inside", ["the MKO", "sic", "dead link", "emphasis added", "1–9999", "7–5", "", "1.5", "…", "his"]
)
def test_other_words_between_brackets_are_no_labels(inside: str) -> None:
    assert expand_labels(inside) is None


def test_a_page_that_the_mark_names() -> None:
    assert expand_labels("3, p. 23") == (("3",), "p. 23")
    (mark,) = find_marks("It burned.[3]:23–25 Nobody spoke.", labels=LISTED)
    assert (mark.labels, mark.pages) == (("3",), "23–25")


def test_a_range_of_two_marks_is_one_mark() -> None:
    assert shown("It burned.[3]–[5]") == [("[3]–[5]", ("3", "4", "5"))]


def test_a_colon_and_a_space_after_a_mark_begin_no_page() -> None:
    assert shown("As listed in [1]: 23 sheds burned.") == [("[1]", ("1",))]


@pytest.mark.parametrize(
    "text",
    [
        "He called it [the MKO] then.",
        "They was [sic] late.",
        "Seen in the report.[dead link]",
        "It closed in [1986] for good.",
        "Quoted there [emphasis added].",
        "Read items[1] first.",
        "Set values[0] = values[1] and go.",
        "The call argv[1].strip() fails.",
        "- [x] done",
        'He wrote that "we saw [12] ships" there.',
        "An area of 30 km² or 5 m³.",
    ],
)
def test_what_only_looks_like_a_mark(text: str) -> None:
    assert shown(text) == []


def test_a_number_above_the_list_is_a_mark_that_dangles() -> None:
    assert shown("It burned.[12]") == [("[12]", ("12",))]


@pytest.mark.parametrize(
    "word", ["iPhone", "$500", "booking.com", "3.5", "vitamin d", "raid", "2024", "U.S.", "(OHT)", "“no”"]
)
def test_a_mark_may_follow_any_word_of_prose(word: str) -> None:
    assert shown(f"They spoke of {word}[1] there.") == [("[1]", ("1",))]


def test_letters_are_marks_only_where_the_list_has_them() -> None:
    assert shown("It burned.[a]") == []
    assert shown("It burned.[a]", [*LISTED, "a"]) == [("[a]", ("a",))]


def test_superscripts_and_parentheses_only_where_the_list_proves_them() -> None:
    assert shown("It burned.¹ Then²,³ it rained.") == [("¹", ("1",)), ("²,³", ("2", "3"))]
    assert shown("It burned.¹", None) == []
    assert shown("It burned (1). In all (300) men.") == []
    assert shown("It burned (1). In all (300) men.", parentheses=True) == [("(1)", ("1",))]


def test_notes_of_editors_are_found_with_the_space_before_them() -> None:
    text = "It burned. [citation needed] It rained.[Beleg fehlt] [the MKO] stays."
    assert [text[note.start : note.end] for note in find_citation_needed(text)] == [
        " [citation needed]",
        "[Beleg fehlt]",
    ]


def test_labels_are_compared_without_case_and_kind_of_space() -> None:
    assert normal_label("Note\u00a01") == normal_label("note 1")


def test_superscripts_that_lost_their_form_are_told_by_the_works_cited() -> None:
    text = (
        "Prices rose in 2024.1 Version 2.0 of the index came in May.2 They fell by 3.5% later, it says.1, 3\n\n"
        "Works cited\n1. Prices\n2. The index\n3. A report\n"
    )
    assert [mark.labels for mark in find_lost_superscripts(text)] == [("1",), ("2",), ("1", "3")]
    assert find_lost_superscripts(text.partition("Works")[0]) == []


@given(st.text(alphabet="[]()^:,;–- 123anote¹²x.\n", max_size=60))
@settings(max_examples=150, deadline=None)
def test_marks_never_overlap_and_stand_where_they_say(text: str) -> None:
    marks = find_marks(text, labels=LISTED, parentheses=True)
    place = 0
    for mark in marks:
        assert place <= mark.span.start < mark.span.end <= len(text)
        assert mark.labels
        place = mark.span.end


@pytest.mark.slow
def test_a_hundred_thousand_marks_take_no_time_to_speak_of() -> None:
    started = time.process_time()
    assert len(find_marks("word[1] " * 100_000, labels=LISTED)) == 100_000
    find_marks("[" * 300_000 + "1," * 300_000, labels=LISTED)
    assert time.process_time() - started < 10


def test_a_superscript_within_a_bracketed_mark_is_no_mark_of_its_own():
    assert [mark.span for mark in find_marks("See [^²] and so.", labels={"2"})] == [(4, 8)]


NAMED = (
    "It burned as [RFC2119] says. It was rebuilt [Lee90]. Looms came later [KMP+77, Knuth1997b]. It closed [BCP-14].\n"
    "\n## References\n\n[Lee90] Lee, A. Mills. 1990.\n\n[RFC2119] Bradner, S. Key words. 1997.\n"
    "\n[KMP+77] Roe, B. Bricks.\n"
    "\n[Knuth1997b] Doe, C. Looms.\n\n[BCP-14] Fox, D. Terms.\n"
)


@pytest.mark.parametrize("name", ["text.md", "text.txt"])
def test_short_names_of_works_are_marks_where_the_list_has_them(name: str) -> None:
    text = NAMED if name == "text.md" else NAMED.replace("## ", "")
    document = read(text.encode(), name=name)
    assert [citation.labels for citation in document.citations] == [
        ("RFC2119",),
        ("Lee90",),
        ("KMP+77", "Knuth1997b"),
        ("BCP-14",),
    ]
    assert all(citation.references for citation in document.citations)
    assert document.problems == ()


def test_names_in_brackets_without_an_entry_are_words() -> None:
    document = read(NAMED.replace("as [RFC2119]", "as [H2O] and [Smith2019]").encode(), name="text.md")
    assert "as [H2O] and [Smith2019] says." in document.claims[0].text


def test_places_in_a_work_and_names_in_capitals() -> None:
    text = "Fog is no excuse [1, Section 4]. It is on [CHART]. See [2, §3.1; note].\n\n## References\n\n"
    entries = "[1] Roe, B. Fog. 1999.\n\n[CHART] Doe, C. The chart. 2001.\n"
    document = read((text + entries).encode(), name="text.md")
    assert [citation.labels for citation in document.citations] == [("1",), ("CHART",)]
    assert expand_labels("PDF") is None
    assert find_marks("The [WHO] said so, and the [UNESCO].") == []
