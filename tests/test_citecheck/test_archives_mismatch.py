from __future__ import annotations

import pytest

from citecheck.archives import archive_mismatch
from citecheck.archives.addresses import ArchiveLayout
from citecheck.model import Fetched, SourceText
from claims.model import Reference, Span
from reports.model import Extent, LinkStatus, Origin

URL = "http://paper.test/2012/05/harbour.html"
ARCHIVE = "https://web.archive.org/web/20120506070809/" + URL
LAYOUT = ArchiveLayout("https://web.archive.org/web/")


def mismatch(
    *,
    status: int | None = 200,
    failure: LinkStatus | None = None,
    shown: str = "20120506070809",
    shown_url: str | None = None,
    redirects: tuple[tuple[int, str], ...] = (),
    archive_url: str = ARCHIVE,
    archived: str | None = "2012-05-06",
    title: str | None = "Harbour to close",
    page_title: str | None = None,
    urls: tuple[str, ...] = (URL,),
    error: str = "",
) -> str | None:
    reference = Reference(
        key="r",
        label="1",
        text="x",
        span=Span(0, 1),
        urls=urls,
        archive_url=archive_url,
        archived=archived,
        title=title,
    )
    parts = LAYOUT.split(archive_url)
    assert parts is not None
    named = LAYOUT.memento(*parts, "x")
    memento = LAYOUT.memento(shown, shown_url or parts[1], "x")
    fetched = Fetched(
        url=archive_url,
        final_url=memento.url,
        origin=Origin.ARCHIVE,
        retrieved="",
        attempts=(),
        status=status,
        failure=failure,
        redirects=redirects,
        memento=memento,
    )
    text = SourceText(text="Words.", extent=Extent.FULL, title=page_title)
    found = archive_mismatch(reference, named, fetched, text, error=error)
    assert found is None or found.code == "archive-mismatch"
    return found.message if found else None


def test_the_right_capture_is_no_mismatch() -> None:
    assert mismatch() is None
    assert mismatch(shown="20120520000000") is None  # the nearest that plays, two weeks on
    assert mismatch(archived=None) is None
    assert mismatch(archived="2012-05") is None
    assert mismatch(archived="2012") is None
    assert mismatch(urls=("https://www.paper.test/2012/05/harbour.html?utm_source=x#top",)) is None
    assert mismatch(urls=()) is None


def test_what_the_archive_did_not_answer_is_no_mismatch() -> None:
    assert mismatch(status=None, failure=LinkStatus.TIMEOUT) is None
    assert mismatch(status=None, failure=LinkStatus.BLOCKED) is None
    assert mismatch(status=None, failure=LinkStatus.NOT_CHECKED) is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": 404}, "captured with status 404"),
        ({"status": 503}, "captured with status 503"),
        ({"status": None, "failure": LinkStatus.GONE}, "no such capture"),
        ({"error": "shows a page that says not found"}, "says not found"),
        ({"redirects": ((302, "http://paper.test/"),), "shown_url": "http://paper.test/"}, "home page"),
        ({"shown": "20190101000000"}, "is of 2019-01-01, its address says 2012-05-06"),
        ({"archived": "2009-01-01"}, "the reference says 2009-01-01"),
        ({"archived": "2009"}, "the reference says 2009"),
        ({"urls": ("http://other.test/entirely/different",), "page_title": "Pasta with garlic"}, "another page"),
        ({"urls": ("http://other.test/entirely/different",), "title": None}, "another page"),
    ],
)
def test_a_wrong_capture_is_told(changes: dict[str, object], words: str) -> None:
    message = mismatch(**changes)  # type: ignore[arg-type]
    assert message is not None
    assert words in message


def test_a_page_that_moved_is_the_same_page() -> None:
    moved = ("http://newpaper.test/archive/2012/harbour-to-close",)
    assert mismatch(urls=moved, page_title="Harbour to close | The Paper") is None
    assert mismatch(urls=("http://paper.test/news/4711",)) is None  # the same site, and no title to tell
    assert mismatch(urls=("http://newpaper.test/x/harbour.html",), title=None) is None


def test_the_message_is_of_the_reader_not_of_the_program() -> None:
    assert mismatch(status=404) == "the archived copy shows an error page: it was captured with status 404"
