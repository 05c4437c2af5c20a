"""Marks, lists and links in spellings that people and programs use, each with what stands nearby and is none."""

import pytest
from word_files import paragraph, word_file

from citecheck import read

A, B, C = "https://a.test/one", "https://b.test/two", "https://c.test/three"
ROSE, FELL = "Salt rose by 12% in 2024.", "Demand fell by half."


def page(body: str) -> bytes:
    return f"<html lang=en><body><article><h1>Salt</h1>{body}</article></body></html>".encode()


def claims(body: bytes | str, name: str) -> list[tuple[str, list[str] | None]]:
    document = read(body.encode() if isinstance(body, str) else body, name=name)
    urls = {entry.key: entry.urls[0] if entry.urls else entry.text for entry in document.references}
    entries = {one.key: one.references for one in document.citations}
    found = []
    for claim in document.claims:
        cited = [urls[key] for one in claim.citations for key in entries[one.key]]
        words = " ".join(document.prose(claim.span).split())
        found.append((words, cited if cited or not claim.citations else None))
    return found


BOTH = [(ROSE, [A]), (FELL, [B])]
LISTED = f"References\n\n1. Able. {A}\n2. Baker. {B}\n"


@pytest.mark.parametrize(
    "text",
    [
        f"Salt rose by 12% in 2024 [Able]. Demand fell by half [Baker, p. 3].\n\n"
        f"References\n\n[Able] A. {A}\n[Baker] B. {B}\n",
        f"Salt rose by 12% in 2024 (1). Demand fell by half (2: p. 12).\n\n{LISTED}",
        f"Salt rose by 12% in 2024 [1: 7]. Demand fell by half [2].\n\n{LISTED}",
        f"Salt rose by 12% in 2024 [1, S. 12]. Demand fell by half [2].\n\nLiteratur\n\n1. A. {A}\n2. B. {B}\n",
        f"Salt rose by 12% in 2024 ¹ . Demand fell by half ² .\n\nReferences:\n¹ {A}\n² {B}\n",
        f"Salt rose by 12% in 2024.[1] Demand fell\nby half.[2]\n-----\n[1] Able, Salt, {A}\n[2] Baker, Coal, {B}\n",
        "From: Ann <a@a.test>\nTo: Bob <b@b.test>\nSubject: Salt\nDate: Sun, 3 May 2020\n\n"
        f"Salt rose by 12% in 2024 [1]. Demand fell\nby half [2].\n\n[1] {A}\n[2] {B}\n",
        f"Salt rose by 12% in 2024. {A}\n\nDemand fell by half. ({B})\n",
    ],
    ids=["names", "page behind a colon", "bare page", "Literatur", "raised and apart", "rule", "mail", "addresses"],
)
def test_marks_and_lists_of_plain_texts(text):
    assert claims(text, "a.txt") == BOTH


def test_notes_to_each_chapter():
    text = "Chapter 1\n\n{}\n\nNotes to Chapter 1\n\n1. A. {}\n\nChapter 2\n\n{}\n\nNotes to Chapter 2\n\n1. B. {}\n"
    said = ("Salt rose by 12% in 2024 [1].", "Demand fell by half [1].")

    assert claims(text.format(said[0], A, said[1], B), "a.txt") == BOTH


def test_an_address_ends_before_chinese_punctuation():
    text = f"盐价上涨了[1]。需求下降[2]。\n\n参考文献\n[1]王明：《盐》，{A}。\n[2]李华：《煤》，{B}，第3页\n"

    assert claims(text, "a.txt") == [("盐价上涨了。", [A]), ("需求下降。", [B])]
    assert claims(f"盐价上涨了百分之十二（{A}）。需求下降了一半（{B}）。\n", "a.txt") == [
        ("盐价上涨了百分之十二。", [A]),
        ("需求下降了一半。", [B]),
    ]
    title = "https://zh.wiki.test/wiki/你好，世界"
    assert claims(f"盐价上涨了。{title}\n", "a.txt") == [("盐价上涨了。", [title])]


