"""reStructuredText: what is a mark, a note, a link, a citation by key, and what only looks like one."""

import pytest

from claims.reading import read

BIB = (
    "@book{lee, author = {Lee, Ann}, title = {Mills}, year = 2019}\n"
    "@book{roe, author={Roe, Max}, title={Locks}, year=2001}"
)


def rst(text, **more):
    return read(text.encode(), name="a.rst", **more)


def labels(document):
    return [citation.labels for citation in document.citations]


@pytest.fixture
def beside(tmp_path):
    def written(text):
        (tmp_path / "refs.bib").write_text(BIB)
        path = tmp_path / "a.rst"
        path.write_text(text)
        return read(path)

    return written


def test_notes_have_their_numbers_their_names_and_their_places():
    document = rst(
        "One [2]_. Two [#]_. Three [#b]_. Four [*]_. Five [#b]_.\n\n.. [2] By hand. http://a.test/2\n"
        ".. [#] First. 1990\n"
        ".. [#b] Named,\n   on two lines.\n.. [*] A sign.\n"
    )

    assert labels(document) == [("2",), ("1",), ("3",), ("*",), ("3",)]
    assert [reference.text for reference in document.references] == [
        "By hand. http://a.test/2",
        "First. 1990",
        "Named, on two lines.",
        "A sign.",
    ]


def test_citations_mean_the_entries_of_the_list_and_notes_beside_them_are_remarks():
    document = rst(
        "The mill is old [CIT2002]_, they say [#n]_. The lock is not [Roe-01]_.\n\n"
        ".. [CIT2002] Ann Lee. *Mills*. 2002.\n.. [Roe-01] Max Roe. *Locks*. 2001.\n"
        ".. [#n] Nobody has ever proved that they do [roe-01]_.\n"
    )

    assert labels(document) == [("CIT2002",), ("Roe-01",), ("Roe-01",)] or labels(document)[0] == ("CIT2002",)
    assert [reference.label for reference in document.references] == ["CIT2002", "Roe-01"]
    assert any("Nobody has ever proved" in claim.text for claim in document.claims)


def test_a_citation_without_an_entry_dangles():
    assert [problem.code for problem in rst("It is old [Lee99]_ [Roe]_.\n\n.. [Roe] Roe 1990.\n").problems] == [
        "citation-dangling"
    ]


@pytest.mark.parametrize(
    ("text", "url", "words"),
    [
        ("`the census <http://a.test/x>`_ counts it, says the mill.", "http://a.test/x", "the census"),
        ("`the census <http://a.test/\nx>`__ counts it, says the mill.", "http://a.test/x", "the census"),
        ("`The census`_ counts it.\n\n.. _the census: http://a.test/x", "http://a.test/x", "The census"),
        ("census_ counts it.\n\n.. _Census: http://a.test/x", "http://a.test/x", "census"),
        ("`census`__ counts it.\n\n__ http://a.test/x", "http://a.test/x", "census"),
        ("census__ counts it.\n\n.. __: http://a.test/x", "http://a.test/x", "census"),
        ("`census <other_>`_ counts.\n\n.. _other: http://a.test/x", "http://a.test/x", "census"),
        ("`census`_ counts.\n\n.. _census:\n   http://a.test/x", "http://a.test/x", "census"),
        ("|c|_ counts.\n\n.. |c| replace:: The census\n.. _c: http://a.test/x", "http://a.test/x", "The census"),
        ("See :doi:`10.1000/xyz` for the mill.", "https://doi.org/10.1000/xyz", "doi:10.1000/xyz"),
        ("See :rfc:`2822` for the mill.", "https://www.rfc-editor.org/rfc/rfc2822", "RFC 2822"),
    ],
)
def test_links_have_their_addresses_and_their_words(text, url, words):
    document = rst(text + "\n")

    assert [(link.urls[0], link.text) for link in document.references] == [(url, words)]
    assert "_" not in document.prose(document.claims[0].span)


def test_roles_cite_works_of_the_bibliography_beside(beside):
    document = beside("The mill is old :cite:p:`lee,roe`. :cite:t:`lee` saw it :cite:`{see}roe{pp. 3--5}`.\n")

    assert labels(document) == [("lee", "roe"), ("lee",), ("roe",)]
    assert document.citations[2].pages == "3–5"
    assert "Lee [lee] saw it" in document.text
    assert [reference.title for reference in document.references] == ["Mills", "Locks"]


def test_a_bibliography_that_is_named_and_absent_is_told(tmp_path):
    path = tmp_path / "a.rst"
    path.write_text("The mill is old :cite:p:`lee`.\n\n.. bibliography:: gone.bib\n")
    messages = [problem.message for problem in read(path).problems]

    assert any("gone.bib" in message and "not read" in message for message in messages)


