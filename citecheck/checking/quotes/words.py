"""A stretch of a folded text as words: compared by their folded forms, looked up as written only where they differ."""

from __future__ import annotations

import re

from claims.folding import Folded

_SENTENCE_END = re.compile(r"[.!?…:。！？\n•|]")
_LEAD = 12  # characters before a stretch in which a sentence's end is looked for

Range = tuple[int, int]
"""Words `[0]`..`[1]` of a stretch, half-open."""


class Stretch:
    """The words that begin in `folded.squeezed[start:end]`: `words`, and where each begins, with the end after them."""

    __slots__ = ("edges", "folded", "words")

    def __init__(self, folded: Folded, start: int, end: int) -> None:
        self.folded = folded
        self.words, begins = folded.tokens(start, end)
        self.edges = [*begins, min(end, len(folded))]

    def __len__(self) -> int:
        return len(self.words)

    def of(self, words: Range) -> list[str]:
        """Return the folded forms of some words."""
        return self.words[words[0] : words[1]]

    def letters(self, words: Range) -> str:
        """Return the folded characters of some words."""
        return self.folded.squeezed[self.edges[words[0]] : self.edges[words[1]]]

    def written(self, words: Range) -> str:
        """Return some words as they are written, with what stands between them."""
        if words[0] >= words[1]:
            return ""
        first, last = self.folded.span(self.edges[words[0]], self.edges[words[1]])
        return self.folded.source[first:last]

    def begins_sentence(self, index: int) -> bool:
        """Whether a sentence, or a line, begins with a word."""
        first, _ = self.folded.span(self.edges[index], self.edges[index] + 1)
        before = self.edges[index] - 1
        previous = self.folded.span(before, before + 1)[1] if before >= 0 else 0
        return first == 0 or bool(_SENTENCE_END.search(self.folded.source, max(previous, first - _LEAD), first))

    def is_name(self, index: int) -> bool:
        """Whether a word's capital is a name's: not a sentence's first word, not one among words in capitals."""
        written = self.written((index, index + 1))
        first = next((character for character in written if character.isalnum()), "")
        if not first.isupper() or len(self.words[index]) < 2 or self.begins_sentence(index):
            return False
        return not (written.isupper() and (self._is_shouted(index - 1) or self._is_shouted(index + 1)))

    def _is_shouted(self, index: int) -> bool:
        return (
            0 <= index < len(self.words) and self.written((index, index + 1)).isupper() and len(self.words[index]) > 1
        )
