"""Articles in JATS and texts in TEI: marks, ranges, notes, fields, and XML that is refused."""

import pytest

from claims.errors import ReadingError, UnknownFormat
from claims.reading import read

REFS = "".join(
    f'<ref id="B{n}"><label>{n}</label><element-citation><person-group person-group-type="author"><name>'
    f"<surname>Lee{n}</surname><given-names>A</given-names></name></person-group><article-title>Mill "
    f"{n}</article-title>"
    f"<year>{2000 + n}</year></element-citation></ref>"
    for n in range(1, 7)
)


def jats(body, refs=REFS, back="", name="a.xml"):
    text = (
        f'<article article-type="research-article" xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta>'
        f"<title-group><article-title>Mills</article-title></title-group></article-meta></front><body>{body}</body>"
        f"<back>{back}<ref-list>{refs}</ref-list></back></article>"
    )
    return read(text.encode(), name=name)


def tei(body, back="", name="a.xml"):
    text = (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Mills</title></titleStmt>'
        f"</fileDesc></teiHeader><text><body>{body}</body><back>{back}</back></text></TEI>"
    )
    return read(text.encode(), name=name)


def x(n, said=None):
    return f'<xref ref-type="bibr" rid="B{n}">{n if said is None else said}</xref>'


def labels(document):
    return [citation.labels for citation in document.citations]


def prose(document):
    return [document.prose(claim.span) for claim in document.claims]


@pytest.mark.parametrize(
    ("marks", "shown", "pages"),
    [
        (f"[{x(1)}]", ("1",), None),
        (f"({x(1)})", ("1",), None),
        (f"<sup>{x(1)}</sup>", ("1",), None),
        (f"<sup>[{x(1)}]</sup>", ("1",), None),
        (f"[{x(1)}, {x(3)}]", ("1", "3"), None),
        (f"[{x(2)}–{x(4)}]", ("2", "3", "4"), None),
        (f"[{x(2)}-{x(4)},{x(6)}]", ("2", "3", "4", "6"), None),
        (f"<sup>{x(2)}&#8211;{x(4)}</sup>", ("2", "3", "4"), None),
        (f"[{x(2)}]–[{x(4)}]", ("2", "3", "4"), None),
        (x(2, "[2–4]"), ("2", "3", "4"), None),
        (f"[{x(2)} and {x(5)}]", ("2", "5"), None),
        (f"[{x(3)}, p. 12]", ("3",), "12"),
        (f"({x(3)}, pp. 12–14)", ("3",), "12–14"),
        ('[<xref ref-type="bibr" rid="B1 B2">1, 2</xref>]', ("1", "2"), None),
        ('<xref rid="B5"><sup>5</sup></xref>', ("5",), None),
    ],
)
def test_marks_of_one_bracket_are_one_citation(marks, shown, pages):
    document = jats(f"<p>The mill is old {marks}.</p>")

    assert labels(document) == [shown]
    assert document.citations[0].pages == pages
    assert len(document.citations[0].references) == len(shown)
    assert prose(document) == ["The mill is old."]


def test_parentheses_and_ranges_that_are_no_marks_stay():
    document = jats(
        '<p>The mill (built 1990) ran in 1–4 days [see Table <xref ref-type="table" rid="t1">1</xref>].</p>'
    )

    assert labels(document) == []
    assert document.claims[0].text == "The mill (built 1990) ran in 1–4 days [see Table 1]."


def test_citations_by_name_keep_the_names_that_the_sentence_needs():
    refs = REFS.replace("<label>1</label>", "").replace("<label>2</label>", "")
    document = jats(
        f"<p>{x(1, 'Lee1 (2001)')} saw it. It is old ({x(1, 'Lee1, 2001')}; {x(2, 'Lee2, 2002')}). "
        f"Lee2 ({x(2, '2002')}) agreed.</p>",
        refs,
    )

    assert prose(document) == ["Lee1 saw it.", "It is old.", "Lee2 agreed."]
    assert labels(document) == [("Lee1 2001",), ("Lee1 2001", "Lee2 2002"), ("Lee2 2002",)]


def test_a_mark_without_its_reference_dangles():
    assert "citation-dangling" in [problem.code for problem in jats(f"<p>It is old [{x(9)}].</p>").problems]


def test_notes_with_works_give_their_marks_and_the_others_are_text_or_sources():
    document = jats(
        '<p>It is old<xref ref-type="fn" rid="f1">a</xref>. It is new<xref ref-type="fn" rid="f2">b</xref>.'
        f' It leaks<fn id="f3"><p>Nobody has repaired it yet.</p></fn> [{x(1)}].</p>',
        back=f'<fn-group><fn id="f1"><p>As in {x(2)}.</p></fn><fn id="f2"><p>At <ext-link xlink:href="http://a.test/f">'
        'a page</ext-link>.</p></fn><fn id="f4"><p>The authors declare no interests.</p></fn></fn-group>',
    )

    assert labels(document) == [("2",), ("note 1",), ("1",)]
    assert [r.urls for r in document.references if r.label == "note 1"] == [("http://a.test/f",)]
    assert "Nobody has repaired it yet." in prose(document)
    assert "The authors declare no interests." in prose(document)


