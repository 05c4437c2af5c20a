"""What the rules on links need besides their examples: both sides of their conditions."""

from __future__ import annotations

import pytest
from link_rules import verdict

from citecheck.extractors import extract
from citecheck.http.addresses import WebAddress
from citecheck.http.tasks import Task, run_without_waiting
from citecheck.model import Fetched
from citecheck.pages import Page
from citecheck.web.link_verdict import LinkVerdict
from citecheck.web.notfound import HostAnswer
from citecheck.web.second_visit import is_worth_a_second_visit
from citecheck.web.status import verdict_on
from reports.model import LinkStatus, Origin
from reports.rules import rule

DEEP = "https://harbour.example/2011/04/the-fall-of-the-mast"
ARTICLE = rule("link.alive").example.given["page"]


def called(**given: str) -> tuple[str, str | None]:
    found = verdict({"address": DEEP, "answer": "200", "page": ARTICLE, **given})
    return found.status.value, found.rule


def page_at(body: str, status: int = 200, *hops: str) -> Page:
    """Return the page to which `hops`, permanent redirects, lead from the deep address."""
    fetched = Fetched(
        url=DEEP,
        final_url=hops[-1] if hops else DEEP,
        origin=Origin.LIVE,
        retrieved="",
        attempts=(),
        status=status,
        headers={"content-type": "text/html; charset=utf-8"},
        body=body.encode(),
        redirects=tuple((301, hop) for hop in hops),
    )
    return Page(fetched, extract)


def called_beside(page: Page, host: HostAnswer) -> tuple[str, str | None]:
    """Return the verdict on `page` if `host` is the answer for an address that cannot exist."""

    def ask(_address: WebAddress, _sibling: bool) -> Task[HostAnswer]:
        yield from ()
        return host

    found = run_without_waiting(verdict_on(page, ask))
    return found.status.value, found.rule


def different_words(count: int) -> str:
    """Return `count` words that are all different, and no sentence."""
    letters = "abcdefghijklmnop"
    return " ".join(f"rope{letters[number // 16]}{letters[number % 16]}" for number in range(count))


def answered(status: int | None, page: Page, shared: int, *, of: int | None = None) -> HostAnswer:
    """Return an answer of the host whose page has `shared` shingles of `page`, and `of` altogether."""
    known = sorted(page.fingerprint)[:shared]
    others = range(2**40, 2**40 + (of or shared) - shared)  # no shingle is as large
    return HostAnswer(status, "https://harbour.example/no-such-page", frozenset([*known, *others]))


class TestThePageOfAnAddressThatCannotExist:
    """What the page for an impossible address proves: by its status, its length and its likeness."""

    STORY = (
        "<title>The mast</title><p>The harbour board met in the net loft on Monday to hear of the mast. "
        "The clerk wrote the whole of it into the long ledger by the window. "
        "The divers had found a chain beside the northern quay in early June. "
        f"{different_words(90)}.</p>"
    )
    NOTE = f"<title>Harbour</title><p>{different_words(62)}.</p>"

    def test_a_story_with_the_status_of_an_error_is_unlike_the_page_of_the_error(self) -> None:
        story = page_at(self.STORY, 404)
        fifth, rest = divmod(len(story.fingerprint), 5)
        assert rest == 0
        there, gone = ("alive", "link.alive.wrong-status"), ("gone", "link.gone.404")
        assert called_beside(story, answered(404, story, 0, of=20)) == there
        assert called_beside(story, answered(404, story, fifth)) == there
        assert called_beside(story, answered(404, story, fifth + 1)) == gone
        assert called_beside(story, answered(404, story, len(story.fingerprint))) == gone

    def test_where_the_page_of_an_error_is_long_a_story_proves_nothing(self) -> None:
        story = page_at(self.STORY, 404)
        assert called_beside(story, answered(404, story, 0, of=149))[0] == "alive"
        assert called_beside(story, answered(404, story, 0, of=150))[0] == "gone"

    @pytest.mark.parametrize(
        ("status", "same"), [(200, True), (203, True), (299, True), (300, False), (404, False), (500, False)]
    )
    def test_the_same_page_counts_only_where_the_host_answers_that_all_is_well(self, status: int, same: bool) -> None:
        note = page_at(self.NOTE)
        expected = ("blocked", "link.blocked.same-page") if same else ("alive", "link.alive")
        assert called_beside(note, answered(status, note, len(note.fingerprint))) == expected

    def test_short_pages_are_the_same_from_a_likeness_of_seven_tenths(self) -> None:
        note = page_at(self.NOTE)
        assert len(note.fingerprint) == 60
        assert called_beside(note, answered(200, note, 42))[0] == "blocked"
        assert called_beside(note, answered(200, note, 41))[0] == "alive"

    def test_an_address_that_leads_to_the_very_same_one_proves_nothing(self) -> None:
        note = page_at(self.NOTE)
        assert called_beside(note, HostAnswer(200, DEEP, note.fingerprint))[0] == "alive"


