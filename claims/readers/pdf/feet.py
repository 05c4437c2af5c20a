"""The notes at the feet of pages: smaller lines below the text that begin with the number of a mark above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claims.patterns import lazy_regex
from claims.readers.pdf.headings import is_references_heading
from claims.readers.pdf.measures import Measures
from claims.readers.pdf.model import PdfPage, TextLine

_LABEL = lazy_regex(r"(?P<label>\d{1,3}|[*∗†‡§¶]{1,3})(?:\s+|(?=[^\W\d]|[“\"‘(\[])|[.)]\s+)")
_SMALLER = 0.94  # of the size of the text
_RAISED = lazy_regex(r"\d{1,3}")
_FOOT = 0.5  # of the height of the page, below which notes stand
_GAP = 2.5  # of the size of a note: a larger gap ends the notes at the foot


@dataclass(slots=True)
class FootNote:
    """A note at the foot of a page: its number, its lines, and how many characters its number takes up."""

    label: str
    page: int
    lines: list[TextLine] = field(default_factory=list)
    skip: int = 0


def take_feet(pages: Sequence[PdfPage], measures: Measures) -> list[FootNote]:
    """Take the notes at the foot of each column of `pages` out of their lines, and return them in order.

    From the heading of the list of references on, the number of a note must be raised: entries have numbers too.
    """
    found: list[FootNote] = []
    listing = False
    for page in pages:
        listing = listing or any(is_references_heading(line.text) for line in page.lines)
        found += _feet_of_page(page, measures, only_raised=listing)
    return found


def _feet_of_page(page: PdfPage, measures: Measures, *, only_raised: bool) -> list[FootNote]:
    cited = _raised_numbers(page.lines)
    if not cited:
        return []
    found: list[FootNote] = []
    taken: set[int] = set()
    for column in sorted({line.column for line in page.lines}):
        lines = [line for line in page.lines if line.column == column]
        notes = list(_notes(_foot(lines, page, measures), cited, only_raised=only_raised))
        found += notes
        taken |= {id(line) for note in notes for line in note.lines}
    page.lines = [line for line in page.lines if id(line) not in taken]
    return found


def _raised_numbers(lines: Sequence[TextLine]) -> set[str]:
    """Return the raised numbers of a page that stand behind a character."""
    found: set[str] = set()
    for line in lines:
        if line.raised and line.raised[-1] > 0:
            raised = set(line.raised)
            shown = "".join(char if place in raised else " " for place, char in enumerate(line.text))
            found |= {match[0] for match in _RAISED.finditer(shown) if match.start() > 0}
    return found


def _foot(lines: Sequence[TextLine], page: PdfPage, measures: Measures) -> list[TextLine]:
    """Return the smaller lines at the bottom of a column."""
    foot: list[TextLine] = []
    below: TextLine | None = None
    for line in sorted(lines, key=lambda one: one.baseline):
        far = below is not None and line.baseline - below.baseline > _GAP * line.size
        if line.size > _SMALLER * measures.size or line.baseline > _FOOT * page.height or far:
            break
        foot.append(line)
        below = line
    return foot[::-1]


def _notes(lines: Sequence[TextLine], cited: set[str], *, only_raised: bool) -> Iterator[FootNote]:
    note: FootNote | None = None
    last = 0
    for line in lines:
        label = _LABEL.match(line.text)
        number = label["label"] if label is not None else ""
        begins = number in cited and (not number.isdecimal() or not last or last < int(number) <= last + 3)
        begins = begins and (not only_raised or bool(line.raised and line.raised[0] == 0))
        if label is not None and begins:
            if note is not None:
                yield note
            note = FootNote(number, line.page, [line], label.end())
            last = int(number) if number.isdecimal() else last
        elif note is not None:
            note.lines.append(line)
    if note is not None:
        yield note


def raised_spans(line: TextLine) -> list[tuple[int, int]]:
    """Return the spans of the raised characters of a line, those that stand together as one."""
    spans: list[tuple[int, int]] = []
    for place in line.raised:
        if spans and not re.sub(r"\s", "", line.text[spans[-1][1] : place]):
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place, place + 1))
    return spans


__all__ = ["FootNote", "raised_spans", "take_feet"]
