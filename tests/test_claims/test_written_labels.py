"""Lists of references that do not count 1, 2, 3: the labels that are written or shown are those of the entries."""

import numbered_article as article
import pytest
from word_files import W, paragraph, word_file

WORKS = ("Orlen, Lamps. 2004.", "Quayle, Blue. 2006.", "Reeve, Wards. 2009.", "Tarn, Ropes. 2010.")


def _read(name: str, body: bytes) -> tuple[list[tuple[str, str]], list[list[str]]]:
    document = article.read(name, body)
    texts = {entry.key: entry.text for entry in document.references}
    entries = [(entry.label, entry.text) for entry in document.references]
    assert not any(work in claim.text for work in WORKS for claim in document.claims)
    return entries, [[texts[key] for key in citation.references] for citation in document.citations]


def _markdown(listed: str) -> tuple[str, bytes]:
    return "a.md", f"# Lamps\n\nLamps glow [1]. Ropes rose [3].\n\n## References\n\n{listed}".encode()


def _page(listed: str) -> tuple[str, bytes]:
    body = f"<h1>Lamps</h1><p>Lamps glow [1]. Ropes rose [3].</p><h2>References</h2>{listed}"
    return "a.html", f'<html lang="en"><body><article>{body}</article></body></html>'.encode()


FIRST, SECOND, THIRD, FOURTH = WORKS
IN_ORDER = [("1", FIRST), ("2", SECOND), ("3", THIRD)]


@pytest.mark.parametrize(
    ("name", "body", "entries"),
    [
        (*_markdown(f"1. {FIRST}\n3. {SECOND}\n4. {THIRD}\n"), [("1", FIRST), ("3", SECOND), ("4", THIRD)]),
        (*_markdown(f"1. {FIRST}\n1. {SECOND}\n1. {THIRD}\n"), IN_ORDER),
        (*_markdown(f"3. {FIRST}\n2. {SECOND}\n1. {THIRD}\n"), [("3", FIRST), ("2", SECOND), ("1", THIRD)]),
        (*_markdown(f"### Books\n\n1. {FIRST}\n2. {SECOND}\n\n### Papers\n\n3. {THIRD}\n"), IN_ORDER),
        (*_markdown(f"1. {FIRST}\n2. {SECOND}\n\n## Papers\n\n3. {THIRD}\n"), IN_ORDER),
        (*_markdown(f"1\\. {FIRST}\n2\\. {SECOND}\n3\\. {THIRD}\n"), IN_ORDER),
        (*_markdown(f"**1.** {FIRST}\n\n**2.** {SECOND}\n\n**3.** {THIRD}\n"), IN_ORDER),
        (*_markdown(f"- **[1]** {FIRST}\n- **[2]** {SECOND}\n- **[3]** {THIRD}\n"), IN_ORDER),
        (*_markdown(f"| No. | Work |\n|---|---|\n| 1 | {FIRST} |\n| 2 | {SECOND} |\n| 3 | {THIRD} |\n"), IN_ORDER),
        (*_markdown(f"[1] {FIRST}\n\n{SECOND}\n\n[3] {THIRD}\n"), IN_ORDER),
        (*_page(f"<ol><li>{FIRST}</li><li value=3>{SECOND}</li><li>{THIRD}</li></ol>"), [
            ("1", FIRST), ("3", SECOND), ("4", THIRD)
        ]),
        (*_page(f"<ol start=0><li>{FIRST}</li><li>{SECOND}</li><li>{THIRD}</li><li>{FOURTH}</li></ol>"), [
            ("0", FIRST), ("1", SECOND), ("2", THIRD), ("3", FOURTH)
        ]),
        (*_page(f"<ol reversed><li>{FIRST}</li><li>{SECOND}</li><li>{THIRD}</li></ol>"), [
            ("3", FIRST), ("2", SECOND), ("1", THIRD)
        ]),
        (*_page(f"<h3>Books</h3><ol><li>{FIRST}<li>{SECOND}</ol><h3>On</h3><ol start=3><li>{THIRD}</ol>"), IN_ORDER),
        (*_page("".join(f"<dt>[{n}]</dt><dd>{words}</dd>" for n, words in IN_ORDER)), IN_ORDER),
        (*_page(f"<table>{''.join(f'<tr><td>{n}.</td><td>{one}</td></tr>' for n, one in IN_ORDER)}</table>"), IN_ORDER),
        (*_page(f"<ul><li>[1] {FIRST}</li><li>[3] {THIRD}</li><li>[2] {SECOND}</li></ul>"), [
            ("1", FIRST), ("3", THIRD), ("2", SECOND)
        ]),
    ],
)  # fmt: skip
def test_labels_are_those_that_are_written(name, body, entries):
    found, cited = _read(name, body)
    labelled = dict(entries)

    assert found == entries
    assert cited == [[labelled["1"]], [labelled["3"]]]


