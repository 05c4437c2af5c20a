import pytest

from claims.linking import link
from claims.model import BlockKind, SourceRange, Span
from claims.readers.markdown import read


def _read(source):
    return read(source.encode(), name="a.md")


def _entries(layout):
    return [(entry.label, entry.text) for entry in layout.entries]


def _marks(layout):
    return [layout.text[mark.span.start : mark.span.end] for mark in layout.marks]


def test_footnotes_with_numbers_keep_them():
    layout = _read("Old.[^2] Tall.[^1]\n\n[^1]: One.\n[^2]: Two.\n")

    assert layout.text.startswith("Old.[2] Tall.[1]")
    assert {entry.label: entry.text for entry in layout.entries} == {"1": "One.", "2": "Two."}


def test_footnotes_with_names_are_numbered_by_their_first_mark():
    layout = _read("Old.[^survey] Tall.[^walk][^survey]\n\n[^walk]: A walk.\n[^survey]: A survey.\n")

    assert _marks(layout) == ["[1]", "[2]", "[1]"]
    assert _entries(layout) == [("1", "A survey."), ("2", "A walk.")]


def test_a_note_that_is_written_where_it_is_cited():
    layout = _read("Old.^[From *the* survey, see <http://a.test/x>.] Tall.[^1]\n\n[^1]: One.")

    assert _entries(layout) == [("1", "From the survey, see http://a.test/x."), ("2", "One.")]
    assert layout.entries[0].urls == ("http://a.test/x",)


def test_a_mark_without_a_definition_dangles_and_a_definition_without_a_mark_stays():
    document = link(_read("Old.[^1] Tall.[^nope]\n\n[^1]: One.\n[^spare]: Spare."))

    assert [citation.references == () for citation in document.citations] == [False, True]
    assert [reference.text for reference in document.references] == ["One.", "Spare."]
    assert {problem.code for problem in document.problems} >= {"citation-dangling", "reference-unused"}


def test_a_note_of_several_paragraphs():
    layout = _read("Old.[^1]\n\n[^1]: First.\n\n    Second.\n\n    * A point\n\nEnd.")

    assert _entries(layout) == [("1", "First.\nSecond.\nA point")]
    assert "End." in layout.text


def test_numbers_with_link_definitions():
    layout = _read('Old [1]. Tall.[2]\n\n[1]: http://a.test/x "The survey"\n[2]: http://b.test/y\n')

    assert layout.text.startswith("Old [1]. Tall.[2]")
    assert [(entry.label, entry.title, entry.urls) for entry in layout.entries] == [
        ("1", "The survey", ("http://a.test/x",)),
        ("2", None, ("http://b.test/y",)),
    ]


def test_numbers_with_a_numbered_list():
    layout = _read(
        "Old.[2, 1] Tall.[1]\n\n## References\n\n1. [Lamps](http://a.test/x). Harbour Press. 1954.\n2. A survey.\n"
    )

    assert [mark.labels for mark in layout.marks] == [("2", "1"), ("1",)]
    assert _entries(layout) == [("1", "Lamps. Harbour Press. 1954."), ("2", "A survey.")]
    assert layout.entries[0].urls == ("http://a.test/x",)


def test_a_list_with_numbers_in_brackets():
    layout = _read("Old.[2] Tall.[1]\n\n## Sources\n\n[1] Pryce, Lamps, 1954.\n[2] A survey. http://a.test/x\n")

    assert _entries(layout) == [("1", "Pryce, Lamps, 1954."), ("2", "A survey. http://a.test/x")]


def test_links_are_citations_and_the_names_of_sources_are_marks():
    layout = _read(
        "The lamp was [lit in 1871](http://a.test/x). It is tall ([survey](http://b.test/y)), [as"
        " said](http://a.test/x)."
    )

    assert layout.text.startswith("The lamp was lit in 1871[1]. It is tall (survey), as said[1].")
    assert [layout.text[mark.span.start : mark.span.end] for mark in layout.marks] == ["[1]", "(survey)", "[1]"]
    assert [entry.urls for entry in layout.entries] == [("http://a.test/x",), ("http://b.test/y",)]


