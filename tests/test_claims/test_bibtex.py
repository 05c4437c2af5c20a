"""BibTeX and BibLaTeX: what entries say, whatever their authors did to the file."""

import time

import pytest

from claims.model import Document, Reference
from claims.reading import read


def document(source: str) -> Document:
    return read(source.encode(), name="refs.bib")


def entry(source: str) -> Reference:
    return document(source).references[0]


def malformed(source: str) -> list[str]:
    return [problem.message for problem in document(source).problems if problem.code == "reference-malformed"]


def test_an_article_has_all_its_fields() -> None:
    found = entry(
        "@article{okoro:2004,\n"
        "  author = {Okoro, Ben and Roe, Anna},\n  title = {Millers and their {Debts}},\n"
        "  journal = {Journal of Mills},\n"
        "  year = 2004, month = may, volume = 12, number = {3}, pages = {45--67},\n  doi = {10.1000/JRH.2004.12},\n"
        "  url = {https://mills.test/okoro_2004}, urldate = {2020-07-01}, issn = {0000-0000}\n}\n"
    )
    assert (found.label, found.title, found.kind) == ("okoro:2004", "Millers and their Debts", "article-journal")
    assert found.authors == ("Okoro, Ben", "Roe, Anna")
    assert (found.venue, found.publisher, found.published) == ("Journal of Mills", "Journal of Mills", "2004-05")
    assert (found.page_range, found.pages, found.accessed) == ("45–67", None, "2020-07-01")
    assert (found.urls, found.identifiers) == (("https://mills.test/okoro_2004",), {"doi": "10.1000/jrh.2004.12"})
    assert found.text == (
        'Okoro, Ben; Roe, Anna (may 2004). "Millers and their Debts". Journal of Mills 12 (3). pp. 45–67. '
        "doi:10.1000/jrh.2004.12. https://mills.test/okoro_2004. Retrieved 2020-07-01."
    ).replace("may", "May")


def test_entries_stand_where_they_are_written() -> None:
    source = "% ours\n@string{x = {y}}\n\n  @book{lee, title = {The mill}}\n@book{roe,\n  title = {The oven}\n}\n"
    found = document(source)
    places = [found.origin(one.span) for one in found.references]
    assert [(place.line, place.column, place.end_line, place.end_column) for place in places if place] == [
        (4, 3, 4, 33),
        (5, 1, 7, 2),
    ]
    assert found.references[1].markup == "@book{roe,\n  title = {The oven}\n}"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Lee, Ann", ("Lee, Ann",)),
        ("Ann Lee and Jan van der Berg", ("Lee, Ann", "van der Berg, Jan")),
        ("{World Health Organization and Partners}", ("World Health Organization and Partners",)),
        ("Lee, Jr, Ann", ("Lee Jr, Ann",)),
        (r"G{\"o}del, Kurt and {\'E}tienne Bézout and \v{C}apek, K.", ("Gödel, Kurt", "Bézout, Étienne", "Čapek, K.")),
        ("A.~S. Almgren and others", ("Almgren, A. S.",)),
        ("family=Salam, given=Abdus and prefix=de la, family=Cruz, given=Ana", ("Salam, Abdus", "de la Cruz, Ana")),
        ("Aristotle", ("Aristotle",)),
        ("Roland Band", ("Band, Roland",)),
        ("", ()),
    ],
)  # fmt: skip
def test_names(written: str, read_as: tuple[str, ...]) -> None:
    assert entry(f"@book{{a, author = {{{written}}}, title = {{The mill}}}}").authors == read_as


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("{The {DNA} of {\\'E}tudes}", "The DNA of Études"),
        ('"A " # {mill} # " of oak"', "A mill of oak"),
        ('"The {"}old{"} mill"', 'The "old" mill'),
        ("{Over 50% of mills}", "Over 50% of mills"),
        (r"{50\,\% of $\alpha$-mills --- \& \emph{more}}", "50 % of α-mills — & more"),
        ("{A mail to ann@mill.test\n   and back}", "A mail to ann@mill.test and back"),
        ("{The {\\TeX}book}", "The TeXbook"),
        ("1984", "1984"),
        ("{x \\{ y}", "x { y"),
    ],
)
def test_values(written: str, title: str) -> None:
    source = f"@book{{a, title = {written}, year = 1990}}"
    assert (entry(source).title, entry(source).published, malformed(source)) == (title, "1990", [])


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = {2004}", "2004"),
        ("year = 2004, month = oct, day = 7", "2004-10-07"),
        ("year = 2004, month = {10}", "2004-10"),
        ('year = 2004, month = 12 # "~" # dec', "2004-12-12"),
        ("date = {2004-10-07}", "2004-10-07"),
        ("date = {2004-10/2005-01}", "2004-10"),
        ("date = {2004-21}", "2004"),
        ("date = {2004~}", "2004"),
        ("year = {2004a}", "2004"),
        ("year = {in press}", None),
        ("year = {n.d.}", None),
    ],
)
def test_dates(fields: str, date: str | None) -> None:
    assert entry(f"@book{{a, title = {{The mill}}, {fields}}}").published == date


