"""Plain texts with wrapped lines: the paragraphs, claims and marks that a reader sees, at every width."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import BlockKind, Document
from claims.reading import read


def reading(text: str) -> Document:
    return read(text.encode(), name="text.txt")


def seen(document: Document) -> list[tuple[str, list[tuple[str, ...]], tuple[str, ...]]]:
    """Each claim, without its line breaks, with the labels of its own citations and its section."""
    labels = {citation.key: citation.labels for citation in document.citations}
    return [
        (" ".join(claim.text.split()), [labels[use.key] for use in claim.citations if not use.inherited], claim.section)
        for claim in document.claims
    ]


PARAGRAPHS = [
    "The windmill at Orlen was set up by two brothers in 1848, and for nine years it was the only one there [1]. "
    "Its sails were made of oak from the north [2, 3]; the stones came by boat. Few people liked it at first.",
    "History",
    "In 1861 it burned [4] after a long and dry summer, and the town paid for a new one by means of a tax on salt. The "
    "tax was low (about 2 percent), but it was paid for 31 years [1,4]. Dr. Holm called it “a small price” [3].",
    "The second mill was larger.[2] It ground 40 tons a week – twice as much as the first – and was sold in 1902 for "
    "12,000 crowns to a man from the coast, who closed it a year later [2-4]. Nobody has used it since then.",
    "Later use",
    "A museum has been in the house since 1977 [3]. It is open on Sundays.",
]
LIST = (
    "References\n\n[1] Able, A., Mills of the North, 1931.\n[2] Baker, B., Sails and Stones, 1932.\n"
    "[3] Cole, C., Prices of Public Works in the Valley, 1999.\n[4] Dow, D., Fires, 2004.\n"
)


def document_of(paragraphs: list[str], width: int | None, *, indent: str = "", prefix: str = "") -> str:
    blocks = [
        textwrap.fill(one, width, initial_indent=prefix + indent, subsequent_indent=prefix, break_on_hyphens=False,
                      break_long_words=False)
        if width
        else one
        for one in paragraphs
    ]  # fmt: skip
    return "Mills of the North\n\n" + "\n\n".join(blocks) + "\n\n" + LIST


@pytest.mark.parametrize("width", range(40, 201))
def test_a_text_wrapped_at_any_width(width: int) -> None:
    assert seen(reading(document_of(PARAGRAPHS, width))) == seen(reading(document_of(PARAGRAPHS, None)))


@pytest.mark.parametrize("width", range(40, 121, 4))
def test_indented_lines_and_first_lines(width: int) -> None:
    plain = seen(reading(document_of(PARAGRAPHS, None)))
    assert seen(reading(document_of(PARAGRAPHS, width, prefix="   "))) == plain
    assert seen(reading(document_of(PARAGRAPHS, width, indent="    "))) == plain


@given(st.permutations([PARAGRAPHS[0], PARAGRAPHS[2], PARAGRAPHS[3], PARAGRAPHS[5]]), st.integers(40, 200))
@settings(max_examples=60, deadline=None)
def test_paragraphs_in_any_order_at_any_width(paragraphs: list[str], width: int) -> None:
    assert seen(reading(document_of(paragraphs, width))) == seen(reading(document_of(paragraphs, None)))


@pytest.mark.parametrize("width", [40, 62, 66, 70, 96, 130])  # the last line of each is not full
def test_paragraphs_that_no_empty_line_parts(width: int) -> None:
    body = [PARAGRAPHS[0], PARAGRAPHS[2], PARAGRAPHS[3]]
    text = "\n".join(textwrap.fill(one, width, break_on_hyphens=False) for one in body) + "\n\n" + LIST
    blocks = [block for block in paragraphs_of(text) if "\n" in block]
    assert [" ".join(block.split()) for block in blocks] == body


def paragraphs_of(text: str) -> list[str]:
    from claims.readers.plaintext import lay_out

    layout = lay_out(text, name="text", sha256="")
    return [
        layout.text[block.span.start : block.span.end]
        for block in layout.blocks
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    ]


@pytest.mark.parametrize("end", [".", ",", ";", ":"])
def test_a_first_line_above_a_second_that_ends_is_no_heading(end: str) -> None:
    text = (
        "Mills\n\nThe old one was sold by the miller in 1850.[1]\n\nA third mill was set up by the widow in 1899 [2] "
        f"after a quarrel of two\nyears{end}\n\n{LIST}"
    )
    assert [" ".join(one.split()) for one in paragraphs_of(text)][-1].startswith("A third mill")


def test_headings_right_above_a_paragraph_are_headings() -> None:
    for width in (44, 60, 72, 100, 140):
        body = textwrap.fill(PARAGRAPHS[2], width, break_on_hyphens=False)
        text = f"Mills\n\n{textwrap.fill(PARAGRAPHS[0], width)}\n\nThe long history\n{body}\n\n{LIST}"
        assert {section for claim, _, section in seen(reading(text)) if "1861" in claim} == {("The long history",)}


@pytest.mark.parametrize("mark", ["[1,\n2]", "[1,\n   2]", "[1;\n2]", "[1, 2,\n3]", "[1-\n3]"])
def test_a_mark_that_a_line_break_parts(mark: str) -> None:
    text = f"The mill at Orlen was sold in the year 1902 to a man from the coast {mark}.\n\n{LIST}"
    (citation,) = reading(text).citations
    assert citation.labels in {("1", "2"), ("1", "2", "3")}


def test_lines_that_are_no_wrapped_text() -> None:
    text = "Salt rose by 12 percent.[1]\nPepper fell.[2]\nSugar was flat all year.[3]\n\n" + LIST
    assert paragraphs_of(text)[:3] == ["Salt rose by 12 percent.[1]", "Pepper fell.[2]", "Sugar was flat all year.[3]"]
    text = "The following were sold.[1]\n\n- the old mill\n- the house\n- three boats\n\n" + LIST
    assert paragraphs_of(text)[1:] == ["the old mill", "the house", "three boats"]


def test_a_dash_at_the_start_of_a_wrapped_line_is_no_bullet() -> None:
    text = (
        "The mill at Orlen ground some forty tons a week\n– twice as much as the first one had – and was sold in\n"
        "1902 to a man from the coast.[1]\n\n" + LIST
    )
    assert len([one for one in paragraphs_of(text) if "forty" in one and "1902" in one]) == 1


def test_quoted_mail_is_a_paragraph() -> None:
    quoted = textwrap.fill(PARAGRAPHS[2], 60, initial_indent="> ", subsequent_indent="> ", break_on_hyphens=False)
    assert [claim for claim, *_ in seen(reading(f"Ann wrote to all of us in the evening:\n\n{quoted}\n\n{LIST}"))][1:2]


@pytest.mark.parametrize("word", ["Mio.", "z.", "Mrd.", "Dr."])
def test_an_abbreviation_at_the_end_of_a_line_ends_no_sentence(word):
    text = (
        f"Die alte Brücke über den Fluss wurde 1931 vom Kreis gebaut, und sie kostete rund {word}\n"
        "Mark, wie die Ingenieure im Jahr darauf in der Zeitung angaben, und sie war lange\n"
        "die längste ihrer Art im Land.\n"
    )

    assert len(read(text.encode(), name="a.txt").claims) == 1
