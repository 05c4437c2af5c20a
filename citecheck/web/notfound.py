"""Signs of a soft 404, a page that answers 200 and says "not found"; and the address with which to probe a host."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from citecheck.http.addresses import WebAddress
from citecheck.pages import Page
from citecheck.pages.signs import notice, pattern, plain
from citecheck.pages.wording import likeness, segments
from claims.urls import parts_of
from reports.model import Attempt

# Judgement, held by real article pages (`live_pages`); the rule book names them (`reports/rules/links.toml`).
SHORT = 150  # words; a shorter page may be only a notice
_PROSE = 60  # words in sentences; a page with fewer is mostly lists of other pages
_NOTICE = 90  # characters; a longer title is not only a notice
_LONGEST = 300  # characters of a sentence that are searched: a notice is at its beginning
_MARKS = " .!…:;()[]-–—"
_SENTENCE = re.compile(r"(?<=[.!?。])\s+|\s{2,}|\n")
_FRONT = re.compile(
    r"(?:/(?:[a-z]{2}(?:[-_][a-z]{2,4})?|index|home|default|main|start|welcome|homepage)(?:\.\w{2,5})?){0,2}",
    re.IGNORECASE,
)
_PIECE = re.compile(r"\w{3,}")
# Resolvers: their addresses always redirect to other hosts, and a probe of them proves nothing.
_RESOLVERS = frozenset({"doi.org", "dx.doi.org", "hdl.handle.net", "purl.org", "n2t.net", "pubmed.ncbi.nlm.nih.gov"})
ALIKE = 0.7  # likeness from which two pages are one template without content (judgement)
_ALIKE_LONG = 0.85  # the same for pages of many words, which share menus and teasers (judgement)


@dataclass(frozen=True, slots=True)
class HostAnswer:
    """How a host answers an address that cannot exist.

    `status` is the HTTP status, None if no answer came. `final_url` is where it redirected. `fingerprint` is that of
    the page, as in `Page`.
    """

    status: int | None
    final_url: str = ""
    fingerprint: frozenset[int] = frozenset()
    attempts: tuple[Attempt, ...] = ()

    @property
    def is_honest(self) -> bool:
        """Whether the status says that the page does not exist."""
        return self.status in (404, 410)

    @property
    def is_error(self) -> bool:
        """Whether the status says that there is no such page, or that the server fails."""
        return self.is_honest or (self.status is not None and self.status >= 500)


_IMPOSSIBLE = re.compile(r"/(?:nothing-is-here|no-such-page)-[0-9a-f]{12}(?:\.[A-Za-z0-9]{1,5})?$")


def impossible_path(path: str, *, sibling: bool, again: bool = False) -> str:
    """Return a path that no site has, the same for every call with the same arguments.

    With `sibling` it is in the folder of `path` and has its suffix; without, it is at the root. `again` gives a second
    path.
    """
    folder, _, name = path.rpartition("/")
    name, dot, ending = name.rpartition(".")
    if not sibling:
        folder, dot = "", ""
    token = hashlib.sha256(folder.encode()).hexdigest()[:12]
    name = "nothing-is-here" if again else "no-such-page"
    return f"{folder}/{name}-{token}{dot + ending if dot and ending.isalnum() and len(ending) <= 5 else ''}"


def is_impossible(url: str) -> bool:
    """Return whether `url` is one that `impossible_path` made."""
    return _IMPOSSIBLE.search(url) is not None


def is_thin(page: Page) -> bool:
    """Return whether `page` may be only a notice: it has few words, or few words in sentences."""
    return page.words < SHORT or page.prose < _PROSE


def notice_in_names(page: Page) -> str:
    """Return the title or heading of `page` that only says that something was not found; empty: no such heading."""
    for name in (*page.titles, *page.headings):
        for piece in (name, *segments(name)):
            if len(piece) <= _NOTICE and notice().fullmatch(plain(piece).strip(_MARKS)):
                return name
    return ""


def notice_in_words(page: Page) -> str:
    """Return the sentence of a short `page` that says that something was not found; empty: no such sentence."""
    if not is_thin(page):
        return ""
    for sentence in _SENTENCE.split(page.text.text[:3000]):
        found = max((len(one[0].strip()) for one in notice().finditer(plain(sentence)[:_LONGEST])), default=0)
        if found >= 8 and found * 2 >= min(len(sentence), 90):
            return plain(sentence)[:80]
    return ""


def placeholder(page: Page) -> str:
    """Return the title of `page` if it is the default page of a server or hosting provider; else empty."""
    if page.words >= SHORT:
        return ""
    for name in (*page.titles, *page.headings):
        if any(
            pattern("placeholder", "titles").fullmatch(plain(piece).strip(_MARKS)) for piece in (name, *segments(name))
        ):
            return name
    return ""


def leads_to_error_page(page: Page) -> bool:
    """Return whether the final or the canonical address of `page` is that of an error page."""
    named = pattern("placeholder", "paths")
    if named.search(path_of(page.fetched.url)):
        return False
    ends = [path_of(page.fetched.final_url)] if page.fetched.redirects else []
    if page.text.canonical:
        ends.append(path_of(page.text.canonical))
    return any(named.search(path) for path in ends)


def path_of(url: str) -> str:
    """Return the path of `url`, without a slash at its end."""
    return parts_of(url).path.rstrip("/")


def is_front(path: str) -> bool:
    """Return whether `path` is that of a site's front page, or of the front page in one language."""
    return _FRONT.fullmatch(path) is not None


def is_shallower(asked: WebAddress, final: WebAddress) -> bool:
    """Return whether a redirect from `asked` to `final` led to the front page of the site or of a section."""
    before, after = path_of(asked.url), path_of(final.url)
    if is_front(before) and "?" not in asked.url:
        return False
    if "?" in final.url and re.search(r"[?&](?:p|id|article|page_?id|story|q)=", final.url):
        return False
    return is_front(after) or (before.startswith(after + "/") and after.count("/") <= 2)


def is_diverted(asked: WebAddress, final: WebAddress) -> bool:
    """Return whether the path of `final`, the target of a redirect, shares no word or number with that of `asked`."""
    if asked.host in _RESOLVERS or is_front(path_of(asked.url)):
        return False
    before, after = (set(_PIECE.findall(address.path.lower())) for address in (asked, final))
    return bool(before) and not before & after


def is_deep(asked: WebAddress) -> bool:
    """Return whether the address `asked` names one article: three levels deep, or with a long name or a number."""
    parts = parts_of(asked.url)
    levels = [piece for piece in parts.path.split("/") if piece]
    last = levels[-1] if levels else ""
    named = last.count("-") + last.count("_") >= 2 or bool(re.search(r"\d{3,}", last))
    if len(levels) >= 3 or re.search(r"=\d+", parts.query):
        return True
    return named and (len(levels) == 2 or len(last) >= 15)


def looks_the_same(page: Page, host: HostAnswer) -> bool:
    """Return whether `page` is like the page that answered the probe of the host (`host`)."""
    limit = ALIKE if page.words < SHORT else _ALIKE_LONG
    return likeness(page.fingerprint, host.fingerprint) >= limit


__all__ = [
    "ALIKE",
    "SHORT",
    "HostAnswer",
    "impossible_path",
    "is_deep",
    "is_diverted",
    "is_front",
    "is_impossible",
    "is_shallower",
    "is_thin",
    "leads_to_error_page",
    "looks_the_same",
    "notice_in_names",
    "notice_in_words",
    "path_of",
    "placeholder",
]
