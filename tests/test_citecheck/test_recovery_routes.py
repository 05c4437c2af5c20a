"""Addresses that no original page gives: of a registry's record, and of a page in an archive's index of a site."""

from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from lost_world import world

from citecheck.recovery.archive_index import sites_of_publishers
from citecheck.recovery.model import FoundAddress, Route
from citecheck.recovery.original import Search
from citecheck.recovery.titles import TitleFinder
from citecheck.registries.model import Answered, Lookup, Record, WorkKind
from claims.model import Document, DocumentFormat, Reference, Span
from testbed.loopback import Reply

AT = "2026-03-02T02:00:00Z"


def reference(text, **fields):
    return Reference(key="r", label="3", text=text, span=Span(0, len(text)), **fields)


ENTRY = reference(
    "Rowan, A. (2011). Iron feet of wooden piers. Journal of Harbour Works 12(3): 4-9.",
    title="Iron feet of wooden piers",
    authors=("Rowan, A.",),
    published="2011",
)
WORK = Record(
    registry="Crossref",
    kind=WorkKind.ARTICLE,
    titles=("Iron feet of wooden piers",),
    authors=("Rowan, Alma",),
    published="2011-05-02",
    years=(2011,),
    venues=("Journal of Harbour Works",),
    identifiers={"doi": "10.5555/iron"},
)


class Shelf:
    """A registry of a few records."""

    name = "Crossref"
    identifiers = frozenset({"doi"})
    kinds = frozenset({WorkKind.ARTICLE})

    def __init__(self, *records, reason=""):
        self.records = records
        self.reason = reason

    def by_identifier(self, kind, value):
        raise AssertionError("a lost entry has no identifier")

    by_address = by_identifier

    def by_title(self, title, authors=(), year=None):
        outcome = Answered.UNKNOWN if self.reason else Answered.RECORD if self.records else Answered.NONE
        return Lookup(registry=self.name, asked=title, outcome=outcome, at=AT, records=self.records, reason=self.reason)


def by_title(entry, *records, reason=""):
    search = Search()
    finder = TitleFinder({"crossref": Shelf(*records, reason=reason)}, "auto", this_year=2026)
    return (*finder.find(entry, search), search)


def test_the_record_of_the_work_gives_its_address():
    found, doubts, search = by_title(ENTRY, WORK)

    assert (found.url, found.route, found.where) == ("https://doi.org/10.5555/iron", Route.REGISTRY, "Crossref")
    assert doubts == ()
    assert "the same title" in found.evidence
    assert search.answered


@pytest.mark.parametrize(
    ("record", "doubt"),
    [
        (replace(WORK, years=(1999,), published="1999"), "the record differs: year"),
        (replace(WORK, authors=("Marsh, Ben", "Olde, Kit")), "the record differs: authors"),
    ],
)
def test_a_record_that_differs_is_in_doubt(record, doubt):
    found, doubts, _ = by_title(ENTRY, record)

    assert found is None or doubts[0].startswith(doubt)


def test_a_record_with_another_title_is_no_address():
    found, words, _ = by_title(ENTRY, replace(WORK, titles=("Bronze heads of stone lighthouses",)))

    assert found is None
    assert words == ("Crossref has no such work",)


def test_two_works_that_fit_alike_are_in_doubt():
    twin = replace(WORK, identifiers={"doi": "10.5555/twin"})

    _, doubts, _ = by_title(ENTRY, WORK, twin)

    assert doubts == ("another record fits as well (https://doi.org/10.5555/twin)",)


def test_an_entry_without_authors_of_which_only_the_title_agrees_is_in_doubt():
    bare = replace(ENTRY, text="Iron feet of wooden piers. Journal of Harbour Works.", authors=(), published=None)

    found, doubts, _ = by_title(bare, replace(WORK, venues=()))

    assert found is not None
    assert doubts == ("only the title agrees",)


def test_a_registry_that_is_down_is_said_and_has_not_answered():
    found, words, search = by_title(ENTRY, reason="Crossref answered 503")

    assert found is None
    assert words == ("Crossref: Crossref answered 503",)
    assert not search.answered


def test_the_title_of_a_newspaper_article_is_not_sent_to_registries():
    news = reference("Pier burns. Brackwater Herald. 19 August 2012.", title="Nine injured as the pier burns")

    found, words, search = by_title(news, WORK)

    assert found is None
    assert words[0].startswith("registries: ")
    assert search.attempts == []


# --- an archive's index ----------------------------------------------------------------------------------------------

