"""Number the entries of a list that lost its numbers, where the marks of the text show which list they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from claims.markers import find_marks, normal_label
from claims.patterns import lazy_regex
from claims.readers.plaintext.reflist import RefList

_LETTER = lazy_regex(r"\[([a-z])\]")
_NOTE = lazy_regex(r"\[((?:note|nb|n|fn|anm\.?|noot|прим\.?)[ \u00a0]?)\d{1,3}\]", re.IGNORECASE)


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
