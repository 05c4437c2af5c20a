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


def challenge_header(view: PageView) -> str:
    """Return the header by which a service says that it sends programs to a challenge; empty where there is none."""
    headers = view.fetched.headers
    return next((name for name, value in _HEADERS if name in headers and value in headers[name].lower()), "")


def challenge_title(view: PageView) -> str:
    """Return the title by which a page is seen to be a challenge; empty where it is not."""
    title = view.titles[0] if view.titles else ""
    if view.words >= _SHORT or view.tells_a_story or not pattern("wall", "titles").fullmatch(_head(title)):
        return ""
    return title[:60] if view.words < _TERSE or challenge_words(view) else ""


def challenge_words(view: PageView) -> str:
    """Return the words by which a short page is seen to be a challenge; empty where it is not."""
    if view.words >= _SHORT or view.tells_a_story:
        return ""
    words = pattern("wall", "words")
    told = words.search(plain(view.said)) or words.search(plain(view.text.text[:4000]))
    return told[0][:60] if told else ""


def is_bare_challenge(view: PageView) -> bool:
    """Return whether a page holds hardly more than the mark-up of a challenge; an honest 404 is none."""
    if view.fetched.status in (404, 410) or view.words >= _BARE:
        return False
    signs = ("markup", "widgets") if view.words < _NOTHING else ("markup",)
    return pattern("wall", *signs).search(view.markup) is not None


def wall_evidence(view: PageView) -> str:
    """Return by what an answer, whatever its status, is seen to be a wall against programs; empty where it is none."""
    if header := challenge_header(view):
        return f"the server sends programs to a challenge ({header})"
    if title := challenge_title(view):
        return f"the page is titled “{title}”"
    if words := challenge_words(view):
        return f"the page says “{words}”"
    return "the page holds nothing but a challenge for browsers" if is_bare_challenge(view) else ""


def gate_evidence(view: PageView, kind: str) -> str:
    """Return the sign that a page asks for `kind` ("login" or "consent"), in words; empty if there is none."""
    asked, final = urlsplit(view.fetched.url), urlsplit(view.fetched.final_url)
    what = "a login" if kind == "login" else "a page that asks for consent"
    if view.fetched.redirects and _leads(kind, asked, final):
        return f"it redirects to {what} ({final.hostname}{final.path[:40]})"
    if view.words >= _SHORT or not view.titles:
        return ""
    names = [_head(name) for name in (*view.titles[:1], *view.headings[:1])]
    if kind == "consent":
        said = names if view.words < _TERSE else names[:1]  # a longer page may only have a banner on top
        asks = any(pattern(kind, "titles").fullmatch(name) for name in said)
        return "the page only asks for consent" if asks else ""
    if view.signals.has_password_field and any(pattern(kind, "titles").fullmatch(name) for name in names):
        return "the page is a login"
    return ""


def offer_behind(view: PageView) -> str:
    """Return the address of the offer to which a redirect led instead of the page; empty where it did not."""
    asked, final = urlsplit(view.fetched.url), urlsplit(view.fetched.final_url)
    paths = pattern("paywall", "paths")
    leads = view.fetched.redirects and paths.search(final.path) and not paths.search(asked.path)
    return f"{final.hostname}{final.path[:40]}" if leads and _is_teaser_length(view) else ""


def paywall_words(view: PageView) -> str:
    """Return the words by which a short page asks for a subscription; empty where there are none."""
    found = pattern("paywall", "words").search(plain(view.said)) if _is_teaser_length(view) else None
    return found[0][:60] if found else ""


def _is_teaser_length(view: PageView) -> bool:
    return view.words < _TEASER or view.prose < _TEASER_PROSE


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
