"""Lists of references of plain texts as people write them: the written labels count, and entries stay apart."""

import pytest

from claims.model import Document
from claims.readers.plaintext.entries import TextEntry, follows
from claims.reading import read


def reading(text: str) -> Document:
    return read(text.encode(), name="text.txt")


def listed(text: str) -> list[tuple[str, str]]:
    return [(reference.label, " ".join(reference.text.split())) for reference in reading(text).references]


def uses(document: Document) -> list[list[str]]:
    texts = {reference.key: reference.label for reference in document.references}
    return [[texts[key] for key in citation.references] for citation in document.citations]


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems if problem.code != "claim-uncited"]


PROSE = "Barley rose in spring [{}]. Rye fell in autumn [{}]. Oats stood still all year [{}].\n\n"
FORMS = ["[{}] {}", "{}. {}", "({}) {}", "[{}]: {}", "{}) {}"]
TEXTS = ("Barley board, Barley prices, 1991.", "Rye board, Rye prices, 1992.", "Oat board, Oat prices, 1993.")


@pytest.mark.parametrize("numbers", [(2, 3, 4), (7, 9, 14), (1, 7, 30), (3, 1, 2), (40, 12, 88), (1, 2, 9)])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_written_numbers_count(numbers: tuple[int, ...], form: str, gap: str) -> None:
    entries = gap.join(form.format(number, text) for number, text in zip(numbers, TEXTS, strict=True))
    text = PROSE.format(*numbers) + "References\n\n" + entries + "\n"
    assert listed(text) == [(str(number), words) for number, words in zip(numbers, TEXTS, strict=True)]
    assert uses(reading(text)) == [[str(number)] for number in numbers]
    assert codes(reading(text)) == []


@pytest.mark.parametrize("numbers", [(2, 3, 4), (7, 9, 14), (5, 20, 11)])
def test_a_list_in_brackets_needs_no_heading(numbers: tuple[int, ...]) -> None:
    entries = "\n".join(f"[{number}] {text}" for number, text in zip(numbers, TEXTS, strict=True))
    assert uses(reading(PROSE.format(*numbers) + entries + "\n")) == [[str(number)] for number in numbers]


def test_a_list_that_goes_on_below_another_heading() -> None:
    text = (
        PROSE.format(1, 2, 3)
        + "References\n\n[1] Barley board, 1991.\n\nSources\n\n[2] Rye board, 1992.\n[3] Oat board, 1993.\n"
    )
    assert [label for label, _ in listed(text)] == ["1", "2", "3"]
    assert uses(reading(text)) == [["1"], ["2"], ["3"]]


@pytest.mark.parametrize(
    "entry",
    [
        "[1] Barley board, Barley prices, reprinted in\n[3], p. 12, and again in 1994.",
        "[1] Barley board, Barley prices, vol.\n12. Orlen: Mole Press, 1994.",
        "[1] Barley board, Barley prices of\n1990. Orlen: Mole Press, 1994.",
        "[1] Barley board, Barley prices,\n    2. ed., 1994.",
    ],
)
def test_a_number_at_the_start_of_a_line_within_an_entry(entry: str) -> None:
    text = PROSE.format(1, 3, 3) + f"References\n\n{entry}\n[3] Oat board, 1993.\n"
    assert listed(text) == [("1", " ".join(entry.split()[1:])), ("3", "Oat board, 1993.")]


def test_a_plain_number_within_an_entry_of_plain_numbers() -> None:
    text = PROSE.format(1, 2, 3) + (
        "References\n\n1. Barley board and its many friends in the country, Barley prices, vol.\n"
        "22, no.\n30, Orlen: Mole Press, 1991.\n2. Rye board, 1992.\n3. Oat board, 1993.\n"
    )
    assert [label for label, _ in listed(text)] == ["1", "2", "3"]


GLOSSARY = """\
Carriers

Packets are small [1]. They travel at night [2].

Glossary

Packet
   A piece of mail that a carrier takes.

{}
   Who sends the packet.
   It is one of two ends.

Target
   Who gets the packet.

References

[1] Able, A., "Packets", 1990.
[2] Baker, B., "Nights", 1991.
"""


@pytest.mark.parametrize("term", ["Source", "Notes", "Note", "Reference", "Citation", "Sources"])
def test_a_term_of_a_glossary_begins_no_list(term: str) -> None:
    assert listed(GLOSSARY.format(term)) == [("1", 'Able, A., "Packets", 1990.'), ("2", 'Baker, B., "Nights", 1991.')]


@pytest.mark.parametrize("heading", ["Source", "Notes", "Sources:", "Quellen"])
def test_the_same_words_as_headings_of_a_list(heading: str) -> None:
    text = f'It burned.[1] Nobody spoke.[2]\n\n{heading}\n\nAble, A., "Packets", 1990.\nBaker, B., "Nights", 1991.\n'
    assert [label for label, _ in listed(text)] == ["1", "2"]
    text = f"It burned.[1] Nobody spoke.[2]\n\n{heading}\n\n1. Alpha\n2. Beta\n"
    assert listed(text) == [("1", "Alpha"), ("2", "Beta")]


