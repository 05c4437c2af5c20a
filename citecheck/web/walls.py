"""Recognises obstacles between a program and a page that people can read: bot walls, logins, consent, paywalls."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from citecheck.web.signs import pattern, plain
from citecheck.web.view import PageView

_SHORT = 200  # words; a shorter page with the words of a wall is one
_TERSE = 80  # words; on a shorter page the title alone is enough
_BARE = 40  # words; a shorter page with a challenge in the mark-up is only that
_NOTHING = 12  # words; a shorter page with a widget that forms use too is a wall
_TEASER_PROSE = 200  # the same in words in sentences, for pages with long lists of other articles
_TEASER = 450  # words; a shorter page that asks for payment shows only its beginning

# Headers by which bot protection services mark a challenge, and a part of their values ("": any value).
_HEADERS = (("cf-mitigated", "challenge"), ("x-amzn-waf-action", ""), ("x-datadome", "protected"))


def wall_evidence(view: PageView) -> str:
    """Return the sign that an answer of any status is a bot wall, in words; empty if there is none."""
    headers = view.fetched.headers
    for name, value in _HEADERS:
        if name in headers and value in headers[name].lower():
            return f"the server sends programs to a challenge ({name})"
    if view.words >= _SHORT:
        return ""
    words = pattern("wall", "words")
    told = words.search(plain(view.said)) or words.search(plain(view.text.text[:4000]))
    for title in view.titles[:1]:
        if pattern("wall", "titles").fullmatch(_head(title)) and (view.words < _TERSE or told):
            return f"the page is titled “{title[:60]}”"
    if told:
        return f"the page says “{told[0][:60]}”"
    if view.fetched.status in (404, 410):
        return ""
    signs = ("markup", "widgets") if view.words < _NOTHING else ("markup",)
    if view.words < _BARE and pattern("wall", *signs).search(view.markup):
        return "the page holds nothing but a challenge for browsers"
    return ""


def gate_evidence(view: PageView, kind: str) -> str:
    """Return the sign that a page asks for `kind` ("login" or "consent"), in words; empty if there is none."""
    asked, final = urlsplit(view.fetched.url), urlsplit(view.fetched.final_url)
    what = "a login" if kind == "login" else "a page that asks for consent"
    if view.fetched.redirects and _leads(kind, asked, final):
        return f"it redirects to {what} ({final.hostname}{final.path[:40]})"
    if view.words >= _SHORT or not view.titles:
        return ""
    if kind == "consent":
        return "the page only asks for consent" if pattern(kind, "titles").fullmatch(_head(view.titles[0])) else ""
    names = [_head(name) for name in (*view.titles[:1], *view.headings[:1])]
    if view.signals.has_password_field and any(pattern(kind, "titles").fullmatch(name) for name in names):
        return "the page is a login"
    return ""


def paywall_evidence(view: PageView) -> str:
    """Return the sign that a page shows only its beginning without payment, in words; empty if there is none."""
    if view.words >= _TEASER and view.prose >= _TEASER_PROSE:
        return ""
    asked, final = urlsplit(view.fetched.url), urlsplit(view.fetched.final_url)
    paths = pattern("paywall", "paths")
    if view.fetched.redirects and paths.search(final.path) and not paths.search(asked.path):
        return f"it redirects to a subscription offer ({final.hostname}{final.path[:40]})"
    found = pattern("paywall", "words").search(plain(view.said))
    return f"the page says “{found[0][:60]}”" if found else ""


def _leads(kind: str, asked: SplitResult, final: SplitResult) -> bool:
    paths, hosts = pattern(kind, "paths"), pattern(kind, "hosts")
    if paths.search(final.path) and not paths.search(asked.path):
        return True
    host = final.hostname or ""
    return host != asked.hostname and hosts.fullmatch(host) is not None


def _head(title: str) -> str:
    """Return a title without the site's name at its end."""
    return plain(title).split(" | ")[0].split(" - ")[0].split(" – ")[0].strip(" .!…")


__all__ = ["gate_evidence", "paywall_evidence", "wall_evidence"]
