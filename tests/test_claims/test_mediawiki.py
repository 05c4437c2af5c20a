from claims.linking import link
from claims.model import BlockKind, UrlAccess, UrlStatus
from claims.readers.html import read


def _page(body, references="", head="", attributes='class="mw-parser-output"'):
    markup = (
        f'<!DOCTYPE html><html lang="en"><head><title>Mill - Wiki</title>{head}</head><body><h1'
        f' id="firstHeading">Mill</h1>'
        f"<div {attributes}>{body}{references}</div></body></html>"
    )
    return read(markup.encode(), name="page.html")


def _mark(number, name="", label=None, use=0):
    own = f"{name}_{number}-{use}" if name else str(number)
    target = f"{name}-{number}" if name else str(number)
    shown = label or str(number)
    return f'<sup id="cite_ref-{own}" class="reference"><a href="#cite_note-{target}">[{shown}]</a></sup>'


def _note(number, text, name=""):
    target = f"{name}-{number}" if name else str(number)
    back = f'<span class="mw-cite-backlink"><b><a href="#cite_ref-{number}">^</a></b></span>'
    return f'<li id="cite_note-{target}">{back} <span class="reference-text">{text}</span></li>'


def _list(*notes):
    return f'<ol class="references">{"".join(notes)}</ol>'


def _blocks(layout, kind):
    return [layout.text[block.span.start : block.span.end] for block in layout.blocks if block.kind is kind]


def test_marks_lead_to_their_entries():
    layout = _page(
        f"<p>Old.{_mark(1, 'a')} Tall.{_mark(2)}{_mark(1, 'a', use=1)}</p>",
        _list(_note(1, "One", "a"), _note(2, "Two")),
    )

    assert layout.text == "Old.[1] Tall.[2][1]\n\nOne\nTwo"
    assert [mark.targets for mark in layout.marks] == [("cite_note-a-1",), ("cite_note-2",), ("cite_note-a-1",)]
    assert [(entry.label, entry.text) for entry in layout.entries] == [("1", "One"), ("2", "Two")]


def test_groups_of_notes_and_notes_in_notes():
    inner = _mark(2)
    layout = _page(
        f"<p>Old.{_mark(1, label='note 1')}</p>", _list(_note(1, f"See.{inner}")) + _list(_note(2, "Source"))
    )

    assert [(mark.labels, mark.targets) for mark in layout.marks] == [
        (("note 1",), ("cite_note-1",)),
        (("2",), ("cite_note-2",)),
    ]
    assert [(entry.label, entry.text) for entry in layout.entries] == [("note 1", "See.[2]"), ("2", "Source")]


def test_the_pages_of_parsoid():
    body = (
        '<p>Old.<sup about="#mwt1" class="mw-ref reference" id="cite_ref-1" rel="dc:references"'
        ' typeof="mw:Extension/ref">'
        '<a href="./Mill#cite_note-1"><span class="mw-reflink-text"><span class="cite-bracket">[</span>1'
        '<span class="cite-bracket">]</span></span></a></sup></p>'
        '<div class="mw-references-wrap" typeof="mw:Extension/references"><ol class="mw-references references">'
        '<li id="cite_note-1"><span class="mw-cite-backlink"><a href="./Mill#cite_ref-1" rel="mw:referencedBy">'
        '<span class="mw-linkback-text">↑</span></a></span> '
        '<span class="mw-reference-text reference-text">A source</span></li></ol></div>'
    )
    layout = read(f"<body><section>{body}</section></body>".encode(), name="page.html")

    assert layout.text == "Old.[1]\n\nA source"
    assert layout.marks[0].targets == ("cite_note-1",)


def test_a_note_that_was_never_defined_dangles():
    error = '<span class="error mw-ext-cite-error">Cite error: Invalid &lt;ref&gt; tag; no text was provided</span>'
    document = link(_page(f"<p>Old.{_mark(1)} New.{_mark(2)}</p>", _list(_note(1, error), _note(2, f"Two {error}"))))

    assert [citation.references == () for citation in document.citations] == [True, False]
    assert [reference.text for reference in document.references] == ["Two"]


