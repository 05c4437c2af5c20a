"""Footnotes in Markdown: the cases of three implementations, read by our reader and rendered by theirs.

Two things are compared: the marks in order, by the note that each links to, and the words of the notes in order.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from lxml import html

from benchmarks.material.corpus import data_root
from claims.readers import markdown as markdown_reader


def main() -> None:
    folder = data_root() / "references" / "markdown_footnotes"
    right = total = 0
    for path in sorted(folder.iterdir()):
        for source, rendered in _cases(path):
            if "footnote" not in rendered and "[^" not in source:
                continue
            total += 1
            wanted = _rendered(rendered)
            found = _read(source)
            if found != wanted:  # one of the three implementations lists definitions that no mark uses
                found = _read(source, unused=True)
            right += found == wanted
            if found != wanted:
                print(f"{path.name}: {source[:60]!r}")
                if len(sys.argv) > 1:
                    print(f"{source}\n   found  {found}\n   wanted {wanted}")
    print(f"cases read as rendered: {right} of {total}")


def _cases(path: Path) -> Iterator[tuple[str, str]]:
    text = path.read_text(encoding="utf-8").replace("→", "\t")
    if "example\n" in text:
        for match in re.finditer(r"^`{10,} example[^\n]*\n(.*?)^\.\n(.*?)^`{10,}$", text, re.M | re.S):
            yield match[1], match[2]
    else:
        for match in re.finditer(r"^\.\n(.*?)^\.\n(.*?)^\.\n", text, re.M | re.S):
            yield match[1], match[2]


def _rendered(markup: str) -> tuple[list[int], list[str]]:
    root = html.fragment_fromstring(markup, create_parent="div")
    for arrow in root.xpath("//a[contains(@class,'backref')] | //div[@class='footnote-number']"):
        arrow.drop_tree()
    notes: dict[str, str] = {}
    for note in root.xpath("//section//li[@id] | //div[@class='footnote']"):
        notes[note.get("id")] = _words("".join(note.itertext()))
    places = {own: place for place, own in enumerate(notes)}
    # The list of notes follows the text, and the marks in it follow the marks in the text.
    marks = [
        places.get(link.get("href").lstrip("#"), -1) for link in root.xpath("//sup[contains(@class,'footnote-ref')]/a")
    ]
    return marks, list(notes.values())


def _read(source: str, *, unused: bool = False) -> tuple[list[int], list[str]]:
    layout = markdown_reader.read(source.encode(), name="case")
    used = {target for mark in layout.marks for target in mark.targets}
    # Links to the web are citations for us; the implementations do not count them as footnotes.
    entries = [
        entry
        for entry in layout.entries
        if not (entry.is_link or entry.key.startswith("link-")) and (unused or entry.key in used)
    ]
    places = {entry.key: place for place, entry in enumerate(entries)}
    texts = []
    for entry in entries:
        text = entry.text
        for mark in reversed(layout.marks):
            if entry.span.start <= mark.span.start < entry.span.end:
                start = mark.span.start - entry.span.start
                shown = f"[{places[mark.targets[0]] + 1}]" if mark.targets else ""
                text = text[:start] + shown + text[mark.span.end - entry.span.start :]
        texts.append(_words(text))
    return [places[mark.targets[0]] for mark in layout.marks if mark.targets and mark.targets[0] in places], texts


def _words(text: str) -> str:
    return re.sub(r"[\s\[\]]+", "", text)


if __name__ == "__main__":
    main()
