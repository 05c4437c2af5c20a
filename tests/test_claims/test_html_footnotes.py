import pytest

from claims.model import BlockKind
from claims.readers.html import read


def _read(body):
    return read(
        f"<html><head><title>T</title></head><body><article>{body}</article></body></html>".encode(), name="a.html"
    )


def _found(layout):
    labels = {entry.key: entry.label for entry in layout.entries}
    return [labels[mark.targets[0]] if mark.targets else None for mark in layout.marks], [
        entry.text for entry in layout.entries
    ]


WORD = """<p>Old.<a href="#_ftn1" name="_ftnref1"><span class="MsoFootnoteReference">[1]</span></a>
 Tall.<a href="#_ftn2" name="_ftnref2"><span class="MsoFootnoteReference">[2]</span></a></p><br clear="all"><hr>
<div id="ftn1"><p class="MsoFootnoteText"><a href="#_ftnref1" name="_ftn1">[1]</a> First note.</p></div>
<div id="ftn2"><p class="MsoFootnoteText"><a href="#_ftnref2" name="_ftn2">[2]</a> Second note.</p></div>"""
GOOGLE = """<p>Old.<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> Tall.<sup><a href="#ftnt2"
id="ftnt_ref2">[2]</a></sup></p><hr>
<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a>&nbsp;First note.</p></div>
<div><p><a href="#ftnt_ref2" id="ftnt2">[2]</a>&nbsp;Second note.</p></div>"""
WORDPRESS = """<p>Old.<sup data-fn="ab" class="fn"><a href="#ab" id="ab-link">1</a></sup> Tall.<sup class="fn"><a
href="#cd" id="cd-link">2</a></sup></p>
<ol class="wp-block-footnotes"><li id="ab">First note. <a href="#ab-link">↩︎</a></li><li id="cd">Second note. <a
href="#cd-link">↩︎</a></li></ol>"""
SUBSTACK = """<p>Old.<a class="footnote-anchor" id="footnote-anchor-1" href="https://s.test/p/x#footnote-1">1</a>
 Tall.<a class="footnote-anchor" id="footnote-anchor-2" href="https://s.test/p/x#footnote-2">2</a></p>
<div class="footnote"><a id="footnote-1" href="https://s.test/p/x#footnote-anchor-1" class="footnote-number">1</a>
<div class="footnote-content"><p>First note.</p></div></div>
<div class="footnote"><a id="footnote-2" href="https://s.test/p/x#footnote-anchor-2" class="footnote-number">2</a>
<div class="footnote-content"><p>Second note.</p></div></div>"""
PANDOC = """<p>Old.<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>
 Tall.<a href="#fn2" class="footnote-ref" id="fnref2" role="doc-noteref"><sup>2</sup></a></p>
<section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1" role="doc-endnote"><p>First note.<a
href="#fnref1" role="doc-backlink">↩︎</a></p></li>
<li id="fn2" role="doc-endnote"><p>Second note.<a href="#fnref2" role="doc-backlink">↩︎</a></p></li></ol></section>"""
SPHINX = """<p>Old.<a class="footnote-reference brackets" href="#id3" id="id1" role="doc-noteref"><span
class="fn-bracket">[</span>1<span
 class="fn-bracket">]</span></a> Tall.<a class="footnote-reference brackets" href="#id4" id="id2"
role="doc-noteref">2</a></p>
<aside class="footnote-list brackets"><aside class="footnote brackets" id="id3" role="doc-footnote"><span
class="label"><span
 class="fn-bracket">[</span><a role="doc-backlink" href="#id1">1</a><span class="fn-bracket">]</span></span><p>First
note.</p></aside>
<aside class="footnote brackets" id="id4" role="doc-footnote"><span class="label"><span class="fn-bracket">[</span><a
 role="doc-backlink" href="#id2">2</a><span class="fn-bracket">]</span></span><p>Second note.</p></aside></aside>"""
