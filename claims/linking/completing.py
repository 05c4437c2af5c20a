"""Notes that only point to another entry, with the fields of the entry that they mean.

"Smith 2005, p. 12" means an entry of the bibliography, wherever that stands; "Ibid.", the entry before it; "Reeve, op.
cit.", the last one before it by Reeve. What points to nothing that is there stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from claims.bibliography.short_notes import Repeated, read_repeated, read_shortened
from claims.model import Reference
from claims.patterns import lazy_regex

_OWN = ("key", "label", "text", "span", "pages", "markup")
_FIRST = lazy_regex(r"(?:.*\D)?1|[ivxIVX]*\bi|[aA]", re.IGNORECASE)


def complete(references: Sequence[Reference]) -> tuple[tuple[Reference, ...], frozenset[str]]:
    """Return the entries in order, completed, and the keys of those that were: they repeat another one."""
    full = {
        (_surname(reference.authors[0]), reference.published[:4]): reference
        for reference in references
        if reference.title and reference.authors and reference.published
    }
    done: list[Reference] = []
    repeating: set[str] = set()
    last_by: dict[str, Reference] = {}
    for reference in references:
        meant: Reference | None = None
        if reference.is_link or reference.title or reference.urls or reference.identifiers:
            pass
        elif repeated := read_repeated(reference.text):
            meant = _repeated(repeated, reference, done, last_by)
        elif short := read_shortened(reference.text):
            meant = full.get((_surname(short.authors[0]), short.year))
        if meant is not None:
            repeating.add(reference.key)
            reference = replace(meant, **{name: getattr(reference, name) for name in _OWN})
        done.append(reference)
        if reference.title or reference.urls:
            last_by.update((_surname(author), reference) for author in reference.authors)
    return tuple(done), frozenset(repeating)


def _repeated(
    repeated: Repeated, reference: Reference, before: Sequence[Reference], last_by: Mapping[str, Reference]
) -> Reference | None:
    """Return the entry that a note means. `last_by` has the last entry of each family name among those `before`."""
    if repeated.author is not None:
        return last_by.get(_surname(repeated.author))
    if not before or _FIRST.fullmatch(reference.label):
        return None  # the last note of another list is not the one before
    last = before[-1]
    return None if not last.title and read_repeated(last.text) and not (last.urls or last.identifiers) else last


def _surname(name: str) -> str:
    """Return the family name of "Smith, John", "Smith J", "John Smith" or "Smith"."""
    family = name.partition(",")[0] if "," in name else re.sub(r"(?:\s[A-ZÀ-Þ]{1,3}\.?)+$", "", name).rpartition(" ")[2]
    return family.strip().casefold()