TITLE = "Nine injured as wooden pier burns in evening gale"
COPY = f"""The pier fire

A fire broke out on the pier in the evening.[1] The mayor closed the whole deck on the next day.[2]

References

  1. "{TITLE}". Brackwater Herald. 19 August 2012.
  2. "The mayor closes the deck". Brackwater Herald. 20 August 2012. http://herald.test:PORT/2012/deck
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with world(tmp_path, monkeypatch) as made:
        yield made


def serve_archive(here, *urls, body=None, status=200):
    """An archive with captures of `urls`, and an index that filters as that of the Internet Archive does."""
    shown = (
        body or f"<title>{TITLE}</title><h1>{TITLE}</h1><p>The pier burned.</p>" + "<p>More of it was told.</p>" * 60
    )
    asked = []

    def answer(path):
        parts = urlsplit(path)
        if parts.path == "/cdx/search/cdx":
            query = parse_qs(parts.query)
            asked.append(query)
            if status != 200:
                return Reply(status=status)
            words = [one.removeprefix("urlkey:.*").removesuffix(".*") for one in query["filter"] if "urlkey" in one]
            rows = [
                f"key 20120820000000 {url} text/html 200 {'A' * 32} 900" for url in urls if all(w in url for w in words)
            ]
            return Reply(body="\n".join(rows).encode(), content_type="text/plain")
        when = format_datetime(datetime(2012, 8, 20, tzinfo=UTC), usegmt=True)
        if "/web/2012" in path and path.partition("id_/")[2] in urls:
            return Reply(body=shown.encode(), headers=(("Memento-Datetime", when),))
        return Reply(status=404, body=b"not archived")

    here.web.add_host("archive.test", answer)
    base = here.web.url("archive.test", "")
    here.configure(wikis=[])
    text = here.config.read_text().replace("enabled = false", f'wayback = "{base}"\ntimegates = []', 1)
    here.config.write_text(text)
    here.copy.write_text(COPY.replace("PORT", str(here.web.port)))
    return asked


SLUG = "nine-injured-as-wooden-pier-burns-in-evening-gale"


def test_a_page_of_the_publishers_site_with_the_words_of_the_title_is_found_and_read(here):
    url = f"http://herald.test/2012/08/{SLUG}"
    asked = serve_archive(here, url, "http://herald.test/2012/08/the-mayor-burns-his-hand")

    ran, found, _ = here.recovered()

    assert (found["1"]["state"], found["1"]["url"], found["1"]["route"]) == ("found", url, "archive")
    assert found["1"]["confirmation"] == "confirmed"
    assert asked[0]["matchType"] == ["domain"]
    assert asked[0]["from"] == ["20120819"]
    assert ran.status == 0


@pytest.mark.parametrize(
    ("urls", "body", "doubt"),
    [
        ([f"http://herald.test/a/{SLUG}"], "<title>Garden chairs</title>" + "<p>Chairs of larch.</p>" * 90, "only the"),
        ([f"http://herald.test/a/{SLUG}", f"http://herald.test/b/{SLUG}"], None, "only the"),
    ],
)
def test_a_page_that_does_not_show_the_title_or_is_one_of_two_stays_in_doubt(here, urls, body, doubt):
    serve_archive(here, *urls, body=body)

    ran, found, _ = here.recovered()

    assert found["1"]["state"] == "in-doubt"
    assert ran.status == 1


def test_without_a_visit_the_words_of_an_address_are_not_enough(here):
    serve_archive(here, f"http://herald.test/2012/08/{SLUG}")

    _, found, _ = here.recovered("--no-visit")

    assert found["1"]["state"] == "in-doubt"


@pytest.mark.parametrize("status", [200, 503])
def test_an_index_without_such_a_page_and_one_that_is_down_are_told_apart(here, status):
    serve_archive(here, "http://herald.test/2012/08/regatta", status=status)

    ran, found, _ = here.recovered()

    assert found["1"]["state"] == "not-found"
    assert any("has no page of" in word for word in found["1"]["missed"]) == (status == 200)
    assert ran.status == (1 if status == 200 else 3)


def test_the_site_of_a_publisher_is_known_only_if_all_its_entries_agree():
    def entry(label, publisher, url):
        return replace(reference("x", publisher=publisher, urls=(url,) if url else ()), key=label, label=label)

    document = Document(
        name="d",
        format=DocumentFormat.PLAINTEXT,
        text="",
        sha256="",
        references=(
            entry("1", "Brackwater Herald", "http://www.herald.test/a"),
            entry("2", "The Post", "http://post.test/a"),
            entry("3", "The Post", "http://mirror.test/a"),
            entry("4", "Union", ""),
            entry("5", "Kept", "https://web.archive.org/web/2012/http://kept.test/a"),
        ),
    )
    known = {"4": FoundAddress(url="http://union.test/x", route=Route.ORIGINAL, where="w")}

    assert sites_of_publishers(document, known) == {
        "brackwaterherald": "herald.test",
        "union": "union.test",
        "kept": "kept.test",
    }
