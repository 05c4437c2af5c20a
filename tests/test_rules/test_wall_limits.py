"""Where walls, gates and notices end: a page on each side of each limit, and each sign alone."""

from __future__ import annotations

import re

import pytest
from harbour_pages import filler, page

from citecheck.http.addresses import web_address
from citecheck.pages import Page
from citecheck.web import notfound, stands_in, walls
from citecheck.web.notfound import HostAnswer, is_diverted, is_shallower


def said_on(said: str, words: int, title: str = "Harbour") -> Page:
    """Return a page that says something among `words` words."""
    return page(f"<title>{title}</title><p>{said} {filler(words - len(said.split()))}</p>")


class TestChallenges:
    def test_a_title_alone_is_enough_on_fewer_than_80_words(self) -> None:
        assert walls.challenge_title(said_on("Rope.", 79, "Just a moment..."))
        assert not walls.challenge_title(said_on("Rope.", 80, "Just a moment..."))

    def test_a_title_and_words_are_enough_on_fewer_than_200(self) -> None:
        said = "Checking your browser before you go on."
        assert walls.challenge_title(said_on(said, 199, "Just a moment..."))
        assert not walls.challenge_title(said_on(said, 200, "Just a moment..."))
        assert walls.challenge_words(said_on(said, 199))
        assert not walls.challenge_words(said_on(said, 200))

    @pytest.mark.parametrize(
        "title", ["Just a moment... | Harbour", "Just a moment - Harbour", "Just a moment \u2013 Harbour"]
    )
    def test_the_name_of_the_site_behind_a_title_does_not_matter(self, title: str) -> None:
        assert walls.challenge_title(said_on("Rope.", 10, title))
        assert not walls.challenge_title(said_on("Rope.", 10, title.replace("Just a moment", "A moment of rope")))
        assert not walls.challenge_title(said_on("Rope.", 10, "Harbour | Just a moment"))

    def test_markup_of_a_challenge_counts_on_fewer_than_40_words(self) -> None:
        script = "<script src=/cdn-cgi/challenge-platform/a.js></script>"
        assert walls.is_bare_challenge(page(f"<head>{script}</head><p>{filler(39)}</p>"))
        assert not walls.is_bare_challenge(page(f"<head>{script}</head><p>{filler(40)}</p>"))
        assert not walls.is_bare_challenge(page(f"<head>{script}</head>", status=404))
        assert not walls.is_bare_challenge(page(f"<head>{script}</head>", status=410))
        assert walls.is_bare_challenge(page(f"<head>{script}</head>", status=403))

    def test_a_widget_counts_on_fewer_than_12_words(self) -> None:
        widget = '<div class="cf-turnstile"></div>'
        assert walls.is_bare_challenge(page(f"<p>{filler(11)}</p>{widget}"))
        assert not walls.is_bare_challenge(page(f"<p>{filler(12)}</p>{widget}"))

    @pytest.mark.parametrize(
        ("name", "value", "wall"),
        [
            ("cf-mitigated", "challenge", True),
            ("cf-mitigated", "Challenge", True),
            ("cf-mitigated", "none", False),
            ("x-amzn-waf-action", "captcha", True),
            ("x-datadome", "protected", True),
            ("x-datadome", "off", False),
            ("server", "challenge", False),
        ],
    )
    def test_headers_tell_a_challenge_by_name_and_value(self, name: str, value: str, wall: bool) -> None:
        assert bool(walls.challenge_header(page("", headers={name: value}))) is wall

    def test_every_sign_is_evidence_of_a_wall(self) -> None:
        header = page("", headers={"cf-mitigated": "challenge"})
        script = page("<script src=/cdn-cgi/challenge-platform/a.js></script>")
        for shown, said in (
            (header, "cf-mitigated"),
            (said_on("Rope.", 9, "Just a moment..."), "is titled"),
            (said_on("You have been blocked.", 9), "the page says"),
            (script, "only a challenge"),
            (page("<p>Rope.</p>"), ""),
        ):
            evidence = walls.wall_evidence(shown)
            assert said in evidence
            assert bool(evidence) is bool(said)


