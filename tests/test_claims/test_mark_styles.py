"""Marks in every way of writing, in every form, where a numbered list of references answers; and what looks alike."""

import numbered_article as article
import pytest
from word_files import paragraph, word_file

STYLES = [*article.BEFORE_STOP, *article.AFTER_STOP]


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


def test_a_raised_number_that_the_list_lacks_dangles():
    document = article.read(*article.plain_text(["Lamps fell.¹", "Ropes rose.²", "Sails tore.³ Masts broke.⁹"]))

    assert [problem.message for problem in document.problems if problem.code == "citation-dangling"] == [
        "The mark [9] points to no entry in the list of references."
    ]


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
