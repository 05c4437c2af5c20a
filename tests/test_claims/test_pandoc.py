"""Citations by key in Markdown, as pandoc, Quarto, R Markdown and MyST write them."""

import time
from pathlib import Path

import pytest

from claims.errors import ReadingError
from claims.model import Document
from claims.reading import read

BIB = """
@article{lee2019, author = {Lee, Ann}, title = {The mill}, year = 2019, doi = {10.1000/a}}
@book{roe:2020, author = {Roe, Jo and Ng, Bo}, title = {The oven}, year = 2020}
@misc{ng_21, author = {Ng, A and B, C and D, E}, title = {The weir}, year = 2021, url = {https://weir.test/x}}
@misc{web, title = {A page without authors}, url = {https://page.test/x}}
@book{fig-tree, title = {A tree}, author = {Fig, Ada}}
"""


def document(folder: Path, text: str, *, front: str = "bibliography: refs.bib", bib: str = BIB) -> Document:
    (folder / "refs.bib").write_text(bib, encoding="utf-8")
    path = folder / "paper.md"
    path.write_text(f"---\ntitle: Mills\n{front}\n---\n\n{text}\n", encoding="utf-8")
    return read(path)


def cited(found: Document) -> list[tuple[tuple[str, ...], int, str | None]]:
    """Return the labels of each citation, how many of its keys have an entry, and its pages."""
    return [(one.labels, len(one.references), one.pages) for one in found.citations]


def codes(found: Document) -> list[str]:
    return [one.code for one in found.problems if one.code not in ("claim-uncited", "reference-unused")]


@pytest.mark.parametrize(
    ("text", "prose", "marks"),
    [
        ("It burned [@lee2019].", "It burned.", [(("lee2019",), 1, None)]),
        ("It burned [@lee2019; @roe:2020].", "It burned.", [(("lee2019", "roe:2020"), 2, None)]),
        ("It burned [see @lee2019, p. 3].", "It burned.", [(("lee2019",), 1, "3")]),
        ("It burned [@lee2019, pp. 3-5, 9].", "It burned.", [(("lee2019",), 1, "3–5, 9")]),
        ("It burned [@lee2019, 33].", "It burned.", [(("lee2019",), 1, "33")]),
        ("It burned [@lee2019, chap. 3].", "It burned.", [(("lee2019",), 1, None)]),
        ("Lee says it burned [-@lee2019].", "Lee says it burned.", [(("lee2019",), 1, None)]),
        ("It burned [*cf.* @lee2019 p. **7**].", "It burned.", [(("lee2019",), 1, "7")]),
        ("@lee2019 says it burned.", "Lee says it burned.", [(("lee2019",), 1, None)]),
        ("@roe:2020 say it burned.", "Roe and Ng say it burned.", [(("roe:2020",), 1, None)]),
        ("@ng_21 say it burned.", "Ng et al. say it burned.", [(("ng_21",), 1, None)]),
        ("@lee2019 [p. 30] says it burned.", "Lee says it burned.", [(("lee2019",), 1, "30")]),
        ("As @{lee2019}: it burned.", "As Lee: it burned.", [(("lee2019",), 1, None)]),
        ("It burned (@lee2019, @ng_21).", "It burned.", [(("lee2019", "ng_21"), 2, None)]),
        (
            "It burned [the mill, @lee2019; and the oven that Roe built, @roe:2020].",
            "It burned (the mill; and the oven that Roe built).",
            [(("lee2019",), 1, None), (("roe:2020",), 1, None)],
        ),
        ("It burned {cite}`lee2019,roe:2020`.", "It burned.", [(("lee2019", "roe:2020"), 2, None)]),
        ("{cite:t}`lee2019` says it burned.", "Lee says it burned.", [(("lee2019",), 1, None)]),
        ("It burned {cite:p}`{see}lee2019{p. 4}`.", "It burned.", [(("lee2019",), 1, "4")]),
        ("It burned [@lee2019, @roe:2020].", "It burned.", [(("lee2019", "roe:2020"), 2, None)]),
        ("It burned [@lee2019, p. 3, @ng_21].", "It burned.", [(("lee2019", "ng_21"), 2, "3")]),
        ("In @lee2019's view it burned.", "In Lee's view it burned.", [(("lee2019",), 1, None)]),
        ("It burned [@lee2019]{.small}.", "It burned.", [(("lee2019",), 1, None)]),
        ("It burned [@fig-tree].", "It burned.", [(("fig-tree",), 1, None)]),
    ],
)
def test_citations(tmp_path: Path, text: str, prose: str, marks: list[tuple[tuple[str, ...], int, str | None]]) -> None:
    found = document(tmp_path, text)
    assert cited(found) == marks
    assert [found.prose(claim.span) for claim in found.claims] == [prose]
    assert codes(found) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mail ann@lee2019.test or <roe@mill.test>.",
        "Write `[@lee2019]` to cite.",
        "    [@lee2019] is code.",
        r"Write \@lee2019 to cite.",
        r"Write [\@lee2019] to cite.",
        "Ask [@octocat](#people).",
        "See @fig-mill and [@tbl-mill], @eq:mill and @sec-weir.",
        "It burned[^1].\n\n[^1]: Nobody knows why.",
        "![A mill @ noon](mill.png)",
    ],
)
def test_what_looks_like_a_key_and_is_none(tmp_path: Path, text: str) -> None:
    found = document(tmp_path, text)
    assert (found.citations, codes(found)) == ((), [])


