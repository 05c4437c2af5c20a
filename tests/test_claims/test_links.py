"""Every link of a document is a source: those in a sentence cite it, the others are links of the document."""

import re
import time

import pytest
from word_files import footnote_mark, paragraph, word_file

from claims.model import Document
from claims.reading import read

A = "https://harbour.test/a"
B = "https://ledger.test/b"


def reading(text: str | bytes, name: str = "page.md", **given: str) -> Document:
    kind = {"md": "markdown", "txt": "plaintext", "html": "html", "docx": "docx"}[name.rpartition(".")[2]]
    return read(text.encode() if isinstance(text, str) else text, name=name, format=kind, **given)


def cited(document: Document) -> list[tuple[str, list[str]]]:
    """Each claim's words with the addresses that its citations lead to."""
    urls = {entry.key: entry.urls[0] if entry.urls else entry.text for entry in document.references}
    marks = {citation.key: [urls[key] for key in citation.references] for citation in document.citations}
    return [
        (document.prose(claim.span), [url for use in claim.citations if not use.inherited for url in marks[use.key]])
        for claim in document.claims
    ]


def of_the_document(document: Document) -> list[str]:
    """The addresses of the links that no claim cites."""
    used = {key for citation in document.citations for key in citation.references}
    return [entry.urls[0] for entry in document.references if entry.is_link and entry.key not in used]


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems if problem.code != "claim-uncited"]


SENTENCE = "The pier fell in 1931."


@pytest.mark.parametrize(
    "text",
    [
        f"The pier fell in 1931 ([BBC]({A})).",
        f"The pier fell in 1931 (source: [BBC]({A})).",
        f"The pier fell in 1931 (see [Lee 2020]({A}), p. 4).",
        f"The pier fell in 1931 (via [Council rebuilds the pier]({A})).",
        f"The pier fell in 1931 [source]({A}).",
        f"The pier fell in 1931 [[link]({A})].",
        f"The pier fell in 1931 [↗]({A}).",
        f"The pier fell in 1931 [harbour.test]({A}).",
        f"The pier fell in 1931 [BBC]({A}).",
        f"The pier fell in 1931. [BBC News]({A}).",
        f"The pier fell in 1931. Source: [BBC]({A}).",
        f"The pier fell in 1931. See [the report of the board]({A}).",
        f"The pier fell in 1931. — [The Guardian]({A})",
        f"The pier fell in 1931. [Read more]({A})",
        f"The pier fell in 1931. ([archived]({A}))",
        f"The pier fell in 1931. [Quelle]({A})",
        f"**[Reuters]({A})**: The pier fell in 1931.",
        f"The pier fell in 1931 (<{A}>).",
        f"The pier fell in 1931 ({A}).",
        f"The pier fell in 1931. {A}",
    ],
)
def test_words_that_only_name_the_source_are_no_part_of_the_claim(text: str) -> None:
    assert cited(reading(text)) == [(SENTENCE, [A])]


@pytest.mark.parametrize(
    "text",
    [
        f"The [council approved it]({A}) in May.",
        f"It was built by [Ford]({A}).",
        f"They joined [NATO]({A}).",
        f"According to the [BBC]({A}), the pier fell.",
        f"[The council approved the plan in 1931.]({A})",
        f"The source of the [Nile]({A}) is a lake.",
        f"They used open [source]({A}) software.",
        f"He read the [source]({A}).",
        f"It broke the [link]({A}) between them.",
        f"[Ford]({A}) sold 400 cars.",
        f"[Ford]({A}): a car maker of the north.",
        f"The town — [once a port]({A}) — fell.",
        f"It sold 20 [Fords]({A}).",
        f"The pier fell, [as the board said]({A}).",
        f"The pier fell ([as it had in 1902]({A})).",
        f"It crossed the river [Main]({A}).",
        f"In 1931 [Apple]({A}) was small.",
        f"She edited [The Times]({A}).",
        f"According to the site [harbour.test]({A}), it fell.",
        f"She runs [harbour.test]({A}).",
        f"Sales rose ([up 4%]({A})).",
        f"It shut ([now a museum]({A})).",
        f"Am Ende kaufte er [das Haus am Hafen]({A}).",
    ],
)
def test_words_that_are_part_of_the_sentence_stay_a_part_of_the_claim(text: str) -> None:
    bare = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)

    assert cited(reading(text)) == [(bare, [A])]


