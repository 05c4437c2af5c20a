"""Separate the answers of one export, each of which numbers its sources from 1."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claims.markers import expand_labels
from claims.patterns import lazy_regex
from claims.readers.plaintext.headings import is_references
from claims.source_map import TextEdit

_ENTRY = lazy_regex(
    r"^[ \t]{0,3}(?:[-*•]\s+)?(?:\[\^?(?P<bracket>\d{1,3})\]:?|\(?(?P<plain>\d{1,3})[.)])[ \t]+(?=\S)(?P<rest>[^\n]*)",
    re.MULTILINE,
)
_MARK = lazy_regex(
    r"(?<![\]\w])(?P<open>\[\^?)(?P<labels>\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20})\](?![(:\[])|(?<=[\w.,;:!?\"”’)\]])\[\^?(?P<tight>\d{1,3})\](?![(:])"
)
_LINKED = lazy_regex(r"(?<!\[)\[\^?(?P<label>\d{1,3})\]\((?P<url>https?://[^\s()]{1,2000})\)")
_AROUND = (
    ("[", lazy_regex(r"\]\([^\s()]{1,2000}\)")),
    ("^", lazy_regex(r"\^")),
    ("$^{", lazy_regex(r"\}\$")),
)
_LINE = lazy_regex(r"[^\n]*\n?")


class SourceList(NamedTuple):
    """The list of sources of one answer."""

    heading: tuple[int, int] | None
    entries: list[AnswerEntry]


class AnswerEntry(NamedTuple):
    """One line of a list of sources."""

    label: str
    start: int
    end: int
    words: str
    is_note: bool = False  # "[^1]: …"


def answer_edits(source: str) -> list[TextEdit]:
    """Return the edits that make footnotes of the lists of sources below "Sources:".

    Where numbering starts again, each answer has notes of its own. A single list stays as it is.
    """
    lists = _without_notes([found for found in source_lists(source) if found.entries[0].label == "1"])
    if len(lists) < 2:
        return []
    edits: list[TextEdit] = []
    marked = False
    start = 0
    for answer, (heading, entries) in enumerate(lists, start=1):
        prefix = f"{answer}-"
        labels = {entry.label for entry in entries}
        if heading is not None:
            edits.append(TextEdit(*heading, "\n"))
        edits += [TextEdit(entry.start, entry.end, f"\n[^{prefix}{entry.label}]: {entry.words}\n") for entry in entries]
        for match in _MARK.finditer(source, start, entries[0].start):
            found = expand_labels(match["labels"] or match["tight"])
            numbers = found.labels if found is not None else ()
            if numbers and all(number in labels for number in numbers):
                shown = "".join(f"[^{prefix}{number}]" for number in numbers)
                edits.append(TextEdit(*_with_signs(source, *match.span()), shown))
                marked = True
        words = {entry.label: entry.words for entry in entries}
        for match in _LINKED.finditer(source, start, entries[0].start):
            if match["url"] in words.get(match["label"], ""):
                edits.append(TextEdit(*_with_signs(source, *match.span()), f"[^{prefix}{match['label']}]"))
                marked = True
        start = entries[-1].end
    return edits if marked else []  # the marks are written in another way


def _with_signs(source: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of a mark with the signs that raise it, or that make a link of it: "^[1]^", "[[1]](https://…)"."""
    for before, after in _AROUND:
        behind = after.match(source, end)
        if behind is not None and source.endswith(before, 0, start):
            return start - len(before), behind.end()
    return start, end


def _without_notes(lists: Sequence[SourceList]) -> Sequence[SourceList]:
    """Return the lists without the footnotes that one document has beside one list of references."""
    notes = [found for found in lists if found.entries[0].is_note]
    others = [found for found in lists if not found.entries[0].is_note]
    return others if len(notes) == len(others) == 1 else lists


def source_lists(source: str) -> Iterator[SourceList]:
    """Return the lists of sources: numbered lines below their heading, or definitions, from 1 on."""
    entries: list[AnswerEntry] = []
    heading: tuple[int, int] | None = None
    for line in _LINE.finditer(source):
        words = line.group().strip()
        match = _ENTRY.match(source, line.start(), line.end())
        if match and (heading or match["bracket"]):
            label = match["bracket"] or match["plain"]
            if entries and int(label) <= int(entries[-1].label):
                yield SourceList(heading, entries)
                entries = []
            is_note = match.group().lstrip().startswith("[^")
            entries.append(AnswerEntry(label, match.start(), match.end(), match["rest"], is_note))
        elif words:
            if entries:
                yield SourceList(heading, entries)
                entries = []
            heading = line.span() if is_references(words) else None
    if entries:
        yield SourceList(heading, entries)
