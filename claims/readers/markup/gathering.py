"""Marks of entries that stand side by side, "[2, 4–6, p. 3]" with a link for each number, as one mark."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from claims.readers.markup.model import EntryMark, Inline, Words

_BETWEEN = re.compile(r"\s*+[\])]?\s*+(?P<sign>[,;&/]|[-–—‐‑−]|to|and|et|und|y)?\s*+[\[(]?\s*+")
_DASHES = frozenset("-–—‐‑−")
_OPENED = re.compile(r"[\[(]\s*$")
_CLOSED = re.compile(
    r"\s*+(?:,?\s*+(?:pp?|pages?|S)\.?\s*+(?P<pages>[\divxlc]{1,8}(?:\s?[-–]\s?[\divxlc]{1,8})?))?\s*+[\])]",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2}")
_YEAR = re.compile(r"[\s,(\[]*\b(?:1[5-9]|20)\d\d[a-z]?\b.*", re.DOTALL)
_NEAR = 300  # characters before a mark in which an open bracket is looked for


class OrderedList(Protocol):
    """A list of references: the keys in its order, the place of each, and what marks show of it."""

    @property
    def order(self) -> Sequence[str]:
        """The keys."""
        ...

    @property
    def places(self) -> Mapping[str, int]:
        """The places of the keys in `order`."""
        ...

    @property
    def labels(self) -> Mapping[str, str]:
        """What marks show of the keys."""
        ...


def gather(inside: Sequence[Inline], listed: OrderedList) -> list[Inline]:
    """Return `inside` with one mark for each run of marks, and without the brackets around it.

    By `listed`, the list of references, a range is filled. A mark that replaces words of the sentence ("Lee and Roe
    (2019) found") stands behind them.
    """
    found: list[Inline] = []
    before = ""
    number = 0
    while number < len(inside):
        one = inside[number]
        if not isinstance(one, EntryMark):
            if isinstance(one, Words):
                before = (before + one.text)[-_NEAR:]
            found.append(one)
            number += 1
            continue
        run, number = _run(inside, number, listed)
        words = names_in(one.said, before)
        if words and one.place is not None:
            found.append(Words(f"{words} ", *one.place))
        number = _unwrapped(found, run, inside, number)
    return found


def names_in(said: str, before: str) -> str:
    """Return the names in the words `said` of a mark that are a part of the sentence; empty: none are.

    `before` is the text before it: in an open bracket, and in brackets of their own, no words are.
    """
    is_open = before.rfind("(") > before.rfind(")") or before.rfind("[") > before.rfind("]")
    is_part = not is_open and _WORD.search(said) and not said.startswith(("(", "["))
    return _YEAR.sub("", said).strip(" ,;([") if is_part else ""


def _run(inside: Sequence[Inline], first: int, listed: OrderedList) -> tuple[EntryMark, int]:
    """Return the mark of the run that begins at `first`, and the number of what follows it."""
    run = inside[first]
    assert isinstance(run, EntryMark)
    shown, targets = list(run.labels), list(run.targets)
    end = run.place
    number = first + 1
    while number < len(inside):
        following = inside[number]
        sign = ""
        step = 1
        if isinstance(following, Words) and number + 1 < len(inside):
            match = _BETWEEN.fullmatch(following.text)
            if match is None:
                break
            sign, step = match["sign"] or "", 2
        mark = inside[number + step - 1]
        if not isinstance(mark, EntryMark):
            break
        if sign in _DASHES and sign:
            low, high = listed.places.get(targets[-1], 0), listed.places.get(mark.targets[0], 0)
            for key in listed.order[low + 1 : high]:
                targets.append(key)
                shown.append(listed.labels[key])
        shown += mark.labels
        targets += mark.targets
        end = mark.place or end
        number += step
    unique = dict(zip(targets, shown, strict=True)) if all(targets) else None
    place = (run.place[0], end[1]) if run.place is not None and end is not None else run.place
    if unique is not None:
        targets, shown = list(unique), list(unique.values())
    return EntryMark(tuple(shown), tuple(targets), run.pages, place), number


def _unwrapped(found: list[Inline], run: EntryMark, inside: Sequence[Inline], number: int) -> int:
    """Add `run` to `found` without the brackets around it; return the number of what follows."""
    last = found[-1] if found else None
    following = inside[number] if number < len(inside) else None
    opened = _OPENED.search(last.text) if isinstance(last, Words) and not last.code else None
    closed = _CLOSED.match(following.text) if isinstance(following, Words) else None
    if opened is None or closed is None or not isinstance(last, Words) or not isinstance(following, Words):
        found.append(run)
        return number
    found[-1] = replace(last, text=last.text[: opened.start()])
    found.append(replace(run, pages=closed["pages"] or run.pages))
    at = following.at + closed.end() if following.at is not None and following.until is None else following.at
    if following.text[closed.end() :]:
        found.append(replace(following, text=following.text[closed.end() :], at=at))
    return number + 1


__all__ = ["gather", "names_in"]
