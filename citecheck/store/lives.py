"""The lives of all findings of a store, and its nights, for the page of trends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, func, or_, select

from citecheck.store import schema
from citecheck.store.model import NightOutcome
from reports.trends import FindingLife, Trends, trends_of


def trends(connection: Connection, *, tonight: int = 0) -> Trends:
    """Return the trends of all nights of a store, in the transaction of `connection`.

    `tonight` is the number of the night that is about to end in this transaction, and counts too; 0: none is.
    """
    nights, audits = schema.nights, schema.audits
    documents = select(func.count()).where(audits.c.night == nights.c.id).scalar_subquery()
    ended = nights.c.outcome.in_((NightOutcome.COMPLETE, NightOutcome.PARTIAL))
    query = (
        select(nights.c.id, nights.c.started, documents.label("documents"))
        .where(or_(ended, nights.c.id == tonight))
        .order_by(nights.c.id)
    )
    rows = [(int(row.id), str(row.started), int(row.documents)) for row in connection.execute(query)]
    return trends_of(_lives(connection), rows)


def _lives(connection: Connection) -> Iterator[FindingLife]:
    findings, spells = schema.findings, schema.spells
    seen: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in connection.execute(select(spells).order_by(spells.c.finding, spells.c.first)):
        seen[row.finding].append((row.first, row.last))
    columns = (findings.c.id, findings.c.code, findings.c.address, findings.c.since, findings.c.gone)
    for row in connection.execute(select(*columns)):
        yield FindingLife(
            code=row.code,
            host=row.address.removeprefix("//").partition("/")[0],
            since=row.since,
            gone=row.gone,
            spells=tuple(seen.get(row.id, ())),
        )


__all__ = ["trends"]
