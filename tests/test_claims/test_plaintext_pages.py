"""Plain texts in pages: the notes at the foot of each are entries, its number and its running head are nothing."""

import pytest

from claims.model import Document
from claims.reading import read


def reading(text: str) -> Document:
    return read(text.encode(), name="text.txt")


def shown(document: Document) -> list[tuple[str, list[str]]]:
    texts = {reference.key: reference.text for reference in document.references}
    marks = {citation.key: [texts[key] for key in citation.references] for citation in document.citations}
    return [
        (
            " ".join(claim.text.split()),
            [text for use in claim.citations if not use.inherited for text in marks[use.key]],
        )
        for claim in document.claims
    ]


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems if problem.code != "claim-uncited"]


PAGES = [
    (
        "The barn was built in 1820 by a guild of weavers.{} It fell in a storm\nof the spring of 1822.{}",
        ("Holm, E., Barns, 1990.", "Dahl, N., Storms, 1991."),
    ),
    ("A second barn was built in 1830 by the same guild, at a low price.{}", ("Berg, A., Again, 1992.",)),
    (
        "Nobody has seen it since the war.{} The town keeps a picture of it.{}",
        ("Lind, O., Lost, 1993.", "Lund, P., Seen, 1994."),
    ),
]
EXPECTED = [
    ("The barn was built in 1820 by a guild of weavers.", ["Holm, E., Barns, 1990."]),
    ("It fell in a storm of the spring of 1822.", ["Dahl, N., Storms, 1991."]),
    ("A second barn was built in 1830 by the same guild, at a low price.", ["Berg, A., Again, 1992."]),
    ("Nobody has seen it since the war.", ["Lind, O., Lost, 1993."]),
    ("The town keeps a picture of it.", ["Lund, P., Seen, 1994."]),
]
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def paged(mark: str, note: str, rule: str, foot: str, *, restart: bool) -> str:
    number = 0
    pages = []
    for place, (words, notes) in enumerate(PAGES, start=1):
        if restart:
            number = 0
        numbers = [number + one for one in range(1, len(notes) + 1)]
        number += len(notes)
        shape = (lambda one: str(one).translate(RAISED)) if mark == "raised" else mark.format
        body = words.format(*map(shape, numbers))
        listed = "\n".join(note.format(one, text) for one, text in zip(numbers, notes, strict=True))
        pages.append(f"{body}\n\n{rule}{listed}\n\n" + foot.format(place))
    return "".join(pages)


@pytest.mark.parametrize("restart", [False, True])
@pytest.mark.parametrize("foot", ["Page {}\n\n", "{}\n\f", "\f", "- {} -\n\n", "\n{}\n\n\n"])
@pytest.mark.parametrize("rule", ["------------------------------\n", "________\n\n", ""])
@pytest.mark.parametrize(
    ("mark", "note"), [("[{}]", "[{}] {}"), ("raised", "{}. {}"), ("{}", "{} {}"), ("[{}]", "{}. {}")]
)
def test_notes_at_the_foot_of_each_page(mark: str, note: str, rule: str, foot: str, restart: bool) -> None:
    document = reading(paged(mark, note, rule, foot, restart=restart))
    assert shown(document) == EXPECTED
    assert codes(document) == []


def test_a_rule_without_any_page() -> None:
    text = "The barn was built in 1820.[4] It fell in 1822.[5]\n\n-----\n[4] Holm, E., 1990.\n[5] Dahl, N., 1991.\n"
    assert [use for _, use in shown(reading(text))] == [["Holm, E., 1990."], ["Dahl, N., 1991."]]


@pytest.mark.parametrize(
    "text",
    [
        "It fell in 1822.[1]\n\n----\n\n1. The barn was new.\n2. It fell.\n\nGone.\n\nReferences\n[1] Holm, 1990.\n",
        "The barn.[1]\n\n----------\n\nIt fell in 1822, as we know.[1]\n\nReferences\n[1] Holm, 1990.\n",
        "It fell.[1]\n\n12\n\nIt is gone now for good.[1]\n\nReferences\n[1] Holm, 1990.\n",
    ],
)
def test_rules_and_numbers_that_begin_no_notes(text: str) -> None:
    assert [reference.text for reference in reading(text).references] == ["Holm, 1990."]


