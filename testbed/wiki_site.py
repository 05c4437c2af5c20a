"""A wiki on loopback: api.php (action=query and action=parse with formatversion=2), and its articles as pages.

The answers have the form of MediaWiki's own. A wiki with a fault answers everything with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, quote, unquote, urlsplit

from testbed.loopback import Loopback, Reply
from testbed.lost_article import whole_page


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article: its wikitext, and the body that the wiki shows.

    `earlier` are its earlier revisions, oldest first: when each was saved, and its wikitext.
    """

    title: str
    wikitext: str
    html: str = ""
    saved: str = "2024-05-06T07:08:09Z"
    earlier: tuple[tuple[str, str], ...] = ()


@dataclass
class WikiSite:
    """The articles of a wiki by title, titles that redirect, and what its search finds for any words.

    `fault` is the answer to every request; None: the wiki works. `rendered` False: action=parse reports an error.
    """

    articles: list[Article]
    redirects: Mapping[str, str] = field(default_factory=dict)
    found: tuple[str, ...] = ()
    fault: Reply | None = None
    rendered: bool = True

    def serve(self, web: Loopback, host: str) -> str:
        """Answer for `host` of `web`; return the address of its api.php."""
        web.add_host(host, lambda path: self.answer(path, web.url(host, "")))
        return web.url(host, "/w/api.php")

    def answer(self, path: str, base: str) -> Reply:
        """Return the answer for `path`; `base` is the address of the wiki without a path."""
        if self.fault is not None:
            return self.fault
        parts = urlsplit(path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/w/api.php":
            return Reply(body=json.dumps(self._data(asked, base)).encode(), content_type="application/json")
        article = self._by_title(unquote(parts.path.removeprefix("/wiki/")).replace("_", " "))
        if article is None:
            return Reply(status=404, body=b"<title>Wiki</title><p>There is no such article.</p>")
        return Reply(body=whole_page(article.html, article.title).encode())

    def _by_title(self, title: str) -> Article | None:
        wanted = self.redirects.get(title, title)
        return next((one for one in self.articles if one.title == wanted), None)

    def _data(self, asked: Mapping[str, str], base: str) -> dict[str, object]:
        if asked.get("action") == "parse":
            number = int(asked.get("oldid", "0")) - 1000
            if not self.rendered or not 0 <= number < len(self.articles):
                return {"error": {"code": "nosuchrevid", "info": "There is no revision with this ID."}}
            article = self.articles[number]
            return {"parse": {"title": article.title, "pageid": number + 1, "text": article.html}}
        if "titles" in asked:
            pages = []
            for title in asked["titles"].split("|"):
                known = self._by_title(title)
                missing = {"ns": 0, "title": title, "missing": True}
                pages.append(self._page(known, base, asked.get("rvstart")) if known else missing)
            return {"batchcomplete": True, "query": {"pages": pages}}
        hits = [one for title in self.found if (one := self._by_title(title)) is not None]
        if not hits:
            return {"batchcomplete": True}
        rows = [{**self._page(one, base), "index": place} for place, one in enumerate(hits, start=1)]
        return {"batchcomplete": True, "query": {"pages": rows[::-1]}}

    def _page(self, article: Article, base: str, moment: str | None = None) -> dict[str, object]:
        """Return an article with its last revision, or the last one until `moment`; none of them may be so old."""
        number = self.articles.index(article)
        revisions = [(100 + place, *one) for place, one in enumerate(article.earlier)]
        revisions.append((1000 + number, article.saved, article.wikitext))
        shown = [
            {"revid": revid, "parentid": 0, "timestamp": saved, "slots": {"main": _content(text)}}
            for revid, saved, text in revisions
            if moment is None or saved <= moment
        ]
        return {
            "pageid": number + 1,
            "ns": 0,
            "title": article.title,
            "canonicalurl": f"{base}/wiki/{quote(article.title.replace(' ', '_'))}",
            **({"revisions": shown[-1:]} if shown else {}),
        }


def _content(wikitext: str) -> dict[str, str]:
    return {"contentmodel": "wikitext", "contentformat": "text/x-wiki", "content": wikitext}
