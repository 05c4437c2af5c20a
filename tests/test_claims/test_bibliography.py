import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.bibliography import parse_reference
from claims.bibliography.names import split_authors
from claims.linking.completing import complete
from claims.model import Reference, Span, UrlAccess, UrlStatus


def test_an_entry_as_a_wiki_renders_it() -> None:
    fields = parse_reference(
        '"Salt prices rise". Orlen Courier. 4 March 2001. Archived from the original on 6 May 2003.'
        " Retrieved 8 May 2004."
    )
    assert fields["title"] == "Salt prices rise"
    assert fields["publisher"] == "Orlen Courier"
    assert (fields["published"], fields["archived"], fields["accessed"]) == ("2001-03-04", "2003-05-06", "2004-05-08")
    assert "url_status" not in fields


@pytest.mark.parametrize(
    ("text", "authors", "title", "published"),
    [
        ('David Roe (13 April 2011). "On Salt". Retrieved 8 May 2011.', "David Roe", "On Salt", "2011-04-13"),
        ("Roe, D., & Lind, P. (2003). On salt. Journal of Salt, 7(2), 19-37.", "Roe, D.|Lind, P.", "On salt", "2003"),
        ("Roe, D. (2018). Salts of the North. doi:10.1000/xyz123", "Roe, D.", "Salts of the North", "2018"),
        ("Roe D, Lind P. On salt and fire. J Salt. 2003;7:19-37.", "Roe D|Lind P", "On salt and fire", "2003"),
        ("D. Roe and P. Lind, “On salt,” Journal of Salt, vol. 7, 2003.", "D. Roe|P. Lind", "On salt", "2003"),
        ("Roe, David. On Salt: A History. Orlen: Mole Press, 2003.", "Roe, David", "On Salt: A History", "2003"),
        (
            "David Roe, P. Lind, and Ida Moen. On salt. In Proc. SALT, 2003.",
            "David Roe|P. Lind|Ida Moen",
            "On salt",
            "2003",
        ),
        ("ROE David, Le sel, Paris, Gallimard, 1999.", "ROE David", "Le sel", "1999"),
        ("The Cult of Salt", "", "The Cult of Salt", None),
    ],
)
def test_styles_of_free_text(text: str, authors: str, title: str, published: str | None) -> None:
    fields = parse_reference(text)
    read = ("|".join(fields.get("authors", ())), fields.get("title"), fields.get("published"))
    assert read == (authors, title, published)


def test_addresses_live_and_archived() -> None:
    fields = parse_reference(
        "Salt. https://web.archive.org/web/20110508000000/http://salt.example/a http://salt.example/b"
    )
    assert fields["urls"] == ("http://salt.example/a", "http://salt.example/b")
    assert fields["archived"] == "2011-05-08"


def test_what_the_entry_says_of_its_link() -> None:
    assert parse_reference('"Salt". 2001. [dead link]')["url_status"] is UrlStatus.DEAD
    assert parse_reference('"Salt". 2001. (subscription required)')["url_access"] is UrlAccess.SUBSCRIPTION


def test_a_range_of_pages_is_no_year() -> None:
    assert parse_reference("Roe, D. Salt. J. Salt 39, 1693–1696 (2014).")["published"] == "2014"
    assert parse_reference("Roe, D. Banking in Orlen, 1889–1930. Orlen: Mole, 2000.")["published"] == "2000"


def test_an_ambiguous_date_stays_unknown() -> None:
    assert "accessed" not in parse_reference('"Salt". Retrieved 03/04/2011.')


def test_shortened_footnotes_take_the_fields_of_the_full_entry() -> None:
    assert parse_reference("Roe & Lind 2003, pp. 12–14.")["pages"] == "12–14"
    full = Reference(
        key="b",
        label="",
        text="…",
        span=Span(9, 10),
        authors=("Roe, David",),
        published="2003",
        title="Salt",
        urls=("u",),
    )
    short = Reference(key="a", label="1", text="Roe 2003, p. 12.", span=Span(0, 9), pages="12")
    other = Reference(key="c", label="2", text="Moen 1999, p. 3.", span=Span(10, 11))
    filled = list(complete([short, full, other])[0])
    assert (filled[0].key, filled[0].label, filled[0].text, filled[0].title, filled[0].pages) == (
        "a",
        "1",
        "Roe 2003, p. 12.",
        "Salt",
        "12",
    )
    assert filled[1:] == [full, other]


