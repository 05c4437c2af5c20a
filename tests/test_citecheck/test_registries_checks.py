"""What is said about a reference: it exists, differs, is another work's, is not found, or nobody can tell."""

from __future__ import annotations

import pytest
from registry_world import BOOK, JAPANESE, PREPRINT, SNOW, SOFTWARE, TIDES, WINDS, World, entry, work, world

from citecheck.registries.cited import cited_work
from claims.model import Reference, ReferenceRole, Span
from reports.records import Answered, Existence
from testbed.loopback import Reply

VERIFIED, DIFFERS, OTHER = Existence.VERIFIED, Existence.DIFFERS, Existence.OTHER_WORK
NOT_FOUND, CANNOT_TELL = Existence.NOT_FOUND, Existence.CANNOT_TELL
ARTICLE = {"kind": "article-journal"}


def doi(value: str) -> dict[str, dict[str, str]]:
    return {"identifiers": {"doi": value}}


GOOD = {
    "by DOI": entry(title=TIDES.title, authors="Lind, Ana; Ek, Bo; Öst, Cid", published="2011", **doi(TIDES.doi)),
    "by a DOI with a comma": entry(title=WINDS.title, authors="Moe, Per", **doi(WINDS.doi)),
    "by a DOI in another case": entry(title=WINDS.title, authors="Moe, Per", **doi(WINDS.doi.upper())),
    "by title": entry(title="Winds over the Eastern Hills", authors="P. Moe", published="2015", **ARTICLE),
    "by title, short form": entry(title="Tides of the northern lakes", authors="Lind, A.; others", **ARTICLE),
    "by PMID": entry(title=TIDES.title, authors="Lind A; Ek B; Öst C", identifiers={"pmid": TIDES.pmid}),
    "by arXiv number": entry(title=PREPRINT.title, authors="Berg, U.; Ek, B.", identifiers={"arxiv": "1805.00001v3"}),
    "by arXiv DOI with a version": entry(title=PREPRINT.title, authors="Berg, Una; Ek, Bo", **doi(f"{PREPRINT.doi}v2")),
    "by ISBN": entry(title=BOOK.title, authors="Holm, Siv", identifiers={"isbn": BOOK.isbn}, kind="book"),
    "a book by title": entry(title=BOOK.title, authors="Siv Holm", published="2003", kind="book"),
    "a data set": entry(title=SNOW.title, authors="Ask, Ida", published="2020", **doi(SNOW.doi)),
    "running text": entry(
        "Moe P. Winds over the eastern hills. Annals of Winds 2015;4(2):11-19.",
        structured=False,
        title="Winds over the eastern hills",
        authors="Moe P",
    ),
    "software": entry(title="tidegauge", urls=(f"https://github.com/{SOFTWARE.title}",), kind="software"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_reference_is_verified(name: str) -> None:
    with world() as there:
        (check,) = there.check(GOOD[name])

    assert check.verdict is VERIFIED, check.reason
    assert check.differences == ()
    assert check.record is not None


def test_an_identifier_of_another_work_is_told_with_both_works() -> None:
    with world() as there:
        check = there.one(title="The price of salt in coastal towns", authors="Ask, Ida", **doi(TIDES.doi), **ARTICLE)

    assert check.verdict is OTHER
    assert TIDES.doi in check.reason
    assert "Tides of the northern lakes" in check.reason


def test_the_work_that_was_meant_is_named_where_it_is_known() -> None:
    with world() as there:
        check = there.one(title=WINDS.title, authors="Moe, Per", **doi(TIDES.doi), **ARTICLE)

    assert check.verdict is OTHER
    assert WINDS.doi in check.reason


def test_a_real_identifier_with_its_authors_and_another_title_differs_seriously() -> None:
    with world() as there:
        check = there.one(title="The price of salt in towns", authors="Moe, Per", **doi(WINDS.doi), **ARTICLE)

    assert check.verdict is DIFFERS
    assert [(one.field, one.serious) for one in check.differences] == [("title", True)]


@pytest.mark.parametrize(
    ("changed", "field", "serious"),
    [
        ({"authors": "Lind, Ana; Ek, Bo"}, "authors", False),
        ({"authors": "Moe, Per; Ask, Ida; Berg, Una"}, "authors", True),
        ({"title": "Tides of the northern bays: forty years of measurements"}, "title", False),
        ({"published": "2017"}, "year", False),
        ({"venue": "Annals of Winds"}, "venue", False),
    ],
)
def test_a_field_that_differs_is_shown_with_both_values(changed, field: str, serious: bool) -> None:
    good = {"title": TIDES.title, "authors": "Lind, A.; Ek, B.; Öst, C.", "published": "2011", "venue": TIDES.venue}
    with world() as there:
        check = there.one(**{**good, **changed}, **doi(TIDES.doi), **ARTICLE)

    assert check.verdict is DIFFERS, check.reason
    assert [(one.field, one.serious) for one in check.differences] == [(field, serious)]
    assert check.differences[0].cited
    assert check.differences[0].recorded


def test_an_unregistered_identifier_of_a_work_that_exists_is_told_with_the_right_one() -> None:
    with world() as there:
        check = there.one(title=WINDS.title, authors="Moe, Per", **doi("10.1000/wrong"), **ARTICLE)

    assert check.verdict is DIFFERS
    assert "10.1000/wrong is not registered" in check.reason
    assert check.differences[0].recorded == WINDS.doi


def test_not_found_names_every_index_with_its_time_and_never_says_invented() -> None:
    with world() as there:
        check = there.one(title="A history of clouds that nobody saw", authors="Moe, Per", **ARTICLE)

    assert check.verdict is NOT_FOUND
    assert "Crossref (20" in check.reason
    assert "OpenAlex (20" in check.reason
    for word in ("invented", "fabricated", "fake", "hallucinat"):
        assert word not in check.reason


@pytest.mark.parametrize("service", ["crossref", "openalex"])
@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=503),
        Reply(status=404, body=b"Not found", content_type="text/plain"),
        Reply(body=b"<!doctype html><title>Portal</title>"),
        Reply(body=b'{"message": {"items": [', content_type="application/json"),
        Reply(status=401, body=b'{"error": "a key is needed"}', content_type="application/json"),
    ],
)
def test_nothing_is_not_found_while_an_index_is_silent(service: str, reply: Reply) -> None:
    with world() as there:
        there.double.fail(service, reply=reply)
        check = there.one(title="A history of clouds that nobody saw", authors="Moe, Per", **ARTICLE)

    assert check.verdict is CANNOT_TELL
    assert check.rule == "reference.no-answer"
    assert Answered.UNKNOWN in {answer.outcome for answer in check.answers}