def test_numbers_that_are_links_leave_no_brackets() -> None:
    assert cited(reading(f"The pier fell in 1931. ([1]({A})) ([2]({B}))")) == [(SENTENCE, [A, B])]


def test_a_sentence_that_is_a_link_behind_another_one_is_a_claim() -> None:
    found = cited(reading(f"The pier fell in 1931. [The council rebuilt it in 1940]({A})."))

    assert [words for words, _ in found] == [SENTENCE, "The council rebuilt it in 1940."]
    assert found[1][1] == [A]


def test_sentences_that_are_links_are_claims() -> None:
    found = cited(reading(f"[The pier fell in 1931.]({A}) [The council paid for it.]({B})"))

    assert found == [(SENTENCE, [A]), ("The council paid for it.", [B])]


@pytest.mark.parametrize("own", [1, 40, 2_000])
def test_the_cost_is_linear(own: int) -> None:
    word = "a" * 3_000
    source = f"{word} ({word} {word}: [x]({A}))\n" * own if own < 40 else f"[x]({A}) ([b]({B})) {A}, " * own
    started = time.process_time()
    reading(source)

    assert time.process_time() - started < 4  # seconds of processor time


def test_several_links_that_name_sources_together_are_one_citation() -> None:
    document = reading(f"The pier fell in 1931 ([BBC]({A}), [Times]({B})).")

    assert cited(document) == [(SENTENCE, [A, B])]
    assert len(document.citations) == 1


ARTICLE = (
    f"# Report\n\nThe [council approved]({A}) the plan.[^1] It cost 4 million ([BBC]({B})).\n\n"
    f"See {A} and [the board]({A}) again.\n\n[^1]: The log. https://log.test/n\n"
)


def test_a_footnote_hides_no_link() -> None:
    document = reading(ARTICLE)

    assert [(entry.label, entry.role, entry.urls) for entry in document.references] == [
        ("1", "entry", ("https://log.test/n",)),
        ("link-1", "link", (A,)),
        ("link-2", "link", (B,)),
    ]
    assert [len(citation.references) for citation in document.citations] == [1, 1, 1, 1, 1]
    assert codes(document) == []


def test_a_numbered_list_hides_no_link() -> None:
    document = reading(
        f"It [fell]({A}) in 1931 [1]. It [rose]({B}) later [2].\n\n## References\n\n1. Lee, {B}\n2. Ray, 1932.\n"
    )

    assert [(words, urls) for words, urls in cited(document)] == [
        ("It fell in 1931.", [A, B]),
        ("It rose later.", [B, "Ray, 1932."]),
    ]
    assert [entry.label for entry in document.references] == ["1", "2", "link-1"]


def test_a_link_to_the_address_of_an_entry_cites_the_entry() -> None:
    document = reading(f"It fell [1]. Later it [rose]({A}?utm_source=x).\n\n## References\n\n1. Lee. The log. {A}\n")

    assert len(document.references) == 1
    assert [citation.references for citation in document.citations] == [(document.references[0].key,)] * 2


def test_a_mark_beside_links_still_lacks_its_list() -> None:
    assert codes(reading(f"It [fell]({A}) in 1931. The town paid.[3]\n")) == ["references-missing"]


def test_only_links_that_cite_can_be_placeholders() -> None:
    cites = reading("The pier [fell](https://example.com/report) in 1931.")
    links = reading("- [Guide](https://example.com/report)\n")

    assert (codes(cites), codes(links)) == (["reference-placeholder"], [])


