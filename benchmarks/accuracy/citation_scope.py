"""Which sentences of a paragraph a citation covers: tuned on the train half of citation_scope, measured on dev.

A sentence counts as covered if the scope of the marked citation, inherited or not, holds at least half of its words.
`python -m benchmarks.accuracy.citation_scope [train|dev] [-v]`; -v prints the paragraphs that are read in another way
than they are labelled.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from benchmarks.material.corpus import rows
from claims.layout import Block, Layout, Mark
from claims.linking import link
from claims.markers import find_marks
from claims.model import BlockKind, DocumentFormat, Span

_TARGET = re.compile(r"<CITATION_MARKER>(.*?)</CITATION_MARKER>")


@dataclass
class Counts:
    """Counts of sentences: covered rightly, covered wrongly, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, covered: set[int], labelled: set[int]) -> None:
        """Count one paragraph."""
        self.right += len(covered & labelled)
        self.wrong += len(covered - labelled)
        self.missed += len(labelled - covered)

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        f1 = 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)
        return f"F1 {f1:.4f}  precision {precision:.3f}  recall {recall:.3f}  (n = {self.right + self.missed} labelled)"


def main() -> None:
    name = next((argument for argument in sys.argv[1:] if argument in ("train", "dev")), "dev")
    every, direct, several, baseline = Counts(), Counts(), Counts(), Counts()
    paragraphs = 0
    for row in rows("citation_scope", f"{name}.jsonl"):
        labelled = {place for place, label in enumerate(row["labels"]) if label}
        paragraphs += 1
        covered, own = covered_sentences(row["sentences"])
        every.add(covered | own, labelled)
        direct.add(own, labelled)
        baseline.add({place for place, text in enumerate(row["sentences"]) if "CITATION_MARKER>" in text}, labelled)
        if len(labelled) > 1:
            several.add(covered | own, labelled)
        if "-v" in sys.argv and covered | own != labelled:
            for place, text in enumerate(row["sentences"]):
                read_as = "own" if place in own else "inherited" if place in covered else ""
                print(f"{'labelled' if place in labelled else '':9}{read_as:10}{text[:260]}")
            print()
    print(f"{name}: {paragraphs} paragraphs")
    print(f"every scope           {every}")
    print(f"without inherited     {direct}")
    print(f"the mark's sentence   {baseline}")
    print(f"several sentences     {several}")


def covered_sentences(sentences: list[str]) -> tuple[set[int], set[int]]:
    """Return the sentences that the marked citation covers by inheritance, and those that it covers itself."""
    spans: list[Span] = []
    pieces: list[str] = []
    target: Span | None = None
    length = 0
    for sentence in sentences:
        match = _TARGET.search(sentence)
        if match:
            start = length + match.start()
            target = Span(start, start + len(match[1]))
            sentence = sentence[: match.start()] + match[1] + sentence[match.end() :]
        spans.append(Span(length, length + len(sentence)))
        pieces.append(sentence)
        length += len(sentence) + 1
    text = " ".join(pieces)
    if target is None:
        return set(), set()
    marks = [mark for mark in find_marks(text) if mark.span.end <= target.start or mark.span.start >= target.end]
    around = _bracket(text, target)
    marks = sorted([*(mark for mark in marks if not _meet(mark.span, around)), Mark(span=around, labels=("target",))],
                   key=lambda mark: mark.span)  # fmt: skip
    layout = Layout(
        name="paragraph",
        format=DocumentFormat.PLAINTEXT,
        text=text,
        sha256="",
        language="en",
        blocks=(Block(span=Span(0, len(text)), kind=BlockKind.PARAGRAPH),),
        marks=tuple(marks),
    )
    document = link(layout)
    keys = {citation.key for citation in document.citations if _meet(citation.span, around)}
    inherited: set[int] = set()
    own: set[int] = set()
    for claim in document.claims:
        for cited in claim.citations:
            if cited.key in keys:
                found = {place for place, span in enumerate(spans) if _share(span, cited.scope) >= 0.5}
                (inherited if cited.inherited else own).update(found or _most(spans, cited.scope))
    return inherited, own


def _bracket(text: str, target: Span) -> Span:
    """Return the whole mark: the brackets around the target, with the other labels in them."""
    opening = max(text.rfind("[", 0, target.start), text.rfind("(", 0, target.start))
    closing = re.compile(r"[\])]").search(text, target.end)
    if closing is None or opening < target.start - 60 or re.search(r"[\])]", text[opening : target.start]):
        return target
    matched = closing.end() - target.end <= 60 and (text[opening] == "[") == (closing.group() == "]")
    return Span(opening, closing.end()) if matched else target


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _share(sentence: Span, scope: tuple[Span, ...]) -> float:
    met = sum(max(0, min(sentence.end, span.end) - max(sentence.start, span.start)) for span in scope)
    return met / max(1, sentence.end - sentence.start)


def _most(spans: list[Span], scope: tuple[Span, ...]) -> set[int]:
    """Return the sentence that a scope counts for: a clause counts for the sentence that holds most of it."""
    return {max(range(len(spans)), key=lambda place: _share(spans[place], scope))}


if __name__ == "__main__":
    main()