def test_cross_references_stay_words(tmp_path: Path) -> None:
    (claim,) = document(tmp_path, "See @fig-mill and [@tbl-mill] here.").claims
    assert claim.text == "See @fig-mill and [@tbl-mill] here."


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("It burned [@nobody2000].", ["nobody2000"]),
        ("@nobody says it burned.", ["nobody"]),
        ("It burned [@Lee2019].", ["Lee2019"]),
        ("It burned [@lee2019; @nobody].", ["nobody"]),
        ("It burned [roe:2020; @lee2019].", ["roe:2020"]),
    ],
)
def test_keys_without_an_entry_dangle(tmp_path: Path, text: str, keys: list[str]) -> None:
    found = document(tmp_path, f"{text} It was a mill [@lee2019].")
    assert codes(found) == ["citation-dangling"]
    (message,) = (one.message for one in found.problems if one.code == "citation-dangling")
    assert message == f"The mark [{', '.join(keys)}] points to no entry in the list of references."


def test_only_cited_works_are_entries_and_the_others_are_counted(tmp_path: Path) -> None:
    found = document(tmp_path, "It burned [@ng_21]. It was a mill [@lee2019].")
    assert [one.label for one in found.references] == ["ng_21", "lee2019"]
    assert [one.message for one in found.problems if one.code == "reference-unused"] == [
        "No mark in the text cites 3 of the 5 entries of refs.bib: they are not checked."
    ]


@pytest.mark.parametrize(
    ("front", "labels"),
    [
        ("nocite: '@web'", ["web", "lee2019"]),
        ("nocite: |\n  @web, @roe:2020", ["web", "roe:2020", "lee2019"]),
        ('nocite: "@*"', ["lee2019", "roe:2020", "ng_21", "web", "fig-tree"]),
    ],
)
def test_listed_works_need_no_mark(tmp_path: Path, front: str, labels: list[str]) -> None:
    found = document(tmp_path, "It burned [@lee2019].", front=f"bibliography: refs.bib\n{front}")
    assert [one.label for one in found.references] == labels
    assert [one.message for one in found.problems if "(" in one.message or "Reference" in one.message] == []


@pytest.mark.parametrize(
    "front",
    [
        "bibliography: refs.bib",
        'bibliography: "refs.bib"  # ours',
        "bibliography: [more.bib, refs.bib]",
        "bibliography:\n  - more.bib\n  - ./refs.bib\nlang: en",
        "bibliography: sub/../refs.bib",
        "author: Lee",
    ],
)
def test_the_bibliography_is_named_or_lies_beside(tmp_path: Path, front: str) -> None:
    (tmp_path / "more.bib").write_text("@book{x, title = {X}}", encoding="utf-8")
    found = document(tmp_path, "It burned [@lee2019].", front=front)
    assert (cited(found), codes(found)) == ([(("lee2019",), 1, None)], [])


@pytest.mark.parametrize(
    "name", ["missing.bib", "/etc/hostname", "../outside.bib", "sub/../../outside.bib", "link.bib"]
)
def test_a_bibliography_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "outside.bib").write_text(BIB, encoding="utf-8")
    folder = tmp_path / "paper"
    folder.mkdir()
    (folder / "link.bib").symlink_to(tmp_path / "outside.bib")
    found = document(folder, "It burned [@lee2019].", front=f"bibliography: {name}")
    assert [one.label for one in found.references] == []
    assert codes(found) == ["document-incomplete", "references-missing"]


