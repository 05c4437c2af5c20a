"""Asks a MediaWiki API for the article that a document was copied from: by its title, then by a search.

The dialect is that of action=query and action=parse, in either of its forms: the second (formatversion=2) is asked for,
and old wikis know only the first, which has pages by their number and texts under "*". A wiki that is down, or that
answers with a page instead of data, has not said that it lacks the article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from citecheck.http.client import HttpReply
from citecheck.registries.answers import Unusable, parse_json
from citecheck.registries.client import RegistryClient
from citecheck.registries.services import Service
from claims.urls import joined, parts_of
from reports.model import Attempt

_INTERVAL = 1.0  # seconds between two requests, which every wiki permits (Wikimedia's etiquette: one at a time)
_FOUND = 5  # articles of a search that are compared with the document
_SITE = re.compile(r"\s+[|–—-]\s+")
_FORBIDDEN = re.compile(r"[#<>\[\]|{}\x00-\x1f]")  # characters that no title of a wiki has
_LONGEST = 250  # characters of a title


@dataclass(frozen=True, slots=True, kw_only=True)
class WikiArticle:
    """One article: its title, its address, its revision and when that was saved (RFC 3339), and its wikitext."""

    title: str
    url: str
    revision: int
    saved: str
    wikitext: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WikiAnswer:
    """What a wiki answered: its articles, or why there is no usable answer (`reason`; empty: it answered)."""

    pages: tuple[WikiArticle, ...] = ()
    reason: str = ""
    attempts: tuple[Attempt, ...] = ()


class Wiki:
    """One wiki. `api` is the address of its api.php, `client` sends the requests.

    `interval` is the pause between two requests in seconds.
    """

    def __init__(self, api: str, client: RegistryClient, *, interval: float = _INTERVAL) -> None:
        self.name = parts_of(api).netloc or api
        self._api = api.rstrip("/?")
        self._client = client
        self._service = Service(key=f"wiki {self.name}", base=self._api, interval=interval)

    def by_title(self, title: str) -> WikiAnswer:
        """Return the article called `title`, redirects followed; also without what may be the name of a site."""
        names = dict.fromkeys(name for name in (title, _SITE.split(title)[0]) if 0 < len(name) <= _LONGEST)
        known = [name for name in names if not _FORBIDDEN.search(name)]
        if not known:
            return WikiAnswer()
        return self._ask({"titles": "|".join(known), "redirects": "1"})

    def by_search(self, words: str) -> WikiAnswer:
        """Return the first articles of a search for `words`, in the order of the wiki."""
        if not words.strip():
            return WikiAnswer()
        return self._ask({"generator": "search", "gsrsearch": words[:_LONGEST], "gsrlimit": str(_FOUND)})

    def before(self, page: WikiArticle, moment: str) -> WikiAnswer:
        """Return `page` as it was at `moment` (RFC 3339, UTC): its last revision until then."""
        if _FORBIDDEN.search(page.title):
            return WikiAnswer()
        return self._ask({"titles": page.title, "rvstart": moment, "rvdir": "older", "rvlimit": "1"})

    def rendered(self, page: WikiArticle) -> tuple[str, tuple[Attempt, ...]]:
        """Return the HTML of the body of `page` as the wiki shows it, and the exchange; empty: it was not given."""
        reply = self._get({"action": "parse", "oldid": str(page.revision), "prop": "text"})
        try:
            html = _data(reply)["parse"]["text"]
        except (Unusable, KeyError, TypeError):
            return "", reply.attempts
        return _text(html), reply.attempts

    def _ask(self, parameters: Mapping[str, str]) -> WikiAnswer:
        query = {
            "action": "query",
            **parameters,
            "prop": "info|revisions",
            "inprop": "url",
            "rvprop": "ids|timestamp|content",
            "rvslots": "main",
        }
        reply = self._get(query)
        try:
            return WikiAnswer(pages=tuple(self._pages(_data(reply))), attempts=reply.attempts)
        except Unusable as error:
            return WikiAnswer(reason=f"{self.name} gave no usable answer: {error}", attempts=reply.attempts)

    def _get(self, parameters: Mapping[str, str]) -> HttpReply:
        query = urlencode({**parameters, "format": "json", "formatversion": "2"}, errors="replace")
        return self._client.get(self._service, f"?{query}")

    def _pages(self, data: Mapping[str, Any]) -> Sequence[WikiArticle]:
        """Return the articles of an answer that have text, in the order of a search. Raises `Unusable`."""
        query = data.get("query", {})  # an answer without results has no "query"
        rows = query.get("pages", []) if isinstance(query, dict) else None
        if isinstance(rows, dict):
            rows = list(rows.values())
        if not isinstance(rows, list):
            raise Unusable("data of an unknown form")
        rows = sorted((row for row in rows if isinstance(row, dict)), key=lambda row: _number(row.get("index")))
        pages = []
        for row in rows:
            page = self._page(row)
            if page is not None:
                pages.append(page)
        return pages

    def _page(self, row: Mapping[str, Any]) -> WikiArticle | None:
        try:
            revision = row["revisions"][0]
            written = revision["slots"]["main"] if "slots" in revision else revision
            content = _text(written)
            if not content or written.get("contentmodel", "wikitext") != "wikitext":
                return None
            url = row.get("canonicalurl") or row.get("fullurl") or ""
            return WikiArticle(
                title=str(row["title"]),
                url=joined(self._api, str(url)) or self._api,
                revision=_number(revision["revid"]),
                saved=str(revision.get("timestamp", "")),
                wikitext=content,
            )
        except (KeyError, TypeError, IndexError, AttributeError):
            return None  # a title that the wiki does not have, or a page without text


def _data(reply: HttpReply) -> Mapping[str, Any]:
    """Return the JSON object of an answer. Raises `Unusable` with the reason in words."""
    answer = reply.answer
    if answer is None:
        raise Unusable(reply.failure.reason if reply.failure is not None else "no answer came")
    if answer.status != 200:
        raise Unusable(f"it answered {answer.status}")
    if answer.failure is not None or answer.truncated or answer.broken_off:
        raise Unusable("the answer is incomplete")
    try:
        data = parse_json(answer.body)
    except Unusable:
        raise Unusable("a page instead of data") from None
    if not isinstance(data, dict):
        raise Unusable("data of an unknown form")
    error = data.get("error")
    if error:
        code = error.get("code") if isinstance(error, dict) else error
        raise Unusable(f"the wiki reports an error ({str(code)[:80]})")
    return data


def _text(value: object) -> str:
    """Return a text in either form of the dialect; empty if it is not one."""
    if isinstance(value, dict):
        value = value.get("content", value.get("*"))
    return value if isinstance(value, str) else ""


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


__all__ = ["Wiki", "WikiAnswer", "WikiArticle"]