PAGE = """<html><head><link rel="canonical" href="https://site.test/n/1"></head><body>
<header><a href="https://menu.test/">Home</a></header><nav><a href="https://menu.test/a">A</a></nav>
<div role="navigation"><a href="https://menu.test/b">B</a></div>
<article><h1><a href="https://head.test/">Title</a></h1>
<p>The <a href="https://c.test/2">council  approved</a> it in 1931 (<a href="//b.test/1">BBC</a>).</p>
<p>A clerk <a href="/other">wrote</a> it down, <a href="#top">as said</a>, <a href="mailto:x@y.test">to us</a>.</p>
<p>It is at https://bare.test/1 for all.</p>
<p><a href="https://p.test/"><img src="x.png"></a><a href="https://p.test/x.png"><img src="x.png"></a></p>
<ul><li><a href="https://g.test/">Guide</a></li></ul></article>
<aside><a href="https://menu.test/z">Z</a></aside><footer><a href="https://menu.test/f">F</a></footer></body></html>"""


def test_the_links_of_a_page_without_those_of_its_site() -> None:
    document = reading(PAGE, "a.html")

    assert [pair for pair in cited(document) if pair[1]] == [
        ("The council approved it in 1931.", ["https://c.test/2", "https://b.test/1"]),
        ("A clerk wrote it down, as said, to us.", ["https://site.test/other"]),
        ("It is at for all.", ["https://bare.test/1"]),
    ]
    assert of_the_document(document) == ["https://head.test/", "https://p.test/", "https://g.test/"]


def _linked(own: int, words: str) -> str:
    space = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return f'<w:hyperlink r:id="rId{own}" {space}><w:r><w:t>{words}</w:t></w:r></w:hyperlink>'


def test_the_links_of_a_word_document_also_beside_a_footnote() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    targets = {1: A, 2: B, 3: "https://list.test/", 4: "mailto:a@b.test"}
    relations = "".join(
        f'<Relationship Id="rId{own}" Type="{kind}" Target="{url}" TargetMode="External"/>'
        for own, url in targets.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://f.test/"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>board met</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = (
        paragraph("The ", _linked(1, "council approved"), " it in 1931 (", _linked(2, "BBC"), ").", footnote_mark(1))
        + paragraph("The ", field, " twice. More is at https://bare.test/1 to read, or ", _linked(4, "ask"), ".")
        + paragraph(_linked(3, "Guide"))
    )
    parts = {"word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{relations}</Relationships>'.encode()}
    document = reading(word_file(body, footnotes={1: "The log, 1931."}, parts=parts), "a.docx")

    assert [(words, len(urls)) for words, urls in cited(document)][:2] == [
        ("The council approved it in 1931.", 3),
        ("The board met twice.", 1),
    ]
    assert [entry.urls for entry in document.references if entry.is_link] == [
        (url,) for url in (A, B, "https://f.test/", "https://bare.test/1", "https://list.test/")
    ]
    assert of_the_document(document) == ["https://list.test/"]


def test_the_addresses_of_a_plain_text() -> None:
    document = reading(
        f"The pier fell in 1931 ({A}). The board met, see <{B}>.\nSource: https://c.test/3\n\n"
        "Run it at http://localhost:8080/, http://example.com/x or https://api.test/{id}/x to see.\n",
        "a.txt",
    )

    assert cited(document)[:2] == [(SENTENCE, [A]), ("The board met.", [B, "https://c.test/3"])]
    assert [entry.urls for entry in document.references] == [(A,), (B,), ("https://c.test/3",)]


def test_a_page_on_this_machine_is_a_source_where_sources_stand() -> None:
    document = reading(
        "The pier fell in 1931. http://127.0.0.1:80/a\n\nThe board met (http://localhost:80/b).\n\n"
        "Open http://localhost:80/c and http://127.0.0.1:80/ to see.\n",
        "a.md",
    )

    assert [entry.urls[0] for entry in document.references] == ["http://127.0.0.1:80/a", "http://localhost:80/b"]
    assert [claim for claim, _ in cited(document)][:2] == ["The pier fell in 1931.", "The board met."]


@pytest.mark.parametrize(
    "text",
    [
        f"- [Guide]({A})\n- [Manual]({B})\n",
        f"[Home]({A}) | [About]({B}) | [Mail](mailto:a@b.test)\n",
        f"[![build](x.svg)]({A}) [![docs](y.svg)]({B})\n",
        f"Read more: [Guide]({A}), [Manual]({B})\n",
        f"## See also\n\n- [Guide]({A}), read in 1931 by the board\n- [Manual]({B})\n",
        f"## The [guide]({A}) and the [manual]({B})\n",
        f"- [Guide]({A}) (PDF)\n- [Manual]({B}) (2021)\n",
        f"By [Ann Lee]({A})\n\nPhoto by [Ray]({B})\n",
        f"| [Guide]({A}) | [Manual]({B}) |\n|---|---|\n",
        f'<p align="center"><a href="{A}"><img src="x.svg"></a> <a href="{B}">B</a></p>\n',
        f"Words of the board.\n\n[a]: {A}\n[b]: {B}\n",
    ],
    ids=["list", "menu", "badges", "head", "see also", "heading", "kinds", "bylines", "table", "html", "definitions"],
)
def test_links_outside_of_sentences_are_links_of_the_document(text: str) -> None:
    document = reading(text)

    assert of_the_document(document) == [A, B]
    assert document.citations == ()
    assert [claim.text for claim in document.claims] in ([], ["Words of the board."])
    assert codes(document) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mail [us](mailto:a@b.test), go [up](#top), [run](javascript:x()) it, see [the file](docs/a.md).",
        "A picture ![alt](https://x.test/p.png) and [![alt](https://x.test/p.png)](https://x.test/p.png).",
        "Code `https://x.test/` and `[a](https://x.test/)`.\n\n```\nhttps://x.test/\n```\n",
        "[//]: # (https://x.test/)\n\nWords.",
    ],
)
def test_what_is_no_link_to_check(text: str) -> None:
    assert reading(text).references == ()


