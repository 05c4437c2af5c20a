"""One page: what an answer of the web shows, and what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from citecheck._log import log_failure
from citecheck.inflating import ENDS_EARLY
from citecheck.model import Fetched, SourceText, Unread
from citecheck.pages.body import Body
from citecheck.pages.computed import computed
from citecheck.pages.markup import Markup
from citecheck.pages.signs import pattern
from citecheck.pages.wording import count_words, shingles
from claims.errors import CitecheckError
from reports.model import Extent

_SAID = frozenset({"body", "list", "quote", "caption", "table"})
_UNSEEN = frozenset({"metadata", "description"})
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_WORD = re.compile(r"\w")
# Judgement, held by real article pages (`live_pages`).
_IN_DATA = 80  # words from which data that nobody sees may be the text itself: as many as the judge needs
_NAME = 300  # characters of a title or heading that are used
_SAID_AT_MOST = 20_000  # characters of a text that are compared and searched
_SENTENCE = 12  # words; a block with as many is prose
_STORY = 3  # sentences without "you" from which a page counts as an article
_SENTENCE_WORDS = 7
_LONG_SENTENCE = 60  # words of one that does as well; text without full stops has such
_SENTENCES = re.compile(r"(?<=[.!?。！？])\s*|\n")


class Page:
    """One answer, as a page. Its body is decoded once and its text extracted once; everybody asks this object.

    `fetched` is the answer, `body` its bytes and characters, `markup` what the mark-up shows beside the text (window
    title, refresh, forms, frames, named places). `text` is what can be searched, with the page's own title, headings,
    date, language, canonical address, and why it could not be read (`SourceText.unread`).
    """

    def __init__(self, fetched: Fetched, extract: Callable[[Body, str | None], SourceText]) -> None:
        """`extract` turns a body and its address into a text; see `citecheck.interfaces.Extract`."""
        self.fetched = fetched
        content_type = fetched.headers.get("content-type", "")
        self.body = Body(fetched.body, content_type)
        self.markup = Markup(self.body, refresh=fetched.headers.get("refresh", ""))
        self._extract = extract

    @computed
    def text(self) -> SourceText:
        """The text. A failed exchange, or a failure to extract, gives an empty one with the reason."""
        if self.fetched.failure is not None:
            return SourceText(text="", extent=Extent.NONE, reason=self.fetched.reason)
        media_type = self.body.content_type.partition(";")[0].strip().lower()
        if not self.fetched.body and media_type.startswith(("video/", "audio/", "image/")):  # its body was not read
            return SourceText(text="", extent=Extent.MEDIA, media_type=media_type, reason=f"no text in {media_type}")
        try:
            return self._extract(self.body, self.fetched.final_url)
        except CitecheckError:
            raise
        except Exception as error:  # one page must not end the audit
            log_failure(self.fetched.url, error)
            reason = f"its text could not be read ({type(error).__name__})"
        return SourceText(text="", extent=Extent.NONE, media_type=media_type, reason=reason, unread=Unread.FAILED)

    @property
    def broken_off(self) -> str:
        """How the page ended too early; empty: it is complete. Compressed data that ends early counts as well."""
        return self.fetched.broken_off or (ENDS_EARLY if self.body.early else "")

    @computed
    def words(self) -> int:
        """The number of words, without navigation and headings."""
        return sum(count_words(piece) for kind, piece in self._pieces() if kind in _SAID)

    @computed
    def prose(self) -> int:
        """The number of words in blocks of at least 12 words; shorter blocks are headlines and labels."""
        counts = (count_words(piece) for kind, piece in self._pieces() if kind in ("body", "quote"))
        return sum(count for count in counts if count >= _SENTENCE)

    @property
    def tells_a_story(self) -> bool:
        """Whether several sentences of the page do not address the reader, as those of a wall or a notice do."""
        return len(self.impersonal) >= _STORY or max(self.impersonal, default=0) >= _LONG_SENTENCE

    @computed
    def impersonal(self) -> tuple[int, ...]:
        """The numbers of words of the sentences, of at least 7 words, that do not address the reader."""
        impersonal: list[int] = []
        for kind, piece in self._pieces():
            if kind not in ("body", "quote"):  # a list of headlines has no sentences
                continue
            for sentence in _SENTENCES.split(piece[:_SAID_AT_MOST]):
                words = count_words(sentence)
                if words >= _SENTENCE_WORDS and not pattern("reader", "words").search(sentence):
                    impersonal.append(words)
        return tuple(impersonal)

    @computed
    def is_wordless(self) -> bool:
        """Whether readers see no word: the title, descriptions and data of the page are all that it says.

        A page that declares itself to be about a recording, a book or a work is about something without words.
        """
        if self.text.media_type not in _HTML or self.text.extent not in (Extent.FULL, Extent.PAGE_OF_MANY):
            return False
        hidden = [piece for kind, piece in self._pieces() if kind in _UNSEEN]
        seen = any(_WORD.search(piece) for kind, piece in self._pieces() if kind not in _UNSEEN)
        return not seen and sum(map(count_words, hidden)) < _IN_DATA

    @computed
    def said(self) -> str:
        """The visible words with headings, in lower case, on one line; the first 20,000 characters."""
        pieces = (piece for kind, piece in self._pieces() if kind in _SAID or kind == "heading")
        return " ".join(" ".join(pieces).split()).lower()[:_SAID_AT_MOST]

    @computed
    def titles(self) -> tuple[str, ...]:
        """The titles of the page: its title element, and the title that it declares."""
        return tuple(dict.fromkeys(name[:_NAME] for name in (self.markup.title, self.text.title or "") if name))

    @computed
    def headings(self) -> tuple[str, ...]:
        """The first three headings."""
        return tuple(" ".join(piece.split())[:_NAME] for kind, piece in self._pieces() if kind == "heading")[:3]

    @computed
    def fingerprint(self) -> frozenset[int]:
        """The shingles of the page; two pages of one template share most of them."""
        return shingles(self.said)

    def _pieces(self) -> Iterable[tuple[str, str]]:
        whole = self.text.text
        return ((place.kind, whole[place.start : place.end]) for place in self.text.places)


__all__ = ["Page"]
