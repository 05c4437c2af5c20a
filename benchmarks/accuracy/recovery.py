"""Addresses that a copied text lost: how many are found on the wiki that it was copied from, and how many are wrong.

`python -m benchmarks.accuracy.recovery [--show]`. A wiki article that was copied as text, every address lost, is made
into a wiki article again, with addresses of our own. It is changed in 44 ways: each of its entries is taken out in
turn; one is added before or behind all others; one with the title of another and another date is added; the sentences
are the text's own or others. A wiki on loopback serves it as wikitext and as HTML, and it is also named as a saved
page. Then the text is audited with the addresses that were found. The weights were chosen on a text of our own
(testbed/lost_article.py), before this one was measured.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from benchmarks.material.corpus import data_root
from benchmarks.material.lost_copy import changed, entries_of, pages_of, paragraphs_of, seed_path
from citecheck import read
from citecheck.assembly import Session
from citecheck.http.guard import Guard
from citecheck.http.transport import adapter_for
from citecheck.recovery.model import Recovery
from citecheck.settings import ArchiveSettings, RecoverSettings, RegistrySettings, Settings, WebSettings
from claims.model import Document
from testbed.loopback import ALLOWED, Loopback, Reply
from testbed.lost_article import Entry, html, whole_page, wikitext
from testbed.wiki_site import Article, WikiSite

_WANTED = 9  # of the eleven


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which the article changed, and how it is asked for."""

    gone: str
    first: bool
    own_words: bool
    form: str  # "wiki", or a saved "page"


def main() -> None:
    path = seed_path(data_root())
    if not path.is_file():
        sys.exit(f"No file {path}: this benchmark needs it.")
    document = read(path)
    with Loopback() as web:
        entries = entries_of(document, web.port)
        for url, body in pages_of(document, entries).items():
            web.add(str(urlsplit(url).hostname), urlsplit(url).path, Reply(body=body.encode()))
        ways = [
            Way(gone, first, own_words, form)
            for gone in entries
            for first in (True, False)
            for own_words in (False, True)
            for form in ("wiki", "page")
        ]
        counts: dict[tuple[bool, str], list[tuple[int, int, int]]] = {}
        for way in ways:
            found, wrong, doubted = _measure(web, document, entries, way)
            counts.setdefault((way.own_words, way.form), []).append((found, wrong, doubted))
            if "--show" in sys.argv[1:]:
                print(way, found, wrong, doubted)
        failed = _report(counts)
        failed |= not _audited(web, document, entries)
    sys.exit(1 if failed else 0)


def _report(counts: Mapping[tuple[bool, str], list[tuple[int, int, int]]]) -> bool:
    """Print the counts; return whether they are below what is wanted."""
    failed = False
    for (own_words, form), rows in counts.items():
        least, most = min(row[0] for row in rows), max(row[0] for row in rows)
        wrong, doubted = sum(row[1] for row in rows), sum(row[2] for row in rows)
        text = "other sentences" if own_words else "the text's sentences"
        print(
            f"{text}, asked of a {form}: {len(rows)} articles, {least} to {most} of 11 addresses found, "
            f"{wrong} wrong, {doubted} in doubt"
        )
        failed |= wrong > 0 or (not own_words and least < _WANTED)
    return failed


def _measure(web: Loopback, document: Document, entries: Mapping[str, Entry], way: Way) -> tuple[int, int, int]:
    """Return how many addresses are found, are wrong, and are in doubt."""
    paragraphs, now = changed(
        paragraphs_of(document),
        entries,
        gone=way.gone,
        first=way.first,
        own_words=way.own_words,
        alike=_alike(way.gone),
    )
    article = Article(title=document.title or "", wikitext=wikitext(paragraphs, now), html=html(paragraphs, now))
    api = WikiSite([article]).serve(web, "wiki.test")
    original = web.add("saved.test", "/page", Reply(body=whole_page(article.html, article.title).encode()))
    with _session(web, api) as session:
        recovery = session.recoverer().recover(document, original=original if way.form == "page" else None, visit=False)
    return _counted(recovery, entries)


def _alike(gone: str) -> str:
    return "r7" if gone != "r7" else "r3"


def _counted(recovery: Recovery, entries: Mapping[str, Entry]) -> tuple[int, int, int]:
    right = {name.removeprefix("r"): entry.url for name, entry in entries.items()}
    used = {one.reference.label: one.found for one in recovery.references if one.found is not None and one.is_used}
    wrong = sum(found.url != right[label] for label, found in used.items())
    return len(used) - wrong, wrong, sum(one.found is not None and not one.is_used for one in recovery.references)


def _audited(web: Loopback, document: Document, entries: Mapping[str, Entry]) -> bool:
    """Audit the text with the addresses that were found; return whether the two long quotations are faithful."""
    paragraphs, now = changed(paragraphs_of(document), entries, gone="r9", first=True, own_words=False, alike="r7")
    api = WikiSite([Article(title=document.title or "", wikitext=wikitext(paragraphs, now))]).serve(web, "wiki.test")
    with _session(web, api) as session:
        recovery = session.recoverer().recover(document)
        session.sources.use_found(document.name, recovery.addresses)
        report = session.auditor().audit(document)
    confirmed = sum(one.is_used and one.confirmation.value == "confirmed" for one in recovery.references)
    print(f"audit: {len(recovery.addresses)} addresses found, {confirmed} confirmed by the title on their page")
    faithful = True
    for opening in ("There is no possible excuse", "United Nations confirmation"):
        outcomes = [
            quote.outcome
            for check in report.checks
            for quote in check.quotes
            if quote.text.strip('"“ ').startswith(opening)
        ]
        print(f"“{opening} …”: {', '.join(outcomes) or 'not checked'}")
        faithful &= bool(outcomes) and all(outcome.is_faithful for outcome in outcomes)
    return faithful


@contextmanager
def _session(web: Loopback, api: str) -> Iterator[Session]:
    settings = Settings(
        web=WebSettings(allow_addresses=ALLOWED, per_host_rate=0, canary="", browser="never"),
        archives=ArchiveSettings(enabled=False),
        registries=RegistrySettings(enabled="never"),
        recover=RecoverSettings(wikis=(api,), pause=0),
    )
    guard = Guard(ALLOWED, resolver=web.resolver)
    with Session(settings, adapter=adapter_for(settings.web, guard=guard)) as session:
        yield session


if __name__ == "__main__":
    main()