def test_links_in_tags_of_html_count_in_markdown() -> None:
    document = reading(f'The pier <a class="x" href="{A}?a=1&amp;b=2">fell</a> in 1931.')

    assert cited(document) == [(SENTENCE, [f"{A}?a=1&b=2"])]


def test_links_have_their_lines_and_columns() -> None:
    document = reading(f"# T\n\nThe pier [fell]({A}) in 1931.\n[![x](x.svg)]({B})\n")

    assert [document.origin(entry.span)[:2] for entry in document.references] == [(3, 11), (4, 15)]


def test_links_of_a_page_have_their_lines_and_columns_also_pictures() -> None:
    document = reading(
        f'<p>The pier <a href="{A}">fell</a> in 1931.</p>\n<p><a href="{B}"><img src="x"></a></p>', "a.html"
    )

    assert [document.origin(entry.span)[:2] for entry in document.references] == [(1, 46), (2, 13)]


def test_only_the_title_of_a_link_or_a_longer_name_is_a_title() -> None:
    document = reading(
        f'It [fell in 1931]({A}) ([BBC]({B})), so it was lost ([The Fall of the Pier](https://c.test/1 "")), '
        'and [sank](https://d.test/2 "How it sank").'
    )

    assert [entry.title for entry in document.references] == [None, None, "The Fall of the Pier", "How it sank"]


def test_spans_hold_after_marks_were_written() -> None:
    document = reading(ARTICLE)

    for item in (*document.references, *document.claims):
        assert document.text[item.span.start : item.span.end] == item.text
    marks = [document.text[slice(*citation.span)] for citation in document.citations]
    assert marks == ["[link-1]", "[1]", "(BBC)", A, "[link-1]"]