def test_nothing_is_not_found_while_an_index_is_switched_off() -> None:
    from citecheck.settings.registries import ServiceSettings

    with world(openalex=ServiceSettings(enabled=False)) as there:
        check = there.one(title="A history of clouds that nobody saw", authors="Moe, Per", **ARTICLE)

    assert check.verdict is CANNOT_TELL
    assert "OpenAlex was not asked" in check.reason


def test_an_unregistered_doi_decides_nothing_while_the_register_is_silent() -> None:
    with world() as there:
        there.double.fail("doi", reply=Reply(status=502))
        check = there.one(title="A history of clouds", authors="Moe, Per", **doi("10.1000/wrong"), **ARTICLE)

    assert check.verdict is CANNOT_TELL


def test_a_doi_alone_that_is_not_registered_is_not_found() -> None:
    with world() as there:
        check = there.one("doi:10.1000/wrong", structured=False, **doi("10.1000/wrong"))

    assert check.verdict is NOT_FOUND
    assert "doi.org" in check.reason


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "webpage", "urls": ("https://town.example/news",)},
        {"kind": "article-newspaper"},
        {"kind": "thesis"},
        {"kind": "report"},
        {"kind": "legislation"},
        {},
    ],
)
def test_kinds_that_no_index_holds_are_never_not_found(fields) -> None:
    with world() as there:
        check = there.one(title="A history of clouds that nobody saw", authors="Moe, Per", **fields)
        asked = sum(there.double.counts().values())

    assert check.verdict is CANNOT_TELL
    assert asked == 0


def test_a_doi_of_an_agency_without_an_index_exists_and_is_not_compared() -> None:
    with world() as there:
        check = there.one(title="Tides of the lake", authors="Yamada, Taro", **doi(JAPANESE.doi))

    assert check.verdict is CANNOT_TELL
    assert check.rule == "reference.registered-elsewhere"
    assert "JaLC" in check.reason


def test_another_index_answers_where_the_first_is_down() -> None:
    with world() as there:
        there.double.fail("crossref", reply=Reply(status=503))
        check = there.one(title=WINDS.title, authors="Moe, Per", published="2015", **ARTICLE)

    assert check.verdict is VERIFIED
    assert "OpenAlex" in check.reason


