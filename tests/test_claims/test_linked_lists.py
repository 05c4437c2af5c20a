"""Links to a list of references: ranges, several numbers in one link, entries that no link leads to, authors' links."""

import re

import numbered_article as article
import pytest

LINK = '<a href="#B{0}">{0}</a>'


def _linked(labels: str) -> str:
    return re.sub(r"\d+", lambda number: LINK.format(number[0]), labels)


def _first(labels: str) -> str:
    return article.members(labels)[0]


WAYS = {
    "ends of a range": lambda labels: f" [{_linked(labels)}]",
    "ends in parentheses": lambda labels: f" ({_linked(labels)})",
    "raised ends": lambda labels: f"<sup>{_linked(labels)}</sup>",
    "raised ends with hyphens": lambda labels: f"<sup>{_linked(labels.replace('–', '-'))}</sup>",
    "one link": lambda labels: f' [<a href="#B{_first(labels)}">{labels}</a>]',
    "one raised link": lambda labels: f'<sup><a href="#B{_first(labels)}">{labels}</a></sup>',
    "link around sup": lambda labels: f'<a href="#B{_first(labels)}"><sup>{labels}</sup></a>',
    "brackets in one link": lambda labels: (
        f' <a href="#B{_first(labels)}">{", ".join(f"[{n}]" for n in article.members(labels))}</a>'
    ),
    "brackets of their own": lambda labels: (
        " " + re.sub(r"\d+", lambda number: f'[<a href="#B{number[0]}">{number[0]}</a>]', labels)
    ),
    "a sup each": lambda labels: re.sub(
        r"\d+|[,–]",
        lambda one: f"<sup>{LINK.format(one[0])}</sup>" if one[0].isdigit() else f"<sup>{one[0]}</sup>",
        labels,
    ),
}
DIVS = "".join(f'<div class="ref" id="B{n}">[{n}] {words}</div>' for n, words in enumerate(article.ENTRIES, 1))
PARAGRAPHS = "".join(f'<p><a id="B{n}"></a>{n}. {words}</p>' for n, words in enumerate(article.ENTRIES, 1))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "listed", [article.LISTS["ol with ids"], article.LISTS["labels"], DIVS, PARAGRAPHS], ids=["ol", "ul", "div", "p"]
)
def test_all_members_of_a_linked_range_are_cited(way, listed):
    document = article.read(*article.page(article.sentences(way, WAYS), listed))

    assert article.cited(document) == article.EXPECTED
    assert [entry.label for entry in document.references] == ["1", "2", "3", "4"]


def _body(text: str, listed: str) -> tuple[list, list]:
    page = f'<html lang="en"><body><article><h1>Lamps</h1>{text}<h2>References</h2>{listed}</article></body></html>'
    document = article.read("a.html", page.encode())
    return [citation.labels for citation in document.citations], [
        (entry.label, entry.text) for entry in document.references if not entry.is_link
    ]


def test_an_entry_that_no_link_leads_to_is_an_entry_that_nothing_cites():
    document = article.read(
        "a.html",
        b'<p>Lamps fell.<sup><a href="#r1">1</a></sup> Ropes rose.<sup><a href="#r3">3</a></sup></p><h2>References</h2>'
        b'<ol><li id="r1">Able.</li><li id="r2">Baker.</li><li id="r3">Cole.</li></ol>',
    )

    assert [(entry.label, entry.text) for entry in document.references] == [
        ("1", "Able."),
        ("2", "Baker."),
        ("3", "Cole."),
    ]
    assert [problem.message for problem in document.problems if problem.code == "reference-unused"] == [
        "No mark in the text cites reference 2."
    ]


def test_a_range_beyond_the_list_dangles():
    text = '<p>Lamps fell [<a href="#r1">1</a>]. Ropes rose [<a href="#r2">2–4</a>].</p>'
    page = (
        f'<html lang="en"><body>{text}<h2>References</h2><ol><li id="r1">Able.</li><li id="r2">Baker.</li></ol></body>'
    )
    document = article.read("a.html", page.encode())

    assert [problem.message for problem in document.problems if problem.code == "citation-dangling"] == [
        "The mark [3, 4] points to no entry in the list of references."
    ]