def test_the_other_articles_of_a_wiki_are_no_sources() -> None:
    page = '<p>The <a href="/wiki/Pier">pier</a> fell <a href="https://log.test/1">in 1931</a>.</p>'
    document = reading(page, "a.html", url="https://town.test/wiki/Harbour")

    assert [entry.urls for entry in document.references] == [("https://log.test/1",)]


class TestUncitedLists:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("The pier fell.\n\n## References\n\n1. Lee, The log, 1931.\n2. Ray, The loft, 1932.\n", "a.md"),
            ("The pier fell.\n\nReferences\n1. Lee, The log, 1931.\n2. Ray, The loft, 1932.\n", "a.txt"),
            ("The pier fell.\n\nReferences\nLee, The log, 1931.\nRay, The loft, 1932.\n", "a.txt"),
            ("The pier fell.\n\n[^1]: Lee, The log, 1931.\n", "a.md"),
            (
                "<p>The pier fell.</p><h2>References</h2><ol><li>Lee, The log, 1931.</li>"
                "<li>Ray, The loft, 1932.</li></ol>",
                "a.html",
            ),
            (f"The [pier fell]({A}).\n\n## References\n\n1. Lee, The log, 1931.\n2. Ray, The loft, 1932.\n", "a.md"),
        ],
        ids=["markdown", "plain", "unnumbered", "footnote", "html", "beside a link"],
    )
    def test_a_list_that_no_mark_cites_is_one_problem(self, text: str, name: str) -> None:
        assert codes(reading(text, name)) == ["citations-missing"]

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("The pier fell.\n\n## Further reading\n\n- Lee, The log, 1931.\n- Ray, The loft, 1932.\n", "a.md"),
            ("The pier fell.[1]\n\n## References\n\n1. Lee, The log, 1931.\n2. Ray, 1932.\n", "a.md"),
            ("The pier fell.\n\n## Notes\n\nBring a coat.\n", "a.html"),
            (f"The pier fell.\n\n- [Guide]({A})\n", "a.md"),
        ],
        ids=["further", "cited", "notes", "links"],
    )
    def test_other_lists_are_none(self, text: str, name: str) -> None:
        assert "citations-missing" not in codes(reading(text, name))


def test_a_list_of_addresses_in_a_plain_text_is_no_claim() -> None:
    document = reading(
        f"The pier fell in 1931.\n\nLinks\n * {A}\n - The log: {B}\n\n-- \nAnn Lee\nhttps://c.test/3\n", "a.txt"
    )

    assert [claim.text for claim in document.claims] == [SENTENCE]
    assert of_the_document(document) == [A, B, "https://c.test/3"]


QUOTED = "Nobody was hurt when the old mill burned down that night."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"> {QUOTED}\n>\n> — [The Herald]({A}), 3 May 1911\n", "a.md"),
        (f"> {QUOTED}\n>\n> [The Herald]({A})\n", "a.md"),
        (f"> {QUOTED}\n\n— Ann Lee, [The Herald]({A})\n", "a.md"),
        (f"<blockquote><p>{QUOTED}</p><cite><a href='{A}'>The Herald</a></cite></blockquote>", "a.html"),
        (f"<blockquote><p>{QUOTED}</p><footer>— <a href='{A}'>The Herald</a></footer></blockquote>", "a.html"),
        (
            f"<figure><blockquote><p>{QUOTED}</p></blockquote><figcaption>— Ann Lee, "
            f"<cite><a href='{A}'>Herald</a></cite></figcaption></figure>",
            "a.html",
        ),
    ],
)
def test_the_line_below_a_quotation_names_its_source(text: str, name: str) -> None:
    text = f"<!doctype html><html><body><main>{text}</main></body></html>" if name == "a.html" else text
    assert cited(reading(text, name)) == [(QUOTED, [A])]