class TestGates:
    @pytest.mark.parametrize(
        ("kind", "final"),
        [
            ("login", "https://harbour.example/login?to=mast"),
            ("login", "https://login.harbour.example/a"),
            ("consent", "https://harbour.example/consent"),
            ("consent", "https://consent.harbour.example/a"),
        ],
    )
    def test_a_redirect_to_a_gate_is_one(self, kind: str, final: str) -> None:
        assert "redirects to" in walls.gate_evidence(page(f"<p>{filler(300)}</p>", final=final), kind)
        other = "consent" if kind == "login" else "login"
        assert not walls.gate_evidence(page(f"<p>{filler(300)}</p>", final=final), other)
        assert not walls.gate_evidence(page("<p>Rope.</p>", final="https://harbour.example/mast"), kind)

    def test_a_login_has_its_title_and_a_field_for_a_password(self) -> None:
        field = "<input type=password name=p>"
        assert walls.gate_evidence(page(f"<title>Log in</title><p>{filler(199)}</p>{field}"), "login")
        assert not walls.gate_evidence(page(f"<title>Log in</title><p>{filler(200)}</p>{field}"), "login")
        assert not walls.gate_evidence(page("<title>Log in</title><p>Rope.</p>"), "login")
        assert not walls.gate_evidence(page(f"<title>Rope</title><p>Rope.</p>{field}"), "login")
        assert walls.gate_evidence(page(f"<title>Rope</title><h1>Log in</h1><p>Rope.</p>{field}"), "login")
        assert not walls.gate_evidence(page(f"<h1>Rope</h1><p>{filler(9)}</p>{field}"), "login")

    def test_a_title_about_privacy_is_a_gate_and_a_heading_only_on_few_words(self) -> None:
        name = "We value your privacy"
        assert walls.gate_evidence(page(f"<title>{name}</title><p>{filler(199)}</p>"), "consent")
        assert not walls.gate_evidence(page(f"<title>{name}</title><p>{filler(200)}</p>"), "consent")
        head = f"<title>Rope</title><h1>{name}</h1>"
        assert walls.gate_evidence(page(f"{head}<p>{filler(79)}</p>"), "consent")
        assert not walls.gate_evidence(page(f"{head}<p>{filler(80)}</p>"), "consent")

    def test_an_offer_is_where_a_redirect_led_and_a_teaser_is_short(self) -> None:
        final = "https://harbour.example/subscribe"
        assert walls.offer_behind(page("<p>Rope.</p>", final=final)) == "harbour.example/subscribe"
        assert not walls.offer_behind(page("<p>Rope.</p>"))
        said = "Subscribe to continue reading."
        assert walls.paywall_words(page(f"<p>{said}</p>" + f"<p>{filler(12)}</p>" * 37))
        assert walls.paywall_words(page(f"<p>{said}</p>" + f"<p>{filler(11)}</p>" * 60))
        assert not walls.paywall_words(page(f"<p>{said}</p>" + f"<p>{filler(12)}</p>" * 38))


_SIGNS = {
    "human": "Please confirm that you are human.",
    "access": "Access to this article is restricted.",
    "waiting": "You are in the queue, please wait.",
    "age": "Are you of legal age to enter?",
    "country": "Choose your country.",
    "browser": "Your browser is not supported.",
    "scripts": "Please enable JavaScript.",
    "cookies": "Please enable cookies.",
    "maintenance": "We are down for maintenance and will be back soon.",
    "login": "Log in to continue.",
    "private": "This video is private.",
}
_LIMITS = {
    "human": 120,
    "access": 200,
    "waiting": 120,
    "age": 100,
    "country": 150,
    "browser": 120,
    "scripts": 100,
    "cookies": 120,
    "maintenance": 200,
    "login": 80,
    "private": 60,
}


class TestInterstitials:
    @pytest.mark.parametrize("kind", _SIGNS)
    def test_each_kind_has_its_longest_page(self, kind: str) -> None:
        said, limit = _SIGNS[kind], _LIMITS[kind]
        sentences, rest = divmod(limit - 1, len(said.split()))
        assert stands_in.stands_in(kind, page(f"<p>{f'{said} ' * sentences}{filler(rest)}</p>"))
        assert not stands_in.stands_in(kind, page(f"<p>{f'{said} ' * sentences}{filler(rest + 1)}</p>"))

    @pytest.mark.parametrize("kind", _SIGNS)
    def test_a_sentence_among_others_is_no_interstitial(self, kind: str) -> None:
        assert stands_in.stands_in(kind, page(f"<p>{_SIGNS[kind]}</p>"))
        assert not stands_in.stands_in(kind, page(f"<p>{_SIGNS[kind]} {filler(50)}</p>"))
        assert not stands_in.stands_in(kind, page(f"<p>{filler(20)}</p>"))

    def test_a_page_with_a_password_field_and_hardly_any_words_is_a_login(self) -> None:
        field = "<input type=password name=p>"
        short = "".join(f"<p>{filler(6)}</p>" for _ in range(9))
        assert stands_in.is_behind_a_password(page(f"{short}<p>{filler(5)}</p>{field}"))
        assert not stands_in.is_behind_a_password(page(f"{short}<p>{filler(6)}</p>{field}"))
        assert not stands_in.is_behind_a_password(page(f"<p>{filler(12)}</p>{field}"))
        assert not stands_in.is_behind_a_password(page(short))

    def test_a_report_of_failure_is_on_fewer_than_250_words(self) -> None:
        said = "Error establishing a database connection."
        assert stands_in.reports_failure(said_on(said, 249))
        assert not stands_in.reports_failure(said_on(said, 250))
        assert stands_in.reports_failure(page("<title>502 Bad Gateway</title><p>nginx</p>"))

    def test_a_page_for_a_region_has_fewer_than_150_words(self) -> None:
        said = "This video is not available in your country."
        assert stands_in.is_kept_in_a_region(said_on(said, 149))
        assert not stands_in.is_kept_in_a_region(said_on(said, 150))

    def test_a_longer_choice_about_privacy_has_buttons(self) -> None:
        said = "We and our partners use cookies. You can accept or reject all cookies, or withdraw your consent. "
        words = len(said.split())
        long = f"<title>Your privacy</title><p>{said * 4}</p>"
        assert words * 4 >= 60
        assert stands_in.asks_for_consent(page(f"{long}<button>Accept</button>"))
        assert not stands_in.asks_for_consent(page(long))
        assert stands_in.asks_for_consent(page(f"<title>Your privacy</title><p>{said * 3}</p>"))
        assert not stands_in.asks_for_consent(page(f"<p>{filler(50)}</p>"))

    @pytest.mark.parametrize(
        ("kind", "final"),
        [
            ("waiting", "https://harbour.example/queue?t=1"),
            ("waiting", "https://harbour.queue-it.example/"),
            ("age", "https://harbour.example/agegate"),
            ("maintenance", "https://harbour.example/maintenance.html"),
        ],
    )
    def test_the_address_of_an_interstitial_tells_its_kind(self, kind: str, final: str) -> None:
        assert stands_in.leads_to(kind, page("", final=final)).startswith(final.split("/")[2])
        assert not stands_in.leads_to("login", page("", final=final))
        assert not stands_in.leads_to(kind, page(""))


