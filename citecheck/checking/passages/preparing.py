"""A source's text made ready to be searched: its sentences, their words, and where each word stands. Done once a text.

What is not the source's own statement is left out here, so nothing later can quote it: its list of references, its
navigation, readers' comments, links to other articles.
"""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import sentencex  # type: ignore[import-untyped]  # it has no stubs; `segment` returns strings

from citecheck.checking.passages.terms import stem, stop_words, words
from citecheck.model import Place, SourceText
from claims.language import detect

CARRYING = frozenset({"body", "heading", "list", "quote", "caption", "table", "description", "metadata"})
"""Kinds of place whose words are the source's own and may carry a claim."""

_LONGEST = 1_200  # characters: what no segmenter could cut (tables, lists of names) is cut here at a space
_REFERENCE_HEADING = re.compile(
    r"^\W*(?:\d+\.?\s*)?(?:references|bibliography|works cited|literature cited|notes and references|einzelnachweise|"
    r"literatur|références|bibliographie|referencias|bibliografía|bibliografia|riferimenti)\W*$",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"^\s*(?:\[?\d{1,3}[\].)]|\^|[A-Z][\w'’-]+,\s+(?:[A-Z]\.|[A-Z][a-z]+))")


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence of a source: its offsets in the source's text, what it stands in, and its words.

    `words` are as written, `stems` their comparable forms, one for one; `terms` the set of the
    stems that say something.
    """

    index: int
    start: int
    end: int
    kind: str
    page: int | None
    words: tuple[str, ...]
    stems: tuple[str, ...]
    terms: frozenset[str]


@dataclass(slots=True, eq=False)
class PreparedText:
    """A source's text with its carrying sentences in order, and for each term the sentences that hold it."""

    source: SourceText
    language: str | None
    sentences: tuple[Sentence, ...]
    postings: dict[str, list[int]]
    title_terms: frozenset[str]
    mean_length: float
    words: int
    memory: dict[str, object] = field(default_factory=dict, repr=False)
    """What later steps found out about this text and want to keep with it."""

    def text_of(self, sentence: Sentence) -> str:
        """Return the sentence as it stands in the source."""
        return self.source.text[sentence.start : sentence.end]


def prepare(source: SourceText) -> PreparedText:
    """Cut `source` into sentences and index their words."""
    text = source.text
    # What a page says of its language is often its template's: its words are asked first.
    language = detect(text) or (source.language or "").split("-")[0].lower() or None
    sentences: list[Sentence] = []
    postings: dict[str, list[int]] = {}
    seen: dict[str, tuple[str, bool]] = {}  # each word's stem, and whether it says something
    total = 0
    for start, end, place in _sentences(source, language):
        found = words(text[start:end])
        if not found:
            continue
        stems, terms = [], set()
        for word in found:
            known = seen.get(word)
            if known is None:
                known = seen[word] = _reading(word, language)
            stems.append(known[0])
            if known[1]:
                terms.add(known[0])
        index = len(sentences)
        sentences.append(
            Sentence(index, start, end, place.kind, place.page, tuple(found), tuple(stems), frozenset(terms))
        )
        total += len(found)
        for term in terms:
            postings.setdefault(term, []).append(index)
    return PreparedText(
        source=source,
        language=language,
        sentences=tuple(sentences),
        postings=postings,
        title_terms=frozenset(
            term for term, tells in (_reading(w, language) for w in words(source.title or "")) if tells
        ),
        mean_length=total / len(sentences) if sentences else 1.0,
        words=total,
    )


@lru_cache(maxsize=65_536)
def _reading(word: str, language: str | None) -> tuple[str, bool]:
    """Return the stem of a word, and whether it says something."""
    return stem(word), word.lower() not in stop_words(language)


def _sentences(source: SourceText, language: str | None) -> Iterator[tuple[int, int, Place]]:
    """Yield the offsets of the sentences in the places that may carry a claim."""
    text = source.text
    code = language or "en"
    for place in _carrying_places(source):
        for line_start, line_end in _lines(text, place.start, place.end):
            offset = line_start
            for piece in sentencex.segment(code, text[line_start:line_end]):
                end = offset + len(piece)
                yield from ((start, stop, place) for start, stop in _trimmed(text, offset, end))
                offset = end


def _carrying_places(source: SourceText) -> list[Place]:
    """Return the places to search; a text without places is taken line by line, without a list of references."""
    if source.places:
        return [place for place in source.places if place.kind in CARRYING]
    lines = [Place(start=start, end=end) for start, end in _lines(source.text, 0, len(source.text))]
    for position in range(len(lines) - 1, len(lines) // 3, -1):
        line = lines[position]
        if line.end - line.start > 40 or not _REFERENCE_HEADING.match(source.text[line.start : line.end]):
            continue
        after = [source.text[place.start : place.end] for place in lines[position + 1 :]]
        if after and sum(1 for entry in after if _ENTRY.match(entry)) >= len(after) * 0.3:
            return lines[:position]
    return lines


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop > start:
            yield start, stop
        start = stop + 1


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield [start, end) without the spaces around it, cut where it is too long to be read as one."""
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = start + _LONGEST if cut < 0 else cut
        yield from _trimmed(text, start, cut)
        start = cut
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


class PreparedTexts:
    """Prepared texts of late, so that twelve claims on one source prepare it once. Safe to share between threads."""

    def __init__(self, *, texts: int = 32, characters: int = 4_000_000) -> None:
        """Keep at most `texts` of them, of at most `characters` in all (but always the last one)."""
        self._most = texts
        self._budget = characters
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[object, ...], PreparedText] = OrderedDict()

    def get(self, source: SourceText) -> PreparedText:
        """Return `source` prepared."""
        key = (source.text, source.title, source.published, source.language, len(source.places), source.places[:1])
        with self._lock:
            prepared = self._kept.get(key)
            if prepared is not None:
                self._kept.move_to_end(key)
                return prepared
        prepared = prepare(source)
        with self._lock:
            self._kept[key] = prepared
            size = sum(len(kept.source.text) for kept in self._kept.values())
            while len(self._kept) > 1 and (len(self._kept) > self._most or size > self._budget):
                _, dropped = self._kept.popitem(last=False)
                size -= len(dropped.source.text)
        return prepared


__all__ = ["CARRYING", "PreparedText", "PreparedTexts", "Sentence", "prepare"]
