"""The lives of all findings of a store, and its nights, for the page of trends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import Connection, func, select

from citecheck.store import schema
from citecheck.store.history import DocumentChange, SeenFinding
from citecheck.store.model import Night, NightOutcome
from reports.trends import FindingLife, Trends, trends_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Tonight:
    """A night that is not stored yet: its `documents`, and its `changes` of findings at the time `at` (RFC 3339)."""

    night: Night
    documents: int
    changes: Iterable[DocumentChange]
    at: str


def trends(connection: Connection, tonight: Tonight | None = None) -> Trends:
    """Return the trends of all nights of a store, in the transaction of `connection`.

    `tonight` counts too, as if it were stored already; None: only what is stored counts.
    """
    nights, audits = schema.nights, schema.audits
    documents = select(func.count()).where(audits.c.night == nights.c.id).scalar_subquery()
    ended = nights.c.outcome.in_((NightOutcome.COMPLETE, NightOutcome.PARTIAL))
    query = select(nights.c.id, nights.c.started, documents.label("documents")).where(ended).order_by(nights.c.id)
    rows = [(int(row.id), str(row.started), int(row.documents)) for row in connection.execute(query)]
    if tonight is None:
        return trends_of(_lives(connection, {}, {}), rows)
    rows.append((tonight.night.number, tonight.night.started, tonight.documents))
    seen, fixed, new = _changes(tonight)
    return trends_of(chain(_lives(connection, seen, fixed), new), sorted(rows))


def _changes(tonight: Tonight) -> tuple[dict[int, tuple[SeenFinding, int]], dict[int, str], list[FindingLife]]:
    """Return the findings that were seen again, with the night, and fixed, by number; and the lives of new ones."""
    number = tonight.night.number
    seen: dict[int, tuple[SeenFinding, int]] = {}
    fixed: dict[int, str] = {}
    new: list[FindingLife] = []
    for change in tonight.changes:
        for one in change.seen:
            if one.former is not None:
                seen[one.former.number] = (one, number)
            else:
                since = one.finding.since or tonight.at
                new.append(_life(one.finding.code, one.address, since, None, ((number, number),)))
        fixed.update((known.number, tonight.at) for known in change.fixed)
    return seen, fixed, new


def _lives(
    connection: Connection, seen: Mapping[int, tuple[SeenFinding, int]], fixed: Mapping[int, str]
) -> Iterator[FindingLife]:
    findings, spells = schema.findings, schema.spells
    stored: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in connection.execute(select(spells).order_by(spells.c.finding, spells.c.first)):
        stored[row.finding].append((row.first, row.last))
    columns = (findings.c.id, findings.c.code, findings.c.address, findings.c.since, findings.c.gone)
    for row in connection.execute(select(*columns)):
        runs = stored.get(row.id, [])
        if row.id not in seen:
            yield _life(row.code, row.address, row.since, fixed.get(row.id, row.gone), tuple(runs))
            continue
        one, night = seen[row.id]
        if one.returned or not runs:
            runs.append((night, night))
        else:
            runs[-1] = (runs[-1][0], max(runs[-1][1], night))
        yield _life(one.finding.code, one.address, row.since, None, tuple(runs))


def _life(code: str, address: str, since: str, gone: str | None, spells: tuple[tuple[int, int], ...]) -> FindingLife:
    host = address.removeprefix("//").partition("/")[0]
    return FindingLife(code=code, host=host, since=since, gone=gone, spells=spells)


__all__ = ["Tonight", "trends"]
