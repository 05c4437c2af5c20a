"""Find the words that a model names in the source, and the sentences that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citecheck.checking.passages.model import PreparedText, SourceSentence
from citecheck.model import JudgedSource
from reports.model import Passage

FEWEST = 3
"""Words from which on a passage is more than a word that stands everywhere (judgement)."""
_CONTEXT = 160  # characters that the report shows before and after a passage
_SAME = str.maketrans("“”„‟«»‘’‚‛`´‐‑‒–—−\u00a0", '""""""' + "''''''" + "------ ")
_EDGES = " .…[]\"'"  # what a model may add around the words that it copies


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A passage that stands in a source: the index of the source, the place, and the sentences that hold it."""

    source: int
    start: int
    end: int
    sentences: tuple[SourceSentence, ...]


class _Comparable:
    """A text with plain quotation marks and dashes and single spaces, and the way back to its own offsets."""

    __slots__ = ("offsets", "text")

    def __init__(self, text: str) -> None:
        pieces: list[str] = []
        self.offsets: list[int] = []
        spaced = True
        for offset, character in enumerate(text.translate(_SAME)):
            space = character.isspace()
            if not (space and spaced):
                pieces.append(" " if space else character)
                self.offsets.append(offset)
            spaced = space
        self.text = "".join(pieces)


def find(words: str, parts: Sequence[tuple[JudgedSource, PreparedText]]) -> Found | None:
    """Return where `words` stand in one of `parts`, letter for letter; None: in none of them, or they are too few.

    Spaces and the shape of quotation marks and dashes may differ; nothing else may.
    """
    written = _Comparable(words).text
    bare = written.strip(_EDGES)
    if len(bare.split()) < FEWEST:
        return None
    for index, (_, text) in enumerate(parts):
        plain: _Comparable | None = text.memory.get("comparable")
        if plain is None:
            plain = text.memory["comparable"] = _Comparable(text.source.text)
        for wanted in dict.fromkeys((written.strip(), bare)):
            at = _whole_words(wanted, plain.text)
            if at >= 0:
                start, end = plain.offsets[at], plain.offsets[at + len(wanted) - 1] + 1
                held = tuple(one for one in text.sentences if one.start < end and start < one.end)
                return Found(index, start, end, held)
    return None


def _whole_words(wanted: str, text: str) -> int:
    """Return where `wanted` stands in `text` without cutting a word or a number; -1: nowhere."""
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        cut = (wanted[0].isalnum() and text[at - 1 : at].isalnum()) if at else False
        if not cut and not (wanted[-1].isalnum() and text[end : end + 1].isalnum()):
            return at
        at = text.find(wanted, end)
    return -1


def passage_of(found: Found, parts: Sequence[tuple[JudgedSource, PreparedText]]) -> Passage:
    """Return `found`, a place in one of `parts`, as a passage of the report."""
    source, text = parts[found.source]
    whole = text.source.text
    return Passage(
        reference=source.reference,
        copy=source.copy,
        exact=whole[found.start : found.end],
        start=found.start,
        end=found.end,
        prefix=whole[max(0, found.start - _CONTEXT) : found.start],
        suffix=whole[found.end : found.end + _CONTEXT],
        page=found.sentences[0].page if found.sentences else None,
        place=found.sentences[0].kind if found.sentences else "body",
    )


__all__ = ["FEWEST", "Found", "find", "passage_of"]
