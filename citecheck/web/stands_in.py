"""Recognises interstitials, pages that are shown instead of the requested one: consent, waiting rooms, age gates …

Such a page is short and says two things: its subject, and what it wants from the reader or reports. `stands_in.toml`
has a word list for each; only both together count. An article about privacy or about a queue has many other words.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from citecheck.pages import Page
from citecheck.pages.signs import plain
from citecheck.pages.wording import count_words
from claims.urls import parts_of

# Words: a longer page has real content. Judgement, from the pages of each kind that were seen.
_LONGEST = {
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
_SILENT = 12  # words under which a title needs nothing that backs it
_SHARE = 0.4  # share of a longer page's words in sentences with such words; a story has other ones too
_ANYWHERE = 45  # words under which subject and act may be apart
_SENTENCE = re.compile(r"(?<=[.!?。！？])\s*|\s{2,}|\n")
_LOOKED_AT = 3000  # characters of a page that are searched: an interstitial says at once what it is
_CONSENT = 400  # words; a longer page is not only a choice about privacy
_DENSITY = 0.08  # share of words about that choice; an article with a cookie banner has under .05
_CONSENT_SIGNS = 3
_FEW = 60  # words under which a choice about privacy needs no button that is seen
_BEHIND_A_FIELD = 60  # words under which a page with a field for a password is only a login
_MARKS = " .!…:;()[]-–—。！？"
_FAILED_ALONE = 60  # words under which one general sentence, such as "an error occurred", is enough
_FAILED = 250  # words under which a page that reports an error of its program is nothing else


def stands_in(kind: str, page: Page) -> str:
    """Return the words that show that `page` is of `kind`, a section of `stands_in.toml`; empty: it is not."""
    if page.words >= _LONGEST[kind] or page.tells_a_story:
        return ""
    subject, act = _pattern(kind, "subject"), _pattern(kind, "act")
    text = page.text.text[:_LOOKED_AT]
    names = [plain(name) for name in (*page.titles, *page.headings)]
    body = [plain(sentence) for sentence in _SENTENCE.split(text) if plain(sentence) not in names]
    tiny = page.words < _ANYWHERE
    backed = page.words < _SILENT or any(subject.search(one) or act.search(one) for one in body)
    if not tiny and _share(kind, body) < _SHARE:
        return ""
    for name in names if backed else ():
        if _both(kind, name, *(body if tiny else ())):
            return name[:80]
    for sentence in body:
        if _both(kind, sentence, *((*names, *body) if tiny and kind != "country" else ())):
            return sentence[:80]
    return ""


def _share(kind: str, body: list[str]) -> float:
    """Return the share of a page's words that are in sentences with a word of either list."""
    subject, act = _pattern(kind, "subject"), _pattern(kind, "act")
    counts = [(count_words(one), bool(subject.search(one) or act.search(one))) for one in body]
    return sum(words for words, speaks in counts if speaks) / max(1, sum(words for words, _ in counts))


def is_kept_in_a_region(page: Page) -> str:
    """Return the words by which `page` says that it is not shown in every country; empty: it does not say so."""
    if page.words >= _LONGEST["country"]:
        return ""
    found = _pattern("region", "said").search(plain(page.text.text[:_LOOKED_AT]))
    return found[0][:80] if found else ""


def _both(kind: str, said: str, *more: str) -> bool:
    """Return whether `said` has words of both lists, or of the first while one of `more` has words of the second.

    An entry of the second list may name the subject itself: "enable cookies".
    """
    subject = _pattern(kind, "subject").search(said)
    if subject is None:
        return False
    act = _pattern(kind, "act")
    whole = act.search(said)
    if whole is not None and (whole.start() < subject.start() and whole.end() >= subject.end()):
        return True
    rest = f"{said[: subject.start()]} {said[subject.end() :]}"
    return any(act.search(text) for text in (rest, *(one for one in more if one != said)))


