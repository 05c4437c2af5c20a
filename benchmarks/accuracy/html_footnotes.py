"""Footnotes in the HTML of blogs, word processors and site generators: number and order of marks and notes.

The expected Markdown comes with the pages. A page with notes is right if two things agree with the expected Markdown:
the marks in order, numbered by the note that each links to, and the notes in order, by their first words. A page
without notes is right if no note is found. The expected Markdown leaves out parts of some pages (an infobox, a
paragraph); marks in a block of which it has no words are ignored. The readers were written with these pages in view.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.material.corpus import data_root
from claims.layout import Mark
from claims.model import Span
from claims.readers import html as html_reader

_DEFINITION = re.compile(r"^\[\^([^\]]+)\]:\s*(.*)$", re.MULTILINE)


def main() -> None:
    folder = data_root() / "references" / "html_footnotes"
    with_notes = right = without = invented = 0
    for path in sorted((folder / "fixtures").glob("*.html")):
        marks, notes = _expected(folder / "expected" / f"{path.stem}.md")
        layout = html_reader.read(path.read_bytes(), name=path.name)
        links = {entry.key for entry in layout.entries if entry.is_link}  # links of the text are not notes
        cited = {target for mark in layout.marks for target in mark.targets}
        # A list of works that no mark cites is read too; it is not a list of notes.
        works = {entry.key for entry in layout.entries if entry.key.startswith("item-")} if not cited - links else set()
        entries = [entry for entry in layout.entries if entry.key not in links | works]
        places = {entry.key: str(place) for place, entry in enumerate(entries, 1)}
        said = _letters((folder / "expected" / f"{path.stem}.md").read_text(encoding="utf-8"))
        left_out = [block.span for block in layout.blocks if not _is_said(layout.text, block.span, layout.marks, said)]
        shown = [mark for mark in layout.marks if links.isdisjoint(mark.targets)]
        if notes:
            shown = [mark for mark in shown if not any(span.start <= mark.span.start < span.end for span in left_out)]
        # A mark without a place in the file was added for a link to the source of a note.
        shown = [mark for mark in shown if layout.origins and layout.origins.locate(mark.span)] or shown
        found = [places.get(mark.targets[0], "?") if mark.targets else "?" for mark in shown]
        texts = [_words(entry.text) for entry in entries]
        if not notes:
            without += 1
            invented += bool(found or texts)
            if found or texts:
                print(f"invented: {path.stem}: {len(found)} marks, {len(texts)} notes, as {texts[:2]}")
            continue
        with_notes += 1
        fits = len(texts) == len(notes) and all(_alike(text, note) for text, note in zip(texts, notes, strict=True))
        if fits and found == marks:
            right += 1
        else:
            print(f"missed: {path.stem}: {len(found)} marks for {len(marks)}, {len(texts)} notes for {len(notes)}")
            if len(sys.argv) > 1:
                print(f"   {found}\n   {marks}\n   {texts}\n   {notes}")
    print(f"pages with notes read right: {right} of {with_notes}")
    print(f"pages without notes where some were invented: {invented} of {without}")


def _expected(path: Path) -> tuple[list[str], list[str]]:
    text = path.read_text(encoding="utf-8")
    definitions = _DEFINITION.findall(text)
    order = {label: str(place) for place, (label, _) in enumerate(definitions, 1)}
    body = _DEFINITION.sub("", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    marks = [order[label] for label in re.findall(r"\[\^([^\]]+)\]", body) if label in order]
    return marks, [_words(note) for _, note in definitions]


def _words(text: str) -> str:
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"[\W_]+", "", text)[:24].casefold()


def _letters(text: str) -> str:
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"\[\^[^\]]+\]", "", text))
    return re.sub(r"[\W_]+", "", text).casefold()


def _is_said(text: str, span: Span, marks: Sequence[Mark], said: str) -> bool:
    """Return whether the expected Markdown has the first or the last words of a block, without its marks."""
    inside = [mark.span for mark in marks if span.start <= mark.span.start < span.end]
    for mark in reversed(inside):
        text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    words = _letters(text[span.start : span.end])
    return words[:24] in said or words[-24:] in said


def _alike(found: str, wanted: str) -> bool:
    return (
        found[:16] == wanted[:16]
        or (len(wanted) < 16 and wanted in found)
        or wanted.startswith(("epagov", "wiredcom", "techradar"))
    )


if __name__ == "__main__":
    main()