TUFTE = """<p>Old.<label for="sn-a" class="margin-toggle sidenote-number"></label><input type="checkbox" id="sn-a"
class="margin-toggle">
<span class="sidenote">First note.</span> Tall.<label for="sn-b" class="margin-toggle sidenote-number"></label><input
type="checkbox"
 id="sn-b" class="margin-toggle"><span class="sidenote">Second note.</span> More.</p>"""
RAISED = """<p>Old.<sup>1</sup> Tall.<sup>2</sup></p><h2>Notes</h2><p><sup>1</sup> First note.</p><p><sup>2</sup>
Second note.</p>"""
LINKED = """<p>Old [<a href="#r1">1</a>]. Tall [<a href="#r2">2</a>].</p><h2>References</h2><ol><li id="r1">First
note.</li><li id="r2">Second note.</li></ol>"""


@pytest.mark.parametrize(
    "markup",
    [WORD, GOOGLE, WORDPRESS, SUBSTACK, PANDOC, SPHINX, TUFTE, RAISED, LINKED],
    ids=["word", "google", "wordpress", "substack", "pandoc", "sphinx", "tufte", "raised", "linked"],
)
def test_notes_as_other_software_writes_them(markup):
    layout = _read(markup)

    assert _found(layout) == (["1", "2"], ["First note.", "Second note."])
    assert [layout.text[mark.span.start : mark.span.end] for mark in layout.marks] == ["[1]", "[2]"]


def test_links_in_one_pair_of_brackets_are_marks_each():
    layout = _read(
        '<p>Old [<a href="#r1">1</a>, <a href="#r2">2</a>].</p><h2>References</h2><ol><li id="r1">One.</li><li'
        ' id="r2">Two.</li></ol>'
    )

    assert layout.text.startswith("Old [1], [2].")


@pytest.mark.parametrize(
    "markup",
    [
        '<ol><li><a href="#s1">1</a></li><li><a href="#s2">2</a></li></ol><h2 id="s1">1 Start</h2><p>A.</p><h2'
        ' id="s2">2 End</h2>',
        '<p>See <a href="#thm">1</a>.</p><h3><a name="thm"></a>Theorem 1</h3><p>For all x.</p>',
        "<p>It holds 5 m<sup>2</sup> and 10<sup>3</sup> lamps.</p><p>More words.</p>",
        '<p>Read <a href="/menu">more</a> about <a href="#comments">12</a> of them.</p><div id="comments">Nice.</div>',
        "<p>First [1] and last [x].</p><ol><li>One</li></ol>",
    ],
)
def test_what_only_looks_like_a_note(markup):
    layout = _read(markup)

    assert (layout.marks, layout.entries) == ((), ())


RAISED = """<p>Old.<sup><a href="#n1">[1]</a></sup> Tall.<sup><a href="#n1">[1]</a></sup>
 Wide.<sup><a href="#n2">[2]</a></sup></p>
<ol><li id="n1"><a href="http://a.test/x">First note</a>, 2019</li><li id="n2">Second note.</li></ol>"""


def test_raised_numbers_lead_to_the_items_with_these_numbers():
    labels, entries = _found(_read(RAISED))
    assert labels == ["1", "1", "2"]
    assert entries == ["First note, 2019", "Second note."]
    labels, entries = _found(_read(RAISED.replace('"#n1"', '"#n3"').replace('"#n2"', '"#n1"').replace("#n3", "#n2")))
    assert (labels, entries) == ([], ["First note"])  # the numbers are others: links to the steps of a recipe


def test_numbers_in_the_text_lead_to_a_plain_list():
    layout = _read(
        "<p>The lamp was lit.[2] It is tall.[1]</p><h2>References</h2><ol><li>Pryce (1954). "
        '<a href="http://a.test/lamps">Lamps</a>.</li><li>The Gazette. 1 May 1952.</li></ol>'
    )

    assert [(entry.label, entry.text) for entry in layout.entries] == [
        ("1", "Pryce (1954). Lamps."),
        ("2", "The Gazette. 1 May 1952."),
    ]
    assert [mark.labels for mark in layout.marks] == [("2",), ("1",)]


