"""AsciiDoc, Org and Typst: what is a note, a link, a citation by key, and what only looks like one."""

import pytest

from claims.reading import read

BIB = (
    "@book{lee, author = {Lee, Ann}, title = {Mills}, year = 2019}\n"
    "@book{roe, author = {Roe, Max}, title = {Locks}, year = 2001}\n"
)
SUFFIXES = {"asciidoc": "adoc", "org": "org", "typst": "typ"}


@pytest.fixture
def beside(tmp_path):
    def written(kind, text):
        (tmp_path / "refs.bib").write_text(BIB)
        path = tmp_path / f"a.{SUFFIXES[kind]}"
        path.write_text(text)
        return read(path)

    return written


def alone(kind, text):
    return read(text.encode(), name=f"a.{SUFFIXES[kind]}")


def labels(document):
    return [citation.labels for citation in document.citations]


def prose(document):
    return [" ".join(document.prose(claim.span).split()) for claim in document.claims]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("asciidoc", "The mill is old.footnote:[Lee, Ann. _Mills_. 1990. See http://a.test/m[a page].] It "
        "runs.footnote:r[Roe 2001.] It leaks.footnote:r[]"),
        ("asciidoc", "The mill is old.footnoteref:[x,Lee. Mills. 1990. http://a.test/m] It runs.footnote:r[Roe "
        "2001.] It leaks.footnoteref:[r]"),
        ("org", "The mill is old.[fn:1] It runs.[fn:r] It leaks.[fn:r]\n\n"
        "[fn:1] Lee. /Mills/. 1990. [[http://a.test/m][A page]].\n\n[fn:r] Roe\n2001.\n"),
        ("org", "The mill is old.[fn::Lee. Mills. 1990. http://a.test/m] It runs.[fn:r:Roe 2001.] It leaks.[fn:r]"),
        ("typst", 'The mill is old.#footnote[Lee. _Mills_. 1990. #link("http://a.test/m")[A page].] It '
        'runs.#footnote[Roe 2001.] <r> It leaks.#footnote(<r>)'),
    ],
)  # fmt: skip
def test_notes_are_entries_with_their_words(kind, text):
    document = alone(kind, text)

    assert prose(document) == ["The mill is old.", "It runs.", "It leaks."]
    assert [labels(document)[place][0] for place in (1, 2)] in (["2", "2"], ["r", "r"])
    assert document.references[0].urls == ("http://a.test/m",)
    assert " ".join(document.references[1].text.split()) == "Roe 2001."


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("asciidoc", ":bibtex-file: refs.bib\n\nThe mill is old cite:[lee,roe]. citenp:[lee] saw it "
        "cite:[roe(12-14)].\n"),
        ("org", "#+bibliography: refs.bib\n\nThe mill is old [cite:@lee;@roe]. [cite/t:@lee] saw it [cite:@roe "
        "pp. 12-14].\n"),
        ("org", "The mill is old citep:lee,roe. citet:lee saw it [cite:see @roe p. 12--14].\n"),
        ("org", "The mill is old [[cite:&lee;&roe]]. \\citet{lee} saw it \\citep[pp. 12--14]{roe}.\n"),
        ("typst", 'The mill is old #cite(<lee>)#cite(<roe>). #cite(<lee>, form: "prose") saw it @roe[pp. '
        '12-14].\n#bibliography("refs.bib")\n'),
    ],
)  # fmt: skip
def test_works_of_the_bibliography_are_cited(beside, kind, text):
    document = beside(kind, text)

    assert labels(document) == [("lee", "roe"), ("lee",), ("roe",)]
    assert prose(document) == ["The mill is old.", "Lee saw it."]
    assert document.citations[2].pages == "12–14"
    assert [reference.title for reference in document.references] == ["Mills", "Locks"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("asciidoc", "The http://a.test/x[census of mills] counts it.footnote:[So they say.] See <<sec>> and "
        "xref:b.adoc[more].\n\n[[sec]]\n== A section\n"),
        ("asciidoc", "The link:http://a.test/x[census of mills^] counts it.footnote:[So they say.] See more.\n"),
        ("org", "The [[http://a.test/x][census of mills]] counts it.[fn::So they say.] See [[*A "
        "section][more]] [[file:a.png]].\n"),
        ("typst", 'The #link("http://a.test/x")[census of mills] counts it.#footnote[So they say.] See @sec.\n'
        '\n= A section <sec>\n'),
    ],
)  # fmt: skip
def test_links_are_sources_and_places_of_the_document_are_none(kind, text):
    document = alone(kind, text)
    urls = [reference.urls[0] for reference in document.references if reference.urls]

    assert prose(document)[0] == "The census of mills counts it."
    assert urls == ["http://a.test/x"]
    assert not [problem for problem in document.problems if problem.code == "citation-dangling"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("asciidoc", "// <<lee>> footnote:[x]\n----\ncite:[lee] footnote:[x]\n----\n////\ncite:[lee]\n////\n\n"
        "Write `cite:[lee]` and \\footnote:[x] here.\n"),
        ("asciidoc", "[source,ruby]\nputs footnote:[x]\n\n  cite:[lee] is indented\n\n....\ncite:[lee]\n....\n"),
        ("org", "# [cite:@lee]\n#+begin_src org\n[cite:@lee] [fn:1]\n#+end_src\n: [fn:2]\n"
        "Write ~[cite:@lee]~ and =[fn:1]= here.\n#+begin_comment\n[cite:@lee]\n#+end_comment\n"),
        ("typst", "// @lee\n/* @lee #footnote[x] */\n```typ\n@lee #footnote[x]\n```\n"
        "Write `@lee` and \\@lee to a\\@b.test or me@lee.test here.\n"),
    ],
)  # fmt: skip
def test_code_and_comments_are_no_marks(kind, text):
    document = alone(kind, text)

    assert document.citations == ()
    assert document.references == ()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("asciidoc", "= Mills\n\n== Old\n\nThe mill is old.\n\n. The lock is new.\n. The weir\nis low.\n\n"
        "term:: It turns.\n\n____\nIt never stops.\n____\n\n.A table of mills.\n|===\n|Mill |Built\n\n"
        "|Ard |It is of 1764.\n|===\n\nNOTE: Mind the race.\n"),
        ("org", "#+title: Mills\n* Old\nThe mill is old.\n1. The lock is new.\n2. The weir\n   is low.\n"
        "- term :: It turns.\n#+begin_quote\nIt never stops.\n#+end_quote\n#+caption: A table of mills.\n"
        "| Mill | Built |\n|------+-------|\n| Ard | It is of 1764. |\n\nMind the race.\n"),
        ("typst", '#set document(title: "Mills")\n= Old\nThe mill is old.\n\n+ The lock is new.\n+ The weir\n'
        '  is low.\n/ term: It turns.\n\n#quote(block: true)[It never stops.]\n'
        '#figure(table(columns: 2, [Mill], [Built], [Ard], [It is of 1764.]), caption: [A table of mills.])\n\n'
        'Mind the race.\n'),
    ],
)  # fmt: skip
def test_blocks_are_what_they_are(kind, text):
    document = alone(kind, text)
    found = [(claim.kind.value, claim.section, " ".join(claim.text.split())) for claim in document.claims]

    assert document.title == "Mills"
    assert ("paragraph", ("Old",), "The mill is old.") in found
    assert ("list-item", ("Old",), "The lock is new.") in found
    assert ("list-item", ("Old",), "The weir is low.") in found
    assert ("list-item", ("Old",), "It turns.") in found
    assert ("quote", ("Old",), "It never stops.") in found
    assert "Built" in document.text.split("\n")
    assert "It is of 1764." in document.text.split("\n")
    assert any(text == "A table of mills." for _, _, text in found)
    assert ("paragraph", ("Old",), "Mind the race.") in found


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("asciidoc", "include::{name}[]"),
        ("org", "#+INCLUDE: {name}"),
        ("typst", '#include "{name}"'),
    ],
)
def test_what_is_included_is_told_and_never_read(tmp_path, kind, line):
    (tmp_path / "b.txt").write_text("The lock is secret.\n")
    path = tmp_path / f"a.{SUFFIXES[kind]}"
    path.write_text(
        "The mill is old.\n\n" + "\n\n".join(line.format(name=n) for n in ("b.txt", "/etc/passwd", "../c.txt")) + "\n"
    )
    document = read(path)
    told = [problem.message for problem in document.problems if problem.code == "document-incomplete"]

    assert len(told) == 3
    assert "b.txt" in told[0]
    assert "line 3" in told[0]
    assert "secret" not in document.text
    assert "root:" not in document.text