@pytest.mark.parametrize(
    ("fields", "identifiers", "urls"),
    [
        ("doi = {https://doi.org/10.1000/x.1}", {"doi": "10.1000/x.1"}, ()),
        ("eprint = {2101.00001v2}, archiveprefix = {arXiv}", {"arxiv": "2101.00001v2"}, ()),
        ("journal = {arXiv preprint arXiv:2101.00001}", {"arxiv": "2101.00001"}, ()),
        ("eprint = {12345}, eprinttype = {pubmed}", {"pmid": "12345"}, ()),
        ("pmid = {12345}, pmcid = {PMC1234567}", {"pmid": "12345", "pmcid": "PMC1234567"}, ()),
        ("isbn = {978-0-306-40615-7 (hbk)}", {"isbn": "9780306406157"}, ()),
        (r"howpublished = {\url{https://mill.test/a_b%20c}}", {}, ("https://mill.test/a_b%20c",)),
        (r"note = {Accessed: 2020-02-03. \url{https://mill.test/~ann}}", {}, ("https://mill.test/~ann",)),
        (r"url = {https://mill.test/a\_b\%20c}", {}, ("https://mill.test/a_b%20c",)),
        ("howpublished = {Hand-written}", {}, ()),
        (r"howpublished = {\href{https://mill.test/}{the site}}", {}, ("https://mill.test/",)),
        ("journal = {CoRR}, volume = {abs/2101.00001}", {"arxiv": "2101.00001"}, ()),
        ("url = {forthcoming}", {}, ()),
    ],
)
def test_locators(fields: str, identifiers: dict[str, str], urls: tuple[str, ...]) -> None:
    found = entry(f"@misc{{a, title = {{The mill}}, {fields}}}")
    assert (dict(found.identifiers), found.urls) == (identifiers, urls)


def test_a_chapter_takes_what_its_book_says() -> None:
    source = (
        "@incollection{part, title = {The wheel}, author = {Lee, Ann}, crossref = {Book}, pages = {3--9}}\n"
        "@collection{book, title = {All mills}, editor = {Roe, Jo}, publisher = {Tern}, year = 1999, doi = {10.1/b}}\n"
    )
    part, book = document(source).references
    assert (part.title, part.venue, part.publisher, part.published) == ("The wheel", "All mills", "Tern", "1999")
    assert (part.identifiers, book.title, malformed(source)) == ({}, "All mills", [])


def test_data_entries_and_sets_are_no_references() -> None:
    source = (
        "@xdata{tern, publisher = {Tern}, location = {Otter}}\n@book{a, title = {The mill}, xdata = {tern}}\n"
        "@set{both, entryset = {a, b}}\n@comment{jabref-meta: x;}\n@preamble{ {\\newcommand{\\x}{}} }\n"
        "@IEEEtranBSTCTL{c, CTLuse_forced_etal = {yes}}\nWords between entries, with a @ sign.\n"
    )
    (only,) = document(source).references
    assert (only.label, only.publisher) == ("a", "Tern")