def test_a_cut_off_list_leaves_its_marks_dangling():
    document = link(_page(f"<p>Old.{_mark(1)} New.{_mark(2)}</p>", _list(_note(1, "One"))))

    assert [problem.code for problem in document.problems].count("citation-dangling") == 1


def test_a_mark_names_its_page():
    page = '<sup class="reference nowrap"><span title="Page / location: 23">&#58;&#8202;23&#8202;</span></sup>'
    layout = _page(f"<p>Old.{_mark(1)}{page} And.</p>", _list(_note(1, "One")))

    assert layout.text.startswith("Old.[1]:23 And.")
    assert layout.marks[0].pages == "23"


def test_shortened_footnotes_take_the_fields_of_the_work():
    cite = (
        '<ul><li><cite id="CITEREFPryce1954" class="citation book cs1">Pryce, Owen (1954). <i>Lamps of the'
        " North</i>.</cite>"
        '<span class="Z3988"'
        ' title="rft.genre=book&amp;rft.btitle=Lamps+of+the+North&amp;rft.aulast=Pryce&amp;rft.aufirst=Owen'
        '&amp;rft.date=1954"></span></li></ul>'
    )
    short = '<a href="#CITEREFPryce1954">Pryce 1954</a>, p. 12.'
    layout = _page(f"<p>Old.{_mark(1)}</p>", _list(_note(1, short)) + cite)
    entry = layout.entries[0]

    assert (entry.text, entry.title, entry.published, entry.pages) == (
        "Pryce 1954, p. 12.",
        "Lamps of the North",
        "1954",
        "12",
    )


def test_what_a_skin_puts_around_an_article_is_no_text_of_it():
    body = (
        '<div id="toc" class="toc"><ul><li>1 History</li></ul></div>'
        '<h2><span class="mw-headline">History</span><span class="mw-editsection">[<a href="#">edit</a>]</span></h2>'
        '<div class="hatnote">Main article: Mills</div><p>It was old.</p>'
        '<div class="navbox"><p>Other mills</p></div><p style="display:none">Hidden.</p>'
        '<table class="ambox"><tr><td>This article needs sources.</td></tr></table>'
    )
    layout = _page(body)

    assert layout.text == "History\n\nMain article: Mills\n\nIt was old."
    assert [(block.kind, block.section) for block in layout.blocks] == [
        (BlockKind.HEADING, ()),
        (BlockKind.HATNOTE, ("History",)),
        (BlockKind.PARAGRAPH, ("History",)),
    ]


def test_boxes_captions_cells_and_quotations():
    body = (
        f'<table class="infobox"><tr><th>Height</th><td>41 m{_mark(1)}</td></tr></table>'
        '<figure typeof="mw:File/Thumb"><img><figcaption>The old wheel</figcaption></figure>'
        '<div class="thumb"><div class="thumbinner"><div class="thumbcaption">A lamp</div></div></div>'
        '<ul class="gallery"><li class="gallerybox"><div class="gallerytext"><p>The quay</p></div></li></ul>'
        '<table class="wikitable"><caption>Lights</caption><tr><td>1871</td></tr></table>'
        '<div class="quotebox"><blockquote class="quotebox-quote"><p>We saved it.</p></blockquote></div>'
    )
    layout = _page(body, _list(_note(1, "One")))

    assert _blocks(layout, BlockKind.FACTS) == ["Height", "41 m[1]"]
    assert _blocks(layout, BlockKind.CAPTION) == ["The old wheel", "A lamp", "The quay", "Lights"]
    assert _blocks(layout, BlockKind.TABLE_CELL) == ["1871"]
    assert _blocks(layout, BlockKind.QUOTE) == ["We saved it."]