@pytest.mark.parametrize("kind", SUFFIXES)
def test_a_bibliography_outside_of_the_folder_is_refused_and_told(tmp_path, kind):
    lines = {
        "asciidoc": ":bibtex-file: ../x.bib\n\nOld cite:[lee].\n",
        "org": "#+bibliography: ../x.bib\n\nOld [cite:@lee].\n",
        "typst": '#bibliography("../x.bib")\n\nOld @lee.\n',
    }
    (tmp_path / "x.bib").write_text(BIB)
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / f"a.{SUFFIXES[kind]}"
    path.write_text(lines[kind])

    assert any("../x.bib" in problem.message and "not read" in problem.message for problem in read(path).problems)


def test_an_entry_of_asciidoc_is_shown_by_its_own_label():
    document = alone(
        "asciidoc",
        "Old <<lee>>. New <<lee,p. 3>>.\n\n[bibliography]\n== Works\n\n* [[[lee,1]]] Lee, Ann. Mills. 1990.\n",
    )

    assert labels(document) == [("1",), ("1",)]
    assert document.citations[1].pages == "3"


def test_emphasis_is_left_out_and_signs_stay():
    texts = {
        "asciidoc": '*The* _mill_ is `old`, 2 * 3 and snake_case, H~2~O, {plus}1 "`so`".',
        "org": "*The* /mill/ is =old=, 2 * 3 and snake_case, a/b and x^{2}.",
        "typst": "*The* _mill_ is `old`, 2 \\* 3 and snake_case, $x$ -- so.",
    }
    wanted = {
        "asciidoc": "The mill is old, 2 * 3 and snake_case, H2O, +1 “so”.",
        "org": "The mill is old, 2 * 3 and snake_case, a/b and x².",
        "typst": "The mill is old, 2 * 3 and snake_case, x – so.",
    }
    for kind, text in texts.items():
        assert alone(kind, text).text == wanted[kind]


@pytest.mark.parametrize(
    "text",
    [
        "* one\n* two\n* three\n* four\n",
        "== History ==\nText.\n== Decline ==\nText.\n== Now ==\n[[Mill]] and [[Lock]].\n",
        "Write to a@b.test, c@d.test or @lee and @roe. See [1] and [2].\n",
        "# Title\n\n## Old\n\n**bold** and [link](http://a.test).\n",
        "a = 1\n= 2\n",
    ],
)
def test_other_texts_are_not_taken_for_these(text):
    assert read(text.encode(), name="-").format not in ("asciidoc", "org", "typst", "rst")


def test_signs_that_set_nothing_off_stay():
    assert alone("asciidoc", "A *star and an _underline, *old*ish and 3*4*5 mills.").text == (
        "A *star and an _underline, *old*ish and 3*4*5 mills."
    )