def test_floats_tables_and_formulas():
    document = jats(
        "<p>It is <italic>H</italic><sub>2</sub>O.</p><fig><label>Figure 1</label><caption><title>The mill.</title>"
        f"<p>It turned in 1900 [{x(1)}].</p></caption><graphic/></fig><table-wrap><caption><p>Mills of the "
        f"Ard.</p></caption>"
        f"<table><thead><tr><th>Mill</th><th>Built</th></tr></thead><tbody><tr><td>Ard</td><td>1764 "
        f"[{x(2)}]</td></tr></tbody>"
        "</table></table-wrap><disp-formula><tex-math>a_1</tex-math></disp-formula><code>x = [1]</code>"
    )

    assert labels(document) == [("1",), ("2",)]
    assert ("caption", "The mill. It turned in 1900.") in [
        (claim.kind.value, " ".join(document.prose(claim.span).split())) for claim in document.claims
    ] or "It turned in 1900." in prose(document)
    assert "a_1" not in document.text
    assert "H2O" in document.text.replace(" ", "")


def test_fields_come_from_the_tags():
    document = jats(
        f"<p>Old [{x(1)}].</p>",
        '<ref id="B1"><mixed-citation publication-type="book"><person-group person-group-type="author"><string-name>'
        "<surname>Roe</surname>, <given-names>M.</given-names></string-name><etal/></person-group> "
        "(<year>2001b</year>). "
        "<chapter-title>The 1999 lock</chapter-title>. In <source>Locks</source>, pp. "
        "<fpage>3</fpage>–<lpage>9</lpage>. "
        '<publisher-loc>Ebb</publisher-loc>: <publisher-name>Tern</publisher-name>. <pub-id pub-id-type="doi">10.1000/x'
        "</pub-id></mixed-citation></ref>",
    )
    entry = document.references[0]

    assert (entry.title, entry.authors, entry.published, entry.venue) == (
        "The 1999 lock",
        ("Roe, M.",),
        "2001",
        "Locks",
    )
    assert (entry.kind, entry.page_range, dict(entry.identifiers)) == ("chapter", "3–9", {"doi": "10.1000/x"})
    assert entry.text.startswith("Roe, M. (2001b). The 1999 lock. In Locks")


def test_a_reference_without_tags_is_read_as_text():
    document = jats(
        f"<p>Old [{x(1)}].</p>",
        '<ref id="B1"><label>1</label><mixed-citation>Roe, M. (2001). Locks of the Ard. Tern Press. '
        "http://a.test/locks</mixed-citation></ref>",
    )

    assert document.references[0].published == "2001"
    assert document.references[0].urls == ("http://a.test/locks",)


def test_an_article_with_its_list_alone_has_its_references():
    document = jats("")

    assert [reference.title for reference in document.references] == [f"Mill {n}" for n in range(1, 7)]


def test_notes_quotations_and_marks_of_tei():
    document = tei(
        '<div><head>Old</head><p>It is old <ref type="bibr" target="#b0">[1]</ref>-<ref type="bibr" '
        'target="#b2">[3]</ref>.'
        ' Lee wrote <q>it turns</q> there.<note place="foot" n="1">See <ref target="http://a.test/n">a '
        "page</ref>.</note>"
        ' See <ref type="figure" target="#fig_0">1</ref>.</p><cit><quote>It leaks.</quote>'
        '<bibl><ref type="bibr" target="#b1">[2]</ref></bibl></cit><p>A '
        "<choice><sic>mil</sic><corr>mill</corr></choice>"
        " is old.<lb/>It runs.</p></div>",
        "<listBibl>"
        + "".join(
            f'<biblStruct xml:id="b{n}"><monogr><title level="m">Mill {n}</title><imprint><date '
            'when="200{n}"/></imprint>'
            "</monogr></biblStruct>"
            for n in range(3)
        )
        + "</listBibl>",
    )

    assert labels(document)[0] == ("1", "2", "3")
    assert ("note 1",) in labels(document)
    assert "Lee wrote “it turns” there." in prose(document)
    assert "A mill is old." in prose(document)
    assert [reference.title for reference in document.references][:3] == ["Mill 0", "Mill 1", "Mill 2"]
    assert document.claims[0].section == ("Old",)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<article article-type='x'><body><p>It is old.</body></article>", "not well-formed"),
        (b"<TEI><text><body><p>It is old.</p></body>", "not well-formed"),
        (
            b'<!DOCTYPE article [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><article dtd-version="1"><body/></article>',
            "entities",
        ),
        (b"<article dtd-version='1'>" + b"<sec>" * 300 + b"</sec>" * 300 + b"</article>", "deep"),
    ],
)
def test_xml_that_is_not_well_formed_or_hostile_is_refused(body, said):
    with pytest.raises(ReadingError, match=said):
        read(body, name="a.xml")


def test_entities_of_files_are_never_read(tmp_path):
    (tmp_path / "secret.txt").write_text("The lock is secret.")
    document = read(
        f'<!DOCTYPE article SYSTEM "{tmp_path}/a.dtd" [<!ENTITY s SYSTEM "file://{tmp_path}/secret.txt">]>'
        f'<article dtd-version="1"><body><p>It is old&nbsp;&s; and runs.</p></body></article>'.encode(),
        name="a.xml",
    )

    assert "secret" not in document.text
    assert "It is old &s; and runs." in document.text


@pytest.mark.parametrize(
    "body",
    [b"<?xml version='1.0'?><rss><channel><title>Mills</title></channel></rss>", b"<?xml version='1.0'?><a>[1]</a>"],
)
def test_other_xml_is_refused(body):
    for name in ("a.xml", "-", "a.txt"):
        with pytest.raises(UnknownFormat, match="XML data"):
            read(body, name=name)


def test_an_article_of_html_is_a_page():
    body = b"<article><h1>Mills</h1><p>The mill is old.</p></article>"

    assert read(body, name="-").format == "html"
    xhtml = b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Old.</p></body></html>'
    assert read(xhtml, name="-").format == "html"
