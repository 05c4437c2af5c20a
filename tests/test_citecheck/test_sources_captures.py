"""What an archive holds is a source only if it is one: a captured wall is neither offered nor held against anybody."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest
from live_web import fetcher_for, reference, settings_for
from shelf import Shelf, chooser_of

from citecheck.sources import SourceReader
from claims.model import Document, DocumentFormat, UrlStatus
from reports.model import Extent, LinkStatus, Origin, SourceCheck
from testbed.loopback import Loopback, page, prose

DOCUMENT = Document(name="d", format=DocumentFormat.PLAINTEXT, text="", sha256="", language="en")
STORY = page("The harbour survey", prose(300, "harbour"))
RUSSIAN = "Комитет по делам реки решил в марте, что шлюз останется ручным до конца года. "


def html(title: str, body: str) -> bytes:
    return f"<!doctype html><meta charset=utf-8><title>{title}</title>{body}".encode()


NO_SOURCE = {
    "consent, Turkish": html(
        "Gizlilik", "<p>Çerezleri kullanmak için onay verin.</p><button>Kabul et</button><button>Reddet</button>"
    ),
    "a wall, Italian": html("Verifica", "<p>Stiamo controllando che tu non sia un robot.</p>"),
    "a login, Spanish": html("Iniciar sesión", "<p>Inicia sesión para ver este contenido.</p><input type=password>"),
    "a waiting room": html("You are in line", "<p>You are now in line. Estimated wait: 9 minutes.</p>"),
    "maintenance, Swedish": html("Underhåll", "<p>Webbplatsen är nere för underhåll. Vi är snart tillbaka.</p>"),
    "an error page of nginx": html("Error", "<h1>An error occurred.</h1><p>Please try again later.</p>"),
    "missing, Danish": html("Fejl", "<p>Siden, du leder efter, findes ikke længere.</p>"),
    "parked, French": html("x.test", "<p>Le nom de domaine x.test est à vendre.</p>"),
    "frames": html("Harbour", "<frameset cols=9,*><frame src=a><frame src=b></frameset>"),
    "a scan": html("Harbour", "<img src=scan.jpg width=900>"),
    "a title": html("Harbour", ""),
    "a shell": html("Harbour", "<div id=root></div><script src=app.js></script>"),
    "nothing": b"",
}


@pytest.fixture
def web() -> Iterator[Loopback]:
    with Loopback() as server:
        yield server


def check_of(web: Loopback, shelf: Shelf) -> SourceCheck:
    entry = reference("r", web.url("old.test", "/story"), url_status=UrlStatus.USURPED)
    settings = settings_for()
    reader = SourceReader(settings, fetcher=fetcher_for(web, settings.web), chooser=chooser_of(shelf))
    with reader, reader.gather(DOCUMENT, [entry]) as gathered:
        return gathered.widened("r").check


@pytest.mark.parametrize("body", NO_SOURCE.values(), ids=NO_SOURCE)
def test_a_capture_that_is_no_source_is_walked_past_and_not_offered(web: Loopback, body: bytes) -> None:
    beside = check_of(web, Shelf(_20120601=(200, body), _20110501=(200, STORY)))
    assert beside.capture == "https://shelf.test/20110501/x"
    assert [copy.extent for copy in beside.copies if copy.url.endswith("20110501/x")] == [Extent.FULL]
    alone = check_of(web, Shelf(_20120601=(200, body)))
    assert alone.capture is None
    assert {copy.extent for copy in alone.copies} <= {Extent.NONE}


@pytest.mark.parametrize(
    "body",
    [
        STORY,
        gzip.compress(STORY),
        gzip.compress(STORY[:90]) + gzip.compress(STORY[90:]),
        b"\xef\xbb\xbf" + STORY,
        html("Harbour", f"<p>{RUSSIAN * 9}</p>"),
        f"<title>Harbour</title><p>{RUSSIAN * 9}</p>".encode("cp1251"),
        STORY.replace(b"<h1>", b"<!-- BEGIN WAYBACK TOOLBAR INSERT --><h1>"),
    ],
)
def test_a_capture_of_the_source_is_read_however_it_was_kept(web: Loopback, body: bytes) -> None:
    check = check_of(web, Shelf(_20110501=(200, body)))
    assert (check.status, check.capture) == (LinkStatus.USURPED, "https://shelf.test/20110501/x")
    assert [(copy.origin, copy.extent) for copy in check.copies] == [(Origin.ARCHIVE, Extent.FULL)]


def test_a_capture_whose_letters_are_a_guess_refutes_nothing(web: Loopback) -> None:
    body = b"<title>Harbour</title>" + bytes(range(0xA0, 0x100)) * 3 + STORY
    check = check_of(web, Shelf(_20110501=(200, body)))
    assert [copy.extent for copy in check.copies] == [Extent.TEASER]
