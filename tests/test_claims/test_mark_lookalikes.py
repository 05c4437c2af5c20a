"""What only looks like a mark: points, powers, equations, pictures, authors, names; and the marks that it is beside."""

import time

import numbered_article as article
import pytest
from word_files import paragraph, word_file

from claims.markers import find_listed_marks
from claims.model import Span

LABELS = [str(number) for number in range(1, 6)]


def shown(text: str, labels: list[str] | None = None) -> list[str]:
    found = find_listed_marks(text, labels or LABELS, [Span(0, len(text))])
    return [text[mark.span.start : mark.span.end] for mark in found]


@pytest.mark.parametrize(
    "text",
    [
        "Three things count: (1) light, (2) wind and (3) tide.",
        "There are (1) lamps, (2) ropes and (3) sails.",
        "(1) Light the lamp. (2) Wait for the tide.",
        "The yield is x = 2y + 1 (1)",
        "As Figure (2) and Table (3) and Eq. (1) show.",
        "It closed in (2019) for good.",
        "In all 45 (12) of them came.",
        "The call f(2) is made.",
        "The sky holds 10⁸ stars over 30 m² and 5 km³.",
        "The isotope ¹⁰B is rare, and Ca²⁺ is common.",
        "Here χ² is 3 and R² is 2 and E = mc² holds.",
        "The points are: ①light；②wind；③tide",
        "The model3, the GPT4 and the B2 bomber flew.",
        "It has 3 lamps, 2 ropes and 1 sail.",
        "They came 1st, 2nd and 3rd.",
        "The picture shows the mast (1), the sail (2), the rope (3) and the anchor (4).",
        "Boys (3), girls (4), teachers (2) and others (1) came.",
        "Combining (1) and (2) gives (3). From (3) we get x. Substituting (4) into (5) yields y.",
        "In step (1) we weigh; in step (2) we melt. In step (3) we freeze.",
        "In conditions (2) and (3) it holds. Condition (1) fails. By (4) it is true.",
        "①切开。②洗净。③煮熟。步骤①和步骤②很快。",
        "The gas is ³He, and CO² rose.",
    ],
)
def test_what_only_looks_like_a_mark(text):
    assert shown(text) == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("It fell in 2019¹ and 2020².", ["¹", "²"]),
        ("Lamps (1) and ropes (2) fell. So did sails (3).", ["(1)", "(2)", "(3)"]),
        ("Lamps fell (refs. 1, 2) and rose (ref. 3).", ["(refs. 1, 2)", "(ref. 3)"]),
        ("Vitamin D¹ and “light”.² It ended.³", ["¹", "²", "³"]),
        ("盐有用【1】，糖也有用【2】。", ["【1】", "【2】"]),
        ("盐有用①，糖也有用②。油也有用③。", ["①", "②", "③"]),
        ("盐有用（1），糖也有用（2，3）。", ["（1）", "（2，3）"]),
        ("Lamps fell.$^1$ Ropes rose.$^{2,3}$", ["$^1$", "$^{2,3}$"]),
        (r"Lamps fell.\textsuperscript{1}", [r"\textsuperscript{1}"]),
    ],
)
def test_marks_beside_what_looks_alike(text, marks):
    assert shown(text) == marks


def test_numbers_prove_nothing_where_the_text_cites_by_name_and_year():
    said = "Lamps glow (Orlen, 2004). Ropes (1) rose. Sails (2) tore (Quayle, 2006)."
    for name, body in (article.markdown([said, "", ""]), article.plain_text([said, "It ended.", "So be it."])):
        cited = [citation.labels for citation in article.read(name, body).citations]
        assert cited == [("Orlen 2004",), ("Quayle 2006",)]


def test_bare_numbers_are_marks_only_where_they_cite_the_list_in_its_order():
    assert shown("Lamps fell1. Ropes rose2. Sails tore3.", ["1", "2", "3"]) == ["1", "2", "3"]
    assert shown("The lamp3. Ropes rose1. Sails tore2.", ["1", "2", "3"]) == []


def test_numbers_in_parentheses_are_text_where_brackets_cite_the_list():
    assert shown("Lamps fell [1], as all (3) said [2].") == ["[1]", "[2]"]