def test_notes_and_references_that_count_from_one_are_two_lists():
    text = (
        '<p>Lamps fell<sup><a href="#n1">1</a></sup> [<a href="#B1">1</a>–<a href="#B3">3</a>]. Ropes'
        '<sup><a href="#n2">2</a></sup> rose [<a href="#B2">2–4</a>].</p>'
    )
    notes = '<h2>Notes</h2><ol><li id="n1">By day.</li><li id="n2">By night.</li></ol>'
    page = f'<html lang="en"><body>{text}{notes}<h2>References</h2>{article.LISTS["ol with ids"]}</body></html>'
    document = article.read("a.html", page.encode())
    texts = {entry.key: entry.text[:5] for entry in document.references}

    assert [[texts[key] for key in citation.references] for citation in document.citations] == [
        ["By da", "Orlen", "Quayl", "Reeve"],
        ["By ni"],
        ["Quayl", "Reeve", "Umber"],
    ]


def test_words_in_brackets_are_labels_where_the_entries_begin_with_them():
    listed = (
        '<div class="ulist bibliography"><ul class="bibliography"><li><p><a id="orl"></a>[1] Orlen, Lamps.</p></li>'
        '<li><p><a id="quayle"></a>[quayle] Quayle, Blue.</p></li>'
        '<li><p><a id="long"></a>[reeve-tarn-2009] Reeve, Wards.</p></li></ul></div>'
    )
    text = (
        '<p>Lamps fell <a href="#orl">[1]</a>. Ropes rose <a href="#quayle">[quayle]</a>.</p>'
        '<p>Sails tore <a href="#long">[reeve-tarn-2009]</a>. See <a href="#on">[on]</a>.</p><p id="on">On.</p>'
    )

    assert _body(text, listed) == (
        [("1",), ("quayle",), ("reeve-tarn-2009",)],
        [("1", "Orlen, Lamps."), ("quayle", "Quayle, Blue."), ("reeve-tarn-2009", "Reeve, Wards.")],
    )


LIST = '<ol><li id="r1">Orlen, Lamps.</li><li id="r2">Quayle, Blue.</li></ol>'
PROSE = '<p>Lamps fell.<sup><a href="#r1">1</a></sup> Ropes rose.<sup><a href="#r2">2</a></sup></p>'


@pytest.mark.parametrize(
    "head",
    [
        '<ul class="authors"><li>Ann Lee<sup><a href="#Aff1">1</a></sup></li></ul><ol><li id="Aff1"><p>University of'
        " Orlen</p></li></ol>",
        '<p>Ann Lee<sup><a href="#aff001">1</a></sup>, Bo Tarn<sup><a href="#aff002">2</a></sup></p><p id="aff001">'
        '<sup>1</sup> Coast Institute</p><p id="aff002"><sup>2</sup> School of Ropes</p>',
        "<p>Ann Lee<sup>1</sup>, Bo Tarn<sup>2</sup> and Cy Umber<sup>1,2</sup></p><p><sup>1</sup> Coast Institute</p>"
        "<p><sup>2</sup> School of Ropes</p>",
        '<p>Ann Lee<sup><a href="#a1">1</a></sup></p><ol><li id="a1">University of Orlen, Orlen, Coastland</li></ol>',
        '<p>Ann Lee<sup><a href="#cor1">*</a></sup></p><div id="cor1"><sup>*</sup> Write to lee at orlen.example</div>',
        "<p>Ann Lee ¹ ² and Bo van der Tarn ²</p><p>¹ University of Orlen</p><p>² School of Ropes</p>",
    ],
)
def test_links_of_authors_lead_to_no_references(head):
    marks, entries = _body(head + PROSE, LIST)

    assert marks == [("1",), ("2",)]
    assert entries == [("1", "Orlen, Lamps."), ("2", "Quayle, Blue.")]