@pytest.mark.parametrize(("words", "expected"), [(149, "soft-404"), (150, "alive"), (151, "alive"), (400, "alive")])
def test_the_page_of_a_web_server_has_fewer_than_150_words(words: int, expected: str) -> None:
    page = f"<title>Welcome to nginx!</title><p>{' '.join(['rope'] * words)}</p>"
    assert called(page=page)[0] == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?lang=en", "redirected-home"),
        ("?from=2011", "redirected-home"),
        ("?p=", "alive"),
        ("?id=4711", "alive"),
        ("?lang=en&article=4711", "alive"),
    ],
)
def test_a_front_page_stays_one_with_a_query_that_names_no_page(query: str, expected: str) -> None:
    assert called(redirects=f"302 https://harbour.example/{query}", probe="404")[0] == expected


@pytest.mark.parametrize("path", ["tcf", "cmp/", "zustimmung", "cookie-policy-wall"])
def test_the_address_of_a_choice_about_privacy_is_enough(path: str) -> None:
    gate = f"https://harbour.example/{path}"
    found = verdict({"address": DEEP, "answer": "200", "page": ARTICLE, "redirects": f"302 {gate}"})

    assert (found.status.value, found.rule) == ("blocked", "link.blocked.consent")
    assert f"consent (harbour.example/{path})" in found.reason
    assert called(redirects=f"302 {gate[:-1]}x")[0] == "alive"


@pytest.mark.parametrize(
    ("status", "reason", "worth"),
    [
        (LinkStatus.CONNECTION_ERROR, "the server closed the connection without an answer", True),
        (LinkStatus.CONNECTION_ERROR, "the server refused the connection", False),
        (LinkStatus.TIMEOUT, "the time ran out without an answer", False),
        (LinkStatus.GONE, "the server answers 404", False),
    ],
)
def test_without_an_http_status_only_a_closed_connection_is_tried_again(
    status: LinkStatus, reason: str, worth: bool
) -> None:
    assert is_worth_a_second_visit(LinkVerdict(status, reason), None) is worth


def test_the_front_page_of_another_site_is_not_the_sites_own() -> None:
    assert called(redirects="302 https://harbour.example/", probe="404")[1] == "link.redirected-home.deep-address"
    assert called(redirects="302 https://quay.example/", probe="404") == ("alive", "link.alive.front-page")


@pytest.mark.parametrize("first", ["301", "302", "307", "308"])
@pytest.mark.parametrize("second", ["301", "302", "303", "308"])
def test_a_page_has_moved_only_if_every_redirect_is_permanent(first: str, second: str) -> None:
    hops = f"{first} https://harbour.example/a/the-fall-of-the-mast; {second} https://harbour.example/b/the-fall-of-the-mast"
    permanent = {first, second} <= {"301", "308"}

    assert called(redirects=hops)[0] == ("moved" if permanent else "alive")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        *((code, "blocked") for code in ("401", "403", "406", "407", "415", "418", "420", "421", "426", "429")),
        *((code, "blocked") for code in ("430", "440", "451", "464", "495", "496", "498", "505", "511", "999")),
        *((code, "gone") for code in ("404", "410")),
        *((code, "server-error") for code in ("500", "502", "503", "599")),
        *((code, "client-error") for code in ("300", "400", "405", "409", "414", "416", "419", "422", "499")),
        ("402", "paywalled"),
    ],
)
def test_each_http_status_has_its_link_status(status: str, expected: str) -> None:
    assert called(answer=status, page="")[0] == expected


