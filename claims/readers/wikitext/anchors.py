"""The anchors by which short notes name a work: the one that it states, and those made from names and a year.

Each wiki makes them in its own way: English ones join surnames and year, Italian ones have the argument `cid`, Polish
ones `odn`, French ones `id`, and Russian ones take the surname from `ref` and add the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.readers.fields import Fields

_SPACES = re.compile(r"[\s_]+")
_SWITCHES = frozenset({"harv", "none", "нет", "tak", "nie", "sì", "si", "no", "s", "n", "sfn"})
_JOINT = re.compile(r"(?:\s|^)(?:e|ed|and|et|und|y|i|и|та|&|en|och)(?=\s)|&", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+|[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Anchors:
    """The anchors of one work: those that its template makes, and those of other forms that may mean it."""

    exact: frozenset[str]
    likely: frozenset[str]


class Works:
    """The full references of a page, by their anchors. Those of the page's lists count before those within notes."""

    def __init__(self) -> None:
        self._exact: tuple[dict[str, Fields], dict[str, Fields]] = ({}, {})
        self._likely: tuple[dict[str, Fields | None], dict[str, Fields | None]] = ({}, {})

    def add(self, anchors: Anchors, fields: Fields, *, in_note: bool) -> None:
        """Remember a full reference, which is in a note or in the page's own text."""
        for anchor in anchors.exact:
            self._exact[in_note].setdefault(anchor, fields)
        likely = self._likely[in_note]
        for anchor in anchors.likely:
            if likely.setdefault(anchor, fields) is not fields:
                likely[anchor] = None  # two works may be meant

    def find(self, parts: Sequence[str]) -> Fields | None:
        """Return the work that a short note means by names and year; None where it is unknown or not the only one."""
        exact, likely = anchor_name(parts), likely_anchor(parts)
        for works in self._exact:
            if exact in works:
                return works[exact]
        return next((works[likely] for works in self._likely if likely in works), None)


def anchor_name(parts: Sequence[str]) -> str:
    """Return the comparable form of an anchor made from names and a year."""
    return _SPACES.sub("", "".join(parts))


def likely_anchor(parts: Sequence[str]) -> str:
    """Return an anchor without case, punctuation and words between names: of "Rossi e Conti, 2001" "rossiconti2001"."""
    return re.sub(r"[\W_]+", "", _JOINT.sub(" ", " ".join(parts))).casefold()


def make_anchors(stated: str, people: Sequence[str], year: str, *, number: str = "") -> Anchors:
    """Return the anchors of a work: the one that its template states ("" where it states none), and those of names.

    `number` is what stands in the argument `id`: an anchor in French wikis, a number of a catalogue in others.
    """
    stated = stated.strip().removeprefix("CITEREF")
    stated = "" if stated.casefold() in _SWITCHES else stated
    exact = [anchor_name([stated]), anchor_name([stated, year])] if stated else []
    if people:
        exact.append(anchor_name([*(person.split(",")[0].strip() for person in people[:4]), year]))
    return Anchors(frozenset(exact), frozenset(filter(None, _likely(stated or number, people, year))))


def _likely(stated: str, people: Sequence[str], year: str) -> Iterator[str]:
    """Yield the anchors by which a short note may mean a work, in the form that `likely_anchor` gives."""
    if stated:
        yield likely_anchor([stated])
        yield likely_anchor([stated, year])
    if not people or not year:
        return
    for first in (True, False):
        surnames = [_surname(person, first=first) for person in people[:4]]
        yield likely_anchor([*surnames, year])
        if len(surnames) > 1:
            yield likely_anchor([f"{surnames[0]} et al.", year])


def _surname(person: str, *, first: bool) -> str:
    """Return the surname of "Rossi, Anna", of "Anna Rossi" or (with `first`) of "Rossi Anna"."""
    if "," in person:
        return person.split(",")[0].strip()
    words = [word for word in person.split() if not _INITIALS.fullmatch(word)]
    return words[0 if first else -1] if words else person