@pytest.mark.parametrize(
    "text",
    [
        "Write it so::\n\n    The mill [1]_ and :cite:p:`lee` stand.\n",
        ".. The mill [1]_ and :cite:p:`lee` stand in a comment.\n",
        "..\n   The mill [1]_ and `x <http://a.test>`_ stand in a comment.\n",
        "Write ``[1]_`` and ``:cite:p:`lee``` here.\n",
        ".. code-block:: rst\n   :linenos:\n\n   The mill [1]_ stands.\n",
        ">>> mill [1]_\n",
        "The word a\\_ and the sign \\*, array[i]\\_ and snake_case_name are words.\n",
    ],
)
def test_code_comments_and_escapes_are_no_marks(text):
    document = rst("A mill.\n\n" + text)

    assert document.citations == ()
    assert document.references == ()


def test_code_and_comments_make_no_claims():
    document = rst("The mill is old. So::\n\n    The lock is new.\n\n.. The weir is new.\n\nThe pond is old.\n")

    assert [claim.text for claim in document.claims] == ["The mill is old.", "So:", "The pond is old."]


def test_what_is_included_is_told_and_never_read(tmp_path):
    (tmp_path / "b.rst").write_text("The lock is secret.\n")
    path = tmp_path / "a.rst"
    path.write_text(
        "The mill is old.\n\n.. include:: b.rst\n\n.. include:: /etc/passwd\n\n.. raw:: html\n   :file: b.rst\n\n"
        ".. raw:: html\n\n   <p>Four more words stand here, unread.</p>\n\n.. raw:: latex\n\n   \\newpage\n"
    )
    document = read(path)

    assert "secret" not in document.text
    assert [problem.message for problem in document.problems if problem.code == "document-incomplete"] == [
        "The file b.rst, which the document includes in line 3, was not read.",
        "The file /etc/passwd, which the document includes in line 5, was not read.",
        "The block of raw html in line 7 was not read.",
        "The block of raw html in line 10 was not read.",
    ]


def test_directives_show_their_text():
    document = rst(
        "Mills\n=====\n\n.. note:: The mill is\n   old [1]_.\n\n.. figure:: a.png\n   :alt: none\n\n"
        "   The mill in 1900 [1]_.\n\n"
        "   It burned down.\n\n.. admonition:: A title\n\n   The lock leaks.\n\n.. py:function:: turn(x)\n\n"
        "   It turns the wheel.\n\n"
        ".. deprecated:: 3.1\n   The sluice is gone.\n\n.. image:: b.png\n   :alt: The weir.\n\n.. [1] Lee 1990.\n"
    )

    assert [(claim.kind.value, document.prose(claim.span)) for claim in document.claims] == [
        ("paragraph", "The mill is old."),
        ("caption", "The mill in 1900."),
        ("paragraph", "It burned down."),
        ("paragraph", "The lock leaks."),
        ("paragraph", "It turns the wheel."),
        ("paragraph", "The sluice is gone."),
    ]


def test_tables_have_their_cells():
    grid = (
        "+------+-------+\n| Mill | Built |\n+======+=======+\n| Ard  | 1764  |\n|      | [1]_  |\n+------+-------+\n"
    )
    simple = "====  =====\nMill  Built\n====  =====\nArd   1764 [1]_\nEbb   1802\n====  =====\n"
    for table in (grid, simple):
        document = rst(f"Mills.\n\n{table}\n.. [1] Lee 1990.\n")

        assert labels(document) == [("1",)]
        assert "1764" in document.text
        assert "==" not in document.text
        assert "--" not in document.text


def test_lists_sections_and_quotations_are_what_they_are():
    document = rst(
        "#####\nMills\n#####\n\nOld\n===\n\nThe mill is\nold.\n\n1. The lock is new.\n2. The weir is\n   low.\n"
        "\n   It leaks.\n\n"
        "wheel\n   It turns.\n\nA sentence with 1. a number.\n\n   The pond is deep.\n\n   -- Ann Lee\n\nNew\n"
        "===\n\n| The race\n| runs.\n"
    )
    found = [(claim.kind.value, claim.section, claim.text) for claim in document.claims]

    assert document.title == "Mills"
    assert ("paragraph", ("Old",), "The mill is old.") in found
    assert ("list-item", ("Old",), "The lock is new.") in found
    assert ("list-item", ("Old",), "The weir is low.") in found
    assert ("list-item", ("Old",), "It turns.") in found
    assert ("quote", ("Old",), "The pond is deep.") in found
    assert ("paragraph", ("New",), "The race runs.") in [
        (kind, path, " ".join(text.split())) for kind, path, text in found
    ]


def test_a_list_under_references_that_is_plain_text_is_read_as_in_other_formats():
    document = rst(
        "Mills\n=====\n\nThe mill is old [1]. It burned [2].\n\nReferences\n----------\n\n"
        "1. Lee, A. Mills. 1990.\n2. Roe, B. Fire. 1991.\n"
    )

    assert labels(document) == [("1",), ("2",)]
    assert all(citation.references for citation in document.citations)
