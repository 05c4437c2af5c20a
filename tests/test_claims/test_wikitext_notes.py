from claims.linking import link
from claims.readers.wikitext import read


def _read(source):
    return read(source.encode(), name="page")


def _marks(layout):
    return [layout.text[mark.span.start : mark.span.end] for mark in layout.marks]


def _entries(layout):
    return [(entry.label, entry.text) for entry in layout.entries]


def test_notes_are_numbered_by_their_first_mark():
    layout = _read(
        "One.<ref>First</ref> Two.<ref name=b>Second</ref> Again.<ref name=b /><ref>Third</ref>\n<references />"
    )

    assert layout.text.startswith("One.[1] Two.[2] Again.[2][3]")
    assert _entries(layout) == [("1", "First"), ("2", "Second"), ("3", "Third")]


def test_groups_count_for_themselves():
    layout = _read(
        "A<ref group=note>N1</ref> B<ref>R1</ref> C<ref group=note>N2</ref><references group=note /><references />"
    )

    assert _marks(layout) == ["[note 1]", "[1]", "[note 2]"]
    assert _entries(layout) == [("note 1", "N1"), ("note 2", "N2"), ("1", "R1")]


def test_a_list_starts_the_count_again():
    layout = _read("A<ref>a</ref>\n<references />\nB<ref>b</ref>\n<references />")

    assert _marks(layout) == ["[1]", "[1]"]
    assert layout.marks[0].targets != layout.marks[1].targets


def test_a_note_is_defined_wherever_its_text_stands():
    layout = _read(
        'A<ref name="later" /> B<ref name="listed" />\n\nC<ref name="later">Text</ref>\n'
        '<references><ref name="listed">In the list</ref></references>'
    )

    assert _marks(layout) == ["[1]", "[2]", "[1]"]
    assert _entries(layout) == [("1", "Text"), ("2", "In the list")]


def test_a_note_that_nothing_defines_dangles():
    document = link(_read('A<ref name="gone" />. B.<ref>b</ref> {{reflist}}'))

    assert [citation.references == () for citation in document.citations] == [True, False]
    assert "citation-dangling" in {problem.code for problem in document.problems}


def test_a_definition_that_nothing_uses_is_a_problem():
    layout = _read('A<ref>a</ref> {{reflist|refs=<ref name="spare">Spare</ref>}}')

    assert _entries(layout) == [("1", "a")]
    assert [problem.code for problem in layout.problems] == ["reference-unused"]


def test_a_note_in_a_note_is_numbered_before_it():
    layout = _read("A{{#tag:ref|Outer<ref>Inner</ref>|group=n}} {{reflist|group=n}}{{reflist}}")

    assert _entries(layout) == [("n 1", "Outer[1]"), ("1", "Inner")]
    assert _marks(layout) == ["[n 1]", "[1]"]


def test_explanatory_notes_have_letters():
    layout = _read(
        "A{{efn|First note.<ref>R</ref>}} B{{efn|name=x|Second.}} C{{efn|name=x}}\n{{notelist}}\n{{reflist}}"
    )

    assert _marks(layout) == ["[a]", "[b]", "[b]", "[1]"]
    assert _entries(layout) == [("a", "First note.[1]"), ("b", "Second."), ("1", "R")]


def test_a_note_goes_on_where_it_is_followed():
    layout = _read("A<ref name=p>One</ref> B<ref follow=p>two</ref> <references />")

    assert _marks(layout) == ["[1]"]
    assert _entries(layout) == [("1", "One two")]


def test_parts_of_a_note_are_numbered_below_it():
    layout = _read(
        'A<ref name="book">Miller</ref> B<ref name="book" details="p. 5" /> C<ref name="book" details="p. 5" />'
    )

    assert _marks(layout) == ["[1]", "[1.1]", "[1.1]"]
    assert _entries(layout) == [("1", "Miller"), ("1.1", "p. 5")]


def test_a_mark_names_its_page():
    layout = _read("A.<ref name=x>Book</ref>{{rp|23–25}} B.{{r|x|p=7}} C.{{r|x|y}}<ref name=y>Other</ref>")

    assert [(mark.labels, mark.pages) for mark in layout.marks] == [
        (("1",), "23–25"),
        (("1",), "7"),
        (("1",), None),
        (("2",), None),
        (("2",), None),
    ]
    assert layout.text.startswith("A.[1]:23–25 B.[1]:7 C.[1][2][2]")


def test_shortened_notes_take_their_fields_from_the_work():
    layout = _read(
        "A.{{sfn|Pryce|1954|p=12}} B.{{sfn|Pryce|1954|p=12}} C.{{sfn|Pryce|1954|pp=20–21}}"
        " D.<ref>{{harvnb|Dunne|Roe|1960|p=3}}.</ref>\n"
        "==Notes==\n{{reflist}}\n==Works==\n"
        "* {{cite book |last=Pryce |first=Owen |year=1954 |title=Lamps of the North |isbn=978-0-306-40615-7}}\n"
        "* {{cite book |last1=Dunne |first1=Mary |last2=Roe |first2=Tim |year=1960 |title=Gulls"
        " |url=http://a.test/gulls}}\n"
    )

    assert _marks(layout) == ["[1]", "[1]", "[2]", "[3]"]
    first, second, third = layout.entries
    assert (first.text, first.title, first.pages, first.identifiers) == (
        "Pryce 1954, p. 12.",
        "Lamps of the North",
        "12",
        {"isbn": "9780306406157"},
    )
    assert (second.text, second.pages, second.authors) == ("Pryce 1954, pp. 20–21.", "20–21", ("Pryce, Owen",))
    assert (third.title, third.urls) == ("Gulls", ("http://a.test/gulls",))


def test_nothing_in_comments_and_nowiki_is_a_note():
    layout = _read("A<!-- <ref>x</ref> --> <nowiki><ref>y</ref></nowiki> B<ref>z</ref>")

    assert _entries(layout) == [("1", "z")]
    assert layout.text.startswith("A <ref>y</ref> B[1]")


def test_notes_in_boxes_and_headings_count():
    layout = _read(
        "{{Infobox place|area=12 km²<ref>Survey</ref>}}\nText.<ref>Two</ref>\n== Head<ref>Three</ref> ==\nMore."
    )

    assert _marks(layout) == ["[1]", "[2]", "[3]"]
    assert layout.blocks[-4 if len(layout.entries) == 3 else -1].section == ("Head",)


def test_a_shortened_note_is_no_duplicate_of_its_full_one() -> None:
    full = "{{cite book|last=Reeve|first=Klara|title=Salt and Ports|year=2021|url=https://reeve.test/x}}"
    again = f"It sank.<ref>{full} See there.</ref>"
    source = f"It froze.<ref>{full}</ref> It thawed.{{{{sfn|Reeve|2021}}}} {again}\n{{{{reflist}}}}\n"
    document = link(read(source.encode(), name="a"))

    assert document.references[1].title == "Salt and Ports"
    found = [problem.reference for problem in document.problems if problem.code == "reference-duplicate"]
    assert found == [document.references[2].key]  # two full ones are


def test_notes_behind_a_list_count_from_one_again() -> None:
    source = "It froze.<ref>Alpha</ref> It thawed.<ref>Beta</ref>\n{{reflist}}\nIt sank.{{sfn|Missing|1999}}\n"
    document = link(read(source.encode(), name="a"))

    assert [citation.labels for citation in document.citations] == [("1",), ("2",), ("1",)]
    assert [reference.key for reference in document.references] == [
        key for citation in document.citations for key in citation.references
    ]