@pytest.mark.parametrize(
    "text",
    [
        f"Salt rose by 12% in 2024. (1)\nDemand fell by half. (2)\n\nReferences:\n(1) {A}\n(2) {B}\n",
        f"1. Salt rose by 12% in 2024.[[1]]({A})\n2. Demand fell by half.[[2]]({B})\n",
        f"Salt rose by 12% in 2024. [who+1who+1]({A}) Demand fell by half. [reuters]({B})\n",
        f"Salt rose by 12% in 2024.\n\nSource: [Able]({A})\n\nDemand fell by half.\n\nSource: {B}\n",
        f"Salt rose by 12% in 2024.\\[[1]({A})\\] Demand fell by half.\\[[2]({B})\\]\n",
        f"Salt rose by 12% in 2024. 🔗 {A}\n\nDemand fell by half. 🔗 {B}\n",
        f"Salt rose by 12% in 2024. [1]\n\nDemand fell by half. [2]\n\n*Sources:* [1] [Able]({A}) · [2] [Baker]({B})\n",
    ],
    ids=["list in parentheses", "items with links", "chips", "source lines", "brackets", "pictures", "one line"],
)
def test_marks_and_sources_of_answers(text):
    assert claims(text, "a.md") == BOTH


def test_one_source_line_below_several_paragraphs_is_none_of_the_last():
    assert claims(f"Salt rose.\n\nDemand fell.\n\nTin held.\n\nSource: [Able]({A})\n", "a.md") == [
        ("Salt rose.", []),
        ("Demand fell.", []),
        ("Tin held.", []),
    ]


def test_chips_on_lines_of_their_own_with_and_without_a_counter():
    sources = f"Sources\nSalt Board\nYearly report\n{A}\nPort Ledger\nLines\n{B}\n"
    text = f"Salt rose by 12% in 2024.\nSalt Board\n+1\nDemand fell by half.\nPort Ledger\n\n{sources}"

    assert claims(text, "a.txt") == BOTH


def test_a_figure_dash_makes_a_range():
    listed = "".join(f'<li id="q{n}">Able {url}</li>' for n, url in enumerate((A, B, C), 1))
    said = 'Salt rose by 12% in 2024 [<a href="#q1">1</a>‒<a href="#q3">3</a>].'

    assert claims(page(f"<p>{said}</p><h2>References</h2><ol>{listed}</ol>"), "a.html") == [(ROSE, [A, B, C])]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('<a href="#b1">(Able, 2001)</a>', '(<a href="#b2">Baker et al., 1999</a>)'),
        ('(see <a href="#b1">Able 2001</a>)', '[<a href="#b2">Baker, 1999a</a>]'),
        ('[<a href="#b1">1</a>]', '[<a href="#b2">2,</a>]'),
    ],
)
def test_linked_marks_of_a_page(first, second):
    listed = f'<h2>References</h2><p id="b1">Able A (2001) {A}</p><p id="b2">Baker B (1999) {B}</p>'
    body = f"<p>Salt rose by 12% in 2024 {first}. Demand fell by half {second}.</p>{listed}"

    assert claims(page(body), "a.html") == BOTH


def test_a_linked_name_in_a_sentence_stays_in_it_without_its_year():
    listed = f'<h2>References</h2><p id="b1">Able A (2001) {A}</p>'

    assert [said for said, _ in claims(page(f'<p><a href="#b1">Able (2001)</a> saw salt.</p>{listed}'), "a.html")][
        :1
    ] == ["Able saw salt."]


def test_soft_hyphens_are_nothing():
    body = f"<p>Salt rose by 12% in 20&shy;24 [1].</p><h2>Refer&shy;ences</h2><ol><li>Tübin&shy;gen. {A}</li></ol>"
    word = (
        paragraph("Salt rose by 12% in 20\u00ad24 [1].")
        + paragraph("References")
        + paragraph(f"[1] Tübin\u00adgen. {A}")
    )

    for document in (read(page(body), name="a.html"), read(word_file(word), name="a.docx")):
        assert document.prose(document.claims[0].span) == ROSE
        assert document.references[0].text.startswith("Tübingen")


def test_indexes_without_a_list_are_no_marks():
    assert claims("The array a[1] holds b[2].\n", "a.md") == [("The array a[1] holds b[2].", [])]