def test_a_chapter_with_the_isbn_of_its_book_is_no_mismatch() -> None:
    with world() as there:
        check = there.one(
            title="The lamp at the harbour mouth", authors="Moe, Per", identifiers={"isbn": BOOK.isbn}, kind="chapter"
        )

    assert check.verdict is not OTHER


def test_a_book_that_no_index_has_is_not_found_once_all_answered() -> None:
    book = {"title": "A keeper's guide to clouds", "authors": "Moe, Per", "kind": "book"}
    with world() as there:
        missing = there.one(**book, identifiers={"isbn": "9783161484100"})
        there.double.fail("open_library", reply=Reply(status=503))
        silent = there.one(**book, identifiers={"isbn": "9780131103627"})

    assert (missing.verdict, silent.verdict) == (NOT_FOUND, CANNOT_TELL)


def test_a_review_with_the_title_of_a_book_is_not_the_book() -> None:
    title = "The winters of the northern fishing ports"
    review = work(title, "Ida Ask", 1999, venue="Annals of Winds", doi="10.1000/review")
    with world((review,)) as there:
        check = there.one(title=title, authors="Holm, Siv", published="1998", kind="book")

    assert check.verdict is NOT_FOUND
    assert check.record is None


def test_a_link_with_words_of_the_text_is_no_mismatch() -> None:
    with world() as there:
        link = Reference(
            key="l",
            label="1",
            text="a recent study of the price of salt in towns",
            span=Span(0, 44),
            title="a recent study of the price of salt in towns",
            urls=(f"https://doi.org/{TIDES.doi}",),
            identifiers={"doi": TIDES.doi},
            role=ReferenceRole.LINK,
        )
        (check,) = there.check(cited_work(link))

    assert check.verdict is CANNOT_TELL
    assert check.rule == "reference.not-comparable"


def test_works_with_one_short_title_are_not_mixed_up() -> None:
    other = work("Deep water", "Zoe Quill", 1980, venue="Rowing", doi="10.1000/deep")
    with world((other,)) as there:
        check = there.one(title="Deep water", authors="Lind, Ana", published="2015", **ARTICLE)

    assert check.verdict is NOT_FOUND


def test_a_published_form_of_a_preprint_explains_another_venue_and_year() -> None:
    published = work(PREPRINT.title, "Una Berg; Bo Ek", 2020, venue="Journal of Sailing", doi="10.1000/sail")
    with world((PREPRINT, published)) as there:
        check = there.one(
            title=PREPRINT.title,
            authors="Berg, U.; Ek, B.",
            published="2020",
            venue="Journal of Sailing",
            kind="article-journal",
            identifiers={"arxiv": PREPRINT.arxiv},
        )

    assert check.verdict is VERIFIED, check.reason


def test_by_title_always_asks_for_kinds_that_no_index_holds() -> None:
    report = work("Depths of the western fjord", "Ida Ask", 2001, kind="report", doi="10.1000/depths")
    with world((report,), enabled="always") as there:
        check = there.one(title=report.title, authors="Ask, Ida", published="2001", kind="report")
        missing = there.one(title="Depths of the eastern plain", authors="Ask, Ida", kind="report")

    assert check.verdict is VERIFIED
    assert missing.verdict is CANNOT_TELL


def test_a_title_with_operators_and_a_long_one_are_only_words() -> None:
    with world() as there:
        for title in (
            'Ice AND "snow" OR (title:[* TO *])',
            "ice & snow ? # % + / \\ | " * 400,
            "\x00\u202e\ud800 ice snow",
        ):
            assert there.one(title=title, authors="Moe, Per", **ARTICLE).verdict is NOT_FOUND
        assert all(len(path) < 2000 for paths in there.double.paths.values() for path in paths)


def test_each_question_is_asked_once_in_a_run(world_of_all: World) -> None:
    cited = [entry(key=f"r{number}", title=WINDS.title, authors="Moe, Per", **doi(WINDS.doi)) for number in range(30)]

    checks = world_of_all.check(*cited)

    assert {check.verdict for check in checks} == {VERIFIED}
    assert len([path for path in world_of_all.double.paths["crossref"] if path.startswith("/works/")]) <= 2


@pytest.fixture
def world_of_all():
    with world() as there:
        yield there
