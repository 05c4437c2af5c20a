"""Find the lists of references of a text: under a heading, at the foot of a page, or below the last mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claims.markers import expand_labels
from claims.markers.superscripts import find_lost_superscripts
from claims.patterns import lazy_regex
from claims.readers.plaintext.entries import TextEntry, begins, entry_of, follows, trimmed
from claims.readers.plaintext.headings import is_ambiguous, is_contents, is_end, is_further, is_references
from claims.readers.plaintext.lines import Line
from claims.readers.plaintext.pages import RULE, PrintedPages
from claims.readers.plaintext.shown_labels import MARK, brackets_above, labels_above
from claims.readers.plaintext.wrapping import Wrapping, is_ended, is_open
from claims.readers.remarks import is_remark

_FOOTER = lazy_regex(
    r"this page (?:uses|was last)|text is available under|content is available under|creative commons"
    r"|retrieved from [\"“]|categories?:"
    r"|hidden categories|all rights reserved|©|\(c\) \d{4}|last (?:modified|edited|updated) on|privacy policy"
    r"|this article (?:uses|is licensed)"
    r"|community content is available|cookie|terms of (?:use|service)|diese seite wurde|abgerufen von"
    r"|la dernière modification",
    re.IGNORECASE,
)


_SECTION = lazy_regex(r"(\d{1,2})\.?\s")
_CONTENTS_LINE = lazy_regex(r"\d{1,2}(?:\.\d{1,2}){0,4}\.?\s")
_SENTENCE = lazy_regex(r"[.!?]$|\[\d+\]$")


_FARTHEST = 3  # numbers that a list without signs behind them may leave out at its start; judgement
_ADDRESS = lazy_regex(r"<?https?://\S+$", re.IGNORECASE)
_TELLING = lazy_regex(  # an address, a title in quotation marks, a year that follows a name or a stop
    r"(?:[(,;.:]\s?|\b(?!In |Im |En |Since )[A-ZÀ-Þ]\w+\s)(?:1[5-9]|20)\d\d\b|://|www\.|\bdoi\b|[\"“„«]|^[\^↑]|\bISBN\b"
    r"|\bpp?\.\s?\d"
)
_PROSE_MARK = lazy_regex(r"[^\W\d_][.,;:!?\"”’)]{0,2}\s?\[\d{1,3}\]")


@dataclass(slots=True)
class RefList:
    """One list of references: its entries, and which lines it takes up, its heading included."""

    first: int
    last: int
    entries: list[TextEntry] = field(default_factory=list)
    heading: str = ""
    foot: bool = False  # whether these are the notes at the foot of a page


def find_lists(lines: Sequence[Line], *, wrapping: Wrapping, pages: PrintedPages) -> list[RefList]:
    """Return the lists of references in order."""
    scan = _Scan(lines, wrapping, pages)
    feet = list(scan.feet())
    skipped = contents_lines(lines)
    skipped.update(number for found in feet for number in range(found.first, found.last))
    heads = [number for number, line in enumerate(lines) if number not in skipped and is_references(line.text)]
    cited = labels_above(lines, heads[-1] if heads else 0)
    lists = [found for number in heads if (found := scan.below(number)).entries and not _is_prose(lines, found)]
    if not any(entry.label for found in lists for entry in found.entries):
        lists += _further(lines, scan, skipped)
        lists.sort(key=lambda found: found.first)
    certain = {entry.label for found in lists if not is_ambiguous(found.heading) for entry in found.entries}
    lists = [found for found in lists if _is_believable(found, lines, cited, certain)]
    if feet or any(entry.label for found in lists for entry in found.entries):
        return sorted([*feet, *lists], key=lambda found: found.first)
    loose = scan.without_heading()
    return [loose] if loose else lists


def _further(lines: Sequence[Line], scan: _Scan, skipped: set[int]) -> Iterator[RefList]:
    """Yield the lists with numbers below "Literatur" or the like that marks above show."""
    heads = [number for number, line in enumerate(lines) if number not in skipped and is_further(line.text)]
    shown = labels_above(lines, heads[-1]) if heads else set()
    for number in heads:
        found = scan.below(number)
        if shown & {entry.label for entry in found.entries if entry.label}:
            yield found


def _is_believable(found: RefList, lines: Sequence[Line], cited: set[str], certain: set[str]) -> bool:
    """Return whether the text below "Source" or "Notes" is a list of references, not an entry of a glossary.

    `cited` are the labels of all marks, `certain` those of the lists below headings that can mean nothing else.
    """
    heading = lines[found.first]
    if not is_ambiguous(found.heading):
        return True
    below = [line for line in lines[found.first + 1 : found.last] if line.text]
    telling = sum(1 for line in below if _TELLING.search(line.text)) >= 0.3 * len(below)
    labels = {entry.label for entry in found.entries if entry.label}
    if labels:
        return telling or not cited or bool(labels & cited - certain)
    indented = all(line.indent > heading.indent for line in below)
    if indented and heading.text[-1:] != ":" and not telling:
        return False
    return telling or len(below) <= 2 * len(found.entries) <= 2 * len(cited - certain)


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


def _is_next_section(line: Line, heading: str) -> bool:
    """Return whether a line is the heading behind a numbered one: "5. Thanks" behind "4. References"."""
    number, own = _SECTION.match(heading), _SECTION.match(line.text)
    if number is None or own is None or is_ended(line.text) or len(line.text) > 60:
        return False
    return int(own[1]) == int(number[1]) + 1 or is_end(line.text)


class _Scan:
    """Reads lists of references from the lines of a text."""

    def __init__(self, lines: Sequence[Line], wrapping: Wrapping, pages: PrintedPages) -> None:
        self._lines = lines
        self._wrapping = wrapping
        self._pages = pages
        self._shown: frozenset[str] | None = None  # what brackets above the first list with names show

    def feet(self) -> Iterator[RefList]:
        """Yield the notes at the foot of each page."""
        for first, last in self._pages.feet():
            found = RefList(first, first, foot=True)
            self._run(first, found, end=last)
            if not any(line.text for line in self._lines[found.last : last]):
                yield found

    def below(self, heading: int) -> RefList:
        """Return the list below a heading."""
        found = RefList(heading, heading + 1, heading=self._lines[heading].text)
        start = heading + 1
        if start in self._pages.rules:  # the line that underlines the heading
            start = found.last = heading + 2
        first = next((number for number in range(start, len(self._lines)) if self._lines[number].text), heading)
        if not self._run(first + 1 if self._is_between(first, None) else start, found):
            self._unnumbered(start, found)
        return found

    def without_heading(self) -> RefList | None:
        """Return the last list below the last line of prose with a mark."""
        lines = self._lines
        best: RefList | None = None
        number = 0
        while number < len(lines):
            entry = entry_of(lines[number]) if lines[number].text else None
            if entry and self._may_begin(number, entry):
                found = RefList(number, number)
                self._run(number, found)
                if len(found.entries) > 1 or entry.style == "bracket":
                    best = found
                number = max(found.last, number + 1)
            else:
                number += 1
        if best is None or any(MARK.search(line.text) for line in lines[best.last :]):
            return None
        labels = {entry.label for entry in best.entries}
        return best if labels_above(lines, best.first) & labels or self._is_cited_barely(best, labels) else None

    def _is_cited_barely(self, found: RefList, labels: set[str]) -> bool:
        """Return whether bare numbers above, "bridges.1", cite a list whose entries name their sources."""
        below = [line.text for line in self._lines[found.first : found.last] if line.text]
        telling = sum(1 for words in below if _TELLING.search(words))
        above = "\n".join(line.text for line in self._lines[: found.first])
        return 2 * telling >= len(found.entries) and bool(find_lost_superscripts(above, labels=labels))

    def _may_begin(self, number: int, entry: TextEntry) -> bool:
        above = self._lines[number - 1] if number else None
        if above and above.text and self._wrapping.runs_on(above, self._lines[number]):
            return False
        if entry.label in ("1", "0"):
            return entry.style != "letter"
        if above and above.text:
            return False
        return (entry.style == "bracket" and entry.label.isdecimal()) or self._counts_on(number, entry)

    def _run(self, start: int, found: RefList, *, end: int | None = None) -> bool:
        """Read a numbered list that begins at line `start` (empty lines apart) into `found`."""
        previous: TextEntry | None = None
        labels: set[str] = set()
        margin = 0
        gap = False
        for number in range(start, len(self._lines) if end is None else end):
            line = self._lines[number]
            if not line.text or number in self._pages.printed or number in self._pages.rules:
                gap = gap or not line.text
                continue
            entry = entry_of(line)
            if previous is None:
                if entry is None or (end is None and not begins(entry) and not self._counts_on(number, entry)):
                    return False
                margin = line.indent
                begun = True
            else:
                begun = entry is not None and follows(previous, entry, apart=self._is_apart(number, gap, margin))
                if (
                    entry
                    and gap
                    and (
                        entry.style != previous.style
                        or line.indent + 2 < margin
                        or _is_next_section(line, found.heading)
                    )
                ):
                    begun = False  # the heading of what follows: "5. Addresses" below [4]
                elif entry and begun and entry.label in labels:
                    begun = entry.style == "bracket" and not gap  # another list, which counts anew
            if entry and begun:
                found.entries.append(entry)
                previous = entry
                labels.add(entry.label)
            elif self._ends(number, gap) and not (gap and self._is_between(number, previous)):
                break
            elif gap and self._is_between(number, previous):
                continue
            elif previous is not None:
                previous.end = line.end
            gap = False
            found.last = number + 1
        named = [entry for entry in found.entries if entry.style == "bracket" and expand_labels(entry.label) is None]
        if named and self._shown is None:
            self._shown = brackets_above(self._lines, found.first)
        for entry in named:
            if entry.label not in (self._shown or ()):
                entry.label = ""  # [Smith]: a name that no mark shows
        return previous is not None

    def _counts_on(self, number: int, entry: TextEntry) -> bool:
        """Return whether the next entry, a few lines below, counts on: "7 Lee", then "8 Roe" or "9 Roe"."""
        if entry.style != "bare":
            return False
        below = (entry_of(line) for line in self._lines[number + 1 : number + 6] if line.text)
        following = next((one for one in below if one is not None), None)
        return (
            following is not None
            and following.style == "bare"
            and int(entry.label) < int(following.label) <= int(entry.label) + _FARTHEST
        )

    def _is_between(self, number: int, previous: TextEntry | None) -> bool:
        """Return whether a line is a heading within a list: "Books" above the entries that go on with the count."""
        line = self._lines[number]
        if len(line.text) > 60 or is_ended(line.text) or entry_of(line) or not line.text[:1].isalpha():
            return False
        if is_references(line.text) or is_end(line.text) or is_footer(line.text):
            return False
        below = next(
            (one for one in self._lines[number + 1 : number + 4] if one.text and not RULE.fullmatch(one.text)), None
        )
        entry = entry_of(below) if below else None
        if entry is None or entry.style == "bare":
            return False
        if previous is None:
            return entry.style == "bracket" or entry.label == "1"
        if entry.style != previous.style or not previous.label.isdecimal() or not entry.label.isdecimal():
            return False
        step = int(entry.label) - int(previous.label)
        return step == 1 or (step > 1 and (entry.style == "bracket" or number + 1 in self._pages.rules))

    def _is_apart(self, number: int, gap: bool, margin: int) -> bool:
        """Return whether a line has the place of a new entry: below the end of one, and not indented further."""
        line, above = self._lines[number], self._lines[number - 1]
        if line.indent > margin + 2:
            return False
        if gap or is_ended(above.text) or "://" in above.text:
            return True
        return not is_open(above.text) and self._wrapping.has_room(above, line)

    def _ends(self, number: int, gap: bool) -> bool:
        line = self._lines[number]
        if is_references(line.text) or is_further(line.text) or is_end(line.text) or is_footer(line.text):
            return True
        return gap and not re.match(r"https?://|\W?(?:retrieved|accessed|archived|doi)\b", line.text, re.IGNORECASE)

    def _unnumbered(self, start: int, found: RefList) -> None:
        """Read a list without numbers: one entry a line, with the lines that run on and an address below it."""
        lines = self._lines
        for number in range(start, len(lines)):
            line = lines[number]
            if not line.text or number in self._pages.printed or number in self._pages.rules:
                continue
            if is_references(line.text) or is_further(line.text) or is_end(line.text) or is_footer(line.text):
                break
            last = found.entries[-1] if found.entries else None
            above = lines[number - 1]
            address = _ADDRESS.match(line.text) and "://" not in above.text
            if last and last.end == above.end and (address or self._wrapping.runs_on(above, line)):
                last.end = line.end
            else:
                entry = trimmed(line, line.bullet, "", "")
                if entry.end > entry.start:
                    found.entries.append(entry)
            found.last = number + 1


def _words(lines: Sequence[Line], found: RefList) -> Iterator[str]:
    """Yield the words of each entry of a list without numbers."""
    number = found.first + 1
    for entry in found.entries:
        words: list[str] = []
        while number < found.last and lines[number].start < entry.end:
            words.append(lines[number].text)
            number += 1
        yield " ".join(words)


def _is_prose(lines: Sequence[Line], found: RefList) -> bool:
    """Return whether what stands below "Notes" or "Sources" is a section of prose: it has marks of its own."""
    if any(entry.label for entry in found.entries):
        return False
    if is_ambiguous(found.heading) and 2 * sum(map(is_remark, _words(lines, found))) >= len(found.entries):
        return True
    below = [line.text for line in lines[found.first + 1 : found.last] if line.text]
    marked = sum(1 for text in below if _PROSE_MARK.search(text))
    return marked > 0.4 * len(below) and not any(text.startswith(("^", "↑")) for text in below)
