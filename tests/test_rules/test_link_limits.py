"""Where the conditions of the rules on links end: a page on each side of each limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from link_rules import verdict

from citecheck.extractors import extract
from citecheck.http.addresses import web_address
from citecheck.http.rate_limiter import RateLimiter
from citecheck.http.tasks import Task, run_without_waiting
from citecheck.model import Fetched
from citecheck.pages import Page
from citecheck.settings.model import WebSettings
from citecheck.sources.named_rules import NamedCase, in_the_light_of_the_reference
from citecheck.testing import FakeClock
from citecheck.web.absence_rules import AbsenceCase
from citecheck.web.link_verdict import LinkVerdict
from citecheck.web.live import LiveFetcher
from citecheck.web.notfound import is_deep
from citecheck.web.probing import Hosts
from citecheck.web.second_visit import after_second_visit, is_worth_a_browser, is_worth_a_second_visit
from claims.model import Reference, Span
from reports.model import LinkStatus, Origin
from reports.rules import rule

DEEP = "https://harbour.example/2011/04/the-fall-of-the-mast"
ARTICLE = rule("link.alive").example.given["page"]
ALIVE = LinkVerdict(LinkStatus.ALIVE, "can be read", rule="link.alive")


def called(page: str, **given: str) -> tuple[str, str | None]:
    found = verdict({"address": DEEP, "answer": "200", "page": page, **given})
    return found.status.value, found.rule


def filler(words: int) -> str:
    return " ".join(["rope"] * words)


def page_at(url: str, body: str, status: int = 200) -> Page:
    headers = {"content-type": "text/html; charset=utf-8"}
    return Page(fetched(url, status, body.encode(), headers), extract)


def fetched(url: str, status: int | None, body: bytes, headers: Mapping[str, str]) -> Fetched:
    failure = None if status else LinkStatus.TIMEOUT
    return Fetched(
        url=url,
        final_url=url,
        origin=Origin.LIVE,
        retrieved="",
        attempts=(),
        status=status,
        headers=headers,
        body=body,
        failure=failure,
    )


class TestPagesThatAreThereWithAWrongStatus:
    STORY = (
        "The harbour board met in the net loft on Monday to hear of the mast.",
        "The clerk wrote the whole of it into the long ledger by the window.",
        "The divers had found a chain beside the northern quay in early June.",
    )

    def story(self, words: int) -> str:
        told = " ".join(self.STORY)
        return f"<title>The mast</title><p>{told} {filler(words - len(told.split()))}</p>"

    def test_a_story_has_at_least_120_words_in_sentences(self) -> None:
        assert called(self.story(120), answer="404", probe="404") == ("alive", "link.alive.wrong-status")
        assert called(self.story(119), answer="404", probe="404") == ("gone", "link.gone.404")

    @pytest.mark.parametrize("status", ["404", "410", "500", "503"])
    @pytest.mark.parametrize("probe", ["404", "410", "500"])
    def test_every_status_of_an_error_may_be_wrong(self, status: str, probe: str) -> None:
        assert called(ARTICLE, answer=status, probe=probe)[0] == "alive"

    @pytest.mark.parametrize("probe", ["200", "302 https://harbour.example/", "403", "", "same"])
    def test_a_host_that_answers_all_addresses_proves_nothing(self, probe: str) -> None:
        assert called(ARTICLE, answer="404", probe=probe) == ("gone", "link.gone.404")

    @pytest.mark.parametrize("status", ["400", "401", "403", "429"])
    def test_what_is_refused_is_no_page(self, status: str) -> None:
        assert called(ARTICLE, answer=status, probe="404")[0] != "alive"

    def test_a_redirect_to_the_front_page_is_no_page_either(self) -> None:
        home = "301 https://harbour.example/"
        other = "301 https://quay.example/2011/04/the-fall-of-the-mast"
        new = "301 https://harbour.example/archive/4711"
        assert called(ARTICLE, answer="404", probe="404", redirects=home)[0] == "gone"
        assert called(ARTICLE, answer="404", probe="404", redirects=other)[0] == "gone"
        assert called(ARTICLE, answer="404", probe="404", redirects=new)[0] == "alive"

    @pytest.mark.parametrize("title", ["Page not found", "Error 404", "Seite nicht gefunden"])
    def test_a_notice_above_stories_stays_a_notice(self, title: str) -> None:
        assert called(f"<title>{title}</title>{ARTICLE}", answer="404", probe="404")[0] == "gone"
        assert called(f"<h1>{title}</h1>{ARTICLE}", answer="404", probe="404")[0] == "gone"

    def test_a_page_that_broke_off_proves_nothing(self) -> None:
        assert called(ARTICLE, answer="404", probe="404", broken_off="the server cut the connection")[0] == "gone"
        assert called(ARTICLE, answer="404", probe="404", gzip_lacks="9")[0] == "gone"
        assert called(ARTICLE, answer="200", gzip_lacks="9") == ("alive", "link.alive.broken-off")


class TestNotices:
    def test_the_reason_quotes_the_title_or_the_sentence(self) -> None:
        for page, said in (
            ("<title>Page not found</title><p>Rope.</p>", "Page not found"),
            ("<title>404</title><p>The requested topic does not exist.</p>", "says “404”"),
            ("<title>Harbour</title><p>The requested topic does not exist.</p>", "The requested topic does not exist."),
        ):
            found = verdict({"address": DEEP, "answer": "200", "page": page})
            assert (found.status, said in found.reason) == (LinkStatus.SOFT_404, True)

    @pytest.mark.parametrize(
        ("rest", "status"),
        [
            ("If you followed a valid link, please tell the keeper.", "soft-404"),
            ("The keeper of the lamp wrote to the county about it.", "alive"),
        ],
    )
    def test_beside_a_notice_a_short_page_speaks_to_its_reader_alone(self, rest: str, status: str) -> None:
        assert called(f"<title>Harbour</title><p>Invalid thread specified. {rest}</p>")[0] == status

    def test_a_notice_alone_has_a_third_of_the_words(self) -> None:
        said = "<p>The requested topic does not exist.</p>"
        rest = "The keeper of the lamp wrote to the county about it today"
        assert called(f"<title>Harbour</title>{said}<p>{rest}.</p>")[0] == "soft-404"
        assert called(f"<title>Harbour</title>{said}<p>{rest} again.</p>")[0] == "alive"

    def test_a_short_front_page_is_in_no_doubt(self) -> None:
        assert not AbsenceCase(page_at("https://harbour.example/", "<p>Rope and tar.</p>")).is_doubtful
        assert AbsenceCase(page_at("https://harbour.example/rope", "<p>Rope and tar.</p>")).is_doubtful

    @pytest.mark.parametrize(
        ("path", "deep"),
        [
            ("/news/fall_of_mast", True),
            ("/news/fall-of_mast", True),
            ("/news/fall-of", False),
            ("/news/item", False),
            ("/a/b/c", True),
            ("/story?id=7", True),
            ("/fall-of-mast-12", True),
            ("/fall-of-mast", False),
        ],
    )
    def test_an_address_is_deep_that_names_one_article(self, path: str, deep: bool) -> None:
        assert is_deep(web_address(f"https://harbour.example{path}")) is deep


class TestParking:
    def test_an_offer_has_fewer_than_40_words_in_sentences(self) -> None:
        offer = "This domain is for sale"
        assert called(f"<title>Rope</title><p>{offer} {filler(34)}</p>")[0] == "parked"
        assert called(f"<title>Rope</title><p>{offer} {filler(35)}</p>")[0] != "parked"

    def test_a_page_that_leads_to_a_lander_has_fewer_than_30_words(self) -> None:
        lander = '<script>window.location.href="/lander"</script>'
        assert called(f"<head>{lander}</head><p>{filler(29)}</p>")[0] == "parked"
        assert called(f"<head>{lander}</head><p>{filler(30)}</p>")[0] != "parked"


class TestInterstitials:
    def test_subject_and_act_may_be_apart_on_fewer_than_45_words(self) -> None:
        # The 21 words of the two sentences are more than two fifths of the page on both sides of the limit.
        place = "You are in the waiting room of the great green ferry of Lenmouth."
        said = f"<title>Ferry</title><p>{place}</p><p>Thank you for your patience with us all.</p>"
        assert called(f"{said}<p>{filler(23)}</p>")[1] == "link.blocked.waiting-room"
        assert called(f"{said}<p>{filler(24)}</p>")[0] == "alive"

    @pytest.mark.parametrize("status", ["300", "304", "404", "500"])
    def test_a_wall_may_answer_with_any_status_but_success(self, status: str) -> None:
        wall = rule("link.blocked.wall-behind-error").example.given["page"]
        assert called(wall, answer=status)[1] == "link.blocked.wall-behind-error"
        assert called(wall, answer="299")[1] != "link.blocked.wall-behind-error"

    def test_a_country_is_chosen_in_one_sentence(self) -> None:
        assert called("<p>Choose your country.</p>")[1] == "link.blocked.country"
        assert called("<p>A choice of ropes: select your length.</p><p>Country of origin: Chile.</p>")[0] == "alive"


class TestTheReference:
    def case(self, title: str, found: LinkVerdict, *, author: str = "") -> NamedCase:
        authors = (author,) if author else ()
        reference = Reference(key="r", label="1", text=title, span=Span(0, 1), title=title, authors=authors)
        page = page_at(DEEP, "<title>Masts</title><p>The mast of the harbour fell, wrote Anna Lindqvist.</p>")
        return NamedCase(found, page.text, reference, "en")

    def test_three_of_four_words_of_the_title_and_the_author_are_enough(self) -> None:
        home = replace(ALIVE, status=LinkStatus.REDIRECTED_HOME, rule="link.redirected-home.deep-address")
        named = in_the_light_of_the_reference(self.case("Harbour mast fell yesterday", home, author="Lindqvist"))
        unnamed = in_the_light_of_the_reference(self.case("Harbour mast sank yesterday", home, author="Lindqvist"))
        assert (named.rule, unnamed) == ("link.alive.named", home)

    def test_only_a_front_page_is_held_to_the_title(self) -> None:
        front = replace(ALIVE, rule="link.alive.front-page")
        told = in_the_light_of_the_reference(self.case("Eels and otters return", front))
        assert told.rule == "link.redirected-home.unnamed"
        assert in_the_light_of_the_reference(self.case("Eels and otters return", ALIVE)) == ALIVE

    @pytest.mark.parametrize(
        ("title", "share"),
        [
            ("Eels and otters return", 0.0),
            ("Die Aale und die Fischotter kehren in den alten Hafen zurück", None),  # a page in another language
            ("Der Mast im harbour, der mast fell: Berichte aus dem Hafen", 0.5),  # has words of the page all the same
            ("Eels", None),  # too short
        ],
    )
    def test_a_title_in_another_language_says_nothing_by_words_that_are_missing(
        self, title: str, share: float | None
    ) -> None:
        found = self.case(title, ALIVE).share
        assert found == share if not share else found is not None and found >= share


class _Probed:
    """A fetcher that gives every address one answer, and remembers what it was asked for."""

    def __init__(self, status: int | None, body: str = "") -> None:
        self.limiter = RateLimiter(FakeClock())
        self.asked: list[str] = []
        self._status, self._body = status, body.encode()

    def task(self, url: str, *, headers: Mapping[str, str] | None = None) -> Task[Fetched]:
        yield from ()
        self.asked.append(url)
        return fetched(url, self._status, self._body, {"content-type": "text/html"})

    def can_render(self, url: str) -> bool:
        return False

    def rendered(self, url: str) -> Task[Fetched]:
        raise AssertionError("no browser is asked")

    def proxy_of(self, url: str) -> str:
        return ""


class TestVisits:
    @pytest.mark.parametrize(("status", "probes"), [(404, 1), (410, 1), (None, 1), (200, 2), (500, 2)])
    def test_a_host_is_probed_again_only_where_its_answer_is_no_proof(self, status: int | None, probes: int) -> None:
        fetcher = _Probed(status, "<p>Rope and tar.</p>")
        hosts = Hosts(fetcher, extract)

        answer = run_without_waiting(hosts.ask(web_address(DEEP), True))

        assert (len(fetcher.asked), len(set(fetcher.asked))) == (probes, probes)
        assert answer.status == status

    def test_a_browser_is_asked_for_short_pages_with_scripts(self) -> None:
        script = "<head><script src=a.js></script></head>"
        for body, asked in (
            (f"{script}<p>{filler(79)}</p>", True),
            (f"{script}<p>{filler(80)}</p>", False),
            (f"<p>{filler(79)}</p>", False),
            (ARTICLE, False),
        ):
            assert is_worth_a_browser(ALIVE, page_at(DEEP, body)) is asked
        barred = replace(ALIVE, status=LinkStatus.BLOCKED, rule="link.blocked.challenge.words")
        assert not is_worth_a_browser(barred, page_at(DEEP, f"{script}<p>Rope.</p>"))

    def test_without_a_browser_nothing_can_be_rendered(self) -> None:
        fetcher = LiveFetcher(WebSettings(browser="never"))
        assert fetcher.can_render(DEEP) is False
        fetcher.close()


class TestSecondVisits:
    @pytest.mark.parametrize("status", LinkStatus)
    def test_a_second_visit_is_for_missing_and_empty_pages(self, status: LinkStatus) -> None:
        worth = status.value in ("gone", "soft-404", "client-error", "empty")
        assert is_worth_a_second_visit(LinkVerdict(status, "said"), 200) is worth

    @pytest.mark.parametrize("status", LinkStatus)
    def test_its_result_counts_if_it_is_a_page_or_what_bars_one(self, status: LinkStatus) -> None:
        after = after_second_visit(LinkVerdict(LinkStatus.GONE, "the server answers 404"), LinkVerdict(status, "said"))
        readable, barred = ("alive", "moved", "paywalled"), ("blocked", "script-only")
        kept = None if after is None else (after.status, after.rule)
        by = "link.alive.browser-headers" if status.value in readable else "link.blocked.browser-headers"
        assert kept == ((status, by) if status.value in readable + barred else None)

    @pytest.mark.parametrize(
        ("by", "worth"),
        [
            ("link.blocked.consent", True),
            ("link.blocked.same-page", True),
            ("link.blocked.diverted", True),
            ("link.empty", True),
            ("link.blocked.login", False),
            ("link.blocked.human", False),
            ("link.gone.404", False),
        ],
    )
    def test_a_browser_is_for_consent_and_frames_without_content(self, by: str, worth: bool) -> None:
        page = page_at(DEEP, "<head><script src=a.js></script></head><p>Rope.</p>")
        assert is_worth_a_browser(LinkVerdict(LinkStatus.BLOCKED, "said", rule=by), page) is worth
        assert is_worth_a_browser(LinkVerdict(LinkStatus.SCRIPT_ONLY, "said", rule=by), page)
