"""Where the signs of a missing page end: a page or an address on each side of each condition."""

from __future__ import annotations

import pytest
from link_rules import verdict

from citecheck.extractors import extract
from citecheck.http.addresses import WebAddress, web_address
from citecheck.http.tasks import Task, run_without_waiting
from citecheck.model import Fetched
from citecheck.pages import Page
from citecheck.web.notfound import HostAnswer, is_deep, is_diverted, is_front, is_shallower
from citecheck.web.status import verdict_on
from reports.model import Origin
from reports.rules import rule

DEEP = "https://harbour.example/2011/04/the-fall-of-the-mast"
HOME = "https://harbour.example/"
ERROR = "302 https://harbour.example/errors/404.html"
ARTICLE = rule("link.alive").example.given["page"]
STORY = (
    "The harbour board met in the net loft on Monday to hear of the mast. "
    "The clerk wrote the whole of it into the long ledger by the window. "
    "The divers had found a chain beside the northern quay in early June."
)


def called(page: str, **given: str) -> tuple[str, str | None]:
    found = verdict({"address": DEEP, "answer": "200", "page": page, **given})
    return found.status.value, found.rule


def filler(words: int) -> str:
    """Return sentences that are too short for a story; each has six words."""
    whole, rest = divmod(words, 6)
    return "Tar and rope and hemp again. " * whole + " ".join(["rope"] * rest)


def titled(title: str, words: int) -> str:
    return f"<title>{title}</title><p>{filler(words)}</p>"


def page_at(body: str, *hops: str) -> Page:
    """Return the page to which `hops` lead from the deep address."""
    fetched = Fetched(
        url=DEEP,
        final_url=hops[-1] if hops else DEEP,
        origin=Origin.LIVE,
        retrieved="",
        attempts=(),
        status=200,
        headers={"content-type": "text/html; charset=utf-8"},
        body=body.encode(),
        redirects=tuple((302, hop) for hop in hops),
    )
    return Page(fetched, extract)


def called_beside(page: Page, host: HostAnswer) -> tuple[str, list[bool]]:
    """Return the status if `host` answers a probe, and for each probe whether it was beside the address."""
    beside: list[bool] = []

    def ask(_address: WebAddress, sibling: bool) -> Task[HostAnswer]:
        yield from ()
        beside.append(sibling)
        return host

    return run_without_waiting(verdict_on(page, ask)).status.value, beside


class TestDoubt:
    def test_a_title_alone_is_a_notice_on_fewer_than_40_words(self) -> None:
        assert called(titled("404", 39))[0] == "soft-404"
        assert called(titled("404", 40))[0] == "alive"

    def test_a_title_and_the_address_of_an_error_page_are_a_notice_on_fewer_than_150(self) -> None:
        assert called(titled("404", 149), redirects=ERROR)[0] == "soft-404"
        assert called(titled("404", 150), redirects=ERROR)[0] == "alive"
        assert called(titled("Harbour", 39), redirects=ERROR)[0] == "alive"

    def test_a_story_under_a_notice_is_one_unless_its_address_is_that_of_an_error(self) -> None:
        story = f"<title>404</title><p>{STORY[:138]}</p><p>{STORY[138:]}</p>"
        assert called(story)[0] == "alive"
        assert called(story, redirects=ERROR)[0] == "soft-404"

    def test_the_address_of_an_error_page_is_a_sign_that_the_reason_names(self) -> None:
        given = {"address": DEEP, "answer": "200", "page": titled("Harbour", 99), "probe": "same", "redirects": ERROR}
        found = verdict(given)
        assert (found.status.value, "its address is that of an error page" in found.reason) == ("soft-404", True)
        asked = {**given, "address": "https://harbour.example/story-404"}
        assert verdict(asked).status.value != "soft-404"

    @pytest.mark.parametrize(
        ("asked", "canonical", "expected"),
        [
            (DEEP, HOME, "blocked"),
            (DEEP, DEEP, "alive"),
            (HOME, HOME, "alive"),
            (DEEP, f"{HOME}errors/404", "soft-404"),
            (f"{HOME}story-404", f"{HOME}errors/404", "alive"),
        ],
    )
    def test_a_page_that_names_a_front_page_or_an_error_as_its_address_is_in_doubt(
        self, asked: str, canonical: str, expected: str
    ) -> None:
        head = f"<head><title>Harbour</title><link rel=canonical href='{canonical}'></head>"
        assert called(f"{head}<p>{filler(200)}</p>", address=asked, probe="same")[0] == expected

    def test_a_heading_alone_is_no_notice(self) -> None:
        assert called("<h1>Ropes</h1>")[0] == "alive"

    def test_a_page_is_in_doubt_on_fewer_than_150_words(self) -> None:
        assert called(titled("Harbour", 149), probe="same")[0] == "blocked"
        assert called(titled("Harbour", 150), probe="same")[0] == "alive"

    @pytest.mark.parametrize(
        ("media_type", "expected"),
        [("text/html", "blocked"), ("application/xhtml+xml", "blocked"), ("text/plain", "alive")],
    )
    def test_short_texts_of_other_types_are_in_no_doubt(self, media_type: str, expected: str) -> None:
        marked = f"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{filler(12)}</p></body></html>"
        body = filler(12) if media_type == "text/plain" else marked
        assert called(body, headers=f"content-type: {media_type}", probe="same")[0] == expected

    def test_an_error_with_many_words_and_no_story_stays_one(self) -> None:
        placeholder = f"<title>Welcome to nginx!</title><p>{STORY} {filler(90)}</p>"
        assert called(placeholder, answer="404", probe="404")[0] == "gone"
        assert called(placeholder.replace("Welcome to nginx!", "Ropes"), answer="404", probe="404")[0] == "alive"
        assert called(titled("Ropes", 130), answer="404", probe="404")[0] == "gone"

    @pytest.mark.parametrize("place", ["title", "h1"])
    def test_a_placeholder_is_told_by_its_title_or_its_heading(self, place: str) -> None:
        assert called(f"<{place}>It works!</{place}><p>Rope and tar.</p>")[1] == "link.soft404.placeholder"
        assert called(f"<{place}>It works on ropes</{place}><p>Rope and tar.</p>")[0] == "alive"


