"""The page that a document was copied from: named by the user, or asked of wikis by the document's title."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

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
_AFTERWARDS = timedelta(days=30)  # entries are written some time after their sources were read (judgement)
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
class PageForm:
    """One form of the original page: a revision of it, or the page that the wiki shows. `name` is what to call it.

    `earlier` names the revision in a few words if it is not that of now; empty: it is.
    """

    name: str
    page: Document
    presence: Presence
    earlier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A page that the document may have been copied from, in its forms: each is read when it is needed.

    `name` is what to call the page. `now` yields what the page is now, `then` the revision at the time of the copy, as
    far as it is known.
    """

    name: str
    now: Callable[[], Iterator[PageForm]]
    then: Callable[[], Iterator[PageForm]]


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
    form = PageForm(name=clean_url(source), page=page, presence=there)
    return Original(name=form.name, now=lambda: iter((form,)), then=lambda: iter(()))


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


def _fitting(document: Document, wiki: Wiki, article: WikiArticle, read: Read, search: Search) -> Original | None:
    """Return an article as the original if it has the text of the document; say it if it is another one."""
    first = _form(document, wiki, article, read, search)
    if first is None:
        return None
    if not first.presence.is_plausible:
        search.say(f"{wiki.name}, “{article.title}”: another text; {first.presence.words}")
        return None
    search.say(f"{first.name}: {first.presence.words}")

    def now() -> Iterator[PageForm]:
        yield first
        html, attempts = wiki.rendered(article)
        search.attempts += attempts
        if html:
            try:
                shown = read(html.encode("utf-8", "replace"), name=article.url, format="html", url=article.url)
                yield PageForm(name=first.name, page=shown, presence=first.presence)
            except ReadingError as error:
                search.say(f"{first.name}: the page that it shows could not be read ({error})", answered=False)

    def then() -> Iterator[PageForm]:
        moment = _after_the_copy(document)
        if not moment:
            return
        answer = wiki.before(article, moment)
        search.attempts += answer.attempts
        for earlier in answer.pages[:1]:
            form = _form(document, wiki, earlier, read, search) if earlier.revision != article.revision else None
            if form is not None and form.presence.is_plausible:
                search.say(f"{form.name}, at the time of the copy: {form.presence.words}")
                yield replace(form, earlier=f" of revision {earlier.revision}")

    return Original(name=first.name, now=now, then=then)


def _form(document: Document, wiki: Wiki, article: WikiArticle, read: Read, search: Search) -> PageForm | None:
    """Read the wikitext of one revision; None if it cannot be read, which is said."""
    name = f"{wiki.name}, “{article.title}”, revision {article.revision}"
    name += f" of {article.saved[:10]}" if article.saved else ""
    try:
        page = read(article.wikitext.encode("utf-8", "replace"), name=article.url, format=DocumentFormat.WIKITEXT)
    except ReadingError as error:
        search.say(f"{name}: the article could not be read ({error})", answered=False)
        return None
    return PageForm(name=name, page=page, presence=presence_of(document, page))


def _after_the_copy(document: Document) -> str:
    """Return a moment a month after the latest day on which the document says that a source was read; empty: none."""
    days = []
    for entry in document.references:
        with contextlib.suppress(ValueError):
            days.append(date.fromisoformat((entry.accessed or "")[:10]))
    if not days or max(days) > date.max - _AFTERWARDS:
        return ""
    return f"{max(days) + _AFTERWARDS}T00:00:00Z"


__all__ = ["Original", "PageForm", "Read", "Search", "named_original", "wiki_original"]
