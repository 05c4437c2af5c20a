"""Links of wikitext to the web: in brackets with and without words, bare, in cells; links of lists carry no claim."""

import pytest

from citecheck import read

A, B = "https://a.test/mill", "https://b.test/fire.pdf"


def cited(text: str) -> list[tuple[str, list[str]]]:
    document = read(text.encode(), name="a.wiki")
    urls = {entry.key: entry.urls[0] for entry in document.references}
    entries = {one.key: one.references for one in document.citations}
    return [
        (document.prose(claim.span), [urls[key] for one in claim.citations for key in entries[one.key]])
        for claim in document.claims
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"The mill burned in 1901 [{A}].", "The mill burned in 1901."),
        (f"The mill burned in 1901.[{A}]", "The mill burned in 1901."),
        (f"The mill burned in 1901. {A}", "The mill burned in 1901."),
        (f"The mill burned in 1901 ([{A} Mill Board]).", "The mill burned in 1901."),
        (f"The mill burned in 1901 [{A} report].", "The mill burned in 1901."),
        (f"The mill [{A} burned in 1901].", "The mill burned in 1901."),
    ],
)
def test_a_link_in_a_sentence_is_its_citation(text, said):
    assert cited(text) == [(said, [A])]


def test_a_link_beside_notes_is_cited_too():
    assert cited(f"The mill burned in 1901.<ref>{A}</ref> It closed in 1931 [{B}].\n\n<references/>") == [
        ("The mill burned in 1901.", [A]),
        ("It closed in 1931.", [B]),
    ]


def test_links_of_a_list_are_links_of_the_document():
    document = read(
        f"The mill burned in 1901.<ref>{A}</ref>\n\n== External links ==\n* [{B} Site]\n".encode(), name="a.wiki"
    )

    assert [(entry.urls[0], entry.is_link) for entry in document.references] == [(A, False), (B, True)]
    assert len(document.claims) == 1


def test_a_name_for_a_link_is_a_part_of_the_sentence():
    assert cited(f"The council wrote the annual [{A} report] in May 1901.") == [
        ("The council wrote the annual report in May 1901.", [A])
    ]
