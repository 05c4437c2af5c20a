"""Whether a reference names the authors of a record."""

from __future__ import annotations

from collections.abc import Sequence

from citecheck.registries.comparing.model import Agreement, Pair
from citecheck.registries.comparing.names import read_name, same_person
from citecheck.registries.comparing.words import is_unmapped, name_key
from citecheck.rules import RuleTable

_FEW = 0.5  # share of the cited names from which a list is that of the record with slips (judgement)
_MOST = 60  # names of each list that are compared; experiments have thousands


def matched(cited: Sequence[str], recorded: Sequence[str]) -> list[int | None]:
    """Return, for each of the names `cited`, its place among the names `recorded`; None: it is not among them."""
    free = list(range(len(recorded)))
    found: list[int | None] = []
    for name in cited:
        place = next((place for place in free if same_person(name, recorded[place])), None)
        if place is not None:
            free.remove(place)
        found.append(place)
    return found


def _lists(pair: Pair) -> tuple[Sequence[str], Sequence[str]]:
    return pair.cited.authors[:_MOST], pair.record.authors[:_MOST]


def _not_said(pair: Pair) -> Agreement | None:
    said = pair.record.authors and (pair.cited.authors or not pair.cited.structured) and not pair.is_container
    return None if said and not _in_other_letters(pair) else Agreement.UNKNOWN


def _in_other_letters(pair: Pair) -> bool:
    """Return whether one of the two writes the names in letters that cannot be transliterated here."""
    cited = " ".join(pair.cited.authors) if pair.cited.structured or pair.cited.authors else pair.cited.text
    return is_unmapped(" ".join(pair.record.authors)) is not is_unmapped(cited)


def _entry_names_one(pair: Pair) -> Agreement | None:
    """The names of an entry of running text may be read wrongly; one surname of the record that stands there counts."""
    if pair.cited.structured:
        return None
    there = {name_key(word) for word in pair.cited.text.replace("-", " ").replace(",", " ").replace(".", " ").split()}
    surnames = (read_name(author).family for author in pair.record.authors[:_MOST])
    return Agreement.SAME if any(name and set(name) <= there for name in surnames) else None


def _entry_names_nobody(pair: Pair) -> Agreement | None:
    return Agreement.UNKNOWN if not pair.cited.structured and not pair.cited.authors else None


def _all_are_recorded(pair: Pair) -> Agreement | None:
    cited, recorded = _lists(pair)
    places = matched(cited, recorded)
    complete = len(cited) >= len(recorded) or pair.cited.more_authors or len(pair.record.authors) > _MOST
    if None in places or not complete:
        return None
    return Agreement.SAME if places == sorted(place for place in places if place is not None) else None


def _record_is_short(pair: Pair) -> Agreement | None:
    """A record that lists only some of the authors cannot contradict a name that it lacks."""
    if not pair.record.more_authors:
        return None
    places = matched(*_lists(pair))
    return Agreement.SAME if any(place is not None for place in places) else None


def _names_are_left_out(pair: Pair) -> Agreement | None:
    places = matched(*_lists(pair))
    return Agreement.DIFFERS if None not in places and len(places) < len(pair.record.authors) else None


def _order_differs(pair: Pair) -> Agreement | None:
    return Agreement.DIFFERS if None not in matched(*_lists(pair)) else None


def _some_are_others(pair: Pair) -> Agreement | None:
    places = matched(*_lists(pair))
    known = sum(place is not None for place in places)
    return Agreement.DIFFERS if known and known >= _FEW * len(places) else None


AUTHOR_RULES: RuleTable[Pair, Agreement] = RuleTable(
    "the authors",
    (
        ("reference.authors.not-said", _not_said),
        ("reference.authors.in-entry", _entry_names_one),
        ("reference.authors.entry-unclear", _entry_names_nobody),
        ("reference.authors.equal", _all_are_recorded),
        ("reference.authors.record-short", _record_is_short),
        ("reference.authors.left-out", _names_are_left_out),
        ("reference.authors.order", _order_differs),
        ("reference.authors.some-others", _some_are_others),
        ("reference.authors.another", lambda pair: Agreement.ANOTHER),
    ),
)
"""Whether the authors of a reference are those of a record."""

__all__ = ["AUTHOR_RULES", "matched"]
