"""What is read of a source, and what is noticed beside its link's status."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from live_web import fast, fetcher_for, reference, settings_for
from shelf import Shelf, chooser_of

from citecheck.archives import Chooser
from citecheck.interfaces import Gathering
from citecheck.model import SourceText
from citecheck.pages import Body
from citecheck.settings.model import Settings
from citecheck.sources import SourceReader
from citecheck.sources.locators import kind_of, locate
from claims.model import Document, DocumentFormat, Reference, UrlStatus
from reports.model import Extent, LinkStatus, Origin, SourceCheck
from testbed.loopback import Loopback, Reply, page, prose, redirect

DOCUMENT = Document(name="d", format=DocumentFormat.PLAINTEXT, text="", sha256="", language="en")
WORDS = prose(300, "harbour")


@pytest.fixture
def web() -> Iterator[Loopback]:
    with Loopback() as server:
        yield server


@contextmanager
def gathering(
    web: Loopback, *entries: Reference, chooser: Chooser | None = None, settings: Settings | None = None
) -> Iterator[Gathering]:
    settings = settings or settings_for()
    reader = SourceReader(settings, fetcher=fetcher_for(web, settings.web), chooser=chooser)
    with reader, reader.gather(DOCUMENT, entries) as gathered:
        yield gathered


def check_of(web: Loopback, entry: Reference, **more: Chooser) -> SourceCheck:
    with gathering(web, entry, **more) as gathered:
        return gathered.source(entry.key).check


STORY = page("The harbour survey", WORDS)
NOT_FOUND = page("Page not found", "Sorry, the page you are looking for does not exist.")


def test_a_dead_link_is_read_from_the_archive_at_once(web: Loopback) -> None:
    shelf = Shelf(_20110501=(200, STORY))
    check = check_of(web, reference("r", web.url("old.test", "/story")), chooser=chooser_of(shelf))
    assert check.status is LinkStatus.GONE
    assert [(copy.origin, copy.extent) for copy in check.copies] == [
        (Origin.LIVE, Extent.NONE),
        (Origin.ARCHIVE, Extent.FULL),
    ]
    assert check.capture == "https://shelf.test/20110501/x"
    assert check.archived is True


def test_bad_captures_are_walked_past(web: Loopback) -> None:
    shelf = Shelf(_20120101=(404, b"gone"), _20110601=(200, NOT_FOUND), _20110501=(200, STORY))
    check = check_of(web, reference("r", web.url("old.test", "/story")), chooser=chooser_of(shelf))
    assert check.capture == "https://shelf.test/20110501/x"


def test_what_no_archive_has_is_lost_and_what_is_not_known_is_not(web: Loopback) -> None:
    none, closed = Shelf(), Shelf()
    closed.known = False
    entry = reference("r", web.url("old.test", "/story"))
    assert check_of(web, entry, chooser=chooser_of(none)).archived is False
    unknown = check_of(web, entry, chooser=chooser_of(closed))
    assert unknown.archived is None
    assert "the shelf is closed" in unknown.reason


def test_a_live_page_that_was_read_asks_no_archive_until_there_is_a_doubt(web: Loopback) -> None:
    shelf = Shelf(_20110501=(200, STORY))
    url = web.add("news.test", "/story", Reply(body=STORY))
    with gathering(web, reference("r", url), chooser=chooser_of(shelf)) as gathered:
        first = gathered.source("r")
        assert (shelf.asked, first.complete, len(first.check.copies)) == (0, False, 1)
        wider = gathered.widened("r")
        assert (wider.complete, len(wider.check.copies)) == (True, 2)
        assert "harbour was surveyed" in wider.text(wider.check.copies[1].id).text
        asked = shelf.asked
        assert gathered.widened("r").check == wider.check
        assert shelf.asked == asked


def test_the_copy_that_the_entry_names_is_read_and_checked(web: Loopback) -> None:
    shelf = Shelf(_20110501=(200, STORY), _20110601=(200, NOT_FOUND), _20150101=(404, b"gone"))
    url = web.url("old.test", "/story")
    shelf.original = url
    good = reference("a", url, archive_url="https://shelf.test/20110501/x", archived="2011-05-01")
    soft = reference("b", url, archive_url="https://shelf.test/20110601/x", archived="2011-06-01")
    error = reference("c", url, archive_url="https://shelf.test/20150101/x", archived="2015-01-01")
    with gathering(web, good, soft, error, chooser=chooser_of(shelf)) as gathered:
        checks = {key: gathered.source(key).check for key in "abc"}
    assert checks["a"].problems == ()
    assert checks["a"].copies[-1].url == good.archive_url
    assert {problem.code for key in "bc" for problem in checks[key].problems} == {"archive-mismatch"}


def test_a_usurped_address_is_read_from_the_archive_alone(web: Loopback) -> None:
    shelf = Shelf(_20110501=(200, STORY))
    entry = reference("r", web.url("old.test", "/story"), url_status=UrlStatus.USURPED)
    check = check_of(web, entry, chooser=chooser_of(shelf))
    assert check.status is LinkStatus.USURPED
    assert [copy.origin for copy in check.copies] == [Origin.ARCHIVE]
    assert not web.asked


def test_a_deviated_page_comes_after_its_archived_copy(web: Loopback) -> None:
    shelf = Shelf(_20110501=(200, STORY))
    url = web.add("news.test", "/story", Reply(body=page("Something else", prose(250))))
    shelf.original = url
    entry = reference("r", url, archive_url="https://shelf.test/20110501/x", url_status=UrlStatus.DEVIATED)
    check = check_of(web, entry, chooser=chooser_of(shelf))
    assert [copy.origin for copy in check.copies] == [Origin.ARCHIVE, Origin.LIVE]


def test_a_link_that_is_called_dead_and_works_is_noticed(web: Loopback) -> None:
    alive = web.add("news.test", "/story", Reply(body=STORY))
    dead = web.url("news.test", "/gone")
    for url, codes in ((alive, ["marked-dead-but-alive"]), (dead, [])):
        check = check_of(web, reference("r", url, url_status=UrlStatus.DEAD))
        assert [problem.code for problem in check.problems] == codes


@pytest.mark.parametrize(
    ("fragment", "is_there"),
    [("results", True), ("R%C3%A9sum%C3%A9", True), ("lost", False), (":~:text=harbour", True), ("!/route", True)],
)
def test_a_missing_place_on_a_page_is_a_note(web: Loopback, fragment: str, is_there: bool) -> None:
    body = page("The survey", WORDS, head='<h2 id="results">Results</h2><a name=Résumé></a>')
    url = web.add("news.test", "/story", Reply(body=body))
    check = check_of(web, reference("r", f"{url}#{fragment}"))
    assert check.status is LinkStatus.ALIVE
    assert ("no place named" in check.reason) is not is_there


def test_two_places_of_one_page_are_one_request(web: Loopback) -> None:
    url = web.add("news.test", "/story", Reply(body=STORY))
    with gathering(web, reference("a", f"{url}#one"), reference("b", f"{url}#two")) as gathered:
        reasons = [gathered.source(key).check.reason for key in "ab"]
    assert web.count("news.test", "/story") == 1
    assert "#one" in reasons[0]
    assert "#two" in reasons[1]


class TestMismatch:
    TITLE = "Annual migration of bar-tailed godwits across the Pacific"

    def check(self, web: Loopback, title: str, body: bytes, **fields: object) -> list[str]:
        url = web.add("news.test", "/story", Reply(body=body))
        entry = reference("r", url, title=title, **fields)
        return [problem.code for problem in check_of(web, entry).problems]

    def test_another_work_is_a_mismatch_and_its_text_counts_for_nothing(self, web: Loopback) -> None:
        url = web.add("news.test", "/story", Reply(body=STORY))
        check = check_of(web, reference("r", url, title=self.TITLE))
        assert [problem.code for problem in check.problems] == ["reference-mismatch"]
        assert check.status is LinkStatus.ALIVE
        assert {copy.extent for copy in check.copies} == {Extent.NONE}

    def test_the_same_title_in_other_dress_is_none(self, web: Loopback) -> None:
        for shown in (
            f"{self.TITLE} - The Daily Example",
            "Godwits cross the Pacific in annual migration",
            self.TITLE.upper(),
            "Annual migration of bar-tailed godwits …",
        ):
            assert self.check(web, self.TITLE, page(shown, WORDS)) == []

    def test_a_changed_headline_over_the_same_story_is_none(self, web: Loopback) -> None:
        story = page("Record flight stuns scientists", "Bar-tailed godwits fly over the Pacific each autumn. " + WORDS)
        assert self.check(web, self.TITLE, story) == []

    def test_another_language_is_none(self, web: Loopback) -> None:
        german = (
            "Die Vermessung des Hafens wurde im Frühjahr von drei Gruppen begonnen, die das Ufer und die Brücken " * 5
        )
        assert self.check(web, self.TITLE, page("Die Vermessung des Hafens", german)) == []

    def test_an_author_on_the_page_speaks_for_it(self, web: Loopback) -> None:
        story = page("The harbour survey", f"By Anna Okonkwo. {WORDS}")
        assert self.check(web, self.TITLE, story, authors=("Okonkwo, Anna",)) == []
        assert self.check(web, self.TITLE, story, authors=("Berg, Carl",)) == ["reference-mismatch"]

    def test_a_short_title_says_too_little(self, web: Loopback) -> None:
        assert self.check(web, "Press release", STORY) == []


def test_a_page_that_breaks_the_reader_of_texts_ends_no_audit(web: Loopback) -> None:
    def broken(body: Body, url: str | None) -> SourceText:
        raise ValueError("what nobody thought of")

    url = web.add("news.test", "/story", Reply(body=STORY))
    reader = SourceReader(settings_for(), fetcher=fetcher_for(web), extract=broken)
    with reader:
        check = next(reader.check_links([url]))
    assert check.status is LinkStatus.ALIVE
    assert "ValueError" in check.reason
    assert check.copies[0].extent is Extent.NONE


def test_credentials_in_an_address_stay_out_of_the_check(web: Loopback) -> None:
    url = web.add("news.test", "/story", Reply(body=STORY)).replace("http://", "http://joe:hunter2@")
    for title, code in ((TestMismatch.TITLE, "reference-mismatch"), (None, "marked-dead-but-alive")):
        check = check_of(web, reference("r", url, title=title, url_status=UrlStatus.DEAD))
        assert [problem.code for problem in check.problems] == [code]
        assert "hunter2" not in repr(check)


def test_identifiers_lead_to_their_pages_in_order() -> None:
    entry = reference("r", identifiers={"isbn": "9780306406157", "doi": "10.1000/182", "pmid": "12345"})
    urls = locate(entry, {}).urls
    assert [kind_of(url) for url in urls] == ["doi", "pmid", "isbn"]


def test_identifiers_that_cannot_exist_are_problems_and_not_visited() -> None:
    location = locate(reference("r", identifiers={"isbn": "9780306406158", "doi": "11.1/x"}), {})
    assert [problem.code for problem in location.problems] == ["identifier-invalid", "identifier-invalid"]
    assert location.urls == ()


def test_what_the_caller_gives_for_a_label_wins() -> None:
    entry = reference("r", "http://a.test/")
    assert locate(entry, {"r": "http://b.test/"}).urls == ("http://b.test/", "http://a.test/")
    assert str(locate(entry, {"r": "source.html"}).file) == "source.html"
    assert locate(entry, {"other": "http://b.test/"}).urls == ("http://a.test/",)


def test_an_archived_address_alone_leads_to_the_page_that_it_keeps() -> None:
    entry = reference("r", archive_url="https://web.archive.org/web/20110501000000/http://a.test/story")
    assert locate(entry, {}).urls == ("http://a.test/story",)


def test_a_second_address_is_read_where_the_first_gives_nothing(web: Loopback) -> None:
    gone = web.url("old.test", "/story")
    good = web.add("news.test", "/story", Reply(body=STORY))
    check = check_of(web, reference("r", gone, good))
    assert check.status is LinkStatus.GONE
    assert [copy.extent for copy in check.copies] == [Extent.NONE, Extent.FULL]


def test_a_moved_page_names_where_it_is(web: Loopback) -> None:
    new = web.add("news.test", "/new", Reply(body=STORY))
    check = check_of(web, reference("r", web.add("old.test", "/story", redirect(new, 301))))
    assert (check.status, check.moved_to) == (LinkStatus.MOVED, new)


@pytest.mark.parametrize(
    ("second", "status"), [("redirects", LinkStatus.REDIRECTED_HOME), ("answers otherwise", LinkStatus.ALIVE)]
)
def test_one_odd_answer_of_a_host_calls_no_page_dead(web: Loopback, second: str, status: LinkStatus) -> None:
    """A host is asked for two pages that cannot exist: only if both lead home, a page that leads home is gone."""
    web.add("odd.test", "/", Reply(body=page("Odd", prose(200))))

    def answer(path: str) -> Reply:
        odd = second == "answers otherwise" and "nothing-is-here" in path
        return (
            Reply(body=page("A shop", "Ropes, anchors, lamps and oil are sold on weekdays. " * 9))
            if odd
            else redirect(web.url("odd.test", "/"))
        )

    web.add_host("odd.test", answer)
    with SourceReader(settings_for(fast(respect_robots=False)), fetcher=fetcher_for(web)) as reader:
        (check,) = reader.check_links([web.url("odd.test", "/log")])
    assert check.status is status, check.reason