def test_raised_numbers_behind_authors_name_institutes():
    body = paragraph("Lamps", style="Titel") + paragraph("Ann Lee¹, Bo van Tarn² and Cy Umber¹,²")
    body += paragraph("¹ University of Orlen") + paragraph("² Coast Institute")
    body += paragraph("Lamps keep harbour towns awake in all of the long winter.¹ Ropes do not.²")
    body += paragraph("References", style="berschrift1")
    body += "".join(paragraph(f"{n}. {words}") for n, words in enumerate(article.ENTRIES, 1))
    document = article.read("a.docx", word_file(body))

    assert [citation.labels for citation in document.citations] == [("1",), ("2",)]


def test_authors_in_markdown_cite_nothing():
    authors = "**Ann Lee, MD<sup>1</sup>; Bo van Tarn, PhD<sup>2</sup>; and Cy Umber<sup>1,2</sup>**\n\n"
    institutes = "^1^ Coast Institute\n^2^ School of Ropes\n\n"
    name, body = article.markdown(article.sentences("carets"))
    document = article.read(name, body.replace(b"# Lamps\n\n", f"# Lamps\n\n{authors}{institutes}".encode()))

    assert article.cited(document) == article.EXPECTED


def test_names_with_numbers_are_no_marks_of_notes():
    text = "See @item1 and item2 there.[^1] So says @item1 of item3.[^2] It ends[^3].\n\n[^1]: A.\n[^2]: B.\n[^3]: C.\n"
    document = article.read("a.md", text.encode())

    assert [citation.labels for citation in document.citations] == [("1",), ("2",), ("3",)]
    assert shown("See @item1 and /page2 there. So says key_3 of it.", ["1", "2", "3"]) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        "a①②③",
        "(1) ",
        "^1,2 ",
        "$^{1,2 ",
        "lamp1 ",
        "¹ ² ",
        "Ann Lee¹, ",
        "<sup><b>x</b></sup>",
        "（1",
        "^1",
        "¹",
        "[a](b)",
        "[[a]",
    ],
)
def test_the_cost_of_marks_grows_with_the_text_and_no_faster(words):
    times = []
    for count in (4_000, 16_000):
        name, body = article.markdown([words * count, "", ""])
        started = time.process_time()
        article.read(name, body)
        times.append(time.process_time() - started)

    assert times[1] < 4 * 2.5 * times[0] + 1


def test_authors_of_a_readme_cite_nothing_and_lack_no_list():
    text = (
        "# Lamps\nBy Ann Lee<sup>[1,2]</sup>, Bo Tarn<sup>[3,2]</sup> and Cy Umber<sup>[1]</sup>\n\n"
        "[Lamp Lab, University of Rope]<sup>[1]</sup> [Coast Works]<sup>[2]</sup> [Port School]<sup>[3]</sup>.\n\n"
        "The tool finds lamps in pictures.\n"
    )
    document = article.read("a.md", text.encode())

    assert (document.citations, document.problems) == ((), ())


def _page(last: str) -> tuple[str, bytes]:
    said = ["Lamps glow.<sup>1</sup>", "Ropes rose.<sup>2,3</sup>", f"Sails tore.<sup>{last}</sup>"]
    return article.page(said, article.LISTS["ol"])


@pytest.mark.parametrize(
    ("name", "body", "lost"),
    [
        (*article.markdown(["Lamps glow (1).", "Ropes rose (2, 3).", "Sails tore (6)."]), "6"),
        (*article.markdown(["Lamps glow (1).", "Ropes rose (2–4).", "Sails tore (4–6)."]), "5, 6"),
        (*article.markdown(["Lamps glow.^1^", "Ropes rose.^2,3^", "Sails tore.^9^"]), "9"),
        (*_page("9"), "9"),
        (*_page("4,5"), "5"),
    ],
)
def test_numbers_beyond_the_list_dangle_in_every_way_of_writing(name, body, lost):
    problems = article.read(name, body).problems

    assert [problem.message for problem in problems if problem.code == "citation-dangling"] == [
        f"The mark [{lost}] points to no entry in the list of references."
    ]


def test_a_count_far_beyond_the_list_is_a_count():
    document = article.read(*article.markdown(["Lamps glow (1).", "Ropes rose (2, 3).", "Of the men (48), all came."]))

    assert [citation.labels for citation in document.citations] == [("1",), ("2", "3")]
