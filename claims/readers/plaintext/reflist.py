"""Find the list of references of a text: under its heading, or as the numbered list below the last mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claims.markers import find_marks, normal_label
from claims.readers.plaintext.entries import TextEntry, entry_of, follows, trimmed
from claims.readers.plaintext.headings import is_contents, is_end, is_further, is_references
from claims.readers.plaintext.lines import Line

_FOOTER = re.compile(
    r"this page (?:uses|was last)|text is available under|content is available under|creative commons"
    r"|retrieved from [\"“]|categories?:"
    r"|hidden categories|all rights reserved|©|\(c\) \d{4}|last (?:modified|edited|updated) on|privacy policy"
    r"|this article (?:uses|is licensed)"
    r"|community content is available|cookie|terms of (?:use|service)|diese seite wurde|abgerufen von"
    r"|la dernière modification",
    re.IGNORECASE,
)
_MARK = re.compile(r"\[\^?(\d{1,3}|[a-z]|note \d+)\]|\((\d{1,3})\)|[⁰¹²³⁴-⁹]+", re.IGNORECASE)


_CONTENTS_LINE = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}\.?\s")
_SENTENCE = re.compile(r"[.!?]$|\[\d+\]$")


_ADDRESS = re.compile(r"<?https?://\S+$", re.IGNORECASE)
_PROSE_MARK = re.compile(r"[^\W\d_][.,;:!?\"”’)]{0,2}\s?\[\d{1,3}\]")


@dataclass(slots=True)
class RefList:
    """One list of references: its entries, and which lines it takes up, its heading included."""

    first: int
    last: int
    entries: list[TextEntry] = field(default_factory=list)
    heading: str = ""


def find_lists(lines: Sequence[Line]) -> list[RefList]:
    """Return the lists of references in order."""
    skipped = contents_lines(lines)
    heads = [number for number, line in enumerate(lines) if number not in skipped and is_references(line.text)]
    lists = [found for number in heads if (found := _below(lines, number)).entries and not _is_prose(lines, found)]
    if any(entry.label for found in lists for entry in found.entries):
        return lists
    loose = _without_heading(lines)
    return [loose] if loose else lists


def is_footer(line: str) -> bool:
    """Return whether a line is what a site writes below its pages."""
    return _FOOTER.match(line) is not None


def contents_lines(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of the lines of tables of contents, their headings included."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        if not is_contents(line.text) or number in found:
            continue
        found.add(number)
        for below in range(number + 1, len(lines)):
            text = lines[below].text
            if not text and below == number + 1:
                continue
            if not text or len(text) > 90 or (_SENTENCE.search(text) and not _CONTENTS_LINE.match(text)):
                break
            found.add(below)
    return found


def _below(lines: Sequence[Line], heading: int) -> RefList:
    found = RefList(heading, heading + 1, heading=lines[heading].text)
    numbered = _run(lines, heading + 1, found)
    if not numbered:
        _unnumbered(lines, heading + 1, found)
    return found


def _run(lines: Sequence[Line], start: int, found: RefList) -> bool:
    """Read a numbered list that begins at line `start` (empty lines apart) into `found`."""
    previous: TextEntry | None = None
    gap = False
    for number in range(start, len(lines)):
        line = lines[number]
        if not line.text:
            gap = True
            continue
        entry = entry_of(line)
        if entry and follows(previous, entry):
            found.entries.append(entry)
            previous = entry
        elif previous is None:
            return False
        elif _ends(line, gap):
            break
        else:
            previous.end = line.end
        gap = False
        found.last = number + 1
    return previous is not None


def _ends(line: Line, gap: bool) -> bool:
    if is_references(line.text) or is_further(line.text) or is_end(line.text) or is_footer(line.text):
        return True
    return gap and not re.match(r"https?://|\W?(?:retrieved|accessed|archived|doi)\b", line.text, re.IGNORECASE)


def _unnumbered(lines: Sequence[Line], start: int, found: RefList) -> None:
    """Read a list without numbers: one entry a line; an address on a line of its own belongs to the line above."""
    for number in range(start, len(lines)):
        line = lines[number]
        if not line.text:
            continue
        if is_references(line.text) or is_further(line.text) or is_end(line.text) or is_footer(line.text):
            break
        last = found.entries[-1] if found.entries else None
        if (
            last
            and last.end == lines[number - 1].end
            and _ADDRESS.match(line.text)
            and "://" not in lines[number - 1].text
        ):
            last.end = line.end
        else:
            entry = trimmed(line, line.bullet, "", "")
            if entry.end > entry.start:
                found.entries.append(entry)
        found.last = number + 1


def _is_prose(lines: Sequence[Line], found: RefList) -> bool:
    """Return whether what stands below "Notes" or "Sources" is a section of prose: it has marks of its own."""
    if any(entry.label for entry in found.entries):
        return False
    below = [line.text for line in lines[found.first + 1 : found.last] if line.text]
    marked = sum(1 for text in below if _PROSE_MARK.search(text))
    return marked > 0.4 * len(below) and not any(text.startswith(("^", "↑")) for text in below)


def _without_heading(lines: Sequence[Line]) -> RefList | None:
    """Return the last list that counts from 1, below the last line of prose with a mark."""
    best: RefList | None = None
    number = 0
    while number < len(lines):
        entry = entry_of(lines[number]) if lines[number].text else None
        if entry and entry.label in ("1", "0") and entry.style != "letter":
            found = RefList(number, number)
            _run(lines, number, found)
            if len(found.entries) > 1 or entry.style == "bracket":
                best = found
            number = max(found.last, number + 1)
        else:
            number += 1
    if best is None or any(_MARK.search(line.text) for line in lines[best.last :]):
        return None
    wanted = {
        label for line in lines[: best.first] for match in _MARK.finditer(line.text) if (label := match[1] or match[2])
    }
    return best if wanted & {entry.label for entry in best.entries} else None


_LETTER = re.compile(r"\[([a-z])\]")
_NOTE = re.compile(r"\[((?:note|nb|n|fn|anm\.?|noot|прим\.?)[ \u00a0]?)\d{1,3}\]", re.IGNORECASE)


def number_lists(text: str, lists: Sequence[RefList]) -> None:
    """Set the labels of unnumbered entries in place, where the marks above show which list they mean.

    A list with fewer entries than the marks need stays without labels: a wrong entry is worse than a missing one.
    """
    bare = [found for found in lists if not any(entry.label for entry in found.entries)]
    if not bare:
        return
    end = bare[0].entries[0].start
    listed = {entry.label for found in lists for entry in found.entries}
    numbers = {int(label) for mark in find_marks(text[:end]) for label in mark.labels if label.isdecimal()}
    wanted = max((number for number in numbers if str(number) not in listed), default=0)
    enough = [found for found in bare if len(found.entries) >= wanted]
    if wanted and enough:
        chosen = min(enough, key=lambda found: len(found.entries))
        _label(chosen, (str(number) for number in range(1, len(chosen.entries) + 1)))
        bare.remove(chosen)
    letters = {match[1] for match in _LETTER.finditer(text, 0, end)}
    note = _NOTE.search(text, 0, end)
    for found in bare:
        if letters and "a" in letters and len(letters) <= len(found.entries) <= 26:
            _label(found, (chr(ord("a") + place) for place in range(len(found.entries))))
        elif note:
            _label(found, (normal_label(f"{note[1]}{place}") for place in range(1, len(found.entries) + 1)))
        else:
            continue
        break


def _label(found: RefList, labels: Iterable[str]) -> None:
    for entry, label in zip(found.entries, labels, strict=False):
        entry.label = label