def test_links_beside_footnotes_are_citations_too():
    layout = _read("The lamp was [lit](http://a.test/x).[^1]\n\n[^1]: One.")

    assert layout.text.startswith("The lamp was lit[link-1].[1]")
    assert [(entry.label, entry.is_link) for entry in layout.entries] == [("1", False), ("link-1", True)]


@pytest.mark.parametrize(
    "source",
    [
        "Code `a[1]` and `[2]` only.\n",
        "```\nx[1] [2]\n[^1]\n```\n",
        "    indented [1]\n",
        "- [x] done\n- [ ] open\n",
        "> [!NOTE]\n> Mind the step.\n",
        "Call items[0] then items[1].\n",
        "Escaped \\[^1\\] and \\[sic\\].\n",
        "A year [1986](/about) and [top](#top) and ![alt](a.png).\n",
    ],
)
def test_what_is_no_mark(source):
    layout = _read(source)

    assert (layout.marks, layout.entries) == ((), ())


def test_blocks():
    layout = _read(
        "# Title\n\nOne\nline.\n\n## Part\n\n* a\n  * b\n\n> Quoted.\n\n| h |\n|---|\n| c |\n\n```\ncode\n```\n\n###"
        " Inner\n\nEnd."
    )

    assert [(block.kind, block.section) for block in layout.blocks] == [
        (BlockKind.HEADING, ()),
        (BlockKind.PARAGRAPH, ()),
        (BlockKind.HEADING, ()),
        (BlockKind.LIST_ITEM, ("Part",)),
        (BlockKind.LIST_ITEM, ("Part",)),
        (BlockKind.QUOTE, ("Part",)),
        (BlockKind.TABLE_CELL, ("Part",)),
        (BlockKind.TABLE_CELL, ("Part",)),
        (BlockKind.CODE, ("Part",)),
        (BlockKind.HEADING, ("Part",)),
        (BlockKind.PARAGRAPH, ("Part", "Inner")),
    ]
    assert layout.title == "Title"


def test_front_matter_names_title_and_language():
    layout = _read('---\ntitle: "The mill"\nlang: de-AT\n---\n\nAlt.\n')

    assert (layout.title, layout.language, layout.text) == ("The mill", "de", "Alt.")


def test_origins_are_lines_and_columns():
    layout = _read("# T\n\nThe *old* tower\nis tall.[^1] Yes.\n\n[^1]: A &amp; B.\n")
    tower = layout.text.index("tower")
    entry = layout.text.index("A & B") + 2

    assert layout.origins.locate(Span(tower, tower + 5)) == SourceRange(3, 11, 3, 16)
    assert layout.origins.locate(layout.marks[0].span) == SourceRange(4, 9, 4, 13)
    assert layout.origins.locate(Span(entry + 2, entry + 3)) == SourceRange(6, 15, 6, 16)


@pytest.mark.parametrize("line", ["Sources:", "Quellen:", "Fuentes:", "References:", "**Citations:**"])
def test_a_plain_line_above_a_list_of_links_heads_the_list_of_sources(line):
    listed = "- [Salt](https://reeve.test/salt)\n- Pryce, Lamps: https://pryce.test/lamps\n"
    document = link(read(f"The port froze in 1868.\n\n{line}\n{listed}\nIt thawed in May.\n".encode(), name="a"))

    assert [claim.text for claim in document.claims] == ["The port froze in 1868.", "It thawed in May."]
    assert [reference.urls for reference in document.references] == [
        ("https://reeve.test/salt",),
        ("https://pryce.test/lamps",),
    ]
    assert document.citations == ()


def test_the_links_of_the_text_cite_above_and_below_such_a_list():
    source = (
        "The port [froze](https://a.test/1).\n\nSources:\n\n1. [Salt](https://a.test/1)\n2. [Lamps](https://a.test/2)\n\n"
        "It [thawed](https://a.test/3) in May.\n"
    )
    document = link(read(source.encode(), name="a"))

    assert [claim.section for claim in document.claims] == [(), ()]
    assert len(document.citations) == 2


def test_sentences_with_links_below_notes_stay_claims():
    source = "Notes:\n\n- The old port of the north was [frozen](https://a.test/1) for ten weeks in 1868 and 1869.\n"
    document = link(read(source.encode(), name="a"))

    assert [len(claim.citations) for claim in document.claims if claim.kind is BlockKind.LIST_ITEM] == [1]
