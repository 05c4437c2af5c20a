"""Marks in every way of writing, in every form, where a numbered list of references answers; and what looks alike."""

import time

import numbered_article as article
import pytest
from word_files import paragraph, word_file

from claims.markers import find_listed_marks
from claims.model import Span

STYLES = [*article.BEFORE_STOP, *article.AFTER_STOP]
LABELS = [str(number) for number in range(1, 6)]


def shown(text: str, labels: list[str] | None = None) -> list[str]:
    found = find_listed_marks(text, labels or LABELS, [Span(0, len(text))])
    return [text[mark.span.start : mark.span.end] for mark in found]


def assert_read(name: str, body: bytes) -> None:
    document = article.read(name, body)
    assert article.cited(document) == article.EXPECTED
    entries = [(entry.label, entry.text) for entry in document.references]
    assert entries == [(str(n), words) for n, words in enumerate(article.ENTRIES, 1)]
    assert not any(words in claim.text for claim in document.claims for words in article.ENTRIES)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("entries", ["{n}. {words}", "[{n}] {words}"])
def test_marks_of_a_plain_text(style, entries):
    assert_read(*article.plain_text(article.sentences(style), entries))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("entries", ["{n}. {words}", "[{n}] {words}\n"])
def test_marks_of_markdown(style, entries):
    assert_read(*article.markdown(article.sentences(style), entries))


@pytest.mark.parametrize("style", STYLES)
def test_marks_of_an_answer(style):
    assert_read(*article.chat(article.sentences(style)))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("listed", ["ol", "paragraphs", "brackets", "lines"])
def test_marks_of_a_page(style, listed):
    assert_read(*article.page(article.sentences(style), article.LISTS[listed]))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("entries", ["", "{n}. {words}", "[{n}] {words}"])
def test_marks_of_a_word_file(style, entries):
    assert_read(*article.word([[said] for said in article.sentences(style)], entries))


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
        assert article.read(name, body).citations == ()


def test_bare_numbers_are_marks_only_where_they_cite_the_list_in_its_order():
    assert shown("Lamps fell1. Ropes rose2. Sails tore3.", ["1", "2", "3"]) == ["1", "2", "3"]
    assert shown("The lamp3. Ropes rose1. Sails tore2.", ["1", "2", "3"]) == []


def test_numbers_in_parentheses_are_text_where_brackets_cite_the_list():
    assert shown("Lamps fell [1], as all (3) said [2].") == ["[1]", "[2]"]


def test_a_raised_number_that_the_list_lacks_dangles():
    document = article.read(*article.plain_text(["Lamps fell.¹", "Ropes rose.²", "Sails tore.³ Masts broke.⁹"]))

    assert [problem.message for problem in document.problems if problem.code == "citation-dangling"] == [
        "The mark [9] points to no entry in the list of references."
    ]


def test_raised_numbers_behind_authors_name_institutes():
    body = paragraph("Lamps", style="Titel") + paragraph("Ann Lee¹, Bo van Tarn² and Cy Umber¹,²")
    body += paragraph("¹ University of Orlen") + paragraph("² Coast Institute")
    body += paragraph("Lamps keep harbour towns awake in all of the long winter.¹ Ropes do not.²")
    body += paragraph("References", style="berschrift1")
    body += "".join(paragraph(f"{n}. {words}") for n, words in enumerate(article.ENTRIES, 1))
    document = article.read("a.docx", word_file(body))

    assert [citation.labels for citation in document.citations] == [("1",), ("2",)]


MARKDOWN = {
    "tags": lambda labels: f"<sup>{labels}</sup>",
    "tags and brackets": lambda labels: f"<sup>[{labels}]</sup>",
    "tags and links": lambda labels: "<sup>" + ",".join(f"[{n}](#r{n})" for n in article.members(labels)) + "</sup>",
    "tags and anchors": lambda labels: (
        "<sup>" + ",".join(f'<a href="#r{n}">{n}</a>' for n in article.members(labels)) + "</sup>"
    ),
    "carets and links": lambda labels: "^" + ",".join(f"[{n}](#r{n})" for n in article.members(labels)) + "^",
    "escaped brackets": lambda labels: rf" \[{labels}\]",
}
PAGE = {
    "sup": lambda labels: f"<sup>{labels}</sup>",
    "sup and brackets": lambda labels: f"<sup>[{labels}]</sup>",
    "sup and bold": lambda labels: f"<sup><b>{labels}</b></sup>",
    "style": lambda labels: f'<span style="vertical-align: super; font-size: 70%">{labels}</span>',
    "class": lambda labels: f'<span class="superscript">{labels}</span>',
    "one sup each": lambda labels: ",".join(f"<sup>{n}</sup>" for n in article.members(labels)),
}


