"""The anchors by which short notes name a work: the one that it states, and those made from names and a year.

Each wiki makes them in its own way: English ones join surnames and year, Italian ones have the argument `cid`, Polish
ones `odn`, French ones `id`, and Russian ones take the surname from `ref` and add the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

_SPACES = re.compile(r"[\s_]+")
_SWITCHES = frozenset({"harv", "none", "tak", "nie", "sì", "si", "no", "s", "n", "sfn"})
_JOINT = re.compile(r"(?:\s|^)(?:e|ed|and|et|und|y|i|и|та|&|en|och)(?=\s)|&", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+|[^\W\d_]")


def anchor_name(parts: Sequence[str]) -> str:
    """Return the comparable form of an anchor made from names and a year."""
    return _SPACES.sub("", "".join(parts))


def likely_anchor(parts: Sequence[str]) -> str:
    """Return an anchor without case, punctuation and words between names: of "Rossi e Conti, 2001" "rossiconti2001"."""
    return re.sub(r"[\W_]+", "", _JOINT.sub(" ", " ".join(parts))).casefold()


def stated_anchor(parameters: Mapping[str, str]) -> str:
    """Return the anchor that a cite template states itself, "" where it states none."""
    for name in ("ref", "cid", "odn"):
        stated = parameters.get(name, "").strip()
        if stated and stated.casefold() not in _SWITCHES:
            return stated.removeprefix("CITEREF")
    return ""


def likely_anchors(stated: str, people: Sequence[str], year: str) -> Iterator[str]:
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