def test_names() -> None:
    assert split_authors("Smith, J., & Doe, A. B.") == ("Smith, J.", "Doe, A. B.")
    assert split_authors("Krezel, A.; Bal, W.") == ("Krezel, A.", "Bal, W.")
    assert split_authors("Roe D, Lind P, et al.") == ("Roe D", "Lind P")
    assert split_authors("") == ()


@given(st.text(alphabet='aB., ()"“”:;&1290-[]/httpéא\n', max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_without_complaint(text: str) -> None:
    fields = parse_reference(text)
    assert all(fields.values())


@pytest.mark.parametrize(
    "text",
    [
        "Roe, D. A title, " + "A" * 3900,
        "Roe, D. A title, " + "A. " * 1300,
        "Roe, D. A title, " + "Of the " * 570,
        "A, B., " * 570,
        "“" * 3900,
        "(" * 3900,
        "http://a/" + ")" * 3900,
        "10.1000/" + ")" * 3900,
        "2001-" * 780,
        "Retrieved on " * 300,
        "Smith and " * 390 + "2001",
        "a" * 1_000_000,
    ],
)
def test_entries_built_to_be_slow_are_read_in_bounded_time(text: str) -> None:
    started = time.process_time()
    parse_reference(text)
    assert time.process_time() - started < 1


def test_the_language_and_the_kind_of_a_source_are_no_part_of_its_names() -> None:
    fields = parse_reference(
        '"Salz" (PDF) (in German). Orlener Bote. 4 March 2001. Archived from the original (PDF) on 5 May 2003.'
    )
    assert (fields["title"], fields["publisher"], fields["language"]) == ("Salz", "Orlener Bote", "de")
    assert (fields["published"], fields["archived"]) == ("2001-03-04", "2003-05-05")
    assert parse_reference('"Salt". pp. 3–4. ISBN 978-0-306-40615-7.').get("publisher") is None
    assert parse_reference("Salz. Abgerufen am 3. Mai 2011 (englisch).")["language"] == "en"


def test_a_year_in_a_title_is_no_date_of_publication() -> None:
    assert parse_reference("The 2003 invasion of Orlen") == {"title": "The 2003 invasion of Orlen"}


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("See Ann Lee, The Mill, London 1990.", ("Ann Lee",)),
        ("See also Ann Lee, The Mill, London 1990.", ("Ann Lee",)),
        ("Vgl. Müller, Hans: Das Meer. Berlin 1990.", ("Müller, Hans",)),
        ("Ver Sacrum, Wien 1990", ("Ver Sacrum",)),
        ("See, J. The Mill. 1990.", ("See, J.",)),
    ],
)
def test_the_words_that_lead_to_a_work_are_no_name(text, authors):
    assert parse_reference(text)["authors"] == authors


@pytest.mark.parametrize("text", ["S. 281.", "pp. 3-4", "Vgl. S. 12", "p. 7"])
def test_pages_alone_name_neither_author_nor_title(text):
    assert set(parse_reference(text)) == {"pages"}


@pytest.mark.parametrize("text", ["doi:10.1000/abc", "PMID 123 and PMC 456", "DOI: 10.5555/12345678"])
def test_identifiers_alone_name_neither_author_nor_title(text):
    assert set(parse_reference(text)) == {"identifiers"}


def test_a_title_that_begins_like_an_identifier_stays_a_title():
    assert parse_reference("DOI 5 reasons to read")["title"] == "DOI 5 reasons to read"


@pytest.mark.parametrize("text", ["doi 1 " * 600, "See " + "Ann " * 900, "pp. " + "1, " * 1200, "Cf. " * 900])
def test_long_rows_of_such_words_are_read_in_time(text):
    begun = time.perf_counter()

    parse_reference(text)

    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize("medium", ["Internet", "Online", "Electronic resource", "Электронный ресурс"])
def test_the_medium_behind_a_title_is_no_part_of_it(medium):
    fields = parse_reference(f"Lee A. The mill and the river [{medium}]. Kiel: Salt Board; 2014. https://a.example/1")

    assert fields["title"] == "The mill and the river"


def test_other_words_in_brackets_stay_in_the_title():
    assert parse_reference("Lee A. The mill [of Orlen]. Kiel: Salt Board; 2014.")["title"] == "The mill [of Orlen]"