class TestNotices:
    """Where a notice is searched, and how long it is: the host shows each of these pages for every address."""

    def told(self, *paragraphs: str) -> bool:
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        return called(f"<title>Harbour</title>{body}", probe="same")[0] == "soft-404"

    @pytest.mark.parametrize(("length", "expected"), [(90, "soft-404"), (91, "alive")])
    def test_a_title_that_is_a_notice_has_at_most_90_characters(self, length: int, expected: str) -> None:
        title = "sorry page not found".replace(" ", "!" * (length - 20) + " ", 1)
        assert len(title) == length
        assert called(titled(title, 160), probe="same")[0] == expected

    @pytest.mark.parametrize(("end", "told"), [(300, True), (301, False)])
    def test_a_notice_is_in_the_first_300_characters_of_a_sentence(self, end: int, told: bool) -> None:
        said = " sorry sorry the specified bucket does not exist"
        lead = f"{'rope ' * 60}"[: end - len(said)].rstrip().ljust(end - len(said), "s")
        assert self.told(f"{lead}{said}.") is told

    @pytest.mark.parametrize(("end", "told"), [(3000, True), (3001, False)])
    def test_a_notice_is_in_the_first_3000_characters_of_a_page(self, end: int, told: bool) -> None:
        said, long = "The specified bucket does not exist", ["r" * 50] * 56
        before = page_at(f"<title>Harbour</title>{''.join(f'<p>{word}</p>' for word in long)}<p>{said}</p>").text.text
        rest = end - before.index(said) - len(said) - 2  # a blank line is between two paragraphs
        assert self.told(*long, "t" * rest, said) is told

    def test_a_notice_has_at_least_8_characters_and_half_of_its_sentence(self) -> None:
        assert self.told("Error404.")
        assert not self.told("Code404.")
        assert self.told("Error 404 in rope.")
        assert not self.told("Error 404 in ropes.")

    @pytest.mark.parametrize(("length", "told"), [(44, False), (45, True)])
    def test_in_a_long_sentence_45_characters_are_enough(self, length: int, told: bool) -> None:
        said = "sorry page not found".replace(" ", "," * (length - 20) + " ", 1)
        rest = "in the ropes and tar of the harbour of the old town by the sea at noon"
        assert len(said) == length
        assert self.told(f"{said} {rest}.") is told


class TestProbes:
    @pytest.mark.parametrize(
        ("page", "beside"),
        [
            (page_at(ARTICLE, HOME), [True]),
            (page_at(ARTICLE, f"{HOME}2011"), [True]),
            (page_at(titled("Rope", 9), "https://harbour.example/stories/other"), [True]),
            (page_at(titled("Rope", 9), "https://harbour.example/archive/fall"), [False]),
            (page_at(titled("404", 149)), [True]),
            (page_at(titled("404", 150)), [False]),
            (page_at(titled("Rope", 149)), [False]),
            (page_at(titled("Rope", 150)), []),
            (page_at(titled("It works!", 9)), []),
        ],
    )
    def test_the_address_of_a_probe_is_beside_what_may_be_missing(self, page: Page, beside: list[bool]) -> None:
        assert called_beside(page, HostAnswer(404))[1] == beside

    @pytest.mark.parametrize(("status", "expected"), [(200, "blocked"), (None, "alive")])
    @pytest.mark.parametrize("final", [(), ("https://harbour.example/stories/other",)])
    def test_a_host_that_does_not_answer_proves_nothing(
        self, status: int | None, expected: str, final: tuple[str, ...]
    ) -> None:
        page = page_at(titled("Rope", 60), *final)
        host = HostAnswer(status, final[0] if final else "https://harbour.example/no-such-page", page.fingerprint)
        assert called_beside(page, host)[0] == expected

    @pytest.mark.parametrize(
        ("status", "front", "notice"), [(200, "redirected-home", "soft-404"), (None, "alive", "alive")]
    )
    def test_nor_about_a_front_page_or_a_notice(self, status: int | None, front: str, notice: str) -> None:
        section, said = page_at(ARTICLE, f"{HOME}2011"), page_at(titled("404", 60))
        for page, expected in ((section, front), (said, notice)):
            host = HostAnswer(status, page.fetched.final_url, page.fingerprint)
            assert called_beside(page, host)[0] == expected

    @pytest.mark.parametrize(
        ("words", "shared", "same"),
        [(102, 70, True), (102, 69, False), (149, 111, True), (150, 111, False), (202, 170, True), (202, 169, False)],
    )
    def test_longer_pages_are_the_same_from_a_likeness_of_85_hundredths(
        self, words: int, shared: int, same: bool
    ) -> None:
        letters = "abcdefghijklmno"
        some = " ".join(f"rope{letters[number // 15]}{letters[number % 15]}" for number in range(words))
        page = page_at(f"<title>404</title><p>{some}</p>")
        known = sorted(page.fingerprint)
        assert len(known) == words - 2
        host = HostAnswer(200, "https://harbour.example/no-such-page", frozenset(known[:shared]))
        assert called_beside(page, host)[0] == ("soft-404" if same else "alive")

    @pytest.mark.parametrize(("title", "expected"), [("404", "alive"), ("Rope", "blocked")])
    def test_a_long_page_with_a_notice_was_led_aside_for_a_reason(self, title: str, expected: str) -> None:
        final = "https://harbour.example/stories/other"
        assert called_beside(page_at(titled(title, 150), final), HostAnswer(200, final))[0] == expected