def test_words_between_two_entries_belong_to_the_first():
    found, _ = _read(*_markdown(f"1. {FIRST}\n\n   Printed in Orlen.\n2. {SECOND}\n\nBound in blue.\n\n3. {THIRD}\n"))

    assert [(label, " ".join(words.split())) for label, words in found] == [
        ("1", f"{FIRST} Printed in Orlen."),
        ("2", f"{SECOND} Bound in blue."),
        ("3", THIRD),
    ]


def test_a_column_called_source_heads_no_list():
    table = "| Year | Boats | Source |\n|---|---|---|\n| 1 | 290 | Orlen |\n| 2 | 310 | Quayle |\n"
    document = article.read("a.md", f"Lamps glow [1].\n\n{table}".encode())

    assert document.references == ()


def _numbering(*lists: str) -> bytes:
    """Return a numbering part: one definition that begins at 7, and lists of it with these overrides."""
    level = '<w:lvl w:ilvl="0"><w:start w:val="7"/><w:numFmt w:val="decimal"/></w:lvl>'
    nums = "".join(
        f'<w:num w:numId="{own}"><w:abstractNumId w:val="0"/>{override}</w:num>'
        for own, override in enumerate(lists, 1)
    )
    definition = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    return f'<w:numbering xmlns:w="{W}">{definition}{nums}</w:numbering>'.encode()


def _restart(number: int) -> str:
    return f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{number}"/></w:lvlOverride>'


HEADING = paragraph("References", style="berschrift1")
PAPERS = paragraph("Papers", style="berschrift1")
BY_STYLE = (
    f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Works"><w:name w:val="Works"/><w:pPr><w:numPr><w:numId w:val="1"/>'
    '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/>'
    '<w:basedOn w:val="Works"/></w:style></w:styles>'
).encode()


def _word(body: str, numbering: bytes) -> list[tuple[str, str]]:
    marks = paragraph("Lamps glow [7]. Ropes rose [8]. Sails tore [9].")
    parts = {"word/numbering.xml": numbering, "word/styles.xml": BY_STYLE}
    document = article.read("a.docx", word_file(marks + HEADING + body, parts=parts))
    return [(entry.label, entry.text) for entry in document.references]


@pytest.mark.parametrize(
    ("body", "numbering", "labels"),
    [
        (article.item(FIRST) + article.item(SECOND), _numbering(""), ["7", "8"]),
        (article.item(FIRST) + PAPERS + article.item(SECOND, 2), _numbering("", ""), ["7", "8"]),
        (article.item(FIRST) + PAPERS + article.item(SECOND, 2), _numbering("", _restart(8)), ["7", "8"]),
        (article.item(FIRST, 2) + article.item(SECOND, 2), _numbering("", _restart(8)), ["8", "9"]),
        (paragraph(FIRST, style="Own") + paragraph(SECOND, style="Own"), _numbering(""), ["7", "8"]),
        (paragraph("[7]\t" + FIRST) + paragraph("[9]\t" + SECOND), _numbering(""), ["7", "9"]),
    ],
)
def test_labels_of_a_word_file_are_those_that_word_shows(body, numbering, labels):
    assert _word(body, numbering) == list(zip(labels, (FIRST, SECOND), strict=True))


def test_a_list_that_starts_again_does_not_go_on_with_one_of_the_text():
    listed = article.item("Salt", 1) + article.item("Rope", 1) + HEADING + article.item(FIRST, 2)
    numbering = _numbering("", _restart(1))
    document = article.read(
        "a.docx", word_file(paragraph("Lamps glow [1].") + listed, parts={"word/numbering.xml": numbering})
    )

    assert [(entry.label, entry.text) for entry in document.references] == [("1", FIRST)]