def test_notes_of_the_editors_are_told_apart():
    note = '<sup class="noprint Inline-Template Template-Fact">[<i><a href="/wiki/X">citation needed</a></i>]</sup>'
    layout = _page(f"<p>It is tall.{note} It is old.{_mark(1)}</p>", _list(_note(1, "One")))

    assert [layout.text[span.start : span.end] for span in layout.uncited] == ["[citation needed]"]
    assert len(layout.marks) == 1


def test_fields_from_the_markup_of_a_reference():
    text = (
        '<cite class="citation news cs1">Dunne, Mary (22 November 1952). <a rel="nofollow" class="external text"'
        ' href="https://web.archive.org/web/20150612000000/http://a.test/night">"The night"</a>. <i>Gazette</i>.'
        " Archived from"
        ' <a rel="nofollow" class="external text" href="http://a.test/night">the original</a> on 12 June 2015<span'
        ' class="reference-accessdate">. Retrieved <span class="nowrap">11 June</span> 2015</span> – via <a'
        ' href="/wiki/Archive">Archive</a>.'
        ' <a href="/wiki/Doi_(identifier)">doi</a>:<a class="external text"'
        ' href="https://doi.org/10.1000%2FABC">10.1000/ABC</a>.'
        '<span class="id-lock-subscription" title="Paid subscription required"></span></cite><span class="Z3988"'
        ' title="'
        "rft.genre=article&amp;rft.jtitle=Gazette&amp;rft.atitle=The+night&amp;rft.date=1952-11-22&amp;rft_id=info%3Adoi%2F10.1000%2FABC"
        '&amp;rft.aulast=Dunne&amp;rft.aufirst=Mary&amp;rft.au=Roe%2C+Tim"></span>'
    )
    entry = _page(f"<p>Old.{_mark(1)}</p>", _list(_note(1, text))).entries[0]

    assert (entry.title, entry.publisher, entry.authors) == ("The night", "Gazette", ("Dunne, Mary", "Roe, Tim"))
    assert (entry.published, entry.accessed, entry.archived) == ("1952-11-22", "2015-06-11", "2015-06-12")
    assert entry.urls == ("http://a.test/night",)
    assert entry.archive_url == "https://web.archive.org/web/20150612000000/http://a.test/night"
    assert (entry.url_status, entry.url_access) == (UrlStatus.DEAD, UrlAccess.SUBSCRIPTION)
    assert entry.identifiers == {"doi": "10.1000/abc"}


def test_a_link_that_the_reference_calls_dead():
    dead = '<sup class="noprint Inline-Template">[<i>dead link</i>]</sup>'
    text = f'<a class="external text" href="http://a.test/x">A page</a>{dead}'
    entry = _page(f"<p>Old.{_mark(1)}</p>", _list(_note(1, text))).entries[0]

    assert entry.url_status is UrlStatus.DEAD
    assert entry.text == "A page[dead link]"


def test_the_address_is_that_of_the_revision():
    head = (
        '<link rel="canonical" href="https://rivers.wiki.test/wiki/Mill"><script>RLCONF={"wgRevisionId":4711};</script>'
    )

    assert _page("<p>Old.</p>", head=head).url == "https://rivers.wiki.test/wiki/Mill?oldid=4711"
    assert _page('<p>Old.</p><a href="http://w.test/w/index.php?title=Mill&amp;oldid=12">Permanent link</a>').url == (
        "http://w.test/w/index.php?title=Mill&oldid=12"
    )
    assert _page("<p>Old.</p>").url is None


def test_title_and_language():
    layout = _page("<p>Old.</p>")

    assert (layout.title, layout.language) == ("Mill", "en")


def test_a_bare_link_is_its_address_in_an_entry_and_a_citation_in_the_text():
    bare = '<a rel="nofollow" class="external autonumber" href="http://a.test/x">[1]</a>'
    layout = _page(f"<p>Old.{bare} Tall.{_mark(1)}</p>", _list(_note(1, bare)))

    assert layout.text == "Old. http://a.test/x Tall.[1]\n\nhttp://a.test/x"
    assert [mark.labels for mark in layout.marks] == [("1",), ("1",)]
    assert layout.entries[0].urls == ("http://a.test/x",)