MEMO = """\
Mole Working Group                                               A. Able
Request for Notes: 9991                                     Mole Systems
Category: Informational                                       March 1996


                   Carrying of Packets over the Hills

Status of this Memo

   This memo gives facts to the people of the hills.  It sets no standard
   of any kind.  It may be copied without limit.

Abstract

   Carriers of packets walk over the hills.  This memo says which ways
   they take [1], what they eat [2, p. 4], and how they rest [RFN-12].

Table of Contents

   1. Introduction ..................................................2
   2. Ways ..........................................................2
      2.1. Long Ways .................................................2
   3. Security Considerations .......................................3
   4. References ....................................................3

1.  Introduction

   In the beginning there was one way only [1].  People who took it were
   often late; those who did not were lost.  The word "MUST" is used as in
   [2].

   The parts of a packet are:

      o  the head, which says whom it is for and who has sent it on its
         way,

      o  the body;

      o  the tail.



Able                         Informational                      [Page 1]
\f
RFN 9991           Carrying of Packets over the Hills         March 1996


2.  Ways

2.1.  Long Ways

   Long ways take two days:

        0                   1                   2
        0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
       +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
       |   head        |      body          | tail |
       +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

                          Figure 1: a packet

   Source:  8 bits

      Who sends.  The number of the house is put here, and nothing else
      is.

   Target:  8 bits

      Who gets it.

   A carrier who takes a long way rests once [3].  He SHOULD eat twice.

3.  Security Considerations

   None are known.

4.  References

   [1]  Able, A., "The Ways of the Hills", RFN 12, Mole Systems,
        March 1990.

   [2]  Baker, B., "What Carriers Eat", RFN 14, April 1991.

   [3]  Cole, C., and D. Dow, "Rest", Journal of the Hills, Vol. 12,
        No. 3, pp. 4-19, May 1992.

5.  Author's Address

   Ann Able
   Mole Systems
   1 Hill Way
   Orlen

   EMail: able@mole.example





Able                         Informational                      [Page 2]
"""


def test_a_memo_of_several_pages() -> None:
    document = reading(MEMO)
    assert document.title == "Carrying of Packets over the Hills"
    assert [reference.label for reference in document.references] == ["1", "2", "3"]
    assert codes(document) == []
    claims = [claim for claim, _ in shown(document)]
    assert claims[3:12] == [
        "Carriers of packets walk over the hills.",
        "This memo says which ways they take [1], what they eat [2, p. 4], and how they rest [RFN-12].",
        "In the beginning there was one way only [1].",
        "People who took it were often late; those who did not were lost.",
        'The word "MUST" is used as in [2].',
        "The parts of a packet are:",
        "the head, which says whom it is for and who has sent it on its way,",
        "the body;",
        "the tail.",
    ]
    assert not any("+-" in claim or "Page" in claim or "1996" in claim or "...." in claim for claim in claims)


def test_notes_with_raised_numbers_stand_below_each_part_of_a_text():
    text = (
        "The dike rose in 1990, as was planned.¹ It held through the storm of 2013.²\n\n"
        "¹ Able, The Dike. https://a.example/1\n² Baker, Storms. https://b.example/2\n\n"
        "In 2016 a gate was opened for the boats.³\n\n³ Cole, Gates. https://c.example/3\n"
    )
    document = read(text.encode(), name="a.txt")

    assert [(entry.label, entry.urls[0][8]) for entry in document.references] == [("1", "a"), ("2", "b"), ("3", "c")]
    assert [citation.labels for citation in document.citations] == [("1",), ("2",), ("3",)]
    assert len(document.claims) == 3


def test_a_paragraph_that_begins_with_a_raised_number_of_no_mark_is_text():
    document = read("¹⁴C dates the dike.\n\n² of these fell in 1990, as was said.\n".encode(), name="a.txt")

    assert document.references == ()


ONE_PAGE = """\
The river rose 6.1 metres above its mean level on 14 July.12 About 900
households were moved to schools and halls.13 The damage came to 48
million euros.12,14

12 Hydrological Service, Daily report, 15 July 2021.
13 Civil Protection, Situation report No. 3, 16 July 2021.
14 Ministry of Finance, Answer to question 221, 2 September 2021.

                                   17
"""


def test_notes_at_the_foot_of_one_page_go_on_with_the_count_of_the_pages_before() -> None:
    document = reading(ONE_PAGE)
    assert [reference.label for reference in document.references] == ["12", "13", "14"]
    marks = [[text.partition(",")[0] for text in entries] for _, entries in shown(document)]
    assert marks == [["Hydrological Service"], ["Civil Protection"], ["Hydrological Service", "Ministry of Finance"]]


@pytest.mark.parametrize(
    "text",
    [
        "The fair was held in July. It had 40 stalls.\n\n12 July fair with music\n13 July market of old books\n",
        "The house has 40 rooms.\n\n12 Mill Lane, Ormsby, built in 1931\n13 Mill Lane, Ormsby, built in 1934\n",
    ],
)
def test_lines_that_count_on_and_that_no_mark_cites_are_text(text: str) -> None:
    assert reading(text).references == ()
