"""Recognises obstacles between a program and a page that people can read: bot walls, logins, consent, paywalls."""

from __future__ import annotations

from urllib.parse import SplitResult

from citecheck.pages import Page
from citecheck.pages.signs import pattern, plain
from claims.urls import parts_of

# Judgement, held by real article pages (`live_pages`); the rule book names them (`reports/rules/links.toml`).
_SHORT = 200  # words; a shorter page with the words of a wall is one
_TERSE = 80  # words; on a shorter page the title alone is enough
_BARE = 40  # words; a shorter page with a challenge in the markup is only that
_NOTHING = 12  # words; a shorter page with a widget that forms use too is a wall
_TEASER_PROSE = 200  # the same in words in sentences, for pages with long lists of other articles
_TEASER = 450  # words; a shorter page that asks for payment shows only its beginning

# Headers by which bot protection services mark a challenge, and a part of their values ("": any value).
_HEADERS = (("cf-mitigated", "challenge"), ("x-amzn-waf-action", ""), ("x-datadome", "protected"))


def challenge_header(page: Page) -> str:
    """Return the header of `page` by which a service says that it shows a challenge; empty: no such header."""
    headers = page.fetched.headers
    return next((name for name, value in _HEADERS if name in headers and value in headers[name].lower()), "")


def challenge_title(page: Page) -> str:
    """Return the title of `page` if it is that of a challenge; else empty."""
    title = page.titles[0] if page.titles else ""
    if not pattern("wall", "titles").fullmatch(_head(title)) or page.tells_a_story:
        return ""
    return title[:60] if page.words < _TERSE or challenge_words(page) else ""


def challenge_words(page: Page) -> str:
    """Return the words that show that a short `page` is a challenge; empty: it is not."""
    if page.words >= _SHORT or page.tells_a_story:
        return ""
    words = pattern("wall", "words")
    told = words.search(plain(page.said)) or words.search(plain(page.text.text[:4000]))
    return told[0][:60] if told else ""


def is_bare_challenge(page: Page) -> bool:
    """Return whether `page` holds hardly more than the markup of a challenge; never for the status 404 or 410."""
    if page.fetched.status in (404, 410) or page.words >= _BARE:
        return False
    signs = ("markup", "widgets") if page.words < _NOTHING else ("markup",)
    return pattern("wall", *signs).search(page.markup.beginning) is not None


def wall_evidence(page: Page) -> str:
    """Return what shows that `page`, whatever its status, is a wall against programs; empty: it is not."""
    if header := challenge_header(page):
        return f"the server sends programs to a challenge ({header})"
    if title := challenge_title(page):
        return f"the page is titled “{title}”"
    if words := challenge_words(page):
        return f"the page says “{words}”"
    return "the page holds only a challenge for browsers" if is_bare_challenge(page) else ""


def gate_evidence(page: Page, kind: str) -> str:
    """Return the sign that `page` asks for `kind` ("login" or "consent"), in words; empty: no sign."""
    asked, final = parts_of(page.fetched.url), parts_of(page.fetched.final_url)
    what = "a login" if kind == "login" else "a page that asks for consent"
    if page.fetched.redirects and _leads(kind, asked, final):
        return f"it redirects to {what} ({final.hostname}{final.path[:40]})"
    if page.words >= _SHORT or not page.titles:
        return ""
    names = [_head(name) for name in (*page.titles[:1], *page.headings[:1])]
    if kind == "consent":
        said = names if page.words < _TERSE else names[:1]  # a longer page may only have a banner on top
        asks = any(pattern(kind, "titles").fullmatch(name) for name in said)
        return "the page only asks for consent" if asks else ""
    if page.markup.has_password_field and any(pattern(kind, "titles").fullmatch(name) for name in names):
        return "the page is a login"
    return ""


def offer_behind(page: Page) -> str:
    """Return the address of the subscription offer to which a redirect led, not to `page`; empty: no such redirect."""
    asked, final = parts_of(page.fetched.url), parts_of(page.fetched.final_url)
    paths = pattern("paywall", "paths")
    leads = page.fetched.redirects and paths.search(final.path) and not paths.search(asked.path)
    return f"{final.hostname}{final.path[:40]}" if leads and _is_teaser_length(page) else ""


def paywall_words(page: Page) -> str:
    """Return the words by which a short `page` asks for a subscription; empty: it does not ask."""
    found = pattern("paywall", "words").search(plain(page.said)) if _is_teaser_length(page) else None
    return found[0][:60] if found else ""


def _is_teaser_length(page: Page) -> bool:
    return page.words < _TEASER or page.prose < _TEASER_PROSE


def _leads(kind: str, asked: SplitResult, final: SplitResult) -> bool:
    paths, hosts = pattern(kind, "paths"), pattern(kind, "hosts")
    if paths.search(final.path) and not paths.search(asked.path):
        return True
    host = final.hostname or ""
    return host != asked.hostname and hosts.fullmatch(host) is not None


def _head(title: str) -> str:
    """Return a title without the site's name at its end."""
    return plain(title).split(" | ")[0].split(" - ")[0].split(" – ")[0].strip(" .!…")


__all__ = [
    "challenge_header",
    "challenge_title",
    "challenge_words",
    "gate_evidence",
    "is_bare_challenge",
    "offer_behind",
    "paywall_words",
    "wall_evidence",
]