class TestFrontPages:
    SHALLOW = "https://harbour.example/mast"

    @pytest.mark.parametrize(
        ("probe", "expected"),
        [
            (f"302 {HOME}", "link.redirected-home.probe"),
            (f"302 {HOME}?from=no-such-page", "link.redirected-home.probe"),
            ("302 https://harbour.example/help", "link.alive.front-page"),
            ("same", "link.redirected-home.probe"),
            (f"404 {HOME}", "link.alive.front-page"),
            (f"410 {HOME}", "link.alive.front-page"),
            (f"503 {HOME}", "link.redirected-home.probe"),
            ("", "link.alive.front-page"),
        ],
    )
    def test_where_every_address_leads_home_the_page_is_missing(self, probe: str, expected: str) -> None:
        assert called(ARTICLE, address=self.SHALLOW, redirects=f"302 {HOME}", probe=probe)[1] == expected

    @pytest.mark.parametrize(
        ("asked", "final", "expected"),
        [
            (DEEP, HOME, "link.redirected-home.deep-address"),
            (DEEP, f"{HOME}2011", "link.alive.front-page"),
            (DEEP, f"{HOME}en", "link.alive.front-page"),
            (SHALLOW, HOME, "link.alive.front-page"),
            (DEEP, f"{HOME}?p=7", "link.alive"),
        ],
    )
    def test_without_a_probe_only_a_deep_address_is_missed_on_the_front_page(
        self, asked: str, final: str, expected: str
    ) -> None:
        assert called(ARTICLE, address=asked, redirects=f"302 {final}")[1] == expected

    @pytest.mark.parametrize(
        ("path", "front"),
        [
            ("", True),
            ("/zh-hant", True),
            ("/zh-hants", False),
            ("/eng", False),
            ("/en/index.html", True),
            ("/en/start/index.html", False),
            ("/index.shtml", True),
            ("/index.shtmls", False),
        ],
    )
    def test_the_path_of_a_front_page_has_at_most_two_known_names(self, path: str, front: bool) -> None:
        assert is_front(path) is front

    @pytest.mark.parametrize(
        ("asked", "final", "up", "aside"),
        [
            ("/a1/b1/c1/d1", "/a1/b1", True, False),
            ("/a1/b1/c1/d1", "/a1/b1/c1", False, False),
            ("/harbours/mast", "/harbour", False, True),
            ("/uk/mast", "/uk/other", False, True),
            ("/sea/mast", "/sea/other", False, False),
            ("/2011/Mast", "/stories/mAST", False, False),
            ("/a1", "/stories/other", False, False),
            ("/index.html", "/stories/other", False, False),
        ],
    )
    def test_a_redirect_leads_up_or_aside(self, asked: str, final: str, up: bool, aside: bool) -> None:
        before, after = (web_address(f"https://harbour.example{path}") for path in (asked, final))
        assert (is_shallower(before, after), is_diverted(before, after)) == (up, aside)

    @pytest.mark.parametrize("host", ["doi.org", "hdl.handle.net", "purl.org"])
    def test_a_resolver_leads_nobody_aside(self, host: str) -> None:
        after = web_address("https://harbour.example/stories/other")
        assert not is_diverted(web_address(f"https://{host}/10.1000/mast"), after)
        assert is_diverted(web_address(f"https://not-{host}/10.1000/mast"), after)

    @pytest.mark.parametrize(
        ("path", "deep"),
        [("/news/item-123", True), ("/news/item-12", False), ("/fall-of-mast-1", False), ("/story?id=x", False)],
    )
    def test_a_number_or_a_long_name_makes_an_address_deep(self, path: str, deep: bool) -> None:
        assert is_deep(web_address(f"https://harbour.example{path}")) is deep
