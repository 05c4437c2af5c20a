"""The order in which captures are tried."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from citecheck.clock import timestamp
from citecheck.model import Memento


def ranked(mementos: Iterable[Memento], when: datetime | None) -> tuple[Memento, ...]:
    """Return the captures without duplicates, in the order in which to try them.

    The nearest before `when` comes first, because its reader saw that version; then the nearest after it; then the
    others by distance. With `when` None the newest come first.
    """
    each = {memento.raw_url: memento for memento in mementos}
    if when is None:
        return tuple(sorted(each.values(), key=lambda one: one.captured, reverse=True))
    limit = timestamp(when)
    before = sorted((one for one in each.values() if one.captured <= limit), key=lambda one: one.captured, reverse=True)
    after = sorted((one for one in each.values() if one.captured > limit), key=lambda one: one.captured)
    rest = sorted(before[1:] + after[1:], key=lambda one: _distance(one, when))
    return (*before[:1], *after[:1], *rest)


def _distance(memento: Memento, when: datetime) -> float:
    try:
        return abs((datetime.fromisoformat(memento.captured) - when).total_seconds())
    except ValueError:
        return float("inf")
