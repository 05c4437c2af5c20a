"""Where interstitials end: how many signs, how dense, in which part of a page, and how their addresses are told."""

from __future__ import annotations

import pytest
from harbour_pages import filler, page

from citecheck.extractors import extract
from citecheck.http.addresses import web_address
from citecheck.http.tasks import Task, run_without_waiting
from citecheck.model import Fetched
from citecheck.pages import Page
from citecheck.web import stands_in, walls
from citecheck.web.answer_rules import AnswerCase
from citecheck.web.link_verdict import LinkVerdict
from citecheck.web.page_rules import OBSTACLE_RULES
from citecheck.web.probing import Hosts
from reports.model import Attempt, LinkStatus, Origin

CHOICE = "<button>Accept</button>"


def rope(words: int) -> str:
    """Return `words` words in lines of six, none of them a word about privacy or a choice."""
    return "".join(f"<p>{filler(6)}</p>" for _ in range(words // 6)) + f"<p>{filler(words % 6)}</p>"


class TestConsent:
    """Three signs are needed, of both kinds, and a share of 8 % of the words: 4 % if the title says it."""

    @pytest.mark.parametrize(
        ("said", "asks"),
        [
            ("Cookies and privacy. Accept.", True),
            ("Cookies. Accept.", False),
            ("Cookies, privacy, cookies.", False),
            ("Accept, accept, accept.", False),
        ],
    )
    def test_there_are_three_signs_of_both_kinds(self, said: str, asks: bool) -> None:
        assert bool(stands_in.asks_for_consent(page(f"<p>{said}</p>"))) is asks

    @pytest.mark.parametrize(("title", "signs", "words"), [("Rope", 6, 75), ("Your privacy", 7, 175)])
    def test_eight_words_of_a_hundred_are_signs(self, title: str, signs: int, words: int) -> None:
        said = "Cookies, privacy, cookies: accept or reject all."
        rest = words - len(f"{title} {said} Accept".split())
        assert signs == words * (0.08 if title == "Rope" else 0.04)
        asks, asks_not = (page(f"<title>{title}</title><p>{said}</p>{rope(more)}{CHOICE}") for more in (rest, rest + 1))
        assert stands_in.asks_for_consent(asks)
        assert not stands_in.asks_for_consent(asks_not)

    @pytest.mark.parametrize(("words", "asks"), [(399, True), (400, False)])
    def test_a_choice_has_fewer_than_400_words(self, words: int, asks: bool) -> None:
        whole = self._dense(words - 1)
        assert bool(stands_in.asks_for_consent(page(f"{whole}{CHOICE}"))) is asks

    @pytest.mark.parametrize(("words", "asks"), [(59, True), (60, False)])
    def test_from_60_words_on_there_is_something_to_click(self, words: int, asks: bool) -> None:
        assert bool(stands_in.asks_for_consent(page(self._dense(words)))) is asks
        assert stands_in.asks_for_consent(page(f"{self._dense(words)}{CHOICE}"))

    def _dense(self, words: int) -> str:
        return "<p>Cookies, privacy: accept or reject all.</p>" * (words // 6) + f"<p>{filler(words % 6)}</p>"

    def test_its_reason_quotes_the_first_of_each_kind(self) -> None:
        said = "<p>Cookies, privacy and advertising. Accept or withdraw.</p>"
        assert stands_in.asks_for_consent(page(said)).lower() == "cookies … accept"

    def test_a_gate_or_an_address_comes_before_words(self) -> None:
        said = "<title>We value your privacy</title><p>Cookies, privacy: accept or reject all.</p>"
        assert consent(page(said)) == "the page only asks for consent"
        there = "https://harbour.example/zustimmung"
        assert "redirects to a page that asks for consent" in consent(page("<p>Cookies. Accept all.</p>", final=there))
        assert consent(page("<p>Cookies and privacy. Accept.</p>")).startswith("the page only asks for consent: “")


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("login", "Please log in to continue"),
        ("human", "Verify that you are human"),
        ("age", "Verify your age to enter"),
    ],
)
@pytest.mark.parametrize(("words", "stands"), [(3, True), (11, True), (12, False), (13, False), (30, False)])
def test_a_title_alone_is_enough_under_12_words(kind: str, title: str, words: int, stands: bool) -> None:
    assert bool(stands_in.stands_in(kind, page(f"<title>{title}</title><p>{filler(words)}</p>"))) is stands


@pytest.mark.parametrize(
    ("kind", "said", "stands"),
    [
        ("cookies", "Включите cookie.", True),  # what is wanted ends with its subject,
        ("cookies", "This page requires cookies.", True),  # or behind it
        ("cookies", "Cookie и печенье.", False),
        ("waiting", "It opens when it is your turn.", True),
    ],
)
def test_what_a_page_wants_may_name_its_subject(kind: str, said: str, stands: bool) -> None:
    assert bool(stands_in.stands_in(kind, page(f"<title>Rope</title><p>{said}</p>"))) is stands


def consent(asked: Page) -> str:
    """Return the reason of the rule on consent."""
    decided = OBSTACLE_RULES.decide(asked)
    assert decided is not None
    assert decided.rule == "link.blocked.consent"
    verdict: LinkVerdict = decided.verdict
    return verdict.reason


class TestShares:
    def test_two_words_of_five_are_in_sentences_of_the_kind(self) -> None:
        said = "Please confirm that you are human. "  # six words, of both lists
        assert stands_in.stands_in("human", page(f"<p>{said * 7}</p>{rope(63)}"))
        assert not stands_in.stands_in("human", page(f"<p>{said * 7}</p>{rope(64)}"))

    def test_a_sentence_with_a_word_of_one_list_counts(self) -> None:
        both, subject, act = (
            "Confirm that you are human. ",
            "Captcha, says this page here. ",
            "Confirm it now, says it. ",
        )
        for half in (subject, act):
            assert stands_in.stands_in("human", page(f"<p>{both}{half * 8}</p>{rope(42)}"))
        assert not stands_in.stands_in("human", page(f"<p>{both}</p>{rope(42)}"))

    def test_on_fewer_than_45_words_subject_and_act_may_be_apart(self) -> None:
        apart = "<p>Captcha.</p><p>Confirm it.</p>"
        assert stands_in.stands_in("human", page(f"{apart}{rope(41)}"))
        assert not stands_in.stands_in("human", page(f"{apart}{rope(42)}"))

    def test_a_title_is_backed_by_the_page_from_12_words_on(self) -> None:
        title = "<title>Confirm that you are human</title>"
        assert stands_in.stands_in("human", page(f"{title}<p>{filler(11)}</p>"))
        assert not stands_in.stands_in("human", page(f"{title}<p>{filler(12)}</p>"))
        assert stands_in.stands_in("human", page(f"{title}<p>{filler(11)} Captcha.</p>"))


class TestFailures:
    @pytest.mark.parametrize(("words", "fails"), [(59, True), (60, False)])
    def test_a_general_sentence_is_enough_on_fewer_than_60_words(self, words: int, fails: bool) -> None:
        said = "Something went wrong."
        assert bool(stands_in.reports_failure(page(f"<p>{said}</p><p>{filler(words - 3)}</p>"))) is fails
        assert bool(stands_in.reports_failure(page(f"<title>{said}</title><p>{filler(words)}</p>"))) is fails

    @pytest.mark.parametrize("said", ["Something went wrong at the sluice.", "He said that an error occurred."])
    def test_it_is_a_sentence_of_its_own(self, said: str) -> None:
        assert not stands_in.reports_failure(page(f"<p>{said}</p><p>{filler(9)}</p>"))

    @pytest.mark.parametrize("said", ["An error occurred", "Oops! Something went wrong", "500 - Internal error"])
    def test_its_reason_is_the_sentence(self, said: str) -> None:
        assert stands_in.reports_failure(page(f"<h1>{said}</h1><p>{filler(9)}</p>")).rstrip(".") == said

    def test_its_reason_has_80_characters(self) -> None:
        said = "An error occurred while " + "x" * 60
        assert len(stands_in.reports_failure(page(f"<h1>{said}</h1>"))) == 80


class TestNotNow:
    @pytest.mark.parametrize(
        ("said", "passing"),
        [
            ("This page is currently unavailable.", True),
            ("This page is unavailable.", False),
            ("This page is currently open.", False),
            ("The ferry is currently unavailable.", False),
            ("This page was removed or is currently unavailable.", False),
        ],
    )
    def test_a_sentence_has_a_thing_a_word_and_a_time(self, said: str, passing: bool) -> None:
        assert bool(stands_in.says_not_now(page(f"<p>{said}</p>"))) is passing
        assert bool(stands_in.says_not_now(page(f"<h1>{said}</h1>"))) is passing

    @pytest.mark.parametrize(("rest", "passing"), [(13, True), (14, False)])
    def test_it_has_two_words_of_five(self, rest: int, passing: bool) -> None:
        said = "At the moment this page is just not available."
        assert len(said.split()) == 9
        assert bool(stands_in.says_not_now(page(f"<p>{said}</p><p>{filler(rest)}</p>"))) is passing

    @pytest.mark.parametrize(("words", "passing"), [(59, True), (60, False)])
    def test_it_has_fewer_than_60_words(self, words: int, passing: bool) -> None:
        said = "This page of ours which " + "really " * 20 + "is currently unavailable."
        rest = words - len(said.split())
        assert bool(stands_in.says_not_now(page(f"<p>{said}</p>{rope(rest)}"))) is passing

    def test_its_reason_has_80_characters(self) -> None:
        said = "This page " + "x" * 80 + " is currently unavailable."
        assert len(stands_in.says_not_now(page(f"<p>{said}</p>"))) == 80


class TestAddresses:
    @pytest.mark.parametrize("length", [39, 40, 60])
    def test_a_reason_has_40_characters_of_a_path(self, length: int) -> None:
        for start, told in (
            ("/subscribe/", walls.offer_behind),
            ("/agegate/", lambda one: stands_in.leads_to("age", one)),
        ):
            path = start + "x" * (length - len(start))
            assert told(page("<p>Rope.</p>", final=f"https://harbour.example{path}")) == f"harbour.example{path[:40]}"

    def test_the_host_of_a_waiting_room_has_40_characters_of_its_path(self) -> None:
        path = "/" + "x" * 50
        told = stands_in.leads_to("waiting", page("", final=f"https://harbour.queue-it.example{path}"))
        assert told == f"harbour.queue-it.example{path[:40]}"

    def test_an_address_that_was_asked_for_is_no_interstitial(self) -> None:
        fetched = page("<p>Rope.</p>", final="https://harbour.example/agegate/next").fetched
        asked = Fetched(
            url="https://harbour.example/agegate",
            final_url=fetched.final_url,
            origin=Origin.LIVE,
            retrieved="",
            attempts=(),
            status=200,
            redirects=((302, fetched.final_url),),
        )
        assert stands_in.leads_to("age", page("<p>Rope.</p>", final=fetched.final_url))
        assert not stands_in.leads_to("age", Page(asked, extract))


@pytest.mark.parametrize(("status", "counts"), [(200, True), (399, True), (400, False), (403, False), (None, True)])
def test_a_failure_counts_unless_the_server_answered_with_an_error(status: int | None, counts: bool) -> None:
    fetched = Fetched(
        url="https://a.example/",
        final_url="https://a.example/",
        origin=Origin.LIVE,
        retrieved="",
        attempts=(),
        status=status,
        failure=LinkStatus.TIMEOUT,
    )
    assert AnswerCase(fetched).failure == (LinkStatus.TIMEOUT if counts else None)


class Answers:
    """A fetcher whose first and second answer are given."""

    def __init__(self, *answers: tuple[int | None, str, str]) -> None:
        self._left = list(answers)

    def task(self, url: str, *, headers: object = None) -> Task[Fetched]:
        yield from ()
        status, final, body = self._left.pop(0)
        attempt = Attempt(url=url, origin=Origin.LIVE, at="2026-03-01T02:00:00Z", status=status)
        return Fetched(
            url=url,
            final_url=final or url,
            origin=Origin.LIVE,
            retrieved="",
            attempts=(attempt,),
            status=status,
            headers={"content-type": "text/html"},
            body=f"<p>{body}</p>".encode(),
        )


MAST = "The mast fell on the night of the fourth of April, and nobody was on the quay."
SAIL = "Prices of herring rose again, said the clerk of the northern market to his friends."


@pytest.mark.parametrize(
    ("first", "second", "known"),
    [
        ((200, "", MAST), (200, "", MAST), 200),
        ((200, "", MAST), (200, "", SAIL), None),
        ((200, "https://a.example/all", MAST), (200, "https://a.example/all", SAIL), 200),
        ((200, "", MAST), (500, "", MAST), None),
        ((500, "", MAST), (200, "", MAST), None),
        ((500, "", MAST), (503, "", MAST), 500),
        ((399, "", MAST), (400, "", MAST), None),
        ((200, "", MAST), (404, "", MAST), None),
        ((200, "", MAST), (None, "", MAST), None),
        ((None, "", MAST), (200, "", MAST), None),
    ],
)
def test_two_impossible_addresses_are_answered_alike_or_nothing_is_known(
    first: tuple[int | None, str, str], second: tuple[int | None, str, str], known: int | None
) -> None:
    hosts = Hosts(Answers(first, second), extract)  # type: ignore[arg-type]  # only its task is asked
    answer = run_without_waiting(hosts.ask(web_address("https://a.example/x/y"), False))
    assert answer.status == known
    assert len(answer.attempts) == (1 if first[0] is None else 2)
    assert all(attempt.note for attempt in answer.attempts)