class TestRedirects:
    @pytest.mark.parametrize(
        ("asked", "final", "up", "aside"),
        [
            ("/2011/mast", "/", True, True),
            ("/2011/mast", "/en/", True, True),
            ("/2011/mast", "/2011", True, False),
            ("/2011/mast", "/?p=7", False, True),
            ("/2011/mast", "/stories/other", False, True),
            ("/2011/mast", "/archive/mast", False, False),
            ("/", "/en/", False, False),
            ("/?id=7", "/", True, False),
            ("/a/b/c/d", "/a/b/c", False, True),
        ],
    )
    def test_a_redirect_leads_up_or_aside(self, asked: str, final: str, up: bool, aside: bool) -> None:
        before, after = (web_address(f"https://harbour.example{path}") for path in (asked, final))
        assert is_shallower(before, after) is up
        assert is_diverted(before, after) is (aside and asked != "/a/b/c/d")

    @pytest.mark.parametrize(
        ("status", "honest", "error"),
        [(404, True, True), (410, True, True), (500, False, True), (499, False, False), (200, False, False)],
    )
    def test_a_host_is_honest_by_its_status(self, status: int, honest: bool, error: bool) -> None:
        assert (HostAnswer(status).is_honest, HostAnswer(status).is_error) == (honest, error)

    def test_no_answer_is_neither_honest_nor_an_error(self) -> None:
        assert (HostAnswer(None).is_honest, HostAnswer(None).is_error) == (False, False)


class TestThinPages:
    @pytest.mark.parametrize("words", [149, 150])
    def test_a_page_is_thin_by_its_words(self, words: int) -> None:
        assert notfound.is_thin(page(f"<p>{filler(words)}</p>")) is (words < 150)

    def test_a_page_of_short_lines_is_thin_whatever_its_length(self) -> None:
        lines = f"<p>{filler(6)}</p>" * 40
        assert notfound.is_thin(page(f"{lines}<p>{filler(59)}</p>"))
        assert not notfound.is_thin(page(f"{lines}<p>{filler(60)}</p>"))

    @pytest.mark.parametrize(
        ("path", "sibling", "again", "shape"),
        [
            ("/a/b/mast.html", True, False, r"/a/b/no-such-page-\w{12}\.html"),
            ("/a/b/mast.html", True, True, r"/a/b/nothing-is-here-\w{12}\.html"),
            ("/a/b/mast.html", False, False, r"/no-such-page-\w{12}"),
            ("/a/b/mast", True, False, r"/a/b/no-such-page-\w{12}"),
            ("/a/b/mast.longer", True, False, r"/a/b/no-such-page-\w{12}"),
            ("/a/b/mast.a-b", True, False, r"/a/b/no-such-page-\w{12}"),
            ("/a/b/mast.shtml", True, False, r"/a/b/no-such-page-\w{12}\.shtml"),
        ],
    )
    def test_an_impossible_path_looks_like_the_others_of_its_folder(
        self, path: str, sibling: bool, again: bool, shape: str
    ) -> None:
        assert re.fullmatch(shape, notfound.impossible_path(path, sibling=sibling, again=again))