class TestWalls:
    """What a wall, a gate or an offer needs, by the verdict on the whole page."""

    LINES = "Tar and rope and hemp again. " * 75
    TOLD = (
        "The harbour board met in the net loft on Monday to hear of the mast.",
        "The clerk wrote the whole of it into the long ledger by the window.",
        "The divers had found a chain beside the northern quay in early June.",
    )
    LONG = f"<p>{' '.join(TOLD)} {LINES}</p>"

    @pytest.mark.parametrize(
        ("title", "said", "by"),
        [("Just a moment...", "", "title"), ("Harbour", "Checking your browser before you go on.", "words")],
    )
    def test_a_page_with_a_story_is_no_challenge(self, title: str, said: str, by: str) -> None:
        two, three = " ".join((said, *self.TOLD[:2])), " ".join((said, *self.TOLD))
        assert called(page=f"<title>{title}</title><p>{two}</p>") == ("blocked", f"link.blocked.challenge.{by}")
        assert called(page=f"<title>{title}</title><p>{three}</p>")[0] == "alive"

    def test_who_asks_for_a_gate_is_not_led_to_one(self) -> None:
        login, consent = "https://harbour.example/login/en", "https://consent.harbour.example/b"
        assert called(page=self.LONG, redirects=f"302 {login}")[1] == "link.blocked.login"
        assert called(page=self.LONG, redirects=f"302 {login}", address="https://harbour.example/login")[0] == "alive"
        assert called(page=self.LONG, redirects=f"302 {consent}")[1] == "link.blocked.consent"
        asked = "https://consent.harbour.example/a"
        assert called(page=self.LONG, redirects=f"302 {consent}", address=asked)[0] == "alive"

    def test_an_offer_is_shorter_than_450_words_and_was_not_asked_for(self) -> None:
        offer, short, long = "302 https://harbour.example/subscribe", self.LINES.rpartition(" again")[0], self.LINES
        assert (len(short.split()), len(long.split())) == (449, 450)
        assert called(page=f"<p>{short}</p>", redirects=offer)[1] == "link.paywalled.offer"
        assert called(page=f"<p>{long}</p>", redirects=offer)[0] == "alive"
        assert called(page=f"<p>{short}</p>", redirects=offer, address="https://harbour.example/abo")[0] == "alive"

    @pytest.mark.parametrize(("words", "expected"), [(445, "paywalled"), (446, "alive")])
    def test_a_request_for_payment_is_on_fewer_than_450_words(self, words: int, expected: str) -> None:
        some = " ".join(self.LINES.split()[:words])
        assert called(page=f"<p>Subscribe to continue reading.</p><p>{some}</p>")[0] == expected

    @pytest.mark.parametrize(("words", "expected"), [(199, "paywalled"), (200, "alive")])
    def test_or_on_fewer_than_200_in_sentences(self, words: int, expected: str) -> None:
        some, teasers = " ".join(self.LINES.split()[:words]), "<p>Tar and rope and hemp again.</p>" * 60
        assert called(page=f"<p>Subscribe to continue reading.</p><p>{some}</p>{teasers}")[0] == expected

    def test_only_the_first_heading_and_the_first_title_are_those_of_a_gate(self) -> None:
        rest = f"<p>{self.LINES[:400]}</p><input type=password name=p>"
        assert called(page=f"<title>Rope</title><h1>Log in</h1><h2>Rope</h2>{rest}")[1] == "link.blocked.login"
        assert called(page=f"<title>Rope</title><h1>Rope</h1><h2>Log in</h2>{rest}")[0] == "alive"
        declared = "<meta property='og:title' content='We value your privacy'>"
        assert called(page=f"<head><title>Rope</title>{declared}</head><p>{self.LINES[:180]}</p>")[0] == "alive"

    @pytest.mark.parametrize(
        ("said", "otherwise"),
        [
            ("Rope.<input type=password name=p>", "link.blocked.login"),
            ("You are in the queue, please wait.", "link.blocked.waiting-room"),
            ("Error establishing a database connection.", "link.server-error.error-page"),
        ],
    )
    def test_under_the_title_of_a_notice_a_page_is_missing(self, said: str, otherwise: str) -> None:
        assert called(page=f"<title>404</title><p>{said}</p>") == ("soft-404", "link.soft404.notice")
        assert called(page=f"<title>Rope</title><p>{said}</p>")[1] == otherwise


class TestReadablePages:
    def test_a_reason_names_the_address_only_after_a_redirect(self) -> None:
        given = {"address": DEEP, "answer": "200", "page": ARTICLE}
        assert verdict(given).reason == "can be read"
        hop = "https://harbour.example/b/the-fall-of-the-mast"
        assert verdict({**given, "redirects": f"302 {hop}"}).reason == f"can be read at {hop}"

    def test_a_page_moves_to_another_address_and_not_to_its_own(self) -> None:
        assert called(redirects=f"301 {DEEP}/")[0] == "alive"
        assert called(redirects=f"301 {DEEP}s")[0] == "moved"

    def test_frames_beside_a_text_do_not_matter(self) -> None:
        alone = rule("link.script-only.frames").example.given["page"]
        assert called(page=alone)[1] == "link.script-only.frames"
        assert called(page=f"{ARTICLE}<iframe src=a.html></iframe>")[1] == "link.alive"

    def test_a_picture_is_no_empty_page(self) -> None:
        assert called(page="", headers="content-type: image/png")[0] != "empty"
        assert called(page="")[0] == "empty"
