"""A source made ready once, so that many quotations and claims can be asked of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from citecheck.model import SourceText
from reports.model import Extent

if TYPE_CHECKING:
    from citecheck.checking.passages.model import PreparedText
    from citecheck.checking.quotes.prepared import PreparedPage


class PreparedSource:
    """A source's text, made ready for `match_quote` and `check_claim`. `prepare` makes it.

    Each part is made when it is first asked for, and kept as long as this object: the folded text with the index of
    its pieces for quotations; the sentences, their words and their facts for claims. Threads may share it.
    """

    def __init__(self, source: SourceText) -> None:
        """`source` is the text, with its places and dates."""
        self.source = source
        """The text, with its places and dates."""

    @cached_property
    def quotations(self) -> PreparedPage:
        """What quotations are searched in."""
        from citecheck.checking.quotes.prepared import PreparedPage

        return PreparedPage(self.source)

    @cached_property
    def passages(self) -> PreparedText:
        """What claims are judged by."""
        from citecheck.checking.passages.retrieval import prepare as cut_into_sentences

        return cut_into_sentences(self.source)

    def __repr__(self) -> str:
        return f"<PreparedSource: {len(self.source.text):,} characters>"


def prepare(text: str | SourceText) -> PreparedSource:
    """Return `text` made ready for `match_quote` and `check_claim`, so that many questions about it are quick.

    `text` is a string, which counts as all of its source, or the text of a page from `page_text`. The two functions
    remember the last texts that they were given; what this function returns stays ready as long as it is held. The
    answers are the same with and without it.
    """
    return PreparedSource(source_of(text))


def source_of(text: str | SourceText | PreparedSource) -> SourceText:
    """Return the source that `text` is; a plain string counts as all of it."""
    if isinstance(text, PreparedSource):
        return text.source
    return SourceText(text=text, extent=Extent.FULL, media_type="text/plain") if isinstance(text, str) else text


__all__ = ["PreparedSource", "prepare", "source_of"]