MEMO = """\
Mole Working Group                                              A. Able
Memo 12                                                      March 1990


                         Carrying of Packets

1.  Introduction

   This memo says how packets are carried from one town to the other by
   carriers.  Terms of [MAIL-1] are used.  A carrier must keep every packet
   dry [2].

Able                                                           [Page 1]
\f
Memo 12                  Carrying of Packets                 March 1990


   A packet that is wet is not carried on.  The time of a trip is given in
   hours [MAIL-2].

   Note

      1. Carriers may rest.
      2. Packets may not.

2.  References

   [MAIL-1]  Baker, B., "Mail of the Towns, Part One and What Became of the
             Rest of It", Memo 3, 1988.

   [MAIL-2]  Baker, B., "Mail of the Towns, Part Two", Memo 4,
             1989.

Able                                                           [Page 2]
\f
Memo 12                  Carrying of Packets                 March 1990

   [2]       Cole, C., "Dry Packets", 1987.

Able                                                           [Page 3]
"""


def test_a_memo_in_pages_has_no_junk_references() -> None:
    document = reading(MEMO)
    assert listed(MEMO) == [
        ("MAIL-1", 'Baker, B., "Mail of the Towns, Part One and What Became of the Rest of It", Memo 3, 1988.'),
        ("MAIL-2", 'Baker, B., "Mail of the Towns, Part Two", Memo 4, 1989.'),
        ("2", 'Cole, C., "Dry Packets", 1987.'),
    ]
    assert codes(document) == []
    claims = [" ".join(claim.text.split()) for claim in document.claims]
    assert "This memo says how packets are carried from one town to the other by carriers." in claims
    assert not any("[Page" in claim or "March 1990" in claim for claim in claims)


def test_headings_within_a_list_do_not_end_it() -> None:
    text = PROSE.format(1, 2, 3) + (
        "References\n\nBooks\n\n[1] Able, A., Barley, 1991.\n\nFrom the web\n\n[2] Rye board.\n[3] Oat board.\n"
    )
    assert [label for label, _ in listed(text)] == ["1", "2", "3"]
    assert uses(reading(text)) == [["1"], ["2"], ["3"]]


def test_a_list_that_counts_anew_is_another_list() -> None:
    text = PROSE.format(1, 2, 2) + (
        "References\n\n1. Able, A., Barley, 1991.\n2. Rye board, 1992.\n\n1. Wash the barley.\n2. Dry the rye.\n"
    )
    assert listed(text) == [("1", "Able, A., Barley, 1991."), ("2", "Rye board, 1992.")]


def test_a_section_of_remarks_is_text() -> None:
    text = (
        "It burned.[1]\n\nNotes\n\nThis page was written in 2011 and has not been changed.\n\nReferences\n\n[1] Alpha\n"
    )
    assert listed(text) == [("1", "Alpha")]


def test_a_list_with_names_for_labels_below_a_heading_of_its_own() -> None:
    text = (
        "Hosts obey [TOLL:1]. Tolls were cut [1].\n\nREFERENCES\n\nINTRODUCTORY REFERENCES\n\n"
        '[TOLL:1]  "Tolls," A. Able, 1985.\n     It is the first text on tolls.\n\n[1]  Cole, C., 1987.\n'
    )
    assert [label for label, _ in listed(text)] == ["TOLL:1", "1"]


POWER = "\n\nReferences\n\n" + "\n".join(f"{one}. Able A. Part {one}. J Salt 200{one};3:1–9." for one in range(1, 7))


@pytest.mark.parametrize(
    ("prose", "marks"),
    [
        ("Salt helps,1–3 and rye does not.4,5 Oats may.6", [("1", "2", "3"), ("4", "5"), ("6",)]),
        ("Iron rusts,1–2,4 and salt helps.3", [("1", "2", "4"), ("3",)]),
        ("Salt helps asthma1,2. Rye calms sleep,3 as two trials4–6 found.", [("1", "2"), ("3",), ("4", "5", "6")]),
        ("In 1850.1 it burned; in 1902,2 it burned again.3,4", [("1",), ("2",), ("3", "4")]),
        ("In 1,200 trials scores of 3–5 were seen in B12, version 2.3, on page 4,5 of H2 and COVID19.", []),
        ("Salt rose by 2–3, and rye (p = 0.05) by 4.", []),
    ],
)
def test_raised_figures_that_became_plain_ones(prose: str, marks: list[tuple[str, ...]]) -> None:
    assert [citation.labels for citation in reading(prose + POWER).citations] == marks
    assert reading(prose).citations == ()


@pytest.mark.parametrize("section", ["4. Acknowledgments", "4. Thanks to all", "4  Addresses of the authors"])
def test_the_next_numbered_section_is_no_entry(section: str) -> None:
    entries = "1. Able, 1991.\n2. Baker, 1992.\n3. Cole, 1993.\n"
    text = f"{PROSE.format(1, 2, 3)}3. References\n\n{entries}\n{section}\n\nWe do.\n"
    assert [label for label, _ in listed(text)] == ["1", "2", "3"]


def test_an_entry_in_brackets_may_follow_one_that_lost_its_name() -> None:
    """A name in brackets that no mark shows is no label, and the list goes on below it."""
    text = "The mill is old.[1]\n\nReferences\n[Smith] Mills. 1990.\n\n[B] Books of it. 1991.\n[1] Mills again. 1992.\n"
    assert reading(text).references
    first, second = TextEntry("", 0, 1, "bracket"), TextEntry("B", 2, 3, "bracket")
    assert follows(first, second, apart=False)
    assert not follows(second, TextEntry("A", 4, 5, "bracket"), apart=False)