@pytest.mark.parametrize(
    "below",
    [
        f"> [The Herald]({A}) also says that the mill was old and that it was rebuilt.\n",
        f"> — and that, [the Herald]({A}) wrote, was that of the mill.\n",
        f"> [The mill was rebuilt by the town.]({A})\n",
    ],
)
def test_a_statement_below_a_quotation_stays_one(below: str) -> None:
    document = reading(f"> {QUOTED}\n>\n{below}")
    assert cited(document)[0] == (QUOTED, [])
    assert cited(document)[1][1] == [A]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            f"| Town | People |\n|---|---|\n| Oldham | 4,200 ([census]({A})) |\n| Mossley | 3,100 ([census]({A})) |\n",
            ["Oldham\n4,200", "Mossley\n3,100"],
        ),
        (f"| Town | People | Source |\n|---|---|---|\n| Oldham | 4,200 | [census 2020]({A}) |\n", ["Oldham\n4,200"]),
        (f"| Town | People | Refs |\n|---|---|---|\n| Oldham | 4,200 | {A} |\n", ["Oldham\n4,200"]),
        (f"| Town | Site |\n|---|---|\n| Oldham | [Home]({A}) |\n", []),
        (f"| Version | Link |\n|---|---|\n| 2.1 | [Download 2.1]({A}) |\n", []),
    ],
)
def test_links_in_tables_cite_rows_beside_a_figure_or_in_a_column_of_sources(text: str, rows: list[str]) -> None:
    document = reading(text)
    assert [document.prose(claim.span).strip() for claim in document.claims] == rows
    assert all(claim.citations for claim in document.claims)
    assert [entry.urls for entry in document.references] == [(A,)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"The pier fell in 1931, see {A}.\n", "The pier fell in 1931."),
        (f"The pier fell in 1931 – siehe <{A}>.\n", "The pier fell in 1931."),
        (f"The pier fell in 1931: {A}\n", "The pier fell in 1931"),
        (f"The pier fell in 1931 [Herald]({A}) [Ledger]({B}). It was rebuilt.\n", "The pier fell in 1931."),
        (f"To read more, see {A}.\n", "To read more."),
        (f"The board sees {A} as its home.\n", "The board sees as its home."),
    ],
)
def test_what_leads_to_an_address_is_no_part_of_the_claim(text: str, words: str) -> None:
    assert cited(reading(text))[0][0] == words


@pytest.mark.parametrize("lead", ["", "Source: ", "- see: ", "Quelle: "])
def test_an_address_below_a_sentence_cites_it(lead: str) -> None:
    document = reading(f"The pier fell in 1931.\n{lead}{A}\n\nThe board met on Monday.\n", "a.txt")
    assert cited(document) == [("The pier fell in 1931.", [A]), ("The board met on Monday.", [])]


@pytest.mark.parametrize(
    ("text", "name", "claims"),
    [
        (f"The pier fell in 1931 [Herald: {A}].\n", "a.txt", [("The pier fell in 1931.", [A])]),
        (f"The pier fell in 1931 (Herald, {A}).\n", "a.txt", [("The pier fell in 1931.", [A])]),
        (f"The pier fell in 1931.\n  {A}\n  {B}\nIt is new.\n", "a.txt", [("The pier fell in 1931.", [A, B])]),
        (f"The pier fell in 1931. 🔗 [Herald]({A}) It is new.\n", "a.md", [("The pier fell in 1931.", [A])]),
        (f"> {QUOTED}\n\nSource: [Herald]({A})\n", "a.md", [(QUOTED, [A])]),
        (f"The board met.\n\n## Related\n\n[Herald]({A}) · [Ledger]({B})\n", "a.md", [("The board met.", [])]),
        (f"It fell (the board saw it, {A}).\n", "a.txt", [("It fell (the board saw it,).", [A])]),
    ],
)
def test_further_places_of_names_and_addresses(text: str, name: str, claims: list[tuple[str, list[str]]]) -> None:
    assert cited(reading(text, name))[: len(claims)] == claims
    assert cited(reading(text, name))[len(claims) :] in ([], [("It is new.", [])])
