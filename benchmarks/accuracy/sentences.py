"""Sentences that keep their marks: the given cases of a segmenter, and cases of our own that all have marks.

Our own set, benchmarks/own/sentences.txt, has paragraphs in ten languages, with abbreviations, quotations and figures,
each in up to fifteen layouts of marks. A case is right if every sentence is. `-v` prints the others.
"""

from __future__ import annotations

import sys

from benchmarks.material.corpus import OWN, data_root
from claims.markers import find_citation_needed, find_marks
from claims.sentences import split_sentences


def main() -> None:
    right = total = marked_right = marked = 0
    for path in sorted((data_root() / "sentences" / "sentencex").glob("*.txt")):
        language = path.stem if path.stem != "lists" else "en"
        for case in path.read_text(encoding="utf-8").split("==="):
            text, line, expected = case.strip("\n").partition("\n---\n")
            if not line:
                continue
            good = _matches(text, [part.strip() for part in expected.split("\n") if part.strip()], language)
            total += 1
            right += good
            if any(mark.labels for mark in find_marks(text)):
                marked += 1
                marked_right += good
    print(f"given cases              {right / total:.3f}  ({right} of {total})")
    print(f"given cases with marks   {marked_right / max(1, marked):.3f}  ({marked_right} of {marked})")
    right = total = 0
    for case in (OWN / "sentences.txt").read_text(encoding="utf-8").strip().split("\n\n"):
        head, *expected = case.split("\n")
        language, _, layout = head.partition(" ")
        good = _matches(("" if layout == "nospace" else " ").join(expected), expected, language)
        total += 1
        right += good
    print(f"own cases                {right / total:.3f}  ({right} of {total})")


def _matches(text: str, expected: list[str], language: str) -> bool:
    marks = [mark.span for mark in find_marks(text, labels=_LABELS)] + find_citation_needed(text)
    sentences = split_sentences(text, sorted(marks), language=language)
    found = [" ".join(text[sentence.span.start : sentence.reach].split()) for sentence in sentences]
    good = found == [" ".join(part.split()) for part in expected]
    if not good and "-v" in sys.argv:
        print(f"{language}: wanted {expected}\n    read {found}")
    return good


_LABELS = [*map(str, range(1, 60)), *"abcdef", *(f"note {number}" for number in range(1, 9))]


if __name__ == "__main__":
    main()
