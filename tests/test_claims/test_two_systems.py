"""Two systems of references in one document: its own notes, and a numbered list. A mark means the entry of its own."""

import numbered_article as article
import pytest
from word_files import footnote_mark, paragraph, word_file

NOTE = "By night we mean winter."
WORKS = ("Orlen, Lamps. 2004.", "Quayle, Blue. 2006.", "Reeve, Wards. 2009.")
EXPECTED = [
    ("Lamps glow at night", [NOTE, WORKS[0]]),
    ("Ropes rose", [WORKS[1], WORKS[2]]),
]
TYPED = "\n\n".join(f"[{n}] {work}" for n, work in enumerate(WORKS, 1))
COUNTED = "\n".join(f"{n}. {work}" for n, work in enumerate(WORKS, 1))
ITEMS = "<ol>" + "".join(f"<li>{work}</li>" for work in WORKS) + "</ol>"
PARAGRAPHS = "".join(f"<p>[{n}] {work}</p>" for n, work in enumerate(WORKS, 1))


def _markdown(said: str, listed: str = COUNTED) -> tuple[str, bytes]:
    return "a.md", f"# Lamps\n\n{said}\n\n## References\n\n{listed}\n".encode()


def _page(said: str, listed: str = ITEMS) -> tuple[str, bytes]:
    body = f"<h1>Lamps</h1>{said}<h2>References</h2>{listed}"
    return "a.html", f'<html lang="en"><body><article>{body}</article></body></html>'.encode()


def _word(said: str, typed: bool) -> tuple[str, bytes]:
    listed = "".join(paragraph(f"[{n}] {work}") if typed else article.item(work) for n, work in enumerate(WORKS, 1))
    body = said + paragraph("References", style="berschrift1") + listed
    parts = {"word/numbering.xml": article.numberings(("decimal", 1))}
    return "a.docx", word_file(body, footnotes={1: NOTE}, parts=parts)


def _linked(mark: str, note: str = "") -> str:
    text = f'<p>Lamps glow<sup><a href="#fn1" id="r1">{mark}</a></sup> at night [1]. Ropes rose [2, 3].</p>'
    return text + (note or f'<div class="footnotes"><p id="fn1"><a href="#r1">{mark}</a> {NOTE}</p></div>')


def _wikitext(listed: str) -> tuple[str, bytes]:
    text = f"'''Lamps''' are old.\n\nLamps glow<ref>{NOTE}</ref> at night [1]. Ropes rose [2, 3].\n\n"
    return "a.wiki", f"{text}== Notes ==\n<references/>\n\n== References ==\n{listed}\n".encode()


SAID = f"Lamps glow[^a] at night [1]. Ropes rose [2, 3].\n\n[^a]: {NOTE}"
RUNS = paragraph("Lamps glow", footnote_mark(1), " at night [1]. Ropes rose [2, 3].")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        _markdown(SAID),
        _markdown(SAID, TYPED),
        _markdown(SAID.replace("[^a]", "[^1]")),
        _markdown(f"Lamps glow^[{NOTE}] at night (1). Ropes rose (2, 3)."),
        _markdown(SAID.replace(" [1]", "<sup>1</sup>").replace(" [2, 3]", "<sup>2,3</sup>")),
        _page(_linked("a")),
        _page(_linked("1"), PARAGRAPHS),
        _page(_linked("*").replace(" [1]", " (1)").replace("[2, 3]", "(2, 3)")),
        _page(f"<p>Lamps glow<sup>*</sup> at night [1]. Ropes rose [2, 3].</p><hr><p><sup>*</sup> {NOTE}</p>"),
        _word(RUNS, typed=False),
        _word(RUNS, typed=True),
        _wikitext(TYPED),
        _wikitext("".join(f"# {work}\n" for work in WORKS)),
        _wikitext("".join(f"* [{n}] {work}\n" for n, work in enumerate(WORKS, 1))),
    ],
)
def test_each_mark_means_the_entry_of_its_own_system(name, body):
    document = article.read(name, body)
    texts = {entry.key: entry.text for entry in document.references}
    keys = {citation.key: citation.references for citation in document.citations}
    claims = [claim for claim in document.claims if "are old" not in claim.text]
    found = [[texts[key] for own in claim.citations for key in keys[own.key]] for claim in claims]

    assert found == [works for _, works in EXPECTED]
    assert list(texts.values()) == [NOTE, *WORKS]


def test_a_number_that_the_list_lacks_means_no_note():
    document = article.read(
        *_markdown("Lamps glow[^1][^2] [1, 7]. Ropes rose [2].\n\n[^1]: By day.\n[^2]: By night.\n")
    )

    assert [problem.message for problem in document.problems if problem.code == "citation-dangling"] == [
        "The mark [7] points to no entry in the list of references."
    ]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        _markdown("Lamps glow at night [1]. Ropes rose [2, 3]. So did sails [4](https://sails.example/4).", TYPED),
        _page('<p>Lamps glow [1]. Ropes rose [2, 3]. So did sails <a href="https://sails.example/4">[4]</a>.</p>'),
    ],
)
def test_a_linked_numeral_beside_a_list_cites_its_page(name, body):
    document = article.read(name, body)
    cited = [
        [
            reference.urls or reference.text
            for key in citation.references
            for reference in document.references
            if reference.key == key
        ]
        for citation in document.citations
    ]

    assert cited == [[WORKS[0]], [WORKS[1], WORKS[2]], [("https://sails.example/4",)]]


@pytest.mark.parametrize("listed", [TYPED, COUNTED])
def test_a_bibliography_that_no_mark_shows_is_no_claim_and_no_second_system(listed):
    document = article.read(*_markdown("Lamps glow.[^a] Ropes rose.[^b]\n\n[^a]: Orlen.\n[^b]: Quayle.", listed))

    assert [entry.text for entry in document.references] == ["Orlen.", "Quayle."]
    assert [claim.text for claim in document.claims] == ["Lamps glow.", "Ropes rose."]


@pytest.mark.parametrize(
    "ways",
    [
        ("^1^", "^2,3^", "^1^"),
        ("<sup>1</sup>", "<sup>2,3</sup>", "<sup>1</sup>"),
        (" [1]", " [2, 3]", " [1]"),
    ],
)
def test_each_part_of_a_report_has_a_list_of_its_own(ways):
    first, second, third = ways
    counted = "\n".join(f"{n}. {work}" for n, work in enumerate(WORKS, 1))
    body = (
        f"# Lamps\n\n## Part 1\n\nLamps glow.{first} Ropes rose.{second}\n\n### References (part 1)\n\n{counted}\n\n"
        f"## Part 2\n\nSails tore.{third}\n\n### References (part 2)\n\n1. Tarn, Sails. 2010.\n"
    )
    document = article.read("a.md", body.encode())
    texts = {entry.key: entry.text for entry in document.references}

    assert [[texts[key] for key in citation.references] for citation in document.citations] == [
        [WORKS[0]],
        [WORKS[1], WORKS[2]],
        ["Tarn, Sails. 2010."],
    ]
