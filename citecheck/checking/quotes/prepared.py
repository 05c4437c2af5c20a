"""A source's text prepared for many searches: folded once, indexed when the first search needs it."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Iterator
from functools import cached_property

from citecheck.checking.quotes.alignment import GramIndex
from citecheck.checking.quotes.model import Range
from citecheck.model import SourceText
from claims.folding import Folded, fold
from claims.language import detect
from reports.model import Extent

_MAX_OCCURRENCES = 64
_SENTENCE_END = re.compile(r"[.!?…:。！？\n•|]")
_LEAD = 12  # characters before a stretch in which a sentence's end is searched


class Stretch:
    """The words that begin in `folded.squeezed[start:end]`.

    `words` holds them, with the position of each and the end of the last.
    """

    def __init__(self, folded: Folded, start: int, end: int) -> None:
        self.folded = folded
        self.words, begins = folded.tokens(start, end)
        self.edges = [*begins, min(end, len(folded))]

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """Where each word is written in the source."""
        return self.folded.spans(self.edges)

    def __len__(self) -> int:
        return len(self.words)

    def of(self, words: Range) -> list[str]:
        """Return the folded forms of `words`."""
        return self.words[words[0] : words[1]]

    def letters(self, words: Range) -> str:
        """Return the folded characters of `words`."""
        return self.folded.squeezed[self.edges[words[0]] : self.edges[words[1]]]

    def written(self, words: Range) -> str:
        """Return `words` as the text writes them, with the characters between them."""
        if words[0] >= words[1]:
            return ""
        return self.folded.source[self.places[words[0]][0] : self.places[words[1] - 1][1]]

    def begins_sentence(self, index: int) -> bool:
        """Return whether a sentence or a line begins with the word `index`."""
        first = self.places[index][0]
        before = self.edges[index]
        previous = self.places[index - 1][1] if index else self.folded.span(max(0, before - 1), before)[1]
        return first == 0 or bool(_SENTENCE_END.search(self.folded.source, max(previous, first - _LEAD), first))

    def is_name(self, index: int) -> bool:
        """Return whether the capital of the word `index` shows a name.

        The first word of a sentence and words among words in capitals do not count.
        """
        written = self.written((index, index + 1))
        first = next((character for character in written if character.isalnum()), "")
        if not first.isupper() or len(self.words[index]) < 2 or self.begins_sentence(index):
            return False
        return not (written.isupper() and (self._is_shouted(index - 1) or self._is_shouted(index + 1)))

    def _is_shouted(self, index: int) -> bool:
        return (
            0 <= index < len(self.words) and self.written((index, index + 1)).isupper() and len(self.words[index]) > 1
        )


class PreparedPage:
    """The text of `source`, prepared for searches."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.folded: Folded = fold(source.text)

    @cached_property
    def index(self) -> GramIndex:
        """The places of its short pieces."""
        return GramIndex(self.folded.squeezed)

    @cached_property
    def language(self) -> str | None:
        """Its language, by its words; else as it declares it."""
        return detect(self.source.text) or (self.source.language or "")[:2] or None

    def occurrences(self, needle: Folded, low: int = 0, high: int | None = None) -> Iterator[tuple[int, int]]:
        """Yield the places of the words of `needle`, as spans of the folded text between `low` and `high`, in order.

        Words may be divided differently than in `needle` ("kingwas", "well-known", "well known"), but the first
        begins and the last ends with a word of the text.
        """
        page, squeezed = self.folded.squeezed, needle.squeezed
        begins = self.folded.begins
        at = low - 1
        for _ in range(_MAX_OCCURRENCES * 8):
            at = page.find(squeezed, at + 1, len(page) if high is None else high)
            if at < 0:
                return
            end = at + len(squeezed)
            if begins[at] and (end == len(page) or begins[end] or self._is_possessor(end)):
                yield at, end

    def _is_possessor(self, end: int) -> bool:
        """Whether a word that continues at `end` only continues with 's."""
        after = int(self.folded.offsets[end - 1]) + 1
        rest = self.source.text[after : after + 3]
        return rest[:1] in "'’ʼ" and rest[1:2] == "s" and not rest[2:3].isalnum()

    def stretch(self, start: int, end: int) -> Stretch:
        """Return the words of the folded span `start`..`end`."""
        return Stretch(self.folded, start, end)

    def word_before(self, position: int) -> int:
        """Return the start of the last word that begins before `position`; -1: no such word."""
        starts = self.folded.starts
        index = int(starts.searchsorted(position, "left")) - 1
        return int(starts[index]) if index >= 0 else -1

    def word_from(self, position: int) -> int:
        """Return the start of the first word that begins at or after `position`; the text's length: no such word."""
        starts = self.folded.starts
        index = int(starts.searchsorted(position, "left"))
        return int(starts[index]) if index < len(starts) else len(self.folded)

    def snapped(self, start: int, end: int) -> tuple[int, int]:
        """Move `start` and `end` of a span to the ends of words.

        A word is included if at least half of it is inside.
        """
        begins = self.folded.begins
        if not begins[start]:
            before, after = self.word_before(start), self.word_from(start)
            start = before if before >= 0 and (start - before) <= (after - start) else after
        if end < len(self.folded) and not begins[end]:
            before, after = self.word_before(end), self.word_from(end)
            end = after if (after - end) <= (end - before) else before
        return start, max(start, end)

    def original(self, start: int, end: int) -> str:
        """Return the text of the folded span `start`..`end` as the source writes it."""
        first, last = self.folded.span(start, end)
        return self.source.text[first:last]


class PreparedPages:
    """The pages that were prepared last, at most `size` of them and `characters` in all; safe to share by threads."""

    def __init__(self, size: int = 32, characters: int = 40_000_000) -> None:
        self._size = size
        self._characters = characters
        self._pages: OrderedDict[tuple[int, int], PreparedPage] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, text: str | SourceText) -> PreparedPage:
        """Return `text`, ready to be searched."""
        source = text if isinstance(text, SourceText) else SourceText(text=text, extent=Extent.FULL)
        key = (hash(source.text), len(source.text))
        with self._lock:
            page = self._pages.get(key)
            if page is not None and page.source.text == source.text and page.source.places == source.places:
                self._pages.move_to_end(key)
                return page
        page = PreparedPage(source)
        with self._lock:
            self._pages[key] = page
            self._pages.move_to_end(key)
            held = sum(length for _, length in self._pages)
            while len(self._pages) > 1 and (len(self._pages) > self._size or held > self._characters):
                (_, length), _ = self._pages.popitem(last=False)
                held -= length
        return page
