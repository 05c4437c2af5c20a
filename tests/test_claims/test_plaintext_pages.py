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
