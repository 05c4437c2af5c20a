"""The page that a document was copied from: named by the user, or asked of wikis by the document's title."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from citecheck.http.redaction import clean_url
from citecheck.recovery.presence import Presence, presence_of
from citecheck.recovery.wikis import Wiki, WikiAnswer, WikiArticle
from claims.errors import ReadingError
from claims.model import Document, DocumentFormat
from claims.urls import is_web_address
from reports.model import Attempt

Read = Callable[..., Document]
"""Reads a document: `citecheck.assembly.Session.read`."""

_WORDS = 12  # words of the first long sentence, by which a document without a title is searched
_LONG = 8  # words of a long sentence


@dataclass(slots=True)
class Search:
    """What was asked so far: `places` in words, the exchanges, and whether any place could be asked at all."""

    places: list[str] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    answered: bool = False

    def say(self, words: str, *, answered: bool = True) -> None:
        """Add what was asked and what came of it, in `words`. `answered`: the place gave a usable answer."""
        self.places.append(words)
        self.answered = self.answered or answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A page that the document may have been copied from.

    `name` is what to call it, `forms` yields it as documents: each is read when it is needed. `presence` says how much
    of the document stands there.
    """

    name: str
    forms: Callable[[], Iterator[Document]]
    presence: Presence


def named_original(document: Document, source: str, read: Read, search: Search) -> Original | None:
    """Return the page `source` (an address or a file), or None if it is an address that could not be read.

    `read` reads it, and `search` is told what came of it. A page that has hardly a sentence of `document` is used all
    the same, because the user named it, and said to be another. Raises `ReadingError` for a file that cannot be read.
    """
    try:
        page = read(source)
    except ReadingError as error:
        if not is_web_address(source):
            raise
        search.say(f"the original could not be read: {error}", answered=False)
        return None
    there = presence_of(document, page)
    doubt = "" if there.is_plausible else "; it seems to be another text"
    search.say(f"the original {clean_url(source)}: {there.words}{doubt}")
    return Original(name=clean_url(source), forms=lambda: iter((page,)), presence=there)


def wiki_original(document: Document, wikis: Sequence[Wiki], read: Read, search: Search) -> Original | None:
    """Return the article of the first of `wikis` that has the text of `document`; None: none has it.

    The article with the document's title comes first, then those that a search finds. `read` reads each, and `search`
    is told what was asked and what came of it.
    """
    for wiki in wikis:
        seen: set[str] = set()
        for ask, words in _questions(document):
            answer: WikiAnswer = ask(wiki, words)
            search.attempts += answer.attempts
            if answer.reason:
                search.say(answer.reason, answered=False)
                break
            search.answered = True
            for page in answer.pages:
                if page.title not in seen and (found := _fitting(document, wiki, page, read, search)) is not None:
                    return found
                seen.add(page.title)
        else:
            if not seen:
                search.say(f"{wiki.name} has no article with this title or these words")
    return None


def _questions(document: Document) -> Iterator[tuple[Callable[[Wiki, str], WikiAnswer], str]]:
    if document.title:
        yield Wiki.by_title, document.title
        yield Wiki.by_search, document.title
        return
    for claim in document.claims:
        words = document.prose(claim.span).split()
        if len(words) >= _LONG:
            yield Wiki.by_search, " ".join(words[:_WORDS])
            return


def _fitting(document: Document, wiki: Wiki, page: WikiArticle, read: Read, search: Search) -> Original | None:
    """Return an article as the original if it has the text of the document; say it if it is another one."""
    try:
        written = read(page.wikitext.encode("utf-8", "replace"), name=page.url, format=DocumentFormat.WIKITEXT)
    except ReadingError as error:
        search.say(f"{wiki.name}, “{page.title}”: the article could not be read ({error})", answered=False)
        return None
    there = presence_of(document, written)
    if not there.is_plausible:
        search.say(f"{wiki.name}, “{page.title}”: another text; {there.words}")
        return None
    name = f"{wiki.name}, “{page.title}”, revision {page.revision}" + (f" of {page.saved[:10]}" if page.saved else "")
    search.say(f"{name}: {there.words}")

    def forms() -> Iterator[Document]:
        yield written
        html, attempts = wiki.rendered(page)
        search.attempts += attempts
        if html:
            try:
                yield read(html.encode("utf-8", "replace"), name=page.url, format=DocumentFormat.HTML, url=page.url)
            except ReadingError as error:
                search.say(f"{name}: the page that it shows could not be read ({error})", answered=False)

    return Original(name=name, forms=forms, presence=there)


__all__ = ["Original", "Read", "Search", "named_original", "wiki_original"]
