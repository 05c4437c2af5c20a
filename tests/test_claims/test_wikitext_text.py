import pytest

from claims.model import BlockKind, SourceRange
from claims.readers.wikitext import read


def _read(source):
    return read(source.encode(), name="page")


def _blocks(layout):
    return [(str(block.kind), layout.text[block.span.start : block.span.end]) for block in layout.blocks]


def test_paragraphs_headings_and_lists_are_blocks():
    layout = _read(
        "'''Bold''' and ''soft''\nsame line.\n\nNext.\n== History ==\n* One\n* Two\n** Inner\n\nAfter.\n=== Early"
        " ===\nEnd."
    )

    assert _blocks(layout) == [
        ("paragraph", "Bold and soft same line."),
        ("paragraph", "Next."),
        ("heading", "History"),
        ("list-item", "One"),
        ("list-item", "Two"),
        ("list-item", "Inner"),
        ("paragraph", "After."),
        ("heading", "Early"),
        ("paragraph", "End."),
    ]
    assert [block.section for block in layout.blocks][-1] == ("History", "Early")


def test_links_show_their_words():
    layout = _read(
        "[[Skerry]] and [[Skerry Island|the island]] and [http://a.test the site]. [[Category:Isles]][[de:Insel]]"
    )

    assert layout.text == "Skerry and the island and the site[1]."


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{{lang|fr|Le phare}} shines", "Le phare shines"),
        ("1914{{ndash}}1918", "1914–1918"),
        ("{{nowrap|12 km}} long", "12 km long"),
        ("{{convert|12|km}} long", "12 km long"),
        ("a&nbsp;b &amp; c", "a b & c"),
        ("x{{unknown thing|word}}y", "xy"),
        ("<small>small</small> {{small|words}}", "small words"),
        ("rock ''n'' '''roll'''s", "rock n rolls"),
    ],
)
def test_common_templates_show_their_words(source, shown):
    assert _read(source).text == shown


def test_tables_captions_and_quotations_are_their_own_blocks():
    layout = _read(
        '{| class="wikitable"\n|+ Lamps<ref>a</ref>\n|-\n! Year !! Light\n|-\n| style="x" | 1871 || Oil\n|}\n'
        "[[File:Lamp.jpg|thumb|left|The [[lamp|old lamp]].<ref>b</ref>]]\n<blockquote>We saved"
        " it.</blockquote>\n{{quote|So they said.|A keeper}}"
    )

    assert _blocks(layout)[:8] == [
        ("caption", "Lamps[1]"),
        ("table-cell", "Year"),
        ("table-cell", "Light"),
        ("table-cell", "1871"),
        ("table-cell", "Oil"),
        ("caption", "The old lamp.[2]"),
        ("quote", "We saved it."),
        ("quote", "So they said."),
    ]


def test_a_gallery_has_captions():
    layout = _read(
        "<gallery>\nFile:A.jpg|The ''first''<ref>x</ref>\nFile:B.jpg|alt=words|The second\nFile:C.jpg\n</gallery>"
    )

    assert [(kind, words) for kind, words in _blocks(layout) if kind == "caption"] == [
        ("caption", "The first[1]"),
        ("caption", "The second"),
    ]


def test_an_infobox_is_facts():
    layout = _read("{{Infobox lighthouse\n| name = Harrow\n| height = 41 m\n}}\nThe '''light'''.")

    assert _blocks(layout) == [("facts", "Harrow"), ("facts", "41 m"), ("paragraph", "The light.")]


def test_notes_of_the_editors_are_told_apart():
    layout = _read("It is tall.{{citation needed|date=May 2020}} It is old.{{by whom}}")

    assert [layout.text[span.start : span.end] for span in layout.uncited] == ["[citation needed]", "[by whom?]"]
    assert layout.marks == ()


def test_origins_are_lines_and_columns_of_the_source():
    note = "<ref>{{cite web|title=T|url=http://a.test}}</ref>"
    source = f"== Head ==\nFirst line.\n\nThe [[tower|old tower]] is '''tall'''.{note}\n"
    layout = _read(source)
    start = layout.text.index("old tower")
    mark = layout.marks[0]

    assert layout.origins.locate(type(mark.span)(start, start + 9)) == SourceRange(4, 13, 4, 22)
    column = source.splitlines()[3].index("<ref>") + 1
    assert layout.origins.locate(mark.span) == SourceRange(4, column, 4, len(source.splitlines()[3]) + 1)


def test_an_escaped_page_is_read_as_the_page():
    source = "A&lt;ref name=&quot;x&quot;&gt;One&lt;/ref&gt; B&lt;ref name=&quot;x&quot; /&gt; C&amp;nbsp;D"
    layout = _read(source)

    assert layout.text == "A[1] B[1] C D\n\nOne"


def test_captions_in_other_languages():
    layout = _read("[[Datei:Turm.jpg|mini|hochkant|Der alte Turm]] [[Kategorie:Turm]] Text.")

    assert [block.kind for block in layout.blocks] == [BlockKind.CAPTION, BlockKind.PARAGRAPH]
    assert layout.text == "Der alte Turm\n\nText."


def test_lists_of_works_and_links_make_no_claims():
    layout = _read(
        "Old.\n== Works ==\n* Lamps<ref>x</ref>\n== Bibliography ==\n* Pryce, ''Lamps''.\n== See also ==\n* [[Mill]]\n"
    )
    kinds = {layout.text[block.span.start : block.span.end]: block.kind for block in layout.blocks}

    assert kinds["Lamps[1]"] is BlockKind.LIST_ITEM
    assert kinds["Pryce, Lamps."] is BlockKind.REFERENCES
    assert kinds["Mill"] is BlockKind.NAVIGATION


def test_the_title_is_what_the_article_begins_with():
    assert _read("{{Infobox mill|name=M}}\n'''Ebbing Mill''' is a '''mill'''.").title == "Ebbing Mill"
    assert _read("No bold lead.").title is None


def test_a_page_with_the_line_ends_of_windows_is_the_same_page():
    source = "== Head ==\nOne.<ref>a</ref>\n\nTwo.\n* Item\n\nThree."
    layout, windows = _read(source), _read(source.replace("\n", "\r\n"))

    assert (windows.text, windows.blocks) == (layout.text, layout.blocks)
    assert (
        windows.origins.locate(windows.marks[0].span)
        == layout.origins.locate(layout.marks[0].span)
        == SourceRange(2, 5, 2, 17)
    )


@pytest.mark.parametrize("address", ["http://<a>", "//<a>", "mailto:<a>", "http://h.test/<b>y</b>", "http://&lt;<a>"])
def test_a_tag_in_the_address_of_a_link_costs_no_page(address):
    for before in ("", "x ", "* ", "{{cite|"):
        assert "the words" in _read(f"{before}[{address} the words]").text
    layout = _read(f"The mill burned.<ref>[{address} The words] of 1990</ref>")
    assert layout.text.startswith("The mill burned.")
    assert "The words of 1990" in layout.text


def test_a_note_in_the_address_of_a_link_is_a_note():
    assert "Berg 1990" in _read("The mill [http://h.test/<ref>Berg 1990</ref> burned].").text