def _run(words: str, properties: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


RAISED = '<w:vertAlign w:val="superscript"/>'
CHARACTER_STYLES = (
    f'<w:styles xmlns:w="{article.W}"><w:style w:type="character" w:styleId="Mark"><w:name w:val="Mark"/>'
    f'<w:basedOn w:val="High"/></w:style><w:style w:type="character" w:styleId="High"><w:name w:val="High"/>'
    f'<w:rPr>{RAISED}</w:rPr></w:style><w:style w:type="paragraph" w:styleId="berschrift1">'
    '<w:name w:val="heading 1"/></w:style></w:styles>'
).encode()
WORD = {
    "raised": lambda labels: _run(labels, RAISED),
    "style": lambda labels: _run(labels, '<w:rStyle w:val="Mark"/>'),
    "position": lambda labels: _run(labels, '<w:position w:val="6"/>'),
    "brackets": lambda labels: _run(f"[{labels}]", RAISED),
    "one run each": lambda labels: "".join(_run(sign, RAISED) for sign in labels),
}


@pytest.mark.parametrize("style", MARKDOWN)
@pytest.mark.parametrize("entries", ["{n}. {words}", "[{n}] {words}\n"])
def test_raised_marks_of_markdown(style, entries):
    assert_read(*article.markdown(article.sentences(style, MARKDOWN), entries))


@pytest.mark.parametrize("style", PAGE)
@pytest.mark.parametrize("listed", ["ol", "paragraphs", "brackets", "lines"])
def test_raised_marks_of_a_page(style, listed):
    assert_read(*article.page(article.sentences(style, PAGE), article.LISTS[listed]))


@pytest.mark.parametrize("style", WORD)
@pytest.mark.parametrize("entries", ["", "{n}. {words}", "[{n}] {words}"])
def test_raised_marks_of_a_word_file(style, entries):
    said = [[f"{words}.", WORD[style](labels)] for words, labels in article.SENTENCES]
    assert_read(*article.word(said, entries, {"word/styles.xml": CHARACTER_STYLES}))


POWERS = "It holds 10⁸ stars, 30 m² and 10⁻⁶ of iron."


def test_powers_are_written_in_raised_letters():
    tags = "It holds 10<sup>8</sup> stars, 30 m<sup>2</sup> and 10<sup>−6</sup> of iron."
    runs = paragraph("It holds 10", _run("8", RAISED), " stars, 30 m", _run("2", RAISED), " and 10", _run("-6", RAISED))
    listed = "\n\n## References\n\n" + "\n".join(f"{n}. {words}" for n, words in enumerate(article.ENTRIES, 1))

    for name, body in (
        ("a.md", (tags + listed).encode()),
        ("a.md", ("It holds 10^8^ stars, 30 m^2^ and 10⁻⁶ of iron." + listed).encode()),
        article.page([tags, "", ""], article.LISTS["ol"]),
        ("a.docx", word_file(runs.removesuffix("</w:p>") + "<w:r><w:t> of iron.</w:t></w:r></w:p>")),
    ):
        document = article.read(name, body)
        assert POWERS in [claim.text for claim in document.claims]
        assert document.citations == ()


def test_a_raised_number_has_its_place_in_the_page():
    document = article.read(*article.page(["A field of 30 m<sup>2</sup>", "", ""], ""))
    place = document.origin(document.claims[0].span)

    assert place is not None and place.end_column - place.column == len("A field of 30 m<sup>2")


def _marked(*marks: str) -> list[str]:
    return [f"{words}{mark}." for (words, _), mark in zip(article.SENTENCES, marks, strict=True)]


def _raised(*marks: str) -> list[str]:
    return [f"{words}.{mark}" for (words, _), mark in zip(article.SENTENCES, marks, strict=True)]


@pytest.mark.parametrize(
    "said",
    [
        _raised("^(1)^", "^(2,3)^", "^(2–4)^"),
        _raised("<sup>(1)</sup>", "<sup>(2,3)</sup>", "<sup>(2–4)</sup>"),
        _raised("**<sup>1</sup>**", "**<sup>2, 3</sup>**", "**<sup>2-4</sup>**"),
        _raised(r"$^{\text{1}}$", r"$^{\text{2,3}}$", r"$^{\text{2-4}}$"),
        _raised(r"\(^{1}\)", r"\(^{2,3}\)", r"\(^{2-4}\)"),
        _raised("¹", "² ³", "²⁻⁴"),
        _marked(" (ref. 1)", " (refs. 2 and 3)", " (refs 2–4)"),
        _marked(" [ref. 1]", " [refs. 2 & 3]", " [2, 3 and 4]"),
        _marked(" (1, p. 7)", " (2 and 3)", " (2–4)"),
        _marked(" (1)", " (2)(3)", " (2), (3), (4)"),
        _marked("（1）", "（2、3）", "（2〜4）"),
        _marked("〔1〕", "〔２、３〕", "〔２－４〕"),
    ],
)
def test_further_ways_of_marks(said):
    for name, body in (
        article.markdown(said),
        article.markdown(said, "* {n}. {words}"),
        article.markdown(said, "［{n}］ {words}\n"),
    ):
        cited = article.cited(article.read(name, body))
        assert [labels for _, labels in cited] == [labels for _, labels in article.EXPECTED]


@pytest.mark.parametrize("entries", ["{n}\u20e3", "［{n}］", "【{n}】 ", "（{n}） ", "{n}、"])
@pytest.mark.parametrize("make", [article.plain_text, article.markdown])
def test_entries_may_begin_as_marks_are_written(make, entries):
    name, body = make(article.sentences("circles"), entries + "{words}")
    circled = {f"{n}\u20e3".encode(): f"{chr(0x245F + n)} ".encode() for n in range(1, 5)}
    for keycap, circle in circled.items():
        body = body.replace(keycap, circle)
    assert_read(name, body)


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