@pytest.mark.parametrize(
    ("source", "entries"),
    [
        ("[^x]:\nOrlen, Lamps. 2004.\n", ["Orlen, Lamps. 2004."]),
        ("[^x]:\nOrlen, Lamps.\nSecond edition.\n\nThe end.\n", ["Orlen, Lamps. Second edition."]),
        ("[^x]:\n    Orlen, Lamps. 2004.\n", ["Orlen, Lamps. 2004."]),
        ("[^x]:\n\nThe end.\n", [""]),
    ],
)
def test_the_words_of_a_note_stand_on_the_line_below_its_label(source, entries):
    document = article.read("a.md", f"Lamps glow.[^x]\n\n{source}".encode())

    assert [entry.text for entry in document.references] == entries
    assert [claim.text for claim in document.claims] == ["Lamps glow.", *["The end."] * ("The end." in source)]


PANDOC = "::: {{#refs .references .csl-bib-body}}\n{}:::\n".format(
    "".join(
        f"::: {{#ref-{label} .csl-entry}}\n[{label}. ]{{.csl-left-margin}}[{words}]{{.csl-right-inline}}\n:::\n\n"
        for label, words in IN_ORDER
    )
)
ITEMS = (
    "<ol>\n" + "".join(f'<li>{words} <a href="https://w.example/{n}">w</a></li>\n' for n, words in IN_ORDER) + "</ol>\n"
)


@pytest.mark.parametrize(
    "listed",
    [
        PANDOC,
        "".join(f"[{n}]. {words}\n\n" for n, words in IN_ORDER),
        "".join(f'- <span id="page-{n}"></span>{n}. {words}\n' for n, words in IN_ORDER),
        "<br>\n".join(f"[{n}] {words}" for n, words in IN_ORDER),
        "**Books**\n\n" + "\n".join(f"{n}. {words}" for n, words in IN_ORDER),
    ],
)
def test_lists_that_other_programs_write_as_markdown(listed):
    assert _read(*_markdown(listed)) == (IN_ORDER, [[FIRST], [THIRD]])


def test_a_list_of_references_in_tags_of_html():
    document = article.read(*_markdown(ITEMS))

    assert [(entry.label, entry.text, entry.urls) for entry in document.references] == [
        (label, f"{words} w", (f"https://w.example/{label}",)) for label, words in IN_ORDER
    ]


def test_links_that_converters_put_into_brackets():
    text = r"Lamps glow [\[1\]](#page-1). Ropes rose [\[1,](#page-1) [2](#page-1), [3\]](#page-1)."
    document = article.read("a.md", f"{text}\n\n## References\n\n1. {FIRST}\n2. {SECOND}\n3. {THIRD}\n".encode())

    assert [citation.labels for citation in document.citations] == [("1",), ("1", "2", "3")]


@pytest.mark.parametrize("heading", ["Literatur", "Weiterführende Literatur"])
def test_numbers_that_marks_show_make_references_of_further_reading(heading):
    listed = f"\n\n## {heading}\n\n1. {FIRST}\n2. {SECOND}\n"

    cited = article.read("a.md", f"Lampen leuchten.<sup>1</sup> Seile steigen.<sup>2</sup>{listed}".encode())
    assert [(entry.label, entry.text) for entry in cited.references] == [("1", FIRST), ("2", SECOND)]
    uncited = article.read("a.md", f"Lampen leuchten. Seile steigen.{listed}".encode())
    assert (uncited.references, uncited.problems) == ((), ())


def test_remarks_below_the_list_are_another_list():
    listed = f"## References\n\n1. {FIRST}\n2. {SECOND}\n3. {THIRD}\n\n## Notes\n\n1. By day.\n2. By night.\n"
    document = article.read("a.md", f"Lamps glow [1–3].\n\n{listed}".encode())
    texts = {entry.key: entry.text for entry in document.references}

    assert [[texts[key] for key in citation.references] for citation in document.citations] == [[FIRST, SECOND, THIRD]]


