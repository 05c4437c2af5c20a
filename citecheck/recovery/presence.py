"""How much of a document stands on a page: only then may it be the page that the document was copied from.

A title alone proves nothing: another article may have it, and a wiki may have replaced the article.
"""

from __future__ import annotations

from dataclasses import dataclass

from citecheck.recovery.contexts import letters
from citecheck.recovery.likeness import own_words
from claims.model import Document
from reports.wording import counted

_SENTENCES = 200  # sentences that are looked for, evenly taken from the document
_SENTENCE = 30  # letters; a shorter sentence may stand anywhere
_PIECE = 24  # letters of a sentence that are looked for in one piece
_STANDS = 0.5  # share of its pieces from which a sentence stands on the page
_PAGE = 2_000_000  # letters of the page that are searched
_TITLE = 12  # letters; a shorter title may stand anywhere

_SHARE = 0.3  # of the sentences: articles are edited, and the copy may be years old
_TITLES = 3
_SHARE_OF_TITLES = 0.5


@dataclass(frozen=True, slots=True)
class Presence:
    """How many sentences and titles of references of the document stand on the page, and how many were looked for."""

    sentences: int
    of_sentences: int
    titles: int
    of_titles: int

    @property
    def is_plausible(self) -> bool:
        """Whether the document may have been copied from the page: by its sentences, or by its list of references."""
        enough = min(2, self.of_sentences)
        by_sentences = bool(enough) and self.sentences >= max(enough, _SHARE * self.of_sentences)
        return by_sentences or self.titles >= max(_TITLES, _SHARE_OF_TITLES * self.of_titles)

    @property
    def words(self) -> str:
        """The counts in words."""
        said = f"{self.sentences} of {counted(self.of_sentences, 'sentence')}"
        titles = f" and {self.titles} of {counted(self.of_titles, 'title')} of references" if self.of_titles else ""
        return f"{said}{titles} of the document stand there"


def presence_of(document: Document, page: Document) -> Presence:
    """Return how much of `document` stands on `page`. The cost is linear in the page; at most 200 sentences count."""
    there = letters(page.text)[:_PAGE]
    sentences = [letters(document.prose(claim.span)) for claim in document.claims]
    sentences = [sentence for sentence in sentences if len(sentence) >= _SENTENCE]
    sentences = sentences[:: max(1, -(-len(sentences) // _SENTENCES))]
    titles = {letters(own_words(entry)) for entry in document.references if not entry.is_link}
    titles = set(sorted(title for title in titles if len(title) >= _TITLE)[:_SENTENCES])
    return Presence(
        sum(_stands(sentence, there) for sentence in sentences),
        len(sentences),
        sum(title in there for title in titles),
        len(titles),
    )


def _stands(sentence: str, there: str) -> bool:
    pieces = [sentence[at : at + _PIECE] for at in range(0, len(sentence) - _PIECE + 1, _PIECE)][:8]
    return sum(piece in there for piece in pieces) >= _STANDS * len(pieces)


__all__ = ["Presence", "presence_of"]