def is_behind_a_password(page: Page) -> bool:
    """Return whether `page` is little more than a password field."""
    return page.words < _BEHIND_A_FIELD and not page.prose and page.markup.has_password_field


def asks_for_consent(page: Page) -> str:
    """Return the words that show that `page` is only a request for consent; empty: it is not."""
    if page.words >= _CONSENT or page.tells_a_story:
        return ""
    whole = plain(" ".join((*page.titles[:1], page.said)))[:_LOOKED_AT]
    subjects = [found[0] for found in _pattern("consent", "subject").finditer(whole)]
    acts = [found[0] for found in _pattern("consent", "act").finditer(whole)]
    signs = len(subjects) + len(acts)
    named = any(
        _pattern("consent", name).search(title) for title in map(plain, page.titles) for name in ("subject", "act")
    )
    wanted = _DENSITY / 2 if named else _DENSITY
    act = _pattern("consent", "act")
    if page.words >= _FEW and not any(act.search(said) for said in page.markup.controls):
        return ""  # a story about privacy, or a policy, has nothing to click
    if not subjects or not acts or signs < _CONSENT_SIGNS or signs < wanted * max(1, count_words(whole)):
        return ""
    return f"{subjects[0]} … {acts[0]}"


def reports_failure(page: Page) -> str:
    """Return the words by which `page` reports an error of the site's program; empty: it reports no error."""
    if page.words >= _FAILED or page.tells_a_story:
        return ""
    names = [plain(name) for name in (*page.titles, *page.headings)]
    text = plain(page.text.text[:_LOOKED_AT])
    found = _pattern("failed", "said").search(f"{' '.join(names)} {text}")
    if found is not None:
        return found[0][:80]
    sentences = (*names, *_SENTENCE.split(text)) if page.words < _FAILED_ALONE else ()
    return next((one[:80] for one in sentences if _pattern("failed", "alone").fullmatch(one.strip(_MARKS))), "")


def says_not_now(page: Page) -> str:
    """Return the sentence by which a short `page` says that it is not available for now; empty: it does not say so.

    A sentence that also says that something is missing or was removed is a notice of a missing page.
    """
    if page.words >= _FAILED_ALONE or page.tells_a_story:
        return ""
    names = [plain(name) for name in (*page.titles, *page.headings)]
    for sentence in (*names, *_SENTENCE.split(plain(page.text.text[:_LOOKED_AT]))):
        said = all(_pattern("not-now", name).search(sentence) for name in ("thing", "what", "when"))
        if said and count_words(sentence) >= _SHARE * page.words and not _pattern("not-now", "gone").search(sentence):
            return sentence[:80]
    return ""


def leads_to(kind: str, page: Page) -> str:
    """Return the final address of `page` if it is that of an interstitial of `kind`; else empty."""
    if not page.fetched.redirects:
        return ""
    asked, final = parts_of(page.fetched.url), parts_of(page.fetched.final_url)
    paths = _addresses(kind)
    if paths is not None and paths.search(final.path) and not paths.search(asked.path):
        return f"{final.hostname}{final.path[:40]}"
    hosts = _addresses(f"{kind}_hosts")
    if hosts is not None and final.hostname != asked.hostname and hosts.fullmatch(final.hostname or ""):
        return f"{final.hostname}{final.path[:40]}"
    return ""


@cache
def _table() -> dict[str, dict[str, Any]]:
    text = resources.files("citecheck.web").joinpath("stands_in.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _pattern(kind: str, name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{entry})" for entry in _table()[kind][name]), re.IGNORECASE)


@cache
def _addresses(kind: str) -> re.Pattern[str] | None:
    entries = _table()["addresses"].get(kind)
    return re.compile("|".join(f"(?:{entry})" for entry in entries), re.IGNORECASE) if entries else None


__all__ = [
    "asks_for_consent",
    "is_behind_a_password",
    "is_kept_in_a_region",
    "leads_to",
    "reports_failure",
    "says_not_now",
    "stands_in",
]