def test_the_caller_names_a_bibliography(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x.bib").write_text(BIB, encoding="utf-8")
    text = b"It burned [@lee2019].\n"
    named = [str(tmp_path / "b" / "x.bib")]
    assert cited(read(text, format="markdown", bibliography=named)) == [(("lee2019",), 1, None)]
    with pytest.raises(ReadingError, match="cites no bibliography"):
        read(b"It burned.[1]", format="plaintext", bibliography=named)
    with pytest.raises(ReadingError, match="cannot be opened"):
        read(text, format="markdown", bibliography=["missing.bib"])
    (tmp_path / "notes.txt").write_text("Notes", encoding="utf-8")
    with pytest.raises(ReadingError, match="no bibliography"):
        read(text, format="markdown", bibliography=[str(tmp_path / "notes.txt")])


@pytest.mark.parametrize(
    "text", ["Thanks to @octocat and [@hubot].", "Use `@types/node` or [@types/node].", "It burned [@].", "# @ home"]
)
def test_a_document_without_a_bibliography_cites_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "README.md"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "other.bib").write_text(BIB, encoding="utf-8")
    found = read(path)
    assert (found.citations, codes(found)) == ((), [])


def test_keys_without_any_bibliography_are_told(tmp_path: Path) -> None:
    path = tmp_path / "paper.md"
    path.write_text("It burned [@lee2019, p. 3].", encoding="utf-8")
    assert codes(read(path)) == ["references-missing"]


def test_a_footnote_that_cites_is_no_source(tmp_path: Path) -> None:
    text = (
        "It burned.[^a] It was a mill.[^b] A page says so.[^c]\n\n[^a]: See @lee2019, p. 3, and [@roe:2020].\n"
        "[^b]: The mill was older than the town, as the deed of sale shows [@ng_21].\n[^c]: <https://page.test/mill>\n"
    )
    found = document(tmp_path, text)
    assert [one.labels for one in found.citations] == [("lee2019", "roe:2020"), ("ng_21",), ("1",), ("ng_21",)]
    assert [one.label for one in found.references] == ["lee2019", "roe:2020", "ng_21", "1"]
    assert found.claims[-1].text == "The mill was older than the town, as the deed of sale shows [ng_21]."
    assert codes(found) == []


def test_a_picture_alone_has_a_caption(tmp_path: Path) -> None:
    found = document(tmp_path, "![The mill, built by Roe [@lee2019].](mill.png){ width=50% }\n\nText ![a](b.png) here.")
    assert [(claim.text, claim.kind.value) for claim in found.claims] == [
        ("The mill, built by Roe [lee2019].", "caption"),
        ("Text here.", "paragraph"),
    ]
    assert cited(found) == [(("lee2019",), 1, None)]


def test_marks_stand_where_they_are_written(tmp_path: Path) -> None:
    found = document(tmp_path, "It burned\n[@lee2019], and @roe:2020 said so.")
    places = [found.origin(one.span) for one in found.citations]
    assert [(place.line, place.column, place.end_column) for place in places if place] == [(7, 1, 11), (7, 17, 26)]


def test_a_broken_entry_that_is_cited_is_told(tmp_path: Path) -> None:
    bib = "@book{lee2019, title = {The mill},\n year = 2019\n\n@book{roe, year = {1\n\n@book{ng, title = {Y}}"
    found = document(tmp_path, "It burned [@lee2019].", bib=bib)
    assert [one.message for one in found.problems if one.code == "reference-malformed"] == [
        "The entry lee2019 is broken: it is not closed, or its delimiters do not match."
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "[@a",
        "[@a; ",
        "@a [",
        "@",
        "[@a]",
        "{cite}`a",
        "[-@",
        "@{",
        "[[[[@a]",
        "@a:",
        "[@a [p. 3]; ",
        "; @a",
        "[see @a, ",
    ],
)
def test_hostile_citations_cost_what_their_size_costs(tmp_path: Path, piece: str) -> None:
    start = time.process_time()
    document(tmp_path, "It burned [@lee2019]. " + piece * (60_000 // len(piece)))
    assert time.process_time() - start < 5


def test_entries_stand_in_their_file(tmp_path: Path) -> None:
    found = document(tmp_path, "It burned [@ng_21].")
    place = found.origin(found.references[0].span)
    assert place is not None
    assert (place.file, place.line, place.column) == ("refs.bib", 4, 1)
    elsewhere = tmp_path / "more.bib"
    elsewhere.write_text(BIB, encoding="utf-8")
    named = read(b"It burned [@ng_21].", format="markdown", bibliography=[str(elsewhere)])
    place = named.origin(named.references[0].span)
    assert place is not None
    assert (place.file, place.line) == (elsewhere.as_posix(), 4)