@pytest.mark.parametrize(
    ("broken", "label", "says"),
    [
        ("@book{a, title = {The mill, year = 1990\n}\n", "a", "not closed"),
        ("@book{a,\n title = {The mill},\n year = 1990\n", "a", "not closed"),
        ('@book{a,\n title = "The mill,\n year = 1990\n}\n', "a", "not closed"),
        ("@book{a, title = {The mill} year = 1990}\n", "a", "comma is missing before its field year"),
        ("@book{title = {The mill}, year = 1990}\n", "", "no key"),
        ("@book{a\n title = {The mill}, year = 1990}\n", "a", "comma behind its key"),
        ("@book{a, title = {The mill}, year = 1990, year = 1991}\n", "a", "field year twice"),
        (
            "@book{a, title = {The mill}, year = 1990, crossref = {zz}}\n",
            "a",
            "an entry zz, which the file does not have",
        ),
    ],
)
def test_a_broken_entry_is_told_and_not_lost(broken: str, label: str, says: str) -> None:
    source = f"{broken}@book{{next, title = {{The oven}}, year = 2000}}\n"
    first, second = document(source).references
    assert (first.label, first.title, first.published) == (label, "The mill", "1990")
    assert (second.label, second.title) == ("next", "The oven")
    assert len(malformed(source)) == 1
    assert says in malformed(source)[0]


@pytest.mark.parametrize(
    "sound",
    [
        "@book{a, title = {The mill}, keywords = {x}, keywords = {y}}",
        "@book{a, title = {The mill}, year = 1990, year = 1990}",
        "@BOOK ( a , TITLE = {The mill} )",
        "@book{a, title = {The mill}, % year = 1990\n publisher = {Tern}}",
        "@book{a, title = {The mill}, journal = AJ}",
        "@book{a,}",
        "@book{a-b/c+d'e, title = {An @book{} of mills}}",
    ],
)
def test_odd_entries_that_are_sound(sound: str) -> None:
    assert malformed(sound) == []
    assert len(document(sound).references) == 1


def test_a_key_that_stands_twice_is_told() -> None:
    source = "@book{a, title = {The mill}}\n@book{b, title = {The oven}}\n@book{a, title = {The weir}}\n"
    assert [one.title for one in document(source).references] == ["The mill", "The oven", "The weir"]
    assert malformed(source) == ["The entry a is broken: its key is that of the entry in line 1, which counts."]


def test_entries_need_no_mark() -> None:
    codes = [one.code for one in document("@book{a, title = {The mill}}\n@book{b, title = {The oven}}\n").problems]
    assert codes == []


def test_an_entry_that_is_commented_out_is_none() -> None:
    source = "% @book{a, title = {The mill}}\n  %@book{b,\n% title = {The weir}}\n@book{c, title = {50% of it}}\n"
    assert [one.label for one in document(source).references] == ["c"]


def test_an_entry_without_content_is_empty() -> None:
    assert [one.code for one in document("@book{a}\n@book{b, title = {The oven}}").problems] == ["reference-empty"]


def test_merged_files_in_two_encodings_are_read_and_told() -> None:
    body = ("@book{a, title = {Café}}\n" * 30).encode() + b"@book{b, title = {Z\xfcrich}}\n" + "Ж".encode() * 200
    found = read(body, name="refs.bib")
    assert (found.references[0].title, found.references[30].title) == ("Café", "Zürich")
    assert "1 bytes are not UTF-8, the first in line 31" in " ".join(one.message for one in found.problems)


@pytest.mark.slow
def test_two_thousand_entries_take_seconds() -> None:
    one = (
        '@article{key%d, author = {G{\\"o}del, Kurt and M{\\"u}ller, %d and Lee, Ann},'
        " title = {The {\\'e}tude %d of $\\alpha$},"
        " journal = {J. {\\'E}t.}, year = 2001, pages = {1--2}, doi = {10.1000/%d}, abstract = {%s}}\n"
    )
    source = "".join(one % (n, n, n, n, "Words. " * 200) for n in range(2000)).encode()
    start = time.process_time()
    assert len(read(source, name="refs.bib").references) == 2000
    assert time.process_time() - start < 6  # three seconds where nothing else runs


@pytest.mark.parametrize(
    "piece",
    ["@a{", "@a{b,", "@a{b,c=", "@a{b,c={", '@a{b,c="', "@a(b,", "{", "}", "@", "#", "@string{a=", "@a{b,c=d#", "\\",
     "\n@a{b,\nc={x\n", "@a{b,crossref={b}}\n", "@a{b,title={\\'{", "@a{b,title={$", "@a{b,author={x and "],
)  # fmt: skip
def test_hostile_files_cost_what_their_size_costs(piece: str) -> None:
    start = time.process_time()
    read((piece * (50_000 // len(piece))).encode(), format="bibtex")
    assert time.process_time() - start < 4
