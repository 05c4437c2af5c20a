"""Resolve marks to their entries, and join adjacent marks to one citation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from claims.layout import SEVERAL, Mark
from claims.markers import expand_labels, normal_label
from claims.model import Reference, Span
from claims.patterns import lazy_regex

_BETWEEN = lazy_regex(r"[\s,;\u200b\u2060]{0,4}|\s?[-–—‐‑‒―−〜～]\s?|\s(?:to|through|bis|à)\s")
_AFTER = (")", "）", ", ", ": ", "]")
_CLOSING = lazy_regex(r"(?:[,:]\s(?:pp?|S|с|str)\.\s?(?P<pages>\d{1,5}(?:[–-]\d{1,5})?))?[)）]")
_POINTING = lazy_regex(  # "(see [1])", "(Source: [1])": words that only point to the mark
    r"[(（](?:see|see also|cf\.?|sources?|(?:see )?refs?\.?|(?:see )?references?"
    r"|(?:see,? )?e\.g\.,?|reviewed in|cited in|via|vgl\.?|siehe|s\.|quellen?|voir|véase"
    r"|fuentes?|fontes?|fonti?|cfr\.?|vedi|zie|bron|см\.|источник|参见|见|來源|来源|出典|参照)\s?[:：]?\s?$",
    re.IGNORECASE,
)
_POINTING_AFTER = lazy_regex(  # ", see [1]" behind what it supports
    r"\s?[,;–—]\s(?:see|see also|cf\.?|as in|as per|vgl\.?|siehe|siehe auch|s\.|voir|véase"
    r"|ver|cfr\.?|vedi|zie|см\.)\s?[:：]?\s?$"
    r"|\s?[，；]\s?(?:参见|參見|见|見|参照|详见)\s?$",
    re.IGNORECASE,
)
_PAUSES = frozenset(",;–—，；")  # before a word that points to a mark
_POINTED = frozenset(" \u00a0:：见見照")  # right before a mark that a word points to
_PAUSE = lazy_regex(r"\s?(?:[.;!?)）。；，]|,\s|$|\n)")
_PAGES_BEHIND = lazy_regex(  # "[1], p. 4" and "[1] (pp. 4–6)"
    r"(?:,\s(?P<plain>(?:pp?|S|с|str)\.\s?\d{1,5}(?:[–-]\d{1,5})?)(?=[.;)\]]|,\s|$)"
    r"|\s?\((?P<round>(?:pp?|S|с|str)\.\s?\d{1,5}(?:[–-]\d{1,5})?)\))"
)
_AND = lazy_regex(r"\s(?:and|und|et|y|e|en|och|og|i|и|&)\s")
_LONGEST_POINTING = 20  # characters
_LONGEST_GAP = 200  # characters; judgement: marks further apart are not adjacent
_DASH = lazy_regex(r"\s?[-–—‐‑‒―−〜～]\s?|\s(?:to|through|bis|à)\s")


@dataclass(slots=True)
class MarkRun:
    """Adjacent marks, and the entries (by the keys of the layout) that they point to."""

    span: Span
    labels: dict[str, None] = field(default_factory=dict)  # dictionaries: in order, without repetition
    entries: dict[str, None] = field(default_factory=dict)
    dangling: dict[str, None] = field(default_factory=dict)
    pages: str | None = None
    named_from: int | None = None  # as in `Mark`
    last: str = ""  # the key of the last entry that a mark points to itself

    def name(self, label: str) -> None:
        """Add the label `label`, unless the run has it."""
        self.labels[label] = None

    def lead_to(self, entry: str) -> None:
        """Add the entry with the key `entry`, unless the run has it."""
        self.entries[entry] = None

    def miss(self, label: str) -> None:
        """Add the label `label` to those without an entry, unless the run has it there."""
        self.dangling[label] = None


class Labels:
    """Finds the entry of a label. Where several lists count from 1, the next list below the mark is meant."""

    def __init__(self, entries: Sequence[Reference]) -> None:
        self._order = {entry.key: place for place, entry in enumerate(entries)}
        self._entries = entries
        self._places: dict[str, list[tuple[int, str]]] = {}
        for entry in entries:
            if entry.label:
                self._places.setdefault(normal_label(entry.label), []).append((entry.span.start, entry.key))
        for places in self._places.values():
            places.sort()

    def find(self, label: str, place: int) -> str | None:
        """Return the key of the entry of `label` in a mark at the offset `place`; None if there is no such entry."""
        places = self._places.get(normal_label(label))
        if not places:
            return None
        return places[min(bisect_left(places, (place, "")), len(places) - 1)][1]

    def has(self, key: str) -> bool:
        """Return whether an entry of the layout has this key."""
        return key in self._order

    def between(self, first: str, last: str, labels: Sequence[str]) -> list[str]:
        """Return the keys of the entries between two others of one list; none where their labels are not `labels`."""
        low, high = self._order.get(first, 0), self._order.get(last, 0)
        found = self._entries[low + 1 : high] if high - low == len(labels) + 1 else ()
        fits = [normal_label(entry.label) for entry in found] == [normal_label(label) for label in labels]
        return [entry.key for entry in found] if fits else []


def make_runs(text: str, marks: Sequence[Mark], labels: Labels, ignored: Mapping[int, int]) -> list[MarkRun]:
    """Join adjacent marks and resolve them; `ignored` maps the starts of notes between marks to their ends."""
    runs: list[MarkRun] = []
    for mark in marks:
        gap = _gap(text, runs[-1].span.end, mark.span.start, ignored) if runs else None
        if gap is None or (gap and ("\n" in gap or not _joins(text, gap, mark))):
            runs.append(MarkRun(span=mark.span, named_from=mark.named_from))
        run = runs[-1]
        if gap and _DASH.fullmatch(gap) and run.labels:
            _fill(run, mark, labels)
        _add(run, mark, labels)
    for run in runs:
        if text.startswith(_AFTER, run.span.end):
            _take_words_around(text, run)
        _take_pointing_words(text, run)
    return runs


def _joins(text: str, gap: str, mark: Mark) -> bool:
    """Return whether the text between two marks joins them; "and" does where the sentence pauses behind the second."""
    if _BETWEEN.fullmatch(gap):
        return True
    return _AND.fullmatch(gap) is not None and _PAUSE.match(text, mark.span.end) is not None


def _take_pointing_words(text: str, run: MarkRun) -> None:
    """Make ", see" before a mark and its page behind it parts of it, where the sentence or the parenthesis pauses."""
    if text.startswith((",", " (", "("), run.span.end) and (pages := _PAGES_BEHIND.match(text, run.span.end)):
        run.span = Span(run.span.start, pages.end())
        run.pages = run.pages or re.sub(r"^\D+", "", pages["plain"] or pages["round"])
    if text[run.span.start - 1 : run.span.start] not in _POINTED:
        return
    before = text[max(0, run.span.start - _LONGEST_POINTING) : run.span.start].rpartition("\n")[2]
    pointing = None if _PAUSES.isdisjoint(before) else _POINTING_AFTER.search(before)
    if pointing is not None and _PAUSE.match(text, run.span.end):
        run.span = Span(run.span.start - len(before) + pointing.start(), run.span.end)


def _take_words_around(text: str, run: MarkRun) -> None:
    """Make brackets around a mark a part of it, with what only points to it: "([1])", "[[1]]", "(see [1], p. 3)"."""
    start, end = run.span
    if text[start - 1 : start] == "[" and text.startswith("]", end):
        run.span = Span(start - 1, end + 1)
        return
    closing = _CLOSING.match(text, end)
    if closing is None:
        return
    opening = start - 1 if text[start - 1 : start] in ("(", "（") else -1
    pointing = _POINTING.search(text, max(0, start - _LONGEST_POINTING), start) if opening < 0 else None
    if opening >= 0 or pointing is not None:
        run.span = Span(pointing.start() if pointing is not None else opening, closing.end())
        run.pages = run.pages or closing["pages"]


def _gap(text: str, start: int, end: int, ignored: Mapping[int, int]) -> str | None:
    """Return the text between two marks without the notes in it; None if it is too long to join them."""
    if not ignored:
        return text[start:end] if end - start <= _LONGEST_GAP else None
    pieces = []
    while end - start <= _LONGEST_GAP:
        note = min((place for place in range(start, min(end, start + 6)) if place in ignored), default=None)
        if note is None or ignored[note] > end:
            pieces.append(text[start:end])
            return "".join(pieces)
        pieces.append(text[start:note])
        start = ignored[note]
    return None


def _fill(run: MarkRun, mark: Mark, labels: Labels) -> None:
    """Add the entries between [3]–[5], a range that is written as two marks."""
    between = expand_labels(f"{next(reversed(run.labels))}-{mark.labels[0]}") if mark.labels else None
    inside = between.labels[1:-1] if between else ()
    keys = labels.between(run.last, mark.targets[0], inside) if run.last and mark.targets else []
    for place, label in enumerate(inside):
        _resolve(run, label, keys[place] if keys else labels.find(label, mark.span.start))


def _add(run: MarkRun, mark: Mark, labels: Labels) -> None:
    if run.span.end != mark.span.end:
        run.span = Span(run.span.start, mark.span.end)
    run.pages = run.pages or mark.pages
    run.last = mark.targets[-1] if mark.targets else ""
    if mark.targets:
        for label in mark.labels:
            run.name(label)
        paired = len(mark.labels) == len(mark.targets)
        for place, target in enumerate(mark.targets):
            if labels.has(target):
                run.lead_to(target)
                continue
            if target == SEVERAL:
                continue  # the reader tells of it
            for label in mark.labels[place : place + 1] if paired else mark.labels:
                run.miss(label)
        return
    for label in mark.labels:
        _resolve(run, label, labels.find(label, mark.span.start))


def _resolve(run: MarkRun, label: str, entry: str | None) -> None:
    run.name(label)
    if entry is None:
        run.miss(label)
    else:
        run.lead_to(entry)
