"""Bibliographies in other places: in the front matter, in a Quarto project, and in the list that biber makes."""

import pytest

from claims.reading import read

YAML = """---
title: Mills
references:
- id: lee
  type: book
  title: "Mills: a history"
  author:
  - family: Lee
    given: Ann
  - {family: Roe, given: Max}
  publisher: Tern
  issued: {date-parts: [[1990, 5]]}
  ISBN: 978-0-306-40615-7  # a comment
- id: okoro04
  type: article-journal
  title: >
    Millers and
    their debts
  container-title: 'Rural History'
  author: [{family: Okoro, given: Ben}]
  issued:
  - year: 2004
    month: 5
  DOI: 10.1000/jrh.2004.12
lang: en
---

The mill is old [@lee]. It runs [@okoro04, p. 3].
"""
BBL = r"""
\refsection{0}
  \datalist[entry]{nty/global//global/global}
    \entry{lee}{book}{}{}
      \name{author}{2}{}{%
        {{hash=a}{%
           family={Lee},
           familyi={L\bibinitperiod},
           given={Ann},
           giveni={A\bibinitperiod}}}%
        {{hash=b}{family={Roe}, familyi={R\bibinitperiod}, given={Max}, giveni={M\bibinitperiod}}}%
      }
      \list{publisher}{1}{%
        {Tern}%
      }
      \field{title}{The mill of \emph{Ebb}}
      \field{year}{1990}
      \field{labelyear}{1990}
      \verb{doi}
      \verb 10.1000/mill
      \endverb
    \endentry
    \entry{never}{book}{}{}
      \field{title}{Never closed}
"""


def test_works_in_the_front_matter_are_cited(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(YAML)
    document = read(path)
    first, second = document.references

    assert [citation.labels for citation in document.citations] == [("lee",), ("okoro04",)]
    assert (first.title, first.authors, first.published, first.publisher) == (
        "Mills: a history",
        ("Lee, Ann", "Roe, Max"),
        "1990-05",
        "Tern",
    )
    assert dict(first.identifiers) == {"isbn": "9780306406157"}
    assert (second.title, second.published, second.venue) == ("Millers and their debts", "2004-05", "Rural History")
    place = document.origin(second.span)
    assert (place.line, place.file) == (14, "")
    assert document.language == "en"


@pytest.mark.parametrize(
    "inside", ["references: none", "references:", "references:\n- a\n- b", "references:\n  x: y", "references:\n- [[[["]
)
def test_front_matter_without_works_is_none(inside):
    document = read(f"---\n{inside}\n---\n\nThe mill is old.\n".encode(), name="a.md")

    assert document.references == ()
    assert [claim.text for claim in document.claims] == ["The mill is old."]


def test_the_settings_of_a_quarto_project_name_the_bibliography(tmp_path):
    (tmp_path / "_quarto.yml").write_text("project:\n  type: book\nbibliography:\n  - works/refs.bib\n")
    (tmp_path / "works").mkdir()
    (tmp_path / "works" / "refs.bib").write_text("@book{lee, author = {Lee, Ann}, title = {Mills}, year = 1990}\n")
    path = tmp_path / "a.md"
    path.write_text("The mill is old [@lee].\n")

    assert [reference.title for reference in read(path).references] == ["Mills"]
    path.write_text("---\nbibliography: other.bib\n---\n\nThe mill is old [@lee].\n")
    assert any("other.bib" in problem.message for problem in read(path).problems)


def test_a_list_of_biber_stands_in_for_a_bibliography_that_is_missing(tmp_path):
    path = tmp_path / "a.tex"
    (tmp_path / "a.bbl").write_text(BBL)
    path.write_text(
        "\\documentclass{article}\n\\addbibresource{gone.bib}\n\\begin{document}\n"
        "The mill is old \\parencite{lee}.\n\\end{document}\n"
    )
    document = read(path)
    entry = document.references[0]

    assert (entry.title, entry.authors, entry.published, entry.publisher) == (
        "The mill of Ebb",
        ("Lee, Ann", "Roe, Max"),
        "1990",
        "Tern",
    )
    assert dict(entry.identifiers) == {"doi": "10.1000/mill"}
    place = document.origin(entry.span)
    assert (place.file, place.line) == ("a.bbl", 4)
    (tmp_path / "gone.bib").write_text("@book{lee, title = {Another}}\n")
    assert read(path).references[0].title == "Another"
