"""Resolve the citations by author and year of a text to entries, and make marks of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from claims.author_years.dangling import NamesInText, missing_names
from claims.author_years.entries import CitedEntry, EntryIndex
from claims.author_years.groups import CiteGroup, YearCite, find_groups
from claims.author_years.names import NamedAuthors
from claims.author_years.repeated import find_repeated
from claims.layout import SEVERAL, Mark
from claims.model import Problem, Span
from claims.readers.citation_groups import is_signal

_MISSING = "-"  # a target that no entry has
_MOST_NAMED = 5  # entries that a message names
_SHOWN = 60  # characters of an entry that a message shows


@dataclass(slots=True)
class MarksFound:
    """The marks by author and year of a text.

    `cited` are the keys of the entries that they mean, `uncertain` those of several that answer one citation.
    """

    marks: list[Mark] = field(default_factory=list)
    cited: set[str] = field(default_factory=set)
    uncertain: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Read:
    """A citation with what answers it, and where its names begin."""

    cite: YearCite
    names: NamedAuthors
    start: int
    entries: Sequence[CitedEntry] = ()

    @property
    def label(self) -> str:
        """What is written: "Lee and Roe 2019a"."""
        return f"{self.names.shown} {self.cite.year.shown}"


def find_author_year_marks(
    text: str, prose: Sequence[Span], index: EntryIndex, *, taken: Sequence[Span] = ()
) -> MarksFound:
    """Return the marks in the blocks `prose` of `text` that cite the entries of `index`.

    `taken` are the spans of other marks, in order, in which none is looked for. A mark that no entry answers is one
    where the way in which it is written shows it to be a citation; no mark is made where no entry is cited at all.
    """
    groups = [group for span in prose for group in find_groups(text, span) if not _touches(taken, group.span)]
    answered = [(group, [_answer(cite, index) for cite in group.cites]) for group in groups]
    resolved = [one for _, read in answered for one in read if one is not None]
    found = MarksFound()
    if not resolved:
        return found
    has_comma = _commas(text, resolved)
    used = NamesInText(text)
    for group, read in answered:
        _add(text, found, group, _with_missing(text, group, read, index, has_comma, used))
    _add_repeated(text, prose, found, taken)
    found.uncertain -= found.cited
    return found


def _answer(cite: YearCite, index: EntryIndex) -> _Read | None:
    for start, names in cite.names:
        for year in (cite.year, *cite.others):
            if entries := index.find(names, year):
                return _Read(cite, names, start, entries)
    return None


def _commas(text: str, read: Sequence[_Read]) -> bool | None:
    """Return whether the citations in brackets have a comma between name and year; None where only some have one."""
    commas = {
        text[one.start : one.cite.span.start].rstrip().endswith(",")
        for one in read
        if not one.cite.is_narrative and not one.cite.is_continued
    }
    return commas.pop() if len(commas) == 1 else None


def _with_missing(
    text: str,
    group: CiteGroup,
    read: Sequence[_Read | None],
    index: EntryIndex,
    has_comma: bool | None,
    used: NamesInText,
) -> list[_Read]:
    near = any(read)
    done: list[_Read] = []
    for cite, one in zip(group.cites, read, strict=True):
        if one is None and cite.is_continued:
            if done and done[-1].cite.names == cite.names:
                one = _Read(cite, done[-1].names, done[-1].start)
        elif one is None:
            names = missing_names(text, cite, index, near=near, has_comma=has_comma, after=group.span.end, used=used)
            place = next((start for start, other in cite.names if other.shown == names.shown), None) if names else None
            if names is not None:
                one = _Read(cite, names, cite.before if place is None else place)
        if one is not None:
            done.append(one)
    return done


def _add(text: str, found: MarksFound, group: CiteGroup, read: Sequence[_Read]) -> None:
    """Add the marks of one pair of brackets: one mark for all of it where it holds nothing else."""
    if not read:
        return
    for one in read:
        keys = {entry.key for entry in one.entries}
        (found.cited if len(keys) == 1 else found.uncertain).update(keys)
    parts = [(_start(one, group), one.cite.span.end) for one in read]
    whole = is_signal(_without(text, Span(group.span.start + 1, group.span.end - 1), parts))
    outer = _outer(text, group.span, read) if whole else None
    if outer is not None:
        marks = [replace(_mark(outer, read), named_from=None)]
    elif whole:
        marks = [_mark(group.span, read)]
    else:
        together: dict[tuple[int, int], list[_Read]] = {}
        for part, one in zip(parts, read, strict=True):
            together.setdefault(part, []).append(one)
        marks = [_mark(Span(*part), ones) for part, ones in together.items()]
    found.marks += marks
    for one in read:
        if len(one.entries) > 1:
            span = group.span if whole else Span(_start(one, group), one.cite.span.end)
            found.problems.append(_ambiguous(one, span))


def _outer(text: str, span: Span, read: Sequence[_Read]) -> Span | None:
    """Return the brackets that hold nothing but one citation with brackets of its own: "[Lee (2019)]"; None: none."""
    first = read[0]
    if first.start >= span.start or any(not one.cite.is_narrative and not one.cite.is_continued for one in read):
        return None
    opening = text[first.start - 1 : first.start]
    closing = {"[": "]", "(": ")"}.get(opening)
    return Span(first.start - 1, span.end + 1) if closing and text[span.end : span.end + 1] == closing else None


def _start(one: _Read, group: CiteGroup) -> int:
    return one.cite.span.start if one.cite.is_continued or one.start < group.span.start else one.start


def _without(text: str, span: Span, parts: Sequence[tuple[int, int]]) -> str:
    pieces = []
    place = span.start
    for start, end in sorted(parts):
        pieces.append(text[place : max(place, start)])
        place = max(place, end)
    return " ".join([*pieces, text[place : span.end]])


def _mark(span: Span, read: Sequence[_Read]) -> Mark:
    pages = [one.cite.pages for one in read]
    return Mark(
        span=span,
        labels=tuple(one.label for one in read),
        targets=tuple(_target(one) for one in read),
        pages=pages[0] if len(read) == 1 else None,
        named_from=read[0].start if read[0].cite.is_narrative else None,
    )


def _target(one: _Read) -> str:
    if len(one.entries) == 1:
        return one.entries[0].key
    return SEVERAL if one.entries else _MISSING


def _ambiguous(one: _Read, span: Span) -> Problem:
    shown = [f"“{_shortened(entry.text)}”" for entry in one.entries[:_MOST_NAMED]]
    named = ", ".join([*shown, *(["…"] if len(one.entries) > _MOST_NAMED else [])])
    message = f"The citation {one.label} may mean {len(one.entries)} entries: {named}."
    return Problem(code="citation-ambiguous", message=message, span=span)


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def _add_repeated(text: str, prose: Sequence[Span], found: MarksFound, taken: Sequence[Span]) -> None:
    """Add the marks that repeat the one before them, "(ibid., p. 4)", where that cites one entry."""
    found.marks.sort(key=lambda mark: mark.span)
    starts = [mark.span.start for mark in found.marks]
    spans = sorted([*taken, *(mark.span for mark in found.marks)])
    added: list[Mark] = []
    for repeated in find_repeated(text, prose):
        place = bisect_right(starts, repeated.span.start) - 1
        before = found.marks[place] if place >= 0 else None
        if before is None or _touches(spans, repeated.span):
            continue
        if len(before.targets) == 1 and before.targets[0] not in (SEVERAL, _MISSING):
            added.append(
                Mark(
                    span=repeated.span,
                    labels=before.labels,
                    targets=before.targets,
                    pages=repeated.pages or before.pages,
                )
            )
    found.marks = sorted([*found.marks, *added], key=lambda mark: mark.span)


def _touches(spans: Sequence[Span], span: Span) -> bool:
    place = bisect_right(spans, span.end - 1, key=lambda one: one.start) - 1
    return place >= 0 and spans[place].end > span.start


__all__ = ["MarksFound", "find_author_year_marks"]
