"""Split the lines of a list of references into its entries: by their numbers, their hanging indents, or their gaps."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.patterns import lazy_regex
from claims.readers.pdf.measures import Measures
from claims.readers.pdf.model import TextLine
from claims.readers.plaintext.wrapping import is_ended

_BRACKETED = lazy_regex(r"\[(?P<label>\d{1,4}|[A-Z][\w+-]{0,12}\d{2,4}[a-z]?)\]\s*")
_DOTTED = lazy_regex(r"\(?(?P<label>\d{1,4})[.)]\s+(?=\S)")
_BARE = lazy_regex(r"(?P<label>\d{1,3})\s+(?=[^\W\d_a-zß-ÿ])")
_AUTHOR = lazy_regex(r"[^\W\d_][\w’'-]+(?:\s[^\W\d_][\w’'-]+){0,3}(?:,|\.\s|\s\()|[—–_-]{2,}|https?://")
_YEAR = lazy_regex(r"\b(?:1[5-9]|20)\d\d[a-z]?\b|\bn\.\s?d\.|in press")
_STEP = 5  # the most that is between the numbers of two entries
_HANGING = 3.0  # points, from which on a line counts as indented
_GAP = 1.25  # of the distance of lines, from which on a gap parts two entries


@dataclass(slots=True)
class PdfEntry:
    """An entry: its number ("" for none), its lines, and how many characters its number takes up."""

    label: str
    lines: list[TextLine] = field(default_factory=list)
    skip: int = 0


def split_entries(lines: Sequence[TextLine], measures: Measures) -> list[PdfEntry]:
    """Return the entries of the lines below the heading of a list of references."""
    for pattern in (_BRACKETED, _DOTTED, _BARE):
        entries = _numbered(lines, pattern)
        if len(entries) > 1 or (entries and pattern is _BRACKETED):
            return entries
    return _hanging(lines, measures) or _by_gaps(lines)


def _numbered(lines: Sequence[TextLine], pattern: re.Pattern[str]) -> list[PdfEntry]:
    """Return the entries that begin with numbers which count on; none where the first line has no number."""
    entries: list[PdfEntry] = []
    last = 0
    for line in lines:
        match = pattern.match(line.text)
        label = match["label"] if match is not None else ""
        follows = not label.isdecimal() or (last < int(label) <= last + _STEP if entries else True)
        if match is not None and follows:
            entries.append(PdfEntry(label, [line], match.end()))
            last = int(label) if label.isdecimal() else last
        elif entries:
            entries[-1].lines.append(line)
        else:
            return []
    return entries


def _hanging(lines: Sequence[TextLine], measures: Measures) -> list[PdfEntry]:
    """Return the entries whose first lines stand further left than the others; none where lines do not hang."""
    offsets = _offsets(lines)
    hanging = [offset for offset in offsets if offset > _HANGING]
    usual = Counter(round(offset) for offset in hanging).most_common(1)
    if not usual or len(hanging) < 0.25 * len(lines) or usual[0][1] < 0.5 * len(hanging):
        return []
    entries: list[PdfEntry] = []
    del measures
    for line, offset in zip(lines, offsets, strict=True):
        if offset <= _HANGING or not entries:
            entries.append(PdfEntry("", [line]))
        else:
            entries[-1].lines.append(line)
    return entries


def _offsets(lines: Sequence[TextLine]) -> list[float]:
    """Return how far each line stands to the right of the leftmost line of its column."""
    edges: dict[tuple[int, int], list[float]] = {}
    for line in lines:
        edges.setdefault((line.page, line.column), []).append(line.left)
    lefts = {place: min(found) for place, found in edges.items()}
    widest = max((max(found) - min(found) for found in edges.values()), default=0.0)
    if widest > _HANGING:  # a column that holds the end of an entry alone has no line at its edge
        lefts = {place: _edge(place, edges, widest) for place in edges}
    return [line.left - lefts[line.page, line.column] for line in lines]


def _edge(place: tuple[int, int], edges: dict[tuple[int, int], list[float]], widest: float) -> float:
    left = min(edges[place])
    for (page, column), found in edges.items():
        if (
            column == place[1]
            and page != place[0]
            and abs(left - min(found) - widest) < 2
            and max(edges[place]) - left < 2
        ):
            return min(found)
    return left


def _by_gaps(lines: Sequence[TextLine]) -> list[PdfEntry]:
    """Return the entries that gaps part, or else those that begin with an author below the end of another one."""
    drops = [
        above.baseline - below.baseline if above.page == below.page and above.column == below.column else 0.0
        for above, below in itertools.pairwise(lines)
    ]
    usual = min((drop for drop in drops if drop > 0), default=0.0)
    parted = sum(1 for drop in drops if drop > _GAP * usual > 0)
    entries: list[PdfEntry] = []
    for number, line in enumerate(lines):
        if not entries:
            entries.append(PdfEntry("", [line]))
            continue
        above, drop = lines[number - 1], drops[number - 1]
        begun = _is_begun(above, line, entries[-1]) if not parted or drop <= 0 else drop > _GAP * usual
        if begun:
            entries.append(PdfEntry("", [line]))
        else:
            entries[-1].lines.append(line)
    return entries


def _is_begun(above: TextLine, line: TextLine, entry: PdfEntry) -> bool:
    """Return whether a line begins an entry by its words: an author, below a line that ends an entry with a year."""
    words = " ".join(one.text for one in entry.lines)
    ended = is_ended(above.text) or "://" in above.text.rpartition(" ")[2]
    return ended and _AUTHOR.match(line.text) is not None and _YEAR.search(words) is not None


__all__ = ["PdfEntry", "split_entries"]
