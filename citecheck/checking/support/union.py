"""Several texts as one: a claim with two references may stand half in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from citecheck.checking.passages import PreparedText, Sentence
from citecheck.model import JudgedSource, SourceText


class Union:
    """The prepared texts of several sources, in order, as one text that knows what came from where."""

    def __init__(self, parts: Sequence[tuple[JudgedSource, PreparedText]]) -> None:
        self._parts = tuple(parts)
        self._shifts: list[int] = []
        self.text = parts[0][1] if len(parts) == 1 else self._joined()

    @property
    def origin_of_all(self) -> JudgedSource:
        """The source of a union of one."""
        return self._parts[0][0]

    def origin(self, sentence: Sentence) -> tuple[JudgedSource, PreparedText, Sentence]:
        """Return the source of a sentence of the union, its text, and the sentence as it stands there."""
        if len(self._parts) == 1:
            source, text = self._parts[0]
            return source, text, sentence
        at = max(index for index, shift in enumerate(self._shifts) if shift <= sentence.start)
        source, text = self._parts[at]
        shift = self._shifts[at]
        return source, text, replace(sentence, start=sentence.start - shift, end=sentence.end - shift)

    def _joined(self) -> PreparedText:
        sentences: list[Sentence] = []
        postings: dict[str, list[int]] = {}
        position = 0
        for _, text in self._parts:
            self._shifts.append(position)
            for sentence in text.sentences:
                index = len(sentences)
                sentences.append(
                    replace(sentence, index=index, start=sentence.start + position, end=sentence.end + position)
                )
                for term in sentence.terms:
                    postings.setdefault(term, []).append(index)
            position += len(text.source.text) + 1
        texts = [text for _, text in self._parts]
        words = sum(text.words for text in texts)
        first = texts[0].source
        return PreparedText(
            source=SourceText(
                text="\n".join(text.source.text for text in texts),
                extent=first.extent,
                title=first.title,
                published=next((text.source.published for text in texts if text.source.published), None),
                language=first.language,
            ),
            language=texts[0].language,
            sentences=tuple(sentences),
            postings=postings,
            title_terms=frozenset().union(*(text.title_terms for text in texts)),
            mean_length=words / len(sentences) if sentences else 1.0,
            words=words,
        )


__all__ = ["Union"]