@pytest.mark.parametrize(
    "listed",
    [
        "".join(f'<li><a name="r{n}"></a><sup class="xref">{n}</sup><div>{words}</div></li>' for n, words in IN_ORDER),
        "".join(f'<li id="r{n}"><span>[</span>{n}<span>]</span> {words}</li>' for n, words in IN_ORDER),
    ],
)
def test_numbers_at_the_head_of_linked_entries_are_no_words(listed):
    text = 'Lamps glow.<sup><a href="#r1">1</a></sup> Ropes rose.<sup><a href="#r3">3</a></sup>'
    body = f'<html lang="en"><body><p>{text}</p><h2>References</h2><ul>{listed}</ul></body></html>'

    assert _read("a.html", body.encode()) == (IN_ORDER, [[FIRST], [THIRD]])


def test_entries_with_links_stand_below_a_bold_line():
    listed = "".join(
        f'<p>{n}. {words} It was printed again in the year of the flood. [<a href="#">Links</a>]</p>'
        for n, words in IN_ORDER
    )
    body = f"<p>Lamps glow [1]. Ropes rose [3].</p><p><b>REFERENCES</b></p>{listed}"
    found, cited = _read("a.html", f'<html lang="en"><body>{body}</body></html>'.encode())

    assert [label for label, _ in found] == ["1", "2", "3"]
    assert [len(one) for one in cited] == [1, 1]


@pytest.mark.parametrize("heading", ["Citation", "Contact"])
def test_a_numbered_list_within_the_text_is_read_where_marks_show_it(heading):
    listed = "".join(f"[{n}] {words}\n\n" for n, words in IN_ORDER)
    below = f"## {heading}\n\nWhoever uses this writes to the harbour.\n"

    assert _read("a.md", f"- Lamps glow [1].\n- Ropes rose [3].\n\n{listed}{below}".encode()) == (
        IN_ORDER,
        [[FIRST], [THIRD]],
    )


def test_paragraphs_that_begin_with_marks_are_no_list():
    text = "# Lamps\n\n[1] says that lamps glow.\n\n[2] says that ropes rose.\n\nSo be it.\n\n## References\n\n"
    document = article.read("a.md", f"{text}1. {FIRST}\n2. {SECOND}\n".encode())

    assert [(entry.label, entry.text) for entry in document.references] == [("1", FIRST), ("2", SECOND)]
    assert [citation.labels for citation in document.citations] == [("1",), ("2",)]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        _page("<ol>" + "".join(f"<li><p>{words}</p><p>Printed in Orlen.</p></li>" for _, words in IN_ORDER) + "</ol>"),
        _markdown("".join(f"{n}. {words}\n   - Printed in Orlen.\n" for n, words in IN_ORDER)),
    ],
)
def test_further_blocks_of_an_item_belong_to_its_entry(name, body):
    found, _ = _read(name, body)

    assert [(label, words.split("\n")[0]) for label, words in found] == IN_ORDER
    assert all(words.endswith("Printed in Orlen.") for _, words in found)


@pytest.mark.parametrize("attributes", ["{#refs}", "{.unnumbered}", "{: .no_toc}", "{#refs .unnumbered data-x=1}"])
def test_attributes_of_a_heading_are_no_words_of_it(attributes):
    name, body = _markdown(f"1. {FIRST}\n2. {SECOND}\n3. {THIRD}\n")

    assert _read(name, body.replace(b"## References", f"## References {attributes}".encode())) == (
        IN_ORDER,
        [[FIRST], [THIRD]],
    )


def test_raised_numbers_in_the_first_column_of_a_table_are_labels():
    rows = "".join(f"<tr><td><sup>{n}</sup></td><td>{words}</td></tr>" for n, words in IN_ORDER)

    assert _read(*_page(f"<table>{rows}</table>"))[0] == IN_ORDER


def test_a_list_of_bullets_between_two_lists_is_no_part_of_an_entry():
    bullets = "- Books of the harbour, 1990.\n- Maps of the coast, 1991.\n"
    listed = f"## References\n\n1. {FIRST}\n2. {SECOND}\n\n{bullets}\n## Notes\n\n1. By day.\n2. By night.\n"
    texts = [entry.text for entry in article.read("a.md", f"Lamps glow [1].\n\n{listed}".encode()).references]

    assert texts[:2] == [FIRST, SECOND]