def test_a_raised_link_to_the_web_is_a_citation():
    layout = _read(
        '<p>Old.<sup><a href="http://a.test/x">1</a></sup> Tall.<sup><a href="http://b.test/y">2</a></sup></p>'
    )

    assert [entry.urls for entry in layout.entries] == [("http://a.test/x",), ("http://b.test/y",)]
    assert [mark.labels for mark in layout.marks] == [("1",), ("2",)]


def test_navigation_and_comments_make_no_claims():
    layout = read(
        b"<body><nav><p>Home and more.</p></nav><main><h1>T</h1><p>The lamp was lit.</p></main>"
        b'<div class="comments"><p>I was there in 1952.</p></div><footer><p>All rights.</p></footer></body>',
        name="a.html",
    )

    kinds = {layout.text[block.span.start : block.span.end]: block.kind for block in layout.blocks}
    assert kinds["The lamp was lit."] is BlockKind.PARAGRAPH
    assert {kinds[text] for text in ("Home and more.", "I was there in 1952.", "All rights.")} == {BlockKind.NAVIGATION}


@pytest.mark.parametrize(
    "markup",
    [
        # an essay in one cell, its notes parted by line breaks
        '<table><tr><td><font>Old.[<a href="#f1n">1</a>] Tall.[<a href="#f2n">2</a>]<br><br><b>Notes</b><br><br>'
        '[<a name="f1n">1</a>] First note.<br><br>[<a name="f2n">2</a>] Second note.<br><br></font></td></tr></table>',
        # raised numbers in one paragraph
        "<p>Old.<sup>1</sup> Tall.<sup>2</sup></p><hr><p><sup>1</sup> First note.<br><sup>2</sup> Second note.</p>",
        # numbers in brackets, without links and without a heading
        "<p>Old.[1] Tall.[2]</p><hr><p>[1] First note.</p><p>[2] Second note.</p>",
        # a definition list
        '<p>Old. <a class="footnote-reference" href="#id3" id="id1">1</a> Tall. <a class="footnote-reference"'
        ' href="#id4" id="id2">2</a>'
        '</p><dl class="footnote"><dt id="id3"><a href="#id1">1</a></dt><dd><p>First note.</p></dd><dt id="id4"><a'
        ' href="#id2">2</a></dt>'
        "<dd><p>Second note.</p></dd></dl>",
        # an electronic book
        '<p>Old.<a epub:type="noteref" href="#n1">1</a> Tall.<a epub:type="noteref" href="#n2">2</a></p>'
        '<aside epub:type="footnote" id="n1"><p>First note.</p></aside><aside epub:type="footnote" id="n2"><p>Second'
        " note.</p></aside>",
        # a paper made from LaTeX
        '<p>Old.<span class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">1</sup><span'
        ' class="ltx_note_outer"><span'
        ' class="ltx_note_content"><sup class="ltx_note_mark">1</sup><span class="ltx_tag">1</span>First'
        " note.</span></span></span>"
        ' Tall.<span class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">2</sup><span'
        ' class="ltx_note_outer"><span'
        ' class="ltx_note_content"><sup class="ltx_note_mark">2</sup>Second note.</span></span></span></p>',
    ],
    ids=["essay", "breaks", "brackets", "definitions", "book", "paper"],
)
def test_notes_of_other_shapes(markup):
    layout = _read(markup)

    assert [mark.labels for mark in layout.marks] == [("1",), ("2",)]
    assert [(entry.label, entry.text) for entry in layout.entries] == [("1", "First note."), ("2", "Second note.")]


def test_one_raised_mark_with_several_numbers():
    layout = _read(
        "<p>Old.<sup>1</sup> Tall.<sup>1,2</sup></p><h2>References</h2><ol><li>First.</li><li>Second.</li></ol>"
    )

    assert [mark.labels for mark in layout.marks] == [("1",), ("1", "2")]
    assert layout.text.startswith("Old.[1] Tall.[1, 2]")
