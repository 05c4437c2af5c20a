"""Repaired references: what is added, in which format and style, and that nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from claims.dates import parse_date
from claims.model import DocumentFormat, Reference, Span, UrlStatus
from reports.model import Extent, LinkStatus, Origin, SourceCheck, SourceCopy, SourceProblem
from reports.records import Existence, ReferenceCheck, WorkRecord
from reports.repair import Repair, repaired
from reports.repair.dates import as_written, in_style_of

CAPTURE = "https://web.archive.org/web/20140602081500/https://heritage.example/plaque"
URL = "https://heritage.example/plaque"


def entry(text: str = "Doe, J. “The plaque”. Retrieved 9 May 2011.", **fields: object) -> Reference:
    given: dict[str, object] = {"title": "The plaque", "urls": (URL,), "accessed": "2011-05-09"} | fields
    return Reference(key="r", label="4", text=text, span=Span(0, len(text)), **given)  # type: ignore[arg-type]  # real fields


def source(status: LinkStatus = LinkStatus.GONE, **fields: object) -> SourceCheck:
    given: dict[str, object] = {"capture": CAPTURE, "url": URL} | fields
    return SourceCheck(reference="r", label="4", status=status, reason="", **given)  # type: ignore[arg-type]  # real fields


def fixed(reference: Reference, format: DocumentFormat, check: SourceCheck | None = None) -> str:
    repair = repaired(reference, check or source(), format)
    assert repair is not None
    return repair.text


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("Retrieved 9 May 2011.", "en", "2 June 2014"),
        ("Retrieved May 9, 2011.", None, "June 2, 2014"),
        ("Retrieved 2011-05-09.", "en", "2014-06-02"),
        ("Retrieved 14 Apr 2011.", None, "2 Jun 2014"),
        ("Retrieved 9th May 2011.", "en", "2nd June 2014"),
        ("Abgerufen am 9. Mai 2011.", "de", "2. Juni 2014"),
        ("Abgerufen am 09.05.2011.", "de", "02.06.2014"),
        ("Consulté le 9 mai 2011.", "fr", "2 juin 2014"),
        ("Consultado el 9 de mayo de 2011.", "es", "2 de junio de 2014"),
        ("Geraadpleegd op 9 mei 2011.", "nl", "2 juni 2014"),
        ("Проверено 9 мая 2011.", "ru", "2 июня 2014"),
        ("閲覧日 2011年5月9日。", "ja", "2014年6月2日"),
        ("Printed in 1912, nothing more exact.", "en", "2014-06-02"),
        ("Seen 9 May 2011, printed 1999-01-01.", "en", "2 June 2014"),
        ("Seen 9 mai 2011, in a language that nobody names.", None, "2014-06-02"),
        ("Seen 09/05/2011, or was it in September?", None, "2014-06-02"),
    ],
)
def test_a_date_is_written_as_the_entry_writes_its_own(text: str, language: str | None, written: str) -> None:
    assert in_style_of(text, date(2014, 6, 2), like="2011-05-09", language=language) == written


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31))


@given(DAYS, DAYS)
@settings(max_examples=150, deadline=None)
def test_a_date_written_in_any_style_says_the_same_day(model: date, day: date) -> None:
    english = (f"{model.day} {model:%B} {model.year}", f"{model:%B} {model.day}, {model.year}", f"{model:%d %b %Y}")
    for language, texts in (("en", (*english, model.isoformat())), ("de", (f"{model:%d.%m.%Y}",))):
        for text in texts:
            written = in_style_of(f"Seen {text}.", day, language=language)
            assert parse_date(written, language=language) == day.isoformat()
            assert as_written(f"Seen {written}.", day.isoformat(), language) == written


def test_the_authors_template_keeps_every_character_and_gains_three_parameters() -> None:
    markup = "{{cite news | last=Doe | title=The [[plaque|“plaque”]] | url=https://heritage.example/plaque "
    markup += "| access-date=9 May 2011 }}"
    text = fixed(entry(markup=markup), DocumentFormat.WIKITEXT)
    added = f" | archive-url={CAPTURE} | archive-date=2 June 2014 | url-status=dead"
    assert text == markup.removesuffix(" }}") + added + " }}"


def test_a_template_over_several_lines_gains_lines() -> None:
    markup = "{{Cite web\n |url = https://heritage.example/plaque\n |title = T\n |access-date = May 9, 2011\n}} p. 3"
    assert fixed(entry(markup=markup), DocumentFormat.WIKITEXT) == markup.replace(
        "\n}}", f"\n |archive-url = {CAPTURE}\n |archive-date = June 2, 2014\n |url-status = dead\n}}}}"
    )


def test_parameters_that_are_there_already_are_set_in_their_place() -> None:
    markup = "{{cite web|url=https://heritage.example/plaque|url-status=live|archive-url=|title=T {{!}} U}}"
    text = fixed(entry("T", accessed=None, markup=markup), DocumentFormat.WIKITEXT)
    assert text.startswith(
        f"{{{{cite web|url=https://heritage.example/plaque|url-status=dead|archive-url={CAPTURE}|title=T {{{{!}}}} U|"
    )
    assert text.count("url-status") == 1


def test_wikitext_without_its_markup_becomes_a_template_of_the_fields() -> None:
    reference = entry(
        "Doe, J.; Roe, R. (14 April 2011). “The | plaque”. Retrieved 9 May 2011.",
        title="The | }} plaque",
        authors=("Doe, J.", "Roe, R."),
        published="2011-04-14",
        identifiers={"doi": "10.1000/1"},
    )
    text = fixed(reference, DocumentFormat.WIKITEXT)
    assert text == (
        "{{cite web |author1=Doe, J. |author2=Roe, R. |date=14 April 2011 |title=The {{!}} &#125;&#125; plaque "
        f"|url={URL} |doi=10.1000/1 |url-status=dead |archive-url={CAPTURE} |archive-date=2 June 2014 "
        "|access-date=9 May 2011}}"
    )


def test_a_link_in_a_wiki_note_gets_the_copy_behind_it() -> None:
    markup = "[https://heritage.example/plaque The plaque], 9 May 2011"
    assert fixed(entry(markup=markup), DocumentFormat.WIKITEXT) == f"{markup} [{CAPTURE} Archived] 2 June 2014."


def test_markdown_links_the_title_and_the_copy_and_renders_as_such() -> None:
    text = fixed(entry("Doe [sic]: “The plaque” *2011*. Retrieved 9 May 2011"), DocumentFormat.MARKDOWN)
    soup = BeautifulSoup(MarkdownIt().render(text), "lxml")
    assert [(link.get_text(), link["href"]) for link in soup.select("a")] == [
        ("The plaque", URL),
        ("Archived", CAPTURE),
        ("the original", URL),
    ]
    assert soup.get_text().strip() == (
        "Doe [sic]: “The plaque” *2011*. Retrieved 9 May 2011. Archived from the original on 2 June 2014."
    )


def test_markdown_keeps_the_authors_markup_where_it_is_known() -> None:
    markup = f"*The plaque*, <{URL}>, seen 9 May 2011"
    assert fixed(entry(markup=markup), DocumentFormat.MARKDOWN).startswith(f"{markup}. [Archived](<{CAPTURE}>)")


def test_html_is_escaped_and_links_the_copy() -> None:
    text = fixed(entry('Doe & <b>"Roe"</b>. The plaque. 2011-05-09.'), DocumentFormat.HTML)
    assert text.startswith('Doe &amp; &lt;b&gt;"Roe"&lt;/b&gt;. <a href=')
    soup = BeautifulSoup(text, "lxml")
    assert soup.b is None
    assert [link["href"] for link in soup.select("a")] == [URL, CAPTURE, URL]
    assert soup.get_text().endswith("Archived from the original on 2014-06-02.")


@pytest.mark.parametrize("format", [DocumentFormat.PLAINTEXT, DocumentFormat.DOCX])
def test_plain_text_ends_in_the_copys_address(format: DocumentFormat) -> None:
    assert fixed(entry(), format) == (
        f"Doe, J. “The plaque”. Retrieved 9 May 2011. {URL} Archived from the original on 2 June 2014: {CAPTURE}"
    )


@pytest.mark.parametrize("format", [DocumentFormat.BIBTEX, DocumentFormat.MARKDOWN])
def test_an_entry_of_bibtex_stays_one(format: DocumentFormat) -> None:
    markup = f"@misc{{doe,\n  title = {{The {{Plaque}}}},\n  url = {{{URL}}},\n}}"
    copy = f"Archived 2014-06-02: \\url{{{CAPTURE}}}"
    assert fixed(entry(markup=markup, accessed=None), format) == markup[:-3] + f",\n  note = {{{copy}}}\n}}"
    noted = markup.replace("title", "note = {Brass},\n  title")
    assert f"addendum = {{{copy}}}" in fixed(entry(markup=noted, accessed=None), format)
    moved = source(LinkStatus.MOVED, moved_to="https://heritage.example/new", capture=None)
    assert fixed(entry(markup=markup), format, moved) == markup.replace(URL, "https://heritage.example/new")


def test_a_page_that_moved_gets_its_new_address_and_nothing_else() -> None:
    check = source(LinkStatus.MOVED, moved_to="https://heritage.example/new", capture=None)
    for format in DocumentFormat:
        text = fixed(entry(f"The plaque. {URL}"), format, check)
        assert "https://heritage.example/new" in text
        assert URL + " " not in text + " "
        assert "rchive" not in text


def test_a_usurped_address_is_named_so_and_not_linked_again() -> None:
    check = source(LinkStatus.USURPED)
    assert "|url-status=usurped" in fixed(entry(), DocumentFormat.WIKITEXT, check)
    soup = BeautifulSoup(fixed(entry(f"The plaque, {URL}"), DocumentFormat.HTML, check), "lxml")
    assert [link["href"] for link in soup.select("a")] == [CAPTURE]


def test_nothing_is_offered_where_nothing_can_be_added() -> None:
    assert repaired(entry(), None, DocumentFormat.WIKITEXT) is None
    assert repaired(entry(), source(capture=None), DocumentFormat.WIKITEXT) is None
    assert repaired(entry(archive_url=CAPTURE), source(), DocumentFormat.WIKITEXT) is None
    assert repaired(entry(), source(capture="javascript:alert(1)"), DocumentFormat.HTML) is None
    assert (
        repaired(entry(), source(LinkStatus.MOVED, moved_to="data:text/html,x", capture=None), DocumentFormat.HTML)
        is None
    )


@given(st.text(max_size=60), st.sampled_from(list(DocumentFormat)))
@settings(max_examples=120, deadline=None)
def test_any_entry_can_be_repaired_and_hostile_words_stay_words(text: str, format: DocumentFormat) -> None:
    result = fixed(entry(text, title=None), format)
    assert CAPTURE in result
    if format is DocumentFormat.HTML:
        assert {tag.name for tag in BeautifulSoup(result, "lxml").find_all(True)} <= {"html", "body", "p", "a"}
    if format is DocumentFormat.WIKITEXT:
        assert result.count("{{cite web") == 1 and result.endswith("}}")


@given(st.text(alphabet="{}|[]= ab\n", max_size=60))
@settings(max_examples=200, deadline=None)
def test_broken_templates_are_no_trouble(markup: str) -> None:
    result = fixed(entry(markup="{{cite web|" + markup), DocumentFormat.WIKITEXT)
    assert CAPTURE in result


def test_the_status_says_what_became_of_the_original() -> None:
    for status, said in ((LinkStatus.GONE, UrlStatus.DEAD), (LinkStatus.BLOCKED, UrlStatus.LIVE)):
        assert f"|url-status={said.value}" in fixed(entry(), DocumentFormat.WIKITEXT, source(status))


FOUND = "a wiki: entry [4]: the same title"


def read_copy(**fields: object) -> SourceCopy:
    given: dict[str, object] = {
        "id": "c",
        "url": URL,
        "final_url": URL,
        "origin": Origin.LIVE,
        "status": 200,
        "media_type": "text/html",
        "extent": Extent.FULL,
        "retrieved": "2026-03-02T02:00:00Z",
        "sha256": "0" * 64,
        "text_sha256": "1" * 64,
        "size": 900,
    } | fields
    return SourceCopy(**given)  # type: ignore[arg-type]  # real fields


def found_for(reference: Reference, format: DocumentFormat, **fields: object) -> Repair | None:
    given: dict[str, object] = {"capture": None, "found": FOUND, "copies": (read_copy(),)} | fields
    return repaired(reference, source(LinkStatus.ALIVE, **given), format)


@pytest.mark.parametrize(
    ("format", "markup", "written"),
    [
        (DocumentFormat.PLAINTEXT, None, f"Doe, J. “The plaque”. Retrieved 9 May 2011. {URL}"),
        (DocumentFormat.MARKDOWN, None, f"Doe, J. “[The plaque](<{URL}>)”. Retrieved 9 May 2011."),
        (DocumentFormat.MARKDOWN, "Doe, *The plaque*.", f"Doe, *The plaque*. [{URL}](<{URL}>)"),
        (DocumentFormat.HTML, None, f'Doe, J. “<a href="{URL}">The plaque</a>”. Retrieved 9 May 2011.'),
        (DocumentFormat.WIKITEXT, "{{cite web |title=The plaque}}", f"{{{{cite web |title=The plaque |url={URL}}}}}"),
        (DocumentFormat.WIKITEXT, "The plaque, in stone", f"The plaque, in stone {URL}"),
    ],
)
def test_an_address_that_was_found_is_added_to_an_entry_without_one(
    format: DocumentFormat, markup: str | None, written: str
) -> None:
    repair = found_for(entry(urls=(), markup=markup), format)

    assert repair is not None
    assert (repair.text, repair.added) == (written, "Added: the address that was found.")


def test_an_address_that_was_found_is_added_with_its_archived_copy() -> None:
    repair = found_for(entry(urls=()), DocumentFormat.PLAINTEXT, capture=CAPTURE)

    assert repair is not None
    assert f"{URL} Archived from the original on 2 June 2014: {CAPTURE}" in repair.text


@pytest.mark.parametrize(
    "fields",
    [
        {"copies": ()},
        {"copies": (read_copy(extent=Extent.NONE),)},
        {"problems": (SourceProblem(code="source-unconfirmed", message="it shows nothing"),)},
        {"problems": (SourceProblem(code="source-unconfirmed", message="it"),), "capture": CAPTURE},
        {"url": "http://harbour.example/a b"},
    ],
)
def test_an_address_that_nothing_confirms_is_not_written(fields: dict[str, object]) -> None:
    assert found_for(entry(urls=()), DocumentFormat.PLAINTEXT, **fields) is None


def test_an_address_that_was_given_by_hand_is_not_written() -> None:
    assert found_for(entry(urls=()), DocumentFormat.PLAINTEXT, found=None) is None


def record_of(**fields: object) -> ReferenceCheck:
    given: dict[str, object] = {"verdict": Existence.VERIFIED, "record": WorkRecord(registry="Crossref", **fields)}  # type: ignore[arg-type]  # real fields
    return ReferenceCheck(reference="r", label="4", reason="", **given)  # type: ignore[arg-type]  # real fields


DOI = record_of(identifiers={"doi": "10.5555/plaque"})


@pytest.mark.parametrize(
    ("format", "markup", "written"),
    [
        (DocumentFormat.PLAINTEXT, None, "Doe, J. “The plaque”. Retrieved 9 May 2011. https://doi.org/10.5555/plaque"),
        (
            DocumentFormat.WIKITEXT,
            "{{cite web |title=The plaque}}",
            "{{cite web |title=The plaque |doi=10.5555/plaque}}",
        ),
        (DocumentFormat.WIKITEXT, "The plaque, in stone", "The plaque, in stone {{doi|10.5555/plaque}}"),
        (
            DocumentFormat.MARKDOWN,
            "Doe, *The plaque*.",
            "Doe, *The plaque*. [doi:10.5555/plaque](<https://doi.org/10.5555/plaque>)",
        ),
    ],
)
def test_the_doi_of_a_verified_record_is_added_to_an_entry_without_one(
    format: DocumentFormat, markup: str | None, written: str
) -> None:
    unread = source(LinkStatus.NO_LOCATOR, url=None, capture=None)
    repair = repaired(entry(urls=(), markup=markup), unread, format, looked_up=DOI)

    assert repair is not None
    assert (repair.text, repair.added) == (written, "Added: the DOI of its record.")


@pytest.mark.parametrize(
    ("reference", "check"),
    [
        (entry(urls=(), identifiers={"doi": "10.5555/own"}), DOI),
        (entry(urls=("https://doi.org/10.5555/plaque",)), DOI),
        (entry(urls=()), record_of(identifiers={"isbn": "9783161484100"})),
        (entry(urls=()), replace(DOI, verdict=Existence.DIFFERS)),
        (entry(urls=()), replace(DOI, verdict=Existence.CANNOT_TELL, record=None)),
    ],
)
def test_no_doi_is_added_that_the_entry_has_or_that_may_be_of_another_work(
    reference: Reference, check: ReferenceCheck
) -> None:
    unread = source(LinkStatus.NO_LOCATOR, url=None, capture=None)

    assert repaired(reference, unread, DocumentFormat.PLAINTEXT, looked_up=check) is None
